/* compare.c: are two pictures the same, and how sure is that? */
#include <stdlib.h>

#include <lenscap/casework_compare.h>

static void compare_distances(const struct fingerprint *a,
			      const struct fingerprint *b,
			      struct casework_comparison *out)
{
	out->pdq = FINGERPRINT_PDQ_SIZE * 8;
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		unsigned bits = fingerprint_distance(a->pdq[i], b->pdq[0],
						     FINGERPRINT_PDQ_SIZE);

		out->pdq = bits < out->pdq ? bits : out->pdq;
	}
	out->iscc =
	    fingerprint_distance(a->iscc, b->iscc, FINGERPRINT_ISCC_SIZE);
	out->iscc64 =
	    fingerprint_distance(a->iscc, b->iscc, FINGERPRINT_SMALL_SIZE);
	out->phash =
	    fingerprint_distance(a->phash, b->phash, FINGERPRINT_SMALL_SIZE);
	out->dhash =
	    fingerprint_distance(a->dhash, b->dhash, FINGERPRINT_SMALL_SIZE);
}

static bool compare_same_bytes(const struct ipc_picture *a,
			       const struct ipc_picture *b)
{
	return fingerprint_distance(a->sha256, b->sha256, sizeof(a->sha256)) ==
	       0;
}

/* ---- One as the only photo there is, looked for in the other ---- */

struct compare_asking {
	struct fingerprint_local photo;
	struct fingerprint_query picture;
	struct match_answer answer; /* no confidence: none */
};

static enum lens_err compare_fetch(void *context, uint64_t photo,
				   struct fingerprint_local *out)
{
	const struct compare_asking *asking = context;

	(void)photo;
	*out = asking->photo;
	return LENS_OK;
}

static void compare_answer(void *context, const struct match_answer *answer)
{
	struct compare_asking *asking = context;

	asking->answer = *answer;
}

static enum lens_err compare_look(const struct ipc_picture *photo,
				  const struct ipc_picture *picture,
				  struct match_answer *out)
{
	struct compare_asking *asking = base_alloc(1, sizeof(*asking));
	const struct match_ask ask = {.print = &picture->fingerprint,
				      .query = &asking->picture,
				      .fetch = compare_fetch,
				      .sink = compare_answer,
				      .context = asking};
	struct match_photos *photos;
	enum lens_err err = match_photos_new(0, &photos);

	if (err == LENS_OK)
		err = fingerprint_local_read(
		    base_buffer_view(&photo->extras[IPC_EXTRA_LOCAL]),
		    &asking->photo);
	if (err == LENS_OK)
		err = fingerprint_query_read(
		    base_buffer_view(&picture->extras[IPC_EXTRA_QUERY]),
		    &asking->picture);
	if (err == LENS_OK)
		err = match_photos_add(photos, 1, &photo->fingerprint,
				       &asking->photo);
	if (err == LENS_OK)
		err = match_photos_look(
		    photos, &ask,
		    (struct match_more){
			base_buffer_view(&picture->extras[IPC_EXTRA_REGIONS]),
			base_buffer_view(&picture->extras[IPC_EXTRA_TURNED])});
	*out = asking->answer;
	match_photos_free(photos);
	free(asking);
	return err;
}

/* ---- The verdict ---- */

static enum casework_verdict compare_judge(const struct ipc_picture *a,
					   const struct ipc_picture *b,
					   const struct match_answer *answer)
{
	if (answer->confidence == MATCH_CERTAIN)
		return CASEWORK_SAME_PICTURE;
	if (answer->confidence == MATCH_LIKELY)
		return CASEWORK_LIKELY_SAME;
	if (answer->confidence == MATCH_POSSIBLE)
		return CASEWORK_POSSIBLY_SAME;
	if (a->fingerprint.pdq_quality < FINGERPRINT_PDQ_QUALITY ||
	    b->fingerprint.pdq_quality < FINGERPRINT_PDQ_QUALITY)
		return CASEWORK_CANNOT_SAY;
	return CASEWORK_DIFFERENT;
}

enum lens_err casework_compare(const struct ipc_picture *a,
			       const struct ipc_picture *b,
			       struct casework_comparison *out)
{
	struct match_answer second, first;
	enum lens_err err;

	*out = (struct casework_comparison){0};
	compare_distances(&a->fingerprint, &b->fingerprint, out);
	if (compare_same_bytes(a, b)) {
		out->verdict = CASEWORK_SAME_FILE;
		out->how = MATCH_SAME_FILE;
		return LENS_OK;
	}
	err = compare_look(a, b, &second);
	if (err == LENS_OK)
		err = compare_look(b, a, &first);
	if (err != LENS_OK)
		return err;
	/* The second is told as a form of the first, unless the other way round
	 * is surer: which was made of which is not known. */
	out->copy = first.confidence > second.confidence ? 1
		    : second.confidence			 ? 2
							 : 0;
	if (out->copy == 1)
		second = first;
	out->verdict = compare_judge(a, b, &second);
	out->how = second.how;
	out->degrees = second.degrees;
	return LENS_OK;
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
    [CASEWORK_POSSIBLY_SAME] = {"possibly_same",
				"These may show the same picture.  Look at "
				"both."},
    [CASEWORK_DIFFERENT] = {"different", "These show different pictures, as "
					 "far as can be told."},
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
