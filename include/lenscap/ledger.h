/*
 * ledger.h: the sealed record of what was seen and sent.
 *
 * A folder holds it: `ledger` (versioned header with the key slots),
 * `snapshot-N` (the database, sealed), `log-N` (sealed changes since, each
 * chained to the one before), `thumbnails-N` (small pictures, each under a
 * key of its own that lies in the database).  host/ledger/README.md has the
 * formats.
 *
 * Every call catches up with what other processes have written before it
 * begins, and a change is on the disk before the call returns LENS_OK.  One
 * handle serves one thread, and a visit must not call the ledger it visits
 * (that aborts).  Texts and bytes in arguments are borrowed.  Every
 * failing call fills *fault, which may be NULL.  Codes that any call may give:
 *
 *   LENS_MALFORMED  a seal is broken; *fault says which
 *   LENS_DENIED     not allowed here: exists already, was made by a newer
 *                   Lenscap, is held by another process for too long
 *   LENS_SYSTEM     disk or memory failed; nothing was changed
 *   LENS_TOO_BIG    an argument is above its limit
 *   LENS_EOF        there is no such ledger, photo, slot or setting
 */
#ifndef LENSCAP_LEDGER_H
#define LENSCAP_LEDGER_H

#include <lenscap/base.h>
#include <lenscap/fingerprint.h>

#define LEDGER_ID_SIZE 16
#define LEDGER_TAG_SIZE 32
#define LEDGER_SENTENCE 320
#define LEDGER_SLOTS_MAX 8
#define LEDGER_PASSPHRASE_MAX 1024
#define LEDGER_WITNESS_SIZE 128
#define LEDGER_RECOVERY_TEXT 48	   /* with hyphens and terminator */
#define LEDGER_TEXT_MAX 4096	   /* bytes of one text: a source, a URL */
#define LEDGER_EXTRA_MAX 4096	   /* bytes of further fingerprints */
#define LEDGER_FINDINGS_MAX 64	   /* of one photo */
#define LEDGER_BLOB_MAX (1u << 20) /* bytes of one thumbnail */
#define LEDGER_PAGE_MAX 1000	   /* rows of one list */

struct ledger;

/* ---- What went wrong ---- */

enum ledger_fault_kind {
	LEDGER_FAULT_NONE,
	LEDGER_FAULT_MISSING,	/* no ledger, photo, slot, file of that name */
	LEDGER_FAULT_EXISTS,	/* would destroy what is there */
	LEDGER_FAULT_FOREIGN,	/* not a file of Lenscap's, or of this ledger */
	LEDGER_FAULT_NEWER,	/* made by a newer version */
	LEDGER_FAULT_KEY,	/* the key does not fit */
	LEDGER_FAULT_HEADER,	/* the header is damaged */
	LEDGER_FAULT_SNAPSHOT,	/* the snapshot is damaged */
	LEDGER_FAULT_RECORD,	/* a record fails its seal */
	LEDGER_FAULT_THUMBNAIL, /* a small picture fails its seal */
	LEDGER_FAULT_BUSY,	/* another process holds the ledger */
	LEDGER_FAULT_SPACE,	/* the disk is full */
	LEDGER_FAULT_DISK,	/* another failure of the disk */
	LEDGER_FAULT_MEMORY,
	LEDGER_FAULT_ARGUMENT, /* too long, too many, not a key */
	LEDGER_FAULT_TYPED,    /* a recovery key was mistyped */
	LEDGER_FAULT_SESSION,  /* the kernel keeps no keys here */
	LEDGER_FAULTS
};

/* What failed, for the one line that is printed.  Holds no secret. */
struct ledger_fault {
	enum ledger_fault_kind kind;
	uint64_t record; /* the sequence of the record, 0 when none is meant */
	char sentence[LEDGER_SENTENCE];
};

/* The stable name of a kind ("wrong_key"), for --json. */
const char *ledger_fault_name(enum ledger_fault_kind kind);

