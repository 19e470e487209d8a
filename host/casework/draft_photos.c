/* draft_photos.c: how letters name photos: by addresses and fingerprints. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_recheck.h>
#include <lenscap/casework_schedule.h>

#include "draft.h"
#include "turned.h"

static char *photos_hex(const void *data, size_t size, bool told)
{
	char *out = base_alloc(2 * size + 1, 1);

	if (told)
		base_hex(out, data, size);
	return out;
}

static char *photos_dimensions(uint32_t width, uint32_t height)
{
	return width > 0 && height > 0 ? base_format("%u × %u", width, height)
				       : base_copy("");
}

/* ---- Rows ---- */

struct photos_run {
	struct letter_context *letter;
	const struct ledger_photo *photo;
	unsigned told;
	size_t of, first; /* the photo, and its first row */
	bool whole;	  /* one of its rows has the photo's own bytes */
	bool source;	  /* one is the address that it was kept from, */
	bool gone;	  /* which has it no more */
	bool left, near;  /* places that have it no more, or are no web */
};

static struct draft_photo *photos_row(struct photos_run *run)
{
	struct letter_context *letter = run->letter;
	struct draft_photo *row = &letter->photos[letter->photo_rows++];

	*row = (struct draft_photo){.of = run->of, .seen = LAW_NO_DAY};
	return row;
}

/* What is true of the photo's own bytes alone. */
static void photos_prints(const struct photos_run *run, bool same,
			  struct draft_photo *row)
{
	const struct fingerprint *print = &run->photo->fingerprint;

	row->pdq = photos_hex(print->pdq[0], FINGERPRINT_PDQ_SIZE,
			      same && run->told & CASEWORK_TELL_PDQ);
	row->iscc = base_alloc(FINGERPRINT_ISCC_TEXT, 1);
	if (same && run->told & CASEWORK_TELL_ISCC)
		fingerprint_iscc_text(print->iscc, 256, row->iscc);
}

/* Since when; of a page that a link leads to, and where nobody has seen it, the
 * picture's own address is not known. */
static void photos_since(struct draft_photo *row, int64_t first)
{
	row->seen = first > 0 ? casework_day_of(first) : LAW_NO_DAY;
	if (first == 0)
		row->image[0] = '\0';
}

/*
 * A place where it was seen and is not gone, with what that place gave: a copy
 * is not the photo, and has a size and a checksum of its own.
 */
static bool photos_seen(void *context, const struct ledger_sighting *sighting)
{
	struct photos_run *run = context;
	const struct ledger_own *own = &sighting->own;
	struct draft_photo *row;
	bool whole = run->letter->draft->whole_addresses;
	bool known = own->bytes > 0;
	bool same = known && memcmp(own->sha256, run->photo->sha256,
				    sizeof(own->sha256)) == 0;

	char *image;

	run->left |= sighting->gone;
	if (sighting->gone || !base_address_is_web(sighting->place) ||
	    run->letter->photo_rows - run->first == CASEWORK_SCHEDULE_PLACES)
		return true;
	image = draft_address(sighting->place, whole, &run->letter->cut);
	/* This machine and what is beside it is no place on the web. */
	if (image[0] == '\0') {
		run->near = true;
		free(image);
		return true;
	}
	row = photos_row(run);
	row->image = image;
	row->page = draft_address(sighting->page, whole, &run->letter->cut);
	photos_since(
	    row,
	    casework_times(casework_ledger(run->letter->work), sighting).first);
	row->dimensions = photos_dimensions(own->width, own->height);
	row->sha256 = photos_hex(own->sha256, sizeof(own->sha256),
				 known && run->told & CASEWORK_TELL_SHA256);
	photos_prints(run, same, row);
	run->whole |= same;
	run->source |= strcmp(sighting->place, run->photo->source) == 0;
	return true;
}

