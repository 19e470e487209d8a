/*
 * inventory_jpeg.c: a JPEG's segments and scans (ITU-T T.81, B), and what
 * writers keep in its application segments.
 */
#include <stdio.h>
#include <string.h>

#include "container/jpeg.h"
#include "inventory_account.h"
#include "metadata_xmp.h"

#define JPEG_EXIF "Exif\0"
#define JPEG_XMP "http://ns.adobe.com/xap/1.0/"
#define JPEG_EXTENDED "http://ns.adobe.com/xmp/extension/"
#define JPEG_PROFILE "ICC_PROFILE"
#define JPEG_PHOTOSHOP "Photoshop 3.0"
#define JPEG_GUID 40	    /* bytes before an extended packet's part */
#define JPEG_NAME 32	    /* of these, its name */
#define JPEG_EXTENDED_MAX 4 /* packets */
#define JPEG_PARTS_MAX 256  /* of these */
#define JPEG_AVI 14	    /* bytes of AVI1's segment */
#define JPEG_MANAGED 10	    /* of colour management's */
#define JPEG_ADOBE_LONG 31  /* as Photoshop writes it */
#define JPEG_THERMAL 64	    /* bytes before a list of records */
#define JPEG_ALL SIZE_MAX
#define JPEG_DONE (SIZE_MAX - 1) /* told, and accounted for as far as known */

/* A part of an extended packet, and where in it that belongs. */
struct jpeg_part {
	unsigned packet;
	size_t at;
	struct base_view bytes;
};

/* What is put together from several segments. */
struct jpeg_walk {
	struct inventory *inventory;
	char extended[JPEG_EXTENDED_MAX][JPEG_NAME];
	struct jpeg_part part[JPEG_PARTS_MAX];
	unsigned extendeds, parts;
	struct base_view exif; /* a block, which may go on */
	struct base_buffer exifs;
	struct base_buffer resources, thermal, profile;
	struct base_view resource; /* where there is but one */
	struct jpeg_use use;
	bool jfif;    /* its segment was met */
	bool history; /* the parts of APP11 are of a history */
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

	/* Some writers repeat it. */
	if (walk->jfif)
		inventory_numbers(
		    inventory, "APP0",
		    base_view_part(segment, 5,
				   segment.size < 12 ? segment.size - 5 : 7));
	walk->jfif = true;
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
			      N_("in the JFIF extension"), IPC_HIDDEN_MAX);
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
	if (!base_view_starts(segment, "AVI1", 4) &&
	    !base_view_starts(segment, "MJPG", 4))
		return 0;
	inventory_numbers(walk->inventory, N_("a film's picture"),
			  base_view_part(segment, 4, JPEG_AVI - 4));
	return JPEG_AVI;
}

/*
 * The bytes of a part go where it says, into the packet of its name.  Whether
 * it has a hole is known at the end.
 */
static bool jpeg_extended(struct jpeg_walk *walk, struct base_view body)
{
	uint64_t at = inventory_big(base_view_part(body, JPEG_NAME + 4, 4));
	struct base_view bytes =
	    base_view_part(body, JPEG_GUID, body.size - JPEG_GUID);
	unsigned i = 0;

	while (i < walk->extendeds &&
	       memcmp(walk->extended[i], body.data, JPEG_NAME) != 0)
		i++;
	if (i == JPEG_EXTENDED_MAX || walk->parts == JPEG_PARTS_MAX ||
	    at + bytes.size > INVENTORY_BLOCK_MAX)
		return false;
	if (i == walk->extendeds) {
		memcpy(walk->extended[i], body.data, JPEG_NAME);
		walk->extendeds++;
	}
	walk->part[walk->parts++] = (struct jpeg_part){i, (size_t)at, bytes};
	return true;
}

/* Parts of records, which begin with a head of their own. */
static size_t jpeg_thermal(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view part = base_view_part(segment, 8, segment.size - 8);

	if (walk->thermal.size == 0 && !metadata_is_thermal(part))
		return 8;
	(void)!base_buffer_add(&walk->thermal, part.data, part.size);
	return JPEG_ALL;
}

/* ---- Exif, of one segment or several ---- */

