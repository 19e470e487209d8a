/* answer.c: what is in the answer of somebody who holds data. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_answer.h>
#include <lenscap/clients_page.h>

#include "case_note.h"
#include "enrolled.h"
#include "page.h"
#include "refusal.h"
#include "session.h"
#include "words.h"

#define ANSWER_LIST_MAX 2000	   /* addresses, files */
#define ANSWER_PICTURES_MAX 20000  /* of one answer */
#define ANSWER_SAME 12		   /* bits of 256: the same picture again */
#define ANSWER_QUALITY 50	   /* of PDQ: below it nothing is told apart */
#define ANSWER_TEXT_MAX (1u << 20) /* bytes by which the reply is told */

struct answer_run {
	struct casework *work;
	const struct casework_answer_asked *asked;
	struct ledger_fault *fault;
	struct casework_answer *out;
	struct enrolled enrolled;
	struct casework_answer_picture *picture; /* that is looked at */
	struct base_buffer text;
	json_t *categories, *words;
};

/* ---- Lists ---- */

static bool answer_knows(const struct casework_answer_list *list,
			 const char *what)
{
	for (unsigned i = 0; i < list->count; i++)
		if (strcmp(list->found[i].what, what) == 0)
			return true;
	return false;
}

static void answer_add(struct answer_run *run,
		       struct casework_answer_list *list,
		       const struct casework_answer_found *found)
{
	if (list->count == ANSWER_LIST_MAX) {
		run->out->cut = true;
		return;
	}
	list->found[list->count++] = (struct casework_answer_found){
	    base_copy(found->what), base_copy(found->label ? found->label : ""),
	    base_copy(found->line ? found->line : ""),
	    base_copy(found->file ? found->file : "")};
}

static void answer_list_free(struct casework_answer_list *list)
{
	for (unsigned i = 0; i < list->count; i++) {
		free(list->found[i].what);
		free(list->found[i].label);
		free(list->found[i].line);
		free(list->found[i].file);
	}
	free(list->found);
}

void casework_answer_free(struct casework_answer *answer)
{
	for (unsigned i = 0; i < answer->count; i++)
		free(answer->pictures[i].at);
	free(answer->pictures);
	for (unsigned i = 0; i < answer->next_count; i++)
		free(answer->next[i].command);
	answer_list_free(&answer->places);
	answer_list_free(&answer->categories);
	answer_list_free(&answer->files);
	*answer = (struct casework_answer){.id = 0};
}

/* ---- Words ---- */

/* The addresses that stand in a line, each to where it ends. */
static void answer_places(struct answer_run *run,
			  const struct ipc_page_fact *line)
{
	for (const char *at = line->value;
	     (at = strcasestr(at, "http")) != NULL; at++) {
		size_t size = strcspn(at, " \t\"'<>()[]{}|\\^`,;");
		char *url;

		if (strncasecmp(at, "http://", 7) != 0 &&
		    strncasecmp(at, "https://", 8) != 0)
			continue;
		while (size > 0 && strchr(".:!?", at[size - 1]) != NULL)
			size--;
		url = base_format("%.*s", (int)size, at);
		if (strlen(url) > 10 && !answer_knows(&run->out->places, url))
			answer_add(run, &run->out->places,
				   &(struct casework_answer_found){
				       .what = url, .file = line->name});
		free(url);
	}
}

static bool answer_names(const char *text, const json_t *words)
{
	const json_t *word;
	size_t i;

	json_array_foreach(words, i, word)
	{
		if (strcasestr(text, json_string_value(word)) != NULL)
			return true;
	}
	return false;
}

/* An address names no kind of data, whatever words are in it. */
static char *answer_without_places(const char *line)
{
	char *text = base_copy(line);

	for (char *at = text; (at = strcasestr(at, "http")) != NULL; at++) {
		size_t size = strcspn(at, " \t\"'<>,;");

		if (strncasecmp(at, "http://", 7) == 0 ||
		    strncasecmp(at, "https://", 8) == 0)
			memset(at, ' ', size);
	}
	return text;
}

