/* meant.c: the controller that a person means, by what they typed. */
#include <stdlib.h>

#include <lenscap/base_said.h>
#include <lenscap/registry.h>

#define MEANT_NAME 1000 /* the score of the very name */
#define MEANT_WHOLE 975 /* and of any of its names, its domain or slug */

#define MEANT_MOST 6 /* of those that a name fits: the last is not named */

/* Those that are nearest to it, the nearest first. */
static size_t meant_near(const struct registry *registry, const char *words,
			 struct registry_hit hits[MEANT_MOST])
{
	const struct registry_query query = {.words = words, .country = ""};

	return words[0] != '\0'
		   ? registry_search(registry, &query, hits, MEANT_MOST)
		   : 0;
}

/* How many of them it may mean: those whose very name it is; else those that
 * are called so, too. */
static size_t meant_count(const struct registry_hit *hits, size_t count)
{
	unsigned least =
	    count > 0 && hits[0].score >= MEANT_NAME ? MEANT_NAME : MEANT_WHOLE;
	size_t same = 0;

	while (same < count && hits[same].score >= least)
		same++;
	return same;
}

const struct registry_controller *
registry_find_meant(const struct registry *registry, const char *words)
{
	const struct registry_controller *found =
	    registry_find(registry, words);
	struct registry_hit hits[MEANT_MOST];
	size_t count;

	if (found != NULL)
		return found;
	count = meant_near(registry, words, hits);
	if (meant_count(hits, count) != 1)
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

/* "'a', 'b' or 'c'": those that are called so, or most of them. */
static char *meant_several(const struct registry_hit *hits, size_t count)
{
	size_t named = count < MEANT_MOST ? count : MEANT_MOST - 1;
	char *all = base_copy("");

	for (size_t i = 0; i < named; i++) {
		const char *between = i == 0	      ? ""
				      : i + 1 < count ? ", "
						      : base_said(" or ");
		char *longer = base_format(
		    "%s%s'%s'%s", all, between, hits[i].controller->slug,
		    i + 1 == named && named < count ? base_said(" or another")
						    : "");

		free(all);
		all = longer;
	}
	return all;
}

char *registry_none_meant(const struct registry *registry, const char *words)
{
	const char *finds =
	    base_said("'lenscap controllers search' finds them");
	struct registry_hit hits[MEANT_MOST];
	size_t count = meant_near(registry, words, hits);
	size_t same = meant_count(hits, count);
	char *several, *sentence;

	if (count == 0)
		return base_format(
		    base_said("There is no controller '%.60s'; %s"), words,
		    finds);
	if (same < 2)
		return base_format(
		    base_said("There is no controller '%.60s'; did you "
			      "mean '%s'?  %s"),
		    words, hits[0].controller->slug, finds);
	several = meant_several(hits, same);
	sentence =
	    base_format(base_said("Several controllers are called '%.60s'; say "
				  "which is meant: %s.  %s"),
			words, several, finds);
	free(several);
	return sentence;
}
