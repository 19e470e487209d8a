/* cmd_photos_forget.c: forget photos, after asking. */
#include <stdlib.h>

#include "ledger_cli.h"

const char cmd_photos_forget_help[] =
    "Forgets photos: their fingerprints, findings, sightings and small\n"
    "pictures are erased.  The photo files themselves are not touched, and\n"
    "backups keep what was in them.\n"
    "\n" LEDGER_CLI_HELP "      --yes                  do not ask\n"
    "\n"
    "Examples:\n"
    "  lenscap photos forget 12\n"
    "  lenscap photos forget 3 4 5 --yes\n";

static int forget_run(struct ledger_cli *ledger, const int64_t *ids,
		      size_t count, bool json)
{
	struct ledger_fault fault = {0};
	int code;
	struct casework *work = ledger_cli_open(ledger, &code);
	enum lens_err err;

	if (work == NULL)
		return code;
	err = ledger_photo_forget(casework_ledger(work), ids, count, &fault);
	if (err != LENS_OK)
		code = ledger_cli_fail(ledger, err, &fault);
	else
		code = CLI_DONE;
	if (err == LENS_OK && json)
		cli_print_json(json_pack("{s:s, s:I}", "status", "forgotten",
					 "photos", (json_int_t)count));
	else if (err == LENS_OK)
		printf("%zu photo%s forgotten.\n", count,
		       count == 1 ? "" : "s");
	casework_close(work);
	return code;
}

int cmd_photos_forget(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool json = false, yes = false;
	int64_t *ids;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"yes", 0, &yes, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc < 2)
		return cli_wrong(self, "name photos by their numbers.");
	ids = base_alloc((size_t)argc, sizeof(*ids));
	for (int i = 1; i < argc; i++) {
		uint64_t id;

		if (base_parse_number(argv[i], INT64_MAX, &id) != LENS_OK) {
			free(ids);
			return cli_wrong(self, "a photo is named by its "
					       "number.");
		}
		ids[i - 1] = (int64_t)id;
	}
	if (!yes && !ledger_cli_confirm("Forget these photos for good? [y/N] "))
		code = cli_wrong(self, "nothing was forgotten; --yes does it "
				       "without asking.");
	else
		code = forget_run(&ledger, ids, (size_t)argc - 1, json);
	free(ids);
	return ledger_cli_end(&ledger, NULL, code);
}
