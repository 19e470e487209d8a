/* case_state.c: what the events of a case come to. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "case_state.h"

/* ---- Letters ---- */

const struct case_letter *case_state_draft(const struct case_state *state)
{
	for (size_t i = state->letter_count; i > 0; i--) {
		const struct case_letter *letter = &state->letters[i - 1];

		if (!letter->discarded)
			return letter->sent == LAW_NO_DAY ? letter : NULL;
	}
	return NULL;
}

/* The sending of the letter that case_state_asked() gives. */
static const struct case_sending *state_sending(const struct case_state *state,
						unsigned number)
{
	const struct case_sending *asked = NULL;

	for (size_t i = 0; i < state->went_count; i++) {
		const struct case_sending *went = &state->went[i];

		if (went->number <= number &&
		    (asked == NULL ||
		     case_letter_is_fresh(state->letters[went->letter].kind)))
			asked = went;
	}
	return asked;
}

const struct case_letter *case_state_asked(const struct case_state *state,
					   unsigned number)
{
	const struct case_sending *asked = state_sending(state, number);

	return asked != NULL ? &state->letters[asked->letter] : NULL;
}

const struct case_letter *case_state_last(const struct case_state *state)
{
	for (size_t i = state->letter_count; i > 0; i--)
		if (state->letters[i - 1].sent != LAW_NO_DAY)
			return &state->letters[i - 1];
	return NULL;
}

const struct case_letter *case_state_went(const struct case_state *state,
					  unsigned number)
{
	for (size_t i = 0; i < state->went_count; i++)
		if (state->went[i].number == number)
			return &state->letters[state->went[i].letter];
	return NULL;
}

static struct case_letter *state_letter(struct case_state *state,
					const struct case_entry *entry,
					const char *kind)
{
	struct case_letter *letter;

	if (state->letter_count == CASE_STATE_PAPERS)
		return NULL;
	letter = &state->letters[state->letter_count++];
	*letter = (struct case_letter){.number = entry->number,
				       .index = -1,
				       .written = entry->day,
				       .sent = LAW_NO_DAY,
				       .until = case_entry_day(entry, "until")};
	snprintf(letter->kind, sizeof(letter->kind), "%s", kind);
	return letter;
}

static void state_drafted(struct case_state *state,
			  const struct case_entry *entry)
{
	struct case_letter *letter =
	    state_letter(state, entry, case_entry_text(entry, "letter"));

	if (letter != NULL)
		letter->index = (int)state->drafted_count;
	state->drafted_count++;
}

/* The one that is meant, by its place among the kept ones, else the last. */
static void state_discarded(struct case_state *state,
			    const struct case_entry *entry)
{
	const json_t *which = json_object_get(entry->detail, "index");

	for (size_t i = state->letter_count; i > 0; i--) {
		struct case_letter *letter = &state->letters[i - 1];

		if (letter->sent != LAW_NO_DAY || letter->discarded ||
		    (which != NULL &&
		     letter->index != json_integer_value(which)))
			continue;
		letter->discarded = true;
		return;
	}
}

/* A follow-up that answers a demand ends the pause that the demand began. */
static void state_resume(struct case_state *state, int32_t day)
{
	if (state->asked.from == LAW_NO_DAY || day < state->asked.from ||
	    state->pause_count == CASE_STATE_PAUSES)
		return;
	state->asked.to = day;
	state->pauses[state->pause_count++] = state->asked;
	state->asked.from = LAW_NO_DAY;
}

bool case_state_returned(const struct case_state *state)
{
	return state->sendings == 1 &&
	       state->the_case->reply == CASEWORK_REPLY_BOUNCED;
}

static const struct {
	const char *name, *words;
} state_proofs[CASEWORK_RECEIVED] = {
    [CASEWORK_RECEIVED_ASSUMED] = {"assumed", N_("assumed")},
    [CASEWORK_RECEIVED_TOLD] = {"told", "as you say"},
    [CASEWORK_RECEIVED_PROVEN] = {"proven", N_("proven")},
};

