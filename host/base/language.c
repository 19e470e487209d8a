/* language.c: which language whoever sits at the terminal reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define LANGUAGE_ENGLISH "en"
#define LANGUAGE_CODE 8 /* with its NUL */

static char language_spoken[LANGUAGE_CODE] = LANGUAGE_ENGLISH;

/* The locale of messages, "C" for none. */
static const char *language_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && value[0] != '\0')
			return value;
	}
	return "C";
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

/* Ours is what has a catalogue, and English. */
static bool language_speak(const char *code)
{
	bool spoken = strcmp(code, LANGUAGE_ENGLISH) == 0;
	char *path;

	if (spoken || code[strspn(code, "abcdefghijklmnopqrstuvwxyz")] != '\0')
		return spoken;
	path = language_catalogue(code);
	spoken = base_speak(path);
	if (spoken)
		snprintf(language_spoken, sizeof(language_spoken), "%s", code);
	free(path);
	return spoken;
}

void base_language_choose(void)
{
	const char *locale = language_locale(), *list = getenv("LANGUAGE");

	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
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

const char *base_language(void)
{
	return language_spoken;
}

const char *base_language_said(void)
{
	bool english = base_said_english(true);

	(void)base_said_english(english);
	return english ? LANGUAGE_ENGLISH : language_spoken;
}
