/*
 * evidence.c: a case for an authority: numbered exhibits, a log whose links
 * are hashes, and a list of sums.  sha256sum -c checks the files; the log can
 * be followed by hand, as README.txt beside it says.
 */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_evidence.h>
#include <lenscap/casework_letters.h>
#include <lenscap/clients_typesetter.h>

#include "case_exhibits.h"
#include "evidence.h"
#include "zip.h"

#define EVIDENCE_FILES 400
#define EVIDENCE_BYTES (64u << 20) /* of one file */

static const char evidence_readme[] =
    "This folder is the record of one case under data protection law, as the\n"
    "person who wrote the letters kept it with Lenscap.\n"
    "\n"
    "  00-cover.txt     what is in it\n"
    "  01-..., 02-...   letters and replies, in the order in which they came\n"
    "  log.tsv          what happened, one line each\n"
    "  ledger.tsv       the links of the person's whole record since then: "
    "when\n"
    "                   it was changed, and a tag that depends on all before\n"
    "  SHA256SUMS       a checksum of every file\n"
    "\n"
    "To check the files:   sha256sum -c SHA256SUMS\n"
    "To check all of it:   lenscap verify FOLDER\n"
    "\n"
    "The log: its first line is the reference.  Every other line begins with "
    "a\n"
    "tag, then a tab, then number, day, moment it was written down, kind and\n"
    "details, with tabs between.  A tag is SHA-256 (in hexadecimal) of the "
    "tag\n"
    "before it, a line feed, and what follows it on its line; before the "
    "first\n"
    "one stands SHA-256 of the reference.  So no line can be changed, taken "
    "out\n"
    "or put in without every tag after it being another.  The last tag, told "
    "to\n"
    "somebody at the time, proves the whole log up to there.\n";

/* A folder while it is written. */
struct evidence {
	struct casework *work;
	struct ledger_fault *fault;
	void (*wrote)(void *context, const struct casework_exhibit *exhibit);
	void *context;
	int dir;
	char *names[EVIDENCE_FILES];
	size_t count;
	struct base_buffer sums;
	struct clients_typesetter *setter;
	struct casework_case the_case;
};

static enum lens_err evidence_failed(struct evidence *evidence,
				     const char *name)
{
	(void)refusal_say(evidence->fault, LEDGER_FAULT_DISK,
			  "The file %.80s could not be written; take an empty "
			  "folder on a disk with room.",
			  name);
	return LENS_SYSTEM;
}

/* ---- Files ---- */

