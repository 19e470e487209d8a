/* case_story.c: what the events of a case come to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case_story.h"

static const char *const story_names[STORY_EVENTS] = {
    [STORY_DRAFTED] = "drafted", [STORY_SENT] = "sent",
    [STORY_REPLY] = "reply",	 [STORY_COMPLAINT] = "complaint",
    [STORY_CHECKED] = "checked", [STORY_CLOSED] = "closed",
};

const char *story_event_name(enum story_event event)
{
	return story_names[event];
}

/* ---- Reading events ---- */

static const char *story_text(const json_t *detail, const char *name)
{
	const char *text = json_string_value(json_object_get(detail, name));

	return text ? text : "";
}

/* A follow-up that answers a demand ends the pause that the demand began. */
static void story_resume(struct story *story, int32_t day)
{
	if (story->paused != LAW_NO_DAY && story->pause_count < STORY_PAUSES)
		story->pauses[story->pause_count++] =
		    (struct law_pause){story->paused, day};
	story->paused = LAW_NO_DAY;
}

static void story_drafted(struct story *story, int32_t day,
			  const json_t *detail)
{
	story->drafts++;
	story->drafted = day;
	snprintf(story->letter, sizeof(story->letter), "%s",
		 story_text(detail, "letter"));
}

/* The only letter came back: what is sent now is the first they get, and their
 * time begins with it. */
static bool story_returned(const struct story *story)
{
	return story->sendings == 1 &&
	       story->matter->reply == CASEWORK_REPLY_BOUNCED;
}

static void story_sent(struct story *story, int32_t day, const json_t *detail)
{
	if (story_returned(story)) {
		story->matter->reply = CASEWORK_REPLIES;
		story->first = story->replied = LAW_NO_DAY;
		story->sendings = 0;
	}
	story->drafts = 0;
	story->sendings++;
	story->back = false;
	if (story->first == LAW_NO_DAY)
		story->first = day;
	else
		story->reminders++;
	story->last = day;
	snprintf(story->how, sizeof(story->how), "%s",
		 story_text(detail, "how"));
	story_resume(story, day);
}

static void story_reply(struct story *story, int32_t day, const json_t *detail)
{
	enum casework_reply reply =
	    casework_reply_of(story_text(detail, "kind"));

	/* Once is enough: what they say later comes too late to count. */
	if (reply == CASEWORK_REPLY_EXTENSION && story->extended == LAW_NO_DAY)
		story->extended = day;
	/* A receipt answers nothing, nor does what came before the answer that
	 * is known and was noted only now. */
	if (story->replied != LAW_NO_DAY &&
	    (reply == CASEWORK_REPLY_RECEIPT || day < story->replied))
		return;
	story->matter->reply = reply;
	if (reply == CASEWORK_REPLY_RECEIPT)
		return;
	story->replied = day;
	story->reminders = 0;
	story->back = false;
	if (reply == CASEWORK_REPLY_ERASED)
		story->erased = day;
	if (reply == CASEWORK_REPLY_PHOTO || reply == CASEWORK_REPLY_ID)
		story->paused = day;
}

static void story_complaint(struct story *story, int32_t day,
			    const json_t *detail)
{
	(void)detail;
	story->complained = day;
	story->drafts = 0;
}

static void story_checked(struct story *story, int32_t day,
			  const json_t *detail)
{
	story->checked = day;
	/* Before they said so, it is no news that the photos are there. */
	story->back = story->erased != LAW_NO_DAY &&
		      json_integer_value(json_object_get(detail, "there")) > 0;
}

static void story_closed(struct story *story, int32_t day, const json_t *detail)
{
	(void)day;
	(void)detail;
	story->closed = true;
}

static void (*const story_events[STORY_EVENTS])(struct story *, int32_t,
						const json_t *) = {
    [STORY_DRAFTED] = story_drafted, [STORY_SENT] = story_sent,
    [STORY_REPLY] = story_reply,     [STORY_COMPLAINT] = story_complaint,
    [STORY_CHECKED] = story_checked, [STORY_CLOSED] = story_closed,
};

static bool story_event(void *context, const struct ledger_event *event)
{
	json_t *detail =
	    json_loads(event->detail, JSON_REJECT_DUPLICATES, NULL);
	int32_t day;

	for (size_t i = 0; i < STORY_EVENTS; i++)
		if (strcmp(event->kind, story_names[i]) == 0 &&
		    law_day_parse(event->day, &day) == LENS_OK)
			story_events[i](context, day, detail);
	json_decref(detail);
	return true;
}

enum lens_err story_read(struct casework *work, struct casework_case *matter,
			 struct ledger_fault *fault, struct story *out)
{
	*out = (struct story){.matter = matter,
			      .drafted = LAW_NO_DAY,
			      .first = LAW_NO_DAY,
			      .last = LAW_NO_DAY,
			      .replied = LAW_NO_DAY,
			      .complained = LAW_NO_DAY,
			      .extended = LAW_NO_DAY,
			      .erased = LAW_NO_DAY,
			      .checked = LAW_NO_DAY,
			      .paused = LAW_NO_DAY};
	matter->reply = CASEWORK_REPLIES;
	return ledger_event_each(work->ledger, matter->id, story_event, out,
				 fault);
}

/* ---- The deadline ---- */

enum lens_err story_deadline(struct casework *work, enum law_language language,
			     struct ledger_fault *fault, struct story *story)
{
	struct casework_case *matter = story->matter;
	const struct law_set *laws;
	const struct law *law;
	struct law_deadline deadline;
	struct law_fault why;
	json_t *facts;
	struct law_question question = {.law = matter->law,
					.received = story->first,
					.extended_on = story->extended,
					.pauses = story->pauses,
					.pause_count = story->pause_count};
	enum lens_err err = casework_laws(work, fault, &laws);

	matter->sent = story->first;
	matter->deadline = LAW_NO_DAY;
	matter->explained = base_copy("");
	if (err != LENS_OK || story->first == LAW_NO_DAY ||
	    story_returned(story))
		return err;
	/* Not every law lets the clock stop, or says how much longer. */
	law = law_named(laws, matter->law);
	if (law != NULL && !law->pauses)
		question.pause_count = 0;
	if (law != NULL && law->extension.count == 0)
		question.extended_on = LAW_NO_DAY;
	facts = json_loads(matter->facts, 0, NULL);
	question.country = story_text(facts, "country");
	question.region = story_text(facts, "region");
	if (law_deadline(laws, &question, &why, &deadline) == LENS_OK) {
		matter->deadline = deadline.due;
		matter->verified = deadline.verified;
		free(matter->explained);
		matter->explained = base_copy(deadline.sentence[language]);
		law_deadline_free(&deadline);
	} else {
		free(matter->explained);
		matter->explained = base_copy(why.sentence);
	}
	json_decref(facts);
	return LENS_OK;
}
