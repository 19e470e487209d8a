/* cases.c: list cases, and note what happens in them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>

#include "case_state.h"

#define CASES_NOTE_MAX 1000

void casework_case_free(struct casework_case *the_case)
{
	free(the_case->reference);
	free(the_case->controller);
	free(the_case->name);
	free(the_case->law);
	free(the_case->facts);
	free(the_case->explained);
	*the_case = (struct casework_case){.id = 0};
}

/* ---- Reading ---- */

struct cases_list {
	struct casework_case *cases;
	size_t count, room;
};

/* A copy: the ledger's rows are gone once another question is asked. */
static bool cases_take(void *context, const struct ledger_case *row)
{
	struct cases_list *list = context;

	if (list->count == list->room) {
		size_t room = list->room * 2 + 16;
		struct casework_case *more =
		    base_alloc(room, sizeof(*list->cases));

		if (list->count > 0)
			memcpy(more, list->cases,
			       list->count * sizeof(*list->cases));
		free(list->cases);
		list->cases = more;
		list->room = room;
	}
	list->cases[list->count++] =
	    (struct casework_case){.id = row->id,
				   .reference = base_copy(row->reference),
				   .controller = base_copy(row->controller),
				   .name = base_copy(row->name),
				   .law = base_copy(row->law),
				   .facts = base_copy(row->facts),
				   .opened = row->opened};
	return true;
}

static void cases_free(struct cases_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		casework_case_free(&list->cases[i]);
	free(list->cases);
}

static enum lens_err cases_complete(struct casework *work,
				    struct casework_case *the_case,
				    int32_t today, enum law_language language,
				    struct ledger_fault *fault)
{
	struct case_state state;
	enum lens_err err = case_state_read(work, the_case, fault, &state);

	if (err == LENS_OK)
		err = case_state_deadline(work, language, fault, &state);
	if (err == LENS_OK)
		case_state_evaluate(&state, today);
	return err;
}

enum lens_err casework_case_each(
    struct casework *work, int64_t id, int32_t today,
    enum law_language language,
    bool (*visit)(void *context, const struct casework_case *the_case),
    void *context, struct ledger_fault *fault)
{
	struct cases_list list = {NULL, 0, 0};
	bool going = true;
	enum lens_err err =
	    ledger_case_each(work->ledger, id, cases_take, &list, fault);

	if (err == LENS_OK && id != 0 && list.count == 0) {
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "There is no case %lld; 'lenscap cases "
				  "list' names them.",
				  (long long)id);
		err = LENS_NOT_FOUND;
	}
	for (size_t i = 0; i < list.count && going && err == LENS_OK; i++) {
		err = cases_complete(work, &list.cases[i], today, language,
				     fault);
		if (err == LENS_OK)
			going = visit(context, &list.cases[i]);
	}
	cases_free(&list);
	return err;
}

/* ---- Noting ---- */

/* One case with its story, to be gone on with. */
struct cases_one {
	struct casework_case the_case;
	struct case_state state;
};

static bool cases_take_one(void *context, const struct ledger_case *row)
{
	struct cases_list list = {NULL, 0, 0};
	struct casework_case *the_case = context;

	cases_take(&list, row);
	*the_case = list.cases[0];
	free(list.cases);
	return false;
}

static enum lens_err cases_open(struct casework *work, int64_t id,
				struct ledger_fault *fault,
				struct cases_one *out)
{
	enum lens_err err;

	*out = (struct cases_one){.the_case = {.id = 0}};
	err = ledger_case_each(work->ledger, id, cases_take_one, &out->the_case,
			       fault);
	if (err == LENS_OK && out->the_case.id == 0) {
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "There is no case %lld; 'lenscap cases "
				  "list' names them.",
				  (long long)id);
		return LENS_NOT_FOUND;
	}
	if (err == LENS_OK)
		err = case_state_read(work, &out->the_case, fault, &out->state);
	return err;
}

/* What stands in the history stands there for ever: it must be text. */
static enum lens_err cases_text(const struct casework_happened *what,
				struct ledger_fault *fault)
{
	const char *const texts[] = {what->how, what->outcome, what->note};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] != NULL &&
		    (strlen(texts[i]) > CASES_NOTE_MAX ||
		     !base_is_printable(base_view_of(texts[i]))))
			return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
					   "A note or an outcome is one line "
					   "of at most %d bytes, without "
					   "control characters.",
					   CASES_NOTE_MAX);
	return LENS_OK;
}

const char *casework_way_name(size_t index)
{
	static const char *const ways[] = {"email", "post", "form", "fax"};

	return index < sizeof(ways) / sizeof(ways[0]) ? ways[index] : NULL;
}

static bool cases_is_way(const char *how)
{
	for (size_t i = 0; how != NULL && casework_way_name(i) != NULL; i++)
		if (strcmp(how, casework_way_name(i)) == 0)
			return true;
	return false;
}

