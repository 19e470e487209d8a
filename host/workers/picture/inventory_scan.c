/* inventory_scan.c: from marker to marker through a JPEG, and to one. */
#include <string.h>

#include "container/jpeg.h"
#include "inventory.h"

#define SCAN_TRIES_MAX 4096 /* starts that turn out to be none */

/* Markers that stand by themselves, or fill. */
static bool scan_is_bare(uint8_t marker)
{
	return marker == 0xff || marker == 0 ||
	       (marker >= JPEG_RST0 && marker <= JPEG_SOI);
}

/* A segment at at; empty when it is none, or cut where that is not taken. */
static struct base_view scan_segment(struct base_view view, size_t at, bool cut)
{
	struct base_view length = base_view_part(view, at + 2, 2);
	size_t size = 2 + (size_t)inventory_big(length);

	if (length.data == NULL || size < 4)
		return (struct base_view){0};
	if (size > view.size - at && cut)
		size = view.size - at;
	return base_view_part(view, at, size);
}

size_t inventory_markers(struct base_view view,
			 void (*segment)(void *context, uint8_t marker,
					 struct base_view whole),
			 void *context, bool *pixels)
{
	bool frame = false;
	size_t at = 2;

	while (at + 1 < view.size) {
		uint8_t marker = view.data[at + 1];
		bool stray = view.data[at] != 0xff;
		struct base_view whole;
		size_t end;

		if (!stray && marker == JPEG_EOI)
			return at + 2;
		if (segment == NULL && (stray || marker == JPEG_SOI))
			return at;
		if (stray || scan_is_bare(marker)) {
			/* Stray bytes stay unaccounted for. */
			at += stray || marker == 0xff ? 1 : 2;
			continue;
		}
		whole = scan_segment(view, at, segment != NULL);
		if (whole.data == NULL)
			break;
		frame |= jpeg_is_frame(marker);
		if (segment != NULL)
			segment(context, marker, whole);
		at += whole.size;
		if (marker != JPEG_SOS)
			continue;
		if (pixels != NULL)
			*pixels |= frame;
		end = jpeg_scan_end(view, at);
		if (segment != NULL && end > at)
			segment(context, 0, base_view_part(view, at, end - at));
		at = end;
	}
	return view.size;
}

struct base_view inventory_jpeg_at(struct base_view bytes, size_t at)
{
	struct base_view rest = base_view_part(bytes, at, bytes.size - at);
	bool pixels = false;
	size_t end;

	if (!base_view_starts(rest, "\xff\xd8\xff", 3))
		return (struct base_view){0};
	end = inventory_markers(rest, NULL, NULL, &pixels);
	return base_view_part(rest, 0, pixels ? end : 0);
}

struct base_view inventory_find_jpeg(struct base_view bytes, size_t *at)
{
	for (unsigned i = 0; i < SCAN_TRIES_MAX && *at + 4 <= bytes.size; i++) {
		const uint8_t *found = memmem(
		    bytes.data + *at, bytes.size - *at, "\xff\xd8\xff", 3);
		struct base_view jpeg;

		if (found == NULL)
			break;
		*at = (size_t)(found - bytes.data);
		jpeg = inventory_jpeg_at(bytes, *at);
		*at += jpeg.size > 0 ? jpeg.size : 2;
		if (jpeg.size > 0)
			return jpeg;
	}
	*at = bytes.size;
	return (struct base_view){0};
}
