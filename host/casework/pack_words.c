/*
 * pack_words.c: words of the extension's pages in a language that is not ours.
 * Ours are said by Lenscap alone, so that no pack can rewrite a warning.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/law_day.h>
#include <lenscap/law_language.h>

#include "pack_words.h"

#define WORDS_NAME_MAX 40     /* bytes of a language's own name */
#define WORDS_PLACEHOLDERS 16 /* of one message */

/* ---- Ours ---- */

json_t *pack_words_ours(void)
{
	/* As it is installed, and in a tree that was built. */
	static const char *const places[] = {
	    "extension/_locales/en/messages.json",
	    "../../extension/_locales/en/messages.json"};
	json_t *ours = NULL;

	for (size_t i = 0; ours == NULL && i < 2; i++) {
		char *path = base_share_path(places[i]);

		ours = json_load_file(path, 0, NULL);
		free(path);
	}
	return ours;
}

static const char *words_english(const json_t *ours, const char *key)
{
	return json_string_value(
	    json_object_get(json_object_get(ours, key), "message"));
}

/* ---- One of them ---- */

/* The placeholders of a message, as they stand: "{name}"; false: too many. */
static bool words_placeholders(const char *text, struct base_view *out,
			       size_t *count)
{
	*count = 0;
	for (text = strchr(text, '{'); text != NULL;
	     text = strchr(text + 1, '{')) {
		size_t length = strcspn(text, "}");

		if (*count == WORDS_PLACEHOLDERS)
			return false;
		out[(*count)++] =
		    (struct base_view){(const uint8_t *)text, length};
	}
	return true;
}

static bool words_among(struct base_view one, const struct base_view *all,
			size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (all[i].size == one.size &&
		    memcmp(all[i].data, one.data, one.size) == 0)
			return true;
	return false;
}

static bool words_same_places(const char *english, const char *text)
{
	struct base_view a[WORDS_PLACEHOLDERS], b[WORDS_PLACEHOLDERS];
	size_t before, after;
	bool same = words_placeholders(english, a, &before) &&
		    words_placeholders(text, b, &after);

	for (size_t i = 0; same && i < before; i++)
		same = words_among(a[i], b, after);
	for (size_t i = 0; same && i < after; i++)
		same = words_among(b[i], a, before);
	return same;
}

/* Markup, addresses and commands stand where ours has them, and nowhere else.
 */
static bool words_leads(const char *english, const char *text)
{
	static const char *const signs[] = {"<", ">",	 "://", "@",
					    "`", "www.", "sudo"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(text, signs[i]) != NULL &&
		    strstr(english, signs[i]) == NULL)
			return true;
	return false;
}

/* One line, or several where ours has several. */
static bool words_are_lines(const char *text, bool several)
{
	size_t length = several ? strcspn(text, "\n") : strlen(text);

	if (!base_is_printable(
		(struct base_view){(const uint8_t *)text, length}))
		return false;
	return text[length] == '\0' ||
	       words_are_lines(text + length + 1, several);
}

const char *pack_words_wrong(const json_t *ours, const char *key,
			     const json_t *text)
{
	const char *english = words_english(ours, key);
	const char *words = json_string_value(text);

	if (english == NULL)
		return N_("Lenscap has no words of that name");
	if (words == NULL || words[0] == '\0' ||
	    !words_are_lines(words, strchr(english, '\n') != NULL) ||
	    strlen(words) > 3 * strlen(english) + 80)
		return N_("it is not one line, too long, or has signs that "
			  "nobody sees");
	if (words_leads(english, words))
		return N_("it has markup, an address or a command, and "
			  "Lenscap's own has not");
	return words_same_places(english, words)
		   ? NULL
		   : N_("its placeholders are not those of Lenscap's own");
}

/* ---- A file ---- */

json_t *pack_words_file(const struct registry_data *file)
{
	return file->kind == REGISTRY_DATA_WORDS
		   ? json_loads(file->text, JSON_REJECT_DUPLICATES, NULL)
		   : NULL;
}

static const char *words_text(const json_t *json, const char *name)
{
	const char *text = json_string_value(json_object_get(json, name));

	return text != NULL ? text : "";
}

static bool words_has_come(const char *date, int32_t latest)
{
	int32_t day;

	return law_day_parse(date, &day) == LENS_OK && day <= latest;
}

