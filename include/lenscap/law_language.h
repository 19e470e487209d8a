/* law_language.h: in what letters, laws and sentences can be. */
#ifndef LENSCAP_LAW_LANGUAGE_H
#define LENSCAP_LAW_LANGUAGE_H

#include <lenscap/law_languages.h>

/*
 * What a sentence here can be in: LAW_EN first, whose texts a new language
 * translates, then the others of host/share/languages.json.
 */
#define LAW_LANGUAGE(id, code, own_name) LAW_##id,
enum law_language { LAW_LANGUAGE_LIST(LAW_LANGUAGE) LAW_LANGUAGES };
#undef LAW_LANGUAGE

/* "de" and what its speakers call it ("Deutsch"), "" for LAW_LANGUAGES; and the
 * language of a name like "de", LAW_LANGUAGES for none. */
const char *law_language_name(enum law_language language);
const char *law_language_own_name(enum law_language language);
enum law_language law_language_of(const char *name);

/* The language of what is said now (base_said()). */
enum law_language law_language_said(void);

#endif
