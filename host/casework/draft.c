/*
 * draft.c: write letters.  Everything is composed and checked before anything
 * is kept, and all of it is kept in one change.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_outcomes.h>
#include <lenscap/casework_registry.h>
#include <lenscap/letter_pack.h>

#include "draft.h"

/* A letter that was composed, until it is kept. */
struct draft_made {
	struct letter letter;
	char *known, *facts, *content, *detail;
	char reference[CASEWORK_REFERENCE];
	const struct registry_controller *to;
	char *law, *authority, *reason;
	struct casework_warning warnings[CASEWORK_WARNINGS_MAX];
	size_t warning_count;
};

/* ---- One letter ---- */

enum lens_err casework_reference(char out[CASEWORK_REFERENCE])
{
	uint8_t bytes[5];
	char text[BASE_BASE32_SIZE(sizeof(bytes))];

	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return LENS_SYSTEM;
	base_base32(text, bytes, sizeof(bytes));
	snprintf(out, CASEWORK_REFERENCE, "LC-%.4s-%.4s", text, text + 4);
	return LENS_OK;
}

/*
 * What the time of a letter is counted from: a request's from its own day; a
 * follow-up's is the case's, by its record.
 */
static void draft_clock(struct letter_context *letter,
			struct law_question *question)
{
	const struct law *law = letter->choice.law;
	const char *kind = letter->draft->kind;
	bool fresh = letter->the_case == NULL || case_letter_is_fresh(kind);

	letter->timed = fresh ? law_times(law, letter->draft->ask) ||
				    strcmp(kind, "notice") == 0
			      : case_state_timed(&letter->state, law);
	letter->sets_own_deadline = law->asked || !letter->timed;
	if (!fresh)
		(void)case_state_question(letter->laws, &letter->state, false,
					  question);
	question->untimed = !letter->timed;
	question->law = law->id;
}

/* Requests of one day have one last day: it is counted once for many. */
static enum lens_err draft_count(struct letter_context *letter,
				 const struct law_question *question,
				 struct law_fault *why)
{
	const struct law_question *last = &letter->counted;
	enum lens_err err;

	if (letter->the_case == NULL && last->law != NULL &&
	    strcmp(last->law, question->law) == 0 &&
	    strcmp(last->country, question->country) == 0 &&
	    strcmp(last->region, question->region) == 0 &&
	    strcmp(last->there, question->there) == 0 &&
	    last->untimed == question->untimed)
		return LENS_OK;
	law_deadline_free(&letter->deadline);
	letter->counted.law = NULL;
	err = law_deadline(letter->laws, question, why, &letter->deadline);
	if (err == LENS_OK)
		letter->counted = *question;
	return err;
}

/* Whose holidays count. */
static void draft_calendar(const struct letter_context *letter,
			   const char **country, const char **region)
{
	*country =
	    law_calendar(letter->laws, letter->choice.law->id, letter->country,
			 letter->region,
			 place_country(letter->letters, letter->to->address));
	*region = *country == letter->country ? letter->region : "";
}

/* A fair day to answer by; where the person's own time to turn to the authority
 * runs, one that leaves some of it. */
static int32_t draft_fair(const struct letter_context *letter)
{
	const struct law_set *laws = letter->laws;
	int32_t last =
	    letter->the_case ? letter->the_case->recourse : LAW_NO_DAY;
	const char *country, *region;
	int32_t fair;

	draft_calendar(letter, &country, &region);
	fair = law_working_day(laws, country, region,
			       letter->draft->today + CASEWORK_REMINDER);
	if (last == LAW_NO_DAY || fair <= last - CASE_STATE_RECOURSE)
		return fair;
	last -= CASE_STATE_RECOURSE;
	while (law_working_day(laws, country, region, last) != last)
		last--;
	return last > letter->draft->today ? last : fair;
}

/* A follow-up gives a fair time, but never less than the law does. */
static void draft_set(struct letter_context *letter)
{
	int32_t fair = draft_fair(letter);

	if (letter->the_case == NULL ||
	    case_letter_is_fresh(letter->draft->kind) ||
	    strcmp(letter->draft->kind, "extension") == 0 ||
	    fair <= letter->deadline.due)
		return;
	letter->deadline.due = fair;
	letter->sets_own_deadline = true;
}

/* By its categories, and a church by how it calls itself. */
static enum law_body draft_body(const struct registry_controller *to)
{
	static const struct {
		const char *word;
		enum law_body body;
	} churches[] = {
	    {"kathol", LAW_BODY_CATHOLIC},  {"cathol", LAW_BODY_CATHOLIC},
	    {"bistum", LAW_BODY_CATHOLIC},  {"diözese", LAW_BODY_CATHOLIC},
	    {"caritas", LAW_BODY_CATHOLIC}, {"altkathol", LAW_BODY_CHURCH},
	    {"evang", LAW_BODY_CHURCH},	    {"luther", LAW_BODY_CHURCH},
	    {"protest", LAW_BODY_CHURCH},   {"diakonie", LAW_BODY_CHURCH},
	};
	enum law_body body = LAW_BODY_PRIVATE;

	for (size_t i = 0; i < to->category_count; i++) {
		if (strcmp(to->categories[i], "public body") == 0)
			body = LAW_BODY_PUBLIC;
		if (strcmp(to->categories[i], "church") == 0)
			body = LAW_BODY_CHURCH;
	}
	for (size_t i = 0;
	     body != LAW_BODY_PRIVATE && body != LAW_BODY_PUBLIC &&
	     i < sizeof(churches) / sizeof(churches[0]);
	     i++)
		if (strcasestr(to->name, churches[i].word) != NULL)
			body = churches[i].body;
	return body;
}

