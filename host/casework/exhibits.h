/* exhibits.h: the letters and replies of a case, as its bundle numbers them.
 * A complaint cites them by the same numbers. */
#ifndef LENSCAP_CASEWORK_EXHIBITS_H
#define LENSCAP_CASEWORK_EXHIBITS_H

#include <lenscap/casework.h>
#include <lenscap/law.h>

#define EXHIBITS_MAX 198 /* letters are two files each */

struct exhibit {
	int64_t id, when; /* when it was written or kept, in ms */
	int32_t day;	  /* on its face: of the letter, of the reply */
	bool letter;	  /* else a reply, as it came */
	char kind[48];	  /* "request", "reply" */
};

/* Number 1 is list[0]. */
struct exhibits {
	struct exhibit list[EXHIBITS_MAX];
	size_t count;
	bool more; /* than have room */
};

/* Those of a case, in the order of their time. */
LENS_MUST enum lens_err exhibits_read(struct ledger *ledger, int64_t id,
				      struct ledger_fault *fault,
				      struct exhibits *out);

#endif
