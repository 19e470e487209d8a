/* import.c: the files of a foreign set, checked and written as one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/registry_import.h>

#include "data.h"
#include "pack.h"
#include "set.h"

#define IMPORT_UNREACHABLE 120 /* letters of names that a sentence has */

struct registry_import {
	struct registry_imported counts;
	enum record_mind mind; /* lenient with a set, strict with a pack */
	struct set_face face;  /* of a set; of a pack the latest day there is */
	struct pack *pack;     /* of a pack, once its manifest was taken */
	struct base_buffer rows;	/* of the file as it will be */
	struct base_buffer unreachable; /* slugs, and an end */
	struct data_list data;		/* of a pack */
};

struct registry_import *registry_import_new(const char *set, const char *date)
{
	struct registry_import *import = base_alloc(1, sizeof(*import));

	snprintf(import->face.name, sizeof(import->face.name), "%s", set);
	snprintf(import->face.date, sizeof(import->face.date), "%s", date);
	import->mind = RECORD_LENIENT;
	base_buffer_init(&import->rows,
			 REGISTRY_SET_MAX + REGISTRY_RECORDS_MAX * 64);
	base_buffer_init(&import->unreachable, IMPORT_UNREACHABLE);
	return import;
}

struct registry_import *registry_import_new_pack(const char *latest)
{
	struct registry_import *import = registry_import_new("", latest);

	import->mind = RECORD_STRICT;
	return import;
}

void registry_import_free(struct registry_import *import)
{
	if (import == NULL)
		return;
	base_buffer_free(&import->rows);
	base_buffer_free(&import->unreachable);
	pack_free(import->pack);
	data_list_free(&import->data);
	free(import);
}

const struct registry_imported *
registry_import_counts(const struct registry_import *import)
{
	return &import->counts;
}

const struct registry_pack *
registry_import_pack(const struct registry_import *import)
{
	return import->pack != NULL ? &import->pack->public : NULL;
}

const char *registry_import_unreachable(const struct registry_import *import)
{
	return import->unreachable.size > 0
		   ? (const char *)import->unreachable.data
		   : "";
}

/* ---- What a file is ---- */

typedef enum lens_err import_check(struct registry_import *import,
				   struct base_view bytes, const char *stem,
				   struct registry_fault *fault);

static enum lens_err import_stem(const char *slug, const char *stem,
				 struct registry_fault *fault)
{
	return strcmp(slug, stem) == 0
		   ? LENS_OK
		   : registry_say(fault, LENS_MALFORMED,
				  "Its slug is %s, but its file is called "
				  "%s.json.",
				  slug, stem);
}

/* What a pack says was done on a day that is still to come was not. */
static enum lens_err import_day(const struct registry_import *import,
				const char *name, const char *day,
				struct registry_fault *fault)
{
	if (import->mind == RECORD_LENIENT ||
	    strcmp(day, import->face.date) <= 0)
		return LENS_OK;
	return registry_say(fault, LENS_MALFORMED,
			    "Its \"%s\" is %s, which is still to come; "
			    "correct it, or this machine's clock.",
			    name, day);
}

static enum lens_err import_manifest_days(const struct registry_import *import,
					  struct registry_fault *fault)
{
	const struct registry_pack *pack = &import->pack->public;
	enum lens_err err = import_day(import, "made", pack->made, fault);

	for (size_t i = 0; err == LENS_OK && i < pack->withdrawal_count; i++)
		err = import_day(import, "date", pack->withdrawals[i].date,
				 fault);
	return err;
}

/* Nobody can write to it; of the names those are kept that there is room for.
 */
static void import_unreachable(struct registry_import *import, const char *slug)
{
	struct base_buffer *list = &import->unreachable;
	bool first = list->size == 0;
	char *next = base_format("%s%s", first ? "" : ", ", slug);

	import->counts.unreachable++;
	if (!first)
		list->size--; /* the end, which stands there again below */
	if (list->size + strlen(next) < IMPORT_UNREACHABLE)
		(void)!base_buffer_add_text(list, next);
	(void)!base_buffer_add(list, "", 1);
	free(next);
}

static enum lens_err import_company(struct registry_import *import,
				    struct base_view bytes, const char *stem,
				    struct registry_fault *fault)
{
	struct record_controller *made;
	enum lens_err err = controller_read(bytes, import->mind, fault, &made);

