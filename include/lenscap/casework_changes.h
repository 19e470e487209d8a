/* casework_changes.h: what became of the places between two days. */
#ifndef LENSCAP_CASEWORK_CHANGES_H
#define LENSCAP_CASEWORK_CHANGES_H

#include <lenscap/casework.h>
#include <lenscap/ipc_finding.h>
#include <lenscap/ledger_sightings.h>

/* What the last look at a place comes to beside an earlier one. */
enum casework_change {
	CASEWORK_CHANGE_NOTHING, /* there are no two looks to compare */
	CASEWORK_CHANGE_GONE,	 /* by casework_recheck_rule() */
	CASEWORK_CHANGE_ABSENT,
	CASEWORK_CHANGE_CHANGED,
	CASEWORK_CHANGE_STAND_IN,
	CASEWORK_CHANGE_LOGIN,
	CASEWORK_CHANGE_BACK,  /* there, and earlier it was not */
	CASEWORK_CHANGE_THERE, /* then as now */
	CASEWORK_CHANGE_UNKNOWN,
	CASEWORK_CHANGES
};
/* The stable word ("gone"). */
const char *casework_change_name(enum casework_change change);

/* A place as one look found it. */
struct casework_moment {
	int64_t at; /* milliseconds since 1970; 0: there is no such look */
	enum ledger_state state;
	enum ledger_access access;
	bool gone;
};

/* One place, then and now.  Borrowed for the call. */
struct casework_changed {
	int64_t photo, sighting;
	const char *source; /* where the photo was added from */
	const char *place, *page;
	/* The last look that learned something by the first of the days; the
	 * last look; and the last that learned something. */
	struct casework_moment then, now, learned;
	enum casework_change change;
	bool same;     /* state and access are as they were */
	int64_t since; /* of what was not found: its first such look; else 0 */
	/* Kinds of what its file gave away then and does not now, and the other
	 * way round, by bits of enum ipc_finding_kind; known: of both looks. */
	bool known;
	uint64_t less, more;
};

/* How many places came to what. */
struct casework_changes {
	int64_t since; /* the earliest look that was compared; 0: none was */
	size_t places; /* that could be compared: none of CHANGE_NOTHING */
	size_t counts[CASEWORK_CHANGES];
	size_t less, more; /* places whose file gives away less, or more */
};

struct casework_changes_asked {
	int32_t since; /* then: by this day; LAW_NO_DAY: as first seen */
	const int64_t *photos; /* these alone; NULL for all */
	size_t photo_count;
	void (*row)(void *context, const struct casework_changed *changed);
	void *context;
};

/* The kinds that a look's gives ("gps device") names, as bits of enum
 * ipc_finding_kind; none of "" and "none". */
uint64_t casework_gives(const char *gives);

/*
 * Hold the last look at each place on the web against an earlier one, from the
 * looks that are kept; nothing is asked of the web.  row may be NULL, and asks
 * the ledger for nothing.  What could not be learned is never taken for a
 * change.
 */
LENS_MUST enum lens_err
casework_changes(struct casework *work,
		 const struct casework_changes_asked *asked,
		 struct ledger_fault *fault, struct casework_changes *out);

#endif