/* The photo as it was enrolled, at the address it was kept from or at none. */
static void photos_enrolled(struct photos_run *run)
{
	const struct ledger_photo *photo = run->photo;
	struct turned_sides sides =
	    turned_sides(photo->orientation, photo->width, photo->height);
	struct draft_photo *row = photos_row(run);

	row->image = draft_address(
	    base_address_is_web(photo->source) && !run->gone ? photo->source
							     : "",
	    run->letter->draft->whole_addresses, &run->letter->cut);
	row->page = base_copy("");
	row->seen = casework_day_of(photo->added);
	row->dimensions = photos_dimensions(sides.width, sides.height);
	row->sha256 = photos_hex(photo->sha256, sizeof(photo->sha256),
				 run->told & CASEWORK_TELL_SHA256);
	photos_prints(run, true, row);
}

/* A place that is gone now is no reason to name it again. */
static bool photos_has_left(void *context,
			    const struct ledger_sighting *sighting)
{
	struct photos_run *run = context;

	run->gone |=
	    sighting->gone && strcmp(sighting->place, run->photo->source) == 0;
	return true;
}

static enum lens_err photos_rows(struct photos_run *run, int64_t id,
				 struct ledger_fault *fault)
{
	struct ledger *ledger = casework_ledger(run->letter->work);
	bool missing;
	enum lens_err err =
	    ledger_sighting_each(ledger, id, photos_has_left, run, fault);

	if (err == LENS_OK)
		err = ledger_sighting_each(ledger, id, photos_seen, run, fault);
	if (err != LENS_OK)
		return err;
	missing = base_address_is_web(run->photo->source) && !run->source &&
		  !run->gone;
	if (missing || run->letter->photo_rows == run->first ||
	    (run->told != 0 && !run->whole))
		photos_enrolled(run);
	return LENS_OK;
}

static bool photos_is_named(const struct photos_run *run)
{
	for (size_t i = run->first; i < run->letter->photo_rows; i++) {
		const struct draft_photo *row = &run->letter->photos[i];

		if (row->image[0] || row->page[0] || row->sha256[0] ||
		    row->pdq[0] || row->iscc[0])
			return true;
	}
	return false;
}

static enum lens_err photos_one(struct letter_context *letter, size_t i,
				struct ledger_fault *fault)
{
	int64_t id = letter->draft->photos[i];
	struct photos_run run = {.letter = letter,
				 .told = letter->draft->disclose[i],
				 .of = i,
				 .first = letter->photo_rows};
	struct ledger_photos *found = NULL;
	enum lens_err err =
	    ledger_photo_get(casework_ledger(letter->work), id, fault, &found);

	if (err == LENS_NOT_FOUND)
		return refusal_say(fault, LEDGER_FAULT_MISSING,
				   "There is no photo %lld among yours; choose "
				   "the photos anew.",
				   (long long)id);
	if (err != LENS_OK)
		return err;
	run.photo = &found->photos[0];
	err = photos_rows(&run, id, fault);
	ledger_photos_free(found);
	if (err == LENS_OK && !photos_is_named(&run))
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "Photo %lld %s, so that a letter could name it by "
		    "fingerprints only; choose which to tell, or check the "
		    "page it stands on first.",
		    (long long)id,
		    base_said(
			run.near ? "was seen only on this machine or network"
			: run.left
			    ? "is no longer at the places where it was seen"
			    : "was not seen on the web yet"));
	return err;
}

enum lens_err draft_photos(struct letter_context *letter,
			   struct ledger_fault *fault)
{
	size_t count = letter->draft->photo_count;
	enum lens_err err = LENS_OK;

	if (count > CASEWORK_PHOTOS_MAX)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "One letter names %d photos at most; a "
				   "few good ones are enough.",
				   CASEWORK_PHOTOS_MAX);
	letter->photos = base_alloc(count * (CASEWORK_SCHEDULE_PLACES + 1) + 1,
				    sizeof(*letter->photos));
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = photos_one(letter, i, fault);
	return err;
}

void draft_photos_free(struct letter_context *letter)
{
	for (size_t i = 0; i < letter->photo_rows; i++) {
		struct draft_photo *photo = &letter->photos[i];

		free(photo->image);
		free(photo->page);
		free(photo->dimensions);
		free(photo->sha256);
		free(photo->pdq);
		free(photo->iscc);
	}
	free(letter->photos);
}
