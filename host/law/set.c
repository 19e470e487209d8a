/* set.c: files in, tables out, and what is asked of them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "set.h"

#define SET_FILE_MAX (4 << 20)
#define SET_TEXT_MAX 2000

enum lens_err set_malformed(struct law_fault *fault, const char *format, ...)
{
	char raw[sizeof(fault->sentence)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(raw, sizeof(raw), format, arguments);
	va_end(arguments);
	if (fault != NULL)
		base_printable(fault->sentence, sizeof(fault->sentence),
			       base_view_of(raw));
	return LENS_MALFORMED;
}

enum lens_err set_denied(struct law_fault *fault, const char *format, ...)
{
	char raw[sizeof(fault->sentence)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(raw, sizeof(raw), format, arguments);
	va_end(arguments);
	if (fault != NULL)
		base_printable(fault->sentence, sizeof(fault->sentence),
			       base_view_of(raw));
	return LENS_DENIED;
}

const char *set_text(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	const char *text = json_string_value(value);

	/* jansson refuses a NUL inside a text by itself. */
	if (text == NULL || json_string_length(value) > SET_TEXT_MAX ||
	    !base_is_printable(base_view_of(text)))
		return NULL;
	return text;
}

bool set_texts(const json_t *texts, const char *out[LAW_LANGUAGES])
{
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++) {
		out[i] = set_text(texts, law_language_name(i));
		if (out[i] == NULL)
			return false;
	}
	return true;
}

void *set_grow(void *array, size_t *count, size_t size)
{
	/* Sizes come from a file of at most SET_FILE_MAX bytes. */
	uint8_t *grown = base_alloc(*count + 1, size);

	if (*count > 0)
		memcpy(grown, array, *count * size);
	free(array);
	(*count)++;
	return grown;
}

struct law_set *law_new(void)
{
	struct law_set *set = base_alloc(1, sizeof(*set));

	set->files = json_array();
	return set;
}

/* Back to so many of each. */
static void set_cut(struct law_set *set, const struct law_set *before)
{
	while (set->law_count > before->law_count)
		set_law_free(&set->laws[--set->law_count]);
	while (set->country_count > before->country_count)
		set_country_free(&set->countries[--set->country_count]);
	set->norm_count = before->norm_count;
	set->seat_count = before->seat_count;
}

void law_close(struct law_set *set)
{
	const struct law_set nothing = {.files = NULL};

	if (set == NULL)
		return;
	set_cut(set, &nothing);
	free(set->norms);
	free(set->laws);
	free(set->countries);
	free(set->seats);
	json_decref(set->files);
	free(set);
}

enum lens_err law_read(struct law_set *set, struct base_view bytes,
		       struct law_fault *fault)
{
	struct law_set before = *set;
	enum lens_err err;
	json_error_t where;
	json_t *file;

	if (fault != NULL)
		fault->sentence[0] = '\0';
	if (bytes.size > SET_FILE_MAX)
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
	err = read_holidays(set, file, fault);
	if (err == LENS_OK)
		err = read_laws(set, file, fault);
	if (err != LENS_OK) {
		set_cut(set, &before);
		json_array_remove(set->files, json_array_size(set->files) - 1);
	}
	return err;
}

static enum lens_err set_read_file(struct law_set *set, int dir,
				   const char *name, struct law_fault *fault)
{
	struct law_fault inside = {""};
	struct base_buffer bytes;
	enum lens_err err;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return LENS_SYSTEM;
	base_buffer_init(&bytes, SET_FILE_MAX);
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

static int set_is_law(const struct dirent *entry)
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
	int count = scandir(laws, &entries, set_is_law, alphasort);
	int dir = open(laws, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*out = NULL;
	if (fault != NULL)
		fault->sentence[0] = '\0';
	if (count <= 0 || dir < 0)
		err = LENS_SYSTEM;
	for (int i = 0; i < count; i++) {
		if (err == LENS_OK)
			err =
			    set_read_file(set, dir, entries[i]->d_name, fault);
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

/* ---- Lookups ---- */

const struct law_norm *law_norm(const struct law_set *set, const char *id)
{
	for (size_t i = 0; i < set->norm_count; i++)
		if (strcmp(set->norms[i].id, id) == 0)
			return &set->norms[i];
	return NULL;
}

size_t law_norm_count(const struct law_set *set)
{
	return set->norm_count;
}

const struct law_norm *law_norm_at(const struct law_set *set, size_t index)
{
	return index < set->norm_count ? &set->norms[index] : NULL;
}

const struct law *law_named(const struct law_set *set, const char *id)
{
	for (size_t i = 0; i < set->law_count; i++)
		if (strcmp(set->laws[i].id, id) == 0)
			return &set->laws[i];
	return NULL;
}

size_t law_count(const struct law_set *set)
{
	return set->law_count;
}

const struct law *law_at(const struct law_set *set, size_t index)
{
	return index < set->law_count ? &set->laws[index] : NULL;
}

/* ---- Norms and sentences of a result ---- */

char *set_cites(const struct law_set *set, struct law_norms norms,
		enum law_language language)
{
	char *all = base_copy("");

	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);
		char *more = base_format("%s%s%s", all, i > 0 ? ", " : "",
					 norm == NULL ? norms.ids[i]
						      : norm->cite[language]);

		free(all);
		all = more;
	}
	return all;
}

void set_gather(struct law_norms *all, struct law_norms more)
{
	for (size_t i = 0; i < more.count; i++) {
		const char **ids;
		size_t at = 0;

		while (at < all->count &&
		       strcmp(all->ids[at], more.ids[i]) != 0)
			at++;
		if (at < all->count)
			continue;
		ids = set_grow((void *)all->ids, &all->count, sizeof(*ids));
		ids[at] = more.ids[i];
		all->ids = ids;
	}
}

bool set_verified(const struct law_set *set, struct law_norms norms)
{
	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);

		if (norm == NULL || !norm->verified)
			return false;
	}
	return true;
}

void set_say(struct base_buffer *out, const char *text,
	     const char *const *values, size_t count)
{
	enum lens_err err = LENS_OK;

	for (; *text != '\0' && err == LENS_OK; text++) {
		size_t index = text[0] == '{' ? (size_t)(text[1] - '0') : count;

		if (index >= count) {
			err = base_buffer_add(out, text, 1);
			continue;
		}
		err = base_buffer_add_text(out, values[index]);
		text += 2;
	}
	/* A sentence too long for its buffer is cut, never overrun. */
}
