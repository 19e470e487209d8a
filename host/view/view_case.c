/* view_case.c: a case, what happened in it, and what was kept of it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/view.h>

static json_t *view_step(const struct casework_step *step)
{
	return json_pack("{s:s, s:s, s:s, s:o}", "action", step->action,
			 "letter", step->letter, "reason", step->reason, "day",
			 view_day(step->day));
}

/* The one record that everything about the time of a case is read from. */
static json_t *view_clock(const struct casework_case *the_case)
{
	return json_pack(
	    "{s:o, s:s, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:s}", "sent",
	    view_day(the_case->sent), "how", the_case->how, "tracking",
	    view_text(the_case->tracking), "received",
	    view_day(the_case->received), "received_how",
	    the_case->received == LAW_NO_DAY
		? ""
		: casework_received_name(the_case->proof),
	    "received_words",
	    the_case->received == LAW_NO_DAY
		? ""
		: casework_received_words(the_case->proof),
	    "due", view_day(the_case->deadline), "claimed",
	    view_day(the_case->claimed), "set", view_day(the_case->set),
	    "recourse", view_day(the_case->recourse), "draft", the_case->draft);
}

json_t *view_case(const struct casework_case *the_case)
{
	json_t *object = json_pack(
	    "{s:I, s:s, s:s}", "case", (json_int_t)the_case->id, "reference",
	    the_case->reference, "controller", the_case->controller);
	char *whom = casework_case_for(the_case->facts);

	view_put(object, "name", the_case->name);
	view_put(object, "for", whom);
	free(whom);
	json_object_update_new(
	    object,
	    json_pack(
		"{s:s, s:s, s:s, s:I, s:o, s:o, s:b, s:o, s:s, s:s, s:o, s:b, "
		"s:o}",
		"law", the_case->law, "stage",
		casework_stage_name(the_case->stage), "stage_words",
		casework_stage_words(the_case), "opened",
		(json_int_t)the_case->opened, "sent", view_day(the_case->sent),
		"deadline", view_day(the_case->deadline), "verified",
		the_case->verified, "explained", view_text(the_case->explained),
		"reply", casework_reply_name(the_case->reply), "reply_words",
		casework_reply_words(the_case->reply), "step",
		view_step(&the_case->step), "due", the_case->due, "clock",
		view_clock(the_case)));
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
	return base_format(base_said("written: %s (%s)"),
			   base_said(event_text(detail, "letter")),
			   event_text(detail, "language"));
}

/* " (number RR123, arrived 2026-12-05)"; the caller frees it. */
static char *event_way(const json_t *detail)
{
	const char *tracking = event_text(detail, "tracking");
	const char *received = event_text(detail, "received");
	bool both = tracking[0] != '\0' && received[0] != '\0';

	if (tracking[0] == '\0' && received[0] == '\0')
		return base_copy("");
	return base_format(" (%s%s%s%s%s)",
			   tracking[0] ? base_said("number ") : "", tracking,
			   both ? ", " : "",
			   received[0] ? base_said("arrived ") : "", received);
}

static char *event_went(const char *what, const json_t *detail)
{
	const char *how = event_text(detail, "how");
	char *way = event_way(detail);
	char *line =
	    base_format("%s%s%s%s", what, how[0] ? base_said(" by ") : "",
			base_said(how), way);

	free(way);
	return line;
}

static char *event_sent(const json_t *detail)
{
	return event_went(base_said("sent"), detail);
}

static char *event_adopted(const json_t *detail)
{
	return event_went(base_said(event_text(detail, "how")[0]
					? "sent without Lenscap,"
					: "sent without Lenscap"),
			  detail);
}

static char *event_received(const json_t *detail)
{
	return base_format(base_said("it reached them%s"),
			   strcmp(event_text(detail, "proof"), "proven") == 0
			       ? base_said(", proven")
			       : "");
}