static void jpeg_exif_end(struct jpeg_walk *walk)
{
	struct base_view all = walk->exif;

	walk->exif = (struct base_view){0};
	if (walk->exifs.size > 0)
		all = inventory_hold(walk->inventory,
				     base_buffer_view(&walk->exifs));
	base_buffer_free(&walk->exifs);
	if (all.size > 0)
		inventory_exif(walk->inventory, all);
}

/* What begins as no block of its own goes on where the last one ended. */
static void jpeg_exif(struct jpeg_walk *walk, struct base_view body)
{
	bool goes_on = walk->exif.size > 0 &&
		       !base_view_starts(body, "II*", 3) &&
		       !base_view_starts(body, "MM\0*", 4);

	if (!goes_on) {
		jpeg_exif_end(walk);
		base_buffer_init(&walk->exifs, INVENTORY_BLOCK_MAX);
		walk->exif = body;
		return;
	}
	if (walk->exifs.size == 0)
		(void)!base_buffer_add(&walk->exifs, walk->exif.data,
				       walk->exif.size);
	(void)!base_buffer_add(&walk->exifs, body.data, body.size);
}

static size_t jpeg_app1(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view body;

	body = jpeg_after(segment, JPEG_EXIF, 6);
	if (body.data == NULL && base_view_starts(segment, "Exif\0\xff", 6))
		body = base_view_part(segment, 6, segment.size - 6);
	if (body.data != NULL) {
		jpeg_exif(walk, body);
		return JPEG_ALL;
	}
	body = jpeg_after(segment, JPEG_EXTENDED, sizeof(JPEG_EXTENDED));
	if (body.size > JPEG_GUID && jpeg_extended(walk, body)) {
		inventory_claim(
		    walk->inventory,
		    base_view_part(segment, 0,
				   sizeof(JPEG_EXTENDED) + JPEG_GUID));
		return JPEG_DONE;
	}
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
	return base_view_starts(segment, "FLIR\0", 5)
		   ? jpeg_thermal(walk, segment)
		   : 0;
}

#define JPEG_GAIN 28	   /* bytes of a name */
#define JPEG_GAIN_MANY 128 /* a flag: three channels */
#define JPEG_GAIN_BELOW 8  /* a flag: one denominator for all numbers */

/*
 * ISO 21496-1: of a gain map, two versions; in the map itself flags, numbers of
 * the whole and of one or three channels, most of them fractions.
 */
static size_t jpeg_gain(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view flags = base_view_part(segment, JPEG_GAIN + 4, 1);
	size_t channels, size = JPEG_GAIN + 4;

	walk->inventory->gain_map |= walk->inventory->depth > 0;
	if (walk->inventory->depth == 0 || flags.size == 0)
		return size;
	channels = flags.data[0] & JPEG_GAIN_MANY ? 3 : 1;
	return size + 1 +
	       (flags.data[0] & JPEG_GAIN_BELOW ? 12 + 20 * channels
						: 16 + 40 * channels);
}

/* Its parts in their order; which of it is known, jpeg_use_pieces() says. */
static size_t jpeg_profile(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view part =
	    base_view_part(segment, JPEG_ICC, segment.size - JPEG_ICC);

	if (base_buffer_add(&walk->profile, part.data, part.size) != LENS_OK)
		base_buffer_free(&walk->profile);
	return 0;
}

static size_t jpeg_app2(struct jpeg_walk *walk, struct base_view segment)
{
	if (base_view_starts(segment, "urn:iso:std:iso:ts:21496:-1", JPEG_GAIN))
		return jpeg_gain(walk, segment);
	if (base_view_starts(segment, JPEG_PROFILE, 12))
		return jpeg_profile(walk, segment);
	/* Where further pictures are. */
	if (!base_view_starts(segment, "MPF\0", 4))
		return 0;
	inventory_claim(walk->inventory, base_view_part(segment, 0, 4));
	return inventory_directories(
		   walk->inventory, N_("where further pictures are"),
		   base_view_part(segment, 4, segment.size - 4), false)
		   ? JPEG_DONE
		   : 4;
}

