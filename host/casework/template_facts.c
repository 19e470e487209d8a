/*
 * template_facts.c: what a letter may state as a fact.  Each has its source:
 * the person told it, a record has it, it was seen, the law says it, or the
 * case shows it (host/share/letters/facts.json names which).  A sentence that
 * states one stands under it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_outcomes.h>

#include "draft.h"

#define FACTS_BRANDS 12 /* names of services that a letter lists */

struct facts {
	const struct letter_context *letter;
	enum law_language language;
	json_t *known, *facts;
};

static void facts_set(const struct facts *facts, const char *name, bool holds)
{
	json_object_set_new(facts->facts, name, json_boolean(holds));
}

static bool facts_known(const struct facts *facts, const char *name)
{
	return json_is_true(json_object_get(facts->known, name));
}

static void facts_day(const struct facts *facts, const char *name, int32_t day)
{
	char words[48] = "";

	if (day != LAW_NO_DAY)
		law_day_words(facts->letter->laws, day, facts->language, words);
	json_object_set_new(facts->facts, name, json_string(words));
}

/* ---- Told by the person ---- */

/* In the EEA and not in the Union: there "the Union" stands for the EEA
 * (Decision of the EEA Joint Committee No 154/2018, annex). */
static bool facts_eea(const char *country)
{
	static const char *const states[] = {"is", "li", "no"};
	bool eea = false;

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		eea |= strcmp(states[i], country) == 0;
	return eea;
}

static void facts_told(const struct facts *facts)
{
	const struct casework_draft *draft = facts->letter->draft;
	const char *role = draft->role ? draft->role : casework_role_name(0);

	facts_set(facts, "eea", facts_eea(facts->letter->country));
	facts_set(facts, "adult", draft->confirm & CASEWORK_CONFIRM_ADULT);
	/* The breach is for the authority; until then it is kept, untold. */
	facts_set(facts, "not_informed",
		  (draft->confirm & CASEWORK_CONFIRM_NOT_INFORMED) &&
		      strcmp(draft->kind, "complaint") == 0);
	facts_set(facts, "for_child", strcmp(role, "child") == 0);
	facts_set(facts, "for_mandate", strcmp(role, "mandated") == 0);
	json_object_set_new(
	    facts->facts, "for_name",
	    json_string(draft->for_name ? draft->for_name : ""));
	facts_set(facts, "research", draft->research);
	facts_set(facts, "long", draft->long_form);
	facts_set(facts, "missing",
		  draft->missing != NULL && draft->missing[0] != '\0');
	/* What a controller has to tell its recipients (Art. 19 GDPR). */
	facts_set(facts, "passes_on",
		  draft->ask[LAW_ERASURE] || draft->ask[LAW_RECTIFICATION] ||
		      draft->ask[LAW_RESTRICTION]);
	facts_set(facts, "erase_some", draft->erase != 0);
	facts_set(facts, "erase_photos", draft->erase & CASEWORK_ERASE_PHOTOS);
	facts_set(facts, "erase_templates",
		  draft->erase & CASEWORK_ERASE_TEMPLATES);
	facts_set(facts, "erase_training",
		  draft->erase & CASEWORK_ERASE_TRAINING);
	facts_set(facts, "keep_account",
		  draft->erase != 0 &&
		      facts->letter->to->kind == REGISTRY_SOCIAL_NETWORK);
}

/* ---- By what the person is found ---- */

/* What only those who copy the web file people under. */
static bool facts_collects(const struct registry_controller *to)
{
	return to->kind == REGISTRY_FACE_SEARCH ||
	       to->kind == REGISTRY_IMAGE_SEARCH ||
	       to->kind == REGISTRY_AI_TRAINING;
}

/* A value as one line of a letter; a day as the letter's language has it. */
static json_t *facts_value(const struct facts *facts,
			   const struct draft_key *key, const char *value)
{
	char words[48];
	char *spaced, *to;
	int32_t day;
	json_t *text;

	if (key->tell == CASEWORK_TELL_BIRTH &&
	    law_day_any(value, &day) == LENS_OK) {
		law_day_words(facts->letter->laws, day, facts->language, words);
		return json_string(words);
	}
	spaced = to = base_alloc(2 * strlen(value) + 1, 1);
	for (const char *c = value; *c != '\0'; c++) {
		bool ends = *c == '\n' || *c == ';';

		*to++ = ends ? ',' : *c;
		if (ends && c[1] != ' ' && c[1] != '\0')
			*to++ = ' ';
	}
	text = json_string(spaced);
	free(spaced);
	return text;
}

