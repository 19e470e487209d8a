/* reply_scope.h: whether what a phrase says is taken back in its sentence. */
#ifndef LENSCAP_CASEWORK_REPLY_SCOPE_H
#define LENSCAP_CASEWORK_REPLY_SCOPE_H

#include <lenscap/casework_reply.h>
#include <lenscap/letter.h>

/* A text, plain, and where a phrase of a language was found in it. */
struct reply_found {
	const struct letter_set *letters;
	const struct law_set *laws;	  /* NULL: months have no names */
	const char *text, *text_language; /* "de"; "" when not recognised */
	enum law_language language;	  /* of the phrase */
	enum casework_reply kind;
	const char *phrase;
	size_t from, last, end; /* of it, of its last part, and behind it */
	unsigned denied;	/* phrases of the text that were */
};

/*
 * True when the sentence says the contrary: a negation stands in the clause
 * ("not", replies.json), or an exception in the sentence of a phrase by which
 * nothing is there any more ("no data except ...").
 */
bool reply_is_denied(const struct reply_found *found);

/* Whether a word of a list of replies.json stands between two places. */
bool reply_has_word(const struct reply_found *found, size_t from, size_t end,
		    const char *list);

/* From where to where the sentence of the phrase goes, and the next one. */
void reply_sentences(const struct reply_found *found, size_t *from,
		     size_t *end);

/*
 * Whether a day at a place of these sentences is that of their own answer: it
 * stands with the phrase, in no reason and no request, or in a next sentence
 * that says that they answer ("answers", replies.json).
 */
bool reply_day_is_theirs(const struct reply_found *found, size_t at);

/* The one day after that one until which these sentences say to wait;
 * LAW_NO_DAY: they name none, or several, or one that can be two. */
int32_t reply_day(const struct reply_found *found, const struct law_set *laws,
		  int32_t after);

#endif
