/* jail.h: the mechanisms that make up a jail, one function each. */
#ifndef LENSCAP_SANDBOX_JAIL_H
#define LENSCAP_SANDBOX_JAIL_H

#include <lenscap/sandbox.h>

/* The error of SANDBOX_PROOF: one that filters may give and no kernel does. */
#define JAIL_PROOF 3999

/*
 * What a call meets that no line names: the handler of last_word.c, which ends
 * the process.  A killed sanitizer prints no report: its builds refuse.
 */
#ifdef LENSCAP_DEV
#define JAIL_OTHERWISE SCMP_ACT_ERRNO(EPERM)
#else
#define JAIL_OTHERWISE SCMP_ACT_TRAP
#endif

/* Every filter kills the process for this one. */
#define JAIL_LAST_CALL SYS_getpgid

/* Add what a rule is for a call to a filter of libseccomp; 0 on success. */
LENS_MUST int jail_rule(void *filter, enum sandbox_rule rule, int call);

/* True for a rule that says one thing, whatever the call's arguments are. */
bool jail_rule_whole(enum sandbox_rule rule);

/* The descriptor of the page for the last word, until it is mapped. */
#define JAIL_WORD (SANDBOX_CHANNEL + 1)
#define JAIL_NO_WORD UINT32_MAX

/*
 * Make that page and map it; the caller closes the descriptor, -1 on failure.
 * jail_word_free() ends the mapping, and is safe without one.
 */
int jail_word_make(struct sandbox_worker *worker);
void jail_word_free(struct sandbox_worker *worker);

/* In the worker: map it where there is one; be ready to write in it. */
void jail_word_take(void);
bool jail_word_ready(void);

/* A policy as BPF instructions.  LENS_DENIED without seccomp filters. */
LENS_MUST enum lens_err jail_compile(const struct sandbox_policy *policy,
				     struct base_buffer *out);

/* Install a compiled filter on this process. */
LENS_MUST enum lens_err jail_filter(struct base_view program);

/*
 * What tests set to see how a jail holds on an older kernel: versions above are
 * not used, 0 for a kernel without Landlock.  Nothing outside can set it, but
 * of a development build the environment, which its workers get, too.
 */
extern int jail_landlock_most;
#define JAIL_LANDLOCK_MOST "LENSCAP_LANDLOCK"

/*
 * Nothing in a jail may write a count: a build that counts (make coverage), and
 * no other, can be told by the environment to do its workers' work in none.
 */
#ifdef LENSCAP_COUNTS
#define JAIL_NONE "LENSCAP_NO_JAIL"
#endif

/*
 * Leave this process a file system in which there is only what may be read
 * (ends with NULL).  *hidden: false where the system allows no namespace; then
 * all is as it was.  False: it has rights that it could not give back, and must
 * end.  For a process of one thread.
 */
bool jail_hide(const char *const *readable, bool *hidden);

/* Whether the system allows that, tried by a process of its own. */
bool jail_can_hide(void);

/* The kernel's Landlock ABI version, 0 when it has none. */
int jail_landlock_version(void);

/*
 * Deny every process outside, every TCP port (unless network) and every file
 * but reading the paths named (NULL: none; ends with NULL; a folder with all
 * in it).  LENS_DENIED when the kernel has no Landlock.
 */
LENS_MUST enum lens_err jail_landlock(const char *const *readable,
				      bool network);

#endif
