/*
 * base_letters.h: texts letter by letter, as people compare them: small, and
 * what is taken off a letter ("é", "Å", "й") told apart from the letter.
 */
#ifndef LENSCAP_BASE_LETTERS_H
#define LENSCAP_BASE_LETTERS_H

#include <lenscap/base.h>

enum base_letter_kind {
	BASE_LETTER,	/* a letter or a digit */
	BASE_IDEOGRAPH, /* one of a script without spaces: Han, Kana, Hangul */
	BASE_ACCENT,	/* of the letter before it */
	BASE_UNSEEN,	/* of no width, or a vowel that is seldom written */
	BASE_BETWEEN,	/* what stands between words */
};

struct base_letter {
	enum base_letter_kind kind;
	/* Small, without its accent, digits as ASCII's; of what stands between
	 * words ' ', '-' or '\'' where it is of that sort, else itself. */
	uint32_t letter;
	char second; /* "ß" is two letters, "æ" too: the other one; else 0 */
	bool accent; /* one was taken off */
};

/*
 * The next of a text that is not at its end; *text moves past it.  Latin,
 * Greek, Cyrillic, Armenian, Hebrew and Arabic are known by their letters,
 * wide letters and mathematical ones are Latin's; others stay as they are.
 * Bytes that are no UTF-8 stand between words.
 */
struct base_letter base_letter_next(const char **text);

#endif
