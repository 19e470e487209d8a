/*
 * test_jails.c: every jail, held to a second list.  jails[] says of each what
 * a worker that was taken over meets; it was written beside policy.c and not
 * from it, so that a line that is added or lost there shows here.  Each try is
 * made in a process of its own that has entered the real jail.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>
#include <sandbox/jail.h>

#define JAILS_LAST_CALL 450 /* what is younger is answered with ENOSYS */
#define JAILS_ABIS 7
#define JAILS_SOON 20000

enum jails_met {
	JAILS_NONE,
	JAILS_ALLOWED,
	JAILS_REFUSED, /* EPERM, EACCES, ENOTTY, EINVAL */
	JAILS_MISSING, /* ENOSYS */
	JAILS_KILLED,  /* by SIGSYS, and the call was named */
	JAILS_SIGNAL,  /* by another signal */
	JAILS_NO_ENTRY
};
static const char jails_letters[] = "?ARNKSX";

/* In memory that the child shares. */
struct jails_page {
	volatile int met;
};
static struct jails_page *jails_page;
static pid_t jails_victim;

/* ---- The jails ---- */

/*
 * May: calls that are made (with what arguments, jails_tries[] says).  Refused
 * and the rest, which kills.  Every jail has jails_all besides.
 */
static const struct {
	const char *name;
	const struct sandbox_policy *outer, *policy;
	const char *may, *refused;
} jails[] = {
    {"zygote", NULL, &sandbox_zygote_policy,
     "recvmsg clone wait4 getsid prlimit64 seccomp getppid", "open openat"},
    {"picture", &sandbox_zygote_policy, &sandbox_picture_policy, "getppid",
     "open openat"},
    {"zygote-heif", NULL, &sandbox_zygote_heif_policy,
     "recvmsg clone wait4 getsid prlimit64 seccomp getppid rt_sigaction exit "
     "rseq",
     "open openat write writev"},
    {"picture-heif", &sandbox_zygote_heif_policy, &sandbox_picture_heif_policy,
     "getppid clone rt_sigaction exit rseq", "open openat write writev"},
    {"zygote-more", NULL, &sandbox_zygote_more_policy,
     "recvmsg clone wait4 getsid prlimit64 seccomp getppid",
     "open openat write writev"},
    {"picture-more", &sandbox_zygote_more_policy, &sandbox_picture_more_policy,
     "getppid", "open openat write writev"},
    {"page", NULL, &sandbox_page_policy, "getsid recvmsg", "open openat"},
    {"setting", NULL, &sandbox_setting_policy,
     "getsid recvmsg openat read pread64 lseek fstat newfstatat access "
     "faccessat readlink readlinkat getdents64 fstatfs statfs fcntl ioctl "
     "uname getuid geteuid getgid getegid prlimit64 seccomp getppid "
     "landlock_create_ruleset landlock_restrict_self clone rt_sigaction exit "
     "rseq",
     "open mkdir chmod link unlink rename utimensat write writev"},
    {"mail", &sandbox_setting_policy, &sandbox_mail_policy,
     "getppid fstat lseek", "open openat write writev"},
    {"fetch", NULL, &sandbox_fetch_policy,
     "getsid socket openat read pread64 readv writev write lseek fstat "
     "newfstatat stat access faccessat readlinkat readlink getdents64 connect "
     "shutdown socketpair getsockname eventfd2 pipe2 getpeername getsockopt "
     "setsockopt sendto sendmmsg recvmmsg recvfrom recvmsg fcntl ioctl uname "
     "getuid geteuid getgid getegid clock_nanosleep clone rt_sigaction exit "
     "rseq landlock_create_ruleset landlock_add_rule landlock_restrict_self",
     "open bind tgkill"},
    {"unpack", NULL, &sandbox_unpack_policy, "getsid recvmsg", "open openat"},
    {"cleaner", NULL, &sandbox_cleaner_policy, "getsid recvmsg", "open openat"},
    {"faces", NULL, &sandbox_faces_policy, "getsid recvmsg", "open openat"},
    {"pdf", NULL, &sandbox_pdf_policy, "getsid recvmsg fstat lseek",
     "open openat newfstatat access write writev"},
};
#define JAILS_COUNT (sizeof(jails) / sizeof(jails[0]))

