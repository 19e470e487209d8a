/* keys.c: which photos have points like those of a query. */
#include <stdlib.h>
#include <string.h>

#include "keys.h"

#define KEYS_BITS 16
#define KEYS_BUCKETS (1u << KEYS_BITS)
#define KEYS_FLIPS 3	     /* bits of the key that may be the other way */
#define KEYS_PROBES 6	     /* buckets a point is looked for in */
#define KEYS_PROBES_TURNED 4 /* of quarter turns, which are rarer */
#define KEYS_NEAR 10	     /* of the 64 bits that are kept */
#define KEYS_VOTES_MAX 60000

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&         \
    !defined(__SANITIZE_UNDEFINED__)
#define KEYS_CLONES __attribute__((target_clones("popcnt", "default")))
#else
#define KEYS_CLONES
#endif

/* The bits that tell buckets apart best: the fewest strangers collide. */
static const uint8_t keys_bit[KEYS_BITS] = {109, 65, 92,  10, 107, 62, 31, 112,
					    8,	 39, 126, 5,  48,  78, 98, 12};

/* count codes, room for more, then as many slots. */
struct keys_bucket {
	uint64_t *codes;
	uint32_t count, room;
};

struct keys {
	struct keys_bucket bucket[KEYS_BUCKETS];
	size_t room;
};

static uint32_t *keys_slots(const struct keys_bucket *bucket)
{
	return (uint32_t *)(bucket->codes + bucket->room);
}

static uint32_t keys_key(const uint64_t code[2])
{
	uint32_t key = 0;

	for (unsigned i = 0; i < KEYS_BITS; i++)
		key |=
		    (uint32_t)(code[keys_bit[i] / 64] >> keys_bit[i] % 64 & 1)
		    << i;
	return key;
}

/* Every other direction of each cell: the lower cells give the others. */
static uint64_t keys_kept(const uint64_t code[2])
{
	return (code[0] & 0x5555555555555555) | (code[1] & 0xaaaaaaaaaaaaaaaa);
}

enum lens_err keys_new(struct keys **out)
{
	*out = calloc(1, sizeof(**out));
	return *out ? LENS_OK : LENS_SYSTEM;
}

void keys_free(struct keys *keys)
{
	if (!keys)
		return;
	for (size_t i = 0; i < KEYS_BUCKETS; i++)
		free(keys->bucket[i].codes);
	free(keys);
}

size_t keys_memory(const struct keys *keys)
{
	return sizeof(*keys) +
	       keys->room * (sizeof(uint64_t) + sizeof(uint32_t));
}

static bool keys_grow(struct keys *keys, struct keys_bucket *bucket)
{
	uint32_t room = bucket->room + bucket->room / 8 + 4;
	size_t each = sizeof(uint64_t) + sizeof(uint32_t);
	uint64_t *codes = realloc(bucket->codes, room * each);

	if (!codes)
		return false;
	memmove((uint32_t *)(codes + room), (uint32_t *)(codes + bucket->room),
		bucket->count * sizeof(uint32_t));
	keys->room += room - bucket->room;
	bucket->codes = codes;
	bucket->room = room;
	return true;
}

static void keys_drop(struct keys_bucket *bucket, uint32_t slot)
{
	uint32_t *slots = keys_slots(bucket);

	for (uint32_t i = bucket->count; i-- > 0;) {
		if (slots[i] != slot)
			continue;
		bucket->count--;
		slots[i] = slots[bucket->count];
		bucket->codes[i] = bucket->codes[bucket->count];
	}
}

void keys_remove(struct keys *keys, uint32_t slot,
		 const struct fingerprint_local *local)
{
	for (size_t i = 0; !local && i < KEYS_BUCKETS; i++)
		keys_drop(&keys->bucket[i], slot);
	for (size_t i = 0; local && i < local->count; i++)
		keys_drop(&keys->bucket[keys_key(local->point[i].code)], slot);
}

enum lens_err keys_add(struct keys *keys, uint32_t slot,
		       const struct fingerprint_local *local)
{
	uint32_t key[FINGERPRINT_LOCAL_POINTS];

	/* Memory is slow and the buckets are anywhere: ask for all at once. */
	for (size_t i = 0; i < local->count; i++) {
		key[i] = keys_key(local->point[i].code);
		__builtin_prefetch(&keys->bucket[key[i]]);
	}
	for (size_t i = 0; i < local->count; i++) {
		const struct keys_bucket *bucket = &keys->bucket[key[i]];

		__builtin_prefetch(bucket->codes + bucket->count);
		__builtin_prefetch(keys_slots(bucket) + bucket->count);
	}
	for (size_t i = 0; i < local->count; i++) {
		struct keys_bucket *bucket = &keys->bucket[key[i]];

		if (bucket->count == bucket->room && !keys_grow(keys, bucket)) {
			keys_remove(keys, slot, local);
			return LENS_SYSTEM;
		}
		bucket->codes[bucket->count] = keys_kept(local->point[i].code);
		keys_slots(bucket)[bucket->count++] = slot;
	}
	return LENS_OK;
}

