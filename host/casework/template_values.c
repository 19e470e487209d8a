/*
 * template_values.c: the values of a letter's photos, each once: a photo at
 * many addresses has many rows, and one checksum.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"

/* The values that a row has, in the order that they are printed in. */
static const struct values_kind {
	const char *name;
	size_t field;
} values_kinds[] = {
    {"SHA-256", offsetof(struct draft_photo, sha256)},
    {"PDQ", offsetof(struct draft_photo, pdq)},
    {"ISCC", offsetof(struct draft_photo, iscc)},
};

static const char *values_of(const struct draft_photo *photo,
			     const struct values_kind *kind)
{
	return *(char *const *)((const char *)photo + kind->field);
}

/* The numbers of the rows with a value from one on ("1-3, 5"); the caller's. */
static char *values_numbers(const struct letter_context *letter, size_t from,
			    const struct values_kind *kind, bool *several)
{
	const char *value = values_of(&letter->photos[from], kind);
	char *all = base_copy("");

	*several = false;
	for (size_t i = from, last; i < letter->photo_rows; i++) {
		char number[64];

		for (last = i;
		     last < letter->photo_rows &&
		     strcmp(values_of(&letter->photos[last], kind), value) == 0;
		     last++)
			;
		if (last == i)
			continue;
		*several |= all[0] != '\0' || last > i + 1;
		/* Two in a row are named; of more the first and the last. */
		snprintf(number, sizeof(number),
			 last == i + 1	 ? "%zu"
			 : last == i + 2 ? "%zu, %zu"
					 : "%zu–%zu",
			 i + 1, last);
		all = base_join(all, ", ", number);
		i = last - 1;
	}
	return all;
}

json_t *template_values(const struct letter_context *letter)
{
	json_t *list = json_array(), *seen = json_object();

	for (size_t i = 0; i < letter->photo_rows; i++)
		for (size_t k = 0;
		     k < sizeof(values_kinds) / sizeof(*values_kinds); k++) {
			const struct values_kind *kind = &values_kinds[k];
			const char *value = values_of(&letter->photos[i], kind);
			bool several;
			char *numbers;

			if (value[0] == '\0' || json_object_get(seen, value))
				continue;
			json_object_set_new(seen, value, json_true());
			numbers = values_numbers(letter, i, kind, &several);
			json_array_append_new(
			    list, json_pack("{s:s, s:b, s:s, s:s}", "numbers",
					    numbers, "several", several, "kind",
					    kind->name, "value", value));
			free(numbers);
		}
	json_decref(seen);
	return list;
}
