/*
 * add_photos.c: files become photos of mine.  They are kept in small batches,
 * each one change of the ledger; a row is told only once its batch is on the
 * disk, so that what was told stays.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>
#include <lenscap/casework_check.h>
#include <lenscap/casework_findings.h>

#include "enrolled.h"
#include "place.h"
#include "turned.h"

#define ADD_BATCH 16
#define ADD_PATIENCE 500 /* ms a read photo may wait for its batch */

/*
 * A copy of a photo that is there: the same bits but for recompression, the
 * same way up, and no more pixels.  A larger one is worth having.
 */
#define ADD_COPY_BITS 10

struct add_item {
	struct casework_file file; /* owns its picture's extras and its path */
	enum casework_added outcome;
	int64_t photo;
	struct ledger_finding findings[IPC_FINDINGS_MAX];
};

struct add_run {
	const struct casework_add *add;
	struct ledger *ledger;
	struct ledger_fault *fault;
	struct match_codes *codes; /* what is there, by PDQ */
	struct add_item *items;	   /* ADD_BATCH of them */
	unsigned count;
	int64_t oldest; /* when the first of the batch was read */
	enum lens_err err;
};

/* ---- Copies ---- */

struct add_nearest {
	int64_t photo;
	unsigned distance;
};

static void add_near(void *context, uint32_t number, unsigned distance)
{
	struct add_nearest *nearest = context;

	if (nearest->photo == 0 || distance < nearest->distance)
		*nearest = (struct add_nearest){number, distance};
}

static uint64_t add_pixels(uint32_t width, uint32_t height)
{
	return (uint64_t)width * height;
}

/* The photo this picture is a copy of, 0 for none. */
static enum lens_err add_copy_of(struct add_run *run,
				 const struct ipc_picture *picture,
				 int64_t *out)
{
	struct add_nearest nearest = {0, 0};
	const struct match_codes_ask ask = {picture->fingerprint.pdq[0],
					    ADD_COPY_BITS, 1};
	struct ledger_photos *found = NULL;
	enum lens_err err;

	*out = 0;
	if (run->add->keep_copies ||
	    picture->fingerprint.pdq_quality < FINGERPRINT_PDQ_QUALITY)
		return LENS_OK;
	err = match_codes_search(run->codes, &ask, add_near, &nearest);
	if (err != LENS_OK || nearest.photo == 0)
		return err;
	err = ledger_photo_get(run->ledger, nearest.photo, run->fault, &found);
	if (err == LENS_OK &&
	    add_pixels(picture->width, picture->height) <=
		add_pixels(found->photos[0].width, found->photos[0].height))
		*out = nearest.photo;
	ledger_photos_free(found);
	return err == LENS_NOT_FOUND ? LENS_OK : err; /* forgotten meanwhile */
}

/* The photo that is these very bytes, 0 for none. */
static enum lens_err add_same(struct add_run *run,
			      const struct ipc_picture *picture, int64_t *out)
{
	struct ledger_photos *found = NULL;
	enum lens_err err = ledger_photo_by_sha256(run->ledger, picture->sha256,
						   run->fault, &found);

	*out = err == LENS_OK ? found->photos[0].id : 0;
	ledger_photos_free(found);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static bool add_print(void *context, const struct ledger_print *print)
{
	struct add_run *run = context;

	/* Numbers fit: a ledger of four thousand million photos does not. */
	run->err =
	    match_codes_add(run->codes, (uint32_t)print->photo, print->pdq);
	return run->err == LENS_OK;
}

/* ---- Batches ---- */

static void add_describe(struct add_item *item, struct ledger_photo *out)
{
	const struct ipc_picture *picture = &item->file.picture;

	*out = (struct ledger_photo){
	    .fingerprint = picture->fingerprint,
	    .format = ipc_format_name(picture->format),
	    .bytes = item->file.bytes,
	    .width = picture->width,
	    .height = picture->height,
	    .orientation = picture->orientation,
	    .damaged = picture->damaged,
	    .animated = picture->animated,
	    .source = item->file.path,
	    .finding_count = picture->count,
	    .findings = item->findings,
	    .thumbnail =
		base_buffer_view(&picture->extras[IPC_EXTRA_THUMBNAIL]),
	    .features = base_buffer_view(&picture->extras[IPC_EXTRA_LOCAL]),
	};
	memcpy(out->sha256, picture->sha256, sizeof(out->sha256));
	for (unsigned i = 0; i < picture->count; i++)
		item->findings[i] = (struct ledger_finding){
		    casework_finding(picture->findings[i].kind)->kind,
		    picture->findings[i].detail};
}

/* The photos of the batch, as one change. */
static enum lens_err add_keep(struct add_run *run)
{
	struct ledger_photo photos[ADD_BATCH];
	struct ledger_added added[ADD_BATCH];
	unsigned of[ADD_BATCH], count = 0;
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < run->count; i++)
		if (run->items[i].outcome == CASEWORK_ADDED) {
			add_describe(&run->items[i], &photos[count]);
			of[count++] = i;
		}
	if (count > 0)
		err = ledger_photo_add_many(run->ledger, photos, count,
					    run->fault, added);
	for (unsigned i = 0; i < count && err == LENS_OK; i++) {
		struct add_item *item = &run->items[of[i]];

		item->photo = added[i].id;
		if (!added[i].fresh)
			item->outcome = CASEWORK_KNOWN;
		else
			err = match_codes_add(
			    run->codes, (uint32_t)added[i].id,
			    item->file.picture.fingerprint.pdq[0]);
	}
	return err;
}