const char *casework_received_name(enum casework_received proof)
{
	return (size_t)proof < CASEWORK_RECEIVED ? state_proofs[proof].name
						 : "";
}

const char *casework_received_words(enum casework_received proof)
{
	return (size_t)proof < CASEWORK_RECEIVED ? state_proofs[proof].words
						 : "";
}

static void state_arrived(struct case_state *state,
			  const struct case_entry *entry, int32_t day)
{
	struct casework_case *the_case = state->the_case;

	if (day == LAW_NO_DAY)
		return;
	the_case->received = day;
	the_case->proof = strcmp(case_entry_text(entry, "proof"), "proven") == 0
			      ? CASEWORK_RECEIVED_PROVEN
			      : CASEWORK_RECEIVED_TOLD;
}

static void state_received(struct case_state *state,
			   const struct case_entry *entry)
{
	state_arrived(state, entry, entry->day);
}

/* The letter that went: a draft, one that came back, or one from elsewhere. */
static struct case_letter *state_going(struct case_state *state,
				       const struct case_entry *entry)
{
	bool adopted = entry->event == CASE_EVENT_ADOPTED;
	struct case_letter *letter =
	    (struct case_letter *)(adopted ? NULL : case_state_draft(state));

	if (letter == NULL && !adopted)
		letter = (struct case_letter *)case_state_last(state);
	if (letter != NULL)
		return letter;
	letter = state_letter(state, entry, "request");
	if (letter != NULL)
		snprintf(letter->sha256, sizeof(letter->sha256), "%s",
			 case_entry_text(entry, "sha256"));
	if (letter != NULL && adopted)
		letter->foreign =
		    case_entry_text(entry, "reference")[0] == '\0';
	return letter;
}

static void state_went(struct case_state *state, struct case_letter *letter,
		       const struct case_entry *entry)
{
	if (letter == NULL)
		return;
	if (state->went_count < CASE_STATE_PAPERS)
		state->went[state->went_count++] = (struct case_sending){
		    entry->number, (size_t)(letter - state->letters)};
	letter->sent = entry->day;
	snprintf(letter->how, sizeof(letter->how), "%s",
		 case_entry_text(entry, "how"));
	snprintf(letter->tracking, sizeof(letter->tracking), "%s",
		 case_entry_text(entry, "tracking"));
}

/* Nothing that was answered, announced or demanded counts for what is asked
 * from now on. */
static void state_begin(struct case_state *state)
{
	struct casework_case *the_case = state->the_case;

	the_case->reply = CASEWORK_REPLIES;
	the_case->received = LAW_NO_DAY;
	the_case->proof = CASEWORK_RECEIVED_ASSUMED;
	state->first = state->replied = state->erased = LAW_NO_DAY;
	state->extended = state->until = state->asked.from = LAW_NO_DAY;
	state->pause_count = 0;
	state->accepted = false;
	state->sendings = state->reminders = state->unanswered = 0;
}

/* A letter that asks for something new, of a case that had one before. */
static bool state_asks_anew(const struct case_state *state,
			    const struct case_letter *letter)
{
	return letter != NULL && state->first != LAW_NO_DAY &&
	       case_letter_is_fresh(letter->kind) && letter->sent == LAW_NO_DAY;
}

static void state_sent(struct case_state *state, const struct case_entry *entry)
{
	struct case_letter *letter = state_going(state, entry);
	bool returned = case_state_returned(state);

	if (returned && state->opened == state->first)
		state->opened = LAW_NO_DAY;
	if (state_asks_anew(state, letter)) {
		state_begin(state);
		state->complained = LAW_NO_DAY;
	} else if (returned) {
		state_begin(state);
	}
	state_went(state, letter, entry);
	state->sendings++;
	state->back = state->still = false;
	if (letter != NULL && strcmp(letter->kind, "no_answer") == 0)
		state->unanswered++;
	if (state->opened == LAW_NO_DAY)
		state->opened = entry->day;
	if (state->first == LAW_NO_DAY) {
		state->first = entry->day;
		state_arrived(state, entry, case_entry_day(entry, "received"));
	} else {
		state->reminders++;
	}
	state->last = entry->day;
	state_resume(state, entry->day);
}

