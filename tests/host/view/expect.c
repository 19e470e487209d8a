/* expect.c: a view held to what it shall be. */
#include "expect.h"

void expect_view(json_t *value, const char *expected)
{
	char *text = base_copy(expected), *found;
	json_error_t error;
	json_t *wanted;

	for (char *c = text; *c != '\0'; c++)
		if (*c == '\'')
			*c = '"';
	wanted = json_loads(text, JSON_DECODE_ANY, &error);
	if (wanted == NULL)
		fail_msg("the test's own JSON: %s: %s", error.text, text);
	if (!json_equal(value, wanted)) {
		found = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		fail_msg("is     %s\nshould %s", found, text);
	}
	json_decref(wanted);
	json_decref(value);
	free(text);
}
