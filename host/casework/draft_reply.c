/* draft_reply.c: which reply a letter answers, and when it came. */
#include <string.h>

#include <lenscap/casework_outcomes.h>

#include "draft.h"

/* What a letter says that they answered; a partial one may be any that says
 * something of what was asked for. */
static const struct {
	const char *kind;
	enum casework_reply reply;
} draft_answers[] = {
    {"photo_demanded", CASEWORK_REPLY_PHOTO},
    {"id_demanded", CASEWORK_REPLY_ID},
    {"use_form", CASEWORK_REPLY_FORM},
    {"cannot_identify", CASEWORK_REPLY_UNIDENTIFIED},
    {"not_subject", CASEWORK_REPLY_NOT_SUBJECT},
    {"too_often", CASEWORK_REPLY_TOO_OFTEN},
    {"public_data", CASEWORK_REPLY_PUBLIC},
    {"extension", CASEWORK_REPLY_EXTENSION},
    {"partial_answer", CASEWORK_REPLY_PARTIAL},
    {"erased_but_back", CASEWORK_REPLY_ERASED},
};

/* Whether a reply is one that a letter of these answers. */
static bool draft_answers_it(enum casework_reply wanted,
			     enum casework_reply reply)
{
	return reply == wanted || (wanted == CASEWORK_REPLY_PARTIAL &&
				   casework_outcome_answers(reply));
}

enum casework_reply draft_answer_of(const char *kind)
{
	enum casework_reply answer = CASEWORK_REPLIES;

	for (size_t i = 0; i < sizeof(draft_answers) / sizeof(*draft_answers);
	     i++)
		if (strcmp(draft_answers[i].kind, kind) == 0)
			answer = draft_answers[i].reply;
	return answer;
}

int32_t draft_said_on(const struct case_state *state, const char *kind)
{
	enum casework_reply wanted = draft_answer_of(kind);
	int32_t day = LAW_NO_DAY;

	for (size_t i = 0; i < state->reply_count; i++) {
		const struct case_reply *reply = &state->replies[i];

		/* Of an earlier letter of the case it says nothing here. */
		if (case_state_answers(state, reply) &&
		    draft_answers_it(wanted, reply->kind) &&
		    (day == LAW_NO_DAY || reply->day > day))
			day = reply->day;
	}
	return day;
}
