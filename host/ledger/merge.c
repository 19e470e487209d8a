/* merge.c: what a backup has and the ledger lacks, added. */
#include <stdlib.h>

#include "backup.h"
#include "io.h"
#include "photo.h"

#define MERGE_PAGE 500 /* photos or pictures in one change */

/* A photo of the backup and the same one here. */
struct merge_pair {
	int64_t there, here;
};

struct merge {
	struct ledger *ledger;
	struct backup backup;
	struct merge_pair *pairs; /* by there */
	size_t count;
	struct ledger_merged *merged;
};

static int64_t merge_here(const struct merge *merge, int64_t there)
{
	size_t low = 0, high = merge->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (merge->pairs[middle].there < there)
			low = middle + 1;
		else
			high = middle;
	}
	return low < merge->count && merge->pairs[low].there == there
		   ? merge->pairs[low].here
		   : 0;
}

/* ---- Photos ---- */

static enum lens_err merge_page(struct merge *merge,
				const struct ledger_photos *page,
				struct ledger_fault *fault)
{
	struct ledger_added *added =
	    io_allocate(page->count * sizeof(*added) + 1);
	enum lens_err err;

	if (added == NULL)
		return fault_memory(fault);
	err = ledger_photo_add_many(merge->ledger, page->photos, page->count,
				    fault, added);
	for (size_t i = 0; i < page->count && err == LENS_OK; i++) {
		merge->pairs[merge->count++] =
		    (struct merge_pair){page->photos[i].id, added[i].id};
		merge->merged->photos += added[i].fresh;
	}
	free(added);
	return err;
}

static enum lens_err merge_photos(struct merge *merge,
				  struct ledger_fault *fault)
{
	struct ledger *content = merge->backup.content;
	struct ledger_photos *page = NULL;
	int64_t after = 0;
	uint64_t room;
	enum lens_err err = photo_total(content, fault, &room);

	if (err != LENS_OK)
		return err;
	merge->pairs = io_allocate((size_t)room * sizeof(*merge->pairs) + 1);
	if (merge->pairs == NULL)
		return fault_memory(fault);
	for (;;) {
		err = photo_page(content, after, MERGE_PAGE, fault, &page);
		if (err != LENS_OK || page->count == 0)
			break;
		after = page->photos[page->count - 1].id;
		err = merge_page(merge, page, fault);
		ledger_photos_free(page);
		page = NULL;
		if (err != LENS_OK)
			break;
	}
	ledger_photos_free(page);
	return err;
}

/* ---- Thumbnails ---- */

/* The next one of the stream, unless the ledger has one already. */
static enum lens_err merge_blob(struct merge *merge, const struct blob_row *row,
				struct base_buffer *bytes,
				struct ledger_fault *fault)
{
	int64_t here = merge_here(merge, row->photo);
	struct database_binder binder;
	enum lens_err err = backup_next(&merge->backup, row, fault, bytes);

	if (err != LENS_OK || bytes->size == 0 || here == 0)
		return err;
	binder = database_bind(&merge->ledger->database, QUERY_BLOB_GET);
	database_bind_int(&binder, here);
	database_bind_int(&binder, row->kind);
	err = database_step(&binder, fault);
	database_reset(&binder);
	if (err != LENS_EOF)
		return err;
	/* One that was damaged already is left out. */
	if (blob_unseal(&row->blob, bytes) != LENS_OK)
		return LENS_OK;
	return blob_append(
	    merge->ledger, here, (uint8_t)row->kind,
	    (struct base_view){bytes->data, (size_t)row->blob.size}, fault);
}

static enum lens_err merge_blobs(struct merge *merge,
				 struct ledger_fault *fault)
{
	struct base_buffer bytes;
	size_t done = 0;
	enum lens_err err = LENS_OK;

