/* each.h: every row of a statement shown to a caller, written once. */
#ifndef LENSCAP_LEDGER_EACH_H
#define LENSCAP_LEDGER_EACH_H

#include "store/store.h"

/*
 * Defines name(ledger, err, query, parameter, visit, context, fault): unless
 * err, of reading the ledger (store_read()), every row of a query is read into
 * a row_type by read() and shown to visit() until that says false.  *parameter
 * is the query's one; NULL: it has none.  What a row points to is good until
 * visit() returns.
 */
#define ROWS_EACH(name, row_type, read)                                        \
	static enum lens_err name(                                             \
	    struct ledger *ledger, enum lens_err err, enum query query,        \
	    const int64_t *parameter,                                          \
	    bool (*visit)(void *context, const struct row_type *row),          \
	    void *context, struct ledger_fault *fault)                         \
	{                                                                      \
		struct database_binder binder;                                 \
		struct row_type row;                                           \
		bool going = true;                                             \
                                                                               \
		if (err != LENS_OK)                                            \
			return err;                                            \
		binder = database_bind(&ledger->database, query);              \
		if (parameter != NULL)                                         \
			database_bind_int(&binder, *parameter);                \
		ledger->visiting++;                                            \
		while (going &&                                                \
		       (err = database_step(&binder, fault)) == LENS_OK) {     \
			if (read(&binder, &row) != LENS_OK) {                  \
				err = fault_memory(fault);                     \
				break;                                         \
			}                                                      \
			going = visit(context, &row);                          \
		}                                                              \
		ledger->visiting--;                                            \
		database_reset(&binder);                                       \
		return err == LENS_NOT_FOUND ? LENS_OK : err;                  \
	}

#endif
