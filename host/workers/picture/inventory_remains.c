/*
 * inventory_remains.c: what is left of a PNG that a shorter one was written
 * over (CVE-2023-21036, CVE-2023-28303): the end of its pixels, packed.  Its
 * rows can be read from the first place on where the packing begins anew.
 */
#include <stdlib.h>
#include <string.h>

#include "container/inflate.h"
#include "inventory.h"
#include "picture.h"
#include "remains.h"

#define REMAINS_PACKED_MAX (16u << 20)
#define REMAINS_PLAIN_MAX (64u << 20)
#define REMAINS_BITS (8u * 96 << 10)   /* a block of zlib's is seldom longer */
#define REMAINS_TRIED_MAX (128u << 20) /* bytes of all that was tried */
#define REMAINS_WINDOW 32768
#define REMAINS_ROWS_LEAST 4
#define REMAINS_STRIDE_LEAST 17
#define REMAINS_STRIDE_MAX 65537
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define REMAINS_GUESSES 50  /* each is the same arithmetic */
#define REMAINS_SAMPLE 1024 /* so that small inputs have a shape, too */
#else
#define REMAINS_GUESSES 20000
#define REMAINS_SAMPLE 32768 /* bytes that are compared */
#endif
#define REMAINS_STEP 512 /* of these at once */
#define REMAINS_SIDE 512 /* of what is shown */

/* ---- The packed bytes ---- */

static bool remains_is(struct base_view part, size_t at, const char *type)
{
	return base_view_starts(base_view_part(part, at + 4, 4), type, 4);
}

/* Where the next chunk of pixels begins, or the last chunk of all. */
static size_t remains_chunk(struct base_view part, size_t at)
{
	for (; at + 12 <= part.size; at++) {
		uint64_t size = inventory_big(base_view_part(part, at, 4));

		if (remains_is(part, at, "IEND") ||
		    (remains_is(part, at, "IDAT") && size <= part.size - at))
			return at;
	}
	return part.size;
}

/* The end of a chunk that was cut, then whole chunks, each with a checksum. */
static void remains_gather(struct base_view part, struct base_buffer *out)
{
	size_t at = remains_chunk(part, 0);

	if (at >= 4)
		(void)!base_buffer_add(out, part.data, at - 4);
	while (at + 12 <= part.size && remains_is(part, at, "IDAT")) {
		struct base_view data = base_view_part(
		    part, at + 8, inventory_big(base_view_part(part, at, 4)));

		(void)!base_buffer_add(out, data.data, data.size);
		at = remains_chunk(part, at + 8 + data.size);
	}
}

/* ---- Unpacking from the middle ---- */

/* Set a stream to so many bits behind the first. */
static void remains_seek(z_stream *stream, struct base_view packed, size_t bit)
{
	unsigned used = bit % 8;
	size_t at = bit / 8;

	(void)inflateReset(stream);
	if (used > 0) {
		(void)inflatePrime(stream, (int)(8 - used),
				   packed.data[at] >> used);
		at++;
	}
	stream->next_in = (uint8_t *)(uintptr_t)packed.data + at;
	stream->avail_in = (unsigned)(packed.size - at);
}

/* Whether the codes of a block can be read there. */
static bool remains_may_begin(z_stream *stream, struct base_view packed,
			      size_t bit)
{
	uint8_t none[1];
	unsigned head = packed.data[bit / 8];

	if (bit / 8 + 1 < packed.size)
		head |= (unsigned)packed.data[bit / 8 + 1] << 8;
	/* Codes made for the block: others say too little to be told. */
	if ((head >> bit % 8 >> 1 & 3) != 2)
		return false;
	remains_seek(stream, packed, bit);
	stream->next_out = none;
	stream->avail_out = sizeof(none);
	return inflate(stream, Z_TREES) == Z_OK && stream->avail_out == 1;
}

/* True when what begins there ends where the packed bytes do. */
static bool remains_unpack(z_stream *stream, struct base_view packed,
			   size_t bit, struct base_buffer *out)
{
	static const uint8_t before[REMAINS_WINDOW];

	out->size = 0;
	remains_seek(stream, packed, bit);
	if (inflateSetDictionary(stream, before, sizeof(before)) != Z_OK)
		return false;
	/* Four bytes of a checksum over what is not there any more. */
	return inflate_into(stream, out) == Z_STREAM_END &&
	       stream->avail_in == 4;
}