	base_buffer_init(&bytes, LEDGER_BLOB_MAX + 2 * BLOB_UNIT);
	while (done < merge->backup.count && err == LENS_OK) {
		size_t stop = done + MERGE_PAGE;

		err = store_begin(merge->ledger, fault);
		if (err != LENS_OK)
			break;
		for (; done < stop && done < merge->backup.count &&
		       err == LENS_OK;
		     done++)
			err = merge_blob(merge, &merge->backup.rows[done],
					 &bytes, fault);
		if (err == LENS_OK)
			err = blob_sync(merge->ledger, fault);
		err = store_end(merge->ledger, err, fault);
	}
	base_buffer_free(&bytes);
	return err == LENS_OK ? backup_end(&merge->backup, fault) : err;
}

/* ---- Sightings and settings ---- */

static enum lens_err merge_sighting(struct merge *merge,
				    struct database_binder *there,
				    struct ledger_fault *fault)
{
	struct ledger_sighting sighting;
	struct database_binder here;
	enum lens_err err = sighting_row(there, &sighting);

	if (err != LENS_OK)
		return fault_memory(fault);
	sighting.photo = merge_here(merge, sighting.photo);
	if (sighting.photo == 0)
		return LENS_OK;
	here = database_bind(&merge->ledger->database, QUERY_SIGHTING_ADD);
	sighting_bind(&here, &sighting);
	err = database_step(&here, fault);
	merge->merged->sightings += err == LENS_OK;
	database_reset(&here);
	return err == LENS_EOF ? LENS_OK : err;
}

static enum lens_err merge_setting(struct merge *merge,
				   struct database_binder *there,
				   struct ledger_fault *fault)
{
	struct database_binder here =
	    database_bind(&merge->ledger->database, QUERY_SETTING_ADD);
	const char *name, *value;
	enum lens_err err;

	if (database_text(there, 0, &name) != LENS_OK ||
	    database_text(there, 1, &value) != LENS_OK)
		return fault_memory(fault);
	database_bind_text(&here, name);
	database_bind_text(&here, value);
	err = database_step(&here, fault);
	merge->merged->settings += err == LENS_OK;
	database_reset(&here);
	return err == LENS_EOF ? LENS_OK : err;
}

static enum lens_err merge_rows(
    struct merge *merge, enum query query,
    enum lens_err (*add)(struct merge *merge, struct database_binder *there,
			 struct ledger_fault *fault),
    struct ledger_fault *fault)
{
	struct database_binder there;
	enum lens_err err = store_begin(merge->ledger, fault);

	if (err != LENS_OK)
		return err;
	there = database_bind(&merge->backup.content->database, query);
	if (query == QUERY_SIGHTING_EACH)
		database_bind_int(&there, 0);
	while ((err = database_step(&there, fault)) == LENS_OK) {
		err = add(merge, &there, fault);
		if (err != LENS_OK)
			break;
	}
	database_reset(&there);
	return store_end(merge->ledger, err == LENS_EOF ? LENS_OK : err, fault);
}

enum lens_err ledger_merge(struct ledger *ledger, const char *path,
			   const struct ledger_secret *secret,
			   struct ledger_fault *fault,
			   struct ledger_merged *out)
{
	struct merge merge = {.ledger = ledger, .merged = out};
	enum lens_err err;

	fault_clear(fault);
	*out = (struct ledger_merged){.photos = 0};
	err = backup_open(path, secret, fault, &merge.backup);
	if (err != LENS_OK)
		return err;
	err = merge_photos(&merge, fault);
	if (err == LENS_OK && merge.backup.count > 0)
		err = merge_blobs(&merge, fault);
	if (err == LENS_OK)
		err = merge_rows(&merge, QUERY_SIGHTING_EACH, merge_sighting,
				 fault);
	if (err == LENS_OK)
		err = merge_rows(&merge, QUERY_SETTING_EACH, merge_setting,
				 fault);
	backup_close(&merge.backup);
	free(merge.pairs);
	return err;
}
