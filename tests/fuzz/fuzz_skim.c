/*
 * fuzz_skim.c: the length of a packed stream, told from its codes, is what
 * inflate() says, which unpacks it.  The first byte is the size of its parts.
 */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "workers/container/skim.h"

#define FUZZ_HEAD 2	      /* bytes of a zlib stream before its blocks */
#define FUZZ_CHECKSUM 4	      /* and behind them; not looked at */
#define FUZZ_PLAIN (1u << 20) /* more takes time and shows nothing new */
#define FUZZ_FAR "invalid distance too far back" /* not looked at either */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_parts {
	struct base_view rest;
	size_t size;
};

static bool fuzz_next(void *context, struct base_view *part)
{
	struct fuzz_parts *parts = context;
	size_t size =
	    parts->size < parts->rest.size ? parts->size : parts->rest.size;

	*part = base_view_part(parts->rest, 0, size);
	parts->rest =
	    base_view_part(parts->rest, size, parts->rest.size - size);
	return size > 0;
}

/* The code of the last step: Z_STREAM_END, or why there is no end. */
static int fuzz_inflate(z_stream *zlib, struct base_view blocks)
{
	static uint8_t room[1u << 16];
	int code = inflateInit2(zlib, -MAX_WBITS);

	zlib->next_in = (uint8_t *)(uintptr_t)blocks.data;
	zlib->avail_in = (unsigned)blocks.size;
	while (code == Z_OK && zlib->total_out < FUZZ_PLAIN) {
		zlib->next_out = room;
		zlib->avail_out = sizeof(room);
		code = inflate(zlib, Z_NO_FLUSH);
	}
	return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct base_view stream = {data + 1, size - 1};
	struct fuzz_parts parts = {stream, 1 + (size_t)data[0]};
	struct skim skim;
	z_stream zlib = {0};
	bool told;
	int code;

	if (size < 1 + FUZZ_HEAD)
		return 0;
	told = skim_zlib(fuzz_next, &parts, &skim);
	code = fuzz_inflate(
	    &zlib, base_view_part(stream, FUZZ_HEAD, stream.size - FUZZ_HEAD));
	if (told && skim.packed > stream.size)
		abort();
	if (code == Z_STREAM_END) {
		/* Refused: a head that is none, or no checksum behind it. */
		if (told &&
		    (skim.plain != zlib.total_out ||
		     skim.packed != FUZZ_HEAD + zlib.total_in + FUZZ_CHECKSUM))
			abort();
		if (!told && stream.data[0] == 0x78 && stream.data[1] == 0x9c &&
		    zlib.total_in + FUZZ_HEAD + FUZZ_CHECKSUM <= stream.size)
			abort();
	} else if (told && code != Z_OK &&
		   (zlib.msg == NULL || strcmp(zlib.msg, FUZZ_FAR) != 0)) {
		abort();
	}
	inflateEnd(&zlib);
	return 0;
}
