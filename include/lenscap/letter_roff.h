/* letter_roff.h: a text as it stands in a manual page. */
#ifndef LENSCAP_LETTER_ROFF_H
#define LENSCAP_LETTER_ROFF_H

#include <jansson.h>

#include <lenscap/base.h>

/*
 * {{value|roff}}: no line of it is a request, and a hyphen can be copied.  rest
 * is not looked at.  A new reference.
 */
json_t *letter_form_roff(json_t *value, const char *rest);

/* A page with its characters beyond ASCII as every troff takes them; the
 * caller frees it. */
char *letter_roff_ascii(const char *text);

#endif
