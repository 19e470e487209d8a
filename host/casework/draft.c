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
#include <lenscap/casework_registry.h>

#include "draft.h"

#define DRAFT_REMINDER 14 /* days that a follow-up gives */

/* A letter that was composed, until it is kept. */
struct draft_made {
	struct letter letter;
	char *known, *facts, *content, *detail;
	char reference[DRAFT_REFERENCE];
	const struct registry_controller *to;
	char *law, *authority, *reason;
	const struct draft_warning *warning;
};

/* ---- One letter ---- */

static enum lens_err draft_random(char *out)
{
	uint8_t bytes[5];
	char text[BASE_BASE32_SIZE(sizeof(bytes))];

	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return LENS_SYSTEM;
	base_base32(text, bytes, sizeof(bytes));
	snprintf(out, DRAFT_REFERENCE, "LC-%.4s-%.4s", text, text + 4);
	return LENS_OK;
}

/*
 * From when the time of a letter counts: a request's from its own day; an
 * extension's from the first letter; another follow-up sets a day itself.
 */
static void draft_clock(struct drafting *drafting,
			struct law_question *question)
{
	static const char *const fresh[] = {
	    "request", "notice", "erased_but_back", "cannot_identify"};
	const char *kind = drafting->draft->kind;

	drafting->short_time = true;
	for (size_t i = 0; i < sizeof(fresh) / sizeof(fresh[0]); i++)
		drafting->short_time &= strcmp(kind, fresh[i]) != 0;
	if (drafting->matter == NULL || strcmp(kind, "extension") != 0)
		return;
	drafting->short_time = false;
	question->received = drafting->story.first;
	if (drafting->choice.law->extension.count > 0)
		question->extended_on = drafting->story.extended;
}

static enum lens_err draft_law(struct drafting *drafting,
			       struct ledger_fault *fault)
{
	const struct registry_controller *to = drafting->to;
	const char *representative = "";
	struct law_fault why = {""};
	struct law_situation situation = {
	    .residence = drafting->me.country,
	    .region = drafting->me.region,
	    .controller = place_country(drafting->letters, to->address)};
	struct law_question question = {.country = drafting->me.country,
					.region = drafting->me.region,
					.received = drafting->draft->today,
					.extended_on = LAW_NO_DAY};
	enum lens_err err;

	for (size_t i = 0; i < to->representative_count; i++)
		if (to->representatives[i].named)
			representative = place_country(
			    drafting->letters, to->representatives[i].address);
	situation.representative = representative;
	err = law_choose(drafting->laws, &situation, &why, &drafting->choice);
	if (err == LENS_OK && drafting->draft->law != NULL) {
		drafting->choice.law =
		    law_named(drafting->laws, drafting->draft->law);
		if (drafting->choice.law == NULL)
			return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
					   "There is no law '%.20s' here; "
					   "gdpr, uk and fadp are.",
					   drafting->draft->law);
	}
	if (err == LENS_OK) {
		question.law = drafting->choice.law->id;
		draft_clock(drafting, &question);
		err = law_deadline(drafting->laws, &question, &why,
				   &drafting->deadline);
	}
	if (err != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				   why.sentence);
	if (drafting->short_time)
		drafting->deadline.due =
		    drafting->draft->today + DRAFT_REMINDER;
	return LENS_OK;
}

/* A complaint's is the authority's; a request's the one its reader reads. */
static enum law_language draft_language(const struct drafting *drafting)
{
	const struct registry_controller *to = drafting->to;
	const char *wanted = drafting->draft->language;
	enum law_language language;

	if (wanted == NULL && drafting->authority != NULL &&
	    drafting->authority->language_count > 0)
		wanted = drafting->authority->languages[0];
	if (wanted == NULL && to->language[0] != '\0')
		wanted = to->language;
	if (wanted == NULL)
		wanted = registry_language_of(
		    drafting->registry,
		    place_country(drafting->letters, to->address));
	language = law_language_of(wanted);
	return language == LAW_LANGUAGES ? LAW_EN : language;
}

/* What the person should know before sending; the first is nothing. */
static const struct draft_warning {
	const char *word, *sentence;
} draft_warnings[] = {
    {"", ""},
    {"no_address",
     "A photo has no address on the web; addresses are the strongest key: "
     "check the page where it stands first."},
    {"no_contact",
     "No contact of this controller is known; look for one in its privacy "
     "notice before you send."},
    {"unverified",
     "The e-mail address was not verified; compare it with the controller's "
     "privacy notice before you send."},
    {"no_email", "No e-mail address is known; send it by post or by the "
		 "controller's web form."},
};

