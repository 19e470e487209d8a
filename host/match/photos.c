/* photos.c: the enrolled photos come and go. */
#include <stdlib.h>
#include <string.h>

#include "photos.h"

enum lens_err match_photos_new(size_t capacity, struct match_photos **out)
{
	struct match_photos *photos = calloc(1, sizeof(*photos));

	*out = NULL;
	if (!photos)
		return LENS_SYSTEM;
	photos->free = PHOTOS_NONE;
	if (match_codes_new(&photos->codes) ||
	    buckets_new(capacity, &photos->buckets)) {
		match_photos_free(photos);
		return LENS_SYSTEM;
	}
	*out = photos;
	return LENS_OK;
}

void match_photos_free(struct match_photos *photos)
{
	if (!photos)
		return;
	match_codes_free(photos->codes);
	buckets_free(photos->buckets);
	free(photos->slot);
	free(photos);
}

size_t match_photos_count(const struct match_photos *photos)
{
	return photos->count;
}

size_t match_photos_memory(const struct match_photos *photos)
{
	return sizeof(*photos) + photos->capacity * sizeof(*photos->slot) +
	       match_codes_memory(photos->codes) +
	       buckets_memory(photos->buckets);
}

/* A slot that is free and stays so until it is used. */
static uint32_t photos_vacant(struct match_photos *photos)
{
	if (photos->free != PHOTOS_NONE)
		return photos->free;
	if (photos->slots == photos->capacity) {
		uint32_t capacity =
		    photos->capacity + photos->capacity / 8 + 64;
		struct photos_slot *slot;

		if (capacity < photos->capacity)
			return PHOTOS_NONE;
		slot = realloc(photos->slot, capacity * sizeof(*slot));
		if (!slot)
			return PHOTOS_NONE;
		photos->slot = slot;
		photos->capacity = capacity;
	}
	photos->slot[photos->slots] =
	    (struct photos_slot){.next = photos->free};
	photos->free = photos->slots++;
	return photos->free;
}

enum lens_err match_photos_add(struct match_photos *photos, uint64_t photo,
			       const struct fingerprint *print,
			       const struct fingerprint_local *local)
{
	uint32_t at = photos_vacant(photos);
	const uint8_t *pdq = print->pdq[FINGERPRINT_ORIGINAL];
	struct photos_slot *slot;

	if (at == PHOTOS_NONE || match_codes_add(photos->codes, at, pdq))
		return LENS_SYSTEM;
	if (buckets_add(photos->buckets, at, local)) {
		match_codes_remove(photos->codes, at);
		return LENS_SYSTEM;
	}
	slot = &photos->slot[at];
	photos->free = slot->next;
	*slot = (struct photos_slot){
	    .photo = photo, .used = true, .quality = print->pdq_quality};
	memcpy(slot->pdq, pdq, sizeof(slot->pdq));
	photos->count++;
	return LENS_OK;
}

bool match_photos_remove(struct match_photos *photos, uint64_t photo,
			 const struct fingerprint_local *local)
{
	uint32_t at = 0;

	while (at < photos->slots &&
	       (!photos->slot[at].used || photos->slot[at].photo != photo))
		at++;
	if (at == photos->slots)
		return false;
	match_codes_remove(photos->codes, at);
	buckets_remove(photos->buckets, at, local);
	photos->slot[at] = (struct photos_slot){.next = photos->free};
	photos->free = at;
	photos->count--;
	return true;
}

/* ---- As bytes */

/*
 * In front: what they are, how a word lies in memory (entries are written as
 * they lie there), slots.  Of a slot: is it used, number, quality, bits.
 */
#define PHOTOS_MAGIC 0x31504d4c
#define PHOTOS_FRONT 12
#define PHOTOS_SLOT (10 + FINGERPRINT_PDQ_SIZE)

static void photos_front(uint32_t slots, uint8_t out[PHOTOS_FRONT])
{
	static const uint32_t word = PHOTOS_MAGIC;

	base_put_u32(out, PHOTOS_MAGIC);
	memcpy(out + 4, &word, sizeof(word));
	base_put_u32(out + 8, slots);
}

enum lens_err match_photos_write(const struct match_photos *photos,
				 match_put *put, void *context)
{
	uint8_t front[PHOTOS_FRONT], bytes[PHOTOS_SLOT];
	enum lens_err err;

	photos_front(photos->slots, front);
	err = put(context, front, sizeof(front));
	for (uint32_t i = 0; i < photos->slots && err == LENS_OK; i++) {
		const struct photos_slot *slot = &photos->slot[i];

		bytes[0] = slot->used;
		base_put_u64(bytes + 1, slot->photo);
		bytes[9] = slot->quality;
		memcpy(bytes + 10, slot->pdq, sizeof(slot->pdq));
		err = put(context, bytes, sizeof(bytes));
	}
	return err ? err : buckets_write(photos->buckets, put, context);
}

static enum lens_err photos_read_slot(struct match_photos *photos,
				      const uint8_t bytes[PHOTOS_SLOT])
{
	uint32_t at = photos->slots;
	struct photos_slot *slot = &photos->slot[at];

	if (bytes[0] > 1)
		return LENS_MALFORMED;
	photos->slots++;
	*slot = (struct photos_slot){.next = photos->free};
	if (!bytes[0]) {
		photos->free = at;
		return LENS_OK;
	}
	slot->used = true;
	slot->photo = base_get_u64(bytes + 1);
	slot->quality = bytes[9];
	memcpy(slot->pdq, bytes + 10, sizeof(slot->pdq));
	photos->count++;
	return match_codes_add(photos->codes, at, slot->pdq);
}

static enum lens_err photos_read_slots(struct match_photos *photos,
				       match_get *get, void *context)
{
	uint8_t front[PHOTOS_FRONT], wanted[PHOTOS_FRONT], bytes[PHOTOS_SLOT];
	enum lens_err err = get(context, front, sizeof(front));
	uint32_t slots;

	if (err)
		return err;
	slots = base_get_u32(front + 8);
	photos_front(slots, wanted);
	if (memcmp(front, wanted, sizeof(front)) != 0 || slots == PHOTOS_NONE)
		return LENS_MALFORMED;
	photos->slot = calloc((size_t)slots + 1, sizeof(*photos->slot));
	if (!photos->slot)
		return LENS_SYSTEM;
	photos->capacity = slots + 1;
	for (uint32_t i = 0; i < slots && err == LENS_OK; i++) {
		err = get(context, bytes, sizeof(bytes));
		if (!err)
			err = photos_read_slot(photos, bytes);
	}
	return err;
}

enum lens_err match_photos_read(match_get *get, void *context,
				struct match_photos **out)
{
	struct match_photos *photos;
	enum lens_err err = match_photos_new(0, &photos);

	*out = NULL;
	if (err)
		return err;
	err = photos_read_slots(photos, get, context);
	if (!err)
		err =
		    buckets_read(photos->buckets, photos->slots, get, context);
	if (err)
		match_photos_free(photos);
	else
		*out = photos;
	return err;
}
