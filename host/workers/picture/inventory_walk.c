/*
 * inventory_walk.c: a file from its first byte to its last: the container,
 * then each part that it did not account for, by what that begins with.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "inventory.h"

#define WALK_OLD_MAX 8 /* boxes in front of a video's own */
#define WALK_GAPS_MAX 1024
#define WALK_PIECES_MAX 64 /* of one gap */
#define WALK_STEP (64u << 10)
#define WALK_TRIES_MAX 4096 /* JPEGs that turn out to be none */

static size_t (*const walk_containers[])(struct inventory *inventory,
					 struct base_view view) = {
    inventory_jpeg, inventory_png,   inventory_webp, inventory_gif,
    inventory_tiff, inventory_boxes, inventory_bmp,  inventory_svg,
};

static size_t walk_container(struct inventory *inventory, struct base_view view)
{
	size_t end = 0;

	for (size_t i = 0;
	     end == 0 && i < sizeof(walk_containers) / sizeof(*walk_containers);
	     i++)
		end = walk_containers[i](inventory, view);
	return end;
}

/* ---- Kinds of parts ---- */

/* What fills up to a boundary, or ends a line, says nothing. */
static bool walk_is_padding(struct base_view part)
{
	bool blank = true, same = part.data[0] == 0xff;

	for (size_t i = 0; i < part.size; i++) {
		blank &= memchr("\0 \t\r\n", part.data[i], 5) != NULL;
		same &= part.data[i] == part.data[0];
	}
	return blank || same;
}

/* QuickTime's of before its files said what they are. */
static bool walk_is_old_video(struct base_view part)
{
	static const char types[][5] = {"wide", "mdat", "free", "skip", "pnot"};

	for (unsigned i = 0; i < WALK_OLD_MAX; i++) {
		uint64_t size = inventory_big(base_view_part(part, 0, 4));
		bool known = false;

		if (base_view_starts(base_view_part(part, 4, 4), "moov", 4))
			return base_view_starts(base_view_part(part, 12, 4),
						"mvhd", 4);
		for (size_t k = 0; k < sizeof(types) / sizeof(*types); k++)
			known |= base_view_starts(base_view_part(part, 4, 4),
						  types[k], 4);
		if (!known || size < 8 || size > part.size)
			return false;
		part = base_view_part(part, size, part.size - size);
	}
	return false;
}

static bool walk_is_video(struct base_view part)
{
	static const char brands[][5] = {"heic", "heix", "mif1", "avif", "avis",
					 "msf1", "jxl ", "M4A ", "M4B "};

	if (!base_view_starts(base_view_part(part, 4, 4), "ftyp", 4))
		return walk_is_old_video(part) ||
		       (base_view_starts(part, "RIFF", 4) && part.size > 12 &&
			memcmp(part.data + 8, "AVI ", 4) == 0);
	for (size_t i = 0; i < sizeof(brands) / sizeof(*brands); i++)
		if (base_view_starts(base_view_part(part, 8, 4), brands[i], 4))
			return false;
	return true;
}

static size_t walk_video(struct inventory *inventory, struct base_view part)
{
	struct base_view whole = part;
	char size[40], text[IPC_TEXT_MAX];

	if (!walk_is_video(part))
		return 0;
	/* Boxes up to the first that is none. */
	whole.size = inventory_video_end(part);
	inventory_video(inventory, whole);
	inventory_hide(inventory, IPC_HIDDEN_VIDEO, whole);
	metadata_size_words(size, sizeof(size), whole.size);
	metadata_fill(text, sizeof(text), N_("a video of {part}"), size);
	metadata_add(inventory->picture, IPC_FINDING_HIDDEN_VIDEO,
		     base_view_of(text));
	return whole.size;
}

/* What is within the picture has blocks of its own, as a file has. */
static void walk_inside(struct inventory *inventory)
{
	unsigned count = inventory->count;

	inventory->depth++;
	for (unsigned i = 0; i < count; i++)
		(void)walk_container(inventory, inventory->pictures[i].bytes);
	for (unsigned i = 0; i < inventory->insides; i++)
		(void)walk_container(inventory,
				     base_buffer_view(&inventory->held[i]));
	inventory->depth--;
}

