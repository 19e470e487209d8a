/*
 * choose.c: which law and which authority.  The person's home decides: a
 * complaint may go to the authority where one lives (Art. 77(1) GDPR), and a
 * controller abroad is bound by what it does to people here (Art. 3(2)(b)).
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/law_deadline.h>

#include "set.h"

#define CHOOSE_MAX 4096

static const struct set_seat *
choose_seat(const struct law_set *set, const char *country, const char *region)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (strcmp(set->seats[i].country, country) == 0 &&
		    strcmp(set->seats[i].region, region) == 0)
			return &set->seats[i];
	return NULL;
}

static size_t choose_seats(const struct law_set *set, const char *country)
{
	size_t count = 0;

	for (size_t i = 0; i < set->seat_count; i++)
		count += strcmp(set->seats[i].country, country) == 0;
	return count;
}

/* What protects whoever lives there; NULL for nothing here. */
static const struct set_seat *choose_home(const struct law_set *set,
					  const struct law_situation *situation)
{
	const struct set_seat *seat =
	    choose_seat(set, situation->residence, situation->region);

	return seat != NULL ? seat : choose_seat(set, situation->residence, "");
}

static bool choose_is(const struct set_seat *seat, const char *law)
{
	return seat != NULL && strcmp(seat->law, law) == 0;
}

/* A law that was asked for must be that of home or of the controller. */
static enum lens_err choose_wanted(const struct law_situation *situation,
				   const struct set_seat *home,
				   const struct set_seat *there,
				   struct law_fault *fault,
				   const struct set_seat **out)
{
	*out = choose_is(home, situation->wanted)    ? home
	       : choose_is(there, situation->wanted) ? there
						     : NULL;
	if (*out != NULL)
		return LENS_OK;
	return set_denied(
	    fault,
	    "The law \"%s\" cannot hold here: it protects who "
	    "lives in its territory, or against whoever is "
	    "established there. You live in \"%s\", and the "
	    "organisation you write to is %s%s%s; leave the law "
	    "out, and the one that fits is taken.",
	    situation->wanted, situation->residence,
	    base_said(situation->controller[0] ? N_("in \"")
					       : "at a seat not known"),
	    situation->controller, situation->controller[0] ? "\"" : "");
}

/* The seat of a country, where its law binds whoever is established there,
 * whoever asks: not all laws do. */
static const struct set_seat *choose_there(const struct law_set *set,
					   const char *country)
{
	const struct set_seat *seat = choose_seat(set, country, "");
	const struct law *law = seat ? law_named(set, seat->law) : NULL;

	return law != NULL && law->topics[LAW_ESTABLISHED].count > 0 ? seat
								     : NULL;
}

const char *law_calendar(const struct law_set *set, const char *law,
			 const char *home, const char *region,
			 const char *there)
{
	const struct law_situation person = {.residence = home,
					     .region = region};
	bool theirs = there[0] != '\0' && law_of_country(set, home) == NULL &&
		      !choose_is(choose_home(set, &person), law);

	return theirs ? there : home;
}

const char *law_calendar_there(const struct law_set *set, const char *law,
			       const char *calendar, const char *there)
{
	return strcmp(calendar, there) != 0 &&
		       choose_is(choose_there(set, there), law)
		   ? there
		   : "";
}

enum law_parts law_parts_of(const char *home, const char *country)
{
	return strcmp(home, country) == 0 ? LAW_PARTS_OWN : LAW_PARTS_THEIRS;
}

bool law_can_hold(const struct law_set *set,
		  const struct law_situation *situation)
{
	return choose_is(choose_home(set, situation), situation->wanted) ||
	       choose_is(choose_there(set, situation->controller),
			 situation->wanted);
}

/* What helps where no law here does. */
static const char choose_helps[] =
    N_("Companies established in the EEA, gb or ch owe an answer to people "
       "anywhere, and others may have a form ('lenscap controllers show').");

/* Nobody is told of a law that is not there; a country whose states decide
 * says which of them do. */
static enum lens_err choose_none(const struct law_set *set,
				 const struct law_situation *situation,
				 struct law_fault *fault)
{
	const char *helps = base_said(choose_helps);
	char *parts = base_copy("");
	enum lens_err err;

	for (size_t i = 0; i < set->seat_count; i++)
		if (strcmp(set->seats[i].country, situation->residence) == 0)
			parts = base_join(parts, ", ", set->seats[i].region);
	if (parts[0] == '\0')
		err = set_denied(
		    fault,
		    "No law that is known here protects somebody "
		    "who lives in \"%s\" against the organisation you write "
		    "to. %s",
		    situation->residence, helps);
	else if (situation->region[0] == '\0')
		err = set_denied(
		    fault,
		    "In \"%s\" the law differs by state, and laws of "
		    "%s are known here: say where you live "
		    "('lenscap me set region ...'). %s",
		    situation->residence, parts, helps);
	else
		err = set_denied(
		    fault,
		    "No law of \"%s\" is known here; of \"%s\" those "
		    "of %s are. %s",
		    situation->region, situation->residence, parts, helps);
	free(parts);
	return err;
}

