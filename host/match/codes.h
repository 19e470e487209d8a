/* codes.h: sets of codes, for the parts of this folder. */
#ifndef MATCH_CODES_H
#define MATCH_CODES_H

#include <lenscap/match.h>

struct codes_hit {
	uint32_t number;
	uint16_t distance;
};

/* A growing list of hits; failed when memory was short. */
struct codes_hits {
	struct codes_hit *hit;
	size_t count, capacity;
	bool failed;
};

/* Release the hits, but not the struct, which is empty then. */
void codes_hits_free(struct codes_hits *hits);

/* Append what the blocks from first to before end have for it. */
void codes_collect(const struct match_codes *codes,
		   const struct match_codes_ask *ask, size_t first, size_t end,
		   struct codes_hits *hits);

/* How many blocks there are. */
size_t codes_blocks(const struct match_codes *codes);

#endif
