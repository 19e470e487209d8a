/* case_note.c: what can happen in cases, as entries of their histories. */
#include <string.h>

#include <lenscap/base_said.h>

#include "case_note.h"

const char *casework_way_name(size_t index)
{
	static const char *const ways[] = {N_("email"), N_("post"), N_("form"),
					   N_("fax")};

	return index < sizeof(ways) / sizeof(ways[0]) ? ways[index] : NULL;
}

static bool note_is_way(const char *how)
{
	for (size_t i = 0; how != NULL && casework_way_name(i) != NULL; i++)
		if (strcmp(how, casework_way_name(i)) == 0)
			return true;
	return false;
}

/* A day on which something can have happened in a case that is open. */
static enum lens_err note_day(const struct case_one *one,
			      const struct casework_happened *what,
			      int32_t earliest, struct ledger_fault *fault)
{
	enum lens_err err = case_possible(what, LAW_NO_DAY, fault);

	if (err == LENS_OK && one->state.closed)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The case is closed; 'lenscap cases reopen "
				   "%lld' goes on with it.",
				   (long long)what->id);
	return err == LENS_OK ? case_possible(what, earliest, fault) : err;
}

/* The day they got it, of a letter that was sent on another. */
static enum lens_err note_arrival(int32_t sent, int32_t received,
				  struct ledger_fault *fault)
{
	if (received <= 0 || received >= sent)
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "A letter cannot have arrived before it was sent; "
			   "give both days as they were.");
}

/* ---- Sending ---- */

/* Which of the case's kept letters that is, by its number or its place. */
struct note_letter {
	int64_t id;
	int at, index; /* index: -1 for none */
};

static bool note_find_letter(void *context, const struct ledger_letter *letter)
{
	struct note_letter *find = context;

	if (letter->id == find->id)
		find->index = find->at;
	find->at++;
	return true;
}

static bool note_find_place(void *context, const struct ledger_letter *letter)
{
	struct note_letter *find = context;

	if (find->at++ != find->index)
		return true;
	find->id = letter->id;
	return false;
}

enum lens_err case_find_letter(struct casework *work,
			       const struct case_one *one, int64_t id,
			       struct ledger_fault *fault,
			       const struct case_letter **out)
{
	const struct case_state *state = &one->state;
	struct note_letter find = {.id = id, .index = -1};
	enum lens_err err = ledger_letter_each(work->ledger, one->the_case.id,
					       note_find_letter, &find, fault);

	*out = NULL;
	for (size_t i = 0; i < state->letter_count; i++)
		if (find.index >= 0 && state->letters[i].index == find.index)
			*out = &state->letters[i];
	return err;
}

/* Is that letter of the case addressed to an e-mail address? */
static enum lens_err note_is_mail(const struct case_note *note, int64_t id,
				  const struct case_letter *draft,
				  struct ledger_fault *fault, bool *out)
{
	struct note_letter find = {.index = draft->index};
	struct ledger *ledger = note->work->ledger;
	struct base_buffer bytes;
	const char *to = NULL;
	json_t *content;
	enum lens_err err =
	    ledger_letter_each(ledger, id, note_find_place, &find, fault);

	base_buffer_init(&bytes, LEDGER_LETTER_MAX);
	if (err == LENS_OK)
		err = ledger_letter_content(ledger, find.id, fault, &bytes);
	content = err == LENS_OK
		      ? json_loadb((char *)bytes.data, bytes.size, 0, NULL)
		      : NULL;
	(void)json_unpack(content, "{s:{s:{s:s}}}", "known", "head", "to_email",
			  &to);
	*out = to != NULL && to[0] != '\0';
	json_decref(content);
	base_buffer_free(&bytes);
	return err;
}

/* A way that was not said is known only of a letter to an e-mail address; one
 * that came back goes to another contact than it names. */
static json_t *note_sent_detail(const struct casework_happened *what, bool mail)
{
	json_t *detail =
	    json_pack("{s:s}", "note", what->note ? what->note : "");

	case_put_text(detail, "how",
		      what->how == NULL && mail ? "email" : what->how);
	case_put_text(detail, "tracking", what->tracking);
	case_put_day(detail, "received", what->received);
	if (what->received > 0 && what->proven)
		case_put_text(detail, "proof", "proven");
	return detail;
}

static enum lens_err note_sent(struct case_note *note,
			       const struct casework_happened *what,
			       struct ledger_fault *fault)
{
	const struct case_state *state = &note->one.state;
	const struct case_letter *draft = case_state_draft(state);
	/* LAW_NO_DAY is before all days. */
	int32_t earliest = draft != NULL && draft->written > state->last
			       ? draft->written
			       : state->last;
	enum lens_err err = note_day(&note->one, what, earliest, fault);
	bool mail = false;

