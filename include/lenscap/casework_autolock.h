/*
 * casework_autolock.h: when a ledger that was unlocked locks itself.  It is
 * kept in the ledger, so that every program of this user does the same.
 */
#ifndef LENSCAP_CASEWORK_AUTOLOCK_H
#define LENSCAP_CASEWORK_AUTOLOCK_H

#include <lenscap/casework.h>

enum casework_autolock_kind {
	CASEWORK_LOCK_NEVER,   /* until the session's key ends, in 8 hours */
	CASEWORK_LOCK_BROWSER, /* the same, or when the browser ends */
	CASEWORK_LOCK_SCREEN,  /* or when a browser sees the screen locked */
	CASEWORK_LOCK_MINUTES, /* so long after it was unlocked */
	CASEWORK_LOCKS
};

struct casework_autolock {
	enum casework_autolock_kind kind;
	unsigned minutes; /* of CASEWORK_LOCK_MINUTES */
};
#define CASEWORK_LOCK_MINUTES_MAX 1440
#define CASEWORK_LOCK_SECONDS (8u * 3600)

/*
 * "never", "end_of_browser", "screen" or "minutes:15", of CASEWORK_AUTOLOCK
 * bytes, and back.  False: the text is none of them, or minutes are not 1 to
 * 1440.
 */
#define CASEWORK_AUTOLOCK 24
void casework_autolock_text(const struct casework_autolock *autolock,
			    char out[CASEWORK_AUTOLOCK]);
bool casework_autolock_read(const char *text, struct casework_autolock *out);

/* What it means, as one sentence, of CASEWORK_AUTOLOCK_WORDS bytes. */
#define CASEWORK_AUTOLOCK_WORDS 160
void casework_autolock_words(const struct casework_autolock *autolock,
			     char out[CASEWORK_AUTOLOCK_WORDS]);

/* How long a key is kept for the session, in seconds. */
unsigned casework_autolock_seconds(const struct casework_autolock *autolock);

/* What the ledger has; one that was never told has CASEWORK_LOCK_NEVER. */
LENS_MUST enum lens_err casework_autolock_get(struct casework *work,
					      struct ledger_fault *fault,
					      struct casework_autolock *out);
LENS_MUST enum lens_err
casework_autolock_set(struct casework *work,
		      const struct casework_autolock *autolock,
		      struct ledger_fault *fault);

/*
 * Keep the key for the session as long as its ledger says, 8 hours where it
 * does not open.  *seconds is how long, also where the kernel keeps no keys;
 * codes as ledger_key_keep().
 */
LENS_MUST enum lens_err casework_keep_key(const struct casework_home *home,
					  const struct ledger_key *key,
					  struct ledger_fault *fault,
					  unsigned *seconds);

#endif
