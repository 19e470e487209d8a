/* pdq.c: PDQ, from filtered luma to hashes, as its reference defines it. */
#include <math.h>
#include <string.h>

#include "box_filter.h"
#include "dct.h"
#include "plane.h"
#include "sample.h"
#include "vector.h"

/* Below this the reference answers zeros and quality 0. */
#define PDQ_SIDE_MIN 5
#define PDQ_TERMS (DCT_PDQ_OUT * DCT_PDQ_OUT)

/*
 * How each dihedral hash follows from the terms of the original: turning or
 * mirroring a picture transposes its terms and flips the sign of every other
 * column, row or diagonal.
 */
static const struct pdq_symmetry {
	bool transpose;
	enum { PDQ_NONE, PDQ_COLUMNS, PDQ_ROWS, PDQ_DIAGONALS } flip;
} pdq_symmetries[FINGERPRINT_DIHEDRALS] = {
    [FINGERPRINT_ORIGINAL] = {false, PDQ_NONE},
    [FINGERPRINT_ROTATED_90] = {true, PDQ_COLUMNS},
    [FINGERPRINT_ROTATED_180] = {false, PDQ_DIAGONALS},
    [FINGERPRINT_ROTATED_270] = {true, PDQ_ROWS},
    [FINGERPRINT_FLIPPED_X] = {false, PDQ_ROWS},
    [FINGERPRINT_FLIPPED_Y] = {false, PDQ_COLUMNS},
    [FINGERPRINT_TRANSPOSED] = {true, PDQ_NONE},
    [FINGERPRINT_ANTITRANSPOSED] = {true, PDQ_DIAGONALS},
};

/* Frequencies count from 1, so an even index is an odd frequency: it flips. */
static void pdq_turn(const float terms[DCT_PDQ_OUT][DCT_PDQ_OUT],
		     struct pdq_symmetry symmetry, float out[PDQ_TERMS])
{
	for (unsigned i = 0; i < DCT_PDQ_OUT; i++)
		for (unsigned j = 0; j < DCT_PDQ_OUT; j++) {
			unsigned to = symmetry.transpose ? j * DCT_PDQ_OUT + i
							 : i * DCT_PDQ_OUT + j;
			bool negative =
			    (symmetry.flip == PDQ_COLUMNS && !(j & 1)) ||
			    (symmetry.flip == PDQ_ROWS && !(i & 1)) ||
			    (symmetry.flip == PDQ_DIAGONALS && ((i + j) & 1));

			out[to] = negative ? -terms[i][j] : terms[i][j];
		}
}

/*
 * The 128th smallest of 256 by narrowing (Hoare's quickselect); the reference
 * finds the same value by bisection, which it calls Torben's method.
 */
static float pdq_median(const float terms[PDQ_TERMS])
{
	float v[PDQ_TERMS];
	int low = 0, high = PDQ_TERMS - 1, wanted = PDQ_TERMS / 2 - 1;

	memcpy(v, terms, sizeof(v));
	while (low < high) {
		float pivot = v[wanted];
		int i = low, j = high;

		while (i <= j) {
			while (v[i] < pivot)
				i++;
			while (pivot < v[j])
				j--;
			if (i <= j) {
				float swap = v[i];

				v[i++] = v[j];
				v[j--] = swap;
			}
		}
		if (j < wanted)
			low = i;
		if (wanted < i)
			high = j;
	}
	return v[wanted];
}

/* The reference prints its last word first; bit 0 is the last bit here. */
static void pdq_bits(const float terms[PDQ_TERMS],
		     uint8_t out[FINGERPRINT_PDQ_SIZE])
{
	float median = pdq_median(terms);

	memset(out, 0, FINGERPRINT_PDQ_SIZE);
	for (unsigned i = 0; i < PDQ_TERMS; i++)
		if (terms[i] > median)
			out[FINGERPRINT_PDQ_SIZE - 1 - i / 8] |=
			    (uint8_t)(1u << i % 8);
}

/* The truncation to int of each step, not only of the sum, is PDQ's. */
static int pdq_gradient(float a, float b)
{
	int step = (int)((a - b) * 100 / 255);

	return step < 0 ? -step : step;
}

