/*
 * ledger_index.h: what was made of all photos' features, kept beside the
 * ledger so that it need not be made again.  It is a copy: without it nothing
 * is lost, and it goes when anything is forgotten.
 */
#ifndef LENSCAP_LEDGER_INDEX_H
#define LENSCAP_LEDGER_INDEX_H

#include <lenscap/ledger.h>

/* Where the ledger stands: the same only while nothing is changed. */
struct ledger_moment {
	uint64_t generation, sequence;
};
LENS_MUST enum lens_err ledger_moment(struct ledger *ledger,
				      struct ledger_fault *fault,
				      struct ledger_moment *out);

/* One that is being read, or written. */
struct ledger_index;

/*
 * Open what is kept.  Photos with ids up to *last are in it as they are now,
 * though one or another may be gone.  LENS_NOT_FOUND: there is none, or none
 * that can be used.  The caller closes *out.
 */
LENS_MUST enum lens_err ledger_index_open(struct ledger *ledger,
					  struct ledger_fault *fault,
					  int64_t *last,
					  struct ledger_index **out);
void ledger_index_close(struct ledger_index *index);

/* The next bytes.  LENS_MALFORMED: a seal fails, or it has no more. */
LENS_MUST enum lens_err ledger_index_read(struct ledger_index *index, void *out,
					  size_t size);
/* LENS_MALFORMED unless there are no more. */
LENS_MUST enum lens_err ledger_index_end(struct ledger_index *index);

/*
 * Keep what write() gives with ledger_index_write(): made of the photos up to
 * last, as they were at that moment.  LENS_NOT_FOUND, and nothing is kept,
 * when the ledger was changed meanwhile.
 */
struct ledger_index_made {
	struct ledger_moment at;
	int64_t last;
	enum lens_err (*write)(void *context, struct ledger_index *index);
	void *context;
};
LENS_MUST enum lens_err ledger_index_keep(struct ledger *ledger,
					  const struct ledger_index_made *made,
					  struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_index_write(struct ledger_index *index,
					   const void *bytes, size_t size);

#endif
