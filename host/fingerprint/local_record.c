/* local_record.c: local features as bytes, and back, believing nothing. */
#include <string.h>

#include <lenscap/fingerprint_local.h>

#define RECORD_LOCAL 0x31 /* kind and version in one: change it with either */
#define RECORD_QUERY 0x32
#define RECORD_SIDE_MAX (1u << 24)
#define RECORD_FIRM (FINGERPRINT_POINT_BITS / 2)
#define RECORD_GRID (FINGERPRINT_LOCAL_GRID * FINGERPRINT_LOCAL_GRID)

/* kind, 0, count u16, width u32, height u32 */
#define RECORD_HEAD 12
#define RECORD_QUERY_HEAD (RECORD_HEAD + 4) /* columns u16, rows u16 */

static uint8_t *record_point(uint8_t *out,
			     const struct fingerprint_point *point)
{
	base_put_u64(out, point->code[0]);
	base_put_u64(out + 8, point->code[1]);
	base_put_u16(out + 16, point->x);
	base_put_u16(out + 18, point->y);
	out[20] = point->size;
	return out + FINGERPRINT_POINT_SIZE;
}

static struct fingerprint_point record_get_point(const uint8_t *in)
{
	return (struct fingerprint_point){
	    .code = {base_get_u64(in), base_get_u64(in + 8)},
	    .x = base_get_u16(in + 16),
	    .y = base_get_u16(in + 18),
	    .size = in[20],
	};
}

struct record_head {
	uint32_t width, height;
	uint16_t count;
};

static void record_put_head(uint8_t *out, uint8_t kind, struct record_head head)
{
	out[0] = kind;
	out[1] = 0;
	base_put_u16(out + 2, head.count);
	base_put_u32(out + 4, head.width);
	base_put_u32(out + 8, head.height);
}

static bool record_get_head(struct base_view in, uint8_t kind, uint16_t most,
			    struct record_head *out)
{
	if (in.size < RECORD_HEAD || in.data[0] != kind || in.data[1] != 0)
		return false;
	out->count = base_get_u16(in.data + 2);
	out->width = base_get_u32(in.data + 4);
	out->height = base_get_u32(in.data + 8);
	return out->count <= most && out->width > 0 && out->height > 0 &&
	       out->width <= RECORD_SIDE_MAX && out->height <= RECORD_SIDE_MAX;
}

size_t fingerprint_local_write(const struct fingerprint_local *local,
			       uint8_t out[FINGERPRINT_LOCAL_SIZE_MAX])
{
	uint8_t *at = out + RECORD_HEAD;

	record_put_head(
	    out, RECORD_LOCAL,
	    (struct record_head){local->width, local->height, local->count});
	memcpy(at, local->grid, RECORD_GRID);
	at += RECORD_GRID;
	for (size_t i = 0; i < local->count; i++)
		at = record_point(at, &local->point[i]);
	return (size_t)(at - out);
}

enum lens_err fingerprint_local_read(struct base_view bytes,
				     struct fingerprint_local *out)
{
	struct record_head head;
	const uint8_t *at = bytes.data + RECORD_HEAD;

	memset(out, 0, sizeof(*out));
	if (!record_get_head(bytes, RECORD_LOCAL, FINGERPRINT_LOCAL_POINTS,
			     &head) ||
	    bytes.size != RECORD_HEAD + RECORD_GRID +
			      (size_t)head.count * FINGERPRINT_POINT_SIZE)
		return LENS_MALFORMED;
	out->width = head.width;
	out->height = head.height;
	out->count = head.count;
	memcpy(out->grid, at, RECORD_GRID);
	at += RECORD_GRID;
	for (size_t i = 0; i < head.count; i++, at += FINGERPRINT_POINT_SIZE)
		out->point[i] = record_get_point(at);
	return LENS_OK;
}

