/*
 * casework.h: what a user can ask for, one file each.  Fronts turn words into
 * these calls and results into words; they hold no logic of their own.
 */
#ifndef LENSCAP_CASEWORK_H
#define LENSCAP_CASEWORK_H

#include <lenscap/ipc.h>
#include <lenscap/ledger.h>
#include <lenscap/match.h>

/* ---- Findings ---- */

enum casework_severity {
	CASEWORK_LOW,	 /* tells a little */
	CASEWORK_MEDIUM, /* links pictures, times or devices */
	CASEWORK_HIGH,	 /* says who or where somebody is */
	CASEWORK_SEVERITIES
};

/* What there is to say about a kind of finding. */
struct casework_finding {
	const char *kind;  /* stable: "gps" */
	const char *label; /* for people: "where it was taken" */
	enum casework_severity severity;
	const char *remedy; /* one sentence */
};

/* The facts about a kind; never NULL for a kind in range. */
const struct casework_finding *casework_finding(enum ipc_finding_kind kind);

/* "low", "medium", "high". */
const char *casework_severity_name(enum casework_severity severity);

/* ---- Fingerprint files ---- */

/* One file's result.  Borrowed for the call that hands it over, which may move
 * the picture out and leave it empty. */
struct casework_file {
	const char *path; /* as given or found, "-" for standard input */
	uint64_t bytes;
	struct ipc_picture picture;
};

struct casework_files {
	char *const *paths; /* count of them; "-" is standard input */
	size_t count;
	bool recursive; /* walk folders; links in them are not followed */
	struct ipc_picture_job job; /* what is wanted of each */
	unsigned lanes;		    /* 0: as many as there are processors */
	int cancel; /* stop when this can be read; -1 for never */
};

/*
 * Where results go: rows in the order of the input, never two for a file.  A
 * row that answers false stops the work.
 */
