/*
 * place.c: who else may write where the ledger is.  The rule is OpenSSH's for
 * a user's files (auth_secure_path): the folder and all above it belong to
 * this user or to root, and others may not write there, unless a folder above
 * is sticky, where nobody can take away what is another's.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#include "io.h"
#include "place.h"

/* What a user namespace shows where an owner has no number in it. */
#define PLACE_NOBODY 65534

/*
 * A group that is this user's alone, as Debian gives to each: its members
 * are nobody else, so that its right to write is no other's.
 */
static bool place_group_is_own(gid_t gid)
{
	const struct passwd *user = getpwuid(geteuid());
	char *name = user != NULL ? strdup(user->pw_name) : NULL;
	bool own = name != NULL && user->pw_gid == gid;
	const struct group *group = own ? getgrgid(gid) : NULL;

	own = group != NULL && strcmp(group->gr_name, name) == 0;
	for (char **member = own ? group->gr_mem : NULL; own && *member != NULL;
	     member++)
		own = strcmp(*member, name) == 0;
	free(name);
	return own;
}

static bool place_others_write(const struct stat *about, bool above)
{
	if (above && (about->st_mode & S_ISVTX))
		return false;
	if (about->st_mode & S_IWOTH)
		return true;
	return (about->st_mode & S_IWGRP) && about->st_gid != 0 &&
	       !place_group_is_own(about->st_gid);
}

static enum lens_err place_refuse(const char *path, const char *why,
				  struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_OPEN,
			 "The folder %.160s %s; Lenscap keeps nothing where "
			 "others could put their files in the place of yours.",
			 path, base_said(why));
}

static enum lens_err place_judge(const char *path, const struct stat *about,
				 bool above, struct ledger_fault *fault)
{
	bool nobodys = above && about->st_uid == PLACE_NOBODY;

	if (about->st_uid != geteuid() && about->st_uid != 0 && !nobodys)
		return place_refuse(path, "belongs to another user", fault);
	if (place_others_write(about, above))
		return place_refuse(path,
				    "may be written by others (chmod go-w "
				    "ends that)",
				    fault);
	return LENS_OK;
}

/* The folders above: path is whole, and is cut from its end on. */
static enum lens_err place_judge_above(char *path, struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	struct stat about;
	char *slash;

	while (err == LENS_OK && (slash = strrchr(path, '/')) != NULL &&
	       path[1] != '\0') {
		slash[slash == path] = '\0';
		if (stat(path, &about) != 0)
			return fault_system(fault, "look at the folders above "
						   "the ledger's");
		err = place_judge(path, &about, true, fault);
	}
	return err;
}

enum lens_err place_open(const char *path, bool make,
			 struct ledger_fault *fault, int *out)
{
	char *whole = NULL;
	struct stat about;
	enum lens_err err = io_open_dir(path, make, out);

	if (err == LENS_NOT_FOUND)
		return err;
	if (err == LENS_OK) {
		whole = realpath(path, NULL);
		if (whole == NULL || fstat(*out, &about) != 0)
			err = LENS_SYSTEM;
	}
	if (err == LENS_OK)
		err = place_judge(whole, &about, false, fault);
	else
		err = fault_system(fault, "open the ledger's folder");
	if (err == LENS_OK)
		err = place_judge_above(whole, fault);
	free(whole);
	if (err != LENS_OK)
		base_close(out);
	return err;
}