static void state_complaint(struct case_state *state,
			    const struct case_entry *entry)
{
	state->complained = entry->day;
	state_went(state, (struct case_letter *)case_state_draft(state), entry);
}

/* ---- Replies ---- */

enum law_pause_reason case_state_asks(enum casework_reply reply)
{
	switch (reply) {
	case CASEWORK_REPLY_PHOTO:
	case CASEWORK_REPLY_ID:
		return LAW_PAUSE_IDENTITY;
	case CASEWORK_REPLY_FEE:
		return LAW_PAUSE_FEE;
	case CASEWORK_REPLY_SCOPE:
		return LAW_PAUSE_SCOPE;
	default:
		return LAW_PAUSE_UNSAID;
	}
}

static void state_extension(struct case_state *state,
			    const struct case_entry *entry)
{
	/* Once is enough: what they say later comes too late to count. */
	if (state->extended != LAW_NO_DAY)
		return;
	state->extended = entry->day;
	state->until = case_entry_day(entry, "until");
}

bool case_letter_is_fresh(const char *kind)
{
	static const char *const fresh[] = {"request", "notice",
					    "erased_but_back"};

	for (size_t i = 0; i < sizeof(fresh) / sizeof(fresh[0]); i++)
		if (strcmp(kind, fresh[i]) == 0)
			return true;
	return false;
}

/* That erased photos are back asks for no more than that they go, for good. */
bool case_letter_asks(const struct case_letter *letter, enum law_right right)
{
	return case_letter_is_fresh(letter->kind) &&
	       (strcmp(letter->kind, "erased_but_back") != 0 ||
		right == LAW_ERASURE || right == LAW_OBJECTION ||
		right == LAW_RESTRICTION);
}

/* The sending of the last letter that asks for a right; NULL: none does. */
static const struct case_sending *state_asked_by(const struct case_state *state,
						 enum law_right right)
{
	const struct case_sending *by = NULL;

	for (size_t i = 0; i < state->went_count; i++)
		if (case_letter_asks(&state->letters[state->went[i].letter],
				     right))
			by = &state->went[i];
	return by;
}

/* True for a reply that came before the letter whose time runs, and was noted
 * only after it: it answers an earlier one. */
static bool state_is_of_earlier(const struct case_state *state, int32_t day)
{
	return state->opened < state->first && day < state->first;
}

/* Whether a reply can be one to what went so: not if it was noted before, or
 * came before what asks anew. */
static bool state_answers(const struct case_state *state,
			  const struct case_sending *asked,
			  const struct case_reply *reply)
{
	return asked == NULL ||
	       (reply->number > asked->number &&
		(asked->number == state->went[0].number ||
		 reply->day >= state->letters[asked->letter].sent));
}

bool case_state_answers(const struct case_state *state,
			const struct case_reply *reply)
{
	return state_answers(state, state_sending(state, UINT_MAX), reply);
}

/* "We need more time" takes nothing back; a refusal does. */
enum casework_reply case_state_given(const struct case_state *state,
				     enum law_right right)
{
	enum casework_reply given = CASEWORK_REPLIES;
	const struct case_sending *asked = state_asked_by(state, right);

	for (size_t i = 0; i < state->reply_count; i++) {
		enum casework_reply kind = state->replies[i].kind;

		if (!state_answers(state, asked, &state->replies[i]))
			continue;
		if (kind == CASEWORK_REPLY_NOTHING ||
		    kind == CASEWORK_REPLY_ANSWER ||
		    (kind == CASEWORK_REPLY_ERASED && right != LAW_ACCESS))
			given = kind;
		else if (kind == CASEWORK_REPLY_REFUSED ||
			 kind == CASEWORK_REPLY_PARTIAL)
			given = CASEWORK_REPLIES;
	}
	return given;
}

