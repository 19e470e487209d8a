/* case_entries.h: the history of a case as it stands corrected. */
#ifndef LENSCAP_CASEWORK_CASE_ENTRIES_H
#define LENSCAP_CASEWORK_CASE_ENTRIES_H

#include <jansson.h>

#include <lenscap/casework_cases.h>

/* The kinds of events.  Their names stand in the history for ever. */
enum case_event {
	CASE_EVENT_DRAFTED,
	CASE_EVENT_SENT,
	CASE_EVENT_ADOPTED,  /* a letter that was sent without Lenscap */
	CASE_EVENT_RECEIVED, /* when the first letter reached them */
	CASE_EVENT_REPLY,
	CASE_EVENT_STAND,     /* whether what they asked for stops the time */
	CASE_EVENT_DISCARDED, /* a letter that is not going to be sent */
	CASE_EVENT_COMPLAINT, /* a complaint was sent */
	CASE_EVENT_CHECKED,   /* looked whether the photos are gone */
	CASE_EVENT_CLOSED,
	CASE_EVENT_REOPENED,
	CASE_EVENT_CORRECTED, /* an earlier entry is another than it says */
	CASE_EVENT_WITHDRAWN, /* an earlier entry never was */
	CASE_EVENT_EVENTS
};
const char *case_event_name(enum case_event event);

/* One entry with what later ones corrected in it. */
struct case_entry {
	unsigned number; /* in the history, from 1 */
	enum case_event event;
	int32_t day;
	int64_t noted;	/* milliseconds since 1970 */
	json_t *detail; /* an object, owned by the list */
	bool withdrawn;
};

struct case_entries {
	struct case_entry *entries;
	size_t count, capacity;
};

/*
 * The entries of a case in their order, corrected; those of kinds that are not
 * known here are left out.  End them with case_entries_free().
 */
LENS_MUST enum lens_err case_entries_read(struct casework *work, int64_t id,
					  struct ledger_fault *fault,
					  struct case_entries *out);
void case_entries_free(struct case_entries *entries);

/* A text of an entry's detail, "" for none; and a day, LAW_NO_DAY for none. */
const char *case_entry_text(const struct case_entry *entry, const char *name);
int32_t case_entry_day(const struct case_entry *entry, const char *name);

#endif
