/*
 * session.c: what the extension alone asks for: a session, pictures in pieces,
 * and checks of pages.  The host has its own way of doing each.
 */
#include <lenscap/casework_persons.h>
#include <lenscap/ipc_picture.h>

#include "operation.h"

#define SESSION_FEATURES_MAX 100
#define SESSION_CLIENT_MAX 100
#define SESSION_NAME_MAX 1024  /* bytes */
#define SESSION_TITLE_MAX 4096 /* bytes */

const char *operation_purpose_word(size_t purpose)
{
	static const char *const words[OPERATION_PURPOSES] = {
	    [OPERATION_TO_ADD] = "add",	    [OPERATION_TO_CHECK] = "check",
	    [OPERATION_TO_IMPORT] = "mail", [OPERATION_TO_CLEAN] = "clean",
	    [OPERATION_TO_READ] = "file",
	};

	return purpose < OPERATION_PURPOSES ? words[purpose] : NULL;
}

/* clang-format off */
#define PARAM_UPLOAD(words) \
	PARAM("upload", NUMBER, 1, INT64_MAX, REQUIRED, words)
#define SESSION_AGENT_MAX 256
#define SESSION_BUDGET_MAX 100000 /* megabytes */
#define PARAM_JOB(words) \
	PARAM("job", NUMBER, 1, INT64_MAX, REQUIRED, words)

static const struct operation_param session_hello_params[] = {
	PARAM("protocol", LIST, 2, 2, REQUIRED,
	      "[lowest, highest] version that the extension speaks"),
	PARAM("features", WORDS, 0, SESSION_FEATURES_MAX, 0, "what it would use"),
	PARAM("person", TEXT, 1, CASEWORK_PERSON_MAX, 0,
	      "whose ledger it is, beside the user's own; otherwise the user's"),
	PARAM("temporary", TRUTH, 0, 0, 0,
	      "a new ledger instead, destroyed when the session ends"),
	PARAM("client", OBJECT, 0, SESSION_CLIENT_MAX, 0, "{name, version, language}"),
	PARAM_END,
};
static const struct operation_rule session_hello_rules[] = {
	{OPERATION_MOST_ONE, {"person", "temporary"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param session_begin_params[] = {
	PARAM("purpose", CHOICE, 0, 0, REQUIRED,
	      "add: keep it as mine; check: compare it in a page.check; mail: a "
	      "saved reply; clean: for picture.clean; file: a pack, its signature, "
	      "or a backup", .values = operation_purpose_word),
	PARAM("name", TEXT, 0, SESSION_NAME_MAX, REQUIRED,
	      "its file name, for the list of photos"),
	PARAM("bytes", NUMBER, 1, IPC_PICTURE_BYTES_MAX, REQUIRED, "its size"),
	PARAM("source", TEXT, 0, LEDGER_TEXT_MAX, 0,
	      "where it is from, instead of its name"),
	PARAM_END,
};
static const struct operation_param session_chunk_params[] = {
	PARAM_UPLOAD("from photo.begin"),
	PARAM("index", NUMBER, 0, INT32_MAX, REQUIRED, "which piece: 0, 1, 2 and so on"),
	PARAM("data", TEXT, 1, OPERATION_PIECE_TEXT, REQUIRED,
	      "the next bytes in base64"),
	PARAM_END,
};
static const struct operation_param session_end_params[] = {
	PARAM_UPLOAD("all of whose bytes have been sent"),
	PARAM("discard", TRUTH, 0, 0, 0,
	      "give it up instead, whole or not: nothing of it stays"),
	PARAM_END,
};
static const struct operation_param session_page_params[] = {
	PARAM("url", TEXT, 0, LEDGER_TEXT_MAX - 1, REQUIRED, "the page's address"),
	PARAM("title", TEXT, 0, SESSION_TITLE_MAX, 0, "its title"),
	PARAM("images", LIST, 1, OPERATION_IMAGES_MAX, REQUIRED,
	      "{id, url or upload, kind, width, height, alt, natural, dhash, "
	      "link, same} each; natural: [width, height] that the page shows; "
	      "dhash: 16 hexadecimal digits of its dHash, and 16 of those of "
	      "the bits that are sure; link: where the link around it leads; "
	      "same: one number for all sizes of it"),
	PARAM("record", TRUTH, 0, 0, 0, "note in the ledger where mine were seen"),
	PARAM("faces", TRUTH, 0, 0, 0,
	      "say last of each of mine that anybody can fetch whether it has a "
	      "face that a face search can use"),
	PARAM("agent", TEXT, 0, SESSION_AGENT_MAX, 0,
	      "the browser's User-Agent, in whose name to ask; empty: as Lenscap"),
	PARAM("proxy", TEXT, 0, SESSION_AGENT_MAX, 0,
	      "ask through this proxy (Tor: socks5h://127.0.0.1:9050)"),
	PARAM("budget", NUMBER, 1, SESSION_BUDGET_MAX, 0,
	      "megabytes that the check may take; otherwise 200"),
	PARAM_END,
};
static const struct operation_param session_keep_params[] = {
	PARAM_JOB("a page.check that has finished"),
	PARAM("ids", LIST, 1, OPERATION_IMAGES_MAX, REQUIRED, "of its images"),
	/* Version 0.1 of the extension says it; the job knows it. */
	PARAM("page", TEXT, 0, LEDGER_TEXT_MAX, 0, "where they stand, which the job knows"),
	PARAM_END,
};
static const struct operation_param session_job_params[] = {
	PARAM_JOB("what shall end"),
	PARAM_END,
};

const struct operation operation_session_rows[] = {
	{
		.name = "session.hello",
		.summary = "agree on a version; comes first",
		.params = session_hello_params,
		.rules = session_hello_rules, .lenient = true,
		.queue = OPERATION_AT_ONCE,
	}, {
		.name = "photo.begin",
		.summary = "announce a picture's bytes",
		.params = session_begin_params, .queue = OPERATION_AT_ONCE,
	}, {
		.name = "photo.chunk",
		.summary = "the next of them",
		.params = session_chunk_params, .queue = OPERATION_AT_ONCE,
	}, {
		.name = "photo.end",
		.summary = "read the picture, or give it up",
		.params = session_end_params, .queue = OPERATION_UPLOADS,
	}, {
		.name = "photo.keep",
		.summary = "keep pictures of a page as mine",
		.params = session_keep_params, .queue = OPERATION_UPLOADS,
	}, {
		.name = "page.check",
		.summary = "what of a page is mine, and what strangers can fetch",
		.params = session_page_params, .queue = OPERATION_AT_ONCE,
	}, {
		.name = "page.find",
		.summary = "what of a page is mine",
		.params = session_page_params, .queue = OPERATION_AT_ONCE,
	}, {
		.name = "job.cancel",
		.summary = "end a check",
		.params = session_job_params, .queue = OPERATION_AT_ONCE,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