static char *event_stand(const json_t *detail)
{
	const char *given = event_text(detail, "given");

	return base_format(base_said("what they asked for %s%s%s"),
			   strcmp(event_text(detail, "stand"), "accepted") == 0
			       ? base_said("stops their time")
			       : base_said("does not stop their time"),
			   given[0] ? base_said("; given to them on ") : "",
			   given);
}

static char *event_discarded(const json_t *detail)
{
	return base_format(base_said("not to be sent: %s"),
			   base_said(event_text(detail, "letter")));
}

static char *event_reopened(const json_t *detail)
{
	(void)detail;
	return base_copy(base_said("goes on"));
}

static const char *event_change(const char *name, const json_t *value)
{
	const char *text = json_string_value(value);

	if (text == NULL)
		return "";
	if (strcmp(name, "kind") == 0)
		return base_said(casework_reply_words(casework_reply_of(text)));
	if (strcmp(name, "proof") == 0 && strcmp(text, "told") == 0)
		return base_said(
		    casework_received_words(CASEWORK_RECEIVED_TOLD));
	return strcmp(name, "how") == 0 || strcmp(name, "proof") == 0
		   ? base_said(text)
		   : text;
}

/* "entry 3, corrected: day 2026-12-02" */
static char *event_corrected(const json_t *detail)
{
	json_t *changes = json_object_get(detail, "changes"), *value;
	char *line = base_format(
	    base_said("entry %lld, corrected:"),
	    (long long)json_integer_value(json_object_get(detail, "entry")));
	const char *name;

	json_object_foreach(changes, name, value)
	{
		char *longer;

		if (!json_is_string(value))
			continue;
		longer = base_format("%s %s %s;", line, base_said(name),
				     event_change(name, value));
		free(line);
		line = longer;
	}
	line[strlen(line) - 1] = '\0';
	return line;
}

static char *event_withdrawn(const json_t *detail)
{
	return base_format(
	    base_said("entry %lld (%s) never was"),
	    (long long)json_integer_value(json_object_get(detail, "entry")),
	    base_said(event_text(detail, "kind")));
}

static char *event_reply(const json_t *detail)
{
	enum casework_reply reply =
	    casework_reply_of(event_text(detail, "kind"));

	const char *until = event_text(detail, "until");

	return base_format(base_said("answered: %s%s%s"),
			   base_said(casework_reply_words(reply)),
			   until[0] ? base_said(", until ") : "", until);
}

static char *event_complaint(const json_t *detail)
{
	return event_went(base_said("complaint sent"), detail);
}

static char *event_checked(const json_t *detail)
{
	return base_format(
	    base_said(
		"looked again at the addresses: %lld still there, %lld gone"),
	    (long long)json_integer_value(json_object_get(detail, "there")),
	    (long long)json_integer_value(json_object_get(detail, "gone")));
}

static char *event_closed(const json_t *detail)
{
	const char *outcome = event_text(detail, "outcome");

	return base_format(base_said("closed%s%s"), outcome[0] ? ": " : "",
			   outcome);
}

/* The kinds of events that casework writes. */
static const struct {
	const char *kind;
	char *(*words)(const json_t *detail);
} event_kinds[] = {
    {N_("drafted"), event_drafted},	{N_("sent"), event_sent},
    {N_("reply"), event_reply},		{N_("complaint"), event_complaint},
    {N_("checked"), event_checked},	{N_("closed"), event_closed},
    {N_("adopted"), event_adopted},	{N_("received"), event_received},
    {N_("stand"), event_stand},		{N_("discarded"), event_discarded},
    {N_("reopened"), event_reopened},	{N_("corrected"), event_corrected},
    {N_("withdrawn"), event_withdrawn},
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
	    "{s:I, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "case",
	    (json_int_t)mail->id, "kind", casework_reply_name(mail->reply),
	    "language", mail->language ? mail->language : "", "kind_words",
	    casework_reply_words(mail->reply), "day", view_day(mail->day),
	    "until", view_day(mail->until), "from", view_text(mail->from),
	    "subject", view_text(mail->subject), "bounced",
	    view_text(mail->bounced), "next", view_text(mail->next));
}
