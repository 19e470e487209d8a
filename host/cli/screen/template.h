/*
 * template.h: what a person reads of an answer.  Each operation has its words
 * in host/share/words, as the README.md there says.
 */
#ifndef LENSCAP_CLI_TEMPLATE_H
#define LENSCAP_CLI_TEMPLATE_H

#include <stdio.h>

#include <jansson.h>

#include <lenscap/letter_roff.h>

/*
 * The template of a name ("case.list end") with the members of known, and of
 * common where known has none; both objects, or NULL.  It is to be printed on
 * out, which may have colours.  The caller frees it; NULL where there is no
 * such template or it is wrong.
 */
char *cli_template_text(FILE *out, const char *name, json_t *known,
			json_t *common);

/*
 * What {{name|form}} shows of a value (NULL: there is none): a new reference,
 * or NULL for nothing.
 */
json_t *cli_form(void *context, json_t *value, const char *form);

#endif
