/*
 * inventory_jpeg.c: a JPEG's segments and scans (ITU-T T.81, B), and what
 * writers keep in its application segments.
 */
#include <stdio.h>
#include <string.h>

#include "container/profile.h"
#include "inventory.h"

#define JPEG_EXIF "Exif\0"
#define JPEG_XMP "http://ns.adobe.com/xap/1.0/"
#define JPEG_EXTENDED "http://ns.adobe.com/xmp/extension/"
#define JPEG_PHOTOSHOP "Photoshop 3.0"
#define JPEG_GUID 40	    /* bytes before an extended packet's part */
#define JPEG_NAME 32	    /* of these, its name */
#define JPEG_EXTENDED_MAX 4 /* packets */
#define JPEG_ICC 14	    /* bytes before a profile's part */
#define JPEG_AVI 14	    /* bytes of AVI1's segment */
#define JPEG_ADOBE 12
#define JPEG_ADOBE_LONG 31 /* as Photoshop writes it */
#define JPEG_ALL SIZE_MAX

/* What is put together from several segments. */
struct jpeg_walk {
	struct inventory *inventory;
	struct {
		char name[JPEG_NAME];
		struct base_buffer bytes;
	} extended[JPEG_EXTENDED_MAX];
	unsigned extendeds;
	struct base_buffer resources, thermal;
	struct base_view resource; /* where there is but one */
	struct base_view view;	   /* the whole JPEG, and what follows */
	size_t profiles;	   /* bytes of all parts of profiles */
	size_t profile;		   /* bytes of one that are to come */
	bool history;		   /* the parts of APP11 are of a history */
};

/* The bytes after a name and the zero that ends it; empty if another name. */
static struct base_view jpeg_after(struct base_view segment, const char *name,
				   size_t size)
{
	if (!base_view_starts(segment, name, size))
		return (struct base_view){0};
	return base_view_part(segment, size, segment.size - size);
}

/* ---- Segments ---- */

/* Version, density, and a preview as wide and high as two bytes say. */
static size_t jpeg_jfif(struct jpeg_walk *walk, struct base_view segment)
{
	struct inventory *inventory = walk->inventory;
	struct base_view preview = base_view_part(segment, 12, 2);
	size_t size = 14;

	if (preview.size == 2)
		size += 3 * (size_t)preview.data[0] * preview.data[1];
	if (size > 14 && size <= segment.size && inventory->depth == 0)
		inventory_jfif_preview(inventory, INVENTORY_JFIF_RGB,
				       base_view_part(segment, 12, size - 12));
	return size;
}

/* A preview as a JPEG, or as pixels behind width, height and their colours. */
static size_t jpeg_jfxx(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view rest = base_view_part(segment, 6, segment.size - 6);
	struct base_view size = base_view_part(rest, 0, 2);
	size_t pixels, at = 0;

	if (size.data == NULL || walk->inventory->depth > 0)
		return JPEG_ALL;
	if (segment.data[5] == INVENTORY_JFIF_JPEG) {
		inventory_add(walk->inventory, rest, INVENTORY_PREVIEW,
			      "in the JFIF extension", IPC_HIDDEN_MAX);
		return 6 + inventory_find_jpeg(rest, &at).size;
	}
	inventory_jfif_preview(walk->inventory, segment.data[5], rest);
	pixels = (size_t)size.data[0] * size.data[1];
	return segment.data[5] == INVENTORY_JFIF_PALETTE ? 8 + 768 + pixels
							 : 8 + 3 * pixels;
}

static size_t jpeg_app0(struct jpeg_walk *walk, struct base_view segment)
{
	if (base_view_starts(segment, "JFIF\0", 5))
		return jpeg_jfif(walk, segment);
	if (base_view_starts(segment, "JFXX\0", 5))
		return jpeg_jfxx(walk, segment);
	return base_view_starts(segment, "AVI1", 4) ||
		       base_view_starts(segment, "MJPG", 4)
		   ? JPEG_AVI
		   : 0;
}