/* "Meta": TIFF directories of Kodak's; others' previews. */
static size_t jpeg_app3(struct jpeg_walk *walk, struct base_view segment)
{
	if (base_view_starts(segment, "Meta\0\0", 6) ||
	    base_view_starts(segment, "META\0\0", 6)) {
		struct base_view body =
		    base_view_part(segment, 6, segment.size - 6);

		metadata_find_exif(body, walk->inventory->picture);
		return inventory_directories(walk->inventory,
					     N_("in Kodak's block"), body, true)
			   ? JPEG_ALL
			   : 6;
	}
	if (base_view_starts(segment, "Exif\0\0", 6)) {
		inventory_exif(walk->inventory,
			       base_view_part(segment, 6, segment.size - 6));
		return JPEG_ALL;
	}
	return 0;
}

/* Apple's curve: how many numbers, and these. */
static size_t jpeg_curve(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view rest = base_view_part(segment, 10, segment.size - 10);

	if (rest.size == 0 ||
	    rest.size != 4 * inventory_big(base_view_part(segment, 6, 4)))
		return 6;
	inventory_numbers(walk->inventory, "APP10", rest);
	return JPEG_ALL;
}

/* PhotoStudio's comment has no name in front, JPS's has. */
static size_t jpeg_app10(struct jpeg_walk *walk, struct base_view segment)
{
	struct base_view text = jpeg_after(segment, "UNICODE\0", 8);
	char utf8[3 * IPC_TEXT_MAX];

	if (text.data == NULL)
		return base_view_starts(segment, "AROT\0", 6)
			   ? jpeg_curve(walk, segment)
			   : 0;
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
		else if (kind > 1 || size != 4)
			inventory_numbers(walk->inventory, "Ducky", body);
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

	/* Without Photoshop's names around it. */
	if (base_view_starts(segment, "\x1c\1", 2) ||
	    base_view_starts(segment, "\x1c\2", 2)) {
		inventory_iptc(walk->inventory, segment);
		return JPEG_ALL;
	}
	/* The name alone, which Photoshop writes into previews. */
	if (base_view_starts(segment, "Adobe_CM\0", 9) &&
	    segment.size == JPEG_MANAGED)
		return JPEG_ALL;
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

/* As Photoshop writes it, it has more than says what the colours are. */
static size_t jpeg_app14(struct jpeg_walk *walk, struct base_view segment)
{
	if (!base_view_starts(segment, "Adobe", 5) ||
	    segment.size != JPEG_ADOBE_LONG)
		return 0;
	inventory_numbers(
	    walk->inventory, "APP14",
	    base_view_part(segment, JPEG_ADOBE, segment.size - JPEG_ADOBE));
	return JPEG_ALL;
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

static size_t jpeg_read_segment(struct jpeg_walk *walk, uint8_t marker,
				struct base_view body)
{
	for (size_t i = 0; i < sizeof(jpeg_readers) / sizeof(*jpeg_readers);
	     i++)
		if (jpeg_readers[i].marker == marker)
			return jpeg_readers[i].read(walk, body);
	return 0;
}

static void jpeg_say(struct jpeg_walk *walk, uint8_t marker,
		     struct base_view rest)
{
	bool application = marker >= JPEG_APP0 && marker <= JPEG_APP15;
	char number[12], label[IPC_TEXT_MAX] = N_("between the pixels");

	snprintf(number, sizeof(number), "%u",
		 application ? marker - JPEG_APP0 : marker);
	if (marker != 0)
		metadata_fill(label, sizeof(label),
			      application ? "APP{number}"
					  : N_("marker {number}"),
			      number);
	inventory_unknown(walk->inventory, label, rest);
}

static void jpeg_segment(void *context, uint8_t marker, struct base_view whole)
{
	struct jpeg_walk *walk = context;
	size_t head = marker == 0 ? 0 : 4, known;
	struct base_view body = base_view_part(whole, head, whole.size - head);
	struct jpeg_piece pieces[JPEG_PIECES];
	unsigned count = jpeg_use_pieces(&walk->use, marker, body, pieces);

	if (marker != JPEG_APP0 + 1 || !base_view_starts(body, "Exif\0", 5))
		jpeg_exif_end(walk);

	inventory_claim(walk->inventory, base_view_part(whole, 0, head));
	for (unsigned i = 0; i < count; i++) {
		/* Writers write tables for colours that a picture has not. */
		pieces[i].taken |= inventory_is_table(marker, pieces[i].bytes);
		if (pieces[i].taken)
			inventory_claim(walk->inventory, pieces[i].bytes);
	}
	known = jpeg_read_segment(walk, marker, body);
	if (known == JPEG_DONE)
		return;
	if (known >= body.size) {
		inventory_claim(walk->inventory, whole);
		return;
	}
	inventory_claim(walk->inventory, base_view_part(body, 0, known));
	/* What is in the place of a resource was looked at with the others. */
	if (body.data + known == walk->resource.data)
		return;
	if (known > 0)
		jpeg_say(walk, marker,
			 base_view_part(body, known, body.size - known));
	for (unsigned i = 0; known == 0 && i < count; i++)
		if (!pieces[i].taken)
			jpeg_say(walk, marker, pieces[i].bytes);
}

/* ---- The walk ---- */

/* What lies in none of the records may be words. */
static void jpeg_find_thermal(struct inventory *inventory,
			      struct base_view bytes)
{
	struct inventory account;
	struct base_view parts[2];

	inventory_init(&account, bytes, inventory->picture);
	inventory_claim(&account, base_view_part(bytes, 0, JPEG_THERMAL));
	for (unsigned i = 0; metadata_thermal_part(bytes, i, parts); i++) {
		inventory_claim(&account, parts[0]);
		inventory_claim(&account, parts[1]);
	}
	metadata_find_thermal(bytes, inventory->picture);
	inventory_account(inventory, &account, N_("in the camera's block"),
			  true);
}

/* How far a packet's parts reach without a hole, and at most. */
static size_t jpeg_reach(const struct jpeg_walk *walk, unsigned packet,
			 size_t *most)
{
	size_t reach = 0, before;

	do {
		before = reach;
		for (unsigned i = 0; i < walk->parts; i++) {
			const struct jpeg_part *part = &walk->part[i];
			size_t end = part->at + part->bytes.size;

			if (part->packet != packet)
				continue;
			*most = end > *most ? end : *most;
			if (part->at <= reach && end > reach)
				reach = end;
		}
	} while (reach > before);
	return reach;
}

/*
 * The first packet's continuation, not a second one.  With a hole it is no XML:
 * what stands in each part is told as words.
 */
static void jpeg_packet(struct jpeg_walk *walk, unsigned packet)
{
	struct inventory *inventory = walk->inventory;
	unsigned met = inventory->xmps;
	struct base_buffer all;
	size_t size = 0;
	bool whole = jpeg_reach(walk, packet, &size) == size;
	uint8_t *to = NULL;

	base_buffer_init(&all, INVENTORY_BLOCK_MAX);
	if (base_buffer_extend(&all, size, &to) != LENS_OK)
		whole = false;
	for (unsigned i = 0; i < walk->parts; i++) {
		const struct jpeg_part *part = &walk->part[i];

		if (part->packet != packet)
			continue;
		inventory_claim(inventory, part->bytes);
		if (whole)
			memcpy(to + part->at, part->bytes.data,
			       part->bytes.size);
		else
			metadata_xmp_rest(part->bytes, inventory->picture);
	}
	inventory->xmps = 0;
	if (whole)
		inventory_xmp(inventory, base_buffer_view(&all));
	inventory->xmps = met;
	base_buffer_free(&all);
}

static void jpeg_finish(struct jpeg_walk *walk)
{
	struct inventory *inventory = walk->inventory;
	struct base_view all;

	jpeg_exif_end(walk);
	for (unsigned i = 0; i < walk->extendeds; i++)
		jpeg_packet(walk, i);
	all = walk->resource;
	if (all.size == 0)
		all = inventory_hold(inventory,
				     base_buffer_view(&walk->resources));
	if (all.size > 0)
		inventory_resources(inventory, all);
	if (walk->thermal.size > 0)
		jpeg_find_thermal(inventory, base_buffer_view(&walk->thermal));
	metadata_find_profile(base_buffer_view(&walk->profile),
			      inventory->picture);
	base_buffer_free(&walk->profile);
	base_buffer_free(&walk->resources);
	base_buffer_free(&walk->thermal);
}

size_t inventory_jpeg(struct inventory *inventory, struct base_view view)
{
	struct jpeg_walk walk = {.inventory = inventory};
	size_t end;

	if (!base_view_starts(view, "\xff\xd8\xff", 3))
		return 0;
	jpeg_use_begin(view, &walk.use);
	base_buffer_init(&walk.profile, INVENTORY_BLOCK_MAX);
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
