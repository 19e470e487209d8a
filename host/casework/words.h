/* words.h: files of host/share that casework reads, and words of a language. */
#ifndef LENSCAP_CASEWORK_WORDS_H
#define LENSCAP_CASEWORK_WORDS_H

#include <jansson.h>

#include <lenscap/law.h>
#include <lenscap/ledger_fault.h>

/* A file of host/share as it is; NULL when it cannot be read.  The caller's. */
char *words_file(const char *name);

/* The same as JSON; NULL for what is none.  The caller releases it. */
json_t *words_json(const char *name);

/* The language that pages and audits are in for one who wants this: English
 * where it has no words for them. */
enum law_language words_language(enum law_language language);

/* The words of pages and audits, "exposed_photo_public", of words_language();
 * NULL likewise. */
json_t *words_of(enum law_language language);

/* LENS_DENIED, and the sentence that Lenscap's own files are not whole. */
LENS_MUST enum lens_err words_missing(struct ledger_fault *fault);

#endif
