/* blob.h: thumbnails and other blobs, each sealed under a key of its own. */
#ifndef LENSCAP_LEDGER_STORE_BLOB_H
#define LENSCAP_LEDGER_STORE_BLOB_H

#include "store.h"

#define BLOB_SEAL 16
#define BLOB_KEY 32
#define BLOB_UNIT 256

/* What the database knows of a blob. */
struct blob {
	uint64_t store, place, size;
	uint8_t seal[BLOB_SEAL];
	uint8_t key[BLOB_KEY];
};

/* Append a blob within a change; durable only after blob_sync(). */
LENS_MUST enum lens_err blob_append(struct ledger *ledger, int64_t photo,
				    uint8_t kind, struct base_view bytes,
				    struct ledger_fault *fault);
LENS_MUST enum lens_err blob_sync(struct ledger *ledger,
				  struct ledger_fault *fault);

/* Open sealed bytes in place. */
LENS_MUST enum lens_err blob_unseal(const struct blob *blob,
				    struct base_buffer *sealed);

/* Reads blobs one after another, with one file open and in one room. */
struct blob_reader {
	const struct ledger *ledger;
	uint64_t store; /* whose file fd is */
	int fd;
	struct base_buffer room;
};

/* Begin, without an error; ended with blob_reader_close(). */
struct blob_reader blob_reader_open(const struct ledger *ledger);
void blob_reader_close(struct blob_reader *reader);

/* Look at one that the database knows, until the next or the end. */
LENS_MUST enum lens_err blob_look(struct blob_reader *reader,
				  const struct blob *blob,
				  struct ledger_fault *fault,
				  struct base_view *out);

/* The columns store, place, size, seal, key from a first column on. */
LENS_MUST enum lens_err blob_columns(struct database_binder *binder, int first,
				     struct blob *out);

/* One row of QUERY_BLOB_EACH. */
struct blob_row {
	int64_t photo, kind;
	struct blob blob;
};

/* All of them, in the order of their places.  The caller frees *rows. */
LENS_MUST enum lens_err blob_rows(struct ledger *ledger,
				  struct ledger_fault *fault,
				  struct blob_row **rows, size_t *count);

/* The row's blob now lies elsewhere. */
LENS_MUST enum lens_err blob_moved(struct ledger *ledger,
				   const struct blob_row *row, uint64_t store,
				   uint64_t place, struct ledger_fault *fault);

/*
 * Copy what is still used into the file of a new generation, when that is
 * worth it or when erasing; memory then names the new one.
 */
LENS_MUST enum lens_err blob_compact(struct ledger *ledger, uint64_t generation,
				     bool erase, struct ledger_fault *fault);

/* On the disk: padded so that sizes tell little, then the seal. */
uint64_t blob_room(uint64_t size);

/* Open a thumbnails' file; LENS_NOT_FOUND when there is none. */
LENS_MUST enum lens_err blob_file(const struct ledger *ledger, uint64_t number,
				  int flags, int *out);

/* Open one to append to; without a whole envelope it is begun anew. */
LENS_MUST enum lens_err blob_append_to(struct ledger *ledger, uint64_t number,
				       int *fd, uint64_t *end);

/* Begin one anew, whatever lay there. */
LENS_MUST enum lens_err blob_begin(struct ledger *ledger, uint64_t number,
				   int *fd, uint64_t *end);

/* Sealed bytes as they lie there.  LENS_MALFORMED when they end otherwise
 * than their row says. */
LENS_MUST enum lens_err blob_fetch(int fd, const struct blob *blob,
				   struct base_buffer *out);

#endif
