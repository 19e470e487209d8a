/* set.c: the tables that were read, and what is asked of them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "read.h"

#define SET_TEXT_MAX 2000
#define SET_SAID_MAX 400

__attribute__((format(printf, 2, 0))) static void
set_fault(struct law_fault *fault, const char *format, va_list arguments)
{
	char raw[sizeof(fault->sentence)];

	vsnprintf(raw, sizeof(raw), base_said(format), arguments);
	if (fault != NULL)
		base_printable(fault->sentence, sizeof(fault->sentence),
			       base_view_of(raw));
}

enum lens_err set_malformed(struct law_fault *fault, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_fault(fault, format, arguments);
	va_end(arguments);
	return LENS_MALFORMED;
}

enum lens_err set_denied(struct law_fault *fault, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_fault(fault, format, arguments);
	va_end(arguments);
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

bool set_texts(const struct law_set *set, const json_t *texts,
	       const char *out[LAW_LANGUAGES])
{
	const char *english = set_text(texts, law_language_name(LAW_EN));

	if (json_is_string(texts) &&
	    base_is_printable(base_view_of(json_string_value(texts)))) {
		for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
			out[i] = json_string_value(texts);
		return true;
	}
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++) {
		out[i] = set_text(texts, law_language_name(i));
		if (out[i] == NULL && english != NULL)
			out[i] = set_text(set->words[i].texts, english);
		if (out[i] == NULL && set->words[i].begun)
			out[i] = english;
		if (out[i] == NULL)
			return false;
	}
	return true;
}

#define SET_LACKING(id, code, own_name) " in " code,
const char *set_lacking(const char *const texts[LAW_LANGUAGES])
{
	static const char *const sayings[LAW_LANGUAGES] = {
	    LAW_LANGUAGE_LIST(SET_LACKING)};

	for (enum law_language i = 1; i < LAW_LANGUAGES; i++)
		if (texts[0] != NULL && texts[i] == NULL)
			return sayings[i];
	return "";
}

void *set_grow(void *array, size_t *count, size_t size)
{
	/* Counts come from files of a few megabytes (READ_FILE_MAX). */
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
	set->norm_at = json_object();
	return set;
}

bool set_may_say(const struct law_set *set, const char *pack)
{
	return set->pack != NULL && pack != set->pack;
}

void set_law_free(struct law *law)
{
	for (size_t i = 0; i < LAW_RIGHTS; i++)
		free((void *)law->rights[i].ids);
	for (size_t i = 0; i < LAW_TOPICS; i++)
		free((void *)law->topics[i].ids);
	free((void *)law->confirm.norms.ids);
	free((void *)law->response.norms.ids);
	free((void *)law->otherwise.norms.ids);
	free((void *)law->extension.norms.ids);
	free((void *)law->announced.norms.ids);
	free((void *)law->counting.ids);
	free((void *)law->pause.ids);
	free((void *)law->begins.ids);
	free((void *)law->pauses_since.ids);
	free((void *)law->recourse.norms.ids);
}

void set_country_free(struct set_country *country)
{
	for (size_t i = 0; i < country->region_count; i++)
		free(country->regions[i].rules);
	free(country->regions);
	free(country->whole.rules);
}

void set_cut(struct law_set *set, const struct law_set *before)
{
	while (set->law_count > before->law_count)
		set_law_free(&set->laws[--set->law_count]);
	while (set->country_count > before->country_count)
		set_country_free(&set->countries[--set->country_count]);
	set->norm_count = before->norm_count;
	set->short_count = before->short_count;
	set->seat_count = before->seat_count;
}

void law_close(struct law_set *set)
{
	const struct law_set nothing = {.files = NULL};

	if (set == NULL)
		return;
	set_cut(set, &nothing);
	free(set->norms);
	free(set->shorts);
	free(set->laws);
	free(set->countries);
	free(set->seats);
	json_decref(set->norm_at);
	json_decref(set->files);
	free(set);
}

/* ---- Lookups ---- */

bool law_begun(const struct law_set *set, enum law_language language)
{
	return language < LAW_LANGUAGES && set->words[language].begun;
}

const struct law_norm *law_norm(const struct law_set *set, const char *id)
{
	const json_t *at = json_object_get(set->norm_at, id);
	size_t i = (size_t)json_integer_value(at);

	return at != NULL && i < set->norm_count &&
		       strcmp(set->norms[i].id, id) == 0
		   ? &set->norms[i]
		   : NULL;
}

size_t law_norm_count(const struct law_set *set)
{
	return set->norm_count;
}

/* An id's chain is no longer than two: what was before, what came after. */
const struct law_norm *law_norm_on(const struct law_set *set, const char *id,
				   int32_t day)
{
	for (unsigned step = 0; step < 2 && id != NULL; step++) {
		const struct law_norm *norm = law_norm(set, id);

		if (norm == NULL)
			return NULL;
		if ((norm->from == LAW_NO_DAY || day >= norm->from) &&
		    (norm->to == LAW_NO_DAY || day <= norm->to))
			return norm;
		id = norm->instead;
	}
	return NULL;
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

const char *set_pack_of(const struct law_set *set, const struct law *law,
			struct law_norms norms)
{
	const char *pack = law->pack;

	for (size_t i = 0; pack == NULL && i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);

		pack = norm != NULL ? norm->pack : NULL;
	}
	return pack;
}

struct law_norms set_unverified(const struct law_set *set,
				struct law_norms norms)
{
	struct law_norms out = {0, NULL};

	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);

		if (norm == NULL || !norm->verified)
			set_gather(&out, (struct law_norms){1, &norms.ids[i]});
	}
	return out;
}

bool set_verified(const struct law_set *set, struct law_norms norms)
{
	struct law_norms unverified = set_unverified(set, norms);

	free((void *)unverified.ids);
	return unverified.count == 0;
}

/* Half a sentence would say something else: there is memory, or the end. */
static enum lens_err set_add(struct base_buffer *out, const char *text,
			     size_t size)
{
	enum lens_err err = base_buffer_add(out, text, size);

	if (err != LENS_SYSTEM)
		return err;
	free(base_alloc(1, out->size + size));
	return base_buffer_add(out, text, size);
}

char *set_said(const char *text, const char *const *values, size_t count)
{
	struct base_buffer out;
	char *said;

	base_buffer_init(&out, SET_SAID_MAX);
	set_say(&out, text, values, count);
	said = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	return said;
}

void set_say(struct base_buffer *out, const char *text,
	     const char *const *values, size_t count)
{
	enum lens_err err = LENS_OK;

	for (; text != NULL && *text != '\0' && err == LENS_OK; text++) {
		size_t index = text[0] == '{' ? (size_t)(text[1] - '0') : count;

		if (index >= count) {
			err = set_add(out, text, 1);
			continue;
		}
		err = set_add(out, values[index], strlen(values[index]));
		text += 2;
	}
	/* A sentence too long for its buffer is cut, never overrun. */
}
