/* casework_reply.h: what an answer was, as a person would say. */
#ifndef LENSCAP_CASEWORK_REPLY_H
#define LENSCAP_CASEWORK_REPLY_H

#include <lenscap/casework.h>
#include <lenscap/law.h>

/* What an answer was, as a person would say. */
enum casework_reply {
	CASEWORK_REPLY_RECEIPT,
	CASEWORK_REPLY_ANSWER,
	CASEWORK_REPLY_NOTHING,
	CASEWORK_REPLY_ERASED,
	CASEWORK_REPLY_PARTIAL,
	CASEWORK_REPLY_PHOTO,
	CASEWORK_REPLY_ID,
	CASEWORK_REPLY_FORM,
	CASEWORK_REPLY_UNIDENTIFIED,
	CASEWORK_REPLY_NOT_SUBJECT,
	CASEWORK_REPLY_TOO_OFTEN,
	CASEWORK_REPLY_PUBLIC,
	CASEWORK_REPLY_EXTENSION,
	CASEWORK_REPLY_FEE,	  /* they want money */
	CASEWORK_REPLY_SCOPE,	  /* they ask what exactly is meant */
	CASEWORK_REPLY_FORWARDED, /* they passed it on to somebody else */
	CASEWORK_REPLY_REFUSED,
	CASEWORK_REPLY_BOUNCED,
	CASEWORK_REPLIES
};

/* The stable name ("photo_demanded") and what it means in words; the kind of
 * that name, CASEWORK_REPLIES for none. */
const char *casework_reply_name(enum casework_reply reply);
const char *casework_reply_words(enum casework_reply reply);
enum casework_reply casework_reply_of(const char *name);

/*
 * What a reply seems to say, by the phrases of every language of the letters;
 * a proposal for a person to check.  CASEWORK_REPLIES: nothing was recognised.
 */
struct letter_set;
enum casework_reply casework_reply_guess(const struct letter_set *letters,
					 const char *text);

/*
 * The day until which a text of a day takes more time, by its own words; a
 * proposal likewise.  LAW_NO_DAY: it does not, or names no day that can be
 * read in one way only.
 */
int32_t casework_reply_until(const struct letter_set *letters,
			     const struct law_set *laws, const char *text,
			     int32_t day);

/* The language that a text is in, of six ("de"); "" when none is recognised. */
const char *casework_reply_language(const char *text);

#endif
