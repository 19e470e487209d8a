/*
 * choose.c: which law and which authority.  The person's home decides: a
 * complaint may go to the authority where one lives (Art. 77(1) GDPR), and a
 * controller abroad is bound by what it does to people here (Art. 3(2)(b)).
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/law_deadline.h>

#include "set.h"

#define CHOOSE_MAX 4096

enum choose_piece {
	CHOOSE_HOME,
	CHOOSE_SAME,
	CHOOSE_INSIDE,
	CHOOSE_REPRESENTED,
	CHOOSE_ABROAD,
	CHOOSE_UNKNOWN,
	CHOOSE_AUTHORITY,
	CHOOSE_UNSURE,
	CHOOSE_PIECES
};

/* {0} the person's country, {1} the law, {2} the controller's country or its
 * representative's, {3} norms. */
static const char *const choose_words[CHOOSE_PIECES][LAW_LANGUAGES] = {
    [CHOOSE_HOME] = {"You live here: {0}, where this law holds: {1}",
		     "Sie wohnen hier: {0}, wo dieses Recht gilt: {1}",
		     "Vous résidez ici : {0}, où s'applique : {1}"},
    [CHOOSE_SAME] = {", and so does whoever is asked.",
		     ", und dort sitzt auch, wer gefragt wird.",
		     ", et le responsable s'y trouve aussi."},
    [CHOOSE_INSIDE] =
	{"; whoever is asked is elsewhere ({2}), under the same law.",
	 "; wer gefragt wird, sitzt woanders ({2}), unter demselben Recht.",
	 " ; le responsable est ailleurs ({2}), sous le même droit."},
    [CHOOSE_REPRESENTED] =
	{"; whoever is asked is abroad and has a representative ({2}), which "
	 "changes neither.",
	 "; wer gefragt wird, sitzt außerhalb und hat einen Vertreter ({2}), "
	 "was daran nichts ändert.",
	 " ; le responsable est à l'étranger et a un représentant ({2}), ce "
	 "qui n'y change rien."},
    [CHOOSE_ABROAD] = {"; whoever is asked is abroad ({2}) and is bound where "
		       "it observes people here ({3}).",
		       "; wer gefragt wird, sitzt außerhalb ({2}) und ist "
		       "gebunden, soweit er Menschen hier beobachtet ({3}).",
		       " ; le responsable est à l'étranger ({2}) et est lié "
		       "dès lors qu'il suit des personnes ici ({3})."},
    [CHOOSE_UNKNOWN] =
	{"; where whoever is asked has its seat is not known; abroad it is "
	 "bound where it observes people here ({3}).",
	 "; wo der Gefragte sitzt, ist nicht bekannt; außerhalb ist er "
	 "gebunden, soweit er Menschen hier beobachtet ({3}).",
	 " ; le siège du responsable n'est pas connu ; à l'étranger, il est "
	 "lié dès lors qu'il suit des personnes ici ({3})."},
    [CHOOSE_AUTHORITY] =
	{" The complaint goes to the authority where you live ({3}).",
	 " Die Beschwerde geht an die Behörde Ihres Wohnorts ({3}).",
	 " La plainte va à l'autorité de votre lieu de résidence ({3})."},
    [CHOOSE_UNSURE] =
	{" Not every rule used here has been checked against its source.",
	 " Nicht jede hier benutzte Regel ist an ihrer Quelle geprüft.",
	 " Les règles utilisées ici n'ont pas toutes été vérifiées à leur "
	 "source."},
};

static const struct set_seat *
choose_seat(const struct law_set *set, const char *country, const char *region)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (strcmp(set->seats[i].country, country) == 0 &&
		    strcmp(set->seats[i].region, region) == 0)
			return &set->seats[i];
	return NULL;
}

/* The region's own, else the country's. */
static enum lens_err choose_find(const struct law_set *set,
				 const struct law_situation *situation,
				 struct law_fault *fault,
				 const struct set_seat **out)
{
	const struct set_seat *home =
	    choose_seat(set, situation->residence, "");
	const struct set_seat *seat =
	    choose_seat(set, situation->residence, situation->region);

	*out = seat != NULL ? seat : home;
	if (*out == NULL)
		return set_denied(fault,
				  "No law here protects somebody who lives in "
				  "\"%s\"; give a country of the EEA, gb or ch "
				  "by its two letters.",
				  situation->residence);
	if (seat == NULL &&
	    !law_region_known(set, situation->residence, situation->region))
		return set_denied(fault,
				  "The region \"%s\" of %s is not "
				  "known; give it like de-be.",
				  situation->region, situation->residence);
	if ((*out)->authority == NULL)
		return set_denied(fault,
				  "In \"%s\" each state has its own authority; "
				  "give the state where you live, like de-be.",
				  situation->residence);
	return LENS_OK;
}

static enum choose_piece choose_where(const struct law_set *set,
				      const struct law_situation *situation,
				      const struct law *law)
{
	const struct set_seat *seat =
	    choose_seat(set, situation->controller, "");

	if (strcmp(situation->controller, situation->residence) == 0)
		return CHOOSE_SAME;
	if (seat != NULL && strcmp(seat->law, law->id) == 0)
		return CHOOSE_INSIDE;
	if (situation->representative[0] != '\0')
		return CHOOSE_REPRESENTED;
	return situation->controller[0] == '\0' ? CHOOSE_UNKNOWN
						: CHOOSE_ABROAD;
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

static char *choose_reason(const struct law_set *set,
			   const struct law_situation *situation,
			   const struct law_choice *choice,
			   enum choose_piece where, enum law_language language)
{
	const char *other = where == CHOOSE_REPRESENTED
				? situation->representative
				: situation->controller;
	char *reach = set_cites(set, choice->law->topics[LAW_REACH], language);
	char *complaint =
	    set_cites(set, choice->law->topics[LAW_COMPLAINT], language);
	char home[8], abroad[8], *text;
	const char *values[4] = {
	    choose_name(set, situation->residence, language, home),
	    choice->law->name[language],
	    choose_name(set, other, language, abroad), reach};
	struct base_buffer out;

	base_buffer_init(&out, CHOOSE_MAX);
	set_say(&out, choose_words[CHOOSE_HOME][language], values, 4);
	set_say(&out, choose_words[where][language], values, 4);
	values[3] = complaint;
	set_say(&out, choose_words[CHOOSE_AUTHORITY][language], values, 4);
	if (!choice->verified)
		set_say(&out, choose_words[CHOOSE_UNSURE][language], values, 4);
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	free(reach);
	free(complaint);
	return text;
}

enum lens_err law_choose(const struct law_set *set,
			 const struct law_situation *situation,
			 struct law_fault *fault, struct law_choice *out)
{
	const struct set_seat *seat;
	enum choose_piece where;
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
	out->authority =
	    situation->public_body && seat->public_authority != NULL
		? seat->public_authority
		: seat->authority;
	where = choose_where(set, situation, out->law);
	set_gather(&out->norms, out->law->topics[LAW_COMPLAINT]);
	if (where >= CHOOSE_REPRESENTED)
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
