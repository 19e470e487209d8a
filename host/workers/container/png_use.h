/* png_use.h: how much of a PNG's chunks decoding takes (PNG, third edition). */
#ifndef LENSCAP_CONTAINER_PNG_USE_H
#define LENSCAP_CONTAINER_PNG_USE_H

#include "png_stream.h"

#define PNG_USE_ROWS 24

/* What came before a chunk; file is set, all else zero at first. */
struct png_use {
	struct base_view file, header; /* from the signature on; of IHDR */
	size_t colours;		       /* bytes of the palette */
	uint32_t met;		       /* rows, a bit each */
	bool moving, pixels;
	uint32_t frames, controls; /* as acTL says, and those that were met */
	bool framed;		   /* a frame's own pixels come next */
	uint64_t left;		   /* bytes of them */
	uint32_t sequence;	   /* the number that comes next */
};

/* Whether a chunk is one of those that decoding knows. */
bool png_use_knows(const struct png_chunk *chunk);

/*
 * How many bytes of the next chunk's data it takes: each in its length, its
 * place and its number.  Of IDAT and iCCP, whose ends their streams know, all.
 */
size_t png_use_take(struct png_use *use, const struct png_chunk *chunk);

#endif
