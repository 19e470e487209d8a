/*
 * log.h: the file of records since a snapshot: read on, append, set a torn
 * tail aside.
 */
#ifndef LENSCAP_LEDGER_STORE_LOG_H
#define LENSCAP_LEDGER_STORE_LOG_H

#include "envelope.h"
#include "record.h"

/* A log is closed when fd is -1; log_close() makes it so. */
struct log {
	int fd;
	int dir; /* borrowed */
	uint64_t generation;
	uint64_t end;	/* where the next record begins */
	bool read_only; /* the folder may not be written */
	uint8_t key[KEY_SIZE];
};

/* What the bytes after the last good record are. */
enum log_tail {
	LOG_WHOLE,    /* nothing is there, or a good record */
	LOG_TORN,     /* the last record was not finished */
	LOG_TAMPERED, /* a record fails its seal */
};

/* Make the log of a generation and sync it, not its folder; then opened. */
LENS_MUST enum lens_err log_create(int dir, const struct envelope *envelope,
				   const struct ledger_key *master,
				   struct ledger_fault *fault, struct log *out);

/* Open a log at its first record; writable where the folder is. */
LENS_MUST enum lens_err log_open(int dir, const struct envelope *envelope,
				 const struct ledger_key *master,
				 struct ledger_fault *fault, struct log *out);
void log_close(struct log *log);

/* True when the file ends where the last record was read. */
bool log_is_read(const struct log *log);

/*
 * Read the record after chain into buffer, opened there: *body points into it.
 * LENS_END at the end and *tail is LOG_WHOLE or LOG_TORN; LENS_MALFORMED with
 * LOG_TAMPERED.  The caller moves on with log_advance().
 */
LENS_MUST enum lens_err
log_next(const struct log *log, const struct record_chain *chain,
	 struct base_buffer *buffer, struct base_view *body,
	 struct record_chain *next, enum log_tail *tail);
void log_advance(struct log *log, const struct base_buffer *buffer);

/*
 * Append a change and sync it.  On failure the file is cut back to where it
 * was.  *next is the chain with it.
 */
LENS_MUST enum lens_err log_append(struct log *log,
				   const struct record_chain *chain,
				   struct base_view body,
				   struct ledger_fault *fault,
				   struct record_chain *next);

/*
 * Move what lies behind the last good record to log-N.SEQ.torn and cut it off.
 * On failure the log stays as it is.
 */
LENS_MUST enum lens_err log_set_aside(struct log *log,
				      const struct record_chain *chain);

#endif
