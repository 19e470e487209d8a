/* photo_list.c: one photo, or those that match. */
#include "photo.h"

static enum lens_err photo_one(struct ledger *ledger, int64_t id,
			       struct database_binder *binder,
			       struct ledger_fault *fault,
			       struct ledger_photos **out)
{
	struct photo_block *block = photo_block_new(1);
	enum lens_err err = block ? LENS_OK : fault_memory(fault);

	if (err == LENS_OK)
		err = photo_read_all(ledger, binder, fault, block);
	database_reset(binder);
	if (err == LENS_OK && block->photos.count == 0)
		err = id != 0 ? photo_missing(id, fault)
			      : fault_say(fault, LEDGER_FAULT_MISSING,
					  "No photo of that content is "
					  "kept.");
	if (err != LENS_OK) {
		ledger_photos_free(&block->photos);
		return err;
	}
	block->photos.total = 1;
	*out = &block->photos;
	return LENS_OK;
}

enum lens_err ledger_photo_get(struct ledger *ledger, int64_t id,
			       struct ledger_fault *fault,
			       struct ledger_photos **out)
{
	struct database_binder binder;
	enum lens_err err = store_read_within(ledger, fault);

	*out = NULL;
	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_PHOTO_GET);
	database_bind_int(&binder, id);
	return photo_one(ledger, id, &binder, fault, out);
}

enum lens_err ledger_photo_by_sha256(struct ledger *ledger,
				     const uint8_t sha256[32],
				     struct ledger_fault *fault,
				     struct ledger_photos **out)
{
	struct database_binder binder;
	enum lens_err err = store_read(ledger, fault);

	*out = NULL;
	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_PHOTO_BY_SHA256);
	database_bind_bytes(&binder, (struct base_view){sha256, 32});
	return photo_one(ledger, 0, &binder, fault, out);
}

/* ---- Lists ---- */

const char *ledger_order_name(enum ledger_order order)
{
	static const char *const names[LEDGER_ORDERS] = {
	    [LEDGER_BY_ADDED] = "added",
	    [LEDGER_BY_SOURCE] = "source",
	    [LEDGER_BY_PIXELS] = "pixels",
	    [LEDGER_BY_BYTES] = "bytes",
	    [LEDGER_BY_FINDINGS] = "findings",
	    [LEDGER_BY_SIGHTINGS] = "sightings",
	};

	return (size_t)order < LEDGER_ORDERS ? names[order] : "unknown";
}

static void photo_bind_query(struct database_binder *binder,
			     const struct ledger_query *query)
{
	database_bind_text(binder, query->source);
	database_bind_text(binder, query->format);
	database_bind_text(binder, query->finding);
	database_bind_int(binder, query->since);
	database_bind_int(binder, query->until);
}

static enum lens_err photo_count(struct ledger *ledger,
				 const struct ledger_query *query,
				 struct ledger_fault *fault, uint64_t *out)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_COUNT);
	enum lens_err err;

	photo_bind_query(&binder, query);
	err = database_step(&binder, fault);
	*out = err == LENS_OK ? (uint64_t)database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err;
}

enum lens_err photo_page(struct ledger *ledger, int64_t after, unsigned limit,
			 struct ledger_fault *fault, struct ledger_photos **out)
{
	struct photo_block *block = photo_block_new(limit);
	struct database_binder binder;
	enum lens_err err;

	*out = NULL;
	if (block == NULL)
		return fault_memory(fault);
	binder = database_bind(&ledger->database, QUERY_PHOTO_AFTER);
	database_bind_int(&binder, after);
	database_bind_int(&binder, limit);
	err = photo_read_all(ledger, &binder, fault, block);
	database_reset(&binder);
	if (err != LENS_OK) {
		ledger_photos_free(&block->photos);
		return err;
	}
	*out = &block->photos;
	return LENS_OK;
}

enum lens_err ledger_photo_list(struct ledger *ledger,
				const struct ledger_query *query,
				struct ledger_fault *fault,
				struct ledger_photos **out)
{
	unsigned limit = query->limit > 0 && query->limit < LEDGER_PAGE_MAX
			     ? query->limit
			     : LEDGER_PAGE_MAX;
	struct photo_block *block = NULL;
	struct database_binder binder;
	enum lens_err err = store_read(ledger, fault);

	*out = NULL;
	if (err != LENS_OK)
		return err;
	block = photo_block_new(limit);
	if (block == NULL)
		return fault_memory(fault);
	err = photo_count(ledger, query, fault, &block->photos.total);
	binder = database_bind(&ledger->database, QUERY_PHOTO_LIST +
						      2 * query->order +
						      query->descending);
	photo_bind_query(&binder, query);
	database_bind_int(&binder, limit);
	database_bind_int(&binder, (int64_t)query->offset);
	if (err == LENS_OK)
		err = photo_read_all(ledger, &binder, fault, block);
	database_reset(&binder);
	if (err != LENS_OK) {
		ledger_photos_free(&block->photos);
		return err;
	}
	*out = &block->photos;
	return LENS_OK;
}

enum lens_err ledger_photo_counts(struct ledger *ledger, bool formats,
				  void (*visit)(void *context, const char *name,
						uint64_t count),
				  void *context, struct ledger_fault *fault)
{
	struct database_binder binder;
	const char *name;
	enum lens_err err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, formats ? QUERY_PHOTO_FORMATS
							  : QUERY_PHOTO_KINDS);
	while ((err = database_step(&binder, fault)) == LENS_OK) {
		if (database_text(&binder, 0, &name) != LENS_OK) {
			err = fault_memory(fault);
			break;
		}
		visit(context, name, (uint64_t)database_int(&binder, 1));
	}
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
