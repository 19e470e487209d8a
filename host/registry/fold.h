/* fold.h: texts as they are compared: small letters without accents. */
#ifndef LENSCAP_REGISTRY_FOLD_H
#define LENSCAP_REGISTRY_FOLD_H

#include <lenscap/base.h>

#define FOLD_LETTERS 256
#define FOLD_WORDS 32

/* The letters and digits of a text, without what stood between the words. */
struct fold {
	size_t length, words;
	uint16_t letters[FOLD_LETTERS];
	uint16_t ends[FOLD_WORDS]; /* where each word ends in letters */
};

/*
 * Fold a text; what is over the limits is cut.  Letters lose case and accents
 * (base_letters.h); an apostrophe parts no words.
 */
void fold_text(struct fold *out, const char *text);

/* Where word i begins. */
size_t fold_word(const struct fold *fold, size_t i);

/*
 * Edits between two words: a letter more, less, another, or two swapped
 * (optimal string alignment: Boytsov, "Indexing methods for approximate
 * dictionary searching", 2011, 2.2).  Above most, most + 1 is the answer, and
 * it is found early.
 */
unsigned fold_distance(const uint16_t *a, size_t a_length, const uint16_t *b,
		       size_t b_length, unsigned most);

#endif
