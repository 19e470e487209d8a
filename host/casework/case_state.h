/* case_state.h: a case as its history tells it, from within. */
#ifndef LENSCAP_CASEWORK_CASE_STATE_H
#define LENSCAP_CASEWORK_CASE_STATE_H

#include <jansson.h>

#include <lenscap/casework_cases.h>
#include <lenscap/law_deadline.h>

#include "json_line.h"
#include "refusal.h"
#include "session.h"

#define CASE_STATE_PAUSES 16

/* The kinds of events.  Their names stand in the history for ever. */
enum case_event {
	CASE_EVENT_DRAFTED,
	CASE_EVENT_SENT,
	CASE_EVENT_REPLY,
	CASE_EVENT_COMPLAINT, /* a complaint was sent */
	CASE_EVENT_CHECKED,   /* looked whether the photos are gone */
	CASE_EVENT_CLOSED,
	CASE_EVENT_EVENTS
};
const char *case_event_name(enum case_event event);

/* What the events of a case come to. */
struct case_state {
	struct casework_case *the_case;
	unsigned drafts;     /* that were not sent yet */
	int32_t drafted;     /* day of the last letter */
	char letter[48];     /* kind of the last letter */
	int32_t first, last; /* days of the first and the last sending */
	int32_t replied;     /* day of the last reply */
	int32_t complained, checked;
	int32_t extended; /* when more time was first announced */
	int32_t erased;	  /* when they last said that it is erased */
	bool back;	  /* since then a check found photos again */
	bool closed;
	unsigned sendings;  /* of any letter */
	unsigned reminders; /* follow-ups sent since the last reply */
	struct law_pause pauses[CASE_STATE_PAUSES];
	size_t pause_count;
	int32_t paused; /* an identity was asked for on that day */
	char how[16];	/* the last letter went */
};

/*
 * Read the events of matter->id.  *out is then complete but for the deadline
 * and the step.
 */
LENS_MUST enum lens_err case_state_read(struct casework *work,
					struct casework_case *the_case,
					struct ledger_fault *fault,
					struct case_state *out);

/* The deadline of the answer into out->matter; none is no failure. */
LENS_MUST enum lens_err case_state_deadline(struct casework *work,
					    enum law_language language,
					    struct ledger_fault *fault,
					    struct case_state *out);

/* The stage on a day, and what to do next. */
void case_state_evaluate(struct case_state *state, int32_t today);

#endif
