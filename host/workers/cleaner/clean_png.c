/*
 * clean_png.c: the chunks of a PNG that decoding takes (PNG, third edition,
 * 11; those of animations among them), in the order they had.
 */
#include <string.h>

#include "cleaner.h"
#include "container/inflate.h"
#include "container/png_use.h"
#include "container/profile.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_NAME 80 /* bytes of a profile's name, at most, with its zero */
#define PNG_PROFILE "icc\0" /* the name, and how what follows is packed */
#define PNG_PROFILE_MAX (8u << 20)
#define PNG_FILLING_MAX (1u << 20) /* bytes behind the rows */
#define PNG_LARGE (16u << 20)	   /* bytes of rows that are packed quickly */

/* What came before a chunk. */
struct png_state {
	struct png_use use;
	struct png_stream pixels; /* once begun */
};

bool cleaner_begins_png(struct base_view file)
{
	return base_view_starts(file, PNG_SIGNATURE, 8);
}

/* A chunk with its length and checksum (PNG, third edition, 5.3). */
static void png_put(struct cleaner *cleaner, const void *name,
		    struct base_view data)
{
	size_t from = cleaner->out.used + 4;
	uint8_t number[4];

	cleaner_put_be(number, (uint32_t)data.size, 4);
	cleaner_add(cleaner, number, 4);
	cleaner_add(cleaner, name, 4);
	cleaner_add_view(cleaner, data);
	if (cleaner->out.full)
		return;
	cleaner_put_be(number,
		       (uint32_t)crc32(0, cleaner->out.room + from,
				       (unsigned)(cleaner->out.used - from)),
		       4);
	cleaner_add(cleaner, number, 4);
}

/* What is left of Exif, as a chunk behind the header. */
static void png_put_exif(struct cleaner *cleaner)
{
	if (cleaner->exif.size > 0)
		png_put(cleaner, "eXIf", base_buffer_view(&cleaner->exif));
}

/* Rows that are packed anew, in chunks of their own. */
struct png_packing {
	struct cleaner *cleaner;
	z_stream zlib;
	uint8_t room[65536];
};

static void png_pack(struct png_packing *packing, struct base_view rows,
		     int flush)
{
	z_stream *zlib = &packing->zlib;
	int code;

	zlib->next_in = (uint8_t *)(uintptr_t)rows.data;
	zlib->avail_in = (unsigned)rows.size;
	do {
		code = deflate(zlib, flush);
		if (zlib->avail_out > 0 && code != Z_STREAM_END)
			return;
		png_put(
		    packing->cleaner, "IDAT",
		    (struct base_view){packing->room, sizeof(packing->room) -
							  zlib->avail_out});
		zlib->next_out = packing->room;
		zlib->avail_out = sizeof(packing->room);
	} while (code == Z_OK);
}

static void png_pack_rows(void *context, struct base_view rows)
{
	png_pack(context, rows, Z_NO_FLUSH);
}

/* Behind the rows are zeros, which say nothing. */
static bool png_is_filled(const struct png_stream *pixels)
{
	struct base_buffer behind;
	bool filled = false;

	base_buffer_init(&behind, PNG_FILLING_MAX);
	if (pixels->plain - pixels->rows <= PNG_FILLING_MAX)
		filled = png_stream_split(pixels, NULL, NULL, &behind) > 0 &&
			 behind.size == pixels->plain - pixels->rows &&
			 png_is_zero(base_buffer_view(&behind));
	base_buffer_free(&behind);
	return filled;
}

/*
 * How well rows are packed.  Of 24 million pixels level 6 takes 10 seconds
 * where they have few shades, and level 4 two; the best takes minutes.
 */
static int png_level(const struct png_stream *pixels)
{
	return pixels->rows > PNG_LARGE ? 4 : 6;
}

/* A stream with more than the picture's rows: these alone, packed anew. */
static void png_put_rows(struct cleaner *cleaner, struct png_stream *pixels)
{
	struct png_packing packing = {.cleaner = cleaner};
	struct cleaner_out before = cleaner->out;
	struct base_buffer behind;

	base_buffer_init(&behind, 0);
	packing.zlib.next_out = packing.room;
	packing.zlib.avail_out = sizeof(packing.room);
	if (deflateInit(&packing.zlib, png_level(pixels)) == Z_OK &&
	    png_stream_split(pixels, png_pack_rows, &packing, &behind) > 0) {
		png_pack(&packing, (struct base_view){NULL, 0}, Z_FINISH);
		pixels->packed = 0;
	} else {
		cleaner->out = before; /* broken: it stays as it is */
	}
	deflateEnd(&packing.zlib);
	base_buffer_free(&behind);
}

/* Pixels up to the end of their stream, and of the picture's rows. */
static void png_put_pixels(struct cleaner *cleaner,
			   const struct png_chunk *chunk,
			   struct png_state *state)
{
	struct png_stream *pixels = &state->pixels;
	size_t size;