	if (err == LENS_OK)
		err = note_arrival(what->day, what->received, fault);
	if (err == LENS_OK && what->how != NULL && !note_is_way(what->how))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "A letter goes by email, post, form or "
				  "fax; say how this one went.");
	/* After a letter came back the same one is sent once more. */
	if (err == LENS_OK && draft == NULL &&
	    note->one.the_case.reply != CASEWORK_REPLY_BOUNCED)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "There is no letter in case %lld that was "
				  "not sent yet.",
				  (long long)what->id);
	note->kind = draft != NULL && strcmp(draft->kind, "complaint") == 0
			 ? CASE_EVENT_COMPLAINT
			 : CASE_EVENT_SENT;
	if (err == LENS_OK && what->how == NULL && draft != NULL)
		err = note_is_mail(note, what->id, draft, fault, &mail);
	if (err == LENS_OK)
		note->detail = note_sent_detail(what, mail);
	return err;
}

static enum lens_err note_received(struct case_note *note,
				   const struct casework_happened *what,
				   struct ledger_fault *fault)
{
	int32_t sent = note->one.state.first;
	enum lens_err err = LENS_OK;

	if (sent == LAW_NO_DAY)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "No letter of this case was sent yet; note "
				  "that first: lenscap cases sent %lld --on "
				  "DAY.",
				  (long long)what->id);
	if (err == LENS_OK)
		err = note_day(&note->one, what, LAW_NO_DAY, fault);
	if (err == LENS_OK)
		err = note_arrival(sent, what->day, fault);
	note->kind = CASE_EVENT_RECEIVED;
	if (err == LENS_OK)
		note->detail = json_pack("{s:s, s:s}", "proof",
					 what->proven ? "proven" : "told",
					 "note", what->note ? what->note : "");
	return err;
}

/* ---- Replies ---- */

static json_t *note_reply_detail(const struct casework_happened *what)
{
	json_t *detail =
	    json_pack("{s:s, s:s}", "kind", casework_reply_name(what->reply),
		      "note", what->note ? what->note : "");

	case_put_day(detail, "until", what->until);
	case_put_text(detail, "sha256", what->sha256);
	case_put_text(detail, "message", what->message);
	if (what->guessed)
		json_object_set_new(detail, "guessed", json_true());
	return detail;
}

static enum lens_err note_until(const struct casework_happened *what,
				struct ledger_fault *fault)
{
	if (what->until <= 0)
		return LENS_OK;
	if (what->reply != CASEWORK_REPLY_EXTENSION)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Only a reply that takes more time names a "
				   "day until which; say --kind extension.");
	if (what->until < what->day)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The day that they name comes after the one "
				   "on which they said so.");
	return LENS_OK;
}

enum lens_err case_judge_reply(struct case_note *note,
			       const struct casework_happened *what,
			       struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	if (what->reply >= CASEWORK_REPLIES)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what the reply was: the next step "
				   "depends on it.");
	if (note->one.state.first == LAW_NO_DAY)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "No letter of this case was sent yet; note "
				  "that first: lenscap cases sent %lld --on "
				  "DAY.",
				  (long long)what->id);
	if (err == LENS_OK)
		err = note_day(&note->one, what, note->one.state.opened, fault);
	if (err == LENS_OK)
		err = note_until(what, fault);
	note->kind = CASE_EVENT_REPLY;
	if (err == LENS_OK)
		note->detail = note_reply_detail(what);
	return err;
}

/* The reply that was taken from a mail a moment ago, and read by its words: who
 * now says what it was corrects that, and had no second one. */
static const struct case_reply *
note_misread(const struct case_one *one, const struct casework_happened *what)
{
	const struct case_state *state = &one->state;
	const struct case_reply *last =
	    state->reply_count > 0 ? &state->replies[state->reply_count - 1]
				   : NULL;
	bool plain = (what->note == NULL || what->note[0] == '\0') &&
		     what->sha256 == NULL && what->day == what->today;

	/* What came after a further letter answers that one. */
	return last != NULL && last->guessed && plain &&
		       (state->went_count == 0 ||
			state->went[state->went_count - 1].number <
			    last->number) &&
		       casework_day_of(last->noted) == what->today
		   ? last
		   : NULL;
}

static enum lens_err note_reply(struct case_note *note,
				const struct casework_happened *what,
				struct ledger_fault *fault)
{
	const struct case_reply *misread = note_misread(&note->one, what);
	enum lens_err err = case_judge_reply(note, what, fault);
	json_t *changes;

