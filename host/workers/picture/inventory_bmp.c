/* inventory_bmp.c: BMP, and ICO, which lists BMPs and PNGs. */
#include <string.h>

#include "container/profile.h"
#include "inventory.h"

static size_t bmp_icons(struct inventory *inventory, struct base_view view)
{
	size_t count = (size_t)inventory_little(base_view_part(view, 4, 2));
	size_t end = 6 + 16 * count;

	if (count == 0 || count > 256 || end > view.size)
		return 0;
	inventory_claim(inventory, base_view_part(view, 0, end));
	for (size_t i = 0; i < count; i++) {
		struct base_view entry = base_view_part(view, 6 + 16 * i, 16);
		size_t size =
		    (size_t)inventory_little(base_view_part(entry, 8, 4));
		size_t at =
		    (size_t)inventory_little(base_view_part(entry, 12, 4));
		struct base_view part = base_view_part(view, at, size);

		if (part.data == NULL)
			continue;
		if (inventory_png(inventory, part) == 0)
			inventory_claim(inventory, part);
		if (at + size > end)
			end = at + size;
	}
	return end;
}

/* ---- Bitmaps ---- */

#define BMP_FILE 14 /* bytes before the header proper */
#define BMP_FIELDS 3
#define BMP_LINKED 0x4c494e4bu

static uint64_t bmp_number(struct base_view header, size_t at, size_t size)
{
	return inventory_little(base_view_part(header, at, size));
}

/* The bytes of masks and colours behind the header. */
static uint64_t bmp_colours(struct base_view header, uint64_t size)
{
	bool core = size == 12;
	uint64_t bits = bmp_number(header, core ? 10 : 14, 2);
	uint64_t used = core ? 0 : bmp_number(header, 32, 4);
	uint64_t masks =
	    size == 40 && bmp_number(header, 16, 4) == BMP_FIELDS ? 12 : 0;

	if (used == 0 && bits <= 8)
		used = 1u << bits;
	return masks + (used > 256 ? 256 : used) * (core ? 3 : 4);
}

/* The bytes of the rows, where they are plain; else what the header says. */
static uint64_t bmp_rows(struct base_view header, uint64_t size)
{
	bool core = size == 12;
	uint64_t width = bmp_number(header, 4, core ? 2 : 4);
	uint64_t bits = bmp_number(header, core ? 10 : 14, 2);
	uint32_t height =
	    (uint32_t)bmp_number(header, core ? 6 : 8, core ? 2 : 4);
	uint64_t packing = core ? 0 : bmp_number(header, 16, 4);

	if (packing != 0 && packing != BMP_FIELDS && packing != 6)
		return bmp_number(header, 20, 4);
	/* The first row may be the highest: the height is then below zero. */
	if (height > INT32_MAX)
		height = -height;
	return (width * bits + 31) / 32 * 4 * height;
}

/* A profile's place counts from the header (MS-WMF, BitmapV5Header). */
static void bmp_profile(struct inventory *inventory, struct base_view header)
{
	struct base_view profile =
	    base_view_part(header, (size_t)bmp_number(header, 112, 4),
			   (size_t)bmp_number(header, 116, 4));

	size_t known = profile_size(profile, profile.size);

	/* Not the profile but where it lies on the writer's disk. */
	if (bmp_number(header, 56, 4) == BMP_LINKED) {
		metadata_add(inventory->picture, IPC_FINDING_FILE_NAMES,
			     metadata_text_ends(profile));
		known = profile.size;
	}
	metadata_find_profile(base_view_part(profile, 0, known),
			      inventory->picture);
	inventory_claim(inventory, base_view_part(profile, 0, known));
}

size_t inventory_bmp(struct inventory *inventory, struct base_view view)
{
	struct base_view header =
	    base_view_part(view, BMP_FILE, view.size - BMP_FILE);
	uint64_t pixels = bmp_number(view, 10, 4);
	uint64_t size = bmp_number(header, 0, 4), rows;

	/* Icons and cursors */
	if (base_view_starts(view, "\0\0\1\0", 4) ||
	    base_view_starts(view, "\0\0\2\0", 4))
		return bmp_icons(inventory, view);
	if (!base_view_starts(view, "BM", 2) || view.size < 26 || pixels < 26 ||
	    pixels > view.size || size > view.size)
		return 0;
	rows = bmp_rows(header, size);
	if (rows == 0 || rows > view.size - pixels)
		rows = view.size - pixels;
	/* Four bytes of it are of nobody's use, and zeros. */
	inventory_claim(inventory, base_view_part(view, 0, 6));
	inventory_claim(inventory,
			base_view_part(view, 10, BMP_FILE - 10 + (size_t)size));
	inventory_claim(inventory,
			base_view_part(header, (size_t)size,
				       (size_t)bmp_colours(header, size)));
	inventory_claim(inventory,
			base_view_part(view, (size_t)pixels, (size_t)rows));
	if (size == 124)
		bmp_profile(inventory, header);
	return (size_t)(pixels + rows);
}
