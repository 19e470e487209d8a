/* rules.c: what each rule of a policy's table is, in libseccomp's terms. */
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <termios.h>

#include "jail.h"

#define RULE_ALLOW SCMP_ACT_ALLOW
#define RULE_REFUSE SCMP_ACT_ERRNO(EPERM)
#define RULE_THREAD                                                            \
	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)
#define RULE_NAMESPACES                                                        \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |         \
	 CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
#define RULE_WRITING (O_CREAT | O_TRUNC | O_PATH | (O_TMPFILE & ~O_DIRECTORY))
#define RULE_ADVICE 100	       /* MADV_HWPOISON and what follows it */
#define RULE_GUARD_INSTALL 102 /* Linux 6.13, for stacks of threads */
#define RULE_GUARD_REMOVE 103
#define RULE_TCGETS2                                                           \
	0x802c542aul /* glibc 2.42 asks whether it is a terminal               \
		      */

/*
 * A comparison is of 64 bits where the kernel may take 32: each below allows
 * what it names to the last bit, so that a number with other upper bits is
 * not allowed rather than taken for another.
 */
struct rule {
	enum sandbox_rule rule;
	uint32_t action;
	unsigned count;
	struct scmp_arg_cmp when[3];
};

#define RULE_1(rule, action, a)                                                \
	{                                                                      \
		rule, action, 1,                                               \
		{                                                              \
			a                                                      \
		}                                                              \
	}
#define RULE_2(rule, action, a, b)                                             \
	{                                                                      \
		rule, action, 2,                                               \
		{                                                              \
			a, b                                                   \
		}                                                              \
	}
#define RULE_3(rule, action, a, b, c)                                          \
	{                                                                      \
		rule, action, 3,                                               \
		{                                                              \
			a, b, c                                                \
		}                                                              \
	}
#define RULE_IS(argument, value)                                               \
	{                                                                      \
		argument, SCMP_CMP_EQ, (scmp_datum_t)(value), 0                \
	}
#define RULE_BITS(argument, mask, value)                                       \
	{                                                                      \
		argument, SCMP_CMP_MASKED_EQ, (scmp_datum_t)(mask),            \
		    (scmp_datum_t)(value)                                      \
	}
#define RULE_BELOW(argument, value)                                            \
	{                                                                      \
		argument, SCMP_CMP_LT, (scmp_datum_t)(value), 0                \
	}
#define RULE_ABOVE(argument, value)                                            \
	{                                                                      \
		argument, SCMP_CMP_GT, (scmp_datum_t)(value), 0                \
	}
#define RULE_SOCKET(family, type, protocol)                                    \
	RULE_3(SANDBOX_INET, RULE_ALLOW, RULE_IS(0, family),                   \
	       RULE_BITS(1, 0xf, type), RULE_IS(2, protocol))
#define RULE_FCNTL_IS(command)                                                 \
	RULE_1(SANDBOX_FCNTL, RULE_ALLOW, RULE_IS(1, command))