/* The laws that there are, for who named none of them. */
static enum lens_err draft_no_law(const struct letter_context *letter,
				  struct ledger_fault *fault)
{
	char *all = base_copy("");
	enum lens_err err;

	for (size_t i = 0; i < law_count(letter->laws); i++)
		all = base_join(all, ", ", law_at(letter->laws, i)->id);
	err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			  "There is no law '%.20s' here; there are %s.",
			  letter->draft->law, all);
	free(all);
	return err;
}

/* Who is known to compute templates of faces, or may. */
static bool draft_has_faces(const struct registry_controller *to)
{
	return to->kind == REGISTRY_FACE_SEARCH ||
	       to->kind == REGISTRY_IMAGE_SEARCH ||
	       to->kind == REGISTRY_AI_TRAINING ||
	       to->kind == REGISTRY_SOCIAL_NETWORK;
}

/* The rights that a law knows, by their words; the caller's. */
static char *draft_rights(const struct law *law)
{
	char *all = base_copy("");

	for (enum law_right i = 0; i < LAW_RIGHTS; i++)
		if (law->rights[i].count > 0)
			all = base_join(all, ", ", law_right_name(i));
	return all;
}

/*
 * An objection rests on the person's situation (Art. 21(1) GDPR and UK GDPR);
 * that to direct marketing (21(2)), and those of other laws, need no reasons.
 * Later letters of a case only refer to the first.
 */
static bool draft_lacks_ground(const struct letter_context *letter)
{
	const struct casework_draft *draft = letter->draft;

	return letter->choice.law->grounds &&
	       strcmp(draft->kind, "request") == 0 &&
	       draft->ask[LAW_OBJECTION] && !draft->marketing &&
	       draft->situation_kind == NULL &&
	       (draft->situation == NULL || draft->situation[0] == '\0');
}

/* What is asked for must be a right under the law that was chosen. */
static enum lens_err draft_fits(const struct letter_context *letter,
				struct ledger_fault *fault)
{
	const struct law *law = letter->choice.law;
	enum lens_err err = LENS_OK;
	char *rights;

	if (draft_lacks_ground(letter))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "An objection rests on your particular "
				   "situation: say safety, work, minor or "
				   "private, or put it in words of your own.");
	if (law->templates && !draft_has_faces(letter->to))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The law known here where you live (%s) is "
				   "about templates of faces, and %.80s is not "
				   "known to make any. A form may help: "
				   "'lenscap controllers show'.",
				   law->name[law_language_said()],
				   letter->to->name);
	for (enum law_right i = 0; i < LAW_RIGHTS && err == LENS_OK; i++) {
		/* A complaint says what was asked, which the law need not give.
		 */
		if (!letter->draft->ask[i] || law->rights[i].count > 0 ||
		    strcmp(letter->draft->kind, "complaint") == 0)
			continue;
		rights = draft_rights(law);
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The law that protects you here (%s) has no "
				  "right of %s; it has: %s.",
				  law->name[law_language_said()],
				  law_right_name(i), rights);
		free(rights);
	}
	return err;
}

/* Where each state has its own, the authority at the seat of a company. */
static void draft_seat_authority(struct letter_context *letter)
{
	const struct registry_controller *to = letter->to;
	const char *country = place_country(letter->letters, to->address);
	const struct registry_authority *found;

	if (!letter->choice.elsewhere || letter->choice.authority[0] != '\0' ||
	    letter->body != LAW_BODY_PRIVATE ||
	    strncmp(to->region, country, 2) != 0)
		return;
	found = registry_authority_for(letter->registry, country, to->region);
	if (found != NULL)
		letter->choice.authority = found->slug;
}

/* The law of a case is that of where the person lived when it began, whoever
 * has moved since; no law was named that could be left out. */
static enum lens_err draft_moved(const struct letter_context *letter,
				 struct ledger_fault *fault)
{
	const struct law *law = law_named(letter->laws, letter->draft->law);

	return refusal_say(
	    fault, LEDGER_FAULT_ARGUMENT,
	    "Case %lld began under this law (%s), and letters under it are "
	    "written here for who lives where it holds, or to who has a seat "
	    "there. You live in \"%s\", and no such seat is known of %.60s. "
	    "Write a new request, which takes the law that fits: lenscap "
	    "letter draft --to %.60s --ask ...",
	    (long long)letter->draft->case_id, law->name[law_language_said()],
	    letter->me.country, letter->to->name, letter->to->slug);
}

static enum lens_err draft_home(struct letter_context *letter,
				struct law_situation *situation,
				struct ledger_fault *fault)
{
	letter->moved = letter->draft->case_id != 0 &&
			!law_can_hold(letter->laws, situation);
	letter->country =
	    letter->moved ? letter->state.country : letter->me.country;
	letter->region =
	    letter->moved ? letter->state.region : letter->me.region;
	situation->residence = letter->country;
	situation->region = letter->region;
	return letter->moved && !law_can_hold(letter->laws, situation)
		   ? draft_moved(letter, fault)
		   : LENS_OK;
}