/* The bytes of a part go where it says, into the packet of its name. */
static bool jpeg_extended(struct jpeg_walk *walk, struct base_view body)
{
	uint64_t at = inventory_big(base_view_part(body, JPEG_NAME + 4, 4));
	uint64_t end = at + body.size - JPEG_GUID;
	unsigned i = 0;

	while (i < walk->extendeds &&
	       memcmp(walk->extended[i].name, body.data, JPEG_NAME) != 0)
		i++;
	if (i == JPEG_EXTENDED_MAX || end > INVENTORY_BLOCK_MAX)
		return false;
	if (i == walk->extendeds) {
		memcpy(walk->extended[i].name, body.data, JPEG_NAME);
		base_buffer_init(&walk->extended[i].bytes, INVENTORY_BLOCK_MAX);
		walk->extendeds++;
	}
	if (walk->extended[i].bytes.size < end) {
		uint8_t *more;

		if (base_buffer_extend(&walk->extended[i].bytes,
				       end - walk->extended[i].bytes.size,
				       &more) != LENS_OK)
			return false;
	}
	memcpy(walk->extended[i].bytes.data + at, body.data + JPEG_GUID,
	       body.size - JPEG_GUID);
	return true;
}

static size_t jpeg_app1(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view body;

	body = jpeg_after(segment, JPEG_EXIF, 6);
	if (body.data == NULL && base_view_starts(segment, "Exif\0\xff", 6))
		body = base_view_part(segment, 6, segment.size - 6);
	if (body.data != NULL) {
		inventory_exif(walk->inventory, body);
		return JPEG_ALL;
	}
	body = jpeg_after(segment, JPEG_EXTENDED, sizeof(JPEG_EXTENDED));
	if (body.size > JPEG_GUID && jpeg_extended(walk, body))
		return JPEG_ALL;
	body = jpeg_after(segment, JPEG_XMP, sizeof(JPEG_XMP));
	/* Some writers leave the name out, or write another one. */
	if (body.data == NULL && (base_view_starts(segment, "<?xpacket", 9) ||
				  base_view_starts(segment, "<x:xmpmeta", 10)))
		body = segment;
	if (body.data == NULL && base_view_starts(segment, "http://", 7)) {
		struct base_view name = metadata_text_ends(segment);

		if (name.size + 1 < segment.size &&
		    segment.data[name.size + 1] == '<')
			body = base_view_part(segment, name.size + 1,
					      segment.size - name.size - 1);
	}
	if (body.data != NULL) {
		inventory_xmp(walk->inventory, body);
		return JPEG_ALL;
	}
	if (base_view_starts(segment, "FLIR\0", 5) && segment.size > 8) {
		(void)!base_buffer_add(&walk->thermal, segment.data + 8,
				       segment.size - 8);
		return JPEG_ALL;
	}
	return 0;
}

/* How many bytes all parts of profiles have, which are in front of the pixels.
 */
static size_t jpeg_profile_parts(struct base_view view)
{
	size_t size = 0;

	for (size_t at = 2, length; at + 4 <= view.size; at += 2 + length) {
		struct base_view body = base_view_part(view, at + 4, JPEG_ICC);

		length = (size_t)inventory_big(base_view_part(view, at + 2, 2));
		if (view.data[at] != 0xff || view.data[at + 1] == JPEG_SOS ||
		    length < 2)
			break;
		if (view.data[at + 1] == JPEG_APP0 + 2 &&
		    length > 2 + JPEG_ICC &&
		    base_view_starts(body, "ICC_PROFILE", 12))
			size += length - 2 - JPEG_ICC;
	}
	return size;
}

/* A number, how many there are, and a part of the profile. */
static size_t jpeg_profile(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view part =
	    base_view_part(segment, JPEG_ICC, segment.size - JPEG_ICC);
	size_t known;

	if (part.size > 0 && walk->profiles == 0)
		walk->profiles = jpeg_profile_parts(walk->view);
	if (part.size > 0 && segment.data[JPEG_ICC - 2] == 1)
		walk->profile = profile_size(part, walk->profiles);
	known = walk->profile < part.size ? walk->profile : part.size;
	walk->profile -= known;
	return JPEG_ICC + known;
}

static size_t jpeg_app2(struct jpeg_walk *walk, struct base_view segment)
{
	/* ISO 21496-1: of a gain map, its numbers follow the version. */
	if (base_view_starts(segment, "urn:iso:std:iso:ts:21496:", 25)) {
		walk->inventory->gain_map |= walk->inventory->depth > 0;
		return JPEG_ALL;
	}
	if (base_view_starts(segment, "ICC_PROFILE\0", 12))
		return jpeg_profile(walk, segment);
	/* Where further pictures are. */
	return base_view_starts(segment, "MPF\0", 4) ? JPEG_ALL : 0;
}