/* clang-format off */
static const struct rule rule_table[] = {
	{SANDBOX_ALLOW, RULE_ALLOW, 0, {{0}}},
	{SANDBOX_REFUSE, RULE_REFUSE, 0, {{0}}},
	{SANDBOX_MISSING, SCMP_ACT_ERRNO(ENOSYS), 0, {{0}}},
	{SANDBOX_PROOF, SCMP_ACT_ERRNO(JAIL_PROOF), 0, {{0}}},
#ifdef LENSCAP_DEV
	{SANDBOX_DEV, RULE_ALLOW, 0, {{0}}},
#endif
	RULE_1(SANDBOX_NO_EXEC, RULE_ALLOW, RULE_BITS(2, PROT_EXEC, 0)),

	RULE_1(SANDBOX_THREAD, RULE_ALLOW,
	       RULE_BITS(0, RULE_THREAD | RULE_NAMESPACES, RULE_THREAD)),
	/* Nothing but a copy of this process, whose end we are told of. */
	RULE_1(SANDBOX_FORK, RULE_ALLOW,
	       RULE_BITS(0, ~(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID |
			      0ull), SIGCHLD)),

	RULE_1(SANDBOX_NAMING, RULE_ALLOW, RULE_IS(0, PR_SET_NAME)),
	/* The C library names its memory, and does without. */
	RULE_1(SANDBOX_NAMING, SCMP_ACT_ERRNO(EINVAL), RULE_IS(0, PR_SET_VMA)),
	RULE_1(SANDBOX_ENTERING, RULE_ALLOW, RULE_IS(0, PR_SET_NO_NEW_PRIVS)),
	RULE_1(SANDBOX_ENTERING, RULE_ALLOW, RULE_IS(0, PR_SET_PDEATHSIG)),

	RULE_1(SANDBOX_SELF, RULE_ALLOW, RULE_IS(0, 0)),
	RULE_1(SANDBOX_OWN, RULE_ALLOW, RULE_IS(0, 0)),
	RULE_1(SANDBOX_OWN, RULE_REFUSE, RULE_ABOVE(0, 0)),

	/* Never SIGSYS, which has to end the process (last_word.c). */
	RULE_1(SANDBOX_SIGNALS, RULE_ALLOW, RULE_BELOW(0, SIGSYS)),
	RULE_1(SANDBOX_SIGNALS, RULE_ALLOW, RULE_BITS(0, ~31ull, 32)),
	RULE_1(SANDBOX_SIGNALS, RULE_ALLOW, RULE_IS(0, 64)),

	RULE_2(SANDBOX_FILTER, RULE_ALLOW,
	       RULE_IS(0, SECCOMP_SET_MODE_FILTER), RULE_IS(1, 0)),

	RULE_1(SANDBOX_ADVICE, RULE_ALLOW, RULE_BELOW(2, RULE_ADVICE)),
	RULE_1(SANDBOX_ADVICE, RULE_ALLOW, RULE_IS(2, RULE_GUARD_INSTALL)),
	RULE_1(SANDBOX_ADVICE, RULE_ALLOW, RULE_IS(2, RULE_GUARD_REMOVE)),

	RULE_1(SANDBOX_READING, RULE_ALLOW,
	       RULE_BITS(2, O_ACCMODE | RULE_WRITING, O_RDONLY)),
	RULE_1(SANDBOX_READING, RULE_REFUSE, RULE_BITS(2, O_WRONLY, O_WRONLY)),
	RULE_1(SANDBOX_READING, RULE_REFUSE, RULE_BITS(2, O_RDWR, O_RDWR)),
	RULE_1(SANDBOX_READING, RULE_REFUSE, RULE_BITS(2, O_CREAT, O_CREAT)),
	RULE_1(SANDBOX_READING, RULE_REFUSE, RULE_BITS(2, O_TRUNC, O_TRUNC)),
	RULE_1(SANDBOX_READING, RULE_REFUSE, RULE_BITS(2, O_PATH, O_PATH)),

	/* Not F_SETOWN and F_SETSIG: they have the kernel send signals. */
	RULE_FCNTL_IS(F_DUPFD), RULE_FCNTL_IS(F_DUPFD_CLOEXEC),
	RULE_FCNTL_IS(F_GETFD), RULE_FCNTL_IS(F_SETFD), RULE_FCNTL_IS(F_GETFL),
	RULE_2(SANDBOX_FCNTL, RULE_ALLOW, RULE_IS(1, F_SETFL),
	       RULE_BITS(2, O_ASYNC, 0)),

	RULE_1(SANDBOX_IOCTL, RULE_ALLOW, RULE_IS(1, FIONBIO)),
	RULE_1(SANDBOX_IOCTL, RULE_ALLOW, RULE_IS(1, FIONREAD)),
	RULE_1(SANDBOX_IOCTL, SCMP_ACT_ERRNO(ENOTTY), RULE_IS(1, TCGETS)),
	RULE_1(SANDBOX_IOCTL, SCMP_ACT_ERRNO(ENOTTY), RULE_IS(1, RULE_TCGETS2)),

	RULE_SOCKET(AF_INET, SOCK_STREAM, 0),
	RULE_SOCKET(AF_INET, SOCK_STREAM, IPPROTO_TCP),
	RULE_SOCKET(AF_INET, SOCK_DGRAM, 0),
	RULE_SOCKET(AF_INET, SOCK_DGRAM, IPPROTO_UDP),
	RULE_SOCKET(AF_INET6, SOCK_STREAM, 0),
	RULE_SOCKET(AF_INET6, SOCK_STREAM, IPPROTO_TCP),
	RULE_SOCKET(AF_INET6, SOCK_DGRAM, 0),
	RULE_SOCKET(AF_INET6, SOCK_DGRAM, IPPROTO_UDP),
	/* The resolver asks for these, in vain. */
	RULE_1(SANDBOX_INET, RULE_REFUSE, RULE_IS(0, AF_UNIX)),
	RULE_1(SANDBOX_INET, RULE_REFUSE, RULE_IS(0, AF_NETLINK)),
};
/* clang-format on */

#define RULE_COUNT (sizeof(rule_table) / sizeof(rule_table[0]))

bool jail_rule_whole(enum sandbox_rule rule)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (rule_table[i].rule == rule)
			return rule_table[i].count == 0;
	return false;
}

int jail_rule(void *filter, enum sandbox_rule rule, int call)
{
	int failed = 0;

	for (size_t i = 0; i < RULE_COUNT && failed == 0; i++) {
		const struct rule *row = &rule_table[i];

		/* libseccomp takes no rule that its default says already. */
		if (row->rule != rule || row->action == JAIL_OTHERWISE)
			continue;
		failed = seccomp_rule_add_array(filter, row->action, call,
						row->count, row->when);
		/* The same permission twice is no harm. */
		if (failed == -EEXIST)
			failed = 0;
	}
	return failed;
}