static void answer_kinds(struct answer_run *run,
			 const struct ipc_page_fact *line)
{
	char *text = answer_without_places(line->value);
	const json_t *words;
	const char *kind;

	json_object_foreach(run->categories, kind, words)
	{
		char *key;

		if (answer_knows(&run->out->categories, kind) ||
		    !answer_names(text, words))
			continue;
		key = base_format("answer_%s", kind);
		answer_add(run, &run->out->categories,
			   &(struct casework_answer_found){
			       .what = (char *)kind,
			       .label = (char *)json_string_value(
				   json_object_get(run->words, key)),
			       .line = line->value,
			       .file = line->name});
		free(key);
	}
	free(text);
}

static void answer_line(struct answer_run *run,
			const struct ipc_page_fact *line)
{
	if (line->kind != IPC_PAGE_LINE)
		return;
	answer_places(run, line);
	answer_kinds(run, line);
	/* What comes later changes nothing of what the letter is. */
	if (base_buffer_add_text(&run->text, line->value) == LENS_OK)
		(void)!base_buffer_add_text(&run->text, "\n");
}

/* ---- Pictures ---- */

static void answer_match(void *context, const struct match_answer *match)
{
	struct answer_run *run = context;
	struct casework_answer_picture *picture = run->picture;

	if (match->confidence != MATCH_POSSIBLE &&
	    picture->mine_count < CASEWORK_ANSWER_MINE_MAX)
		picture->mine[picture->mine_count++] = (int64_t)match->photo;
}

/* Of a mail's parts and the PDF beside them each may have the same picture, in
 * another format and size. */
static bool answer_is_same(const struct casework_answer_picture *known,
			   const struct ipc_picture *picture)
{
	return memcmp(known->sha256, picture->sha256, sizeof(known->sha256)) ==
		   0 ||
	       (known->quality >= ANSWER_QUALITY &&
		picture->fingerprint.pdq_quality >= ANSWER_QUALITY &&
		fingerprint_distance(known->pdq, picture->fingerprint.pdq[0],
				     sizeof(known->pdq)) <= ANSWER_SAME);
}

static enum lens_err answer_picture(void *context,
				    const struct ipc_page_picture *said,
				    const struct ipc_picture *picture)
{
	struct answer_run *run = context;
	struct casework_answer *out = run->out;
	bool turned = picture->orientation >= 5;
	enum lens_err err;

	for (unsigned i = 0; i < out->count; i++)
		if (answer_is_same(&out->pictures[i], picture))
			return LENS_OK;
	if (out->count == ANSWER_PICTURES_MAX) {
		out->cut = true;
		return LENS_OK;
	}
	run->picture = &out->pictures[out->count++];
	*run->picture = (struct casework_answer_picture){
	    .at = base_copy(said->address),
	    .width = turned ? picture->height : picture->width,
	    .height = turned ? picture->width : picture->height};
	memcpy(run->picture->sha256, picture->sha256, sizeof(picture->sha256));
	memcpy(run->picture->pdq, picture->fingerprint.pdq[0],
	       sizeof(run->picture->pdq));
	run->picture->quality = picture->fingerprint.pdq_quality;
	err = enrolled_search(&run->enrolled, picture, answer_match, run);
	out->mine += run->picture->mine_count > 0;
	/* The decoder's query made no sense: one result is lost. */
	return err == LENS_MALFORMED ? LENS_OK : err;
}

/* ---- Files ---- */

static enum lens_err answer_page(struct answer_run *run,
				 struct clients_page *page);

static void answer_unread(struct answer_run *run, const char *name,
			  const char *why)
{
	answer_add(run, &run->out->files,
		   &(struct casework_answer_found){
		       .what = (char *)(name[0] ? name : run->asked->name),
		       .label = (char *)why});
}

