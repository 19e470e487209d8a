/* exposure_kept.h: what is kept of an audit, for the report. */
#ifndef LENSCAP_OPERATIONS_EXPOSURE_KEPT_H
#define LENSCAP_OPERATIONS_EXPOSURE_KEPT_H

#include <lenscap/casework_audit.h>

/*
 * As view_audit() has it, in English: with the small pictures, which an answer
 * has not, as far as there is room for them, and of faces their number and size
 * alone.  Of more than fits, at most LEDGER_AUDIT_MAX bytes, the addresses that
 * the report does not show are left out first, then photos at the end, whose
 * number is in served_left.  The caller frees it.
 */
char *exposure_kept(const struct casework_audit *audit);

#endif
