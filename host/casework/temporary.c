/* temporary.c: a ledger in memory, whose key is told to nobody. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_keys.h>
#include <lenscap/casework_temporary.h>
#include <lenscap/ledger_safety.h>

#include "home.h"
#include "refusal.h"
#include "temporary.h"

bool temporary_is(const char *path, mode_t type)
{
	struct stat about;

	return lstat(path, &about) == 0 && (about.st_mode & S_IFMT) == type &&
	       about.st_uid == geteuid();
}

static void temporary_remove(const char *scratch)
{
	char *dir = base_format("%s/ledger", scratch);
	char *witness = base_format("%s/witness", scratch);
	char *recovery = base_format("%s/" TEMPORARY_KEY, scratch);
	const struct ledger_place place = {
	    dir, temporary_is(witness, S_IFREG) ? witness : NULL};

	/* One that a shell was begun with may have been kept open. */
	(void)!ledger_key_forget(dir, NULL);
	(void)unlink(recovery);
	if (temporary_is(dir, S_IFDIR))
		(void)!ledger_wipe(&place, NULL);
	(void)unlink(witness);
	(void)unlink(dir); /* a link; a folder stays for rmdir() */
	(void)rmdir(dir);
	(void)rmdir(scratch);
	free(dir);
	free(witness);
	free(recovery);
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

/* Where to make it: not on a disk, which keeps what is erased. */
static const char *temporary_base(struct ledger_fault *fault)
{
	const char *base = home_session();
	struct statfs about;

	if (base == NULL) {
		(void)refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "This login has no folder in memory "
				  "(XDG_RUNTIME_DIR), which a temporary ledger "
				  "needs; log in as a desktop does, or make a "
				  "lasting one.");
		return NULL;
	}
	if (statfs(base, &about) == 0 &&
	    (about.f_type == TMPFS_MAGIC || about.f_type == RAMFS_MAGIC))
		return base;
	(void)refusal_say(
	    fault, LEDGER_FAULT_ARGUMENT,
	    "The folder of this login (XDG_RUNTIME_DIR) is not in memory but "
	    "on a disk, which may keep what is erased; log in as a desktop "
	    "does, or make a lasting ledger.");
	return NULL;
}

/* The recovery key for programs that are begun in the session; in memory. */
static bool temporary_keep(void *context, const char *recovery)
{
	int fd = open(context, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool kept =
	    fd >= 0 && base_write_all(fd, base_view_of(recovery)) == LENS_OK;

	base_close(&fd);
	return kept;
}

void temporary_name(struct casework_place *place)
{
	place->dir = base_format("%s/ledger", place->scratch);
	place->witness = base_format("%s/witness", place->scratch);
	place->home = (struct casework_home){place->dir, place->witness};
}

enum lens_err temporary_make(bool shared, struct ledger_fault *fault,
			     struct casework_place *out,
			     struct ledger_key **key)
{
	const char *base = temporary_base(fault);
	char recovery[LEDGER_RECOVERY_TEXT], *kept;
	enum lens_err err = LENS_SYSTEM;

	*out = (struct casework_place){.dir = NULL};
	*key = NULL;
	if (base == NULL)
		return LENS_DENIED;
	temporary_sweep(base);
	out->scratch = base_format("%s/" TEMPORARY_NAME "%ld-XXXXXX", base,
				   (long)getpid());
	out->held =
	    mkdtemp(out->scratch) != NULL ? temporary_hold(out->scratch) : -1;
	if (out->held < 0) {
		casework_temporary_end(out);
		return LENS_SYSTEM;
	}
	temporary_name(out);
	kept = base_format("%s/" TEMPORARY_KEY, out->scratch);
	if (mkdir(out->dir, 0700) == 0)
		err =
		    casework_create(&out->home,
				    &(struct casework_create){
					.show = shared ? temporary_keep : NULL,
					.context = kept},
				    fault, recovery, key);
	explicit_bzero(recovery, sizeof(recovery));
	free(kept);
	if (err != LENS_OK)
		casework_temporary_end(out);
	return err;
}

enum lens_err casework_temporary(struct ledger_fault *fault,
				 struct casework_place *out,
				 struct ledger_key **key)
{
	return temporary_make(false, fault, out, key);
}

void casework_temporary_end(struct casework_place *place)
{
	if (place->scratch != NULL) {
		temporary_remove(place->scratch);
		base_close(&place->held);
	}
	casework_place_free(place);
}
