/* test_photos.c: what is put into a ledger comes out of it. */
#include <time.h>

#include "host/ledger/home.h"

TEST(gives_back_every_photo_it_was_given)
{
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_int_equal(home_add(home.ledger, i), i + 1);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	home_reopen(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	assert_false(home_has(home.ledger, 50));
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	home_reopen(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	home_remove(&home);
}

TEST(knows_a_photo_by_its_sha256)
{
	struct ledger_photo photo = home_photo(7);
	struct ledger_added added;
	struct ledger_status before, after;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(home_add(home.ledger, 7), 1);
	assert_int_equal(ledger_status(home.ledger, NULL, &before), LENS_OK);
	assert_int_equal(ledger_photo_add(home.ledger, &photo, NULL, &added),
			 LENS_OK);
	assert_false(added.fresh);
	assert_int_equal(added.id, 1);
	/* What changes nothing writes nothing. */
	assert_int_equal(ledger_status(home.ledger, NULL, &after), LENS_OK);
	assert_int_equal(after.sequence, before.sequence);
	assert_int_equal(after.photos, 1);
	home_remove(&home);
}

TEST(adds_many_in_one_change_or_none)
{
	struct ledger_photo photos[20];
	struct ledger_finding findings[20];
	struct ledger_added added[20];
	struct ledger_status status;
	struct ledger_fault fault;
	char details[20][16];
	struct home home;
	static char endless[LEDGER_TEXT_MAX + 2];

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 20; i++) {
		photos[i] = home_photo(i);
		photos[i].source = details[i];
		photos[i].extra.size = 0;
		snprintf(details[i], 16, "detail-%u", i);
		findings[i] = (struct ledger_finding){"gps", details[i]};
		photos[i].findings = &findings[i];
		photos[i].finding_count = 1;
	}
	assert_int_equal(
	    ledger_photo_add_many(home.ledger, photos, 20, NULL, added),
	    LENS_OK);
	assert_int_equal(added[19].id, 20);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.sequence, 1);
	assert_int_equal(status.findings, 20);

	for (unsigned i = 0; i < 20; i++)
		photos[i].sha256[0] ^= 1;
	memset(endless, 'x', sizeof(endless) - 1);
	photos[19].source = endless;
	assert_int_equal(
	    ledger_photo_add_many(home.ledger, photos, 20, &fault, added),
	    LENS_TOO_BIG);
	assert_int_equal(fault.kind, LEDGER_FAULT_ARGUMENT);
	assert_int_equal(added[0].id, 0);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.photos, 20);
	home_remove(&home);
}

/* ---- Lists ---- */

static void expect_list(struct ledger *ledger, struct ledger_query query,
			const char *expected, uint64_t total)
{
	struct ledger_photos *list;
	char got[128] = "";

	assert_int_equal(ledger_photo_list(ledger, &query, NULL, &list),
			 LENS_OK);
	for (size_t i = 0; i < list->count; i++) {
		size_t end = strlen(got);

		snprintf(got + end, sizeof(got) - end, "%d ",
			 (int)list->photos[i].id);
	}
	assert_string_equal(got, expected);
	assert_int_equal(list->total, total);
	ledger_photos_free(list);
}

TEST(lists_by_order_filter_and_page)
{
	struct home home;
	struct ledger_sighting sighting = {.photo = 3, .place = "https://a/"};

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 6; i++)
		home_add(home.ledger, i);
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	expect_list(home.ledger, (struct ledger_query){.limit = 4}, "1 2 3 4 ",
		    6);
	expect_list(home.ledger, (struct ledger_query){.offset = 4}, "5 6 ", 6);
	expect_list(home.ledger, (struct ledger_query){.descending = true},
		    "6 5 4 3 2 1 ", 6);
	expect_list(home.ledger, (struct ledger_query){.source = "NAME-4"},
		    "5 ", 1);
	expect_list(home.ledger, (struct ledger_query){.finding = "author"},
		    "3 6 ", 2);
	expect_list(home.ledger, (struct ledger_query){.format = "png"}, "", 0);
	expect_list(home.ledger,
		    (struct ledger_query){.since = 1700000000002,
					  .until = 1700000000003},
		    "3 4 ", 2);
	expect_list(home.ledger,
		    (struct ledger_query){.order = LEDGER_BY_SIGHTINGS,
					  .descending = true,
					  .limit = 1},
		    "3 ", 6);
	expect_list(home.ledger,
		    (struct ledger_query){.order = LEDGER_BY_FINDINGS},
		    "1 4 2 5 3 6 ", 6);
	/* Words are words, not SQL. */
	expect_list(home.ledger,
		    (struct ledger_query){.source = "' OR 1=1; --"}, "", 0);
	home_remove(&home);
}

