/*
 * ledger.c: the ledger's life.  Where a key comes from and who keeps it is a
 * front's own, so that what makes, opens and locks a ledger is done there.
 */
#include <fcntl.h>
#include <stdlib.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_evidence.h>
#include <lenscap/casework_keys.h>
#include <lenscap/view_ledger.h>

#include "operation.h"

static void ledger_exhibit(void *context,
			   const struct casework_exhibit *exhibit)
{
	(void)operation_row(context, view_exhibit(exhibit));
}

/* A folder that 'lenscap evidence' wrote; whoever has it has no key. */
static void ledger_evidence(struct operation_call *call)
{
	const char *path =
	    call->front->path(call, operation_number(call, "folder", 0));
	struct ledger_fault fault = {0};
	unsigned bad = 0;
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err;

	if (dir < 0) {
		operation_fail_saying(call, OPERATION_BAD_PARAMS,
				      "That folder cannot be opened; check "
				      "its name, and that you may read it.");
		return;
	}
	err = casework_evidence_check(dir, ledger_exhibit, call, &bad, &fault);
	base_close(&dir);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	call->failed = bad;
}

/* What was imported, packs too, is public, and is in no backup. */
static void ledger_left_out(struct operation_call *call)
{
	bool kept = ledger_sum_kept(casework_ledger(call->work));

	json_object_set_new(call->result, "imported_left_out",
			    json_boolean(kept));
}

/* To a file that is named, or under a new name in the documents folder. */
static void ledger_back_up(struct operation_call *call)
{
	int64_t number = operation_number(call, "file", 0);
	char name[CASEWORK_BACKUP_NAME], *folder = NULL;
	struct ledger_fault fault = {0};
	const char *path;
	enum lens_err err;

	if (number > 0) {
		path = call->front->path(call, number);
		err = ledger_backup(casework_ledger(call->work), path,
				    operation_truth(call, "replace"), &fault);
		if (err == LENS_OK)
			call->result = view_named("backup", path);
	} else {
		err = casework_backup(call->work, &fault, name, &folder);
		if (err == LENS_OK) {
			call->result = view_named("folder", folder);
			view_put(call->result, "file", name);
		}
	}
	if (err == LENS_OK)
		ledger_left_out(call);
	else
		operation_fail_as(call, err, &fault);
	free(folder);
}

/* ---- What opens it ---- */