static enum lens_err draft_law(struct letter_context *letter,
			       struct ledger_fault *fault)
{
	const struct registry_controller *to = letter->to;
	const char *representative = "";
	struct law_fault why = {""};
	struct law_situation situation = {
	    .residence = letter->me.country,
	    .region = letter->me.region,
	    .controller = place_country(letter->letters, to->address)};
	struct law_question question = {.received = letter->draft->today,
					.extended_on = LAW_NO_DAY};
	enum lens_err err;

	for (size_t i = 0; i < to->representative_count; i++)
		if (to->representatives[i].named)
			representative = place_country(
			    letter->letters, to->representatives[i].address);
	situation.representative = representative;
	situation.body = letter->body = draft_body(to);
	situation.wanted = letter->draft->law;
	if (situation.wanted != NULL &&
	    law_named(letter->laws, situation.wanted) == NULL)
		return draft_no_law(letter, fault);
	err = draft_home(letter, &situation, fault);
	if (err != LENS_OK)
		return err;
	err = law_choose(letter->laws, &situation, &why, &letter->choice);
	if (err == LENS_OK) {
		draft_seat_authority(letter);
		draft_calendar(letter, &question.country, &question.region);
		question.latest =
		    law_parts_of(letter->country, question.country);
		question.there =
		    law_calendar_there(letter->laws, letter->choice.law->id,
				       question.country, situation.controller);
		draft_clock(letter, &question);
		err = draft_count(letter, &question, &why);
	}
	if (err != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				   why.sentence);
	draft_set(letter);
	return LENS_OK;
}

/* A complaint's is the authority's; a request's the one its reader reads. */
static enum law_language draft_language(const struct letter_context *letter)
{
	const struct registry_controller *to = letter->to;
	const char *wanted = letter->draft->language;
	enum law_language language;

	if (wanted == NULL && letter->authority != NULL &&
	    letter->authority->language_count > 0)
		wanted = letter->authority->languages[0];
	if (wanted == NULL && to->language[0] != '\0')
		wanted = to->language;
	if (wanted == NULL)
		wanted = registry_language_of(
		    letter->registry,
		    place_country(letter->letters, to->address));
	language = law_language_of(wanted);
	return language == LAW_LANGUAGES ? LAW_EN : language;
}

static json_t *draft_facts(const struct letter_context *letter)
{
	const struct casework_draft *draft = letter->draft;
	json_t *ask = json_array(), *photos = json_array();
	json_t *disclose = json_array();

	for (unsigned right = 0; right < LAW_RIGHTS; right++)
		if (draft->ask[right])
			json_array_append_new(
			    ask, json_string(law_right_name(right)));
	for (size_t i = 0; i < draft->photo_count; i++) {
		json_array_append_new(photos, json_integer(draft->photos[i]));
		json_array_append_new(disclose,
				      json_integer(draft->disclose[i]));
	}
	return json_pack(
	    "{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:s?, s:s?, s:s?, s:s?,"
	    " s:s?, s:s?, s:b, s:i, s:i, s:s?, s:s?, s:b, s:b}",
	    "country", letter->country, "region", letter->region, "to_country",
	    place_country(letter->letters, letter->to->address), "authority",
	    letter->choice.authority, "ask", ask, "photos", photos, "disclose",
	    disclose, "tell", (int)letter->tell, "language", draft->language,
	    "purpose", draft->purpose, "situation", draft->situation,
	    "situation_kind", draft->situation_kind, "rectify_what",
	    draft->rectify_what, "rectify_to", draft->rectify_to, "marketing",
	    draft->marketing, "confirm", (int)draft->confirm, "erase",
	    (int)draft->erase, "role", draft->role, "for", draft->for_name,
	    "research", draft->research, "long", draft->long_form);
}

/* The template of a letter under the law at hand ("request.overseas"), the
 * caller's; NULL when that law has none of the kind. */
static char *draft_template(const struct letter_context *letter,
			    enum law_language language)
{
	const struct law *law = letter->choice.law;
	const char *of = law->letters;
	bool none =
	    !law->complains && strcmp(letter->draft->kind, "complaint") == 0;
	char *name = of[0] ? base_format("%s.%s", letter->draft->kind, of)
			   : base_copy(letter->draft->kind);

	if (!none && letter_known(letter->letters, name, language))
		return name;
	free(name);
	return NULL;
}

/* Where a complaint goes of which there is no letter here. */
static enum lens_err draft_complain_at(const struct letter_context *letter,
				       struct ledger_fault *fault)
{
	const struct registry_authority *at = letter->authority;
	const char *law = letter->choice.law->name[law_language_said()];

	if (at == NULL)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "No authority is known here that takes "
				   "complaints under the %s, and no letter "
				   "to one; what is left is a court.",
				   law);
	return refusal_say(
	    fault, LEDGER_FAULT_ARGUMENT,
	    "No letter for complaints under the %s is here; complain to the "
	    "%.80s: %.140s%s. What its form asks is not known here.",
	    law, at->name, at->webform[0] != '\0' ? at->webform : at->web,
	    at->checked.verified ? "" : base_said(" (not checked)"));
}

static enum lens_err draft_no_template(const struct letter_context *letter,
				       struct ledger_fault *fault)
{
	if (strcmp(letter->draft->kind, "complaint") == 0)
		return draft_complain_at(letter, fault);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Under the %s there is a request, no_answer and "
			   "partial_answer here, and no letter of the kind "
			   "'%.40s'; say in a partial_answer what is missing.",
			   letter->choice.law->name[law_language_said()],
			   letter->draft->kind);
}

