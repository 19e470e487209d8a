/* case.c: what was asked of whom, what came of it, and what is next. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/view.h>

#include "case_files.h"
#include "operation.h"

#define CASE_NOTE_MAX 1000 /* bytes */
#define CASE_MOST 1000	   /* cases at once */

/* ---- Reading ---- */

struct case_reading {
	struct operation_call *call;
	bool due; /* only where it is the person's turn */
};

static bool case_row(void *context, const struct casework_case *the_case)
{
	struct case_reading *reading = context;

	if (reading->due && !the_case->due)
		return true;
	return operation_row(reading->call, view_case(the_case));
}

static void case_each(struct operation_call *call, bool due)
{
	struct case_reading reading = {call, due};
	struct ledger_fault fault = {0};
	enum lens_err err = casework_case_each(call->work, 0, casework_today(),
					       operation_language(call),
					       case_row, &reading, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

static void case_list(struct operation_call *call)
{
	int64_t calendar = operation_number(call, "ics", 0);
	int64_t table = operation_number(call, "csv", 0);

	if (calendar > 0)
		case_files_calendar(call, call->front->path(call, calendar));
	else if (table > 0)
		case_files_table(call, call->front->path(call, table));
	else
		case_each(call, operation_truth(call, "due"));
}

static void case_due(struct operation_call *call)
{
	case_each(call, true);
}

static bool case_take(void *context, const struct casework_case *the_case)
{
	json_t **out = context;

	*out = view_case(the_case);
	return false;
}

static bool case_event(void *context, const struct ledger_event *event)
{
	json_array_append_new(context, view_event(event));
	return true;
}

static bool case_letter(void *context, const struct ledger_letter *letter)
{
	json_array_append_new(context, view_letter(letter));
	return true;
}

static bool case_document(void *context, const struct ledger_document *document)
{
	json_array_append_new(context, view_document(document));
	return true;
}

/* A case with its history and documents; NULL with the call failed. */
static json_t *case_whole(struct operation_call *call, int64_t id)
{
	struct ledger *ledger = casework_ledger(call->work);
	json_t *history = json_array(), *letters = json_array();
	json_t *documents = json_array(), *object = NULL;
	struct ledger_fault fault = {0};
	enum lens_err err = casework_case_each(call->work, id, casework_today(),
					       operation_language(call),
					       case_take, &object, &fault);

	if (err == LENS_OK)
		err =
		    ledger_event_each(ledger, id, case_event, history, &fault);
	if (err == LENS_OK)
		err = ledger_letter_each(ledger, id, case_letter, letters,
					 &fault);
	if (err == LENS_OK)
		err = operation_letters(call, letters, &fault);
	if (err == LENS_OK)
		err = ledger_document_each(ledger, id, case_document, documents,
					   &fault);
	json_object_update_new(object, json_pack("{s:o, s:o, s:o}", "history",
						 history, "letters", letters,
						 "documents", documents));
	if (err == LENS_OK)
		return object;
	operation_fail_as(call, err, &fault);
	json_decref(object);
	return NULL;
}

static void case_show(struct operation_call *call)
{
	call->result = case_whole(call, operation_number(call, "case", 0));
}

static void case_next(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err = casework_case_each(
	    call->work, operation_number(call, "case", 0), casework_today(),
	    operation_language(call), case_take, &call->result, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* ---- What happened ---- */

static struct casework_happened case_happened(const struct operation_call *call,
					      int64_t id)
{
	const char *kind = operation_text(call, "kind");
	const char *note = operation_text(call, "note");
	const char *stand = operation_text(call, "stand");
	int32_t today = casework_today();

	return (struct casework_happened){
	    .id = id,
	    .today = today,
	    .day = operation_day(call, "on", today),
	    .reply = kind ? casework_reply_of(kind) : CASEWORK_REPLIES,
	    .how = operation_text(call, "how"),
	    .tracking = operation_text(call, "tracking"),
	    .received = operation_day(call, "received", 0),
	    .proven = operation_truth(call, "proven"),
	    .until = operation_day(call, "until", 0),
	    .accepted = stand != NULL && strcmp(stand, "accepted") == 0,
	    .given = operation_day(call, "given", 0),
	    .entry = (unsigned)operation_number(call, "entry", 0),
	    .outcome = operation_text(call, "outcome"),
	    .note = note ? note : ""};
}

/* The same happened in all of these cases, or nothing is noted. */
static void case_note(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	int64_t *ids;
	size_t count = operation_ids(call, "case", &ids);
	struct casework_happened *happened =
	    base_alloc(count + 1, sizeof(*happened));
	enum lens_err err;

	for (size_t i = 0; i < count; i++)
		happened[i] = case_happened(call, ids[i]);
	err = casework_case_note(call->work,
				 (enum casework_note)call->operation->which,
				 happened, count, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	for (size_t i = 0; i < count && call->code == OPERATION_OK; i++) {
		json_t *row = case_whole(call, ids[i]);

		if (row != NULL && !operation_answer(call, "case", row))
			break;
	}
	free(happened);
	free(ids);
}

/* What is not said stays as it is. */
static void case_correct(struct operation_call *call)
{
	int64_t id = operation_number(call, "case", 0);
	struct casework_happened what = case_happened(call, id);
	struct ledger_fault fault = {0};
	enum lens_err err;

	what.day = operation_day(call, "on", 0);
	what.note = operation_text(call, "note");
	err = casework_case_note(call->work, CASEWORK_NOTE_CORRECT, &what, 1,
				 &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result = case_whole(call, id);
}

/* ---- Letters sent earlier ---- */

static void case_adopt(struct operation_call *call)
{
	struct casework_adopted adopted = {
	    .to = operation_text(call, "to"),
	    .reference = operation_text(call, "reference"),
	    .law = operation_text(call, "law"),
	    .country = operation_text(call, "country"),
	    .region = operation_text(call, "region"),
	    .document = -1,
	    .sent = case_happened(call, 0)};
	const json_t *asks = operation_list(call, "ask"), *word;
	int64_t upload = operation_number(call, "upload", 0), id;
	struct ledger_fault fault = {0};
	const char *name;
	enum lens_err err;
	size_t i;

	json_array_foreach(asks, i, word)
	    adopted.ask[law_right_of(json_string_value(word))] = true;
	if (upload != 0) {
		adopted.document = call->front->file(call, upload, &name);
		if (adopted.document < 0)
			return;
	}
	err = casework_case_adopt(call->work, &call->place->home, &adopted,
				  &fault, &id);
	base_close(&adopted.document);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result = case_whole(call, id);
}

/* A saved mail is taken in; false, the call having failed, if it cannot be. */
static bool case_mail(struct operation_call *call,
		      struct casework_imported *mail)
{
	const char *name;
	struct ledger_fault fault = {0};
	struct casework_happened what =
	    case_happened(call, operation_number(call, "case", 0));
	int fd =
	    call->front->file(call, operation_number(call, "upload", 0), &name);
	enum lens_err err;

	if (fd < 0)
		return false;
	if (operation_text(call, "on") == NULL)
		what.day = LAW_NO_DAY; /* the mail has one */
	err = casework_case_import(call->work, &call->place->home, fd, &what,
				   &fault, mail);
	base_close(&fd);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	return err == LENS_OK;
}

static void case_import(struct operation_call *call)
{
	struct casework_imported mail;

	if (case_mail(call, &mail))
		call->result = view_imported(&mail);
}

/* By a mail the case is known, and what the reply seems to be. */
static void case_reply(struct operation_call *call)
{
	struct casework_imported mail;

	if (operation_number(call, "upload", 0) == 0) {
		case_note(call);
	} else if (case_mail(call, &mail)) {
		call->result = case_whole(call, mail.id);
		json_object_set_new(call->result, "imported",
				    view_imported(&mail));
	}
}

static void case_forget(struct operation_call *call)
{
	operation_forget(call, "cases", ledger_case_forget);
}

/* ---- Files ---- */

static void case_saved(void *context, int64_t letter, const char *folder,
		       const char *file)
{
	struct operation_call *call = context;

	if (call->result == NULL)
		call->result = view_named("folder", folder);
	(void)operation_row(call, view_letter_file(letter, NULL, file));
}

static void case_calendar(struct operation_call *call)
{
	static const bool none[CASEWORK_FORMATS];
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_save(call->work, NULL, 0, none, casework_today(),
			  case_saved, call, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

static void case_table(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err = casework_save_table(call->work, casework_today(),
						case_saved, call, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* ---- The table ---- */

/* clang-format off */
#define PARAM_CASE(flags) \
	PARAM("case", NUMBER, 1, INT64_MAX, POSITIONAL | (flags), \
	      "the number of the case", .metavar = "CASE")
#define PARAM_ON \
	PARAM("on", DAY, 0, 0, 0, "the day it happened; otherwise today", \
	      .metavar = "DAY")
#define PARAM_TRACKING \
	PARAM("tracking", TEXT, 0, 60, 0, "its tracking number, if it went by post", \
	      .metavar = "NUMBER")
#define PARAM_RECEIVED \
	PARAM("received", DAY, 0, 0, 0, "the day it reached them, if you know it", \
	      .metavar = "DAY")
#define PARAM_PROVEN \
	PARAM("proven", TRUTH, 0, 0, 0, "a delivery receipt or tracking " \
	      "proves that day")
#define PARAM_UNTIL \
	PARAM("until", DAY, 0, 0, 0, "if they take more time: the day they " \
	      "gave", \
	      .metavar = "DAY")
#define PARAM_ENTRY \
	PARAM("entry", NUMBER, 1, INT32_MAX, 0, "which line of its history", \
	      .metavar = "NUMBER")
#define PARAM_NOTE \
	PARAM("note", TEXT, 0, CASE_NOTE_MAX, OPERATION_READ, "a note for yourself", \
	      .metavar = "TEXT")

static const struct operation_param case_list_params[] = {
	PARAM("due", TRUTH, 0, 0, 0, "only where it is your turn"),
	PARAM_LANGUAGE,
	PARAM("ics", FILE, 0, 0, COMMAND | OPERATION_PATH,
	      "write the running deadlines as a calendar instead", .metavar = "FILE"),
	PARAM("csv", FILE, 0, 0, COMMAND | OPERATION_PATH,
	      "write the cases as a table for a spreadsheet instead", .metavar = "FILE"),
	PARAM_END,
};
static const struct operation_rule case_list_rules[] = {
	{OPERATION_MOST_ONE, {"ics", "csv"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param case_due_params[] = {
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_one_params[] = {
	PARAM_CASE(REQUIRED),
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_sent_params[] = {
	PARAM_CASE(REQUIRED | SEVERAL),
	PARAM_ON,
	PARAM("how", CHOICE, 0, 0, 0, "how it was sent; otherwise by email, if the letter "
	      "is to an e-mail address, else not known",
	      .values = value_way, .metavar = "WAY"),
	PARAM_TRACKING,
	PARAM_RECEIVED,
	PARAM_PROVEN,
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_received_params[] = {
	PARAM_CASE(REQUIRED | SEVERAL),
	PARAM_ON,
	PARAM_PROVEN,
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_stand_params[] = {
	PARAM_CASE(REQUIRED | SEVERAL),
	PARAM("stand", CHOICE, 0, 0, REQUIRED,
	      "whether you accept that it stops their time",
	      .values = value_stand, .metavar = "WORD"),
	PARAM("given", DAY, 0, 0, 0, "the day you gave them what they ask for",
	      .metavar = "DAY"),
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_correct_params[] = {
	PARAM_CASE(REQUIRED),
	PARAM_ENTRY,
	PARAM("on", DAY, 0, 0, 0, "the day it really happened", .metavar = "DAY"),
	PARAM("kind", CHOICE, 0, 0, 0, "what the reply really was",
	      .values = value_reply, .metavar = "KIND"),
	PARAM("how", CHOICE, 0, 0, 0, "how the letter really went",
	      .values = value_way, .metavar = "WAY"),
	PARAM_TRACKING,
	PARAM_RECEIVED,
	PARAM_PROVEN,
	PARAM_UNTIL,
	PARAM("outcome", TEXT, 0, CASE_NOTE_MAX, OPERATION_READ, "what really came of the case",
	      .metavar = "TEXT"),
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_withdraw_params[] = {
	PARAM_CASE(REQUIRED),
	PARAM("entry", NUMBER, 1, INT32_MAX, REQUIRED, "which line of its history",
	      .metavar = "NUMBER"),
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_reopen_params[] = {
	PARAM_CASE(REQUIRED | SEVERAL),
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_adopt_params[] = {
	PARAM("to", TEXT, 1, 100, REQUIRED | POSITIONAL,
	      "whom it went to: the short name of a controller", .metavar = "WHO"),
	PARAM("on", DAY, 0, 0, REQUIRED, "the day it was sent", .metavar = "DAY"),
	PARAM("ask", CHOICES, 1, LAW_RIGHTS, REQUIRED,
	      "what it asked for, by which its answer is judged; if you no longer "
	      "know, ask anew (letter draft)",
	      .values = value_right, .metavar = "RIGHT[,RIGHT]"),
	PARAM("how", CHOICE, 0, 0, 0, "how it was sent; otherwise not known",
	      .values = value_way, .metavar = "WAY"),
	PARAM("upload", FILE, 0, 0, 0, "its text, or its mail (.eml), if you have it",
	      .option = "letter", .metavar = "FILE"),
	PARAM("reference", TEXT, 4, 31, 0,
	      "the reference in it, by which replies are matched to the case",
	      .metavar = "TEXT"),
	PARAM("law", TEXT, 1, 16, 0, "the law that it relied on, such as "
	      "gdpr, uk, fadp or ccpa",
	      .metavar = "LAW"),
	PARAM("country", TEXT, 2, 60, 0,
	      "the country where you lived then, if you have moved since, by its "
	      "code or name",
	      .metavar = "XX"),
	PARAM("region", TEXT, 0, 60, 0, "its state, nation or canton, such as "
	      "de-be, gb-sct or Bayern",
	      .metavar = "XX-YY"),
	PARAM_TRACKING,
	PARAM_RECEIVED,
	PARAM_PROVEN,
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_reply_params[] = {
	PARAM_CASE(0),
	PARAM("kind", CHOICE, 0, 0, 0, "what the reply was",
	      .values = value_reply, .metavar = "KIND"),
	PARAM("upload", FILE, 0, 0, 0,
	      "a saved mail (.eml), or on the command line a folder of them; "
	      "what it appears to say is noted, unless you say what it was", .option = "mail", .metavar = "FILE"),
	PARAM_ON,
	PARAM_UNTIL,
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_rule case_reply_rules[] = {
	{OPERATION_SOME_OF, {"kind", "upload"}},
	{OPERATION_SOME_OF, {"case", "upload"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param case_close_params[] = {
	PARAM_CASE(REQUIRED | SEVERAL),
	PARAM("outcome", TEXT, 0, CASE_NOTE_MAX, REQUIRED | OPERATION_READ, "what came of it",
	      .metavar = "TEXT"),
	PARAM_ON,
	PARAM_NOTE,
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param case_import_params[] = {
	PARAM("upload", FILE, 0, 0, REQUIRED, "a saved mail, begun for the purpose mail"),
	PARAM("case", NUMBER, 1, INT64_MAX, 0, "the case; otherwise the one it names"),
	PARAM("kind", CHOICE, 0, 0, 0, "what it is; otherwise what it seems to be",
	      .values = value_reply),
	PARAM_END,
};
static const struct operation_param case_evidence_params[] = {
	PARAM_CASE(REQUIRED),
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "an empty folder, created if it does not exist", .metavar = "DIR"),
	PARAM("zip", TRUTH, 0, 0, COMMAND, "write one ZIP file in that folder"),
	PARAM_END,
};
static const struct operation_param case_forget_params[] = {
	PARAM("cases", IDS, 1, CASE_MOST, REQUIRED | POSITIONAL,
	      "the numbers of the cases; if one is unknown, none is forgotten", .metavar = "CASE"),
	PARAM_YES,
	PARAM_END,
};

const struct operation operation_case_rows[] = {
	{
		.name = "case.list", .command = "cases list", .group = OPERATION_CASES,
		.summary = "your cases: what was asked of whom",
		.description = "Lists your cases: one controller, one matter each.",
		.examples = "lenscap cases list\n"
			    "lenscap cases list --ics deadlines.ics\n"
			    "lenscap cases list --csv cases.csv\n",
		.params = case_list_params, .rules = case_list_rules,
		.needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_list,
		.answer = "case",
	}, {
		.name = "case.due", .command = "cases due", .group = OPERATION_CASES,
		.summary = "the cases in which it is your turn",
		.description = "Lists the cases in which it is your turn now, and says why.",
		.examples = "lenscap cases due\n"
			    "lenscap cases due --json | jq -r .step.letter\n",
		.params = case_due_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_due,
		.answer = "case",
	}, {
		.name = "case.next", .command = "cases next", .group = OPERATION_CASES,
		.summary = "what to do next in a case, and why",
		.description = "Says what to do next in one case, and why.",
		.examples = "lenscap cases next 3\n",
		.params = case_one_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = case_next,
		.answer = "case",
	}, {
		.name = "case.show", .command = "cases show", .group = OPERATION_CASES,
		.summary = "where a case stands, and its history",
		.description = "Shows one case: where it stands, how its deadline was "
			       "counted, what to do next, and what has happened.",
		.examples = "lenscap cases show 3\n"
			    "lenscap cases show 3 --lang de\n",
		.params = case_one_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = case_show,
		.answer = "case",
	}, {
		.name = "case.sent", .command = "cases sent", .group = OPERATION_CASES,
		.summary = "note that a letter was sent",
		.description = "Notes that the last letter of a case was sent; the "
			       "deadline runs from the day they have it.  With several "
			       "cases, all are noted or none.",
		.examples = "lenscap cases sent 3\n"
			    "lenscap cases sent 3 4 5 --on 2026-11-20 --how post\n",
		.params = case_sent_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_note,
		.which = CASEWORK_NOTE_SENT,
		.answer = "case",
	}, {
		.name = "case.reply", .command = "cases reply", .group = OPERATION_CASES,
		.summary = "note that a reply came",
		.description = "Notes that a reply came.  A mail that was saved (.eml) "
			       "is kept, sealed, and its case is found by the "
			       "reference in it.",
		.examples = "lenscap cases reply 3 --kind photo_demanded --on 2026-12-01\n"
			    "lenscap cases reply 3 --kind extension --until 2027-02-01\n"
			    "lenscap cases reply --mail answer.eml\n"
			    "lenscap cases reply --mail inbox\n",
		.params = case_reply_params, .rules = case_reply_rules,
		.needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = case_reply,
		.which = CASEWORK_NOTE_REPLY,
		.answer = "case",
	}, {
		.name = "case.close", .command = "cases close", .group = OPERATION_CASES,
		.summary = "close a case: nothing more is to be done",
		.description = "Closes cases in which there is nothing more "
			       "to do.",
		.examples = "lenscap cases close 3 --outcome 'erased, and confirmed'\n",
		.params = case_close_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_note,
		.which = CASEWORK_NOTE_CLOSE,
		.answer = "case",
	}, {
		.name = "case.received", .command = "cases received", .group = OPERATION_CASES,
		.summary = "note the day a letter reached them",
		.description = "Notes the day on which the first letter reached them; their "
			       "time runs from it.  Until it is known, post "
			       "is assumed to take 4 days within a country, 8 "
			       "within Europe and 14 elsewhere.",
		.examples = "lenscap cases received 3 --on 2026-12-05 --proven\n",
		.params = case_received_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_note,
		.which = CASEWORK_NOTE_RECEIVED,
		.answer = "case",
	}, {
		.name = "case.stand", .command = "cases stand", .group = OPERATION_CASES,
		.summary = "say whether what they ask for stops their time",
		.description = "Says whether what they ask for (a photo, an identity document, "
			       "money, which data) stops their time.  Unless you accept it, it "
			       "does not; both days are shown.",
		.examples = "lenscap cases stand 3 --stand disputed\n"
			    "lenscap cases stand 3 --stand accepted --given 2026-12-09\n",
		.params = case_stand_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_note,
		.which = CASEWORK_NOTE_STAND,
		.answer = "case",
	}, {
		.name = "case.correct", .command = "cases correct", .group = OPERATION_CASES,
		.summary = "correct an entry of a case's history",
		.description = "Corrects an entry of a case's history: the day, how a letter went, "
			       "what a reply was.  The wrong entry remains visible, but no longer "
			       "counts.  Without --entry the last one that fits is corrected.",
		.examples = "lenscap cases correct 3 --kind nothing_held\n"
			    "lenscap cases correct 3 --entry 2 --on 2026-11-20 --how post\n",
		.params = case_correct_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = case_correct,
		.answer = "case",
	}, {
		.name = "case.withdraw", .command = "cases withdraw", .group = OPERATION_CASES,
		.summary = "take back an entry made by mistake",
		.description = "Takes back an entry of a case's history that was made by mistake: it "
			       "remains visible, but no longer counts.",
		.examples = "lenscap cases withdraw 3 --entry 4 --note 'wrong case'\n",
		.params = case_withdraw_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = case_note,
		.which = CASEWORK_NOTE_WITHDRAW,
		.answer = "case",
	}, {
		.name = "case.reopen", .command = "cases reopen", .group = OPERATION_CASES,
		.summary = "reopen a case that was closed",
		.description = "Reopens cases that were closed.",
		.examples = "lenscap cases reopen 3\n",
		.params = case_reopen_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "cases", .run = case_note,
		.which = CASEWORK_NOTE_REOPEN,
		.answer = "case",
	}, {
		.name = "case.adopt", .command = "cases adopt", .group = OPERATION_CASES,
		.summary = "open a case for a letter sent earlier",
		.description = "Opens a case for a letter that was sent earlier, or without "
			       "Lenscap: with its text, its mail, or just the "
			       "date and what it asked for.",
		.examples = "lenscap cases adopt schufa --on 2026-10-02 --ask access\n"
			    "lenscap cases adopt pimeyes --on 2026-10-02 --ask access,erasure \\\n"
			    "    --letter sent.eml --reference 'my letter 7'\n"
			    "lenscap cases adopt schufa --on 2026-10-02 --ask access --country de --region Berlin\n",
		.params = case_adopt_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = case_adopt,
		.answer = "case",
	}, {
		.name = "case.import",
		.summary = "take a saved mail in as a reply",
		.params = case_import_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = case_import,
		.answer = "imported",
	}, {
		.name = "case.forget", .command = "cases forget", .group = OPERATION_CASES,
		.summary = "forget cases with their letters",
		.description = "Forgets cases with their letters, replies and history.",
		.examples = "lenscap cases forget 3\n",
		.params = case_forget_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = case_forget,
	}, {
		.name = "case.evidence", .command = "evidence",
		.group = OPERATION_CASES,
		.summary = "a case for an authority, as files",
		.description = "Writes a case for an authority: its letters "
			       "and replies as numbered exhibits, a log in "
			       "which every line depends on all lines before "
			       "it, and the checksums of all files.  "
			       "'sha256sum -c SHA256SUMS' and 'lenscap verify DIR' "
			       "check them, without any key.",
		.examples = "lenscap evidence 3 --out evidence\n"
			    "lenscap evidence 3 --out bundle --zip\n"
			    "lenscap verify evidence\n",
		.params = case_evidence_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_NOT_HERE, .list = "files", .answer = "exhibit",
	}, {
		.name = "case.calendar",
		.summary = "keep the running deadlines as a calendar file",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .list = "files", .run = case_calendar,
		.answer = "letter_file",
	}, {
		.name = "case.table",
		.summary = "keep all cases as a table for a spreadsheet",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .list = "files", .run = case_table,
		.answer = "letter_file",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
