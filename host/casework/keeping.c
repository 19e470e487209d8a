/* keeping.c: a new key, a backup brought back, a ledger's end: what is done in
 * which order, and what is refused. */
#include <unistd.h>

#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/ledger_safety.h>

#include "refusal.h"

/* ---- Keys ---- */

enum lens_err casework_key_file(const char *path, struct ledger_fault *fault,
				struct ledger_secret **out)
{
	return access(path, F_OK) == 0
		   ? ledger_secret_key_file(path, fault, out)
		   : ledger_secret_key_file_create(path, fault, out);
}

static enum lens_err keeping_secret(const struct casework_new_key *new,
				    struct ledger_fault *fault, char *recovery,
				    struct ledger_secret **out)
{
	enum lens_err err;

	if (new->recovery)
		return ledger_secret_recovery_new(recovery, fault, out);
	err = new->secret(new->context, fault, out);
	if (err == LENS_OK && *out == NULL)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "Say what the new key is.");
	return err;
}

/* Of a passphrase whoever knows the person must not think, either. */
static enum lens_err keeping_expect_strength(struct casework *work,
					     const struct ledger_secret *secret,
					     struct ledger_fault *fault)
{
	struct casework_me me;
	enum lens_err err = casework_me_read(work, fault, &me);

	if (err != LENS_OK)
		return err;
	err = casework_expect_strength(secret, &me, fault);
	casework_me_free(&me);
	return err;
}

enum lens_err casework_put_key(struct casework *work, const char *dir,
			       const struct ledger_secret *secret,
			       struct ledger_fault *fault, uint32_t *id)
{
	struct ledger *ledger = casework_ledger(work);
	struct ledger_key *key = NULL;
	enum lens_err err = keeping_expect_strength(work, secret, fault);

	if (err != LENS_OK)
		return err;
	err = ledger_key_open(dir, secret, fault, &key);
	ledger_key_free(key);
	if (err == LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_EXISTS,
				   "This opens the ledger already; 'lenscap "
				   "keys list' shows its keys.");
	if (err != LENS_LOCKED)
		return err;
	*fault = (struct ledger_fault){0};
	return *id == 0 ? ledger_slot_add(ledger, secret, fault, id)
			: ledger_slot_change(ledger, *id, secret, fault);
}

enum lens_err casework_new_key(struct casework *work,
			       const struct casework_new_key *new,
			       struct ledger_fault *fault, uint32_t *id,
			       char recovery[LEDGER_RECOVERY_TEXT])
{
	struct ledger_secret *secret = NULL;
	enum lens_err err;

	recovery[0] = '\0';
	if (new->keyring)
		return casework_add_keyring(casework_ledger(work), new->dir,
					    new->bus, fault, id);
	err = keeping_secret(new, fault, recovery, &secret);
	if (err == LENS_OK)
		err = casework_put_key(work, new->dir, secret, fault, id);
	ledger_secret_free(secret);
	return err;
}

/* ---- A backup brought back ---- */

/* Into the ledger that is there. */
static enum lens_err keeping_merge(const struct casework_restore *asked,
				   struct ledger_fault *fault,
				   struct casework_restored *out)
{
	const struct casework_keeper *keeper = asked->keeper;
	struct casework *work = NULL;
	enum lens_err err = keeper->open(keeper->context, fault, &work);

	if (err != LENS_OK || work == NULL)
		return err;
	err = ledger_merge(casework_ledger(work), asked->path, asked->secret,
			   fault, &out->merged);
	if (err == LENS_OK)
		out->done = CASEWORK_MERGED;
	return err;
}

enum lens_err casework_restore(const struct casework_home *home,
			       const struct casework_restore *asked,
			       struct ledger_fault *fault,
			       struct casework_restored *out)
{
	const struct ledger_place place = {home->dir, home->witness};
	const struct casework_keeper *keeper = asked->keeper;
	const struct ledger_consent consent = {keeper->may_destroy,
					       keeper->context};
	struct ledger_face face;
	bool there = ledger_look(home->dir, fault, &face) != LENS_NOT_FOUND;
	enum lens_err err;

	*out = (struct casework_restored){.done = CASEWORK_LEFT};
	if (there && !asked->replace)
		return keeping_merge(asked, fault, out);
	/* Whether it can take the other's place is known before that goes. */
	err = ledger_restore(&place, asked->path, asked->secret, asked->replace,
			     there ? &consent : NULL, fault);
	if (err == LENS_OK)
		out->done = CASEWORK_RESTORED;
	return err == LENS_CANCELLED ? LENS_OK : err;
}

/* ---- The end ---- */

enum lens_err casework_wipe(const struct casework_home *home,
			    const struct casework_keeper *keeper,
			    struct ledger_fault *fault, bool *done)
{
	const struct ledger_place place = {home->dir, home->witness};
	enum lens_err err = ledger_wipe_expect(home->dir, fault);

	*done = false;
	if (err != LENS_OK || !keeper->may_destroy(keeper->context))
		return err;
	err = ledger_wipe(&place, fault);
	*done = err == LENS_OK;
	return err;
}
