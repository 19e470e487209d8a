/*
 * sweep.h: files of the ledger's folder that count no more: those of other
 * generations, and what was left when Lenscap was stopped.
 */
#ifndef LENSCAP_LEDGER_STORE_SWEEP_H
#define LENSCAP_LEDGER_STORE_SWEEP_H

#include "names.h"

/* What stays: generations from..to, and these thumbnails. */
struct sweep {
	uint64_t from, to;
	uint64_t blobs[2];     /* 0: all up to generation `to` */
	bool erase;	       /* destroy what goes, and what was set aside */
	bool spares_temporary; /* what is being written is not looked at */
};

/*
 * Remove what does not stay; *gone counts it and may be NULL.  What was
 * written for a generation after `to`, and temporary files, are destroyed in
 * any case.  On failure what could be removed is.
 */
LENS_MUST enum lens_err sweep_run(int dir, const struct sweep *sweep,
				  unsigned *gone);

/* How many files sweep_run() would remove. */
LENS_MUST enum lens_err sweep_count(int dir, const struct sweep *sweep,
				    unsigned *count);

/*
 * Destroy every file of ours, the header first; the lock and the mark stay.
 * sweep_ledger() leaves what was imported.
 */
LENS_MUST enum lens_err sweep_all(int dir, unsigned *gone);
LENS_MUST enum lens_err sweep_ledger(int dir, unsigned *gone);

/* How many files of ours hold something: all but the lock and the mark. */
LENS_MUST enum lens_err sweep_count_all(int dir, unsigned *count);

/* How many imported sets and packs lie beside it; sweep_all() takes them. */
LENS_MUST enum lens_err sweep_count_imported(int dir, unsigned *count);

/* Put the mark down, synced; take it away.  See NAMES_MARK. */
LENS_MUST enum lens_err sweep_mark(int dir);
LENS_MUST enum lens_err sweep_unmark(int dir);

/* True when the mark is there. */
bool sweep_is_marked(int dir);

#endif
