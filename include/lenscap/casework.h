/*
 * casework.h: what a user can ask for, one file each.  Fronts turn words into
 * these calls and results into words; they hold no logic of their own.
 */
#ifndef LENSCAP_CASEWORK_H
#define LENSCAP_CASEWORK_H

#include <lenscap/ipc.h>
#include <lenscap/law.h>
#include <lenscap/ledger.h>
#include <lenscap/letter.h>
#include <lenscap/match.h>
#include <lenscap/registry.h>

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

/* The same by its stable name; NULL when there is no such kind. */
const struct casework_finding *casework_finding_named(const char *kind);

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
	/*
	 * Descriptors instead: paths are then only names.  They stay the
	 * caller's, and what they hold must not change.  NULL for none.
	 */
	const int *fds;
	unsigned lanes; /* 0: as many as there are processors */
	int cancel;	/* stop when this can be read; -1 for never */
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

/* The same, found in the environment (XDG Base Directory Specification). */
struct casework_place {
	char *dir, *witness;
	const char *bus; /* of the session; NULL when the environment has none
			  */
	struct casework_home home; /* both, borrowed from above */
};

/*
 * Find this user's place, or take dir (not NULL) for the ledger's; folders
 * that are missing are made.  LENS_DENIED when there is no such place.  The
 * caller ends *out with casework_place_free().
 */
LENS_MUST enum lens_err casework_place_find(const char *dir,
					    struct casework_place *out);
void casework_place_free(struct casework_place *place);

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

/* The same with a key that is at hand, which is copied. */
LENS_MUST enum lens_err casework_open_with(const struct casework_home *home,
					   const struct ledger_key *key,
					   struct ledger_fault *fault,
					   struct casework **out);

/* The key that the desktop keyring holds; LENS_LOCKED when it gives none.  The
 * caller frees *out. */
LENS_MUST enum lens_err casework_keyring(const struct casework_home *home,
					 const char *bus,
					 struct ledger_key **out);

/* What shall open a new ledger, besides its recovery key.  Borrowed. */
struct casework_create {
	struct ledger_secret *const *secrets;
	unsigned count; /* at most CASEWORK_SECRETS_MAX */
	bool keyring;	/* the desktop keyring, at bus */
	const char *bus;
};
#define CASEWORK_SECRETS_MAX 6

/*
 * Make a ledger, and its recovery key, which the caller shows once and wipes.
 * LENS_DENIED when there is a ledger, or when the keyring refuses; nothing is
 * made then.  key may be NULL; else the caller frees *key.
 */
LENS_MUST enum lens_err casework_create(const struct casework_home *home,
					const struct casework_create *create,
					struct ledger_fault *fault,
					char recovery[LEDGER_RECOVERY_TEXT],
					struct ledger_key **key);

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

/*
 * Back the ledger up into this user's documents folder, under a name with the
 * day in it that is not in use; no caller says where.  *folder is the folder's
 * own name ("Documents"), the caller's to free; NULL on failure.
 */
#define CASEWORK_BACKUP_NAME 64
LENS_MUST enum lens_err casework_backup(struct casework *work,
					struct ledger_fault *fault,
					char name[CASEWORK_BACKUP_NAME],
					char **folder);

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

/* ---- Check what is public ---- */

/* A photo of mine that is in a file.  Borrowed for the call. */
struct casework_match {
	const struct match_answer *answer;
	const char *source; /* where the photo was added from */
	const char *at;	    /* of a page: the picture's address; else "" */
};

#define CASEWORK_CHECK_MAX 500 /* pictures of one check */

/* What a stranger can get of a picture. */
enum casework_seen {
	CASEWORK_MINE,	     /* it is public, and a photo of mine */
	CASEWORK_NEW,	     /* it is public, and none of mine */
	CASEWORK_NOT_PUBLIC, /* a stranger does not get it */
	CASEWORK_UNREADABLE, /* what a stranger gets is no picture */
	CASEWORK_PAGE,	     /* it was a page; its pictures have their rows */
	CASEWORK_SEEN
};

