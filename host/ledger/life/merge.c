/* merge.c: what a backup has and the ledger lacks, added. */
#include <stdlib.h>

#include <lenscap/ledger_cases.h>
#include <lenscap/ledger_safety.h>
#include <lenscap/ledger_sightings.h>

#include "backup.h"
#include "rows/case.h"
#include "rows/sighting.h"
#include "store/index.h"
#include "store/io.h"

#define MERGE_PAGE 500 /* photos or pictures in one change */

/* A photo, letter or document of the backup and the same one here, as the
 * small pictures have them: a photo's id, or a document's owner (case.h). */
struct merge_pair {
	int64_t there, here;
};

struct merge {
	struct ledger *ledger;
	struct backup backup;
	struct merge_pair *pairs; /* by there */
	size_t count;
	int64_t there; /* what is being added, and its new id */
	int64_t here;
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

/* Room for the pairs of every photo and document that the backup has. */
static enum lens_err merge_room(struct merge *merge, struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&merge->backup.content->database, QUERY_OWNER_COUNT);
	enum lens_err err = database_step(&binder, fault);
	size_t count = err == LENS_OK ? (size_t)database_int(&binder, 0) : 0;

	database_reset(&binder);
	if (err != LENS_OK)
		return err;
	merge->pairs = io_allocate((count + 1) * sizeof(*merge->pairs));
	return merge->pairs ? LENS_OK : fault_memory(fault);
}

static enum lens_err merge_photos(struct merge *merge,
				  struct ledger_fault *fault)
{
	struct ledger *content = merge->backup.content;
	struct ledger_photos *page = NULL;
	int64_t after = 0;
	enum lens_err err = LENS_OK;

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

/* ---- Cases ---- */

static enum lens_err merge_rows(
    struct merge *merge, enum query query, int64_t of,
    enum lens_err (*add)(struct merge *merge, struct database_binder *there,
			 struct ledger_fault *fault),
    struct ledger_fault *fault)
{
	struct database *content = &merge->backup.content->database;
	struct database_binder there = database_bind(content, query);
	enum lens_err err;

	if (sqlite3_bind_parameter_count(there.statement) > 0)
		database_bind_int(&there, of);
	while ((err = database_step(&there, fault)) == LENS_OK) {
		err = add(merge, &there, fault);
		if (err != LENS_OK)
			break;
	}
	database_reset(&there);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static void merge_pair(struct merge *merge, int64_t there, int64_t here)
{
	merge->pairs[merge->count++] = (struct merge_pair){there, here};
}

static enum lens_err merge_event(struct merge *merge,
				 struct database_binder *there,
				 struct ledger_fault *fault)
{
	struct ledger_event event;

	if (case_event_row(there, &event) != LENS_OK)
		return fault_memory(fault);
	event.case_id = merge->here;
	return case_event_add(merge->ledger, &event, fault);
}

static enum lens_err merge_letter(struct merge *merge,
				  struct database_binder *there,
				  struct ledger_fault *fault)
{
	struct ledger_letter letter;
	enum lens_err err;
	int64_t id;

	if (case_letter_row(there, &letter) != LENS_OK)
		return fault_memory(fault);
	letter.case_id = merge->here;
	err = case_letter_add(merge->ledger, &letter, fault, &id);
	if (err == LENS_OK)
		merge_pair(merge, CASE_LETTER_OWNER(letter.id),
			   CASE_LETTER_OWNER(id));
	return err;
}

static enum lens_err merge_document(struct merge *merge,
				    struct database_binder *there,
				    struct ledger_fault *fault)
{
	struct ledger_document document;
	enum lens_err err;
	int64_t id;

	if (case_document_row(there, &document) != LENS_OK)
		return fault_memory(fault);
	document.case_id = merge->here;
	err = case_document_add(merge->ledger, &document, fault, &id);
	if (err == LENS_OK)
		merge_pair(merge, CASE_DOCUMENT_OWNER(document.id),
			   CASE_DOCUMENT_OWNER(id));
	return err;
}

/* A case that both have stays as it is here. */
static enum lens_err merge_case(struct merge *merge,
				struct database_binder *there,
				struct ledger_fault *fault)
{
	struct ledger_case the_case;
	enum lens_err err;

