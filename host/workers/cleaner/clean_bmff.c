/*
 * clean_bmff.c: HEIC and AVIF: a file made anew of the picture, its tiles and
 * its alpha.  Which way up it is, a property says; Exif is left only where a
 * kind of it is kept.
 */
#include <stdlib.h>

#include "cleaner.h"
#include "container/bmff.h"

#define CLEAN_HEAD_MAX (1u << 20)
#define CLEAN_SKIP                                                             \
	4 /* bytes before Exif's header, which say how many follow             \
	   */

/* The brands of a file (ISO 14496-12, 4.3): what it says it is. */
static bool bmff_has_brand(struct base_view file, const char *brand)
{
	struct bmff_box kind;
	size_t at = 0;

	if (!bmff_next(file, &at, &kind) || !bmff_is(kind.type, "ftyp"))
		return false;
	for (size_t i = 0; i + 4 <= kind.body.size; i += 4)
		if (i != 4 && bmff_is(kind.body.data + i, brand))
			return true;
	return false;
}

bool cleaner_begins_avif(struct base_view file)
{
	return bmff_has_brand(file, "avif") || bmff_has_brand(file, "avis");
}

bool cleaner_begins_heic(struct base_view file)
{
	return bmff_has_brand(file, "mif1") || bmff_has_brand(file, "heic") ||
	       bmff_has_brand(file, "heix") || bmff_has_brand(file, "msf1");
}

/* What is left of the first Exif, with its four bytes. */
static void clean_exif(struct cleaner *cleaner, const struct bmff *bmff,
		       struct base_buffer *out)
{
	const struct bmff_item *item = NULL;
	struct base_view exif;
	uint64_t skip;

	for (size_t i = 0; item == NULL && i < bmff->count; i++)
		if (bmff_is(bmff->items[i].type, "Exif"))
			item = &bmff->items[i];
	if (item == NULL || item->part_count != 1 || cleaner->keep == 0)
		return;
	exif = item->parts[0];
	skip = CLEAN_SKIP + bmff_number(exif, 0, CLEAN_SKIP);
	if (skip > exif.size)
		return;
	exif = base_view_part(exif, (size_t)skip, exif.size - (size_t)skip);
	cleaner_exif(cleaner, exif);
	if (cleaner->exif.size == 0 ||
	    base_buffer_add(out, "\0\0\0", CLEAN_SKIP) != LENS_OK ||
	    base_buffer_add(out, cleaner->exif.data, cleaner->exif.size) !=
		LENS_OK)
		base_buffer_free(out);
}

static enum ipc_clean_status clean_made(struct cleaner *cleaner,
					const struct bmff *bmff,
					struct base_view exif,
					struct base_buffer *head)
{
	const struct bmff_wanted wanted = {
	    .picture = bmff->primary, .clean = true, .exif = exif};
	const struct bmff_item **items =
	    calloc(BMFF_ITEMS_MAX, sizeof(const struct bmff_item *));
	enum lens_err err = LENS_SYSTEM;
	size_t count = 0;

	if (items != NULL)
		err = bmff_make(bmff, &wanted, head, items, &count);
	if (err == LENS_OK)
		cleaner_add_view(cleaner, base_buffer_view(head));
	for (size_t i = 0; err == LENS_OK && i < count; i++)
		for (unsigned p = 0; p < items[i]->part_count; p++)
			cleaner_add_view(cleaner, items[i]->parts[p]);
	if (err == LENS_OK)
		cleaner_add_view(cleaner, exif);
	free(items);
	if (err == LENS_OK)
		return IPC_CLEAN_OK;
	return err == LENS_MALFORMED ? IPC_CLEAN_MALFORMED : IPC_CLEAN_TOO_MUCH;
}

enum ipc_clean_status cleaner_bmff(struct cleaner *cleaner)
{
	struct base_buffer exif, head;
	enum ipc_clean_status status = IPC_CLEAN_UNSUPPORTED;
	struct bmff bmff;

	if (bmff_read(cleaner->file, &bmff) != LENS_OK)
		return IPC_CLEAN_MALFORMED;
	base_buffer_init(&exif, CLEANER_EXIF_MAX + CLEAN_SKIP);
	base_buffer_init(&head, CLEAN_HEAD_MAX);
	clean_exif(cleaner, &bmff, &exif);
	/* A film's pictures would be lost. */
	if (!bmff.moving)
		status =
		    clean_made(cleaner, &bmff, base_buffer_view(&exif), &head);
	base_buffer_free(&exif);
	base_buffer_free(&head);
	bmff_free(&bmff);
	return status;
}
