/*
 * database.h: SQLite, here and nowhere else: a database in memory, its
 * statements, and changes as bytes.
 */
#ifndef LENSCAP_LEDGER_STORE_DATABASE_H
#define LENSCAP_LEDGER_STORE_DATABASE_H

#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <sqlite3.h>

#include "query.h"

#define DATABASE_MAX (1u << 30) /* bytes */

struct database {
	sqlite3 *db; /* NULL: closed */
	sqlite3_stmt *statements[QUERIES];
	sqlite3_session *session;     /* while a change is made */
	sqlite3_changegroup *changes; /* of others, not applied yet */
};

/* Room for an image, for database_open(); NULL when there is none. */
uint8_t *database_room(size_t size);
void database_room_free(uint8_t *image);

/*
 * Open an image of size bytes, which is the database's from here on, also on
 * failure; NULL and 0 for an empty one.
 */
LENS_MUST enum lens_err database_open(struct database *out, uint8_t *image,
				      size_t size, struct ledger_fault *fault);
void database_close(struct database *database);

/* The whole database as bytes, borrowed until it changes. */
LENS_MUST enum lens_err database_image(struct database *database,
				       struct ledger_fault *fault,
				       struct base_view *out);

/*
 * Whether the schema is older than this version's, and bring it up to date.
 * LEDGER_FAULT_NEWER when it is of a newer Lenscap.
 */
LENS_MUST enum lens_err database_is_old(struct database *database,
					struct ledger_fault *fault, bool *old);
LENS_MUST enum lens_err database_migrate(struct database *database,
					 struct ledger_fault *fault);

/* A statement, reset and without parameters; NULL when memory is short. */
sqlite3_stmt *database_statement(struct database *database, enum query query);

/* Run a statement that takes no parameters. */
LENS_MUST enum lens_err database_query(struct database *database,
				       enum query query,
				       struct ledger_fault *fault);

/* What a code of SQLite's means. */
enum lens_err database_failed(int code, struct ledger_fault *fault);

/* What it means that a row could not be read: database_bytes() and the like. */
LENS_MUST enum lens_err database_unread(enum lens_err err,
					struct ledger_fault *fault);

/*
 * Bind parameters one after the other; the first failure sticks.  Texts and
 * bytes are borrowed until database_reset().
 */
struct database_binder {
	struct database *database;
	sqlite3_stmt *statement;
	int at, failed; /* a code of SQLite's */
};
struct database_binder database_bind(struct database *database,
				     enum query query);
void database_bind_int(struct database_binder *binder, int64_t value);
void database_bind_text(struct database_binder *binder, const char *text);
void database_bind_bytes(struct database_binder *binder, struct base_view view);

/* Take one row: LENS_OK, LENS_NOT_FOUND for none, or what failed. */
LENS_MUST enum lens_err database_step(struct database_binder *binder,
				      struct ledger_fault *fault);
/* Run to the end, wanting no rows. */
LENS_MUST enum lens_err database_run(struct database_binder *binder,
				     struct ledger_fault *fault);
/* Release the row and what was borrowed. */
void database_reset(struct database_binder *binder);

/*
 * A column as bytes or text, until the next step; bytes of exactly size (any
 * when 0).  LENS_MALFORMED for another size, LENS_SYSTEM without memory.
 */
LENS_MUST enum lens_err database_bytes(struct database_binder *binder,
				       int column, size_t size,
				       struct base_view *out);
LENS_MUST enum lens_err database_text(struct database_binder *binder,
				      int column, const char **out);
int64_t database_int(struct database_binder *binder, int column);

/*
 * Between these, what is changed is recorded.  database_change_take() gives
 * the change as bytes that the caller frees with database_change_free().
 */
LENS_MUST enum lens_err database_change_begin(struct database *database,
					      struct ledger_fault *fault);
LENS_MUST enum lens_err database_change_take(struct database *database,
					     struct ledger_fault *fault,
					     struct base_view *out);
void database_change_free(struct base_view change);
void database_change_end(struct database *database);

/*
 * Changes that other processes made: collect them in their order, then apply
 * all at once, within a transaction; that is many times faster than one by
 * one.  LENS_MALFORMED when they do not fit; _drop() forgets what is collected.
 */
LENS_MUST enum lens_err database_collect(struct database *database,
					 struct base_view change);
LENS_MUST enum lens_err database_apply(struct database *database);
void database_drop(struct database *database);

#endif
