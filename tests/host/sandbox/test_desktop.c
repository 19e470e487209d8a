/*
 * test_desktop.c: what doctor says of the keyring's jail, try by try, at every
 * version of Landlock: it opens no file, has no network and starts no program;
 * what it may is what the session bus takes.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>
#include <sandbox/jail.h>

#define DESKTOP_ABIS 7

static pid_t desktop_victim;
static char desktop_file[] = "/tmp/lenscap-desktop-XXXXXX";

static long desktop_read(void)
{
	return open(desktop_file, O_RDONLY);
}

static long desktop_write(void)
{
	return open(desktop_file, O_WRONLY);
}

static long desktop_make(void)
{
	return open("/tmp/lenscap-desktop-new", O_WRONLY | O_CREAT, 0600);
}

static long desktop_unlink(void)
{
	return unlink(desktop_file);
}

static long desktop_truncate(void)
{
	return truncate(desktop_file, 0);
}

static long desktop_chmod(void)
{
	return chmod(desktop_file, 0777);
}

static long desktop_touch(void)
{
	return utimensat(AT_FDCWD, desktop_file, NULL, 0);
}

static long desktop_internet(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static long desktop_datagrams(void)
{
	return socket(AF_INET6, SOCK_DGRAM, 0);
}

static long desktop_netlink(void)
{
	return socket(AF_NETLINK, SOCK_RAW, 0);
}

static long desktop_execute(void)
{
	static const char *const argv[] = {"/bin/true", NULL};

	return syscall(SYS_execve, argv[0], argv, argv + 1);
}

static long desktop_fork(void)
{
	return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}

static long desktop_kill(void)
{
	return kill(desktop_victim, SIGKILL);
}

static long desktop_signal_of_a_pidfd(void)
{
	int fd = (int)syscall(SYS_pidfd_open, desktop_victim, 0);

	return fd < 0 ? -1
		      : syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0);
}

static long desktop_limit(void)
{
	struct rlimit none = {0, 0};

	return prlimit(desktop_victim, RLIMIT_CPU, &none, NULL);
}

static long desktop_owner(void)
{
	return fcntl(STDIN_FILENO, F_SETOWN, desktop_victim);
}

static long desktop_trace(void)
{
	return syscall(SYS_ptrace, 16 /* attach */, desktop_victim, 0, 0);
}

static long desktop_executable(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? -1 : 0;
}

static long desktop_namespace(void)
{
	return unshare(CLONE_NEWUSER);
}

static long desktop_listen(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	return bind(fd, (void *)&at, sizeof(sa_family_t));
}

static long desktop_keys(void)
{
	return syscall(SYS_keyctl, 0, -4, 0, 0, 0);
}

static const struct {
	const char *name;
	long (*make)(void);
} desktop_tries[] = {
    {"read a file", desktop_read},
    {"write a file", desktop_write},
    {"make a file", desktop_make},
    {"remove a file", desktop_unlink},
    {"empty a file", desktop_truncate},
    {"open a file to all", desktop_chmod},
    {"set a file's times", desktop_touch},
    {"TCP", desktop_internet},
    {"UDP", desktop_datagrams},
    {"netlink", desktop_netlink},
    {"execute", desktop_execute},
    {"fork", desktop_fork},
    {"kill", desktop_kill},
    {"signal a pidfd", desktop_signal_of_a_pidfd},
    {"limit another", desktop_limit},
    {"F_SETOWN", desktop_owner},
    {"ptrace", desktop_trace},
    {"executable memory", desktop_executable},
    {"a namespace", desktop_namespace},
    {"listen", desktop_listen},
    {"kernel keys", desktop_keys},
};

/* 0: refused; 1: done; 2: not entered; 3: killed. */
static int desktop_try(long (*make)(void), int version)
{
	char why[SANDBOX_WHY] = "";
	int status;
	pid_t child;

	jail_landlock_most = version;
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (sandbox_enter_desktop(why) != LENS_OK)
			_exit(2);
		errno = 0;
		_exit(make == NULL ||
		      (make() != -1 ||
		       (errno != EPERM && errno != EACCES && errno != ENOSYS)));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

TEST(what_doctor_says_it_cannot_is_refused)
{
	unsigned wrong = 0;
	int here = jail_landlock_version();

	(void)state;
	for (int version = 1; version <= DESKTOP_ABIS && version <= here;
	     version++)
		for (size_t i = 0;
		     i < sizeof(desktop_tries) / sizeof(*desktop_tries); i++) {
			int met = desktop_try(desktop_tries[i].make, version);

			if (met == 0)
				continue;
			print_message("# Landlock %d: %s: %d\n", version,
				      desktop_tries[i].name, met);
			wrong++;
		}
	jail_landlock_most = here;
	assert_int_equal(wrong, 0);
}

/* What libsecret needs: a socket of this machine, a thread, a clock. */
static long desktop_bus(void)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) < 0 ? -1 : 0;
}