TEST(every_jail_is_in_the_second_list)
{
	(void)state;
	for (size_t i = 0; sandbox_policies[i] != NULL; i++) {
		size_t k = 0;

		while (k < JAILS_COUNT &&
		       jails[k].policy != sandbox_policies[i])
			k++;
		if (k == JAILS_COUNT)
			fail_msg("no try is made in \"%s\"",
				 sandbox_policies[i]->name);
	}
}

static const char jails_all[] =
    "brk mmap mprotect mremap munmap madvise futex getrandom sysinfo close "
    "poll ppoll sendmsg exit_group restart_syscall rt_sigprocmask "
    "rt_sigreturn set_robust_list sched_yield sched_getaffinity getcpu getpid "
    "gettid clock_gettime clock_getres gettimeofday time prctl";
static const char jails_all_refused[] = "socket execve";
static const char jails_missing[] =
    "clone3 rseq statx openat2 faccessat2 futex_waitv membarrier close_range "
    "io_uring_setup io_uring_enter io_uring_register sched_getattr "
    "get_mempolicy arch_prctl pkey_alloc pkey_mprotect epoll_pwait2 preadv2";

static bool jails_has(const char *list, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = list; (at = strstr(at, name)) != NULL; at++)
		if ((at == list || at[-1] == ' ') &&
		    (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

static enum jails_met jails_expect(size_t i, const char *name)
{
	if (jails_has(jails[i].may, name) || jails_has(jails_all, name))
		return JAILS_ALLOWED;
	if (jails_has(jails[i].refused, name) ||
	    jails_has(jails_all_refused, name))
		return JAILS_REFUSED;
	return jails_has(jails_missing, name) ? JAILS_MISSING : JAILS_KILLED;
}

/* ---- Tries ---- */

static long jails_prlimit_other(void)
{
	struct rlimit none = {0, 0};

	return syscall(SYS_prlimit64, jails_victim, RLIMIT_CPU, &none, NULL);
}

static long jails_set_owner(void)
{
	return syscall(SYS_fcntl, SANDBOX_CHANNEL, F_SETOWN, jails_victim);
}

static long jails_set_signal(void)
{
	return syscall(SYS_fcntl, SANDBOX_CHANNEL, F_SETSIG, SIGKILL);
}

static long jails_async(void)
{
	return syscall(SYS_fcntl, SANDBOX_CHANNEL, F_SETFL, O_ASYNC);
}

static long jails_type_into_terminal(void)
{
	return syscall(SYS_ioctl, 0, TIOCSTI, "x");
}

static long jails_dumpable(void)
{
	return syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static long jails_tracer(void)
{
	return syscall(SYS_prctl, 0x59616d61, jails_victim, 0, 0, 0);
}

static long jails_executable(void)
{
	return syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_EXEC,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static long jails_made_executable(void)
{
	static char page[8192] __attribute__((aligned(4096)));

	return syscall(SYS_mprotect, page, 4096, PROT_READ | PROT_EXEC);
}

static long jails_namespace(void)
{
	return syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
}

static long jails_sibling(void)
{
	return syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
}

static long jails_thread_of_network(void)
{
	return syscall(SYS_clone,
		       CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
			   CLONE_THREAD | CLONE_NEWNET,
		       0, 0, 0, 0);
}

static long jails_raw(void)
{
	return syscall(SYS_socket, AF_INET, SOCK_RAW, IPPROTO_ICMP);
}

static long jails_ping(void)
{
	return syscall(SYS_socket, AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
}

static long jails_packet(void)
{
	return syscall(SYS_socket, AF_PACKET, SOCK_RAW, 0);
}

static long jails_local(void)
{
	return syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0);
}

static long jails_netlink(void)
{
	return syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 0);
}

static long jails_passwd(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY, 0);
}

static long jails_home(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/home", O_RDONLY, 0);
}

static long jails_root(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/root", O_RDONLY, 0);
}

static long jails_environment(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/proc/self/environ", O_RDONLY, 0);
}

static long jails_write_file(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/tmp/x", O_WRONLY | O_CREAT,
		       0600);
}

static long jails_path(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/root", O_PATH, 0);
}

static long jails_poison(void)
{
	static char page[8192] __attribute__((aligned(4096)));

	return syscall(SYS_madvise, page, 4096, 100);
}

/* A handler of our own would let the process live on. */
static long jails_outlive(void)
{
	static char action[64];

	return syscall(SYS_rt_sigaction, SIGSYS, action, NULL, 8);
}

static long jails_outlive_masked(void)
{
	static char action[64];

	return syscall(SYS_rt_sigaction, 0x100000000ul | SIGSYS, action, NULL,
		       8);
}

static long jails_strict(void)
{
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, NULL);
}

