/* words_machine.c: what works on this machine, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/view_ledger.h>

#include "words.h"

/* A heading where a new group begins. */
static void machine_print_row(struct cli_run *run, const json_t *row)
{
	const char *group = view_member(row, "group");
	char *before = run->context;

	cli_run_fact(run, "new_group",
		     json_boolean(!before || strcmp(before, group) != 0));
	free(before);
	run->context = base_copy(group);
	(void)cli_run_say(run, "", row);
}

static void machine_checked(void *context, const struct ledger_check *check)
{
	struct operation_call *call = context;

	(void)call->front->row(call, view_check(check));
}

/* Every file is read for what was forgotten. */
static void machine_erased(struct cli_run *run)
{
	struct ledger_cli *ledger = &run->ledger;
	struct ledger_checks checks = {machine_checked, &run->call};
	struct ledger_place place = {ledger->dir, ledger->witness};
	struct ledger_report report = {0};
	struct ledger_fault fault = {0};
	struct ledger_key *key = NULL;
	enum lens_err err =
	    casework_unlock(&ledger->place, &ledger->keys, &fault, &key);

	if (err == LENS_OK)
		err = ledger_erased(&place, key, &checks, &fault, &report);
	ledger_key_free(key);
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	cli_run_fact(run, "all_read", json_boolean(err == LENS_OK));
	cli_run_fact(run, "left", json_boolean(report.damaged > 0));
	run->code = report.damaged > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

static void machine_run(struct cli_run *run)
{
	if (!operation_truth(&run->call, "erased"))
		run->call.operation->run(&run->call);
	else if (ledger_cli_place(&run->ledger))
		machine_erased(run);
	else
		run->code = CLI_SOME_FAILED;
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
