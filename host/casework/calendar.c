/* calendar.c: the deadlines that run, as a calendar file. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/clients_typesetter.h>

#include "case_state.h"

struct calendar {
	struct ipc_event *events;
	unsigned count, capacity;
	bool full;
};

/* What the day is the day of, in a word that tells nobody why. */
static const char *calendar_due(const struct casework_case *the_case)
{
	static const struct {
		const char *action, *words;
	} due[] = {
	    {"wait", "last day for the answer"},
	    {"check", "look again"},
	    {"letter", "write"},
	    {"send", "send"},
	};

	if (the_case->stage == CASEWORK_STAGE_COMPLAINED)
		return "three months since the complaint";
	for (size_t i = 0; i < sizeof(due) / sizeof(due[0]); i++)
		if (strcmp(the_case->step.action, due[i].action) == 0)
			return due[i].words;
	return "to do";
}

/* An event of a case: of which day, under which name, and what it says; no word
 * of the subject, as a lock screen may show it. */
struct calendar_what {
	int32_t day;
	const char *action, *due, *reason, *counted;
};

/* False when it is full. */
static bool calendar_add(struct calendar *calendar,
			 const struct casework_case *the_case,
			 struct calendar_what what)
{
	struct ipc_event *event;
	char text[LEDGER_DAY];

	if (what.day == LAW_NO_DAY)
		return true;
	calendar->full = calendar->count == calendar->capacity;
	if (calendar->full)
		return false;
	event = &calendar->events[calendar->count++];
	law_day_text(what.day, text);
	event->uid = base_format("%s-%s@lenscap.invalid", the_case->reference,
				 what.action);
	event->day = base_copy(text);
	event->summary = base_format("%s: %s, %s", the_case->reference,
				     the_case->name, what.due);
	event->description = base_format("%s\n%s", what.reason, what.counted);
	event->alarms = 2;
	event->before[0] = 3;
	return true;
}

static bool calendar_take(void *context, const struct casework_case *the_case)
{
	const struct casework_step *step = &the_case->step;

	return the_case->stage == CASEWORK_STAGE_CLOSED ||
	       (calendar_add(context, the_case,
			     (struct calendar_what){step->day, step->action,
						    calendar_due(the_case),
						    step->reason,
						    the_case->explained}) &&
		calendar_add(
		    context, the_case,
		    (struct calendar_what){
			the_case->recourse, "recourse",
			"last day to turn to the authority",
			"Later only if the authority excuses the delay.",
			"Counted from their refusal or from the end of their "
			"time, whichever comes first."}));
}

static void calendar_free(struct calendar *calendar)
{
	for (unsigned i = 0; i < calendar->count; i++) {
		free((char *)calendar->events[i].uid);
		free((char *)calendar->events[i].day);
		free((char *)calendar->events[i].summary);
		free((char *)calendar->events[i].description);
	}
	free(calendar->events);
}

static enum lens_err calendar_set(const struct calendar *calendar, int *out,
				  struct ledger_fault *fault)
{
	struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_CALENDAR,
	    .calendar = {.name = "Lenscap",
			 .made = time(NULL),
			 .count = calendar->count,
			 .events = calendar->events}};
	struct clients_typesetter *setter = clients_typesetter_new(NULL);
	enum ipc_document_status status =
	    clients_typeset(setter, &job, -1, out);

	clients_typesetter_free(setter);
	if (status == IPC_DOCUMENT_OK)
		return LENS_OK;
	(void)refusal_say(fault, LEDGER_FAULT_DISK, "%s",
			  ipc_document_sentence(status));
	return LENS_WORKER;
}

enum lens_err casework_calendar(struct casework *work, int32_t today,
				struct ledger_fault *fault, int *out)
{
	struct calendar calendar = {.capacity = IPC_DOCUMENT_EVENTS_MAX};
	enum lens_err err;

	*out = -1;
	calendar.events =
	    base_alloc(calendar.capacity, sizeof(*calendar.events));
	err = casework_case_each(work, 0, today, LAW_EN, calendar_take,
				 &calendar, fault);
	if (err == LENS_OK && calendar.count == 0) {
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "No case has a deadline running, so there "
				  "is nothing to put into a calendar.");
		err = LENS_NOT_FOUND;
	}
	if (err == LENS_OK && calendar.full)
		err =
		    refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				"A calendar takes %u days, and the cases have "
				"more; close those that are over.",
				calendar.capacity);
	if (err == LENS_OK)
		err = calendar_set(&calendar, out, fault);
	calendar_free(&calendar);
	return err;
}
