/* case_steps.c: the stage of a case, and what to do next and why. */
#include <string.h>

#include <lenscap/base_said.h>

#include "case_state.h"

#define STEPS_CHECK 30	  /* days after which to look whether it is gone */
#define STEPS_COMPLAINT 3 /* months (Art. 78(2) GDPR) */

static const struct {
	const char *name, *words;
} stage_words[CASEWORK_STAGES] = {
    [CASEWORK_STAGE_DRAFT] = {"draft", "written, not sent"},
    [CASEWORK_STAGE_WAITING] = {"waiting", "sent; they have time to answer"},
    [CASEWORK_STAGE_OVERDUE] = {"overdue", "their time is up"},
    [CASEWORK_STAGE_REPLIED] = {"replied", "they answered"},
    [CASEWORK_STAGE_COMPLAINED] = {"complained", "the authority has it"},
    [CASEWORK_STAGE_CLOSED] = {"closed", N_("over")},
};

const char *casework_stage_name(enum casework_stage stage)
{
	return (size_t)stage < CASEWORK_STAGES ? stage_words[stage].name : "";
}

const char *casework_stage_words(const struct casework_case *the_case)
{
	if (the_case->stage == CASEWORK_STAGE_DRAFT &&
	    the_case->draft[0] == '\0')
		return "no letter of it is left";
	return (size_t)the_case->stage < CASEWORK_STAGES
		   ? stage_words[the_case->stage].words
		   : "";
}

/* What follows from an answer. */
static const struct casework_step step_after[CASEWORK_REPLIES] = {
    [CASEWORK_REPLY_RECEIPT] = {"wait", "",
				"They have your letter; the time runs from "
				"the day it came.",
				LAW_NO_DAY},
    [CASEWORK_REPLY_ANSWER] = {"close", "",
			       "They answered everything; close the case, or "
			       "ask for more if something is missing.",
			       LAW_NO_DAY},
    [CASEWORK_REPLY_NOTHING] = {"check", "",
				"They say they hold nothing; look again later "
				"whether your photos turn up.",
				LAW_NO_DAY},
    [CASEWORK_REPLY_ERASED] = {"check", "",
			       "They say it is erased; look again whether it "
			       "stays so.",
			       LAW_NO_DAY},
    [CASEWORK_REPLY_PARTIAL] = {"letter", "partial_answer",
				"Parts are missing; name them, line by line.",
				LAW_NO_DAY},
    [CASEWORK_REPLY_PHOTO] = {"letter", "photo_demanded",
			      "A new photo is more than they may ask for "
			      "without reasonable doubts.",
			      LAW_NO_DAY},
    [CASEWORK_REPLY_ID] = {"letter", "id_demanded",
			   "A document may be asked for only on reasonable "
			   "doubts, and no more of it than is needed.",
			   LAW_NO_DAY},
    [CASEWORK_REPLY_FORM] = {"letter", "use_form",
			     "No form or account can be a condition of a "
			     "request.",
			     LAW_NO_DAY},
    [CASEWORK_REPLY_UNIDENTIFIED] = {"letter", "cannot_identify",
				     "They must show why the particulars in "
				     "your letter are not enough.",
				     LAW_NO_DAY},
    [CASEWORK_REPLY_NOT_SUBJECT] = {"letter", "not_subject",
				    "Whoever watches people here is bound by "
				    "the law here.",
				    LAW_NO_DAY},
    [CASEWORK_REPLY_TOO_OFTEN] = {"letter", "too_often",
				  "No fixed number a year is in the law.",
				  LAW_NO_DAY},
    [CASEWORK_REPLY_PUBLIC] = {"letter", "public_data",
			       "That a photo can be seen does not make its "
			       "face free to be measured.",
			       LAW_NO_DAY},
    [CASEWORK_REPLY_FEE] = {"tell", "",
			    "A first copy is free; ask for the reasons, or say "
			    "that you will pay.",
			    LAW_NO_DAY},
    [CASEWORK_REPLY_SCOPE] = {"tell", "",
			      "Say what you want to know, or that you want all "
			      "of it; note the day you told them.",
			      LAW_NO_DAY},
    [CASEWORK_REPLY_FORWARDED] = {"wait", "",
				  "Their own time runs on; write to whoever "
				  "they passed it on to, too.",
				  LAW_NO_DAY},
    [CASEWORK_REPLY_EXTENSION] = {"wait", "",
				  "They took more time, with a reason; wait "
				  "until it is up.",
				  LAW_NO_DAY},
    [CASEWORK_REPLY_REFUSED] = {"letter", "complaint",
				"They refuse; the authority can order them.",
				LAW_NO_DAY},
    [CASEWORK_REPLY_BOUNCED] = {"send", "",
				"It came back; send it to the next contact of "
				"the controller.",
				LAW_NO_DAY},
};

