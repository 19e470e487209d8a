/*
 * keys.h: which photos have points like those of a query.
 *
 * A point is filed under 16 of its code's bits; of the code, 64 bits are kept
 * with it.  A bucket is a run that grows, so that a photo comes and goes
 * without anything being rebuilt.  12 bytes a point.
 */
#ifndef MATCH_KEYS_H
#define MATCH_KEYS_H

#include "fit.h"

struct keys;

/* Empty; LENS_SYSTEM when memory is short.  The caller frees it. */
LENS_MUST enum lens_err keys_new(struct keys **out);
void keys_free(struct keys *keys);

/* File a photo's points under its slot; LENS_SYSTEM and none of them. */
LENS_MUST enum lens_err keys_add(struct keys *keys, uint32_t slot,
				 const struct fingerprint_local *local);

/* Take them out; without local all buckets are searched. */
void keys_remove(struct keys *keys, uint32_t slot,
		 const struct fingerprint_local *local);

/* Bytes in use. */
size_t keys_memory(const struct keys *keys);

/* A photo and how much speaks for it. */
struct keys_vote {
	uint32_t slot, votes;
};

/* The votes for a slot, and the last of the query's points that voted. */
struct keys_count {
	uint16_t votes, last;
};

/* A slot with a point near one of the query's. */
struct keys_hit {
	uint32_t slot;
	uint16_t distance;
};

/* What one thread counts with. */
#define KEYS_HITS 4096
struct keys_tally {
	struct keys_count *count; /* of each slot; zero before and after */
	uint32_t *touched;	  /* slots that have votes, as many */
	size_t touched_count;
	struct keys_hit hit[KEYS_HITS]; /* of one point */
	size_t hits;
};

/*
 * The photos for which the turned points of the query speak loudest, at most
 * most of them, in no particular order; returns how many.  photos is how many
 * there are: what few of them have says more.
 */
struct keys_ask {
	const struct fingerprint_query *query;
	const struct fit_points *turned;
	unsigned turn;
	size_t photos;
};
size_t keys_ask(const struct keys *keys, const struct keys_ask *ask,
		struct keys_tally *tally, struct keys_vote *out, size_t most);

#endif
