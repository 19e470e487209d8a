/*
 * test_enrolled.c: what is taken in of many photos is kept beside the ledger,
 * and had again from there: of the photos there are, and of no others.
 */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/ledger.h>
#include <lenscap/ledger_index.h>

#include "casework/enrolled.h"

#define ENROLLED_MANY 4096 /* from so many on it is worth it */
#define ENROLLED_PAGE 256

struct enrolled_home {
	char dir[64], home[96], key_file[96];
	struct ledger_secret *secret;
	struct ledger_key *key;
	struct ledger *ledger;
	uint32_t random;
};

static uint32_t enrolled_random(struct enrolled_home *home)
{
	home->random = home->random * 1664525 + 1013904223;
	return home->random >> 7;
}

static size_t enrolled_features(struct enrolled_home *home,
				uint8_t out[FINGERPRINT_LOCAL_SIZE_MAX])
{
	struct fingerprint_local local = {
	    .width = 400, .height = 300, .count = 3};

	for (unsigned i = 0; i < local.count; i++)
		local.point[i].code[i % 2] = enrolled_random(home);
	return fingerprint_local_write(&local, out);
}

static void enrolled_add(struct enrolled_home *home, unsigned count)
{
	static struct ledger_photo photos[ENROLLED_PAGE];
	static struct ledger_added added[ENROLLED_PAGE];
	static uint8_t bytes[ENROLLED_PAGE][FINGERPRINT_LOCAL_SIZE_MAX];

	for (unsigned i = 0; i < count; i++) {
		struct ledger_photo *photo = &photos[i];
		uint32_t *sha256 = (uint32_t *)photo->sha256;

		*photo = (struct ledger_photo){.format = "jpeg",
					       .width = 400,
					       .height = 300,
					       .orientation = 1,
					       .source = "/a.jpg"};
		for (unsigned k = 0; k < 8; k++)
			sha256[k] = enrolled_random(home);
		photo->fingerprint.pdq[0][0] = (uint8_t)sha256[0];
		photo->features = (struct base_view){
		    bytes[i], enrolled_features(home, bytes[i])};
	}
	assert_int_equal(
	    ledger_photo_add_many(home->ledger, photos, count, NULL, added),
	    LENS_OK);
}

static int enrolled_make(void **state)
{
	struct enrolled_home *home = calloc(1, sizeof(*home));
	struct ledger_place place = {home->home, NULL};
	struct ledger_fault fault;

	*state = home;
	snprintf(home->dir, sizeof(home->dir), "/tmp/enrolled-XXXXXX");
	assert_non_null(mkdtemp(home->dir));
	snprintf(home->home, sizeof(home->home), "%s/home", home->dir);
	snprintf(home->key_file, sizeof(home->key_file), "%s/key", home->dir);
	assert_int_equal(ledger_secret_key_file_create(home->key_file, &fault,
						       &home->secret),
			 LENS_OK);
	assert_int_equal(ledger_create(&place, &home->secret, 1, &fault,
				       &home->key, &home->ledger),
			 LENS_OK);
	for (unsigned i = 0; i < ENROLLED_MANY - 1; i += 255)
		enrolled_add(home, ENROLLED_MANY - 1 - i < 255
				       ? ENROLLED_MANY - 1 - i
				       : 255);
	return 0;
}

static int enrolled_remove(void **state)
{
	struct enrolled_home *home = *state;
	char command[128];

	ledger_close(home->ledger);
	ledger_key_free(home->key);
	ledger_secret_free(home->secret);
	snprintf(command, sizeof(command), "rm -rf '%s'", home->dir);
	assert_int_equal(system(command), 0);
	free(home);
	return 0;
}

/* Of this generation there is an index: how many bytes; 0 for none. */
static size_t enrolled_index(const struct enrolled_home *home, char path[128])
{
	struct ledger_moment at;
	size_t size = 0;
	int fd;

	assert_int_equal(ledger_moment(home->ledger, NULL, &at), LENS_OK);
	snprintf(path, 128, "%s/index-%u", home->home, (unsigned)at.generation);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		size = (size_t)lseek(fd, 0, SEEK_END);
	if (fd >= 0)
		close(fd);
	return size;
}

/* Opened; then how many photos are in it, and whether there is an index. */
static void enrolled_holds(const struct enrolled_home *home, size_t count,
			   bool kept)
{
	struct enrolled enrolled;
	char path[128];

	assert_int_equal(enrolled_open(home->ledger, NULL, &enrolled), LENS_OK);
	assert_int_equal(match_photos_count(enrolled.photos), count);
	enrolled_close(&enrolled);
	assert_int_equal(enrolled_index(home, path) > 0, kept);
}

TEST(many_photos_are_kept_and_had_again)
{
	const int64_t gone[2] = {7, 4099};
	struct enrolled_home *home = *state;
	char path[128];
	size_t size;
	int fd;

	enrolled_holds(home, ENROLLED_MANY - 1, false);
	enrolled_add(home, 1);
	enrolled_holds(home, ENROLLED_MANY, true);
	size = enrolled_index(home, path);
	/* Few more are taken in beside it; many make another. */
	enrolled_add(home, 5);
	enrolled_holds(home, ENROLLED_MANY + 5, true);
	assert_int_equal(enrolled_index(home, path), size);
	/* A damaged one is as none, and made anew. */
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "?!", 2, (off_t)size / 2), 2);
	close(fd);
	enrolled_holds(home, ENROLLED_MANY + 5, true);
	assert_true(enrolled_index(home, path) > size);
	/* What was forgotten is in none. */
	assert_int_equal(ledger_photo_forget(home->ledger, gone, 2, NULL),
			 LENS_OK);
	assert_int_equal(enrolled_index(home, path), 0);
	enrolled_holds(home, ENROLLED_MANY + 3, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(many_photos_are_kept_and_had_again),
	};

	return cmocka_run_group_tests(tests, enrolled_make, enrolled_remove);
}