/* A day on which something can have happened in the case. */
static enum lens_err cases_day(const struct cases_one *one,
			       const struct casework_happened *what,
			       int32_t earliest, struct ledger_fault *fault)
{
	char day[LEDGER_DAY];
	enum lens_err err = cases_text(what, fault);

	if (err != LENS_OK)
		return err;
	if (what->day > what->today)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "That day has not come yet; note what "
				   "happened once it has.");
	if (one->state.closed)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The case is closed; draft a new letter "
				   "to begin another.");
	if (earliest == LAW_NO_DAY || what->day >= earliest)
		return LENS_OK;
	law_day_text(earliest, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "That is before %s, when the letter was written "
			   "or sent; say the right day.",
			   day);
}

/* A note of one case, until it is written with those of others. */
struct cases_note {
	struct cases_one one;
	enum case_event kind;
	json_t *detail;
	char *line, day[LEDGER_DAY];
	struct ledger_event event;
};

/* All of them in one change, or none. */
static enum lens_err cases_write(struct casework *work,
				 struct cases_note *notes, size_t count,
				 struct ledger_document *document,
				 struct ledger_fault *fault)
{
	struct ledger_entry *entries = base_alloc(count + 1, sizeof(*entries));
	enum lens_err err;

	for (size_t i = 0; i < count; i++) {
		struct cases_note *note = &notes[i];
		bool closed = note->kind == CASE_EVENT_CLOSED;

		note->line = json_line_take(json_incref(note->detail));
		note->event =
		    (struct ledger_event){.kind = case_event_name(note->kind),
					  .day = note->day,
					  .detail = note->line};
		entries[i] = (struct ledger_entry){
		    .the_case = {.id = note->one.the_case.id,
				 .facts = note->one.the_case.facts,
				 .closed = closed},
		    .update = closed,
		    .event_count = 1,
		    .events = &note->event,
		    .document_count = document ? 1 : 0,
		    .documents = document};
	}
	err = ledger_case_write(work->ledger, entries, count, fault);
	free(entries);
	return err;
}

static enum lens_err cases_judge_sent(struct cases_note *note,
				      const struct casework_happened *what,
				      struct ledger_fault *fault)
{
	const struct case_state *state = &note->one.state;
	/* LAW_NO_DAY is before all days. */
	int32_t earliest =
	    state->last > state->drafted ? state->last : state->drafted;
	enum lens_err err = cases_day(&note->one, what, earliest, fault);

	if (err == LENS_OK && !cases_is_way(what->how))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "A letter goes by email, post, form or "
				  "fax; say how this one went.");
	/* After a letter came back the same one is sent once more. */
	if (err == LENS_OK && state->drafts == 0 &&
	    note->one.the_case.reply != CASEWORK_REPLY_BOUNCED)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "There is no letter in this case that was "
				  "not sent yet.");
	note->kind = strcmp(state->letter, "complaint") == 0
			 ? CASE_EVENT_COMPLAINT
			 : CASE_EVENT_SENT;
	if (err == LENS_OK)
		note->detail = json_pack("{s:s, s:s}", "how", what->how, "note",
					 what->note);
	return err;
}

static enum lens_err cases_judge_reply(struct cases_note *note,
				       const struct casework_happened *what,
				       struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	if (what->reply >= CASEWORK_REPLIES)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what the reply was: the next step "
				   "depends on it.");
	if (note->one.state.first == LAW_NO_DAY)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "No letter of this case was sent yet; note "
				  "that first: lenscap cases sent %lld --on "
				  "DAY.",
				  (long long)what->id);
	if (err == LENS_OK)
		err = cases_day(&note->one, what, note->one.state.first, fault);
	note->kind = CASE_EVENT_REPLY;
	if (err == LENS_OK)
		note->detail = json_pack("{s:s, s:s}", "kind",
					 casework_reply_name(what->reply),
					 "note", what->note);
	return err;
}

static enum lens_err cases_judge_close(struct cases_note *note,
				       const struct casework_happened *what,
				       struct ledger_fault *fault)
{
	enum lens_err err;

	if (what->outcome == NULL)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what came of the case before it is "
				   "closed.");
	err = cases_day(&note->one, what,
			casework_day_of(note->one.the_case.opened), fault);
	note->kind = CASE_EVENT_CLOSED;
	if (err == LENS_OK)
		note->detail = json_pack("{s:s, s:s}", "outcome", what->outcome,
					 "note", what->note);
	return err;
}

/* Judge each note as if it were alone, then write all of them. */
static enum lens_err
cases_note(struct casework *work, const struct casework_happened *what,
	   size_t count,
	   enum lens_err (*judge)(struct cases_note *,
				  const struct casework_happened *,
				  struct ledger_fault *),
	   struct ledger_document *document, struct ledger_fault *fault)
{
	struct cases_note *notes = base_alloc(count + 1, sizeof(*notes));
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		err = cases_open(work, what[i].id, fault, &notes[i].one);
		if (err == LENS_OK)
			err = judge(&notes[i], &what[i], fault);
		law_day_text(what[i].day, notes[i].day);
	}
	if (err == LENS_OK)
		err = cases_write(work, notes, count, document, fault);
	for (size_t i = 0; i < count; i++) {
		casework_case_free(&notes[i].one.the_case);
		json_decref(notes[i].detail);
		free(notes[i].line);
	}
	free(notes);
	return err;
}

