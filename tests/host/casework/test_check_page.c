/*
 * test_check_page.c: bytes that are here already are compared without any
 * network, and what a check has read can be kept without fetching it again.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/casework_check.h>

#include "work.h"

#define CHECK_PHOTO "/usr/share/backgrounds/mate/nature/Wood.jpg"

struct check_seen {
	unsigned count;
	enum casework_seen seen;
	int64_t photo;
	struct casework_file kept; /* the picture, moved out */
};

static void check_row(void *context, struct casework_exposure *row)
{
	struct check_seen *seen = context;

	seen->count++;
	seen->seen = row->seen;
	seen->photo = row->count ? (int64_t)row->matches[0].answer->photo : 0;
	assert_null(row->fetch);
	ipc_picture_free(&seen->kept.picture);
	seen->kept = (struct casework_file){"https://example.org/me.jpg",
					    row->bytes, *row->picture};
	*row->picture = (struct ipc_picture){0};
}

static void check_look(struct casework *work, struct check_seen *seen)
{
	int fd = open(CHECK_PHOTO, O_RDONLY | O_CLOEXEC);
	struct casework_target target = {.fd = fd};
	struct casework_check_page check = {.targets = &target,
					    .count = 1,
					    .keep = true,
					    .record = true,
					    .network = {.cancel = -1},
					    .row = check_row,
					    .context = seen};
	struct ledger_fault fault = {0};

	assert_true(fd >= 0);
	assert_int_equal(casework_check_page(work, &check, &fault), LENS_OK);
	close(fd);
}

TEST(keeps_what_a_check_has_read)
{
	char dir[] = "/tmp/lenscap-check-XXXXXX";
	struct check_seen seen = {0};
	struct ledger_fault fault = {0};
	enum casework_added outcome;
	struct casework *work;
	int64_t photo;

	(void)state;
	if (access(CHECK_PHOTO, R_OK) != 0)
		skip();
	work = work_make(dir);
	check_look(work, &seen);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.seen, CASEWORK_NEW);
	assert_int_equal(
	    casework_keep(work, &seen.kept, NULL, &fault, &outcome, &photo),
	    LENS_OK);
	assert_int_equal(outcome, CASEWORK_ADDED);
	assert_int_equal(photo, 1);
	check_look(work, &seen);
	assert_int_equal(seen.seen, CASEWORK_MINE);
	assert_int_equal(seen.photo, photo);
	assert_int_equal(
	    casework_keep(work, &seen.kept, NULL, &fault, &outcome, &photo),
	    LENS_OK);
	assert_int_equal(outcome, CASEWORK_KNOWN);
	assert_int_equal(photo, 1);
	ipc_picture_free(&seen.kept.picture);
	work_remove(work, dir);
}

TEST(says_new_without_a_ledger)
{
	struct check_seen seen = {0};

	(void)state;
	if (access(CHECK_PHOTO, R_OK) != 0)
		skip();
	check_look(NULL, &seen);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.seen, CASEWORK_NEW);
	ipc_picture_free(&seen.kept.picture);
}

/* Workers are looked for beside the program: there it must find them. */
static void check_place_worker(void)
{
	char self[4096] = "", *slash;
	char *path;

	assert_true(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	slash = strrchr(self, '/');
	*slash = '\0';
	path = base_format("%s/lenscap-decoder", self);
	(void)!symlink("../../../lenscap-decoder", path);
	assert_int_equal(access(path, X_OK), 0);
	free(path);
}

static int check_setup(void **state)
{
	(void)state;
	check_place_worker();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(keeps_what_a_check_has_read),
	    RUN(says_new_without_a_ledger),
	};

	return cmocka_run_group_tests(tests, check_setup, NULL);
}
