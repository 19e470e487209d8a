/* test_casework.c: findings have words, verdicts fit their distances. */
#include "test.h"

#include <lenscap/casework_compare.h>
#include <lenscap/casework_findings.h>

TEST(has_words_for_every_finding)
{
	(void)state;
	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const struct casework_finding *about = casework_finding(i);
		size_t length;

		assert_non_null(about->kind);
		assert_non_null(about->label);
		length = strlen(about->remedy);
		assert_true(length > 20 && about->remedy[length - 1] == '.');
		for (unsigned j = 0; j < i; j++)
			assert_string_not_equal(about->kind,
						casework_finding(j)->kind);
	}
}

#define SIDE FINGERPRINT_LOCAL_GRID

/* Sixteen samples a side, without points: what is looked for and where. */
static void extras_of(struct ipc_picture *picture, uint8_t seed)
{
	static uint8_t local_bytes[4][FINGERPRINT_LOCAL_SIZE_MAX];
	static uint8_t query_bytes[4][FINGERPRINT_QUERY_SIZE_MAX];
	static struct fingerprint_query query;
	struct fingerprint_local local = {.width = 100, .height = 100};
	struct base_buffer *extra = picture->extras;

	memset(&query, 0, sizeof(query));
	query.width = query.height = 100;
	query.columns = query.rows = SIDE;
	for (unsigned i = 0; i < SIDE * SIDE; i++) {
		query.luma[i] = (uint8_t)((i + seed * 7u) * (i + 31u) * 37 / 8);
		local.grid[i / SIDE][i % SIDE] = query.luma[i];
	}
	extra[IPC_EXTRA_LOCAL].data = local_bytes[seed % 4];
	extra[IPC_EXTRA_LOCAL].size =
	    fingerprint_local_write(&local, local_bytes[seed % 4]);
	extra[IPC_EXTRA_QUERY].data = query_bytes[seed % 4];
	extra[IPC_EXTRA_QUERY].size =
	    fingerprint_query_write(&query, query_bytes[seed % 4]);
}

static void picture_of(struct ipc_picture *picture, uint8_t seed)
{
	*picture = (struct ipc_picture){.status = IPC_PICTURE_OK};
	memset(picture->sha256, seed, sizeof(picture->sha256));
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		for (unsigned b = 0; b < FINGERPRINT_PDQ_SIZE; b++)
			picture->fingerprint.pdq[i][b] =
			    (uint8_t)((b + 1) * (i + 3) * 37 + seed * b * b);
	picture->fingerprint.pdq_quality = 100;
	extras_of(picture, seed);
}

static void flip_bits(uint8_t *code, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		code[i / 8] ^= (uint8_t)(1 << i % 8);
}

/* As sure as find is, which asks the pixels too. */
TEST(judges_by_the_distance)
{
	static const struct {
		unsigned bits;
		enum casework_verdict verdict;
	} cases[] = {{0, CASEWORK_SAME_PICTURE},   {31, CASEWORK_SAME_PICTURE},
		     {32, CASEWORK_LIKELY_SAME},   {58, CASEWORK_LIKELY_SAME},
		     {59, CASEWORK_POSSIBLY_SAME}, {70, CASEWORK_POSSIBLY_SAME},
		     {71, CASEWORK_DIFFERENT}};
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		picture_of(&a, 1);
		picture_of(&b, 1);
		b.sha256[0] ^= 1;
		flip_bits(b.fingerprint.pdq[0], cases[i].bits);
		assert_int_equal(casework_compare(&a, &b, &comparison),
				 LENS_OK);
		assert_int_equal(comparison.pdq, cases[i].bits);
		assert_int_equal(comparison.verdict, cases[i].verdict);
		assert_int_equal(comparison.copy,
				 cases[i].verdict == CASEWORK_DIFFERENT ? 0
									: 2);
	}
}

TEST(recognises_the_mirror_image)
{
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	picture_of(&a, 1);
	picture_of(&b, 2);
	memcpy(b.fingerprint.pdq[0], a.fingerprint.pdq[FINGERPRINT_FLIPPED_Y],
	       FINGERPRINT_PDQ_SIZE);
	memcpy(b.fingerprint.pdq[FINGERPRINT_FLIPPED_Y], a.fingerprint.pdq[0],
	       FINGERPRINT_PDQ_SIZE);
	assert_int_equal(casework_compare(&a, &b, &comparison), LENS_OK);
	assert_true(comparison.how & MATCH_MIRRORED);
	assert_int_equal(comparison.verdict, CASEWORK_SAME_PICTURE);
}

TEST(an_extra_that_makes_no_sense_is_no_verdict)
{
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	picture_of(&a, 1);
	picture_of(&b, 2);
	b.extras[IPC_EXTRA_QUERY].size--;
	assert_int_equal(casework_compare(&a, &b, &comparison), LENS_MALFORMED);
}

TEST(does_not_judge_pictures_with_nothing_in_them)
{
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	picture_of(&a, 1);
	picture_of(&b, 2);
	b.fingerprint.pdq_quality = 49;
	assert_int_equal(casework_compare(&a, &b, &comparison), LENS_OK);
	assert_int_equal(comparison.verdict, CASEWORK_CANNOT_SAY);
	/* The same bytes are the same file all the same. */
	memcpy(b.sha256, a.sha256, sizeof(b.sha256));
	assert_int_equal(casework_compare(&a, &b, &comparison), LENS_OK);
	assert_int_equal(comparison.verdict, CASEWORK_SAME_FILE);
	assert_int_equal(comparison.how, MATCH_SAME_FILE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(has_words_for_every_finding),
	    RUN(judges_by_the_distance),
	    RUN(recognises_the_mirror_image),
	    RUN(an_extra_that_makes_no_sense_is_no_verdict),
	    RUN(does_not_judge_pictures_with_nothing_in_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
