/* erased.c: is anything left of what was forgotten? */
#include <stdlib.h>

#include <lenscap/view_ledger.h>

#include "screen/ledger_cli.h"

static void erased_check(void *context, const struct ledger_check *check)
{
	const bool *json = context;

	if (*json)
		cli_print_json(view_check(check));
	else
		printf("%s%-3s%s %s\n",
		       cli_style(stdout, check->good ? CLI_GREEN : CLI_RED),
		       check->good ? "ok" : "NO", cli_style(stdout, CLI_PLAIN),
		       check->sentence);
}

int cli_erased(struct ledger_cli *ledger, bool json)
{
	struct ledger_checks checks = {erased_check, &json};
	struct ledger_report report = {0};
	struct ledger_fault fault = {0};
	struct ledger_key *key = NULL;
	struct ledger_place place;
	enum lens_err err;

	if (!ledger_cli_place(ledger))
		return CLI_SOME_FAILED;
	place = (struct ledger_place){ledger->dir, ledger->witness};
	err = casework_unlock(&ledger->place, &ledger->keys, &fault, &key);
	if (err == LENS_OK)
		err = ledger_erased(&place, key, &checks, &fault, &report);
	ledger_key_free(key);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (!json)
		puts(report.damaged > 0
			 ? "Something that was forgotten may be left: see NO."
			 : "Nothing that was forgotten is left in these "
			   "files.");
	return report.damaged > 0 ? CLI_SOME_FAILED : CLI_DONE;
}
