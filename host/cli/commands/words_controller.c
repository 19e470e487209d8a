/* words_controller.c: who can be written to, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include "words.h"

#define CONTROLLER_NAME 34

/* ---- Search and list ---- */

static void controller_row(struct cli_run *run, const json_t *row)
{
	char *name = cli_printable(cli_member(row, "name"));
	bool unknown = json_is_true(json_object_get(row, "contact_unknown"));
	bool doubted = json_is_true(json_object_get(row, "unchecked"));

	(void)run;
	/* The slug is what other commands take: never cut. */
	printf("%-28s  ", cli_member(row, "slug"));
	cli_column(stdout, name, CONTROLLER_NAME);
	printf("  %-14s  %s%s%s\n", cli_member(row, "kind"),
	       cli_style(stdout, CLI_DIM),
	       cli_member(row, "gone")[0] != '\0' ? "is no more"
	       : doubted			  ? "imported, not checked"
	       : unknown			  ? "contact unknown"
						  : cli_member(row, "origin"),
	       cli_style(stdout, CLI_PLAIN));
	free(name);
}

static void controller_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("None is known by that name.");
}

/* ---- Show ---- */

static void controller_heading(const char *text)
{
	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), text,
	       cli_style(stdout, CLI_PLAIN));
}

static void controller_source(const json_t *of)
{
	const char *url = cli_member(of, "source");
	const char *date = cli_member(of, "date");
	const char *own = cli_member(of, "source_date");
	bool verified = json_is_true(json_object_get(of, "verified"));

	printf("%s      %s%s%s%s%s%s%s\n", cli_style(stdout, CLI_DIM),
	       url[0] ? url : "you said so", date[0] ? ", read " : "", date,
	       own[0] ? ", of " : "", own, verified ? "" : ", not verified",
	       cli_style(stdout, CLI_PLAIN));
}

static void controller_lines(const char *text, const char *indent)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		printf("%.*s\n", (int)length, text);
		text += length;
		if (*text == '\n') {
			text++;
			fputs(indent, stdout);
		}
	}
}

static void controller_contact(const json_t *contact)
{
	const char *state = cli_member(contact, "state");

	printf("  %-8s ", cli_member(contact, "medium"));
	if (strcmp(state, "current") != 0)
		printf("(%s) ", state);
	controller_lines(cli_member(contact, "value"), "           ");
	if (cli_member(contact, "note")[0] != '\0')
		printf("           %s\n", cli_member(contact, "note"));
	controller_source(contact);
}

static void controller_representative(const json_t *at)
{
	bool named = json_is_true(json_object_get(at, "named"));

	printf("%sRepresentative (%s)%s\n", cli_style(stdout, CLI_BOLD),
	       cli_member(at, "territory"), cli_style(stdout, CLI_PLAIN));
	printf("  %s\n", named ? cli_member(at, "name") : "none is known");
	controller_source(at);
}

static void controller_claims(const json_t *claims)
{
	static const struct {
		const char *member, *label;
	} labels[] = {
	    {"asks_for_photo", "It asks for a photo"},
	    {"asks_for_id", "It asks for an identity document"},
	    {"says_it_needs", "What it says it needs"},
	    {"milder_key", "A milder key that works"},
	    {"opt_out", "Its own form to opt out"},
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		const json_t *claim = json_object_get(claims, labels[i].member);
		bool holds = json_is_true(json_object_get(claim, "holds"));

		if (!json_is_object(claim))
			continue;
		printf("%s%s%s%s\n  %s\n", cli_style(stdout, CLI_BOLD),
		       labels[i].label, holds ? "" : " (no)",
		       cli_style(stdout, CLI_PLAIN), cli_member(claim, "text"));
		controller_source(claim);
	}
}

/* Texts on one line, with commas between them. */
static void controller_joined(const char *before, const json_t *list)
{
	const json_t *text;
	size_t i;

	json_array_foreach(list, i, text)
	    printf("%s%s%s", i == 0 ? before : ", ", json_string_value(text),
		   i + 1 == json_array_size(list) ? "\n" : "");
}

static void controller_decision(const json_t *decision)
{
	const char *reference = cli_member(decision, "reference");
	const char *amount = cli_member(decision, "amount");
	const json_t *read = json_object_get(decision, "read");

	printf("  %-10s  %s%s%s%s%s\n    %s\n", cli_member(decision, "date"),
	       cli_member(decision, "by"), reference[0] ? ", " : "", reference,
	       amount[0] ? ", " : "", amount, cli_member(decision, "outcome"));
	controller_joined("    ", json_object_get(decision, "articles"));
	/* The date of a decision is not the day its source was read. */
	printf("%s      %s%s%s%s%s\n", cli_style(stdout, CLI_DIM),
	       cli_member(decision, "source")[0]
		   ? cli_member(decision, "source")
		   : "you said so",
	       json_string_length(read) > 0 ? ", " : "",
	       cli_member(decision, "read"),
	       json_is_true(json_object_get(decision, "verified"))
		   ? ""
		   : ", not verified",
	       cli_style(stdout, CLI_PLAIN));
}