/* Of a language that was asked for, and whose letters are not all there yet. */
static enum lens_err draft_not_yet(const struct letter_context *letter,
				   enum law_language language,
				   struct ledger_fault *fault)
{
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "A letter of the kind '%.40s' cannot be written in "
			   "%s yet; choose another language for it, such as "
			   "English (en).",
			   letter->draft->kind,
			   law_language_own_name(language));
}

/* Of a language whose letters are not as they should be. */
static enum lens_err draft_lacks(const struct letter_context *letter,
				 enum law_language language,
				 struct ledger_fault *fault)
{
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "No letter can be written in %s: its templates are "
			   "not whole (%s). Install Lenscap again, or choose "
			   "another language: --lang en.",
			   law_language_own_name(language),
			   letter_lacks(letter->letters, language));
}

/* The letter's language, and its template there, the caller's: English where
 * nobody asked for the language that it lacks. */
static enum lens_err draft_pick(struct letter_context *letter,
				enum law_language *language, char **template,
				struct ledger_fault *fault)
{
	*language = draft_language(letter);
	*template = NULL;
	if (letter_lacks(letter->letters, *language) != NULL)
		return draft_lacks(letter, *language, fault);
	*template = draft_template(letter, *language);
	if (*template == NULL && letter->draft->language != NULL &&
	    law_begun(letter->laws, *language))
		return draft_not_yet(letter, *language, fault);
	letter->in_english = *template == NULL &&
			     letter->draft->language != NULL &&
			     *language != LAW_EN;
	if (*template == NULL && *language != LAW_EN) {
		*language = LAW_EN;
		*template = draft_template(letter, *language);
	}
	return *template != NULL ? LENS_OK : draft_no_template(letter, fault);
}

/* The same letter in the person's own language. */
static enum lens_err draft_translation(const struct letter_context *letter,
				       enum law_language own, json_t *content,
				       struct letter_fault *why)
{
	char *template = draft_template(letter, own);
	json_t *known = template == NULL ? NULL : template_data(letter, own);
	char *line = known == NULL ? NULL : json_line_take(json_incref(known));
	struct letter translated = {.count = 0};
	enum lens_err err = LENS_SYSTEM;

	/* Not each law's letters are in each language. */
	if (template == NULL)
		return LENS_OK;
	if (line != NULL)
		err = letter_compose(letter->letters, template, own, line, why,
				     &translated);
	if (err == LENS_OK)
		json_object_set_new(content, "twin",
				    json_pack("{s:s, s:O, s:s}", "language",
					      law_language_name(own), "known",
					      known, "source",
					      translated.source));
	letter_free(&translated);
	free(template);
	free(line);
	json_decref(known);
	return err;
}

/* What is kept of a letter, from which every format is made again: what it
 * says is fixed here, whatever the templates say later. */
static enum lens_err draft_content(const struct letter_context *letter,
				   const struct letter *composed, json_t *known,
				   struct letter_fault *why, char **out)
{
	enum law_language own = law_language_of(letter->me.language);
	json_t *content =
	    json_pack("{s:s, s:s, s:s, s:O, s:s}", "kind", letter->draft->kind,
		      "law", letter->choice.law->id, "language",
		      law_language_name(composed->language), "known", known,
		      "source", composed->source);
	enum lens_err err = LENS_OK;

	if (own != LAW_LANGUAGES && own != composed->language)
		err = draft_translation(letter, own, content, why);
	*out = json_line_take(content);
	return err;
}

/* What the history says of it: the day it sets, too, of a follow-up. */
static char *draft_detail(const struct letter_context *letter,
			  enum law_language language)
{
	json_t *detail = json_pack("{s:s, s:s}", "letter", letter->draft->kind,
				   "language", law_language_name(language));
	char day[LEDGER_DAY];

	if (letter->the_case != NULL && letter->authority == NULL &&
	    letter->deadline.due != LAW_NO_DAY) {
		law_day_text(letter->deadline.due, day);
		json_object_set_new(detail, "until", json_string(day));
	}
	return json_line_take(detail);
}

/* Why this law; the caller's. */
static char *draft_reason(const struct letter_context *letter,
			  enum law_language shown)
{
	const char *law = letter->choice.law->name[shown];

	if (letter->moved)
		return base_format(base_said("The case goes on under the law "
					     "of where you lived when it "
					     "began: %s."),
				   law);
	if (letter->draft->law != NULL && letter->draft->case_id == 0)
		return base_format(base_said("You chose this law yourself: "
					     "%s."),
				   law);
	return base_copy(letter->choice.reason[shown]);
}

/* Whether any of its words, or a norm that it cites, is a pack's. */
static bool draft_packed(const struct letter_context *letter,
			 const char *template, enum law_language language,
			 const struct draft_made *made)
{
	bool packed = letter_pack_of(letter->letters, template, language,
				     letter->choice.law->id) != NULL;

	for (size_t i = 0; i < made->letter.count; i++)
		for (size_t n = 0; n < made->letter.blocks[i].norm_count; n++) {
			const struct law_norm *norm = law_norm(
			    letter->laws, made->letter.blocks[i].norms[n]);

			packed = packed || (norm != NULL && norm->pack != NULL);
		}
	return packed;
}

static enum lens_err draft_compose(struct letter_context *letter,
				   struct draft_made *made,
				   struct ledger_fault *fault)
{
	enum law_language shown = letter->draft->shown;
	enum law_language language;
	char *template;
	struct letter_fault why = {""};
	enum lens_err err = draft_pick(letter, &language, &template, fault);
	json_t *known;

