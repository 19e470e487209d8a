/*
 * test_kept.c: what a ledger keeps of a photo is compared with what is made
 * of a picture years later: not one bit of either may come out otherwise.
 *
 * The pictures are made here, of every shape that is treated in a way of its
 * own; the sums are those of the release that began to keep them.  Whoever
 * changes one needs a new version of the written form, and a migration.
 */
#include <lenscap/fingerprint_local.h>

#include "test.h"

#include "pictures.h"

enum look { BLOBS, DIM, HAZE, FAINT, NOISE, STRIPES, FADE, DISC, PAGE, FLAT };

static uint8_t *knots;

static unsigned blob(uint32_t x, uint32_t y, uint32_t side)
{
	return knots[y / side % 64 * 64 + x / side % 64];
}

static uint8_t sample(enum look look, uint32_t x, uint32_t y, uint32_t width,
		      uint32_t height)
{
	int64_t dx = 2 * (int64_t)x - width, dy = 2 * (int64_t)y - height;

	switch (look) {
	case BLOBS:
		return (uint8_t)((2 * blob(x, y, 24) + blob(x, y, 9)) / 3);
	case DIM:
		return (uint8_t)(100 + blob(x, y, 60) / 40);
	case HAZE:
		return (uint8_t)(90 + blob(x, y, 33) / 24);
	case FAINT:
		return (uint8_t)(120 + blob(x, y, 21) / 12 + blob(x, y, 5) / 9);
	case NOISE:
		return knots[(y * 67 + x * 29) % 4096];
	case STRIPES:
		return x * x / 97 % 2 + y / 17 % 3 > 1 ? 230 : 20;
	case FADE:
		return (uint8_t)((uint64_t)x * 200 / width +
				 (uint64_t)y * 55 / height);
	case DISC:
		return dx * dx + dy * dy < (int64_t)width * height / 2 ? 35
								       : 210;
	case PAGE:
		return y % 29 < 9 && x * x * 7 % 31 < 15 ? 40 : 250;
	case FLAT:
		break;
	}
	return 128;
}

static uint8_t *draw(enum look look, uint32_t width, uint32_t height,
		     size_t stride)
{
	uint8_t *luma = calloc(height, stride);

	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			luma[y * stride + x] =
			    sample(look, x, y, width, height);
	return luma;
}

/* FNV-1a, 64 bits. */
static uint64_t sum_of(const void *bytes, size_t size)
{
	const uint8_t *at = bytes;
	uint64_t sum = 0xcbf29ce484222325;

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ at[i]) * 0x100000001b3;
	return sum;
}

struct kept {
	const char *name;
	enum look look;
	uint32_t width, height;
	unsigned cut;	/* the edges lie within samples, by so many eighths */
	bool fractions; /* with what luma lost */
	unsigned points, asked, quality;
	uint64_t print, local, query;
};

