/* language.c: the language of the terminal. */
#include "language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define LANGUAGE_ENGLISH "en"
#define LANGUAGE_CODE 8 /* with its NUL */

static char language_spoken[LANGUAGE_CODE] = LANGUAGE_ENGLISH;

/* The locale of messages, NULL for none. */
static const char *language_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0')
			return value;
	}
	return NULL;
}

/* Whether the interface is in a language: the list of all says so. */
static bool language_is_ours(const char *code)
{
	char *path = base_share_path("languages.json");
	json_t *file = json_load_file(path, 0, NULL), *row, *has;
	bool ours = false;
	size_t i, k;

	json_array_foreach(json_object_get(file, "languages"), i, row)
	{
		const char *name =
		    json_string_value(json_object_get(row, "code"));

		if (name == NULL || strcmp(name, code) != 0)
			continue;
		json_array_foreach(json_object_get(row, "has"), k, has) ours |=
		    json_is_string(has) &&
		    strcmp(json_string_value(has), "interface") == 0;
	}
	json_decref(file);
	free(path);
	return ours;
}

/* Where it lies in a build tree, and once it is installed. */
static char *language_catalogue(const char *code)
{
	char *name = base_format("locale/%s/LC_MESSAGES/lenscap.mo", code);
	char *path = base_beside(name);

	if (path == NULL || access(path, R_OK) != 0) {
		free(path);
		path = base_share_path(name);
	}
	free(name);
	return path;
}

static bool language_speak(const char *code)
{
	char *path;
	bool spoken;

	if (strcmp(code, LANGUAGE_ENGLISH) == 0)
		return true;
	if (!language_is_ours(code))
		return false;
	path = language_catalogue(code);
	spoken = base_speak(path);
	if (spoken)
		snprintf(language_spoken, sizeof(language_spoken), "%s", code);
	free(path);
	return spoken;
}

void cli_language_choose(void)
{
	const char *locale = language_locale(), *list = getenv("LANGUAGE");

	if (locale == NULL || strcmp(locale, "C") == 0 ||
	    strcmp(locale, "POSIX") == 0)
		return;
	if (list == NULL || list[0] == '\0')
		list = locale;
	/* "de_AT.UTF-8:fr": the first that is ours. */
	while (*list != '\0') {
		size_t length = strcspn(list, "_.@:");
		char code[LANGUAGE_CODE] = "";

		if (length < sizeof(code))
			memcpy(code, list, length);
		if (language_speak(code))
			return;
		list = strchrnul(list, ':');
		list += *list == ':';
	}
}

void cli_language_english(void)
{
	(void)base_speak(NULL);
	snprintf(language_spoken, sizeof(language_spoken), LANGUAGE_ENGLISH);
}

const char *cli_language(void)
{
	return language_spoken;
}