/* ---- Forgetting ---- */

static bool count_sightings(void *context, const struct ledger_sighting *seen)
{
	(void)seen;
	++*(unsigned *)context;
	return true;
}

TEST(forgets_a_photo_with_all_that_hangs_on_it)
{
	struct ledger_sighting sighting = {.photo = 2, .place = "https://a/"};
	struct base_buffer bytes;
	struct ledger_fault fault;
	unsigned seen = 0;
	struct home home;
	int64_t id = 2;

	(void)state;
	home_make(&home);
	base_buffer_init(&bytes, LEDGER_BLOB_MAX);
	for (unsigned i = 0; i < 3; i++)
		home_add(home.ledger, i);
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, &fault),
			 LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_NOT_ERASED));
	for (unsigned pass = 0; pass < 2; pass++) {
		assert_true(home_has(home.ledger, 0));
		assert_false(home_has(home.ledger, 1));
		assert_true(home_has(home.ledger, 2));
		assert_int_equal(
		    ledger_blob_get(home.ledger, id, 0, &fault, &bytes),
		    LENS_NOT_FOUND);
		assert_int_equal(ledger_sighting_each(home.ledger, 0,
						      count_sightings, &seen,
						      NULL),
				 LENS_OK);
		assert_int_equal(seen, 0);
		home_reopen(&home);
	}
	/* The files that held it are gone. */
	assert_false(home_exists(&home, "snapshot-1"));
	assert_false(home_exists(&home, "log-1"));
	assert_false(home_exists(&home, "thumbnails-1"));
	/* Its number is never given again. */
	id = 3;
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	home_reopen(&home);
	assert_int_equal(home_add(home.ledger, 8), 4);
	base_buffer_free(&bytes);
	home_remove(&home);
}

TEST(forgets_all_or_none)
{
	int64_t ids[] = {1, 77};
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_photo_forget(home.ledger, ids, 2, NULL),
			 LENS_NOT_FOUND);
	assert_true(home_has(home.ledger, 0));
	home_remove(&home);
}

/* ---- Prints, blobs, sightings, settings ---- */

static bool check_print(void *context, const struct ledger_print *print)
{
	unsigned *next = context;
	struct ledger_photo expected = home_photo(*next);

	assert_int_equal(print->photo, *next + 1);
	assert_memory_equal(print->pdq, expected.fingerprint.pdq,
			    sizeof(expected.fingerprint.pdq));
	assert_memory_equal(print->iscc, expected.fingerprint.iscc, 32);
	assert_memory_equal(print->phash, expected.fingerprint.phash, 8);
	assert_memory_equal(print->dhash, expected.fingerprint.dhash, 8);
	assert_int_equal(print->pdq_quality, expected.fingerprint.pdq_quality);
	assert_int_equal(print->extra.size, expected.extra.size);
	return ++*next < 8;
}

TEST(shows_every_print_in_order)
{
	struct home home;
	unsigned next = 0;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 10; i++)
		home_add(home.ledger, i);
	assert_int_equal(
	    ledger_print_each(home.ledger, 0, check_print, &next, NULL),
	    LENS_OK);
	assert_int_equal(next, 8);
	next = 5;
	assert_int_equal(
	    ledger_print_each(home.ledger, 5, check_print, &next, NULL),
	    LENS_OK);
	home_remove(&home);
}

