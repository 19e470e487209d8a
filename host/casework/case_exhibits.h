/* case_exhibits.h: the papers of a case, numbered once for all who cite them.
 */
#ifndef LENSCAP_CASEWORK_CASE_EXHIBITS_H
#define LENSCAP_CASEWORK_CASE_EXHIBITS_H

#include "case_state.h"

/* A letter that was sent, or a reply that came as a file. */
struct case_exhibit {
	unsigned number; /* from 1, by day; 0: a complaint, which cites them */
	unsigned entry;	 /* of the history */
	int32_t day;	 /* it was sent, or came */
	int32_t written; /* the day that it bears */
	const char *kind;
	bool reply;
	int64_t letter;	    /* of the ledger; 0: it is a document */
	int64_t document;   /* of the ledger; 0: it is a letter */
	const char *ending; /* of a document: ".eml" */
};

struct case_exhibits {
	struct case_exhibit list[2 * CASE_STATE_PAPERS];
	size_t count;
};

/*
 * The exhibits of a case by their days, complaints last; texts are state's.
 * What was withdrawn, discarded or never sent is none.
 */
LENS_MUST enum lens_err case_exhibits_gather(struct casework *work, int64_t id,
					     const struct case_state *state,
					     struct ledger_fault *fault,
					     struct case_exhibits *out);

#endif
