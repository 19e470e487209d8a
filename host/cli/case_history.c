/* case_history.c: what happened in a case, in words. */
#include "case_history.h"

#include <stdlib.h>
#include <string.h>

#include "ledger_cli.h"

static const char *history_text(const json_t *detail, const char *name)
{
	const char *text = json_string_value(json_object_get(detail, name));

	return text ? text : "";
}

static char *history_drafted(const json_t *detail)
{
	return base_format("written: %s (%s)", history_text(detail, "letter"),
			   history_text(detail, "language"));
}

static char *history_sent(const json_t *detail)
{
	return base_format("sent by %s", history_text(detail, "how"));
}

static char *history_reply(const json_t *detail)
{
	enum casework_reply reply =
	    casework_reply_of(history_text(detail, "kind"));

	return base_format("answered: %s", casework_reply_words(reply));
}

static char *history_complaint(const json_t *detail)
{
	return base_format("complaint sent by %s", history_text(detail, "how"));
}

static char *history_checked(const json_t *detail)
{
	return base_format(
	    "looked again: %lld still there, %lld gone",
	    (long long)json_integer_value(json_object_get(detail, "there")),
	    (long long)json_integer_value(json_object_get(detail, "gone")));
}

static char *history_closed(const json_t *detail)
{
	const char *outcome = history_text(detail, "outcome");

	return base_format("closed%s%s", outcome[0] ? ": " : "", outcome);
}

/* The kinds of events that casework writes. */
static const struct {
	const char *kind;
	char *(*words)(const json_t *detail);
} history_kinds[] = {
    {"drafted", history_drafted}, {"sent", history_sent},
    {"reply", history_reply},	  {"complaint", history_complaint},
    {"checked", history_checked}, {"closed", history_closed},
};

void case_history_print(const struct ledger_event *event)
{
	json_t *detail = json_loads(event->detail, 0, NULL);
	const char *note = history_text(detail, "note");
	char *words = NULL, *line, *shown;

	for (size_t i = 0; i < sizeof(history_kinds) / sizeof(*history_kinds);
	     i++)
		if (strcmp(event->kind, history_kinds[i].kind) == 0)
			words = history_kinds[i].words(detail);
	line = base_format("%s%s%s%s", words ? words : event->kind,
			   note[0] ? " (" : "", note, note[0] ? ")" : "");
	shown = cli_printable(line);
	printf("%9u. %s  %s\n", event->number, event->day, shown);
	free(shown);
	free(line);
	free(words);
	json_decref(detail);
}
