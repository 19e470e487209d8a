/* fold.c: texts as they are compared. */
#include <stdlib.h>
#include <string.h>

#include "fold.h"

/* U+00C0 to U+017F, one letter each; '?' stands between words. */
static const char fold_latin[] = "aaaaaaaceeeeiiiidnooooo?ouuuuyts"
				 "aaaaaaaceeeeiiiidnooooo?ouuuuyty"
				 "aaaaaaccccccccddddeeeeeeeeeegggg"
				 "gggghhhhiiiiiiiiiiiijjkkklllllll"
				 "lllnnnnnnnnnoooooooorrrrrrssssss"
				 "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Letters that are two. */
static const struct {
	uint16_t letter;
	char second;
} fold_pairs[] = {
    {0xdf, 's'},  {0xc6, 'e'},	{0xe6, 'e'}, {0x152, 'e'}, {0x153, 'e'},
    {0x132, 'j'}, {0x133, 'j'}, {0xde, 'h'}, {0xfe, 'h'},
};

/* Greek letters with accents, as pairs of small ones. */
static const uint16_t fold_greek[][2] = {
    {0x386, 0x3b1}, {0x388, 0x3b5}, {0x389, 0x3b7}, {0x38a, 0x3b9},
    {0x38c, 0x3bf}, {0x38e, 0x3c5}, {0x38f, 0x3c9}, {0x3ac, 0x3b1},
    {0x3ad, 0x3b5}, {0x3ae, 0x3b7}, {0x3af, 0x3b9}, {0x3cc, 0x3bf},
    {0x3cd, 0x3c5}, {0x3ce, 0x3c9}, {0x3c2, 0x3c3},
};

/* One character of valid UTF-8; *text moves past it. */
static uint32_t fold_next(const char **text)
{
	const uint8_t *at = (const uint8_t *)*text;
	unsigned more = at[0] < 0x80   ? 0
			: at[0] < 0xe0 ? 1
			: at[0] < 0xf0 ? 2
				       : 3;
	static const uint8_t first[] = {0x7f, 0x1f, 0x0f, 0x07};
	uint32_t c = at[0] & first[more];

	for (unsigned i = 1; i <= more; i++)
		c = c << 6 | (at[i] & 0x3f);
	*text += 1 + more;
	return c;
}

static uint32_t fold_not_latin(uint32_t c)
{
	for (size_t i = 0; i < sizeof(fold_greek) / sizeof(*fold_greek); i++)
		if (fold_greek[i][0] == c)
			return fold_greek[i][1];
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40f)
		return c + 0x50;
	if (c < 0x250 || c > 0xffff || (c >= 0x2000 && c < 0x2c00) ||
	    (c >= 0x3000 && c < 0x3040))
		return 0;
	return c;
}

enum { FOLD_NOTHING = 1 }; /* stands in a word and is not compared */

/* The letter to compare, 0 for what stands between words. */
static uint32_t fold_letter(uint32_t c)
{
	if (c == '\'' || c == 0x2019 || (c >= 0x300 && c < 0x370))
		return FOLD_NOTHING;
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c >= 0xc0 && c < 0xc0 + sizeof(fold_latin) - 1)
		return fold_latin[c - 0xc0] == '?' ? 0 : fold_latin[c - 0xc0];
	return fold_not_latin(c);
}

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
		uint32_t c = fold_next(&text);
		uint32_t letter = fold_letter(c);

		if (letter == 0)
			fold_end_word(out);
		else if (letter != FOLD_NOTHING)
			fold_add(out, letter);
		for (size_t i = 0; i < sizeof(fold_pairs) / sizeof(*fold_pairs);
		     i++)
			if (fold_pairs[i].letter == c)
				fold_add(out, (uint8_t)fold_pairs[i].second);
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
