/* read.c: the files of a folder become a set, whole or not at all. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "read.h"

#define READ_FILE_MAX (4 << 20)

enum lens_err law_read(struct law_set *set, struct base_view bytes,
		       struct law_fault *fault)
{
	struct law_set before = *set;
	enum lens_err err;
	json_error_t where;
	json_t *file;

	if (fault != NULL)
		fault->sentence[0] = '\0';
	if (bytes.size > READ_FILE_MAX)
		return set_malformed(fault, "it is larger than 4 MB.");
	file = json_loadb((const char *)bytes.data, bytes.size,
			  JSON_REJECT_DUPLICATES, &where);
	if (!json_is_object(file)) {
		err = set_malformed(fault, "line %d: %s.", where.line,
				    file == NULL ? where.text
						 : "it is no JSON object");
		json_decref(file);
		return err;
	}
	json_array_append_new(set->files, file);
	err = read_words(set, file, fault);
	if (err == LENS_OK)
		err = read_holidays(set, file, fault);
	if (err == LENS_OK)
		err = read_laws(set, file, fault);
	if (err != LENS_OK) {
		set_cut(set, &before);
		json_array_remove(set->files, json_array_size(set->files) - 1);
	}
	return err;
}

static enum lens_err read_file(struct law_set *set, int dir, const char *name,
			       struct law_fault *fault)
{
	struct law_fault inside = {""};
	struct base_buffer bytes;
	enum lens_err err;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return LENS_SYSTEM;
	base_buffer_init(&bytes, READ_FILE_MAX);
	err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		err = law_read(set, base_buffer_view(&bytes), &inside);
	if (err == LENS_MALFORMED)
		err = set_malformed(fault, "The law file %s is damaged: %s",
				    name, inside.sentence);
	base_buffer_free(&bytes);
	base_close(&fd);
	return err;
}

/* The words of every language come first: what the laws' own texts do not say
 * in a language stands with them. */
static enum lens_err read_languages(struct law_set *set, int dir,
				    struct law_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (enum law_language i = 0; i < LAW_LANGUAGES && err == LENS_OK;
	     i++) {
		char *name = base_format("%s.json", law_language_name(i));

		err = read_file(set, dir, name, fault);
		if (err == LENS_SYSTEM)
			err = set_malformed(
			    fault, "The law file %s cannot be read.", name);
		if (err == LENS_OK && set->words[i].day == NULL)
			err = set_malformed(
			    fault,
			    "The law file %s is damaged: language is "
			    "missing.",
			    name);
		free(name);
	}
	return err;
}

static bool read_is_language(const char *name)
{
	char code[4] = {name[0], name[1]};

	return strcmp(name + 2, ".json") == 0 &&
	       law_language_of(code) != LAW_LANGUAGES;
}

static int read_is_law(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > 5 &&
	       strcmp(entry->d_name + length - 5, ".json") == 0;
}

enum lens_err law_open(const char *laws, struct law_fault *fault,
		       struct law_set **out)
{
	struct law_set *set = law_new();
	struct dirent **entries = NULL;
	enum lens_err err = LENS_OK;
	int count = scandir(laws, &entries, read_is_law, alphasort);
	int dir = open(laws, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*out = NULL;
	if (fault != NULL)
		fault->sentence[0] = '\0';
	if (count <= 0 || dir < 0)
		err = LENS_SYSTEM;
	if (err == LENS_OK)
		err = read_languages(set, dir, fault);
	for (int i = 0; i < count; i++) {
		if (err == LENS_OK && !read_is_language(entries[i]->d_name))
			err = read_file(set, dir, entries[i]->d_name, fault);
		free(entries[i]);
	}
	free(entries);
	base_close(&dir);
	if (err == LENS_OK)
		err = law_check(set, fault);
	if (err == LENS_SYSTEM)
		set_denied(fault, "The laws cannot be read from their folder; "
				  "install Lenscap again.");
	if (err == LENS_OK)
		*out = set;
	else
		law_close(set);
	return err;
}
