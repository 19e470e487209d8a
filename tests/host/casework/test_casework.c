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

static void picture_of(struct ipc_picture *picture, uint8_t seed)
{
	*picture = (struct ipc_picture){.status = IPC_PICTURE_OK};
	memset(picture->sha256, seed, sizeof(picture->sha256));
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		for (unsigned b = 0; b < FINGERPRINT_PDQ_SIZE; b++)
			picture->fingerprint.pdq[i][b] =
			    (uint8_t)((b + 1) * (i + 3) * 37 + seed * b * b);
	picture->fingerprint.pdq_quality = 100;
}

static void flip_bits(uint8_t *code, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		code[i / 8] ^= (uint8_t)(1 << i % 8);
}

TEST(judges_by_the_distance)
{
	static const struct {
		unsigned bits;
		enum casework_verdict verdict;
	} cases[] = {{0, CASEWORK_SAME_PICTURE},
		     {31, CASEWORK_SAME_PICTURE},
		     {32, CASEWORK_LIKELY_SAME},
		     {64, CASEWORK_LIKELY_SAME},
		     {65, CASEWORK_DIFFERENT}};
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		picture_of(&a, 1);
		picture_of(&b, 1);
		b.sha256[0] ^= 1;
		flip_bits(b.fingerprint.pdq[0], cases[i].bits);
		casework_compare(&a, &b, &comparison);
		assert_int_equal(comparison.pdq, cases[i].bits);
		assert_int_equal(comparison.verdict, cases[i].verdict);
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
	casework_compare(&a, &b, &comparison);
	assert_int_equal(comparison.turn, FINGERPRINT_FLIPPED_Y);
	assert_int_equal(comparison.verdict, CASEWORK_SAME_PICTURE);
	assert_string_equal(casework_turn_words(comparison.turn),
			    "mirrored left to right");
}

TEST(does_not_judge_pictures_with_nothing_in_them)
{
	static struct ipc_picture a, b;
	struct casework_comparison comparison;

	(void)state;
	picture_of(&a, 1);
	picture_of(&b, 1);
	b.sha256[0] ^= 1;
	b.fingerprint.pdq_quality = 49;
	casework_compare(&a, &b, &comparison);
	assert_int_equal(comparison.verdict, CASEWORK_CANNOT_SAY);
	/* The same bytes are the same file all the same. */
	b.sha256[0] ^= 1;
	casework_compare(&a, &b, &comparison);
	assert_int_equal(comparison.verdict, CASEWORK_SAME_FILE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(has_words_for_every_finding),
	    RUN(judges_by_the_distance),
	    RUN(recognises_the_mirror_image),
	    RUN(does_not_judge_pictures_with_nothing_in_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
