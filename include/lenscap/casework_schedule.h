/*
 * casework_schedule.h: a letter's Schedule A as its reader holds it: a file
 * from a stranger, which a jail parses.
 */
#ifndef LENSCAP_CASEWORK_SCHEDULE_H
#define LENSCAP_CASEWORK_SCHEDULE_H

#include <lenscap/casework_letters.h>
#include <lenscap/fingerprint.h>
#include <lenscap/ledger_fault.h>

#define CASEWORK_SCHEDULE_PLACES 20 /* of one photo: its newest */
/* Rows of the largest: each photo at its places, and as it was kept. */
#define CASEWORK_SCHEDULE_ROWS                                                 \
	(CASEWORK_PHOTOS_MAX * (CASEWORK_SCHEDULE_PLACES + 1))

/* A picture that the schedule names. */
struct casework_scheduled {
	int64_t number;
	bool has_sha256, has_pdq;
	uint8_t sha256[32], pdq[FINGERPRINT_PDQ_SIZE];
};

struct casework_schedule {
	struct casework_scheduled rows[CASEWORK_SCHEDULE_ROWS];
	size_t count;
	size_t bare; /* of the rows: an address alone */
};

/*
 * Read a schedule from a descriptor, which stays the caller's.
 * LENS_MALFORMED: it is none; LENS_TOO_BIG: no schedule is that large;
 * LENS_WORKER: the jail gave nothing, and *fault has why.
 */
LENS_MUST enum lens_err casework_schedule_read(int fd,
					       struct casework_schedule *out,
					       struct ledger_fault *fault);

#endif
