/* words_ledger.c: making, opening and keeping the ledger, on a terminal. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_autolock.h>
#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/view_ledger.h>

#include "words.h"

/* ---- init ---- */

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

/* How strong it is, and the same once more, so that no slip locks it away. */
static enum lens_err init_ask_again(const struct ledger_secret *secret,
				    struct ledger_fault *fault)
{
	struct ledger_secret *again = NULL;
	struct casework_judged judged;
	enum lens_err err = casework_expect_strength(secret, NULL, fault);

	if (err != LENS_OK)
		return err;
	casework_judge(ledger_secret_text(secret), NULL, &judged);
	fprintf(stderr, "%s\n", base_said(judged.sentence));
	err = ledger_cli_ask((void *)"The same again: ", fault, &again);
	if (err == LENS_OK && !ledger_secret_same(secret, again)) {
		err = LENS_DENIED;
		snprintf(
		    fault->sentence, sizeof(fault->sentence), "%s",
		    base_said(
			"the two passphrases differ; nothing was made.  Try "
			"again."));
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
			base_said("One that nobody guesses, made just now: %s\n"
				  "Take it, or one of your own.\n"),
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
	if (ledger->keys.key_file != NULL) {
		err = casework_key_file(ledger->keys.key_file, fault, &secret);
		err = init_add(secrets, err, secret);
	}
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
	bool *shown = context;

	*shown = true;
	printf(
	    base_said(
		"This is the recovery key of your ledger, shown only now.\n"
		"Write it down and keep it where the computer is not:\n\n"
		"    %s%s%s\n\n"
		"It opens the ledger if you lose everything else.  Whoever has "
		"it and the\nledger's files can read them.\n"),
	    cli_style(stdout, CLI_BOLD), recovery,
	    cli_style(stdout, CLI_PLAIN));
	return fflush(stdout) == 0;
}

/* Without a terminal a key must be given: there is nobody to ask. */
static bool ledger_has_key(struct cli_run *run)
{
	const struct casework_keys *keys = &run->ledger.keys;

	if (keys->key_file != NULL || keys->passphrase_file != NULL ||
	    keys->recovery_file != NULL || keys->ask != NULL)
		return true;
	operation_fail_saying(&run->call, OPERATION_DENIED,
			      "There is no terminal to ask for a passphrase; "
			      "give it with --passphrase-file, or use "
			      "--key-file.");
	return false;
}

static void init_run(struct cli_run *run)
{
	bool keyring = operation_truth(&run->call, "keyring");
	struct init_secrets secrets = {.count = 0};
	struct ledger_fault fault = {0};
	char recovery[LEDGER_RECOVERY_TEXT] = "";
	bool shown = false;
	enum lens_err err;

	if (!keyring && !ledger_has_key(run))
		return;
	err = casework_expect_none(&run->ledger.place, &fault);
	if (err == LENS_OK)
		err = init_gather(&run->ledger, keyring, &fault, &secrets);
	if (err == LENS_OK)
		err = casework_create(&run->ledger.place,
				      &(struct casework_create){
					  .secrets = secrets.list,
					  .count = secrets.count,
					  .keyring = keyring,
					  .bus = run->ledger.keys.bus,
					  .show = run->json ? NULL : init_show,
					  .context = &shown},
				      &fault, recovery, NULL);
	if (err != LENS_OK && shown)
		puts(base_said(
		    "No ledger was made: the recovery key above opens "
		    "nothing."));
	if (err != LENS_OK) {
		operation_fail_as(&run->call, err, &fault);
	} else {
		run->call.result = view_named("home", run->ledger.dir);
		view_put(run->call.result, "recovery_key", recovery);
	}
	explicit_bzero(recovery, sizeof(recovery));
	init_free(&secrets);
}

/* "--key-file FILE"; a name that a shell would take apart is left to whoever
 * gave it. */
static void init_option(json_t *options, const char *name, const char *value)
{
	char *shown = cli_printable(value ? value : "");
	bool plain = value != NULL && strcmp(shown, value) == 0 &&
		     strpbrk(value, " \t'\"\\$`&;|<>()*?[]#~!{}") == NULL;

	if (value != NULL)
		json_array_append_new(
		    options,
		    json_pack("{s:s, s:s}", "name", name, "value",
			      plain ? shown
				    : base_said("... (the same as now)")));
	free(shown);
}

static void init_row(struct cli_run *run, const json_t *row)
{
	const struct casework_autolock never = {.kind = CASEWORK_LOCK_NEVER};
	const struct casework_keys *keys = &run->ledger.keys;
	char words[CASEWORK_AUTOLOCK_WORDS];
	json_t *options = json_array();

	casework_autolock_words(&never, words);
	init_option(options, "home", run->ledger.home);
	init_option(options, "person", run->ledger.person);
	init_option(options, "key-file", keys->key_file);
	if (keys->key_file == NULL)
		init_option(options, "passphrase-file", keys->passphrase_file);
	cli_run_fact(run, "locks", json_string(base_said(words)));
	cli_run_fact(run, "options", options);
	(void)cli_run_say(run, "", row);
}

/* ---- status ---- */

static void status_end(struct cli_run *run, json_t *object)
{
	/* No browser learns where it is. */
	view_put(object, "home", run->ledger.dir);
	run->call.result = object;
}

static void status_opened(struct cli_run *run, const struct ledger_face *face)
{
	struct ledger *ledger = casework_ledger(run->call.work);
	struct ledger_fault fault = {0};
	struct ledger_status status;
	struct casework_autolock autolock;
	enum lens_err err = ledger_status(ledger, &fault, &status);

	if (err == LENS_OK)
		err = casework_autolock_get(run->call.work, &fault, &autolock);
	if (err != LENS_OK) {
		operation_fail_as(&run->call, err, &fault);
		return;
	}
	/* In JSON they are among the rest. */
	if (!run->json)
		ledger_cli_notices(ledger);
	status_end(run, view_status_open(face, &status, ledger));
	/* The extension asks for it where it shows it. */
	json_object_set_new(run->call.result, "locks",
			    view_autolock(&autolock));
}

static void status_run(struct cli_run *run)
{
	struct ledger_fault fault = {0};
	struct ledger_face face;
	enum lens_err err = ledger_look(run->ledger.dir, &fault, &face);

	if (err == LENS_NOT_FOUND) {
		run->code = CLI_SOME_FAILED;
		status_end(run,
			   view_status(VIEW_LEDGER_NONE, NULL, NULL, NULL));
		return;
	}
	run->ledger.keys.ask = NULL;
	if (err == LENS_OK)
		err = casework_open(&run->ledger.place, &run->ledger.keys,
				    &fault, &run->call.work);
	if (err == LENS_LOCKED) {
		run->code = CLI_LOCKED;
		status_end(run,
			   view_status(VIEW_LEDGER_LOCKED, &face, NULL, NULL));
	} else if (err != LENS_OK) {
		operation_fail_as(&run->call, err, &fault);
	} else {
		status_opened(run, &face);
	}
}

/* ---- unlock, lock ---- */

static void unlock_run(struct cli_run *run)
{
	unsigned seconds =
	    3600 * (unsigned)operation_number(&run->call, "hours", 0);
	struct ledger_secret *secret = NULL;
	struct ledger_key *key = NULL;
	struct ledger_fault fault = {0};
	const char *dir = run->ledger.dir;
	struct ledger_face face;
	bool whole;
	enum lens_err err = ledger_look(dir, &fault, &face);

	if (err == LENS_OK)
		err = casework_secret(&run->ledger.keys, &fault, &secret);
	if (err == LENS_OK)
		err = ledger_key_open(dir, secret, &fault, &key);
	if (err == LENS_OK && seconds > 0)
		err = ledger_key_keep(dir, key, seconds, &fault);
	else if (err == LENS_OK)
		err = casework_keep_key(&run->ledger.place, key, &fault,
					&seconds);
	ledger_key_free(key);
	ledger_secret_free(secret);
	whole = seconds % 3600 == 0;
	if (err != LENS_OK)
		cli_run_fail(run, err, &fault);
	else
		run->call.result = json_pack(
		    "{s:s, s:i}", "state", "open", whole ? "hours" : "minutes",
		    (int)(seconds / (whole ? 3600 : 60)));
}

static void lock_run(struct cli_run *run)
{
	struct ledger_fault fault = {0};
	enum lens_err err = ledger_key_forget(run->ledger.dir, &fault);

	if (err != LENS_OK)
		cli_run_fail(run, err, &fault);
	else
		run->call.result = json_pack("{s:s}", "state", "locked");
}

/* ---- keys ---- */

/* What is given on the command line, or typed. */
static enum lens_err keys_secret(void *context, struct ledger_fault *fault,
				 struct ledger_secret **out)
{
	struct cli_run *run = context;
	const char *file = cli_run_path(run, "new_key_file");
	const struct casework_keys keys = {
	    .passphrase_file = cli_run_path(run, "new_passphrase_file"),
	    .ask = ledger_cli_terminal() ? ledger_cli_ask : NULL,
	    .context = (void *)"New passphrase: ",
	};

