/* cmd_life.c: verify, back up, restore and wipe the ledger. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/view_ledger.h>

#include "ledger_cli.h"

const char cmd_verify_help[] =
    "Checks every seal of the ledger on the disk, what is kept as a backup\n"
    "too, and says in words what it finds.\n"
    "\n" LEDGER_CLI_HELP
    "      --salvage              bring a damaged ledger back as far as its\n"
    "                             seals hold; the damaged files are kept\n"
    "      --accept               take the ledger as it is: you put an older\n"
    "                             copy back yourself; the warning ends\n"
    "\n"
    "With a folder that 'lenscap evidence' wrote, checks that instead; no key "
    "is\n"
    "needed for it.\n"
    "\n"
    "Examples:\n"
    "  lenscap verify\n"
    "  lenscap verify evidence\n"
    "\n"
    "Exit status: 0 when every seal holds, 3 when one does not; 1 when "
    "evidence\n"
    "was changed.\n";

const char cmd_backup_help[] =
    "Writes the ledger, small pictures included, as one encrypted file.  The\n"
    "same passphrase, key file and recovery key open it.  What 'controllers\n"
    "import' brought is public, and is not in it.\n"
    "\n" LEDGER_CLI_HELP
    "      --replace              write over a file that is there\n"
    "\n"
    "Examples:\n"
    "  lenscap backup /media/stick/lenscap.backup\n";

const char cmd_restore_help[] =
    "Brings a backup back.  Where there is a ledger already, what the backup\n"
    "has and it lacks is added, and nothing is taken away; with --replace the\n"
    "ledger becomes what the backup is.\n"
    "\n" LEDGER_CLI_HELP
    "      --replace              the ledger that is there is destroyed\n"
    "\n"
    "Examples:\n"
    "  lenscap restore /media/stick/lenscap.backup\n"
    "  lenscap restore lenscap.backup --recovery-file paper.txt\n";

const char cmd_wipe_help[] =
    "Destroys the ledger and all in it: first its keys, so that nothing that "
    "is\n"
    "left can be read, then its files.  Photo files are not touched.\n"
    "\n"
    "      --home DIR             where the ledger is\n"
    "      --yes                  do not ask\n"
    "\n"
    "Examples:\n"
    "  lenscap wipe\n";

/* ---- Verify ---- */

static void life_check(void *context, const struct ledger_check *check)
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

/* A damaged ledger cannot be opened, but its key can. */
static int verify_run(struct ledger_cli *ledger, bool json, bool salvage)
{
	struct ledger_place place = {ledger->dir, ledger->witness};
	struct ledger_checks checks = {life_check, &json};
	struct ledger_report report = {0};
	struct ledger_fault fault = {0};
	struct ledger_key *key = NULL;
	enum lens_err err =
	    casework_unlock(&ledger->place, &ledger->keys, &fault, &key);

	if (err == LENS_OK && salvage)
		err = ledger_salvage(&place, key, &fault, &report);
	else if (err == LENS_OK)
		err = ledger_verify(&place, key, &checks, &fault, &report);
	ledger_key_free(key);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (json)
		cli_print_json(view_report(&report));
	else
		printf(
		    "%llu files, %llu changes, %llu small pictures and papers "
		    "checked; %llu damaged.\n",
		    (unsigned long long)report.files,
		    (unsigned long long)report.records,
		    (unsigned long long)report.thumbnails,
		    (unsigned long long)report.damaged);
	return report.damaged > 0 && !salvage ? CLI_LOCKED : CLI_DONE;
}

