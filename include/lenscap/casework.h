/*
 * casework.h: what a user can ask for, one file each.  Fronts turn words into
 * these calls and results into words; they hold no logic of their own.
 */
#ifndef LENSCAP_CASEWORK_H
#define LENSCAP_CASEWORK_H

#include <lenscap/ipc.h>

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

/* One file's result.  Borrowed for the call that hands it over. */
struct casework_file {
	const char *path; /* as given or found, "-" for standard input */
	uint64_t bytes;
	struct ipc_picture picture;
};

struct casework_files {
	char *const *paths; /* count of them; "-" is standard input */
	size_t count;
	bool recursive; /* walk folders; links in them are not followed */
	bool full;	/* decode every pixel */
	unsigned lanes; /* 0: as many as there are processors */
	int cancel;	/* stop when this can be read; -1 for never */
};

/* Where results go: rows in the order of the input, never two for a file. */
struct casework_files_sink {
	void (*row)(void *context, const struct casework_file *file);
	/* After each file, out of order: so many of so many are read. */
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Fingerprint files.  LENS_OK when every file has had its row, whatever the
 * row says; LENS_EOF when it was cancelled, every worker then being dead.
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
};

/*
 * Look at everything Lenscap needs here, by trying it, and hand over each
 * check in turn.  True when nothing is broken.
 */
bool casework_examine(void (*check)(void *context,
				    const struct casework_check *check),
		      void *context);

#endif
