/* confine.c: enter a jail and prove that it is shut. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/sandbox.h>

#include "jail.h"

#define CONFINE_FILTER_MAX 65536 /* as much as a pipe holds */

struct sandbox_jail {
	const struct sandbox_policy *policy;
	struct base_buffer filter;
};

enum lens_err sandbox_prepare(const struct sandbox_policy *policy,
			      struct sandbox_jail **out, char *why)
{
	struct sandbox_jail *jail = base_alloc(1, sizeof(*jail));

	*out = NULL;
	jail->policy = policy;
	base_buffer_init(&jail->filter, CONFINE_FILTER_MAX);
	if (jail_compile(policy, &jail->filter) != LENS_OK) {
		snprintf(why, SANDBOX_WHY,
			 "The seccomp filter cannot be built: this kernel or "
			 "machine is not supported.");
		sandbox_free(jail);
		return LENS_DENIED;
	}
	*out = jail;
	return LENS_OK;
}

void sandbox_free(struct sandbox_jail *jail)
{
	if (jail == NULL)
		return;
	base_buffer_free(&jail->filter);
	free(jail);
}

/*
 * Limit a resource to at most hard, less where this user may have less (ulimit
 * -H); spare is what the soft limit lies below, so that its signal comes first.
 */
static bool confine_limit(int resource, rlim_t hard, rlim_t spare)
{
	struct rlimit limit, got;

	if (getrlimit(resource, &limit) != 0)
		return false;
	if (limit.rlim_max < hard)
		hard = limit.rlim_max;
	limit.rlim_max = hard;
	limit.rlim_cur = hard > spare ? hard - spare : hard;
	return setrlimit(resource, &limit) == 0 &&
	       getrlimit(resource, &got) == 0 &&
	       got.rlim_max == limit.rlim_max && got.rlim_cur == limit.rlim_cur;
}

/* One second on top, so that SIGXCPU names the reason first. */
static bool confine_cpu(const struct sandbox_policy *policy)
{
	return policy->cpu == 0 ||
	       confine_limit(RLIMIT_CPU, policy->cpu + 1, 1);
}

static bool confine_limits(const struct sandbox_policy *policy,
			   uint64_t extra_memory)
{
#ifdef LENSCAP_DEV
	/*
	 * AddressSanitizer maps terabytes it never touches, and its report may
	 * go to a file.
	 */
	uint64_t memory = 0, written = RLIM_INFINITY;
#else
	uint64_t memory = policy->memory, written = 0;
#endif

	return confine_limit(RLIMIT_CORE, 0, 0) &&
	       confine_limit(RLIMIT_FSIZE, written, 0) &&
	       confine_limit(RLIMIT_NOFILE, policy->files, 0) &&
	       (memory == 0 ||
		confine_limit(RLIMIT_AS, memory + extra_memory, 0)) &&
	       confine_cpu(policy);
}

/* The probes go past the C library, so that nothing stands in for the kernel.
 */
static long confine_try_open(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_CLOEXEC, 0);
}

static long confine_try_socket(void)
{
	return syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0);
}

static long confine_try_exec(void)
{
	static const char *const argv[] = {"/nowhere", NULL};

	/* If it were allowed, the file would be missing: ENOENT, not EPERM. */
	return syscall(SYS_execve, argv[0], argv, argv + 1);
}

/* The first is Landlock's to refuse where some files may be read. */
static const struct {
	const char *what;
	long (*try)(void);
} confine_probes[] = {
    {"opening a file", confine_try_open},
    {"making a socket", confine_try_socket},
    {"executing a program", confine_try_exec},
};

/*
 * The refusals below may come from a filter that was there before, a zygote's
 * or a container's; an error no kernel knows comes from this policy's alone.
 */
static bool confine_is_ours(const struct sandbox_policy *policy)
{
	for (size_t i = 0; i < policy->count; i++)
		if (policy->calls[i].rule == SANDBOX_PROOF)
			return syscall(sandbox_call_number(&policy->calls[i]),
				       0) == -1 &&
			       errno == JAIL_PROOF;
	return false;
}

static enum lens_err confine_prove(const struct sandbox_policy *policy,
				   char *why)
{
	if (!confine_is_ours(policy)) {
		snprintf(why, SANDBOX_WHY,
			 "The jail leaks: its seccomp filter is not in force.");
		return LENS_DENIED;
	}
	for (size_t i = 0;
	     i < sizeof(confine_probes) / sizeof(confine_probes[0]); i++) {
		int refusal = i == 0 && policy->readable ? EACCES : EPERM;

		if (confine_probes[i].try() == -1 && errno == refusal)
			continue;
		snprintf(why, SANDBOX_WHY,
			 "The jail leaks: it did not refuse %s.",
			 confine_probes[i].what);
		return LENS_DENIED;
	}
	return LENS_OK;
}

static enum lens_err confine_files(const struct sandbox_policy *policy,
				   char *why)
{
	if (jail_landlock(policy->readable, policy->network) != LENS_OK) {
		snprintf(why, SANDBOX_WHY,
			 "Landlock is missing: start a kernel of version 5.13 "
			 "or later with lsm=landlock.");
		return LENS_DENIED;
	}
	if (confine_try_open() == -1 && errno == EACCES)
		return LENS_OK;
	snprintf(why, SANDBOX_WHY,
		 "The jail leaks: Landlock did not refuse opening a file.");
	return LENS_DENIED;
}

static enum lens_err confine_missing(const char *what, char *why)
{
	snprintf(why, SANDBOX_WHY, "%s could not be set (%m).", what);
	return LENS_DENIED;
}

enum lens_err sandbox_enter(const struct sandbox_jail *jail,
			    uint64_t extra_memory, char *why)
{
	bool hidden;

#ifdef LENSCAP_COUNTS
	/* What would have been ended by its jail ends all the same. */
	if (getenv(JAIL_NONE) != NULL)
		return confine_cpu(jail->policy)
			   ? LENS_OK
			   : confine_missing("The limit of time", why);
#endif
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return confine_missing("no_new_privs", why);
	if (jail->policy->readable != NULL &&
	    !jail_hide(jail->policy->readable, &hidden))
		return confine_missing("The end of the namespace's rights",
				       why);
	if (!confine_limits(jail->policy, extra_memory))
		return confine_missing("The resource limits", why);
	if (jail->policy->landlock &&
	    confine_files(jail->policy, why) != LENS_OK)
		return LENS_DENIED;
	if (!jail_word_ready())
		return confine_missing("The handler of SIGSYS", why);
	if (jail_filter(base_buffer_view(&jail->filter)) != LENS_OK)
		return confine_missing("The seccomp filter", why);
	return confine_prove(jail->policy, why);
}