static enum lens_err words_face(const struct registry_data *file,
				const json_t *json, int32_t latest,
				struct registry_fault *fault)
{
	const char *code = words_text(json, "language");
	const char *name = words_text(json, "name");

	if (json_object_size(json) != 4 ||
	    json_object_size(json_object_get(json, "words")) == 0 ||
	    name[0] == '\0' || strlen(name) > WORDS_NAME_MAX ||
	    !base_is_printable(base_view_of(name)) ||
	    strpbrk(name, "<>{}") != NULL)
		return registry_say(fault, LENS_MALFORMED,
				    "words/%s: It has language, name, date and "
				    "words, and nothing else.",
				    file->file);
	if (law_language_of(code) != LAW_LANGUAGES)
		return registry_say(fault, LENS_MALFORMED,
				    "words/%s: Lenscap speaks \"%s\" itself, "
				    "and no pack may change what it says or "
				    "warns of in it.",
				    file->file, code);
	if (strlen(code) != 2 ||
	    strspn(code, "abcdefghijklmnopqrstuvwxyz") != 2)
		return registry_say(fault, LENS_MALFORMED,
				    "words/%s: Its \"language\" is no code of "
				    "two letters.",
				    file->file);
	if (!words_has_come(words_text(json, "date"), latest))
		return registry_say(fault, LENS_MALFORMED,
				    "words/%s: Its \"date\" is no day like "
				    "2026-11-29 that has come.",
				    file->file);
	return LENS_OK;
}

/* Each fits, and is none that another file of this language has. */
static enum lens_err words_each(const struct registry_data *file,
				const json_t *json, const json_t *ours,
				json_t *seen, struct registry_fault *fault)
{
	const char *code = words_text(json, "language"), *key;
	json_t *text;

	if (json_object_get(seen, code) == NULL)
		json_object_set_new(seen, code, json_object());
	seen = json_object_get(seen, code);
	json_object_foreach(json_object_get(json, "words"), key, text)
	{
		const char *why = json_object_get(seen, key) != NULL
				      ? N_("there are two of it")
				      : pack_words_wrong(ours, key, text);

		if (why != NULL)
			return registry_say(fault, LENS_MALFORMED,
					    "words/%s: %.60s: %s.", file->file,
					    key, base_said(why));
		json_object_set_new(seen, key, json_true());
	}
	return LENS_OK;
}

enum lens_err pack_words_check(const struct registry_data *const *files,
			       size_t count, int32_t latest,
			       struct registry_fault *fault)
{
	json_t *ours = NULL, *seen = json_object();
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		json_t *json = pack_words_file(files[i]);

		if (json == NULL)
			continue;
		if (ours == NULL)
			ours = pack_words_ours();
		if (ours == NULL)
			err = registry_say(fault, LENS_DENIED,
					   "Lenscap's extension is not "
					   "installed, so that a pack's words "
					   "cannot be held to its own.");
		if (err == LENS_OK)
			err = words_face(files[i], json, latest, fault);
		if (err == LENS_OK)
			err = words_each(files[i], json, ours, seen, fault);
		json_decref(json);
	}
	json_decref(ours);
	json_decref(seen);
	return err;
}

/* ---- What they are ---- */

static bool words_are_of(const struct registry_data *file, const char *code,
			 size_t *words)
{
	json_t *json = pack_words_file(file);
	bool same =
	    json != NULL && strcmp(words_text(json, "language"), code) == 0;

	if (same)
		*words += json_object_size(json_object_get(json, "words"));
	json_decref(json);
	return same;
}

char *pack_words_told(const struct registry_data *const *files, size_t count,
		      size_t i)
{
	json_t *json = pack_words_file(files[i]), *ours;
	const char *code = words_text(json, "language");
	size_t words = 0, before = 0;
	char *told = NULL;

	for (size_t k = 0; k < count; k++)
		if (words_are_of(files[k], code, k < i ? &before : &words) &&
		    k < i)
			break;
	if (json != NULL && before == 0) {
		ours = pack_words_ours();
		told = base_format("%s (%s), %zu/%zu", words_text(json, "name"),
				   code, words, json_object_size(ours));
		json_decref(ours);
	}
	json_decref(json);
	return told;
}
