/*
 * test_spawn.c: what a program inherits that is started as workers are: no
 * signal that is blocked or ignored, no environment of ours, four descriptors.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>

#define SPAWN_SOON 200 /* looks of 50 ms, until it is the other program */

/* A file of /proc about a process, as text; what parts its words is a line's
 * end. */
static char *about(pid_t pid, const char *name)
{
	char *path = base_format("/proc/%d/%s", (int)pid, name);
	struct base_buffer text;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	free(path);
	assert_true(fd >= 0);
	base_buffer_init(&text, 1 << 16);
	assert_int_equal(base_read_all(fd, &text), LENS_OK);
	close(fd);
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] == '\0')
			text.data[i] = '\n';
	assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
	return (char *)text.data;
}

/* The signals of a line of status, each a bit; but the C library's own two. */
static unsigned long signals(pid_t pid, const char *line)
{
	char *status = about(pid, "status"), *at = strstr(status, line);
	unsigned long bits;

	assert_non_null(at);
	bits = strtoul(at + strlen(line), NULL, 16) & 0x7fffffff;
	free(status);
	return bits;
}

static unsigned descriptors(pid_t pid)
{
	char *path = base_format("/proc/%d/fd", (int)pid);
	DIR *dir = opendir(path);
	unsigned count = 0;

	free(path);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		count += entry->d_name[0] != '.';
	closedir(dir);
	return count;
}

/* "yes" never ends, and writes to where nobody reads. */
static struct sandbox_worker worker = {.pid = -1, .channel = -1};

static int spawn_end(void **state)
{
	(void)state;
	sandbox_kill(&worker);
	return 0;
}

/* Its name is the other program's before its environment is there to read. */
static void start(void)
{
	assert_int_equal(sandbox_spawn("/usr/bin/yes", &worker), LENS_OK);
	for (int i = 0; i < SPAWN_SOON; i++) {
		char *name = about(worker.pid, "comm");
		char *environment = about(worker.pid, "environ");
		bool there =
		    strcmp(name, "yes\n") == 0 && environment[0] != '\0';

		free(name);
		free(environment);
		if (there)
			return;
		usleep(50000);
	}
	fail_msg("it does not start");
}

TEST(inherits_no_signals_no_environment_and_no_descriptor)
{
	sigset_t blocked, before;
	char *environment;
	int kept;

	(void)state;
	if (access("/usr/bin/yes", X_OK) != 0)
		skip();
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGUSR1);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	signal(SIGPIPE, SIG_IGN);
	kept = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */
	assert_int_equal(setenv("LENSCAP_TOLD", "x", 1), 0);
	start();
	assert_int_equal(signals(worker.pid, "SigBlk:"), 0);
	assert_int_equal(signals(worker.pid, "SigIgn:"), 0);
	environment = about(worker.pid, "environ");
	assert_non_null(strstr(environment, "glibc.malloc.hugetlb=1"));
	assert_null(strstr(environment, "LENSCAP_TOLD"));
	free(environment);
	/* A group of its own: what ends our terminal is ours to tell. */
	assert_int_equal(getpgid(worker.pid), worker.pid);
	/* Three times nothing, the channel, and its last word's page. */
	assert_in_range(descriptors(worker.pid), 4, 6);
	sandbox_kill(&worker);
	assert_int_equal(worker.pid, -1);
	close(kept);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

TEST(what_is_not_there_is_not_started)
{
	(void)state;
	assert_int_equal(sandbox_spawn("/nowhere/yes", &worker), LENS_SYSTEM);
	assert_int_equal(worker.pid, -1);
	assert_int_equal(worker.channel, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(
		inherits_no_signals_no_environment_and_no_descriptor,
		spawn_end),
	    RUN(what_is_not_there_is_not_started),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
