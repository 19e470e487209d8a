/* region_record.c: a region's fingerprints, as bytes, and back. */
#include <math.h>
#include <string.h>

#include <lenscap/fingerprint_region.h>

#include "plane.h"

#define REGION_HEAD 17 /* x, y, width, height u32; quality */
#define REGION_PRINTS (FINGERPRINT_DIHEDRALS * FINGERPRINT_PDQ_SIZE)

enum lens_err
fingerprint_region_extract(const struct fingerprint_plane *plane,
			   const struct fingerprint_rectangle *samples,
			   struct fingerprint_region *out)
{
	struct fingerprint_plane part;
	double wide = plane->width / (plane->right - plane->left);
	double high = plane->height / (plane->bottom - plane->top);
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	if (!plane_is_sound(plane) || samples->width == 0 ||
	    samples->height == 0 || samples->x > plane->columns ||
	    samples->y > plane->rows ||
	    samples->width > plane->columns - samples->x ||
	    samples->height > plane->rows - samples->y)
		return LENS_MALFORMED;
	part = fingerprint_plane_of(plane->luma + samples->y * plane->stride +
					samples->x,
				    samples->width, samples->height);
	part.stride = plane->stride;
	out->at = (struct fingerprint_rectangle){
	    (uint32_t)lround(samples->x * wide),
	    (uint32_t)lround(samples->y * high),
	    (uint32_t)lround(samples->width * wide),
	    (uint32_t)lround(samples->height * high)};
	/* Rounded up together, they must not leave the picture. */
	if (out->at.width > plane->width - out->at.x)
		out->at.width = plane->width - out->at.x;
	if (out->at.height > plane->height - out->at.y)
		out->at.height = plane->height - out->at.y;
	part.width = out->at.width > 0 ? out->at.width : 1;
	part.height = out->at.height > 0 ? out->at.height : 1;
	err = fingerprint_pdq(&part, out->print.pdq, &out->print.pdq_quality);
	return err ? err : fingerprint_query_extract(&part, &out->query);
}

/* Pixels are only compared in a grid of few cells: a quarter will do. */
static void region_halve(struct fingerprint_query *query)
{
	unsigned columns = query->columns / 2, rows = query->rows / 2;

	for (unsigned y = 0; y < rows; y++)
		for (unsigned x = 0; x < columns; x++) {
			const uint8_t *at = query->luma +
					    (size_t)2 * y * query->columns +
					    (size_t)2 * x;

			query->luma[y * columns + x] =
			    (uint8_t)((at[0] + at[1] + at[query->columns] +
				       at[query->columns + 1] + 2) /
				      4);
		}
	query->columns = (uint16_t)columns;
	query->rows = (uint16_t)rows;
}

size_t fingerprint_region_write(const struct fingerprint_region *region,
				uint8_t out[FINGERPRINT_REGION_SIZE_MAX])
{
	uint8_t bytes[FINGERPRINT_QUERY_SIZE_MAX];
	struct fingerprint_query query = region->query;
	uint8_t *at = out + REGION_HEAD;
	size_t size;

	while (query.columns > 1 && query.rows > 1 &&
	       (size_t)query.columns * query.rows > FINGERPRINT_REGION_LUMA)
		region_halve(&query);
	size = fingerprint_query_write(&query, bytes);
	base_put_u32(out, region->at.x);
	base_put_u32(out + 4, region->at.y);
	base_put_u32(out + 8, region->at.width);
	base_put_u32(out + 12, region->at.height);
	out[16] = region->print.pdq_quality;
	memcpy(at, region->print.pdq, REGION_PRINTS);
	base_put_u32(at + REGION_PRINTS, (uint32_t)size);
	memcpy(at + REGION_PRINTS + 4, bytes, size);
	return REGION_HEAD + REGION_PRINTS + 4 + size;
}

enum lens_err fingerprint_region_read(struct base_view *rest,
				      struct fingerprint_region *out)
{
	const uint8_t *at = rest->data;
	size_t size, head = REGION_HEAD + REGION_PRINTS + 4;

	memset(out, 0, sizeof(*out));
	if (rest->size == 0)
		return LENS_END;
	if (rest->size < head)
		return LENS_MALFORMED;
	size = base_get_u32(at + head - 4);
	out->at = (struct fingerprint_rectangle){
	    base_get_u32(at), base_get_u32(at + 4), base_get_u32(at + 8),
	    base_get_u32(at + 12)};
	out->print.pdq_quality = at[16];
	memcpy(out->print.pdq, at + REGION_HEAD, REGION_PRINTS);
	if (at[16] > 100 || out->at.width == 0 || out->at.height == 0 ||
	    size > rest->size - head ||
	    fingerprint_query_read((struct base_view){at + head, size},
				   &out->query)) {
		memset(out, 0, sizeof(*out));
		return LENS_MALFORMED;
	}
	rest->data += head + size;
	rest->size -= head + size;
	return LENS_OK;
}
