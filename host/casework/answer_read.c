/* answer_read.c: what stands in an answer, and in the files in it. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>
#include <lenscap/base_io.h>
#include <lenscap/clients_page.h>

#include "answer.h"
#include "page.h"
#include "refusal.h"
#include "turned.h"

#define ANSWER_SAME 12	  /* bits of 256: the same picture again */
#define ANSWER_QUALITY 50 /* of PDQ: below it nothing is told apart */

/* ---- Lists ---- */

bool answer_knows(const struct casework_answer_list *list, const char *what)
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

/* ---- Words ---- */

/* The addresses that stand in a line, each to where it ends. */
static void answer_places(struct answer_run *run,
			  const struct ipc_page_fact *line)
{
	for (const char *at = line->value;
	     (at = strcasestr(at, "http")) != NULL; at++) {
		size_t size = strcspn(at, " \t\"'<>()[]{}|\\^`,;");
		char *url;

		if (!base_address_is_web(at))
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

		if (base_address_is_web(at))
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
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);
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
	    .at = base_copy(said->alt[0] ? said->alt : said->address),
	    .width = sides.width,
	    .height = sides.height};
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

enum answer_why {
	ANSWER_NO_READER, /* also of what a reader names in a way unknown */
	ANSWER_NO_PDF,
	ANSWER_ENCRYPTED,
	ANSWER_PASSWORD,
	ANSWER_DAMAGED,
	ANSWER_TOO_LARGE,
	ANSWER_TOO_SLOW,
	ANSWER_TOO_DEEP,
	ANSWER_EMPTY,
	ANSWER_UNKNOWN,
	ANSWER_WHYS
};

/* The word is stable, and what lenscap-pagereader says of a file. */
static const struct {
	const char *word, *words;
} answer_whys[ANSWER_WHYS] = {
    [ANSWER_NO_READER] = {"no_reader", "nothing here reads such a file"},
    [ANSWER_NO_PDF] = {"no_pdf",
		       "what reads PDF is not installed (lenscap-pdf)"},
    [ANSWER_ENCRYPTED] = {"encrypted", "it is encrypted"},
    [ANSWER_PASSWORD] = {"password", "it asks for a password"},
    [ANSWER_DAMAGED] = {"damaged", "it is damaged or hostile"},
    [ANSWER_TOO_LARGE] = {"too_large", "it is larger than can be read"},
    [ANSWER_TOO_SLOW] = {"too_slow", "reading it took too long"},
    [ANSWER_TOO_DEEP] = {"too_deep", "it lies too deep within other files"},
    [ANSWER_EMPTY] = {"empty", "it is empty"},
    [ANSWER_UNKNOWN] = {"unknown", "it could not be read"},
};

/* Of what stopped a reader. */
static const enum answer_why answer_stopped[IPC_PAGE_STATUSES] = {
    [IPC_PAGE_OK] = ANSWER_UNKNOWN,
    [IPC_PAGE_EMPTY] = ANSWER_EMPTY,
    [IPC_PAGE_NOT_A_PAGE] = ANSWER_DAMAGED,
    [IPC_PAGE_MALFORMED] = ANSWER_DAMAGED,
    [IPC_PAGE_TOO_MANY_BYTES] = ANSWER_TOO_LARGE,
    [IPC_PAGE_TOO_MUCH_MEMORY] = ANSWER_TOO_LARGE,
    [IPC_PAGE_TOO_MUCH_CPU] = ANSWER_TOO_SLOW,
    [IPC_PAGE_TOO_SLOW] = ANSWER_TOO_SLOW,
    [IPC_PAGE_CHANGED] = ANSWER_UNKNOWN,
    [IPC_PAGE_CRASHED] = ANSWER_DAMAGED,
    [IPC_PAGE_CONTAINED] = ANSWER_DAMAGED,
    [IPC_PAGE_LIED] = ANSWER_DAMAGED,
    [IPC_PAGE_NO_WORKER] = ANSWER_NO_PDF,
    [IPC_PAGE_NOT_A_FILE] = ANSWER_UNKNOWN,
    [IPC_PAGE_STOPPED] = ANSWER_UNKNOWN,
};

