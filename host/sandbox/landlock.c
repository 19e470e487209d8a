/*
 * landlock.c: no file and no port, by handling every right the kernel knows
 * and granting none.  glibc has no wrappers; the numbers of newer rights are
 * from the kernel's Documentation/userspace-api/landlock.rst.
 */
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/sandbox.h>

#include "jail.h"

/* struct landlock_ruleset_attr as of ABI 6; older kernels take a prefix. */
struct landlock_rights {
	uint64_t files;
	uint64_t network; /* ABI 4 */
	uint64_t scopes;  /* ABI 6 */
};

/* Rights to files by ABI version: execute ... make_sym, then three more. */
#define LANDLOCK_FILES_1 ((1ull << 13) - 1)
#define LANDLOCK_REFER (1ull << 13)    /* ABI 2 */
#define LANDLOCK_TRUNCATE (1ull << 14) /* ABI 3 */
#define LANDLOCK_IOCTL (1ull << 15)    /* ABI 5 */
#define LANDLOCK_NETWORK 3ull	       /* bind and connect TCP */
#define LANDLOCK_SCOPES 3ull	       /* abstract sockets and signals */

static const struct {
	int version;
	struct landlock_rights adds;
	size_t size; /* of the attribute this version knows */
} landlock_versions[] = {
    {1, {LANDLOCK_FILES_1, 0, 0}, 8},  {2, {LANDLOCK_REFER, 0, 0}, 8},
    {3, {LANDLOCK_TRUNCATE, 0, 0}, 8}, {4, {0, LANDLOCK_NETWORK, 0}, 16},
    {5, {LANDLOCK_IOCTL, 0, 0}, 16},   {6, {0, 0, LANDLOCK_SCOPES}, 24},
};

int jail_landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

enum lens_err jail_landlock(void)
{
	struct landlock_rights rights = {0, 0, 0};
	int version = jail_landlock_version();
	size_t size = 0;
	enum lens_err err = LENS_DENIED;
	int ruleset;

	for (size_t i = 0;
	     i < sizeof(landlock_versions) / sizeof(landlock_versions[0]) &&
	     landlock_versions[i].version <= version;
	     i++) {
		rights.files |= landlock_versions[i].adds.files;
		rights.network |= landlock_versions[i].adds.network;
		rights.scopes |= landlock_versions[i].adds.scopes;
		size = landlock_versions[i].size;
	}
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
	if (ruleset >= 0 &&
	    syscall(SYS_landlock_restrict_self, ruleset, 0) == 0)
		err = LENS_OK;
	base_close(&ruleset);
	return err;
}
