/* print.c: everybody's bits, for whoever compares them; and blobs by photo. */
#include <lenscap/base_io.h>
#include <lenscap/ledger_photos.h>

#include "each.h"
#include "photo.h"
#include "store/blob.h"
#include "store/index.h"
#include "store/store.h"

static enum lens_err print_row(struct database_binder *binder,
			       struct ledger_print *out)
{
	struct base_view pdq, iscc, phash, dhash;
	enum lens_err err = database_bytes(
	    binder, 1, FINGERPRINT_DIHEDRALS * FINGERPRINT_PDQ_SIZE, &pdq);

	if (err == LENS_OK)
		err = database_bytes(binder, 3, FINGERPRINT_ISCC_SIZE, &iscc);
	if (err == LENS_OK)
		err = database_bytes(binder, 4, FINGERPRINT_SMALL_SIZE, &phash);
	if (err == LENS_OK)
		err = database_bytes(binder, 5, FINGERPRINT_SMALL_SIZE, &dhash);
	if (err == LENS_OK)
		err = database_bytes(binder, 6, 0, &out->extra);
	if (err != LENS_OK)
		return err;
	out->photo = database_int(binder, 0);
	out->pdq_quality = (uint8_t)database_int(binder, 2);
	out->pdq = pdq.data;
	out->iscc = iscc.data;
	out->phash = phash.data;
	out->dhash = dhash.data;
	return LENS_OK;
}

ROWS_EACH(print_each, ledger_print, print_row)

enum lens_err ledger_print_each(struct ledger *ledger, int64_t after,
				bool (*visit)(void *context,
					      const struct ledger_print *print),
				void *context, struct ledger_fault *fault)
{
	return print_each(ledger, store_read(ledger, fault), QUERY_PRINT_EACH,
			  &after, visit, context, fault);
}

/* ---- Blobs ---- */

static enum lens_err print_has_photo(struct ledger *ledger, int64_t photo,
				     struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_GET);
	enum lens_err err;

	database_bind_int(&binder, photo);
	err = database_step(&binder, fault);
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? photo_missing(photo, fault) : err;
}

enum lens_err ledger_blob_put(struct ledger *ledger, int64_t photo,
			      uint8_t kind, struct base_view bytes,
			      struct ledger_fault *fault)
{
	enum lens_err err = store_begin(ledger, fault);

	if (err != LENS_OK)
		return err;
	err = print_has_photo(ledger, photo, fault);
	if (err == LENS_OK && kind == LEDGER_BLOB_FEATURES)
		err = index_drop(ledger, fault);
	if (err == LENS_OK)
		err = blob_append(ledger, photo, kind, bytes, fault);
	if (err == LENS_OK)
		err = blob_sync(ledger, fault);
	return store_end(ledger, err, fault);
}

/* With the lock held, so that nobody clears the file away meanwhile. */
static enum lens_err print_blob(struct ledger *ledger,
				struct blob_reader *reader, int64_t photo,
				uint8_t kind, struct ledger_fault *fault,
				struct base_view *out)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_BLOB_GET);
	struct blob blob;
	enum lens_err err;

	database_bind_int(&binder, photo);
	database_bind_int(&binder, kind);
	err = database_step(&binder, fault);
	if (err == LENS_OK) {
		err = blob_columns(&binder, 0, &blob);
		if (err != LENS_OK)
			err = database_unread(err, fault);
	} else if (err == LENS_NOT_FOUND) {
		err = fault_say(fault, LEDGER_FAULT_MISSING,
				"Nothing of that kind is kept of it.");
	}
	database_reset(&binder);
	return err == LENS_OK ? blob_look(reader, &blob, fault, out) : err;
}

/* One lock, and one opening of each file, for many blobs. */
enum lens_err ledger_blob_each(struct ledger *ledger, const int64_t *photos,
			       size_t count, uint8_t kind,
			       enum lens_err (*visit)(void *context, size_t i,
						      struct base_view bytes),
			       void *context, struct ledger_fault *fault)
{
	struct blob_reader reader = blob_reader_open(ledger);
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		struct base_view bytes = {NULL, 0};

		err =
		    print_blob(ledger, &reader, photos[i], kind, fault, &bytes);
		if (err == LENS_NOT_FOUND)
			fault_clear(fault);
		if (err == LENS_OK || err == LENS_NOT_FOUND)
			err = visit(context, i, bytes);
	}
	blob_reader_close(&reader);
	store_unlock(ledger);
	return err;
}

static enum lens_err print_no_room(enum lens_err err,
				   struct ledger_fault *fault)
{
	return err == LENS_SYSTEM
		   ? fault_memory(fault)
		   : fault_say(fault, LEDGER_FAULT_ARGUMENT,
			       "The small picture is larger than asked for.");
}

enum lens_err ledger_blob_get(struct ledger *ledger, int64_t photo,
			      uint8_t kind, struct ledger_fault *fault,
			      struct base_buffer *out)
{
	struct blob_reader reader = blob_reader_open(ledger);
	struct base_view bytes;
	enum lens_err err;

	fault_clear(fault);
	base_buffer_free(out);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK)
		err = print_blob(ledger, &reader, photo, kind, fault, &bytes);
	if (err == LENS_OK) {
		err = base_buffer_add(out, bytes.data, bytes.size);
		if (err != LENS_OK)
			err = print_no_room(err, fault);
	}
	blob_reader_close(&reader);
	store_unlock(ledger);
	return err;
}