/* Where a part lies that is not the picture's own. */
static const char *walk_where(const struct inventory *inventory,
			      struct base_view part)
{
	return (size_t)(part.data - inventory->file.data) >= inventory->behind
		   ? N_("behind the picture")
		   : N_("between the picture's parts");
}

/* A whole picture, with words of its own. */
static size_t walk_picture(struct inventory *inventory, struct base_view part)
{
	struct base_view whole;
	unsigned number;
	size_t end;

	if (inventory->depth >= INVENTORY_DEPTH_MAX)
		return 0;
	inventory->depth++;
	inventory->gain_map = false;
	end = walk_container(inventory, part);
	inventory->depth--;
	if (end == 0)
		return 0;
	whole = base_view_part(part, 0, end);
	inventory_claim(inventory, whole);
	number = inventory_hide(inventory,
				inventory->gain_map ? IPC_HIDDEN_GAIN_MAP
						    : IPC_HIDDEN_PICTURE,
				whole);
	if (inventory->gain_map)
		metadata_add(inventory->picture, IPC_FINDING_GAIN_MAP,
			     base_view_of(METADATA_GAIN_MAP));
	else
		inventory_add(inventory, whole, INVENTORY_PICTURE,
			      walk_where(inventory, whole), number);
	return end;
}

/* What follows the head of a JPEG's segment: its length, and XMP's name. */
static struct base_view walk_segment(struct base_view part)
{
	static const char name[] = "http://ns.adobe.com/xap/1.0/";
	uint64_t size = inventory_big(base_view_part(part, 2, 2));
	struct base_view body;

	if (!base_view_starts(part, "\xff\xe1", 2) || size < 2)
		return part;
	body = base_view_part(part, 4, (size_t)size - 2);
	return base_view_starts(body, name, sizeof(name))
		   ? base_view_part(body, sizeof(name),
				    body.size - sizeof(name))
		   : body;
}

/* Exif or XMP with nothing around it, or as a segment. */
static size_t walk_block(struct inventory *inventory, struct base_view whole)
{
	struct base_view part = walk_segment(whole);

	if (base_view_starts(part, "Exif\0\0", 6) ||
	    base_view_starts(part, "<?xpacket", 9) ||
	    base_view_starts(part, "<x:xmpmeta", 10)) {
		bool exif = part.data[0] == 'E';
		size_t end = (size_t)(part.data - whole.data) + part.size;

		inventory_claim(inventory, base_view_part(whole, 0, end));
		inventory_hide(inventory,
			       exif ? IPC_HIDDEN_EXIF : IPC_HIDDEN_XMP, part);
		if (exif)
			metadata_find_exif(part, inventory->picture);
		else
			metadata_find_xmp(part, inventory->picture);
		return end;
	}
	return 0;
}

static size_t (*const walk_kinds[])(struct inventory *inventory,
				    struct base_view part) = {
    walk_video,
    inventory_file,
    walk_picture,
    walk_block,
};

/* ---- Remains ---- */

static bool walk_ends(struct base_view part, const char *end, size_t size)
{
	return part.size >= size &&
	       memcmp(part.data + part.size - size, end, size) == 0;
}

/*
 * A picture that was written over a longer one leaves its end behind: pixels
 * that lead to a second end of the file (CVE-2023-21036, CVE-2023-28303).
 */
static bool walk_is_remains(const struct inventory *inventory,
			    struct base_view part)
{
	struct base_view file = inventory->file;

	if (part.data + part.size != file.data + file.size || part.size < 32)
		return false;
	if (base_view_starts(file, "\x89PNG", 4))
		return walk_ends(part,
				 "IEND\xae"
				 "B`\x82",
				 8);
	return base_view_starts(file, "\xff\xd8\xff", 3) &&
	       walk_ends(part, "\xff\xd9", 2);
}