static const struct kept known[] = {
    {"photo", BLOBS, 640, 480, 0, 0, 80, 300, 100, 0xc7190dc6d443aaea,
     0xc1f208dbf62ab69a, 0xad38c957668e42ef},
    {"upright photo", BLOBS, 480, 640, 0, 0, 80, 300, 100, 0x73f5e71e7595a530,
     0x68fecf4e886ebe71, 0x071c3595a2e15beb},
    {"large photo", BLOBS, 1600, 1200, 0, 0, 80, 300, 100, 0x5174bd0061134094,
     0x6bbc40706449330c, 0x872e9dc46f345cc4},
    {"within samples", BLOBS, 641, 481, 3, 0, 80, 300, 100, 0x579ff5dc24350d8f,
     0xd6229d137fb1cdd6, 0x34fb29a49a725e8c},
    {"fractions", BLOBS, 320, 240, 0, 1, 80, 300, 100, 0x4b322387a16bb9d2,
     0x42ea6709b0d90bf0, 0x6c40abef85dbd1c9},
    {"512 a side", BLOBS, 512, 512, 0, 0, 80, 300, 100, 0x639cc889bd58c6d5,
     0x062931038e933e55, 0x9cabf886b238249a},
    {"513 a side", BLOBS, 513, 513, 0, 0, 80, 300, 100, 0x92776f34ab5bb0fc,
     0xbf33c79f74faa2af, 0x213c0b108de71a38},
    {"64 a side", BLOBS, 64, 64, 0, 0, 28, 28, 100, 0xe5f3e9594301c861,
     0xbcccc8160b83e2a0, 0x21b82c4f9aaebf7b},
    {"65 a side", BLOBS, 65, 65, 0, 0, 29, 29, 100, 0x43f51d10e30ff7a7,
     0x0bd6c406cb322544, 0xea6477a09dedf233},
    {"avatar", BLOBS, 96, 96, 0, 0, 72, 72, 100, 0x7bdb0bf7eb75598c,
     0xff75ff1fde1ca11e, 0x8b1345f77685bfe9},
    {"noisy avatar", NOISE, 48, 48, 0, 0, 2, 2, 100, 0xd143e5991560e712,
     0xb2783bc57540298d, 0x3792987ba1f125b3},
    {"icon", NOISE, 16, 16, 0, 0, 0, 0, 100, 0xe47059b8e723f6c0,
     0x40be3d0ca208a55c, 0x67072b0cd2b0928d},
    {"8 a side", NOISE, 8, 8, 0, 0, 0, 0, 100, 0xf45f00ecb592be59,
     0xa272ebc28de317e4, 0xb969a492f005302b},
    {"7 a side", NOISE, 7, 7, 0, 0, 0, 0, 100, 0x3dda3aaf2980752c,
     0x30ac4ce282fe245f, 0xc2d972926a378c57},
    {"5 a side", NOISE, 5, 5, 0, 0, 0, 0, 100, 0x74b782ee0c2087a3,
     0x9a7f7c5c4d9f01f4, 0x841e2bb37fac80fd},
    {"4 a side", NOISE, 4, 4, 0, 0, 0, 0, 0, 0x81028d5ecb437b69,
     0x4be039b6214f9227, 0x2b4c4244a608d364},
    {"banner", BLOBS, 2000, 90, 0, 0, 80, 300, 100, 0x3a2a32225feb586e,
     0xa1db5ddc17cf6042, 0xff18372b174f7f03},
    {"thin banner", BLOBS, 1500, 16, 0, 0, 68, 68, 100, 0x099162c8548e992e,
     0x9662f4591774b6a8, 0xf7c92e6a66925617},
    {"tower", BLOBS, 90, 2000, 0, 0, 80, 300, 100, 0x01fd7b7c0a77d361,
     0x24ffeff19725e404, 0xa5fd52856e8b27db},
    {"faint", FAINT, 400, 300, 0, 0, 80, 300, 100, 0xfdf53a7067bfdcd7,
     0x9554f5c9d80ac3ef, 0x66b854ec2ec02412},
    {"dim", DIM, 640, 480, 0, 0, 0, 0, 4, 0x6764d63ca60740d5,
     0x9d3a2a45b9a84a8d, 0xc04a2076c0554de9},
    {"small and dim", DIM, 240, 180, 0, 0, 0, 0, 0, 0x860de4b3d3f471b3,
     0xc5ecedfc905201e8, 0x199c278a0fbfb183},
    {"haze", HAZE, 400, 300, 0, 0, 4, 3, 10, 0xd0d2c8f03a5f1563,
     0xed964126cbaaeb93, 0x9b9857d26112462e},
    {"noise", NOISE, 300, 200, 0, 0, 80, 189, 100, 0xdad3f2fc4ba2cc9d,
     0xb6beb14301071440, 0x2cd37da4c9880428},
    {"stripes", STRIPES, 500, 400, 0, 0, 80, 298, 100, 0x92b09ff389a61341,
     0x1fac38f2b87e278e, 0x945e7a4b52756b6f},
    {"fade", FADE, 400, 400, 0, 0, 0, 0, 44, 0x92bc44d2986b6cd1,
     0x0b96233771a86c44, 0x1f61458177bf252f},
    {"disc", DISC, 300, 300, 0, 0, 1, 7, 100, 0x4f475f212df4d786,
     0xa342b893ce4a9bd4, 0x53864aa1b3e30768},
    {"page", PAGE, 800, 600, 0, 0, 0, 0, 100, 0x276113b4f17ccd05,
     0x3c7827476354093f, 0xa2d477a699a52cdd},
    {"flat", FLAT, 200, 100, 0, 0, 0, 0, 0, 0x418889eaa4212273,
     0xd56cd8f3b3b1d5b8, 0x7209aa4d463da6d3},
};