static uint8_t pdq_quality(float in[BOX_FILTER_OUT][BOX_FILTER_OUT])
{
	int sum = 0;

	for (unsigned i = 0; i < BOX_FILTER_OUT; i++)
		for (unsigned j = 0; j + 1 < BOX_FILTER_OUT; j++) {
			sum += pdq_gradient(in[i][j], in[i][j + 1]);
			sum += pdq_gradient(in[j][i], in[j + 1][i]);
		}
	return (uint8_t)(sum / 90 > 100 ? 100 : sum / 90);
}

static void pdq_hash(float in[BOX_FILTER_OUT][BOX_FILTER_OUT],
		     uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		     uint8_t *quality)
{
	float terms[DCT_PDQ_OUT][DCT_PDQ_OUT], turned[PDQ_TERMS];

	*quality = pdq_quality(in);
	dct_pdq(in, terms);
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		pdq_turn(terms, pdq_symmetries[i], turned);
		pdq_bits(turned, out[i]);
	}
}

static void pdq_clear(uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		      uint8_t *quality)
{
	memset(out, 0, FINGERPRINT_DIHEDRALS * FINGERPRINT_PDQ_SIZE);
	*quality = 0;
}

/* A NaN or an infinity would reach an int, which C leaves undefined. */
VECTOR_CLONES static bool pdq_is_luma(const float *luma, size_t count)
{
	unsigned strays = 0;

	for (size_t i = 0; i < count; i++)
		strays += !((luma[i] >= 0) & (luma[i] < 256));
	return strays == 0;
}

/* The filter's input: a matrix, or what a sampler takes of a plane. */
struct pdq_source {
	const float *matrix;
	struct sample *sample;
	uint32_t columns, rows;
};

static void pdq_row(struct pdq_source *source, uint32_t row, float *out)
{
	if (source->sample)
		sample_row(source->sample, row, out);
	else
		memcpy(out, source->matrix + (size_t)row * source->columns,
		       source->columns * sizeof(*out));
}

static enum lens_err pdq_filter(struct pdq_source *source,
				float out[BOX_FILTER_OUT][BOX_FILTER_OUT])
{
	struct box_filter *filter;
	enum lens_err err;

	/* The reference takes a picture of just this size as filtered. */
	if (source->columns == BOX_FILTER_OUT &&
	    source->rows == BOX_FILTER_OUT) {
		for (uint32_t i = 0; i < BOX_FILTER_OUT; i++)
			pdq_row(source, i, out[i]);
		return LENS_OK;
	}
	err = box_filter_new(source->columns, source->rows, &filter);
	if (err)
		return err;
	for (uint32_t i = 0; i < source->rows; i++) {
		pdq_row(source, i, box_filter_row(filter));
		box_filter_push(filter);
	}
	box_filter_finish(filter, out);
	box_filter_free(filter);
	return LENS_OK;
}

static enum lens_err
pdq_take(struct pdq_source *source,
	 uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
	 uint8_t *quality)
{
	float filtered[BOX_FILTER_OUT][BOX_FILTER_OUT];
	enum lens_err err;

	pdq_clear(out, quality);
	if (source->columns < PDQ_SIDE_MIN || source->rows < PDQ_SIDE_MIN)
		return LENS_OK;
	err = pdq_filter(source, filtered);
	if (err)
		return err;
	pdq_hash(filtered, out, quality);
	return LENS_OK;
}

enum lens_err
fingerprint_pdq_matrix(const float *luma, uint32_t columns, uint32_t rows,
		       uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		       uint8_t *quality)
{
	struct pdq_source source = {
	    .matrix = luma, .columns = columns, .rows = rows};

	pdq_clear(out, quality);
	if (!luma || columns == 0 || rows == 0 ||
	    columns > BOX_FILTER_SIDE_MAX || rows > BOX_FILTER_SIDE_MAX ||
	    !pdq_is_luma(luma, (size_t)columns * rows))
		return LENS_MALFORMED;
	return pdq_take(&source, out, quality);
}

enum lens_err
fingerprint_pdq(const struct fingerprint_plane *plane,
		uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE],
		uint8_t *quality)
{
	struct pdq_source source = {0};
	enum lens_err err;

	pdq_clear(out, quality);
	if (!plane_is_sound(plane))
		return LENS_MALFORMED;
	err = sample_new(plane, &source.sample);
	if (err)
		return err;
	source.columns = sample_columns(source.sample);
	source.rows = sample_rows(source.sample);
	err = pdq_take(&source, out, quality);
	sample_free(source.sample);
	return err;
}