/* A PDF in it, by a reader of its own. */
static enum lens_err answer_pdf(struct answer_run *run,
				const struct clients_page *in, unsigned i)
{
	const char *name = clients_page_answer(in)->pictures[i].address;
	char *worker = clients_worker_path(CLIENTS_PDF);
	struct clients_page_options options = {.worker = worker,
					       .wake = run->asked->cancel};
	struct clients_page *page;
	enum lens_err err = LENS_OK;
	int fd;

	if (worker == NULL) {
		answer_unread(run, name,
			      "what reads PDF is not installed (lenscap-pdf)");
		return LENS_OK;
	}
	if (clients_page_picture_fd(in, i, &fd) == LENS_OK) {
		page = clients_page_read(fd, NULL, &options);
		base_close(&fd);
		if (clients_page_answer(page)->status == IPC_PAGE_STOPPED)
			err = LENS_CANCELLED;
		else if (clients_page_answer(page)->status != IPC_PAGE_OK)
			answer_unread(run, name, "it is damaged or hostile");
		else if (clients_page_answer(page)->password)
			answer_unread(run, name, "it asks for a password");
		else
			err = answer_page(run, page);
		clients_page_close(page);
	}
	free(worker);
	return err;
}

static enum lens_err answer_documents(struct answer_run *run,
				      const struct clients_page *page)
{
	const struct ipc_page *answer = clients_page_answer(page);
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < answer->count && err == LENS_OK; i++) {
		const struct ipc_page_picture *file = &answer->pictures[i];

		if (file->kind != IPC_PAGE_DOCUMENT)
			continue;
		if (strcmp(file->alt, "pdf") == 0 && file->size > 0)
			err = answer_pdf(run, page, i);
		else
			answer_unread(run, file->address,
				      "nothing here reads such a file, or it "
				      "is encrypted");
	}
	return err;
}

static enum lens_err answer_page(struct answer_run *run,
				 struct clients_page *page)
{
	const struct ipc_page *answer = clients_page_answer(page);
	const struct page_sink sink = {answer_picture, run};
	struct casework_files files = {.cancel = run->asked->cancel};
	struct page_sum sum = {.pictures = 0};
	enum lens_err err;

	files.job.wants[IPC_EXTRA_QUERY] = true;
	files.job.wants[IPC_EXTRA_REGIONS] = true;
	files.job.wants[IPC_EXTRA_TURNED] = true;
	for (unsigned i = 0; i < answer->fact_count; i++)
		answer_line(run, &answer->facts[i]);
	run->out->cut |= answer->cut || answer->facts_cut;
	run->out->wordless += answer->canvases;
	err = page_look(page, NULL, &files, &sink, &sum);
	run->out->unread += sum.elsewhere;
	free(sum.url);
	return err == LENS_OK ? answer_documents(run, page) : err;
}

static const char *answer_refused(enum ipc_page_status status)
{
	switch (status) {
	case IPC_PAGE_EMPTY:
		return "The file is empty; save the answer again.";
	case IPC_PAGE_NO_WORKER:
	case IPC_PAGE_NOT_A_FILE:
		return ipc_page_sentence(status);
	case IPC_PAGE_TOO_MANY_BYTES:
	case IPC_PAGE_TOO_MUCH_MEMORY:
	case IPC_PAGE_TOO_MUCH_CPU:
	case IPC_PAGE_TOO_SLOW:
		return "The answer is larger than can be read at once; take "
		       "the files in it one by one.";
	default:
		return "The answer is damaged or hostile, and its reader was "
		       "stopped; take the files in it one by one.";
	}
}

static enum lens_err answer_read(struct answer_run *run, int fd)
{
	struct clients_page_options options = {.reads = IPC_PAGE_READS_ANSWER,
					       .wake = run->asked->cancel};
	struct clients_page *page = clients_page_read(fd, NULL, &options);
	const struct ipc_page *answer = clients_page_answer(page);
	enum lens_err err = LENS_OK;

	if (answer->status == IPC_PAGE_STOPPED)
		err = LENS_CANCELLED;
	else if (answer->status != IPC_PAGE_OK)
		err = refusal_say(run->fault, LEDGER_FAULT_ARGUMENT, "%s",
				  ipc_call_words(answer_refused(answer->status),
						 answer->call));
	else
		err = answer_page(run, page);
	clients_page_close(page);
	return err;
}

/* ---- The letters that follow ---- */