	if (err != LENS_OK)
		return err;
	known = template_data(letter, language);
	if (known == NULL) {
		free(template);
		return LENS_SYSTEM;
	}
	made->known = json_line_take(json_incref(known));
	err = letter_compose(letter->letters, template, language, made->known,
			     &why, &made->letter);
	letter->packed = draft_packed(letter, template, language, made);
	free(template);
	if (err == LENS_OK)
		err = draft_content(letter, &made->letter, known, &why,
				    &made->content);
	json_decref(known);
	if (err != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				   why.sentence);
	made->facts = json_line_take(draft_facts(letter));
	made->detail = draft_detail(letter, language);
	memcpy(made->reference, letter->reference, sizeof(made->reference));
	made->to = letter->to;
	made->law = base_copy(letter->choice.law->id);
	made->authority = base_copy(letter->choice.authority);
	made->reason = draft_reason(letter, shown);
	made->warning_count = draft_warns(letter, made->warnings);
	return LENS_OK;
}

static void draft_made_free(struct draft_made *made)
{
	letter_free(&made->letter);
	free(made->known);
	free(made->facts);
	free(made->content);
	free(made->detail);
	free(made->law);
	free(made->authority);
	free(made->reason);
}

/* Who writes: nobody acts on a complaint of no one, or on what is asked for
 * somebody else by no one. */
static enum lens_err draft_who(const struct letter_context *letter,
			       struct ledger_fault *fault)
{
	bool complaint = strcmp(letter->draft->kind, "complaint") == 0;

	if ((letter->tell & CASEWORK_TELL_NAME) != 0 ||
	    (!complaint && !casework_role_is_other(letter->draft->role)))
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   complaint
			       ? "A complaint names who complains: lenscap me "
				 "set name ..., and tell name."
			       : "Who writes for somebody else says who they "
				 "are: lenscap me set name ..., and tell "
				 "name.");
}

static enum lens_err draft_no_authority(const struct letter_context *letter,
					struct ledger_fault *fault)
{
	const struct registry_controller *to = letter->to;

	if (letter->choice.elsewhere && letter->body == LAW_BODY_PRIVATE)
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "Each state there has its own authority, and in which of "
		    "them %.80s has its seat is not known here; complain to "
		    "the one of the state that its address is in.",
		    to->name);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Which authority watches over %.80s is not known "
			   "here; complain to the one that its privacy notice "
			   "names.",
			   to->name);
}

static enum lens_err draft_one(struct letter_context *letter, const char *slug,
			       struct draft_made *made,
			       struct ledger_fault *fault)
{
	const struct casework_draft *draft = letter->draft;
	enum lens_err err;
	char *none;

	letter->to = registry_find_meant(letter->registry, slug);
	if (letter->to == NULL) {
		none = registry_none_meant(letter->registry, slug);
		err = refusal_say(fault, LEDGER_FAULT_MISSING, "%s.", none);
		free(none);
		return err;
	}
	letter->tell = draft_keys_told(letter);
	err = draft_who(letter, fault);
	if (err == LENS_OK)
		err = draft_law(letter, fault);
	if (err == LENS_OK)
		err = draft_fits(letter, fault);
	/* A state's law is told with the state. */
	if (err == LENS_OK && letter->choice.law->letters[0] != '\0' &&
	    letter->me.region[0] != '\0')
		letter->tell |= CASEWORK_TELL_REGION;
	letter->authority = NULL;
	if (err == LENS_OK && strcmp(draft->kind, "complaint") == 0) {
		letter->authority = registry_authority(
		    letter->registry, letter->choice.authority);
		if (letter->authority == NULL && letter->choice.law->complains)
			err = draft_no_authority(letter, fault);
	}
	if (err == LENS_OK && draft->case_id != 0)
		snprintf(letter->reference, sizeof(letter->reference), "%s",
			 letter->the_case->reference);
	else if (err == LENS_OK)
		err = casework_reference(letter->reference);
	letter->code[0] = '\0';
	if (err == LENS_OK && draft->code_page != NULL)
		snprintf(letter->code, sizeof(letter->code), "code-%s",
			 letter->reference + 3);
	if (err == LENS_OK)
		err = draft_compose(letter, made, fault);
	law_choice_free(&letter->choice);
	return err;
}

/* ---- Keeping ---- */

struct draft_kept {
	struct ledger_entry *entries;
	struct ledger_event *events;
	struct ledger_letter *letters;
};

static void draft_entry(const struct letter_context *letter,
			const struct draft_made *made,
			const struct draft_kept *kept, size_t i,
			const char *day)
{
	const struct casework_draft *draft = letter->draft;

	kept->events[i] = (struct ledger_event){
	    .kind = "drafted", .day = day, .detail = made->detail};
	kept->letters[i] = (struct ledger_letter){
	    .kind = draft->kind,
	    .language = law_language_name(made->letter.language),
	    .subject = made->letter.subject,
	    .content = base_view_of(made->content),
	    .photo_count = (unsigned)draft->photo_count,
	    .photos = draft->photos};
	kept->entries[i] =
	    (struct ledger_entry){.the_case = {.id = draft->case_id,
					       .reference = made->reference,
					       .controller = made->to->slug,
					       .name = made->to->name,
					       .law = made->law,
					       .facts = made->facts},
				  .event_count = 1,
				  .letter_count = 1,
				  .events = &kept->events[i],
				  .letters = &kept->letters[i]};
}

