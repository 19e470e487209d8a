/* audit_words.h: whether words of a page are those of a person. */
#ifndef LENSCAP_CASEWORK_AUDIT_WORDS_H
#define LENSCAP_CASEWORK_AUDIT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* As far as words can tell; the later one outweighs the earlier. */
enum audit_whose { AUDIT_OTHERS, AUDIT_MAYBE, AUDIT_MINE };

/* A text in words: split once, whatever is looked for in it then. */
struct audit_words;
struct audit_words *audit_words_of(const char *text);
void audit_words_free(struct audit_words *words);

/*
 * Whether a text has a name: its words one after another, with at most one
 * between two of them, or the last one first ("Doe, Jane").  MAYBE: the first
 * and the last of three words or more.  What hyphens make a longer name of is
 * another's ("Mary-Jane Doe"), and so is one with a particle of its own ("Jane
 * van Doe").
 */
enum audit_whose audit_has_name(const struct audit_words *text,
				const char *name);

/*
 * Whether the name that somebody is given can be that of another name's bearer:
 * MINE as above, MAYBE where each of its words is one of the name or begins
 * one ("Jane", "J. Doe").
 */
enum audit_whose audit_is_name(const struct audit_words *said,
			       const char *name);

/* Whether an e-mail address stands in a text, as a whole; also as people
 * write it round ("jane (at) mail dot example"). */
bool audit_has_email(const struct audit_words *text, const char *email);

/* Whether a telephone number does, in whatever way it is written. */
bool audit_has_phone(const struct audit_words *text, const char *phone);

/*
 * Whether a user name does, as a whole.  MAYBE: it may be a word of the
 * language, since it has letters alone, and no "@" or address marks it.
 */
enum audit_whose audit_has_handle(const struct audit_words *text,
				  const char *handle);

/* Whether a title or heading begins with a name, and it stands by itself. */
bool audit_is_titled(const struct audit_words *text, const char *name);

/* Whether a text begins with words, and another matter comes behind them;
 * *rest: where that begins. */
bool audit_begins_with(const struct audit_words *text, const char *words,
		       size_t *rest);

/* Whether words stand one after another in a text: a street, a town.  MINE:
 * by themselves, between commas or the like. */
enum audit_whose audit_has_words(const struct audit_words *text,
				 const char *words);

#endif
