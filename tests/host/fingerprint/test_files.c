/*
 * test_files.c: what the peers' own programs made of picture files, against
 * ours: exactly from their pixels, within a tolerance from our own decoding.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pictures.h"

#define DATA "../shared/data/"

/* Lists of expected values and the folders their files are in. */
static const struct {
	const char *list, *folder;
} corpora[] = {
    {DATA "pdq/expected.json", DATA "pdq/images/"},
    {DATA "imagehash/expected.json", DATA "imagehash/"},
    {DATA "photos/expected.json", DATA "photos/"},
    {DATA "pdq/mate-backgrounds.json", "/usr/share/backgrounds/mate/"},
};

typedef void visit(const char *path, const struct pictures_expected *expected,
		   void *context);

/* Call each with every file there is; returns how many there were. */
static size_t each_file(visit *each, void *context)
{
	size_t count = 0;

	for (size_t i = 0; i < sizeof(corpora) / sizeof(corpora[0]); i++) {
		json_t *list = pictures_list(corpora[i].list);

		for (size_t k = 0; k < json_array_size(list); k++) {
			struct pictures_expected e = pictures_expect(list, k);
			char path[256];
			FILE *file;

			snprintf(path, sizeof(path), "%s%s", corpora[i].folder,
				 e.file);
			file = fopen(path, "rb");
			if (!file)
				continue;
			fclose(file);
			each(path, &e, context);
			count++;
		}
		json_decref(list);
	}
	return count;
}

static unsigned pdq_distance(const uint8_t a[FINGERPRINT_PDQ_SIZE],
			     const uint8_t b[FINGERPRINT_PDQ_SIZE])
{
	return fingerprint_distance(a, b, FINGERPRINT_PDQ_SIZE);
}

static void check_pixels(const char *path,
			 const struct pictures_expected *expected,
			 void *context)
{
	size_t *read = context;
	struct fingerprint_plane plane;
	struct fingerprint got;
	struct picture picture;
	uint32_t columns, rows;
	float *matrix;

	/* WebP and CMYK are not decoded here. */
	if (!pictures_read(path, &picture))
		return;
	matrix = pictures_matrix(&picture, &columns, &rows);
	plane = pictures_grey(&picture);
	assert_int_equal(fingerprint_extract(&plane, &got), LENS_OK);
	assert_int_equal(fingerprint_pdq_matrix(matrix, columns, rows, got.pdq,
						&got.pdq_quality),
			 LENS_OK);
	assert_memory_equal(got.pdq, expected->pdq, sizeof(got.pdq));
	assert_int_equal(got.pdq_quality, expected->quality);
	assert_memory_equal(got.phash, expected->phash, sizeof(got.phash));
	assert_memory_equal(got.dhash, expected->dhash, sizeof(got.dhash));
	/* Here two colours of one grey make the border, seen in RGB only. */
	if (!strstr(path, "labelme/q0291"))
		assert_memory_equal(got.iscc, expected->iscc, sizeof(got.iscc));
	free(matrix);
	free((void *)plane.luma);
	pictures_free(&picture);
	++*read;
}

static void equals_the_peers_from_their_pixels(void **state)
{
	size_t read = 0, there = each_file(check_pixels, &read);

	(void)state;
	print_message("exact on %zu of %zu files\n", read, there);
	assert_true(read >= 150);
}

/* How far a way of decoding takes us from the peers. */
struct drift {
	uint32_t shortest; /* 0: all of the luma, else see pictures_luma() */
	struct pictures_tally pdq, dihedral, quality, phash, dhash, iscc;
};

static void check_drift(const char *path,
			const struct pictures_expected *expected, void *context)
{
	struct drift *drift = context;
	struct fingerprint_plane plane =
	    pictures_luma(path, drift->shortest ? 0 : 8, drift->shortest);
	struct fingerprint got;

	if (!plane.luma)
		return;
	assert_int_equal(fingerprint_extract(&plane, &got), LENS_OK);
	free((void *)plane.luma);
	pictures_count(&drift->phash,
		       fingerprint_distance(got.phash, expected->phash, 8));
	pictures_count(&drift->dhash,
		       fingerprint_distance(got.dhash, expected->dhash, 8));
	pictures_count(&drift->iscc,
		       fingerprint_distance(got.iscc, expected->iscc, 8));
	/* Of a picture without detail PDQ itself says: do not compare. */
	if (expected->quality < FINGERPRINT_PDQ_QUALITY)
		return;
	pictures_count(&drift->quality,
		       (unsigned)abs(got.pdq_quality - expected->quality));
	pictures_count(&drift->pdq, pdq_distance(got.pdq[0], expected->pdq[0]));
	for (size_t i = 1; i < FINGERPRINT_DIHEDRALS; i++)
		pictures_count(&drift->dihedral,
			       pdq_distance(got.pdq[i], expected->pdq[i]));
}

static void measure(struct drift *drift, const char *how)
{
	each_file(check_drift, drift);
	print_message("%s:\n", how);
	pictures_print(&drift->pdq, "  PDQ");
	pictures_print(&drift->dihedral, "  PDQ, the seven dihedrals");
	pictures_print(&drift->quality, "  PDQ quality");
	pictures_print(&drift->phash, "  pHash");
	pictures_print(&drift->dhash, "  dHash");
	pictures_print(&drift->iscc, "  ISCC, 64 bits");
	assert_true(drift->pdq.count >= 140);
	assert_in_range(pictures_percentile(&drift->phash, 99), 0, 4);
	assert_in_range(pictures_percentile(&drift->dhash, 99), 0, 4);
	assert_in_range(pictures_percentile(&drift->iscc, 95), 0, 4);
}

static void stays_near_the_peers_from_full_luma(void **state)
{
	struct drift drift = {.shortest = 0};

	(void)state;
	measure(&drift, "luma at full size");
	/* Only where colours were clipped does luma alone lose bits. */
	assert_in_range(pictures_percentile(&drift.pdq, 95), 0, 2);
	assert_in_range(pictures_percentile(&drift.pdq, 99), 0, 4);
	assert_in_range(pictures_percentile(&drift.pdq, 100), 0, 10);
	assert_in_range(pictures_percentile(&drift.dihedral, 99), 0, 4);
	assert_in_range(pictures_percentile(&drift.quality, 100), 0, 1);
}

/* What the decoder keeps: PICTURE_SHORT_SIDE. */
static void stays_within_tolerance_from_300(void **state)
{
	struct drift drift = {.shortest = 300};

	(void)state;
	measure(&drift, "short side of 300 or more");
	assert_in_range(pictures_percentile(&drift.pdq, 99), 0, 10);
	assert_in_range(pictures_percentile(&drift.dihedral, 99), 0, 10);
	assert_in_range(pictures_percentile(&drift.quality, 100), 0, 2);
}

/* Why not less: quality leaves its tolerance first. */
static void loses_quality_from_256(void **state)
{
	struct drift drift = {.shortest = 256};

	(void)state;
	measure(&drift, "short side of 256 or more");
	assert_in_range(pictures_percentile(&drift.pdq, 99), 0, 10);
	assert_in_range(pictures_percentile(&drift.quality, 98), 0, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equals_the_peers_from_their_pixels),
	    cmocka_unit_test(stays_near_the_peers_from_full_luma),
	    cmocka_unit_test(stays_within_tolerance_from_300),
	    cmocka_unit_test(loses_quality_from_256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
