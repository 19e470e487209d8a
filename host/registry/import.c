/* import.c: the files of a foreign set, checked and written as one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/registry_import.h>

#include "set.h"

struct registry_import {
	struct registry_imported counts;
	struct base_buffer text; /* the file as it will be */
};

struct registry_import *registry_import_new(const char *set, const char *date)
{
	struct registry_import *import = base_alloc(1, sizeof(*import));
	char *face = base_format("lenscap-registry 1 %s %s\n", set, date);

	base_buffer_init(&import->text,
			 REGISTRY_SET_MAX + REGISTRY_RECORDS_MAX * 64);
	/* A line always fits into an empty buffer. */
	if (base_buffer_add_text(&import->text, face) != LENS_OK)
		abort();
	free(face);
	return import;
}

void registry_import_free(struct registry_import *import)
{
	if (import == NULL)
		return;
	base_buffer_free(&import->text);
	free(import);
}

const struct registry_imported *
registry_import_counts(const struct registry_import *import)
{
	return &import->counts;
}

/* ---- What a file is ---- */

typedef enum lens_err import_check(struct base_view bytes, const char *stem,
				   struct registry_fault *fault);

static enum lens_err import_stem(const char *slug, const char *stem,
				 struct registry_fault *fault)
{
	return strcmp(slug, stem) == 0
		   ? LENS_OK
		   : record_fault(fault, LENS_MALFORMED,
				  "Its slug is %s, but its file is called "
				  "%s.json.",
				  slug, stem);
}

static enum lens_err import_company(struct base_view bytes, const char *stem,
				    struct registry_fault *fault)
{
	struct record_controller *made;
	enum lens_err err =
	    controller_read(bytes, RECORD_LENIENT, fault, &made);

	if (err == LENS_OK)
		err = import_stem(made->public.slug, stem, fault);
	controller_free(made);
	return err;
}

static enum lens_err import_authority(struct base_view bytes, const char *stem,
				      struct registry_fault *fault)
{
	struct record_authority *made;
	enum lens_err err = authority_read(bytes, RECORD_LENIENT, fault, &made);

	if (err == LENS_OK)
		err = import_stem(made->public.slug, stem, fault);
	authority_free(made);
	return err;
}

/* The folders of the set, whatever they lie in. */
static const struct import_folder {
	const char *name, *word;
	import_check *check;
	size_t count; /* where it is counted */
} import_folders[] = {
    {"companies", "company", import_company,
     offsetof(struct registry_imported, companies)},
    {"supervisory-authorities", "authority", import_authority,
     offsetof(struct registry_imported, authorities)},
    {"obsolete-records", "obsolete", import_company,
     offsetof(struct registry_imported, obsolete)},
};

/*
 * The name of a record's file without ".json", which one file of the set
 * lacks: what is left must look like a slug then.
 */
static bool import_stem_of(const char *file, char *stem, size_t room)
{
	static const char slug[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t length = strlen(file);

	if (length > 5 && strcmp(file + length - 5, ".json") == 0)
		length -= 5;
	else if (file[strspn(file, slug)] != '\0')
		return false;
	if (length == 0 || length >= room)
		return false;
	memcpy(stem, file, length);
	stem[length] = '\0';
	return true;
}

/* The folder of path, and the name of its record; NULL for what is none. */
static const struct import_folder *import_place(const char *path, char *stem,
						size_t room)
{
	const char *file = strrchr(path, '/');

	if (file == NULL || !import_stem_of(file + 1, stem, room))
		return NULL;
	for (size_t i = 0; i < sizeof(import_folders) / sizeof(*import_folders);
	     i++) {
		size_t size = strlen(import_folders[i].name);
		const char *begin = file - size;

		if ((size_t)(file - path) >= size &&
		    strncmp(begin, import_folders[i].name, size) == 0 &&
		    (begin == path || begin[-1] == '/'))
			return &import_folders[i];
	}
	return NULL;
}

/* ---- Taking one ---- */

/* As one line: without spaces, in the order it came in. */
static enum lens_err import_line(struct registry_import *import,
				 const char *word, struct base_view bytes)
{
	json_t *json =
	    json_loadb((const char *)bytes.data, bytes.size, 0, NULL);
	char *text = json_dumps(json, JSON_COMPACT);
	char *line = base_format("%s %s\n", word, text != NULL ? text : "");
	enum lens_err err = text != NULL
				? base_buffer_add_text(&import->text, line)
				: LENS_SYSTEM;

	json_decref(json);
	free(text);
	free(line);
	return err;
}

static size_t import_total(const struct registry_imported *counts)
{
	return counts->companies + counts->authorities + counts->obsolete;
}

enum lens_err registry_import_add(struct registry_import *import,
				  const char *path, struct base_view bytes,
				  struct registry_fault *fault)
{
	char stem[256];
	const struct import_folder *folder =
	    import_place(path, stem, sizeof(stem));
	enum lens_err err;

	if (folder == NULL) {
		import->counts.other++;
		return LENS_OK;
	}
	err = bytes.data != NULL ? folder->check(bytes, stem, fault)
				 : LENS_MALFORMED;
	if (err != LENS_OK) {
		import->counts.skipped++;
		return err;
	}
	if (import_total(&import->counts) >= REGISTRY_RECORDS_MAX ||
	    import->text.size + bytes.size > REGISTRY_SET_MAX ||
	    import_line(import, folder->word, bytes) != LENS_OK)
		return record_fault(fault, LENS_DENIED,
				    "There are more records than %d, or more "
				    "than %llu MB of them, and no set has "
				    "that.",
				    REGISTRY_RECORDS_MAX,
				    REGISTRY_SET_MAX >> 20);
	++*(size_t *)(void *)((char *)&import->counts + folder->count);
	return LENS_OK;
}

/* ---- Saving ---- */

static enum lens_err import_write(const char *path, struct base_view text)
{
	char *fresh = base_format("%s.new", path);
	enum lens_err err = LENS_SYSTEM;
	int fd = -1;

	/* What a killed import, or somebody, left is not written into. */
	if (unlink(fresh) == 0 || errno == ENOENT)
		fd = open(fresh,
			  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
			  0600);
	if (fd >= 0)
		err = base_write_all(fd, text);
	if (err == LENS_OK && fsync(fd) != 0)
		err = LENS_SYSTEM;
	base_close(&fd);
	if (err == LENS_OK && rename(fresh, path) != 0)
		err = LENS_SYSTEM;
	if (err != LENS_OK)
		unlink(fresh);
	free(fresh);
	return err;
}

enum lens_err registry_import_save(struct registry_import *import,
				   const char *path,
				   struct registry_fault *fault)
{
	size_t total = import_total(&import->counts);
	char end[48];

	if (total == 0)
		return record_fault(fault, LENS_NOT_FOUND,
				    "There is no record in it: the set has "
				    "its records in a folder companies.");
	snprintf(end, sizeof(end), "end %zu\n", total);
	if (base_buffer_add_text(&import->text, end) == LENS_OK &&
	    import_write(path, base_buffer_view(&import->text)) == LENS_OK)
		return LENS_OK;
	return record_fault(fault, LENS_SYSTEM,
			    "The records could not be written: %s.",
			    strerror(errno));
}
