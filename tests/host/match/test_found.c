/*
 * test_found.c: photos that are made here, what is done to them, and every
 * number of every answer, as tests/data/golden/match.txt has them.  A changed
 * threshold shows as a changed line, not only as a changed recall.
 *
 * `test_found print` prints the file anew.
 */
#include <math.h>

#include "test.h"

#include <lenscap/match.h>

#include "scene.h"

#define GOLDEN "tests/data/golden/match.txt"
#define PHOTOS 8

struct world {
	struct match_photos *photos;
	struct scene scene[PHOTOS + 2];
	struct fingerprint print[PHOTOS];
	struct fingerprint_local local[PHOTOS];
	struct fingerprint_query query;
	FILE *out;
	const char *name;
	unsigned answers;
};

static struct world world;

static uint8_t noise_at(uint32_t seed, uint32_t x, uint32_t y)
{
	uint32_t h = seed * 0x9e3779b1u ^ x * 0x85ebca6bu ^ y * 0xc2b2ae35u;

	h = (h ^ h >> 15) * 0x2c1b3c6du;
	h = (h ^ h >> 12) * 0x297a2d39u;
	return (uint8_t)((h ^ h >> 15) >> 24);
}

static struct scene blank(uint32_t width, uint32_t height)
{
	return (struct scene){calloc(width, height), width, height};
}

/* Patches of several sizes; photos 6 and 7 are pages of text. */
static struct scene photograph(uint32_t seed)
{
	struct scene out = seed % 2 ? blank(480, 360) : blank(400, 560);

	for (uint32_t y = 0; y < out.height; y++)
		for (uint32_t x = 0; x < out.width; x++) {
			unsigned luma = noise_at(seed, x / 61, y / 53) +
					noise_at(seed + 50, x / 19, y / 23) +
					noise_at(seed + 90, x / 7, y / 7) / 2;

			if (seed == 6 || seed == 7)
				luma = y % 24 < 9 &&
					       noise_at(seed, x / 5, y / 24) <
						   110 &&
					       noise_at(seed + 7, x / 2,
							y / 3) < 170
					   ? 80
					   : 620;
			out.luma[y * out.width + x] = (uint8_t)(luma * 2 / 5);
		}
	return out;
}

/* ---- What is done to a picture ---- */

/* From the pixel at (x, y) of the result to one of the picture. */
struct warp {
	double xx, xy, yx, yy, scale;
};

static struct scene warped(const struct scene *in, const struct warp *warp)
{
	struct scene out = blank((uint32_t)(in->width * warp->scale),
				 (uint32_t)(in->height * warp->scale));

	for (uint32_t y = 0; y < out.height; y++)
		for (uint32_t x = 0; x < out.width; x++) {
			double u = x / warp->scale - in->width / 2.0;
			double v = y / warp->scale - in->height / 2.0;
			double p =
			    warp->xx * u + warp->xy * v + in->width / 2.0;
			double q =
			    warp->yx * u + warp->yy * v + in->height / 2.0;
			bool there =
			    p >= 0 && q >= 0 && p < in->width && q < in->height;

			out.luma[y * out.width + x] =
			    there ? in->luma[(uint32_t)q * in->width +
					     (uint32_t)p]
				  : 128;
		}
	return out;
}

static struct scene recoloured(const struct scene *in, unsigned noise,
			       bool disc)
{
	struct scene out = blank(in->width, in->height);
	double cx = in->width / 2.0, cy = in->height / 2.0;

	for (uint32_t y = 0; y < in->height; y++)
		for (uint32_t x = 0; x < in->width; x++) {
			size_t at = y * in->width + x;
			double dx = (x - cx) / cx, dy = (y - cy) / cy;
			int add = (noise_at(3, x, y) - 128) * (int)noise / 256;
			int luma = in->luma[at] * 3 / 4 + 30 + add;

			out.luma[at] =
			    disc && dx * dx + dy * dy > 1 ? 255 : (uint8_t)luma;
		}
	return out;
}

/* Three lines of large letters, as memes have them, cover a third of it. */
static struct scene worded(const struct scene *in)
{
	struct scene out = blank(in->width, in->height);

	for (uint32_t y = 0; y < in->height; y++)
		for (uint32_t x = 0; x < in->width; x++) {
			uint32_t line = y * 3 / in->height;
			uint32_t down = y * 3 % in->height * 64 / in->height;
			uint32_t letter = x / 40, across = x % 40;
			bool over = down > 14 && down < 50 && across < 34 &&
				    noise_at(line, letter, 9) < 220 &&
				    (noise_at(line, letter, down / 12) &
				     1u << across / 12) == 0;

			out.luma[y * out.width + x] =
			    over ? 255 : in->luma[y * in->width + x];
		}
	return out;
}

/* ---- What is found ---- */

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	*out = world.local[photo];
	return LENS_OK;
}

static void write_answer(void *context, const struct match_answer *a)
{
	const struct match_place *p = &a->place;

	(void)context;
	world.answers++;
	fprintf(world.out,
		"%s: photo %u %s how %#x distance %u value %.3f score %.2f "
		"likeness %.4f seen %.3f part %.3f at %u %.4f %.4f %.4f %.4f "
		"%.4f\n",
		world.name, (unsigned)a->photo,
		match_confidence_name(a->confidence), a->how, a->distance,
		(double)a->value, (double)a->score, (double)a->likeness,
		(double)a->photo_seen, (double)a->picture_part, p->turn,
		(double)p->m, (double)p->n, (double)p->tx, (double)p->ty,
		(double)p->aspect);
}

