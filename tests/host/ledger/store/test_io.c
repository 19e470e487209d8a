/* test_io.c: what cannot be removed is not called removed. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

#include "store/io.h"

static int io_error;

static int refused(int dir, const char *name)
{
	(void)dir;
	(void)name;
	errno = io_error;
	return -1;
}

TEST(a_file_that_stays_is_told_and_one_that_is_gone_is_not)
{
	static const int errors[] = {EIO, EACCES, EPERM, EROFS, EBUSY};
	int (*unlink_really)(int dir, const char *name) = io_calls.unlink;

	(void)state;
	io_calls.unlink = refused;
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		io_error = errors[i];
		assert_int_equal(io_remove(AT_FDCWD, "none"), LENS_SYSTEM);
	}
	io_error = ENOENT;
	assert_int_equal(io_remove(AT_FDCWD, "none"), LENS_OK);
	io_calls.unlink = unlink_really;
}

TEST(what_is_destroyed_is_overwritten_and_removed)
{
	char folder[] = "/tmp/lenscap-io-XXXXXX", bytes[8] = "";
	int dir, kept;

	(void)state;
	assert_non_null(mkdtemp(folder));
	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(dir >= 0);
	assert_int_equal(io_replace(dir, "file", base_view_of("a secret")),
			 LENS_OK);
	kept = openat(dir, "file", O_RDONLY | O_CLOEXEC);
	assert_true(kept >= 0);
	assert_int_equal(io_destroy(dir, "file"), LENS_OK);
	assert_int_equal(faccessat(dir, "file", F_OK, 0), -1);
	assert_int_equal(errno, ENOENT);
	/* Who still has it open reads noise. */
	assert_int_equal(pread(kept, bytes, sizeof(bytes), 0), 8);
	assert_memory_not_equal(bytes, "a secret", 8);
	assert_int_equal(io_destroy(dir, "file"), LENS_OK);
	close(kept);
	close(dir);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_file_that_stays_is_told_and_one_that_is_gone_is_not),
	    RUN(what_is_destroyed_is_overwritten_and_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
