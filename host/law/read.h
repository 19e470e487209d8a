/* read.h: what readers of the files of laws are and share. */
#ifndef LENSCAP_LAW_READ_H
#define LENSCAP_LAW_READ_H

#include "set.h"

/* ---- Readers of the files, one each ---- */

/* Add to the set, whose strings are the file's; LENS_MALFORMED, LENS_DENIED. */
LENS_MUST enum lens_err read_holidays(struct law_set *set, const json_t *file,
				      struct law_fault *fault);
LENS_MUST enum lens_err read_laws(struct law_set *set, const json_t *file,
				  struct law_fault *fault);
LENS_MUST enum lens_err read_words(struct law_set *set, const json_t *file,
				   struct law_fault *fault);

/* ---- What readers share ---- */

/* Say what is wrong; gives LENS_MALFORMED. */
enum lens_err set_malformed(struct law_fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A text of an object, NULL when it is not one printable line. */
const char *set_text(const json_t *object, const char *key);

/* A text per language, from texts, the languages' files, or one for all; false
 * unless all are there.  A language that is begun may have English instead. */
bool set_texts(const struct law_set *set, const json_t *texts,
	       const char *out[LAW_LANGUAGES]);

/* " in fr" for the language whose text set_texts() did not find; or "". */
const char *set_lacking(const char *const texts[LAW_LANGUAGES]);

/* Room for one more at the end of *array; zeroed. */
void *set_grow(void *array, size_t *count, size_t size);

/* Whether what the set has of a pack (NULL: of ours) may be said anew by what
 * is being read: a pack's says anew what is ours or another pack's. */
bool set_may_say(const struct law_set *set, const char *pack);

/* End what a law, a country owns. */
void set_law_free(struct law *law);
void set_country_free(struct set_country *country);

/* Back to as many of each as there were before a file was read. */
void set_cut(struct law_set *set, const struct law_set *before);

#endif
