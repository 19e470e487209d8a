/* draft_photos.c: how letters name photos: by addresses and fingerprints. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "draft.h"

static bool photos_is_web(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0 ||
	       strncasecmp(text, "https://", 8) == 0;
}

/* The first place on the web where it was seen and is not gone. */
static bool photos_seen(void *context, const struct ledger_sighting *sighting)
{
	struct draft_photo *photo = context;

	if (sighting->gone || !photos_is_web(sighting->place))
		return true;
	free(photo->image);
	free(photo->page);
	photo->image = base_copy(sighting->place);
	photo->page = base_copy(sighting->page);
	photo->seen = casework_day_of(sighting->seen);
	return false;
}

static char *photos_hex(const void *data, size_t size, bool told)
{
	char *out = base_alloc(2 * size + 1, 1);

	if (told)
		base_hex(out, data, size);
	return out;
}

static void photos_take(const struct ledger_photo *row, unsigned told,
			struct draft_photo *out)
{
	bool turned = row->orientation >= 5;

	out->image = base_copy(photos_is_web(row->source) ? row->source : "");
	out->page = base_copy("");
	out->seen = casework_day_of(row->added);
	out->dimensions =
	    base_format("%u × %u", turned ? row->height : row->width,
			turned ? row->width : row->height);
	out->sha256 = photos_hex(row->sha256, sizeof(row->sha256),
				 told & CASEWORK_TELL_SHA256);
	out->pdq = photos_hex(row->fingerprint.pdq[0], FINGERPRINT_PDQ_SIZE,
			      told & CASEWORK_TELL_PDQ);
	out->iscc = base_alloc(FINGERPRINT_ISCC_TEXT, 1);
	if (told & CASEWORK_TELL_ISCC)
		fingerprint_iscc_text(row->fingerprint.iscc, 256, out->iscc);
}

static enum lens_err photos_one(struct letter_context *letter, size_t i,
				struct ledger_fault *fault)
{
	struct draft_photo *photo = &letter->photos[i];
	int64_t id = letter->draft->photos[i];
	struct ledger *ledger = casework_ledger(letter->work);
	struct ledger_photos *found = NULL;
	enum lens_err err = ledger_photo_get(ledger, id, fault, &found);

	if (err == LENS_NOT_FOUND)
		return refusal_say(fault, LEDGER_FAULT_MISSING,
				   "There is no photo %lld any more; choose "
				   "the photos anew.",
				   (long long)id);
	if (err != LENS_OK)
		return err;
	photos_take(&found->photos[0], letter->draft->disclose[i], photo);
	ledger_photos_free(found);
	err = ledger_sighting_each(ledger, id, photos_seen, photo, fault);
	if (err == LENS_OK && photo->image[0] == '\0' &&
	    photo->sha256[0] == '\0' && photo->pdq[0] == '\0' &&
	    photo->iscc[0] == '\0')
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "Photo %lld was never seen on the web, so that a letter "
		    "could name it by fingerprints only; choose which to tell, "
		    "or check the page it stands on first.",
		    (long long)id);
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
	letter->photos = base_alloc(count + 1, sizeof(*letter->photos));
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = photos_one(letter, i, fault);
	return err;
}

void draft_photos_free(struct letter_context *letter)
{
	size_t count = letter->photos != NULL ? letter->draft->photo_count : 0;

	for (size_t i = 0; i < count; i++) {
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