static void ledger_keys(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_status status;
	enum lens_err err =
	    ledger_status(casework_ledger(call->work), &fault, &status);

	for (unsigned i = 0; err == LENS_OK && i < status.slot_count; i++)
		(void)operation_row(call, view_key(&status.slots[i]));
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

static void ledger_key_gone(struct operation_call *call)
{
	int64_t id = operation_number(call, "id", 0);
	struct ledger_fault fault = {0};
	struct ledger *ledger = casework_ledger(call->work);
	struct ledger_status status;
	enum lens_err err = ledger_slot_remove(ledger, (uint32_t)id, &fault);

	if (err == LENS_OK)
		err = ledger_status(ledger, &fault, &status);
	if (err == LENS_OK)
		call->result =
		    json_pack("{s:I, s:b, s:i}", "id", (json_int_t)id,
			      "removed", true, "left", (int)status.slot_count);
	else
		operation_fail_as(call, err, &fault);
}

/* ---- The table ---- */

/* clang-format off */
#define HOURS_MAX 168

#define PARAM_KEY \
	PARAM("id", NUMBER, 1, UINT32_MAX, REQUIRED | POSITIONAL, \
	      "the number of the key, as the list of keys shows it", .metavar = "ID")
#define PARAM_NEW_KEY \
	PARAM("new_passphrase_file", FILE, 0, 0, COMMAND | OPERATION_PATH, \
	      "the new passphrase is the first line of FILE; otherwise it is asked for", \
	      .metavar = "FILE"), \
	PARAM("new_key_file", FILE, 0, 0, COMMAND | OPERATION_PATH, \
	      "or FILE is the new key; it is created if it does not exist", .metavar = "FILE"), \
	PARAM("new_recovery", TRUTH, 0, 0, COMMAND, "or a recovery key, shown once")
#define PARAM_KEY_OF_HOST \
	PARAM("passphrase", TEXT, 1, LEDGER_PASSPHRASE_MAX, HOST | OPERATION_SECRET, \
	      "a passphrase"), \
	PARAM("recovery", TRUTH, 0, 0, HOST, "or a recovery key, which is answered once")

static const struct operation_param ledger_create_params[] = {
	PARAM("passphrase", TEXT, 1, LEDGER_PASSPHRASE_MAX, HOST | OPERATION_SECRET,
	      "what shall open it"),
	PARAM("keyring", TRUTH, 0, 0, 0, "the desktop keyring opens it"),
	PARAM_END,
};
static const struct operation_param ledger_unlock_params[] = {
	PARAM("passphrase", TEXT, 1, LEDGER_PASSPHRASE_MAX, HOST | OPERATION_SECRET,
	      "what opens it"),
	PARAM("recovery", TEXT, 1, 2 * LEDGER_RECOVERY_TEXT, HOST | OPERATION_SECRET,
	      "or its recovery key"),
	PARAM("hours", NUMBER, 1, HOURS_MAX, COMMAND, "for how many hours; "
	      "otherwise as 'lenscap autolock' is set",
	      .option = "for", .metavar = "HOURS"),
	PARAM_END,
};
static const struct operation_param ledger_verify_params[] = {
	PARAM("folder", FILE, 0, 0, COMMAND | POSITIONAL | OPERATION_PATH,
	      "a folder that 'lenscap evidence' wrote, to check instead",
	      .metavar = "DIR"),
	PARAM("salvage", TRUTH, 0, 0, COMMAND,
	      "recover from a damaged ledger everything whose seal still "
	      "holds; the damaged files are kept"),
	PARAM("accept", TRUTH, 0, 0, COMMAND,
	      "accept the ledger as it is, because you put an older copy back "
	      "yourself; the warning ends"),
	PARAM_END,
};
static const struct operation_rule ledger_verify_rules[] = {
	{OPERATION_MOST_ONE, {"folder", "salvage", "accept"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param ledger_backup_params[] = {
	PARAM("file", FILE, 0, 0, COMMAND | POSITIONAL | OPERATION_PATH,
	      "the file to write; otherwise a new one in the documents folder", .metavar = "FILE"),
	PARAM("replace", TRUTH, 0, 0, COMMAND, "overwrite an existing file"),
	PARAM_END,
};
static const struct operation_param ledger_restore_params[] = {
	PARAM("file", FILE, 0, 0, REQUIRED | POSITIONAL | OPERATION_PATH,
	      "the backup", .metavar = "FILE"),
	PARAM("replace", TRUTH, 0, 0, 0, "destroy the ledger that is there, "
	      "and use the backup alone"),
	PARAM_YES,
	PARAM("passphrase", TEXT, 1, LEDGER_PASSPHRASE_MAX, HOST | OPERATION_SECRET,
	      "what opens the backup"),
	PARAM("recovery", TEXT, 1, 2 * LEDGER_RECOVERY_TEXT, HOST | OPERATION_SECRET,
	      "or the recovery key of its ledger"),
	PARAM_END,
};
static const struct operation_rule ledger_restore_rules[] = {
	{OPERATION_MOST_ONE, {"passphrase", "recovery"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param ledger_wipe_params[] = {
	PARAM_YES,
	PARAM_END,
};
static const struct operation_param ledger_add_params[] = {
	PARAM_NEW_KEY,
	PARAM("new_keyring", TRUTH, 0, 0, COMMAND, "or the desktop keyring opens it"),
	PARAM_KEY_OF_HOST,
	PARAM("keyring", TRUTH, 0, 0, HOST, "or the desktop keyring opens it"),
	PARAM_END,
};
static const struct operation_rule ledger_add_rules[] = {
	{OPERATION_MOST_ONE,
	 {"new_passphrase_file", "new_key_file", "new_recovery", "new_keyring"}},
	{OPERATION_MOST_ONE, {"passphrase", "recovery", "keyring"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param ledger_change_params[] = {
	PARAM_KEY,
	PARAM_NEW_KEY,
	PARAM_KEY_OF_HOST,
	PARAM_END,
};
static const struct operation_rule ledger_change_rules[] = {
	{OPERATION_MOST_ONE, {"new_passphrase_file", "new_key_file", "new_recovery"}},
	{OPERATION_MOST_ONE, {"passphrase", "recovery"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param ledger_remove_params[] = {
	PARAM_KEY,
	PARAM_YES,
	PARAM_END,
};

const struct operation operation_ledger_rows[] = {
	{
		.name = "ledger.create", .command = "init",
		.group = OPERATION_PHOTOS, .first = true,
		.summary = "make the ledger; its recovery key is shown once",
		.description = "Makes the ledger: the encrypted place where your photos' "
			       "fingerprints, what is found about them, and later your cases "
			       "and letters are kept.  Without options it "
			       "asks for a passphrase; a key file that does "
			       "not exist yet is created.  It prints "
			       "a recovery key once: write it down; it opens the ledger when "
			       "all else is lost.\n\n"
			       "Exit status: 0 when it was made, 1 when not, 2 for wrong use.",
		.examples = "lenscap init\n"
			    "lenscap init --key-file /media/stick/lenscap.key\n",
		.params = ledger_create_params, .needs = OPERATION_PLACE,
		.queue = OPERATION_INTERACTIVE,
	}, {
		.name = "ledger.status", .command = "status",
		.group = OPERATION_KEEPING, .first = true,
		.summary = "is there a ledger, is it open, what is in it",
		.description = "Says whether there is a ledger, which keys open it, and, when "
			       "it is unlocked, what is in it.  It never asks for a "
			       "passphrase.\n\n"
			       "Exit status: 0 when it is open, 3 when it is locked or "
			       "damaged, 1 when there is none.",
		.params = operation_no_params, .needs = OPERATION_PLACE,
		.answer = "status",
		.queue = OPERATION_INTERACTIVE,
	}, {
		.name = "ledger.unlock", .command = "unlock",
		.group = OPERATION_KEEPING, .first = true,
		.summary = "open the ledger for this session",
		.description = "Unlocks the ledger for all your terminals and "
			       "browsers: the kernel keeps its key until the "
			       "time is up, you log out, or you run 'lenscap "
			       "lock'.\n\n"
			       "Exit status: 0 when it is unlocked, 3 when the key does not "
			       "fit.",
		.examples = "lenscap unlock\n"
			    "lenscap unlock --for 1 --key-file /media/stick/lenscap.key\n",
		.params = ledger_unlock_params, .needs = OPERATION_PLACE,
		.queue = OPERATION_INTERACTIVE,
	}, {
		.name = "ledger.lock", .command = "lock",
		.group = OPERATION_KEEPING,
		.summary = "forget its key, here and everywhere",
		.description = "Forgets the key that 'lenscap unlock' kept.",
		.params = operation_no_params, .needs = OPERATION_PLACE,
		.queue = OPERATION_INTERACTIVE,
	}, {
		.name = "key.list", .command = "keys list",
		.group = OPERATION_KEEPING,
		.summary = "what opens the ledger",
		.description = "Lists the keys that open the ledger, with their numbers.",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.answer = "key", .queue = OPERATION_INTERACTIVE,
		.list = "keys", .run = ledger_keys,
	}, {
		.name = "key.add", .command = "keys add",
		.group = OPERATION_KEEPING,
		.summary = "add a key",
		.description = "Adds a key.  Only the ledger's inner key is "
			       "encrypted again, so it takes a second, "
			       "however large the ledger is.",
		.examples = "lenscap keys add --new-key-file /media/stick/lenscap.key\n",
		.params = ledger_add_params, .rules = ledger_add_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_INTERACTIVE,
	}, {
		.name = "key.change", .command = "keys change",
		.group = OPERATION_KEEPING,
		.summary = "replace a key with a new one",
		.description = "Replaces a key with a new one.",
		.examples = "lenscap keys change 1\n",
		.params = ledger_change_params, .rules = ledger_change_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_INTERACTIVE,
	}, {
		.name = "key.remove", .command = "keys remove",
		.group = OPERATION_KEEPING,
		.summary = "remove a key; never the last",
		.description = "Removes a key; the last one stays.  It asks first: what is "
			       "removed may be the key that you use.",
		.examples = "lenscap keys remove 2\n"
			    "lenscap keys remove 2 --yes\n",
		.params = ledger_remove_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE,
		.run = ledger_key_gone,
	}, {
		.name = "ledger.verify", .command = "verify",
		.group = OPERATION_KEEPING,
		.summary = "check every seal of the ledger",
		.description = "Checks every seal of the ledger on the disk, "
			       "including what is kept as a backup, and says "
			       "in words what it finds.  With a folder "
			       "that 'lenscap evidence' wrote, checks that instead; no key is "
			       "needed for it.\n\n"
			       "Exit status: 0 when every seal holds, 3 when one does not; 1 "
			       "when the evidence was changed.",
		.examples = "lenscap verify\n"
			    "lenscap verify evidence\n",
		.params = ledger_verify_params, .rules = ledger_verify_rules,
		.needs = OPERATION_PLACE, .run = ledger_evidence,
	}, {
		.name = "ledger.backup", .command = "backup",
		.group = OPERATION_KEEPING,
		.summary = "keep a copy, sealed, as one file",
		.description = "Writes the ledger, small pictures included, as one encrypted "
			       "file.  The same passphrase, key file and recovery key open "
			       "it.  What 'controllers import' brought is "
			       "public and is not included.",
		.examples = "lenscap backup /media/stick/lenscap.backup\n",
		.params = ledger_backup_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = ledger_back_up,
	}, {
		.name = "ledger.restore", .command = "restore",
		.group = OPERATION_KEEPING,
		.summary = "bring a backup back",
		.description = "Brings a backup back.  Where there is a "
			       "ledger already, what it lacks is added from "
			       "the backup and nothing is removed; with "
			       "--replace the ledger becomes what the backup "
			       "is, after a question.",
		.examples = "lenscap restore /media/stick/lenscap.backup\n"
			    "lenscap restore lenscap.backup --recovery-file paper.txt\n",
		.params = ledger_restore_params, .rules = ledger_restore_rules,
		.needs = OPERATION_PLACE, .queue = OPERATION_UPLOADS,
	}, {
		.name = "ledger.wipe", .command = "wipe",
		.group = OPERATION_KEEPING,
		.summary = "destroy the ledger",
		.description = "Destroys the ledger and everything in it: "
			       "first its keys, so that nothing that is left "
			       "can be read, then its files.  Photo "
			       "files are not touched.",
		.params = ledger_wipe_params, .needs = OPERATION_PLACE,
		.queue = OPERATION_INTERACTIVE,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
