/* test_photos.c: photos are found again, strangers are not. */
#include "test.h"

#include <lenscap/match_kept.h>

#include "scene.h"

#define NATURE "/usr/share/backgrounds/mate/nature/"

static const char *const files[] = {
    NATURE "Aqua.jpg",	      NATURE "Dune.jpg",	NATURE "Garden.jpg",
    NATURE "GreenMeadow.jpg", NATURE "RainDrops.jpg",	NATURE "Storm.jpg",
    NATURE "TwoWings.jpg",    NATURE "YellowFlower.jpg"};
#define FILES (sizeof(files) / sizeof(files[0]))
#define ENROLLED (FILES / 2) /* the others are strangers */

struct album {
	struct scene scene[FILES];
	struct fingerprint_local local[FILES];
	struct fingerprint print[FILES];
	struct match_photos *photos;
	struct fingerprint_query query;
	unsigned threads;
	struct match_answer answer[FILES];
	size_t answers, fetched;
};

/*
 * Of the ways to try something, each; but some where each search takes half a
 * minute: qemu goes through it forty times slower, and on one core.
 */
static unsigned photos_step(void)
{
	return getenv("UNDER_QEMU") != NULL ? 7 : 1;
}

/* The numbers are far apart and not in order. */
static uint64_t number_of(size_t i)
{
	return ((uint64_t)1 << 40) - i * 1000;
}

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	struct album *album = context;

	for (size_t i = 0; i < FILES; i++)
		if (photo == number_of(i)) {
			*out = album->local[i];
			album->fetched++;
			return LENS_OK;
		}
	return LENS_NOT_FOUND;
}

static void keep(void *context, const struct match_answer *answer)
{
	struct album *album = context;

	assert_true(album->answers < FILES);
	album->answer[album->answers++] = *answer;
}

static int album_open(void **state)
{
	struct album *album = calloc(1, sizeof(*album));

	/* Where a photograph is missing all is skipped, and closed even so. */
	*state = album;
	album->threads = 1;
	assert_int_equal(match_photos_new(0, &album->photos), LENS_OK);
	for (size_t i = 0; i < FILES; i++) {
		struct fingerprint_plane plane;

		album->scene[i] = scene_read(files[i]);
		plane = scene_plane(&album->scene[i]);
		assert_int_equal(fingerprint_extract(&plane, &album->print[i]),
				 LENS_OK);
		assert_int_equal(
		    fingerprint_local_extract(&plane, &album->local[i]),
		    LENS_OK);
		if (i < ENROLLED)
			assert_int_equal(match_photos_add(album->photos,
							  number_of(i),
							  &album->print[i],
							  &album->local[i]),
					 LENS_OK);
	}
	return 0;
}

static int album_close(void **state)
{
	struct album *album = *state;

	for (size_t i = 0; i < FILES; i++)
		scene_free(&album->scene[i]);
	match_photos_free(album->photos);
	free(album);
	return 0;
}

static void look(struct album *album, const struct scene *scene)
{
	struct fingerprint_plane plane = scene_plane(scene);
	struct fingerprint print;
	struct match_ask ask = {&print, &album->query, album->threads,
				fetch,	keep,	       album};

	album->answers = album->fetched = 0;
	assert_int_equal(fingerprint_extract(&plane, &print), LENS_OK);
	assert_int_equal(fingerprint_query_extract(&plane, &album->query),
			 LENS_OK);
	assert_int_equal(match_photos_search(album->photos, &ask), LENS_OK);
	assert_true(album->fetched <= MATCH_FETCH_MOST);
}

/* The one answer, which must be photo i. */
static const struct match_answer *finds(struct album *album,
					const struct scene *scene, size_t i)
{
	look(album, scene);
	assert_int_equal(album->answers, 1);
	assert_int_equal(album->answer[0].photo, number_of(i));
	return &album->answer[0];
}

