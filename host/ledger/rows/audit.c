/* audit.c: how exposed pages were found to be. */
#include <string.h>

#include "each.h"
#include "photo.h"

static enum lens_err audit_check(const struct ledger_audit *audit,
				 struct ledger_fault *fault)
{
	if (strlen(audit->page) > LEDGER_TEXT_MAX ||
	    strlen(audit->grade) > LEDGER_TEXT_MAX ||
	    strlen(audit->photos) > LEDGER_AUDIT_MAX ||
	    strlen(audit->content) > LEDGER_AUDIT_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "What was found of a page is above its "
				 "limits.");
	return LENS_OK;
}

enum lens_err ledger_audit_put(struct ledger *ledger,
			       const struct ledger_audit *audit,
			       struct ledger_fault *fault)
{
	struct database_binder binder;
	enum lens_err err = audit_check(audit, fault);

	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_AUDIT_PUT);
	database_bind_text(&binder, audit->page);
	database_bind_int(&binder, audit->made ? audit->made : base_wall_ms());
	database_bind_text(&binder, audit->grade);
	database_bind_text(&binder, audit->photos);
	database_bind_text(&binder, audit->content);
	return store_end(ledger, database_run(&binder, fault), fault);
}

static enum lens_err audit_row(struct database_binder *binder,
			       struct ledger_audit *out)
{
	*out = (struct ledger_audit){.made = database_int(binder, 1)};
	if (database_text(binder, 0, &out->page) != LENS_OK ||
	    database_text(binder, 2, &out->grade) != LENS_OK ||
	    database_text(binder, 3, &out->photos) != LENS_OK ||
	    database_text(binder, 4, &out->content) != LENS_OK)
		return LENS_SYSTEM;
	return LENS_OK;
}

ROWS_EACH(audit_each, ledger_audit, audit_row)

enum lens_err ledger_audit_each(struct ledger *ledger,
				bool (*visit)(void *context,
					      const struct ledger_audit *audit),
				void *context, struct ledger_fault *fault)
{
	return audit_each(ledger, store_read(ledger, fault), QUERY_AUDIT_EACH,
			  NULL, visit, context, fault);
}