static void walk_remains(struct inventory *inventory, struct base_view part)
{
	char size[40], number[24], rows[12], columns[12];
	char behind[IPC_TEXT_MAX], text[IPC_TEXT_MAX];
	size_t at = (size_t)(part.data - inventory->file.data);
	uint32_t width, height;

	inventory_hide(inventory, IPC_HIDDEN_REMAINS, part);
	metadata_size_words(size, sizeof(size), part.size);
	snprintf(number, sizeof(number), "%zu", at);
	metadata_fill(
	    behind, sizeof(behind),
	    N_("{part} behind the picture's end (from byte {number} on)"), size,
	    number);
	memcpy(text, behind, sizeof(text));
	if (base_view_starts(inventory->file, "\x89PNG", 4) &&
	    inventory_remains(inventory, part, &width, &height)) {
		snprintf(rows, sizeof(rows), "%" PRIu32, height);
		snprintf(columns, sizeof(columns), "%" PRIu32, width);
		metadata_fill(text, sizeof(text),
			      N_("{part}: about {rows} rows, by their look "
				 "{width} pixels wide, can be shown"),
			      behind, rows, columns);
	}
	metadata_add(inventory->picture, IPC_FINDING_HIDDEN_REMAINS,
		     base_view_of(text));
}

/* ---- Pieces of a gap ---- */

/* What files begin with, and so many bytes before that. */
static const struct {
	const char *mark;
	size_t size, before;
} walk_marks[] = {
    {"ftyp", 4, 4},	      {"\x89PNG\r\n\x1a\n", 8, 0},
    {"GIF89a", 6, 0},	      {"GIF87a", 6, 0},
    {"WEBPVP8", 7, 8},	      {"JXL \r\n\x87\n", 8, 4},
    {"PK\3\4", 4, 0},	      {"%PDF-1.", 7, 0},
    {"<x:xmpmeta", 10, 0},    {"Exif\0\0II*\0", 10, 0},
    {"Exif\0\0MM\0*", 10, 0}, {"mvhd", 4, 12},
};

/* The first place of a mark from one on and before another, or that one. */
static size_t walk_find(struct base_view part, size_t from, size_t to,
			const char *mark, size_t size)
{
	const uint8_t *found = NULL;

	if (to + size - 1 < part.size)
		part.size = to + size - 1;
	if (from < part.size)
		found = memmem(part.data + from, part.size - from, mark, size);
	return found != NULL ? (size_t)(found - part.data) : to;
}

/* The same of a JPEG with pixels; of so many tries none is left at last. */
static size_t walk_find_jpeg(struct base_view part, size_t from, size_t to,
			     unsigned *tries)
{
	while (from<to && * tries> 0) {
		from = walk_find(part, from, to, "\xff\xd8\xff", 3);
		if (from == to || inventory_jpeg_at(part, from).size > 0)
			return from;
		from += 2;
		--*tries;
	}
	return to;
}

/* The same of whatever is known. */
static size_t walk_find_any(struct base_view part, size_t from, size_t to,
			    unsigned *tries)
{
	for (size_t i = 0; i < sizeof(walk_marks) / sizeof(*walk_marks); i++) {
		size_t before = walk_marks[i].before;

		to = walk_find(part, from + before, to + before,
			       walk_marks[i].mark, walk_marks[i].size) -
		     before;
	}
	return walk_find_jpeg(part, from, to, tries);
}

/*
 * Where in a part the next one begins that is known, or its end.  What lies
 * near is found without looking for each mark to the end, again for each of
 * many small parts.
 */
static size_t walk_next(struct base_view part)
{
	unsigned tries = WALK_TRIES_MAX;

	for (size_t from = 1; from < part.size && part.size >= 4;
	     from += WALK_STEP) {
		size_t to =
		    part.size - from > WALK_STEP ? from + WALK_STEP : part.size;
		size_t found = walk_find_any(part, from, to, &tries);

		if (found < to)
			return found;
	}
	return part.size;
}

static void walk_unread(struct inventory *inventory, struct base_view part)
{
	bool words;

	if (walk_is_padding(part)) {
		inventory_claim(inventory, part);
		return;
	}
	if (walk_is_remains(inventory, part)) {
		walk_remains(inventory, part);
		return;
	}
	words = inventory_unknown(inventory, walk_where(inventory, part), part);
	inventory_hide(inventory, words ? IPC_HIDDEN_TEXT : IPC_HIDDEN_UNKNOWN,
		       part);
}

