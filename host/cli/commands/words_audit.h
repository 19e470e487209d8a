/* words_audit.h: how exposed a page is, on a terminal. */
#ifndef LENSCAP_CLI_WORDS_AUDIT_H
#define LENSCAP_CLI_WORDS_AUDIT_H

#include <jansson.h>

/* An audit's row, and the rule by which it is graded. */
void audit_print(const json_t *row);
void audit_print_rule(const json_t *row);

#endif
