/*
 * desktop.c: the jail of a worker on the session bus.  Landlock shuts every
 * file and port; seccomp refuses, by name, what leads out of the process.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/sandbox.h>

#include "jail.h"

#define DESKTOP_FILES 64
#define DESKTOP_CPU 5 /* seconds */

/* Programs, processes, other processes' memory, the kernel's own doors. */
static const int desktop_refused[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(kcmp),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(open_by_handle_at),
};

const char *sandbox_desktop_refuses(size_t i)
{
	if (i >= sizeof(desktop_refused) / sizeof(desktop_refused[0]))
		return NULL;
	return sandbox_number_name(desktop_refused[i]);
}

static int desktop_rules(scmp_filter_ctx filter)
{
	const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
	int failed = 0;

	for (size_t i = 0;
	     i < sizeof(desktop_refused) / sizeof(desktop_refused[0]); i++)
		failed |=
		    seccomp_rule_add(filter, refuse, desktop_refused[i], 0);
	/* Sockets of this machine only; a clone that is no thread. */
	failed |= seccomp_rule_add(filter, refuse, SCMP_SYS(socket), 1,
				   SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
	failed |=
	    seccomp_rule_add(filter, refuse, SCMP_SYS(clone), 1,
			     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	/* Its flags lie in memory, where a filter cannot look. */
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
				   SCMP_SYS(clone3), 0);
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
