/* loose.c: what the format forbids is blanked, and the rest parsed. */
#include <string.h>

#include "loose.h"

/* Where a comment ends that begins at c: its last byte, or end. */
static uint8_t *loose_comment(uint8_t *c, const uint8_t *end)
{
	bool line = c[1] == '/';

	for (c += 2; c < end; c++)
		if (line ? *c == '\n' : c[-1] == '*' && *c == '/')
			break;
	return c;
}

/* Where a string ends that begins at c; breaks within it become spaces. */
static uint8_t *loose_string(uint8_t *c, const uint8_t *end)
{
	for (c++; c < end && *c != '"'; c++) {
		if (*c == '\\' && c + 1 < end)
			c++;
		if (*c < ' ')
			*c = ' ';
	}
	return c;
}

/* Blank what no parser takes. */
static void loose_clean(uint8_t *from, const uint8_t *end)
{
	uint8_t *comma = NULL; /* nothing but spaces is behind it so far */

	for (uint8_t *c = from; c < end; c++) {
		if (*c == '/' && c + 1 < end && (c[1] == '/' || c[1] == '*')) {
			uint8_t *last = loose_comment(c, end);

			memset(c, ' ', (size_t)(last - c) + (last < end));
			c = last;
		} else if (*c <= ' ') {
			*c = ' ';
		} else {
			if ((*c == '}' || *c == ']') && comma != NULL)
				*comma = ' ';
			comma = *c == ',' ? c : NULL;
			if (*c == '"')
				c = loose_string(c, end);
		}
	}
}

static uint8_t *loose_begin(uint8_t *c, const uint8_t *end)
{
	while (c < end && *c != '{' && *c != '[')
		c++;
	return c;
}

json_t *loose_json(struct base_view text)
{
	struct base_buffer clean;
	json_t *data = NULL;

	if (text.size == 0 || text.size > LOOSE_MAX)
		return NULL;
	base_buffer_init(&clean, LOOSE_MAX);
	if (base_buffer_add(&clean, text.data, text.size) == LENS_OK) {
		const uint8_t *end = clean.data + clean.size;
		uint8_t *from = clean.data;

		from = loose_begin(from, end);
		if (end - from > 7 && memcmp(from, "[CDATA[", 7) == 0)
			from = loose_begin(from + 7, end);
		loose_clean(from, end);
		data = json_loadb((const char *)from, (size_t)(end - from),
				  JSON_DISABLE_EOF_CHECK, NULL);
	}
	base_buffer_free(&clean);
	return data;
}
