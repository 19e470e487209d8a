/* temporary.c: a ledger in memory, whose key is told to nobody. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_keys.h>
#include <lenscap/casework_temporary.h>
#include <lenscap/ledger_safety.h>

#include "home.h"
#include "refusal.h"

#define TEMPORARY_NAME "lenscap-temporary-"

/* Ours, and what it is called: no link that leads to something else. */
static bool temporary_is(const char *path, mode_t type)
{
	struct stat about;

	return lstat(path, &about) == 0 && (about.st_mode & S_IFMT) == type &&
	       about.st_uid == geteuid();
}

static void temporary_remove(const char *scratch)
{
	char *dir = base_format("%s/ledger", scratch);
	char *witness = base_format("%s/witness", scratch);
	const struct ledger_place place = {
	    dir, temporary_is(witness, S_IFREG) ? witness : NULL};

	if (temporary_is(dir, S_IFDIR))
		(void)!ledger_wipe(&place, NULL);
	(void)unlink(witness);
	(void)unlink(dir); /* a link; a folder stays for rmdir() */
	(void)rmdir(dir);
	(void)rmdir(scratch);
	free(dir);
	free(witness);
}

/* Whether the process that made it has ended. */
static bool temporary_is_left(const char *name)
{
	uint64_t pid;
	char digits[24];
	size_t size;

	if (strncmp(name, TEMPORARY_NAME, strlen(TEMPORARY_NAME)) != 0)
		return false;
	name += strlen(TEMPORARY_NAME);
	size = strcspn(name, "-");
	if (size >= sizeof(digits))
		return false;
	memcpy(digits, name, size);
	digits[size] = '\0';
	return base_parse_number(digits, INT32_MAX, &pid) == LENS_OK &&
	       pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* The folder's lock, which goes with the process that has it; -1 when another
 * has it: one that this one does not see, as from within a container. */
static int temporary_hold(const char *scratch)
{
	int fd = open(scratch, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0)
		base_close(&fd);
	return fd;
}

static void temporary_sweep(const char *base)
{
	DIR *folder = opendir(base);
	const struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (temporary_is_left(entry->d_name)) {
			char *left = base_format("%s/%s", base, entry->d_name);
			int fd = temporary_is(left, S_IFDIR)
				     ? temporary_hold(left)
				     : -1;

			if (fd >= 0)
				temporary_remove(left);
			base_close(&fd);
			free(left);
		}
	if (folder != NULL)
		closedir(folder);
}

enum lens_err casework_temporary(struct ledger_fault *fault,
				 struct casework_place *out,
				 struct ledger_key **key)
{
	const struct casework_create create = {.count = 0};
	const char *base = home_session();
	char recovery[LEDGER_RECOVERY_TEXT];
	enum lens_err err;

	*out = (struct casework_place){.dir = NULL};
	*key = NULL;
	if (base == NULL)
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "This login has no folder in memory "
		    "(XDG_RUNTIME_DIR), which a temporary ledger "
		    "needs; log in as a desktop does, or make a "
		    "lasting one.");
	temporary_sweep(base);
	out->scratch = base_format("%s/" TEMPORARY_NAME "%ld-XXXXXX", base,
				   (long)getpid());
	out->held =
	    mkdtemp(out->scratch) != NULL ? temporary_hold(out->scratch) : -1;
	if (out->held < 0) {
		casework_temporary_end(out);
		return LENS_SYSTEM;
	}
	out->dir = base_format("%s/ledger", out->scratch);
	out->witness = base_format("%s/witness", out->scratch);
	out->home = (struct casework_home){out->dir, out->witness};
	err = mkdir(out->dir, 0700) == 0
		  ? casework_create(&out->home, &create, fault, recovery, key)
		  : LENS_SYSTEM;
	explicit_bzero(recovery, sizeof(recovery));
	if (err != LENS_OK)
		casework_temporary_end(out);
	return err;
}

void casework_temporary_end(struct casework_place *place)
{
	if (place->scratch != NULL) {
		temporary_remove(place->scratch);
		base_close(&place->held);
	}
	casework_place_free(place);
}
