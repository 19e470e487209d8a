/* cmd_keys.c: what opens the ledger, and changing it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/view_ledger.h>

#include "ledger_cli.h"

const char cmd_keys_help[] =
    "What opens the ledger.  A change wraps the same inner key anew: it takes\n"
    "a second, however large the ledger.\n"
    "\n"
    "  keys list                  the keys there are, with their numbers\n"
    "  keys change ID             put a new key in the place of an old one\n"
    "  keys add                   add a key\n"
    "  keys remove ID             remove one; never the last\n"
    "\n"
    "The new key of add and change (else a passphrase is asked for):\n"
    "      --new-passphrase-file F\n"
    "      --new-key-file F       made if it is missing\n"
    "      --new-recovery         a recovery key, printed once\n"
    "      --new-keyring          with add: the desktop keyring opens it\n"
    "\n" LEDGER_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap keys list\n"
    "  lenscap keys change 1\n"
    "  lenscap keys add --new-key-file /media/stick/lenscap.key\n";

struct keys_new {
	const char *passphrase_file, *key_file;
	bool recovery, keyring;
};

/* How many new keys were named; more than one would leave one out unsaid. */
static int keys_named(const struct keys_new *wanted)
{
	return (wanted->passphrase_file != NULL) + (wanted->key_file != NULL) +
	       wanted->recovery + wanted->keyring;
}

/* The secret to put in; recovery is filled when one was made. */
static enum lens_err keys_secret(const struct keys_new *wanted,
				 struct ledger_fault *fault, char *recovery,
				 struct ledger_secret **out)
{
	struct casework_keys keys = {
	    .passphrase_file = wanted->passphrase_file,
	    .key_file = wanted->key_file,
	    .ask = ledger_cli_terminal() ? ledger_cli_ask : NULL,
	    .context = (void *)"New passphrase: ",
	};

	if (wanted->recovery)
		return ledger_secret_recovery_new(recovery, fault, out);
	if (keys_named(wanted) == 0 && keys.ask == NULL) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "There is no terminal to ask for the new passphrase; "
			 "give --new-passphrase-file or another new key.");
		return LENS_DENIED;
	}
	if (keys.key_file != NULL && access(keys.key_file, F_OK) != 0)
		return ledger_secret_key_file_create(keys.key_file, fault, out);
	return casework_secret(&keys, fault, out);
}

static enum lens_err keys_list(struct ledger *ledger, bool json,
			       struct ledger_fault *fault)
{
	struct ledger_status status;
	enum lens_err err = ledger_status(ledger, fault, &status);

	for (unsigned i = 0; i < status.slot_count && err == LENS_OK; i++)
		if (json)
			cli_print_json(view_key(&status.slots[i]));
		else
			printf("%4u  %s\n", status.slots[i].id,
			       ledger_slot_name(status.slots[i].kind));
	return err;
}

/* recovery is "" for a key that was not made here. */
static void keys_print_new(uint32_t id, const char *recovery, bool json)
{
	if (json && recovery[0] != '\0')
		cli_print_json(json_pack("{s:i, s:s}", "id", (int)id,
					 "recovery_key", recovery));
	else if (json)
		cli_print_json(json_pack("{s:i}", "id", (int)id));
	else if (recovery[0] != '\0')
		printf("The new recovery key, shown only now:\n\n    %s\n",
		       recovery);
	else
		printf("Key %u is in place.\n", id);
}

/* id 0 adds. */
static enum lens_err keys_put(const struct ledger_cli *place,
			      struct ledger *ledger, uint32_t id,
			      const struct keys_new *wanted,
			      struct ledger_fault *fault, bool json)
{
	char recovery[LEDGER_RECOVERY_TEXT] = "";
	struct ledger_secret *secret = NULL;
	bool keyring = wanted->keyring && id == 0;
	enum lens_err err =
	    keyring ? casework_add_keyring(ledger, place->dir, place->keys.bus,
					   fault, &id)
		    : keys_secret(wanted, fault, recovery, &secret);

	if (err == LENS_OK && !keyring)
		err = casework_expect_strength(secret, fault);
	if (err == LENS_OK && !keyring && id == 0)
		err = ledger_slot_add(ledger, secret, fault, &id);
	else if (err == LENS_OK && !keyring)
		err = ledger_slot_change(ledger, id, secret, fault);
	ledger_secret_free(secret);
	if (err == LENS_OK)
		keys_print_new(id, recovery, json);
	explicit_bzero(recovery, sizeof(recovery));
	return err;
}

static enum lens_err keys_remove(struct ledger *ledger, uint32_t id, bool json,
				 struct ledger_fault *fault)
{
	enum lens_err err = ledger_slot_remove(ledger, id, fault);

	if (err == LENS_OK && json)
		cli_print_json(
		    json_pack("{s:i, s:b}", "id", (int)id, "removed", true));
	else if (err == LENS_OK)
		printf("Key %u is removed.\n", id);
	return err;
}

enum keys_verb { KEYS_LIST, KEYS_CHANGE, KEYS_ADD, KEYS_REMOVE, KEYS_VERBS };

static const struct {
	const char *name;
	bool takes_id;
} keys_verbs[KEYS_VERBS] = {
    [KEYS_LIST] = {"list", false},
    [KEYS_CHANGE] = {"change", true},
    [KEYS_ADD] = {"add", false},
    [KEYS_REMOVE] = {"remove", true},
};

static enum keys_verb keys_verb(const char *word)
{
	unsigned i = 0;

	while (i < KEYS_VERBS && strcmp(keys_verbs[i].name, word) != 0)
		i++;
	return i;
}

static enum lens_err keys_do(struct ledger *ledger,
			     const struct ledger_cli *place,
			     enum keys_verb verb, uint32_t id, bool json,
			     const struct keys_new *wanted,
			     struct ledger_fault *fault)
{
	if (verb == KEYS_LIST)
		return keys_list(ledger, json, fault);
	if (verb == KEYS_REMOVE)
		return keys_remove(ledger, id, json, fault);
	return keys_put(place, ledger, id, wanted, fault, json);
}

int cmd_keys(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct keys_new wanted = {.recovery = false};
	struct ledger_fault fault = {0};
	struct casework *work;
	bool json = false;
	uint64_t id = 0;
	enum keys_verb verb;
	enum lens_err err;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"new-passphrase-file", 0, NULL, &wanted.passphrase_file},
	    {"new-key-file", 0, NULL, &wanted.key_file},
	    {"new-recovery", 0, &wanted.recovery, NULL},
	    {"new-keyring", 0, &wanted.keyring, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	verb = argc > 1 ? keys_verb(argv[1]) : KEYS_VERBS;
	if (verb == KEYS_VERBS || argc != (keys_verbs[verb].takes_id ? 3 : 2) ||
	    (keys_verbs[verb].takes_id &&
	     base_parse_number(argv[2], UINT32_MAX, &id) != LENS_OK))
		return cli_wrong(self, "say list, add, change ID or remove "
				       "ID.");
	if (keys_named(&wanted) > 1 || (wanted.keyring && verb != KEYS_ADD))
		return cli_wrong(self, "give one new key; --new-keyring goes "
				       "with add.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		err = keys_do(casework_ledger(work), &ledger, verb,
			      (uint32_t)id, json, &wanted, &fault);
		code = ledger_cli_code(&ledger, err, &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
