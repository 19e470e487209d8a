/* sighting.c: where photos were seen. */
#include <string.h>

#include "each.h"
#include "own.h"
#include "photo.h"
#include "sighting.h"

static enum lens_err sighting_check(const struct ledger_sighting *sighting,
				    struct ledger_fault *fault)
{
	const char *const texts[] = {
	    sighting->place,	  sighting->anchor,   sighting->page,
	    sighting->title,	  sighting->how,      sighting->source,
	    sighting->why,	  sighting->own.etag, sighting->own.modified,
	    sighting->own.format, sighting->headers,  sighting->gives,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strlen(own_text(texts[i])) > LEDGER_TEXT_MAX)
			return fault_say(fault, LEDGER_FAULT_ARGUMENT,
					 "An address is longer than the %d "
					 "bytes that the ledger can keep; "
					 "give a shorter one.",
					 LEDGER_TEXT_MAX);
	if (sighting->extra.size > LEDGER_SIGHTING_EXTRA_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "What is to be kept of a place is above its "
				 "limits.");
	return LENS_OK;
}

/* ---- Rows ---- */

static const char *sighting_anchor(const struct ledger_sighting *sighting)
{
	return sighting->anchor ? sighting->anchor : sighting->place;
}

/* All that is written anew each time, from the second parameter on. */
static void sighting_bind(struct database_binder *binder,
			  const struct ledger_sighting *sighting)
{
	int64_t seen = sighting->seen ? sighting->seen : base_wall_ms();
	int64_t checked = sighting->checked ? sighting->checked : seen;
	bool is_there = sighting->state == LEDGER_THERE && !sighting->gone;
	int64_t there = sighting->there ? sighting->there : seen;

	database_bind_text(binder, sighting->place);
	database_bind_text(binder, sighting_anchor(sighting));
	database_bind_text(binder, own_text(sighting->page));
	database_bind_text(binder, own_text(sighting->title));
	database_bind_text(binder, own_text(sighting->how));
	database_bind_text(binder, own_text(sighting->source));
	database_bind_int(binder, seen);
	database_bind_int(binder, checked);
	database_bind_int(binder, is_there ? checked : there);
	database_bind_int(binder, sighting->distance);
	database_bind_text(binder, ledger_access_name(sighting->access));
	database_bind_text(binder, ledger_state_name(sighting->state));
	database_bind_text(binder, own_text(sighting->why));
	own_bind(binder, &sighting->own);
	database_bind_int(binder, sighting->missing);
	database_bind_int(binder, sighting->ways);
	database_bind_int(binder, sighting->gone);
	database_bind_bytes(binder, sighting->extra);
}

enum lens_err sighting_add(struct ledger *ledger,
			   const struct ledger_sighting *sighting,
			   struct ledger_fault *fault, int64_t *id)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SIGHTING_ADD);
	enum lens_err err;

	database_bind_int(&binder, sighting->photo);
	sighting_bind(&binder, sighting);
	err = database_step(&binder, fault);
	*id = err == LENS_OK ? database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err;
}

/* The sighting that this one is seen again at; LENS_NOT_FOUND for none. */
static enum lens_err sighting_find(struct ledger *ledger,
				   const struct ledger_sighting *sighting,
				   struct ledger_fault *fault, int64_t *id)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SIGHTING_FIND);
	enum lens_err err;

	database_bind_int(&binder, sighting->photo);
	database_bind_text(&binder, own_text(sighting->page));
	database_bind_text(&binder, sighting_anchor(sighting));
	database_bind_text(&binder, sighting->place);
	err = database_step(&binder, fault);
	*id = err == LENS_OK ? database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err;
}

static enum lens_err sighting_again(struct ledger *ledger, int64_t id,
				    const struct ledger_sighting *sighting,
				    struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SIGHTING_PUT);

	database_bind_int(&binder, id);
	sighting_bind(&binder, sighting);
	return database_run(&binder, fault);
}

static enum lens_err sighting_look(struct ledger *ledger, int64_t id,
				   const struct ledger_sighting *sighting,
				   struct ledger_fault *fault)
{
	int64_t seen = sighting->seen ? sighting->seen : base_wall_ms();
	struct ledger_look look = {
	    .sighting = id,
	    .first = sighting->checked ? sighting->checked : seen,
	    .state = sighting->state,
	    .access = sighting->access,
	    .why = sighting->why,
	    .ways = sighting->access ? LEDGER_WAY_ADDRESS : 0,
	    .answer = sighting->answer,
	    .address = sighting->place,
	    .how = sighting->how,
	    .distance = sighting->distance,
	    .own = sighting->own,
	    .headers = sighting->headers,
	    .gives = sighting->gives,
	};

	return look_add(ledger, &look, fault);
}

static enum lens_err sighting_put(struct ledger *ledger,
				  const struct ledger_sighting *sighting,
				  struct ledger_fault *fault)
{
	struct database *db = &ledger->database;
	struct database_binder binder = database_bind(db, QUERY_PHOTO_GET);
	enum lens_err err;
	int64_t id;

	database_bind_int(&binder, sighting->photo);
	err = database_step(&binder, fault);
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return photo_missing(sighting->photo, fault);
	if (err == LENS_OK)
		err = sighting_find(ledger, sighting, fault, &id);
	if (err == LENS_OK)
		err = sighting_again(ledger, id, sighting, fault);
	else if (err == LENS_NOT_FOUND)
		err = sighting_add(ledger, sighting, fault, &id);
	return err == LENS_OK ? sighting_look(ledger, id, sighting, fault)
			      : err;
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

/* ---- Reading ---- */

static enum lens_err own_texts(struct database_binder *binder,
			       struct ledger_sighting *out)
{
	const char **const texts[] = {&out->place, &out->anchor, &out->page,
				      &out->title, &out->how,	 &out->source};
	const char *access, *state;
	enum lens_err err = LENS_OK;

	for (int i = 0; i < 6 && err == LENS_OK; i++)
		err = database_text(binder, 2 + i, texts[i]);
	if (err == LENS_OK)
		err = database_text(binder, 12, &access);
	if (err == LENS_OK)
		err = database_text(binder, 13, &state);
	if (err == LENS_OK)
		err = database_text(binder, 14, &out->why);
	if (err != LENS_OK)
		return err;
	out->access = ledger_access_of(access);
	out->state = ledger_state_of(state);
	return LENS_OK;
}

enum lens_err sighting_row(struct database_binder *binder,
			   struct ledger_sighting *out)
{
	*out = (struct ledger_sighting){
	    .id = database_int(binder, 0),
	    .photo = database_int(binder, 1),
	    .seen = database_int(binder, 8),
	    .checked = database_int(binder, 9),
	    .there = database_int(binder, 10),
	    .distance = (unsigned)database_int(binder, 11),
	    .missing = database_int(binder, 22),
	    .ways = (unsigned)database_int(binder, 23),
	    .gone = database_int(binder, 24) != 0,
	};
	if (own_texts(binder, out) != LENS_OK ||
	    own_row(binder, 15, &out->own) != LENS_OK ||
	    database_bytes(binder, 25, 0, &out->extra) != LENS_OK)
		return LENS_SYSTEM;
	return LENS_OK;
}

ROWS_EACH(sighting_each, ledger_sighting, sighting_row)

enum lens_err ledger_sighting_each(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_sighting *sighting),
    void *context, struct ledger_fault *fault)
{
	return sighting_each(ledger, store_read(ledger, fault),
			     QUERY_SIGHTING_EACH, &photo, visit, context,
			     fault);
}
