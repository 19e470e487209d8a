/* cmd_init.c: make a ledger, and print its recovery key once. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/view.h>

#include "ledger_cli.h"

const char cmd_init_help[] =
    "Makes the ledger: the encrypted place where your photos' fingerprints,\n"
    "what is found about them, and later your cases and letters are kept.\n"
    "Without options it asks for a passphrase.  It prints a recovery key "
    "once:\n"
    "write it down; it opens the ledger when all else is lost.\n"
    "\n"
    "      --home DIR             where the ledger is\n"
    "      --passphrase-file F    the passphrase is the first line of F\n"
    "      --key-file F           F is the key; it is made if it is missing\n"
    "      --keyring              the desktop keyring opens it\n"
    "      --json                 for programs\n"
    "\n"
    "Examples:\n"
    "  lenscap init\n"
    "  lenscap init --key-file /media/stick/lenscap.key\n"
    "\n"
    "Exit status: 0 when it was made, 1 when not, 2 for wrong use.\n";

#define INIT_SECRETS 2

struct init_secrets {
	struct ledger_secret *list[INIT_SECRETS];
	unsigned count;
};

static void init_free(struct init_secrets *secrets)
{
	for (unsigned i = 0; i < secrets->count; i++)
		ledger_secret_free(secrets->list[i]);
}

static enum lens_err init_add(struct init_secrets *secrets, enum lens_err err,
			      struct ledger_secret *secret)
{
	if (err == LENS_OK)
		secrets->list[secrets->count++] = secret;
	return err;
}

static enum lens_err init_key_file(const char *path, struct ledger_fault *fault,
				   struct init_secrets *secrets)
{
	struct ledger_secret *secret = NULL;
	enum lens_err err;

	if (access(path, F_OK) == 0)
		err = ledger_secret_key_file(path, fault, &secret);
	else
		err = ledger_secret_key_file_create(path, fault, &secret);
	return init_add(secrets, err, secret);
}

/* How strong it is, and the same once more, so that no slip locks it away. */
static enum lens_err init_ask_again(const struct ledger_secret *secret,
				    struct ledger_fault *fault)
{
	struct ledger_secret *again = NULL;
	struct casework_judged judged;
	enum lens_err err = casework_expect_strength(secret, fault);

	if (err != LENS_OK)
		return err;
	casework_judge(ledger_secret_text(secret), &judged);
	fprintf(stderr, "%s\n", judged.sentence);
	err = ledger_cli_ask((void *)"The same again: ", fault, &again);
	if (err == LENS_OK && !ledger_secret_same(secret, again)) {
		err = LENS_DENIED;
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "the two passphrases differ; nothing was made.  Try "
			 "again.");
	}
	ledger_secret_free(again);
	return err;
}

/* One that is typed, after one that can be taken was shown. */
static enum lens_err init_typed(struct ledger_fault *fault,
				struct ledger_secret **out)
{
	char phrase[CASEWORK_PHRASE];
	enum lens_err err;

	if (casework_phrase(CASEWORK_WORDS, phrase) == LENS_OK)
		fprintf(stderr,
			"One that nobody guesses, made just now: %s\n"
			"Take it, or one of your own.\n",
			phrase);
	explicit_bzero(phrase, sizeof(phrase));
	err = ledger_cli_ask((void *)"Choose a passphrase: ", fault, out);
	if (err != LENS_OK)
		return err;
	err = init_ask_again(*out, fault);
	if (err != LENS_OK) {
		ledger_secret_free(*out);
		*out = NULL;
	}
	return err;
}

/* What was given on the command line, or the person's passphrase. */
static enum lens_err init_gather(const struct ledger_cli *ledger, bool keyring,
				 struct ledger_fault *fault,
				 struct init_secrets *secrets)
{
	struct casework_keys passphrase = ledger->keys;
	struct ledger_secret *secret = NULL;
	enum lens_err err = LENS_OK;

	passphrase.key_file = NULL;
	if (ledger->keys.key_file != NULL)
		err = init_key_file(ledger->keys.key_file, fault, secrets);
	if (err == LENS_OK && (ledger->keys.passphrase_file != NULL ||
			       (ledger->keys.key_file == NULL && !keyring))) {
		if (passphrase.passphrase_file == NULL &&
		    passphrase.ask == ledger_cli_ask)
			err = init_typed(fault, &secret);
		else
			err = casework_secret(&passphrase, fault, &secret);
		err = init_add(secrets, err, secret);
	}
	return err;
}

/* Shown before anything is written: what is on paper outlives a crash. */
static bool init_show(void *context, const char *recovery)
{
	(void)context;
	printf("This is the recovery key of your ledger, shown only now.\n"
	       "Write it down and keep it where the computer is not:\n\n"
	       "    %s%s%s\n\n"
	       "It opens the ledger if you lose everything else.  Whoever has "
	       "it and the\nledger's files can read them.\n",
	       cli_style(stdout, CLI_BOLD), recovery,
	       cli_style(stdout, CLI_PLAIN));
	return fflush(stdout) == 0;
}

static void init_print(const struct ledger_cli *ledger, bool json,
		       const char *recovery)
{
	if (json)
		cli_print_json(json_pack("{s:o, s:s}", "home",
					 view_text(ledger->dir), "recovery_key",
					 recovery));
	else
		puts(
		    "The ledger is made.\nNext: lenscap photos add ~/Pictures");
}

static int init_make(struct ledger_cli *ledger, bool json, bool keyring)
{
	struct init_secrets secrets = {.count = 0};
	struct ledger_fault fault = {0};
	char recovery[LEDGER_RECOVERY_TEXT];
	int code = CLI_DONE;
	enum lens_err err = init_gather(ledger, keyring, &fault, &secrets);

	if (err == LENS_OK)
		err = casework_create(
		    &ledger->place,
		    &(struct casework_create){.secrets = secrets.list,
					      .count = secrets.count,
					      .keyring = keyring,
					      .bus = ledger->keys.bus,
					      .show = json ? NULL : init_show},
		    &fault, recovery, NULL);
	if (err != LENS_OK)
		code = ledger_cli_fail(ledger, err, &fault);
	else
		init_print(ledger, json, recovery);
	explicit_bzero(recovery, sizeof(recovery));
	init_free(&secrets);
	return code;
}

int cmd_init(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	bool json = false, keyring = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"keyring", 0, &keyring, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return cli_wrong(self, "it takes no file.");
	code = ledger_cli_place(&ledger) ? init_make(&ledger, json, keyring)
					 : CLI_SOME_FAILED;
	return ledger_cli_end(&ledger, NULL, code);
}
