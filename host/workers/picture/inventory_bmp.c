/* inventory_bmp.c: BMP, and ICO, which lists BMPs and PNGs. */
#include <string.h>

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

size_t inventory_bmp(struct inventory *inventory, struct base_view view)
{
	size_t size = (size_t)inventory_little(base_view_part(view, 2, 4));
	size_t pixels = (size_t)inventory_little(base_view_part(view, 10, 4));

	if (base_view_starts(view, "\0\0\1\0", 4))
		return bmp_icons(inventory, view);
	if (!base_view_starts(view, "BM", 2) || view.size < 26 || pixels < 26 ||
	    pixels > view.size)
		return 0;
	/* Some writers leave the size out. */
	if (size < pixels || size > view.size)
		size = view.size;
	inventory_claim(inventory, base_view_part(view, 0, size));
	return size;
}