bool case_state_erased_before(const struct case_state *state)
{
	const struct case_sending *asked = state_asked_by(state, LAW_ERASURE);
	bool said = false;

	if (asked == NULL ||
	    strcmp(state->letters[asked->letter].kind, "erased_but_back") != 0)
		return false;
	for (size_t i = 0; i < state->reply_count; i++)
		said |= state->replies[i].number < asked->number &&
			state->replies[i].kind == CASEWORK_REPLY_ERASED;
	return said;
}

/* True for what answers nothing: a receipt, once an answer is known, and what
 * came before that one and was noted only now.  After a letter that came back
 * a receipt is news: it arrived after all. */
static bool state_is_stale(const struct case_state *state,
			   enum casework_reply reply, int32_t day)
{
	if (state_is_of_earlier(state, day))
		return true;
	if (state->replied == LAW_NO_DAY)
		return false;
	return day < state->replied ||
	       (reply == CASEWORK_REPLY_RECEIPT &&
		state->the_case->reply != CASEWORK_REPLY_BOUNCED);
}

static void state_note_reply(struct case_state *state,
			     const struct case_entry *entry,
			     enum casework_reply reply)
{
	struct case_reply *note;

	if (state->reply_count == CASE_STATE_PAPERS)
		return;
	note = &state->replies[state->reply_count++];
	*note = (struct case_reply){
	    .number = entry->number,
	    .kind = reply,
	    .day = entry->day,
	    .noted = entry->noted,
	    .guessed = json_is_true(json_object_get(entry->detail, "guessed"))};
	snprintf(note->sha256, sizeof(note->sha256), "%s",
		 case_entry_text(entry, "sha256"));
}

static void state_reply(struct case_state *state,
			const struct case_entry *entry)
{
	enum casework_reply reply =
	    casework_reply_of(case_entry_text(entry, "kind"));
	int32_t day = entry->day;

	state_note_reply(state, entry, reply);
	if (reply == CASEWORK_REPLY_EXTENSION &&
	    !state_is_of_earlier(state, day))
		state_extension(state, entry);
	if (state_is_stale(state, reply, day))
		return;
	state->the_case->reply = reply;
	if (reply == CASEWORK_REPLY_RECEIPT) {
		state->replied = LAW_NO_DAY;
		return;
	}
	state->replied = day;
	state->reminders = state->unanswered = 0;
	state->back = state->still = false;
	if (reply == CASEWORK_REPLY_ERASED)
		state->erased = day;
	if (case_state_asks(reply) != LAW_PAUSE_UNSAID)
		state->asked =
		    (struct law_pause){day, day, case_state_asks(reply)};
}

/* The person takes what they ask for as a pause, or does not. */
static void state_stand(struct case_state *state,
			const struct case_entry *entry)
{
	int32_t given = case_entry_day(entry, "given");

	state->accepted =
	    strcmp(case_entry_text(entry, "stand"), "accepted") == 0;
	if (given != LAW_NO_DAY)
		state_resume(state, given);
}

static void state_checked(struct case_state *state,
			  const struct case_entry *entry)
{
	const json_t *back = json_object_get(entry->detail, "back");
	const json_t *again = json_object_get(entry->detail, "again");
	bool there =
	    json_integer_value(json_object_get(entry->detail, "there")) > 0;

	state->checked = entry->day;
	/* Before they said so, it is no news that the photos are there; and
	 * what never was gone has not come back. */
	there = there && state->erased != LAW_NO_DAY;
	/* What is back stays so until a letter goes, or it is gone again. */
	state->back =
	    there &&
	    (back == NULL || json_integer_value(back) > 0 ||
	     (state->back && (again == NULL || json_integer_value(again) > 0)));
	state->still = there && !state->back;
}

static void state_closed(struct case_state *state,
			 const struct case_entry *entry)
{
	(void)entry;
	state->closed = true;
}