TEST(finds_a_photo_itself)
{
	struct album *album = *state;

	for (size_t i = 0; i < ENROLLED; i++) {
		const struct match_answer *answer =
		    finds(album, &album->scene[i], i);

		assert_int_equal(answer->confidence, MATCH_CERTAIN);
		assert_int_equal(answer->how, 0);
		assert_true(answer->distance <= 4);
		assert_true(answer->photo_seen > 0.98f);
		assert_true(answer->picture_part > 0.98f);
	}
}

TEST(finds_crops_anywhere)
{
	struct album *album = *state;
	uint32_t random = 5;

	for (size_t i = 0; i < ENROLLED; i++)
		for (unsigned k = 0; k < 4; k += photos_step()) {
			struct scene_part part = {0, 0, 0.7, 0.75};
			struct scene cut;

			random = random * 1664525 + 1013904223;
			part.left = 0.3 * (random >> 8 & 255) / 256;
			part.top = 0.25 * (random >> 16 & 255) / 256;
			cut = scene_cut(&album->scene[i], part);
			assert_true(finds(album, &cut, i)->how & MATCH_CROPPED);
			assert_true(album->answer[0].photo_seen > 0.45f &&
				    album->answer[0].photo_seen < 0.6f);
			scene_free(&cut);
		}
}

TEST(finds_and_names_every_turn)
{
	static const unsigned hows[8] = {
	    0,
	    MATCH_MIRRORED,
	    MATCH_MIRRORED | MATCH_ROTATED_180,
	    MATCH_ROTATED_180,
	    MATCH_MIRRORED | MATCH_ROTATED_90,
	    MATCH_ROTATED_270,
	    MATCH_ROTATED_90,
	    MATCH_MIRRORED | MATCH_ROTATED_270,
	};
	/* To turn so, then to turn the other way, is to do nothing. */
	static const unsigned other[8] = {0, 1, 2, 3, 4, 6, 5, 7};
	struct album *album = *state;

	for (unsigned turn = 0; turn < 8; turn += photos_step()) {
		struct scene turned = scene_turn(&album->scene[0], other[turn]);

		assert_int_equal(finds(album, &turned, 0)->how, hows[turn]);
		assert_int_equal(album->answer[0].place.turn, turn);
		scene_free(&turned);
	}
}

TEST(finds_a_mirrored_crop_in_a_screenshot)
{
	struct album *album = *state;

	for (size_t i = 0; i < ENROLLED; i++) {
		struct scene_part part = {0.1, 0.1, 0.7, 0.8};
		struct scene cut = scene_cut(&album->scene[i], part);
		struct scene turned = scene_turn(&cut, 1);
		struct scene shown = scene_shown(&turned, turned.width + 500,
						 turned.height + 400);
		const struct match_answer *answer = finds(album, &shown, i);

		assert_true(answer->how & MATCH_MIRRORED);
		assert_true(answer->how & (MATCH_PART | MATCH_FRAMED));
		scene_free(&cut);
		scene_free(&turned);
		scene_free(&shown);
	}
}

TEST(does_not_find_strangers)
{
	struct album *album = *state;

	for (size_t i = ENROLLED; i < FILES; i++) {
		look(album, &album->scene[i]);
		assert_int_equal(album->answers, 0);
	}
}

TEST(answers_the_same_on_any_number_of_threads)
{
	struct album *album = *state;
	struct scene_part part = {0.2, 0.1, 0.6, 0.6};
	struct scene cut = scene_cut(&album->scene[1], part);
	struct match_answer alone = *finds(album, &cut, 1);

	for (album->threads = 0; album->threads <= 20;
	     album->threads += photos_step())
		assert_memory_equal(finds(album, &cut, 1), &alone,
				    sizeof(alone));
	album->threads = 1;
	scene_free(&cut);
}