TEST(what_the_session_bus_takes_is_allowed)
{
	(void)state;
	assert_int_equal(desktop_try(desktop_bus, jail_landlock_version()), 1);
}

/* Names can be seen, as its line says. */
static long desktop_look(void)
{
	struct stat about;

	return stat(desktop_file, &about);
}

TEST(what_its_line_admits_is_so)
{
	(void)state;
	assert_int_equal(desktop_try(desktop_look, jail_landlock_version()), 1);
}

TEST(without_landlock_it_is_not_entered)
{
	int here = jail_landlock_version();

	(void)state;
	assert_int_equal(desktop_try(NULL, 0), 2);
	jail_landlock_most = here;
}

/* Enter it where the kernel answers seccomp() so: 2 as of desktop_try(). */
static int desktop_without_filter(int answer)
{
	char why[SANDBOX_WHY] = "";
	int status;
	pid_t child = fork();

	if (child == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		uint32_t says = SCMP_ACT_ERRNO((uint16_t)answer);
		const struct scmp_arg_cmp to_filter = {
		    .arg = 0, .op = SCMP_CMP_EQ, .datum_a = PR_SET_SECCOMP};

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (filter == NULL ||
		    seccomp_rule_add(filter, says, SCMP_SYS(seccomp), 0) != 0 ||
		    seccomp_rule_add(filter, says, SCMP_SYS(prctl), 1,
				     to_filter) != 0 ||
		    seccomp_load(filter) != 0)
			_exit(9);
		if (sandbox_enter_desktop(why) == LENS_OK)
			_exit(1);
		_exit(why[0] != '\0' ? 2 : 3);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}

/* Also where it only says that it has set one. */
TEST(without_seccomp_it_is_not_entered)
{
	(void)state;
	assert_int_equal(desktop_without_filter(EPERM), 2);
	assert_int_equal(desktop_without_filter(EINVAL), 2);
	assert_int_equal(desktop_without_filter(ENOSYS), 2);
	assert_int_equal(desktop_without_filter(0), 2);
}

/* Its line names each call, and no other. */
TEST(its_line_names_what_is_refused)
{
	static const char *const must[] = {
	    "execve", "ptrace",	  "kill",   "truncate", "chmod",
	    "bind",   "setxattr", "keyctl", "bpf",	"pidfd_send_signal"};
	size_t count = 0;

	(void)state;
	while (sandbox_desktop_refuses(count) != NULL)
		count++;
	assert_true(count > 60);
	for (size_t i = 0; i < sizeof(must) / sizeof(*must); i++) {
		size_t at = 0;

		while (at < count &&
		       strcmp(sandbox_desktop_refuses(at), must[i]) != 0)
			at++;
		if (at == count)
			fail_msg("%s is not named", must[i]);
	}
}

static int desktop_open(void **state)
{
	int fd = mkstemp(desktop_file);

	(void)state;
	if (fd < 0 || write(fd, "kept", 4) != 4)
		return 1;
	base_close(&fd);
	desktop_victim = fork();
	if (desktop_victim == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		pause();
		_exit(0);
	}
	return desktop_victim < 0;
}

static int desktop_close(void **state)
{
	struct stat file;
	int status, lived = waitpid(desktop_victim, &status, WNOHANG) == 0;
	bool kept = stat(desktop_file, &file) == 0 && file.st_size == 4 &&
		    (file.st_mode & 07777) == 0600;

	(void)state;
	unlink(desktop_file);
	kill(desktop_victim, SIGKILL);
	waitpid(desktop_victim, &status, 0);
	return !lived || !kept;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(what_doctor_says_it_cannot_is_refused),
	    RUN(what_the_session_bus_takes_is_allowed),
	    RUN(what_its_line_admits_is_so),
	    RUN(without_landlock_it_is_not_entered),
	    RUN(without_seccomp_it_is_not_entered),
	    RUN(its_line_names_what_is_refused),
	};

	return cmocka_run_group_tests(tests, desktop_open, desktop_close);
}