/* "Meta": TIFF directories of Kodak's; others' previews. */
static size_t jpeg_app3(struct jpeg_walk *walk, struct base_view segment)
{
	if (base_view_starts(segment, "Meta\0\0", 6) ||
	    base_view_starts(segment, "META\0\0", 6)) {
		metadata_find_exif(base_view_part(segment, 6, segment.size - 6),
				   walk->inventory->picture);
		return JPEG_ALL;
	}
	if (base_view_starts(segment, "Exif\0\0", 6)) {
		inventory_exif(walk->inventory,
			       base_view_part(segment, 6, segment.size - 6));
		return JPEG_ALL;
	}
	return 0;
}

/* PhotoStudio's comment has no name in front, JPS's has. */
static size_t jpeg_app10(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view text = jpeg_after(segment, "UNICODE\0", 8);
	char utf8[3 * IPC_TEXT_MAX];

	if (text.data == NULL)
		return base_view_starts(segment, "AROT", 4) ? JPEG_ALL : 0;
	metadata_add(walk->inventory->picture, IPC_FINDING_CAPTION,
		     metadata_text_utf16(utf8, sizeof(utf8), text, false));
	return JPEG_ALL;
}

/* ISO 19566-5: "JP", instance, sequence, then a box of type jumb. */
static size_t jpeg_app11(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view box = base_view_part(segment, 12, 4);
	struct base_view all = base_view_part(segment, 8, segment.size - 8);

	if (!base_view_starts(segment, "JP", 2) || box.data == NULL)
		return 0;
	/* Later parts carry the head of the first box as well. */
	if (inventory_big(base_view_part(segment, 4, 4)) <= 1)
		walk->history = inventory_is_signed(all);
	if (!walk->history)
		return 0;
	if (base_view_starts(box, "jumb", 4))
		metadata_find_credentials(all, &walk->inventory->looked,
					  walk->inventory->picture);
	return JPEG_ALL;
}

/* Photoshop's "Save for Web": kinds, lengths, texts in UTF-16. */
static size_t jpeg_ducky(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view rest = base_view_part(segment, 5, segment.size - 5);

	while (rest.size >= 4) {
		uint64_t kind = inventory_big(base_view_part(rest, 0, 2));
		uint64_t size = inventory_big(base_view_part(rest, 2, 2));
		struct base_view body = base_view_part(rest, 4, size);
		char utf8[3 * IPC_TEXT_MAX];

		if (kind == 0 || body.data == NULL)
			break;
		if ((kind == 2 || kind == 3) && size > 4)
			metadata_add(walk->inventory->picture,
				     kind == 2 ? IPC_FINDING_CAPTION
					       : IPC_FINDING_COPYRIGHT,
				     metadata_text_utf16(
					 utf8, sizeof(utf8),
					 base_view_part(body, 4, size - 4),
					 false));
		rest = base_view_part(rest, 4 + size, rest.size - 4 - size);
	}
	return segment.size - rest.size;
}

static size_t jpeg_app12(struct jpeg_walk *walk, struct base_view segment)
{
	if (base_view_starts(segment, "Ducky", 5))
		return jpeg_ducky(walk, segment);
	return 0;
}

static size_t jpeg_app13(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view body =
	    jpeg_after(segment, JPEG_PHOTOSHOP, sizeof(JPEG_PHOTOSHOP));

	if (body.data == NULL) {
		body = jpeg_after(segment, "Adobe_Photoshop2.5:", 19);
		if (body.data == NULL)
			return 0;
	}
	/* One block is read where it lies, so that its parts are claimed. */
	inventory_claim(walk->inventory, walk->resource);
	walk->resource =
	    walk->resources.size == 0 ? body : (struct base_view){0};
	(void)!base_buffer_add(&walk->resources, body.data, body.size);
	return segment.size - walk->resource.size;
}

static size_t jpeg_app14(struct jpeg_walk *walk, struct base_view segment)
{
	(void)walk;
	if (!base_view_starts(segment, "Adobe", 5))
		return 0;
	return segment.size == JPEG_ADOBE_LONG ? JPEG_ALL : JPEG_ADOBE;
}