#ifdef __x86_64__
static long jails_x32(void)
{
	return syscall(0x40000000l | SYS_kill, jails_victim, 0);
}

static long jails_int80(void)
{
	long got;

	__asm__ volatile("int $0x80" : "=a"(got) : "a"(20) : "memory");
	return got;
}
#endif

static long jails_younger(void)
{
	return syscall(JAILS_LAST_CALL + 1, 0, 0, 0, 0, 0, 0);
}

/* Whatever may be written: nothing of it becomes longer (RLIMIT_FSIZE). */
static long jails_grow(void)
{
	return syscall(SYS_write, SANDBOX_CHANNEL + 1, "x", 1);
}

/*
 * A letter for each of jails[], in its order: zygote, picture, their HEIF
 * twins, those of JPEG XL and TIFF, page, setting, mail, fetch, unpack,
 * cleaner, pdf.
 */
static const struct {
	const char *name;
	long (*make)(void);
	const char *met;
} jails_tries[] = {
    {"prlimit64 of another", jails_prlimit_other, "KKKKKKKKKKKKKK"},
    {"fcntl F_SETOWN", jails_set_owner, "KKKKKKKKKKKKKK"},
    {"fcntl F_SETSIG", jails_set_signal, "KKKKKKKKKKKKKK"},
    {"fcntl O_ASYNC", jails_async, "KKKKKKKKKKKKKK"},
    {"ioctl TIOCSTI", jails_type_into_terminal, "KKKKKKKKKKKKKK"},
    {"prctl PR_SET_DUMPABLE", jails_dumpable, "KKKKKKKKKKKKKK"},
    {"prctl PR_SET_PTRACER", jails_tracer, "KKKKKKKKKKKKKK"},
    {"mmap PROT_EXEC", jails_executable, "KKKKKKKKKKKKKK"},
    {"mprotect PROT_EXEC", jails_made_executable, "KKKKKKKKKKKKKK"},
    {"clone CLONE_NEWUSER", jails_namespace, "KKKKKKKKKKKKKK"},
    {"clone CLONE_PARENT", jails_sibling, "KKKKKKKKKKKKKK"},
    {"clone thread, CLONE_NEWNET", jails_thread_of_network, "KKKKKKKKKKKKKK"},
    {"socket SOCK_RAW", jails_raw, "RRRRRRRRRKRRRR"},
    {"socket ICMP", jails_ping, "RRRRRRRRRKRRRR"},
    {"socket AF_PACKET", jails_packet, "RRRRRRRRRKRRRR"},
    {"socket AF_UNIX", jails_local, "RRRRRRRRRRRRRR"},
    {"socket AF_NETLINK", jails_netlink, "RRRRRRRRRRRRRR"},
    {"open /etc/passwd", jails_passwd, "RRRRRRRRRRRRRR"},
    {"open /home", jails_home, "RRRRRRRRRRRRRR"},
    {"open /root", jails_root, "RRRRRRRRRRRRRR"},
    {"open /proc/self/environ", jails_environment, "RRRRRRRRRRRRRR"},
    {"open to write", jails_write_file, "RRRRRRRRRRRRRR"},
    {"open O_PATH", jails_path, "RRRRRRRRRRRRRR"},
    {"madvise MADV_HWPOISON", jails_poison, "KKKKKKKKKKKKKK"},
    {"rt_sigaction SIGSYS", jails_outlive, "KKKKKKKKKKKKKK"},
    {"rt_sigaction 2^32+SIGSYS", jails_outlive_masked, "KKKKKKKKKKKKKK"},
    {"seccomp strict", jails_strict, "KKKKKKKKKKKKKK"},
#ifdef __x86_64__
    {"kill of x32", jails_x32, "KKKKKKKKKKKKKK"},
    {"int $0x80", jails_int80, "KKKKKKKKKKKKKK"},
#endif
    {"a call of tomorrow", jails_younger, "NNNNNNNNNNNNNN"},
    {"write grows a file", jails_grow, "KKRRRRKRRSKKKR"},
};
#define JAILS_TRIES (sizeof(jails_tries) / sizeof(jails_tries[0]))

