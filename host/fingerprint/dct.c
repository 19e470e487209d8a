/* dct.c: cosine transforms, and the bits of one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dct.h"
#include "vector.h"

/* M_PI is POSIX, not C17. */
static const double dct_pi = 3.14159265358979323846;

/*
 * cos(pi / 128 * m) for every m that PDQ's matrix has, from a quarter of the
 * wave.  The tests hold it against cosines taken one by one.
 */
struct dct_wave {
	float quarter[DCT_PDQ_IN + 1];
};

/* The scale is a float in the reference before it meets the double cosine. */
static void dct_wave_init(struct dct_wave *wave)
{
	double scale = (float)sqrt(2.0 / DCT_PDQ_IN);

	for (unsigned m = 0; m <= DCT_PDQ_IN; m++)
		wave->quarter[m] =
		    (float)(scale * cos(dct_pi / 2 / DCT_PDQ_IN * m));
}

static float dct_wave_at(const struct dct_wave *wave, unsigned m)
{
	m %= 4 * DCT_PDQ_IN;
	if (m > 2 * DCT_PDQ_IN)
		m = 4 * DCT_PDQ_IN - m;
	return m <= DCT_PDQ_IN ? wave->quarter[m]
			       : -wave->quarter[2 * DCT_PDQ_IN - m];
}

/*
 * D * in * D', each sum taken in ascending order as the reference does: the
 * lanes of a vector are different sums, never parts of one.
 */
VECTOR_CLONES static void dct_product(float matrix[DCT_PDQ_OUT][DCT_PDQ_IN],
				      float in[DCT_PDQ_IN][DCT_PDQ_IN],
				      float out[DCT_PDQ_OUT][DCT_PDQ_OUT])
{
	float turned[DCT_PDQ_IN][DCT_PDQ_OUT];

	for (size_t i = 0; i < DCT_PDQ_IN; i++)
		for (size_t j = 0; j < DCT_PDQ_OUT; j++)
			turned[i][j] = matrix[j][i];
	for (size_t i = 0; i < DCT_PDQ_OUT; i++) {
		float half[DCT_PDQ_IN] = {0};
		float sum[DCT_PDQ_OUT] = {0};

		for (size_t k = 0; k < DCT_PDQ_IN; k++)
			for (size_t j = 0; j < DCT_PDQ_IN; j++)
				half[j] += matrix[i][k] * in[k][j];
		for (size_t k = 0; k < DCT_PDQ_IN; k++)
			for (size_t j = 0; j < DCT_PDQ_OUT; j++)
				sum[j] += half[k] * turned[k][j];
		memcpy(out[i], sum, sizeof(sum));
	}
}

void dct_pdq(float in[DCT_PDQ_IN][DCT_PDQ_IN],
	     float out[DCT_PDQ_OUT][DCT_PDQ_OUT])
{
	float matrix[DCT_PDQ_OUT][DCT_PDQ_IN];
	struct dct_wave wave;

	dct_wave_init(&wave);
	for (unsigned i = 0; i < DCT_PDQ_OUT; i++)
		for (unsigned j = 0; j < DCT_PDQ_IN; j++)
			matrix[i][j] =
			    dct_wave_at(&wave, (i + 1) * (2 * j + 1));
	dct_product(matrix, in, out);
}

/* 2 cos((i + 1/2) pi / n) for n = 32, 16, ... 2, at n / 2 + i. */
static void dct_factors_init(double factors[DCT_IN])
{
	for (unsigned n = DCT_IN; n > 1; n /= 2)
		for (unsigned i = 0; i < n / 2; i++)
			factors[n / 2 + i] = cos((i + 0.5) * dct_pi / n) * 2;
}

/*
 * The DCT-II by halving (Byeong Gi Lee 1984): sums of mirrored pairs give the
 * even terms, scaled differences neighbours of the odd ones.  ISO 24138 is
 * tested with flat pictures, whose vanishing terms this way vanish exactly.
 */
static void dct_halving(const double factors[DCT_IN], double *v, unsigned n)
{
	unsigned half = n / 2;
	double sums[DCT_IN / 2], differences[DCT_IN / 2];

	if (n == 1)
		return;
	for (unsigned i = 0; i < half; i++) {
		sums[i] = v[i] + v[n - 1 - i];
		differences[i] = (v[i] - v[n - 1 - i]) / factors[half + i];
	}
	dct_halving(factors, sums, half);
	dct_halving(factors, differences, half);
	for (unsigned i = 0; i < half; i++) {
		v[2 * i] = sums[i];
		v[2 * i + 1] = differences[i];
		if (i + 1 < half)
			v[2 * i + 1] += differences[i + 1];
	}
}

void dct_low(const uint8_t pixels[DCT_IN * DCT_IN],
	     double out[DCT_OUT][DCT_OUT])
{
	double factors[DCT_IN], row[DCT_IN], columns[DCT_OUT][DCT_IN];

	dct_factors_init(factors);
	for (unsigned y = 0; y < DCT_IN; y++) {
		for (unsigned x = 0; x < DCT_IN; x++)
			row[x] = pixels[y * DCT_IN + x];
		dct_halving(factors, row, DCT_IN);
		for (unsigned x = 0; x < DCT_OUT; x++)
			columns[x][y] = row[x];
	}
	for (unsigned x = 0; x < DCT_OUT; x++) {
		dct_halving(factors, columns[x], DCT_IN);
		for (unsigned y = 0; y < DCT_OUT; y++)
			out[y][x] = columns[x][y];
	}
}

static int dct_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void dct_bits(double terms[DCT_OUT][DCT_OUT], unsigned x, unsigned y,
	      uint8_t out[8])
{
	double sorted[64], median;

	for (unsigned i = 0; i < 8; i++)
		memcpy(sorted + 8 * i, terms[y + i] + x, 8 * sizeof(double));
	qsort(sorted, 64, sizeof(double), dct_compare);
	median = (sorted[31] + sorted[32]) / 2;
	memset(out, 0, 8);
	for (unsigned i = 0; i < 64; i++)
		if (terms[y + i / 8][x + i % 8] > median)
			out[i / 8] |= (uint8_t)(0x80 >> i % 8);
}
