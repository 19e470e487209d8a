/* casework_watch.h: pages to look at again, by hand or by a timer. */
#ifndef LENSCAP_CASEWORK_WATCH_H
#define LENSCAP_CASEWORK_WATCH_H

#include <lenscap/casework_check.h>
#include <lenscap/ledger_sightings.h>

#define CASEWORK_WATCH_MAX 200	     /* pages on the list */
#define CASEWORK_WATCH_REST 72000000 /* milliseconds: 20 hours */

/* A page of the list.  Borrowed for the call. */
struct casework_watched {
	const char *page;
	int64_t added, looked; /* milliseconds since 1970; looked 0: not yet */
};

/*
 * Put a page on the list, or (on false) take it off; *changed: it was not
 * there, or it was.  LENS_DENIED and a sentence when the list is full.
 */
LENS_MUST enum lens_err casework_watch_set(struct casework *work,
					   const char *page, bool on,
					   struct ledger_fault *fault,
					   bool *changed);

/* The pages, by address. */
LENS_MUST enum lens_err casework_watch_each(
    struct casework *work,
    void (*row)(void *context, const struct casework_watched *watched),
    void *context, struct ledger_fault *fault);

/* What became of one photo on a watched page. */
struct casework_watch_photo {
	int64_t photo;
	const char *source;	 /* where it was added from */
	bool found;		 /* the page showed it now */
	bool added;		 /* and it had not been seen there before */
	enum ledger_state state; /* as a look at its place found it */
	bool gone, back;	 /* see casework_recheck.h */
};

/* What came of a page.  Borrowed for the call. */
struct casework_watch_row {
	const char *page;
	enum ledger_access access; /* of the page itself */
	const char *why, *words;
	size_t unlearned; /* pictures and documents of it that were not */
	bool cut;	  /* it has more than was looked at */
	const struct casework_watch_photo *photos;
	size_t count;
};

struct casework_watch {
	int32_t today;
	bool
	    all; /* also pages that were looked at within CASEWORK_WATCH_REST */
	struct casework_network network;
	void (*row)(void *context, const struct casework_watch_row *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Look at the pages of the list that are due, as casework_check_page() does,
 * noting where photos of mine are; and again, as casework_recheck() does, at
 * places on them that did not show their photo.  *rested: how many pages were
 * not due.  LENS_CANCELLED when it was cancelled.
 */
LENS_MUST enum lens_err casework_watch_run(struct casework *work,
					   const struct casework_home *home,
					   const struct casework_watch *watch,
					   struct ledger_fault *fault,
					   size_t *rested);

#endif
