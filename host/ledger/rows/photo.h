/* photo.h: rows of photos, for merging too. */
#ifndef LENSCAP_LEDGER_ROWS_PHOTO_H
#define LENSCAP_LEDGER_ROWS_PHOTO_H

#include <lenscap/ledger_photos.h>

#include "store/store.h"

/* A result: an array of photos, and what their pointers point to. */
struct photo_piece;
struct photo_block {
	struct ledger_photos photos; /* first: the caller has a pointer to it */
	struct photo_piece *pieces;
	size_t capacity;
};

/* An empty result; NULL without memory.  Freed by ledger_photos_free(). */
struct photo_block *photo_block_new(size_t capacity);

/* Every row of a bound QUERY_PHOTO, as far as the block has room. */
LENS_MUST enum lens_err photo_read_all(struct ledger *ledger,
				       struct database_binder *binder,
				       struct ledger_fault *fault,
				       struct photo_block *block);

/*
 * At most limit photos with an id above after, by id, from memory as it is.
 * The caller frees *out.
 */
LENS_MUST enum lens_err photo_page(struct ledger *ledger, int64_t after,
				   unsigned limit, struct ledger_fault *fault,
				   struct ledger_photos **out);

/* LENS_NOT_FOUND, with a sentence that names the photo. */
LENS_MUST enum lens_err photo_missing(int64_t id, struct ledger_fault *fault);

#endif
