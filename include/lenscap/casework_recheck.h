/* casework_recheck.h: can it still be got where it was seen? */
#ifndef LENSCAP_CASEWORK_RECHECK_H
#define LENSCAP_CASEWORK_RECHECK_H

#include <lenscap/casework_check.h>
#include <lenscap/ledger_sightings.h>

/*
 * When a photo was first and last seen at a place, and when somebody last
 * looked there: milliseconds since 1970; 0: never, as far as is known, as at a
 * place that a saved page only names.
 */
struct casework_times {
	int64_t first, there, looked;
};
struct casework_times casework_times(struct ledger *ledger,
				     const struct ledger_sighting *sighting);

/* One place that was looked at.  Borrowed for the call. */
struct casework_place_seen {
	int64_t photo, sighting;
	const char *source; /* where the photo was added from */
	const char *place, *page;
	const char *address; /* where it is now: another than place, or as it */
	enum ledger_state state;
	enum ledger_access access;
	int64_t missing;   /* since when it was not found; 0: it was */
	bool gone;	   /* not found twice, a day apart, by two ways */
	bool back;	   /* it had been gone, and is there */
	const char *why;   /* stable word */
	const char *words; /* one sentence */
};

struct casework_recheck {
	int32_t today;
	int64_t now;	       /* milliseconds since 1970; 0: the clock's */
	const int64_t *photos; /* these alone; NULL for all */
	size_t photo_count;
	const char *const
	    *pages; /* on these, or at them, alone; NULL for any */
	size_t page_count;
	int64_t before; /* not looked at since then alone; 0: whenever */
	struct casework_network network;
	void (*row)(void *context, const struct casework_place_seen *seen);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Look once more at every place on the web where a photo of mine was seen: its
 * page first, then its address, as a stranger would; note what is there now.
 * An open case whose controller has one of these places, or of those that rest,
 * gets an event of what is known of all its places; a look by which nothing was
 * learned enters no case.
 * LENS_CANCELLED when it was cancelled: what was looked at is noted; else as
 * the ledger's calls.
 */
LENS_MUST enum lens_err casework_recheck(struct casework *work,
					 const struct casework_home *home,
					 const struct casework_recheck *recheck,
					 struct ledger_fault *fault);

/*
 * The rule of what is gone: set look's missing, missing_ways and gone from what
 * the sighting had and the look found at now.  Gone is what was absent or
 * changed at two looks a day or more apart, and by two ways of looking (the
 * page, the address, as a browser).  What could not be learned changes
 * nothing; what is there again is gone no more.
 */
void casework_recheck_rule(const struct ledger_sighting *sighting,
			   struct ledger_look *look, int64_t now);

#endif
