/* search_pass.c: a picture turned by any angle, and its negative. */
#include <math.h>
#include <string.h>

#include "search.h"

struct pass_turn {
	float c, s;
};

static struct pass_turn pass_turn(int degrees)
{
	float by = (float)degrees * 3.14159265f / 180;

	return (struct pass_turn){cosf(by), sinf(by)};
}

static float pass_shorter(uint32_t width, uint32_t height)
{
	return (float)(width < height ? width : height);
}

static uint16_t pass_part(float at, uint32_t of)
{
	float part = at / (float)of * 65536;

	return (uint16_t)(part < 0 ? 0 : part > 65535 ? 65535 : part);
}

void search_bend(const struct fingerprint_query *query,
		 const struct fingerprint_turned *turned, unsigned k,
		 struct fingerprint_query *out)
{
	struct pass_turn t = pass_turn(fingerprint_turn_degrees(k));
	float w = (float)query->width, h = (float)query->height, by;

	memset(out, 0, sizeof(*out));
	out->width = (uint32_t)ceilf(w * t.c + h * fabsf(t.s));
	out->height = (uint32_t)ceilf(w * fabsf(t.s) + h * t.c);
	out->count =
	    turned->count < query->count ? turned->count : query->count;
	/* Sizes are in units of the shorter side, 32 steps for a doubling. */
	by = 32 * log2f(pass_shorter(query->width, query->height) /
			pass_shorter(out->width, out->height));
	for (size_t i = 0; i < out->count; i++) {
		const struct fingerprint_point *in = &query->point[i];
		struct fingerprint_point *point = &out->point[i];
		float x = ((float)in->x + 0.5f) / 65536 * w - w / 2;
		float y = ((float)in->y + 0.5f) / 65536 * h - h / 2;
		float size = (float)in->size + by + 0.5f;

		point->x = pass_part(x * t.c - y * t.s + (float)out->width / 2,
				     out->width);
		point->y = pass_part(x * t.s + y * t.c + (float)out->height / 2,
				     out->height);
		point->size = (uint8_t)(size < 0 ? 0 : size > 255 ? 255 : size);
		memcpy(point->code, turned->point[k][i].code,
		       sizeof(point->code));
		memcpy(out->margin[i], turned->point[k][i].margin,
		       sizeof(out->margin[i]));
	}
}

/*
 * With p a point of the picture after the place's own mirror, c the middle
 * after it and q the same on the canvas, with its middle d:
 * q = scale * turn(p - c) + d.  Put into the place, that is another place.
 */
void search_unbend(const struct fingerprint_query *bent,
		   const struct search_pass *pass, struct match_place *place)
{
	const struct fingerprint_query *in = pass->upright->query;
	struct pass_turn t = pass_turn(
	    __builtin_parity(place->turn) ? -pass->degrees : pass->degrees);
	float own = pass_shorter(in->width, in->height);
	float canvas = pass_shorter(bent->width, bent->height);
	float scale = own / canvas, m = place->m, n = place->n;
	float cx = (float)in->width / own / 2, cy = (float)in->height / own / 2;
	float dx = (float)bent->width / canvas / 2;
	float dy = (float)bent->height / canvas / 2, swap;

	if (place->turn & 4) {
		swap = cx;
		cx = cy;
		cy = swap;
		swap = dx;
		dx = dy;
		dy = swap;
	}
	place->m = (m * t.c - n * t.s) * scale;
	place->n = (n * t.c + m * t.s) * scale;
	place->tx += m * dx - n * dy - (place->m * cx - place->n * cy);
	place->ty += n * dx + m * dy - (place->n * cx + place->m * cy);
}

/* Gradients point the other way: direction k is k + 4 of 8. */
static void pass_negate_point(struct fingerprint_query *query, size_t i)
{
	uint64_t *code = query->point[i].code;
	uint8_t was[FINGERPRINT_POINT_BITS / 2];

	for (int j = 0; j < 2; j++)
		code[j] = (code[j] & 0x0f0f0f0f0f0f0f0f) << 4 |
			  (code[j] >> 4 & 0x0f0f0f0f0f0f0f0f);
	memcpy(was, query->margin[i], sizeof(was));
	for (size_t j = 0; j < sizeof(was); j++)
		query->margin[i][j] = was[j ^ 2];
}

void search_negate(const struct fingerprint *print,
		   const struct fingerprint_query *query, uint16_t most,
		   struct fingerprint *print_out, struct fingerprint_query *out)
{
	size_t luma = (size_t)query->columns * query->rows;

	*print_out = *print;
	*out = *query;
	out->count = out->count < most ? out->count : most;
	for (size_t i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		for (size_t j = 0; j < FINGERPRINT_PDQ_SIZE; j++)
			print_out->pdq[i][j] = (uint8_t)~print->pdq[i][j];
	for (size_t i = 0; i < out->count; i++)
		pass_negate_point(out, i);
	for (size_t i = 0; i < luma; i++)
		out->luma[i] = (uint8_t)(255 - query->luma[i]);
}