size_t fingerprint_query_write(const struct fingerprint_query *query,
			       uint8_t out[FINGERPRINT_QUERY_SIZE_MAX])
{
	size_t luma = (size_t)query->columns * query->rows;
	uint8_t *at = out + RECORD_QUERY_HEAD;

	record_put_head(
	    out, RECORD_QUERY,
	    (struct record_head){query->width, query->height, query->count});
	base_put_u16(out + RECORD_HEAD, query->columns);
	base_put_u16(out + RECORD_HEAD + 2, query->rows);
	for (size_t i = 0; i < query->count; i++) {
		at = record_point(at, &query->point[i]);
		memcpy(at, query->margin[i], RECORD_FIRM);
		at += RECORD_FIRM;
	}
	memcpy(at, query->luma, luma);
	return (size_t)(at + luma - out);
}

enum lens_err fingerprint_query_read(struct base_view bytes,
				     struct fingerprint_query *out)
{
	struct record_head head;
	size_t columns, rows, points;
	const uint8_t *at = bytes.data + RECORD_QUERY_HEAD;

	memset(out, 0, sizeof(*out));
	if (bytes.size < RECORD_QUERY_HEAD ||
	    !record_get_head(bytes, RECORD_QUERY, FINGERPRINT_QUERY_POINTS,
			     &head))
		return LENS_MALFORMED;
	columns = base_get_u16(bytes.data + RECORD_HEAD);
	rows = base_get_u16(bytes.data + RECORD_HEAD + 2);
	points = head.count * (size_t)(FINGERPRINT_POINT_SIZE + RECORD_FIRM);
	/* 65535 squared fits a size_t; the sum cannot overflow after that. */
	if (columns == 0 || rows == 0 ||
	    columns * rows > FINGERPRINT_QUERY_LUMA ||
	    bytes.size != RECORD_QUERY_HEAD + points + columns * rows)
		return LENS_MALFORMED;
	out->width = head.width;
	out->height = head.height;
	out->count = head.count;
	out->columns = (uint16_t)columns;
	out->rows = (uint16_t)rows;
	for (size_t i = 0; i < head.count; i++) {
		out->point[i] = record_get_point(at);
		at += FINGERPRINT_POINT_SIZE;
		memcpy(out->margin[i], at, RECORD_FIRM);
		at += RECORD_FIRM;
	}
	memcpy(out->luma, at, columns * rows);
	return LENS_OK;
}

#define RECORD_TURNED_POINT (16 + RECORD_FIRM)

size_t fingerprint_turned_write(const struct fingerprint_turned *turned,
				uint8_t out[FINGERPRINT_TURNED_SIZE_MAX])
{
	uint8_t *at = out + 2;

	base_put_u16(out, turned->count);
	for (size_t k = 0; k < FINGERPRINT_TURNS; k++)
		for (size_t i = 0; i < turned->count; i++) {
			base_put_u64(at, turned->point[k][i].code[0]);
			base_put_u64(at + 8, turned->point[k][i].code[1]);
			memcpy(at + 16, turned->point[k][i].margin,
			       RECORD_FIRM);
			at += RECORD_TURNED_POINT;
		}
	return (size_t)(at - out);
}

enum lens_err fingerprint_turned_read(struct base_view bytes,
				      struct fingerprint_turned *out)
{
	const uint8_t *at = bytes.data + 2;
	uint16_t count = bytes.size < 2 ? 0 : base_get_u16(bytes.data);

	memset(out, 0, sizeof(*out));
	if (bytes.size < 2 || count > FINGERPRINT_TURNED_POINTS ||
	    bytes.size !=
		2 + (size_t)count * FINGERPRINT_TURNS * RECORD_TURNED_POINT)
		return LENS_MALFORMED;
	out->count = count;
	for (size_t k = 0; k < FINGERPRINT_TURNS; k++)
		for (size_t i = 0; i < count; i++) {
			out->point[k][i].code[0] = base_get_u64(at);
			out->point[k][i].code[1] = base_get_u64(at + 8);
			memcpy(out->point[k][i].margin, at + 16, RECORD_FIRM);
			at += RECORD_TURNED_POINT;
		}
	return LENS_OK;
}
