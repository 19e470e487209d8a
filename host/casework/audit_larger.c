/*
 * audit_larger.c: the same photo in a larger size, one guess away: by the
 * rules of remedies/larger.json, on the host that the address names.
 */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "turned.h"
#include "words.h"

#define LARGER_GUESSES_MAX 40 /* of one check */
#define LARGER_OF_ONE_MAX 3   /* of one photo */
#define LARGER_GROUPS 5

struct larger_guess {
	const struct audit_seen *seen; /* the smaller one */
	char *url;
};

struct larger {
	struct audit *audit;
	size_t count;
	struct larger_guess guesses[LARGER_GUESSES_MAX];
};

/* The address with the match replaced, "\1" being its first group. */
static char *larger_make(const char *url, const char *make,
			 const regmatch_t groups[LARGER_GROUPS])
{
	char *out = base_format("%.*s", (int)groups[0].rm_so, url), *whole;

	for (const char *at = make; *at != '\0'; at++) {
		unsigned group = at[0] == '\\' && at[1] >= '1' && at[1] <= '4'
				     ? (unsigned)(*++at - '0')
				     : 0;
		char *longer;

		if (group > 0)
			longer = base_format(
			    "%s%.*s", out,
			    (int)(groups[group].rm_eo - groups[group].rm_so),
			    groups[group].rm_so >= 0 ? url + groups[group].rm_so
						     : "");
		else
			longer = base_format("%s%c", out, *at);
		free(out);
		out = longer;
	}
	whole = base_format("%s%s", out, url + groups[0].rm_eo);
	free(out);
	return whole;
}

static bool larger_knows(const struct larger *larger, const char *url)
{
	for (size_t i = 0; i < larger->count; i++)
		if (strcmp(larger->guesses[i].url, url) == 0)
			return true;
	for (size_t i = 0; i < larger->audit->count; i++)
		if (strcmp(larger->audit->seen[i].url, url) == 0)
			return true;
	return false;
}

static bool larger_same_host(const char *a, const char *b)
{
	char one[BASE_HOST_MAX], two[BASE_HOST_MAX];

	return base_url_host(a, one) && base_url_host(b, two) &&
	       strcmp(one, two) == 0;
}

/* A guess by one rule; false when the rule does not fit. */
static bool larger_guess(struct larger *larger, const struct audit_seen *seen,
			 const json_t *rule)
{
	const char *match = json_string_value(json_object_get(rule, "match"));
	const char *make = json_string_value(json_object_get(rule, "make"));
	regmatch_t groups[LARGER_GROUPS];
	regex_t regex;
	char *url = NULL;

	if (match == NULL || make == NULL ||
	    regcomp(&regex, match, REG_EXTENDED | REG_ICASE) != 0)
		return false;
	if (regexec(&regex, seen->url, LARGER_GROUPS, groups, 0) == 0)
		url = larger_make(seen->url, make, groups);
	regfree(&regex);
	if (url == NULL || larger_knows(larger, url) ||
	    !larger_same_host(url, seen->url)) {
		free(url);
		return false;
	}
	larger->guesses[larger->count++] = (struct larger_guess){seen, url};
	return true;
}

static void larger_guess_all(struct larger *larger, const json_t *rules)
{
	for (size_t i = 0; i < larger->audit->count; i++) {
		const struct audit_seen *seen = &larger->audit->seen[i];
		const json_t *rule;
		unsigned own = 0;
		size_t k;

		if (seen->mine_count == 0 || !seen->http)
			continue;
		json_array_foreach(rules, k, rule)
		{
			if (larger->count < LARGER_GUESSES_MAX &&
			    own < LARGER_OF_ONE_MAX)
				own += larger_guess(larger, seen, rule);
		}
	}
}

/* It counts when it is the same photo, and larger. */
static void larger_row(void *context, struct casework_exposure *row)
{
	struct larger *larger = context;
	const struct larger_guess *guess = row->target->tag;
	const struct ipc_picture *picture = row->picture;
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);
	struct audit *audit = larger->audit;
	bool same = false;

	if (row->seen != CASEWORK_MINE)
		return;
	for (unsigned i = 0; i < row->count; i++)
		same |= (int64_t)row->matches[i].answer->photo ==
			guess->seen->mine[0];
	if (!same || (uint64_t)sides.width * sides.height <=
			 (uint64_t)guess->seen->width * guess->seen->height)
		return;
	audit->larger[audit->larger_count++] = (struct audit_larger){
	    base_copy(guess->seen->url), base_copy(row->url), sides.width,
	    sides.height};
}

static enum lens_err larger_ask(struct larger *larger)
{
	struct audit *audit = larger->audit;
	struct casework_target targets[LARGER_GUESSES_MAX];
	struct casework_check_page check = {.targets = targets,
					    .count = larger->count,
					    .network = audit->check->network,
					    .row = larger_row,
					    .context = larger};

	audit->larger = base_alloc(larger->count, sizeof(*audit->larger));
	for (size_t i = 0; i < larger->count; i++)
		targets[i] = (struct casework_target){
		    .url = larger->guesses[i].url,
		    .fd = -1,
		    .tag = &larger->guesses[i],
		    .page = larger->guesses[i].seen->page};
	return casework_check_page(audit->work, &check, audit->fault);
}

enum lens_err audit_ask_larger(struct audit *audit)
{
	struct larger larger = {.audit = audit};
	json_t *rules = words_json("remedies/larger.json");
	enum lens_err err = LENS_OK;

	larger_guess_all(&larger, json_object_get(rules, "larger"));
	if (larger.count > 0)
		err = larger_ask(&larger);
	for (size_t i = 0; i < larger.count; i++)
		free(larger.guesses[i].url);
	json_decref(rules);
	return err;
}
