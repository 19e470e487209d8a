/* manifest.c: the files that tell a browser where lenscap-host is. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/browsers.h>

#define MANIFEST_MAX 65536

/* ---- What it says ---- */

static const struct {
	const char *member, *before, *after, *ids;
} manifest_kinds[BROWSERS_KINDS] = {
    [BROWSERS_CHROMIUM] = {"allowed_origins", "chrome-extension://", "/",
			   LENSCAP_CHROMIUM_IDS},
    /* Firefox refuses a file that has Chromium's member too. */
    [BROWSERS_FIREFOX] = {"allowed_extensions", "", "", LENSCAP_GECKO_IDS},
};

static json_t *manifest_allowed(enum browsers_kind kind)
{
	const char *ids = manifest_kinds[kind].ids;
	json_t *list = json_array();

	while (*ids != '\0') {
		int length = (int)strcspn(ids, " ");
		char *entry =
		    base_format("%s%.*s%s", manifest_kinds[kind].before, length,
				ids, manifest_kinds[kind].after);

		json_array_append_new(list, json_string(entry));
		free(entry);
		ids += length;
		ids += strspn(ids, " ");
	}
	return list;
}

static json_t *manifest_make(enum browsers_kind kind, const char *host)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o}", "name", BROWSERS_HOST,
			 "description", "Lenscap: how exposed are your photos?",
			 "path", host, "type", "stdio",
			 manifest_kinds[kind].member, manifest_allowed(kind));
}

/* ---- What is there ---- */

/* A link that a package or this person made; browsers follow any. */
static bool manifest_may_follow(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0 &&
	       (about.st_uid == 0 || about.st_uid == geteuid());
}

/* The file as JSON; NULL when it is no regular file or no JSON. */
static json_t *manifest_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK |
				(manifest_may_follow(path) ? 0 : O_NOFOLLOW));
	struct base_buffer bytes;
	struct stat about;
	json_t *value = NULL;

	if (fd < 0)
		return NULL;
	base_buffer_init(&bytes, MANIFEST_MAX);
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
	    base_read_all(fd, &bytes) == LENS_OK && bytes.size > 0)
		value = json_loadb((const char *)bytes.data, bytes.size,
				   JSON_REJECT_DUPLICATES, NULL);
	base_buffer_free(&bytes);
	base_close(&fd);
	return value;
}

static bool manifest_is_ours(const json_t *value)
{
	const char *name = json_string_value(json_object_get(value, "name"));

	return name != NULL && strcmp(name, BROWSERS_HOST) == 0;
}

static bool manifest_there(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0;
}

/* Does it lead where it should, and is something there? */
static bool manifest_is_fresh(const json_t *value, enum browsers_kind kind,
			      const char *host)
{
	const char *path = json_string_value(json_object_get(value, "path"));
	json_t *allowed = manifest_allowed(kind);
	bool fresh =
	    path != NULL && strcmp(path, host) == 0 && access(host, X_OK) == 0;

	fresh &= json_equal(json_object_get(value, manifest_kinds[kind].member),
			    allowed);
	json_decref(allowed);
	return fresh;
}

enum browsers_state browsers_manifest_look(const char *path,
					   enum browsers_kind kind,
					   const char *host)
{
	enum browsers_state state = BROWSERS_FOREIGN;
	json_t *value;

	if (!manifest_there(path))
		return BROWSERS_MISSING;
	value = manifest_read(path);
	if (manifest_is_ours(value))
		state = manifest_is_fresh(value, kind, host)
			    ? BROWSERS_INSTALLED
			    : BROWSERS_STALE;
	json_decref(value);
	return state;
}

/* ---- Writing and removing ---- */

/* Make the folder a path lies in, and those above it. */
static bool manifest_folders(const char *path, mode_t mode)
{
	char *copy = base_copy(path);
	bool made = true;

	for (char *slash = strchr(copy + 1, '/'); slash != NULL && made;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = mkdir(copy, mode) == 0 || errno == EEXIST;
		*slash = '/';
	}
	free(copy);
	return made;
}

/* The folder a path lies in, if it is ours to write to; else -1. */
static int manifest_folder(const char *path, enum lens_err *err)
{
	char *copy = base_copy(path);
	struct stat about;
	int fd;

	*strrchr(copy, '/') = '\0';
	fd = open(copy, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(copy);
	*err = fd < 0 ? LENS_SYSTEM : LENS_OK;
	/* Where others write, a name may be made to lead anywhere. */
	if (fd >= 0 && (fstat(fd, &about) != 0 || about.st_uid != geteuid() ||
			(about.st_mode & S_IWOTH) != 0)) {
		base_close(&fd);
		*err = LENS_DENIED;
	}
	return fd;
}

/* A new file beside the old one, then in its place. */
static enum lens_err manifest_put(int folder, const char *name,
				  const char *text)
{
	char *draft = base_format(".%s.%ld", name, (long)getpid());
	int fd =
	    openat(folder, draft,
		   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	enum lens_err err = LENS_SYSTEM;

	if (fd >= 0) {
		err = base_write_all(fd, base_view_of(text));
		if (err == LENS_OK)
			err = base_write_all(fd, base_view_of("\n"));
		if (err == LENS_OK && (fchmod(fd, 0644) != 0 || fsync(fd) != 0))
			err = LENS_SYSTEM;
		base_close(&fd);
		if (err == LENS_OK &&
		    renameat(folder, draft, folder, name) != 0)
			err = LENS_SYSTEM;
		if (err != LENS_OK) {
			int saved = errno;

			unlinkat(folder, draft, 0);
			errno = saved;
		}
	}
	free(draft);
	return err;
}

enum lens_err browsers_manifest_write(const char *path, enum browsers_kind kind,
				      const char *host)
{
	json_t *value = NULL;
	enum lens_err err;
	char *text;
	int folder;

	if (manifest_there(path)) {
		value = manifest_read(path);
		if (!manifest_is_ours(value)) {
			json_decref(value);
			return LENS_DENIED;
		}
		json_decref(value);
	}
	if (!manifest_folders(path, geteuid() == 0 ? 0755 : 0700))
		return LENS_SYSTEM;
	folder = manifest_folder(path, &err);
	if (folder < 0)
		return err;
	value = manifest_make(kind, host);
	text = value ? json_dumps(value, JSON_INDENT(2)) : NULL;
	/* A path that is not UTF-8 cannot be told to a browser. */
	err = text ? manifest_put(folder, strrchr(path, '/') + 1, text)
		   : LENS_MALFORMED;
	free(text);
	json_decref(value);
	base_close(&folder);
	return err;
}

enum lens_err browsers_manifest_remove(const char *path)
{
	json_t *value;
	bool ours;

	if (!manifest_there(path))
		return LENS_NOT_FOUND;
	value = manifest_read(path);
	ours = manifest_is_ours(value);
	json_decref(value);
	if (!ours)
		return LENS_DENIED;
	return unlink(path) == 0 ? LENS_OK : LENS_SYSTEM;
}