/* Among other files nobody could tell which are evidence. */
static enum lens_err evidence_empty(struct evidence *evidence)
{
	int fd = openat(evidence->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	unsigned count = 0;

	if (folder == NULL) {
		base_close(&fd);
		return evidence_failed(evidence, "README.txt");
	}
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	if (count <= 2) /* itself, and the one it is in */
		return LENS_OK;
	return refusal_say(evidence->fault, LEDGER_FAULT_EXISTS,
			   "There is something in that folder; take an empty "
			   "one, so that only evidence is in it.");
}

static enum lens_err evidence_put(struct evidence *evidence, const char *name,
				  struct base_view bytes)
{
	if (evidence->count == EVIDENCE_FILES ||
	    base_write_new(evidence->dir, name, bytes) != LENS_OK)
		return evidence_failed(evidence, name);
	evidence->names[evidence->count++] = base_copy(name);
	return LENS_OK;
}

static enum lens_err evidence_file(struct evidence *evidence, const char *name,
				   const char *what, struct base_view bytes)
{
	uint8_t hash[32];
	char hex[65];
	char *line;
	enum lens_err err = evidence_put(evidence, name, bytes);

	if (err != LENS_OK)
		return err;
	ledger_sha256(bytes, hash);
	base_hex(hex, hash, sizeof(hash));
	line = base_format("%s  %s\n", hex, name);
	err = base_buffer_add_text(&evidence->sums, line);
	free(line);
	if (err == LENS_OK)
		evidence->wrote(evidence->context,
				&(struct casework_exhibit){name, what, true});
	return err;
}

/* What was written goes again, and nothing else. */
static void evidence_undo(struct evidence *evidence)
{
	for (size_t i = 0; i < evidence->count; i++)
		unlinkat(evidence->dir, evidence->names[i], 0);
}

/* ---- Exhibits ---- */

static enum lens_err evidence_letter_as(struct evidence *evidence, int64_t id,
					enum casework_format format,
					const char *stem)
{
	char name[CASEWORK_FILE_NAME];
	struct base_buffer bytes;
	char *file = base_format("%s%s", stem, casework_format_ending(format));
	int fd;
	enum lens_err err =
	    casework_export(evidence->work, id, format, evidence->setter,
			    evidence->fault, name, &fd);

	base_buffer_init(&bytes, EVIDENCE_BYTES);
	if (err == LENS_OK)
		err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		err = evidence_file(evidence, file, "a letter",
				    base_buffer_view(&bytes));
	base_close(&fd);
	base_buffer_free(&bytes);
	free(file);
	return err;
}

static enum lens_err evidence_kept(struct evidence *evidence,
				   const struct case_exhibit *exhibit,
				   const char *stem)
{
	char *name = base_format("%s%s", stem, exhibit->ending);
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, LEDGER_DOCUMENT_MAX);
	err = ledger_document_content(evidence->work->ledger, exhibit->document,
				      evidence->fault, &bytes);
	if (err == LENS_OK)
		err = evidence_file(evidence, name,
				    exhibit->reply ? "a reply, as it came"
						   : "a letter, as it went",
				    base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	free(name);
	return err;
}

/* "01-request-2026-12-01"; the complaint is no exhibit of itself.  The caller
 * frees it. */
static char *evidence_stem(const struct case_exhibit *exhibit)
{
	char day[LEDGER_DAY];

	law_day_text(exhibit->day, day);
	return exhibit->number > 0 ? base_format("%02u-%s-%s", exhibit->number,
						 exhibit->kind, day)
				   : base_format("%s-%s", exhibit->kind, day);
}

static enum lens_err evidence_exhibit(struct evidence *evidence,
				      const struct case_exhibit *exhibit)
{
	char *stem = evidence_stem(exhibit);
	enum lens_err err;

	if (exhibit->document != 0) {
		err = evidence_kept(evidence, exhibit, stem);
	} else {
		err = evidence_letter_as(evidence, exhibit->letter,
					 CASEWORK_TEXT, stem);
		if (err == LENS_OK)
			err = evidence_letter_as(evidence, exhibit->letter,
						 CASEWORK_PDF, stem);
	}
	free(stem);
	return err;
}

/* ---- The cover sheet ---- */

/* The complaint's language, else the one of the last letter. */
static bool evidence_language(void *context, const struct ledger_letter *letter)
{
	enum law_language *language = context;

	if (law_language_of(letter->language) != LAW_LANGUAGES)
		*language = law_language_of(letter->language);
	return strcmp(letter->kind, "complaint") != 0;
}

/* "Letter of 1 December 2026"; the caller frees it. */
static char *evidence_title(struct evidence *evidence,
			    enum law_language language,
			    const struct case_exhibit *exhibit)
{
	const struct letter_set *letters;
	const struct law_set *laws;
	const char *words, *place;
	char day[48];

	if (session_letters(evidence->work, evidence->fault, &letters) !=
		LENS_OK ||
	    casework_laws(evidence->work, evidence->fault, &laws) != LENS_OK)
		return base_copy("");
	law_day_words(laws, exhibit->written, language, day);
	words =
	    letter_word(letters, language,
			exhibit->reply ? "exhibit_reply" : "exhibit_letter");
	place = strstr(words, "%1");
	return place ? base_format("%.*s%s%s", (int)(place - words), words, day,
				   place + 2)
		     : base_copy(words);
}

/* What the bundle has, for whoever opens it first. */
static enum lens_err evidence_cover(struct evidence *evidence,
				    const struct case_exhibits *exhibits)
{
	enum law_language language = LAW_EN;
	struct base_buffer text;
	char *line = base_format("%s\n%s\n\n", evidence->the_case.name,
				 evidence->the_case.reference);
	enum lens_err err =
	    ledger_letter_each(evidence->work->ledger, evidence->the_case.id,
			       evidence_language, &language, evidence->fault);

	base_buffer_init(&text, EVIDENCE_BYTES);
	if (err == LENS_OK)
		err = base_buffer_add_text(&text, line);
	free(line);
	for (size_t i = 0; i < exhibits->count && err == LENS_OK; i++) {
		const struct case_exhibit *exhibit = &exhibits->list[i];
		char *title = evidence_title(evidence, language, exhibit);
		char *stem = evidence_stem(exhibit);

		line =
		    exhibit->number > 0
			? base_format("%3u  %s\n     %s%s\n", exhibit->number,
				      title, stem,
				      exhibit->document != 0 ? exhibit->ending
							     : ".pdf")
			: base_copy("");
		err = base_buffer_add_text(&text, line);
		free(line);
		free(stem);
		free(title);
	}
	if (err == LENS_OK)
		err = evidence_file(evidence, "00-cover.txt", "the cover sheet",
				    base_buffer_view(&text));
	base_buffer_free(&text);
	return err;
}

static enum lens_err evidence_exhibits(struct evidence *evidence)
{
	struct case_exhibits *exhibits = base_alloc(1, sizeof(*exhibits));
	struct case_state *state = base_alloc(1, sizeof(*state));
	enum lens_err err = case_state_read(evidence->work, &evidence->the_case,
					    evidence->fault, state);