	if (file != NULL)
		return casework_key_file(file, fault, out);
	if (keys.passphrase_file != NULL || keys.ask != NULL)
		return casework_secret(&keys, fault, out);
	snprintf(fault->sentence, sizeof(fault->sentence), "%s",
		 base_said(
		     "There is no terminal to ask for the new passphrase; give "
		     "--new-passphrase-file or another new key."));
	return LENS_DENIED;
}

static void keys_run(struct cli_run *run)
{
	const struct casework_new_key new = {
	    .keyring = operation_truth(&run->call, "new_keyring"),
	    .recovery = operation_truth(&run->call, "new_recovery"),
	    .dir = run->ledger.dir,
	    .bus = run->ledger.keys.bus,
	    .secret = keys_secret,
	    .context = run,
	};
	uint32_t id = (uint32_t)operation_number(&run->call, "id", 0);
	char recovery[LEDGER_RECOVERY_TEXT];
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_new_key(run->call.work, &new, &fault, &id, recovery);

	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else
		run->call.result = view_new_key(id, recovery);
	explicit_bzero(recovery, sizeof(recovery));
}

static void keys_remove(struct cli_run *run)
{
	int64_t id = operation_number(&run->call, "id", 0);
	struct ledger_fault fault = {0};
	enum lens_err err = ledger_slot_expect(casework_ledger(run->call.work),
					       (uint32_t)id, &fault);
	char *question =
	    base_format(base_said("Remove key %lld, so that it opens the "
				  "ledger no more?  'lenscap "
				  "keys list' shows which it is. [y/N] "),
			(long long)id);

	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else if (cli_run_allowed(run, question, "Nothing was removed"))
		run->call.operation->run(&run->call);
	free(question);
}

/* ---- verify ---- */

static void verify_check(void *context, const struct ledger_check *check)
{
	struct operation_call *call = context;

	(void)call->front->row(call, view_check(check));
}

/* A damaged ledger cannot be opened, but its key can. */
static void verify_ledger(struct cli_run *run)
{
	const struct ledger_place place = {run->ledger.dir,
					   run->ledger.witness};
	struct ledger_checks checks = {verify_check, &run->call};
	bool salvage = operation_truth(&run->call, "salvage");
	struct ledger_report report = {0};
	struct ledger_fault fault = {0};
	struct ledger_key *key = NULL;
	enum lens_err err = casework_unlock(&run->ledger.place,
					    &run->ledger.keys, &fault, &key);

	if (err == LENS_OK && salvage)
		err = ledger_salvage(&place, key, &fault, &report);
	else if (err == LENS_OK)
		err = ledger_verify(&place, key, &checks, &fault, &report);
	ledger_key_free(key);
	if (err != LENS_OK) {
		cli_run_fail(run, err, &fault);
		return;
	}
	run->call.result = view_report(&report);
	if (report.damaged > 0 && !salvage)
		run->code = CLI_LOCKED;
}

/* The warning of an older copy ends, and begins anew from here. */
static void verify_accept(struct cli_run *run)
{
	struct ledger_fault fault = {0};
	enum lens_err err = casework_open(&run->ledger.place, &run->ledger.keys,
					  &fault, &run->call.work);

	if (err == LENS_OK)
		err = ledger_witness_accept(casework_ledger(run->call.work),
					    &fault);
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else
		run->call.result =
		    json_pack("{s:s}", "accepted", ledger_witness_sentence());
}

static void verify_run(struct cli_run *run)
{
	if (cli_run_path(run, "folder") != NULL)
		run->call.operation->run(&run->call);
	else if (operation_truth(&run->call, "accept"))
		verify_accept(run);
	else
		verify_ledger(run);
}

/* ---- restore, wipe ---- */

static enum lens_err restore_open(void *context, struct ledger_fault *fault,
				  struct casework **out)
{
	struct cli_run *run = context;
	enum lens_err err = casework_open(&run->ledger.place, &run->ledger.keys,
					  fault, &run->call.work);

