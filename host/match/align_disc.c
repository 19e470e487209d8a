/* align_disc.c: is the picture a disc of the photo, or a square of it? */
#include <math.h>
#include <stdlib.h>

#include "align.h"

#define GRID FINGERPRINT_LOCAL_GRID
#define DISC_OUTSIDE 1.06f /* of the radii, squared: the rim is blurred */
#define DISC_CORNER 1.3f   /* whole cells of the photo lie outside here */
#define DISC_PLAIN 10	   /* greys that JPEG may have added */
#define DISC_PLAIN_OF 0.9f /* of the samples outside */
#define DISC_LEAST 16	   /* samples outside, to say anything */
#define DISC_RIM 0.9f	   /* here the disc must be no ground */
#define DISC_WAYS 16
#define DISC_WAYS_FULL 11
#define DISC_DETAIL 12 /* greys between the photo's corners */

static float disc_radius(float x, float y, int columns, int rows)
{
	float ex = 2 * x / (float)columns - 1, ey = 2 * y / (float)rows - 1;

	return ex * ex + ey * ey;
}

/* The grey of the ground outside of the disc; -1 when that is not plain. */
static int disc_ground(const struct fingerprint_query *query)
{
	unsigned count[256] = {0}, all = 0, seen = 0, plain = 0;
	int ground = 0;

	for (int y = 0; y < query->rows; y++)
		for (int x = 0; x < query->columns; x++)
			if (disc_radius((float)x + 0.5f, (float)y + 0.5f,
					query->columns,
					query->rows) > DISC_OUTSIDE) {
				count[query->luma[y * query->columns + x]]++;
				all++;
			}
	while (ground < 255 && (seen += count[ground]) * 2 < all)
		ground++;
	for (int i = 0; i < 256; i++)
		if (abs(i - ground) <= DISC_PLAIN)
			plain += count[i];
	return all >= DISC_LEAST && (float)plain >= DISC_PLAIN_OF * (float)all
		   ? ground
		   : -1;
}

bool align_is_disc(const struct fingerprint_query *query)
{
	int ground = disc_ground(query), full = 0;

	if (ground < 0)
		return false;
	/* What is smaller than the disc is no disc, but a frame's content. */
	for (int i = 0; i < DISC_WAYS; i++) {
		float way = (float)i * 2 * 3.14159265f / DISC_WAYS;
		int x = (int)((1 + DISC_RIM * cosf(way)) / 2 *
			      (float)query->columns);
		int y =
		    (int)((1 + DISC_RIM * sinf(way)) / 2 * (float)query->rows);

		full += abs(query->luma[y * query->columns + x] - ground) >
			DISC_PLAIN;
	}
	return full >= DISC_WAYS_FULL;
}

bool align_leaves_disc(const struct align_sums *sums,
		       const struct fingerprint_local *photo,
		       const struct match_place *place)
{
	float shorter = (float)(photo->width < photo->height ? photo->width
							     : photo->height);
	float cw = (float)photo->width / shorter / GRID;
	float ch = (float)photo->height / shorter / GRID;
	int least = 255, most = 0;

	for (int j = 0; j < GRID; j++)
		for (int i = 0; i < GRID; i++) {
			struct align_at at =
			    align_locate(sums, place, ((float)i + 0.5f) * cw,
					 ((float)j + 0.5f) * ch);

			if (at.x < 0 || at.y < 0 ||
			    at.x > (float)sums->columns ||
			    at.y > (float)sums->rows ||
			    disc_radius(at.x, at.y, sums->columns, sums->rows) <
				DISC_CORNER)
				continue;
			if (photo->grid[j][i] < least)
				least = photo->grid[j][i];
			if (photo->grid[j][i] > most)
				most = photo->grid[j][i];
		}
	return most - least > DISC_DETAIL;
}
