/* pack_read.c: a pack made of a folder, and one read as it arrives. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_pack.h>
#include <lenscap/clients_unpack.h>

#include "pack_data.h"
#include "zip.h"

/* The manifest, and one record more than are taken, which is then refused. */
#define PACK_FILES_MAX (REGISTRY_RECORDS_MAX + 2u)

void casework_pack_free(struct casework_pack *pack)
{
	pack_changes_free(&pack->changes);
	free(pack->companies);
	pack->companies = NULL;
	registry_import_free(pack->taken);
	pack->taken = NULL;
}

/* ---- What is in it ---- */

struct pack_reading {
	struct registry_import *import;
	struct registry_fault *fault;
	json_t *names; /* of the files that there were */
	char *companies;
	struct pack_beside beside;
};

/* What is behind a folder in a path; NULL: it is in another. */
static const char *pack_within(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return strncmp(path, folder, length) == 0 ? path + length : NULL;
}

/* How its companies are called, as their files are, where they are on the web,
 * and whom complaints may go to. */
static void pack_note(struct pack_reading *reading, const char *path,
		      struct base_view json)
{
	const char *company = pack_within(path, "companies/");
	json_t *record =
	    company || pack_within(path, "supervisory-authorities/")
		? json_loadb((const char *)json.data, json.size, 0, NULL)
		: NULL;
	const char *name = json_string_value(
	    json_object_get(record, company ? "web" : "slug"));

	if (name != NULL)
		json_object_set_new(company ? reading->beside.sites
					    : reading->beside.authorities,
				    name, json_true());
	if (company != NULL) {
		char *slug =
		    base_format("%.*s", (int)strcspn(company, "."), company);

		reading->companies = base_join(reading->companies, ", ", slug);
		free(slug);
	}
	json_decref(record);
}

/* One file that spoils a pack spoils it whole: somebody vouches for all. */
static enum lens_err pack_take(void *context, const char *name,
			       struct base_view json, const char *why)
{
	struct pack_reading *reading = context;
	struct registry_fault bad = {""};
	enum lens_err err;

	if (why != NULL)
		snprintf(bad.sentence, sizeof(bad.sentence), "%s", why);
	if (json_object_get(reading->names, name) != NULL)
		err =
		    registry_say(&bad, LENS_MALFORMED, "There are two of it.");
	else
		err = registry_import_add(reading->import, name, json, &bad);
	json_object_set_new(reading->names, name, json_true());
	if (err == LENS_OK)
		pack_note(reading, name, json);
	if (err != LENS_OK) {
		(void)!registry_say(reading->fault, err, "%s: %s", name,
				    base_said(bad.sentence));
	}
	return err;
}

/* What was read holds together, by itself and with ours. */
static enum lens_err pack_look(const struct pack_reading *reading,
			       struct casework_pack *out)
{
	struct pack_files files = {.count = 0};
	enum lens_err err;

	if (registry_import_pack(out->taken) == NULL)
		return registry_say(reading->fault, LENS_NOT_FOUND, "%s",
				    "It is no pack: it has no file pack.json.");
	for (size_t i = 0; i < registry_import_data_count(out->taken); i++)
		pack_files_add(&files, registry_import_data_at(out->taken, i));
	err = pack_data_check(&files, &reading->beside, casework_today() + 1,
			      reading->fault, &out->changes);
	pack_files_free(&files);
	return err;
}

/* fd: a ZIP, or a list of records. */
static enum lens_err pack_unpack(enum ipc_unpack_source source, int fd,
				 struct registry_fault *fault,
				 struct casework_pack *out)
{
	struct pack_reading reading = {
	    .fault = fault,
	    .names = json_object(),
	    .companies = base_copy(""),
	    .beside = {json_object(), json_object()}};
	char why[CLIENTS_SENTENCE] = "", latest[16];
	enum lens_err err;

	/* It is tomorrow already where some publisher lives. */
	law_day_text(casework_today() + 1, latest);
	reading.import = registry_import_new_pack(latest);
	err = clients_unpack(source, fd, NULL, pack_take, &reading, why);

