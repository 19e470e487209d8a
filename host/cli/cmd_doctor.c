/* cmd_doctor.c: what works here, what does not, and how to mend it. */
#include <string.h>

#include <lenscap/view_ledger.h>

#include "ledger_cli.h"

const char cmd_doctor_help[] =
    "Tries everything Lenscap needs on this machine and says what works: the\n"
    "kernel's walls, the programs that read pictures, the formats, and what\n"
    "each program may do.\n"
    "\n"
    "  -v, --verbose  list the system calls that each program may make\n"
    "      --json     one JSON object per check and line\n"
    "      --erased   instead: read the ledger's files, and prove that "
    "nothing\n"
    "                 you had it forget is left (--home, --key-file, ...)\n"
    "\n"
    "Examples:\n"
    "  lenscap doctor\n"
    "  lenscap doctor --json | jq 'select(.state != \"works\")'\n"
    "\n"
    "Exit status: 0 when nothing is broken, else 1.\n";

#define DOCTOR_NAME_WIDTH 32

struct doctor_view {
	bool json, verbose;
	char group[32];
};

static const struct {
	const char *mark;
	enum cli_style style;
} doctor_states[CASEWORK_STATES] = {
    [CASEWORK_WORKS] = {"ok", CLI_GREEN},
    [CASEWORK_OPTIONAL] = {"--", CLI_YELLOW},
    [CASEWORK_BROKEN] = {"NO", CLI_RED},
};

static void doctor_print(struct doctor_view *view,
			 const struct casework_check *check)
{
	if (strcmp(view->group, check->group) != 0) {
		snprintf(view->group, sizeof(view->group), "%s", check->group);
		printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), check->group,
		       cli_style(stdout, CLI_PLAIN));
	}
	printf("  %s%s%s  ",
	       cli_style(stdout, doctor_states[check->state].style),
	       doctor_states[check->state].mark, cli_style(stdout, CLI_PLAIN));
	cli_column(stdout, check->name, DOCTOR_NAME_WIDTH);
	printf("  %s\n", check->detail);
	if (view->verbose && check->calls[0] != '\0')
		printf("      system calls: %s\n", check->calls);
	if (check->remedy[0] != '\0')
		printf("      %s\n", check->remedy);
}

static void doctor_check(void *context, const struct casework_check *check)
{
	struct doctor_view *view = context;

	if (!view->json) {
		doctor_print(view, check);
		return;
	}
	cli_print_json(view_examined(check));
}

int cmd_doctor(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct doctor_view view = {0};
	bool erased = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"erased", 0, &erased, NULL},
	    {"json", 0, &view.json, NULL},
	    {"verbose", 'v', &view.verbose, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return cli_wrong(self, "it takes no file.");
	if (erased)
		return ledger_cli_end(&ledger, NULL,
				      ledger_cli_erased(&ledger, view.json));
	return casework_examine(doctor_check, &view) ? CLI_DONE
						     : CLI_SOME_FAILED;
}