/* Whether all of it was read. */
static bool answer_is_whole(const struct casework_answer *out)
{
	return !out->cut && out->files.count == 0 && out->unread == 0 &&
	       out->wordless == 0;
}

static void answer_next(struct casework_answer *out, const char *letter,
			const char *words, char *command)
{
	out->next[out->next_count++] =
	    (struct casework_answer_next){letter, words, command};
}

static void answer_follow(struct answer_run *run, const char *controller)
{
	struct casework_answer *out = run->out;

	if (out->count > 0 || answer_knows(&out->categories, "biometric"))
		answer_next(out, "erase",
			    "They hold pictures or measurements: ask them to "
			    "erase these.",
			    base_format("lenscap letter draft --to %s --ask "
					"erasure",
					controller));
	/* What was not read may name them; who holds nothing has none. */
	if (!answer_is_whole(out) || (out->reply != CASEWORK_REPLY_ANSWER &&
				      out->reply != CASEWORK_REPLY_PARTIAL))
		return;
	if (!answer_knows(&out->categories, "source"))
		answer_next(out, "source",
			    "The answer names no source: ask where they have "
			    "it from.",
			    base_format("lenscap letter draft --case %lld "
					"--kind partial_answer --missing "
					"source",
					(long long)out->id));
	if (!answer_knows(&out->categories, "recipients"))
		answer_next(out, "recipients",
			    "The answer names no recipients: ask who was "
			    "given it.",
			    base_format("lenscap letter draft --case %lld "
					"--kind partial_answer --missing "
					"recipients",
					(long long)out->id));
}

/* ---- Keeping it ---- */

static const struct {
	const char *ending, *name, *type;
} answer_types[] = {
    {".eml", "answer.eml", "message/rfc822"},
    {".pdf", "answer.pdf", "application/pdf"},
    {".zip", "answer.zip", "application/zip"},
    {".json", "answer.json", "application/json"},
    {".html", "answer.html", "text/html"},
    {".csv", "answer.csv", "text/csv"},
    {".txt", "answer.txt", "text/plain"},
    {"", "answer.bin", "application/octet-stream"},
};

static size_t answer_type(const char *name)
{
	size_t length = strlen(name), i = 0;

	while (answer_types[i].ending[0] != '\0') {
		size_t ending = strlen(answer_types[i].ending);

		if (length > ending && strcasecmp(name + length - ending,
						  answer_types[i].ending) == 0)
			break;
		i++;
	}
	return i;
}

static enum lens_err answer_note(struct answer_run *run, struct base_view bytes,
				 const uint8_t sha256[32])
{
	struct casework_happened what = run->asked->what;
	struct casework_answer *out = run->out;
	size_t type = answer_type(run->asked->name);
	struct ledger_document document = {.name = answer_types[type].name,
					   .type = answer_types[type].type,
					   .content = bytes};
	char hex[65];
	char *note =
	    what.note && what.note[0]
		? base_copy(what.note)
		: base_format("%s: pictures: %u, of them yours: %u",
			      answer_types[type].name, out->count, out->mine);
	enum lens_err err;

	base_hex(hex, sha256, 32);
	what.day = out->day;
	what.guessed = what.reply >= CASEWORK_REPLIES;
	what.reply = out->reply;
	what.note = note;
	what.sha256 = hex;
	what.message = "";
	err = case_note_all(run->work, &what, 1, case_judge_reply, &document,
			    run->fault);
	out->kept = err == LENS_OK;
	free(note);
	return err;
}

static enum lens_err answer_keep(struct answer_run *run, int fd)
{
	struct base_buffer bytes;
	uint8_t sha256[32];
	int64_t has = 0;
	enum lens_err err;

