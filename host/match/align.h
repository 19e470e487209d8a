/*
 * align.h: does a query show one photo?  Points that agree about one place,
 * then pixels that agree there, then the verdict.
 */
#ifndef MATCH_ALIGN_H
#define MATCH_ALIGN_H

#include <lenscap/match.h>

/* Positions and sigmas are in units of the picture's shorter side. */
struct align_point {
	float x, y, sigma;
	uint64_t code[2];
};

struct align_points {
	int count;
	float width, height; /* the smaller is 1 */
	struct align_point point[FINGERPRINT_QUERY_POINTS];
};

/* A photo's points, as they lie; of a query, turned. */
void align_points_of_photo(const struct fingerprint_local *local,
			   struct align_points *out);

/*
 * The first most points of the query after a turn (see struct match_place):
 * the median is the same, so a code's bits only change places.
 */
void align_points_of_query(const struct fingerprint_query *query, unsigned turn,
			   int most, struct align_points *out);

/* Where bit i of a code turned so comes from. */
unsigned align_turned_bit(unsigned bit, unsigned turn);

/* The turn that makes PDQ's dihedral hash of the query the photo's own. */
unsigned align_turn_of(enum fingerprint_dihedral dihedral);

/* A correlation of pixels, -1 to 1, and on how many places that rests. */
struct align_agreement {
	float likeness, evidence;
};

/* What speaks for one photo. */
struct alignment {
	struct match_place place;
	float score;	/* of the points that agree */
	float likeness; /* correlation of the pixels both have, -1 to 1 */
	float evidence; /* on how many places that rests: one edge is few */
	float among;	/* likeness among the agreeing points, -1 for none */
	/* The photo's cells from first to last that hold agreeing points. */
	int8_t first_column, first_row, last_column, last_row;
	uint16_t cells[FINGERPRINT_LOCAL_GRID]; /* bit: column, that do */
	/* See align_overlaid(); zero until it has looked. */
	struct align_agreement near, near_most, most;
};

/* The best similarity between a turned query and a photo; score 0 for none. */
void align_match(const struct align_points *query,
		 const struct align_points *photo, unsigned turn,
		 struct alignment *out);

/* Sums of the query's pixels from its corner, for means of any box. */
struct align_sums {
	int columns, rows;
	float width, height; /* of the picture; the smaller is 1 */
	int32_t *at;
	uint32_t across, down;		       /* the picture's pixels */
	const struct fingerprint_query *query; /* borrowed */
};

/*
 * Is the picture a disc that touches its sides, on a plain ground?  Said of
 * the pixels alone: see align_leaves_disc().
 */
bool align_is_disc(const struct fingerprint_query *query);

/*
 * Does the photo, where the picture shows it, have more than a plain ground in
 * the picture's corners?  A disc of it is then a crop, and no square.
 */
bool align_leaves_disc(const struct align_sums *sums,
		       const struct fingerprint_local *photo,
		       const struct match_place *place);

struct align_at {
	float x, y;
};

/* Where a point of the photo lies in the picture, in samples of the sums. */
static inline struct align_at align_locate(const struct align_sums *sums,
					   const struct match_place *place,
					   float u, float v)
{
	float square = place->m * place->m + place->n * place->n;
	float x, y, t;

	u -= place->tx;
	v -= place->ty;
	x = (place->m * u + place->n * v) / square / place->aspect;
	y = (place->m * v - place->n * u) / square * place->aspect;
	if (place->turn & 4) {
		t = x;
		x = y;
		y = t;
	}
	if (place->turn & 2)
		y = sums->height - y;
	if (place->turn & 1)
		x = sums->width - x;
	return (struct align_at){x * ((float)sums->columns / sums->width),
				 y * ((float)sums->rows / sums->height)};
}

/* LENS_SYSTEM when memory is short; the caller frees sums->at. */
LENS_MUST enum lens_err align_sums_init(struct align_sums *sums,
					const struct fingerprint_query *query);

/*
 * How far the pixels agree at the place in *alignment.  False: so little, as of
 * nearly all strangers, that no walk from there is worth its time.
 */
bool align_probe(const struct align_sums *sums,
		 const struct fingerprint_local *photo,
		 struct alignment *alignment);

/* Walk from the place in *alignment to the best agreement of the pixels. */
void align_refine(const struct align_sums *sums,
		  const struct fingerprint_local *photo,
		  struct alignment *alignment);

/*
 * How far the pixels agree where something lies over the photo, words or a
 * sticker, or where a part of it lies on another picture: around the points
 * that agree, in most of what is there, and in most of the whole.  Strangers
 * whose points agree by chance agree there far less often.
 */
#define ALIGN_OVERLAID_SCORE 24 /* of points, to look */
void align_overlaid(const struct align_sums *sums,
		    const struct fingerprint_local *photo,
		    struct alignment *alignment);

/* The place at which the whole of the query is the whole of the photo. */
struct match_place align_whole(const struct align_sums *sums,
			       const struct fingerprint_local *photo,
			       unsigned turn);

/* How sure the points and pixels make it: at least 1 is enough. */
float align_value(const struct fingerprint_local *photo,
		  const struct alignment *alignment);

/* False when no agreement of pixels could make this score enough. */
bool align_can(const struct fingerprint_local *photo, float score);

/* How much of each lies in the other, and what was done to the photo. */
void align_explain(const struct align_sums *sums,
		   const struct fingerprint_local *photo,
		   const struct alignment *alignment, struct match_answer *out);

#endif
