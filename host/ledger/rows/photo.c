/* photo.c: add, change and forget photos. */
#include <stdlib.h>
#include <string.h>

#include "photo.h"
#include "store/blob.h"

static enum lens_err photo_check(const struct ledger_photo *photo,
				 struct ledger_fault *fault)
{
	bool fits = strlen(photo->source) <= LEDGER_TEXT_MAX &&
		    photo->extra.size <= LEDGER_EXTRA_MAX &&
		    photo->finding_count <= LEDGER_FINDINGS_MAX &&
		    photo->thumbnail.size <= LEDGER_BLOB_MAX &&
		    photo->features.size <= LEDGER_BLOB_MAX;

	for (unsigned i = 0; fits && i < photo->finding_count; i++)
		fits = strlen(photo->findings[i].detail) <= LEDGER_TEXT_MAX;
	if (fits)
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_ARGUMENT,
			 "What the photo's file says is longer than the "
			 "ledger can keep; rename the file, or save the "
			 "photo again without its comments.");
}

/* ---- Rows ---- */

static void photo_bind_facts(struct database_binder *binder,
			     const struct ledger_photo *photo)
{
	database_bind_text(binder, photo->format);
	database_bind_int(binder, (int64_t)photo->bytes);
	database_bind_int(binder, photo->width);
	database_bind_int(binder, photo->height);
	database_bind_int(binder, photo->orientation);
	database_bind_int(binder, photo->damaged);
	database_bind_int(binder, photo->animated);
	database_bind_text(binder, photo->source);
}

static enum lens_err photo_put_print(struct ledger *ledger, int64_t id,
				     const struct ledger_photo *photo,
				     struct ledger_fault *fault)
{
	const struct fingerprint *print = &photo->fingerprint;
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PRINT_PUT);

	database_bind_int(&binder, id);
	database_bind_bytes(
	    &binder, (struct base_view){print->pdq[0], sizeof(print->pdq)});
	database_bind_int(&binder, print->pdq_quality);
	database_bind_bytes(
	    &binder, (struct base_view){print->iscc, sizeof(print->iscc)});
	database_bind_bytes(
	    &binder, (struct base_view){print->phash, sizeof(print->phash)});
	database_bind_bytes(
	    &binder, (struct base_view){print->dhash, sizeof(print->dhash)});
	database_bind_bytes(&binder, photo->extra);
	return database_run(&binder, fault);
}

static enum lens_err photo_put_findings(struct ledger *ledger, int64_t id,
					const struct ledger_photo *photo,
					struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < photo->finding_count && err == LENS_OK; i++) {
		struct database_binder binder =
		    database_bind(&ledger->database, QUERY_FINDING_ADD);

		database_bind_int(&binder, id);
		database_bind_int(&binder, i);
		database_bind_text(&binder, photo->findings[i].kind);
		database_bind_text(&binder, photo->findings[i].detail);
		err = database_run(&binder, fault);
	}
	return err;
}

/* All rows of these hang on a photo. */
static enum lens_err photo_drop_from(struct ledger *ledger, enum query query,
				     int64_t id, struct ledger_fault *fault)
{
	struct database_binder binder = database_bind(&ledger->database, query);

	database_bind_int(&binder, id);
	return database_run(&binder, fault);
}

static bool photo_has_blobs(const struct ledger_photo *photo)
{
	return photo->thumbnail.size > 0 || photo->features.size > 0;
}

static enum lens_err photo_put_blobs(struct ledger *ledger, int64_t id,
				     const struct ledger_photo *photo,
				     struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	if (photo->thumbnail.size > 0)
		err = blob_append(ledger, id, LEDGER_BLOB_THUMBNAIL,
				  photo->thumbnail, fault);
	if (err == LENS_OK && photo->features.size > 0)
		err = blob_append(ledger, id, LEDGER_BLOB_FEATURES,
				  photo->features, fault);
	return err;
}

/* ---- Adding ---- */

