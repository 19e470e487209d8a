/* inventory_format.c: which format a picture within a file has. */
#include "inventory.h"
#include "picture.h"
#include "svg.h"

/* How pictures begin; a row with begins asks that instead. */
static const struct {
	const char *name, *head;
	size_t size;
	bool (*begins)(struct base_view file);
} format_begins[] = {
    {"JPEG", "\xff\xd8\xff", 3, NULL},
    {"PNG", "\x89PNG\r\n\x1a\n", 8, NULL},
    {"GIF", "GIF8", 4, NULL},
    {"BMP", "BM", 2, NULL},
    {"HEIC", NULL, 0, picture_begins_heic},
    {"AVIF", NULL, 0, picture_begins_avif},
    {"JPEG XL", NULL, 0, picture_begins_jxl},
    {"TIFF", NULL, 0, picture_begins_tiff},
    {"SVG", NULL, 0, svg_begins},
};

const char *inventory_format(struct base_view bytes)
{
	if (base_view_starts(bytes, "RIFF", 4) &&
	    base_view_starts(base_view_part(bytes, 8, 4), "WEBP", 4))
		return "WebP";
	for (size_t i = 0; i < sizeof(format_begins) / sizeof(*format_begins);
	     i++)
		if (format_begins[i].begins != NULL
			? format_begins[i].begins(bytes)
			: base_view_starts(bytes, format_begins[i].head,
					   format_begins[i].size))
			return format_begins[i].name;
	return "";
}
