/* read_laws.c: norms, laws and authorities from their files. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/law_deadline.h>

#include "read.h"

#define READ_PERIOD_MAX 3660 /* ten years in days */

static const char *const read_rights[LAW_RIGHTS] = {
    "access",	     "erasure",	   "objection", "restriction",
    "rectification", "withdrawal", "notice",
};
static const char *const read_topics[LAW_TOPICS] = {
    "identification", "answer", "complaint", "internal",    "court",
    "refusal",	      "form",	"reach",     "established",
};
static const char *const read_units[] = {"days", "working-days", "months"};

const char *law_right_name(enum law_right right)
{
	return right < LAW_RIGHTS ? read_rights[right] : "";
}

enum law_right law_right_of(const char *name)
{
	enum law_right i = 0;

	while (i < LAW_RIGHTS && strcmp(read_rights[i], name) != 0)
		i++;
	return i;
}

/* ---- Norms ---- */

/* A day of a norm; false for a text that is none. */
static bool read_day(const json_t *object, const char *name, int32_t *out)
{
	const char *day = set_text(object, name);

	*out = LAW_NO_DAY;
	return day == NULL ? json_object_get(object, name) == NULL
			   : law_day_parse(day, out) == LENS_OK;
}

static enum lens_err read_norm(struct law_set *set, const json_t *object,
			       struct law_fault *fault)
{
	struct law_norm norm = {
	    .id = set_text(object, "id"),
	    .gives = set_text(object, "gives"),
	    .source = set_text(object, "source"),
	    .date = set_text(object, "date"),
	    .instead = set_text(object, "instead"),
	    .text = set_text(object, "text"),
	    .sha256 = set_text(object, "sha256"),
	    .requests = json_is_true(json_object_get(object, "requests")),
	    .timed = json_is_true(json_object_get(object, "timed")),
	    .verified = json_is_true(json_object_get(object, "verified")),
	    .pack = set->pack,
	};
	const struct law_norm *had;

	if (norm.id == NULL)
		return set_malformed(fault, "a norm has no id.");
	if (!read_day(object, "from", &norm.from) ||
	    !read_day(object, "to", &norm.to))
		return set_malformed(
		    fault, "%s begins or ends on a day that is none.", norm.id);
	had = law_norm(set, norm.id);
	if (had != NULL && !set_may_say(set, had->pack))
		return set_malformed(fault, "%s is there twice.", norm.id);
	if (norm.gives == NULL || norm.source == NULL || norm.date == NULL ||
	    !set_texts(set, json_object_get(object, "cite"), norm.cite))
		return set_malformed(fault,
				     "%s lacks its citation%s, what it gives, "
				     "its source or its date.",
				     norm.id, set_lacking(norm.cite));
	if (had != NULL) {
		norm.corrects = true;
		set->norms[had - set->norms] = norm;
		return LENS_OK;
	}
	set->norms =
	    set_grow(set->norms, &set->norm_count, sizeof(*set->norms));
	set->norms[set->norm_count - 1] = norm;
	json_object_set_new(set->norm_at, norm.id,
			    json_integer((json_int_t)set->norm_count - 1));
	return LENS_OK;
}

static enum lens_err read_short(struct law_set *set, const json_t *object,
				struct law_fault *fault)
{
	struct set_short entry = {.law = set_text(object, "law"),
				  .pack = set->pack};
	size_t at = 0;

	if (entry.law == NULL ||
	    !set_texts(set, json_object_get(object, "name"), entry.name))
		return set_malformed(fault,
				     "a law's short name lacks its law or a "
				     "text%s.",
				     set_lacking(entry.name));
	while (at < set->short_count &&
	       (!set_may_say(set, set->shorts[at].pack) ||
		strcmp(set->shorts[at].law, entry.law) != 0))
		at++;
	if (at == set->short_count)
		set->shorts = set_grow(set->shorts, &set->short_count,
				       sizeof(*set->shorts));
	set->shorts[at] = entry;
	return LENS_OK;
}

