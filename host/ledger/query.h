/* query.h: every statement the ledger makes, by name.  No other SQL is run. */
#ifndef LENSCAP_LEDGER_QUERY_H
#define LENSCAP_LEDGER_QUERY_H

#include <lenscap/ledger.h>

enum query {
	QUERY_BEGIN,
	QUERY_COMMIT,
	QUERY_ROLLBACK,
	QUERY_LINK_ADD,
	QUERY_LINK_GET,
	QUERY_LINK_EACH,
	QUERY_COUNTS,
	QUERY_SCHEMA,
	QUERY_CHECK,
	QUERY_SETTING_PUT,
	QUERY_SETTING_DROP,
	QUERY_SETTING_GET,
	QUERY_SETTING_EACH,
	QUERY_PHOTO_BY_SHA256,
	QUERY_PHOTO_GET,
	QUERY_PHOTO_ADD,
	QUERY_PHOTO_UPDATE,
	QUERY_PHOTO_DROP,
	QUERY_PRINT_PUT,
	QUERY_PRINT_DROP,
	QUERY_PRINT_EACH,
	QUERY_FINDING_ADD,
	QUERY_FINDING_DROP,
	QUERY_FINDING_GET,
	QUERY_BLOB_PUT,
	QUERY_BLOB_GET,
	QUERY_BLOB_DROP,
	QUERY_BLOB_EACH,
	QUERY_BLOB_MOVE,
	QUERY_BLOB_LIVE,
	QUERY_SIGHTING_PUT,
	QUERY_SIGHTING_DROP,
	QUERY_SIGHTING_EACH,
	QUERY_PHOTO_COUNT,
	QUERY_PHOTO_LIST, /* one for each order and direction */
	QUERIES = QUERY_PHOTO_LIST + 2 * LEDGER_ORDERS
};

/* The text of a statement. */
const char *query_text(enum query query);

/* The schema: each step brings a database from its number - 1 to its number. */
#define QUERY_SCHEMA_VERSION 1
const char *query_migration(unsigned version);

#endif
