/* nearest.c: what somebody may have meant. */
#include <stdlib.h>
#include <string.h>

#include "operation.h"

#define NEAREST_WORD 48 /* bytes; longer words are not compared */
#define NEAREST_FAR 3	/* so many changes are too many */
#define NEAREST_STEM 4	/* bytes that two words have to begin with */

static unsigned nearest_least(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;

	return least < c ? least : c;
}

/* Whether two letters are the same; '_' and '-' are. */
static bool nearest_same(char a, char b)
{
	return a == b || (a == '_' && b == '-') || (a == '-' && b == '_');
}

/* Letters to put in, take out, change or swap (Damerau, Levenshtein). */
static unsigned nearest_changes(const char *a, const char *b)
{
	unsigned rows[3][NEAREST_WORD + 1];
	unsigned *older = rows[0], *above = rows[1], *row = rows[2], *spare;
	unsigned columns = (unsigned)strlen(b);

	if (strlen(a) > NEAREST_WORD || columns > NEAREST_WORD)
		return NEAREST_FAR;
	for (unsigned i = 0; i <= columns; i++)
		above[i] = i;
	for (unsigned at = 0; a[at] != '\0'; at++) {
		row[0] = at + 1;
		for (unsigned i = 0; i < columns; i++) {
			row[i + 1] = nearest_least(
			    above[i + 1] + 1, row[i] + 1,
			    above[i] + !nearest_same(a[at], b[i]));
			if (at > 0 && i > 0 && a[at] == b[i - 1] &&
			    a[at - 1] == b[i] && older[i - 1] + 1 < row[i + 1])
				row[i + 1] = older[i - 1] + 1;
		}
		spare = older;
		older = above;
		above = row;
		row = spare;
	}
	return above[columns];
}

/* One is how the other begins: "lang" of "language". */
static bool nearest_begins(const char *a, const char *b)
{
	size_t size;

	a += strspn(a, "-");
	b += strspn(b, "-");
	size = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	return size >= NEAREST_STEM && strncmp(a, b, size) == 0;
}

int operation_nearest(const char *typed, operation_word *words)
{
	/* Of a short word half the letters say nothing. */
	unsigned least = strlen(typed) < 5 ? 2 : NEAREST_FAR;
	const char *word;
	int nearest = -1;

	for (size_t i = 0; (word = words(i)) != NULL; i++) {
		unsigned changes = nearest_changes(typed, word);

		if (changes < least) {
			least = changes;
			nearest = (int)i;
		}
	}
	for (size_t i = 0; nearest < 0 && (word = words(i)) != NULL; i++)
		if (nearest_begins(typed, word))
			nearest = (int)i;
	return nearest;
}