static const struct casework_step step_send = {
    "send", "", "Send the letter, and note the day it went.", LAW_NO_DAY};
static const struct casework_step step_wait = {
    "wait", "", "They have until then to answer.", LAW_NO_DAY};
static const struct casework_step step_remind = {
    "letter", "no_answer", "Their time is up without an answer.", LAW_NO_DAY};
static const struct casework_step step_complain = {
    "letter", "complaint",
    "They had their time and a reminder; the authority can order them.",
    LAW_NO_DAY};
static const struct casework_step step_authority = {
    "wait", "",
    "The authority has it; after three months without news the courts are "
    "open (Art. 78(2) GDPR).",
    LAW_NO_DAY};
/* Elsewhere no term of the authority's opens the courts by itself. */
static const struct casework_step step_authority_elsewhere = {
    "wait", "", "The authority has it; ask it then what became of it.",
    LAW_NO_DAY};
/* Laws that have a request, a reminder and one letter for all that an answer
 * leaves open, and authorities that take complaints by forms of their own. */
static const struct casework_step step_open = {
    "letter", "partial_answer",
    "Their answer leaves something open: say what, and ask for their reasons.",
    LAW_NO_DAY};
/* A share of the costs, where the law knows one. */
static const struct casework_step step_fee_swiss = {
    "tell", "",
    "They may ask a share of the costs, at most 300 francs, only where the "
    "effort is disproportionate; who does not confirm the request within ten "
    "days has withdrawn it (Art. 19 DPO).",
    LAW_NO_DAY};
static const struct casework_step step_fee = {
    "tell", "", "Ask on what the charge rests, or say that you will pay it.",
    LAW_NO_DAY};
static const struct casework_step step_form = {
    "authority", "",
    "What is left is an authority, by its own form, or a court; what a form "
    "asks is not known here, and 'lenscap evidence' puts letters, answers "
    "and their days together for it. Then close the case.",
    LAW_NO_DAY};
static const struct casework_step step_authority_letter = {
    "letter", "complaint", "What is left is the authority: write to it.",
    LAW_NO_DAY};
/* Where the law counts the days that the person has, too. */
static const struct casework_step step_recourse = {
    "letter", "complaint",
    "The time to turn to the authority is nearly over; a further letter to "
    "them does not make it longer.",
    LAW_NO_DAY};
static const struct casework_step step_recourse_over = {
    "letter", "complaint",
    "The time to turn to the authority is over, and it may excuse that: write "
    "to it now, and say in your own words why it is late.",
    LAW_NO_DAY};
static const struct casework_step step_court = {
    "court", "",
    "No authority is known that takes complaints under this law: what is left "
    "is a court; then close the case.",
    LAW_NO_DAY};
static const struct casework_step step_back = {
    "letter", "erased_but_back", "Photos they said were gone were found again.",
    LAW_NO_DAY};
static const struct casework_step step_dodged = {
    "letter", "partial_answer",
    "They say that it is erased, and have not said what they held: ask for it.",
    LAW_NO_DAY};
static const struct casework_step step_still = {
    "letter", "partial_answer",
    "They say that it is erased, and photos are still there: say which.",
    LAW_NO_DAY};
static const struct casework_step step_write = {
    "none", "",
    "No letter of this case is left; write a new one, or forget the case.",
    LAW_NO_DAY};
