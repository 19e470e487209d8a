/* align_pixels.c: do the pixels agree where the points say they should? */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align_cells.h"

#define ALIGN_HOPELESS                                                         \
	0.2f		     /* as nearly all strangers are: not worth a walk  \
			      */
#define ALIGN_LOST 0.5f	     /* after a round of a walk: no place is near */
#define ALIGN_AMONG_SCORE 24 /* of points, to believe what is among them */
#define ALIGN_DISC 0.8f	     /* of the ellipse that touches the query's sides */

enum lens_err align_sums_init(struct align_sums *sums,
			      const struct fingerprint_query *query)
{
	size_t stride = (size_t)query->columns + 1;
	float shorter = (float)(query->width < query->height ? query->width
							     : query->height);

	sums->columns = query->columns;
	sums->rows = query->rows;
	sums->width = (float)query->width / shorter;
	sums->height = (float)query->height / shorter;
	sums->across = query->width;
	sums->down = query->height;
	sums->query = query;
	/* 65,536 samples of at most 255: the sums fit 32 bits with ease. */
	sums->at = calloc(stride * ((size_t)query->rows + 1), sizeof(int32_t));
	if (!sums->at)
		return LENS_SYSTEM;
	for (size_t y = 0; y < query->rows; y++) {
		const uint8_t *luma = query->luma + y * query->columns;
		int32_t *above = sums->at + y * stride, *row = above + stride;
		int32_t sum = 0;

		for (size_t x = 0; x < query->columns; x++) {
			sum += luma[x] - 128;
			row[x + 1] = above[x + 1] + sum;
		}
	}
	return LENS_OK;
}

static inline float align_corner(const struct align_sums *s, float x, float y)
{
	float right = (float)s->columns - 0.001f;
	float bottom = (float)s->rows - 0.001f;
	const int32_t *a, *b;
	float fx, fy;
	int i, j;

	x = x < 0 ? 0 : x > right ? right : x;
	y = y < 0 ? 0 : y > bottom ? bottom : y;
	/* Where a float has no thousandths left, the last sample it is. */
	i = (int)x;
	j = (int)y;
	i = i < s->columns ? i : s->columns - 1;
	j = j < s->rows ? j : s->rows - 1;
	fx = x - (float)i;
	fy = y - (float)j;
	a = s->at + (size_t)j * ((size_t)s->columns + 1) + (size_t)i;
	b = a + s->columns + 1;
	return ((float)a[0] * (1 - fx) + (float)a[1] * fx) * (1 - fy) +
	       ((float)b[0] * (1 - fx) + (float)b[1] * fx) * fy;
}

/* Mean of a box with fractional edges, less 128. */
static float align_mean(const struct align_sums *s, float x0, float y0,
			float x1, float y1)
{
	return (align_corner(s, x1, y1) - align_corner(s, x0, y1) -
		align_corner(s, x1, y0) + align_corner(s, x0, y0)) /
	       ((x1 - x0) * (y1 - y0));
}

struct align_agreement align_correlate(const struct align_cells *cells,
				       const uint8_t grid[GRID][GRID],
				       unsigned mark)
{
	struct align_sum sum = ALIGN_NO_SUM;

	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++)
			for (int down = 0; down < 2; down++) {
				int jj = j + down, ii = i + 1 - down;

				if (jj >= GRID || ii >= GRID ||
				    !(cells->inside[j][i] &
				      cells->inside[jj][ii] & mark))
					continue;
				align_sum_add(
				    &sum,
				    cells->value[jj][ii] - cells->value[j][i],
				    (float)grid[jj][ii] - (float)grid[j][i]);
			}
	return align_sum_agreement(&sum);
}

void align_fill(const struct align_sums *sums,
		const struct fingerprint_local *photo,
		const struct match_place *place, struct align_cells *cells)
{
	float shorter = (float)(photo->width < photo->height ? photo->width
							     : photo->height);
	float cw = (float)photo->width / shorter / GRID;
	float ch = (float)photo->height / shorter / GRID;
	float unit = (float)sums->columns / sums->width;
	float unit_y = (float)sums->rows / sums->height;
	float square = place->m * place->m + place->n * place->n;
	float size = sqrtf(square), t;
	float bw = cw / size / place->aspect / 2;
	float bh = ch / size * place->aspect / 2;

	if (place->turn & 4) {
		t = bw;
		bw = bh;
		bh = t;
	}
	bw *= unit;
	bh *= unit_y;
	cells->count = 0;
	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++) {
			struct align_at at =
			    align_locate(sums, place, ((float)i + 0.5f) * cw,
					 ((float)j + 0.5f) * ch);
			float x = at.x, y = at.y, ex, ey;

			cells->inside[j][i] =
			    x - bw > -0.5f && y - bh > -0.5f &&
			    x + bw < (float)sums->columns + 0.5f &&
			    y + bh < (float)sums->rows + 0.5f;
			if (!cells->inside[j][i])
				continue;
			ex = 2 * x / (float)sums->columns - 1;
			ey = 2 * y / (float)sums->rows - 1;
			if (ex * ex + ey * ey < ALIGN_DISC)
				cells->inside[j][i] |= ALIGN_IN_DISC;
			cells->value[j][i] =
			    align_mean(sums, x - bw, y - bh, x + bw, y + bh);
			cells->count++;
		}
}