static void facts_keys(const struct facts *facts)
{
	const struct letter_context *letter = facts->letter;
	bool searched =
	    facts_known(facts, "addresses_any") && facts_collects(letter->to);
	unsigned asked = draft_keys_asked(letter->to), told = letter->tell;
	unsigned printed = 0;
	bool other = casework_role_is_other(letter->draft->role);
	/* Who writes for a child has its address, as a rule, and no more. */
	bool child = other && strcmp(letter->draft->role, "child") == 0;
	json_t *keys = json_array();

	for (const struct draft_key *key = draft_keys; key->word != NULL;
	     key++) {
		const char *value = draft_key_value(&letter->me, key);
		char word[32];

		/* What is searched for is the other person's. */
		if (other && key->tell == CASEWORK_TELL_NAME)
			value = letter->draft->for_name;
		else if (other &&
			 !(child && key->tell == CASEWORK_TELL_ADDRESS))
			continue;

		/* Where addresses are the key, the one for replies is none. */
		if ((told & key->tell) == 0 || value[0] == '\0' ||
		    (searched && key->tell == CASEWORK_TELL_EMAIL))
			continue;
		printed |= key->tell;
		snprintf(word, sizeof(word), "key_%s", key->word);
		json_array_append_new(
		    keys,
		    json_pack(
			"{s:s, s:s, s:o}", "what", key->word, "words",
			letter_word(letter->letters, facts->language, word),
			"value", facts_value(facts, key, value)));
	}
	for (size_t i = 0; i < json_array_size(keys); i++)
		json_object_set_new(
		    json_array_get(keys, i), "more",
		    json_boolean(i + 1 < json_array_size(keys)));
	facts_set(facts, "keys_any", json_array_size(keys) > 0);
	facts_set(facts, "keys_asked",
		  asked != 0 && (asked & printed) == asked);
	facts_set(facts, "nameless",
		  searched && (told & CASEWORK_TELL_NAME) == 0 &&
		      (draft_keys_needed(letter->to) & CASEWORK_TELL_NAME) ==
			  0);
	json_object_set_new(facts->known, "keys", keys);
}

/* ---- Of the record ---- */

static const struct registry_representative *
facts_representative(const struct letter_context *letter, bool named)
{
	const struct registry_controller *to = letter->to;

	for (size_t i = 0; i < to->representative_count; i++)
		if (to->representatives[i].named == named &&
		    strcmp(letter->choice.law->territory,
			   to->representatives[i].territory) == 0)
			return &to->representatives[i];
	return NULL;
}

/* A company, or what one was called: no service of theirs. */
static bool facts_is_company(const char *name)
{
	static const char *const signs[] = {
	    "formerly", "(ehem.)",  ", Inc",  " Inc.", " Ltd",	  "LLC",
	    " GmbH",	" Limited", " Corp.", " B.V.", "Holdings"};
	bool company = false;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		company |= strstr(name, signs[i]) != NULL;
	return company;
}

/* "Instagram, WhatsApp": what else of theirs the letter is about.  Nobody reads
 * a list of fifty: then it is all of them, without names. */
static void facts_brands(const struct facts *facts,
			 const struct registry_controller *to)
{
	char *all = base_copy("");
	size_t count = 0;

	for (size_t i = 0; i < to->runs_count; i++)
		if (!facts_is_company(to->runs[i])) {
			all = base_join(all, ", ", to->runs[i]);
			count++;
		}
	json_object_set_new(facts->facts, "brands",
			    json_string(count > FACTS_BRANDS ? "" : all));
	facts_set(facts, "brands_many", count > FACTS_BRANDS);
	free(all);
}

static void facts_record(const struct facts *facts)
{
	const struct letter_context *letter = facts->letter;
	const struct registry_controller *to = letter->to;
	const char *seat = place_country(letter->letters, to->address);
	const struct registry_representative *named =
	    facts_representative(letter, true);
	bool established = letter->choice.established;
	bool photo = to->asks_for_photo.known && to->asks_for_photo.holds;
	bool id = to->needs_id_document ||
		  (to->asks_for_id.known && to->asks_for_id.holds);

	facts_brands(facts, to);
	facts_set(facts, "established", established);
	facts_set(facts, "lives_outside", letter->choice.elsewhere);
	facts_set(facts, "lives_here",
		  !letter->choice.elsewhere && !letter->moved);
	facts_set(facts, "lived_here", letter->moved);
	/* Only who is established elsewhere names one (Art. 27(1) GDPR). */
	facts_set(facts, "abroad",
		  !established && (seat[0] != '\0' || named != NULL));
	facts_set(facts, "seat_unknown",
		  !established && seat[0] == '\0' && named == NULL);
	facts_set(facts, "faceless",
		  to->kind != REGISTRY_FACE_SEARCH &&
		      !facts_known(facts, "photos_any"));
	facts_set(facts, "outside", !established);
	facts_set(facts, "cross_border",
		  established && strcmp(seat, letter->country) != 0);
	facts_set(facts, "represented", named != NULL);
	facts_set(facts, "copied",
		  named != NULL && named->email[0] != '\0' &&
		      letter->authority == NULL);
	facts_set(facts, "no_representative",
		  facts_representative(letter, false) != NULL);
	facts_set(facts, "asks_photo", photo);
	facts_set(facts, "asks_id", id);
	facts_set(facts, "asks_proof", photo || id);
	facts_set(facts, "public_body", letter->body == LAW_BODY_PUBLIC);
	facts_set(facts, "church",
		  letter->body == LAW_BODY_CATHOLIC ||
		      letter->body == LAW_BODY_CHURCH);
	json_object_set_new(
	    json_object_get(facts->known, "head"), "cc",
	    json_string(named != NULL && letter->authority == NULL
			    ? named->email
			    : ""));
}

