/* cmd_evidence.c: a case for an authority. */
#include <unistd.h>

#include <lenscap/base_io.h>

#include "ledger_cli.h"

const char cmd_evidence_help[] =
    "Writes a case for an authority: its letters and replies as numbered\n"
    "exhibits, a log in which every line depends on all before it, and the\n"
    "sums of all files.  'sha256sum -c SHA256SUMS' and 'lenscap verify DIR'\n"
    "check them, without any key.\n"
    "\n" LEDGER_CLI_HELP
    "      --out DIR              an empty folder; made when it is not there\n"
    "\n"
    "Examples:\n"
    "  lenscap evidence 3 --out evidence\n"
    "  lenscap verify evidence\n";

struct evidence_cli {
	bool json;
	size_t count;
};

static void evidence_wrote(void *context,
			   const struct casework_exhibit *exhibit)
{
	struct evidence_cli *cli = context;

	cli->count++;
	if (cli->json)
		cli_print_json(view_exhibit(exhibit));
	else
		printf("  %-40s %s\n", exhibit->file, exhibit->what);
}

static int evidence_run(struct ledger_cli *ledger, int64_t id, int dir,
			bool json)
{
	struct evidence_cli cli = {.json = json};
	struct ledger_fault fault = {0};
	int code;
	struct casework *work = ledger_cli_open(ledger, &code);
	enum lens_err err;

	if (work == NULL)
		return code;
	err = casework_evidence(work, id, dir, evidence_wrote, &cli, &fault);
	code = ledger_cli_code(ledger, err, &fault);
	casework_close(work);
	return code;
}

int cmd_evidence(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	const char *out = NULL;
	bool json = false, made;
	uint64_t id;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"out", 0, NULL, &out},
	    {NULL, 0, NULL, NULL},
	};
	int code, dir, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2 || base_parse_number(argv[1], INT64_MAX, &id) != LENS_OK)
		return cli_wrong(self, "name one case by its number.");
	if (out == NULL)
		return cli_wrong(self, "say where with --out DIR.");
	dir = ledger_cli_folder(self, out, &made);
	if (dir < 0)
		return CLI_SOME_FAILED;
	code = evidence_run(&ledger, (int64_t)id, dir, json);
	base_close(&dir);
	/* One that was made for nothing goes again. */
	if (made && code != CLI_DONE)
		(void)rmdir(out);
	return ledger_cli_end(&ledger, NULL, code);
}