/* Zeros in front of a part belong to none, but for those of a box's length. */
static size_t walk_blank(struct base_view part)
{
	size_t size = 0;

	while (size < part.size && part.data[size] == 0)
		size++;
	for (size_t back = 1; back <= 3 && back <= size; back++) {
		struct base_view box = base_view_part(
		    part, size - back, part.size - (size - back));

		if (base_view_starts(base_view_part(box, 4, 4), "ftyp", 4) ||
		    walk_is_old_video(box))
			return size - back;
	}
	return size;
}

static void walk_gap(struct inventory *inventory, struct base_view gap)
{
	for (unsigned i = 0; i < WALK_PIECES_MAX && gap.size > 0; i++) {
		size_t used = walk_blank(gap);

		inventory_claim(inventory, base_view_part(gap, 0, used));
		gap = base_view_part(gap, used, gap.size - used);
		used = 0;
		for (size_t k = 0; gap.size > 0 && used == 0 &&
				   k < sizeof(walk_kinds) / sizeof(*walk_kinds);
		     k++)
			used = walk_kinds[k](inventory, gap);
		if (used == 0 && gap.size > 0) {
			used = walk_next(gap);
			walk_unread(inventory, base_view_part(gap, 0, used));
		}
		gap = base_view_part(gap, used, gap.size - used);
	}
}

/* Around what is packed, which was told already. */
static void walk_gap_around(struct inventory *inventory, struct base_view gap)
{
	for (unsigned i = 0; i < inventory->packeds; i++) {
		struct base_view packed = inventory->packed[i];
		size_t at;

		/* They are in the order of the file. */
		if (packed.data < gap.data ||
		    packed.data >= gap.data + gap.size)
			continue;
		at = (size_t)(packed.data - gap.data);
		walk_gap(inventory, base_view_part(gap, 0, at));
		at += packed.size;
		gap = base_view_part(gap, at, gap.size - at);
	}
	walk_gap(inventory, gap);
}

/* ---- The whole ---- */

static void walk_sum(struct inventory *inventory)
{
	struct ipc_picture *picture = inventory->picture;
	uint64_t unknown = 0;
	char size[40];

	for (unsigned i = 0; i < picture->hiddens; i++)
		if (picture->hidden[i].kind == IPC_HIDDEN_UNKNOWN)
			unknown += picture->hidden[i].bytes;
	picture->unread_bytes = inventory_left(inventory);
	if (unknown == 0)
		return;
	metadata_size_words(size, sizeof(size), unknown);
	metadata_add(picture, IPC_FINDING_UNREAD, base_view_of(size));
}

/* A motion photo whose video was taken out: nobody sees it there any more. */
static void walk_motion(struct inventory *inventory)
{
	const struct ipc_picture *picture = inventory->picture;
	bool there = false;

	for (unsigned i = 0; i < picture->count; i++)
		there |= picture->findings[i].kind == IPC_FINDING_HIDDEN_VIDEO;
	/* A film that is not played by phones is told as a file. */
	for (unsigned i = 0; i < picture->hiddens; i++)
		there |= picture->hidden[i].kind == IPC_HIDDEN_VIDEO;
	if (inventory->motion && !there)
		metadata_add(
		    inventory->picture, IPC_FINDING_EDIT_HISTORY,
		    base_view_of(N_("taken as a motion photo; its video was "
				    "not found in this file")));
}

void inventory_walk(struct inventory *inventory)
{
	static struct base_view gaps[WALK_GAPS_MAX];
	size_t count;

	inventory->behind = walk_container(inventory, inventory->file);
	if (inventory->behind == 0)
		return;
	walk_inside(inventory);
	count = inventory_gaps(inventory, gaps, WALK_GAPS_MAX);
	for (size_t i = 0; i < count; i++)
		inventory_trailers(inventory, gaps[i]);
	count = inventory_gaps(inventory, gaps, WALK_GAPS_MAX);
	for (size_t i = 0; i < count; i++)
		walk_gap_around(inventory, gaps[i]);
	walk_motion(inventory);
	metadata_finish(inventory->picture);
	walk_sum(inventory);
}