	if (err == LENS_OK)
		err = import_stem(made->public.slug, stem, fault);
	if (err == LENS_OK)
		err = import_day(import, "checked",
				 made->public.provenance.date, fault);
	if (err == LENS_OK && made->public.contact_unknown &&
	    strcmp(made->public.quality, "obsolete") != 0)
		import_unreachable(import, made->public.slug);
	controller_free(made);
	return err;
}

static enum lens_err import_authority(struct registry_import *import,
				      struct base_view bytes, const char *stem,
				      struct registry_fault *fault)
{
	struct record_authority *made;
	enum lens_err err = authority_read(bytes, import->mind, fault, &made);

	if (err == LENS_OK)
		err = import_stem(made->public.slug, stem, fault);
	authority_free(made);
	return err;
}

static enum lens_err import_data(struct registry_import *import,
				 enum registry_data_kind kind,
				 struct base_view bytes, const char *stem,
				 struct registry_fault *fault)
{
	struct data *made;
	enum lens_err err = data_read(kind, stem, bytes, fault, &made);

	if (err == LENS_OK)
		err = import_day(import, "date", made->public.date, fault);
	if (err == LENS_OK)
		data_push(&import->data, made);
	else
		data_free(made);
	return err;
}

/* The folders of the set, and those that a pack alone has. */
static const struct import_folder {
	const char *name, *word;
	import_check *check; /* NULL: data, which a pack alone has */
	size_t count;	     /* where it is counted */
} import_folders[] = {
    {"companies", "company", import_company,
     offsetof(struct registry_imported, companies)},
    {"supervisory-authorities", "authority", import_authority,
     offsetof(struct registry_imported, authorities)},
    {"obsolete-records", "obsolete", import_company,
     offsetof(struct registry_imported, obsolete)},
    {"laws", "law", NULL, offsetof(struct registry_imported, laws)},
    {"letters", "letter", NULL, offsetof(struct registry_imported, letters)},
    {"remedies", "remedy", NULL, offsetof(struct registry_imported, remedies)},
    {"pages", "pages", NULL, offsetof(struct registry_imported, pages)},
    {"words", "words", NULL, offsetof(struct registry_imported, words)},
};

/*
 * The name of a record's file without ".json", which one file of the set
 * lacks: what is left must look like a slug then.
 */