	base_buffer_init(&bytes, LEDGER_DOCUMENT_MAX);
	err = lseek(fd, 0, SEEK_SET) == 0 ? base_read_all(fd, &bytes)
					  : LENS_SYSTEM;
	if (err != LENS_OK) {
		base_buffer_free(&bytes);
		return refusal_say(run->fault, LEDGER_FAULT_ARGUMENT, "%s",
				   err == LENS_TOO_BIG
				       ? "The answer has more than 32 MB, "
					 "which a case does not keep; take the "
					 "files in it one by one."
				       : "The file could not be read a second "
					 "time; try again.");
	}
	ledger_sha256(base_buffer_view(&bytes), sha256);
	err = case_of_document(run->work, sha256, run->fault, &has);
	if (err == LENS_OK && has != 0 && has != run->out->id)
		err = refusal_say(run->fault, LEDGER_FAULT_EXISTS,
				  "That answer is in case %lld already.",
				  (long long)has);
	else if (err == LENS_OK && has == 0)
		err = answer_note(run, base_buffer_view(&bytes), sha256);
	base_buffer_free(&bytes);
	return err;
}

/* ---- All of it ---- */

/*
 * What it seems to be where no phrase says so: data with their source and
 * recipients may be all of it; data without lack something; and of what has no
 * data that could be read only that it came is known.
 */
static enum casework_reply answer_judge(const struct casework_answer *out)
{
	bool data = out->count > 0 || out->categories.count > 0;

	if (!data)
		return CASEWORK_REPLY_RECEIPT;
	if (answer_knows(&out->categories, "source") &&
	    answer_knows(&out->categories, "recipients"))
		return CASEWORK_REPLY_ANSWER;
	return answer_is_whole(out) ? CASEWORK_REPLY_PARTIAL
				    : CASEWORK_REPLY_RECEIPT;
}

static enum lens_err answer_describe(struct answer_run *run)
{
	const struct casework_happened *what = &run->asked->what;
	struct casework_answer *out = run->out;
	const struct letter_set *letters;
	const char *text;
	enum lens_err err = session_letters(run->work, run->fault, &letters);

	if (err != LENS_OK || base_buffer_add(&run->text, "", 1) != LENS_OK)
		return err;
	text = (const char *)run->text.data;
	out->language = casework_reply_language(text);
	out->day = what->day != LAW_NO_DAY ? what->day : what->today;
	out->reply = what->reply < CASEWORK_REPLIES
			 ? what->reply
			 : casework_reply_guess(letters, text);
	if (out->reply >= CASEWORK_REPLIES)
		out->reply = answer_judge(out);
	return LENS_OK;
}

static enum lens_err answer_open(struct answer_run *run)
{
	struct casework_answer *out = run->out;

	*out =
	    (struct casework_answer){.id = run->asked->what.id, .language = ""};
	out->pictures = base_alloc(ANSWER_PICTURES_MAX, sizeof(*out->pictures));
	out->places.found =
	    base_alloc(ANSWER_LIST_MAX, sizeof(*out->places.found));
	out->categories.found =
	    base_alloc(ANSWER_LIST_MAX, sizeof(*out->categories.found));
	out->files.found =
	    base_alloc(ANSWER_LIST_MAX, sizeof(*out->files.found));
	/* One byte is left for the end. */
	base_buffer_init(&run->text, ANSWER_TEXT_MAX + 1);
	run->categories = words_json("answers/kinds.json");
	run->words = words_of(run->asked->language);
	if (run->categories == NULL || run->words == NULL)
		return words_missing(run->fault);
	return enrolled_open(casework_ledger(run->work), run->fault,
			     &run->enrolled);
}

enum lens_err casework_case_answer(struct casework *work, int fd,
				   const struct casework_answer_asked *asked,
				   struct ledger_fault *fault,
				   struct casework_answer *out)
{
	struct answer_run run = {
	    .work = work, .asked = asked, .fault = fault, .out = out};
	struct case_one one = {.the_case = {.id = 0}};
	enum lens_err err = answer_open(&run);

	if (err == LENS_OK)
		err = cases_open(work, asked->what.id, fault, &one);
	if (err == LENS_OK)
		err = answer_read(&run, fd);
	if (err == LENS_OK)
		err = answer_describe(&run);
	if (err == LENS_OK)
		err = answer_keep(&run, fd);
	if (err == LENS_OK)
		answer_follow(&run, one.the_case.controller);
	casework_case_free(&one.the_case);
	enrolled_close(&run.enrolled);
	base_buffer_free(&run.text);
	json_decref(run.categories);
	json_decref(run.words);
	return err;
}