/* Ids; none when there is no list. */
static bool read_norms(const json_t *list, struct law_norms *out)
{
	size_t count = json_array_size(list), i;
	const char **ids;
	json_t *id;

	if (list != NULL && !json_is_array(list))
		return false;
	if (count == 0)
		return true;
	ids = base_alloc(count, sizeof(*ids));
	out->ids = ids;
	json_array_foreach(list, i, id)
	{
		if (!json_is_string(id))
			return false;
		ids[out->count++] = json_string_value(id);
	}
	return true;
}

/* ---- Laws ---- */

static bool read_period(const json_t *object, struct law_period *out)
{
	json_int_t count = json_integer_value(json_object_get(object, "count"));
	const char *unit = set_text(object, "unit");
	size_t i = 0;

	if (object == NULL)
		return true;
	while (i < 3 && (unit == NULL || strcmp(read_units[i], unit) != 0))
		i++;
	if (i == 3 || count < 0 || count > READ_PERIOD_MAX)
		return false;
	out->count = (unsigned)count;
	out->unit = (enum law_unit)i;
	out->verified = json_is_true(json_object_get(object, "verified"));
	return read_norms(json_object_get(object, "norms"), &out->norms);
}

static bool read_lists(const json_t *object, const char *const *names,
		       size_t count, struct law_norms *out)
{
	for (size_t i = 0; i < count; i++)
		if (!read_norms(json_object_get(object, names[i]), &out[i]))
			return false;
	return true;
}

/* Bits of what is asked for; a list that is not there leaves *out. */
static bool read_reasons(const json_t *list, unsigned *out)
{
	const json_t *word;
	size_t i;

	if (list != NULL)
		*out = 0;
	json_array_foreach(list, i, word)
	{
		const char *name = json_string_value(word);
		enum law_pause_reason reason = law_pause_of(name ? name : "");

		if (reason == LAW_PAUSE_REASONS)
			return false;
		*out |= 1u << reason;
	}
	return true;
}

/* Where nothing else is said, all that is asked for stops the clock. */
static bool read_pauses(struct law *law, const json_t *object)
{
	const char *from = set_text(object, "from");
	json_int_t fee =
	    json_integer_value(json_object_get(object, "after_fee"));

	law->pauses = json_is_object(object);
	law->pause_verified = json_is_true(json_object_get(object, "verified"));
	law->stops = (1u << LAW_PAUSE_REASONS) - 1;
	law->pauses_from = LAW_NO_DAY;
	if (fee < 0 || fee > READ_PERIOD_MAX ||
	    (from != NULL && law_day_parse(from, &law->pauses_from) != LENS_OK))
		return false;
	law->after_fee = (unsigned)fee;
	return read_norms(json_object_get(object, "since"),
			  &law->pauses_since) &&
	       read_reasons(json_object_get(object, "stops"), &law->stops) &&
	       read_reasons(json_object_get(object, "anew"), &law->anew) &&
	       read_norms(json_object_get(object, "norms"), &law->pause) &&
	       read_norms(json_object_get(object, "begins"), &law->begins);
}

/* Bits of the rights for which the time to answer is; all, where none are
 * named. */
static bool read_timed(const json_t *rights, unsigned *out)
{
	const json_t *word;
	size_t i;

	*out = rights == NULL ? (1u << LAW_RIGHTS) - 1 : 0;
	json_array_foreach(rights, i, word)
	{
		const char *name = json_string_value(word);
		enum law_right right = law_right_of(name ? name : "");

		if (right == LAW_RIGHTS)
			return false;
		*out |= 1u << right;
	}
	return true;
}

bool law_times(const struct law *law, const bool asked[LAW_RIGHTS])
{
	bool timed = false, any = false;

	for (unsigned right = 0; right < LAW_RIGHTS; right++) {
		any |= asked[right];
		timed |= asked[right] && (law->timed >> right & 1);
	}
	return timed || !any;
}

static bool read_clock(struct law *law, const json_t *object)
{
	const json_t *rolls = json_object_get(object, "rolls");
	const json_t *response = json_object_get(object, "response");

	law->rolls = json_is_true(json_object_get(rolls, "rolls"));
	law->rolls_verified = json_is_true(json_object_get(rolls, "verified"));
	return read_period(json_object_get(object, "confirm"), &law->confirm) &&
	       read_period(response, &law->response) &&
	       read_timed(json_object_get(response, "rights"), &law->timed) &&
	       read_period(json_object_get(object, "otherwise"),
			   &law->otherwise) &&
	       read_period(json_object_get(object, "extension"),
			   &law->extension) &&
	       read_period(json_object_get(object, "told"), &law->announced) &&
	       read_period(json_object_get(object, "recourse"),
			   &law->recourse) &&
	       read_norms(json_object_get(object, "counting"),
			  &law->counting) &&
	       read_pauses(law, json_object_get(object, "pauses")) &&
	       law->response.count > 0 &&
	       (law->extension.count == 0 ||
		law->extension.unit == law->response.unit);
}

