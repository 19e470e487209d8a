/* casework_compare.h: are two pictures the same? */
#ifndef LENSCAP_CASEWORK_COMPARE_H
#define LENSCAP_CASEWORK_COMPARE_H

#include <lenscap/ipc_picture.h>
#include <lenscap/match.h>

/* But for the first and the last two, as sure as the matcher is. */
enum casework_verdict {
	CASEWORK_SAME_FILE,
	CASEWORK_SAME_PICTURE,
	CASEWORK_LIKELY_SAME,
	CASEWORK_POSSIBLY_SAME,
	CASEWORK_DIFFERENT,
	CASEWORK_CANNOT_SAY, /* too little in the pictures to tell */
	CASEWORK_VERDICTS
};

struct casework_comparison {
	unsigned pdq;  /* bits of 256, the best of the eight dihedral hashes */
	unsigned iscc; /* bits of 256 */
	unsigned iscc64, phash, dhash; /* bits of 64 */
	enum casework_verdict verdict;
	unsigned copy; /* which is told as a form of the other: 1, 2; or 0 */
	unsigned how;  /* enum match_how, together: what was done to it */
	int degrees;   /* as in struct match_answer */
};

/*
 * Compare two pictures that were read well, with the extras
 * IPC_EXTRA_LOCAL and IPC_EXTRA_QUERY: each is looked for in the other, as
 * "find" looks for photos in files.  LENS_MALFORMED: an extra makes no sense;
 * LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err casework_compare(const struct ipc_picture *a,
					 const struct ipc_picture *b,
					 struct casework_comparison *out);

/* The verdict's stable name ("same_picture") and its sentence. */
const char *casework_verdict_name(enum casework_verdict verdict);
const char *casework_verdict_sentence(enum casework_verdict verdict);

#endif
