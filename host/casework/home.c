/*
 * home.c: where a user's ledger and its witness are (XDG Base Directory
 * Specification): the one is data, the other state.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistd.h>
#include <unistr.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_persons.h>

#include "home.h"

/* A folder of ours below an XDG folder, or below its default in HOME. */
static char *home_below(const char *variable, const char *otherwise)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");

	/* The specification ignores relative paths. */
	if (base != NULL && base[0] == '/')
		return base_format("%s/lenscap", base);
	if (home != NULL && home[0] == '/')
		return base_format("%s/%s/lenscap", home, otherwise);
	return NULL;
}

/* Make a folder and those above it, for its owner alone. */
static bool home_make(const char *path)
{
	char *copy = base_copy(path);
	bool made = true;

	for (char *slash = strchr(copy + 1, '/'); slash != NULL && made;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = mkdir(copy, 0700) == 0 || errno == EEXIST;
		*slash = '/';
	}
	if (made)
		made = mkdir(copy, 0700) == 0 || errno == EEXIST;
	free(copy);
	return made;
}

/*
 * A witness for each folder a ledger may be in: FNV-1a of the folder's path
 * tells them apart, and need do no more.
 */
static char *home_witness(const char *dir)
{
	char *state = home_below("XDG_STATE_HOME", ".local/state");
	char *whole = realpath(dir, NULL);
	const char *named = whole != NULL ? whole : dir;
	uint64_t hash = 14695981039346656037u;
	char *path = NULL;

	for (; *named != '\0'; named++)
		hash = (hash ^ (uint8_t)*named) * 1099511628211u;
	if (state != NULL && home_make(state))
		path = base_format("%s/witness-%016llx", state,
				   (unsigned long long)hash);
	free(whole);
	free(state);
	return path;
}

const char *home_session(void)
{
	const char *base = getenv("XDG_RUNTIME_DIR");
	struct stat about;

	return base != NULL && base[0] == '/' && lstat(base, &about) == 0 &&
		       S_ISDIR(about.st_mode) && about.st_uid == geteuid() &&
		       (about.st_mode & 0077) == 0
		   ? base
		   : NULL;
}

#define HOME_TEMPORARY "LENSCAP_TEMPORARY"

const char *home_temporary(void)
{
	return getenv(HOME_TEMPORARY);
}

char **home_environment(const char *temporary)
{
	size_t count = 0;
	char **all;

	while (environ[count] != NULL)
		count++;
	all = base_alloc(count + 2, sizeof(*all));
	all[0] = base_format(HOME_TEMPORARY "=%s", temporary);
	memcpy(all + 1, environ, count * sizeof(*all));
	return all;
}

char *home_shell(void)
{
	const char *shell = getenv("SHELL");

	return base_copy(shell != NULL && shell[0] == '/' &&
				 access(shell, X_OK) == 0
			     ? shell
			     : "/bin/sh");
}

/* The session bus; Chromium says "disabled:" where there is none. */
static const char *home_bus(void)
{
	const char *bus = getenv("DBUS_SESSION_BUS_ADDRESS");

	return bus != NULL && strcmp(bus, "disabled:") == 0 ? NULL : bus;
}

/* With a character that nobody sees two names would look like one. */
static bool home_is_seen(const char *name)
{
	const uint8_t *at = (const uint8_t *)name;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL)
		if (uc_is_property_default_ignorable_code_point(c))
			return false;
	return true;
}

bool casework_person_fits(const char *name)
{
	size_t size = strlen(name);

	return size > 0 && size <= CASEWORK_PERSON_MAX && name[0] != '.' &&
	       name[0] != ' ' && name[size - 1] != ' ' &&
	       strchr(name, '/') == NULL &&
	       base_is_printable(base_view_of(name)) && home_is_seen(name);
}

char *casework_person_name(const char *typed)
{
	size_t size = 0;
	char *name;

	if (!casework_person_fits(typed))
		return NULL;
	name = (char *)u8_normalize(UNINORM_NFC, (const uint8_t *)typed,
				    strlen(typed) + 1, NULL, &size);
	if (name != NULL && !casework_person_fits(name)) {
		free(name);
		name = NULL;
	}
	return name;
}

