/* fit_match.c: the similarity that explains the most pairs of points. */
#include <math.h>
#include <string.h>

#include "fit.h"

#define FIT_RADIUS 24 /* bits of 128: nearly all true pairs are nearer */
#define FIT_PER_DISTANCE 256
#define FIT_PAIRS 512
#define FIT_HYPOTHESES 60
#define FIT_ROUNDS 4
#define FIT_LEAST 10	/* scores below are nobody's concern */
#define FIT_ENOUGH 24	/* inliers that no better hypothesis is needed for */
#define FIT_SIZES 1.57f /* how far sizes of a pair may disagree */
#define FIT_TURN_MOST 0.15f /* of a radian's tangent: 8.6 degrees */

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&         \
    !defined(__SANITIZE_UNDEFINED__)
#define FIT_CLONES __attribute__((target_clones("popcnt", "default")))
#define FIT_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define FIT_CLONES
#define FIT_WIDE
#endif

struct fit_pair {
	uint16_t query, photo, distance;
};

/* Every point against every other, the nearest pairs first. */
FIT_CLONES static int fit_pairs(const struct fit_points *query,
				const struct fit_points *photo,
				struct fit_pair *out)
{
	struct fit_pair found[FIT_RADIUS + 1][FIT_PER_DISTANCE];
	int count[FIT_RADIUS + 1] = {0}, n = 0;

	for (int q = 0; q < query->count; q++) {
		uint64_t a = query->point[q].code[0];
		uint64_t b = query->point[q].code[1];

		for (int p = 0; p < photo->count; p++) {
			const uint64_t *code = photo->point[p].code;
			int d = __builtin_popcountll(a ^ code[0]) +
				__builtin_popcountll(b ^ code[1]);

			if (d <= FIT_RADIUS && count[d] < FIT_PER_DISTANCE)
				found[d][count[d]++] = (struct fit_pair){
				    (uint16_t)q, (uint16_t)p, (uint16_t)d};
		}
	}
	for (int d = 0; d <= FIT_RADIUS; d++) {
		int take = FIT_PAIRS - n;

		take = count[d] < take ? count[d] : take;
		memcpy(out + n, found[d], sizeof(*out) * (size_t)take);
		n += take;
	}
	return n;
}

/* What is asked of each pair for each place: column by column, for vectors. */
struct fit_columns {
	float qx[FIT_PAIRS], qy[FIT_PAIRS], qsigma[FIT_PAIRS];
	float px[FIT_PAIRS], py[FIT_PAIRS], psigma[FIT_PAIRS];
};

struct fit_work {
	const struct fit_points *query, *photo;
	struct fit_pair pair[FIT_PAIRS];
	int pairs;
	struct fit_columns at;
	uint8_t agrees[FIT_PAIRS];
	int inlier[FIT_PAIRS], inliers;
	float score;
};

/* As wide as the widest vectors of bytes. */
#define FIT_STEP 32

