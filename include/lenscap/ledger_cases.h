/*
 * ledger_cases.h: matters with controllers, their history and documents.
 */
#ifndef LENSCAP_LEDGER_CASES_H
#define LENSCAP_LEDGER_CASES_H

#include <lenscap/ledger_photos.h>

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

/* A document that came or was kept: a reply as it was saved. */
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
	struct ledger_case the_case; /* id 0: opened; else what _update says */
	bool update;		     /* facts and closed are written anew */
	unsigned event_count, letter_count, document_count;
	struct ledger_event *events;
	struct ledger_letter *letters;
	struct ledger_document *documents;
};

/*
 * Write entries, all of them or none, in one change; ids, numbers and tags are
 * put into them.  LENS_DENIED when a reference is there already, LENS_NOT_FOUND
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
LENS_MUST enum lens_err ledger_case_each(
    struct ledger *ledger, int64_t id,
    bool (*visit)(void *context, const struct ledger_case *the_case),
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

/* LENS_NOT_FOUND when there is no case of that number (not 0). */
LENS_MUST enum lens_err ledger_case_expect(struct ledger *ledger, int64_t id,
					   struct ledger_fault *fault);

/* The letter id, where there is one. */
LENS_MUST enum lens_err ledger_letter_one(
    struct ledger *ledger, int64_t id,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault);

/* The letters that name a photo. */
LENS_MUST enum lens_err ledger_photo_letters(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault);

/* What was kept, into the initialised buffer *out.  LENS_NOT_FOUND: not there.
 */
LENS_MUST enum lens_err ledger_letter_content(struct ledger *ledger, int64_t id,
					      struct ledger_fault *fault,
					      struct base_buffer *out);
LENS_MUST enum lens_err ledger_document_content(struct ledger *ledger,
						int64_t id,
						struct ledger_fault *fault,
						struct base_buffer *out);

/*
 * The line of the log that an event is: number, day, moment it was noted (UTC,
 * ISO 8601), kind and detail, with tabs between and no newline.  LENS_MALFORMED
 * where the moment is of no year.
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

/* Forget cases with all their documents, as ledger_photo_forget(). */
LENS_MUST enum lens_err ledger_case_forget(struct ledger *ledger,
					   const int64_t *ids, size_t count,
					   struct ledger_fault *fault);

#endif