	if (err == LENS_OK)
		err =
		    case_exhibits_gather(evidence->work, evidence->the_case.id,
					 state, evidence->fault, exhibits);
	if (err == LENS_OK)
		err = evidence_cover(evidence, exhibits);
	for (size_t i = 0; i < exhibits->count && err == LENS_OK; i++)
		err = evidence_exhibit(evidence, &exhibits->list[i]);
	free(state);
	free(exhibits);
	return err;
}

/* ---- The log ---- */

struct evidence_log {
	struct base_buffer text;
	int64_t since;
	enum lens_err err;
};

static bool evidence_event(void *context, const struct ledger_event *event)
{
	struct evidence_log *log = context;
	char hex[65];

	base_hex(hex, event->tag, sizeof(event->tag));
	log->err = base_buffer_add_text(&log->text, hex);
	if (log->err == LENS_OK)
		log->err = base_buffer_add_text(&log->text, "\t");
	if (log->err == LENS_OK)
		log->err = ledger_event_line(event, &log->text);
	if (log->err == LENS_OK)
		log->err = base_buffer_add_text(&log->text, "\n");
	return log->err == LENS_OK;
}

static bool evidence_link(void *context, const struct ledger_link *link)
{
	struct evidence_log *log = context;
	char hex[2 * LEDGER_TAG_SIZE + 1];
	char *line;

	if (link->time < log->since)
		return true;
	base_hex(hex, link->tag, sizeof(link->tag));
	line = base_format("%" PRIu64 "\t%" PRId64 "\t%s\n", link->sequence,
			   link->time, hex);
	log->err = base_buffer_add_text(&log->text, line);
	free(line);
	return log->err == LENS_OK;
}

static enum lens_err evidence_logs(struct evidence *evidence)
{
	struct ledger *ledger = evidence->work->ledger;
	struct evidence_log log = {.since = evidence->the_case.opened};
	enum lens_err err;