static size_t draft_warns(const struct drafting *drafting)
{
	const struct registry_controller *to = drafting->to;
	const struct registry_contact *contact =
	    registry_contact(to, REGISTRY_EMAIL);

	if (drafting->authority != NULL)
		return 0;
	for (size_t i = 0; i < drafting->draft->photo_count; i++)
		if (drafting->photos[i].image[0] == '\0')
			return 1;
	if (contact == NULL && to->address[0] == '\0' &&
	    registry_contact(to, REGISTRY_WEBFORM) == NULL)
		return 2;
	if (contact != NULL && contact->state == REGISTRY_UNVERIFIED)
		return 3;
	return contact == NULL ? 4 : 0;
}

static json_t *draft_facts(const struct drafting *drafting)
{
	const struct casework_draft *draft = drafting->draft;
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
	    "{s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:s?, s:s?, s:s?, s:s?, s:s?,"
	    " s:s?, s:b}",
	    "country", drafting->me.country, "region", drafting->me.region,
	    "authority", drafting->choice.authority, "ask", ask, "photos",
	    photos, "disclose", disclose, "tell", (int)draft->tell, "language",
	    draft->language, "purpose", draft->purpose, "situation",
	    draft->situation, "situation_kind", draft->situation_kind,
	    "rectify_what", draft->rectify_what, "rectify_to",
	    draft->rectify_to, "marketing", draft->marketing);
}

/* What is kept of a letter, from which every format is made again. */
static char *draft_content(const struct drafting *drafting,
			   enum law_language language, json_t *known)
{
	enum law_language own = law_language_of(drafting->me.language);
	json_t *content =
	    json_pack("{s:s, s:s, s:s, s:O}", "kind", drafting->draft->kind,
		      "law", drafting->choice.law->id, "language",
		      law_language_name(language), "known", known);

	if (own != LAW_LANGUAGES && own != language)
		json_object_set_new(content, "twin",
				    json_pack("{s:s, s:o}", "language",
					      law_language_name(own), "known",
					      draft_known(drafting, own)));
	return json_line_take(content);
}

static enum lens_err draft_compose(struct drafting *drafting,
				   struct draft_made *made,
				   struct ledger_fault *fault)
{
	enum law_language language = draft_language(drafting);
	json_t *known = draft_known(drafting, language);
	struct letter_fault why = {""};
	enum lens_err err;

	if (known == NULL)
		return LENS_SYSTEM;
	made->content = draft_content(drafting, language, known);
	made->known = json_line_take(known);
	err = letter_compose(drafting->letters, drafting->draft->kind, language,
			     made->known, &why, &made->letter);
	if (err != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				   why.sentence);
	made->facts = json_line_take(draft_facts(drafting));
	made->detail = json_line_take(
	    json_pack("{s:s, s:s}", "letter", drafting->draft->kind, "language",
		      law_language_name(language)));
	memcpy(made->reference, drafting->reference, sizeof(made->reference));
	made->to = drafting->to;
	made->law = base_copy(drafting->choice.law->id);
	made->authority = base_copy(drafting->choice.authority);
	made->reason =
	    drafting->draft->law != NULL && drafting->draft->case_id == 0
		? base_format("You chose this law yourself: %s.",
			      drafting->choice.law->name[LAW_EN])
		: base_copy(drafting->choice.reason[LAW_EN]);
	made->warning = &draft_warnings[draft_warns(drafting)];
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

static enum lens_err draft_one(struct drafting *drafting, const char *slug,
			       struct draft_made *made,
			       struct ledger_fault *fault)
{
	const struct casework_draft *draft = drafting->draft;
	enum lens_err err;

