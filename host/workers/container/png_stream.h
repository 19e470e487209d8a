/* png_stream.h: a PNG's chunks, and the packed pixels that lie in several. */
#ifndef LENSCAP_CONTAINER_PNG_STREAM_H
#define LENSCAP_CONTAINER_PNG_STREAM_H

#include <lenscap/base.h>

#define PNG_CHUNK_AROUND 12 /* bytes of a chunk besides its data */

struct png_chunk {
	const uint8_t *name;	      /* four bytes */
	struct base_view data, whole; /* with length, name and checksum */
};

/* Take the chunk at an offset, and move that behind it; false: none is whole.
 */
bool png_chunk_next(struct base_view file, size_t *at, struct png_chunk *out);
bool png_chunk_named(const struct png_chunk *chunk, const char *name);

/* The zlib stream in all IDAT chunks (PNG, third edition, 10.1). */
struct png_stream {
	struct base_view file;
	size_t from;	 /* of the first of them, in the file */
	uint64_t packed; /* bytes of them that belong to it; UINT64_MAX: all,
			    as of a broken one, whose end cannot be told */
	uint64_t plain;	 /* bytes that it comes to; 0: cannot be told */
	uint64_t rows;	 /* bytes that the picture has of them; 0: unknown */
};

/* Measure the stream from an IDAT on; header is what IHDR holds. */
void png_stream_open(struct base_view file, size_t from,
		     struct base_view header, struct png_stream *out);

/* Whether it comes to more than the picture has. */
bool png_stream_is_long(const struct png_stream *stream);

/*
 * Take as many bytes of the next IDAT chunk's size as belong to the stream, off
 * packed.
 */
size_t png_stream_take(struct png_stream *stream, size_t size);

/* Whether bytes behind the rows are the filling of some programs: zeros. */
bool png_is_zero(struct base_view bytes);

/*
 * Unpack one that is long: the rows go to the sink, piece by piece, where one
 * is given, and what is behind them to behind, up to its maximum; the caller
 * inits and frees it.  How many packed bytes the rows take; 0: it is broken.
 */
typedef void png_stream_sink(void *context, struct base_view rows);
uint64_t png_stream_split(const struct png_stream *stream,
			  png_stream_sink *sink, void *context,
			  struct base_buffer *behind);

#endif