/* What is no failure, but must be said. */
enum ledger_notice {
	LEDGER_NOTICE_TORN,	   /* an unfinished record was set aside */
	LEDGER_NOTICE_ROLLED_BACK, /* the witness has seen a later state */
	LEDGER_NOTICE_FORKED,	   /* the witness has seen another history */
	LEDGER_NOTICE_WITNESS,	   /* the witness is damaged */
	LEDGER_NOTICE_UNLOCKED,	   /* the key may be swapped to disk */
	LEDGER_NOTICE_NOT_ERASED,  /* forgotten, but old copies remain */
	LEDGER_NOTICE_NOT_COMPACT, /* the log could not be folded */
	LEDGER_NOTICES
};

/* The notice's stable name ("rolled_back") and its sentence with a remedy. */
const char *ledger_notice_name(enum ledger_notice notice);
const char *ledger_notice_sentence(enum ledger_notice notice);

/* True when the notice has been raised since the ledger was opened. */
bool ledger_noticed(const struct ledger *ledger, enum ledger_notice notice);

/* ---- Keys ---- */

/* The ways to open a ledger.  The numbers stand in the header. */
enum ledger_slot_kind {
	LEDGER_SLOT_PASSPHRASE = 1,
	LEDGER_SLOT_KEY_FILE = 2,
	LEDGER_SLOT_KEYRING = 3, /* a random key that the desktop keeps */
	LEDGER_SLOT_RECOVERY = 4,
};

/* The stable name of a kind ("passphrase"). */
const char *ledger_slot_name(enum ledger_slot_kind kind);

/* What a person knows or has, in locked memory. */
struct ledger_secret;

/* The master key, in locked memory. */
struct ledger_key;

/* Wipe and release; safe on NULL. */
void ledger_secret_free(struct ledger_secret *secret);
void ledger_key_free(struct ledger_key *key);

/*
 * A passphrase of 1 to LEDGER_PASSPHRASE_MAX bytes.  The _read form takes the
 * first line of a descriptor, straight into locked memory: a file, a pipe, a
 * terminal whose echo the caller has switched off.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_secret_passphrase(struct base_view text,
						 struct ledger_fault *fault,
						 struct ledger_secret **out);
LENS_MUST enum lens_err ledger_secret_read(int fd, struct ledger_fault *fault,
					   struct ledger_secret **out);

/*
 * The content of a file of 32 bytes to 1 MiB, hashed.  The _create form
 * makes a new one of 256 random bits that only its owner can read; LENS_DENIED
 * when there is such a file.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_secret_key_file(const char *path,
					       struct ledger_fault *fault,
					       struct ledger_secret **out);
LENS_MUST enum lens_err
ledger_secret_key_file_create(const char *path, struct ledger_fault *fault,
			      struct ledger_secret **out);

/*
 * The 32 bytes that the desktop keyring keeps for a ledger.  The _new form
 * makes them and shows them in bytes, which the caller hands over and wipes.
 */
#define LEDGER_KEYRING_SIZE 32
LENS_MUST enum lens_err
ledger_secret_keyring(const uint8_t bytes[LEDGER_KEYRING_SIZE],
		      struct ledger_fault *fault, struct ledger_secret **out);
LENS_MUST enum lens_err
ledger_secret_keyring_new(uint8_t bytes[LEDGER_KEYRING_SIZE],
			  struct ledger_fault *fault,
			  struct ledger_secret **out);

/*
 * A recovery key: 160 random bits and a check of 20, in nine groups of four
 * characters of Crockford's base32.  Typed back it may lack hyphens, be in
 * lower case, and have O for 0, I or L for 1.  LENS_MALFORMED when a character
 * is wrong; *fault says in which group, as far as it can be told.
 */
LENS_MUST enum lens_err
ledger_secret_recovery_new(char text[LEDGER_RECOVERY_TEXT],
			   struct ledger_fault *fault,
			   struct ledger_secret **out);
LENS_MUST enum lens_err ledger_secret_recovery(struct base_view text,
					       struct ledger_fault *fault,
					       struct ledger_secret **out);

/*
 * Open one of the header's slots with a secret.  LENS_LOCKED when it fits
 * none of its kind; LENS_TOO_BIG when the header asks for more work or memory
 * than any Lenscap does.  A passphrase takes half a second and 256 MB for each
 * slot tried.  The caller frees *out.
 */
