/*
 * hide.c: a file system of its own, in which there is nothing but what may be
 * read.  Landlock refuses to open other files and says nothing of their names,
 * sizes and times; what is not mounted has none.
 *
 * It takes a user namespace, which some systems allow to nobody: then the files
 * are seen as before, and doctor says so.  The rights that come with it are
 * given back before anything else happens.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "jail.h"

#define HIDE_ROOT "/tmp" /* where the new one is put together */
#define HIDE_ROOM "size=256k,mode=755"

static bool hide_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool written =
	    fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	base_close(&fd);
	return written;
}

/* This user stays this user: files are read with the rights they were. */
static bool hide_map(uid_t user, gid_t group)
{
	char line[64];
	bool mapped;

	/* The kernel lets nobody write the maps of what may not be dumped. */
	prctl(PR_SET_DUMPABLE, 1);
	snprintf(line, sizeof(line), "%u %u 1", user, user);
	mapped = hide_write("/proc/self/uid_map", line) &&
		 hide_write("/proc/self/setgroups", "deny");
	snprintf(line, sizeof(line), "%u %u 1", group, group);
	mapped = mapped && hide_write("/proc/self/gid_map", line);
#ifndef LENSCAP_DEV
	prctl(PR_SET_DUMPABLE, 0);
#endif
	return mapped;
}

/* The folders above path, which is in the new root. */
static bool hide_folders(char *path)
{
	for (char *slash = path + strlen(HIDE_ROOT) + 1;
	     (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		if (mkdir(path, 0755) != 0 && errno != EEXIST)
			return false;
		*slash = '/';
	}
	return true;
}

/* A file or folder at its old name; what a link leads to, in the link's place.
 */
static bool hide_show(const char *path)
{
	char at[PATH_MAX];
	struct stat about;
	int fd;

	if (stat(path, &about) != 0)
		return true; /* what is not there is not there */
	if (snprintf(at, sizeof(at), HIDE_ROOT "%s", path) >= (int)sizeof(at) ||
	    !hide_folders(at))
		return false;
	if (S_ISDIR(about.st_mode)) {
		if (mkdir(at, 0755) != 0 && errno != EEXIST)
			return false;
	} else {
		fd = open(at, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
		if (fd < 0)
			return false;
		base_close(&fd);
	}
	return mount(path, at, NULL, MS_BIND | MS_REC, NULL) == 0;
}

static bool hide_mounts(const char *const *readable)
{
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", HIDE_ROOT, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		  HIDE_ROOM) != 0)
		return false;
	for (; *readable != NULL; readable++)
		if (!hide_show(*readable)) {
			umount2(HIDE_ROOT, MNT_DETACH);
			return false;
		}
	/* The old root comes to lie on the new one, and is taken off. */
	if (chdir(HIDE_ROOT) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) {
		umount2(HIDE_ROOT, MNT_DETACH);
		return false;
	}
	return umount2(".", MNT_DETACH) == 0 && chdir("/") == 0;
}

static bool hide_give_back(void)
{
	struct __user_cap_header_struct head = {
	    .version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

	return syscall(SYS_capset, &head, none) == 0;
}

bool jail_hide(const char *const *readable, bool *hidden)
{
	uid_t user = geteuid();
	gid_t group = getegid();

	*hidden = false;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
		return true;
	*hidden = hide_map(user, group) && hide_mounts(readable);
	/* New rights have the kernel forget this. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return hide_give_back();
}
