/* meant.c: the controller that a person means, by what they typed. */
#include <lenscap/registry.h>

#define MEANT_NAME 1000 /* the score of the very name */
#define MEANT_WHOLE 975 /* and of any of its names, its domain or slug */

/* The two that are nearest to it. */
static size_t meant_near(const struct registry *registry, const char *words,
			 struct registry_hit hits[2])
{
	const struct registry_query query = {.words = words, .country = ""};

	return words[0] != '\0' ? registry_search(registry, &query, hits, 2)
				: 0;
}

const struct registry_controller *
registry_find_meant(const struct registry *registry, const char *words)
{
	const struct registry_controller *found =
	    registry_find(registry, words);
	struct registry_hit hits[2];
	size_t count;

	if (found != NULL)
		return found;
	count = meant_near(registry, words, hits);
	if (count == 0 || hits[0].score < MEANT_WHOLE ||
	    (count > 1 && hits[0].score < MEANT_NAME &&
	     hits[1].score >= MEANT_WHOLE) ||
	    (count > 1 && hits[1].score == MEANT_NAME))
		return NULL;
	return registry_find(registry, hits[0].controller->slug);
}

const char *registry_slug_meant(const struct registry *registry,
				const char *words)
{
	const struct registry_controller *found =
	    registry_find_meant(registry, words);

	return found != NULL ? found->slug : words;
}

char *registry_none_meant(const struct registry *registry, const char *words)
{
	struct registry_hit hits[2];

	if (meant_near(registry, words, hits) == 0)
		return base_format("There is no controller '%.60s'; 'lenscap "
				   "controllers search' finds them",
				   words);
	return base_format("There is no controller '%.60s'; did you mean "
			   "'%s'?  'lenscap controllers search' finds them",
			   words, hits[0].controller->slug);
}
