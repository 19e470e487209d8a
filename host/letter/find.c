/* find.c: templates by their names. */
#include <stdlib.h>
#include <string.h>

#include "set.h"

const struct letter_template *
letter_set_find(const struct letter_language *language, const char *name)
{
	for (size_t i = 0; i < language->count; i++)
		if (strcmp(language->templates[i].name, name) == 0)
			return &language->templates[i];
	return NULL;
}

/* How the name of a part begins that each law has of its own. */
#define FIND_LAW "law"

bool letter_set_is_of_law(const char *name)
{
	size_t size = strlen(FIND_LAW);

	return strncmp(name, FIND_LAW, size) == 0 &&
	       (name[size] == '.' || name[size] == '_');
}

bool letter_set_is_of(const struct law *law, const char *name)
{
	const char *ending = strchr(name, '.');

	return law->letters[0] != '\0' && ending != NULL &&
	       strcmp(law->letters, ending + 1) == 0;
}

const struct letter_template *
letter_set_partial(const struct letter_language *language, const char *law,
		   const char *name)
{
	char *file = letter_set_is_of_law(name)
			 ? base_format("_%s%s", law, name + strlen(FIND_LAW))
			 : base_format("_%s", name);
	const struct letter_template *found = letter_set_find(language, file);

	free(file);
	return found;
}

bool letter_set_part(const struct letter_set *set,
		     const struct letter_language *language, const char *name,
		     size_t *at, const struct letter_template **out)
{
	bool shared = !letter_set_is_of_law(name);
	const struct law *law = NULL;

	while (!shared && law == NULL && *at < law_count(set->laws)) {
		law = law_at(set->laws, (*at)++);
		if (!letter_set_is_of(law, name))
			law = NULL;
	}
	if (shared ? (*at)++ > 0 : law == NULL)
		return false;
	*out = letter_set_partial(language, law ? law->id : "", name);
	return true;
}
