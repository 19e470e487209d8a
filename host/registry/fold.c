/* fold.c: texts as they are compared. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_letters.h>

#include "fold.h"

static void fold_add(struct fold *out, uint32_t c)
{
	if (out->length < FOLD_LETTERS)
		out->letters[out->length++] = (uint16_t)c;
}

static void fold_end_word(struct fold *out)
{
	size_t begin = out->words > 0 ? out->ends[out->words - 1] : 0;

	if (out->length == begin)
		return;
	if (out->words < FOLD_WORDS)
		out->ends[out->words++] = (uint16_t)out->length;
	else
		out->ends[FOLD_WORDS - 1] = (uint16_t)out->length;
}

void fold_text(struct fold *out, const char *text)
{
	out->length = out->words = 0;
	if (!base_is_utf8(base_view_of(text)))
		return;
	while (*text != '\0') {
		struct base_letter next = base_letter_next(&text);
		bool letter =
		    next.kind == BASE_LETTER || next.kind == BASE_IDEOGRAPH;

		if (letter && next.letter <= UINT16_MAX) {
			fold_add(out, next.letter);
			if (next.second != '\0')
				fold_add(out, (uint8_t)next.second);
		} else if (letter ||
			   (next.kind == BASE_BETWEEN && next.letter != '\'')) {
			fold_end_word(out);
		}
	}
	fold_end_word(out);
}

size_t fold_word(const struct fold *fold, size_t i)
{
	return i > 0 ? fold->ends[i - 1] : 0;
}

static unsigned fold_least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned fold_distance(const uint16_t *a, size_t a_length, const uint16_t *b,
		       size_t b_length, unsigned most)
{
	uint8_t rows[3][FOLD_LETTERS + 1];
	uint8_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t longer = a_length > b_length ? a_length : b_length;

	if (longer - a_length > most || longer - b_length > most)
		return most + 1;
	for (size_t j = 0; j <= b_length; j++)
		last[j] = (uint8_t)fold_least((unsigned)j, most + 1);
	for (size_t i = 1; i <= a_length; i++) {
		/* Only a band of 2 * most + 1 can stay within most. */
		size_t from = i > most ? i - most : 1;
		size_t to = i + most < b_length ? i + most : b_length;
		unsigned best = most + 1;
		uint8_t *turn = before;

		now[from - 1] =
		    (uint8_t)(from == 1 ? fold_least((unsigned)i, most + 1)
					: most + 1);
		best = fold_least(best, now[from - 1]);
		for (size_t j = from; j <= to; j++) {
			unsigned d = last[j - 1] + (a[i - 1] != b[j - 1]);

			d = fold_least(d, now[j - 1] + 1u);
			if (j < i + most)
				d = fold_least(d, last[j] + 1u);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d = fold_least(d, before[j - 2] + 1u);
			now[j] = (uint8_t)fold_least(d, most + 1);
			best = fold_least(best, now[j]);
		}
		/* A swap can still come out of the row before. */
		if (best > most && i > 1) {
			unsigned earlier = most + 1;

			for (size_t j = from - 1; j <= to; j++)
				earlier = fold_least(earlier, last[j]);
			if (earlier >= most)
				return most + 1;
		}
		before = last;
		last = now;
		now = turn;
	}
	return last[b_length];
}
