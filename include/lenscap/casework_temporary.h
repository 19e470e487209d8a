/* casework_temporary.h: a ledger that ends with the session. */
#ifndef LENSCAP_CASEWORK_TEMPORARY_H
#define LENSCAP_CASEWORK_TEMPORARY_H

#include <lenscap/casework.h>

/*
 * Make an empty ledger in the folder of this login ($XDG_RUNTIME_DIR, which is
 * memory and goes with it; XDG Base Directory Specification), with a key that
 * nobody is told.  What an earlier session left there because it was killed is
 * removed.  LENS_DENIED, and *fault, where there is no such folder, or it lies
 * on a disk.  The caller ends *out with casework_temporary_end(), and *key with
 * ledger_key_free().
 */
LENS_MUST enum lens_err casework_temporary(struct ledger_fault *fault,
					   struct casework_place *out,
					   struct ledger_key **key);

struct casework_temporary_session {
	void (*begun)(void *context); /* called once the ledger is there */
	void *context;
	int failed; /* errno: the command could not be begun */
	int status; /* of its exit, as shells report it */
	bool left;  /* something of it is there, against all rules */
};

/*
 * The same for a command, or the user's shell where argv has no word, and for
 * whatever that begins: they find it by their environment, and its recovery
 * key lies beside it, in memory.  It is destroyed when the command ends, or
 * when this process is told to end.
 */
LENS_MUST enum lens_err
casework_temporary_session(char **argv,
			   struct casework_temporary_session *session,
			   struct ledger_fault *fault);

/*
 * The one that this program was begun in, and the file of its recovery key.
 * LENS_NOT_FOUND: in none; LENS_DENIED, and *fault: it has ended.  The caller
 * ends *out with casework_place_free(), and frees *recovery.
 */
LENS_MUST enum lens_err casework_temporary_join(struct ledger_fault *fault,
						struct casework_place *out,
						char **recovery);

/* Destroy it, and release the place.  Any other place is only released. */
void casework_temporary_end(struct casework_place *place);

#endif
