/*
 * landlock.c: no file and no port, by handling every right the kernel knows
 * and granting none, but reading what a policy names.  glibc has no wrappers;
 * the numbers of newer rights are from the kernel's
 * Documentation/userspace-api/landlock.rst.
 */
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>
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
#define LANDLOCK_CONNECT 2ull
#define LANDLOCK_PORTS 4 /* the version that knows of them */
#define LANDLOCK_PORT_RULE 2
#define LANDLOCK_SCOPES 3ull /* abstract sockets and signals */

static const struct {
	int version;
	struct landlock_rights adds;
	size_t size; /* of the attribute this version knows */
} landlock_versions[] = {
    {1, {LANDLOCK_FILES_1, 0, 0}, 8},  {2, {LANDLOCK_REFER, 0, 0}, 8},
    {3, {LANDLOCK_TRUNCATE, 0, 0}, 8}, {4, {0, LANDLOCK_NETWORK, 0}, 16},
    {5, {LANDLOCK_IOCTL, 0, 0}, 16},   {6, {0, 0, LANDLOCK_SCOPES}, 24},
};

int jail_landlock_most = INT_MAX;

/* A development build is told from outside, for programs that start workers. */
static int landlock_most(void)
{
#ifdef LENSCAP_DEV
	const char *most = getenv(JAIL_LANDLOCK_MOST);
	uint64_t version;

	if (most != NULL &&
	    base_parse_number(most, INT_MAX, &version) == LENS_OK)
		return (int)version;
#endif
	return jail_landlock_most;
}

int jail_landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);

	if (version > landlock_most())
		version = landlock_most();
	return version > 0 ? (int)version : 0;
}

/* struct landlock_path_beneath_attr, which is packed. */
struct landlock_grant {
	uint64_t rights;
	int32_t parent;
} __attribute__((packed));

#define LANDLOCK_READ_FILE (1ull << 2)
#define LANDLOCK_READ_DIR (1ull << 3)

/* What is not on this machine needs no grant. */
static enum lens_err landlock_grant(int ruleset, const char *path)
{
	struct landlock_grant grant = {.rights = LANDLOCK_READ_FILE};
	struct stat status;
	enum lens_err err = LENS_DENIED;
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return LENS_OK;
	if (fstat(fd, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			grant.rights |= LANDLOCK_READ_DIR;
		grant.parent = fd;
		if (syscall(SYS_landlock_add_rule, ruleset,
			    LANDLOCK_RULE_PATH_BENEATH, &grant, 0) == 0)
			err = LENS_OK;
	}
	base_close(&fd);
	return err;
}

enum lens_err jail_landlock(const char *const *readable, bool network)
{
	struct landlock_rights rights = {0, 0, 0};
	int version = jail_landlock_version();
	size_t size = 0;
	enum lens_err err = LENS_OK;
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
	if (version <= 0)
		return LENS_DENIED;
	if (network)
		rights.network = 0;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
	if (ruleset < 0)
		return LENS_DENIED;
	for (; readable != NULL && *readable != NULL && err == LENS_OK;
	     readable++)
		err = landlock_grant(ruleset, *readable);
	if (err == LENS_OK &&
	    syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		err = LENS_DENIED;
	base_close(&ruleset);
	return err;
}

/* struct landlock_net_port_attr. */
struct landlock_port {
	uint64_t rights, port;
};

static enum lens_err landlock_grant_ports(int ruleset, const uint16_t *ports,
					  size_t count)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		struct landlock_port grant = {LANDLOCK_CONNECT, ports[i]};

		if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PORT_RULE,
			    &grant, 0) != 0)
			err = LENS_DENIED;
	}
	return err;
}

enum lens_err sandbox_keep_ports(const uint16_t *ports, size_t count)
{
	const struct landlock_rights rights = {.network = LANDLOCK_NETWORK};
	enum lens_err err;
	int ruleset;

	if (jail_landlock_version() < LANDLOCK_PORTS)
		return LENS_OK;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights,
			       offsetof(struct landlock_rights, scopes), 0);
	if (ruleset < 0)
		return LENS_DENIED;
	err = landlock_grant_ports(ruleset, ports, count);
	if (err == LENS_OK &&
	    syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		err = LENS_DENIED;
	base_close(&ruleset);
	return err;
}
