/* mandate.c: a person lets an association act for them (Art. 80 GDPR). */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_mandate.h>

#include "draft.h"
#include "json_line.h"
#include "refusal.h"
#include "session.h"

/* The law whose Art. 80 the mandate rests on. */
#define MANDATE_LAW "gdpr"
#define MANDATE_KIND "mandate"

struct mandate_making {
	struct casework *work;
	const struct casework_mandate *mandate;
	const struct law_set *laws;
	struct casework_me me;
	enum law_language language;
	json_t *cases; /* [{name, reference}] */
	struct ledger_fault *fault;
	enum lens_err err;
};

/* ---- What it is for ---- */

/* Whose data the case is about where they are not the person's; the caller's.
 */
static char *mandate_other(const struct casework_case *the_case)
{
	json_t *facts = json_loads(the_case->facts, 0, NULL);
	const char *role = json_string_value(json_object_get(facts, "role"));
	const char *name = json_string_value(json_object_get(facts, "for"));
	char *other = casework_role_is_other(role)
			  ? base_copy(name != NULL ? name : "")
			  : NULL;

	json_decref(facts);
	return other;
}

static bool mandate_case(void *context, const struct casework_case *the_case)
{
	struct mandate_making *making = context;
	char *other = mandate_other(the_case);

	if (other != NULL)
		making->err = refusal_say(
		    making->fault, LEDGER_FAULT_ARGUMENT,
		    "Case %lld is about the data of %s, and you can give this "
		    "mandate for your own alone; leave the case out, and ask "
		    "the association for a form for %s.",
		    (long long)the_case->id, other, other);
	else if (strcmp(the_case->law, MANDATE_LAW) != 0)
		making->err = refusal_say(
		    making->fault, LEDGER_FAULT_ARGUMENT,
		    "Case %lld is under another law than the GDPR, whose "
		    "Art. 80 this mandate rests on; ask the association for "
		    "its own form.",
		    (long long)the_case->id);
	else
		json_array_append_new(making->cases,
				      json_pack("{s:s, s:s}", "name",
						the_case->name, "reference",
						the_case->reference));
	free(other);
	return false;
}

static enum lens_err mandate_cases(struct mandate_making *making)
{
	const struct casework_mandate *mandate = making->mandate;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < mandate->count && err == LENS_OK; i++) {
		err = casework_case_each(making->work, mandate->cases[i],
					 mandate->today, LAW_EN, mandate_case,
					 making, making->fault);
		if (err == LENS_OK)
			err = making->err;
	}
	return err;
}

/* ---- Whether it can be ---- */

static enum lens_err mandate_check(const struct mandate_making *making)
{
	const struct casework_me *me = &making->me;
	const struct law *law = law_of_country(making->laws, me->country);

	if (making->mandate->to[0] == '\0' || making->mandate->to[0] == '\n')
		return refusal_say(making->fault, LEDGER_FAULT_ARGUMENT,
				   "Say whom the mandate is for: a line with "
				   "the association's name, then its address.");
	if (me->name[0] == '\0')
		return refusal_say(making->fault, LEDGER_FAULT_ARGUMENT,
				   "A mandate names who gives it: lenscap me "
				   "set name ...");
	/* A case's own law was looked at above. */
	if (making->mandate->count == 0 &&
	    (law == NULL || strcmp(law->id, MANDATE_LAW) != 0))
		return refusal_say(
		    making->fault, LEDGER_FAULT_ARGUMENT,
		    "Where you live, the GDPR does not hold as far as is known "
		    "here, and this mandate rests on its Art. 80: set your "
		    "country (lenscap me set country ...), name a case under "
		    "the GDPR, or ask the association for its own form.");
	return LENS_OK;
}

/* The one that was asked for; else the person's, or English where that has no
 * such paper yet. */
static enum lens_err mandate_language(struct mandate_making *making)
{
	enum law_language asked = making->language;
	const struct letter_set *letters;
	enum lens_err err =
	    session_letters(making->work, making->fault, &letters);

	if (err != LENS_OK)
		return err;
	if (asked == LAW_LANGUAGES)
		making->language = law_language_of(making->me.language);
	if (making->language != LAW_LANGUAGES &&
	    letter_known(letters, MANDATE_KIND, making->language))
		return LENS_OK;
	making->language = LAW_EN;
	if (asked == LAW_LANGUAGES)
		return LENS_OK;
	return refusal_say(making->fault, LEDGER_FAULT_ARGUMENT,
			   "The mandate cannot be written in %s yet; choose "
			   "another language for it, such as English (en).",
			   law_language_own_name(asked));
}

/* ---- The paper ---- */

/* Of a single case, its own; a new one would be of nothing that is kept. */
static const char *mandate_reference(const struct mandate_making *making)
{
	return json_array_size(making->cases) == 1
		   ? json_string_value(json_object_get(
			 json_array_get(making->cases, 0), "reference"))
		   : "";
}

static json_t *mandate_known(const struct mandate_making *making)
{
	const struct casework_me *me = &making->me;
	const char *to = making->mandate->to;
	size_t name = strcspn(to, "\n");
	const char *address = to + name + (to[name] == '\n');
	char day[LEDGER_DAY], words[48] = "";

	law_day_text(making->mandate->today, day);
	law_day_words(making->laws, making->mandate->today, making->language,
		      words);
	return json_pack(
	    "{s:s, s:s, s:s, s:{s:b}, s:{s:s}, s:{s:s%, s:s}, s:O, s:b, "
	    "s:{s:s, s:s, s:s, s:s, s:s%, s:s, s:s}}",
	    "day", day, "date", words, "reference", mandate_reference(making),
	    "law", MANDATE_LAW, 1, "me", "name", me->name, "to", "name", to,
	    name, "slug", MANDATE_KIND, "cases", making->cases, "cases_any",
	    (int)(json_array_size(making->cases) > 0), "head", "name", me->name,
	    "address", me->address, "email", me->email, "country", me->country,
	    "to_name", to, name, "to_address", address, "to_email", "");
}

static enum lens_err mandate_make(const struct mandate_making *making,
				  enum casework_format format, int *out)
{
	json_t *known = mandate_known(making);
	json_t *content =
	    known != NULL
		? json_pack("{s:s, s:s, s:s, s:o}", "kind", MANDATE_KIND, "law",
			    MANDATE_LAW, "language",
			    law_language_name(making->language), "known", known)
		: NULL;
	if (content == NULL)
		return refusal_say(making->fault, LEDGER_FAULT_ARGUMENT,
				   "Whom the mandate is for is no text.");
	return export_unkept(making->work, content, format, making->fault, out);
}

enum lens_err casework_mandate(struct casework *work,
			       const struct casework_mandate *mandate,
			       enum casework_format format,
			       struct ledger_fault *fault, int *out)
{
	struct mandate_making making = {.work = work,
					.mandate = mandate,
					.language = mandate->language,
					.cases = json_array(),
					.fault = fault,
					.err = LENS_OK};
	enum lens_err err = casework_laws(work, fault, &making.laws);

	*out = -1;
	if (err == LENS_OK)
		err = casework_me_read(work, fault, &making.me);
	if (err == LENS_OK)
		err = mandate_cases(&making);
	if (err == LENS_OK)
		err = mandate_check(&making);
	if (err == LENS_OK)
		err = mandate_language(&making);
	if (err == LENS_OK)
		err = mandate_make(&making, format, out);
	if (making.me.name != NULL)
		casework_me_free(&making.me);
	json_decref(making.cases);
	return err;
}
