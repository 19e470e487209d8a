/* inventory_riff.c: a WebP's chunks (RFC 9649). */
#include <string.h>

#include "container/profile.h"
#include "container/webp.h"
#include "inventory.h"

/* Each reader answers how many bytes of a chunk it knows. */

static size_t riff_exif(struct inventory *inventory, struct base_view data)
{
	inventory_exif(inventory, data);
	return data.size;
}

static size_t riff_xmp(struct inventory *inventory, struct base_view data)
{
	inventory_xmp(inventory, data);
	return data.size;
}

static size_t riff_credentials(struct inventory *inventory,
			       struct base_view data)
{
	metadata_find_credentials(data, &inventory->looked, inventory->picture);
	return data.size;
}

static size_t riff_profile(struct inventory *inventory, struct base_view data)
{
	metadata_find_profile(data, inventory->picture);
	return profile_size(data, data.size);
}

#define RIFF_FRAME 16 /* bytes of a frame before its own chunks */

static size_t riff_frame(struct inventory *inventory, struct base_view data);

/* Without a reader, so many bytes are known. */
static const struct riff_row {
	char type[5];
	size_t size;
	size_t (*read)(struct inventory *inventory, struct base_view data);
	bool decoding; /* once, in its place (webp.h) */
} riff_chunks[] = {
    {"VP8 ", SIZE_MAX, NULL, true},  {"VP8L", SIZE_MAX, NULL, true},
    {"VP8X", 10, NULL, true},	     {"ALPH", SIZE_MAX, NULL, true},
    {"ANIM", 6, NULL, true},	     {"ANMF", 0, riff_frame, true},
    {"ICCP", 0, riff_profile, true}, {"EXIF", 0, riff_exif, false},
    {"XMP ", 0, riff_xmp, false},    {"C2PA", 0, riff_credentials, false},
};

static const struct riff_row *riff_row(struct base_view whole)
{
	for (size_t i = 0; i < sizeof(riff_chunks) / sizeof(*riff_chunks); i++)
		if (base_view_starts(whole, riff_chunks[i].type, 4))
			return &riff_chunks[i];
	return NULL;
}

/* A frame within a frame is none, nor what comes twice or out of place. */
static void riff_chunk(struct inventory *inventory, struct base_view whole,
		       struct base_view data, struct webp_use *use)
{
	const struct riff_row *row = riff_row(whole);
	char label[5] = "";
	size_t known = 0;

	if (row != NULL && row->decoding && !webp_use_takes(use, whole.data))
		row = NULL;
	if (row != NULL)
		known =
		    row->read != NULL ? row->read(inventory, data) : row->size;
	if (known >= data.size) {
		inventory_claim(inventory, whole);
		return;
	}
	memcpy(label, whole.data, 4);
	inventory_claim(inventory, base_view_part(whole, 0, 8 + known));
	if (row == NULL || row->read != riff_frame)
		inventory_unknown(
		    inventory, label,
		    base_view_part(data, known, data.size - known));
}

/* The chunks of a file, or of one frame. */
static void riff_walk(struct inventory *inventory, struct base_view view,
		      struct webp_use use)
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
			   base_view_part(view, at + 8, bytes), &use);
		at += 8 + padded;
	}
}

/* Its own chunks account for themselves. */
static size_t riff_frame(struct inventory *inventory, struct base_view data)
{
	riff_walk(inventory,
		  base_view_part(data, RIFF_FRAME, data.size - RIFF_FRAME),
		  WEBP_USE_FRAME);
	return data.size > RIFF_FRAME ? RIFF_FRAME : data.size;
}

/* Chunks of words behind the end, where others would see none. */
static size_t riff_behind(struct inventory *inventory, struct base_view view,
			  size_t end)
{
	for (;;) {
		struct base_view head = base_view_part(view, end, 8);
		const struct riff_row *row =
		    head.data != NULL ? riff_row(head) : NULL;
		size_t size;

		if (row == NULL ||
		    (row->read != riff_exif && row->read != riff_xmp))
			return end;
		size = 8 + (size_t)inventory_little(base_view_part(head, 4, 4));
		if (size > view.size - end)
			return end;
		head = base_view_part(view, end, size);
		inventory_hide(inventory,
			       row->read == riff_exif ? IPC_HIDDEN_EXIF
						      : IPC_HIDDEN_XMP,
			       head);
		riff_walk(inventory, head, (struct webp_use){0});
		end += size;
	}
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
	riff_walk(inventory, base_view_part(view, 12, end - 12),
		  (struct webp_use){0});
	return riff_behind(inventory, view, end);
}