TEST(keeps_blobs_of_many_kinds_and_sizes)
{
	static uint8_t large[LEDGER_BLOB_MAX + 1];
	static const size_t sizes[] = {0,   1,	 239,  240,   241,
				       256, 257, 4096, 65536, LEDGER_BLOB_MAX};
	struct base_buffer bytes;
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	base_buffer_init(&bytes, LEDGER_BLOB_MAX);
	memset(large, 'L', sizeof(large));
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		assert_int_equal(
		    ledger_blob_put(home.ledger, 1, (uint8_t)i,
				    (struct base_view){large, sizes[i]}, NULL),
		    LENS_OK);
	assert_int_equal(ledger_compact(home.ledger, true, NULL), LENS_OK);
	home_reopen(&home);
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		assert_int_equal(
		    ledger_blob_get(home.ledger, 1, (uint8_t)i, NULL, &bytes),
		    LENS_OK);
		assert_int_equal(bytes.size, sizes[i]);
		if (bytes.size > 0)
			assert_memory_equal(bytes.data, large, bytes.size);
	}
	assert_int_equal(
	    ledger_blob_put(home.ledger, 1, 0,
			    (struct base_view){large, sizeof(large)}, NULL),
	    LENS_TOO_BIG);
	assert_int_equal(ledger_blob_put(home.ledger, 2, 0,
					 (struct base_view){large, 1}, NULL),
			 LENS_NOT_FOUND);
	base_buffer_free(&bytes);
	home_remove(&home);
}

static bool check_sighting(void *context, const struct ledger_sighting *seen)
{
	++*(unsigned *)context;
	assert_string_equal(seen->place, "https://example.org/a.jpg");
	assert_string_equal(seen->page, "https://example.org/");
	assert_string_equal(seen->how, "mirrored");
	assert_int_equal(seen->seen, 1000);
	assert_int_equal(seen->checked, 2000);
	assert_int_equal(seen->distance, 12);
	assert_true(seen->gone);
	return true;
}

TEST(keeps_one_sighting_of_a_photo_at_a_place)
{
	struct ledger_sighting sighting = {.photo = 1,
					   .place = "https://example.org/a.jpg",
					   .page = "https://example.org/",
					   .how = "mirrored",
					   .seen = 1000,
					   .distance = 12};
	struct home home;
	unsigned count = 0;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	sighting.seen = sighting.checked = 2000;
	sighting.gone = true;
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	home_reopen(&home);
	assert_int_equal(
	    ledger_sighting_each(home.ledger, 1, check_sighting, &count, NULL),
	    LENS_OK);
	assert_int_equal(count, 1);
	sighting.photo = 2;
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_NOT_FOUND);
	home_remove(&home);
}

struct seen_at {
	unsigned count;
	int64_t id;
	const char *place, *page;
	enum ledger_state state;
	int64_t seen, there, checked, missing;
	uint64_t bytes;
	bool gone;
};

static bool take_sighting(void *context, const struct ledger_sighting *seen)
{
	struct seen_at *at = context;

	at->count++;
	at->id = seen->id;
	if (at->place != NULL)
		assert_string_equal(seen->place, at->place);
	if (at->page != NULL)
		assert_string_equal(seen->page, at->page);
	at->state = seen->state;
	at->seen = seen->seen;
	at->there = seen->there;
	at->checked = seen->checked;
	at->missing = seen->missing;
	at->bytes = seen->own.bytes;
	at->gone = seen->gone;
	return true;
}

static struct seen_at look_at(struct home *home, const char *place,
			      const char *page)
{
	struct seen_at at = {.place = place, .page = page};

	home_reopen(home);
	assert_int_equal(
	    ledger_sighting_each(home->ledger, 1, take_sighting, &at, NULL),
	    LENS_OK);
	return at;
}

TEST(knows_a_place_by_its_page_and_what_does_not_expire)
{
	struct ledger_sighting sighting = {
	    .photo = 1,
	    .place = "https://cdn.example/a.jpg?Expires=1",
	    .anchor = "https://cdn.example/a.jpg",
	    .seen = 1000,
	    .own = {.bytes = 500, .width = 40, .height = 30},
	    .access = LEDGER_ACCESS_PUBLIC};
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	/* The page it stands on is learned later, the address is another. */
	sighting.place = "https://cdn.example/a.jpg?Expires=2";
	sighting.page = "https://example.org/p";
	sighting.seen = 3000;
	sighting.own.bytes = 0;
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	struct seen_at at = look_at(&home, sighting.place, sighting.page);
	assert_int_equal(at.count, 1);
	assert_int_equal(at.seen, 1000);
	assert_int_equal(at.there, 3000);
	/* What was not measured again stays as it was measured. */
	assert_int_equal(at.bytes, 500);
	/* On another page it is another place. */
	sighting.page = "https://example.org/q";
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	assert_int_equal(look_at(&home, NULL, NULL).count, 2);
	home_remove(&home);
}