	out->taken = reading.import;
	out->companies = reading.companies;
	out->counts = *registry_import_counts(out->taken);
	/* No folder can take its place: it was signed as the one file it is. */
	if (err == LENS_MALFORMED && why[0] != '\0')
		err = registry_say(fault, err, "%s",
				   "It is no pack that can be read: get it "
				   "again from whoever publishes it.");
	else if (err == LENS_WORKER)
		err = registry_say(fault, err, "%s", why);
	else if (err == LENS_OK)
		err = pack_look(&reading, out);
	json_decref(reading.names);
	json_decref(reading.beside.sites);
	json_decref(reading.beside.authorities);
	return err;
}

/* ---- From a folder ---- */

struct pack_folder {
	char **names;
	size_t count;
};

static void pack_folder_free(struct pack_folder *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->names[i]);
	free(files->names);
}

static int pack_order(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum lens_err pack_list(int dir, const char *folder,
			       struct pack_folder *files)
{
	int fd = openat(dir, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (list == NULL) {
		bool none = errno == ENOENT;

		base_close(&fd);
		return none ? LENS_OK : LENS_SYSTEM;
	}
	while ((entry = readdir(list)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (files->count == PACK_FILES_MAX)
			break;
		files->names[files->count++] =
		    base_format("%s/%s", folder, entry->d_name);
	}
	closedir(list);
	return LENS_OK;
}

/* Each file of the folder into the list that the jail parses. */
static enum lens_err pack_collect(int dir, const struct pack_folder *files,
				  int list, struct registry_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < files->count && err == LENS_OK; i++) {
		struct base_buffer bytes;
		struct stat about;
		int fd = openat(dir, files->names[i],
				O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

		base_buffer_init(&bytes, REGISTRY_RECORD_MAX);
		if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
			err = LENS_SYSTEM;
		if (err == LENS_OK)
			err = base_read_all(fd, &bytes);
		if (err == LENS_OK)
			err = clients_records_add(list, files->names[i],
						  base_buffer_view(&bytes));
		base_buffer_free(&bytes);
		base_close(&fd);
		if (err == LENS_TOO_BIG)
			err = registry_say(fault, err,
					   "%s is larger than a record is.",
					   files->names[i]);
		else if (err != LENS_OK)
			err = registry_say(fault, err,
					   "%s cannot be read, or is no file.",
					   files->names[i]);
	}
	return err;
}

static enum lens_err pack_folder(int dir, struct pack_folder *files,
				 struct registry_fault *fault,
				 struct casework_pack *out)
{
	/* The last two are refused as such: nothing is left out silently that
	 * somebody meant to be taken. */
	static const char *const folders[] = {"companies",
					      "obsolete-records",
					      "supervisory-authorities",
					      "laws",
					      "letters",
					      "remedies",
					      "words",
					      "pages"};
	const size_t all = sizeof(folders) / sizeof(folders[0]);
	int list = clients_records_new();
	enum lens_err err = list < 0 ? LENS_SYSTEM : LENS_OK;

	files->names = base_alloc(PACK_FILES_MAX, sizeof(*files->names));
	files->names[files->count++] = base_copy(REGISTRY_PACK_MANIFEST);
	for (size_t i = 0; i < all && err == LENS_OK; i++)
		err = pack_list(dir, folders[i], files);
	qsort(files->names, files->count, sizeof(*files->names), pack_order);
	if (err != LENS_OK)
		err = registry_say(fault, err, "%s",
				   "The folder of the pack cannot be read.");
	if (err == LENS_OK &&
	    faccessat(dir, REGISTRY_PACK_MANIFEST, R_OK, 0) != 0)
		err =
		    registry_say(fault, LENS_NOT_FOUND, "%s",
				 "There is no file pack.json in it, which says "
				 "what the pack is called; 'lenscap pack build "
				 "--help' shows one.");
	if (err == LENS_OK)
		err = pack_collect(dir, files, list, fault);
	if (err == LENS_OK)
		err = pack_unpack(IPC_UNPACK_RECORDS, list, fault, out);
	base_close(&list);
	return err;
}

static bool pack_has(const struct pack_folder *files, const char *slug)
{
	char *name = base_format("companies/%s.json", slug);
	bool has = bsearch(&name, files->names, files->count,
			   sizeof(*files->names), pack_order) != NULL;

	free(name);
	return has;
}

/* Whom it says to write to, and whose contact it withdraws, are in it or ours:
 * a letter wrong would be told to everybody who takes it. */
static enum lens_err pack_knows(const struct registry_pack *pack,
				const struct pack_folder *files,
				struct registry_fault *fault)
{
	char *share = base_share_path(".");
	struct registry *registry = NULL;
	enum lens_err err = registry_open(share, NULL, fault, &registry);

	for (size_t i = 0;
	     err == LENS_OK && i < pack->preset_count + pack->withdrawal_count;
	     i++) {
		const char *slug =
		    i < pack->preset_count
			? pack->preset[i]
			: pack->withdrawals[i - pack->preset_count].slug;

		if (!pack_has(files, slug) &&
		    registry_find(registry, slug) == NULL)
			err = registry_say(
			    fault, LENS_NOT_FOUND,
			    "pack.json names %s, which is neither in the pack "
			    "nor among Lenscap's own.",
			    slug);
	}
	registry_close(registry);
	free(share);
	return err;
}

enum lens_err casework_pack_build(const char *folder, size_t unreachable,
				  struct registry_fault *fault,
				  struct base_buffer *file,
				  struct casework_pack *out)
{
	struct pack_folder files = {NULL, 0};
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err;

	*out = (struct casework_pack){0};
	if (dir < 0)
		err = registry_say(fault, LENS_NOT_FOUND, "%s",
				   "There is no such folder, or it may not be "
				   "read.");
	else
		err = pack_folder(dir, &files, fault, out);
	if (err == LENS_OK)
		err =
		    pack_knows(registry_import_pack(out->taken), &files, fault);
	if (err == LENS_OK && out->counts.unreachable > unreachable) {
		err = registry_say(
		    fault, LENS_DENIED,
		    "No contact for letters was confirmed for %zu of its "
		    "companies: %.120s.  Confirm one, leave them "
		    "out, or allow as many with --unreachable.",
		    out->counts.unreachable,
		    registry_import_unreachable(out->taken));
	}
	if (err == LENS_OK &&
	    zip_files(dir, files.names, files.count, file) != LENS_OK)
		err = registry_say(fault, LENS_TOO_BIG, "%s",
				   "The pack is larger than 32 MB, or a file "
				   "changed meanwhile.");
	pack_folder_free(&files);
	base_close(&dir);
	return err;
}

/* ---- As it arrives ---- */

static enum lens_err pack_signed(struct base_view file,
				 struct base_view signature,
				 const struct signature_public *key,
				 struct registry_fault *fault,
				 struct casework_pack *out)
{
	char number[SIGNATURE_ID_TEXT];
	uint8_t id[8];
	enum lens_err err =
	    signature_check(file, signature, key, id, out->comment);

	out->key = *key;
	out->fits = err == LENS_OK;
	if (err == LENS_NOT_FOUND) {
		signature_id_text(id, number);
		return registry_say(
		    fault, LENS_DENIED,
		    "It is signed with another key, number %s: "
		    "whoever published the pack you know did not "
		    "publish this one.",
		    number);
	}
	if (err == LENS_DENIED)
		return registry_say(fault, err, "%s",
				    "The file is not what was signed: it was "
				    "changed, or is not whole.  Get it again.");
	if (err == LENS_MALFORMED)
		return registry_say(fault, err, "%s",
				    "The signature is none that minisign or "
				    "Lenscap makes.  Get it again.");
	return err;
}

enum lens_err casework_pack_verify(struct base_view file,
				   struct base_view signature,
				   const struct signature_public *key,
				   struct registry_fault *fault,
				   struct casework_pack *out)
{
	int fd;
	enum lens_err err;

	*out = (struct casework_pack){0};
	/* Nothing looks into a file for which nobody vouches. */
	err = pack_signed(file, signature, key, fault, out);
	if (err != LENS_OK)
		return err;
	/* The very bytes that were held to the signature. */
	fd = memfd_create("pack", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0 || base_write_all(fd, file) != LENS_OK)
		err = registry_say(fault, LENS_SYSTEM, "%s",
				   "There is not enough memory to read it.");
	else
		err = pack_unpack(IPC_UNPACK_ZIP, fd, fault, out);
	base_close(&fd);
	return err;
}