LENS_MUST enum lens_err ledger_key_open(const char *dir,
					const struct ledger_secret *secret,
					struct ledger_fault *fault,
					struct ledger_key **out);

/*
 * Keep the key with the kernel for all of this user's processes, for seconds
 * (at most a week); take it from there; let the kernel forget it.  LENS_DENIED
 * (LEDGER_FAULT_SESSION) where the kernel keeps no keys, as in some
 * containers; ledger_key_recall() gives LENS_LOCKED when there is none.
 */
LENS_MUST enum lens_err ledger_key_keep(const char *dir,
					const struct ledger_key *key,
					unsigned seconds,
					struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_key_recall(const char *dir,
					  struct ledger_fault *fault,
					  struct ledger_key **out);
LENS_MUST enum lens_err ledger_key_forget(const char *dir,
					  struct ledger_fault *fault);

struct ledger_slot {
	uint32_t id; /* stable while the slot is there, from 1 */
	enum ledger_slot_kind kind;
};

/* What the header shows without a key. */
struct ledger_face {
	uint8_t id[LEDGER_ID_SIZE];
	unsigned slot_count;
	struct ledger_slot slots[LEDGER_SLOTS_MAX];
};

/* Look at a ledger without a key.  LENS_EOF when there is none in dir. */
LENS_MUST enum lens_err ledger_look(const char *dir, struct ledger_fault *fault,
				    struct ledger_face *out);

/*
 * Add a slot, remove one (LENS_DENIED for the last), or change one: the new
 * secret takes the place of slot id at once.  The database is not sealed
 * anew.  *id may be NULL.
 */
LENS_MUST enum lens_err ledger_slot_add(struct ledger *ledger,
					const struct ledger_secret *secret,
					struct ledger_fault *fault,
					uint32_t *id);
LENS_MUST enum lens_err ledger_slot_remove(struct ledger *ledger, uint32_t id,
					   struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_slot_change(struct ledger *ledger, uint32_t id,
					   const struct ledger_secret *secret,
					   struct ledger_fault *fault);

/* ---- A ledger's life ---- */

struct ledger_place {
	const char *dir;
	const char *witness; /* a file elsewhere; NULL to keep no witness */
};

/*
 * Make a ledger in place->dir, which is made if it is missing, with a slot
 * for each of count secrets (at least one).  LENS_DENIED when one is there.
 * The caller ends *out with ledger_close() and *key with ledger_key_free();
 * key may be NULL.
 */
LENS_MUST enum lens_err ledger_create(const struct ledger_place *place,
				      struct ledger_secret *const *secrets,
				      unsigned count,
				      struct ledger_fault *fault,
				      struct ledger_key **key,
				      struct ledger **out);

/*
 * Open the ledger in place->dir, creating none; the key is copied.  On success
 * the caller owns *out and ends it with ledger_close(); on failure *out is
 * NULL.  LENS_LOCKED: the key does not fit.  LENS_MALFORMED: a seal is broken.
 * A record that a crash left unfinished is moved to a file log-N.SEQ.torn,
 * a notice says so, and the ledger opens.  Core dumps of this process are
 * off from here on.
 */
LENS_MUST enum lens_err ledger_open(const struct ledger_place *place,
				    const struct ledger_key *key,
				    struct ledger_fault *fault,
				    struct ledger **out);

/* Release everything and wipe the key; safe on NULL. */
void ledger_close(struct ledger *ledger);

/*
 * Catch up with other processes.  *sequence grows by one for every change, so
 * that whoever keeps an index knows when it is old.
 */
LENS_MUST enum lens_err ledger_refresh(struct ledger *ledger,
				       struct ledger_fault *fault,
				       uint64_t *sequence);

struct ledger_status {
	uint8_t id[LEDGER_ID_SIZE];
	unsigned schema;
	uint64_t generation; /* snapshots written so far */
	uint64_t sequence;   /* changes so far */
	uint8_t tag[LEDGER_TAG_SIZE];
	uint64_t records; /* changes in the log since the snapshot */
	uint64_t snapshot_bytes, log_bytes, thumbnail_bytes;
	uint64_t photos, findings, sightings, cases;
	unsigned slot_count;
	struct ledger_slot slots[LEDGER_SLOTS_MAX];
};
/* Counts and sizes, after catching up. */
LENS_MUST enum lens_err ledger_status(struct ledger *ledger,
				      struct ledger_fault *fault,
				      struct ledger_status *out);

/*
 * Fold the log into a new snapshot.  The one before is kept as a backup,
 * unless erase: then it and the log are destroyed.  Happens by itself when the
 * log is long.
 */
LENS_MUST enum lens_err ledger_compact(struct ledger *ledger, bool erase,
				       struct ledger_fault *fault);

/* One thing that was looked at.  Borrowed for the call. */
struct ledger_check {
	bool good;
	const char *what;     /* "header", "snapshot", "record", ... */
	const char *sentence; /* what was found, in words */
};
struct ledger_checks {
	void (*check)(void *context, const struct ledger_check *check);
	void *context;
};
struct ledger_report {
	uint64_t files, records, thumbnails, damaged;
};

/*
 * Check every seal on the disk, also of what is kept as a backup, and hand
 * over each finding; good ones are told once a file.  LENS_OK when everything
 * could be looked at, whatever was found: out->damaged counts.
 */
LENS_MUST enum lens_err ledger_verify(const struct ledger_place *place,
				      const struct ledger_key *key,
				      const struct ledger_checks *checks,
				      struct ledger_fault *fault,
				      struct ledger_report *out);

/*
 * Bring a damaged ledger back as far as its seals hold: what stands before
 * the first broken record, from the kept snapshot if the newer one is broken.
 * The damaged files are kept with the ending .damaged.  LENS_DENIED when
 * nothing is damaged; LENS_MALFORMED when nothing can be saved.
 */
LENS_MUST enum lens_err ledger_salvage(const struct ledger_place *place,
				       const struct ledger_key *key,
				       struct ledger_fault *fault,
				       struct ledger_report *out);

/*
 * Write the ledger, small pictures included, as one file that the same
 * secrets open.  LENS_DENIED when path exists, unless replace; LENS_TOO_BIG
 * when it is no name for a file, or lies in the ledger's own folder.
 */
LENS_MUST enum lens_err ledger_backup(struct ledger *ledger, const char *path,
				      bool replace, struct ledger_fault *fault);

struct ledger_merged {
	uint64_t photos, cases, sightings, settings; /* that were new */
};

/*
 * Bring a backup back.  ledger_restore() makes the ledger in place->dir what
 * the backup is, slots included; LENS_DENIED when there is one already, unless
 * replace.  ledger_merge() adds what the backup has and the ledger lacks, and
 * takes nothing away.
 */
LENS_MUST enum lens_err ledger_restore(const struct ledger_place *place,
				       const char *path,
				       const struct ledger_secret *secret,
				       bool replace,
				       struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_merge(struct ledger *ledger, const char *path,
				     const struct ledger_secret *secret,
				     struct ledger_fault *fault,
				     struct ledger_merged *out);

/*
 * Destroy the ledger: first the key slots, then everything else of it, the
 * witness and the key the kernel keeps.  Backups elsewhere stay.  Needs no
 * key.  ledger_wipe_sentence() says what a drive may still hold.
 */
LENS_MUST enum lens_err ledger_wipe(const struct ledger_place *place,
				    struct ledger_fault *fault);
const char *ledger_wipe_sentence(void);

/* ---- Witness and chain ---- */

/*
 * The ledger's state as a sealed blob for a place elsewhere: the browser, the
 * desktop keyring.  ledger_witness_check() compares one that was kept with
 * the ledger and raises a notice when it has seen a later state or another
 * history (LENS_OK then too); LENS_MALFORMED when it is no witness of this
 * ledger.
 */
LENS_MUST enum lens_err ledger_witness_get(struct ledger *ledger,
					   struct ledger_fault *fault,
					   uint8_t out[LEDGER_WITNESS_SIZE]);
LENS_MUST enum lens_err ledger_witness_check(struct ledger *ledger,
					     struct base_view witness,
					     struct ledger_fault *fault);

/* Take the ledger as it is for the truth: the warning ends. */
LENS_MUST enum lens_err ledger_witness_accept(struct ledger *ledger,
					      struct ledger_fault *fault);

/* One change in the chain.  tag = BLAKE2b-256(previous tag || record). */
struct ledger_link {
	uint64_t sequence;
	int64_t time; /* milliseconds since 1970 */
	uint8_t tag[LEDGER_TAG_SIZE];
};

/* Every change so far, oldest first; visit returns false to stop. */
LENS_MUST enum lens_err
ledger_chain_each(struct ledger *ledger,
		  bool (*visit)(void *context, const struct ledger_link *link),
		  void *context, struct ledger_fault *fault);

/* ---- Photos ---- */

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

/* One photo by its id or its SHA-256, count then being 1.  LENS_EOF: none. */
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

/*
 * Write a photo anew under its id: everything but its SHA-256, its time and,
 * unless one is given, its thumbnail.  LENS_EOF when there is none.
 */
LENS_MUST enum lens_err ledger_photo_update(struct ledger *ledger,
					    const struct ledger_photo *photo,
					    struct ledger_fault *fault);

/*
 * Forget photos with all that hangs on them, in one change (LENS_EOF and no
 * change when one is not there), and erase what the disk held of them; if that
 * fails a notice says so and the next compaction does it.
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
 * first; LENS_EOF when the photo has none.
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

/* ---- Sightings ---- */

/* A photo seen somewhere. */
struct ledger_sighting {
	int64_t id; /* from 1; ignored by _put */
	int64_t photo;
	const char *place; /* URL or path of the picture */
	const char *page;  /* URL of the page it stands on; "" when none */
	const char *how;   /* "mirrored, cropped to a square" */
	int64_t seen;	   /* first; milliseconds since 1970; 0: now */
	int64_t checked;   /* last; 0: as seen */
	unsigned distance; /* bits */
	bool gone;	   /* when it was last checked */
};

/*
 * Note that a photo was seen at a place.  The same photo at the same place is
 * one sighting: it keeps its id and its first time.
 */
LENS_MUST enum lens_err
ledger_sighting_put(struct ledger *ledger,
		    const struct ledger_sighting *sightings, size_t count,
		    struct ledger_fault *fault);

/* Sightings by time, of one photo or (0) of all; visit returns false to stop.
 */
LENS_MUST enum lens_err ledger_sighting_each(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_sighting *sighting),
    void *context, struct ledger_fault *fault);

/* ---- Cases ---- */

#define LEDGER_DAY 11			/* "2026-11-22" and its terminator */
#define LEDGER_DETAIL_MAX 65536		/* bytes of one event's detail */
#define LEDGER_LETTER_MAX (1u << 20)	/* bytes of one letter */
#define LEDGER_DOCUMENT_MAX (32u << 20) /* bytes of one document */

/* One matter with one controller. */
struct ledger_case {
	int64_t id;		/* from 1; ignored when one is opened */
	const char *reference;	/* ours, of which there is one */
	const char *controller; /* its slug in the registry */
	const char *name;	/* of the controller, as it was then */
	const char *law;	/* "gdpr" */
	const char *facts;	/* what casework keeps of it, as JSON */
	int64_t opened;		/* milliseconds since 1970; 0: now */
	bool closed;
};

/*
 * What happened in a case, for ever.  tag = SHA-256(hex of the tag before,
 * newline, line), line being ledger_event_line(); before the first one stands
 * SHA-256 of the reference.  So anybody can check the log with sha256sum.
 */
struct ledger_event {
	int64_t case_id;
	unsigned number;    /* from 1 in its case; given by _write */
	const char *kind;   /* "sent"; no control characters */
	const char *day;    /* when it happened: "2026-11-22" */
	int64_t noted;	    /* when it was written down; 0: now */
	const char *detail; /* JSON on one line */
	uint8_t tag[32];    /* given by _write */
};

/* A letter, sealed beside the photos' small pictures. */
struct ledger_letter {
	int64_t id; /* from 1; given by _write */
	int64_t case_id;
	const char *kind;     /* "request" */
	const char *language; /* "de" */
	const char *subject;
	int64_t made;		  /* milliseconds since 1970; 0: now */
	struct base_view content; /* for _write only */
	unsigned photo_count;	  /* the photos it names; for _write only */
	const int64_t *photos;
};

/* A paper that came or was kept: a reply as it was saved. */
struct ledger_document {
	int64_t id; /* from 1; given by _write */
	int64_t case_id;
	const char *name; /* "reply.eml" */
	const char *type; /* "message/rfc822" */
	int64_t kept;	  /* milliseconds since 1970; 0: now */
	uint8_t sha256[32];
	uint64_t bytes;		  /* given by _write */
	struct base_view content; /* for _write only */
};

/* What is written of one case. */
struct ledger_entry {
	struct ledger_case matter; /* id 0: opened; else what _update says */
	bool update;		   /* facts and closed are written anew */
	unsigned event_count, letter_count, document_count;
	struct ledger_event *events;
	struct ledger_letter *letters;
	struct ledger_document *documents;
};

/*
 * Write entries, all of them or none, in one change; ids, numbers and tags are
 * put into them.  LENS_DENIED when a reference is there already, LENS_EOF
 * when a case or a photo is not.
 */
LENS_MUST enum lens_err ledger_case_write(struct ledger *ledger,
					  struct ledger_entry *entries,
					  size_t count,
					  struct ledger_fault *fault);

/*
 * Cases by id, one or (0) all; the events of one in their order; letters and
 * documents of one case or (0) of all.  What is visited is borrowed for the
 * visit; visit returns false to stop.
 */
LENS_MUST enum lens_err
ledger_case_each(struct ledger *ledger, int64_t id,
		 bool (*visit)(void *context, const struct ledger_case *matter),
		 void *context, struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_event_each(
    struct ledger *ledger, int64_t case_id,
    bool (*visit)(void *context, const struct ledger_event *event),
    void *context, struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_letter_each(
    struct ledger *ledger, int64_t case_id,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_document_each(
    struct ledger *ledger, int64_t case_id,
    bool (*visit)(void *context, const struct ledger_document *document),
    void *context, struct ledger_fault *fault);

/* The letters that name a photo. */
LENS_MUST enum lens_err ledger_photo_letters(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault);

/* What was kept, into the initialised buffer *out.  LENS_EOF: not there. */
LENS_MUST enum lens_err ledger_letter_content(struct ledger *ledger, int64_t id,
					      struct ledger_fault *fault,
					      struct base_buffer *out);
LENS_MUST enum lens_err ledger_document_content(struct ledger *ledger,
						int64_t id,
						struct ledger_fault *fault,
						struct base_buffer *out);

/*
 * The line of the log that an event is: number, day, moment it was noted (UTC,
 * ISO 8601), kind and detail, with tabs between and no newline.
 */
LENS_MUST enum lens_err ledger_event_line(const struct ledger_event *event,
					  struct base_buffer *out);

/* The tag of an event after another (NULL: the first, of that reference). */
LENS_MUST enum lens_err ledger_event_tag(const uint8_t before[32],
					 const char *reference,
					 const struct ledger_event *event,
					 uint8_t out[32]);

/* SHA-256, for what others shall be able to check. */
void ledger_sha256(struct base_view bytes, uint8_t out[32]);

/* Forget cases with all their papers, as ledger_photo_forget(). */
LENS_MUST enum lens_err ledger_case_forget(struct ledger *ledger,
					   const int64_t *ids, size_t count,
					   struct ledger_fault *fault);

/* ---- Settings ---- */

/*
 * A value of at most LEDGER_TEXT_MAX bytes under a name, which does not begin
 * with a dot; NULL removes it.
 * ledger_setting_get() empties the initialised buffer *out and adds the value
 * without a terminator; LENS_EOF when there is none.
 */
LENS_MUST enum lens_err ledger_setting_set(struct ledger *ledger,
					   const char *name, const char *value,
					   struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_setting_get(struct ledger *ledger,
					   const char *name,
					   struct ledger_fault *fault,
					   struct base_buffer *out);

/* Every setting by name; visit returns false to stop. */
LENS_MUST enum lens_err ledger_setting_each(
    struct ledger *ledger,
    bool (*visit)(void *context, const char *name, const char *value),
    void *context, struct ledger_fault *fault);

#endif
