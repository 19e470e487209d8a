/* words_machine.c: what works on this machine, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include "words.h"

#define MACHINE_NAME_WIDTH 32

static const struct {
	const char *state, *mark;
	enum cli_style style;
} machine_states[] = {
    {"works", "ok", CLI_GREEN},
    {"optional", "--", CLI_YELLOW},
    {"broken", "NO", CLI_RED},
};

/* A heading where a new group begins. */
static void machine_print_group(struct cli_run *run, const char *group)
{
	char *before = run->context;

	if (before != NULL && strcmp(before, group) == 0)
		return;
	free(before);
	run->context = base_copy(group);
	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), group,
	       cli_style(stdout, CLI_PLAIN));
}

static void machine_print_row(struct cli_run *run, const json_t *row)
{
	const char *calls = cli_member(row, "calls");
	const char *remedy = cli_member(row, "remedy");
	size_t i = 0;

	while (i + 1 < sizeof(machine_states) / sizeof(*machine_states) &&
	       strcmp(machine_states[i].state, cli_member(row, "state")) != 0)
		i++;
	machine_print_group(run, cli_member(row, "group"));
	printf("  %s%s%s  ", cli_style(stdout, machine_states[i].style),
	       machine_states[i].mark, cli_style(stdout, CLI_PLAIN));
	cli_column(stdout, cli_member(row, "name"), MACHINE_NAME_WIDTH);
	printf("  %s\n", cli_member(row, "detail"));
	if (operation_truth(&run->call, "verbose") && calls[0] != '\0')
		printf("      system calls: %s\n", calls);
	if (remedy[0] != '\0')
		printf("      %s\n", remedy);
}

static void machine_run(struct cli_run *run)
{
	if (operation_truth(&run->call, "erased"))
		run->code = cli_erased(&run->ledger, run->json);
	else
		run->call.operation->run(&run->call);
}

static void machine_free(struct cli_run *run)
{
	free(run->context);
}

const struct cli_words words_machine[] = {
    {.name = "machine.examine",
     .row = machine_print_row,
     .run = machine_run,
     .free = machine_free},
    {.name = NULL},
};