static void look(const char *name, unsigned which, const struct scene *scene)
{
	struct fingerprint_plane plane = scene_plane(scene);
	struct fingerprint print;
	struct match_ask ask = {&print, &world.query, 2,
				fetch,	write_answer, NULL};
	char whole[64];

	snprintf(whole, sizeof(whole), "%s of %u", name, which);
	world.name = whole;
	world.answers = 0;
	assert_int_equal(fingerprint_extract(&plane, &print), LENS_OK);
	assert_int_equal(fingerprint_query_extract(&plane, &world.query),
			 LENS_OK);
	assert_int_equal(match_photos_search(world.photos, &ask), LENS_OK);
	if (world.answers == 0)
		fprintf(world.out, "%s: nothing\n", whole);
}

static void look_and_free(const char *name, unsigned which, struct scene scene)
{
	look(name, which, &scene);
	scene_free(&scene);
}

static void look_at_all(unsigned i)
{
	static const struct warp small = {1, 0, 0, 1, 0.4};
	static const struct warp tiny = {1, 0, 0, 1, 0.15};
	static const struct warp wide = {0.9, 0, 0, 1.1, 1};
	static const struct warp tilted = {0.9986, 0.0523, -0.0523, 0.9986, 1};
	static const struct warp near = {0.6, 0, 0, 0.6, 1};
	const struct scene *in = &world.scene[i];
	struct scene cut, turned;

	look("itself", i, in);
	look_and_free("small", i, warped(in, &small));
	look_and_free("tiny", i, warped(in, &tiny));
	look_and_free("wide", i, warped(in, &wide));
	look_and_free("tilted", i, warped(in, &tilted));
	look_and_free("enlarged", i, warped(in, &near));
	look_and_free("pale", i, recoloured(in, 20, false));
	look_and_free("noisy", i, recoloured(in, 150, false));
	look_and_free("round", i, recoloured(in, 5, true));
	look_and_free("framed", i,
		      scene_shown(in, in->width + 120, in->height + 130));
	look_and_free("on a page", i, scene_shown(in, 1400, 1000));
	look_and_free("under words", i, worded(in));
	look_and_free("turned", i, scene_turn(in, 1 + i % 7));
	cut = scene_cut(in, (struct scene_part){0.1, 0.15, 0.8, 0.8});
	look("cut", i, &cut);
	turned = scene_turn(&cut, 1);
	look_and_free("cut and mirrored", i, warped(&turned, &small));
	scene_free(&turned);
	scene_free(&cut);
	look_and_free("a third", i,
		      scene_cut(in, (struct scene_part){0.3, 0.3, 0.5, 0.6}));
	look_and_free("a corner", i,
		      scene_cut(in, (struct scene_part){0, 0.6, 0.35, 0.4}));
	cut = blank(360, 360);
	for (uint32_t y = 0; y < 360; y++)
		memcpy(cut.luma + y * 360, in->luma + y * in->width, 360);
	look_and_free("square", i, cut);
}

/*
 * Of a photograph and of a page of text only the first under qemu, which goes
 * through a search forty times slower.
 */
static unsigned found_step(void)
{
	return getenv("UNDER_QEMU") != NULL ? 6 : 1;
}

/* Whether this line of the golden file is of a photo that is looked at. */
static bool found_looked_at(const char *line)
{
	const char *of = strstr(line, " of ");
	unsigned long photo;

	assert_non_null(of);
	photo = strtoul(of + 4, NULL, 10);
	return photo >= PHOTOS || photo % found_step() == 0;
}

static void write_all(void)
{
	for (unsigned i = 0; i < PHOTOS; i += found_step())
		look_at_all(i);
	for (unsigned i = PHOTOS; i < PHOTOS + 2; i++)
		look("stranger", i, &world.scene[i]);
}

static void enrol(void)
{
	assert_int_equal(match_photos_new(0, &world.photos), LENS_OK);
	for (unsigned i = 0; i < PHOTOS + 2; i++) {
		struct fingerprint_plane plane;

		world.scene[i] = photograph(i);
		if (i >= PHOTOS)
			continue;
		plane = scene_plane(&world.scene[i]);
		assert_int_equal(fingerprint_extract(&plane, &world.print[i]),
				 LENS_OK);
		assert_int_equal(
		    fingerprint_local_extract(&plane, &world.local[i]),
		    LENS_OK);
		assert_int_equal(match_photos_add(world.photos, i,
						  &world.print[i],
						  &world.local[i]),
				 LENS_OK);
	}
}

TEST(every_number_of_every_answer_is_as_it_was)
{
	char *all = NULL, line[400];
	size_t size = 0;
	FILE *golden = fopen(GOLDEN, "r");
	const char *at;

	(void)state;
	assert_non_null(golden);
	world.out = open_memstream(&all, &size);
	write_all();
	fclose(world.out);
	at = all;
	while (fgets(line, sizeof(line), golden) != NULL) {
		size_t length = strlen(line);

		if (!found_looked_at(line))
			continue;
		if (strncmp(at, line, length) != 0)
			fail_msg("\n%.*s\nwas\n%s", (int)strcspn(at, "\n"), at,
				 line);
		at += length;
	}
	assert_string_equal(at, "");
	fclose(golden);
	free(all);
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {
	    RUN(every_number_of_every_answer_is_as_it_was),
	};
	int failed = 0;

	enrol();
	if (count > 1 && strcmp(words[1], "print") == 0) {
		world.out = stdout;
		write_all();
	} else {
		failed = cmocka_run_group_tests(tests, NULL, NULL);
	}
	for (unsigned i = 0; i < PHOTOS + 2; i++)
		scene_free(&world.scene[i]);
	match_photos_free(world.photos);
	return failed;
}
