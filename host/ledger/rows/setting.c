/* setting.c: values under names. */
#include <string.h>

#include <lenscap/ledger_photos.h>
#include <lenscap/ledger_settings.h>

#include "store/store.h"

static enum lens_err setting_check(const char *name, const char *value,
				   struct ledger_fault *fault)
{
	/* The ledger's own notes begin with a dot. */
	if (name[0] != '.' && strlen(name) <= LEDGER_TEXT_MAX &&
	    (value == NULL || strlen(value) <= LEDGER_SETTING_MAX))
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_ARGUMENT,
			 "A name begins with a dot or is above %d bytes, or "
			 "its value is above %u.",
			 LEDGER_TEXT_MAX, LEDGER_SETTING_MAX);
}

enum lens_err ledger_setting_set(struct ledger *ledger, const char *name,
				 const char *value, struct ledger_fault *fault)
{
	struct database_binder binder;
	enum lens_err err = setting_check(name, value, fault);

	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database,
			       value ? QUERY_SETTING_PUT : QUERY_SETTING_DROP);
	database_bind_text(&binder, name);
	if (value != NULL)
		database_bind_text(&binder, value);
	err = database_run(&binder, fault);
	return store_end(ledger, err, fault);
}

enum lens_err ledger_setting_get(struct ledger *ledger, const char *name,
				 struct ledger_fault *fault,
				 struct base_buffer *out)
{
	struct database_binder binder;
	const char *value;
	enum lens_err err = store_read(ledger, fault);

	base_buffer_free(out);
	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_SETTING_GET);
	database_bind_text(&binder, name);
	err = database_step(&binder, fault);
	if (err == LENS_OK) {
		err = database_text(&binder, 0, &value);
		if (err == LENS_OK)
			err = base_buffer_add_text(out, value);
		if (err != LENS_OK)
			err = fault_memory(fault);
	} else if (err == LENS_NOT_FOUND) {
		err = fault_say(fault, LEDGER_FAULT_MISSING,
				"Nothing is set under that name.");
	}
	database_reset(&binder);
	return err;
}

enum lens_err ledger_setting_each(struct ledger *ledger,
				  bool (*visit)(void *context, const char *name,
						const char *value),
				  void *context, struct ledger_fault *fault)
{
	struct database_binder binder;
	const char *name, *value;
	bool going = true;
	enum lens_err err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_SETTING_EACH);
	ledger->visiting++;
	while (going && (err = database_step(&binder, fault)) == LENS_OK) {
		if (database_text(&binder, 0, &name) != LENS_OK ||
		    database_text(&binder, 1, &value) != LENS_OK) {
			err = fault_memory(fault);
			break;
		}
		going = visit(context, name, value);
	}
	ledger->visiting--;
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
