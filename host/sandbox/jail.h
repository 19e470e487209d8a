/* jail.h: the mechanisms that make up a jail, one function each. */
#ifndef LENSCAP_SANDBOX_JAIL_H
#define LENSCAP_SANDBOX_JAIL_H

#include <lenscap/sandbox.h>

/* The error of SANDBOX_PROOF: one that filters may give and no kernel does. */
#define JAIL_PROOF 3999

/* A policy as BPF instructions.  LENS_DENIED without seccomp filters. */
LENS_MUST enum lens_err jail_compile(const struct sandbox_policy *policy,
				     struct base_buffer *out);

/* Install a compiled filter on this process. */
LENS_MUST enum lens_err jail_filter(struct base_view program);

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