static enum lens_err draft_keep(const struct letter_context *letter,
				const struct draft_made *made, size_t count,
				const struct draft_kept *kept,
				struct ledger_fault *fault)
{
	char day[LEDGER_DAY];

	law_day_text(letter->draft->today, day);
	for (size_t i = 0; i < count; i++)
		draft_entry(letter, &made[i], kept, i, day);
	if (letter->draft->preview)
		return LENS_OK;
	return ledger_case_write(casework_ledger(letter->work), kept->entries,
				 count, fault);
}

static void draft_tell(const struct draft_made *made,
		       const struct draft_kept *kept, size_t i,
		       void (*row)(void *context,
				   const struct casework_drafted *drafted),
		       void *context)
{
	row(context,
	    &(struct casework_drafted){.case_id = kept->entries[i].the_case.id,
				       .letter_id = kept->letters[i].id,
				       .reference = made->reference,
				       .controller = made->to->slug,
				       .name = made->to->name,
				       .letter = &made->letter,
				       .known = made->known,
				       .law = made->law,
				       .authority = made->authority,
				       .reason = made->reason,
				       .warnings = made->warnings,
				       .warning_count = made->warning_count});
}

static enum lens_err
draft_all(struct letter_context *letter, const char *const *to, size_t count,
	  void (*row)(void *context, const struct casework_drafted *drafted),
	  void *context, struct ledger_fault *fault)
{
	struct draft_made *made = base_alloc(count + 1, sizeof(*made));
	struct draft_kept kept = {base_alloc(count + 1, sizeof(*kept.entries)),
				  base_alloc(count + 1, sizeof(*kept.events)),
				  base_alloc(count + 1, sizeof(*kept.letters))};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = draft_one(letter, to[i], &made[i], fault);
	if (err == LENS_OK)
		err = draft_keep(letter, made, count, &kept, fault);
	for (size_t i = 0; i < count; i++) {
		if (err == LENS_OK)
			draft_tell(&made[i], &kept, i, row, context);
		draft_made_free(&made[i]);
	}
	free(made);
	free(kept.entries);
	free(kept.events);
	free(kept.letters);
	return err;
}

/* ---- Follow-ups ---- */

static bool draft_case(void *context, const struct casework_case *the_case)
{
	struct casework_case *copy = context;

	*copy = *the_case;
	copy->reference = base_copy(the_case->reference);
	copy->controller = base_copy(the_case->controller);
	copy->name = base_copy(the_case->name);
	copy->law = base_copy(the_case->law);
	copy->facts = base_copy(the_case->facts);
	copy->explained = base_copy(the_case->explained);
	return false;
}

/* What the first letter was made of, where this one does not say else. */
struct draft_earlier {
	struct casework_draft draft;
	json_t *facts;
	int64_t photos[CASEWORK_PHOTOS_MAX];
	unsigned disclose[CASEWORK_PHOTOS_MAX];
};

static const char *draft_fact(const struct draft_earlier *earlier,
			      const char *name)
{
	return json_string_value(json_object_get(earlier->facts, name));
}

/* A photo that was forgotten since is left out of what follows. */
static void draft_earlier_photos(struct casework *work,
				 struct draft_earlier *earlier)
{
	json_t *photos = json_object_get(earlier->facts, "photos"), *entry;
	json_t *disclose = json_object_get(earlier->facts, "disclose");
	size_t i, count = 0;

	json_array_foreach(photos, i, entry)
	{
		struct ledger_photos *found = NULL;
		int64_t id = json_integer_value(entry);

		if (count == CASEWORK_PHOTOS_MAX ||
		    ledger_photo_get(casework_ledger(work), id, NULL, &found) !=
			LENS_OK)
			continue;
		ledger_photos_free(found);
		earlier->photos[count] = id;
		earlier->disclose[count++] =
		    (unsigned)json_integer_value(json_array_get(disclose, i));
	}
	earlier->draft.photos = earlier->photos;
	earlier->draft.disclose = earlier->disclose;
	earlier->draft.photo_count = count;
}

static void draft_earlier_facts(struct casework *work,
				const struct casework_case *the_case,
				struct draft_earlier *earlier)
{
	struct casework_draft *draft = &earlier->draft;

	earlier->facts = json_loads(the_case->facts, 0, NULL);
	case_facts_rights(earlier->facts, draft->ask);
	if (draft->photo_count == 0)
		draft_earlier_photos(work, earlier);
	if (draft->tell == 0)
		draft->tell = (unsigned)json_integer_value(
		    json_object_get(earlier->facts, "tell"));
	draft->law = the_case->law;
	draft->confirm |= (unsigned)json_integer_value(
	    json_object_get(earlier->facts, "confirm"));
	draft->erase |= (unsigned)json_integer_value(
	    json_object_get(earlier->facts, "erase"));
	draft->research |=
	    json_is_true(json_object_get(earlier->facts, "research"));
	if (draft->role == NULL) {
		draft->role = draft_fact(earlier, "role");
		draft->for_name = draft_fact(earlier, "for");
	}
	if (draft->purpose == NULL)
		draft->purpose = draft_fact(earlier, "purpose");
	if (draft->situation == NULL)
		draft->situation = draft_fact(earlier, "situation");
	if (draft->situation_kind == NULL)
		draft->situation_kind = draft_fact(earlier, "situation_kind");
	if (draft->rectify_what == NULL) {
		draft->rectify_what = draft_fact(earlier, "rectify_what");
		draft->rectify_to = draft_fact(earlier, "rectify_to");
	}
	draft->marketing =
	    draft->marketing ||
	    json_is_true(json_object_get(earlier->facts, "marketing"));
	if (draft->language == NULL && strcmp(draft->kind, "complaint") != 0)
		draft->language = draft_fact(earlier, "language");
}

