/* language.c: the languages that there are; see host/share/languages.json. */
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/law.h>

#define LANGUAGE_NAMES(id, code, own_name) {code, own_name},
static const struct {
	const char *code, *own_name;
} language_list[LAW_LANGUAGES] = {LAW_LANGUAGE_LIST(LANGUAGE_NAMES)};

const char *law_language_name(enum law_language language)
{
	return language < LAW_LANGUAGES ? language_list[language].code : "";
}

const char *law_language_own_name(enum law_language language)
{
	return language < LAW_LANGUAGES ? language_list[language].own_name : "";
}

enum law_language law_language_of(const char *name)
{
	enum law_language i = 0;

	while (i < LAW_LANGUAGES && strcmp(language_list[i].code, name) != 0)
		i++;
	return i;
}

enum law_language law_language_said(void)
{
	enum law_language said = law_language_of(base_language_said());

	return said == LAW_LANGUAGES ? LAW_EN : said;
}
