/*
 * case_entries.c: the history of a case as it stands corrected.  Nothing that
 * was written is changed: a correction is an entry of its own, and whoever
 * reads the history applies it.
 */
#include <stdlib.h>
#include <string.h>

#include "case_entries.h"
#include "session.h"

static const char *const case_event_names[CASE_EVENT_EVENTS] = {
    [CASE_EVENT_DRAFTED] = "drafted",	  [CASE_EVENT_SENT] = "sent",
    [CASE_EVENT_ADOPTED] = "adopted",	  [CASE_EVENT_RECEIVED] = "received",
    [CASE_EVENT_REPLY] = "reply",	  [CASE_EVENT_STAND] = "stand",
    [CASE_EVENT_DISCARDED] = "discarded", [CASE_EVENT_COMPLAINT] = "complaint",
    [CASE_EVENT_CHECKED] = "checked",	  [CASE_EVENT_CLOSED] = "closed",
    [CASE_EVENT_REOPENED] = "reopened",	  [CASE_EVENT_CORRECTED] = "corrected",
    [CASE_EVENT_WITHDRAWN] = "withdrawn",
};

const char *case_event_name(enum case_event event)
{
	return case_event_names[event];
}

const char *case_entry_text(const struct case_entry *entry, const char *name)
{
	const char *text =
	    json_string_value(json_object_get(entry->detail, name));

	return text ? text : "";
}

int32_t case_entry_day(const struct case_entry *entry, const char *name)
{
	int32_t day;

	return law_day_parse(case_entry_text(entry, name), &day) == LENS_OK
		   ? day
		   : LAW_NO_DAY;
}

static bool entries_take(void *context, const struct ledger_event *event)
{
	struct case_entries *list = context;
	struct case_entry entry = {.number = event->number,
				   .noted = event->noted};

	while (entry.event < CASE_EVENT_EVENTS &&
	       strcmp(event->kind, case_event_names[entry.event]) != 0)
		entry.event++;
	if (entry.event == CASE_EVENT_EVENTS ||
	    law_day_parse(event->day, &entry.day) != LENS_OK)
		return true;
	entry.detail = json_loads(event->detail, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(entry.detail)) {
		json_decref(entry.detail);
		entry.detail = json_object();
	}
	list->entries = base_grow(list->entries, list->count, &list->capacity,
				  sizeof(*list->entries));
	list->entries[list->count++] = entry;
	return true;
}

/* The entry that a correction names; it can only be an earlier one. */
static struct case_entry *entries_named(struct case_entries *list, size_t by)
{
	json_int_t number = json_integer_value(
	    json_object_get(list->entries[by].detail, "entry"));

	for (size_t i = 0; i < by; i++)
		if ((json_int_t)list->entries[i].number == number)
			return &list->entries[i];
	return NULL;
}

static void entries_correct(struct case_entries *list, size_t by)
{
	struct case_entry *entry = entries_named(list, by);
	json_t *changes = json_object_get(list->entries[by].detail, "changes");
	int32_t day;

	if (entry == NULL)
		return;
	if (list->entries[by].event == CASE_EVENT_WITHDRAWN) {
		entry->withdrawn = true;
		return;
	}
	if (law_day_parse(
		json_string_value(json_object_get(changes, "day"))
		    ? json_string_value(json_object_get(changes, "day"))
		    : "",
		&day) == LENS_OK)
		entry->day = day;
	json_object_update(entry->detail, changes);
}

enum lens_err case_entries_read(struct casework *work, int64_t id,
				struct ledger_fault *fault,
				struct case_entries *out)
{
	enum lens_err err;

	*out = (struct case_entries){NULL, 0, 0};
	err = ledger_event_each(work->ledger, id, entries_take, out, fault);
	for (size_t i = 0; i < out->count; i++)
		if (out->entries[i].event == CASE_EVENT_CORRECTED ||
		    out->entries[i].event == CASE_EVENT_WITHDRAWN)
			entries_correct(out, i);
	if (err != LENS_OK)
		case_entries_free(out);
	return err;
}

void case_entries_free(struct case_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		json_decref(entries->entries[i].detail);
	free(entries->entries);
	*entries = (struct case_entries){NULL, 0, 0};
}
