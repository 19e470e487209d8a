/* each.h: every row of a statement shown to a caller, written once. */
#ifndef LENSCAP_LEDGER_EACH_H
#define LENSCAP_LEDGER_EACH_H

#include "store/store.h"

/*
 * Defines name(ledger, binder, visit, context, fault): every row of a bound
 * statement is read into a row_type by read() and shown to visit() until that
 * says false.  The ledger was read (store_read()); what a row points to is
 * good until visit() returns.  Resets the statement.
 */
#define ROWS_EACH(name, row_type, read)                                        \
	static enum lens_err name(                                             \
	    struct ledger *ledger, struct database_binder *binder,             \
	    bool (*visit)(void *context, const struct row_type *row),          \
	    void *context, struct ledger_fault *fault)                         \
	{                                                                      \
		struct row_type row;                                           \
		bool going = true;                                             \
		enum lens_err err = LENS_OK;                                   \
                                                                               \
		ledger->visiting++;                                            \
		while (going &&                                                \
		       (err = database_step(binder, fault)) == LENS_OK) {      \
			if (read(binder, &row) != LENS_OK) {                   \
				err = fault_memory(fault);                     \
				break;                                         \
			}                                                      \
			going = visit(context, &row);                          \
		}                                                              \
		ledger->visiting--;                                            \
		database_reset(binder);                                        \
		return err == LENS_NOT_FOUND ? LENS_OK : err;                  \
	}

#endif
