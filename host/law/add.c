/*
 * add.c: laws of a pack.  Files of ours are held to the same by tests and by
 * whoever reads them; here each thing is looked at before it is taken.
 */
#include <string.h>

#include <lenscap/law_day.h>
#include <lenscap/law_pack.h>

#include "read.h"

/* The members that files of laws have, and nothing is told by any other. */
static const char *const add_file[] = {
    "norms", "short", "laws", "authorities", "holidays", "names", NULL};
static const char *const add_norm[] = {
    "id",   "cite",   "gives",	 "source",   "date",  "from",	  "to",
    "text", "sha256", "instead", "requests", "timed", "verified", NULL};
static const char *const add_short[] = {"law", "name", NULL};
static const char *const add_law[] = {
    "id",	 "territory", "name",	   "since",  "source",	  "date",
    "verified",	 "grounds",   "letters",   "asked",  "templates", "sworn",
    "complains", "note",      "rights",	   "topics", "starts",	  "confirm",
    "response",	 "otherwise", "extension", "told",   "counting",  "rolls",
    "pauses",	 "recourse",  NULL};
static const char *const add_seat[] = {"country",
				       "region",
				       "law",
				       "authority",
				       "public_authority",
				       "churches",
				       "catholic_authority",
				       "verified",
				       NULL};

static const struct add_list {
	const char *name;
	const char *const *members;
	bool read; /* it says where it was read, and when */
} add_lists[] = {
    {"norms", add_norm, true},
    {"short", add_short, false},
    {"laws", add_law, true},
    {"authorities", add_seat, false},
};
#define ADD_LISTS (sizeof(add_lists) / sizeof(add_lists[0]))

static enum lens_err add_members(const json_t *object,
				 const char *const *members,
				 struct law_fault *fault)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value)
	{
		const char *const *known = members;

		while (*known != NULL && strcmp(*known, name) != 0)
			known++;
		if (*known == NULL)
			return set_malformed(
			    fault, "nothing is known of \"%.60s\" in it.",
			    name);
	}
	return LENS_OK;
}

/* "2026-11" and "2026-11-29" are days that have come. */
static bool add_has_come(const char *date, int32_t latest)
{
	char today[16];
	size_t length = date != NULL ? strlen(date) : 0;
	char whole[11] = "0000-01-01";
	int32_t day;

	if (length != 4 && length != 7 && length != 10)
		return false;
	memcpy(whole, date, length);
	law_day_text(latest, today);
	return law_day_parse(whole, &day) == LENS_OK &&
	       strncmp(date, today, length) <= 0;
}

static bool add_is_sum(const char *sum)
{
	return sum != NULL && strlen(sum) == 64 &&
	       sum[strspn(sum, "0123456789abcdef")] == '\0';
}

/* A law that says whom it binds and where a complaint goes, in its own words or
 * by norms. */
static enum lens_err add_law_says(const json_t *law, const char *id,
				  struct law_fault *fault)
{
	const json_t *topics = json_object_get(law, "topics");

	if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
		return set_malformed(fault, "a law's id has other signs than "
					    "small letters and digits.");
	if (json_object_get(law, "note") == NULL &&
	    (json_array_size(json_object_get(topics, "reach")) == 0 ||
	     json_array_size(json_object_get(topics, "complaint")) == 0))
		return set_malformed(fault,
				     "%s has no note, and no norms of reach "
				     "and complaint: it does not say whom it "
				     "binds.",
				     id);
	return LENS_OK;
}

/* What is cited was read: where, when, and in which text. */
static enum lens_err add_read(const struct add_list *list, const json_t *object,
			      int32_t latest, struct law_fault *fault)
{
	const char *id = set_text(object, "id");
	const char *from = set_text(object, "from"), *to;

	if (id == NULL)
		return set_malformed(fault, "a norm or a law has no id.");
	if (!add_has_come(set_text(object, "date"), latest))
		return set_malformed(fault,
				     "the date of %s is none, or still to "
				     "come.",
				     id);
	if (list->members != add_norm)
		return add_law_says(object, id, fault);
	if (set_text(object, "text") == NULL ||
	    !add_is_sum(set_text(object, "sha256")))
		return set_malformed(fault,
				     "%s lacks text, the file of the text that "
				     "was read, or its sha256.",
				     id);
	to = set_text(object, "to");
	if (from != NULL && to != NULL && strcmp(from, to) > 0)
		return set_malformed(fault, "%s ends before it begins.", id);
	return LENS_OK;
}

static enum lens_err add_look(const json_t *file, int32_t latest,
			      struct law_fault *fault)
{
	enum lens_err err = add_members(file, add_file, fault);
	json_t *object;
	size_t i;

	for (size_t l = 0; err == LENS_OK && l < ADD_LISTS; l++)
		json_array_foreach(json_object_get(file, add_lists[l].name), i,
				   object)
		{
			if (err == LENS_OK)
				err = add_members(object, add_lists[l].members,
						  fault);
			if (err == LENS_OK && add_lists[l].read)
				err = add_read(&add_lists[l], object, latest,
					       fault);
		}
	return err;
}

/* A day that falls on a holiday is not the last one: they have to be known. */
static enum lens_err add_holidays(const struct law_set *set,
				  struct law_fault *fault)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (set->seats[i].pack == set->pack &&
		    set_country(set, set->seats[i].country) == NULL)
			return set_malformed(fault,
					     "the holidays of %s are not "
					     "known; add them.",
					     set->seats[i].country);
	return LENS_OK;
}

enum lens_err law_add(struct law_set *set, struct base_view json,
		      const char *title, int32_t latest,
		      struct law_fault *fault)
{
	json_t *file = json_loadb((const char *)json.data, json.size, 0, NULL);
	json_t *name = json_string(title);
	enum lens_err err = add_look(file, latest, fault);

	if (name == NULL || !json_is_object(file))
		err = set_malformed(fault, "it is no JSON object.");
	/* The set owns every string that it has. */
	json_array_append_new(set->files, name);
	set->pack = json_string_value(name);
	if (err == LENS_OK)
		err = law_read(set, json, fault);
	if (err == LENS_OK)
		err = add_holidays(set, fault);
	set->pack = NULL;
	json_decref(file);
	return err;
}

bool law_seat_corrected(const struct law_set *set, const char *country,
			const char *region)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (strcmp(set->seats[i].country, country) == 0 &&
		    strcmp(set->seats[i].region, region) == 0)
			return set->seats[i].corrects;
	return false;
}

bool law_holidays_corrected(const struct law_set *set, const char *country)
{
	const struct set_country *found = set_country(set, country);

	return found != NULL && found->corrects;
}
