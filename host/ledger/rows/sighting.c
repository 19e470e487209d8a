/* sighting.c: where photos were seen. */
#include <string.h>

#include "photo.h"

static const char *sighting_text(const char *text)
{
	return text ? text : "";
}

static enum lens_err sighting_check(const struct ledger_sighting *sighting,
				    struct ledger_fault *fault)
{
	if (strlen(sighting->place) <= LEDGER_TEXT_MAX &&
	    strlen(sighting_text(sighting->page)) <= LEDGER_TEXT_MAX &&
	    strlen(sighting_text(sighting->how)) <= LEDGER_TEXT_MAX)
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_ARGUMENT,
			 "An address is above %d bytes.", LEDGER_TEXT_MAX);
}

void sighting_bind(struct database_binder *binder,
		   const struct ledger_sighting *sighting)
{
	int64_t seen = sighting->seen ? sighting->seen : photo_now();

	database_bind_int(binder, sighting->photo);
	database_bind_text(binder, sighting->place);
	database_bind_text(binder, sighting_text(sighting->page));
	database_bind_text(binder, sighting_text(sighting->how));
	database_bind_int(binder, seen);
	database_bind_int(binder, sighting->checked ? sighting->checked : seen);
	database_bind_int(binder, sighting->distance);
	database_bind_int(binder, sighting->gone);
}

static enum lens_err sighting_put(struct ledger *ledger,
				  const struct ledger_sighting *sighting,
				  struct ledger_fault *fault)
{
	struct database *db = &ledger->database;
	struct database_binder binder = database_bind(db, QUERY_PHOTO_GET);
	enum lens_err err;

	database_bind_int(&binder, sighting->photo);
	err = database_step(&binder, fault);
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "There is no such photo.");
	if (err != LENS_OK)
		return err;
	binder = database_bind(db, QUERY_SIGHTING_PUT);
	sighting_bind(&binder, sighting);
	return database_run(&binder, fault);
}

enum lens_err ledger_sighting_put(struct ledger *ledger,
				  const struct ledger_sighting *sightings,
				  size_t count, struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = sighting_check(&sightings[i], fault);
	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = sighting_put(ledger, &sightings[i], fault);
	return store_end(ledger, err, fault);
}

enum lens_err sighting_row(struct database_binder *binder,
			   struct ledger_sighting *out)
{
	*out = (struct ledger_sighting){
	    .id = database_int(binder, 0),
	    .photo = database_int(binder, 1),
	    .seen = database_int(binder, 5),
	    .checked = database_int(binder, 6),
	    .distance = (unsigned)database_int(binder, 7),
	    .gone = database_int(binder, 8) != 0,
	};
	if (database_text(binder, 2, &out->place) != LENS_OK ||
	    database_text(binder, 3, &out->page) != LENS_OK)
		return LENS_SYSTEM;
	return database_text(binder, 4, &out->how);
}

enum lens_err ledger_sighting_each(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_sighting *sighting),
    void *context, struct ledger_fault *fault)
{
	struct ledger_sighting sighting;
	struct database_binder binder;
	bool going = true;
	enum lens_err err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_SIGHTING_EACH);
	database_bind_int(&binder, photo);
	ledger->visiting++;
	while (going && (err = database_step(&binder, fault)) == LENS_OK) {
		if (sighting_row(&binder, &sighting) != LENS_OK) {
			err = fault_memory(fault);
			break;
		}
		going = visit(context, &sighting);
	}
	ledger->visiting--;
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
