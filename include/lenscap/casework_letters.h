/* casework_letters.h: letters are drafted, exported and saved. */
#ifndef LENSCAP_CASEWORK_LETTERS_H
#define LENSCAP_CASEWORK_LETTERS_H

#include <lenscap/casework.h>
#include <lenscap/letter.h>

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
	CASEWORK_TELL_BIRTH = 16,
	CASEWORK_TELL_PHONE = 32,
	CASEWORK_TELL_HANDLE = 64,
	CASEWORK_TELL_FORMER = 128,
	CASEWORK_TELL_EMAILS = 256,
	CASEWORK_TELL_CUSTOMER = 512,
};

/* What the person says of themselves, and nobody else can know. */
enum casework_confirm {
	CASEWORK_CONFIRM_ADULT = 1,
	CASEWORK_CONFIRM_NOT_INFORMED = 2, /* of the collection */
};

/* What alone is to be erased; nothing of it: everything. */
enum casework_erase {
	CASEWORK_ERASE_PHOTOS = 1,
	CASEWORK_ERASE_TEMPLATES = 2,
	CASEWORK_ERASE_TRAINING = 4,
};

/* The words of these bits in their order, of the kinds of letters and of
 * situations; NULL after the last. */
const char *casework_disclose_name(size_t index);
const char *casework_tell_name(size_t index);
const char *casework_letter_kind(size_t index);
const char *casework_situation_name(size_t index);
const char *casework_confirm_name(size_t index);
const char *casework_erase_name(size_t index);
/* For whom: "self", "child", "mandated"; and whether for somebody else. */
const char *casework_role_name(size_t index);
bool casework_role_is_other(const char *role);

/* For whom a case of these facts is; "" for oneself.  The caller's. */
char *casework_case_for(const char *facts);

/* What is to be written to whom.  Texts may be NULL. */
struct casework_draft {
	const char *kind; /* NULL: "request"; else a follow-up of case_id */
	int64_t case_id;
	/* Slugs, or kinds of controllers ("face_search"), which are all of
	 * that kind with whom no case is open; none for a follow-up. */
	const char *const *to;
	size_t to_count;
	/* Who of a kind has a letter already; NULL: nobody is told. */
	void (*left_out)(void *left_out_to, const char *name);
	void *left_out_to;
	bool ask[LAW_RIGHTS];
	const int64_t *photos;
	const unsigned *disclose; /* of each photo, enum casework_disclose */
	size_t photo_count;
	bool all_photos; /* instead: all there are, and of each all_disclose */
	unsigned all_disclose;
	unsigned tell;	      /* enum casework_tell */
	bool tell_given;      /* chosen: nothing is added to it */
	bool tell_proposed;   /* add what the controller finds people by */
	unsigned confirm;     /* enum casework_confirm */
	unsigned erase;	      /* enum casework_erase */
	const char *role;     /* NULL: "self" */
	const char *for_name; /* whose data, for another role */
	bool long_form;	      /* every point, instead of a page */
	bool research;	      /* object to research and statistics, too */
	bool whole_addresses; /* with sessions, tokens and expiries in them */
	/* Who of a kind is written to by nobody, for no contact is known. */
	void (*no_contact)(void *left_out_to, const char *name);
	const char *law;	 /* NULL: by residence and controller */
	const char *language;	 /* NULL: the controller's, else English */
	enum law_language shown; /* of what is said of it, and not kept */
	const char *purpose, *situation; /* own sentences */
	const char *situation_kind; /* "safety", "work", "minor", "private" */
	const char *rectify_what, *rectify_to;
	const char *code_page; /* a page of mine where a code shall stand */
	const char *quote;     /* of their answer */
	const char *missing;   /* lines: what their answer lacks */
	bool marketing;
	bool force; /* write although the last request is young */
	int32_t today;
	bool preview; /* compose, and keep nothing */
};

#define CASEWORK_WARNINGS_MAX 17

/* What the person should know before a letter is sent: a stable word
 * ("no_address"), and one sentence. */
struct casework_warning {
	const char *word, *sentence;
};

/* A letter that was composed.  Borrowed for the call. */
struct casework_drafted {
	int64_t case_id, letter_id; /* 0 in a preview */
	const char *reference, *controller, *name;
	const struct letter *letter;
	const char *known; /* what it was composed from, as JSON */
	const char *law, *authority;
	const char *reason; /* why this law and authority */
	const struct casework_warning *warnings; /* the gravest first */
	size_t warning_count;
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

/* What became of a kept letter of a case: "waiting", "sent", "discarded"; and
 * "unknown", where the history does not name it. */
LENS_MUST enum lens_err casework_letter_state(struct casework *work,
					      int64_t case_id, int64_t letter,
					      struct ledger_fault *fault,
					      const char **out);

enum casework_format {
	CASEWORK_TEXT,	      /* with head, address and date */
	CASEWORK_TRANSLATION, /* the same in the person's own language */
	CASEWORK_MAIL,	      /* .eml, to be opened and sent */
	CASEWORK_PDF,	      /* to be printed and signed */
	CASEWORK_MAILTO,      /* a link, without the text if that is too long */
	CASEWORK_FIELDS,      /* JSON of to, subject, body: for a web form */
	CASEWORK_SCHEDULE,    /* schedule-a.json: what a clerk's tool reads */
	CASEWORK_FORMATS
};

/* The stable name ("eml") and the ending of its files (".eml"). */
const char *casework_format_name(enum casework_format format);
const char *casework_format_ending(enum casework_format format);

#define CASEWORK_FILE_NAME 128
#define CASEWORK_SCHEDULE_NAME "schedule-a" /* its member "what" */

/*
 * Before a later letter of a kind is kept: LENS_DENIED, and *fault names it,
 * where the folder dir has a file of one of the formats for it already, in
 * whatever language.  What else fails is for the letter itself to tell.
 */
LENS_MUST enum lens_err
casework_expect_new_files(struct casework *work, int64_t id, const char *kind,
			  int dir, const bool formats[CASEWORK_FORMATS],
			  struct ledger_fault *fault);

/*
 * A letter that was kept, in a format: *out is a memfd at its beginning, which
 * the caller closes; name is a good one for a file.  setter may be NULL: then
 * one is started for this letter only.  LENS_NOT_FOUND: no such letter;
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

#endif
