/*
 * named.h: places that a page names by the link around a photo of mine:
 * somebody else found it there, and nobody looked yet.
 */
#ifndef LENSCAP_CASEWORK_NAMED_H
#define LENSCAP_CASEWORK_NAMED_H

#include <lenscap/ledger_sightings.h>
#include <lenscap/match.h>

/*
 * Keep where a link leads as a place of the photo, once.  *noted is whether
 * that is an address of the web at which nobody looked yet, and the match sure
 * enough to be kept.
 */
LENS_MUST enum lens_err named_note(struct ledger *ledger,
				   const struct match_answer *answer,
				   const char *link, struct ledger_fault *fault,
				   bool *noted);

/*
 * Where a link leads, if that is another site than its page's: of an open page,
 * what leads on within the site is no hit of a search.  The caller frees it;
 * NULL where it is none.
 */
char *named_elsewhere(const char *link, const char *page);

#endif
