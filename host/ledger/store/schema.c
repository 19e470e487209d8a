/* schema.c: bring a database to the schema of this version, step by step. */
#include "database.h"
#include "fault.h"

static enum lens_err schema_step(struct database *database, unsigned version,
				 struct ledger_fault *fault)
{
	int code = sqlite3_exec(database->db, "BEGIN", NULL, NULL, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_exec(database->db, query_migration(version),
				    NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(database->db, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return LENS_OK;
	(void)database_failed(code, fault);
	sqlite3_exec(database->db, "ROLLBACK", NULL, NULL, NULL);
	return LENS_SYSTEM;
}

static enum lens_err schema_version(struct database *database,
				    struct ledger_fault *fault, int64_t *out)
{
	struct database_binder binder = database_bind(database, QUERY_SCHEMA);
	enum lens_err err = database_step(&binder, fault);

	*out = err == LENS_OK ? database_int(&binder, 0) : 0;
	database_reset(&binder);
	if (err == LENS_OK && *out > QUERY_SCHEMA_VERSION)
		return fault_say(fault, LEDGER_FAULT_NEWER,
				 "The ledger was made by a newer Lenscap; "
				 "install that.");
	return err;
}

enum lens_err database_is_old(struct database *database,
			      struct ledger_fault *fault, bool *old)
{
	int64_t version;
	enum lens_err err = schema_version(database, fault, &version);

	*old = err == LENS_OK && version < QUERY_SCHEMA_VERSION;
	return err;
}

enum lens_err database_migrate(struct database *database,
			       struct ledger_fault *fault)
{
	int64_t version;
	enum lens_err err = schema_version(database, fault, &version);

	while (err == LENS_OK && version < QUERY_SCHEMA_VERSION)
		err = schema_step(database, (unsigned)++version, fault);
	return err;
}
