/* search.h: one look at a picture, and what the next looks differ in. */
#ifndef MATCH_SEARCH_H
#define MATCH_SEARCH_H

#include "align.h"

struct search_pass {
	unsigned turns; /* bit i: turn i is tried */
	size_t voted;	/* photos that turns 0 and 1 put forward, at most 24 */
	bool bent;	/* the query is search_bend()'s, and: */
	int degrees;	/* clockwise, by which it is turned */
	const struct align_sums *upright; /* whose pixels are compared */
};

/* match_photos_search() in one pass. */
LENS_MUST enum lens_err search_run(const struct match_photos *photos,
				   const struct match_ask *ask,
				   const struct search_pass *pass);

/* The points of a query turned by the k-th turn, on a canvas that holds it. */
void search_bend(const struct fingerprint_query *query,
		 const struct fingerprint_turned *turned, unsigned k,
		 struct fingerprint_query *out);

/* A place of such a query as the place of the picture itself. */
void search_unbend(const struct fingerprint_query *bent,
		   const struct search_pass *pass, struct match_place *place);

/* The negative of a picture, by its first most points. */
void search_negate(const struct fingerprint *print,
		   const struct fingerprint_query *query, uint16_t most,
		   struct fingerprint *print_out,
		   struct fingerprint_query *out);

#endif
