/* cmd_controllers.c: who to write to: find, show, bring, add. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/casework_registry.h>
#include <lenscap/view_registry.h>

#include "ledger_cli.h"

#define CONTROLLERS_HITS 20
#define CONTROLLERS_NAME 34

/* ---- The registry, with the person's own where that is to be had ---- */

struct controllers {
	struct ledger_cli ledger;
	struct casework *work;
	struct registry *registry;
	int code;
};

/*
 * Ours and imported records need no ledger, and nobody is asked for a
 * passphrase for them; own ones are there when it is open anyway.
 */
static bool controllers_open(struct controllers *c)
{
	struct registry_fault fault = {""};
	struct ledger_fault unread = {0};
	struct ledger_face face;

	if (!ledger_cli_place(&c->ledger)) {
		c->code = CLI_SOME_FAILED;
		return false;
	}
	c->ledger.keys.ask = NULL;
	if (ledger_look(c->ledger.dir, &unread, &face) == LENS_OK &&
	    casework_open(&c->ledger.place, &c->ledger.keys, &unread,
			  &c->work) != LENS_OK)
		c->work = NULL;
	if (casework_registry(&c->ledger.place, c->work, &fault,
			      &c->registry) == LENS_OK)
		return true;
	fprintf(stderr, "lenscap %s: %s\n", c->ledger.command->name,
		fault.sentence);
	c->code = CLI_SOME_FAILED;
	return false;
}

static int controllers_close(struct controllers *c)
{
	registry_close(c->registry);
	casework_close(c->work);
	ledger_cli_free(&c->ledger);
	return c->code;
}

/* ---- Search and list ---- */

static void controllers_row(const struct registry_controller *c)
{
	/* The slug is what other commands take: never cut. */
	printf("%-28s  ", c->slug);
	cli_column(stdout, c->name, CONTROLLERS_NAME);
	printf("  %-14s  %s%s%s\n", registry_kind_name(c->kind),
	       cli_style(stdout, CLI_DIM),
	       c->reason[0] != '\0' ? "is no more"
	       : c->contact_unknown
		   ? "contact unknown"
		   : registry_origin_name(c->provenance.origin),
	       cli_style(stdout, CLI_PLAIN));
}

static void controllers_print_hits(const struct registry_hit *hits,
				   size_t count, bool json)
{
	for (size_t i = 0; i < count; i++) {
		const struct registry_controller *c = hits[i].controller;

		if (json)
			cli_print_json(view_hit(&hits[i]));
		else
			controllers_row(c);
	}
}

static char *controllers_words(int argc, char **argv)
{
	char *words = base_copy("");

	for (int i = 1; i < argc; i++) {
		char *more =
		    base_format("%s%s%s", words, i > 1 ? " " : "", argv[i]);

		free(words);
		words = more;
	}
	return words;
}

struct controllers_asked {
	const char *kind, *country;
	bool json, all;
};

/* The query, or CLI_USED_WRONGLY. */
static int controllers_query(const struct cli_command *self,
			     const struct controllers_asked *asked,
			     struct registry_query *query)
{
	query->country = asked->country;
	query->of_kind = asked->kind != NULL;
	if (asked->kind != NULL &&
	    !registry_kind_named(asked->kind, &query->kind))
		return cli_wrong(self,
				 "--kind takes face_search, people_search, "
				 "data_broker, ai_training, social_network, "
				 "image_search or other.");
	if (asked->country != NULL && strlen(asked->country) != 2)
		return cli_wrong(self, "--country takes two small letters, "
				       "like de.");
	return CLI_DONE;
}

static void controllers_find(struct controllers *c,
			     const struct controllers_asked *asked,
			     const struct registry_query *query)
{
	size_t room =
	    asked->all ? registry_count(c->registry) : CONTROLLERS_HITS;
	struct registry_hit *hits = base_alloc(room + 1, sizeof(*hits));
	size_t count = registry_search(c->registry, query, hits, room);

	controllers_print_hits(hits, count, asked->json);
	if (count == 0 && !asked->json)
		puts("None is known by that name.");
	free(hits);
}