static const struct casework_step step_pause = {
    "tell", "",
    "You accepted what they ask for: give it, and note the day; until then no "
    "time runs.",
    LAW_NO_DAY};
static const struct casework_step step_written = {
    "send", "",
    "What is to be sent now is written: send it, and note the day it went.",
    LAW_NO_DAY};
static const struct casework_step step_none = {"none", "", "It is over.",
					       LAW_NO_DAY};

static struct casework_step step_on(struct casework_step step, int32_t day)
{
	step.day = day;
	return step;
}

/* Sent, and nothing has come since. */
static void judge_silence(struct case_state *state, int32_t today)
{
	struct casework_case *the_case = state->the_case;
	/* A follow-up takes nothing of the time that the law gives them. */
	int32_t until = the_case->set > the_case->deadline ? the_case->set
							   : the_case->deadline;

	the_case->stage = CASEWORK_STAGE_WAITING;
	the_case->step = step_on(step_wait, until);
	if (until == LAW_NO_DAY || today <= until)
		return;
	the_case->stage = CASEWORK_STAGE_OVERDUE;
	the_case->step = state->unanswered > 0 ? step_complain : step_remind;
}

/*
 * "Erased" is no answer to a question what was there: who asked for both gets
 * to say that the one is missing.
 */
static bool judge_dodged(const struct case_state *state)
{
	bool asked[LAW_RIGHTS], dodged;

	case_state_rights(state, asked);
	dodged = asked[LAW_ACCESS] &&
		 case_state_given(state, LAW_ACCESS) == CASEWORK_REPLIES;
	for (size_t i = 0; i < state->letter_count && dodged; i++)
		dodged = state->letters[i].sent == LAW_NO_DAY ||
			 strcmp(state->letters[i].kind, "partial_answer") != 0;
	return dodged;
}

/* The reply that gave the last of what was asked for; CASEWORK_REPLIES: not
 * all of it was given. */
static enum casework_reply judge_given(const struct case_state *state)
{
	enum casework_reply given = CASEWORK_REPLIES;
	bool asked[LAW_RIGHTS];

	case_state_rights(state, asked);
	for (enum law_right right = 0; right < LAW_RIGHTS; right++) {
		if (!asked[right])
			continue;
		given = case_state_given(state, right);
		if (given == CASEWORK_REPLIES)
			return given;
	}
	return given;
}

/* More time that is taken when all was given takes nothing back: the reply
 * that counts is the one that gave it. */
static enum casework_reply judge_counts(const struct case_state *state)
{
	enum casework_reply reply = state->the_case->reply, given;

	if (reply != CASEWORK_REPLY_EXTENSION &&
	    reply != CASEWORK_REPLY_FORWARDED)
		return reply;
	given = judge_given(state);
	return given == CASEWORK_REPLIES ? reply : given;
}

/* Was what they asked for last given to them?  Then it is their turn. */
static bool judge_met(const struct case_state *state)
{
	return case_state_asks(state->the_case->reply) != LAW_PAUSE_UNSAID &&
	       state->asked.from == LAW_NO_DAY;
}

static void judge_reply(struct case_state *state, int32_t today)
{
	struct casework_case *the_case = state->the_case;
	enum casework_reply reply = judge_counts(state);

	/* More time was taken, somebody else named, or a demand met: that is
	 * waiting, and then silence. */
	if (reply == CASEWORK_REPLY_EXTENSION ||
	    reply == CASEWORK_REPLY_FORWARDED || judge_met(state)) {
		judge_silence(state, today);
		return;
	}
	the_case->stage = CASEWORK_STAGE_REPLIED;
	the_case->step = step_after[reply];
	if (state->accepted && state->asked.from != LAW_NO_DAY)
		the_case->step = step_pause;
	if (reply == CASEWORK_REPLY_ERASED && judge_dodged(state))
		the_case->step = step_dodged;
	if (strcmp(the_case->step.action, "check") == 0)
		the_case->step.day =
		    (state->checked != LAW_NO_DAY ? state->checked
						  : state->replied) +
		    STEPS_CHECK;
}

