/* casework_report.h: everything that is known, as one page to keep. */
#ifndef LENSCAP_CASEWORK_REPORT_H
#define LENSCAP_CASEWORK_REPORT_H

#include <lenscap/casework.h>

#define CASEWORK_REPORT_MAX (256u << 20) /* bytes of a page */

struct casework_report {
	int32_t today;
	enum law_language language;
	bool redact; /* no picture, no name, no address beyond its site */
	bool pdf;    /* plain, for paper: no picture */
};

/*
 * One HTML page that needs nothing beside it, or PDF: what is public, what
 * files give away, what to do, letters and cases.  It says what the ledger
 * knows and asks nobody.  Appended to the initialised buffer *out.
 */
LENS_MUST enum lens_err casework_report(struct casework *work,
					const struct casework_report *report,
					struct ledger_fault *fault,
					struct base_buffer *out);

/* The same as a file where casework_save() keeps letters; *size is the page's,
 * before saved is called. */
LENS_MUST enum lens_err
casework_save_report(struct casework *work,
		     const struct casework_report *report,
		     void (*saved)(void *context, int64_t letter,
				   const char *folder, const char *file),
		     void *context, struct ledger_fault *fault, size_t *size);

/* What strangers could get of which photos. */
struct casework_sheet {
	enum law_language language;
	const int64_t *photos; /* these alone; NULL for all */
	size_t photo_count;
};

/*
 * One HTML page with every look at each place where a stranger once got one of
 * these photos: page, address, answer, headers, size and SHA-256 of the bytes,
 * and its place in the chain of looks, with how to check that.  The same record
 * gives the same bytes.  *places: how many there are; 0 is a page that says so.
 * Appended to the initialised buffer *out.
 */
LENS_MUST enum lens_err casework_sheet(struct casework *work,
				       const struct casework_sheet *sheet,
				       struct ledger_fault *fault,
				       struct base_buffer *out, size_t *places);

#endif