static void state_reopened(struct case_state *state,
			   const struct case_entry *entry)
{
	(void)entry;
	state->closed = false;
}

/* ---- Reading ---- */

static void (*const state_events[CASE_EVENT_EVENTS])(
    struct case_state *, const struct case_entry *) = {
    [CASE_EVENT_DRAFTED] = state_drafted,
    [CASE_EVENT_SENT] = state_sent,
    [CASE_EVENT_ADOPTED] = state_sent,
    [CASE_EVENT_RECEIVED] = state_received,
    [CASE_EVENT_REPLY] = state_reply,
    [CASE_EVENT_STAND] = state_stand,
    [CASE_EVENT_DISCARDED] = state_discarded,
    [CASE_EVENT_COMPLAINT] = state_complaint,
    [CASE_EVENT_CHECKED] = state_checked,
    [CASE_EVENT_CLOSED] = state_closed,
    [CASE_EVENT_REOPENED] = state_reopened,
};

static void state_places(struct case_state *state)
{
	const struct {
		const char *name;
		char *out;
		size_t size;
	} places[] = {
	    {"country", state->country, sizeof(state->country)},
	    {"region", state->region, sizeof(state->region)},
	    {"to_country", state->there, sizeof(state->there)},
	};
	json_t *facts = json_loads(state->the_case->facts, 0, NULL);

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *text =
		    json_string_value(json_object_get(facts, places[i].name));

		snprintf(places[i].out, places[i].size, "%s", text ? text : "");
	}
	json_decref(facts);
}

enum lens_err case_state_read(struct casework *work,
			      struct casework_case *the_case,
			      struct ledger_fault *fault,
			      struct case_state *out)
{
	struct case_entries list;
	enum lens_err err;

	*out = (struct case_state){.the_case = the_case,
				   .opened = LAW_NO_DAY,
				   .first = LAW_NO_DAY,
				   .last = LAW_NO_DAY,
				   .replied = LAW_NO_DAY,
				   .complained = LAW_NO_DAY,
				   .extended = LAW_NO_DAY,
				   .until = LAW_NO_DAY,
				   .erased = LAW_NO_DAY,
				   .checked = LAW_NO_DAY,
				   .asked = {.from = LAW_NO_DAY}};
	the_case->reply = CASEWORK_REPLIES;
	the_case->received = LAW_NO_DAY;
	the_case->proof = CASEWORK_RECEIVED_ASSUMED;
	state_places(out);
	err = case_entries_read(work, the_case->id, fault, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct case_entry *entry = &list.entries[i];

		if (!entry->withdrawn && state_events[entry->event] != NULL)
			state_events[entry->event](out, entry);
	}
	case_entries_free(&list);
	return err;
}

/* ---- The deadline ---- */

/* Days on the way by post, rather too many: nobody is accused before time. */
#define STATE_POST_HOME 4
#define STATE_POST_NEAR 8
#define STATE_POST_FAR 14

/* The Union and its neighbours, whose laws have a territory of their own. */
static bool state_is_near(const struct law_set *laws, const char *country)
{
	const struct law *law = law_of_country(laws, country);

	return law != NULL && law->territory[0] != '\0';
}

/* The day the letter whose time runs is taken to have arrived, where none was
 * told. */
static void state_assume(const struct law_set *laws, struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	const struct case_letter *first = case_state_asked(state, UINT_MAX);
	int days = STATE_POST_FAR;

	/* What came back was not received by anybody. */
	if (state->first == LAW_NO_DAY || case_state_returned(state) ||
	    the_case->proof != CASEWORK_RECEIVED_ASSUMED)
		return;
	the_case->received = state->first;
	if (first == NULL || strcmp(first->how, "post") != 0)
		return;
	if (strcmp(state->there, state->country) == 0)
		days = STATE_POST_HOME;
	else if (state_is_near(laws, state->there) &&
		 state_is_near(laws, state->country))
		days = STATE_POST_NEAR;
	the_case->received =
	    law_working_day(laws, state->there, "", state->first + days);
	/* Who answers has it. */
	for (size_t i = 0; i < state->reply_count; i++)
		if (state->replies[i].kind != CASEWORK_REPLY_BOUNCED &&
		    state->replies[i].day >= state->first &&
		    state->replies[i].day < the_case->received)
			the_case->received = state->replies[i].day;
}

