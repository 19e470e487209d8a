/* view_case.c: a case, what happened in it, and what was kept of it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/view.h>

static json_t *view_step(const struct casework_step *step)
{
	return json_pack("{s:s, s:s, s:s, s:o}", "action", step->action,
			 "letter", step->letter, "reason", step->reason, "day",
			 view_day(step->day));
}

json_t *view_case(const struct casework_case *the_case)
{
	json_t *object = json_pack(
	    "{s:I, s:s, s:s}", "case", (json_int_t)the_case->id, "reference",
	    the_case->reference, "controller", the_case->controller);

	view_put(object, "name", the_case->name);
	json_object_update_new(
	    object,
	    json_pack(
		"{s:s, s:s, s:s, s:I, s:o, s:o, s:b, s:o, s:s, s:s, s:o}",
		"law", the_case->law, "stage",
		casework_stage_name(the_case->stage), "stage_words",
		casework_stage_words(the_case->stage), "opened",
		(json_int_t)the_case->opened, "sent", view_day(the_case->sent),
		"deadline", view_day(the_case->deadline), "verified",
		the_case->verified, "explained", view_text(the_case->explained),
		"reply", casework_reply_name(the_case->reply), "reply_words",
		casework_reply_words(the_case->reply), "step",
		view_step(&the_case->step)));
	return object;
}

/* ---- What happened ---- */

static const char *event_text(const json_t *detail, const char *name)
{
	const char *text = json_string_value(json_object_get(detail, name));

	return text ? text : "";
}

static char *event_drafted(const json_t *detail)
{
	return base_format("written: %s (%s)", event_text(detail, "letter"),
			   event_text(detail, "language"));
}

static char *event_sent(const json_t *detail)
{
	return base_format("sent by %s", event_text(detail, "how"));
}

static char *event_reply(const json_t *detail)
{
	enum casework_reply reply =
	    casework_reply_of(event_text(detail, "kind"));

	return base_format("answered: %s", casework_reply_words(reply));
}

static char *event_complaint(const json_t *detail)
{
	return base_format("complaint sent by %s", event_text(detail, "how"));
}

static char *event_checked(const json_t *detail)
{
	return base_format(
	    "looked again: %lld still there, %lld gone",
	    (long long)json_integer_value(json_object_get(detail, "there")),
	    (long long)json_integer_value(json_object_get(detail, "gone")));
}

static char *event_closed(const json_t *detail)
{
	const char *outcome = event_text(detail, "outcome");

	return base_format("closed%s%s", outcome[0] ? ": " : "", outcome);
}

/* The kinds of events that casework writes. */
static const struct {
	const char *kind;
	char *(*words)(const json_t *detail);
} event_kinds[] = {
    {"drafted", event_drafted}, {"sent", event_sent},
    {"reply", event_reply},	{"complaint", event_complaint},
    {"checked", event_checked}, {"closed", event_closed},
};

/* One line; a kind that is not known here is its own word. */
static json_t *event_words(const char *kind, const json_t *detail)
{
	const char *note = event_text(detail, "note");
	char *words = NULL, *line;
	json_t *value;

	for (size_t i = 0; i < sizeof(event_kinds) / sizeof(*event_kinds); i++)
		if (strcmp(kind, event_kinds[i].kind) == 0)
			words = event_kinds[i].words(detail);
	line = base_format("%s%s%s%s", words ? words : kind,
			   note[0] ? " (" : "", note, note[0] ? ")" : "");
	value = view_text(line);
	free(line);
	free(words);
	return value;
}

json_t *view_event(const struct ledger_event *event)
{
	json_t *detail = json_loads(event->detail, 0, NULL);

	if (!json_is_object(detail)) {
		json_decref(detail);
		detail = json_object();
	}
	return json_pack("{s:I, s:i, s:s, s:s, s:o, s:o, s:o}", "case",
			 (json_int_t)event->case_id, "number",
			 (int)event->number, "day", event->day, "kind",
			 event->kind, "words", event_words(event->kind, detail),
			 "detail", detail, "tag",
			 view_hex(event->tag, sizeof(event->tag)));
}

/* ---- What was kept ---- */

json_t *view_document(const struct ledger_document *document)
{
	json_t *object =
	    json_pack("{s:I, s:I}", "document", (json_int_t)document->id,
		      "case", (json_int_t)document->case_id);

	view_put(object, "name", document->name);
	json_object_update_new(
	    object,
	    json_pack("{s:o, s:I, s:I, s:o}", "type", view_text(document->type),
		      "kept", (json_int_t)document->kept, "bytes",
		      (json_int_t)document->bytes, "sha256",
		      view_hex(document->sha256, sizeof(document->sha256))));
	return object;
}

json_t *view_imported(const struct casework_imported *mail)
{
	return json_pack(
	    "{s:I, s:s, s:s, s:o, s:o, s:o}", "case", (json_int_t)mail->id,
	    "kind", casework_reply_name(mail->reply), "kind_words",
	    casework_reply_words(mail->reply), "day", view_day(mail->day),
	    "from", view_text(mail->from), "subject", view_text(mail->subject));
}