/* LENS_NOT_FOUND when a photo of this SHA-256 is there. */
static enum lens_err photo_insert(struct ledger *ledger,
				  const struct ledger_photo *photo, int64_t *id,
				  struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_ADD);
	enum lens_err err;

	database_bind_bytes(
	    &binder, (struct base_view){photo->sha256, sizeof(photo->sha256)});
	photo_bind_facts(&binder, photo);
	database_bind_int(&binder,
			  photo->added ? photo->added : base_wall_ms());
	database_bind_int(&binder, photo->finding_count);
	err = database_step(&binder, fault);
	*id = err == LENS_OK ? database_int(&binder, 0) : 0;
	if (err == LENS_OK)
		return database_run(&binder, fault);
	database_reset(&binder);
	return err;
}

static enum lens_err photo_known(struct ledger *ledger,
				 const struct ledger_photo *photo, int64_t *id,
				 struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_BY_SHA256);
	enum lens_err err;

	database_bind_bytes(
	    &binder, (struct base_view){photo->sha256, sizeof(photo->sha256)});
	err = database_step(&binder, fault);
	*id = err == LENS_OK ? database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err;
}

static enum lens_err photo_add(struct ledger *ledger,
			       const struct ledger_photo *photo,
			       struct ledger_fault *fault,
			       struct ledger_added *out)
{
	enum lens_err err = photo_insert(ledger, photo, &out->id, fault);

	out->fresh = err == LENS_OK;
	if (err == LENS_NOT_FOUND)
		return photo_known(ledger, photo, &out->id, fault);
	if (err == LENS_OK)
		err = photo_put_print(ledger, out->id, photo, fault);
	if (err == LENS_OK)
		err = photo_put_findings(ledger, out->id, photo, fault);
	if (err == LENS_OK)
		err = photo_put_blobs(ledger, out->id, photo, fault);
	return err;
}

enum lens_err ledger_photo_add_many(struct ledger *ledger,
				    const struct ledger_photo *photos,
				    size_t count, struct ledger_fault *fault,
				    struct ledger_added *out)
{
	enum lens_err err = LENS_OK;
	bool blobs = false;

	memset(out, 0, count * sizeof(*out));
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = photo_check(&photos[i], fault);
	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		err = photo_add(ledger, &photos[i], fault, &out[i]);
		blobs |= out[i].fresh && photo_has_blobs(&photos[i]);
	}
	/* Before the row that names it, so that no row names what is not. */
	if (err == LENS_OK && blobs)
		err = blob_sync(ledger, fault);
	err = store_end(ledger, err, fault);
	if (err != LENS_OK)
		memset(out, 0, count * sizeof(*out));
	return err;
}

enum lens_err ledger_photo_add(struct ledger *ledger,
			       const struct ledger_photo *photo,
			       struct ledger_fault *fault,
			       struct ledger_added *out)
{
	return ledger_photo_add_many(ledger, photo, 1, fault, out);
}

/* ---- Changing ---- */

enum lens_err photo_missing(int64_t id, struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "There is no photo %lld; 'lenscap photos list' shows "
			 "those there are.",
			 (long long)id);
}

/* ---- Forgetting ---- */

static enum lens_err photo_drop(struct ledger *ledger, int64_t id,
				struct ledger_fault *fault)
{
	static const enum query hanging[] = {
	    QUERY_PRINT_DROP,  QUERY_FINDING_DROP,  QUERY_BLOB_DROP,
	    QUERY_LOOK_DROP,   QUERY_SIGHTING_DROP, QUERY_NAMED_FORGET,
	    QUERY_AUDIT_FORGET};
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_DROP);
	enum lens_err err;

	database_bind_int(&binder, id);
	err = database_step(&binder, fault);
	if (err == LENS_OK)
		err = database_run(&binder, fault);
	else
		database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return photo_missing(id, fault);
	for (size_t i = 0;
	     i < sizeof(hanging) / sizeof(hanging[0]) && err == LENS_OK; i++)
		err = photo_drop_from(ledger, hanging[i], id, fault);
	return err;
}

enum lens_err ledger_photo_forget(struct ledger *ledger, const int64_t *ids,
				  size_t count, struct ledger_fault *fault)
{
	enum lens_err err = store_begin(ledger, fault);

	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = photo_drop(ledger, ids[i], fault);
	return store_end_erase(ledger, err, fault);
}