/* The stable name ("not_public"). */
const char *casework_seen_name(enum casework_seen seen);

/* A picture to look at.  Borrowed for the call. */
struct casework_target {
	const char *url; /* NULL or "" for bytes that are here already */
	int fd;	   /* these bytes, when there is no url; stays the caller's */
	void *tag; /* the caller's own */
};

/*
 * One answer.  Borrowed for the call, which may move the picture out and leave
 * it empty, for casework_keep().
 */
struct casework_exposure {
	const struct casework_target *target; /* or the page it stands on */
	const char *url;  /* as asked for; "" for bytes that were here */
	const char *page; /* the page it stands on, or "" */
	enum casework_seen seen;
	const struct ipc_fetch *fetch; /* NULL for bytes that were here */
	struct ipc_picture *picture;   /* empty unless MINE or NEW */
	uint64_t bytes;
	unsigned count; /* photos of mine in it, the surest first */
	const struct casework_match *matches;
	const char *code; /* stable: "ok", "login", "unknown_format" */
	const char *why;  /* one sentence */
};

struct casework_check_page {
	const struct casework_target *targets; /* at most CASEWORK_CHECK_MAX */
	size_t count;
	const char *page;  /* where they stand, for sightings; NULL or "" */
	bool pages;	   /* a target may be a page: look at its pictures */
	bool keep;	   /* read what casework_keep() needs */
	bool record;	   /* note where photos of mine were seen */
	bool local;	   /* reach this machine: from our own argv only */
	const char *proxy; /* NULL for none */
	unsigned lanes;	   /* decoders; 0: as many as there are processors */
	int cancel;	   /* stop when this can be read; -1 for never */
	/* As they come, one for each target and each picture of its pages. */
	void (*row)(void *context, struct casework_exposure *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Fetch pictures as a stranger would, read them, and say which are mine.
 * work may be NULL: then none is known as mine.  LENS_EOF when it was
 * cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err
casework_check_page(struct casework *work,
		    const struct casework_check_page *check,
		    struct ledger_fault *fault);

/*
 * Keep a picture of a check as mine: file->picture as the row had it (with
 * check->keep), file->path its address, file->bytes.  The picture is moved out.
 * *outcome and *photo as in struct casework_add_row.
 */
LENS_MUST enum lens_err casework_keep(struct casework *work,
				      struct casework_file *file,
				      struct ledger_fault *fault,
				      enum casework_added *outcome,
				      int64_t *photo);

/* ---- Find copies ---- */

struct casework_found {
	const struct casework_file *file;
	unsigned count;
	const struct casework_match *matches; /* the surest first; of a page, in
					      the order of its pictures */
	bool page;	    /* a saved web page; then of its pictures */
	unsigned read;	    /* so many were looked at, */
	unsigned elsewhere; /* so many lie on the web or are damaged, */
	bool cut;	    /* and it has more, which were not looked at */
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

/* ---- Who I am, for letters only ---- */

#define CASEWORK_ME_MAX 400 /* bytes of one value */

/* What a letter may say of the person.  Texts are owned; "" when not set. */
struct casework_me {
	char *name;
	char *email;	/* to answer to: an alias is best */
	char *address;	/* lines */
	char *country;	/* where the person lives: "de" */
	char *region;	/* "de-be", where authorities differ by it */
	char *language; /* the person's own: "en", "de", "fr" */
};

/* One of them: what it is called, what it is, an example. */
struct casework_me_key {
	const char *name; /* "country" */
	const char *what;
	const char *example;
};

/* Every key in its order; ended by a NULL name. */
extern const struct casework_me_key casework_me_keys[];

/* The value of a key by its place in casework_me_keys[]. */
const char *casework_me_value(const struct casework_me *me, size_t key);

/*
 * Keep a value, NULL or "" to remove it.  LENS_DENIED, and a sentence in
 * *fault, for a key or a value that cannot be.
 */
LENS_MUST enum lens_err casework_me_set(struct casework *work, const char *key,
					const char *value,
					struct ledger_fault *fault);

/* Everything that is set.  The caller ends *out with casework_me_free(). */
LENS_MUST enum lens_err casework_me_read(struct casework *work,
					 struct ledger_fault *fault,
					 struct casework_me *out);
void casework_me_free(struct casework_me *me);

/* ---- The registry ---- */

/*
 * All controllers and authorities: ours, those imported below home, and, when
 * work is not NULL, the person's own.  Codes as registry_open().  The caller
 * ends *out with registry_close().
 */
LENS_MUST enum lens_err casework_registry(const struct casework_home *home,
					  struct casework *work,
					  struct registry_fault *fault,
					  struct registry **out);

struct casework_import {
	const char *path; /* a folder, or a ZIP file that a jail unpacks */
	const char *set;  /* what the set is called: "datenanfragen" */
	/* A record that is not taken, and why. */
	void (*skipped)(void *context, const char *path, const char *why);
	void *context;
};

/*
 * Take a set of records as it is, in the place of the one imported before,
 * whole or not at all.  LENS_EOF: there is no record in it; LENS_WORKER: the
 * ZIP cannot be unpacked; the rest as registry_import_add().
 */
LENS_MUST enum lens_err casework_import_registry(
    const struct casework_home *home, const struct casework_import *import,
    struct registry_fault *fault, struct registry_imported *out);

/*
 * Keep a controller of the person's own in the ledger, where nobody sees who
 * interests them; one of that slug is replaced.  LENS_MALFORMED: the record
 * is not what the schema says.  slug, of CASEWORK_SLUG bytes, is the record's.
 */
#define CASEWORK_SLUG 128
LENS_MUST enum lens_err casework_add_controller(struct casework *work,
						struct base_view record,
						struct registry_fault *fault,
						char *slug);

/* Forget one of the person's own.  LENS_EOF when there is none. */
LENS_MUST enum lens_err
casework_forget_controller(struct casework *work, const char *slug,
			   struct registry_fault *fault);

/* ---- Letters ---- */

#define CASEWORK_TO_MAX 1000   /* letters at once */
#define CASEWORK_PHOTOS_MAX 40 /* in one letter; one good one is enough */

/* What of a photo a letter may name, besides its addresses. */
enum casework_disclose {
	CASEWORK_TELL_SHA256 = 1,
	CASEWORK_TELL_PDQ = 2,
	CASEWORK_TELL_ISCC = 4,
};

/* What of the person, besides country and language. */
enum casework_tell {
	CASEWORK_TELL_NAME = 1,
	CASEWORK_TELL_EMAIL = 2,
	CASEWORK_TELL_ADDRESS = 4,
	CASEWORK_TELL_REGION = 8,
};

/* What is to be written to whom.  Texts may be NULL. */
struct casework_draft {
	const char *kind; /* NULL: "request"; else a follow-up of case_id */
	int64_t case_id;
	const char *const *to; /* slugs; none for a follow-up */
	size_t to_count;
	bool ask[LAW_RIGHTS];
	const int64_t *photos;
	const unsigned *disclose; /* of each photo, enum casework_disclose */
	size_t photo_count;
	unsigned tell;	      /* enum casework_tell */
	const char *law;      /* NULL: by residence and controller */
	const char *language; /* NULL: the controller's, else English */
	const char *purpose, *situation; /* own sentences */
	const char *situation_kind; /* "safety", "work", "minor", "private" */
	const char *rectify_what, *rectify_to;
	const char *code_page; /* a page of mine where a code shall stand */
	const char *quote;     /* of their answer */
	const char *missing;   /* lines: what their answer lacks */
	bool marketing;
	bool again; /* write although the last request is young */
	int32_t today;
	bool preview; /* compose, and keep nothing */
};

/* A letter that was composed.  Borrowed for the call. */
struct casework_drafted {
	int64_t case_id, letter_id; /* 0 in a preview */
	const char *reference, *controller, *name;
	const struct letter *letter;
	const char *known; /* what it was composed from, as JSON */
	const char *law, *authority;
	const char *reason;  /* why this law and authority */
	const char *warning; /* "" or one sentence */
	const char *warns;   /* its stable word: "no_address"; "" for none */
};

/*
 * Write letters, each opening a case or (follow-up) going on with one; all of
 * them are kept in one change, or none.  row is called for each in order, in
 * a preview too.  LENS_DENIED, and a sentence, for what cannot be: an unknown
 * controller, a photo that was forgotten, nothing asked for, a request that is
 * younger than thirty days (unless again).
 */
LENS_MUST enum lens_err casework_draft(
    struct casework *work, const struct casework_home *home,
    const struct casework_draft *draft,
    void (*row)(void *context, const struct casework_drafted *drafted),
    void *context, struct ledger_fault *fault);

enum casework_format {
	CASEWORK_TEXT,	 /* with head, address and date */
	CASEWORK_TWIN,	 /* the same in the person's own language */
	CASEWORK_MAIL,	 /* .eml, to be opened and sent */
	CASEWORK_PDF,	 /* to be printed and signed */
	CASEWORK_MAILTO, /* a link; LENS_TOO_BIG when too long for one */
	CASEWORK_FIELDS, /* JSON of to, subject, body: for a web form */
	CASEWORK_FORMATS
};

/* The stable name ("eml") and the ending of its files (".eml"). */
const char *casework_format_name(enum casework_format format);
const char *casework_format_ending(enum casework_format format);

#define CASEWORK_FILE_NAME 128

/*
 * A letter that was kept, in a format: *out is a memfd at its beginning, which
 * the caller closes; name is a good one for a file.  setter may be NULL: then
 * one is started for this letter only.  LENS_EOF: no such letter;
 * LENS_DENIED: the format cannot be had for it, and *fault says why.
 */
struct clients_typesetter;
LENS_MUST enum lens_err casework_export(struct casework *work, int64_t letter,
					enum casework_format format,
					struct clients_typesetter *setter,
					struct ledger_fault *fault,
					char name[CASEWORK_FILE_NAME],
					int *out);

/*
 * Keep letters, or (count 0) the deadlines that run as a calendar, as files in
 * a folder "Lenscap" of this user's documents; no caller says where.  saved is
 * called for each file; one that is there already gets another name.
 */
LENS_MUST enum lens_err
casework_save(struct casework *work, const int64_t *letters, size_t count,
	      const bool formats[CASEWORK_FORMATS], int32_t today,
	      void (*saved)(void *context, int64_t letter, const char *folder,
			    const char *file),
	      void *context, struct ledger_fault *fault);

/* ---- Cases ---- */

/* What an answer was, as a person would say. */
enum casework_reply {
	CASEWORK_REPLY_RECEIPT,
	CASEWORK_REPLY_ANSWER,
	CASEWORK_REPLY_NOTHING,
	CASEWORK_REPLY_ERASED,
	CASEWORK_REPLY_PARTIAL,
	CASEWORK_REPLY_PHOTO,
	CASEWORK_REPLY_ID,
	CASEWORK_REPLY_FORM,
	CASEWORK_REPLY_UNIDENTIFIED,
	CASEWORK_REPLY_NOT_SUBJECT,
	CASEWORK_REPLY_TOO_OFTEN,
	CASEWORK_REPLY_PUBLIC,
	CASEWORK_REPLY_EXTENSION,
	CASEWORK_REPLY_REFUSED,
	CASEWORK_REPLY_BOUNCED,
	CASEWORK_REPLIES
};

/* The stable name ("photo_demanded") and what it means in words; the kind of
 * that name, CASEWORK_REPLIES for none. */
const char *casework_reply_name(enum casework_reply reply);
const char *casework_reply_words(enum casework_reply reply);
enum casework_reply casework_reply_of(const char *name);

/*
 * What a reply seems to say, by phrases of English, German and French; a
 * proposal for a person to check.  CASEWORK_REPLIES: nothing was recognised.
 */
enum casework_reply casework_reply_guess(const char *text);

enum casework_stage {
	CASEWORK_STAGE_DRAFT,	/* written, not sent */
	CASEWORK_STAGE_WAITING, /* sent; the deadline has not passed */
	CASEWORK_STAGE_OVERDUE,
	CASEWORK_STAGE_REPLIED, /* they answered; it is the person's turn */
	CASEWORK_STAGE_COMPLAINED,
	CASEWORK_STAGE_CLOSED,
	CASEWORK_STAGES
};

/* The stable name ("overdue") and what it means in words. */
const char *casework_stage_name(enum casework_stage stage);
const char *casework_stage_words(enum casework_stage stage);

/* What to do next, and why. */
struct casework_step {
	const char *action; /* "send", "wait", "letter", "check", "close" */
	const char *letter; /* "letter": the kind to draft ("no_answer") */
	const char *reason; /* one sentence */
	int32_t day;	    /* from when it is due; LAW_NO_DAY: now */
};

/* A case as its history tells it.  All texts are owned by it. */
struct casework_case {
	int64_t id;
	char *reference, *controller, *name, *law, *facts;
	int64_t opened; /* milliseconds since 1970 */
	enum casework_stage stage;
	int32_t sent;	  /* the first letter; LAW_NO_DAY: none was */
	int32_t deadline; /* for the answer; LAW_NO_DAY: none runs */
	bool verified;	  /* every rule behind the deadline was checked */
	char *explained;  /* how the deadline was counted; "" */
	enum casework_reply reply; /* the last one; CASEWORK_REPLIES: none */
	struct casework_step step;
};
void casework_case_free(struct casework_case *matter);

/*
 * Cases, oldest first, one or (0) all, each with what stands on today; visit
 * borrows it and returns false to stop.  LENS_EOF when the one is not there.
 */
LENS_MUST enum lens_err casework_case_each(
    struct casework *work, int64_t id, int32_t today,
    enum law_language language,
    bool (*visit)(void *context, const struct casework_case *matter),
    void *context, struct ledger_fault *fault);

/* True when the person can or must do something in a case today. */
bool casework_case_is_due(const struct casework_case *matter, int32_t today);

/* Something that happened on a day, for casework_case_note(). */
struct casework_happened {
	int64_t id;
	int32_t day, today;	   /* a day that has not come yet is refused */
	enum casework_reply reply; /* of a reply */
	const char *how;  /* "email", "post", "form", "fax"; or the outcome */
	const char *note; /* "" */
};

/*
 * Note that the last letter was sent, that a reply came, or that the matter
 * is over.  LENS_DENIED and a sentence for what cannot be: a reply before the
 * letter was sent, a day before the case began or after today.
 */
LENS_MUST enum lens_err casework_case_sent(struct casework *work,
					   const struct casework_happened *what,
					   struct ledger_fault *fault);
LENS_MUST enum lens_err
casework_case_reply(struct casework *work, const struct casework_happened *what,
		    struct ledger_fault *fault);
LENS_MUST enum lens_err
casework_case_close(struct casework *work, const struct casework_happened *what,
		    struct ledger_fault *fault);

/* A saved mail that was taken into a case. */
struct casework_imported {
	int64_t id;		   /* the case */
	enum casework_reply reply; /* what it seems to be */
	int32_t day;		   /* it was sent, or today */
	char from[IPC_TEXT_MAX], subject[IPC_TEXT_MAX];
};

/*
 * Take a saved reply (.eml, at fd) into the case whose reference it names, or
 * into case what->id when that is not 0: the mail is kept, sealed, and noted
 * as what->reply (CASEWORK_REPLIES: what it seems to be) of what->day
 * (LAW_NO_DAY: the mail's own); its subject is the note.  LENS_EOF when it
 * names no case or several, LENS_DENIED when it is no mail.
 */
LENS_MUST enum lens_err
casework_case_import(struct casework *work, int fd,
		     const struct casework_happened *what,
		     struct ledger_fault *fault, struct casework_imported *out);

/*
 * The deadlines that run as iCalendar: a sealed memfd, which the caller
 * closes.  LENS_EOF when none runs.
 */
LENS_MUST enum lens_err casework_calendar(struct casework *work, int32_t today,
					  struct ledger_fault *fault, int *out);

/* The day it is here, and the day it was here at a moment (milliseconds since
 * 1970; LAW_NO_DAY for one that no clock shows). */
int32_t casework_today(void);
int32_t casework_day_of(int64_t moment);

/*
 * Laws and controllers, read when first asked for: LENS_MALFORMED or
 * LENS_SYSTEM, and a sentence, when the data of this Lenscap is damaged.
 */
LENS_MUST enum lens_err casework_laws(struct casework *work,
				      struct ledger_fault *fault,
				      const struct law_set **out);

/* ---- Look again ---- */

enum casework_again {
	CASEWORK_STILL,	 /* the photo can be got there */
	CASEWORK_GONE,	 /* something else, or nothing, can be got there */
	CASEWORK_UNSURE, /* the place could not be asked */
	CASEWORK_AGAIN
};

/* The stable name ("still"). */
const char *casework_again_name(enum casework_again again);

/* One place that was looked at.  Borrowed for the call. */
struct casework_place_seen {
	int64_t photo;
	const char *place, *page;
	enum casework_again again;
	bool back;	 /* it was gone when it was looked at before */
	const char *why; /* one sentence */
};

struct casework_recheck {
	int32_t today;
	bool local;	   /* as casework_check_page */
	const char *proxy; /* likewise */
	int cancel;
	void (*row)(void *context, const struct casework_place_seen *seen);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Ask for every place on the web where a photo of mine was seen, as a stranger
 * would, and note what is there now.  An open case whose controller has one
 * of these places gets an event of what was found.  LENS_EOF when it was
 * cancelled: what was looked at is noted; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_recheck(struct casework *work,
					 const struct casework_home *home,
					 const struct casework_recheck *recheck,
					 struct ledger_fault *fault);

/* ---- Evidence ---- */

/* One file that was written or checked.  Borrowed for the call. */
struct casework_exhibit {
	const char *file; /* "02-reply-2026-12-01.eml" */
	const char *what; /* in words */
	bool good;	  /* of a check */
};

/*
 * Write a case for an authority into the folder dir: its letters and the
 * replies that were kept, numbered; the log, whose chain anybody can check;
 * and SHA256SUMS, which comes last.  LENS_DENIED when something is in the
 * folder already; LENS_EOF: there is no such case; when anything fails nothing
 * of it is left.
 */
LENS_MUST enum lens_err casework_evidence(
    struct casework *work, int64_t id, int dir,
    void (*wrote)(void *context, const struct casework_exhibit *exhibit),
    void *context, struct ledger_fault *fault);

/*
 * Check a folder that casework_evidence() wrote, without any key: every sum,
 * and every link of the log.  LENS_OK when everything could be looked at,
 * whatever was found: *bad counts; LENS_EOF when it is no such folder.
 */
LENS_MUST enum lens_err casework_evidence_check(
    int dir,
    void (*checked)(void *context, const struct casework_exhibit *exhibit),
    void *context, unsigned *bad, struct ledger_fault *fault);

/* ---- Examine this machine ---- */

enum casework_state {
	CASEWORK_WORKS,
	CASEWORK_OPTIONAL, /* missing, but Lenscap does its work without */
	CASEWORK_BROKEN,
	CASEWORK_STATES
};

/* One thing that was looked at.  Borrowed for the call. */
struct casework_check {
	const char *group; /* "kernel", "pictures", "jails", "browsers" */
	const char *name;
	enum casework_state state;
	const char *detail;
	const char *remedy; /* "" where nothing is to be done */
	const char *calls;  /* the system calls of a jail, else "" */
};

/*
 * The path of lenscap-host: beside this program in a build tree, else where it
 * was installed.  The caller frees it; NULL when it is in neither.
 */
char *casework_host_path(void);

/*
 * Look at everything Lenscap needs here, by trying it, and hand over each
 * check in turn.  True when nothing is broken.
 */
bool casework_examine(void (*check)(void *context,
				    const struct casework_check *check),
		      void *context);

#endif