static void takes(const struct kept *kept)
{
	static struct fingerprint_local local;
	static struct fingerprint_query query;
	static uint8_t bytes[FINGERPRINT_QUERY_SIZE_MAX];
	size_t stride = kept->width + 7;
	uint8_t *luma = draw(kept->look, kept->width, kept->height, stride);
	int8_t *fraction = malloc(kept->height * stride);
	struct fingerprint_plane plane =
	    fingerprint_plane_of(luma, kept->width, kept->height);
	struct fingerprint print;
	uint64_t sums[3];

	for (size_t i = 0; i < kept->height * stride; i++)
		fraction[i] = (int8_t)(knots[i % 4096] - 128);
	plane.stride = stride;
	plane.fraction = kept->fractions ? fraction : NULL;
	plane.left += kept->cut / 8.0;
	plane.top += kept->cut / 16.0;
	plane.right -= kept->cut / 8.0;
	plane.bottom -= kept->cut / 4.0;
	assert_int_equal(fingerprint_extract(&plane, &print), LENS_OK);
	assert_int_equal(fingerprint_local_extract(&plane, &local), LENS_OK);
	assert_int_equal(fingerprint_query_extract(&plane, &query), LENS_OK);
	sums[0] = sum_of(&print, sizeof(print));
	sums[1] = sum_of(bytes, fingerprint_local_write(&local, bytes));
	sums[2] = sum_of(bytes, fingerprint_query_write(&query, bytes));
	free(luma);
	free(fraction);
	if (local.count == kept->points && query.count == kept->asked &&
	    print.pdq_quality == kept->quality && sums[0] == kept->print &&
	    sums[1] == kept->local && sums[2] == kept->query)
		return;
	fail_msg("%s is otherwise now: %u, %u, %u, 0x%016llx, 0x%016llx, "
		 "0x%016llx",
		 kept->name, local.count, query.count, print.pdq_quality,
		 (unsigned long long)sums[0], (unsigned long long)sums[1],
		 (unsigned long long)sums[2]);
}

TEST(what_is_made_of_a_picture_never_changes)
{
	(void)state;
	knots = pictures_noise(64 * 64, 11);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		takes(&known[i]);
	free(knots);
}

/* Not kept, but held against what is: tests/bench/recall.sh says how well. */
TEST(codes_of_a_picture_that_lies_askew_are_as_they_were)
{
	static struct fingerprint_query query;
	static struct fingerprint_turned turned;
	static uint8_t bytes[FINGERPRINT_TURNED_SIZE_MAX];
	struct fingerprint_plane plane;
	uint64_t sum;
	uint8_t *luma;

	(void)state;
	knots = pictures_noise(64 * 64, 11);
	luma = draw(BLOBS, 640, 480, 640);
	plane = fingerprint_plane_of(luma, 640, 480);
	assert_int_equal(
	    fingerprint_query_extract_turned(&plane, &query, &turned), LENS_OK);
	assert_int_equal(turned.count, FINGERPRINT_TURNED_POINTS);
	sum = sum_of(bytes, fingerprint_turned_write(&turned, bytes));
	if (sum != 0x34c25aaf6966e1e2)
		fail_msg("0x%016llx", (unsigned long long)sum);
	free(luma);
	free(knots);
}

static enum lens_err takes_plane(const struct fingerprint_plane *plane)
{
	static struct fingerprint_local local;
	static struct fingerprint_query query;
	struct fingerprint print;
	enum lens_err err = fingerprint_extract(plane, &print);

	assert_int_equal(fingerprint_local_extract(plane, &local), err);
	assert_int_equal(fingerprint_query_extract(plane, &query), err);
	return err;
}

