/* inventory_riff.c: a WebP's chunks (RFC 9649). */
#include <string.h>

#include "inventory.h"

static void riff_exif(struct inventory *inventory, struct base_view data)
{
	inventory_exif(inventory, data);
}

static void riff_xmp(struct inventory *inventory, struct base_view data)
{
	inventory_xmp(inventory, data);
}

static void riff_credentials(struct inventory *inventory, struct base_view data)
{
	metadata_find_credentials(data, &inventory->looked, inventory->picture);
}

#define RIFF_FRAME 16 /* bytes of a frame before its own chunks */

static void riff_frame(struct inventory *inventory, struct base_view data);

static const struct {
	char type[5];
	void (*read)(struct inventory *inventory, struct base_view data);
} riff_chunks[] = {
    {"VP8 ", NULL},	{"VP8L", NULL},
    {"VP8X", NULL},	{"ALPH", NULL},
    {"ANIM", NULL},	{"ANMF", riff_frame},
    {"ICCP", NULL},	{"EXIF", riff_exif},
    {"XMP ", riff_xmp}, {"C2PA", riff_credentials},
};

static void riff_chunk(struct inventory *inventory, struct base_view whole,
		       struct base_view data)
{
	char label[5] = "";

	for (size_t i = 0; i < sizeof(riff_chunks) / sizeof(*riff_chunks); i++)
		if (base_view_starts(whole, riff_chunks[i].type, 4)) {
			inventory_claim(
			    inventory,
			    riff_chunks[i].read == riff_frame
				? base_view_part(whole, 0, 8 + RIFF_FRAME)
				: whole);
			if (riff_chunks[i].read != NULL)
				riff_chunks[i].read(inventory, data);
			return;
		}
	memcpy(label, whole.data, 4);
	inventory_claim(inventory, base_view_part(whole, 0, 8));
	inventory_unknown(inventory, label, data);
}

/* The chunks of a file, or of one frame. */
static void riff_walk(struct inventory *inventory, struct base_view view)
{
	size_t at = 0;

	while (view.size - at >= 8) {
		size_t bytes =
		    (size_t)inventory_little(base_view_part(view, at + 4, 4));
		size_t padded;

		if (bytes > view.size - at - 8)
			bytes = view.size - at - 8;
		padded =
		    bytes + ((bytes & 1) != 0 && bytes < view.size - at - 8);
		riff_chunk(inventory, base_view_part(view, at, 8 + padded),
			   base_view_part(view, at + 8, bytes));
		at += 8 + padded;
	}
}

static void riff_frame(struct inventory *inventory, struct base_view data)
{
	riff_walk(inventory,
		  base_view_part(data, RIFF_FRAME, data.size - RIFF_FRAME));
}

size_t inventory_webp(struct inventory *inventory, struct base_view view)
{
	size_t end;

	if (!base_view_starts(view, "RIFF", 4) || view.size < 12 ||
	    memcmp(view.data + 8, "WEBP", 4) != 0)
		return 0;
	end = (size_t)inventory_little(base_view_part(view, 4, 4));
	end = end > view.size - 8 ? view.size : end + 8;
	inventory_claim(inventory, base_view_part(view, 0, 12));
	riff_walk(inventory, base_view_part(view, 12, end - 12));
	return end;
}