/* The key's bits that are likeliest to be the other way, the first first. */
static void keys_weak(const uint8_t *firm, const uint8_t source[KEYS_BITS],
		      uint32_t weak[KEYS_FLIPS])
{
	unsigned least[KEYS_FLIPS] = {99, 99, 99};

	for (unsigned i = 0; i < KEYS_BITS; i++) {
		unsigned value = firm[source[i] / 2] >> source[i] % 2 * 4 & 15;
		uint32_t bit = 1u << i;

		for (unsigned j = 0; j < KEYS_FLIPS; j++)
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
static const uint8_t keys_flipped[KEYS_PROBES] = {0, 1, 2, 4, 3, 5};

static void keys_buckets(const uint64_t code[2], const uint8_t *firm,
			 const uint8_t source[KEYS_BITS], unsigned count,
			 uint32_t out[KEYS_PROBES])
{
	uint32_t weak[KEYS_FLIPS] = {0}, key = keys_key(code);

	keys_weak(firm, source, weak);
	for (unsigned i = 0; i < count; i++) {
		out[i] = key;
		for (unsigned j = 0; j < KEYS_FLIPS; j++)
			out[i] ^= keys_flipped[i] >> j & 1 ? weak[j] : 0;
	}
}

/* Note what a bucket has near a code. */
KEYS_CLONES static void keys_near(const struct keys_bucket *bucket,
				  uint64_t code, struct keys_tally *tally)
{
	const uint32_t *slots = keys_slots(bucket);
	const uint64_t *codes = bucket->codes;

	for (uint32_t i = 0; i < bucket->count; i++) {
		int d = __builtin_popcountll(codes[i] ^ code);

		if (d <= KEYS_NEAR && tally->hits < KEYS_HITS)
			tally->hit[tally->hits++] =
			    (struct keys_hit){slots[i], (uint16_t)d};
	}
}

/*
 * A vote weighs more when the codes are nearer, and more when few photos have
 * one: letters and the corners of windows are everywhere.  A point has one
 * vote for a photo, however often it is there.
 */
static void keys_cast(struct keys_tally *tally, uint16_t point, size_t photos)
{
	unsigned weight = 1;

	for (size_t n = tally->hits * 2; n <= photos && weight < 16; n *= 2)
		weight++;
	for (size_t i = 0; i < tally->hits; i++) {
		const struct keys_hit *hit = &tally->hit[i];
		struct keys_count *count = &tally->count[hit->slot];

		if (count->last == point)
			continue;
		if (count->votes == 0)
			tally->touched[tally->touched_count++] = hit->slot;
		count->last = point;
		if (count->votes < KEYS_VOTES_MAX)
			count->votes += (uint16_t)(weight * (KEYS_NEAR + 2u -
							     hit->distance));
	}
	tally->hits = 0;
}

/* Fewer votes, or as many for a later slot. */
static bool keys_less(struct keys_vote a, struct keys_vote b)
{
	return a.votes != b.votes ? a.votes < b.votes : a.slot > b.slot;
}

/* Put vote into a heap whose root is the least; full, the least leaves. */
static size_t keys_keep(struct keys_vote *heap, size_t count, size_t most,
			struct keys_vote vote)
{
	size_t at = 0;

	if (count < most) {
		for (at = count; at > 0; at = (at - 1) / 2) {
			if (!keys_less(vote, heap[(at - 1) / 2]))
				break;
			heap[at] = heap[(at - 1) / 2];
		}
		heap[at] = vote;
		return count + 1;
	}
	if (!keys_less(heap[0], vote))
		return count;
	for (size_t child = 1; child < count; child = 2 * at + 1) {
		if (child + 1 < count &&
		    keys_less(heap[child + 1], heap[child]))
			child++;
		if (!keys_less(heap[child], vote))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = vote;
	return count;
}

size_t keys_ask(const struct keys *keys, const struct keys_ask *ask,
		struct keys_tally *tally, struct keys_vote *out, size_t most)
{
	unsigned n = ask->turn < 2 ? KEYS_PROBES : KEYS_PROBES_TURNED;
	const struct fit_points *turned = ask->turned;
	uint8_t source[KEYS_BITS];
	size_t count = 0;

	for (unsigned i = 0; i < KEYS_BITS; i++)
		source[i] = (uint8_t)fit_turned_bit(keys_bit[i], ask->turn);
	for (int i = 0; i < turned->count; i++) {
		uint64_t code = keys_kept(turned->point[i].code);
		uint32_t key[KEYS_PROBES];

		keys_buckets(turned->point[i].code, ask->query->firm[i], source,
			     n, key);
		for (unsigned k = 0; k < n; k++)
			__builtin_prefetch(&keys->bucket[key[k]]);
		for (unsigned k = 0; k < n; k++)
			__builtin_prefetch(keys->bucket[key[k]].codes);
		for (unsigned k = 0; k < n; k++)
			keys_near(&keys->bucket[key[k]], code, tally);
		keys_cast(tally, (uint16_t)(i + 1), ask->photos);
	}
	for (size_t i = 0; i < tally->touched_count; i++) {
		uint32_t slot = tally->touched[i];
		struct keys_vote vote = {slot, tally->count[slot].votes};

		tally->count[slot] = (struct keys_count){0, 0};
		count = keys_keep(out, count, most, vote);
	}
	tally->touched_count = 0;
	return count;
}
