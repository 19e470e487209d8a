/* compare.c: are two pictures the same, and how sure is that? */
#include <stdlib.h>

#include <lenscap/casework_compare.h>

/*
 * PDQ's authors match at 31 of 256 bits; up to 64 no pair of different
 * photographs was seen in 11.9 million (quality 50 or above).
 */
#define COMPARE_SAME 31
#define COMPARE_LIKELY 64

static void compare_pdq(const struct fingerprint *a,
			const struct fingerprint *b,
			struct casework_comparison *out)
{
	out->pdq = FINGERPRINT_PDQ_SIZE * 8 + 1;
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		unsigned bits = fingerprint_distance(a->pdq[i], b->pdq[0],
						     FINGERPRINT_PDQ_SIZE);

		if (bits < out->pdq) {
			out->pdq = bits;
			out->turn = i;
		}
	}
}

static bool compare_same_bytes(const struct ipc_picture *a,
			       const struct ipc_picture *b)
{
	return fingerprint_distance(a->sha256, b->sha256, sizeof(a->sha256)) ==
	       0;
}

static enum casework_verdict compare_judge(const struct ipc_picture *a,
					   const struct ipc_picture *b,
					   unsigned pdq)
{
	if (compare_same_bytes(a, b))
		return CASEWORK_SAME_FILE;
	if (a->fingerprint.pdq_quality < FINGERPRINT_PDQ_QUALITY ||
	    b->fingerprint.pdq_quality < FINGERPRINT_PDQ_QUALITY)
		return CASEWORK_CANNOT_SAY;
	if (pdq <= COMPARE_SAME)
		return CASEWORK_SAME_PICTURE;
	return pdq <= COMPARE_LIKELY ? CASEWORK_LIKELY_SAME
				     : CASEWORK_DIFFERENT;
}

void casework_compare(const struct ipc_picture *a, const struct ipc_picture *b,
		      struct casework_comparison *out)
{
	const struct fingerprint *x = &a->fingerprint, *y = &b->fingerprint;

	*out = (struct casework_comparison){0};
	compare_pdq(x, y, out);
	out->iscc =
	    fingerprint_distance(x->iscc, y->iscc, FINGERPRINT_ISCC_SIZE);
	out->iscc64 =
	    fingerprint_distance(x->iscc, y->iscc, FINGERPRINT_SMALL_SIZE);
	out->phash =
	    fingerprint_distance(x->phash, y->phash, FINGERPRINT_SMALL_SIZE);
	out->dhash =
	    fingerprint_distance(x->dhash, y->dhash, FINGERPRINT_SMALL_SIZE);
	out->verdict = compare_judge(a, b, out->pdq);
}

static const struct {
	const char *name, *sentence;
} compare_verdicts[CASEWORK_VERDICTS] = {
    [CASEWORK_SAME_FILE] = {"same_file",
			    "These are the same file, byte for byte."},
    [CASEWORK_SAME_PICTURE] = {"same_picture", "These show the same picture."},
    [CASEWORK_LIKELY_SAME] =
	{"likely_same", "These very likely show the same picture; one of them "
			"was changed.  Look at both."},
    [CASEWORK_DIFFERENT] = {"different", "These show different pictures, or "
					 "only a part of one is in the other."},
    [CASEWORK_CANNOT_SAY] =
	{"cannot_say", "One of these has too little in it to be recognised "
		       "(a plain surface, a logo, text).  Look at both."},
};

const char *casework_verdict_name(enum casework_verdict verdict)
{
	return compare_verdicts[verdict].name;
}

const char *casework_verdict_sentence(enum casework_verdict verdict)
{
	return compare_verdicts[verdict].sentence;
}

const char *casework_turn_words(enum fingerprint_dihedral turn)
{
	static const char *const words[FINGERPRINT_DIHEDRALS] = {
	    [FINGERPRINT_ORIGINAL] = "",
	    [FINGERPRINT_ROTATED_90] = "turned a quarter to the left",
	    [FINGERPRINT_ROTATED_180] = "turned upside down",
	    [FINGERPRINT_ROTATED_270] = "turned a quarter to the right",
	    [FINGERPRINT_FLIPPED_X] = "flipped top to bottom",
	    [FINGERPRINT_FLIPPED_Y] = "mirrored left to right",
	    [FINGERPRINT_TRANSPOSED] = "mirrored and turned to the left",
	    [FINGERPRINT_ANTITRANSPOSED] = "mirrored and turned to the right",
	};

	return words[turn];
}