/* Whether anything that they wrote can have named somebody. */
static bool draft_was_answered(const struct case_state *state)
{
	for (size_t i = 0; i < state->reply_count; i++)
		if (casework_outcome_answers(state->replies[i].kind) ||
		    state->replies[i].kind == CASEWORK_REPLY_FORWARDED)
			return true;
	return false;
}

/*
 * A notice (Art. 19 GDPR) goes to somebody else than the case is with, and
 * opens a case of its own: what the first letter told goes with it.
 */
static enum lens_err draft_notice(struct letter_context *letter,
				  struct draft_earlier *earlier,
				  const struct casework_draft *asked,
				  const struct casework_case *the_case,
				  struct ledger_fault *fault)
{
	bool notice = strcmp(earlier->draft.kind, "notice") == 0;

	if (notice && earlier->draft.to_count == 0)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A notice goes to a recipient whom %.80s "
				   "named; say to whom.",
				   the_case->name);
	if (notice && !draft_was_answered(&letter->state))
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "The notice would say that %.80s named the "
		    "recipient, and the case has no answer of "
		    "theirs; note what they wrote first: lenscap "
		    "cases reply %lld --kind answer",
		    the_case->name, (long long)the_case->id);
	if (!notice && earlier->draft.to_count > 0)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say to whom or which case; both only for a "
				   "notice to a recipient whom the other side "
				   "of the case named.");
	if (notice) {
		letter->notice_from = the_case->name;
		earlier->draft.case_id = 0;
		/* Not the earlier letter's: the recipient has its own. */
		earlier->draft.law = asked->law;
		earlier->draft.language = asked->language;
	}
	return LENS_OK;
}

/* ---- Drafting ---- */

static enum lens_err draft_begin(struct letter_context *letter,
				 const struct casework_home *home,
				 struct ledger_fault *fault)
{
	struct registry_fault why = {""};
	enum lens_err err =
	    session_letters(letter->work, fault, &letter->letters);

	if (err == LENS_OK)
		err = casework_laws(letter->work, fault, &letter->laws);
	if (err == LENS_OK)
		err = casework_me_read(letter->work, fault, &letter->me);
	if (err == LENS_OK && casework_registry(home, letter->work, &why,
						&letter->registry) != LENS_OK)
		err = refusal_say(fault, LEDGER_FAULT_MISSING, "%s",
				  why.sentence);
	if (err == LENS_OK)
		err = draft_check(letter, fault);
	if (err == LENS_OK)
		err = draft_photos(letter, fault);
	return err;
}

/* Nobody is reminded of a time that still runs. */
static enum lens_err draft_is_time(const struct casework_case *the_case,
				   const struct draft_earlier *earlier,
				   struct ledger_fault *fault)
{
	int32_t until = the_case->set > the_case->deadline ? the_case->set
							   : the_case->deadline;
	char day[LEDGER_DAY];

	if (strcmp(earlier->draft.kind, "no_answer") != 0 ||
	    until == LAW_NO_DAY || earlier->draft.today > until)
		return LENS_OK;
	law_day_text(until, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "They have until %s to answer; a reminder is for "
			   "when that day has passed.",
			   day);
}

/* Whoever answered, if not all of it, is not reminded as one who did not. */
static enum lens_err draft_is_silent(const struct letter_context *letter,
				     struct ledger_fault *fault)
{
	enum casework_reply reply = letter->the_case->reply;
	char day[LEDGER_DAY];

	if (strcmp(letter->draft->kind, "no_answer") != 0 ||
	    letter->state.replied == LAW_NO_DAY ||
	    letter->state.reminders > 0 ||
	    (reply != CASEWORK_REPLY_ANSWER &&
	     reply != CASEWORK_REPLY_NOTHING &&
	     reply != CASEWORK_REPLY_ERASED &&
	     reply != CASEWORK_REPLY_PARTIAL &&
	     reply != CASEWORK_REPLY_REFUSED))
		return LENS_OK;
	law_day_text(letter->state.replied, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "They answered on %s (%s); a reminder says that "
			   "they did not. For what is missing: --kind "
			   "partial_answer; to an authority: --kind complaint.",
			   day, casework_reply_words(reply));
}

/* That what was erased is there is said by who looked, or by whoever says
 * where. */
static enum lens_err draft_is_seen(const struct letter_context *letter,
				   struct ledger_fault *fault)
{
	const char *where = letter->draft->missing;

	if (strcmp(letter->draft->kind, "erased_but_back") != 0 ||
	    letter->state.back || letter->state.still ||
	    (where != NULL && where[0] != '\0'))
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "No look has found since then that what they erased "
			   "is there. Look first ('lenscap recheck'), or say "
			   "where you saw it: --missing ADDRESS.");
}

/* No letter answers what the record of the case has not. */
static enum lens_err draft_is_so(const struct letter_context *letter,
				 struct ledger_fault *fault)
{
	const struct casework_case *the_case = letter->the_case;
	const char *kind = letter->draft->kind;
	enum casework_reply wanted = draft_answer_of(kind);
	char day[LEDGER_DAY];

