/*
 * test_copies.c: what is kept as a copy of a photo of mine: at most ten bits
 * away, the same way up, no larger, and not flat.
 */
#include <lenscap/casework_check.h>
#include <lenscap/ledger_sightings.h>

#include "work.h"

struct kept {
	enum casework_added outcome;
	int64_t photo;
};

/* A picture that was read, so many bits from the first. */
static struct kept keep(struct casework *work, unsigned number, unsigned bits,
			uint32_t width, uint32_t height, unsigned quality)
{
	char path[40];
	struct casework_file file = {.path = path, .bytes = 9};
	struct ledger_fault fault = {0};
	struct kept kept;

	snprintf(path, sizeof(path), "/photos/%u.jpg", number);
	file.picture = (struct ipc_picture){.status = IPC_PICTURE_OK,
					    .format = IPC_FORMAT_JPEG,
					    .width = width,
					    .height = height,
					    .hashed = true};
	file.picture.sha256[0] = (uint8_t)number;
	file.picture.fingerprint.pdq_quality = (uint8_t)quality;
	for (unsigned d = 0; d < FINGERPRINT_DIHEDRALS; d++)
		memset(file.picture.fingerprint.pdq[d], (int)(d * 36),
		       FINGERPRINT_PDQ_SIZE);
	for (unsigned i = 0; i < bits; i++)
		file.picture.fingerprint.pdq[0][i / 8] ^=
		    (uint8_t)(1u << i % 8);
	if (casework_keep(work, &file, NULL, &fault, &kept.outcome,
			  &kept.photo) != LENS_OK)
		fail_msg("%s", fault.sentence);
	ipc_picture_free(&file.picture);
	return kept;
}

static void is(struct kept kept, enum casework_added outcome, int64_t photo)
{
	assert_int_equal(kept.outcome, outcome);
	assert_int_equal(kept.photo, photo);
}

TEST(a_copy_is_ten_bits_away_and_no_larger)
{
	char dir[] = "/tmp/lenscap-copies-XXXXXX";
	struct casework *work = work_make(dir);

	(void)state;
	is(keep(work, 1, 0, 640, 480, 100), CASEWORK_ADDED, 1);
	is(keep(work, 1, 0, 640, 480, 100), CASEWORK_KNOWN, 1);
	is(keep(work, 2, 0, 320, 240, 100), CASEWORK_COPY, 1);
	is(keep(work, 3, 10, 640, 480, 100), CASEWORK_COPY, 1);
	is(keep(work, 4, 11, 640, 480, 100), CASEWORK_ADDED, 2);
	/* Nearest to the second now, though the first is within ten. */
	is(keep(work, 5, 9, 640, 480, 100), CASEWORK_COPY, 2);
	is(keep(work, 6, 3, 640, 480, 100), CASEWORK_COPY, 1);
	/* A larger one is worth having. */
	is(keep(work, 7, 0, 641, 480, 100), CASEWORK_ADDED, 3);
	work_remove(work, dir);
}

TEST(flat_pictures_are_no_copies_of_each_other)
{
	char dir[] = "/tmp/lenscap-copies-XXXXXX";
	struct casework *work = work_make(dir);

	(void)state;
	is(keep(work, 1, 0, 640, 480, 100), CASEWORK_ADDED, 1);
	is(keep(work, 2, 0, 640, 480, 49), CASEWORK_ADDED, 2);
	is(keep(work, 3, 0, 640, 480, 50), CASEWORK_COPY, 1);
	work_remove(work, dir);
}

static bool count(void *context, const struct ledger_sighting *seen)
{
	assert_string_equal(seen->place, "/photos/2.jpg");
	++*(unsigned *)context;
	return true;
}

TEST(where_a_copy_lies_is_noted)
{
	char dir[] = "/tmp/lenscap-copies-XXXXXX";
	struct casework *work = work_make(dir);
	struct ledger_fault fault = {0};
	unsigned noted = 0;

	(void)state;
	is(keep(work, 1, 0, 640, 480, 100), CASEWORK_ADDED, 1);
	is(keep(work, 2, 4, 640, 480, 100), CASEWORK_COPY, 1);
	assert_int_equal(ledger_sighting_each(casework_ledger(work), 1, count,
					      &noted, &fault),
			 LENS_OK);
	assert_int_equal(noted, 1);
	work_remove(work, dir);
}

static bool count_seen(void *context, const struct ledger_sighting *sighting)
{
	struct ledger_sighting *last = context;

	assert_string_equal(sighting->page, "https://a.example/me");
	assert_int_equal(sighting->access, LEDGER_ACCESS_PUBLIC);
	assert_int_equal(sighting->own.width, 640);
	last->distance++;
	return true;
}

/* How often it was seen where it was kept from. */
static unsigned seen_at(struct casework *work, uint8_t number, const char *path,
			enum ledger_access access)
{
	const struct casework_kept_from from = {.page = "https://a.example/me",
						.access = access};
	struct casework_file file = {.path = path, .bytes = 9};
	struct ledger_sighting last = {.distance = 0};
	struct ledger_fault fault = {0};
	struct kept kept;

	file.picture = (struct ipc_picture){.status = IPC_PICTURE_OK,
					    .format = IPC_FORMAT_JPEG,
					    .width = 640,
					    .height = 480,
					    .hashed = true};
	file.picture.sha256[0] = number;
	memset(file.picture.fingerprint.pdq, number * 17,
	       sizeof(file.picture.fingerprint.pdq));
	file.picture.fingerprint.pdq_quality = 100;
	assert_int_equal(casework_keep(work, &file, &from, &fault,
				       &kept.outcome, &kept.photo),
			 LENS_OK);
	assert_int_equal(kept.outcome, CASEWORK_ADDED);
	assert_int_equal(ledger_sighting_each(casework_ledger(work), kept.photo,
					      count_seen, &last, &fault),
			 LENS_OK);
	ipc_picture_free(&file.picture);
	return last.distance;
}

TEST(what_is_kept_from_the_web_was_seen_there)
{
	char dir[] = "/tmp/lenscap-copies-XXXXXX";
	struct casework *work = work_make(dir);

	(void)state;
	assert_int_equal(
	    seen_at(work, 1, "http://a.example/1.jpg", LEDGER_ACCESS_PUBLIC),
	    1);
	assert_int_equal(
	    seen_at(work, 3, "HTTPS://a.example/2.jpg", LEDGER_ACCESS_PUBLIC),
	    1);
	assert_int_equal(
	    seen_at(work, 5, "httpx://a.example/3.jpg", LEDGER_ACCESS_PUBLIC),
	    0);
	assert_int_equal(
	    seen_at(work, 7, "/home/me/4.jpg", LEDGER_ACCESS_PUBLIC), 0);
	/* Nobody else can get it there. */
	assert_int_equal(
	    seen_at(work, 9, "https://a.example/5.jpg", LEDGER_ACCESS_NONE), 0);
	work_remove(work, dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_copy_is_ten_bits_away_and_no_larger),
	    RUN(flat_pictures_are_no_copies_of_each_other),
	    RUN(where_a_copy_lies_is_noted),
	    RUN(what_is_kept_from_the_web_was_seen_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