	if (pixels->file.data == NULL) {
		png_stream_open(
		    cleaner->file,
		    (size_t)(chunk->whole.data - cleaner->file.data),
		    state->use.header, pixels);
		if (png_stream_is_long(pixels) && !png_is_filled(pixels))
			png_put_rows(cleaner, pixels);
	}
	size = png_stream_take(pixels, chunk->data.size);
	if (size == chunk->data.size)
		cleaner_add_view(cleaner, chunk->whole);
	else if (size > 0)
		png_put(cleaner, "IDAT", base_view_part(chunk->data, 0, size));
}

/* A stream that has the profile alone: packed anew where it had more. */
static void png_put_packed(struct cleaner *cleaner, struct base_view packed,
			   struct base_view plain)
{
	size_t size = profile_size(plain, plain.size);
	unsigned long room = compressBound(size);
	struct base_buffer body;
	uint8_t *more;

	base_buffer_init(&body, sizeof(PNG_PROFILE) + packed.size + room);
	if (size == 0 ||
	    base_buffer_add(&body, PNG_PROFILE, sizeof(PNG_PROFILE)) != LENS_OK)
		return;
	if (size == plain.size) {
		if (base_buffer_add(&body, packed.data, packed.size) == LENS_OK)
			png_put(cleaner, "iCCP", base_buffer_view(&body));
	} else if (base_buffer_extend(&body, room, &more) == LENS_OK &&
		   compress2(more, &room, plain.data, size,
			     Z_BEST_COMPRESSION) == Z_OK) {
		body.size = sizeof(PNG_PROFILE) + room;
		png_put(cleaner, "iCCP", base_buffer_view(&body));
	}
	base_buffer_free(&body);
}

/* A profile, without the name that somebody gave it. */
static void png_put_profile(struct cleaner *cleaner, struct base_view data)
{
	const uint8_t *end =
	    memchr(data.data, 0, data.size < PNG_NAME ? data.size : PNG_NAME);
	size_t name = end != NULL ? (size_t)(end - data.data) : 0;
	struct base_view packed =
	    base_view_part(data, name + 2, data.size - name - 2);
	struct base_buffer plain;

	if (name == 0 || packed.size == 0 || end[1] != 0)
		return;
	base_buffer_init(&plain, PNG_PROFILE_MAX);
	packed.size = inflate_all(packed, &plain);
	if (packed.size > 0)
		png_put_packed(cleaner, packed, base_buffer_view(&plain));
	base_buffer_free(&plain);
}

/* A chunk that is longer than its format has, decoders leave alone. */
static void png_put_chunk(struct cleaner *cleaner,
			  const struct png_chunk *chunk,
			  struct png_state *state)
{
	size_t taken = png_use_take(&state->use, chunk);
	bool whole = taken == chunk->data.size;

	/* How often colours are met, no picture is shown by. */
	if ((taken == 0 && !png_chunk_named(chunk, "IDAT")) ||
	    png_chunk_named(chunk, "hIST"))
		return;
	if (png_chunk_named(chunk, "IDAT"))
		png_put_pixels(cleaner, chunk, state);
	else if (png_chunk_named(chunk, "iCCP"))
		png_put_profile(cleaner, chunk->data);
	else if (whole)
		cleaner_add_view(cleaner, chunk->whole);
	else if (png_chunk_named(chunk, "fdAT"))
		png_put(cleaner, "fdAT", base_view_part(chunk->data, 0, taken));
	if (png_chunk_named(chunk, "IHDR"))
		png_put_exif(cleaner);
}

/* The first Exif of the file. */
static void png_find_exif(struct cleaner *cleaner)
{
	struct png_chunk chunk;
	size_t at = 8;

	while (png_chunk_next(cleaner->file, &at, &chunk) &&
	       !png_chunk_named(&chunk, "IEND"))
		if (png_chunk_named(&chunk, "eXIf")) {
			cleaner_exif(cleaner, chunk.data);
			return;
		}
}

enum ipc_clean_status cleaner_png(struct cleaner *cleaner)
{
	enum ipc_clean_status status = IPC_CLEAN_MALFORMED;
	struct png_state state = {.use = {.file = cleaner->file}};
	struct png_chunk chunk;
	size_t at = 8;

	png_find_exif(cleaner);
	cleaner_add(cleaner, PNG_SIGNATURE, 8);
	while (status != IPC_CLEAN_OK &&
	       png_chunk_next(cleaner->file, &at, &chunk)) {
		if (!png_chunk_named(&chunk, "IEND")) {
			png_put_chunk(cleaner, &chunk, &state);
			continue;
		}
		/* An end has no data; what is in one is not of the picture. */
		png_put(cleaner, "IEND", (struct base_view){NULL, 0});
		status = IPC_CLEAN_OK;
	}
	return status;
}
