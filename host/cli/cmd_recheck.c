/* cmd_recheck.c: is it gone? */
#include <stdlib.h>

#include "ledger_cli.h"

const char cmd_recheck_help[] =
    "Asks once more for every place on the web where a photo of yours was\n"
    "seen, as a stranger would, and notes what is there now.  Cases with a\n"
    "controller that has one of these places get a note of it.\n"
    "\n" LEDGER_CLI_HELP
    "      --proxy socks5h://HOST:PORT  ask through this proxy (Tor)\n"
    "      --allow-local          reach this machine and network too\n"
    "\n"
    "Examples:\n"
    "  lenscap recheck\n"
    "  lenscap recheck --json | jq -r 'select(.now==\"still\").place'\n"
    "\n"
    "Exit status: 0 when all are gone, 1 when one can still be got.\n";

struct recheck_cli {
	bool json;
	struct cli_progress progress;
	size_t now[CASEWORK_AGAIN], back;
};

static void recheck_cli_row(void *context,
			    const struct casework_place_seen *seen)
{
	static const enum cli_style styles[CASEWORK_AGAIN] = {
	    [CASEWORK_STILL] = CLI_RED,
	    [CASEWORK_GONE] = CLI_GREEN,
	    [CASEWORK_UNSURE] = CLI_YELLOW};
	struct recheck_cli *cli = context;
	char *place = cli_printable(seen->place);

	cli_progress_clear(&cli->progress);
	cli->now[seen->again]++;
	cli->back += seen->back;
	if (cli->json)
		cli_print_json(view_place_seen(seen));
	else
		printf("%s%-6s%s  photo %lld  %s%s\n",
		       cli_style(stdout, styles[seen->again]),
		       casework_again_name(seen->again),
		       cli_style(stdout, CLI_PLAIN), (long long)seen->photo,
		       place, seen->back ? "  (it was gone before)" : "");
	free(place);
}

static void recheck_cli_progress(void *context, size_t done, size_t total)
{
	struct recheck_cli *cli = context;

	cli_progress(&cli->progress, "places", done, total);
}

static int recheck_cli_run(struct ledger_cli *ledger, struct recheck_cli *cli,
			   bool local, const char *proxy)
{
	struct casework_recheck recheck = {.today = casework_today(),
					   .local = local,
					   .proxy = proxy,
					   .row = recheck_cli_row,
					   .progress = recheck_cli_progress,
					   .context = cli};
	struct ledger_fault fault = {0};
	int code;
	struct casework *work = ledger_cli_open(ledger, &code);
	enum lens_err err;

	if (work == NULL)
		return code;
	recheck.cancel = cli_interruption();
	err = casework_recheck(work, &ledger->place, &recheck, &fault);
	casework_close(work);
	cli_progress_clear(&cli->progress);
	if (err == LENS_EOF)
		return CLI_INTERRUPTED;
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (!cli->json)
		printf("%zu gone, %zu still there (%zu of them back), %zu not "
		       "asked.\n",
		       cli->now[CASEWORK_GONE], cli->now[CASEWORK_STILL],
		       cli->back, cli->now[CASEWORK_UNSURE]);
	return cli->now[CASEWORK_STILL] > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

int cmd_recheck(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct recheck_cli cli = {.json = false};
	const char *proxy = NULL;
	bool local = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &cli.json, NULL},
	    {"allow-local", 0, &local, NULL},
	    {"proxy", 0, NULL, &proxy},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 1)
		return cli_wrong(self, "nothing is to be named here.");
	code = recheck_cli_run(&ledger, &cli, local, proxy);
	return ledger_cli_end(&ledger, NULL, code);
}
