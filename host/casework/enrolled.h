/* enrolled.h: the photos of the ledger, ready to be found in pictures. */
#ifndef LENSCAP_CASEWORK_ENROLLED_H
#define LENSCAP_CASEWORK_ENROLLED_H

#include <lenscap/ipc_picture.h>
#include <lenscap/ledger.h>
#include <lenscap/match.h>

struct enrolled {
	struct ledger *ledger;
	struct match_photos *photos;
	int64_t last; /* the highest id that was taken in */
};

/*
 * Take in every photo of the ledger.  Local features are read from its sealed
 * store; a photo without them is found by its global fingerprint alone.
 */
LENS_MUST enum lens_err enrolled_open(struct ledger *ledger,
				      struct ledger_fault *fault,
				      struct enrolled *out);
void enrolled_close(struct enrolled *enrolled);

/* Which photos are in the picture?  Errors as match_photos_search(). */
LENS_MUST enum lens_err enrolled_search(struct enrolled *enrolled,
					const struct ipc_picture *picture,
					match_sink *sink, void *context);

#endif
