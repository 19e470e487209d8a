/* do_case.c: what was asked of whom, what came of it, what is next. */
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "track.h"
#include "upload.h"

static enum law_language case_language(const struct native_call *call)
{
	const char *name = native_text(call, "language");
	enum law_language language = law_language_of(name ? name : "en");

	return language == LAW_LANGUAGES ? LAW_EN : language;
}

/* ---- case.list ---- */

struct case_list {
	json_t *list;
	bool due;
	int32_t today;
};

static bool case_listed(void *context, const struct casework_case *matter)
{
	struct case_list *cases = context;

	if (!cases->due || casework_case_is_due(matter, cases->today))
		json_array_append_new(cases->list, view_case(matter));
	return true;
}

void do_case_list(struct native_call *call)
{
	struct case_list cases = {.due = native_truth(call, "due"),
				  .today = casework_today()};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!track_ledger(call, &work))
		return;
	cases.list = json_array();
	err = casework_case_each(work, 0, cases.today, case_language(call),
				 case_listed, &cases, &fault);
	if (err == LENS_OK)
		call->result = json_pack("{s:O}", "cases", cases.list);
	else
		native_fail_as(call, err, &fault);
	json_decref(cases.list);
}

/* ---- case.show ---- */

static bool case_shown(void *context, const struct casework_case *matter)
{
	json_t **out = context;

	*out = view_case(matter);
	return false;
}

static bool case_event(void *context, const struct ledger_event *event)
{
	json_array_append_new(context, view_event(event));
	return true;
}

static bool case_document(void *context, const struct ledger_document *document)
{
	json_array_append_new(context, view_document(document));
	return true;
}

static void case_answer(struct native_call *call, struct casework *work,
			int64_t id)
{
	struct ledger *ledger = casework_ledger(work);
	json_t *history = json_array(), *letters = json_array();
	json_t *documents = json_array(), *object = NULL;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_case_each(work, id, casework_today(), case_language(call),
			       case_shown, &object, &fault);

	if (err == LENS_OK)
		err =
		    ledger_event_each(ledger, id, case_event, history, &fault);
	if (err == LENS_OK)
		err = ledger_letter_each(ledger, id, native_letter_row, letters,
					 &fault);
	if (err == LENS_OK)
		err = ledger_document_each(ledger, id, case_document, documents,
					   &fault);
	if (err == LENS_OK) {
		json_object_set(object, "history", history);
		json_object_set(object, "letters", letters);
		json_object_set(object, "documents", documents);
		call->result = json_incref(object);
	} else {
		native_fail_as(call, err, &fault);
	}
	json_decref(object);
	json_decref(history);
	json_decref(letters);
	json_decref(documents);
}

void do_case_show(struct native_call *call)
{
	struct casework *work;

	if (track_ledger(call, &work))
		case_answer(call, work, native_number(call, "case", 0));
}

/* ---- What happened ---- */

/* The day that is named, or today; false, the call failed, for no day. */
static bool case_happened(struct native_call *call,
			  struct casework_happened *out)
{
	const char *day = native_text(call, "on");
	const char *how = native_text(call, "how");
	const char *outcome = native_text(call, "outcome");
	const char *note = native_text(call, "note");

	*out = (struct casework_happened){.id = native_number(call, "case", 0),
					  .today = casework_today(),
					  .how = outcome ? outcome
						 : how	 ? how
							 : "email",
					  .note = note ? note : ""};
	out->day = out->today;
	if (day == NULL || law_day_parse(day, &out->day) == LENS_OK)
		return true;
	native_fail_saying(call, NATIVE_BAD_PARAMS,
			   "A day is written like 2026-11-22.");
	return false;
}

static void case_note(struct native_call *call,
		      const struct casework_happened *what,
		      enum lens_err (*note)(struct casework *,
					    const struct casework_happened *,
					    struct ledger_fault *))
{
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!track_ledger(call, &work))
		return;
	err = note(work, what, &fault);
	if (err == LENS_OK)
		case_answer(call, work, what->id);
	else
		native_fail_as(call, err, &fault);
}

void do_case_sent(struct native_call *call)
{
	struct casework_happened what;

	if (case_happened(call, &what))
		case_note(call, &what, casework_case_sent);
}

void do_case_close(struct native_call *call)
{
	struct casework_happened what;

	if (case_happened(call, &what))
		case_note(call, &what, casework_case_close);
}

/* The kind of a reply; false, the call failed, for one that is none. */
static bool case_kind(struct native_call *call, enum casework_reply *out)
{
	const char *name = native_text(call, "kind");

	*out = name ? casework_reply_of(name) : CASEWORK_REPLIES;
	if (name == NULL || *out != CASEWORK_REPLIES)
		return true;
	native_fail_saying(call, NATIVE_BAD_PARAMS,
			   "There is no such kind of reply.");
	return false;
}

void do_case_reply(struct native_call *call)
{
	struct casework_happened what;

	if (case_happened(call, &what) && case_kind(call, &what.reply))
		case_note(call, &what, casework_case_reply);
}

void do_case_import(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_happened what;
	struct casework_imported mail;
	enum casework_reply kind;
	struct casework *work;
	struct upload upload;
	enum lens_err err;

	if (!case_kind(call, &kind) || !track_ledger(call, &work))
		return;
	err = upload_end(call->host->uploads, native_number(call, "upload", 0),
			 &upload);
	if (err != LENS_OK) {
		native_fail(call, NATIVE_NOT_FOUND);
		return;
	}
	what = (struct casework_happened){.id = native_number(call, "case", 0),
					  .day = LAW_NO_DAY,
					  .today = casework_today(),
					  .reply = kind};
	err = casework_case_import(work, upload.fd, &what, &fault, &mail);
	upload_free(&upload);
	if (err == LENS_OK)
		call->result = view_imported(&mail);
	else
		native_fail_as(call, err, &fault);
}

void do_case_forget(struct native_call *call)
{
	track_forget(call, "cases", ledger_case_forget);
}