static bool remains_plain(struct base_view packed, struct base_buffer *out)
{
	z_stream stream = {0};
	bool found = false;
	size_t tried = 0;

	if (packed.size < 16 || inflateInit2(&stream, -15) != Z_OK)
		return false;
	for (size_t bit = 0;
	     !found && bit < REMAINS_BITS && bit / 8 + 16 < packed.size &&
	     tried < REMAINS_TRIED_MAX;
	     bit++) {
		if (!remains_may_begin(&stream, packed, bit))
			continue;
		found = remains_unpack(&stream, packed, bit, out);
		tried += out->size;
	}
	inflateEnd(&stream);
	return found;
}

/* ---- Rows ---- */

static uint8_t remains_paeth(uint8_t left, uint8_t up, uint8_t corner)
{
	int guess = left + up - corner;
	int a = abs(guess - left), b = abs(guess - up), c = abs(guess - corner);

	if (a <= b && a <= c)
		return left;
	return b <= c ? up : corner;
}

/* Undo the filter of a row (PNG 3rd edition, 9.2); above NULL: zeros. */
static void remains_row(uint8_t *row, const uint8_t *above, size_t size,
			unsigned bytes)
{
	uint8_t filter = row[0];

	for (size_t i = 1; i < size && filter > 0; i++) {
		bool first = i <= bytes;
		uint8_t left = first ? 0 : row[i - bytes];
		uint8_t up = above != NULL ? above[i] : 0;
		uint8_t corner = above != NULL && !first ? above[i - bytes] : 0;
		const uint8_t guesses[] = {0, left, up,
					   (uint8_t)((left + up) / 2),
					   remains_paeth(left, up, corner)};

		row[i] = (uint8_t)(row[i] + guesses[filter]);
	}
	row[0] = 0;
}

static void remains_rows(uint8_t *first, const struct remains *shape)
{
	for (size_t i = 0; i < shape->rows; i++) {
		uint8_t *row = first + i * shape->stride;

		remains_row(row, i > 0 ? row - shape->stride : NULL,
			    shape->stride, shape->bytes);
	}
}

/* Each row begins with the number of a filter: there are five. */
static bool remains_fits(struct base_view plain, size_t stride)
{
	size_t rows = plain.size / stride;

	if (rows < REMAINS_ROWS_LEAST)
		return false;
	for (size_t i = 1; i <= rows; i++)
		if (plain.data[plain.size - i * stride] > 4)
			return false;
	return true;
}

/*
 * How far from the end the busiest part lies; 0 where there is next to nothing:
 * a plain surface has any width.
 */
static size_t remains_busiest(struct base_view plain)
{
	size_t most = REMAINS_SAMPLE / 64, busiest = 0;

	for (size_t back = REMAINS_SAMPLE; back <= plain.size;
	     back += REMAINS_SAMPLE) {
		const uint8_t *part = plain.data + plain.size - back;
		size_t busy = 0;

		for (size_t i = 0; i < REMAINS_SAMPLE; i++)
			busy += part[i] != 0;
		if (busy > most) {
			most = busy;
			busiest = back;
		}
	}
	return busiest;
}

/* How much a filter left of a sample: one a row above is about as busy. */
static int remains_busy(uint8_t byte)
{
	return abs((int8_t)byte);
}

/*
 * How much the busiest part differs from what lies a row above it; where that
 * is more than most, some number above most.
 */
static uint64_t remains_rough(struct base_view plain, size_t back,
			      size_t stride, uint64_t most)
{
	size_t at = plain.size - back, end;
	uint64_t sum = 0;

	if (at < stride)
		at = stride;
	end =
	    plain.size - at < REMAINS_SAMPLE ? plain.size : at + REMAINS_SAMPLE;
	while (at < end && sum <= most) {
		size_t some = end - at < REMAINS_STEP ? end - at : REMAINS_STEP;
		const uint8_t *part = plain.data + at;
		unsigned rough = 0;

		for (size_t i = 0; i < some; i++)
			rough +=
			    (unsigned)abs(remains_busy(part[i]) -
					  remains_busy((part - stride)[i]));
		sum += rough;
		at += some;
	}
	return sum;
}

/* True when every fourth byte is an alpha that does not change. */
static bool remains_opaque(struct base_view plain, size_t stride)
{
	size_t still = 0, count = 0;

	for (size_t at = plain.size - stride; at >= stride; at -= stride)
		for (size_t i = 8; i < stride; i += 4) {
			still += plain.data[at + i] == 0;
			count++;
		}
	return still >= count - count / 16;
}

