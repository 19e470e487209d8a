/* audit.c: how exposed pages were found to be. */
#include <string.h>

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
	database_bind_int(&binder, audit->made ? audit->made : photo_now());
	database_bind_text(&binder, audit->grade);
	database_bind_text(&binder, audit->photos);
	database_bind_text(&binder, audit->content);
	return store_end(ledger, database_run(&binder, fault), fault);
}

enum lens_err ledger_audit_each(struct ledger *ledger,
				bool (*visit)(void *context,
					      const struct ledger_audit *audit),
				void *context, struct ledger_fault *fault)
{
	struct ledger_audit audit;
	struct database_binder binder;
	bool going = true;
	enum lens_err err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_AUDIT_EACH);
	ledger->visiting++;
	while (going && (err = database_step(&binder, fault)) == LENS_OK) {
		audit = (struct ledger_audit){.made = database_int(&binder, 1)};
		if (database_text(&binder, 0, &audit.page) != LENS_OK ||
		    database_text(&binder, 2, &audit.grade) != LENS_OK ||
		    database_text(&binder, 3, &audit.photos) != LENS_OK ||
		    database_text(&binder, 4, &audit.content) != LENS_OK) {
			err = fault_memory(fault);
			break;
		}
		going = visit(context, &audit);
	}
	ledger->visiting--;
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
