/*
 * ledger_photos.h: what is kept of a photo: its facts, findings, prints and
 * small pictures.
 */
#ifndef LENSCAP_LEDGER_PHOTOS_H
#define LENSCAP_LEDGER_PHOTOS_H

#include <lenscap/fingerprint.h>
#include <lenscap/ledger_life.h>

#define LEDGER_TEXT_MAX 4096	   /* bytes of one text: a source, a URL */
#define LEDGER_EXTRA_MAX 4096	   /* bytes of further fingerprints */
#define LEDGER_FINDINGS_MAX 64	   /* of one photo */
#define LEDGER_BLOB_MAX (1u << 20) /* bytes of one thumbnail */
#define LEDGER_PAGE_MAX 1000	   /* rows of one list */

struct ledger_finding {
	const char *kind; /* "gps" */
	const char *detail;
};

struct ledger_photo {
	int64_t id; /* from 1, never used again; ignored by _add */
	uint8_t sha256[32];
	struct fingerprint fingerprint;
	const char *format; /* "jpeg" */
	uint64_t bytes;
	uint32_t width, height;
	uint8_t orientation;
	bool damaged, animated;
	const char *source; /* the path or URL it was added from */
	int64_t added;	    /* milliseconds since 1970; 0 for _add: now */
	unsigned finding_count;
	const struct ledger_finding *findings;
	struct base_view extra;	    /* further fingerprints */
	struct base_view thumbnail; /* for _add only, may be empty */
	struct base_view features;  /* likewise: LEDGER_BLOB_FEATURES */
};

struct ledger_added {
	int64_t id;
	bool fresh; /* false: that SHA-256 was there already, as id */
};

/* Add one photo, or many in one change: all of them or none. */
LENS_MUST enum lens_err ledger_photo_add(struct ledger *ledger,
					 const struct ledger_photo *photo,
					 struct ledger_fault *fault,
					 struct ledger_added *out);
LENS_MUST enum lens_err ledger_photo_add_many(struct ledger *ledger,
					      const struct ledger_photo *photos,
					      size_t count,
					      struct ledger_fault *fault,
					      struct ledger_added *out);

/* Photos that were read; one block of memory, the caller frees it. */
struct ledger_photos {
	size_t count;
	uint64_t total; /* that the query matches, whatever its page */
	struct ledger_photo *photos;
};
void ledger_photos_free(struct ledger_photos *photos);

/* One photo by its id (also within ledger_sighting_each()) or its SHA-256,
 * count then being 1.  LENS_NOT_FOUND: none. */
LENS_MUST enum lens_err ledger_photo_get(struct ledger *ledger, int64_t id,
					 struct ledger_fault *fault,
					 struct ledger_photos **out);
LENS_MUST enum lens_err ledger_photo_by_sha256(struct ledger *ledger,
					       const uint8_t sha256[32],
					       struct ledger_fault *fault,
					       struct ledger_photos **out);

enum ledger_order {
	LEDGER_BY_ADDED,
	LEDGER_BY_SOURCE,
	LEDGER_BY_PIXELS,
	LEDGER_BY_BYTES,
	LEDGER_BY_FINDINGS, /* how many */
	LEDGER_BY_SIGHTINGS,
	LEDGER_ORDERS
};

/* The stable name of an order ("added"), for options. */
const char *ledger_order_name(enum ledger_order order);

struct ledger_query {
	enum ledger_order order; /* then by id */
	bool descending;
	const char *source;   /* part of the source, ASCII case ignored */
	const char *format;   /* NULL: any; so for all of these */
	const char *finding;  /* has a finding of this kind */
	int64_t since, until; /* added; 0: open */
	uint64_t offset;
	unsigned limit; /* at most LEDGER_PAGE_MAX; 0: as many */
};
/* A page of the photos that match.  The caller frees *out. */
LENS_MUST enum lens_err ledger_photo_list(struct ledger *ledger,
					  const struct ledger_query *query,
					  struct ledger_fault *fault,
					  struct ledger_photos **out);

/* How many photos have a finding of each kind, or (formats) are of each format;
 * those that none has are not told. */
LENS_MUST enum lens_err ledger_photo_counts(
    struct ledger *ledger, bool formats,
    void (*visit)(void *context, const char *name, uint64_t count),
    void *context, struct ledger_fault *fault);

/*
 * Forget photos with all that hangs on them, in one change (LENS_NOT_FOUND and
 * no change when one is not there), and erase what the disk held of them; if
 * that fails a notice says so and the next compaction does it.
 */
LENS_MUST enum lens_err ledger_photo_forget(struct ledger *ledger,
					    const int64_t *ids, size_t count,
					    struct ledger_fault *fault);

/* One photo's bits, borrowed for the visit. */
struct ledger_print {
	int64_t photo;
	const uint8_t *pdq; /* FINGERPRINT_DIHEDRALS * FINGERPRINT_PDQ_SIZE */
	uint8_t pdq_quality;
	const uint8_t *iscc, *phash, *dhash;
	struct base_view extra;
};

/* Every photo's bits with an id above after, by id; false stops. */
LENS_MUST enum lens_err ledger_print_each(
    struct ledger *ledger, int64_t after,
    bool (*visit)(void *context, const struct ledger_print *print),
    void *context, struct ledger_fault *fault);

/*
 * A sealed run of bytes that belongs to a photo, read when asked for: the
 * thumbnail is kind 0, others are for features that are too large for memory.
 * Putting one replaces it.  *out is an initialised buffer, and is emptied
 * first; LENS_NOT_FOUND when the photo has none.
 */
#define LEDGER_BLOB_THUMBNAIL 0
#define LEDGER_BLOB_FEATURES 1
#define LEDGER_BLOB_PAPER                                                      \
	16 /* letters and documents; see ledger_case_write                     \
	    */
LENS_MUST enum lens_err ledger_blob_put(struct ledger *ledger, int64_t photo,
					uint8_t kind, struct base_view bytes,
					struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_blob_get(struct ledger *ledger, int64_t photo,
					uint8_t kind,
					struct ledger_fault *fault,
					struct base_buffer *out);

/*
 * The same of many photos, as things are now: visit is called for each in
 * order, with nothing where the photo has none, until it gives an error; that
 * is then given back.  bytes are borrowed for the visit, which asks the ledger
 * for nothing.
 */
LENS_MUST enum lens_err ledger_blob_each(
    struct ledger *ledger, const int64_t *photos, size_t count, uint8_t kind,
    enum lens_err (*visit)(void *context, size_t i, struct base_view bytes),
    void *context, struct ledger_fault *fault);

#endif
