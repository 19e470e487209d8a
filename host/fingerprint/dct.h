/* dct.h: the two cosine transforms of this folder. */
#ifndef FINGERPRINT_DCT_H
#define FINGERPRINT_DCT_H

#include <stdint.h>

#define DCT_PDQ_IN 64
#define DCT_PDQ_OUT 16
#define DCT_IN 32
#define DCT_OUT 9 /* four overlapping blocks of 8 * 8, for ISCC */

/* PDQ's: frequencies 1 to 16 of each axis, in the reference's float sums. */
void dct_pdq(float in[DCT_PDQ_IN][DCT_PDQ_IN],
	     float out[DCT_PDQ_OUT][DCT_PDQ_OUT]);

/* The DCT-II of 32 * 32 pixels, unnormalised: its lowest 9 * 9 terms. */
void dct_low(const uint8_t pixels[DCT_IN * DCT_IN],
	     double out[DCT_OUT][DCT_OUT]);

/*
 * 64 bits of the 8 * 8 terms from column x and row y on: which of them exceed
 * their median (the mean of the two in the middle), row by row.
 */
void dct_bits(double terms[DCT_OUT][DCT_OUT], unsigned x, unsigned y,
	      uint8_t out[8]);

#endif