void case_facts_rights(const json_t *facts, bool asked[LAW_RIGHTS])
{
	const json_t *name;
	size_t i;

	json_array_foreach(json_object_get(facts, "ask"), i, name)
	{
		enum law_right right =
		    json_is_string(name) ? law_right_of(json_string_value(name))
					 : LAW_RIGHTS;

		if (right != LAW_RIGHTS)
			asked[right] = true;
	}
}

void case_state_rights(const struct case_state *state, bool asked[LAW_RIGHTS])
{
	json_t *facts = json_loads(state->the_case->facts, 0, NULL);

	memset(asked, 0, LAW_RIGHTS * sizeof(*asked));
	case_facts_rights(facts, asked);
	json_decref(facts);
}

bool case_state_timed(const struct case_state *state, const struct law *law)
{
	const struct case_letter *letter = case_state_asked(state, UINT_MAX);
	bool asked[LAW_RIGHTS];

	case_state_rights(state, asked);
	return law_times(law, asked) ||
	       (letter != NULL && strcmp(letter->kind, "notice") == 0);
}

/* Whose holidays count. */
static void state_calendar(const struct law_set *laws,
			   const struct case_state *state, const char **country,
			   const char **region)
{
	*country = law_calendar(laws, state->the_case->law, state->country,
				state->region, state->there);
	*region = *country == state->country ? state->region : "";
}

bool case_state_question(const struct law_set *laws,
			 const struct case_state *state, bool claimed,
			 struct law_question *out)
{
	const struct casework_case *the_case = state->the_case;
	const struct law *law = law_named(laws, the_case->law);

	*out = (struct law_question){
	    .law = the_case->law,
	    .received = the_case->received,
	    .extended_on = state->extended,
	    .extended_to = state->until,
	    .pauses = state->pauses,
	    .pause_count = state->pause_count,
	    .untimed = law != NULL && !case_state_timed(state, law),
	};
	state_calendar(laws, state, &out->country, &out->region);
	out->latest = law_parts_of(state->country, out->country);
	out->there =
	    law_calendar_there(laws, the_case->law, out->country, state->there);
	if (state->first == LAW_NO_DAY || case_state_returned(state))
		return false;
	/* Not every law lets the clock stop, or says how much longer. */
	if (law == NULL || !law->pauses || !(claimed || state->accepted))
		out->pause_count = 0;
	/* What is known of the post can be later than their reply. */
	while (out->pause_count > 0 &&
	       out->pauses[0].from < the_case->received) {
		out->pauses++;
		out->pause_count--;
	}
	if ((law != NULL && law->extension.count == 0 &&
	     state->until == LAW_NO_DAY) ||
	    out->extended_on < the_case->received)
		out->extended_on = out->extended_to = LAW_NO_DAY;
	return true;
}

/* The day by their own count, if it is another: what they asked for stops the
 * time, or moves its beginning. */
static void state_claimed(const struct law_set *laws, struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	struct law_question question;
	struct law_deadline deadline;

	if (state->accepted || state->pause_count == 0 ||
	    !case_state_question(laws, state, true, &question) ||
	    law_deadline(laws, &question, NULL, &deadline) != LENS_OK)
		return;
	if (deadline.due != the_case->deadline)
		the_case->claimed = deadline.due;
	law_deadline_free(&deadline);
}

/* The day that the last follow-up names; the law's can have moved since. */
static void state_set(const struct law_set *laws, struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	const struct case_letter *last = case_state_last(state);
	const char *country, *region;

	if (state->reminders == 0)
		return;
	the_case->set = last != NULL ? last->until : LAW_NO_DAY;
	if (the_case->set != LAW_NO_DAY)
		return;
	state_calendar(laws, state, &country, &region);
	the_case->set = law_working_day(laws, country, region,
					state->last + CASEWORK_REMINDER);
}