static unsigned remains_bytes(struct base_view plain, size_t stride)
{
	if ((stride - 1) % 4 == 0 && remains_opaque(plain, stride))
		return 4;
	return (stride - 1) % 3 == 0 ? 3 : 1;
}

/* Several rows as one fit about as well: the shortest that does. */
static size_t remains_single(struct base_view plain, size_t back, size_t stride,
			     uint64_t rough)
{
	for (size_t parts = stride / REMAINS_STRIDE_LEAST; parts > 1; parts--)
		if (stride % parts == 0 &&
		    remains_fits(plain, stride / parts) &&
		    remains_rough(plain, back, stride / parts,
				  rough + rough / 4) <= rough + rough / 4)
			return stride / parts;
	return stride;
}

bool remains_shape(struct base_view plain, struct remains *out)
{
	size_t back = remains_busiest(plain), best = 0;
	uint64_t least = UINT64_MAX;
	unsigned guesses = 0;

	if (back == 0 || plain.size < 2 * REMAINS_SAMPLE)
		return false;
	for (size_t stride = REMAINS_STRIDE_LEAST;
	     stride <= REMAINS_STRIDE_MAX && guesses < REMAINS_GUESSES;
	     stride++) {
		uint64_t rough;

		if (!remains_fits(plain, stride))
			continue;
		guesses++;
		rough = remains_rough(plain, back, stride, least);
		if (rough < least) {
			least = rough;
			best = stride;
		}
	}
	/* Nothing differs in a plain surface of whatever width. */
	if (best == 0 || least == 0)
		return false;
	best = remains_single(plain, back, best, least);
	*out = (struct remains){best, plain.size / best,
				remains_bytes(plain, best)};
	return true;
}

/* Rows that hang on the lost one above them are left out, but for all. */
static void remains_begin(struct base_view plain, struct remains *shape)
{
	size_t size = shape->rows * shape->stride;
	const uint8_t *rows = plain.data + plain.size - size;

	for (size_t i = 0; i < shape->rows / 2; i++)
		if (rows[i * shape->stride] <= 1) {
			shape->rows -= i;
			return;
		}
}

/* ---- What is shown ---- */

/* False: there is no room for it, or nothing of it is left. */
static bool remains_show(struct inventory *inventory, const uint8_t *rows,
			 const struct remains *shape)
{
	size_t width = (shape->stride - 1) / shape->bytes;
	size_t longer = width > shape->rows ? width : shape->rows;
	size_t step = (longer + REMAINS_SIDE - 1) / REMAINS_SIDE;
	size_t across = width / step, down = shape->rows / step;
	uint8_t *rgb = calloc(across * down + 1, 3), *at = rgb;
	unsigned green = shape->bytes >= 3 ? 1 : 0;
	bool shown;

	for (size_t y = 0; rgb != NULL && y < down; y++)
		for (size_t x = 0; x < across; x++, at += 3) {
			const uint8_t *pixel = rows + y * step * shape->stride +
					       1 + x * step * shape->bytes;

			at[0] = pixel[0];
			at[1] = pixel[green];
			at[2] = pixel[2 * green];
		}
	shown = rgb != NULL &&
		inventory_add_rgb(
		    inventory, (struct base_view){rgb, 3 * across * down},
		    (uint32_t)across, (uint32_t)down, INVENTORY_REMAINS, "");
	free(rgb);
	return shown;
}

bool inventory_remains(struct inventory *inventory, struct base_view part,
		       uint32_t *width, uint32_t *height)
{
	struct base_buffer packed, plain;
	struct remains shape = {0};
	bool found;

	base_buffer_init(&packed, REMAINS_PACKED_MAX);
	base_buffer_init(&plain, REMAINS_PLAIN_MAX);
	remains_gather(part, &packed);
	found = remains_plain(base_buffer_view(&packed), &plain) &&
		remains_shape(base_buffer_view(&plain), &shape);
	if (found) {
		uint8_t *rows;

		remains_begin(base_buffer_view(&plain), &shape);
		rows = plain.data + plain.size - shape.rows * shape.stride;

		remains_rows(rows, &shape);
		found = remains_show(inventory, rows, &shape);
		*width = (uint32_t)((shape.stride - 1) / shape.bytes);
		*height = (uint32_t)shape.rows;
	}
	base_buffer_free(&plain);
	base_buffer_free(&packed);
	return found;
}
