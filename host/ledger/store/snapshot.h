/* snapshot.h: memory as one sealed file, a generation of the ledger. */
#ifndef LENSCAP_LEDGER_STORE_SNAPSHOT_H
#define LENSCAP_LEDGER_STORE_SNAPSHOT_H

#include "store.h"

struct snapshot {
	struct record_chain chain;
	uint64_t blobs;
	struct database database;
	uint64_t bytes; /* of the file */
};

/* Write memory as the snapshot of a generation; then the file's size. */
LENS_MUST enum lens_err snapshot_write(struct ledger *ledger,
				       uint64_t generation,
				       struct ledger_fault *fault,
				       uint64_t *bytes);

/* Read one.  The caller closes out->database. */
LENS_MUST enum lens_err snapshot_read(const struct ledger *ledger,
				      uint64_t generation,
				      struct ledger_fault *fault,
				      struct snapshot *out);

/* A snapshot's content within a stream: where the chain stands, the database.
 */
LENS_MUST enum lens_err snapshot_put(struct ledger *ledger,
				     struct stream *stream,
				     struct base_view image);
LENS_MUST enum lens_err snapshot_get(struct stream *stream,
				     struct ledger_fault *fault,
				     struct snapshot *out);

#endif