static void answer_unread(struct answer_run *run, const char *name,
			  enum answer_why why)
{
	answer_add(run, &run->out->files,
		   &(struct casework_answer_found){
		       .what = (char *)(name[0] ? name : run->asked->name),
		       .label = (char *)answer_whys[why].words,
		       .line = (char *)answer_whys[why].word});
}

static enum answer_why answer_why_of(const char *word)
{
	for (unsigned i = 0; i < ANSWER_WHYS; i++)
		if (strcmp(answer_whys[i].word, word) == 0)
			return (enum answer_why)i;
	return ANSWER_NO_READER;
}

static enum lens_err answer_page(struct answer_run *run,
				 struct clients_page *page, bool outer);

/* A PDF in it, by a reader of its own. */
static enum lens_err answer_pdf(struct answer_run *run, int fd,
				const char *worker, const char *name)
{
	struct clients_page_options options = {.worker = worker,
					       .wake = run->asked->cancel};
	struct clients_page *page = clients_page_read(fd, NULL, &options);
	const struct ipc_page *answer = clients_page_answer(page);
	enum lens_err err = LENS_OK;

	if (answer->status == IPC_PAGE_STOPPED)
		err = LENS_CANCELLED;
	else if (answer->status != IPC_PAGE_OK)
		answer_unread(run, name, answer_stopped[answer->status]);
	else if (answer->password)
		answer_unread(run, name, ANSWER_PASSWORD);
	else
		err = answer_page(run, page, false);
	clients_page_close(page);
	return err;
}

static enum lens_err answer_document(struct answer_run *run,
				     const struct clients_page *in, unsigned i)
{
	const struct ipc_page_picture *file =
	    &clients_page_answer(in)->pictures[i];
	char *worker;
	enum lens_err err = LENS_OK;
	int fd;

	if (file->link == NULL || strcmp(file->link, "pdf") != 0) {
		answer_unread(run, file->alt,
			      answer_why_of(file->link ? file->link : ""));
		return LENS_OK;
	}
	worker = clients_worker_path(CLIENTS_PDF);
	if (worker == NULL) {
		answer_unread(run, file->alt, ANSWER_NO_PDF);
	} else if (clients_page_picture_fd(in, i, &fd) != LENS_OK) {
		answer_unread(run, file->alt, ANSWER_UNKNOWN);
	} else {
		err = answer_pdf(run, fd, worker, file->alt);
		base_close(&fd);
	}
	free(worker);
	return err;
}

/* A PDF's reader names no documents: those of one that was taken over could
 * lead on without end. */
static enum lens_err answer_documents(struct answer_run *run,
				      const struct clients_page *page,
				      bool outer)
{
	const struct ipc_page *answer = clients_page_answer(page);
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < answer->count && err == LENS_OK; i++) {
		if (answer->pictures[i].kind != IPC_PAGE_DOCUMENT)
			continue;
		if (outer)
			err = answer_document(run, page, i);
		else
			answer_unread(run, answer->pictures[i].alt,
				      ANSWER_TOO_DEEP);
	}
	return err;
}

static enum lens_err answer_page(struct answer_run *run,
				 struct clients_page *page, bool outer)
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
	return err == LENS_OK ? answer_documents(run, page, outer) : err;
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
		return "The answer is larger than can be read at once; take "
		       "the files in it one by one.";
	case IPC_PAGE_TOO_MUCH_CPU:
	case IPC_PAGE_TOO_SLOW:
		return "Reading the answer took too long; take the files in "
		       "it one by one.";
	case IPC_PAGE_CHANGED:
		return "The file was changed while it was read; try again.";
	default:
		return "The answer is damaged or hostile, and its reader was "
		       "stopped; take the files in it one by one.";
	}
}

enum lens_err answer_read(struct answer_run *run, int fd)
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
		err = answer_page(run, page, true);
	clients_page_close(page);
	return err;
}