struct looks_seen {
	unsigned count, times;
	enum ledger_state states[8];
	int64_t first[8], last[8];
};

static bool take_look(void *context, const struct ledger_look *look)
{
	struct looks_seen *seen = context;

	assert_true(seen->count < 8);
	seen->states[seen->count] = look->state;
	seen->first[seen->count] = look->first;
	seen->last[seen->count++] = look->last;
	seen->times += look->times;
	return true;
}

TEST(keeps_the_history_of_looks)
{
	struct ledger_sighting sighting = {.photo = 1,
					   .place = "https://a.example/a.jpg",
					   .page = "https://a.example/",
					   .seen = 1000,
					   .own = {.bytes = 500},
					   .access = LEDGER_ACCESS_PUBLIC};
	struct ledger_look look = {.sighting = 1,
				   .state = LEDGER_UNKNOWN,
				   .access = LEDGER_ACCESS_UNKNOWN,
				   .why = "timeout",
				   .own = {.bytes = 7}};
	struct looks_seen seen = {0};
	struct seen_at at;
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_sighting_put(home.ledger, &sighting, 1, NULL),
			 LENS_OK);
	for (look.first = 2000; look.first <= 4000; look.first += 1000)
		assert_int_equal(ledger_look_put(home.ledger, &look, 1, NULL),
				 LENS_OK);
	at = look_at(&home, NULL, NULL);
	assert_int_equal(at.state, LEDGER_UNKNOWN);
	assert_int_equal(at.there, 1000);
	assert_int_equal(at.checked, 4000);
	/* What a failing look gave is nothing that the place has. */
	assert_int_equal(at.bytes, 500);
	look = (struct ledger_look){.sighting = 1,
				    .first = 5000,
				    .state = LEDGER_ABSENT,
				    .access = LEDGER_ACCESS_ABSENT,
				    .missing = 5000,
				    .gone = true};
	assert_int_equal(ledger_look_put(home.ledger, &look, 1, NULL), LENS_OK);
	assert_true(look_at(&home, NULL, NULL).gone);
	look = (struct ledger_look){.sighting = 1,
				    .first = 6000,
				    .access = LEDGER_ACCESS_PUBLIC,
				    .address = "https://a.example/new.jpg",
				    .own = {.bytes = 900}};
	assert_int_equal(ledger_look_put(home.ledger, &look, 1, NULL), LENS_OK);
	at = look_at(&home, "https://a.example/new.jpg", "https://a.example/");
	assert_false(at.gone);
	assert_int_equal(at.bytes, 900);
	assert_int_equal(at.there, 6000);
	assert_int_equal(
	    ledger_look_each(home.ledger, 1, take_look, &seen, NULL), LENS_OK);
	/* Three alike are one line that says from when to when. */
	assert_int_equal(seen.count, 4);
	assert_int_equal(seen.times, 6);
	assert_int_equal(seen.first[1], 2000);
	assert_int_equal(seen.last[1], 4000);
	assert_int_equal(seen.states[2], LEDGER_ABSENT);
	look.sighting = 99;
	assert_int_equal(ledger_look_put(home.ledger, &look, 1, NULL),
			 LENS_NOT_FOUND);
	/* Forgotten with the photo. */
	assert_int_equal(
	    ledger_photo_forget(home.ledger, &(int64_t){1}, 1, NULL), LENS_OK);
	seen.count = 0;
	assert_int_equal(
	    ledger_look_each(home.ledger, 1, take_look, &seen, NULL), LENS_OK);
	assert_int_equal(seen.count, 0);
	home_remove(&home);
}