static size_t jpeg_comment(struct jpeg_walk *walk, struct base_view segment)
{
	inventory_comment(walk->inventory, segment);
	return JPEG_ALL;
}

/* Each answers how many bytes of a segment it knows. */
static const struct {
	uint8_t marker;
	size_t (*read)(struct jpeg_walk *walk, struct base_view segment);
} jpeg_readers[] = {
    {JPEG_APP0, jpeg_app0},	  {JPEG_APP0 + 1, jpeg_app1},
    {JPEG_APP0 + 2, jpeg_app2},	  {JPEG_APP0 + 3, jpeg_app3},
    {JPEG_APP0 + 10, jpeg_app10}, {JPEG_APP0 + 11, jpeg_app11},
    {JPEG_APP0 + 12, jpeg_app12}, {JPEG_APP0 + 13, jpeg_app13},
    {JPEG_APP0 + 14, jpeg_app14}, {JPEG_COM, jpeg_comment},
};

/* Pixels, which come as of marker 0, frames, tables and scans. */
static size_t jpeg_structure(uint8_t marker)
{
	if (marker == JPEG_DRI)
		return 2;
	return marker == 0 || (marker >= JPEG_SOF0 && marker < JPEG_APP0)
		   ? JPEG_ALL
		   : 0;
}

static void jpeg_segment(void *context, uint8_t marker, struct base_view whole)
{
	struct jpeg_walk *walk = context;
	struct base_view body = base_view_part(whole, 4, whole.size - 4);
	size_t known = jpeg_structure(marker);
	char label[16];

	for (size_t i = 0;
	     known == 0 && i < sizeof(jpeg_readers) / sizeof(*jpeg_readers);
	     i++)
		if (jpeg_readers[i].marker == marker)
			known = jpeg_readers[i].read(walk, body);
	if (known >= body.size) {
		inventory_claim(walk->inventory, whole);
		return;
	}
	snprintf(
	    label, sizeof(label),
	    marker >= JPEG_APP0 && marker <= JPEG_APP15 ? "APP%u" : "marker %u",
	    marker >= JPEG_APP0 && marker <= JPEG_APP15 ? marker - JPEG_APP0
							: marker);
	inventory_claim(walk->inventory, base_view_part(whole, 0, 4 + known));
	/* What is in the place of a resource was looked at with the others. */
	if (body.data + known != walk->resource.data)
		inventory_unknown(
		    walk->inventory, label,
		    base_view_part(body, known, body.size - known));
}

/* ---- The walk ---- */

static void jpeg_finish(struct jpeg_walk *walk)
{
	struct inventory *inventory = walk->inventory;
	struct base_view all;

	/* The first packet's continuation, not a second one. */
	for (unsigned i = 0; i < walk->extendeds; i++) {
		unsigned met = inventory->xmps;

		inventory->xmps = 0;
		inventory_xmp(inventory,
			      base_buffer_view(&walk->extended[i].bytes));
		inventory->xmps = met;
		base_buffer_free(&walk->extended[i].bytes);
	}
	all = walk->resource;
	if (all.size == 0)
		all = inventory_hold(inventory,
				     base_buffer_view(&walk->resources));
	if (all.size > 0)
		inventory_resources(inventory, all);
	if (walk->thermal.size > 0)
		metadata_find_thermal(base_buffer_view(&walk->thermal),
				      inventory->picture);
	base_buffer_free(&walk->resources);
	base_buffer_free(&walk->thermal);
}

size_t inventory_jpeg(struct inventory *inventory, struct base_view view)
{
	struct jpeg_walk walk = {.inventory = inventory, .view = view};
	size_t end;

	if (!base_view_starts(view, "\xff\xd8\xff", 3))
		return 0;
	base_buffer_init(&walk.resources, INVENTORY_BLOCK_MAX);
	base_buffer_init(&walk.thermal, INVENTORY_BLOCK_MAX);
	inventory_claim(inventory, base_view_part(view, 0, 2));
	end = inventory_markers(view, jpeg_segment, &walk, NULL);
	if (end >= 2 &&
	    base_view_starts(base_view_part(view, end - 2, 2), "\xff\xd9", 2))
		inventory_claim(inventory, base_view_part(view, end - 2, 2));
	jpeg_finish(&walk);
	return end;
}
