/* session.c: the ledger, opened by whatever key is at hand. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_keys.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/ledger_safety.h>

#include "refusal.h"
#include "session.h"

static void session_fault(struct ledger_fault *fault,
			  enum ledger_fault_kind kind, const char *sentence)
{
	if (fault == NULL)
		return;
	*fault = (struct ledger_fault){.kind = kind};
	snprintf(fault->sentence, sizeof(fault->sentence), "%s",
		 base_said(sentence));
}

/* A secret that is the first line of a file. */
static enum lens_err session_line(const char *path, struct ledger_fault *fault,
				  struct ledger_secret **out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum lens_err err;

	*out = NULL;
	if (fd < 0) {
		session_fault(fault, LEDGER_FAULT_MISSING,
			      "The passphrase file cannot be opened; check "
			      "its name and that you may read it.");
		return LENS_SYSTEM;
	}
	err = ledger_secret_read(fd, fault, out);
	base_close(&fd);
	return err;
}

static enum lens_err session_recovery(const char *path,
				      struct ledger_fault *fault,
				      struct ledger_secret **out)
{
	struct base_buffer text;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum lens_err err = LENS_SYSTEM;

	*out = NULL;
	base_buffer_init(&text, LEDGER_RECOVERY_TEXT * 2);
	if (fd >= 0)
		err = base_read_all(fd, &text);
	base_close(&fd);
	if (err != LENS_OK)
		session_fault(fault, LEDGER_FAULT_MISSING,
			      "The recovery key's file cannot be read; check "
			      "its name.");
	else
		err =
		    ledger_secret_recovery(base_buffer_view(&text), fault, out);
	base_buffer_wipe(&text);
	return err;
}

enum lens_err casework_secret(const struct casework_keys *keys,
			      struct ledger_fault *fault,
			      struct ledger_secret **out)
{
	*out = NULL;
	if (keys->key_file != NULL)
		return ledger_secret_key_file(keys->key_file, fault, out);
	if (keys->passphrase_file != NULL)
		return session_line(keys->passphrase_file, fault, out);
	if (keys->recovery_file != NULL)
		return session_recovery(keys->recovery_file, fault, out);
	if (keys->ask != NULL)
		return keys->ask(keys->context, fault, out);
	session_fault(fault, LEDGER_FAULT_KEY,
		      "The ledger is locked; 'lenscap unlock' opens it for "
		      "this session, or give --passphrase-file or --key-file.");
	return LENS_LOCKED;
}

static bool session_given(const struct casework_keys *keys)
{
	return keys->key_file != NULL || keys->passphrase_file != NULL ||
	       keys->recovery_file != NULL;
}

enum lens_err casework_unlock(const struct casework_home *home,
			      const struct casework_keys *keys,
			      struct ledger_fault *fault,
			      struct ledger_key **out)
{
	struct ledger_secret *secret = NULL;
	struct ledger_face face;
	enum lens_err err = ledger_look(home->dir, fault, &face);

	*out = NULL;
	if (err != LENS_OK)
		return err;
	if (!session_given(keys) &&
	    (ledger_key_recall(home->dir, NULL, out) == LENS_OK ||
	     session_keyring(home, keys->bus, &face, out) == LENS_OK))
		return LENS_OK;
	err = casework_secret(keys, fault, &secret);
	/* No such key file: that is not to pass for no ledger. */
	if (err == LENS_NOT_FOUND)
		err = LENS_DENIED;
	if (err == LENS_OK)
		err = ledger_key_open(home->dir, secret, fault, out);
	ledger_secret_free(secret);
	return err;
}

enum lens_err casework_open_with(const struct casework_home *home,
				 const struct ledger_key *key,
				 struct ledger_fault *fault,
				 struct casework **out)
{
	const struct ledger_place place = {home->dir, home->witness};
	struct casework *work = base_alloc(1, sizeof(*work));
	enum lens_err err = ledger_open(&place, key, fault, &work->ledger);

	work->dir = base_copy(home->dir);
	*out = NULL;
	if (err != LENS_OK) {
		casework_close(work);
		return err;
	}
	*out = work;
	return LENS_OK;
}

enum lens_err casework_open(const struct casework_home *home,
			    const struct casework_keys *keys,
			    struct ledger_fault *fault, struct casework **out)
{
	struct ledger_key *key = NULL;
	enum lens_err err = casework_unlock(home, keys, fault, &key);

	*out = NULL;
	if (err == LENS_OK)
		err = casework_open_with(home, key, fault, out);
	ledger_key_free(key);
	return err;
}

void session_drop_registry(struct casework *work)
{
	registry_close(work->registry);
	work->registry = NULL;
}