	*out = run->call.work;
	return err;
}

static bool restore_allowed(void *context)
{
	return cli_run_allowed(context,
			       "Destroy the ledger that is here, and use the "
			       "backup alone? [y/N] ",
			       "Nothing was destroyed");
}

static void restore_run(struct cli_run *run)
{
	const struct casework_keeper keeper = {restore_open, restore_allowed,
					       run};
	struct casework_restore asked = {
	    .path = cli_run_path(run, "file"),
	    .replace = operation_truth(&run->call, "replace"),
	    .keeper = &keeper};
	struct casework_restored restored;
	struct ledger_secret *secret = NULL;
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (access(asked.path, F_OK) != 0) {
		operation_fail_saying(&run->call, OPERATION_NOT_FOUND,
				      "There is no such file; check the "
				      "backup's name.");
		return;
	}
	if (!ledger_has_key(run))
		return;
	err = casework_secret(&run->ledger.keys, &fault, &secret);
	asked.secret = secret;
	if (err == LENS_OK)
		err = casework_restore(&run->ledger.place, &asked, &fault,
				       &restored);
	ledger_secret_free(secret);
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else
		run->call.result = view_restored(&restored);
}

static bool wipe_allowed(void *context)
{
	return cli_run_allowed(context,
			       "Destroy the ledger and all that is in it for "
			       "good? [y/N] ",
			       "Nothing was destroyed");
}

static void wipe_run(struct cli_run *run)
{
	const struct casework_keeper keeper = {NULL, wipe_allowed, run};
	struct ledger_fault fault = {0};
	bool done;
	enum lens_err err =
	    casework_wipe(&run->ledger.place, &keeper, &fault, &done);

	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else if (done)
		run->call.result = view_wiped();
}

const struct cli_words words_ledger[] = {
    {.name = "ledger.create", .row = init_row, .run = init_run},
    {.name = "ledger.status", .run = status_run},
    {.name = "ledger.unlock", .run = unlock_run},
    {.name = "ledger.lock", .run = lock_run},
    {.name = "key.add", .run = keys_run},
    {.name = "key.change", .run = keys_run},
    {.name = "key.remove", .run = keys_remove},
    {.name = "ledger.verify", .run = verify_run},
    {.name = "ledger.restore", .run = restore_run},
    {.name = "ledger.wipe", .run = wipe_run},
    {.name = NULL},
};