static int controllers_search(const struct cli_command *self, int argc,
			      char **argv, bool list)
{
	struct controllers c = {.ledger = {.command = self}};
	struct controllers_asked asked = {.all = list};
	struct registry_query query = {0};
	char *words;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&c.ledger),
	    {"json", 0, &asked.json, NULL},
	    {"all", 0, &asked.all, NULL},
	    {"kind", 0, NULL, &asked.kind},
	    {"country", 0, NULL, &asked.country},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (!list && argc < 2)
		return cli_wrong(self, "say what to look for.");
	if (controllers_query(self, &asked, &query) != CLI_DONE)
		return CLI_USED_WRONGLY;
	words = list ? base_copy("") : controllers_words(argc, argv);
	query.words = words;
	if (controllers_open(&c))
		controllers_find(&c, &asked, &query);
	free(words);
	return controllers_close(&c);
}

const char cmd_controllers_search_help[] =
    "Looks for companies by name, brand, domain or address of a page; one\n"
    "letter may be wrong.\n"
    "\n"
    "      --kind KIND            face_search, people_search, data_broker,\n"
    "                             ai_training, social_network, image_search\n"
    "                             or other\n"
    "      --country CC           only those relevant there, like de\n"
    "      --all                  all of them, not only the best "
    "20\n" LEDGER_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap controllers search clerview\n"
    "  lenscap controllers search pimeyes.com --json\n";

int cmd_controllers_search(const struct cli_command *self, int argc,
			   char **argv)
{
	return controllers_search(self, argc, argv, false);
}

const char cmd_controllers_list_help[] =
    "Lists the companies Lenscap knows: its own records, those you imported\n"
    "and, with the ledger unlocked, those you added.\n"
    "\n"
    "      --kind KIND            face_search, people_search, data_broker,\n"
    "                             ai_training, social_network, image_search\n"
    "                             or other\n"
    "      --country CC           only those relevant there, like "
    "de\n" LEDGER_CLI_HELP "\n"
    "Example:\n"
    "  lenscap controllers list --kind face_search\n";

int cmd_controllers_list(const struct cli_command *self, int argc, char **argv)
{
	return controllers_search(self, argc, argv, true);
}

/* ---- Show ---- */

static void controllers_print_source(const struct registry_source *source)
{
	printf("%s      %s%s%s%s%s\n", cli_style(stdout, CLI_DIM),
	       source->url[0] ? source->url : "you said so",
	       source->date[0] ? ", " : "", source->date,
	       source->verified ? "" : ", not verified",
	       cli_style(stdout, CLI_PLAIN));
}

static void controllers_print_lines(const char *text, const char *indent)
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

static void controllers_print_contact(const struct registry_contact *contact)
{
	printf("  %-8s ", registry_medium_name(contact->medium));
	if (contact->state != REGISTRY_CURRENT)
		printf("(%s) ", registry_state_name(contact->state));
	controllers_print_lines(contact->value, "           ");
	if (contact->note[0] != '\0')
		printf("           %s\n", contact->note);
	controllers_print_source(&contact->source);
}

static void controllers_print_claim(const char *label,
				    const struct registry_claim *claim)
{
	if (!claim->known)
		return;
	printf("%s%s%s%s\n  %s\n", cli_style(stdout, CLI_BOLD), label,
	       claim->holds ? "" : " (no)", cli_style(stdout, CLI_PLAIN),
	       claim->text);
	controllers_print_source(&claim->source);
}

static void controllers_print_decision(const struct registry_decision *d)
{
	printf("  %-10s  %s", d->date, d->by);
	if (d->reference[0] != '\0')
		printf(", %s", d->reference);
	if (d->amount[0] != '\0')
		printf(", %s", d->amount);
	printf("\n    %s\n", d->outcome);
	for (size_t i = 0; i < d->article_count; i++)
		printf("%s%s%s", i == 0 ? "    " : ", ", d->articles[i],
		       i + 1 == d->article_count ? "\n" : "");
	controllers_print_source(&d->source);
}

static void controllers_heading(const char *text)
{
	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), text,
	       cli_style(stdout, CLI_PLAIN));
}

static void
controllers_print_representatives(const struct registry_controller *c)
{
	for (size_t i = 0; i < c->representative_count; i++) {
		const struct registry_representative *at =
		    &c->representatives[i];

		printf("%sRepresentative (%s)%s\n", cli_style(stdout, CLI_BOLD),
		       at->territory, cli_style(stdout, CLI_PLAIN));
		printf("  %s\n", at->named ? at->name : "none is known");
		controllers_print_source(&at->source);
	}
}

