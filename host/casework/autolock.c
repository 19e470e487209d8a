/* autolock.c: when an unlocked ledger locks itself. */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_autolock.h>
#include <lenscap/ledger_settings.h>

#include "session.h"

#define AUTOLOCK_SETTING "autolock"
#define AUTOLOCK_MINUTES "minutes:"

static const struct {
	const char *name, *words;
} autolock_kinds[CASEWORK_LOCKS] = {
    [CASEWORK_LOCK_NEVER] = {"never", "It locks 8 hours after it was unlocked, "
				      "or when you log out."},
    [CASEWORK_LOCK_BROWSER] = {"end_of_browser",
			       "It locks when a browser that used it ends, and "
			       "8 hours after it was unlocked."},
    /* No program of ours watches the screen but the extension. */
    [CASEWORK_LOCK_SCREEN] = {"screen",
			      "It locks when the screen is locked while a "
			      "Chromium browser with the extension runs, and 8 "
			      "hours after it was unlocked."},
    [CASEWORK_LOCK_MINUTES] = {AUTOLOCK_MINUTES, NULL},
};

void casework_autolock_text(const struct casework_autolock *autolock,
			    char out[CASEWORK_AUTOLOCK])
{
	if (autolock->kind == CASEWORK_LOCK_MINUTES)
		snprintf(out, CASEWORK_AUTOLOCK, AUTOLOCK_MINUTES "%u",
			 autolock->minutes);
	else
		snprintf(out, CASEWORK_AUTOLOCK, "%s",
			 autolock_kinds[autolock->kind].name);
}

bool casework_autolock_read(const char *text, struct casework_autolock *out)
{
	size_t length = strlen(AUTOLOCK_MINUTES);
	uint64_t minutes;

	*out = (struct casework_autolock){.kind = CASEWORK_LOCK_NEVER};
	if (strncmp(text, AUTOLOCK_MINUTES, length) == 0) {
		if (base_parse_number(text + length, CASEWORK_LOCK_MINUTES_MAX,
				      &minutes) != LENS_OK ||
		    minutes == 0)
			return false;
		out->kind = CASEWORK_LOCK_MINUTES;
		out->minutes = (unsigned)minutes;
		return true;
	}
	while (out->kind < CASEWORK_LOCK_MINUTES &&
	       strcmp(autolock_kinds[out->kind].name, text) != 0)
		out->kind++;
	if (out->kind < CASEWORK_LOCK_MINUTES)
		return true;
	out->kind = CASEWORK_LOCK_NEVER;
	return false;
}

void casework_autolock_words(const struct casework_autolock *autolock,
			     char out[CASEWORK_AUTOLOCK_WORDS])
{
	if (autolock->kind == CASEWORK_LOCK_MINUTES)
		snprintf(
		    out, CASEWORK_AUTOLOCK_WORDS,
		    base_said(
			autolock->minutes == 1
			    ? "It locks %u minute after it was unlocked."
			    : "It locks %u minutes after it was unlocked."),
		    autolock->minutes);
	else
		snprintf(out, CASEWORK_AUTOLOCK_WORDS, "%s",
			 autolock_kinds[autolock->kind].words);
}

unsigned casework_autolock_seconds(const struct casework_autolock *autolock)
{
	return autolock->kind == CASEWORK_LOCK_MINUTES ? autolock->minutes * 60
						       : CASEWORK_LOCK_SECONDS;
}

enum lens_err casework_autolock_get(struct casework *work,
				    struct ledger_fault *fault,
				    struct casework_autolock *out)
{
	struct base_buffer value;
	enum lens_err err;

	*out = (struct casework_autolock){.kind = CASEWORK_LOCK_NEVER};
	base_buffer_init(&value, LEDGER_TEXT_MAX + 1);
	err = ledger_setting_get(casework_ledger(work), AUTOLOCK_SETTING, fault,
				 &value);
	if (err == LENS_OK)
		err = base_buffer_add(&value, "", 1);
	if (err == LENS_OK)
		(void)casework_autolock_read((const char *)value.data, out);
	base_buffer_free(&value);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

enum lens_err casework_autolock_set(struct casework *work,
				    const struct casework_autolock *autolock,
				    struct ledger_fault *fault)
{
	char text[CASEWORK_AUTOLOCK];

	casework_autolock_text(autolock, text);
	return ledger_setting_set(casework_ledger(work), AUTOLOCK_SETTING, text,
				  fault);
}

enum lens_err casework_keep_key(const struct casework_home *home,
				const struct ledger_key *key,
				struct ledger_fault *fault, unsigned *seconds)
{
	struct casework_autolock autolock = {.kind = CASEWORK_LOCK_NEVER};
	struct casework *work = NULL;
	enum lens_err err = LENS_OK;

	/* One that does not open can still be verified and salvaged. */
	if (casework_open_with(home, key, NULL, &work) == LENS_OK)
		err = casework_autolock_get(work, fault, &autolock);
	casework_close(work);
	if (err != LENS_OK)
		return err;
	*seconds = casework_autolock_seconds(&autolock);
	return ledger_key_keep(home->dir, key, *seconds, fault);
}