/* Who asked a moment ago may still hold what was read before. */
void session_drop_texts(struct casework *work)
{
	letter_close(work->letters_before);
	law_close(work->laws_before);
	work->letters_before = work->letters;
	work->laws_before = work->laws;
	work->letters = NULL;
	work->laws = NULL;
	free(work->unfit);
	work->unfit = NULL;
	work->unfit_count = work->unfit_capacity = 0;
}

void casework_close(struct casework *work)
{
	if (work == NULL)
		return;
	ledger_close(work->ledger);
	session_drop_texts(work);
	session_drop_texts(work);
	free(work->texts_state);
	session_drop_registry(work);
	registry_close(work->registry_before);
	free(work->registry_state);
	free(work->dir);
	free(work);
}

enum lens_err casework_expect_none(const struct casework_home *home,
				   struct ledger_fault *fault)
{
	struct ledger_face face;
	enum lens_err err = ledger_look(home->dir, fault, &face);

	if (err == LENS_NOT_FOUND)
		return LENS_OK;
	if (err != LENS_OK && err != LENS_MALFORMED)
		return err;
	session_fault(fault, LEDGER_FAULT_EXISTS,
		      "There is a ledger here already; use it, or choose "
		      "another folder with --home.");
	return LENS_DENIED;
}

enum lens_err casework_create(const struct casework_home *home,
			      const struct casework_create *create,
			      struct ledger_fault *fault,
			      char recovery[LEDGER_RECOVERY_TEXT],
			      struct ledger_key **key)
{
	const struct ledger_place place = {home->dir, home->witness};
	struct ledger_secret *all[CASEWORK_SECRETS_MAX + 1],
	    *by_recovery = NULL;
	struct ledger_fault why = {0};
	struct ledger *made = NULL;
	uint32_t slot;
	enum lens_err err = casework_expect_none(home, fault);

	recovery[0] = '\0';
	if (err == LENS_OK)
		err = ledger_secret_recovery_new(recovery, fault, &by_recovery);
	for (unsigned i = 0; i < create->count && err == LENS_OK; i++)
		err = casework_expect_strength(create->secrets[i], NULL, fault);
	/* Before a recovery key is shown that would open nothing. */
	if (err == LENS_OK && create->keyring)
		err = casework_keyring_there(create->bus, fault);
	/* Written down before anything is made: a crash costs no ledger. */
	if (err == LENS_OK && create->show != NULL &&
	    !create->show(create->context, recovery)) {
		session_fault(fault, LEDGER_FAULT_ARGUMENT,
			      "Nothing was made.");
		err = LENS_DENIED;
	}

	if (create->count > 0)
		memcpy(all, create->secrets,
		       create->count * sizeof(struct ledger_secret *));
	all[create->count] = by_recovery;
	if (err == LENS_OK)
		err = ledger_create(&place, all, create->count + 1, fault, key,
				    &made);
	/* What was imported before there was a ledger. */
	if (err == LENS_OK && ledger_sum_check(made, LEDGER_FILE_IMPORTED,
					       &why) == LENS_MALFORMED)
		err = ledger_sum_keep(made, LEDGER_FILE_IMPORTED, fault);
	if (err == LENS_OK && create->keyring) {
		err = casework_add_keyring(made, home->dir, create->bus, fault,
					   &slot);
		/* Without it nothing but the recovery key would open the
		 * ledger. */
		if (err != LENS_OK)
			(void)!ledger_wipe(&place, NULL);
	}
	ledger_close(made);
	ledger_secret_free(by_recovery);
	if (err != LENS_OK) {
		explicit_bzero(recovery, LEDGER_RECOVERY_TEXT);
		if (key != NULL) {
			ledger_key_free(*key);
			*key = NULL;
		}
	}
	return err;
}

struct ledger *casework_ledger(struct casework *work)
{
	return work->ledger;
}

/* ---- Checks ---- */

bool session_photo_chosen(const int64_t *photos, size_t count, int64_t photo)
{
	for (size_t i = 0; i < count; i++)
		if (photos[i] == photo)
			return true;
	return photos == NULL;
}

enum lens_err session_photos_kept(struct casework *work, const int64_t *photos,
				  size_t count, struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		struct ledger_photos *found = NULL;

		err = ledger_photo_get(casework_ledger(work), photos[i], fault,
				       &found);
		ledger_photos_free(found);
	}
	return err;
}

enum lens_err session_photo_source(struct casework *work, int64_t photo,
				   struct ledger_fault *fault, char **out)
{
	struct ledger_photos *found = NULL;
	enum lens_err err =
	    ledger_photo_get(casework_ledger(work), photo, fault, &found);

	*out = base_copy(err == LENS_OK ? found->photos[0].source : "");
	ledger_photos_free(found);
	return err == LENS_NOT_FOUND ? LENS_OK : err; /* forgotten meanwhile */
}