/* Replies by which what was asked for is not given. */
static bool state_refuses(enum casework_reply reply)
{
	static const enum casework_reply refusals[] = {
	    CASEWORK_REPLY_REFUSED,	CASEWORK_REPLY_PARTIAL,
	    CASEWORK_REPLY_NOT_SUBJECT, CASEWORK_REPLY_TOO_OFTEN,
	    CASEWORK_REPLY_PUBLIC,	CASEWORK_REPLY_UNIDENTIFIED};
	bool refuses = false;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		refuses |= refusals[i] == reply;
	return refuses;
}

static int32_t state_after(int32_t day, const struct law_period *period)
{
	return period->unit == LAW_MONTHS
		   ? law_add_months(day, (int)period->count)
		   : day + (int32_t)period->count;
}

/*
 * The last day to turn to the authority: from their refusal, or from the end
 * of their time, whichever came first.  As it is the person who would be late,
 * nothing is counted in their favour: no arrival that is only assumed, no
 * weekend and no later refusal.
 */
static void state_recourse(const struct law *law, struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	bool told = the_case->proof != CASEWORK_RECEIVED_ASSUMED;
	int32_t from;

	if (law == NULL || law->recourse.count == 0)
		return;
	from = state_after(told ? the_case->received : state->first,
			   &law->response);
	for (size_t i = 0; i < state->reply_count; i++)
		if (state_refuses(state->replies[i].kind) &&
		    case_state_answers(state, &state->replies[i]) &&
		    state->replies[i].day < from)
			from = state->replies[i].day;
	the_case->recourse = state_after(from, &law->recourse);
}

/* What the case shows of its letters. */
static void state_show_letters(struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	const struct case_letter *draft = case_state_draft(state);
	/* That whose days the case shows, too. */
	const struct case_letter *asked = case_state_asked(state, UINT_MAX);

	snprintf(the_case->draft, sizeof(the_case->draft), "%s",
		 draft ? draft->kind : "");
	snprintf(the_case->how, sizeof(the_case->how), "%s",
		 asked ? asked->how : "");
	snprintf(the_case->tracking, sizeof(the_case->tracking), "%s",
		 asked ? asked->tracking : "");
}

enum lens_err case_state_deadline(struct casework *work,
				  enum law_language language,
				  struct ledger_fault *fault,
				  struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	const struct law_set *laws;
	const struct law *law;
	struct law_deadline deadline;
	struct law_fault why;
	struct law_question question;
	enum lens_err err = casework_laws(work, fault, &laws);

	the_case->sent = state->first;
	the_case->deadline = the_case->claimed = the_case->set = LAW_NO_DAY;
	the_case->recourse = LAW_NO_DAY;
	the_case->explained = base_copy("");
	state_show_letters(state);
	if (err != LENS_OK)
		return err;
	law = law_named(laws, the_case->law);
	state->own = law == NULL || law->letters[0] != '\0';
	state->complains = law == NULL || law->complains;
	state->watched = law != NULL && law_has_authority(laws, law);
	state_assume(laws, state);
	if (!case_state_question(laws, state, false, &question))
		return LENS_OK;
	state_recourse(law, state);
	free(the_case->explained);
	if (law_deadline(laws, &question, &why, &deadline) != LENS_OK) {
		the_case->explained = base_copy(why.sentence);
		return LENS_OK;
	}
	the_case->deadline = deadline.due;
	the_case->verified = deadline.verified;
	the_case->explained = base_copy(deadline.sentence[language]);
	law_deadline_free(&deadline);
	state_claimed(laws, state);
	state_set(laws, state);
	/* They asked, the person agreed, nothing was given: no time runs. */
	if (state->accepted && state->asked.from != LAW_NO_DAY)
		the_case->deadline = the_case->set = LAW_NO_DAY;
	return LENS_OK;
}
