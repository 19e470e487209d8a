/* casework_me.h: who I am, for letters only. */
#ifndef LENSCAP_CASEWORK_ME_H
#define LENSCAP_CASEWORK_ME_H

#include <lenscap/casework.h>

#define CASEWORK_ME_MAX 400   /* bytes of one value */
#define CASEWORK_SIGNATURE 17 /* 16 hex digits, thrown anew for each */

/* What a letter may say of the person.  Texts are owned; "" when not set. */
struct casework_me {
	char *name;
	char *email;	/* to answer to: an alias is best */
	char *address;	/* lines */
	char *country;	/* where the person lives: "de" */
	char *region;	/* "de-be", where authorities differ by it */
	char *language; /* the person's own: "en", "de", "fr" */
	/* By which some find a person; told only where it is chosen. */
	char *former;	/* names of earlier */
	char *birth;	/* date of birth: "1990-05-17" */
	char *phone;	/* numbers, ';' between them */
	char *handle;	/* user names, likewise */
	char *emails;	/* other addresses, likewise */
	char *customer; /* customer numbers, likewise */
	/* Of letters on paper alone. */
	char *letterhead;		    /* lines above the name */
	char signature[CASEWORK_SIGNATURE]; /* which is kept; "": none */
};

/* One of them: what it is called, what it is, an example. */
struct casework_me_key {
	const char *name; /* "country" */
	const char *what;
	const char *example;
};

/* Every key in its order; ended by a NULL name. */
extern const struct casework_me_key casework_me_keys[];

/* The value of a key by its place in casework_me_keys[]. */
const char *casework_me_value(const struct casework_me *me, size_t key);

/*
 * Keep a value, NULL or "" to remove it.  An address may have line breaks; a
 * country may be named in any of our languages.  LENS_DENIED, and a sentence in
 * *fault, for a key or a value that cannot be.
 */
LENS_MUST enum lens_err casework_me_set(struct casework *work, const char *key,
					const char *value,
					struct ledger_fault *fault);

/* Whether a region to be set, or one with a country, is a part of that country
 * (NULL: what is set stays).  LENS_DENIED, and a sentence, when not. */
LENS_MUST enum lens_err casework_me_fits(struct casework *work,
					 const char *country,
					 const char *region,
					 struct ledger_fault *fault);

/* "us-ca" of a region given by its letters alone ("CA") and of the country that
 * is set with it (NULL: the one that is set); the caller's.  NULL: it is none,
 * or names itself already. */
char *casework_me_part(struct casework *work, const char *country,
		       const char *region);

/* The code of a country, or of a part of one, that is named in any of our
 * languages ("Bayern"), or by a code in any letters; the caller's.  What is not
 * known is given back in small letters. */
struct letter_set;
char *casework_place_code(const struct letter_set *letters, const char *name,
			  bool region);

/* casework_me_set(), and nothing is kept: whether it could be. */
LENS_MUST enum lens_err casework_me_check(struct casework *work,
					  const char *key, const char *value,
					  struct ledger_fault *fault);

/* Everything that is set.  The caller ends *out with casework_me_free(). */
LENS_MUST enum lens_err casework_me_read(struct casework *work,
					 struct ledger_fault *fault,
					 struct casework_me *out);
void casework_me_free(struct casework_me *me);

/* ---- A signature, for letters on paper ---- */

/* Ink, a byte a pixel: 0 for none, 255 for black. */
struct casework_signature {
	uint32_t columns, rows; /* 0: there is none */
	uint8_t *ink;		/* owned */
};
void casework_signature_free(struct casework_signature *signature);

/*
 * Keep the writing in a picture (a PNG or JPEG, which a jail reads) in place of
 * the one that is kept; letters written from then on have it, as long as it is.
 * LENS_DENIED, and a sentence, for a picture that is none of a signature.
 */
LENS_MUST enum lens_err casework_sign(struct casework *work, int fd, int cancel,
				      struct ledger_fault *fault);

/* What is kept: *out is the caller's, and empty where there is none, or another
 * than the one that is asked for (which may be NULL: any). */
LENS_MUST enum lens_err casework_signature(struct casework *work,
					   const char *which,
					   struct ledger_fault *fault,
					   struct casework_signature *out);

/* Keep it no longer: no letter has it then. */
LENS_MUST enum lens_err casework_unsign(struct casework *work,
					struct ledger_fault *fault);

/*
 * The parts of countries (of one, by its code, or of all: NULL) where
 * authorities or holidays differ, by code and by name in the person's own
 * language.
 */
typedef void casework_region_each(void *context, const char *code,
				  const char *name);
LENS_MUST enum lens_err casework_regions(struct casework *work,
					 const char *country,
					 casework_region_each *each,
					 void *context,
					 struct ledger_fault *fault);

#endif
