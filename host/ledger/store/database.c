/* database.c: a database in memory and its statements. */
#include <errno.h>
#include <string.h>

#include "database.h"
#include "fault.h"

/* Room to grow from, so that small ledgers do not start by moving. */
#define DATABASE_LEAST 65536

uint8_t *database_room(size_t size)
{
	return sqlite3_malloc64(size < DATABASE_LEAST ? DATABASE_LEAST : size);
}

void database_room_free(uint8_t *image)
{
	sqlite3_free(image);
}

enum lens_err database_failed(int code, struct ledger_fault *fault)
{
	if (code == SQLITE_NOMEM || code == SQLITE_FULL || code == SQLITE_IOERR)
		return fault_memory(fault);
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return fault_say(fault, LEDGER_FAULT_SNAPSHOT,
				 "The database is damaged although its seals "
				 "hold: this is a defect of Lenscap (%s).",
				 sqlite3_errstr(code));
	return fault_say(fault, LEDGER_FAULT_SNAPSHOT,
			 "The database refused a statement: this is a defect "
			 "of Lenscap (%s).",
			 sqlite3_errstr(code));
}

enum lens_err database_unread(enum lens_err err, struct ledger_fault *fault)
{
	return database_failed(
	    err == LENS_SYSTEM ? SQLITE_NOMEM : SQLITE_CORRUPT, fault);
}

/*
 * No file, ever: neither sorting nor undoing may spill plain text to the disk,
 * and an image from outside can name no other database.  What is deleted is
 * overwritten, so that a snapshot has nothing of it.
 */
static const char database_rules[] = "PRAGMA journal_mode=MEMORY;"
				     "PRAGMA secure_delete=ON;"
				     "PRAGMA temp_store=MEMORY;"
				     "PRAGMA trusted_schema=OFF;"
				     "PRAGMA cell_size_check=ON;";

/* Then a code of SQLite's. */
static int database_start(struct database *out, uint8_t *image, size_t size)
{
	size_t capacity = size < DATABASE_LEAST ? DATABASE_LEAST : size;
	int code =
	    sqlite3_open_v2(":memory:", &out->db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK) {
		database_room_free(image);
		return code;
	}
	/* The image is SQLite's from here on, whatever it answers. */
	code = sqlite3_deserialize(out->db, "main", image, (sqlite3_int64)size,
				   (sqlite3_int64)capacity,
				   SQLITE_DESERIALIZE_FREEONCLOSE |
				       SQLITE_DESERIALIZE_RESIZEABLE);
	if (code == SQLITE_OK)
		code = sqlite3_db_config(out->db, SQLITE_DBCONFIG_DEFENSIVE, 1,
					 NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(out->db, database_rules, NULL, NULL, NULL);
	return code;
}

enum lens_err database_open(struct database *out, uint8_t *image, size_t size,
			    struct ledger_fault *fault)
{
	int code;

	*out = (struct database){.db = NULL};
	if (image == NULL)
		image = database_room(0);
	if (image == NULL)
		return fault_memory(fault);
	code = database_start(out, image, size);
	if (code == SQLITE_OK)
		return LENS_OK;
	(void)database_failed(code, fault);
	database_close(out);
	return LENS_SYSTEM;
}

void database_change_end(struct database *database)
{
	if (database->session != NULL)
		sqlite3session_delete(database->session);
	database->session = NULL;
}

void database_drop(struct database *database)
{
	if (database->changes != NULL)
		sqlite3changegroup_delete(database->changes);
	database->changes = NULL;
}

void database_close(struct database *database)
{
	for (unsigned i = 0; i < QUERIES; i++)
		sqlite3_finalize(database->statements[i]);
	database_change_end(database);
	database_drop(database);
	sqlite3_close(database->db);
	*database = (struct database){.db = NULL};
}

enum lens_err database_image(struct database *database,
			     struct ledger_fault *fault, struct base_view *out)
{
	sqlite3_int64 size = 0;

	*out = (struct base_view){NULL, 0};
	out->data = sqlite3_serialize(database->db, "main", &size,
				      SQLITE_SERIALIZE_NOCOPY);
	if (out->data == NULL || size < 0)
		return fault_memory(fault);
	out->size = (size_t)size;
	return LENS_OK;
}

/* ---- Statements ---- */

sqlite3_stmt *database_statement(struct database *database, enum query query)
{
	sqlite3_stmt **statement = &database->statements[query];

	if (*statement == NULL &&
	    sqlite3_prepare_v3(database->db, query_text(query), -1,
			       SQLITE_PREPARE_PERSISTENT, statement,
			       NULL) != SQLITE_OK)
		return NULL;
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
	return *statement;
}

struct database_binder database_bind(struct database *database,
				     enum query query)
{
	struct database_binder binder = {.database = database};

	binder.statement = database_statement(database, query);
	if (binder.statement == NULL)
		binder.failed = sqlite3_errcode(database->db);
	return binder;
}

static void database_bound(struct database_binder *binder, int code)
{
	binder->failed = code;
}

void database_bind_int(struct database_binder *binder, int64_t value)
{
	binder->at++;
	if (!binder->failed)
		database_bound(binder, sqlite3_bind_int64(binder->statement,
							  binder->at, value));
}

void database_bind_text(struct database_binder *binder, const char *text)
{
	binder->at++;
	if (!binder->failed && text != NULL)
		database_bound(binder,
			       sqlite3_bind_text(binder->statement, binder->at,
						 text, -1, SQLITE_STATIC));
}

void database_bind_bytes(struct database_binder *binder, struct base_view view)
{
	binder->at++;
	if (!binder->failed)
		database_bound(binder,
			       sqlite3_bind_blob64(
				   binder->statement, binder->at,
				   view.size ? (const void *)view.data : "",
				   view.size, SQLITE_STATIC));
}

enum lens_err database_step(struct database_binder *binder,
			    struct ledger_fault *fault)
{
	int code =
	    binder->failed ? binder->failed : sqlite3_step(binder->statement);

	if (code == SQLITE_ROW)
		return LENS_OK;
	if (code == SQLITE_DONE)
		return LENS_NOT_FOUND;
	return database_failed(code, fault);
}

enum lens_err database_run(struct database_binder *binder,
			   struct ledger_fault *fault)
{
	enum lens_err err;

	do
		err = database_step(binder, fault);
	while (err == LENS_OK);
	database_reset(binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

enum lens_err database_query(struct database *database, enum query query,
			     struct ledger_fault *fault)
{
	struct database_binder binder = database_bind(database, query);

	return database_run(&binder, fault);
}

void database_reset(struct database_binder *binder)
{
	if (binder->statement == NULL)
		return;
	sqlite3_reset(binder->statement);
	sqlite3_clear_bindings(binder->statement);
}

enum lens_err database_bytes(struct database_binder *binder, int column,
			     size_t size, struct base_view *out)
{
	const void *data = sqlite3_column_blob(binder->statement, column);

	*out = (struct base_view){
	    data, (size_t)sqlite3_column_bytes(binder->statement, column)};
	if (data == NULL &&
	    sqlite3_errcode(binder->database->db) == SQLITE_NOMEM)
		return LENS_SYSTEM;
	return size == 0 || out->size == size ? LENS_OK : LENS_MALFORMED;
}

enum lens_err database_text(struct database_binder *binder, int column,
			    const char **out)
{
	*out = (const char *)sqlite3_column_text(binder->statement, column);
	return *out ? LENS_OK : LENS_SYSTEM;
}

int64_t database_int(struct database_binder *binder, int column)
{
	return sqlite3_column_int64(binder->statement, column);
}
