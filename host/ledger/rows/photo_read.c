/* photo_read.c: photos out of the database, as blocks the caller keeps. */
#include <stdlib.h>
#include <string.h>

#include "photo.h"
#include "store/io.h"

/* What belongs to a result hangs on it, piece by piece. */
struct photo_piece {
	struct photo_piece *next;
	uint8_t bytes[];
};

/* The columns of QUERY_PHOTO. */
enum photo_column {
	PHOTO_ID,
	PHOTO_SHA256,
	PHOTO_FORMAT,
	PHOTO_BYTES,
	PHOTO_WIDTH,
	PHOTO_HEIGHT,
	PHOTO_ORIENTATION,
	PHOTO_DAMAGED,
	PHOTO_ANIMATED,
	PHOTO_SOURCE,
	PHOTO_ADDED,
	PHOTO_FINDINGS,
	PHOTO_PDQ,
	PHOTO_QUALITY,
	PHOTO_ISCC,
	PHOTO_PHASH,
	PHOTO_DHASH,
	PHOTO_EXTRA,
};

struct photo_block *photo_block_new(size_t capacity)
{
	struct photo_block *block = io_allocate(sizeof(*block));

	if (block == NULL)
		return NULL;
	block->capacity = capacity;
	block->photos.photos =
	    io_allocate(capacity * sizeof(*block->photos.photos) + 1);
	if (block->photos.photos != NULL)
		return block;
	free(block);
	return NULL;
}

void ledger_photos_free(struct ledger_photos *photos)
{
	struct photo_block *block = (struct photo_block *)photos;
	struct photo_piece *piece, *next;

	if (block == NULL)
		return;
	for (piece = block->pieces; piece != NULL; piece = next) {
		next = piece->next;
		free(piece);
	}
	free(block->photos.photos);
	free(block);
}

static void *photo_piece(struct photo_block *block, size_t size)
{
	struct photo_piece *piece = io_allocate(sizeof(*piece) + size);

	if (piece == NULL)
		return NULL;
	piece->next = block->pieces;
	block->pieces = piece;
	return piece->bytes;
}

/* A copy of a text column that lives as long as the block. */
static enum lens_err photo_keep_text(struct photo_block *block,
				     struct database_binder *binder, int column,
				     const char **out)
{
	const char *text;
	size_t size;
	char *copy;
	enum lens_err err = database_text(binder, column, &text);

	if (err != LENS_OK)
		return err;
	size = strlen(text) + 1;
	copy = photo_piece(block, size);
	if (copy == NULL)
		return LENS_SYSTEM;
	memcpy(copy, text, size);
	*out = copy;
	return LENS_OK;
}

static enum lens_err photo_keep_extra(struct photo_block *block,
				      struct database_binder *binder,
				      struct base_view *out)
{
	struct base_view view;
	uint8_t *copy;
	enum lens_err err = database_bytes(binder, PHOTO_EXTRA, 0, &view);

	*out = (struct base_view){NULL, 0};
	if (err != LENS_OK || view.size == 0)
		return err;
	copy = photo_piece(block, view.size);
	if (copy == NULL)
		return LENS_SYSTEM;
	memcpy(copy, view.data, view.size);
	*out = (struct base_view){copy, view.size};
	return LENS_OK;
}

static enum lens_err photo_copy(struct database_binder *binder, int column,
				void *out, size_t size)
{
	struct base_view view;
	enum lens_err err = database_bytes(binder, column, size, &view);

	if (err == LENS_OK)
		memcpy(out, view.data, size);
	return err;
}

static enum lens_err photo_read_print(struct database_binder *binder,
				      struct fingerprint *out)
{
	const struct {
		int column;
		void *at;
		size_t size;
	} parts[] = {
	    {PHOTO_PDQ, out->pdq, sizeof(out->pdq)},
	    {PHOTO_ISCC, out->iscc, sizeof(out->iscc)},
	    {PHOTO_PHASH, out->phash, sizeof(out->phash)},
	    {PHOTO_DHASH, out->dhash, sizeof(out->dhash)},
	};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (err == LENS_OK)
			err = photo_copy(binder, parts[i].column, parts[i].at,
					 parts[i].size);
	out->pdq_quality = (uint8_t)database_int(binder, PHOTO_QUALITY);
	return err;
}

static enum lens_err photo_read_row(struct photo_block *block,
				    struct database_binder *binder,
				    struct ledger_photo *out)
{
	enum lens_err err = photo_read_print(binder, &out->fingerprint);

	out->id = database_int(binder, PHOTO_ID);
	out->bytes = (uint64_t)database_int(binder, PHOTO_BYTES);
	out->width = (uint32_t)database_int(binder, PHOTO_WIDTH);
	out->height = (uint32_t)database_int(binder, PHOTO_HEIGHT);
	out->orientation = (uint8_t)database_int(binder, PHOTO_ORIENTATION);
	out->damaged = database_int(binder, PHOTO_DAMAGED) != 0;
	out->animated = database_int(binder, PHOTO_ANIMATED) != 0;
	out->added = database_int(binder, PHOTO_ADDED);
	if (err == LENS_OK)
		err = photo_copy(binder, PHOTO_SHA256, out->sha256,
				 sizeof(out->sha256));
	if (err == LENS_OK)
		err =
		    photo_keep_text(block, binder, PHOTO_FORMAT, &out->format);
	if (err == LENS_OK)
		err =
		    photo_keep_text(block, binder, PHOTO_SOURCE, &out->source);
	if (err == LENS_OK)
		err = photo_keep_extra(block, binder, &out->extra);
	return err;
}

static enum lens_err photo_read_findings(struct ledger *ledger,
					 struct photo_block *block,
					 struct ledger_photo *photo)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_FINDING_GET);
	struct ledger_finding *findings =
	    photo_piece(block, LEDGER_FINDINGS_MAX * sizeof(*findings));
	enum lens_err err = findings ? LENS_OK : LENS_SYSTEM;

	database_bind_int(&binder, photo->id);
	photo->findings = findings;
	while (err == LENS_OK && photo->finding_count < LEDGER_FINDINGS_MAX &&
	       (err = database_step(&binder, NULL)) == LENS_OK) {
		struct ledger_finding *finding =
		    &findings[photo->finding_count];

		err = photo_keep_text(block, &binder, 0, &finding->kind);
		if (err == LENS_OK)
			err = photo_keep_text(block, &binder, 1,
					      &finding->detail);
		if (err == LENS_OK)
			photo->finding_count++;
	}
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

enum lens_err photo_read_all(struct ledger *ledger,
			     struct database_binder *binder,
			     struct ledger_fault *fault,
			     struct photo_block *block)
{
	struct ledger_photos *photos = &block->photos;
	enum lens_err err = LENS_OK;

	while (photos->count < block->capacity &&
	       (err = database_step(binder, fault)) == LENS_OK) {
		struct ledger_photo *photo = &photos->photos[photos->count];

		err = photo_read_row(block, binder, photo);
		if (err == LENS_OK)
			err = photo_read_findings(ledger, block, photo);
		if (err == LENS_OK)
			photos->count++;
		else
			return database_unread(err, fault);
	}
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}