static struct ledger_own add_own(const struct casework_file *file)
{
	const struct ipc_picture *picture = &file->picture;
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);
	struct ledger_own own = {.bytes = file->bytes,
				 .width = sides.width,
				 .height = sides.height,
				 .format = ipc_format_name(picture->format)};

	memcpy(own.sha256, picture->sha256, sizeof(own.sha256));
	return own;
}

/* Copies are not photos, but where they lie is worth knowing. */
static enum lens_err add_note_copies(struct add_run *run)
{
	struct ledger_sighting sightings[ADD_BATCH];
	size_t count = 0;

	for (unsigned i = 0; i < run->count; i++)
		if (run->items[i].outcome == CASEWORK_COPY)
			sightings[count++] = (struct ledger_sighting){
			    .photo = run->items[i].photo,
			    .place = run->items[i].file.path,
			    .source = "add",
			    .own = add_own(&run->items[i].file)};
	if (count == 0)
		return LENS_OK;
	return ledger_sighting_put(run->ledger, sightings, count, run->fault);
}

static void add_drop(struct add_item *item)
{
	ipc_picture_free(&item->file.picture);
	free((char *)item->file.path);
	item->file.path = NULL;
}

static enum lens_err add_flush(struct add_run *run)
{
	enum lens_err err = add_keep(run);

	if (err == LENS_OK)
		err = add_note_copies(run);
	for (unsigned i = 0; i < run->count; i++) {
		struct add_item *item = &run->items[i];

		if (err == LENS_OK)
			run->add->row(run->add->context,
				      &(struct casework_add_row){&item->file,
								 item->outcome,
								 item->photo});
		add_drop(item);
	}
	run->count = 0;
	return err;
}

/* Two of one batch may be copies of each other: then the first goes ahead. */
static bool add_has_copy(const struct add_run *run,
			 const struct ipc_picture *picture)
{
	for (unsigned i = 0; i < run->count; i++) {
		const struct fingerprint *other =
		    &run->items[i].file.picture.fingerprint;

		if (run->items[i].outcome == CASEWORK_ADDED &&
		    fingerprint_distance(other->pdq[0],
					 picture->fingerprint.pdq[0],
					 FINGERPRINT_PDQ_SIZE) <= ADD_COPY_BITS)
			return true;
	}
	return false;
}

/* ---- Rows ---- */

/* New, the same bytes as one that is there, or a copy of one. */
static enum lens_err add_judge(struct add_run *run,
			       const struct ipc_picture *picture,
			       struct add_item *item)
{
	enum lens_err err = add_same(run, picture, &item->photo);

	item->outcome = CASEWORK_KNOWN;
	if (err != LENS_OK || item->photo != 0)
		return err;
	item->outcome = CASEWORK_COPY;
	err = add_copy_of(run, picture, &item->photo);
	if (item->photo == 0)
		item->outcome = CASEWORK_ADDED;
	return err;
}

static enum lens_err add_take(struct add_run *run, struct casework_file *file)
{
	struct ipc_picture *picture = &file->picture;
	struct add_item *item;
	enum lens_err err = LENS_OK;

	if (add_has_copy(run, picture))
		err = add_flush(run);
	if (err != LENS_OK)
		return err;
	item = &run->items[run->count];
	*item = (struct add_item){.outcome = CASEWORK_FAILED};
	if (picture->status == IPC_PICTURE_OK)
		err = add_judge(run, picture, item);
	if (run->count++ == 0)
		run->oldest = base_now_ms();
	item->file = (struct casework_file){base_copy(file->path), file->bytes,
					    *picture};
	*picture = (struct ipc_picture){0}; /* moved */
	if (err == LENS_OK && (run->count == ADD_BATCH ||
			       base_now_ms() - run->oldest > ADD_PATIENCE))
		err = add_flush(run);
	return err;
}