TEST(a_removed_photo_is_gone_and_comes_back)
{
	struct album *album = *state;

	for (int with = 0; with < 2; with++)
		for (size_t i = 0; i < ENROLLED; i++) {
			assert_true(match_photos_remove(
			    album->photos, number_of(i),
			    with ? &album->local[i] : NULL));
			assert_false(match_photos_remove(album->photos,
							 number_of(i), NULL));
			look(album, &album->scene[i]);
			assert_int_equal(album->answers, 0);
			finds(album, &album->scene[(i + 1) % ENROLLED],
			      (i + 1) % ENROLLED);
			assert_int_equal(match_photos_add(album->photos,
							  number_of(i),
							  &album->print[i],
							  &album->local[i]),
					 LENS_OK);
			finds(album, &album->scene[i], i);
			assert_int_equal(match_photos_count(album->photos),
					 ENROLLED);
		}
}

static enum lens_err fetch_nothing(void *context, uint64_t photo,
				   struct fingerprint_local *out)
{
	(void)photo;
	(void)out;
	return *(enum lens_err *)context;
}

TEST(an_error_of_the_store_ends_the_search_and_a_lost_photo_does_not)
{
	struct album *album = *state;
	enum lens_err err = LENS_MALFORMED;
	struct match_ask ask = {&album->print[0], &album->query, 1,
				fetch_nothing,	  keep,		 &err};

	look(album, &album->scene[0]);
	assert_int_equal(match_photos_search(album->photos, &ask),
			 LENS_MALFORMED);
	err = LENS_NOT_FOUND;
	assert_int_equal(match_photos_search(album->photos, &ask), LENS_OK);
}

/* What a lying worker or a damaged disk could give, but for its counts. */
TEST(survives_records_of_noise)
{
	struct album *album = *state;
	uint8_t *noise = malloc(sizeof(album->query));
	uint32_t random = 9;

	look(album, &album->scene[0]);
	for (size_t i = 0; i < sizeof(album->query); i++) {
		random = random * 1664525 + 1013904223;
		noise[i] = (uint8_t)(random >> 24);
	}
	for (int k = 0; k < 20; k++) {
		struct match_ask ask = {
		    &album->print[0], &album->query, 2, fetch, keep, album};

		memcpy(&album->query, noise, sizeof(album->query));
		album->query.width = 1u << k;
		album->query.height = k % 2 ? 1 : 1u << 20;
		album->query.count = FINGERPRINT_QUERY_POINTS;
		album->query.columns = k % 3 ? 65535 : 3;
		album->query.rows = 1;
		album->answers = 0;
		assert_int_equal(match_photos_search(album->photos, &ask),
				 LENS_OK);
	}
	free(noise);
}

/* ---- As bytes ---- */

struct kept {
	uint8_t *bytes;
	size_t size, capacity, at;
};

static enum lens_err kept_put(void *context, const void *bytes, size_t size)
{
	struct kept *kept = context;

	assert_true(size <= kept->capacity - kept->size);
	memcpy(kept->bytes + kept->size, bytes, size);
	kept->size += size;
	return LENS_OK;
}

static enum lens_err kept_get(void *context, void *bytes, size_t size)
{
	struct kept *kept = context;

	if (size > kept->size - kept->at)
		return LENS_MALFORMED;
	memcpy(bytes, kept->bytes + kept->at, size);
	kept->at += size;
	return LENS_OK;
}

static enum lens_err kept_full(void *context, const void *bytes, size_t size)
{
	(void)context;
	(void)bytes;
	(void)size;
	return LENS_DENIED;
}

static struct kept kept_of(const struct match_photos *photos)
{
	struct kept kept = {.capacity = 1 << 20};

	kept.bytes = malloc(kept.capacity);
	assert_non_null(kept.bytes);
	assert_int_equal(match_photos_write(photos, kept_put, &kept), LENS_OK);
	return kept;
}

static enum lens_err kept_read(struct kept *kept, struct match_photos **out)
{
	kept->at = 0;
	return match_photos_read(kept_get, kept, out);
}

