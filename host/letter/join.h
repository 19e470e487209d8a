/* join.h: citations side by side, from within. */
#ifndef LENSCAP_LETTER_JOIN_H
#define LENSCAP_LETTER_JOIN_H

#include <lenscap/law.h>

/* Append a rendered text to out with its citations joined: LENS_TOO_BIG. */
LENS_MUST enum lens_err join_cites(const struct law_set *laws,
				   enum law_language language, const char *text,
				   struct base_buffer *out);

#endif
