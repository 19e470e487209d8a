/* change.c: what a transaction changed, as bytes, by SQLite's session
 * extension. */
#include <string.h>

#include "database.h"
#include "fault.h"

/* The chain's links are written by every process for itself. */
static int change_is_recorded(void *context, const char *table)
{
	(void)context;
	return strcmp(table, "links") != 0;
}

enum lens_err database_change_begin(struct database *database,
				    struct ledger_fault *fault)
{
	if (sqlite3session_create(database->db, "main", &database->session) !=
	    SQLITE_OK)
		return fault_memory(fault);
	sqlite3session_table_filter(database->session, change_is_recorded,
				    NULL);
	if (sqlite3session_attach(database->session, NULL) == SQLITE_OK)
		return LENS_OK;
	database_change_end(database);
	return fault_memory(fault);
}

enum lens_err database_change_take(struct database *database,
				   struct ledger_fault *fault,
				   struct base_view *out)
{
	int size = 0;
	void *data = NULL;
	/*
	 * A patchset, not a changeset: a deletion holds the key of the row and
	 * not once more what was to be forgotten.
	 */
	int code = sqlite3session_patchset(database->session, &size, &data);

	*out = (struct base_view){data, (size_t)size};
	if (code == SQLITE_OK)
		return LENS_OK;
	*out = (struct base_view){NULL, 0};
	return database_failed(code, fault);
}

void database_change_free(struct base_view change)
{
	sqlite3_free((void *)change.data);
}

/* ---- Others' changes ---- */

static enum lens_err change_told(int code)
{
	if (code == SQLITE_OK)
		return LENS_OK;
	return code == SQLITE_NOMEM ? LENS_SYSTEM : LENS_MALFORMED;
}

enum lens_err database_collect(struct database *database,
			       struct base_view change)
{
	if (database->changes == NULL) {
		int code = sqlite3changegroup_new(&database->changes);

		if (code != SQLITE_OK)
			return change_told(code);
	}
	return change_told(sqlite3changegroup_add(
	    database->changes, (int)change.size, (void *)change.data));
}

/* All changes are in one order, so that none can conflict. */
static int change_conflicts(void *context, int kind, sqlite3_changeset_iter *at)
{
	(void)context;
	(void)kind;
	(void)at;
	return SQLITE_CHANGESET_ABORT;
}

enum lens_err database_apply(struct database *database)
{
	void *data = NULL;
	int size = 0, code;

	if (database->changes == NULL)
		return LENS_OK;
	code = sqlite3changegroup_output(database->changes, &size, &data);
	if (code == SQLITE_OK && size > 0)
		code = sqlite3changeset_apply(database->db, size, data, NULL,
					      change_conflicts, NULL);
	sqlite3_free(data);
	database_drop(database);
	return change_told(code);
}
