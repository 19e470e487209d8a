/*
 * ledger_safety.h: verify, salvage, back up, restore, wipe; the witness and the
 * chain.
 */
#ifndef LENSCAP_LEDGER_SAFETY_H
#define LENSCAP_LEDGER_SAFETY_H

#include <lenscap/ledger_life.h>

#define LEDGER_WITNESS_SIZE 128

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
 * A file that lies in the ledger's folder unsealed, "registry/imported": keep
 * its SHA-256, or none when it is not there; and compare it.  LENS_NOT_FOUND:
 * there is no file; LENS_MALFORMED (LEDGER_FAULT_FOREIGN): somebody changed it,
 * or put it there.
 */
#define LEDGER_FILE_IMPORTED "registry/imported"
LENS_MUST enum lens_err ledger_sum_keep(struct ledger *ledger, const char *name,
					struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_sum_check(struct ledger *ledger,
					 const char *name,
					 struct ledger_fault *fault);

/* Whether a sum is kept of any: a backup has none of these files. */
bool ledger_sum_kept(struct ledger *ledger);

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

/* Who is asked before a ledger is replaced. */
struct ledger_consent {
	bool (*given)(void *context);
	void *context;
};

/*
 * Bring a backup back.  ledger_restore() makes the ledger in place->dir what
 * the backup is, slots included; LENS_DENIED when there is one already, unless
 * replace.  Consent is asked for once the backup is open and was read, unless
 * NULL; LENS_CANCELLED: it was not given, and nothing was done.  ledger_merge()
 * adds what the backup has and the ledger lacks, and takes nothing away; audits
 * of pages it leaves out, as their content has the numbers of the backup's
 * photos: the next check of a page makes them anew.
 */
LENS_MUST enum lens_err ledger_restore(const struct ledger_place *place,
				       const char *path,
				       const struct ledger_secret *secret,
				       bool replace,
				       const struct ledger_consent *consent,
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

/* Before anybody is asked: LENS_NOT_FOUND where there is nothing in dir to
 * destroy. */
LENS_MUST enum lens_err ledger_wipe_expect(const char *dir,
					   struct ledger_fault *fault);

/*
 * Take the ledger as it is for the truth: the warning of an older or another
 * state ends, and such states are noticed again from here on.  The sentence
 * says what that means.
 */
LENS_MUST enum lens_err ledger_witness_accept(struct ledger *ledger,
					      struct ledger_fault *fault);
const char *ledger_witness_sentence(void);

/* Whether that warning stands since the ledger was opened. */
bool ledger_older(const struct ledger *ledger);

/*
 * Read every file in the folder and say, as ledger_verify() does, whether
 * anything older than the header is left of what was forgotten: what is there
 * of other generations must hold no photo, case or document that the ledger has
 * not.  First what was interrupted is finished.
 */
LENS_MUST enum lens_err ledger_erased(const struct ledger_place *place,
				      const struct ledger_key *key,
				      const struct ledger_checks *checks,
				      struct ledger_fault *fault,
				      struct ledger_report *out);

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

#endif
