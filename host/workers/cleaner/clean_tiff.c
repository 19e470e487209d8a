/*
 * clean_tiff.c: the pages of a TIFF, each with the fields that decoding takes
 * (TIFF 6.0; its colour profile, ICC.1 B.4), in a file made anew: what no field
 * points to is left behind.  Smaller copies go, pages stay.
 */
#include <stdlib.h>
#include <string.h>

#include "cleaner.h"
#include "container/tiff.h"
#include "container/tiff_tags.h"

#define TIFF_PAGES_MAX 1000
#define TIFF_PARTS_MAX (1u << 20) /* strips or tiles of a page */
#define TIFF_ENTRIES_MAX 64
#define TIFF_ENTRY 12

struct tiff_clean {
	struct cleaner *cleaner;
	struct tiff_block block;
	size_t link; /* where the next directory's place is written */
	unsigned pages;
};

/* One directory while it is written. */
struct tiff_page {
	struct tiff_directory from;
	uint32_t *places, *sizes; /* of the parts, as they are written */
	uint64_t parts;
	uint8_t entries[TIFF_ENTRIES_MAX * TIFF_ENTRY];
	unsigned count;
};

bool cleaner_begins_tiff(struct base_view file)
{
	return base_view_starts(file, "II*\0", 4) ||
	       base_view_starts(file, "MM\0*", 4) ||
	       base_view_starts(file, "II+\0\x08\0", 6) ||
	       base_view_starts(file, "MM\0+\0\x08", 6);
}

static void tiff_put(const struct tiff_clean *clean, uint8_t *out,
		     uint32_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		out[clean->block.little ? i : size - 1 - i] =
		    (uint8_t)(value >> 8 * i);
}

static void tiff_add_number(struct tiff_clean *clean, uint32_t value)
{
	uint8_t bytes[4];

	tiff_put(clean, bytes, value, 4);
	cleaner_add(clean->cleaner, bytes, 4);
}

static void tiff_pad(struct tiff_clean *clean)
{
	if (clean->cleaner->out.used % 2 != 0)
		cleaner_add(clean->cleaner, "", 1);
}

/* ---- Fields ---- */

static void tiff_entry(struct tiff_clean *clean, struct tiff_page *page,
		       unsigned tag, unsigned type, uint32_t count,
		       struct base_view value)
{
	uint8_t *entry = page->entries + TIFF_ENTRY * page->count;

	if (page->count == TIFF_ENTRIES_MAX)
		return;
	memset(entry, 0, TIFF_ENTRY);
	tiff_put(clean, entry, tag, 2);
	tiff_put(clean, entry + 2, type, 2);
	tiff_put(clean, entry + 4, count, 4);
	if (value.size <= 4) {
		if (value.size > 0)
			memcpy(entry + 8, value.data, value.size);
	} else {
		tiff_pad(clean);
		tiff_put(clean, entry + 8, (uint32_t)clean->cleaner->out.used,
			 4);
		cleaner_add_view(clean->cleaner, value);
	}
	page->count++;
}

/* Numbers of four bytes, in the file's order. */
static bool tiff_numbers(struct tiff_clean *clean, struct tiff_page *page,
			 unsigned tag, const uint32_t *numbers, uint64_t count)
{
	uint8_t *bytes = malloc(4 * (size_t)count + 1);

	for (uint64_t i = 0; bytes != NULL && i < count; i++)
		tiff_put(clean, bytes + 4 * i, numbers[i], 4);
	if (bytes != NULL)
		tiff_entry(clean, page, tag, TIFF_LONG, (uint32_t)count,
			   (struct base_view){bytes, 4 * (size_t)count});
	free(bytes);
	return bytes != NULL;
}

/* Of several fields of one number the first counts. */
static bool tiff_is_first(const struct tiff_directory *directory, unsigned i)
{
	unsigned tag = tiff_tag_at(directory, i);

	for (unsigned j = 0; j < i; j++)
		if (tiff_tag_at(directory, j) == tag)
			return false;
	return true;
}

/* What is kept of a field: nothing of one whose value is not all there. */
static struct base_view tiff_kept(const struct tiff_directory *directory,
				  struct tiff_field *field)
{
	struct base_view taken = tiff_taken(directory, field);

	if (taken.size < field->value.size && tiff_is_bytes(field))
		field->count = taken.size;
	else if (taken.size < field->value.size)
		return (struct base_view){NULL, 0};
	return field->type < TIFF_LONG8 && field->count <= UINT32_MAX
		   ? taken
		   : (struct base_view){NULL, 0};
}

static void tiff_keep(struct tiff_clean *clean, struct tiff_page *page,
		      struct tiff_field field)
{
	struct base_view kept = tiff_kept(&page->from, &field);

	if (kept.size > 0)
		tiff_entry(clean, page, field.tag, field.type,
			   (uint32_t)field.count, kept);
}

static bool tiff_fields(struct tiff_clean *clean, struct tiff_page *page)
{
	bool tiles = tiff_find(&page->from, TIFF_TAG_TILES).count > 0;
	unsigned at = tiles ? TIFF_TAG_TILES : TIFF_TAG_STRIPS;
	unsigned bytes = tiles ? TIFF_TAG_TILE_BYTES : TIFF_TAG_STRIP_BYTES;

	for (unsigned i = 0; i < page->from.count; i++) {
		struct tiff_field field = tiff_field_at(&page->from, i);
		bool part = field.tag == at || field.tag == bytes;

		/* Looked for last: there are thousands of others. */
		if ((!part && !tiff_is_of_pixels(field.tag) &&
		     !cleaner_exif_keeps(clean->cleaner, field.tag)) ||
		    !tiff_is_first(&page->from, i))
			continue;
		if (part) {
			if (!tiff_numbers(clean, page, field.tag,
					  field.tag == at ? page->places
							  : page->sizes,
					  page->parts))
				return false;
		} else {
			tiff_keep(clean, page, field);
		}
	}
	return true;
}

