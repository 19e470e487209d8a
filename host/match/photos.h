/* photos.h: what is kept in memory of the enrolled photos. */
#ifndef MATCH_PHOTOS_H
#define MATCH_PHOTOS_H

#include "buckets.h"
#include "codes.h"

#define PHOTOS_NONE UINT32_MAX

struct photos_slot {
	uint64_t photo;
	uint32_t next; /* free slot, when this is one */
	bool used;
	uint8_t quality;
	uint8_t pdq[FINGERPRINT_PDQ_SIZE];
};

struct match_photos {
	struct photos_slot *slot;
	uint32_t slots, capacity, free;
	size_t count;
	struct match_codes *codes; /* numbered by slot */
	struct buckets *buckets;
};

#endif
