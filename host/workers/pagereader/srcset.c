/* srcset.c: candidates and their descriptors. */
#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "srcset.h"

#define SRCSET_NUMBER_MAX 24
#define SRCSET_DOT 1e-9 /* what a data: candidate weighs beside others */

static size_t srcset_skip(struct base_view text, size_t at, bool commas)
{
	while (at < text.size && (html_is_space(text.data[at]) ||
				  (commas && text.data[at] == ',')))
		at++;
	return at;
}

/* "640w" or "1.5x": its number, and *width when it is one. */
static double srcset_descriptor(struct base_view word, uint32_t *width)
{
	char number[SRCSET_NUMBER_MAX + 1] = {0};
	double value;
	char *end;

	*width = 0;
	if (word.size < 2 || word.size > SRCSET_NUMBER_MAX)
		return 1;
	memcpy(number, word.data, word.size);
	/* Digits only: strtod() also reads "inf" and hex. */
	if (strspn(number, "0123456789.eE+-") != word.size - 1)
		return 1;
	value = strtod(number, &end);
	if (end != number + word.size - 1 || !(value > 0 && value < 1e9))
		return 1;
	if (*end == 'w')
		*width = (uint32_t)value;
	return *end == 'w' || *end == 'x' ? value : 1;
}

/* The descriptors after an address, up to their comma. */
static size_t srcset_descriptors(struct base_view text, size_t at,
				 double *value, uint32_t *width)
{
	bool inside = false; /* parentheses, in which a comma is no end */

	*value = 1;
	*width = 0;
	for (;;) {
		size_t start = at = srcset_skip(text, at, false);

		while (at < text.size && !html_is_space(text.data[at]) &&
		       (inside || text.data[at] != ',')) {
			inside = text.data[at] == '('	? true
				 : text.data[at] == ')' ? false
							: inside;
			at++;
		}
		if (at > start && text.data[at - 1] != 'h' && *width == 0)
			*value = srcset_descriptor(
			    base_view_part(text, start, at - start), width);
		if (at >= text.size)
			return at;
		if (text.data[at] == ',' && !inside)
			return at + 1;
	}
}

struct base_view srcset_largest(struct base_view srcset, uint32_t *width)
{
	struct base_view best = {NULL, 0};
	double largest = 0;
	size_t at = srcset_skip(srcset, 0, true);

	*width = 0;
	while (at < srcset.size) {
		size_t start = at, end;
		double value = 1;
		uint32_t wide = 0;

		while (at < srcset.size && !html_is_space(srcset.data[at]))
			at++;
		end = at;
		if (srcset.data[end - 1] == ',')
			while (end > start && srcset.data[end - 1] == ',')
				end--;
		else
			at = srcset_descriptors(srcset, at, &value, &wide);
		/* A dot that stands for a picture beats none that is one. */
		if (end - start > 5 &&
		    strncasecmp((const char *)srcset.data + start,
				"data:", 5) == 0)
			value *= SRCSET_DOT;
		if (value > largest && end > start) {
			largest = value;
			best = base_view_part(srcset, start, end - start);
			*width = wide;
		}
		at = srcset_skip(srcset, at, true);
	}
	return best;
}
