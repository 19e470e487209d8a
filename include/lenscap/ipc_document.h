/*
 * ipc_document.h: the wire of the typesetter: a letter, a mail or a calendar
 * goes in, the bytes of a file come out.
 */
#ifndef LENSCAP_IPC_DOCUMENT_H
#define LENSCAP_IPC_DOCUMENT_H

#include <lenscap/ipc.h>

#define IPC_DOCUMENT_BODY_MAX (4u << 20)
#define IPC_DOCUMENT_BYTES_MAX (32u << 20) /* of what comes back */
#define IPC_DOCUMENT_TEXT_MAX (256u << 10) /* bytes of one text */
#define IPC_DOCUMENT_BLOCKS_MAX 4000u
#define IPC_DOCUMENT_CELLS_MAX 6u
#define IPC_DOCUMENT_CODE_MAX 2331u /* of a QR code of level M */
#define IPC_DOCUMENT_EVENTS_MAX 2000u
#define IPC_DOCUMENT_ALARMS_MAX 4u
#define IPC_DOCUMENT_ATTACHMENTS_MAX 32u
/* Of a signature: 12 mm high on paper, these are 200 dots an inch. */
#define IPC_SIGNATURE_COLUMNS_MAX 450u
#define IPC_SIGNATURE_ROWS_MAX 100u
#define IPC_DOCUMENT_MEMORY_MAX (768u << 20)
#define IPC_DOCUMENT_CPU_MAX 30	 /* seconds of one document */
#define IPC_DOCUMENT_WALL_MAX 60 /* seconds: the machine may be busy */

/* How setting a document or reading a mail went; the second part is the core's.
 */
enum ipc_document_status {
	IPC_DOCUMENT_OK,
	IPC_DOCUMENT_MALFORMED,
	IPC_DOCUMENT_TOO_LARGE,
	IPC_DOCUMENT_NO_FONT,
	IPC_DOCUMENT_TOO_MUCH_MEMORY,

	IPC_DOCUMENT_CRASHED,
	IPC_DOCUMENT_TOO_SLOW,
	IPC_DOCUMENT_LIED,
	IPC_DOCUMENT_NO_WORKER,
	IPC_DOCUMENT_STATUSES
};

/* The stable code of a status, and one sentence: the reason and the remedy. */
const char *ipc_document_code(enum ipc_document_status status);
const char *ipc_document_sentence(enum ipc_document_status status);

/*
 * Texts are UTF-8 without control characters but line breaks.  Whoever writes
 * a job lends them; one that was read owns them.
 */
enum ipc_layout {
	IPC_LAYOUT_DIN5008, /* form B, A4: window envelopes DL and C5/6 */
	IPC_LAYOUT_UK,	    /* A4, folded in three for a DL window */
	IPC_LAYOUT_US,	    /* Letter, folded in three for a number 10 */
	IPC_LAYOUT_FRENCH,  /* A4, the window on the right (NF Z 11-001) */
	IPC_LAYOUT_SWISS,   /* A4, the window on the right (SN 010130) */
	IPC_LAYOUT_REPORT,  /* A4, no letter: the text begins at the top */
	IPC_LAYOUTS
};

enum ipc_block_kind {
	IPC_BLOCK_PARAGRAPH, /* cells: the text */
	IPC_BLOCK_HEADING,   /* the text */
	IPC_BLOCK_ITEM,	     /* its number or bullet, the text */
	IPC_BLOCK_HEAD,	     /* of a table: one cell a column */
	IPC_BLOCK_ROW,	     /* likewise */
	IPC_BLOCK_PAGE,	     /* no cells: a new page begins */
	IPC_BLOCK_SIGN,	     /* room to sign, then the name */
	IPC_BLOCK_CODE,	     /* what a QR code says, what it is called */
	IPC_BLOCKS
};

struct ipc_block {
	enum ipc_block_kind kind;
	unsigned count;
	const char *cells[IPC_DOCUMENT_CELLS_MAX];
};

/* Ink on paper, a byte a pixel: 0 for none, 255 for black; no columns: none. */
struct ipc_signature {
	uint32_t columns, rows;
	const uint8_t *ink;
};

/* A letter, ready to be set; ipc_document_free() ends one that was read. */
struct ipc_document {
	enum ipc_layout layout;
	const char *language;  /* "de" */
	const char *sender;    /* name and address, in lines */
	const char *recipient; /* likewise */
	const char *facts;     /* of the head: "Our reference: ..." in lines */
	const char *date;      /* "Berlin, 22 November 2026" */
	const char *subject;
	const char *page_words; /* "Page %1 of %2" */
	const char *letterhead; /* lines above the sender; "" for none */
	struct ipc_signature signature; /* above the name of IPC_BLOCK_SIGN */
	int64_t made; /* seconds since 1970, for the file's own date */
	unsigned count;
	struct ipc_block *blocks;
};

struct ipc_attachment {
	const char *name;
	const char *type; /* "application/pdf" */
	uint64_t size;
};

/* A mail to be saved, opened and sent by the person's own program. */
struct ipc_draft {
	const char *from, *to, *cc; /* addresses; "" for none; from may be "" */
	const char *subject;
	const char *body;
	const char *message_id; /* without brackets */
	int64_t date;		/* seconds since 1970 */
	unsigned count;
	struct ipc_attachment *attachments; /* their bytes lie one after the
					       other in a descriptor */
};

/* A day to be reminded of. */
struct ipc_event {
	const char *uid, *day; /* "2026-12-22" */
	const char *summary, *description;
	unsigned alarms;
	uint16_t before[IPC_DOCUMENT_ALARMS_MAX]; /* days */
};
struct ipc_calendar {
	const char *name;
	int64_t made; /* seconds since 1970 */
	unsigned count;
	struct ipc_event *events;
};

enum ipc_document_task {
	IPC_DOCUMENT_PDF,
	IPC_DOCUMENT_DRAFT,
	IPC_DOCUMENT_CALENDAR,
	IPC_DOCUMENT_TASKS
};

/* One of the three, as its task says. */
struct ipc_document_job {
	enum ipc_document_task task;
	struct ipc_document document;
	struct ipc_draft draft;
	struct ipc_calendar calendar;
};
LENS_MUST enum lens_err
ipc_document_job_write(const struct ipc_document_job *job,
		       struct base_buffer *body);
/* Read a job; ipc_document_job_free() ends *out, which is empty on failure. */
LENS_MUST enum lens_err ipc_document_job_read(struct base_view body,
					      struct ipc_document_job *out);
void ipc_document_job_free(struct ipc_document_job *job);

struct ipc_document_answer {
	enum ipc_document_status status;
	uint64_t size; /* bytes written into the room */
};
/* Write and read an answer; on failure *out is IPC_DOCUMENT_LIED. */
LENS_MUST enum lens_err
ipc_document_answer_write(const struct ipc_document_answer *answer,
			  struct base_buffer *body);
/* The reading end; see above. */
LENS_MUST enum lens_err
ipc_document_answer_read(struct base_view body,
			 struct ipc_document_answer *out);

#endif