/* The agreement at the place of the alignment; returns how many cells took
 * part. */
static int align_agreement(const struct align_sums *sums,
			   const struct fingerprint_local *photo,
			   struct alignment *alignment)
{
	struct align_cells cells;
	struct align_agreement all, disc, among;

	align_fill(sums, photo, &alignment->place, &cells);
	for (int j = alignment->first_row; j <= alignment->last_row; j++)
		for (int i = alignment->first_column;
		     i <= alignment->last_column; i++)
			if (cells.inside[j][i])
				cells.inside[j][i] |= ALIGN_AMONG;
	all = align_correlate(&cells, photo->grid, ALIGN_INSIDE);
	disc = align_correlate(&cells, photo->grid, ALIGN_IN_DISC);
	if (disc.likeness > all.likeness && disc.evidence >= 8)
		all = disc;
	/* A crop within a screenshot: beyond it lies what is not the photo. */
	alignment->among = -1;
	if (alignment->score >= ALIGN_AMONG_SCORE) {
		among = align_correlate(&cells, photo->grid, ALIGN_AMONG);
		if (among.evidence >= 8)
			alignment->among = among.likeness;
	}
	alignment->likeness = all.likeness;
	alignment->evidence = all.evidence;
	return cells.count;
}

/* One step along the k-th of five ways. */
static struct match_place align_step(const struct match_place *from,
				     const struct fingerprint_local *photo,
				     int way, float step)
{
	struct match_place to = *from;
	float shorter = (float)(photo->width < photo->height ? photo->width
							     : photo->height);
	float cx = (float)photo->width / shorter / 2;
	float cy = (float)photo->height / shorter / 2;
	float ux = cx - from->tx, uy = cy - from->ty;

	switch (way) {
	case 0:
		to.tx += step;
		break;
	case 1:
		to.ty += step;
		break;
	case 2: /* larger, around the photo's middle */
		to.m *= 1 + step;
		to.n *= 1 + step;
		to.tx = cx - ux * (1 + step);
		to.ty = cy - uy * (1 + step);
		break;
	case 3: /* turned, around the same */
		to.m = from->m - step * from->n;
		to.n = from->n + step * from->m;
		to.tx = cx - ux + step * uy;
		to.ty = cy - uy - step * ux;
		break;
	default:
		to.aspect *= 1 + step;
		break;
	}
	return to;
}

/* What the walk makes larger. */
static float align_height(const struct alignment *alignment)
{
	return alignment->among > alignment->likeness ? alignment->among
						      : alignment->likeness;
}

bool align_probe(const struct align_sums *sums,
		 const struct fingerprint_local *photo,
		 struct alignment *alignment)
{
	align_agreement(sums, photo, alignment);
	return align_height(alignment) >= ALIGN_HOPELESS;
}

void align_refine(const struct align_sums *sums,
		  const struct fingerprint_local *photo,
		  struct alignment *alignment)
{
	float step = 0.03f;
	int cells = align_agreement(sums, photo, alignment);

	for (int round = 0; round < 6 && step > 0.005f; round++) {
		bool moved = false;

		for (int k = 0; k < 10; k++) {
			struct alignment next = *alignment;
			int now;

			next.place = align_step(&alignment->place, photo, k / 2,
						k & 1 ? step : -step);
			now = align_agreement(sums, photo, &next);
			/* It must not get better by leaving the picture. */
			if (!(align_height(&next) > align_height(alignment)) ||
			    now * 10 < cells * 9)
				continue;
			*alignment = next;
			cells = now;
			moved = true;
		}
		if (align_height(alignment) < ALIGN_LOST)
			return;
		if (!moved)
			step /= 2;
	}
}

struct match_place align_whole(const struct align_sums *sums,
			       const struct fingerprint_local *photo,
			       unsigned turn)
{
	float shorter = (float)(photo->width < photo->height ? photo->width
							     : photo->height);
	float w = (float)photo->width / shorter;
	float h = (float)photo->height / shorter;
	float from_w = turn & 4 ? sums->height : sums->width;
	float from_h = turn & 4 ? sums->width : sums->height;
	float aspect = sqrtf(w * from_h / (h * from_w));

	return (struct match_place){
	    .turn = turn, .m = w / (aspect * from_w), .aspect = aspect};
}
