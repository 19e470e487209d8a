/* png_stream.c: where a PNG's packed pixels end, and what is behind them. */
#include <string.h>

#include "inflate.h"
#include "png_stream.h"
#include "skim.h"

#define PNG_HEADER 13 /* bytes that IHDR holds */

/* ---- Chunks ---- */

static uint32_t png_number(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

bool png_chunk_next(struct base_view file, size_t *at, struct png_chunk *out)
{
	struct base_view head = base_view_part(file, *at, 8);
	uint32_t size = head.data != NULL ? png_number(head.data) : UINT32_MAX;

	if (size > INT32_MAX)
		return false;
	out->whole = base_view_part(file, *at, (size_t)size + PNG_CHUNK_AROUND);
	if (out->whole.data == NULL)
		return false;
	out->name = head.data + 4;
	out->data = base_view_part(out->whole, 8, size);
	*at += out->whole.size;
	return true;
}

bool png_chunk_named(const struct png_chunk *chunk, const char *name)
{
	return memcmp(chunk->name, name, 4) == 0;
}

/* ---- The picture's rows ---- */

/* Rows of so many pixels, each with the byte that names its filter (9.2). */
static uint64_t png_pass(uint64_t columns, uint64_t rows, unsigned bits)
{
	return columns > 0 ? rows * (1 + (columns * bits + 7) / 8) : 0;
}

/* Seven pictures where it is interlaced (8.1). */
static uint64_t png_interlaced(uint64_t columns, uint64_t rows, unsigned bits)
{
	static const uint8_t x[] = {0, 4, 0, 2, 0, 1, 0};
	static const uint8_t y[] = {0, 0, 4, 0, 2, 0, 1};
	static const uint8_t dx[] = {8, 8, 4, 4, 2, 2, 1};
	static const uint8_t dy[] = {8, 8, 8, 4, 4, 2, 2};
	uint64_t sum = 0;

	for (unsigned i = 0; i < sizeof(x); i++)
		sum += png_pass((columns + dx[i] - 1 - x[i]) / dx[i],
				(rows + dy[i] - 1 - y[i]) / dy[i], bits);
	return sum;
}

static uint64_t png_rows(struct base_view header)
{
	static const uint8_t samples[] = {1, 0, 3, 1, 2, 0, 4};
	uint32_t columns, rows;
	unsigned bits;

	if (header.size != PNG_HEADER || header.data[8] > 16 ||
	    header.data[9] >= sizeof(samples) || header.data[12] > 1)
		return 0;
	columns = png_number(header.data);
	rows = png_number(header.data + 4);
	bits = header.data[8] * samples[header.data[9]];
	if (columns > INT32_MAX || rows > INT32_MAX || bits == 0)
		return 0;
	return header.data[12] == 1 ? png_interlaced(columns, rows, bits)
				    : png_pass(columns, rows, bits);
}

/* ---- The stream ---- */

struct png_parts {
	struct base_view file;
	size_t at;
};

/* The next IDAT, whatever is between. */
static bool png_part(void *context, struct base_view *part)
{
	struct png_parts *parts = context;
	struct png_chunk chunk;

	while (png_chunk_next(parts->file, &parts->at, &chunk) &&
	       !png_chunk_named(&chunk, "IEND"))
		if (png_chunk_named(&chunk, "IDAT")) {
			*part = chunk.data;
			return true;
		}
	return false;
}

void png_stream_open(struct base_view file, size_t from,
		     struct base_view header, struct png_stream *out)
{
	struct png_parts parts = {file, from};
	struct skim skim;

	*out = (struct png_stream){.file = file,
				   .from = from,
				   .packed = UINT64_MAX,
				   .rows = png_rows(header)};
	if (skim_zlib(png_part, &parts, &skim)) {
		out->packed = skim.packed;
		out->plain = skim.plain;
	}
}

bool png_stream_is_long(const struct png_stream *stream)
{
	return stream->rows > 0 && stream->plain > stream->rows;
}

size_t png_stream_take(struct png_stream *stream, size_t size)
{
	if (stream->packed == UINT64_MAX)
		return size;
	if (size > stream->packed)
		size = (size_t)stream->packed;
	stream->packed -= size;
	return size;
}

bool png_is_zero(struct base_view bytes)
{
	return bytes.size == 0 ||
	       (bytes.data[0] == 0 &&
		memcmp(bytes.data, bytes.data + 1, bytes.size - 1) == 0);
}

/* Where the rows that are still wanted go. */
struct png_split {
	png_stream_sink *sink;
	void *context;
	uint64_t wanted;
};

static int png_split_rows(struct png_split *split, z_stream *zlib)
{
	uint8_t room[INFLATE_STEP];
	size_t size = sizeof(room);
	int code;

	if (size > split->wanted)
		size = (size_t)split->wanted;
	zlib->next_out = room;
	zlib->avail_out = (unsigned)size;
	code = inflate(zlib, Z_NO_FLUSH);
	size -= zlib->avail_out;
	split->wanted -= size;
	if (split->sink != NULL)
		split->sink(split->context, (struct base_view){room, size});
	return code;
}

uint64_t png_stream_split(const struct png_stream *stream,
			  png_stream_sink *sink, void *context,
			  struct base_buffer *behind)
{
	struct png_split split = {sink, context, stream->rows};
	struct png_parts parts = {stream->file, stream->from};
	uint64_t packed = 0;
	z_stream zlib = {0};
	struct base_view part;
	int code = inflateInit(&zlib);

	while ((code == Z_OK || code == Z_BUF_ERROR) &&
	       png_part(&parts, &part)) {
		zlib.next_in = (uint8_t *)(uintptr_t)part.data;
		zlib.avail_in = (unsigned)part.size;
		do {
			code = split.wanted > 0 ? png_split_rows(&split, &zlib)
						: inflate_into(&zlib, behind);
			if (split.wanted == 0 && packed == 0)
				packed = zlib.total_in;
		} while (code == Z_OK && zlib.avail_in > 0);
	}
	inflateEnd(&zlib);
	return packed;
}
