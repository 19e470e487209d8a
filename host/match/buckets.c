/* buckets.c: which photos have points like those of a query. */
#include <stdlib.h>
#include <string.h>

#include "buckets.h"

#define BUCKETS_BITS 16
#define BUCKETS_BUCKETS (1u << BUCKETS_BITS)
#define BUCKETS_FLIPS 3		/* bits of the key that may be the other way */
#define BUCKETS_PROBES 6	/* buckets a point is looked for in */
#define BUCKETS_PROBES_TURNED 4 /* of quarter turns, which are rarer */
#define BUCKETS_NEAR 10		/* of the 64 bits that are kept */
#define BUCKETS_VOTES_MAX 60000

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&         \
    !defined(__SANITIZE_UNDEFINED__)
#define BUCKETS_CLONES __attribute__((target_clones("popcnt", "default")))
#else
#define BUCKETS_CLONES
#endif

/* The bits that tell buckets apart best: the fewest strangers collide. */
static const uint8_t buckets_bit[BUCKETS_BITS] = {
    109, 65, 92, 10, 107, 62, 31, 112, 8, 39, 126, 5, 48, 78, 98, 12};

/* In one piece, so that one more touches one place of memory. */
struct buckets_entry {
	uint32_t code[2]; /* buckets_kept() */
	uint32_t slot;
};

struct buckets_one {
	struct buckets_entry *entry;
	uint32_t count, capacity;
};

struct buckets {
	struct buckets_one bucket[BUCKETS_BUCKETS];
	size_t capacity;
	/* What they begin with, in one piece. */
	struct buckets_entry *room;
	size_t size; /* entries there */
};

static uint32_t buckets_key(const uint64_t code[2])
{
	uint32_t key = 0;

	for (unsigned i = 0; i < BUCKETS_BITS; i++)
		key |= (uint32_t)(code[buckets_bit[i] / 64] >>
				      buckets_bit[i] % 64 &
				  1)
		       << i;
	return key;
}

/* Every other direction of each cell: the lower cells give the others. */
static uint64_t buckets_kept(const uint64_t code[2])
{
	return (code[0] & 0x5555555555555555) | (code[1] & 0xaaaaaaaaaaaaaaaa);
}

static bool buckets_is_own(const struct buckets *buckets,
			   const struct buckets_one *bucket)
{
	return bucket->entry < buckets->room ||
	       bucket->entry >= buckets->room + buckets->size;
}

static bool buckets_grow(struct buckets *buckets, struct buckets_one *bucket,
			 uint32_t capacity)
{
	bool own = buckets_is_own(buckets, bucket);
	struct buckets_entry *entry =
	    realloc(own ? bucket->entry : NULL, capacity * sizeof(*entry));

	if (!entry)
		return false;
	if (!own)
		memcpy(entry, bucket->entry, bucket->count * sizeof(*entry));
	buckets->capacity += capacity - (own ? bucket->capacity : 0);
	bucket->entry = entry;
	bucket->capacity = capacity;
	return true;
}

/* Points fall into buckets unevenly: most have room enough in as much. */
static size_t buckets_share(size_t capacity)
{
	uint64_t even =
	    (uint64_t)capacity * FINGERPRINT_LOCAL_POINTS / BUCKETS_BUCKETS;

	return even < UINT32_MAX / 2 ? (size_t)(even * 5 / 4) : 0;
}

/* Without memory for all at once each grows when it must. */
static void buckets_room(struct buckets *buckets, size_t share)
{
	buckets->room =
	    malloc(BUCKETS_BUCKETS * share * sizeof(*buckets->room));
	if (!buckets->room)
		return;
	buckets->size = buckets->capacity = BUCKETS_BUCKETS * share;
	for (size_t i = 0; i < BUCKETS_BUCKETS; i++) {
		buckets->bucket[i].entry = buckets->room + i * share;
		buckets->bucket[i].capacity = (uint32_t)share;
	}
}

enum lens_err buckets_new(size_t capacity, struct buckets **out)
{
	size_t share = buckets_share(capacity);