	if (err != LENS_OK || misread == NULL)
		return err;
	json_decref(note->detail);
	changes = json_pack("{s:s, s:b}", "kind",
			    casework_reply_name(what->reply), "guessed", 0);
	case_put_day(changes, "until", what->until);
	note->kind = CASE_EVENT_CORRECTED;
	note->detail = json_pack("{s:i, s:o}", "entry", (int)misread->number,
				 "changes", changes);
	return LENS_OK;
}

static enum lens_err note_stand(struct case_note *note,
				const struct casework_happened *what,
				struct ledger_fault *fault)
{
	const struct case_state *state = &note->one.state;
	enum lens_err err = note_day(&note->one, what, state->first, fault);

	if (err == LENS_OK && state->asked.from == LAW_NO_DAY &&
	    state->pause_count == 0)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "Nothing was asked for in case %lld; note "
				  "the reply that asks for it first.",
				  (long long)what->id);
	if (err == LENS_OK && what->given > 0 &&
	    (state->asked.from == LAW_NO_DAY ||
	     what->given < state->asked.from))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "What they ask for cannot have been given "
				  "before they asked for it.");
	note->kind = CASE_EVENT_STAND;
	if (err == LENS_OK) {
		note->detail =
		    json_pack("{s:s, s:s}", "stand",
			      what->accepted ? "accepted" : "disputed", "note",
			      what->note ? what->note : "");
		case_put_day(note->detail, "given", what->given);
	}
	return err;
}

/* ---- The end, and going on ---- */

static enum lens_err note_close(struct case_note *note,
				const struct casework_happened *what,
				struct ledger_fault *fault)
{
	enum lens_err err;

	if (what->outcome == NULL)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what came of the case before it is "
				   "closed.");
	err = note_day(&note->one, what,
		       note->one.state.opened != LAW_NO_DAY
			   ? note->one.state.opened
			   : casework_day_of(note->one.the_case.opened),
		       fault);
	note->kind = CASE_EVENT_CLOSED;
	if (err == LENS_OK)
		note->detail = json_pack("{s:s, s:s}", "outcome", what->outcome,
					 "note", what->note ? what->note : "");
	return err;
}

static enum lens_err note_reopen(struct case_note *note,
				 const struct casework_happened *what,
				 struct ledger_fault *fault)
{
	enum lens_err err = case_possible(what, LAW_NO_DAY, fault);

	if (err == LENS_OK && !note->one.state.closed)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "Case %lld is open; there is nothing to "
				  "reopen.",
				  (long long)what->id);
	note->kind = CASE_EVENT_REOPENED;
	if (err == LENS_OK)
		note->detail =
		    json_pack("{s:s}", "note", what->note ? what->note : "");
	return err;
}

/* ---- Letters ---- */

static enum lens_err note_discard(struct case_note *note,
				  const struct casework_happened *what,
				  struct ledger_fault *fault)
{
	const struct case_letter *letter = NULL;
	enum lens_err err = case_possible(what, LAW_NO_DAY, fault);

	if (err == LENS_OK)
		err = case_find_letter(note->work, &note->one, what->letter,
				       fault, &letter);
	if (err == LENS_OK &&
	    (letter == NULL || letter->sent != LAW_NO_DAY || letter->discarded))
		err = refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    letter == NULL ? "Letter %lld is not known in its case."
		    : letter->discarded
			? "Letter %lld was discarded already."
			: "Letter %lld was sent; a letter that is on its way "
			  "cannot be discarded. If it was not: lenscap cases "
			  "withdraw.",
		    (long long)what->letter);
	note->kind = CASE_EVENT_DISCARDED;
	if (err == LENS_OK)
		note->detail = json_pack("{s:i, s:s, s:s}", "index",
					 letter->index, "letter", letter->kind,
					 "note", what->note ? what->note : "");
	return err;
}

/* ---- All of them ---- */

enum lens_err casework_case_note(struct casework *work, enum casework_note kind,
				 const struct casework_happened *what,
				 size_t count, struct ledger_fault *fault)
{
	static case_judge *const judges[CASEWORK_NOTES] = {
	    [CASEWORK_NOTE_SENT] = note_sent,
	    [CASEWORK_NOTE_RECEIVED] = note_received,
	    [CASEWORK_NOTE_REPLY] = note_reply,
	    [CASEWORK_NOTE_STAND] = note_stand,
	    [CASEWORK_NOTE_CLOSE] = note_close,
	    [CASEWORK_NOTE_REOPEN] = note_reopen,
	    [CASEWORK_NOTE_CORRECT] = case_judge_correct,
	    [CASEWORK_NOTE_WITHDRAW] = case_judge_withdraw,
	    [CASEWORK_NOTE_DISCARD] = note_discard,
	};

	return case_note_all(work, what, count, judges[kind], NULL, fault);
}
