/* ico.c: icons and cursors: bitmaps or PNGs in a list; the largest is read. */
#include "formats.h"

#define ICO_ENTRY 16

static uint32_t ico_number(struct base_view bytes, size_t at, size_t size)
{
	struct base_view part = base_view_part(bytes, at, size);
	uint32_t value = 0;

	for (size_t i = part.size; i-- > 0;)
		value = value << 8 | part.data[i];
	return value;
}

/* The bytes of picture i of an icon or a cursor; empty when they are not. */
static struct base_view ico_entry(struct base_view file, unsigned i)
{
	size_t at = 6 + (size_t)i * ICO_ENTRY;
	struct base_view entry = base_view_part(file, at, ICO_ENTRY);

	if (entry.data == NULL)
		return (struct base_view){NULL, 0};
	return base_view_part(file, ico_number(entry, 12, 4),
			      ico_number(entry, 8, 4));
}

bool ico_begins(struct base_view file)
{
	return (base_view_starts(file, "\0\0\1", 4) ||
		base_view_starts(file, "\0\0\2", 4)) &&
	       ico_number(file, 4, 2) > 0 && ico_entry(file, 0).size >= 40;
}

/* How large it is said to be: 0 stands for 256. */
static unsigned ico_size(struct base_view file, unsigned i)
{
	unsigned side = ico_number(file, 6 + (size_t)i * ICO_ENTRY, 1);

	return side ? side : 256;
}

enum ipc_picture_status ico_read(struct base_view file, bool full,
				 struct picture_raster *raster)
{
	unsigned count = ico_number(file, 4, 2), best = 0;
	struct base_view entry;

	for (unsigned i = 1; i < count; i++)
		if (ico_entry(file, i).size > ico_entry(file, best).size &&
		    ico_size(file, i) >= ico_size(file, best))
			best = i;
	entry = ico_entry(file, best);
	return png_begins(entry) ? png_read(entry, full, raster)
				 : bmp_read_icon(entry, raster);
}