	if (case_row(there, &the_case) != LENS_OK)
		return fault_memory(fault);
	merge->there = the_case.id;
	err = case_add(merge->ledger, &the_case, fault, &merge->here);
	if (err != LENS_OK)
		return err == LENS_NOT_FOUND ? LENS_OK : err;
	merge->merged->cases++;
	err = merge_rows(merge, QUERY_EVENT_EACH, merge->there, merge_event,
			 fault);
	if (err == LENS_OK)
		err = merge_rows(merge, QUERY_LETTER_EACH, merge->there,
				 merge_letter, fault);
	if (err == LENS_OK)
		err = merge_rows(merge, QUERY_DOCUMENT_EACH, merge->there,
				 merge_document, fault);
	return err;
}

static enum lens_err merge_named(struct merge *merge,
				 struct database_binder *there,
				 struct ledger_fault *fault)
{
	int64_t photo = merge_here(merge, database_int(there, 0));
	int64_t owner =
	    merge_here(merge, CASE_LETTER_OWNER(database_int(there, 1)));

	if (photo == 0 || owner == 0)
		return LENS_OK;
	return case_name_photo(merge->ledger, photo, owner / -2, fault);
}

static int merge_order(const void *a, const void *b)
{
	const struct merge_pair *x = a, *y = b;

	return (x->there > y->there) - (x->there < y->there);
}

static enum lens_err merge_cases(struct merge *merge,
				 struct ledger_fault *fault)
{
	enum lens_err err = store_begin(merge->ledger, fault);

	if (err != LENS_OK)
		return err;
	err = merge_rows(merge, QUERY_CASE_EACH, 0, merge_case, fault);
	qsort(merge->pairs, merge->count, sizeof(*merge->pairs), merge_order);
	if (err == LENS_OK)
		err =
		    merge_rows(merge, QUERY_NAMED_EACH, 0, merge_named, fault);
	return store_end(merge->ledger, err, fault);
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
	if (err != LENS_NOT_FOUND)
		return err;
	/* One that was damaged already is left out. */
	if (blob_unseal(&row->blob, bytes) != LENS_OK)
		return LENS_OK;
	/* The photo may be in it without what comes now. */
	if (row->kind == LEDGER_BLOB_FEATURES) {
		err = index_drop(merge->ledger, fault);
		if (err != LENS_OK)
			return err;
	}
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

static enum lens_err merge_look(struct merge *merge,
				struct database_binder *there,
				struct ledger_fault *fault)
{
	struct ledger_look look;

	if (look_row(there, &look) != LENS_OK)
		return fault_memory(fault);
	look.sighting = merge->here;
	return look_add(merge->ledger, &look, fault);
}

/* A place that both have stays as it is here. */
static enum lens_err merge_sighting(struct merge *merge,
				    struct database_binder *there,
				    struct ledger_fault *fault)
{
	struct ledger_sighting sighting;
	enum lens_err err = sighting_row(there, &sighting);

	if (err != LENS_OK)
		return fault_memory(fault);
	sighting.photo = merge_here(merge, sighting.photo);
	if (sighting.photo == 0)
		return LENS_OK;
	err = sighting_add(merge->ledger, &sighting, fault, &merge->here);
	if (err != LENS_OK)
		return err == LENS_NOT_FOUND ? LENS_OK : err;
	merge->merged->sightings++;
	return merge_rows(merge, QUERY_LOOK_EACH, sighting.id, merge_look,
			  fault);
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
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static enum lens_err merge_all(
    struct merge *merge, enum query query,
    enum lens_err (*add)(struct merge *merge, struct database_binder *there,
			 struct ledger_fault *fault),
    struct ledger_fault *fault)
{
	enum lens_err err = store_begin(merge->ledger, fault);

	if (err != LENS_OK)
		return err;
	err = merge_rows(merge, query, 0, add, fault);
	return store_end(merge->ledger, err, fault);
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
	err = merge_room(&merge, fault);
	if (err == LENS_OK)
		err = merge_photos(&merge, fault);
	if (err == LENS_OK)
		err = merge_cases(&merge, fault);
	if (err == LENS_OK && merge.backup.count > 0)
		err = merge_blobs(&merge, fault);
	if (err == LENS_OK)
		err = merge_all(&merge, QUERY_SIGHTING_EACH, merge_sighting,
				fault);
	if (err == LENS_OK)
		err =
		    merge_all(&merge, QUERY_SETTING_EACH, merge_setting, fault);
	backup_close(&merge.backup);
	free(merge.pairs);
	return err;
}
