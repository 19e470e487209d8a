/* answer.c: an answer of somebody who holds data: what it is, and kept. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "answer.h"
#include "case_entries.h"
#include "case_note.h"
#include "refusal.h"
#include "session.h"
#include "words.h"

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
			    out->mine > 0
				? "A photo of yours is in it: ask them to "
				  "erase what they hold of you."
				: "It has pictures, or speaks of measurements: "
				  "if they are of you, ask for erasure.",
			    base_format("lenscap letter draft --to %s --ask "
					"erasure",
					controller));
	/* What was not read may name them; who holds nothing has none. */
	if (!answer_is_whole(out) || (out->reply != CASEWORK_REPLY_ANSWER &&
				      out->reply != CASEWORK_REPLY_PARTIAL))
		return;
	if (!answer_knows(&out->categories, "source"))
		answer_next(out, "source",
			    "No source was found in it: ask where they have "
			    "it from.",
			    base_format("lenscap letter draft --case %lld "
					"--kind partial_answer --missing "
					"source",
					(long long)out->id));
	if (!answer_knows(&out->categories, "recipients"))
		answer_next(out, "recipients",
			    "No recipients were found in it: ask who was "
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

const char *answer_ending(const char *type)
{
	size_t i = 0;

	while (answer_types[i].ending[0] != '\0' &&
	       strcmp(answer_types[i].type, type) != 0)
		i++;
	return strrchr(answer_types[i].name, '.');
}

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

/* What it was called, without the folders; the name of its kind where it had
 * none, or too long a one. */
static void answer_name(const char *path, const char *kind,
			char out[ANSWER_NAME])
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t length = strlen(name);

	if (length == 0 || length >= ANSWER_NAME)
		name = kind;
	base_printable(out, ANSWER_NAME, base_view_of(name));
}

static enum lens_err answer_note(struct answer_run *run, struct base_view bytes,
				 const uint8_t sha256[32])
{
	struct casework_happened what = run->asked->what;
	struct casework_answer *out = run->out;
	size_t type = answer_type(run->asked->name);
	char name[ANSWER_NAME], hex[65], *note;
	struct ledger_document document = {
	    .name = name, .type = answer_types[type].type, .content = bytes};
	enum lens_err err;

	answer_name(run->asked->name, answer_types[type].name, name);
	note = what.note && what.note[0]
		   ? base_copy(what.note)
		   : base_format("%s: pictures: %u, of them yours: %u", name,
				 out->count, out->mine);
	base_hex(hex, sha256, 32);
	what.day = out->day;
	what.guessed = what.reply >= CASEWORK_REPLIES;
	what.reply = out->reply;
	what.until = out->until;
	what.note = note;
	what.sha256 = hex;
	what.message = "";
	err = case_note_all(run->work, &what, 1, case_judge_reply, &document,
			    run->fault);
	out->kept = err == LENS_OK;
	free(note);
	return err;
}

/* What an answer is that the case has: as its history says, not as it would be
 * read now. */
static enum lens_err answer_had(struct answer_run *run,
				const uint8_t sha256[32])
{
	struct case_entries list;
	char hex[65];
	enum lens_err err =
	    case_entries_read(run->work, run->out->id, run->fault, &list);

	base_hex(hex, sha256, 32);
	for (size_t i = 0; i < list.count; i++) {
		const struct case_entry *entry = &list.entries[i];
		enum casework_reply reply;

		if (entry->event != CASE_EVENT_REPLY || entry->withdrawn ||
		    strcmp(case_entry_text(entry, "sha256"), hex) != 0)
			continue;
		reply = casework_reply_of(case_entry_text(entry, "kind"));
		if (reply < CASEWORK_REPLIES)
			run->out->reply = reply;
		run->out->day = entry->day;
		run->out->until = case_entry_day(entry, "until");
	}
	case_entries_free(&list);
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
	else if (err == LENS_OK)
		err = has != 0
			  ? answer_had(run, sha256)
			  : answer_note(run, base_buffer_view(&bytes), sha256);
	base_buffer_free(&bytes);
	return err;
}

/* ---- All of it ---- */

/* A page without words is a picture of a letter, and may be any. */
static bool answer_has_data(const struct casework_answer *out)
{
	return out->categories.count > 0 || out->mine > 0 ||
	       out->count > out->wordless;
}

/*
 * What it seems to be where no phrase says so: data with their source and
 * recipients may be all of it; other data are a part, whatever was not read;
 * and of what has no data that could be read only that it came is known.
 */
static enum casework_reply answer_judge(const struct casework_answer *out)
{
	if (!answer_has_data(out))
		return CASEWORK_REPLY_RECEIPT;
	return answer_knows(&out->categories, "source") &&
		       answer_knows(&out->categories, "recipients")
		   ? CASEWORK_REPLY_ANSWER
		   : CASEWORK_REPLY_PARTIAL;
}

static enum lens_err answer_describe(struct answer_run *run)
{
	const struct casework_happened *what = &run->asked->what;
	struct casework_answer *out = run->out;
	const struct letter_set *letters;
	const struct law_set *laws;
	const char *text;
	enum lens_err err = session_letters(run->work, run->fault, &letters);

	if (err == LENS_OK)
		err = casework_laws(run->work, run->fault, &laws);
	/* The end has a byte of its own, however much was read. */
	run->text.maximum = ANSWER_TEXT_MAX + 1;
	if (err == LENS_OK)
		err = base_buffer_add(&run->text, "", 1);
	if (err != LENS_OK)
		return err;
	text = (const char *)run->text.data;
	out->language = casework_reply_language(text);
	out->day = what->day != LAW_NO_DAY ? what->day : what->today;
	out->reply = what->reply < CASEWORK_REPLIES
			 ? what->reply
			 : casework_reply_guess(letters, text);
	/* "We have your request" is said beside photos of the person, too. */
	if (out->reply >= CASEWORK_REPLIES ||
	    (what->reply >= CASEWORK_REPLIES &&
	     out->reply == CASEWORK_REPLY_RECEIPT && out->mine > 0))
		out->reply = answer_judge(out);
	out->until = what->until > 0 ? what->until : LAW_NO_DAY;
	if (out->reply == CASEWORK_REPLY_EXTENSION && what->until <= 0)
		out->until =
		    casework_reply_until(letters, laws, text, out->day);
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
	base_buffer_init(&run->text, ANSWER_TEXT_MAX);
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
