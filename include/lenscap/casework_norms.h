/* casework_norms.h: the norms of the laws held against a shelf of texts. */
#ifndef LENSCAP_CASEWORK_NORMS_H
#define LENSCAP_CASEWORK_NORMS_H

#include <lenscap/law.h>

enum casework_norm {
	CASEWORK_NORM_SAME,    /* the very text that was read */
	CASEWORK_NORM_CHANGED, /* another text: to be read again */
	CASEWORK_NORM_MISSING, /* no such file on the shelf */
	CASEWORK_NORM_UNREAD,  /* nobody here has read it in a text */
	CASEWORK_NORMS
};

/* "same", "changed", "missing", "unread". */
const char *casework_norm_name(enum casework_norm state);

/* What became of a norm; borrowed for the visit, false to stop. */
typedef bool casework_norm_each(void *context, const struct law_norm *norm,
				enum casework_norm state);

/*
 * Hold each norm against the file under the folder dir that it names, by its
 * SHA-256.  LENS_NOT_FOUND: dir is no folder that can be opened; LENS_MALFORMED
 * and LENS_SYSTEM: the laws that belong to Lenscap cannot be read.
 */
LENS_MUST enum lens_err
casework_norms_check(const char *dir, casework_norm_each *each, void *context);

#endif
