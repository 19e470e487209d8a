/* align_match.c: the similarity that explains the most pairs of points. */
#include <math.h>
#include <string.h>

#include "align.h"

#define ALIGN_RADIUS 24 /* bits of 128: nearly all true pairs are nearer */
#define ALIGN_PER_DISTANCE 256
#define ALIGN_PAIRS 512
#define ALIGN_HYPOTHESES 60
#define ALIGN_ROUNDS 4
#define ALIGN_LEAST 10	  /* scores below are nobody's concern */
#define ALIGN_ENOUGH 24	  /* inliers that no better hypothesis is needed for */
#define ALIGN_SIZES 1.57f /* how far sizes of a pair may disagree */
#define ALIGN_TURN_MOST 0.15f /* of a radian's tangent: 8.6 degrees */

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&         \
    !defined(__SANITIZE_UNDEFINED__)
#define ALIGN_CLONES __attribute__((target_clones("popcnt", "default")))
#define ALIGN_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define ALIGN_CLONES
#define ALIGN_WIDE
#endif

struct align_pair {
	uint16_t query, photo, distance;
};

/* Every point against every other, the nearest pairs first. */
ALIGN_CLONES static int align_pairs(const struct align_points *query,
				    const struct align_points *photo,
				    struct align_pair *out)
{
	struct align_pair found[ALIGN_RADIUS + 1][ALIGN_PER_DISTANCE];
	int count[ALIGN_RADIUS + 1] = {0}, n = 0;

	for (int q = 0; q < query->count; q++) {
		uint64_t a = query->point[q].code[0];
		uint64_t b = query->point[q].code[1];

		for (int p = 0; p < photo->count; p++) {
			const uint64_t *code = photo->point[p].code;
			int d = __builtin_popcountll(a ^ code[0]) +
				__builtin_popcountll(b ^ code[1]);

			if (d <= ALIGN_RADIUS && count[d] < ALIGN_PER_DISTANCE)
				found[d][count[d]++] = (struct align_pair){
				    (uint16_t)q, (uint16_t)p, (uint16_t)d};
		}
	}
	for (int d = 0; d <= ALIGN_RADIUS; d++) {
		int take = ALIGN_PAIRS - n;

		take = count[d] < take ? count[d] : take;
		memcpy(out + n, found[d], sizeof(*out) * (size_t)take);
		n += take;
	}
	return n;
}

/* What is asked of each pair for each place: column by column, for vectors. */
struct align_columns {
	float qx[ALIGN_PAIRS], qy[ALIGN_PAIRS], qsigma[ALIGN_PAIRS];
	float px[ALIGN_PAIRS], py[ALIGN_PAIRS], psigma[ALIGN_PAIRS];
};

struct align_work {
	const struct align_points *query, *photo;
	struct align_pair pair[ALIGN_PAIRS];
	int pairs;
	struct align_columns at;
	uint8_t agrees[ALIGN_PAIRS];
	int inlier[ALIGN_PAIRS], inliers;
	float score;
};

/* As wide as the widest vectors of bytes. */
#define ALIGN_STEP 32

static void align_columns(struct align_work *work)
{
	struct align_columns *at = &work->at;
	int end = (work->pairs + ALIGN_STEP - 1) / ALIGN_STEP * ALIGN_STEP;

	for (int i = 0; i < work->pairs; i++) {
		const struct align_point *q =
		    &work->query->point[work->pair[i].query];
		const struct align_point *p =
		    &work->photo->point[work->pair[i].photo];

		at->qx[i] = q->x;
		at->qy[i] = q->y;
		at->qsigma[i] = q->sigma;
		at->px[i] = p->x;
		at->py[i] = p->y;
		at->psigma[i] = p->sigma;
	}
	/* What fills the last step: points without a size agree with none. */
	for (int i = work->pairs; i < end; i++) {
		at->qx[i] = at->qy[i] = at->px[i] = at->py[i] = 0;
		at->qsigma[i] = 0;
		at->psigma[i] = 1;
	}
}

#define ALIGN_USED ((FINGERPRINT_QUERY_POINTS + 63) / 64)

static bool align_use(uint64_t used[ALIGN_USED], unsigned i)
{
	bool before = used[i / 64] >> i % 64 & 1;

	used[i / 64] |= (uint64_t)1 << i % 64;
	return !before;
}

/*
 * Which pairs does the place explain?  The first look, from one pair (anchor,
 * its point of the photo), is lenient in proportion to the distance from that
 * pair: its size is known to a tenth only.  Nearly all the time that strangers
 * cost is spent here.
 */
ALIGN_WIDE static void align_judge(struct align_work *work,
				   const struct match_place *place,
				   const struct align_point *anchor)
{
	const struct align_columns *at = &work->at;
	float m = place->m, n = place->n, tx = place->tx, ty = place->ty;
	float size = sqrtf(m * m + n * n);
	float ax = anchor ? anchor->x : 0, ay = anchor ? anchor->y : 0;
	float slack = anchor ? 1.6f : 1, lean = anchor ? 0.12f : 0;
	int end = (work->pairs + ALIGN_STEP - 1) / ALIGN_STEP * ALIGN_STEP;

	for (int i = 0; i < end; i++) {
		float expected = at->qsigma[i] * size, sigma = at->psigma[i];
		float x = m * at->qx[i] - n * at->qy[i] + tx - at->px[i];
		float y = n * at->qx[i] + m * at->qy[i] + ty - at->py[i];
		float dx = at->px[i] - ax, dy = at->py[i] - ay;
		float tolerance = slack * (0.015f + 0.5f * sigma) +
				  lean * sqrtf(dx * dx + dy * dy);

		work->agrees[i] = (sigma <= ALIGN_SIZES * expected) &
				  (expected <= ALIGN_SIZES * sigma) &
				  (x * x + y * y <= tolerance * tolerance);
	}
}