/* Nothing was sent yet: the one time that a draft is where a case stands. */
static void judge_unsent(struct case_state *state)
{
	struct casework_case *the_case = state->the_case;

	the_case->stage = CASEWORK_STAGE_DRAFT;
	the_case->step =
	    case_state_draft(state) != NULL ? step_send : step_write;
}

/* What a case under another law than the GDPR makes of it. */
static void judge_law(struct case_state *state)
{
	struct casework_case *the_case = state->the_case;
	static const char *const kinds[] = {"", "request", "no_answer",
					    "partial_answer"};
	const char *letter = the_case->step.letter;
	bool own = state->own, known = false;

	if (the_case->stage == CASEWORK_STAGE_COMPLAINED &&
	    strcmp(the_case->law, "gdpr") != 0)
		the_case->step =
		    step_on(step_authority_elsewhere, the_case->step.day);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		known |= letter == NULL || strcmp(letter, kinds[i]) == 0;
	if (the_case->reply == CASEWORK_REPLY_FEE &&
	    the_case->stage == CASEWORK_STAGE_REPLIED &&
	    (own || strcmp(the_case->law, "fadp") == 0))
		the_case->step = own ? step_fee : step_fee_swiss;
	else if (own && !known)
		the_case->step = strcmp(letter, "complaint") != 0 ? step_open
				 : state->complains ? step_authority_letter
				 : state->watched   ? step_form
						    : step_court;
}

/* What the person must not let pass while others have time. */
static void judge_recourse(struct casework_case *the_case, int32_t today)
{
	int32_t last = the_case->recourse;
	bool asked = the_case->stage == CASEWORK_STAGE_WAITING ||
		     the_case->stage == CASEWORK_STAGE_OVERDUE ||
		     the_case->stage == CASEWORK_STAGE_REPLIED;

	if (last == LAW_NO_DAY || !asked)
		return;
	if (today >= last - CASE_STATE_RECOURSE) {
		the_case->stage = the_case->stage == CASEWORK_STAGE_WAITING
				      ? CASEWORK_STAGE_OVERDUE
				      : the_case->stage;
		the_case->step =
		    today > last ? step_recourse_over : step_recourse;
	} else if (the_case->stage == CASEWORK_STAGE_WAITING &&
		   the_case->step.day > last - CASE_STATE_RECOURSE) {
		the_case->step.day = last - CASE_STATE_RECOURSE;
	}
}

/* The first that fits, from the end of a case to its beginning.  A letter that
 * waits to be sent changes nothing but how the next step is done. */
void case_state_evaluate(struct case_state *state, int32_t today)
{
	struct casework_case *the_case = state->the_case;
	/* A letter that was sent after the answer waits for the next one. */
	bool answered = state->replied != LAW_NO_DAY && state->reminders == 0;

	if (state->closed) {
		the_case->stage = CASEWORK_STAGE_CLOSED;
		the_case->step = step_none;
	} else if (state->first == LAW_NO_DAY) {
		judge_unsent(state);
	} else if (state->back || state->still) {
		the_case->stage = CASEWORK_STAGE_REPLIED;
		the_case->step = state->back ? step_back : step_still;
	} else if (state->complained != LAW_NO_DAY) {
		the_case->stage = CASEWORK_STAGE_COMPLAINED;
		the_case->step =
		    step_on(step_authority,
			    law_add_months(state->complained, STEPS_COMPLAINT));
	} else if (answered && the_case->reply < CASEWORK_REPLIES) {
		judge_reply(state, today);
	} else {
		judge_silence(state, today);
	}
	judge_law(state);
	if (state->closed || state->complained != LAW_NO_DAY ||
	    judge_given(state) != CASEWORK_REPLIES)
		the_case->recourse = LAW_NO_DAY;
	judge_recourse(the_case, today);
	if (the_case->step.letter != NULL && the_case->step.letter[0] != '\0' &&
	    strcmp(the_case->step.letter, the_case->draft) == 0)
		the_case->step = step_written;
	the_case->due =
	    the_case->stage != CASEWORK_STAGE_CLOSED &&
	    the_case->stage != CASEWORK_STAGE_WAITING &&
	    (the_case->step.day == LAW_NO_DAY || the_case->step.day <= today);
}
