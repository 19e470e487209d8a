/*
 * desktop.c: the jail of a worker on the session bus.  Landlock shuts every
 * file and port; seccomp refuses, by name, what leads out of the process.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <asm/sockios.h>

#include <lenscap/sandbox.h>

#include "jail.h"

#define DESKTOP_FILES 64
#define DESKTOP_CPU 5 /* seconds */

/*
 * Programs, processes and their limits, other processes' memory, what changes
 * a file by its name (Landlock knows nothing of modes, times and owners, and
 * of truncate() since ABI 3 only), and the kernel's own doors.
 */
static const char *const desktop_refused[] = {
    "execve",
    "execveat",
    "fork",
    "vfork",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kcmp",
    "pidfd_open",
    "pidfd_getfd",
    "pidfd_send_signal",
    "kill",
    "tkill",
    "rt_sigqueueinfo",
    "rt_tgsigqueueinfo",
    "setpriority",
    "ioprio_set",
    "sched_setaffinity",
    "sched_setscheduler",
    "sched_setparam",
    "sched_setattr",
    "truncate",
    "chmod",
    "fchmodat",
    "chown",
    "lchown",
    "fchownat",
    "utime",
    "utimes",
    "utimensat",
    "futimesat",
    "setxattr",
    "lsetxattr",
    "removexattr",
    "lremovexattr",
    "mknod",
    "mknodat",
    "shmget",
    "shmat",
    "semget",
    "msgget",
    "mq_open",
    "bind",
    "listen",
    "accept",
    "accept4",
    "add_key",
    "request_key",
    "keyctl",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "memfd_secret",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "unshare",
    "setns",
    "mount",
    "umount2",
    "fsopen",
    "fsmount",
    "open_tree",
    "move_mount",
    "mount_setattr",
    "pivot_root",
    "chroot",
    "swapon",
    "reboot",
    "open_by_handle_at",
    "name_to_handle_at",
    "fanotify_init",
    "syslog",
};

const char *sandbox_desktop_refuses(size_t i)
{
	return i < sizeof(desktop_refused) / sizeof(desktop_refused[0])
		   ? desktop_refused[i]
		   : NULL;
}

/* Calls that some arguments make into a way out. */
static const struct {
	const char *name;
	struct scmp_arg_cmp when;
} desktop_arguments[] = {
    /* Sockets of this machine only; a clone that is no thread. */
    {"socket", {0, SCMP_CMP_NE, AF_UNIX, 0}},
    {"clone", {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0}},
    {"prlimit64", {0, SCMP_CMP_NE, 0, 0}},
    {"tgkill", {2, SCMP_CMP_EQ, SIGKILL, 0}},
    /* The kernel sends signals for these. */
    {"fcntl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, F_SETOWN}},
    {"fcntl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, F_SETOWN_EX}},
    {"fcntl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, F_SETSIG}},
    {"ioctl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, TIOCSTI}},
    {"ioctl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, FIOSETOWN}},
    {"ioctl", {1, SCMP_CMP_MASKED_EQ, 0xffffffff, SIOCSPGRP}},
    {"mmap", {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC}},
    {"mprotect", {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC}},
    {"pkey_mprotect", {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC}},
};

static int desktop_rules(scmp_filter_ctx filter)
{
	const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
	int failed = 0, number;

	for (size_t i = 0;
	     i < sizeof(desktop_refused) / sizeof(desktop_refused[0]); i++) {
		number = seccomp_syscall_resolve_name(desktop_refused[i]);
		if (number >= 0)
			failed |= seccomp_rule_add(filter, refuse, number, 0);
	}
	for (size_t i = 0;
	     i < sizeof(desktop_arguments) / sizeof(desktop_arguments[0]);
	     i++) {
		number =
		    seccomp_syscall_resolve_name(desktop_arguments[i].name);
		failed |= seccomp_rule_add_array(filter, refuse, number, 1,
						 &desktop_arguments[i].when);
	}
	/* Its flags lie in memory, where a filter cannot look. */
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
				   SCMP_SYS(clone3), 0);
	/* Calls of 32-bit programs pass no rule of ours. */
	failed |= seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
				   SCMP_ACT_KILL_PROCESS);
	return failed;
}

static bool desktop_filter(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool installed = filter != NULL && desktop_rules(filter) == 0 &&
			 seccomp_load(filter) == 0;

	seccomp_release(filter);
	return installed;
}

static bool desktop_limits(void)
{
	static const struct {
		int resource;
		rlim_t most;
	} limits[] = {
	    {RLIMIT_CORE, 0},
	    {RLIMIT_FSIZE, 0},
	    {RLIMIT_NOFILE, DESKTOP_FILES},
	    {RLIMIT_CPU, DESKTOP_CPU},
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		struct rlimit limit = {limits[i].most, limits[i].most};

		if (setrlimit(limits[i].resource, &limit) != 0)
			return false;
	}
	return true;
}

/* The probes go past the C library, so that nothing stands in for the kernel.
 */
static const char *desktop_leak(void)
{
	static const char *const argv[] = {"/nowhere", NULL};

	if (syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_CLOEXEC, 0) != -1 ||
	    errno != EACCES)
		return "opening a file";
	if (syscall(SYS_socket, AF_INET, SOCK_STREAM, 0) != -1 ||
	    errno != EPERM)
		return "making a socket to the network";
	if (syscall(SYS_execve, argv[0], argv, argv + 1) != -1 ||
	    errno != EPERM)
		return "executing a program";
	return NULL;
}

enum lens_err sandbox_enter_desktop(char *why)
{
	const char *leak;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !desktop_limits()) {
		snprintf(why, SANDBOX_WHY,
			 "The resource limits could not be set (%m).");
		return LENS_DENIED;
	}
	if (jail_landlock(NULL, false) != LENS_OK) {
		snprintf(why, SANDBOX_WHY,
			 "Landlock is missing: start a kernel of version 5.13 "
			 "or later with lsm=landlock.");
		return LENS_DENIED;
	}
	if (!desktop_filter()) {
		snprintf(why, SANDBOX_WHY,
			 "The seccomp filter could not be set.");
		return LENS_DENIED;
	}
	leak = desktop_leak();
	if (leak == NULL)
		return LENS_OK;
	snprintf(why, SANDBOX_WHY, "The jail leaks: it did not refuse %s.",
		 leak);
	return LENS_DENIED;
}