TEST(a_rectangle_lies_in_its_plane_and_holds_something)
{
	static uint8_t luma[64 * 64];
	const struct fingerprint_plane whole =
	    fingerprint_plane_of(luma, 64, 60);
	struct fingerprint_plane plane = whole;

	(void)state;
	assert_int_equal(takes_plane(&plane), LENS_OK);
	plane.stride = 64;
	assert_int_equal(takes_plane(&plane), LENS_OK);
	plane.stride = 63;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.luma = NULL;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.left = -0.001;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.top = -0.001;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.right = 64.001;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.bottom = 60.001;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.left = plane.right = 30;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.top = plane.bottom = 30;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
	plane = whole;
	plane.left = 0.0 / 0.0;
	assert_int_equal(takes_plane(&plane), LENS_MALFORMED);
}

TEST(a_point_s_size_is_a_32nd_of_an_octave)
{
	(void)state;
	assert_true(fingerprint_point_sigma(16) == 0.00390625f);
	assert_true(fingerprint_point_sigma(48) == 0.0078125f);
	assert_true(fingerprint_point_sigma(240) == 0.5f);
}

/* Of a matrix of 64 a side, which is taken as filtered: dots that are dark
 * but for one value, at every other place of every other row. */
static uint8_t quality_of(unsigned inside, float inside_value, unsigned edge,
			  float edge_value, float corner_value)
{
	static float luma[64 * 64];
	uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE], quality;

	memset(luma, 0, sizeof(luma));
	for (unsigned i = 0; i < inside; i++)
		luma[(2 + i / 30 * 2) * 64 + 2 + i % 30 * 2] = inside_value;
	for (unsigned i = 0; i < edge; i++)
		luma[2 + 2 * i] = edge_value;
	luma[64 * 64 - 1] = corner_value;
	assert_int_equal(fingerprint_pdq_matrix(luma, 64, 64, out, &quality),
			 LENS_OK);
	return quality;
}

/* 2.56 of 255 is the least step that counts, as one; a dot has four. */
TEST(quality_is_a_90th_of_the_steps_and_at_most_100)
{
	(void)state;
	assert_int_equal(quality_of(20, 2.56f, 3, 2.56f, 0), 0); /* 89 */
	assert_int_equal(quality_of(21, 2.56f, 2, 2.56f, 0), 1); /* 90 */
	assert_int_equal(quality_of(60, 2.54f, 2, 2.54f, 0), 0);
	assert_int_equal(quality_of(22, 255, 0, 0, 253), 99);  /* 8998 */
	assert_int_equal(quality_of(22, 255, 0, 0, 255), 100); /* 9000 */
	assert_int_equal(quality_of(30, 255, 9, 255, 255), 100);
}

TEST(a_matrix_is_of_512_a_side_and_of_bytes)
{
	static float luma[513 * 513];
	uint8_t out[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE], quality;
	static const struct {
		uint32_t columns, rows;
		float value;
		enum lens_err err;
	} asked[] = {
	    {512, 512, 0, LENS_OK},	    {513, 1, 0, LENS_MALFORMED},
	    {1, 513, 0, LENS_MALFORMED},    {0, 5, 0, LENS_MALFORMED},
	    {5, 0, 0, LENS_MALFORMED},	    {1, 1, 0, LENS_OK},
	    {9, 9, 255.9f, LENS_OK},	    {9, 9, 256, LENS_MALFORMED},
	    {9, 9, -0.01f, LENS_MALFORMED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		luma[0] = asked[i].value;
		quality = 77;
		assert_int_equal(fingerprint_pdq_matrix(luma, asked[i].columns,
							asked[i].rows, out,
							&quality),
				 asked[i].err);
		if (asked[i].err != LENS_OK)
			assert_int_equal(quality, 0);
	}
	assert_int_equal(fingerprint_pdq_matrix(NULL, 9, 9, out, &quality),
			 LENS_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(what_is_made_of_a_picture_never_changes),
	    RUN(codes_of_a_picture_that_lies_askew_are_as_they_were),
	    RUN(a_rectangle_lies_in_its_plane_and_holds_something),
	    RUN(quality_is_a_90th_of_the_steps_and_at_most_100),
	    RUN(a_matrix_is_of_512_a_side_and_of_bytes),
	    RUN(a_point_s_size_is_a_32nd_of_an_octave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
