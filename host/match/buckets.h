/*
 * buckets.h: which photos have points like those of a query.
 *
 * A point is filed under 16 of its code's bits; of the code, 64 bits are kept
 * with it.  A bucket is a run that grows, so that a photo comes and goes
 * without anything being rebuilt.  12 bytes a point.
 */
#ifndef MATCH_BUCKETS_H
#define MATCH_BUCKETS_H

#include <lenscap/match_kept.h>

#include "align.h"

struct buckets;

/*
 * Empty, with room for so many photos, which then come without a bucket having
 * to grow often; LENS_SYSTEM when memory is short.  The caller frees it.
 */
LENS_MUST enum lens_err buckets_new(size_t capacity, struct buckets **out);
void buckets_free(struct buckets *buckets);

/* File a photo's points under its slot; LENS_SYSTEM and none of them. */
LENS_MUST enum lens_err buckets_add(struct buckets *buckets, uint32_t slot,
				    const struct fingerprint_local *local);

/* Take them out; without local all buckets are searched. */
void buckets_remove(struct buckets *buckets, uint32_t slot,
		    const struct fingerprint_local *local);

/*
 * match_photos_write() and match_photos_read() of these; the latter into empty
 * ones, for slots below slots.
 */
LENS_MUST enum lens_err buckets_write(const struct buckets *buckets,
				      match_put *put, void *context);
LENS_MUST enum lens_err buckets_read(struct buckets *buckets, uint32_t slots,
				     match_get *get, void *context);

/* Bytes in use. */
size_t buckets_memory(const struct buckets *buckets);

/* A photo and how much speaks for it. */
struct buckets_vote {
	uint32_t slot, votes;
};

/* The votes for a slot, and the last of the query's points that voted. */
struct buckets_count {
	uint16_t votes, last;
};

/* A slot with a point near one of the query's. */
struct buckets_hit {
	uint32_t slot;
	uint16_t distance;
};

/* What one thread counts with. */
#define BUCKETS_HITS 4096
struct buckets_tally {
	struct buckets_count *count; /* of each slot; zero before and after */
	uint32_t *touched;	     /* slots that have votes, as many */
	size_t touched_count;
	struct buckets_hit hit[BUCKETS_HITS]; /* of one point */
	size_t hits;
};

/*
 * The photos for which the turned points of the query speak loudest, at most
 * most of them, in no particular order; returns how many.  photos is how many
 * there are: what few of them have says more.
 */
struct buckets_ask {
	const struct fingerprint_query *query;
	const struct align_points *turned;
	unsigned turn;
	size_t photos;
};
size_t buckets_ask(const struct buckets *buckets, const struct buckets_ask *ask,
		   struct buckets_tally *tally, struct buckets_vote *out,
		   size_t most);

#endif
