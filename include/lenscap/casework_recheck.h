/* casework_recheck.h: can it still be got where it was seen? */
#ifndef LENSCAP_CASEWORK_RECHECK_H
#define LENSCAP_CASEWORK_RECHECK_H

#include <lenscap/casework.h>

enum casework_recheck_result {
	CASEWORK_STILL,	 /* the photo can be got there */
	CASEWORK_GONE,	 /* something else, or nothing, can be got there */
	CASEWORK_UNSURE, /* the place could not be asked */
	CASEWORK_RECHECK_RESULTS
};

/* The stable name ("still"). */
const char *casework_recheck_result_name(enum casework_recheck_result result);

/* One place that was looked at.  Borrowed for the call. */
struct casework_place_seen {
	int64_t photo;
	const char *place, *page;
	enum casework_recheck_result result;
	bool back;	 /* it was gone when it was looked at before */
	const char *why; /* one sentence */
};

struct casework_recheck {
	int32_t today;
	bool local;	   /* as casework_check_page */
	const char *proxy; /* likewise */
	int cancel;
	void (*row)(void *context, const struct casework_place_seen *seen);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Ask for every place on the web where a photo of mine was seen, as a stranger
 * would, and note what is there now.  An open case whose controller has one
 * of these places gets an event of what was found.  LENS_CANCELLED when it was
 * cancelled: what was looked at is noted; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_recheck(struct casework *work,
					 const struct casework_home *home,
					 const struct casework_recheck *recheck,
					 struct ledger_fault *fault);

#endif