struct casework_files_sink {
	bool (*row)(void *context, struct casework_file *file);
	/* After each file, out of order: so many of so many are read. */
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Fingerprint files.  LENS_OK when every file has had its row, whatever the
 * row says; LENS_EOF when it was cancelled or stopped, every worker then being
 * dead.
 */
LENS_MUST enum lens_err
casework_fingerprint_files(const struct casework_files *files,
			   const struct casework_files_sink *sink);

/* ---- Compare two pictures ---- */

enum casework_verdict {
	CASEWORK_SAME_FILE,
	CASEWORK_SAME_PICTURE,
	CASEWORK_LIKELY_SAME,
	CASEWORK_DIFFERENT,
	CASEWORK_CANNOT_SAY, /* too little in the pictures to tell */
	CASEWORK_VERDICTS
};

struct casework_comparison {
	unsigned pdq; /* bits of 256, the best of the eight dihedral hashes */
	enum fingerprint_dihedral turn; /* that makes B look like A */
	unsigned iscc;			/* bits of 256 */
	unsigned iscc64, phash, dhash;	/* bits of 64 */
	enum casework_verdict verdict;
};

/* Compare two pictures that were read well. */
void casework_compare(const struct ipc_picture *a, const struct ipc_picture *b,
		      struct casework_comparison *out);

/* The verdict's stable name ("same_picture") and its sentence. */
const char *casework_verdict_name(enum casework_verdict verdict);
const char *casework_verdict_sentence(enum casework_verdict verdict);

/* What was done to B, in words ("mirrored left to right"); "" for nothing. */
const char *casework_turn_words(enum fingerprint_dihedral turn);

/* ---- The ledger and its key ---- */

/* Where the ledger and its witness are.  Borrowed. */
struct casework_home {
	const char *dir;
	const char *witness;
};

/*
 * Where a key may come from.  What is given is used; else the kernel's session
 * key, the desktop keyring if the ledger has a slot for it, and at last the
 * person, if there is one to ask.
 */
struct casework_keys {
	const char *passphrase_file, *key_file, *recovery_file;
	const char *bus; /* the session's D-Bus address; NULL: this user's */
	/* Ask for the passphrase; NULL where nobody can be asked. */
	enum lens_err (*ask)(void *context, struct ledger_fault *fault,
			     struct ledger_secret **out);
	void *context;
};

/* An open ledger. */
struct casework;

/*
 * The secret that keys names, or that the person gives; LENS_LOCKED when there
 * is none.  The caller frees *out.
 */
LENS_MUST enum lens_err casework_secret(const struct casework_keys *keys,
					struct ledger_fault *fault,
					struct ledger_secret **out);

/*
 * The ledger's key from wherever it may come, the ledger unopened: it may be
 * damaged.  The caller frees *out.
 */
LENS_MUST enum lens_err casework_unlock(const struct casework_home *home,
					const struct casework_keys *keys,
					struct ledger_fault *fault,
					struct ledger_key **out);

/*
 * Open the ledger.  LENS_LOCKED, LENS_MALFORMED and the rest as ledger_open().
 * The caller ends *out with casework_close().
 */
LENS_MUST enum lens_err casework_open(const struct casework_home *home,
				      const struct casework_keys *keys,
				      struct ledger_fault *fault,
				      struct casework **out);
void casework_close(struct casework *work);

/*
 * Let the desktop keyring open the ledger from now on: a new key is put there
 * and a slot for it made.  LENS_DENIED when the keyring is absent, locked or
 * refuses; *fault says which.
 */
LENS_MUST enum lens_err casework_add_keyring(struct ledger *ledger,
					     const char *dir, const char *bus,
					     struct ledger_fault *fault,
					     uint32_t *id);

/* The ledger within, as long as work is open. */
struct ledger *casework_ledger(struct casework *work);

/* ---- Add photos ---- */

enum casework_added {
	CASEWORK_ADDED,
	CASEWORK_KNOWN, /* the same bytes are there already */
	CASEWORK_COPY,	/* a copy of a photo that is there; noted as seen */
	CASEWORK_FAILED /* could not be read; see the file's status */
};

struct casework_add_row {
	const struct casework_file *file;
	enum casework_added outcome;
	int64_t photo; /* the new one, or the one that is there; 0 if failed */
};

struct casework_add {
	struct casework_files files;
	bool keep_copies; /* add copies as photos of their own */
	/* Called once what it says is on the disk, in the order of input. */
	void (*row)(void *context, const struct casework_add_row *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Read files and keep them as my photos: fingerprints, findings, a small
 * picture; never the image.  What has had its row stays, whatever comes
 * after.  LENS_EOF when it was cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_add_photos(struct casework *work,
					    const struct casework_add *add,
					    struct ledger_fault *fault);

/* ---- Find copies ---- */

/* A photo of mine that is in a file.  Borrowed for the call. */
struct casework_match {
	const struct match_answer *answer;
	const char *source; /* where the photo was added from */
	const char *at;	    /* of a page: the picture's address; else "" */
};

struct casework_found {
	const struct casework_file *file;
	unsigned count;
	const struct casework_match *matches; /* the surest first; of a page, in
					      the order of its pictures */
	bool page;	    /* a saved web page; then of its pictures */
	unsigned read;	    /* so many were looked at, */
	unsigned elsewhere; /* so many lie on the web or are damaged */
};

struct casework_find {
	struct casework_files files;
	void (*row)(void *context, const struct casework_found *found);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Which of my photos are in these files?  Rows in the order of the input.
 * LENS_EOF when it was cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_find_copies(struct casework *work,
					     const struct casework_find *find,
					     struct ledger_fault *fault);

/*
 * The small picture of a photo as width, height and RGB rows, at most 64 a
 * side, for a terminal.  LENS_EOF when there is none.  *out is an initialised
 * buffer.
 */
LENS_MUST enum lens_err casework_preview(struct casework *work, int64_t photo,
					 struct ledger_fault *fault,
					 struct base_buffer *out);

/* ---- Examine this machine ---- */

enum casework_state {
	CASEWORK_WORKS,
	CASEWORK_OPTIONAL, /* missing, but Lenscap does its work without */
	CASEWORK_BROKEN,
	CASEWORK_STATES
};

/* One thing that was looked at.  Borrowed for the call. */
struct casework_check {
	const char *group; /* "kernel", "pictures", "jails" */
	const char *name;
	enum casework_state state;
	const char *detail;
	const char *remedy; /* "" where nothing is to be done */
	const char *calls;  /* the system calls of a jail, else "" */
};

/*
 * Look at everything Lenscap needs here, by trying it, and hand over each
 * check in turn.  True when nothing is broken.
 */
bool casework_examine(void (*check)(void *context,
				    const struct casework_check *check),
		      void *context);

#endif
