/* test_call.c: parts of files, as a worker is given them. */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test.h"

#include "clients/call.h"

static const char call_bytes[] = "0123456789";

static int call_file(void)
{
	int fd = memfd_create("test", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, call_bytes, 10), 10);
	return fd;
}

static void a_part_is_what_lies_there(void **state)
{
	int fd = call_file(), part = call_part(fd, 3, 4);
	char read_back[8] = "";

	(void)state;
	assert_true(part >= 0);
	assert_int_equal(read(part, read_back, sizeof(read_back)), 4);
	assert_string_equal(read_back, "3456");
	close(part);
	close(fd);
}

/* An old EINTR must not make it ask for ever. */
static void a_part_behind_the_end_is_none(void **state)
{
	int fd = call_file();

	(void)state;
	errno = EINTR;
	assert_int_equal(call_part(fd, 8, 4), -1);
	errno = EINTR;
	assert_int_equal(call_part(fd, 20, 1), -1);
	close(fd);
}

/* What the machine says of itself, in the place of libc's. */
static double call_load;

int getloadavg(double loads[], int count)
{
	if (call_load < 0 || count < 1)
		return -1;
	loads[0] = call_load;
	return 1;
}

/* How many times the time that a worker has where nothing else runs. */
static double call_times(double wanted)
{
	int64_t now = base_now_ms();

	call_load = wanted * (double)sysconf(_SC_NPROCESSORS_ONLN);
	return (double)(call_deadline(100000) - now) / 100000;
}

static void a_busy_machine_gives_more_time(void **state)
{
	(void)state;
	assert_float_equal(call_times(0), 1, 0.1);
	assert_float_equal(call_times(0.9), 1, 0.1);
	assert_float_equal(call_times(2.5), 2.5, 0.1);
	assert_float_equal(call_times(10), 10, 0.1);
	assert_float_equal(call_times(1000), 10, 0.1);
	assert_float_equal(call_times(-1), 1, 0.1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_busy_machine_gives_more_time),
	    RUN(a_part_is_what_lies_there),
	    RUN(a_part_behind_the_end_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