/* The first day, with what says so, or neither. */
static bool read_since(struct law *law, const json_t *since)
{
	const char *day = set_text(since, "day");

	law->since = LAW_NO_DAY;
	law->since_source = set_text(since, "source");
	return since == NULL || (day != NULL && law->since_source != NULL &&
				 law_day_parse(day, &law->since) == LENS_OK);
}

/* What it gives and what not: in every language, or nothing at all. */
static bool read_note(const struct law_set *set, const json_t *note,
		      struct law *law)
{
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		law->note[i] = "";
	return note == NULL || set_texts(set, note, law->note);
}

/* Where a law is read to: another, or in the place of what ours said. */
static struct law *read_law_place(struct law_set *set, struct law *had)
{
	if (had != NULL) {
		set_law_free(had);
		*had = (struct law){.corrects = true};
	} else {
		set->laws =
		    set_grow(set->laws, &set->law_count, sizeof(*set->laws));
		had = &set->laws[set->law_count - 1];
	}
	had->pack = set->pack;
	return had;
}

static enum lens_err read_law(struct law_set *set, const json_t *object,
			      struct law_fault *fault)
{
	const char *id = set_text(object, "id");
	struct law *law;

	if (id == NULL)
		return set_malformed(fault, "a law has no id.");
	law = (struct law *)law_named(set, id);
	if (law != NULL && !set_may_say(set, law->pack))
		return set_malformed(fault, "the law %s is there twice.", id);
	law = read_law_place(set, law);
	law->id = id;
	law->territory = set_text(object, "territory");
	if (law->territory == NULL)
		law->territory = "";
	law->letters = set_text(object, "letters");
	if (law->letters == NULL)
		law->letters = "";
	law->grounds = json_is_true(json_object_get(object, "grounds"));
	law->asked = json_is_true(json_object_get(object, "asked"));
	law->templates = json_is_true(json_object_get(object, "templates"));
	law->sworn = json_is_true(json_object_get(object, "sworn"));
	law->complains = law->letters[0] == '\0' ||
			 json_is_true(json_object_get(object, "complains"));
	law->source = set_text(object, "source");
	law->date = set_text(object, "date");
	law->verified = json_is_true(json_object_get(object, "verified"));
	if (law->source == NULL || law->date == NULL ||
	    !read_since(law, json_object_get(object, "since")) ||
	    !set_texts(set, json_object_get(object, "name"), law->name) ||
	    !read_lists(json_object_get(object, "rights"), read_rights,
			LAW_RIGHTS, law->rights) ||
	    !read_lists(json_object_get(object, "topics"), read_topics,
			LAW_TOPICS, law->topics))
		return set_malformed(fault,
				     "the law %s lacks its name%s, source, "
				     "date, first day, rights or topics.",
				     id, set_lacking(law->name));
	if (!set_texts(set, json_object_get(object, "starts"), law->starts))
		return set_malformed(fault, "the law %s lacks starts%s.", id,
				     set_lacking(law->starts));
	if (!read_note(set, json_object_get(object, "note"), law))
		return set_malformed(fault, "the law %s lacks its note%s.", id,
				     set_lacking(law->note));
	if (!read_clock(law, object))
		return set_malformed(fault,
				     "the law %s has periods that "
				     "cannot be understood.",
				     id);
	if (law->counting.count == 0)
		return set_malformed(fault,
				     "the law %s lacks counting: the norms by "
				     "which its days are counted.",
				     id);
	return LENS_OK;
}

/* ---- Authorities ---- */