static void controllers_print(const struct registry_controller *c)
{
	printf("%s%s%s (%s)\n", cli_style(stdout, CLI_BOLD), c->name,
	       cli_style(stdout, CLI_PLAIN), c->slug);
	printf("  %s", registry_kind_words(c->kind));
	if (c->web[0] != '\0')
		printf(", %s", c->web);
	printf("\n  record: %s%s%s, %s%s%s\n",
	       registry_origin_name(c->provenance.origin),
	       c->provenance.set[0] ? " from " : "", c->provenance.set,
	       c->quality, c->provenance.date[0] ? ", " : "",
	       c->provenance.date);
	if (c->reason[0] != '\0')
		printf("  is no more: %s\n", c->reason);
	for (size_t i = 0; i < c->runs_count; i++)
		printf("%s%s%s", i == 0 ? "  runs " : ", ", c->runs[i],
		       i + 1 == c->runs_count ? "\n" : "");
	controllers_heading(c->contact_unknown ? "Contact unknown" : "Contact");
	for (size_t i = 0; i < c->contact_count; i++)
		controllers_print_contact(&c->contacts[i]);
	controllers_print_representatives(c);
	controllers_print_claim("It asks for a photo", &c->asks_for_photo);
	controllers_print_claim("It asks for an identity document",
				&c->asks_for_id);
	controllers_print_claim("What it says it needs", &c->says_it_needs);
	controllers_print_claim("A milder key that works", &c->milder_key);
	controllers_print_claim("Its own form to opt out", &c->opt_out);
	if (c->decision_count > 0)
		controllers_heading("Decisions");
	for (size_t i = 0; i < c->decision_count; i++)
		controllers_print_decision(&c->decisions[i]);
	if (c->comment_count > 0)
		controllers_heading("Notes");
	for (size_t i = 0; i < c->comment_count; i++) {
		fputs("  ", stdout);
		controllers_print_lines(c->comments[i], "  ");
	}
	if (c->source_count > 0)
		controllers_heading("Sources");
	for (size_t i = 0; i < c->source_count; i++)
		printf("  %s\n", c->sources[i]);
}

/* The record itself, to be edited, or given back to datenanfragen.de. */
static void controllers_print_record(const struct controllers *c,
				     const char *slug)
{
	struct base_buffer text;

	base_buffer_init(&text, 4 * REGISTRY_RECORD_MAX);
	if (registry_record(c->registry, slug, true, &text) == LENS_OK)
		fwrite(text.data, 1, text.size, stdout);
	base_buffer_free(&text);
}

static int controllers_unknown(const struct controllers *c, const char *slug)
{
	char *word = cli_printable(slug);

	fprintf(stderr,
		"lenscap controllers show: there is no record %s; look for it "
		"with lenscap controllers search%s.\n",
		word,
		c->work == NULL ? ", or unlock the ledger if it is your own"
				: "");
	free(word);
	return CLI_SOME_FAILED;
}

const char cmd_controllers_show_help[] =
    "Shows all that is known about a company: how to reach it, what it asks\n"
    "for, what authorities decided, each with its source and date.\n"
    "\n"
    "      --record               the record itself, as datenanfragen.de's\n"
    "                             schema has it\n" LEDGER_CLI_HELP "\n"
    "Example:\n"
    "  lenscap controllers show clearview-ai\n";

int cmd_controllers_show(const struct cli_command *self, int argc, char **argv)
{
	struct controllers c = {.ledger = {.command = self}};
	const struct registry_controller *found;
	bool json = false, record = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&c.ledger),
	    {"json", 0, &json, NULL},
	    {"record", 0, &record, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2)
		return cli_wrong(self, "name one record by its slug.");
	if (!controllers_open(&c))
		return controllers_close(&c);
	found = registry_find(c.registry, argv[1]);
	if (found == NULL)
		c.code = controllers_unknown(&c, argv[1]);
	else if (record)
		controllers_print_record(&c, found->slug);
	else if (json)
		cli_print_json(view_controller_whole(found));
	else
		controllers_print(found);
	return controllers_close(&c);
}