	if (wanted != CASEWORK_REPLIES &&
	    draft_said_on(&letter->state, kind) == LAW_NO_DAY)
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "The letter answers a reply that the case has "
		    "not; note what they wrote first: lenscap cases "
		    "reply %lld --kind %s",
		    (long long)the_case->id, casework_reply_name(wanted));
	if (strcmp(kind, "extension") != 0 ||
	    the_case->deadline == LAW_NO_DAY ||
	    letter->draft->today <= the_case->deadline)
		return LENS_OK;
	law_day_text(the_case->deadline, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Their time ended on %s, and no day is left to take "
			   "note of; a reminder says so: --kind no_answer.",
			   day);
}

/* Which letter goes on with the case: the one that was named, else that of the
 * next step. */
static enum lens_err draft_follows(const struct letter_context *letter,
				   struct draft_earlier *earlier,
				   struct ledger_fault *fault)
{
	const struct casework_case *the_case = letter->the_case;
	const char *next = the_case->step.letter;
	long long id = (long long)the_case->id;

	if (letter->state.first == LAW_NO_DAY)
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    case_state_draft(&letter->state) != NULL
			? "The first letter of this case was not sent yet; "
			  "note that first: lenscap cases sent %lld"
			: "No letter of case %lld is left; draft a new request "
			  "without --case, and forget this one with 'lenscap "
			  "cases forget'.",
		    id);
	if (case_state_returned(&letter->state))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The only letter of case %lld came back, so "
				   "nobody has it: send it to another contact, "
				   "then note that with 'lenscap cases sent "
				   "%lld'.",
				   id, id);
	if (earlier->draft.kind == NULL && next != NULL && next[0] != '\0')
		earlier->draft.kind = next;
	if (earlier->draft.kind == NULL)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The next step of case %lld is no letter "
				   "to write; 'lenscap cases show %lld' says "
				   "what it is, and --kind names a letter all "
				   "the same.",
				   id, id);
	return LENS_OK;
}

/* What began under one law is not gone on with under another. */
static enum lens_err draft_keeps_law(const struct casework_case *the_case,
				     const struct draft_earlier *earlier,
				     struct ledger_fault *fault)
{
	const char *law = earlier->draft.law;

	if (law == NULL || strcmp(law, the_case->law) == 0 ||
	    strcmp(earlier->draft.kind, "notice") == 0)
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Case %lld goes on under the law that it began with "
			   "(%.20s); leave the law out.",
			   (long long)the_case->id, the_case->law);
}

static enum lens_err draft_follow(struct letter_context *letter,
				  struct draft_earlier *earlier,
				  struct casework_case *the_case,
				  struct ledger_fault *fault)
{
	enum lens_err err = casework_case_each(
	    letter->work, earlier->draft.case_id, earlier->draft.today, LAW_EN,
	    draft_case, the_case, fault);

	if (err != LENS_OK)
		return err;
	letter->the_case = the_case;
	err = case_state_read(letter->work, the_case, fault, &letter->state);
	if (err == LENS_OK) {
		free(the_case->explained);
		err = case_state_deadline(letter->work, LAW_EN, fault,
					  &letter->state);
	}
	if (err == LENS_OK && letter->state.closed)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The case is closed; draft a new request "
				   "to begin another.");
	if (err == LENS_OK)
		err = draft_follows(letter, earlier, fault);
	if (err == LENS_OK)
		err = draft_keeps_law(the_case, earlier, fault);
	if (err == LENS_OK)
		err = draft_is_time(the_case, earlier, fault);
	if (err == LENS_OK)
		err = draft_is_silent(letter, fault);
	if (err == LENS_OK)
		err = draft_is_so(letter, fault);
	if (err == LENS_OK)
		err = draft_is_seen(letter, fault);
	if (err == LENS_OK)
		draft_earlier_facts(letter->work, the_case, earlier);
	return err;
}

enum lens_err
draft_write(struct casework *work, const struct casework_home *home,
	    const struct casework_draft *draft,
	    void (*row)(void *context, const struct casework_drafted *drafted),
	    void *context, struct ledger_fault *fault)
{
	struct draft_earlier earlier = {.draft = *draft};
	struct casework_case the_case = {.id = 0};
	struct letter_context letter = {.work = work, .draft = &earlier.draft};
	const char *const *to = draft->to;
	const char *slug;
	size_t count = draft->to_count;
	enum lens_err err = LENS_OK;

	if (earlier.draft.kind == NULL && draft->case_id == 0)
		earlier.draft.kind = "request";
	if (draft->case_id != 0)
		err = draft_follow(&letter, &earlier, &the_case, fault);
	if (draft->case_id != 0 && err == LENS_OK)
		err = draft_notice(&letter, &earlier, draft, &the_case, fault);
	if (err == LENS_OK)
		err = draft_begin(&letter, home, fault);
	slug = the_case.controller;
	if (earlier.draft.case_id != 0) {
		to = &slug;
		count = 1;
	}
	if (err == LENS_OK && (count == 0 || count > CASEWORK_TO_MAX))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "Say to whom: one to %d controllers.",
				  CASEWORK_TO_MAX);
	if (err == LENS_OK)
		err = draft_all(&letter, to, count, row, context, fault);
	draft_photos_free(&letter);
	law_deadline_free(&letter.deadline);
	registry_close(letter.registry);
	if (letter.me.name != NULL)
		casework_me_free(&letter.me);
	casework_case_free(&the_case);
	json_decref(earlier.facts);
	return err;
}
