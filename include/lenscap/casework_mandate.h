/* casework_mandate.h: a person lets an association act for them. */
#ifndef LENSCAP_CASEWORK_MANDATE_H
#define LENSCAP_CASEWORK_MANDATE_H

#include <lenscap/casework_letters.h>

#define CASEWORK_MANDATE_MAX (16u << 20) /* bytes of the paper */
#define CASEWORK_MANDATE_TO 1000	 /* bytes of whom it is given to */

struct casework_mandate {
	const char *to; /* a line with its name, then those of its address */
	const int64_t *cases; /* that it is for; none: it is for all */
	size_t count;
	enum law_language language; /* LAW_LANGUAGES: the person's own */
	int32_t today;
};

/*
 * A mandate under Art. 80(1) GDPR as text or PDF, to be signed by hand: *out is
 * a memfd at its beginning, which the caller closes.  Nothing is kept.
 * LENS_DENIED, and a sentence: the person's name is not set, another law than
 * the GDPR holds, a case is about another person's data, to has no name, or the
 * paper cannot be written in that language yet; LENS_NOT_FOUND: there is no
 * such case.
 */
LENS_MUST enum lens_err casework_mandate(struct casework *work,
					 const struct casework_mandate *mandate,
					 enum casework_format format,
					 struct ledger_fault *fault, int *out);

#endif