/* ---- Driver ---- */

static void jails_child(size_t i, struct sandbox_jail *const prepared[2],
			int word, long (*make)(void), long number)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), file;
	char why[SANDBOX_WHY];
	long got;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* Out of the way of the numbers below. */
	null = fcntl(null, F_DUPFD_CLOEXEC, 10);
	word = fcntl(word, F_DUPFD_CLOEXEC, 10);
	for (int fd = 0; fd <= SANDBOX_CHANNEL; fd++)
		if (dup2(null, fd) < 0)
			_exit(9);
	if (dup2(word, JAIL_WORD) < 0)
		_exit(9);
	jail_word_take();
	file = memfd_create("empty", 0);
	if (dup2(file, JAIL_WORD) < 0)
		_exit(9);
	close_range(JAIL_WORD + 1, ~0u, 0);
	if ((jails[i].outer != NULL &&
	     sandbox_enter(prepared[0], 0, why) != LENS_OK) ||
	    sandbox_enter(prepared[1], 0, why) != LENS_OK) {
		jails_page->met = JAILS_NO_ENTRY;
		_exit(0);
	}
	errno = 0;
	got = make != NULL ? make() : syscall(number, 0, 0, 0, 0, 0, 0);
	if (got != -1)
		jails_page->met = JAILS_ALLOWED;
	else
		jails_page->met =
		    errno == ENOSYS ? JAILS_MISSING
		    : errno == EPERM || errno == EACCES || errno == ENOTTY ||
			    errno == ENOENT /* there is no such file */
			? JAILS_REFUSED
			: JAILS_ALLOWED;
	syscall(SYS_exit_group, 0);
}

/* Make one try in a process of its own; *call is what it was killed for. */
static enum jails_met jails_try(size_t i,
				struct sandbox_jail *const prepared[2],
				long (*make)(void), long number, int *call)
{
	struct sandbox_worker worker = {.pid = -1, .channel = -1};
	struct sandbox_death death;
	int word = jail_word_make(&worker);

	assert_true(word >= 0);
	jails_page->met = JAILS_NONE;
	worker.pid = fork();
	assert_true(worker.pid >= 0);
	if (worker.pid == 0)
		jails_child(i, prepared, word, make, number);
	close(word);
	sandbox_reap(&worker, JAILS_SOON, &death);
	*call = death.call;
	if (death.signal == SIGSYS)
		return JAILS_KILLED;
	return death.signal != 0 ? JAILS_SIGNAL
				 : (enum jails_met)jails_page->met;
}

static void jails_prepare(size_t i, struct sandbox_jail *prepared[2])
{
	char why[SANDBOX_WHY];

	prepared[0] = prepared[1] = NULL;
	if (jails[i].outer != NULL)
		assert_int_equal(
		    sandbox_prepare(jails[i].outer, &prepared[0], why),
		    LENS_OK);
	assert_int_equal(sandbox_prepare(jails[i].policy, &prepared[1], why),
			 LENS_OK);
}

static int jails_open(void **state)
{
	(void)state;
	jails_page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	jails_victim = fork();
	if (jails_victim == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		pause();
		_exit(0);
	}
	return jails_page == MAP_FAILED || jails_victim < 0;
}

static int jails_close(void **state)
{
	int status;

	(void)state;
	/* Nothing in a jail has ended it. */
	if (waitpid(jails_victim, &status, WNOHANG) != 0)
		return 1;
	kill(jails_victim, SIGKILL);
	waitpid(jails_victim, &status, 0);
	return 0;
}

/* True when it was killed for this call, and by that name. */
static bool jails_named(const char *name, int call)
{
	const char *said = sandbox_number_name(call);

	return said != NULL && strcmp(said, name) == 0;
}

