/* casework_report.h: everything that is known, as one page to keep. */
#ifndef LENSCAP_CASEWORK_REPORT_H
#define LENSCAP_CASEWORK_REPORT_H

#include <lenscap/casework.h>

#define CASEWORK_REPORT_MAX (256u << 20) /* bytes of a page */

struct casework_report {
	int32_t today;
	enum law_language language;
	bool redact; /* no picture, no name, no address beyond its site */
};

/*
 * One HTML page that needs nothing beside it: what is public, what files give
 * away, what to do, letters and cases.  It says what the ledger knows and asks
 * nobody.  Appended to the initialised buffer *out.
 */
LENS_MUST enum lens_err casework_report(struct casework *work,
					const struct casework_report *report,
					struct ledger_fault *fault,
					struct base_buffer *out);

#endif