static enum lens_err read_seat(struct law_set *set, const json_t *object,
			       struct law_fault *fault)
{
	struct set_seat seat = {
	    .country = set_text(object, "country"),
	    .region = set_text(object, "region"),
	    .law = set_text(object, "law"),
	    .authority = set_text(object, "authority"),
	    .public_authority = set_text(object, "public_authority"),
	    .catholic_authority = set_text(object, "catholic_authority"),
	    .churches = json_is_true(json_object_get(object, "churches")),
	    .verified = json_is_true(json_object_get(object, "verified")),
	    .pack = set->pack,
	};
	size_t at = 0;

	if (seat.region == NULL)
		seat.region = "";
	if (seat.country == NULL || seat.law == NULL)
		return set_malformed(fault,
				     "an authority has no country or law.");
	while (at < set->seat_count &&
	       (!set_may_say(set, set->seats[at].pack) ||
		strcmp(set->seats[at].country, seat.country) != 0 ||
		strcmp(set->seats[at].region, seat.region) != 0))
		at++;
	seat.corrects = at < set->seat_count;
	if (at == set->seat_count)
		set->seats =
		    set_grow(set->seats, &set->seat_count, sizeof(*set->seats));
	set->seats[at] = seat;
	return LENS_OK;
}

enum lens_err read_laws(struct law_set *set, const json_t *file,
			struct law_fault *fault)
{
	static const struct {
		const char *name;
		enum lens_err (*read)(struct law_set *set, const json_t *object,
				      struct law_fault *fault);
	} lists[] = {
	    {"norms", read_norm},
	    {"short", read_short},
	    {"laws", read_law},
	    {"authorities", read_seat},
	};
	enum lens_err err = LENS_OK;
	json_t *object;
	size_t i;

	for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++)
		json_array_foreach(json_object_get(file, lists[l].name), i,
				   object)
		{
			err = lists[l].read(set, object, fault);
			if (err != LENS_OK)
				return err;
		}
	return LENS_OK;
}

/* ---- Does it fit together? ---- */

static enum lens_err read_check_norms(const struct law_set *set,
				      const struct law *law,
				      struct law_norms norms,
				      struct law_fault *fault)
{
	for (size_t i = 0; i < norms.count; i++)
		if (law_norm(set, norms.ids[i]) == NULL)
			return set_malformed(
			    fault,
			    "The law %s rests on the norm %s, which is "
			    "not there.",
			    law->id, norms.ids[i]);
	return LENS_OK;
}

static enum lens_err read_check_law(const struct law_set *set,
				    const struct law *law,
				    struct law_fault *fault)
{
	const struct law_norms rest[] = {
	    law->confirm.norms,	  law->response.norms, law->extension.norms,
	    law->announced.norms, law->counting,       law->pause,
	    law->begins,	  law->pauses_since,   law->recourse.norms,
	    law->otherwise.norms,
	};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; err == LENS_OK && i < LAW_RIGHTS; i++)
		err = read_check_norms(set, law, law->rights[i], fault);
	for (size_t i = 0; err == LENS_OK && i < LAW_TOPICS; i++)
		err = read_check_norms(set, law, law->topics[i], fault);
	for (size_t i = 0; err == LENS_OK && i < sizeof(rest) / sizeof(rest[0]);
	     i++)
		err = read_check_norms(set, law, rest[i], fault);
	return err;
}

/* What stands for a norm outside its days must be there. */
static enum lens_err read_check_instead(const struct law_set *set,
					struct law_fault *fault)
{
	for (size_t i = 0; i < set->norm_count; i++)
		if (set->norms[i].instead != NULL &&
		    law_norm(set, set->norms[i].instead) == NULL)
			return set_malformed(
			    fault,
			    "The norm %s is replaced by %s, which is not "
			    "there.",
			    set->norms[i].id, set->norms[i].instead);
	return LENS_OK;
}

enum lens_err law_check(const struct law_set *set, struct law_fault *fault)
{
	enum lens_err err = read_check_instead(set, fault);

	for (size_t i = 0; err == LENS_OK && i < set->law_count; i++)
		err = read_check_law(set, &set->laws[i], fault);
	for (size_t i = 0; err == LENS_OK && i < set->seat_count; i++)
		if (law_named(set, set->seats[i].law) == NULL)
			err = set_malformed(fault,
					    "An authority of %s rests on the "
					    "law %s, which is not there.",
					    set->seats[i].country,
					    set->seats[i].law);
	return err;
}
