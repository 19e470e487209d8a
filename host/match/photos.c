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