/*
 * Beside a folder, whatever its path ends with: "." too has a name.  One that
 * is not there yet is to have the same name then: no '/' or "/." at the end.
 */
static char *home_persons(const char *own)
{
	char *whole = realpath(own, NULL), *persons;
	size_t size;

	if (whole == NULL)
		whole = base_copy(own);
	size = strlen(whole);
	while (size > 1 && (whole[size - 1] == '/' ||
			    (whole[size - 1] == '.' && whole[size - 2] == '/')))
		size--;
	persons = base_format("%.*s-persons", (int)size, whole);
	free(whole);
	return persons;
}

static void home_set(const char *own, struct casework_place *out)
{
	out->persons = home_persons(own);
	out->dir = out->person != NULL
		       ? base_format("%s/%s", out->persons, out->person)
		       : base_copy(own);
	out->made = access(out->dir, F_OK) != 0;
}

enum lens_err casework_place_find(const char *dir, const char *person,
				  struct casework_place *out)
{
	char *own;

	*out = (struct casework_place){.bus = home_bus()};
	if (person != NULL) {
		out->person = casework_person_name(person);
		if (out->person == NULL)
			return LENS_MALFORMED;
	}
	own = dir != NULL ? base_copy(dir)
			  : home_below("XDG_DATA_HOME", ".local/share");
	if (own != NULL)
		home_set(own, out);
	free(own);
	if (out->dir == NULL || !home_make(out->dir)) {
		casework_place_free(out);
		return LENS_DENIED;
	}
	out->witness = home_witness(out->dir);
	out->home = (struct casework_home){out->dir, out->witness};
	return LENS_OK;
}

void casework_place_free(struct casework_place *place)
{
	/* What something came into is not empty, and stays. */
	if (place->dir != NULL && (place->made || place->person != NULL) &&
	    rmdir(place->dir) == 0 && place->person != NULL)
		(void)rmdir(place->persons);
	free(place->dir);
	free(place->witness);
	free(place->persons);
	free(place->person);
	free(place->scratch);
	*place = (struct casework_place){.dir = NULL};
}

/* ---- Documents ---- */

#define HOME_DIRS_MAX 65536
#define HOME_DIRS_LINE "XDG_DOCUMENTS_DIR=\""

static bool home_is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The value of a line XDG_DOCUMENTS_DIR="$HOME/Papers", NULL without one. */
static char *home_documents_line(const char *text, const char *home)
{
	static const char variable[] = "$HOME/";
	const char *line = strstr(text, HOME_DIRS_LINE);
	const char *value, *end;

	/* A comment may hold the line too. */
	while (line != NULL && line != text && line[-1] != '\n')
		line = strstr(line + 1, HOME_DIRS_LINE);
	if (line == NULL)
		return NULL;
	value = line + strlen(HOME_DIRS_LINE);
	end = strpbrk(value, "\"\n\\");
	if (end == NULL || *end != '"')
		return NULL;
	if (value[0] == '/')
		return base_format("%.*s", (int)(end - value), value);
	if (strncmp(value, variable, strlen(variable)) != 0)
		return NULL;
	value += strlen(variable);
	return base_format("%s/%.*s", home, (int)(end - value), value);
}

static char *home_documents_named(const char *home)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	char *path = config != NULL && config[0] == '/'
			 ? base_format("%s/user-dirs.dirs", config)
			 : base_format("%s/.config/user-dirs.dirs", home);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct base_buffer text;
	char *folder = NULL;

	free(path);
	if (fd < 0)
		return NULL;
	base_buffer_init(&text, HOME_DIRS_MAX);
	if (base_read_all(fd, &text) == LENS_OK &&
	    base_buffer_add(&text, "", 1) == LENS_OK)
		folder = home_documents_line((const char *)text.data, home);
	base_buffer_free(&text);
	base_close(&fd);
	return folder;
}

char *home_documents(void)
{
	const char *home = getenv("HOME");
	char *folder;

	if (home == NULL || home[0] != '/')
		return NULL;
	folder = home_documents_named(home);
	if (folder != NULL && home_is_folder(folder))
		return folder;
	free(folder);
	folder = base_format("%s/Documents", home);
	if (home_is_folder(folder))
		return folder;
	free(folder);
	return home_is_folder(home) ? base_copy(home) : NULL;
}