static void controller_each(const json_t *list, const char *heading,
			    void (*print)(const json_t *entry))
{
	const json_t *entry;
	size_t i;

	if (heading != NULL && json_array_size(list) > 0)
		controller_heading(heading);
	json_array_foreach(list, i, entry) print(entry);
}

static void controller_comment(const json_t *text)
{
	fputs("  ", stdout);
	controller_lines(json_string_value(text), "  ");
}

static void controller_link(const json_t *text)
{
	printf("  %s\n", json_string_value(text));
}

static void controller_element(const json_t *element)
{
	printf("  %s%s\n", cli_member(element, "words"),
	       json_is_true(json_object_get(element, "optional"))
		   ? " (if you like)"
		   : "");
}

/* A year and more after it was checked, seats and contacts have changed. */
static bool controller_is_old(const char *date)
{
	int32_t checked;

	return law_day_parse(date, &checked) == LENS_OK &&
	       casework_today() > checked + 366;
}

static void controller_head(const json_t *row)
{
	const char *web = cli_member(row, "web"), *set = cli_member(row, "set");
	const char *date = cli_member(row, "date");
	const char *gone = cli_member(row, "gone");

	printf("%s%s%s (%s)\n", cli_style(stdout, CLI_BOLD),
	       cli_member(row, "name"), cli_style(stdout, CLI_PLAIN),
	       cli_member(row, "slug"));
	printf("  %s%s%s\n", cli_member(row, "kind_words"), web[0] ? ", " : "",
	       web);
	printf("  record: %s%s%s, %s%s%s\n", cli_member(row, "origin"),
	       set[0] ? " from " : "", set, cli_member(row, "quality"),
	       date[0] ? ", " : "", date);
	if (controller_is_old(date))
		puts("  checked more than a year ago: compare it with its "
		     "privacy notice");
	if (json_is_true(json_object_get(row, "unchecked")))
		puts("  not checked: the ledger is locked, and it alone can "
		     "tell whether somebody\n  changed this record since it "
		     "was imported; see 'lenscap unlock'");
	if (gone[0] != '\0')
		printf("  is no more: %s\n", gone);
	controller_joined("  runs ", json_object_get(row, "runs"));
}

static void controller_show(struct cli_run *run, const json_t *row)
{
	bool unknown = json_is_true(json_object_get(row, "contact_unknown"));

	/* The record itself, to be edited, or given back. */
	if (operation_truth(&run->call, "record")) {
		/* Members that nobody here reads may speak to a terminal. */
		json_dumpf(row, stdout, JSON_INDENT(4) | JSON_ENSURE_ASCII);
		fputc('\n', stdout);
		return;
	}
	controller_head(row);
	controller_heading(unknown ? "Contact unknown" : "Contact");
	controller_each(json_object_get(row, "contacts"), NULL,
			controller_contact);
	controller_each(json_object_get(row, "representatives"), NULL,
			controller_representative);
	controller_each(json_object_get(row, "finds_by"), "It finds people by",
			controller_element);
	controller_claims(json_object_get(row, "claims"));
	controller_each(json_object_get(row, "decisions"), "Decisions",
			controller_decision);
	controller_each(json_object_get(row, "comments"), "Notes",
			controller_comment);
	controller_each(json_object_get(row, "sources"), "Sources",
			controller_link);
}

/* ---- One's own, and those of others ---- */

static void controller_imported(struct cli_run *run, const json_t *row)
{
	const char *reason = cli_member(row, "reason");
	char *path, *why;

	(void)run;
	if (reason[0] == '\0') {
		printf("Imported: companies %lld, authorities %lld, obsolete "
		       "records %lld; skipped %lld.\n",
		       (long long)cli_member_number(row, "companies"),
		       (long long)cli_member_number(row, "authorities"),
		       (long long)cli_member_number(row, "obsolete"),
		       (long long)cli_member_number(row, "skipped"));
		return;
	}
	path = cli_printable(cli_member(row, "skipped"));
	why = cli_printable(reason);
	fprintf(stderr, "skipped %s: %s\n", path, why);
	free(path);
	free(why);
}

static void controller_added(struct cli_run *run, const json_t *row)
{
	(void)run;
	printf("Kept as %s.\n", cli_member(row, "slug"));
}

static void controller_contact_kept(struct cli_run *run, const json_t *row)
{
	(void)run;
	printf("Kept; 'lenscap controllers show %s' has all its contacts.\n",
	       cli_member(row, "slug"));
}

static void controller_forgotten(struct cli_run *run, const json_t *row)
{
	(void)run;
	(void)row;
	puts("Forgotten.");
}

const struct cli_words words_controller[] = {
    {.name = "controller.search", .row = controller_row, .end = controller_end},
    {.name = "controller.list", .row = controller_row, .end = controller_end},
    {.name = "controller.show", .row = controller_show},
    {.name = "controller.import", .row = controller_imported},
    {.name = "controller.add", .row = controller_added},
    {.name = "controller.contact", .row = controller_contact_kept},
    {.name = "controller.forget", .row = controller_forgotten},
    {.name = NULL},
};