TEST(every_call_meets_what_the_second_list_says)
{
	unsigned wrong = 0, made = 0;

	(void)state;
	for (size_t i = 0; i < JAILS_COUNT; i++) {
		struct sandbox_jail *prepared[2];

		jails_prepare(i, prepared);
		for (int number = 0; number <= JAILS_LAST_CALL; number++) {
			const char *found = sandbox_number_name(number);
			char name[32];
			enum jails_met expected, met;
			int call;

			/* The kernel asks no filter about the two probes. */
			if (found == NULL || number == JAIL_LAST_CALL ||
			    strcmp(found, "uretprobe") == 0 ||
			    strcmp(found, "uprobe") == 0)
				continue;
			snprintf(name, sizeof(name), "%s", found);
			expected = jails_expect(i, name);
			if (expected == JAILS_ALLOWED)
				continue;
			met = jails_try(i, prepared, NULL, number, &call);
			made++;
			if (met == expected &&
			    (met != JAILS_KILLED || jails_named(name, call)))
				continue;
			print_message("# %s: %s: %c, not %c\n", jails[i].name,
				      name, jails_letters[met],
				      jails_letters[expected]);
			wrong++;
		}
		sandbox_free(prepared[0]);
		sandbox_free(prepared[1]);
	}
	print_message("# %u calls tried in %zu jails\n", made, JAILS_COUNT);
	assert_int_equal(wrong, 0);
}

/* What is allowed in a policy and not in the list would not be tried above. */
TEST(no_policy_allows_more_than_the_second_list)
{
	(void)state;
	for (size_t i = 0; i < JAILS_COUNT; i++)
		for (size_t j = 0; j < jails[i].policy->count; j++) {
			const struct sandbox_call *call =
			    &jails[i].policy->calls[j];

			if (call->rule == SANDBOX_REFUSE ||
			    call->rule == SANDBOX_MISSING ||
			    call->rule == SANDBOX_DEV)
				continue;
			if (jails_expect(i, call->name) != JAILS_ALLOWED)
				fail_msg("%s: %s", jails[i].name, call->name);
		}
}

/* One row of the table: what each try met at this version of Landlock. */
static unsigned jails_row(size_t i, int version)
{
	struct sandbox_jail *prepared[2];
	char row[JAILS_TRIES + 1] = "";
	unsigned wrong = 0;

	jails_prepare(i, prepared);
	jail_landlock_most = version;
	for (size_t t = 0; t < JAILS_TRIES; t++) {
		char expected = version == 0 ? 'X' : jails_tries[t].met[i];
		int call;

		row[t] = jails_letters[jails_try(
		    i, prepared, jails_tries[t].make, 0, &call)];
		if (row[t] == expected)
			continue;
		print_message("# %s, Landlock %d: %s: %c, not %c\n",
			      jails[i].name, version, jails_tries[t].name,
			      row[t], expected);
		wrong++;
	}
	print_message("# %-13s %d  %s\n", jails[i].name, version, row);
	sandbox_free(prepared[0]);
	sandbox_free(prepared[1]);
	return wrong;
}

TEST(every_try_fails_at_every_version_of_landlock)
{
	unsigned wrong = 0;
	int here = jail_landlock_version();

	(void)state;
	print_message("# jail, version of Landlock (0: none), what each of %zu "
		      "tries met: K killed, R refused, N no such call, S "
		      "another signal, X not entered\n",
		      JAILS_TRIES);
	for (size_t i = 0; i < JAILS_COUNT; i++)
		for (int version = 0; version <= JAILS_ABIS && version <= here;
		     version++)
			wrong += jails_row(i, version);
	jail_landlock_most = here;
	assert_int_equal(wrong, 0);
}

/* Two ports that answer; *number has theirs. */
static void jails_listen(int fds[2], uint16_t number[2])
{
	for (int i = 0; i < 2; i++) {
		struct sockaddr_in at = {.sin_family = AF_INET};
		socklen_t size = sizeof(at);

		at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(fds[i], (void *)&at, sizeof(at)), 0);
		assert_int_equal(listen(fds[i], 9), 0);
		assert_int_equal(getsockname(fds[i], (void *)&at, &size), 0);
		number[i] = ntohs(at.sin_port);
	}
}