	*out = calloc(1, sizeof(**out));
	if (!*out)
		return LENS_SYSTEM;
	if (share > 0)
		buckets_room(*out, share);
	return LENS_OK;
}

void buckets_free(struct buckets *buckets)
{
	if (!buckets)
		return;
	for (size_t i = 0; i < BUCKETS_BUCKETS; i++)
		if (buckets_is_own(buckets, &buckets->bucket[i]))
			free(buckets->bucket[i].entry);
	free(buckets->room);
	free(buckets);
}

size_t buckets_memory(const struct buckets *buckets)
{
	return sizeof(*buckets) +
	       buckets->capacity * sizeof(struct buckets_entry);
}

static void buckets_drop(struct buckets_one *bucket, uint32_t slot)
{
	for (uint32_t i = bucket->count; i-- > 0;)
		if (bucket->entry[i].slot == slot)
			bucket->entry[i] = bucket->entry[--bucket->count];
}

void buckets_remove(struct buckets *buckets, uint32_t slot,
		    const struct fingerprint_local *local)
{
	for (size_t i = 0; !local && i < BUCKETS_BUCKETS; i++)
		buckets_drop(&buckets->bucket[i], slot);
	for (size_t i = 0; local && i < local->count; i++)
		buckets_drop(
		    &buckets->bucket[buckets_key(local->point[i].code)], slot);
}

enum lens_err buckets_add(struct buckets *buckets, uint32_t slot,
			  const struct fingerprint_local *local)
{
	uint32_t key[FINGERPRINT_LOCAL_POINTS];

	/* Memory is slow and the buckets are anywhere: ask for all at once. */
	for (size_t i = 0; i < local->count; i++) {
		key[i] = buckets_key(local->point[i].code);
		__builtin_prefetch(&buckets->bucket[key[i]]);
	}
	for (size_t i = 0; i < local->count; i++) {
		const struct buckets_one *bucket = &buckets->bucket[key[i]];

		__builtin_prefetch(bucket->entry + bucket->count, 1);
	}
	for (size_t i = 0; i < local->count; i++) {
		struct buckets_one *bucket = &buckets->bucket[key[i]];
		uint64_t kept;

		if (bucket->count == bucket->capacity &&
		    !buckets_grow(buckets, bucket,
				  bucket->capacity + bucket->capacity / 4 +
				      4)) {
			buckets_remove(buckets, slot, local);
			return LENS_SYSTEM;
		}
		kept = buckets_kept(local->point[i].code);
		bucket->entry[bucket->count++] = (struct buckets_entry){
		    {(uint32_t)kept, (uint32_t)(kept >> 32)}, slot};
	}
	return LENS_OK;
}

/* ---- As bytes: which bits, how many in each bucket, then what is in them */

enum lens_err buckets_write(const struct buckets *buckets, match_put *put,
			    void *context)
{
	uint8_t count[4];
	enum lens_err err = put(context, buckets_bit, sizeof(buckets_bit));

	for (size_t i = 0; i < BUCKETS_BUCKETS && err == LENS_OK; i++) {
		base_put_u32(count, buckets->bucket[i].count);
		err = put(context, count, sizeof(count));
	}
	for (size_t i = 0; i < BUCKETS_BUCKETS && err == LENS_OK; i++) {
		const struct buckets_one *bucket = &buckets->bucket[i];

		if (bucket->count > 0)
			err = put(context, bucket->entry,
				  bucket->count * sizeof(struct buckets_entry));
	}
	return err;
}

