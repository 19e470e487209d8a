/* claims.h: whether a text states only what is known, from within. */
#ifndef LENSCAP_LETTER_CLAIMS_H
#define LENSCAP_LETTER_CLAIMS_H

#include <jansson.h>

#include <lenscap/letter.h>

/*
 * Hold a rendered text to facts.json: a phrase of a template (never of a
 * value) that states a fact is refused where none of its facts is known.
 * LENS_MALFORMED, and the phrase in *fault.
 */
LENS_MUST enum lens_err claims_hold(const json_t *claims,
				    enum law_language language,
				    const json_t *known, const char *text,
				    struct letter_fault *fault);

#endif