	drafting->to = registry_find(drafting->registry, slug);
	if (drafting->to == NULL)
		return refusal_say(fault, LEDGER_FAULT_MISSING,
				   "There is no controller '%.60s'; 'lenscap "
				   "controllers search' finds them.",
				   slug);
	err = draft_law(drafting, fault);
	drafting->authority = NULL;
	if (err == LENS_OK && strcmp(draft->kind, "complaint") == 0)
		drafting->authority = registry_authority(
		    drafting->registry, drafting->choice.authority);
	if (err == LENS_OK && drafting->matter != NULL)
		snprintf(drafting->reference, sizeof(drafting->reference), "%s",
			 drafting->matter->reference);
	else if (err == LENS_OK)
		err = draft_random(drafting->reference);
	drafting->code[0] = '\0';
	if (err == LENS_OK && draft->code_page != NULL)
		snprintf(drafting->code, sizeof(drafting->code), "lenscap-%s",
			 drafting->reference + 3);
	if (err == LENS_OK)
		err = draft_compose(drafting, made, fault);
	law_choice_free(&drafting->choice);
	law_deadline_free(&drafting->deadline);
	return err;
}

/* ---- Keeping ---- */

struct draft_kept {
	struct ledger_entry *entries;
	struct ledger_event *events;
	struct ledger_letter *letters;
};

static void draft_entry(const struct drafting *drafting,
			const struct draft_made *made,
			const struct draft_kept *kept, size_t i,
			const char *day)
{
	const struct casework_draft *draft = drafting->draft;

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
	    (struct ledger_entry){.matter = {.id = draft->case_id,
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

static enum lens_err draft_keep(const struct drafting *drafting,
				const struct draft_made *made, size_t count,
				const struct draft_kept *kept,
				struct ledger_fault *fault)
{
	char day[LEDGER_DAY];

	law_day_text(drafting->draft->today, day);
	for (size_t i = 0; i < count; i++)
		draft_entry(drafting, &made[i], kept, i, day);
	if (drafting->draft->preview)
		return LENS_OK;
	return ledger_case_write(casework_ledger(drafting->work), kept->entries,
				 count, fault);
}

static void draft_tell(const struct draft_made *made,
		       const struct draft_kept *kept, size_t i,
		       void (*row)(void *context,
				   const struct casework_drafted *drafted),
		       void *context)
{
	row(context,
	    &(struct casework_drafted){.case_id = kept->entries[i].matter.id,
				       .letter_id = kept->letters[i].id,
				       .reference = made->reference,
				       .controller = made->to->slug,
				       .name = made->to->name,
				       .letter = &made->letter,
				       .known = made->known,
				       .law = made->law,
				       .authority = made->authority,
				       .reason = made->reason,
				       .warning = made->warning->sentence,
				       .warns = made->warning->word});
}

static enum lens_err
draft_all(struct drafting *drafting, const char *const *to, size_t count,
	  void (*row)(void *context, const struct casework_drafted *drafted),
	  void *context, struct ledger_fault *fault)
{
	struct draft_made *made = base_alloc(count + 1, sizeof(*made));
	struct draft_kept kept = {base_alloc(count + 1, sizeof(*kept.entries)),
				  base_alloc(count + 1, sizeof(*kept.events)),
				  base_alloc(count + 1, sizeof(*kept.letters))};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = draft_one(drafting, to[i], &made[i], fault);
	if (err == LENS_OK)
		err = draft_keep(drafting, made, count, &kept, fault);
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

static bool draft_case(void *context, const struct casework_case *matter)
{
	struct casework_case *copy = context;

	*copy = *matter;
	copy->reference = base_copy(matter->reference);
	copy->controller = base_copy(matter->controller);
	copy->name = base_copy(matter->name);
	copy->law = base_copy(matter->law);
	copy->facts = base_copy(matter->facts);
	copy->explained = base_copy(matter->explained);
	return false;
}

/* What the first letter was made of, where this one does not say else. */
struct draft_again {
	struct casework_draft draft;
	json_t *facts;
	int64_t photos[CASEWORK_PHOTOS_MAX];
	unsigned disclose[CASEWORK_PHOTOS_MAX];
};

static const char *draft_fact(const struct draft_again *again, const char *name)
{
	return json_string_value(json_object_get(again->facts, name));
}

/* A photo that was forgotten since is left out of what follows. */
static void draft_again_photos(struct casework *work, struct draft_again *again)
{
	json_t *photos = json_object_get(again->facts, "photos"), *entry;
	json_t *disclose = json_object_get(again->facts, "disclose");
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
		again->photos[count] = id;
		again->disclose[count++] =
		    (unsigned)json_integer_value(json_array_get(disclose, i));
	}
	again->draft.photos = again->photos;
	again->draft.disclose = again->disclose;
	again->draft.photo_count = count;
}

static void draft_again_facts(struct casework *work,
			      const struct casework_case *matter,
			      struct draft_again *again)
{
	struct casework_draft *draft = &again->draft;
	json_t *entry;
	size_t i;

	again->facts = json_loads(matter->facts, 0, NULL);
	json_array_foreach(json_object_get(again->facts, "ask"), i, entry)
	{
		enum law_right right = law_right_of(json_string_value(entry));

		if (right != LAW_RIGHTS)
			draft->ask[right] = true;
	}
	if (draft->photo_count == 0)
		draft_again_photos(work, again);
	if (draft->tell == 0)
		draft->tell = (unsigned)json_integer_value(
		    json_object_get(again->facts, "tell"));
	draft->law = matter->law;
	if (draft->purpose == NULL)
		draft->purpose = draft_fact(again, "purpose");
	if (draft->situation == NULL)
		draft->situation = draft_fact(again, "situation");
	if (draft->situation_kind == NULL)
		draft->situation_kind = draft_fact(again, "situation_kind");
	if (draft->rectify_what == NULL) {
		draft->rectify_what = draft_fact(again, "rectify_what");
		draft->rectify_to = draft_fact(again, "rectify_to");
	}
	draft->marketing =
	    draft->marketing ||
	    json_is_true(json_object_get(again->facts, "marketing"));
	if (draft->language == NULL && strcmp(draft->kind, "complaint") != 0)
		draft->language = draft_fact(again, "language");
}

/* ---- Drafting ---- */

static enum lens_err draft_begin(struct drafting *drafting,
				 const struct casework_home *home,
				 struct ledger_fault *fault)
{
	struct registry_fault why = {""};
	enum lens_err err =
	    session_letters(drafting->work, fault, &drafting->letters);

	if (err == LENS_OK)
		err = casework_laws(drafting->work, fault, &drafting->laws);
	if (err == LENS_OK)
		err = casework_me_read(drafting->work, fault, &drafting->me);
	if (err == LENS_OK && casework_registry(home, drafting->work, &why,
						&drafting->registry) != LENS_OK)
		err = refusal_say(fault, LEDGER_FAULT_MISSING, "%s",
				  why.sentence);
	if (err == LENS_OK)
		err = draft_check(drafting, fault);
	if (err == LENS_OK)
		err = draft_photos(drafting, fault);
	return err;
}

static enum lens_err draft_follow(struct drafting *drafting,
				  struct draft_again *again,
				  struct casework_case *matter,
				  struct ledger_fault *fault)
{
	enum lens_err err = casework_case_each(
	    drafting->work, again->draft.case_id, again->draft.today, LAW_EN,
	    draft_case, matter, fault);

	if (err != LENS_OK)
		return err;
	drafting->matter = matter;
	err = story_read(drafting->work, matter, fault, &drafting->story);
	if (err == LENS_OK && drafting->story.closed)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The case is closed; draft a new request "
				   "to begin another.");
	if (err == LENS_OK && drafting->story.first == LAW_NO_DAY)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The first letter of this case was not "
				   "sent yet; note that first: lenscap cases "
				   "sent %lld",
				   (long long)matter->id);
	if (err == LENS_OK)
		draft_again_facts(drafting->work, matter, again);
	return err;
}

enum lens_err
draft_write(struct casework *work, const struct casework_home *home,
	    const struct casework_draft *draft,
	    void (*row)(void *context, const struct casework_drafted *drafted),
	    void *context, struct ledger_fault *fault)
{
	struct draft_again again = {.draft = *draft};
	struct casework_case matter = {.id = 0};
	struct drafting drafting = {.work = work, .draft = &again.draft};
	const char *const *to = draft->to;
	const char *slug;
	size_t count = draft->to_count;
	enum lens_err err = LENS_OK;

	if (again.draft.kind == NULL)
		again.draft.kind = "request";
	if (draft->case_id != 0)
		err = draft_follow(&drafting, &again, &matter, fault);
	if (err == LENS_OK)
		err = draft_begin(&drafting, home, fault);
	slug = matter.controller;
	if (draft->case_id != 0) {
		to = &slug;
		count = 1;
	}
	if (err == LENS_OK && (count == 0 || count > CASEWORK_TO_MAX))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "Say to whom: one to %d controllers.",
				  CASEWORK_TO_MAX);
	if (err == LENS_OK)
		err = draft_all(&drafting, to, count, row, context, fault);
	draft_photos_free(&drafting);
	registry_close(drafting.registry);
	if (drafting.me.name != NULL)
		casework_me_free(&drafting.me);
	casework_case_free(&matter);
	json_decref(again.facts);
	return err;
}