/* ---- Of the case ---- */

/* What a reply is called among the facts; NULL: it is no breach by itself. */
static const char *const facts_replies[CASEWORK_REPLIES] = {
    [CASEWORK_REPLY_PHOTO] = "reply_photo",
    [CASEWORK_REPLY_ID] = "reply_id",
    [CASEWORK_REPLY_FORM] = "reply_form",
    [CASEWORK_REPLY_FEE] = "reply_fee",
    [CASEWORK_REPLY_UNIDENTIFIED] = "reply_unidentified",
    [CASEWORK_REPLY_NOT_SUBJECT] = "reply_not_subject",
    [CASEWORK_REPLY_TOO_OFTEN] = "reply_too_often",
    [CASEWORK_REPLY_PUBLIC] = "reply_public",
    [CASEWORK_REPLY_REFUSED] = "reply_refused",
    [CASEWORK_REPLY_PARTIAL] = "reply_partial",
};

/* What was asked for and, as far as replies tell, was not done. */
static const struct {
	enum law_right right;
	const char *fact;
} facts_rights[] = {
    {LAW_ACCESS, "no_access"},
    {LAW_ERASURE, "no_erasure"},
    {LAW_OBJECTION, "no_objection"},
    {LAW_RESTRICTION, "no_restriction"},
    {LAW_RECTIFICATION, "no_rectification"},
    {LAW_WITHDRAWAL, "no_withdrawal"},
};

#define FACTS_RIGHTS (sizeof(facts_rights) / sizeof(facts_rights[0]))

/* Whether no reply says that it was done. */
static bool facts_undone(const struct facts *facts, enum law_right right)
{
	return facts->letter->draft->ask[right] &&
	       case_state_given(&facts->letter->state, right) ==
		   CASEWORK_REPLIES;
}

/* What they said last of the matter itself: more time that they took, or
 * somebody they named, takes nothing of it back. */
static enum casework_reply facts_last(const struct letter_context *letter)
{
	const struct case_state *state = &letter->state;
	enum casework_reply last = letter->the_case->reply;

	for (size_t i = state->reply_count;
	     i > 0 && (last == CASEWORK_REPLY_EXTENSION ||
		       last == CASEWORK_REPLY_FORWARDED);
	     i--)
		if (case_state_answers(state, &state->replies[i - 1]) &&
		    state->replies[i - 1].kind != CASEWORK_REPLY_RECEIPT)
			last = state->replies[i - 1].kind;
	return last;
}

/* What is asked of the person before an answer is given. */
static bool facts_demands(enum casework_reply reply)
{
	return case_state_asks(reply) != LAW_PAUSE_UNSAID ||
	       reply == CASEWORK_REPLY_FORM;
}

static void facts_breaches(const struct facts *facts, bool time)
{
	const struct case_state *state = &facts->letter->state;
	enum casework_reply last = facts_last(facts->letter);
	/* Who takes a demand as justified does not complain of it. */
	bool accepted =
	    state->accepted && case_state_asks(last) != LAW_PAUSE_UNSAID;

	for (size_t i = 0; i < CASEWORK_REPLIES; i++)
		if (facts_replies[i] != NULL)
			facts_set(facts, facts_replies[i],
				  i == last && !accepted);
	/* While their time runs nothing is owed yet. */
	for (size_t i = 0; i < FACTS_RIGHTS; i++)
		facts_set(facts, facts_rights[i].fact,
			  !time && facts_undone(facts, facts_rights[i].right));
	/* What was confirmed once, and had to be asked for again. */
	if (json_is_true(json_object_get(facts->facts, "no_erasure")) &&
	    case_state_erased_before(&facts->letter->state)) {
		facts_set(facts, "no_erasure", false);
		facts_set(
		    facts, "erased_again",
		    !json_is_true(json_object_get(facts->facts, "found_back")));
	}
	/* No breach by itself, but nothing is left to be kept. */
	facts_set(facts, "reply_erased",
		  facts->letter->the_case->reply == CASEWORK_REPLY_ERASED);
}