static int jails_connect(uint16_t port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
				 .sin_port = htons(port)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return connect(fd, (void *)&at, sizeof(at)) == 0 ? 0 : errno;
}

/* In the fetcher's jail: what each port answers, as the exit's two digits. */
static int jails_ports(const uint16_t number[2], int version)
{
	struct sandbox_jail *jail;
	char why[SANDBOX_WHY];
	int status = 0;
	pid_t child;

	assert_int_equal(sandbox_prepare(&sandbox_fetch_policy, &jail, why),
			 LENS_OK);
	jail_landlock_most = version;
	child = fork();
	if (child == 0) {
		if (sandbox_enter(jail, 0, why) != LENS_OK ||
		    jails_connect(number[1]) != 0 ||
		    sandbox_keep_ports(number, 1) != LENS_OK)
			syscall(SYS_exit_group, 99);
		syscall(SYS_exit_group,
			10 * (jails_connect(number[0]) != 0) +
			    (jails_connect(number[1]) == EACCES));
	}
	waitpid(child, &status, 0);
	sandbox_free(jail);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(the_fetcher_reaches_the_ports_that_it_keeps)
{
	int fds[2], here = jail_landlock_version();
	uint16_t number[2];

	(void)state;
	jails_listen(fds, number);
	/* Older ones know of no ports, and lose none; the check of our own is
	 * the fetcher's. */
	for (int version = 1; version <= JAILS_ABIS && version <= here;
	     version++)
		assert_int_equal(jails_ports(number, version), version >= 4);
	jail_landlock_most = here;
	close(fds[0]);
	close(fds[1]);
}

/* In a jail that may read some files: what a name of another says, as errno. */
static int jails_names(const struct sandbox_policy *policy, const char *path)
{
	struct sandbox_jail *jail;
	char why[SANDBOX_WHY];
	struct stat about;
	int status = 0;
	pid_t child;

	assert_int_equal(sandbox_prepare(policy, &jail, why), LENS_OK);
	child = fork();
	if (child == 0) {
		if (sandbox_enter(jail, 0, why) != LENS_OK)
			syscall(SYS_exit_group, 255);
		syscall(SYS_exit_group,
			syscall(SYS_newfstatat, AT_FDCWD, path, &about, 0) == 0
			    ? 0
			    : errno);
	}
	waitpid(child, &status, 0);
	sandbox_free(jail);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

TEST(other_files_have_no_names_where_the_system_allows_it)
{
	static const char *const others[] = {"/etc/passwd", "/home",
					     "/root",	    "/usr/bin",
					     "/proc/self",  "/tmp/lenscap"};
	struct sandbox_kernel kernel;

	(void)state;
	sandbox_kernel(&kernel);
	print_message("# names of files are %s\n",
		      kernel.hides ? "hidden" : "seen: no namespaces here");
	assert_int_equal(jails_names(&sandbox_fetch_policy, "/etc/hosts"), 0);
	assert_int_equal(
	    jails_names(&sandbox_setting_policy, "/usr/share/fonts"),
	    access("/usr/share/fonts", F_OK) == 0 ? 0 : ENOENT);
	for (size_t i = 0; kernel.hides && i < sizeof(others) / sizeof(*others);
	     i++) {
		assert_int_equal(jails_names(&sandbox_fetch_policy, others[i]),
				 ENOENT);
		assert_int_equal(
		    jails_names(&sandbox_setting_policy, others[i]), ENOENT);
	}
}

/* Builds for sanitizers refuse, and do not kill. */
static const bool jails_kill =
#ifdef LENSCAP_DEV
    false;
#else
    true;
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(every_jail_is_in_the_second_list),
	    RUN(every_call_meets_what_the_second_list_says),
	    RUN(no_policy_allows_more_than_the_second_list),
	    RUN(every_try_fails_at_every_version_of_landlock),
	    RUN(the_fetcher_reaches_the_ports_that_it_keeps),
	    RUN(other_files_have_no_names_where_the_system_allows_it),
	};

	if (!jails_kill) {
		print_message("1..0 # SKIP builds for sanitizers refuse and do "
			      "not kill\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, jails_open, jails_close);
}