/* Room for what comes, and for some more. */
static enum lens_err buckets_make_room(struct buckets *buckets,
				       const uint8_t counts[])
{
	size_t size = 0, at = 0;

	for (size_t i = 0; i < BUCKETS_BUCKETS; i++) {
		uint32_t count = base_get_u32(counts + 4 * i);

		if (count > UINT32_MAX / 2)
			return LENS_MALFORMED;
		buckets->bucket[i].count = count;
		buckets->bucket[i].capacity = count + count / 8 + 1;
		size += buckets->bucket[i].capacity;
	}
	if (size > SIZE_MAX / sizeof(*buckets->room))
		return LENS_MALFORMED;
	buckets->room = malloc(size * sizeof(*buckets->room));
	if (!buckets->room)
		return LENS_SYSTEM;
	buckets->size = buckets->capacity = size;
	for (size_t i = 0; i < BUCKETS_BUCKETS; i++) {
		buckets->bucket[i].entry = buckets->room + at;
		at += buckets->bucket[i].capacity;
	}
	return LENS_OK;
}

static enum lens_err buckets_fill(struct buckets *buckets, uint32_t slots,
				  match_get *get, void *context)
{
	for (size_t i = 0; i < BUCKETS_BUCKETS; i++) {
		const struct buckets_one *bucket = &buckets->bucket[i];
		bool inside = true;
		enum lens_err err = LENS_OK;

		if (bucket->count > 0)
			err = get(context, bucket->entry,
				  bucket->count * sizeof(struct buckets_entry));
		if (err)
			return err;
		for (uint32_t k = 0; k < bucket->count; k++)
			inside &= bucket->entry[k].slot < slots;
		if (!inside)
			return LENS_MALFORMED;
	}
	return LENS_OK;
}

enum lens_err buckets_read(struct buckets *buckets, uint32_t slots,
			   match_get *get, void *context)
{
	static const size_t size = (size_t)BUCKETS_BUCKETS * 4;
	uint8_t bits[BUCKETS_BITS], *counts = malloc(size);
	enum lens_err err =
	    counts ? get(context, bits, sizeof(bits)) : LENS_SYSTEM;

	/* Filed under other bits it would not be found. */
	if (!err && memcmp(bits, buckets_bit, sizeof(bits)) != 0)
		err = LENS_MALFORMED;
	if (!err)
		err = get(context, counts, size);
	if (!err)
		err = buckets_make_room(buckets, counts);
	free(counts);
	return err ? err : buckets_fill(buckets, slots, get, context);
}

/* ---- Asking */

/* The key's bits that are likeliest to be the other way, the first first. */
static void buckets_weak(const uint8_t *margin,
			 const uint8_t source[BUCKETS_BITS],
			 uint32_t weak[BUCKETS_FLIPS])
{
	unsigned least[BUCKETS_FLIPS] = {99, 99, 99};

	for (unsigned i = 0; i < BUCKETS_BITS; i++) {
		unsigned value =
		    margin[source[i] / 2] >> source[i] % 2 * 4 & 15;
		uint32_t bit = 1u << i;

		for (unsigned j = 0; j < BUCKETS_FLIPS; j++)
			if (value < least[j]) {
				unsigned v = least[j];
				uint32_t b = weak[j];

				least[j] = value;
				weak[j] = bit;
				value = v;
				bit = b;
			}
	}
}

/*
 * The likeliest first: which of the weak bits are the other way, bit j for the
 * j-th weakest.  More buckets cost time and found no more.
 */
static const uint8_t buckets_flipped[BUCKETS_PROBES] = {0, 1, 2, 4, 3, 5};

static void buckets_all(const uint64_t code[2], const uint8_t *margin,
			const uint8_t source[BUCKETS_BITS], unsigned count,
			uint32_t out[BUCKETS_PROBES])
{
	uint32_t weak[BUCKETS_FLIPS] = {0}, key = buckets_key(code);

	buckets_weak(margin, source, weak);
	for (unsigned i = 0; i < count; i++) {
		out[i] = key;
		for (unsigned j = 0; j < BUCKETS_FLIPS; j++)
			out[i] ^= buckets_flipped[i] >> j & 1 ? weak[j] : 0;
	}
}

