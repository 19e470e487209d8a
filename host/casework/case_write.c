/* case_write.c: what happened is held to be possible, and written down. */
#include <stdlib.h>
#include <string.h>

#include "case_note.h"

#define WRITE_MAX 1000
#define WRITE_TRACKING_MAX 60

void case_put_text(json_t *detail, const char *name, const char *text)
{
	if (text != NULL && text[0] != '\0')
		json_object_set_new(detail, name, json_string(text));
}

void case_put_day(json_t *detail, const char *name, int32_t day)
{
	char text[LEDGER_DAY];

	if (day <= 0)
		return;
	law_day_text(day, text);
	json_object_set_new(detail, name, json_string(text));
}

/* ---- What can be ---- */

/* What stands in the history stands there for ever: it must be text. */
static enum lens_err write_texts(const struct casework_happened *what,
				 struct ledger_fault *fault)
{
	const char *const texts[] = {what->how, what->outcome, what->note};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] != NULL &&
		    (strlen(texts[i]) > WRITE_MAX ||
		     !base_is_printable(base_view_of(texts[i]))))
			return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
					   "A note or an outcome is one line "
					   "of at most %d bytes, without "
					   "control characters.",
					   WRITE_MAX);
	if (what->tracking != NULL &&
	    (strlen(what->tracking) > WRITE_TRACKING_MAX ||
	     !base_is_printable(base_view_of(what->tracking))))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A tracking number is one line of at most "
				   "%d bytes, as it stands on the receipt.",
				   WRITE_TRACKING_MAX);
	return LENS_OK;
}

enum lens_err case_possible(const struct casework_happened *what,
			    int32_t earliest, struct ledger_fault *fault)
{
	char day[LEDGER_DAY];
	enum lens_err err = write_texts(what, fault);

	if (err != LENS_OK)
		return err;
	if (what->day > what->today || what->received > what->today ||
	    what->given > what->today)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "That day has not come yet; note what "
				   "happened once it has.");
	if (earliest == LAW_NO_DAY || what->day >= earliest)
		return LENS_OK;
	law_day_text(earliest, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "That is before %s, when the letter was written "
			   "or sent; say the right day.",
			   day);
}

/* ---- Writing ---- */

/* All of them in one change, or none. */
static enum lens_err write_entries(struct casework *work,
				   struct case_note *notes, size_t count,
				   struct ledger_document *document,
				   struct ledger_fault *fault)
{
	struct ledger_entry *entries = base_alloc(count + 1, sizeof(*entries));
	enum lens_err err;

	for (size_t i = 0; i < count; i++) {
		struct case_note *note = &notes[i];
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
		    .update = closed || note->kind == CASE_EVENT_REOPENED,
		    .event_count = 1,
		    .events = &note->event,
		    .document_count = document ? 1 : 0,
		    .documents = document};
	}
	err = ledger_case_write(work->ledger, entries, count, fault);
	free(entries);
	return err;
}

enum lens_err case_note_all(struct casework *work,
			    const struct casework_happened *what, size_t count,
			    case_judge *judge, struct ledger_document *document,
			    struct ledger_fault *fault)
{
	struct case_note *notes = base_alloc(count + 1, sizeof(*notes));
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		notes[i].work = work;
		law_day_text(what[i].day > 0 ? what[i].day : what[i].today,
			     notes[i].day);
		err = cases_open(work, what[i].id, fault, &notes[i].one);
		if (err == LENS_OK)
			err = judge(&notes[i], &what[i], fault);
	}
	if (err == LENS_OK)
		err = write_entries(work, notes, count, document, fault);
	for (size_t i = 0; i < count; i++) {
		casework_case_free(&notes[i].one.the_case);
		json_decref(notes[i].detail);
		free(notes[i].line);
	}
	free(notes);
	return err;
}