/* Whether home's law reaches whoever is elsewhere, and says so. */
static bool choose_reaches(const struct law_set *set,
			   const struct set_seat *home)
{
	const struct law *law = law_named(set, home->law);

	return law != NULL && law->topics[LAW_REACH].count > 0;
}

/*
 * By fit: home's law, but the GDPR against whoever is established in the
 * Union, who is bound whoever asks (Art. 3(1), recital 14), and the law of the
 * controller's seat for who lives where none of these laws does, or one whose
 * reach abroad is in doubt.
 */
static enum lens_err choose_find(const struct law_set *set,
				 const struct law_situation *situation,
				 struct law_fault *fault,
				 const struct set_seat **out)
{
	const struct set_seat *home = choose_home(set, situation);
	const struct set_seat *there = choose_there(set, situation->controller);
	enum lens_err err = LENS_OK;

	*out = home;
	if (home == NULL || (there != NULL && !choose_reaches(set, home)) ||
	    (choose_is(there, "gdpr") && !choose_is(home, "gdpr")))
		*out = there;
	if (situation->wanted != NULL)
		err = choose_wanted(situation, home, there, fault, out);
	if (err != LENS_OK)
		return err;
	if (*out == NULL && home == NULL)
		return choose_none(set, situation, fault);
	if (*out == NULL)
		*out = home;
	if (*out != home)
		return LENS_OK;
	if (choose_seat(set, situation->residence, situation->region) == NULL &&
	    !law_region_known(set, situation->residence, situation->region))
		return set_denied(fault,
				  "The region \"%s\" of %s is not "
				  "known; give it like de-be.",
				  situation->region, situation->residence);
	if (home->authority == NULL && home->region[0] == '\0' &&
	    choose_seats(set, situation->residence) > 1)
		return set_denied(fault,
				  "In \"%s\" each state has its own authority: "
				  "say in which you live ('lenscap me set "
				  "region de-be').",
				  situation->residence);
	return LENS_OK;
}

/* Its authority for such a body; "" where none is known. */
static const char *choose_authority(const struct set_seat *seat,
				    enum law_body body)
{
	const char *of[] = {
	    [LAW_BODY_PRIVATE] = seat->authority,
	    [LAW_BODY_PUBLIC] = seat->public_authority ? seat->public_authority
						       : seat->authority,
	    [LAW_BODY_CATHOLIC] = seat->catholic_authority,
	    [LAW_BODY_CHURCH] = NULL,
	};
	const char *authority = of[body];

	/* Where churches have none of their own, the state's is it. */
	if (authority == NULL && !seat->churches)
		authority = seat->authority;
	return authority != NULL ? authority : "";
}

static enum words_choice choose_where(const struct law_set *set,
				      const struct law_situation *situation,
				      const struct law *law)
{
	const struct set_seat *seat =
	    choose_seat(set, situation->controller, "");

	if (strcmp(situation->controller, situation->residence) == 0)
		return WORDS_CHOICE_SAME;
	if (seat != NULL && strcmp(seat->law, law->id) == 0)
		return WORDS_CHOICE_INSIDE;
	if (situation->representative[0] != '\0')
		return WORDS_CHOICE_REPRESENTED;
	return situation->controller[0] == '\0' ? WORDS_CHOICE_UNKNOWN
						: WORDS_CHOICE_ABROAD;
}

/* A country's name, or its letters in capitals in room bytes of out. */
static const char *choose_name(const struct law_set *set, const char *code,
			       enum law_language language, char out[8])
{
	const struct set_country *country = set_country(set, code);
	size_t i = 0;

	if (country != NULL)
		return country->name[language];
	for (; i < 7 && code[i] != '\0'; i++)
		out[i] = (char)(code[i] >= 'a' && code[i] <= 'z'
				    ? code[i] - 'a' + 'A'
				    : code[i]);
	out[i] = '\0';
	return out;
}

/* Why this law, and where a complaint goes. */
static void choose_explain(const struct law_set *set,
			   const struct law_situation *situation,
			   const struct law_choice *choice,
			   enum words_choice where, enum law_language language,
			   struct base_buffer *out)
{
	const char *other = where == WORDS_CHOICE_REPRESENTED
				? situation->representative
				: situation->controller;
	char *reach =
	    set_cites(set,
		      choice->elsewhere ? choice->law->topics[LAW_ESTABLISHED]
					: choice->law->topics[LAW_REACH],
		      language);
	char *complaint =
	    set_cites(set, choice->law->topics[LAW_COMPLAINT], language);
	char home[8], abroad[8];
	const char *values[4] = {
	    choose_name(set, situation->residence, language, home),
	    choice->law->name[language],
	    choose_name(set, other, language, abroad), reach};
	const char *const *words = set->words[language].choice;