static bool check_setting(void *context, const char *name, const char *value)
{
	++*(unsigned *)context;
	assert_string_equal(name, "name");
	assert_string_equal(value, "Zoë");
	return true;
}

TEST(keeps_settings)
{
	struct base_buffer value;
	struct home home;
	unsigned count = 0;

	(void)state;
	home_make(&home);
	base_buffer_init(&value, LEDGER_TEXT_MAX);
	assert_int_equal(ledger_setting_set(home.ledger, "name", "Zoe", NULL),
			 LENS_OK);
	assert_int_equal(ledger_setting_set(home.ledger, "name", "Zoë", NULL),
			 LENS_OK);
	assert_int_equal(ledger_setting_set(home.ledger, "mail", "z@a", NULL),
			 LENS_OK);
	assert_int_equal(ledger_setting_set(home.ledger, "mail", NULL, NULL),
			 LENS_OK);
	home_reopen(&home);
	assert_int_equal(ledger_setting_get(home.ledger, "name", NULL, &value),
			 LENS_OK);
	assert_int_equal(value.size, strlen("Zoë"));
	assert_int_equal(ledger_setting_get(home.ledger, "mail", NULL, &value),
			 LENS_NOT_FOUND);
	assert_int_equal(
	    ledger_setting_each(home.ledger, check_setting, &count, NULL),
	    LENS_OK);
	assert_int_equal(count, 1);
	base_buffer_free(&value);
	home_remove(&home);
}

TEST(keeps_a_setting_of_64_kilobytes_and_none_that_is_longer)
{
	static char text[(64 << 10) + 2];
	struct base_buffer value;
	struct home home;

	(void)state;
	home_make(&home);
	base_buffer_init(&value, sizeof(text));
	memset(text, 'x', 64 << 10);
	assert_int_equal(ledger_setting_set(home.ledger, "ink", text, NULL),
			 LENS_OK);
	home_reopen(&home);
	assert_int_equal(ledger_setting_get(home.ledger, "ink", NULL, &value),
			 LENS_OK);
	assert_int_equal(value.size, 64 << 10);
	text[64 << 10] = 'x';
	assert_int_equal(ledger_setting_set(home.ledger, "ink", text, NULL),
			 LENS_TOO_BIG);
	base_buffer_free(&value);
	home_remove(&home);
}

static bool check_link(void *context, const struct ledger_link *link)
{
	struct ledger_link *last = context;

	assert_int_equal(link->sequence, last->sequence + 1);
	assert_true(link->time >= last->time);
	assert_memory_not_equal(link->tag, last->tag, LEDGER_TAG_SIZE);
	*last = *link;
	return true;
}

TEST(shows_the_whole_chain_across_snapshots)
{
	struct ledger_link last = {.sequence = 0};
	struct ledger_status status;
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 9; i++) {
		home_add(home.ledger, i);
		if (i % 3 == 2)
			assert_int_equal(
			    ledger_compact(home.ledger, false, NULL), LENS_OK);
	}
	home_reopen(&home);
	assert_int_equal(
	    ledger_chain_each(home.ledger, check_link, &last, NULL), LENS_OK);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(last.sequence, 9);
	assert_int_equal(status.sequence, 9);
	assert_memory_equal(status.tag, last.tag, LEDGER_TAG_SIZE);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(gives_back_every_photo_it_was_given),
	    RUN(knows_a_photo_by_its_sha256),
	    RUN(adds_many_in_one_change_or_none),
	    RUN(lists_by_order_filter_and_page),
	    RUN(forgets_a_photo_with_all_that_hangs_on_it),
	    RUN(forgets_all_or_none),
	    RUN(shows_every_print_in_order),
	    RUN(keeps_blobs_of_many_kinds_and_sizes),
	    RUN(keeps_one_sighting_of_a_photo_at_a_place),
	    RUN(knows_a_place_by_its_page_and_what_does_not_expire),
	    RUN(keeps_the_history_of_looks),
	    RUN(keeps_settings),
	    RUN(keeps_a_setting_of_64_kilobytes_and_none_that_is_longer),
	    RUN(shows_the_whole_chain_across_snapshots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
