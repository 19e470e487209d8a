/*
 * casework_passphrase.h: how long a passphrase would resist guessing, and new
 * ones.  The one place that judges; both fronts show what it says.
 */
#ifndef LENSCAP_CASEWORK_PASSPHRASE_H
#define LENSCAP_CASEWORK_PASSPHRASE_H

#include <lenscap/casework_me.h>
#include <lenscap/ledger_keys.h>

enum casework_strength {
	CASEWORK_HOPELESS, /* refused for a new ledger */
	CASEWORK_WEAK,
	CASEWORK_FAIR,
	CASEWORK_STRONG,
	CASEWORK_STRENGTHS
};

struct casework_judged {
	enum casework_strength strength;
	unsigned bits;	      /* of guessing: 2^bits tries */
	const char *sentence; /* what it means, and why; static */
};

/* The stable name of a strength ("weak"). */
const char *casework_strength_name(enum casework_strength strength);

/*
 * Judge UTF-8 text by the cheapest way to guess it: common passwords, words,
 * years, sequences, keyboard walks, repetition, and what is left letter by
 * letter (after zxcvbn, Wheeler, USENIX Security 2016).  me: what is known of
 * the person, of which no passphrase should be made; NULL: nothing.
 */
void casework_judge(struct base_view passphrase, const struct casework_me *me,
		    struct casework_judged *out);

/*
 * Make a passphrase of `words` words with hyphens between, each one of some
 * two thousand, into out.  LENS_SYSTEM when the list or chance is not there;
 * LENS_TOO_BIG when out is too small.  The caller wipes it.
 */
#define CASEWORK_WORDS 6
#define CASEWORK_PHRASE 128
LENS_MUST enum lens_err casework_phrase(unsigned words,
					char out[CASEWORK_PHRASE]);

/* Refuse a hopeless passphrase; other secrets pass.  LENS_DENIED. */
LENS_MUST enum lens_err
casework_expect_strength(const struct ledger_secret *secret,
			 const struct casework_me *me,
			 struct ledger_fault *fault);

#endif