/* ---- Pages ---- */

static bool tiff_parts(struct tiff_clean *clean, struct tiff_page *page)
{
	bool tiles = tiff_find(&page->from, TIFF_TAG_TILES).count > 0;
	struct tiff_field at =
	    tiff_find(&page->from, tiles ? TIFF_TAG_TILES : TIFF_TAG_STRIPS);
	struct tiff_field bytes = tiff_find(
	    &page->from, tiles ? TIFF_TAG_TILE_BYTES : TIFF_TAG_STRIP_BYTES);

	page->parts = tiff_count(&at);
	if (page->parts == 0 || page->parts != at.count ||
	    page->parts != tiff_count(&bytes) || page->parts > TIFF_PARTS_MAX)
		return false;
	page->places = calloc((size_t)at.count, sizeof(*page->places));
	page->sizes = calloc((size_t)at.count, sizeof(*page->sizes));
	for (uint64_t i = 0; page->places && page->sizes && i < at.count; i++) {
		struct base_view part = base_view_part(
		    clean->block.bytes, (size_t)tiff_number(&at, i),
		    (size_t)tiff_number(&bytes, i));

		if (part.data == NULL && tiff_number(&bytes, i) > 0)
			return false;
		tiff_pad(clean);
		page->places[i] = (uint32_t)clean->cleaner->out.used;
		page->sizes[i] = (uint32_t)part.size;
		cleaner_add_view(clean->cleaner, part);
	}
	return page->places != NULL && page->sizes != NULL;
}

static bool tiff_page(struct tiff_clean *clean, struct tiff_page *page)
{
	uint8_t number[4];

	if (!tiff_parts(clean, page) || !tiff_fields(clean, page))
		return false;
	tiff_pad(clean);
	tiff_put(clean, number, (uint32_t)clean->cleaner->out.used, 4);
	cleaner_patch(clean->cleaner, clean->link, number, 4);
	tiff_put(clean, number, page->count, 2);
	cleaner_add(clean->cleaner, number, 2);
	cleaner_add(clean->cleaner, page->entries,
		    (size_t)page->count * TIFF_ENTRY);
	clean->link = clean->cleaner->out.used;
	tiff_add_number(clean, 0);
	clean->pages++;
	return true;
}

/* Without one of these the pixels would be others: each is kept, or missing. */
static bool tiff_keeps_pixels(const struct tiff_directory *directory)
{
	static const uint16_t needed[] = {
	    TIFF_TAG_WIDTH,   TIFF_TAG_HEIGHT, TIFF_TAG_BITS,
	    TIFF_TAG_PACKING, TIFF_TAG_COLOUR, TIFF_TAG_SAMPLES,
	    TIFF_TAG_ROWS,    TIFF_TAG_PLANES, TIFF_TAG_PALETTE,
	};

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		struct tiff_field field = tiff_find(directory, needed[i]);

		if (field.count > 0 && tiff_kept(directory, &field).size == 0)
			return false;
	}
	return true;
}

/*
 * What a camera stored, or a writer of old, is not put together like this; nor
 * is what does not say how many bytes its parts have.
 */
static bool tiff_may(const struct tiff_directory *directory)
{
	return tiff_keeps_pixels(directory) &&
	       tiff_said(directory, TIFF_TAG_PACKING) != TIFF_OLD_JPEG &&
	       tiff_said(directory, TIFF_TAG_COLOUR) <= TIFF_COLOURS &&
	       tiff_find(directory, TIFF_TAG_DNG).count == 0 &&
	       (tiff_find(directory, TIFF_TAG_STRIP_BYTES).count > 0 ||
		tiff_find(directory, TIFF_TAG_TILE_BYTES).count > 0);
}

static bool tiff_is_smaller_copy(const struct tiff_directory *directory)
{
	struct tiff_field kind = tiff_find(directory, TIFF_TAG_KIND);

	return (tiff_number(&kind, 0) & 1) != 0;
}

enum ipc_clean_status cleaner_tiff(struct cleaner *cleaner)
{
	struct tiff_clean clean = {.cleaner = cleaner, .link = 4};
	uint64_t next;

	if (!tiff_open(cleaner->file, &clean.block, &next) || next == 0)
		return IPC_CLEAN_MALFORMED;
	cleaner_add(cleaner, clean.block.little ? "II*\0" : "MM\0*", 4);
	cleaner_add(cleaner, "\0\0\0", 4);
	for (unsigned i = 0; next != 0 && i < TIFF_PAGES_MAX; i++) {
		struct tiff_page page = {
		    .from = tiff_directory_at(&clean.block, next)};
		bool done = true;

		if (page.from.count == 0)
			return IPC_CLEAN_MALFORMED;
		if (!tiff_may(&page.from) ||
		    (i == 0 && tiff_is_smaller_copy(&page.from)))
			return IPC_CLEAN_UNSUPPORTED;
		if (!tiff_is_smaller_copy(&page.from))
			done = tiff_page(&clean, &page);
		next = page.from.next;
		free(page.places);
		free(page.sizes);
		if (!done)
			return IPC_CLEAN_MALFORMED;
	}
	return next == 0 ? IPC_CLEAN_OK : IPC_CLEAN_UNSUPPORTED;
}
