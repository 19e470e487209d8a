/*
 * one_picture.h: one format's reader under the fuzzer: every pixel, a part of
 * them, and the whole way from bytes to an answer the core believes.
 */
#ifndef LENSCAP_FUZZ_ONE_PICTURE_H
#define LENSCAP_FUZZ_ONE_PICTURE_H

#include <stdlib.h>

#include "workers/picture/picture.h"

/* Of what a library decodes before we know its size; see picture_check_size().
 */
#define ONE_PICTURE_PIXELS (1u << 12)

/* What the zygote has for an answer. */
#define ONE_PICTURE_BODY 262144

/* libFuzzer calls it; its headers are C++. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline bool one_picture_small(uint64_t width, uint64_t height)
{
	return width <= ONE_PICTURE_PIXELS && height <= ONE_PICTURE_PIXELS &&
	       width * height <= ONE_PICTURE_PIXELS;
}

static inline uint32_t one_picture_big_endian(const uint8_t *bytes,
					      unsigned size)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* A plane that is not what it says would be read past its end. */
static inline void one_picture_check(const struct picture_raster *raster)
{
	volatile uint8_t last;

	if (raster->columns == 0 || raster->rows == 0 ||
	    raster->right > raster->columns || raster->bottom > raster->rows)
		abort();
	last = raster->luma[(size_t)raster->columns * raster->rows - 1];
	(void)last;
}

/* Decode as much as the fingerprint needs, in any orientation. */
static inline void one_picture_scaled(const struct picture_format *format,
				      struct base_view file)
{
	struct picture_raster raster = {0};
	struct fingerprint_plane plane;

	if (format->read(file, false, &raster) == IPC_PICTURE_OK) {
		one_picture_check(&raster);
		/* Nine orientations, of which 0 is none, by the input. */
		if (picture_orient(&raster, (uint8_t)(file.size % 9), &plane) !=
		    LENS_OK)
			abort();
	}
	picture_raster_free(&raster);
}

/*
 * Decode everything and answer; what we write the core must believe.  Keypoints
 * and small pictures are arithmetic on the same plane and nine tenths of the
 * time: they are asked for by some inputs only, by their size.
 */
static inline void one_picture_answer(const struct picture_decoder *decoder,
				      struct base_view file)
{
	struct ipc_picture_job job = {.full = true};
	static struct ipc_picture answer, believed;
	struct base_buffer body;

	if (file.size % 32 == 0)
		job.wants[file.size / 32 % IPC_EXTRAS] = true;
	picture_read(decoder, file, &job, &answer);
	base_buffer_init(&body, ONE_PICTURE_BODY);
	if (ipc_picture_write(&answer, &body) != LENS_OK ||
	    ipc_picture_read(base_buffer_view(&body), &believed) != LENS_OK)
		abort();
	base_buffer_free(&body);
	ipc_picture_free(&answer);
	ipc_picture_free(&believed);
}

/*
 * Both, of a format whose begins() says yes to everything that is given: what
 * does not begin right is refused before any of the readers.
 */
static inline int one_picture(const struct picture_format *format,
			      const uint8_t *data, size_t size)
{
	struct base_view file = {data, size};
	struct picture_decoder decoder = {.formats = format, .count = 1};

	if (!format->begins(file))
		return 0;
	one_picture_scaled(format, file);
	one_picture_answer(&decoder, file);
	return 0;
}

#endif
