/* test_schema.c: ledgers of older and of newer versions. */
#include "host/ledger/home.h"

#include "store/store.h"

static void schema_run(struct ledger *ledger, const char *sql)
{
	sqlite3 *db = ledger->database.db;

	/* Tests may do what the ledger itself never does. */
	assert_int_equal(
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL),
	    SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
}

/* A database before the first schema: nothing in it. */
TEST(brings_an_older_schema_up_to_date)
{
	struct ledger_status after;
	uint64_t before;
	struct home home;

	(void)state;
	home_make(&home);
	schema_run(home.ledger, "DROP TABLE migrations; DROP TABLE links;"
				"DROP TABLE photos; DROP TABLE prints;"
				"DROP TABLE findings; DROP TABLE blobs;"
				"DROP TABLE sightings; DROP TABLE settings;"
				"DROP TABLE cases; DROP TABLE events;"
				"DROP TABLE letters; DROP TABLE named;"
				"DROP TABLE documents; DROP TABLE looks;"
				"DROP TABLE audits;"
				"PRAGMA user_version = 0");
	assert_int_equal(store_lock(home.ledger, NULL), LENS_OK);
	assert_int_equal(store_switch(home.ledger, NULL), LENS_OK);
	store_unlock(home.ledger);
	before = home.ledger->header.generation;
	home_reopen(&home);
	assert_int_equal(ledger_status(home.ledger, NULL, &after), LENS_OK);
	assert_int_equal(after.schema, QUERY_SCHEMA_VERSION);
	/* A new generation, so that the old one can be gone back to. */
	assert_int_equal(after.generation, before + 1);
	home_add(home.ledger, 1);
	home_reopen(&home);
	assert_true(home_has(home.ledger, 1));
	assert_int_equal(ledger_status(home.ledger, NULL, &after), LENS_OK);
	assert_int_equal(after.generation, before + 1);
	home_remove(&home);
}

TEST(leaves_a_newer_schema_alone)
{
	struct ledger *other;
	struct ledger_fault fault;
	struct home home;
	struct ledger_status status;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_open(&home.place, home.key, NULL, &other),
			 LENS_OK);
	schema_run(home.ledger, "PRAGMA user_version = 1000");
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	/* One that was open before, and one that opens now. */
	assert_int_equal(ledger_status(other, &fault, &status), LENS_DENIED);
	assert_int_equal(fault.kind, LEDGER_FAULT_NEWER);
	assert_int_equal(ledger_setting_set(other, "a", "b", &fault),
			 LENS_DENIED);
	ledger_close(other);
	assert_int_equal(ledger_open(&home.place, home.key, &fault, &other),
			 LENS_DENIED);
	assert_null(other);
	assert_int_equal(fault.kind, LEDGER_FAULT_NEWER);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(brings_an_older_schema_up_to_date),
	    RUN(leaves_a_newer_schema_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
