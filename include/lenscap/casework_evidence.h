/* casework_evidence.h: a case written down for an authority, and checked. */
#ifndef LENSCAP_CASEWORK_EVIDENCE_H
#define LENSCAP_CASEWORK_EVIDENCE_H

#include <lenscap/casework.h>

/* One file that was written or checked.  Borrowed for the call. */
struct casework_exhibit {
	const char *file; /* "02-reply-2026-12-01.eml" */
	const char *what; /* in words */
	bool good;	  /* of a check */
};

/*
 * Write a case for an authority into the folder dir: its letters and the
 * replies that were kept, numbered; the log, whose chain anybody can check;
 * a cover sheet, and SHA256SUMS, which comes last; or all of that as one
 * archive (zip).  Written again it has the same bytes.  LENS_DENIED when
 * something is in the folder already; LENS_NOT_FOUND: there is no such case;
 * when anything fails nothing of it is left.
 */
LENS_MUST enum lens_err casework_evidence(
    struct casework *work, int64_t id, int dir, bool zip,
    void (*wrote)(void *context, const struct casework_exhibit *exhibit),
    void *context, struct ledger_fault *fault);

/*
 * Check a folder that casework_evidence() wrote, without any key: every sum,
 * and every link of the log.  LENS_OK when everything could be looked at,
 * whatever was found: *bad counts; LENS_NOT_FOUND when it is no such folder.
 */
LENS_MUST enum lens_err casework_evidence_check(
    int dir,
    void (*checked)(void *context, const struct casework_exhibit *exhibit),
    void *context, unsigned *bad, struct ledger_fault *fault);

#endif