	if (choice->elsewhere) {
		set_say(out, words[WORDS_CHOICE_ESTABLISHED], values, 4);
	} else {
		set_say(out, words[WORDS_CHOICE_HOME], values, 4);
		set_say(out, words[where], values, 4);
	}
	values[3] = complaint;
	/* A church's can be unknown: then nothing is said of any. */
	if (choice->elsewhere || choice->authority[0] != '\0')
		set_say(out,
			words[choice->elsewhere ? WORDS_CHOICE_SEAT_AUTHORITY
						: WORDS_CHOICE_AUTHORITY],
			values, 4);
	free(reach);
	free(complaint);
}

/* Which norms have not been checked; or the law, where who watches over it has
 * not. */
static void choose_unsure(const struct law_set *set,
			  const struct law_choice *choice,
			  enum law_language language, struct base_buffer *out)
{
	struct law_norms norms = set_unverified(set, choice->norms);
	char *cites = set_cites(set, norms, language);
	const char *const what[] = {
	    norms.count > 0 ? cites : choice->law->name[language]};

	set_say(out, set->words[language].choice[WORDS_CHOICE_UNSURE], what, 1);
	free(cites);
	free((void *)norms.ids);
}

static char *choose_reason(const struct law_set *set,
			   const struct law_situation *situation,
			   const struct law_choice *choice,
			   enum words_choice where, enum law_language language)
{
	const char *note = choice->law->note[language];
	const char *pack = set_pack_of(set, choice->law, choice->norms);
	struct base_buffer out;
	char *text;

	base_buffer_init(&out, CHOOSE_MAX);
	/* Some laws say of themselves whom they bind and what they give. */
	if (note[0] != '\0')
		set_say(&out, "{0}", &note, 1);
	else
		choose_explain(set, situation, choice, where, language, &out);
	if (!choice->verified)
		choose_unsure(set, choice, language, &out);
	if (pack != NULL)
		set_say(&out, set->words[language].choice[WORDS_CHOICE_PACK],
			&pack, 1);
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	return text;
}

const struct law *law_of_country(const struct law_set *set, const char *country)
{
	const struct set_seat *seat = choose_seat(set, country, "");

	return seat == NULL ? NULL : law_named(set, seat->law);
}

bool law_has_authority(const struct law_set *set, const struct law *law)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (strcmp(set->seats[i].law, law->id) == 0 &&
		    set->seats[i].authority != NULL)
			return true;
	return false;
}

bool law_is_regional(const struct law_set *set, const struct law *law)
{
	bool found = false;

	for (size_t i = 0; i < set->seat_count; i++) {
		if (strcmp(set->seats[i].law, law->id) != 0)
			continue;
		/* One law may have authorities of regions, as the GDPR has. */
		if (set->seats[i].region[0] == '\0')
			return false;
		found = true;
	}
	return found;
}

enum lens_err law_choose(const struct law_set *set,
			 const struct law_situation *situation,
			 struct law_fault *fault, struct law_choice *out)
{
	const struct set_seat *seat;
	enum words_choice where;
	enum lens_err err;

	*out = (struct law_choice){.law = NULL};
	if (fault != NULL)
		fault->sentence[0] = '\0';
	err = choose_find(set, situation, fault, &seat);
	if (err != LENS_OK)
		return err;
	out->law = law_named(set, seat->law);
	if (out->law == NULL)
		return set_denied(fault,
				  "The law \"%s\" is not there; install "
				  "Lenscap again.",
				  seat->law);
	/* What watches over public bodies and churches here watches over none
	 * of another country. */
	out->authority = choose_authority(
	    seat, situation->controller[0] == '\0' ||
			  strcmp(situation->controller, seat->country) == 0
		      ? situation->body
		      : LAW_BODY_PRIVATE);
	out->elsewhere = seat != choose_home(set, situation);
	out->established =
	    choose_is(choose_seat(set, situation->controller, ""), seat->law);
	where = choose_where(set, situation, out->law);
	set_gather(&out->norms, out->law->topics[LAW_COMPLAINT]);
	if (where >= WORDS_CHOICE_REPRESENTED)
		set_gather(&out->norms, out->law->topics[LAW_REACH]);
	out->verified = seat->verified && set_verified(set, out->norms);
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		out->reason[i] = choose_reason(set, situation, out, where, i);
	return LENS_OK;
}

void law_choice_free(struct law_choice *choice)
{
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		free(choice->reason[i]);
	free((void *)choice->norms.ids);
	memset(choice, 0, sizeof(*choice));
}
