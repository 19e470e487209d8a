/*
 * sample.h: the pixels PDQ's reference takes of a picture, found in a plane
 * that may have been decoded at a fraction of its size.
 */
#ifndef FINGERPRINT_SAMPLE_H
#define FINGERPRINT_SAMPLE_H

#include <lenscap/fingerprint.h>

#define SAMPLE_SIDE 512

struct sample;

/*
 * A sampler of a sound plane, which is borrowed until sample_free().
 * LENS_SYSTEM: no memory.
 */
LENS_MUST enum lens_err sample_new(const struct fingerprint_plane *plane,
				   struct sample **out);
void sample_free(struct sample *sample);

/* The size PDQ sees, each side from 1 to SAMPLE_SIDE. */
uint32_t sample_columns(const struct sample *sample);
uint32_t sample_rows(const struct sample *sample);

/* Row row of that size, sample_columns() floats from 0 to 255. */
void sample_row(struct sample *sample, uint32_t row, float *out);

#endif
