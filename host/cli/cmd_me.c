/* cmd_me.c: who I am, for letters only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/view_registry.h>

#include "ledger_cli.h"

const char cmd_me_help[] =
    "What letters may say of you.  It lies in the ledger, and nowhere else;\n"
    "a letter hands over no more of it than it needs, and says so before.\n"
    "\n"
    "  lenscap me show              what is set\n"
    "  lenscap me set KEY VALUE...  name, email, address, country, region,\n"
    "                               language; several at once; '-' for a\n"
    "                               VALUE is asked for, or read from standard\n"
    "                               input, and in no list of processes\n"
    "  lenscap me unset KEY         take it away again\n"
    "\n" LEDGER_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap me set name 'Zoë Ångström'\n"
    "  lenscap me set address 'Hauptstraße 5; 10115 Berlin; Germany'\n"
    "  lenscap me set name - address -\n"
    "  lenscap me set country de region de-be email zoe@example.org\n";

#define ME_NAME_WIDTH 10

static void me_print(const struct casework_me *me)
{
	for (size_t i = 0; casework_me_keys[i].name != NULL; i++) {
		const struct casework_me_key *key = &casework_me_keys[i];
		const char *value = casework_me_value(me, i);

		cli_column(stdout, key->name, ME_NAME_WIDTH);
		if (value[0] == '\0')
			printf("%s(not set: %s)%s", cli_style(stdout, CLI_DIM),
			       key->what, cli_style(stdout, CLI_PLAIN));
		for (const char *c = value; *c != '\0'; c++)
			if (*c == '\n')
				fputs("; ", stdout);
			else
				putchar(*c);
		putchar('\n');
	}
}

static enum lens_err me_show(struct casework *work, char **argv, bool json,
			     struct ledger_fault *fault)
{
	struct casework_me me;
	enum lens_err err = casework_me_read(work, fault, &me);

	(void)argv;
	if (err != LENS_OK)
		return err;
	if (json)
		cli_print_json(view_me(&me));
	else
		me_print(&me);
	casework_me_free(&me);
	return LENS_OK;
}

/* A line of standard input; NULL when there is none. */
static char *me_ask(const char *key)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (isatty(STDIN_FILENO)) {
		char *shown = cli_printable(key);

		fprintf(stderr, "%s: ", shown);
		free(shown);
	}
	length = getline(&line, &room, stdin);
	if (length < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\n")] = '\0';
	return line;
}

static enum lens_err me_set(struct casework *work, char **argv, bool json,
			    struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	(void)json;
	for (char **pair = argv + 2; *pair != NULL && err == LENS_OK;
	     pair += 2) {
		bool ask = strcmp(pair[1], "-") == 0;
		char *line = ask ? me_ask(pair[0]) : NULL;

		if (ask && line == NULL) {
			snprintf(fault->sentence, sizeof(fault->sentence),
				 "Standard input has no line for %.20s; write "
				 "one line for each '-'.",
				 pair[0]);
			return LENS_EOF;
		}
		err =
		    casework_me_set(work, pair[0], ask ? line : pair[1], fault);
		free(line);
	}
	return err;
}

static enum lens_err me_unset(struct casework *work, char **argv, bool json,
			      struct ledger_fault *fault)
{
	(void)json;
	return casework_me_set(work, argv[2], NULL, fault);
}

static const struct {
	const char *name;
	int words; /* with the command's own, at least */
	int more;  /* words that may follow at a time */
	enum lens_err (*run)(struct casework *work, char **argv, bool json,
			     struct ledger_fault *fault);
} me_tasks[] = {
    {"show", 2, 0, me_show}, {"set", 4, 2, me_set}, {"unset", 3, 0, me_unset}};

#define ME_TASKS (sizeof(me_tasks) / sizeof(me_tasks[0]))

static bool me_is_whole(size_t task, int argc)
{
	int more = argc - me_tasks[task].words;

	return more == 0 || (more > 0 && me_tasks[task].more > 0 &&
			     more % me_tasks[task].more == 0);
}

int cmd_me(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct ledger_fault fault = {0};
	struct casework *work;
	bool json = false;
	size_t task = 0;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	while (task < ME_TASKS &&
	       (argc < 2 || strcmp(argv[1], me_tasks[task].name) != 0))
		task++;
	if (task == ME_TASKS || !me_is_whole(task, argc))
		return cli_wrong(self,
				 "say show, set KEY VALUE... or unset KEY.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		enum lens_err err =
		    me_tasks[task].run(work, argv, json, &fault);

		code = ledger_cli_code(&ledger, err, &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