static bool import_stem_of(const char *file, char *stem, size_t capacity)
{
	static const char slug[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t length = strlen(file);

	if (length > 5 && strcmp(file + length - 5, ".json") == 0)
		length -= 5;
	else if (file[strspn(file, slug)] != '\0')
		return false;
	if (length == 0 || length >= capacity)
		return false;
	memcpy(stem, file, length);
	stem[length] = '\0';
	return true;
}

/*
 * The folder of path, and the name of its record; NULL for what is none.  A
 * pack has its folders at its top, a set of others' in whatever it was packed
 * with.
 */
static const struct import_folder *import_place(const char *path, bool at_top,
						char *stem, size_t capacity)
{
	const char *file = strrchr(path, '/');

	if (file == NULL || !import_stem_of(file + 1, stem, capacity))
		return NULL;
	for (size_t i = 0; i < sizeof(import_folders) / sizeof(*import_folders);
	     i++) {
		size_t size = strlen(import_folders[i].name);
		const char *begin = file - size;

		if ((size_t)(file - path) >= size &&
		    strncmp(begin, import_folders[i].name, size) == 0 &&
		    (begin == path || (!at_top && begin[-1] == '/')) &&
		    (at_top || import_folders[i].check != NULL))
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
				? base_buffer_add_text(&import->rows, line)
				: LENS_SYSTEM;

	json_decref(json);
	free(text);
	free(line);
	return err;
}

static size_t import_total(const struct registry_imported *counts)
{
	return counts->companies + counts->authorities + counts->obsolete +
	       counts->laws + counts->letters + counts->remedies +
	       counts->pages + counts->words;
}

/* What lies beside the records: of a pack its manifest and nothing else. */
static enum lens_err import_beside(struct registry_import *import,
				   const char *path, struct base_view bytes,
				   struct registry_fault *fault)
{
	enum lens_err err;

	if (import->mind == RECORD_LENIENT) {
		import->counts.other++;
		return LENS_OK;
	}
	if (strcmp(path, REGISTRY_PACK_MANIFEST) != 0)
		return registry_say(fault, LENS_MALFORMED,
				    "A pack has no such file: beside pack.json "
				    "it has records in companies, "
				    "supervisory-authorities and "
				    "obsolete-records, and data in laws, "
				    "letters, remedies, pages and words.");
	if (import->pack != NULL)
		return registry_say(fault, LENS_MALFORMED,
				    "There are two of it.");
	if (bytes.data == NULL)
		return LENS_MALFORMED;
	err = pack_read(bytes, fault, &import->pack);
	return err == LENS_OK ? import_manifest_days(import, fault) : err;
}

enum lens_err registry_import_add(struct registry_import *import,
				  const char *path, struct base_view bytes,
				  struct registry_fault *fault)
{
	char stem[256];
	const struct import_folder *folder = import_place(
	    path, import->mind != RECORD_LENIENT, stem, sizeof(stem));
	enum lens_err err;

	if (folder == NULL)
		return import_beside(import, path, bytes, fault);
	if (bytes.data == NULL)
		err = LENS_MALFORMED;
	else if (folder->check != NULL)
		err = folder->check(import, bytes, stem, fault);
	else
		err = import_data(import, data_kind(folder->word), bytes, stem,
				  fault);
	if (err != LENS_OK) {
		import->counts.skipped++;
		return err;
	}
	if (import_total(&import->counts) >= REGISTRY_RECORDS_MAX ||
	    import->rows.size + bytes.size > REGISTRY_SET_MAX ||
	    import_line(import, folder->word, bytes) != LENS_OK)
		return registry_say(fault, LENS_DENIED,
				    "There are more records than %d, or more "
				    "than %llu MB of them, and no set has "
				    "that.",
				    REGISTRY_RECORDS_MAX,
				    REGISTRY_SET_MAX >> 20);
	++*(size_t *)(void *)((char *)&import->counts + folder->count);
	return LENS_OK;
}

/* Whose it is, is known once the manifest was taken. */
static void import_own(const struct registry_import *import)
{
	const struct registry_pack *pack = registry_import_pack(import);

	for (size_t i = 0; pack != NULL && i < import->data.count; i++) {
		import->data.items[i]->public.pack = pack->name;
		import->data.items[i]->public.title = pack->title;
	}
}

size_t registry_import_data_count(const struct registry_import *import)
{
	import_own(import);
	return import->data.count;
}

const struct registry_data *
registry_import_data_at(const struct registry_import *import, size_t i)
{
	return &import->data.items[i]->public;
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

/* The first lines: what the set is called, and what a pack says of itself. */
static enum lens_err import_head(const struct registry_import *import,
				 struct base_buffer *out)
{
	const struct registry_pack *pack = registry_import_pack(import);
	char *text =
	    pack != NULL ? json_dumps(import->pack->json, JSON_COMPACT) : NULL;
	char *head = base_format("lenscap-registry 1 %s %s\n%s%s%s",
				 pack ? pack->name : import->face.name,
				 pack ? pack->made : import->face.date,
				 text ? "pack " : "", text ? text : "",
				 text ? "\n" : "");
	enum lens_err err = base_buffer_add_text(out, head);

	free(text);
	free(head);
	return err;
}

enum lens_err registry_import_save(struct registry_import *import,
				   const char *path,
				   struct registry_fault *fault)
{
	bool pack = import->mind == RECORD_STRICT;
	size_t total = import_total(&import->counts);
	struct base_buffer text;
	enum lens_err err;
	char end[48];

	if (pack && import->pack == NULL)
		return registry_say(fault, LENS_NOT_FOUND,
				    "It has no file pack.json, which says what "
				    "a pack is.");
	if (!pack && total == 0)
		return registry_say(fault, LENS_NOT_FOUND,
				    "There is no record in it: the set has "
				    "its records in a folder companies.");
	snprintf(end, sizeof(end), "end %zu\n", total + pack);
	base_buffer_init(&text, import->rows.maximum + REGISTRY_RECORD_MAX +
				    REGISTRY_PACK_NAME);
	err = import_head(import, &text);
	if (err == LENS_OK)
		err = base_buffer_add(&text, import->rows.data,
				      import->rows.size);
	if (err == LENS_OK)
		err = base_buffer_add_text(&text, end);
	if (err == LENS_OK)
		err = import_write(path, base_buffer_view(&text));
	base_buffer_free(&text);
	if (err == LENS_OK)
		return LENS_OK;
	return registry_say(fault, LENS_SYSTEM,
			    "The records could not be written: %s.",
			    base_said(strerror(errno)));
}