/* The pairs that a place explains; each point counts once. */
static void align_gather(struct align_work *work,
			 const struct match_place *place,
			 const struct align_point *anchor)
{
	uint64_t used_query[ALIGN_USED] = {0}, used_photo[ALIGN_USED] = {0};

	align_judge(work, place, anchor);
	work->inliers = 0;
	work->score = 0;
	for (int i = 0; i < work->pairs; i++) {
		const struct align_pair *pair = &work->pair[i];
		uint64_t eight;

		memcpy(&eight, work->agrees + i / 8 * 8, sizeof(eight));
		if (!eight)
			i |= 7;
		if (!eight || !work->agrees[i])
			continue;
		if (used_query[pair->query / 64] >> pair->query % 64 & 1 ||
		    !align_use(used_photo, pair->photo))
			continue;
		align_use(used_query, pair->query);
		work->inlier[work->inliers++] = i;
		work->score += (float)(ALIGN_RADIUS + 4 - pair->distance) / 4;
	}
}

/* Least squares over the inliers; small points are placed more exactly. */
static bool align_finish(const struct align_work *work,
			 struct match_place *place)
{
	double sum = 0, qx = 0, qy = 0, px = 0, py = 0;
	double along = 0, across = 0, spread = 1e-9;

	for (int i = 0; i < work->inliers; i++) {
		const struct align_pair *pair = &work->pair[work->inlier[i]];
		const struct align_point *q = &work->query->point[pair->query];
		const struct align_point *p = &work->photo->point[pair->photo];
		double w = 1 / (1e-4 + (double)(p->sigma * p->sigma));

		sum += w;
		qx += w * (double)q->x;
		qy += w * (double)q->y;
		px += w * (double)p->x;
		py += w * (double)p->y;
	}
	qx /= sum;
	qy /= sum;
	px /= sum;
	py /= sum;
	for (int i = 0; i < work->inliers; i++) {
		const struct align_pair *pair = &work->pair[work->inlier[i]];
		const struct align_point *q = &work->query->point[pair->query];
		const struct align_point *p = &work->photo->point[pair->photo];
		double w = 1 / (1e-4 + (double)(p->sigma * p->sigma));
		double x = (double)q->x - qx, y = (double)q->y - qy;
		double u = (double)p->x - px, v = (double)p->y - py;

		along += w * (x * u + y * v);
		across += w * (x * v - y * u);
		spread += w * (x * x + y * y);
	}
	if (along <= 0 || fabs(across) > (double)ALIGN_TURN_MOST * along)
		return false;
	place->m = (float)(along / spread);
	place->n = (float)(across / spread);
	place->tx = (float)(px - along / spread * qx + across / spread * qy);
	place->ty = (float)(py - across / spread * qx - along / spread * qy);
	return true;
}

/*
 * From one pair alone: its sizes and places.  False for one that will hardly
 * come to a score of least, as nearly all of a stranger's after one look.
 */
static bool align_try(struct align_work *work, const struct align_pair *pair,
		      float least, struct match_place *place)
{
	const struct align_point *q = &work->query->point[pair->query];
	const struct align_point *p = &work->photo->point[pair->photo];

	place->m = p->sigma / q->sigma;
	place->n = 0;
	place->tx = p->x - place->m * q->x;
	place->ty = p->y - place->m * q->y;
	for (int round = 0; round < ALIGN_ROUNDS; round++) {
		align_gather(work, place, round ? NULL : p);
		if (work->inliers < 2 || work->score * 1.5f < least)
			return false;
		if (round < ALIGN_ROUNDS - 1 && !align_finish(work, place))
			return false;
	}
	return true;
}

static int8_t align_cell(float at, float side)
{
	float cell = at / side * FINGERPRINT_LOCAL_GRID;

	return (int8_t)(cell < 0 ? 0
			: cell > FINGERPRINT_LOCAL_GRID - 1
			    ? FINGERPRINT_LOCAL_GRID - 1
			    : cell);
}

/* Which part of the photo the inliers vouch for. */
static void align_bound(const struct align_work *work, struct alignment *out)
{
	out->first_column = out->first_row = FINGERPRINT_LOCAL_GRID;
	out->last_column = out->last_row = -1;
	memset(out->cells, 0, sizeof(out->cells));
	for (int i = 0; i < work->inliers; i++) {
		const struct align_point *point =
		    &work->photo->point[work->pair[work->inlier[i]].photo];
		int8_t x = align_cell(point->x, work->photo->width);
		int8_t y = align_cell(point->y, work->photo->height);

		out->cells[y] |= (uint16_t)(1u << x);
		if (x < out->first_column)
			out->first_column = x;
		if (x > out->last_column)
			out->last_column = x;
		if (y < out->first_row)
			out->first_row = y;
		if (y > out->last_row)
			out->last_row = y;
	}
}

void align_match(const struct align_points *query,
		 const struct align_points *photo, unsigned turn,
		 struct alignment *out)
{
	struct align_work work;
	int best = 0;

	*out = (struct alignment){.place = {.turn = turn, .aspect = 1}};
	work.query = query;
	work.photo = photo;
	work.pairs = align_pairs(query, photo, work.pair);
	align_columns(&work);
	for (int i = 0;
	     i < work.pairs && i < ALIGN_HYPOTHESES && best < ALIGN_ENOUGH;
	     i++) {
		struct match_place place = {.turn = turn, .aspect = 1};

		if (!align_try(&work, &work.pair[i],
			       fmaxf(ALIGN_LEAST, out->score), &place) ||
		    work.score <= out->score)
			continue;
		out->place = place;
		out->score = work.score;
		align_bound(&work, out);
		best = work.inliers;
	}
}