bool draft_is_answered(const struct letter_context *letter)
{
	enum casework_reply reply = letter->the_case->reply;

	/* What they said before they took more time stays said. */
	return letter->state.replied != LAW_NO_DAY &&
	       reply != CASEWORK_REPLY_BOUNCED &&
	       ((reply != CASEWORK_REPLY_EXTENSION &&
		 reply != CASEWORK_REPLY_FORWARDED) ||
		case_state_given(&letter->state, LAW_ERASURE) !=
		    CASEWORK_REPLIES);
}

/* Whether one of the breaches stands in the letter. */
static bool facts_any_breach(const struct facts *facts)
{
	static const char *const late[] = {"unanswered_late", "answered_late",
					   "incomplete_late", "found_back",
					   "erased_again"};
	bool any = false;

	for (size_t i = 0; i < sizeof(late) / sizeof(late[0]); i++)
		any |= json_is_true(json_object_get(facts->facts, late[i]));
	for (size_t i = 0; i < CASEWORK_REPLIES; i++)
		any |= facts_replies[i] != NULL &&
		       json_is_true(
			   json_object_get(facts->facts, facts_replies[i]));
	for (size_t i = 0; i < FACTS_RIGHTS; i++)
		any |= json_is_true(
		    json_object_get(facts->facts, facts_rights[i].fact));
	return any;
}

/* When they first answered what was asked, be it in part or by a refusal: a
 * demand, more time that they took or a receipt is none; LAW_NO_DAY: never. */
static int32_t facts_first_answer(const struct case_state *state)
{
	int32_t day = LAW_NO_DAY;

	for (size_t i = 0; i < state->reply_count; i++) {
		const struct case_reply *reply = &state->replies[i];

		if (case_state_answers(state, reply) &&
		    casework_outcome_answers(reply->kind) &&
		    !facts_demands(reply->kind) &&
		    (day == LAW_NO_DAY || reply->day < day))
			day = reply->day;
	}
	return day;
}

/* What became of the time that they had. */
static void facts_time(const struct facts *facts)
{
	const struct letter_context *letter = facts->letter;
	int32_t due = letter->the_case->deadline;
	int32_t first = facts_first_answer(&letter->state);
	bool answered = draft_is_answered(letter), undone = false, late;
	bool expired = due != LAW_NO_DAY && letter->draft->today > due;
	/* A time that only the letter set obliges nobody. */
	bool owed = expired && letter->timed;
	bool demanded;

	for (size_t i = 0; i < FACTS_RIGHTS; i++)
		undone |= facts_undone(facts, facts_rights[i].right);
	/* A demand is no answer to what was asked. */
	demanded = answered && undone && facts_demands(facts_last(letter));
	facts_set(facts, "expired", expired);
	facts_day(facts, "expired_on", expired ? due : LAW_NO_DAY);
	facts_set(facts, "unanswered", !answered);
	facts_set(facts, "unanswered_late", !answered && owed);
	facts_set(facts, "incomplete_late", demanded && owed);
	late = answered && !demanded && letter->timed && due != LAW_NO_DAY &&
	       first != LAW_NO_DAY && first > due;
	facts_set(facts, "answered_late", late);
	facts_day(facts, "answered_on", late ? first : LAW_NO_DAY);
	facts_breaches(facts, !answered && due != LAW_NO_DAY && !expired);
}

static void facts_case(const struct facts *facts)
{
	const struct casework_case *the_case = facts->letter->the_case;

	facts_time(facts);
	facts_set(facts, "breach_any", facts_any_breach(facts));
	facts_set(facts, "acknowledged",
		  !draft_is_answered(facts->letter) &&
		      the_case->reply == CASEWORK_REPLY_RECEIPT);
	facts_set(facts, "received_told",
		  the_case->proof != CASEWORK_RECEIVED_ASSUMED);
	facts_set(facts, "received_proven",
		  the_case->proof == CASEWORK_RECEIVED_PROVEN);
}

void template_facts(const struct letter_context *letter,
		    enum law_language language, json_t *known)
{
	const struct facts facts = {letter, language, known,
				    json_object_get(known, "facts")};
	bool face = letter->to->kind == REGISTRY_FACE_SEARCH;

	facts_told(&facts);
	facts_keys(&facts);
	facts_record(&facts);
	/* Authorities found that it watches people here, or said so. */
	facts_set(&facts, "monitors",
		  face && facts_known(&facts, "decisions_any"));
	if (letter->the_case != NULL)
		facts_case(&facts);
	json_object_set_new(
	    facts.facts, "notice_from",
	    json_string(letter->notice_from ? letter->notice_from : ""));
}