	base_buffer_init(&log.text, EVIDENCE_BYTES);
	err = base_buffer_add_text(&log.text, evidence->the_case.reference);
	if (err == LENS_OK)
		err = base_buffer_add_text(&log.text, "\n");
	if (err == LENS_OK)
		err = ledger_event_each(ledger, evidence->the_case.id,
					evidence_event, &log, evidence->fault);
	if (err == LENS_OK)
		err = log.err;
	if (err == LENS_OK)
		err = evidence_file(evidence, EVIDENCE_LOG, "what happened",
				    base_buffer_view(&log.text));
	base_buffer_free(&log.text);
	if (err == LENS_OK)
		err = ledger_chain_each(ledger, evidence_link, &log,
					evidence->fault);
	if (err == LENS_OK)
		err = evidence_file(evidence, "ledger.tsv",
				    "the links of the ledger",
				    base_buffer_view(&log.text));
	base_buffer_free(&log.text);
	return err;
}

/* ---- All of it ---- */

static bool evidence_take(void *context, const struct casework_case *the_case)
{
	struct evidence *evidence = context;

	evidence->the_case.id = the_case->id;
	evidence->the_case.reference = base_copy(the_case->reference);
	evidence->the_case.facts = base_copy(the_case->facts);
	evidence->the_case.name = base_copy(the_case->name);
	evidence->the_case.opened = the_case->opened;
	return false;
}

/* The files in their order, in one, and nothing else is left. */
static enum lens_err evidence_zip(struct evidence *evidence)
{
	char *name = base_format("%s.zip", evidence->the_case.reference);
	struct base_buffer bytes;
	enum lens_err err;

	/* A reference from elsewhere can have any letter. */
	for (char *c = name; *c != '\0'; c++)
		if (!isalnum((unsigned char)*c) && *c != '.' && *c != '-')
			*c = '-';

	base_buffer_init(&bytes, ZIP_BYTES_MAX);
	err =
	    zip_files(evidence->dir, evidence->names, evidence->count, &bytes);
	if (err == LENS_OK)
		err = base_write_new(evidence->dir, name,
				     base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	if (err != LENS_OK) {
		err = evidence_failed(evidence, name);
	} else {
		evidence_undo(evidence);
		evidence->wrote(
		    evidence->context,
		    &(struct casework_exhibit){name, "all of it", true});
	}
	free(name);
	return err;
}

enum lens_err casework_evidence(
    struct casework *work, int64_t id, int dir, bool zip,
    void (*wrote)(void *context, const struct casework_exhibit *exhibit),
    void *context, struct ledger_fault *fault)
{
	struct evidence *evidence = base_alloc(1, sizeof(*evidence));
	enum lens_err err;

	*evidence = (struct evidence){.work = work,
				      .fault = fault,
				      .wrote = wrote,
				      .context = context,
				      .dir = dir,
				      .setter = clients_typesetter_new(NULL)};
	base_buffer_init(&evidence->sums, EVIDENCE_FILES * 256);
	err = casework_case_each(work, id, casework_today(), LAW_EN,
				 evidence_take, evidence, fault);
	if (err == LENS_OK)
		err = evidence_empty(evidence);
	if (err == LENS_OK)
		err = evidence_file(evidence, "README.txt", "how to read this",
				    base_view_of(evidence_readme));
	if (err == LENS_OK)
		err = evidence_exhibits(evidence);
	if (err == LENS_OK)
		err = evidence_logs(evidence);
	if (err == LENS_OK)
		err = evidence_put(evidence, EVIDENCE_SUMS,
				   base_buffer_view(&evidence->sums));
	if (err == LENS_OK && zip)
		err = evidence_zip(evidence);
	if (err != LENS_OK)
		evidence_undo(evidence);
	for (size_t i = 0; i < evidence->count; i++)
		free(evidence->names[i]);
	clients_typesetter_free(evidence->setter);
	casework_case_free(&evidence->the_case);
	base_buffer_free(&evidence->sums);
	free(evidence);
	return err;
}