static void fit_columns(struct fit_work *work)
{
	struct fit_columns *at = &work->at;
	int end = (work->pairs + FIT_STEP - 1) / FIT_STEP * FIT_STEP;

	for (int i = 0; i < work->pairs; i++) {
		const struct fit_point *q =
		    &work->query->point[work->pair[i].query];
		const struct fit_point *p =
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

#define FIT_USED ((FINGERPRINT_QUERY_POINTS + 63) / 64)

static bool fit_use(uint64_t used[FIT_USED], unsigned i)
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
FIT_WIDE static void fit_judge(struct fit_work *work,
			       const struct match_place *place,
			       const struct fit_point *anchor)
{
	const struct fit_columns *at = &work->at;
	float m = place->m, n = place->n, tx = place->tx, ty = place->ty;
	float size = sqrtf(m * m + n * n);
	float ax = anchor ? anchor->x : 0, ay = anchor ? anchor->y : 0;
	float slack = anchor ? 1.6f : 1, lean = anchor ? 0.12f : 0;
	int end = (work->pairs + FIT_STEP - 1) / FIT_STEP * FIT_STEP;

	for (int i = 0; i < end; i++) {
		float expected = at->qsigma[i] * size, sigma = at->psigma[i];
		float x = m * at->qx[i] - n * at->qy[i] + tx - at->px[i];
		float y = n * at->qx[i] + m * at->qy[i] + ty - at->py[i];
		float dx = at->px[i] - ax, dy = at->py[i] - ay;
		float tolerance = slack * (0.015f + 0.5f * sigma) +
				  lean * sqrtf(dx * dx + dy * dy);

		work->agrees[i] = (sigma <= FIT_SIZES * expected) &
				  (expected <= FIT_SIZES * sigma) &
				  (x * x + y * y <= tolerance * tolerance);
	}
}

/* The pairs that a place explains; each point counts once. */
static void fit_gather(struct fit_work *work, const struct match_place *place,
		       const struct fit_point *anchor)
{
	uint64_t used_query[FIT_USED] = {0}, used_photo[FIT_USED] = {0};

	fit_judge(work, place, anchor);
	work->inliers = 0;
	work->score = 0;
	for (int i = 0; i < work->pairs; i++) {
		const struct fit_pair *pair = &work->pair[i];
		uint64_t eight;

		memcpy(&eight, work->agrees + i / 8 * 8, sizeof(eight));
		if (!eight)
			i |= 7;
		if (!eight || !work->agrees[i])
			continue;
		if (used_query[pair->query / 64] >> pair->query % 64 & 1 ||
		    !fit_use(used_photo, pair->photo))
			continue;
		fit_use(used_query, pair->query);
		work->inlier[work->inliers++] = i;
		work->score += (float)(FIT_RADIUS + 4 - pair->distance) / 4;
	}
}

/* Least squares over the inliers; small points are placed more exactly. */
static bool fit_refine(const struct fit_work *work, struct match_place *place)
{
	double sum = 0, qx = 0, qy = 0, px = 0, py = 0;
	double along = 0, across = 0, spread = 1e-9;

	for (int i = 0; i < work->inliers; i++) {
		const struct fit_pair *pair = &work->pair[work->inlier[i]];
		const struct fit_point *q = &work->query->point[pair->query];
		const struct fit_point *p = &work->photo->point[pair->photo];
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
		const struct fit_pair *pair = &work->pair[work->inlier[i]];
		const struct fit_point *q = &work->query->point[pair->query];
		const struct fit_point *p = &work->photo->point[pair->photo];
		double w = 1 / (1e-4 + (double)(p->sigma * p->sigma));
		double x = (double)q->x - qx, y = (double)q->y - qy;
		double u = (double)p->x - px, v = (double)p->y - py;

		along += w * (x * u + y * v);
		across += w * (x * v - y * u);
		spread += w * (x * x + y * y);
	}
	if (along <= 0 || fabs(across) > (double)FIT_TURN_MOST * along)
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
static bool fit_try(struct fit_work *work, const struct fit_pair *pair,
		    float least, struct match_place *place)
{
	const struct fit_point *q = &work->query->point[pair->query];
	const struct fit_point *p = &work->photo->point[pair->photo];

	place->m = p->sigma / q->sigma;
	place->n = 0;
	place->tx = p->x - place->m * q->x;
	place->ty = p->y - place->m * q->y;
	for (int round = 0; round < FIT_ROUNDS; round++) {
		fit_gather(work, place, round ? NULL : p);
		if (work->inliers < 2 || work->score * 1.5f < least)
			return false;
		if (round < FIT_ROUNDS - 1 && !fit_refine(work, place))
			return false;
	}
	return true;
}

static int8_t fit_cell(float at, float side)
{
	float cell = at / side * FINGERPRINT_LOCAL_GRID;

	return (int8_t)(cell < 0 ? 0
			: cell > FINGERPRINT_LOCAL_GRID - 1
			    ? FINGERPRINT_LOCAL_GRID - 1
			    : cell);
}

/* Which part of the photo the inliers vouch for. */
static void fit_bound(const struct fit_work *work, struct fit *out)
{
	out->first_column = out->first_row = FINGERPRINT_LOCAL_GRID;
	out->last_column = out->last_row = -1;
	for (int i = 0; i < work->inliers; i++) {
		const struct fit_point *point =
		    &work->photo->point[work->pair[work->inlier[i]].photo];
		int8_t x = fit_cell(point->x, work->photo->width);
		int8_t y = fit_cell(point->y, work->photo->height);

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

void fit_match(const struct fit_points *query, const struct fit_points *photo,
	       unsigned turn, struct fit *out)
{
	struct fit_work work;
	int best = 0;

	*out = (struct fit){.place = {.turn = turn, .aspect = 1}};
	work.query = query;
	work.photo = photo;
	work.pairs = fit_pairs(query, photo, work.pair);
	fit_columns(&work);
	for (int i = 0;
	     i < work.pairs && i < FIT_HYPOTHESES && best < FIT_ENOUGH; i++) {
		struct match_place place = {.turn = turn, .aspect = 1};

		if (!fit_try(&work, &work.pair[i], fmaxf(FIT_LEAST, out->score),
			     &place) ||
		    work.score <= out->score)
			continue;
		out->place = place;
		out->score = work.score;
		fit_bound(&work, out);
		best = work.inliers;
	}
}
