/* pack_words.h: words of the extension's pages in a language that is not ours.
 */
#ifndef LENSCAP_CASEWORK_PACK_WORDS_H
#define LENSCAP_CASEWORK_PACK_WORDS_H

#include <jansson.h>

#include <lenscap/registry_data.h>

/* The English messages of the extension; NULL where they are not installed.
 * The caller's. */
json_t *pack_words_ours(void);

/* A file of words: {language, name, date, words}; NULL for none.  The caller's.
 */
json_t *pack_words_file(const struct registry_data *file);

/* Why a text cannot stand in the place of an English message; NULL: it can. */
const char *pack_words_wrong(const json_t *ours, const char *key,
			     const json_t *text);

/*
 * Whether the words of files can be taken: of a language that Lenscap lacks,
 * each in the place of one of ours, and once.
 */
LENS_MUST enum lens_err
pack_words_check(const struct registry_data *const *files, size_t count,
		 int32_t latest, struct registry_fault *fault);

/* "Polski (pl), 300/1464", of the first of the files of a language that a pack
 * has; NULL for another.  The caller's. */
char *pack_words_told(const struct registry_data *const *files, size_t count,
		      size_t i);

#endif
