/* seccomp.c: a policy table becomes a filter (libseccomp writes the BPF). */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>

#include "jail.h"

#ifdef LENSCAP_DEV
/* A killed sanitizer prints no report; its builds refuse instead. */
#define SECCOMP_OTHERWISE SCMP_ACT_ERRNO(EPERM)
#else
#define SECCOMP_OTHERWISE SCMP_ACT_KILL_PROCESS
#endif

#define SECCOMP_THREAD                                                         \
	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)
#define SECCOMP_NAMESPACES                                                     \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |         \
	 CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

static int seccomp_always(scmp_filter_ctx filter, uint32_t action, int call)
{
	return seccomp_rule_add(filter, action, call, 0);
}

static int seccomp_allow(scmp_filter_ctx filter, int call)
{
	return seccomp_always(filter, SCMP_ACT_ALLOW, call);
}

static int seccomp_refuse(scmp_filter_ctx filter, int call)
{
	/* libseccomp takes no rule that says what the default says already. */
	if (SECCOMP_OTHERWISE == SCMP_ACT_ERRNO(EPERM))
		return 0;
	return seccomp_always(filter, SCMP_ACT_ERRNO(EPERM), call);
}

static int seccomp_missing(scmp_filter_ctx filter, int call)
{
	return seccomp_always(filter, SCMP_ACT_ERRNO(ENOSYS), call);
}

static int seccomp_proof(scmp_filter_ctx filter, int call)
{
	return seccomp_always(filter, SCMP_ACT_ERRNO(JAIL_PROOF), call);
}

static int seccomp_no_exec(scmp_filter_ctx filter, int call)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

static int seccomp_thread(scmp_filter_ctx filter, int call)
{
	return seccomp_rule_add(
	    filter, SCMP_ACT_ALLOW, call, 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, SECCOMP_THREAD, SECCOMP_THREAD));
}

static int seccomp_fork(scmp_filter_ctx filter, int call)
{
	return seccomp_rule_add(
	    filter, SCMP_ACT_ALLOW, call, 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, SECCOMP_NAMESPACES | CLONE_VM, 0));
}

static int seccomp_naming(scmp_filter_ctx filter, int call)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
				SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
}

/* Local and netlink sockets are asked for by the resolver, in vain. */
static int seccomp_inet(scmp_filter_ctx filter, int call)
{
	static const int allowed[] = {AF_INET, AF_INET6};
	static const int refused[] = {AF_UNIX, AF_NETLINK};
	int failed = 0;

	for (size_t i = 0; i < 2 && failed == 0; i++)
		failed = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, call, 1,
		    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)allowed[i], 0));
	for (size_t i = 0; i < 2 && failed == 0; i++)
		if (SECCOMP_OTHERWISE != SCMP_ACT_ERRNO(EPERM))
			failed = seccomp_rule_add(
			    filter, SCMP_ACT_ERRNO(EPERM), call, 1,
			    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)refused[i], 0));
	return failed;
}

static int seccomp_dev(scmp_filter_ctx filter, int call)
{
#ifdef LENSCAP_DEV
	return seccomp_allow(filter, call);
#else
	(void)filter;
	(void)call;
	return 0;
#endif
}

static int (*const seccomp_rules[])(scmp_filter_ctx, int) = {
    [SANDBOX_ALLOW] = seccomp_allow,	 [SANDBOX_REFUSE] = seccomp_refuse,
    [SANDBOX_NO_EXEC] = seccomp_no_exec, [SANDBOX_MISSING] = seccomp_missing,
    [SANDBOX_THREAD] = seccomp_thread,	 [SANDBOX_FORK] = seccomp_fork,
    [SANDBOX_NAMING] = seccomp_naming,	 [SANDBOX_PROOF] = seccomp_proof,
    [SANDBOX_INET] = seccomp_inet,	 [SANDBOX_DEV] = seccomp_dev,
};

const char *sandbox_call_name(const struct sandbox_call *call)
{
	static char name[32];
	char *found =
	    seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call->number);

	if (found == NULL)
		return NULL;
	snprintf(name, sizeof(name), "%s", found);
	free(found);
	return name;
}

static enum lens_err seccomp_fill(scmp_filter_ctx filter,
				  const struct sandbox_policy *policy)
{
	for (size_t i = 0; i < policy->count; i++) {
		const struct sandbox_call *call = &policy->calls[i];
		int failed = seccomp_rules[call->rule](filter, call->number);

		/* The same permission twice is no harm. */
		if (failed != 0 && failed != -EEXIST)
			return LENS_DENIED;
	}
	/* Calls sorted by a tree: fewer steps for each one made. */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	return LENS_OK;
}

/* Where a filter goes in at one end and comes out at the other. */
static bool seccomp_wire(size_t room, int *in, int *out)
{
	int ends[2];

	/* A pipe takes it even where no file may be written (ulimit -f 0). */
	if (pipe2(ends, O_CLOEXEC) == 0) {
		*out = ends[0];
		*in = ends[1];
		if (fcntl(*in, F_GETPIPE_SZ) >= (int)room)
			return true;
		base_close(in);
		base_close(out);
	}
	/* The system gives who has many pipes small ones. */
	*in = memfd_create("filter", MFD_CLOEXEC);
	*out = *in >= 0 ? fcntl(*in, F_DUPFD_CLOEXEC, 0) : -1;
	return *out >= 0;
}

/* Read the filter back, to install it per picture without building it. */
static enum lens_err seccomp_export(scmp_filter_ctx filter,
				    struct base_buffer *out)
{
	int from = -1, to = -1;
	enum lens_err err = LENS_SYSTEM;

	if (seccomp_wire(out->maximum, &to, &from) &&
	    seccomp_export_bpf(filter, to) == 0 &&
	    (lseek(to, 0, SEEK_SET) == 0 || errno == ESPIPE)) {
		base_close(&to); /* so that what was written has an end */
		err = base_read_all(from, out);
	}
	base_close(&to);
	base_close(&from);
	return err;
}

enum lens_err jail_compile(const struct sandbox_policy *policy,
			   struct base_buffer *out)
{
	scmp_filter_ctx filter = seccomp_init(SECCOMP_OTHERWISE);
	enum lens_err err;

	if (filter == NULL)
		return LENS_DENIED;
	err = seccomp_fill(filter, policy);
	if (err == LENS_OK)
		err = seccomp_export(filter, out);
	seccomp_release(filter);
	return err;
}

enum lens_err jail_filter(struct base_view program)
{
	struct sock_fprog filter = {
	    .len = (unsigned short)(program.size / sizeof(struct sock_filter)),
	    .filter = (struct sock_filter *)program.data,
	};

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0)
		return LENS_DENIED;
	return LENS_OK;
}
