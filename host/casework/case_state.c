/* case_state.c: what the events of a case come to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case_state.h"

static const char *const case_event_names[CASE_EVENT_EVENTS] = {
    [CASE_EVENT_DRAFTED] = "drafted", [CASE_EVENT_SENT] = "sent",
    [CASE_EVENT_REPLY] = "reply",     [CASE_EVENT_COMPLAINT] = "complaint",
    [CASE_EVENT_CHECKED] = "checked", [CASE_EVENT_CLOSED] = "closed",
};

const char *case_event_name(enum case_event event)
{
	return case_event_names[event];
}

/* ---- Reading events ---- */

static const char *case_state_text(const json_t *detail, const char *name)
{
	const char *text = json_string_value(json_object_get(detail, name));

	return text ? text : "";
}

/* A follow-up that answers a demand ends the pause that the demand began. */
static void case_state_resume(struct case_state *state, int32_t day)
{
	if (state->paused != LAW_NO_DAY &&
	    state->pause_count < CASE_STATE_PAUSES)
		state->pauses[state->pause_count++] =
		    (struct law_pause){state->paused, day, LAW_PAUSE_IDENTITY};
	state->paused = LAW_NO_DAY;
}

static void case_state_drafted(struct case_state *state, int32_t day,
			       const json_t *detail)
{
	state->drafts++;
	state->drafted = day;
	snprintf(state->letter, sizeof(state->letter), "%s",
		 case_state_text(detail, "letter"));
}

/* The only letter came back: what is sent now is the first they get, and their
 * time begins with it. */
static bool case_state_returned(const struct case_state *state)
{
	return state->sendings == 1 &&
	       state->the_case->reply == CASEWORK_REPLY_BOUNCED;
}

static void case_state_sent(struct case_state *state, int32_t day,
			    const json_t *detail)
{
	if (case_state_returned(state)) {
		state->the_case->reply = CASEWORK_REPLIES;
		state->first = state->replied = LAW_NO_DAY;
		state->sendings = 0;
	}
	state->drafts = 0;
	state->sendings++;
	state->back = false;
	if (state->first == LAW_NO_DAY)
		state->first = day;
	else
		state->reminders++;
	state->last = day;
	snprintf(state->how, sizeof(state->how), "%s",
		 case_state_text(detail, "how"));
	case_state_resume(state, day);
}

static void case_state_reply(struct case_state *state, int32_t day,
			     const json_t *detail)
{
	enum casework_reply reply =
	    casework_reply_of(case_state_text(detail, "kind"));

	/* Once is enough: what they say later comes too late to count. */
	if (reply == CASEWORK_REPLY_EXTENSION && state->extended == LAW_NO_DAY)
		state->extended = day;
	/* A receipt answers nothing, nor does what came before the answer that
	 * is known and was noted only now. */
	if (state->replied != LAW_NO_DAY &&
	    (reply == CASEWORK_REPLY_RECEIPT || day < state->replied))
		return;
	state->the_case->reply = reply;
	if (reply == CASEWORK_REPLY_RECEIPT)
		return;
	state->replied = day;
	state->reminders = 0;
	state->back = false;
	if (reply == CASEWORK_REPLY_ERASED)
		state->erased = day;
	if (reply == CASEWORK_REPLY_PHOTO || reply == CASEWORK_REPLY_ID)
		state->paused = day;
}

static void case_state_complaint(struct case_state *state, int32_t day,
				 const json_t *detail)
{
	(void)detail;
	state->complained = day;
	state->drafts = 0;
}

static void case_state_checked(struct case_state *state, int32_t day,
			       const json_t *detail)
{
	state->checked = day;
	/* Before they said so, it is no news that the photos are there. */
	state->back = state->erased != LAW_NO_DAY &&
		      json_integer_value(json_object_get(detail, "there")) > 0;
}

static void case_state_closed(struct case_state *state, int32_t day,
			      const json_t *detail)
{
	(void)day;
	(void)detail;
	state->closed = true;
}

static void (*const case_state_events[CASE_EVENT_EVENTS])(struct case_state *,
							  int32_t,
							  const json_t *) = {
    [CASE_EVENT_DRAFTED] = case_state_drafted,
    [CASE_EVENT_SENT] = case_state_sent,
    [CASE_EVENT_REPLY] = case_state_reply,
    [CASE_EVENT_COMPLAINT] = case_state_complaint,
    [CASE_EVENT_CHECKED] = case_state_checked,
    [CASE_EVENT_CLOSED] = case_state_closed,
};

static bool case_state_event(void *context, const struct ledger_event *event)
{
	json_t *detail =
	    json_loads(event->detail, JSON_REJECT_DUPLICATES, NULL);
	int32_t day;

	for (size_t i = 0; i < CASE_EVENT_EVENTS; i++)
		if (strcmp(event->kind, case_event_names[i]) == 0 &&
		    law_day_parse(event->day, &day) == LENS_OK)
			case_state_events[i](context, day, detail);
	json_decref(detail);
	return true;
}

enum lens_err case_state_read(struct casework *work,
			      struct casework_case *the_case,
			      struct ledger_fault *fault,
			      struct case_state *out)
{
	*out = (struct case_state){.the_case = the_case,
				   .drafted = LAW_NO_DAY,
				   .first = LAW_NO_DAY,
				   .last = LAW_NO_DAY,
				   .replied = LAW_NO_DAY,
				   .complained = LAW_NO_DAY,
				   .extended = LAW_NO_DAY,
				   .erased = LAW_NO_DAY,
				   .checked = LAW_NO_DAY,
				   .paused = LAW_NO_DAY};
	the_case->reply = CASEWORK_REPLIES;
	return ledger_event_each(work->ledger, the_case->id, case_state_event,
				 out, fault);
}

/* ---- The deadline ---- */

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
	json_t *facts;
	struct law_question question = {.law = the_case->law,
					.received = state->first,
					.extended_on = state->extended,
					.pauses = state->pauses,
					.pause_count = state->pause_count};
	enum lens_err err = casework_laws(work, fault, &laws);

	the_case->sent = state->first;
	the_case->deadline = LAW_NO_DAY;
	the_case->explained = base_copy("");
	if (err != LENS_OK || state->first == LAW_NO_DAY ||
	    case_state_returned(state))
		return err;
	/* Not every law lets the clock stop, or says how much longer. */
	law = law_named(laws, the_case->law);
	if (law != NULL && !law->pauses)
		question.pause_count = 0;
	if (law != NULL && law->extension.count == 0)
		question.extended_on = LAW_NO_DAY;
	facts = json_loads(the_case->facts, 0, NULL);
	question.country = case_state_text(facts, "country");
	question.region = case_state_text(facts, "region");
	if (law_deadline(laws, &question, &why, &deadline) == LENS_OK) {
		the_case->deadline = deadline.due;
		the_case->verified = deadline.verified;
		free(the_case->explained);
		the_case->explained = base_copy(deadline.sentence[language]);
		law_deadline_free(&deadline);
	} else {
		free(the_case->explained);
		the_case->explained = base_copy(why.sentence);
	}
	json_decref(facts);
	return LENS_OK;
}