TEST(what_was_written_finds_the_same)
{
	struct album *album = *state;
	struct match_photos *before = album->photos, *after;
	struct kept kept;

	/* With a place that is free. */
	assert_true(match_photos_remove(before, number_of(1), NULL));
	kept = kept_of(before);
	assert_int_equal(kept_read(&kept, &after), LENS_OK);
	assert_int_equal(kept.at, kept.size);
	assert_int_equal(match_photos_count(after), ENROLLED - 1);
	for (size_t i = 0; i < FILES; i++) {
		struct match_answer first;

		album->photos = before;
		look(album, &album->scene[i]);
		assert_int_equal(album->answers, i < ENROLLED && i != 1);
		first = album->answer[0];
		album->photos = after;
		look(album, &album->scene[i]);
		assert_int_equal(album->answers, i < ENROLLED && i != 1);
		if (album->answers > 0)
			assert_memory_equal(&first, &album->answer[0],
					    sizeof(first));
	}
	match_photos_free(before);
	/* What comes later is found, and what goes is not. */
	assert_int_equal(match_photos_add(album->photos, number_of(1),
					  &album->print[1], &album->local[1]),
			 LENS_OK);
	finds(album, &album->scene[1], 1);
	assert_true(
	    match_photos_remove(album->photos, number_of(0), &album->local[0]));
	look(album, &album->scene[0]);
	assert_int_equal(album->answers, 0);
	free(kept.bytes);
}

TEST(what_was_not_written_so_is_refused)
{
	struct album *album = *state;
	struct kept kept = kept_of(album->photos);
	struct match_photos *out;
	size_t size = kept.size;

	for (size_t i = 0; i < size; i += i < 300 ? 1 : 4999) {
		kept.size = i;
		assert_int_equal(kept_read(&kept, &out), LENS_MALFORMED);
		assert_null(out);
	}
	kept.size = size;
	/* Another kind of file, other words, another use than 0 and 1. */
	for (size_t i = 0; i < 8; i++) {
		kept.bytes[i] ^= 1;
		assert_int_equal(kept_read(&kept, &out), LENS_MALFORMED);
		kept.bytes[i] ^= 1;
	}
	kept.bytes[12] ^= 2;
	assert_int_equal(kept_read(&kept, &out), LENS_MALFORMED);
	kept.bytes[12] ^= 2;
	/* The last entry's photo is none of those there are. */
	kept.bytes[size - 1] ^= 0x80;
	assert_int_equal(kept_read(&kept, &out), LENS_MALFORMED);
	kept.bytes[size - 1] ^= 0x80;
	assert_int_equal(kept_read(&kept, &out), LENS_OK);
	match_photos_free(out);
	assert_int_equal(match_photos_write(album->photos, kept_full, NULL),
			 LENS_DENIED);
	free(kept.bytes);
}

TEST(every_how_has_words)
{
	char text[MATCH_HOW_TEXT];

	(void)state;
	for (unsigned i = 0; i < MATCH_HOW_COUNT; i++) {
		assert_non_null(match_how_word(i));
		assert_non_null(match_how_say(i, 7, text));
		assert_true(text[0] != '\0');
	}
	assert_null(match_how_word(MATCH_HOW_COUNT));
	assert_null(match_how_say(MATCH_HOW_COUNT, 0, text));
	assert_string_equal(match_how_say(9, -1, text),
			    "turned by 1 degree to the right");
	assert_string_equal(match_how_say(9, 30, text),
			    "turned by 30 degrees to the left");
	assert_string_equal(match_confidence_name(MATCH_LIKELY), "likely");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finds_a_photo_itself),
	    RUN(finds_crops_anywhere),
	    RUN(finds_and_names_every_turn),
	    RUN(finds_a_mirrored_crop_in_a_screenshot),
	    RUN(does_not_find_strangers),
	    RUN(answers_the_same_on_any_number_of_threads),
	    RUN(a_removed_photo_is_gone_and_comes_back),
	    RUN(an_error_of_the_store_ends_the_search_and_a_lost_photo_does_not),
	    RUN(survives_records_of_noise),
	    RUN(what_was_not_written_so_is_refused),
	    RUN(what_was_written_finds_the_same),
	    RUN(every_how_has_words),
	};

	return cmocka_run_group_tests(tests, album_open, album_close);
}
