/* seccomp.c: a policy table becomes a filter (libseccomp writes the BPF). */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>

#include "jail.h"

/*
 * Calls from this number on are younger than Linux 5.17: no library relies on
 * them, and libseccomp 2.5 has no names for them.  All architectures number
 * calls alike since 424.
 */
#define SECCOMP_UNKNOWN 451
#define SECCOMP_X32 0x40000000

int sandbox_call_number(const struct sandbox_call *call)
{
	return seccomp_syscall_resolve_name(call->name);
}

const char *sandbox_number_name(int number)
{
	static _Thread_local char name[32];
	char *found =
	    number < 0
		? NULL
		: seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);

	if (found == NULL)
		return NULL;
	snprintf(name, sizeof(name), "%s", found);
	free(found);
	return name;
}

/* A call that a line before allows or refuses altogether is settled. */
static bool seccomp_settled(const struct sandbox_policy *policy, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (jail_rule_whole(policy->calls[i].rule) &&
		    strcmp(policy->calls[i].name, policy->calls[line].name) ==
			0)
			return true;
	return false;
}

static enum lens_err seccomp_fill(scmp_filter_ctx filter,
				  const struct sandbox_policy *policy)
{
	for (size_t i = 0; i < policy->count; i++) {
		const struct sandbox_call *call = &policy->calls[i];
		int number = sandbox_call_number(call);

		/* Below 0: libseccomp knows it of other architectures. */
		if (number < 0 || seccomp_settled(policy, i))
			continue;
		if (jail_rule(filter, call->rule, number) != 0)
			return LENS_DENIED;
	}
	return LENS_OK;
}

/* What holds for every policy. */
static enum lens_err seccomp_common(scmp_filter_ctx filter)
{
	/* Calls of 32-bit programs end the process, not just the thread. */
	if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
			     SCMP_ACT_KILL_PROCESS) != 0 ||
	    seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, JAIL_LAST_CALL,
			     0) != 0)
		return LENS_DENIED;
	/* Calls sorted by a tree: fewer steps for each one made. */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	return LENS_OK;
}

/*
 * Put before libseccomp's program: what is younger than the list is answered
 * as a kernel answers that does not have it, so that a library of tomorrow
 * takes the way of today.
 */
static enum lens_err seccomp_preface(struct base_buffer *out)
{
	const struct sock_filter preface[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		     offsetof(struct seccomp_data, arch)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, seccomp_arch_native(), 0, 4),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		     offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SECCOMP_X32, 2, 0),
	    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SECCOMP_UNKNOWN, 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
	};

	return base_buffer_add(out, preface, sizeof(preface));
}

/* Where a filter goes in at one end and comes out at the other. */
static bool seccomp_wire(size_t capacity, int *in, int *out)
{
	int ends[2];

	/* A pipe takes it even where no file may be written (ulimit -f 0). */
	if (pipe2(ends, O_CLOEXEC) == 0) {
		*out = ends[0];
		*in = ends[1];
		if (fcntl(*in, F_GETPIPE_SZ) >= (int)capacity)
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
	scmp_filter_ctx filter = seccomp_init(JAIL_OTHERWISE);
	enum lens_err err;

	if (filter == NULL)
		return LENS_DENIED;
	err = seccomp_common(filter);
	if (err == LENS_OK)
		err = seccomp_fill(filter, policy);
	if (err == LENS_OK)
		err = seccomp_preface(out);
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