/* Note what a bucket has near a code. */
BUCKETS_CLONES static void buckets_near(const struct buckets_one *bucket,
					uint64_t code,
					struct buckets_tally *tally)
{
	for (uint32_t i = 0; i < bucket->count; i++) {
		const struct buckets_entry *entry = &bucket->entry[i];
		uint64_t kept = (uint64_t)entry->code[1] << 32 | entry->code[0];
		int d = __builtin_popcountll(kept ^ code);

		if (d <= BUCKETS_NEAR && tally->hits < BUCKETS_HITS)
			tally->hit[tally->hits++] =
			    (struct buckets_hit){entry->slot, (uint16_t)d};
	}
}

/*
 * A vote weighs more when the codes are nearer, and more when few photos have
 * one: letters and the corners of windows are everywhere.  A point has one
 * vote for a photo, however often it is there.
 */
static void buckets_cast(struct buckets_tally *tally, uint16_t point,
			 size_t photos)
{
	unsigned weight = 1;

	for (size_t n = tally->hits * 2; n <= photos && weight < 16; n *= 2)
		weight++;
	for (size_t i = 0; i < tally->hits; i++) {
		const struct buckets_hit *hit = &tally->hit[i];
		struct buckets_count *count = &tally->count[hit->slot];

		if (count->last == point)
			continue;
		if (count->votes == 0)
			tally->touched[tally->touched_count++] = hit->slot;
		count->last = point;
		if (count->votes < BUCKETS_VOTES_MAX)
			count->votes += (uint16_t)(weight * (BUCKETS_NEAR + 2u -
							     hit->distance));
	}
	tally->hits = 0;
}

/* Fewer votes, or as many for a later slot. */
static bool buckets_less(struct buckets_vote a, struct buckets_vote b)
{
	return a.votes != b.votes ? a.votes < b.votes : a.slot > b.slot;
}

/* Put vote into a heap whose root is the least; full, the least leaves. */
static size_t buckets_keep(struct buckets_vote *heap, size_t count, size_t most,
			   struct buckets_vote vote)
{
	size_t at = 0;

	if (count < most) {
		for (at = count; at > 0; at = (at - 1) / 2) {
			if (!buckets_less(vote, heap[(at - 1) / 2]))
				break;
			heap[at] = heap[(at - 1) / 2];
		}
		heap[at] = vote;
		return count + 1;
	}
	if (!buckets_less(heap[0], vote))
		return count;
	for (size_t child = 1; child < count; child = 2 * at + 1) {
		if (child + 1 < count &&
		    buckets_less(heap[child + 1], heap[child]))
			child++;
		if (!buckets_less(heap[child], vote))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = vote;
	return count;
}

size_t buckets_ask(const struct buckets *buckets, const struct buckets_ask *ask,
		   struct buckets_tally *tally, struct buckets_vote *out,
		   size_t most)
{
	unsigned n = ask->turn < 2 ? BUCKETS_PROBES : BUCKETS_PROBES_TURNED;
	const struct align_points *turned = ask->turned;
	uint8_t source[BUCKETS_BITS];
	size_t count = 0;

	for (unsigned i = 0; i < BUCKETS_BITS; i++)
		source[i] =
		    (uint8_t)align_turned_bit(buckets_bit[i], ask->turn);
	for (int i = 0; i < turned->count; i++) {
		uint64_t code = buckets_kept(turned->point[i].code);
		uint32_t key[BUCKETS_PROBES];

		buckets_all(turned->point[i].code, ask->query->margin[i],
			    source, n, key);
		for (unsigned k = 0; k < n; k++)
			__builtin_prefetch(&buckets->bucket[key[k]]);
		for (unsigned k = 0; k < n; k++)
			__builtin_prefetch(buckets->bucket[key[k]].entry);
		for (unsigned k = 0; k < n; k++)
			buckets_near(&buckets->bucket[key[k]], code, tally);
		buckets_cast(tally, (uint16_t)(i + 1), ask->photos);
	}
	for (size_t i = 0; i < tally->touched_count; i++) {
		uint32_t slot = tally->touched[i];
		struct buckets_vote vote = {slot, tally->count[slot].votes};

		tally->count[slot] = (struct buckets_count){0, 0};
		count = buckets_keep(out, count, most, vote);
	}
	tally->touched_count = 0;
	return count;
}