int ledger_cli_erased(struct ledger_cli *ledger, bool json)
{
	struct ledger_checks checks = {life_check, &json};
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

/* The warning of an older copy ends, and begins anew from here. */
static int verify_accept(struct ledger_cli *ledger)
{
	struct ledger_fault fault = {0};
	struct casework *work = NULL;
	enum lens_err err =
	    casework_open(&ledger->place, &ledger->keys, &fault, &work);

	if (err == LENS_OK)
		err = ledger_witness_accept(casework_ledger(work), &fault);
	casework_close(work);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	puts(ledger_witness_sentence());
	return CLI_DONE;
}

static void verify_exhibit(void *context,
			   const struct casework_exhibit *exhibit)
{
	bool json = *(bool *)context;

	if (json)
		cli_print_json(view_exhibit(exhibit));
	else
		printf("%s %-40s %s\n", exhibit->good ? "ok " : "BAD",
		       exhibit->file, exhibit->what);
}

/* A folder that 'lenscap evidence' wrote; whoever has it has no key. */
static int verify_evidence(const struct cli_command *self, const char *path,
			   bool json)
{
	struct ledger_fault fault = {0};
	unsigned bad;
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err;

	if (dir < 0)
		return cli_wrong(self, "that folder cannot be opened.");
	err = casework_evidence_check(dir, verify_exhibit, &json, &bad, &fault);
	base_close(&dir);
	if (err != LENS_OK) {
		fprintf(stderr, "lenscap verify: %s\n", fault.sentence);
		return CLI_SOME_FAILED;
	}
	return bad > 0 ? CLI_SOME_FAILED : CLI_DONE;
}

int cmd_verify(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool json = false, salvage = false, accept = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),    {"json", 0, &json, NULL},
	    {"salvage", 0, &salvage, NULL}, {"accept", 0, &accept, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return verify_evidence(self, argv[1], json);
	if (!ledger_cli_place(&ledger))
		code = CLI_SOME_FAILED;
	else
		code = accept ? verify_accept(&ledger)
			      : verify_run(&ledger, json, salvage);
	return ledger_cli_end(&ledger, NULL, code);
}

/* ---- Backup ---- */

int cmd_backup(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct ledger_fault fault = {0};
	bool json = false, replace = false, left_out;
	struct casework *work;
	enum lens_err err;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"replace", 0, &replace, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2)
		return cli_wrong(self, "name the file to write.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		left_out =
		    ledger_sum_check(casework_ledger(work),
				     LEDGER_FILE_IMPORTED, &fault) != LENS_EOF;
		err = ledger_backup(casework_ledger(work), argv[1], replace,
				    &fault);
		code = ledger_cli_code(&ledger, err, &fault);
		if (err == LENS_OK && json)
			cli_print_json(
			    json_pack("{s:o}", "backup", view_text(argv[1])));
		else if (err == LENS_OK)
			printf("The backup is written.  It opens with the same "
			       "keys as the ledger.\n%s",
			       left_out ? "Records that you imported are not "
					  "in it: keep their file too.\n"
					: "");
	}
	return ledger_cli_end(&ledger, work, code);
}

/* ---- Restore ---- */

static int restore_merge(struct ledger_cli *ledger, const char *path,
			 const struct ledger_secret *secret, bool json)
{
	struct ledger_merged merged = {0};
	struct ledger_fault fault = {0};
	struct casework *work = NULL;
	enum lens_err err =
	    casework_open(&ledger->place, &ledger->keys, &fault, &work);

	if (err == LENS_OK)
		err = ledger_merge(casework_ledger(work), path, secret, &fault,
				   &merged);
	casework_close(work);
	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	if (json) {
		cli_print_json(view_merged(&merged));
		return CLI_DONE;
	}
	printf("%llu photos, %llu cases, %llu sightings and %llu settings "
	       "were added from the backup.\n",
	       (unsigned long long)merged.photos,
	       (unsigned long long)merged.cases,
	       (unsigned long long)merged.sightings,
	       (unsigned long long)merged.settings);
	return CLI_DONE;
}

static int restore_run(struct ledger_cli *ledger, const char *path,
		       bool replace, bool json)
{
	struct ledger_place place = {ledger->dir, ledger->witness};
	struct ledger_secret *secret = NULL;
	struct ledger_fault fault = {0};
	struct ledger_face face;
	bool there = ledger_look(ledger->dir, &fault, &face) != LENS_EOF;
	int code = CLI_DONE;
	enum lens_err err = casework_secret(&ledger->keys, &fault, &secret);

	if (err == LENS_OK && there && !replace) {
		code = restore_merge(ledger, path, secret, json);
	} else {
		if (err == LENS_OK)
			err = ledger_restore(&place, path, secret, replace,
					     &fault);
		if (err != LENS_OK)
			code = ledger_cli_fail(ledger, err, &fault);
		else if (json)
			cli_print_json(
			    json_pack("{s:s}", "status", "restored"));
		else
			puts("The ledger is as it was in the backup.");
	}
	ledger_secret_free(secret);
	return code;
}

int cmd_restore(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool json = false, replace = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"replace", 0, &replace, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2)
		return cli_wrong(self, "name the backup.");
	code = ledger_cli_place(&ledger)
		   ? restore_run(&ledger, argv[1], replace, json)
		   : CLI_SOME_FAILED;
	return ledger_cli_end(&ledger, NULL, code);
}

/* ---- Wipe ---- */

static int wipe_run(struct ledger_cli *ledger)
{
	struct ledger_place place = {ledger->dir, ledger->witness};
	struct ledger_fault fault = {0};
	enum lens_err err = ledger_wipe(&place, &fault);

	if (err != LENS_OK)
		return ledger_cli_fail(ledger, err, &fault);
	printf("The ledger is destroyed.  %s\n", ledger_wipe_sentence());
	return CLI_DONE;
}

int cmd_wipe(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool yes = false;
	const struct cli_option options[] = {
	    {"home", 0, NULL, &ledger.home},
	    {"yes", 0, &yes, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return cli_wrong(self, "it takes no file.");
	if (!yes && !ledger_cli_confirm("Destroy the ledger and all that is "
					"in it for good? [y/N] "))
		return cli_wrong(self, "nothing was destroyed; --yes does it "
				       "without asking.");
	code = ledger_cli_place(&ledger) ? wipe_run(&ledger) : CLI_SOME_FAILED;
	return ledger_cli_end(&ledger, NULL, code);
}
