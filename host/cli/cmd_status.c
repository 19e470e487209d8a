/* cmd_status.c: is there a ledger, who can open it, what is in it? */
#include <stdlib.h>

#include <lenscap/view_ledger.h>

#include "ledger_cli.h"

const char cmd_status_help[] =
    "Says whether there is a ledger, which keys open it, and, when it is\n"
    "unlocked, what is in it.  It never asks for a passphrase.\n"
    "\n" LEDGER_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap status\n"
    "\n"
    "Exit status: 0 when it is open, 3 when it is locked or damaged, 1 when\n"
    "there is none.\n";

/* The same as the host tells, and where the ledger is. */
static void status_json(const struct ledger_cli *ledger, json_t *status)
{
	view_put(status, "home", ledger->dir);
	cli_print_json(status);
}

static void status_print_place(const struct ledger_cli *ledger)
{
	char *dir = cli_printable(ledger->dir);

	printf("%-14s%s\n", "Ledger", dir);
	free(dir);
}

static void status_print_keys(const struct ledger_face *face)
{
	printf("%-14s", "Keys");
	for (unsigned i = 0; i < face->slot_count; i++)
		printf("%s%s", i ? ", " : "",
		       ledger_slot_name(face->slots[i].kind));
	puts("");
}

static int status_locked(const struct ledger_cli *ledger, bool json,
			 const struct ledger_face *face)
{
	if (json) {
		status_json(ledger,
			    view_status(VIEW_LEDGER_LOCKED, face, NULL, NULL));
	} else {
		status_print_place(ledger);
		printf("%-14slocked; 'lenscap unlock' opens it\n", "State");
		status_print_keys(face);
	}
	return CLI_LOCKED;
}

static int status_open(const struct ledger_cli *ledger, bool json,
		       const struct ledger_face *face, struct casework *work)
{
	struct ledger_fault fault = {0};
	struct ledger_status status;
	char size[32];
	enum lens_err err =
	    ledger_status(casework_ledger(work), &fault, &status);

	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (json) {
		status_json(ledger,
			    view_status(VIEW_LEDGER_OPEN, face, &status,
					view_notices(casework_ledger(work))));
		return CLI_DONE;
	}
	cli_bytes(size, sizeof(size),
		  status.snapshot_bytes + status.log_bytes +
		      status.thumbnail_bytes);
	status_print_place(ledger);
	printf("%-14sopen\n", "State");
	status_print_keys(face);
	printf("%-14s%llu, with %llu findings and %llu sightings\n", "Photos",
	       (unsigned long long)status.photos,
	       (unsigned long long)status.findings,
	       (unsigned long long)status.sightings);
	printf("%-14s%s, %llu changes so far\n", "On disk", size,
	       (unsigned long long)status.sequence);
	return CLI_DONE;
}

static int status_run(struct ledger_cli *ledger, bool json)
{
	struct ledger_fault fault = {0};
	struct ledger_face face;
	struct casework *work = NULL;
	int code;
	enum lens_err err = ledger_look(ledger->dir, &fault, &face);

	if (err == LENS_EOF) {
		if (json)
			status_json(ledger, view_status(VIEW_LEDGER_NONE, NULL,
							NULL, NULL));
		else
			puts("There is no ledger yet; 'lenscap init' makes "
			     "one.");
		return CLI_SOME_FAILED;
	}
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	ledger->keys.ask = NULL;
	err = casework_open(&ledger->place, &ledger->keys, &fault, &work);
	if (err == LENS_LOCKED)
		return status_locked(ledger, json, &face);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	/* In JSON they are among the rest. */
	if (!json)
		ledger_cli_notices(casework_ledger(work));
	code = status_open(ledger, json, &face, work);
	casework_close(work);
	return code;
}

int cmd_status(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool json = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	code = ledger_cli_place(&ledger) ? status_run(&ledger, json)
					 : CLI_SOME_FAILED;
	return ledger_cli_end(&ledger, NULL, code);
}