enum lens_err casework_case_sent(struct casework *work,
				 const struct casework_happened *what,
				 size_t count, struct ledger_fault *fault)
{
	return cases_note(work, what, count, cases_judge_sent, NULL, fault);
}

enum lens_err casework_case_reply(struct casework *work,
				  const struct casework_happened *what,
				  size_t count, struct ledger_fault *fault)
{
	return cases_note(work, what, count, cases_judge_reply, NULL, fault);
}

enum lens_err casework_case_close(struct casework *work,
				  const struct casework_happened *what,
				  size_t count, struct ledger_fault *fault)
{
	return cases_note(work, what, count, cases_judge_close, NULL, fault);
}

/* ---- Saved replies ---- */

struct cases_search {
	const char *text;
	int64_t id;
	unsigned count; /* of cases that text names */
};

/* Some who answer write our reference in small letters. */
static bool cases_names(void *context, const struct ledger_case *row)
{
	struct cases_search *search = context;

	if (strcasestr(search->text, row->reference) != NULL) {
		search->id = row->id;
		search->count++;
	}
	return true;
}

/* The case that the mail names, in the place that tells the most. */
static enum lens_err cases_match(struct casework *work,
				 const struct ipc_mail *mail, int64_t *id,
				 struct ledger_fault *fault)
{
	const char *const places[] = {mail->in_reply_to, mail->subject,
				      mail->text};
	struct cases_search search = {.count = 0};
	enum lens_err err = LENS_OK;

	if (*id != 0)
		return LENS_OK;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) &&
			   search.count == 0 && err == LENS_OK;
	     i++) {
		search.text = places[i] ? places[i] : "";
		err = ledger_case_each(work->ledger, 0, cases_names, &search,
				       fault);
	}
	*id = search.id;
	if (err != LENS_OK || search.count == 1)
		return err;
	(void)refusal_say(fault, LEDGER_FAULT_MISSING,
			  search.count == 0
			      ? "The mail names no case of yours; say which "
				"one it belongs to."
			      : "The mail names more than one case of yours; "
				"say which one it belongs to.");
	return LENS_NOT_FOUND;
}

static enum lens_err cases_import(struct casework *work,
				  const struct ipc_mail *mail, int fd,
				  int32_t today, struct ledger_fault *fault,
				  struct casework_imported *out)
{
	struct base_buffer bytes;
	struct ledger_document document = {.name = "reply.eml",
					   .type = "message/rfc822"};
	struct casework_happened what = {.id = out->id,
					 .day = out->day,
					 .today = today,
					 .reply = out->reply,
					 .note = mail->subject};
	enum lens_err err;

	base_buffer_init(&bytes, IPC_MAIL_BYTES_MAX);
	err = lseek(fd, 0, SEEK_SET) == 0 ? base_read_all(fd, &bytes)
					  : LENS_SYSTEM;
	document.content = base_buffer_view(&bytes);
	if (err != LENS_OK)
		(void)refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The mail could not be read a second time; "
				  "try again.");
	else
		err = cases_note(work, &what, 1, cases_judge_reply, &document,
				 fault);
	base_buffer_free(&bytes);
	return err;
}

/* What the mail says of itself, where the person said nothing else. */
static enum lens_err cases_describe(struct casework *work,
				    const struct ipc_mail *mail,
				    const struct casework_happened *what,
				    struct ledger_fault *fault,
				    struct casework_imported *out)
{
	const struct letter_set *letters;
	enum lens_err err = session_letters(work, fault, &letters);

	if (err != LENS_OK)
		return err;
	memcpy(out->from, mail->from, sizeof(out->from));
	memcpy(out->subject, mail->subject, sizeof(out->subject));
	/* A year that no letter has is no day to be believed. */
	if (mail->date > 0 && mail->date / 86400 < what->today &&
	    out->day == LAW_NO_DAY)
		out->day = casework_day_of(mail->date * 1000);
	if (out->day == LAW_NO_DAY)
		out->day = what->today;
	out->reply = what->reply < CASEWORK_REPLIES
			 ? what->reply
			 : casework_reply_guess(letters, mail->text);
	if (out->reply == CASEWORK_REPLIES)
		out->reply = CASEWORK_REPLY_RECEIPT;
	return LENS_OK;
}

enum lens_err casework_case_import(struct casework *work, int fd,
				   const struct casework_happened *what,
				   struct ledger_fault *fault,
				   struct casework_imported *out)
{
	struct ipc_mail mail;
	enum ipc_document_status status = clients_read_mail(NULL, fd, &mail);
	enum lens_err err = LENS_OK;

	*out = (struct casework_imported){.id = what->id, .day = what->day};
	if (status != IPC_DOCUMENT_OK) {
		(void)refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				  ipc_document_sentence(status));
		err = LENS_DENIED;
	}
	if (err == LENS_OK)
		err = cases_match(work, &mail, &out->id, fault);
	if (err == LENS_OK)
		err = cases_describe(work, &mail, what, fault, out);
	if (err == LENS_OK)
		err = cases_import(work, &mail, fd, what->today, fault, out);
	ipc_mail_free(&mail);
	return err;
}
