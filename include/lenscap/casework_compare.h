/* casework_compare.h: are two pictures the same? */
#ifndef LENSCAP_CASEWORK_COMPARE_H
#define LENSCAP_CASEWORK_COMPARE_H

#include <lenscap/ipc_picture.h>

enum casework_verdict {
	CASEWORK_SAME_FILE,
	CASEWORK_SAME_PICTURE,
	CASEWORK_LIKELY_SAME,
	CASEWORK_DIFFERENT,
	CASEWORK_CANNOT_SAY, /* too little in the pictures to tell */
	CASEWORK_VERDICTS
};

struct casework_comparison {
	unsigned pdq; /* bits of 256, the best of the eight dihedral hashes */
	enum fingerprint_dihedral turn; /* that makes B look like A */
	unsigned iscc;			/* bits of 256 */
	unsigned iscc64, phash, dhash;	/* bits of 64 */
	enum casework_verdict verdict;
};

/* Compare two pictures that were read well. */
void casework_compare(const struct ipc_picture *a, const struct ipc_picture *b,
		      struct casework_comparison *out);

/* The verdict's stable name ("same_picture") and its sentence. */
const char *casework_verdict_name(enum casework_verdict verdict);
const char *casework_verdict_sentence(enum casework_verdict verdict);

/* What was done to B, in words ("mirrored left to right"); "" for nothing. */
const char *casework_turn_words(enum fingerprint_dihedral turn);

#endif
