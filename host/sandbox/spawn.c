/* spawn.c: start a worker that inherits nothing, and end it for sure. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ipc.h>
#include <lenscap/sandbox.h>

#include "jail.h"

#ifdef LENSCAP_COUNTS
#define SPAWN_STDERR (-1) /* a jailed one would say what it cannot count */
#elif defined(LENSCAP_DEV)
#define SPAWN_STDERR STDERR_FILENO /* for a sanitizer's report */
#else
#define SPAWN_STDERR (-1)
#endif

/*
 * All of its environment: how glibc gets memory.  A picture is read in a
 * process of its own, and half of what a progressive JPEG cost went into
 * handing it pages of 4 KB.  So it asks for large ones where the system gives
 * them to who asks (2.35 or newer knows the word), and hands back nothing
 * that the next step of the same picture takes again.
 */
#define SPAWN_MEMORY                                                           \
	"GLIBC_TUNABLES=glibc.malloc.hugetlb=1"                                \
	":glibc.malloc.mmap_threshold=33554432"                                \
	":glibc.malloc.trim_threshold=134217728"
#define SPAWN_ENVIRONMENT_MAX 5

#ifdef LENSCAP_DEV
/* In a jail nothing can look for leaks, nor start what names addresses. */
#define SPAWN_SANITIZER "ASAN_OPTIONS=detect_leaks=0:symbolize=0"
#endif

static int spawn_descriptors(posix_spawn_file_actions_t *actions, int channel,
			     int word)
{
	int failed = 0;

	for (int fd = 0; fd <= STDERR_FILENO && !failed; fd++)
		if (fd != SPAWN_STDERR)
			failed = posix_spawn_file_actions_addopen(
			    actions, fd, "/dev/null", O_RDWR, 0);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(actions, channel,
							  SANDBOX_CHANNEL);
	if (!failed && word >= 0)
		failed =
		    posix_spawn_file_actions_adddup2(actions, word, JAIL_WORD);
	if (!failed)
		failed = posix_spawn_file_actions_addclosefrom_np(
		    actions, word >= 0 ? JAIL_WORD + 1 : JAIL_WORD);
	return failed;
}

/*
 * A process group of its own, so that Ctrl-C reaches us and not the workers:
 * we end them, and know why they ended.
 */
static int spawn_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	failed = posix_spawnattr_setflags(
	    attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
			    POSIX_SPAWN_SETSIGDEF);
	if (!failed)
		failed = posix_spawnattr_setsigmask(attributes, &none);
	if (!failed)
		failed = posix_spawnattr_setsigdefault(attributes, &all);
	return failed;
}

#ifdef LENSCAP_DEV
/*
 * How old the kernel shall seem is handed on, and that a build counts; but what
 * the tests have misbehave keeps its jail, without which it never ends.
 */
static void spawn_development(const char *path, char **environment)
{
	static char most[sizeof(JAIL_LANDLOCK_MOST) + 8];
	const char *value = getenv(JAIL_LANDLOCK_MOST);

	*environment++ = (char *)SPAWN_SANITIZER;
#ifdef LENSCAP_COUNTS
	if (getenv(JAIL_NONE) != NULL && strstr(path, "/lenscap-") != NULL)
		*environment++ = (char *)JAIL_NONE "=1";
#else
	(void)path;
#endif
	if (value == NULL)
		return;
	snprintf(most, sizeof(most), "%s=%.4s", JAIL_LANDLOCK_MOST, value);
	*environment = most;
}
#endif

/* Who is killed writes no counts. */
static void spawn_linger(pid_t pid)
{
#ifdef LENSCAP_COUNTS
	siginfo_t about = {0};

	for (int i = 0; i < 200 && getenv(JAIL_NONE) != NULL; i++) {
		if (waitid(P_PID, (id_t)pid, &about,
			   WEXITED | WNOHANG | WNOWAIT) != 0 ||
		    about.si_pid != 0)
			return;
		usleep(10000);
	}
#else
	(void)pid;
#endif
}

static int spawn_process(const char *path, int channel, int word, pid_t *pid)
{
	char *const argv[] = {(char *)path, NULL};
	char *environment[SPAWN_ENVIRONMENT_MAX] = {(char *)SPAWN_MEMORY};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed;

#ifdef LENSCAP_DEV
	spawn_development(path, environment + 1);
#endif
	failed = posix_spawn_file_actions_init(&actions);
	if (failed)
		return failed;
	failed = posix_spawnattr_init(&attributes);
	if (!failed) {
		failed = spawn_descriptors(&actions, channel, word);
		if (!failed)
			failed = spawn_attributes(&attributes);
		if (!failed)
			failed = posix_spawn(pid, path, &actions, &attributes,
					     argv, environment);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/*
 * The page for its last word; -1 where there is none to be had, and then the
 * worker dies without one.  Never the channel's number, which it would lose to
 * the channel.
 */
static int spawn_word(struct sandbox_worker *worker)
{
	int fd = jail_word_make(worker), other;

	if (fd != SANDBOX_CHANNEL)
		return fd;
	other = fcntl(fd, F_DUPFD_CLOEXEC, JAIL_WORD);
	base_close(&fd);
	return other;
}

enum lens_err sandbox_spawn(const char *path, struct sandbox_worker *out)
{
	int pair[2], word, failed;
	enum lens_err err = ipc_pair(pair);

	*out = (struct sandbox_worker){.pid = -1, .channel = -1};
	if (err != LENS_OK)
		return err;
	word = spawn_word(out);
	failed = spawn_process(path, pair[1], word, &out->pid);
	base_close(&pair[1]);
	base_close(&word);
	if (failed) {
		jail_word_free(out);
		errno = failed;
		out->pid = -1;
		base_close(&pair[0]);
		return LENS_SYSTEM;
	}
	out->channel = pair[0];
	return LENS_OK;
}

void sandbox_kill(struct sandbox_worker *worker)
{
	base_close(&worker->channel);
	jail_word_free(worker);
	if (worker->pid <= 0)
		return;
	spawn_linger(worker->pid);
	kill(-worker->pid, SIGKILL);
	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = -1;
}

void sandbox_child_init(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* It may have died before the line above. */
	if (getppid() != parent)
		_exit(1);
}

void sandbox_worker_init(void)
{
	/* A parent that dies before this shows as an ended channel. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#ifndef LENSCAP_DEV
	prctl(PR_SET_DUMPABLE, 0);
#endif
	jail_word_take();
	close_range(SANDBOX_CHANNEL + 1, ~0u, 0);
}

bool jail_can_hide(void)
{
	static const char *const none[] = {NULL};
	bool hidden = false;
	int status = 1;
	pid_t child = fork();

	if (child == 0)
		_exit(jail_hide(none, &hidden) && hidden ? 0 : 1);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}
