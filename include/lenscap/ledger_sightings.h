/*
 * ledger_sightings.h: where photos were seen.
 */
#ifndef LENSCAP_LEDGER_SIGHTINGS_H
#define LENSCAP_LEDGER_SIGHTINGS_H

#include <lenscap/ledger_photos.h>

/* A photo seen somewhere. */
struct ledger_sighting {
	int64_t id; /* from 1; ignored by _put */
	int64_t photo;
	const char *place; /* URL or path of the picture */
	const char *page;  /* URL of the page it stands on; "" when none */
	const char *how;   /* "mirrored, cropped to a square" */
	int64_t seen;	   /* first; milliseconds since 1970; 0: now */
	int64_t checked;   /* last; 0: as seen */
	unsigned distance; /* bits */
	bool gone;	   /* when it was last checked */
};

/*
 * Note that a photo was seen at a place.  The same photo at the same place is
 * one sighting: it keeps its id and its first time.
 */
LENS_MUST enum lens_err
ledger_sighting_put(struct ledger *ledger,
		    const struct ledger_sighting *sightings, size_t count,
		    struct ledger_fault *fault);

/* Sightings by time, of one photo or (0) of all; visit returns false to stop.
 */
LENS_MUST enum lens_err ledger_sighting_each(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_sighting *sighting),
    void *context, struct ledger_fault *fault);

#endif