static bool add_row(void *context, struct casework_file *file)
{
	struct add_run *run = context;

	run->err = add_take(run, file);
	return run->err == LENS_OK;
}

static void add_progress(void *context, size_t done, size_t total)
{
	struct add_run *run = context;

	if (run->add->progress != NULL)
		run->add->progress(run->add->context, done, total);
}

/* ---- A run ---- */

/* Room for a batch, and the bits of what is kept already. */
static enum lens_err add_begin(struct add_run *run)
{
	run->items = base_alloc(ADD_BATCH, sizeof(*run->items));
	run->err = match_codes_new(&run->codes);
	if (run->err == LENS_OK)
		run->err = ledger_print_each(run->ledger, 0, add_print, run,
					     run->fault);
	return run->err;
}

static void add_end(struct add_run *run)
{
	for (unsigned i = 0; i < run->count; i++)
		add_drop(&run->items[i]);
	match_codes_free(run->codes);
	free(run->items);
}

/* ---- One picture that was read already ---- */

struct add_one {
	enum casework_added outcome;
	int64_t photo;
};

static void add_one_row(void *context, const struct casework_add_row *row)
{
	struct add_one *one = context;

	one->outcome = row->outcome;
	one->photo = row->photo;
}

/* Kept from a place, it was seen there. */
static enum lens_err add_note_place(struct ledger *ledger,
				    const struct ledger_sighting *kept,
				    int64_t photo, struct ledger_fault *fault)
{
	struct ledger_sighting sighting = *kept;
	char *anchor = place_anchor(kept->place);
	enum lens_err err;

	sighting.photo = photo;
	sighting.anchor = anchor;
	err = ledger_sighting_put(ledger, &sighting, 1, fault);
	free(anchor);
	return err;
}

/* What is known of a place from the bytes that it gave. */
static struct ledger_sighting add_kept_at(const struct casework_file *file,
					  const struct casework_kept_from *from)
{
	struct ledger_sighting kept = {.place = file->path,
				       .page = from->page,
				       .title = from->title,
				       .source = "keep",
				       .access = from->access,
				       .why = "ok",
				       .own = add_own(file)};

	kept.own.etag = from->etag;
	kept.own.modified = from->modified;
	return kept;
}

enum lens_err casework_keep(struct casework *work, struct casework_file *file,
			    const struct casework_kept_from *from,
			    struct ledger_fault *fault,
			    enum casework_added *outcome, int64_t *photo)
{
	bool seen = from != NULL && from->access != LEDGER_ACCESS_NONE &&
		    base_address_is_web(file->path);
	struct ledger_sighting kept =
	    seen ? add_kept_at(file, from) : (struct ledger_sighting){.id = 0};
	char *place = base_copy(file->path);
	struct add_one one = {CASEWORK_FAILED, 0};
	const struct casework_add add = {.row = add_one_row, .context = &one};
	struct add_run run = {
	    .add = &add, .ledger = casework_ledger(work), .fault = fault};
	enum lens_err err;

	err = add_begin(&run);
	if (err == LENS_OK)
		err = add_take(&run, file);
	if (err == LENS_OK)
		err = add_flush(&run);
	add_end(&run);
	kept.place = place;
	if (err == LENS_OK && seen && one.photo != 0)
		err = add_note_place(casework_ledger(work), &kept, one.photo,
				     fault);
	free(place);
	*outcome = one.outcome;
	*photo = one.photo;
	return err;
}

enum lens_err casework_add_photos(struct casework *work,
				  const struct casework_add *add,
				  struct ledger_fault *fault)
{
	struct add_run run = {
	    .add = add, .ledger = casework_ledger(work), .fault = fault};
	struct casework_files_sink sink = {add_row, add_progress, &run};
	struct casework_files files = add->files;
	enum lens_err err;

	files.job.wants[IPC_EXTRA_THUMBNAIL] = true;
	files.job.wants[IPC_EXTRA_LOCAL] = true;
	err = add_begin(&run);
	if (err == LENS_OK)
		err = casework_fingerprint_files(&files, &sink);
	/* What was read before Ctrl-C is kept and told like the rest. */
	if (run.err == LENS_OK)
		run.err = add_flush(&run);
	add_end(&run);
	return run.err != LENS_OK ? run.err : err;
}
