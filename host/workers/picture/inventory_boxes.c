/*
 * inventory_boxes.c: files of boxes (ISO 14496-12): HEIC and AVIF with their
 * items (ISO 23008-12), JPEG XL (ISO 18181-2).
 */
#include <string.h>

#include "container/inflate.h"
#include "container/jpeg.h"
#include "inventory.h"

#define BOXES_MAX 4096 /* of one level */
#define BOXES_ITEMS_MAX 4096

struct boxes_item {
	uint32_t id;
	char type[5];
	/* zero-terminated, in the file */
	const char *name, *content, *encoding;
	bool hidden;
};

struct boxes_walk {
	struct inventory *inventory;
	struct base_view view;
	struct base_view idat;
	struct boxes_item *items;
	size_t count;
	uint32_t primary;
	struct base_view references, properties;
	bool pixels; /* a box of pixels outside of items */
	bool jxl;    /* the file begins as JPEG XL does */
	bool kinds;  /* its brands were met */
};

/* ---- Boxes ---- */

struct boxes_box {
	char type[5];
	struct base_view whole, body;
	bool cut; /* it claims more than there is */
};

/* Take one box off the front of rest; false at the end. */
static bool boxes_next(struct base_view *rest, struct boxes_box *out)
{
	uint64_t size = inventory_big(base_view_part(*rest, 0, 4));
	size_t head = 8;

	if (rest->size < 8)
		return false;
	memcpy(out->type, rest->data + 4, 4);
	out->type[4] = '\0';
	for (unsigned i = 0; i < 4; i++)
		if (rest->data[4 + i] < ' ')
			return false;
	if (size == 1) {
		head = 16;
		if (rest->size < head)
			return false;
		size = inventory_big(base_view_part(*rest, 8, 8));
	}
	if (size == 0)
		size = rest->size; /* the last one, up to the end */
	if (size < head)
		return false;
	out->cut = size > rest->size;
	if (out->cut)
		size = rest->size;
	out->whole = base_view_part(*rest, 0, size);
	out->body = base_view_part(*rest, head, size - head);
	*rest = base_view_part(*rest, size, rest->size - size);
	return true;
}

static bool boxes_is(const struct boxes_box *box, const char *type)
{
	return strcmp(box->type, type) == 0;
}

/* Numbers off the front; 0 behind the end. */
static uint64_t boxes_take(struct base_view *rest, size_t size)
{
	struct base_view one = base_view_part(*rest, 0, size);

	if (one.data == NULL) {
		*rest = (struct base_view){0};
		return 0;
	}
	*rest = base_view_part(*rest, size, rest->size - size);
	return inventory_big(one);
}

static const char *boxes_word(struct base_view *rest)
{
	const uint8_t *end =
	    rest->size > 0 ? memchr(rest->data, 0, rest->size) : NULL;
	const char *word = (const char *)rest->data;
	size_t size;

	if (end == NULL)
		return "";
	size = (size_t)(end - rest->data) + 1;
	*rest = base_view_part(*rest, size, rest->size - size);
	return word;
}

/* ---- Items ---- */

static void boxes_add_item(struct boxes_walk *walk, struct base_view body)
{
	struct boxes_item item = {.name = "", .content = "", .encoding = ""};
	uint64_t version = boxes_take(&body, 1);

	item.hidden = (boxes_take(&body, 3) & 1) != 0;
	if (version < 2 || walk->count == BOXES_ITEMS_MAX)
		return;
	item.id = (uint32_t)boxes_take(&body, version == 2 ? 2 : 4);
	boxes_take(&body, 2); /* protection */
	if (body.size < 4)
		return;
	memcpy(item.type, body.data, 4);
	boxes_take(&body, 4);
	item.name = boxes_word(&body);
	if (strcmp(item.type, "mime") == 0) {
		item.content = boxes_word(&body);
		item.encoding = boxes_word(&body);
	}
	walk->items[walk->count++] = item;
}

static void boxes_items(struct boxes_walk *walk, struct base_view body)
{
	uint64_t version = boxes_take(&body, 1);
	struct boxes_box box;

	boxes_take(&body, 3);
	boxes_take(&body, version == 0 ? 2 : 4);
	while (walk->count < BOXES_ITEMS_MAX && boxes_next(&body, &box))
		if (boxes_is(&box, "infe"))
			boxes_add_item(walk, box.body);
}

static const struct boxes_item *boxes_item(const struct boxes_walk *walk,
					   uint32_t id)
{
	for (size_t i = 0; i < walk->count; i++)
		if (walk->items[i].id == id)
			return &walk->items[i];
	return NULL;
}

/* ISO 23008-12: four bytes say how far into the item the TIFF header is. */
static void boxes_exif(struct inventory *inventory, struct base_view item)
{
	uint64_t skip = 4 + inventory_big(base_view_part(item, 0, 4));

	if (item.size < 8)
		return;
	/* Writers who forget the four bytes begin with the head itself. */
	if (base_view_starts(item, "II*\0", 4) ||
	    base_view_starts(item, "MM\0*", 4))
		skip = 0;
	if (skip < item.size)
		inventory_exif(inventory,
			       base_view_part(item, skip, item.size - skip));
}

/* Words that are packed as in HTTP: "gzip" or "deflate"; as they are, else. */
static struct base_view boxes_plain(struct inventory *inventory,
				    const struct boxes_item *item,
				    struct base_view bytes)
{
	z_stream stream = {.next_in = (uint8_t *)(uintptr_t)bytes.data,
			   .avail_in = (unsigned)bytes.size};
	struct base_buffer plain;

	if (*item->encoding == '\0' || bytes.size > INVENTORY_BLOCK_MAX ||
	    inflateInit2(&stream, 15 + 32) != Z_OK)
		return bytes;
	base_buffer_init(&plain, INVENTORY_BLOCK_MAX);
	if (inflate_into(&stream, &plain) == Z_STREAM_END)
		bytes = inventory_hold(inventory, base_buffer_view(&plain));
	inflateEnd(&stream);
	base_buffer_free(&plain);
	return bytes;
}

static void boxes_read_item(struct boxes_walk *walk,
			    const struct boxes_item *item,
			    struct base_view bytes)
{
	struct inventory *inventory = walk->inventory;

	bytes = boxes_plain(inventory, item, bytes);
	if (strcmp(item->type, "Exif") == 0)
		boxes_exif(inventory, bytes);
	else if (strcmp(item->type, "mime") == 0 &&
		 strcmp(item->content, "application/rdf+xml") == 0)
		inventory_xmp(inventory, bytes);
	else if (strcmp(item->type, "mime") == 0)
		(void)inventory_unknown(inventory, item->content, bytes);
	else if (strcmp(item->type, "uri ") == 0)
		(void)inventory_unknown(inventory, N_("a note on the picture"),
					bytes);
	else if (strcmp(item->type, "jpeg") == 0 &&
		 base_view_starts(bytes, "\xff\xd8", 2) &&
		 item->id != walk->primary)
		inventory_add(inventory, bytes, INVENTORY_PREVIEW,
			      N_("among the file's items"), IPC_HIDDEN_MAX);
}

/* One item's extents, claimed; its bytes where they are in one piece. */
static void boxes_locate(struct boxes_walk *walk, struct base_view *rest,
			 uint64_t version, const uint8_t sizes[4])
{
	uint32_t id = (uint32_t)boxes_take(rest, version < 2 ? 2 : 4);
	uint64_t method = version == 0 ? 0 : boxes_take(rest, 2) & 15, base;
	const struct boxes_item *item = boxes_item(walk, id);
	struct base_view bytes = {0}, source = walk->view;
	struct base_buffer joined;
	uint64_t extents;

	boxes_take(rest, 2); /* the file: this one */
	base = boxes_take(rest, sizes[2]);
	extents = boxes_take(rest, 2);
	if (method == 1)
		source = walk->idat;
	base_buffer_init(&joined, INVENTORY_BLOCK_MAX);
	for (uint64_t i = 0; i < extents && rest->size > 0; i++) {
		uint64_t at, size;

		boxes_take(rest, version == 0 ? 0 : sizes[3]);
		at = base + boxes_take(rest, sizes[0]);
		size = boxes_take(rest, sizes[1]);
		if (method > 1 || at > source.size)
			continue;
		if (size == 0 || size > source.size - at)
			size = source.size - at;
		bytes = base_view_part(source, at, size);
		inventory_claim(walk->inventory, bytes);
		if (extents > 1 && item != NULL &&
		    (strcmp(item->type, "Exif") == 0 ||
		     strcmp(item->type, "mime") == 0))
			(void)!base_buffer_add(&joined, bytes.data, bytes.size);
	}
	if (joined.size > 0)
		bytes =
		    inventory_hold(walk->inventory, base_buffer_view(&joined));
	base_buffer_free(&joined);
	if (item != NULL && bytes.size > 0)
		boxes_read_item(walk, item, bytes);
}

static void boxes_locations(struct boxes_walk *walk, struct base_view body)
{
	uint64_t version = boxes_take(&body, 1), count;
	uint8_t sizes[4]; /* of offset, length, base offset, index */

	boxes_take(&body, 3);
	sizes[0] = body.size > 0 ? body.data[0] >> 4 : 0;
	sizes[1] = boxes_take(&body, 1) & 15;
	sizes[2] = body.size > 0 ? body.data[0] >> 4 : 0;
	sizes[3] = boxes_take(&body, 1) & 15;
	for (unsigned i = 0; i < 4; i++)
		if (sizes[i] > 8)
			return;
	count = boxes_take(&body, version < 2 ? 2 : 4);
	for (uint64_t i = 0; i < count && body.size > 0 && i < BOXES_ITEMS_MAX;
	     i++)
		boxes_locate(walk, &body, version, sizes);
}

/* ---- Properties ---- */

/*
 * Properties of numbers and of what the coder says: sizes, colours, turns.  How
 * many bytes of one those are; 0: it is none of them.
 */
static size_t boxes_usual(const struct boxes_box *box)
{
	static const struct {
		char type[5];
		uint8_t size; /* 0: whatever it has */
	} usual[] = {
	    {"ispe", 12}, {"pixi", 12}, {"colr", 0},  {"irot", 1},  {"imir", 1},
	    {"clap", 32}, {"pasp", 8},	{"hvcC", 0},  {"av1C", 0},  {"avcC", 0},
	    {"vvcC", 0},  {"lhvC", 0},	{"oinf", 0},  {"tols", 0},  {"lsel", 2},
	    {"a1op", 1},  {"a1lx", 13}, {"clli", 4},  {"mdcv", 24}, {"cclv", 0},
	    {"amve", 8},  {"rloc", 12}, {"uncC", 0},  {"cmpd", 0},  {"jpgC", 0},
	    {"j2kH", 0},  {"iscl", 12}, {"crtt", 12}, {"mdft", 12}, {"rref", 0},
	    {"wipe", 0},
	};

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (boxes_is(box, usual[i].type))
			return usual[i].size > 0 ? usual[i].size : SIZE_MAX;
	return 0;
}

/* What an item is beside the picture, by its auxC; and words about it. */
static void boxes_property(struct boxes_walk *walk, const struct boxes_box *box)
{
	struct ipc_picture *picture = walk->inventory->picture;
	struct base_view body = box->body;
	const char *word;

	if (boxes_is(box, "auxC")) {
		boxes_take(&body, 4);
		word = boxes_word(&body);
		if (strcasestr(word, "gainmap") != NULL)
			metadata_add(picture, IPC_FINDING_GAIN_MAP,
				     base_view_of(METADATA_GAIN_MAP));
		return;
	}
	if (boxes_is(box, "udes")) { /* language, name, description, tags */
		static const enum ipc_finding_kind kinds[] = {
		    IPC_FINDING_CAPTION, IPC_FINDING_CAPTION,
		    IPC_FINDING_KEYWORDS};

		boxes_take(&body, 4);
		boxes_word(&body);
		for (unsigned i = 0; i < 3; i++)
			metadata_add(picture, kinds[i],
				     base_view_of(boxes_word(&body)));
	} else if (boxes_is(box, "altt")) {
		boxes_take(&body, 4);
		metadata_add(picture, IPC_FINDING_CAPTION,
			     base_view_of(boxes_word(&body)));
	} else if (boxes_is(box, "colr") &&
		   (base_view_starts(body, "prof", 4) ||
		    base_view_starts(body, "rICC", 4))) {
		metadata_find_profile(base_view_part(body, 4, body.size - 4),
				      picture);
	} else if (body.size > boxes_usual(box)) {
		inventory_numbers(walk->inventory, box->type, body);
	}
}

static void boxes_properties(struct boxes_walk *walk, struct base_view body)
{
	struct boxes_box box, property;

	while (boxes_next(&body, &box))
		if (boxes_is(&box, "ipco"))
			for (unsigned i = 0;
			     i < BOXES_MAX && boxes_next(&box.body, &property);
			     i++)
				boxes_property(walk, &property);
}

/*
 * Items that can be shown by themselves: pictures beside the first one.  A
 * tile, a thumbnail, an alpha plane, a gain map belong to another item.
 */
static bool boxes_is_used(const struct boxes_walk *walk, uint32_t id)
{
	struct base_view body = walk->references;
	uint64_t version = boxes_take(&body, 1);
	struct boxes_box box;
	size_t width = version == 0 ? 2 : 4;

	boxes_take(&body, 3);
	while (boxes_next(&body, &box)) {
		uint64_t from = boxes_take(&box.body, width);
		uint64_t count = boxes_take(&box.body, 2);

		if (from == id && !boxes_is(&box, "dimg") &&
		    !boxes_is(&box, "base"))
			return true;
		for (uint64_t i = 0; i < count && box.body.size > 0; i++)
			if (boxes_take(&box.body, width) == id &&
			    boxes_is(&box, "dimg"))
				return true;
	}
	return false;
}

static bool boxes_is_picture(const char *type)
{
	static const char *const types[] = {"hvc1", "av01", "grid", "iovl",
					    "iden", "jpeg", "avc1", "unci",
					    "j2k1", "vvc1"};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

static void boxes_others(struct boxes_walk *walk)
{
	unsigned others = 0;

	for (size_t i = 0; i < walk->count && i < 256; i++) {
		const struct boxes_item *item = &walk->items[i];

		others += boxes_is_picture(item->type) && !item->hidden &&
			  item->id != walk->primary &&
			  !boxes_is_used(walk, item->id);
	}
	if (others > 0)
		metadata_add_counted(
		    walk->inventory->picture, IPC_FINDING_HIDDEN_PICTURE,
		    others, N_("1 further picture in the same file"),
		    N_("{number} further pictures in the same file"));
}

/* ---- The list of items ---- */

static const uint8_t boxes_c2pa[16] = {0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e,
				       0x48, 0x3c, 0x92, 0x97, 0x58, 0x28,
				       0x87, 0x7e, 0xc4, 0x81};
static const uint8_t boxes_xmp[16] = {0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9,
				      0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94,
				      0x91, 0xe3, 0xaf, 0xac};

static void boxes_head(struct boxes_walk *walk, const struct boxes_box *box)
{
	inventory_claim(
	    walk->inventory,
	    base_view_part(box->whole, 0, box->whole.size - box->body.size));
}

static void boxes_uuid(struct boxes_walk *walk, const struct boxes_box *box)
{
	struct inventory *inventory = walk->inventory;
	struct base_view rest =
	    base_view_part(box->body, 16, box->body.size - 16);

	boxes_head(walk, box);
	if (base_view_starts(box->body, boxes_c2pa, 16)) {
		inventory_claim(inventory, box->whole);
		metadata_find_credentials(rest, &inventory->looked,
					  inventory->picture);
	} else if (base_view_starts(box->body, boxes_xmp, 16)) {
		inventory_claim(inventory, box->whole);
		inventory_xmp(inventory, rest);
	} else {
		(void)inventory_unknown(inventory, N_("a box of its own"),
					rest);
	}
}

static void boxes_video(struct boxes_walk *walk, const struct boxes_box *box)
{
	boxes_head(walk, box);
	/* The rest finds the video in it by itself. */
}

static void boxes_free(struct boxes_walk *walk, const struct boxes_box *box)
{
	bool zeros = true;

	for (size_t i = 0; i < box->body.size; i++)
		zeros &= box->body.data[i] == 0;
	if (zeros) {
		inventory_claim(walk->inventory, box->whole);
		return;
	}
	boxes_head(walk, box);
	(void)inventory_unknown(walk->inventory, N_("unused room"), box->body);
}

static void boxes_movie(struct boxes_walk *walk, const struct boxes_box *box)
{
	inventory_claim(walk->inventory, box->whole);
	inventory_video(walk->inventory, box->whole);
	walk->pixels = true;
}

/* What is not of this file's kind: told, and unread where it is no words. */
static void boxes_strange(struct boxes_walk *walk, const struct boxes_box *box)
{
	boxes_head(walk, box);
	(void)inventory_unknown(walk->inventory, box->type, box->body);
}

/* Boxes of JPEG XL's own pixels. */
static void boxes_jxl(struct boxes_walk *walk, const struct boxes_box *box)
{
	if (walk->jxl)
		inventory_claim(walk->inventory, box->whole);
	else
		boxes_strange(walk, box);
}

#define BOXES_RESTORED_MAX 4096 /* bytes that tables of a JPEG may need */
#define BOXES_BLOCKS_MAX 64	/* of a JPEG, that are looked at */
#define BOXES_JFIF 16		/* how long its block is, */
#define BOXES_ADOBE 14		/* and Adobe's */

struct boxes_bits {
	struct base_view bytes;
	size_t at;
	bool over; /* more were asked for than there are */
};

static unsigned boxes_bits(struct boxes_bits *bits, unsigned count)
{
	unsigned value = 0;

	for (unsigned i = 0; i < count; i++, bits->at++) {
		if (bits->at / 8 >= bits->bytes.size) {
			bits->over = true;
			return 0;
		}
		value |=
		    (unsigned)(bits->bytes.data[bits->at / 8] >> bits->at % 8 &
			       1)
		    << i;
	}
	return value;
}

/* Where an application's block is kept: 0 here, else in another box. */
static unsigned boxes_block_place(struct boxes_bits *bits)
{
	unsigned place = boxes_bits(bits, 2);

	return place < 2 ? place : 2 + boxes_bits(bits, place - 1);
}

/*
 * Has the JPEG that can be restored comments or blocks of its own, but for
 * JFIF's and Adobe's?  They are packed with its tables; which ones there are is
 * said in front (ISO 18181-2, A): six bits for each marker, then how long each
 * application's block is.
 */
static bool boxes_restores_words(struct base_view body)
{
	struct boxes_bits bits = {.bytes = body};
	unsigned marker = 0, count = 0;
	uint8_t blocks[BOXES_BLOCKS_MAX];

	boxes_bits(&bits, 1); /* is it grey? */
	while (!bits.over && marker != JPEG_EOI) {
		marker = JPEG_SOF0 + boxes_bits(&bits, 6);
		if (marker == JPEG_COM || count == BOXES_BLOCKS_MAX)
			return true;
		if ((marker & 0xf0) == JPEG_APP0)
			blocks[count++] = (uint8_t)marker;
	}
	for (unsigned i = 0; i < count; i++) {
		bool elsewhere = boxes_block_place(&bits) > 0;
		unsigned size = boxes_bits(&bits, 16);

		if (!elsewhere &&
		    !(blocks[i] == JPEG_APP0 && size == BOXES_JFIF) &&
		    !(blocks[i] == JPEG_APP14 && size == BOXES_ADOBE))
			return true;
	}
	return bits.over;
}

/* What a JPEG can be restored from; with words of its own it is not read. */
static void boxes_restored(struct boxes_walk *walk, const struct boxes_box *box)
{
	if (walk->jxl && (box->body.size > BOXES_RESTORED_MAX ||
			  boxes_restores_words(box->body)))
		boxes_head(walk, box);
	else
		boxes_jxl(walk, box);
}

/* Numbers, in which there may be words all the same. */
static void boxes_numbers(struct boxes_walk *walk, const struct boxes_box *box)
{
	inventory_claim(walk->inventory, box->whole);
	inventory_numbers(walk->inventory, box->type, box->body);
}

/* Parts of a film, whose list comes first. */
static void boxes_fragment(struct boxes_walk *walk, const struct boxes_box *box)
{
	if (walk->pixels)
		boxes_numbers(walk, box);
	else
		boxes_strange(walk, box);
}

/* What the file is, once. */
static void boxes_kinds(struct boxes_walk *walk, const struct boxes_box *box)
{
	if (walk->kinds) {
		boxes_strange(walk, box);
		return;
	}
	walk->kinds = true;
	inventory_claim(walk->inventory, box->whole);
}

static void boxes_take_items(struct boxes_walk *walk,
			     const struct boxes_box *box)
{
	boxes_items(walk, box->body);
}

/* What is in it, the items say. */
static void boxes_data(struct boxes_walk *walk, const struct boxes_box *box)
{
	boxes_head(walk, box);
	walk->idat = box->body;
}

static void boxes_relations(struct boxes_walk *walk,
			    const struct boxes_box *box)
{
	walk->references = box->body;
}

static void boxes_take_properties(struct boxes_walk *walk,
				  const struct boxes_box *box)
{
	boxes_properties(walk, box->body);
}

static void boxes_primary(struct boxes_walk *walk, const struct boxes_box *box)
{
	size_t width = base_view_starts(box->body, "", 1) ? 2 : 4;

	if (box->body.size >= 6)
		walk->primary = (uint32_t)inventory_big(
		    base_view_part(box->body, 4, width));
}

#define BOXES_HANDLER 24 /* bytes in front of its name, version included */

static const char *const boxes_makers[] = {"", "pict", "libavif",
					   "PictureHandler", "Picture Handler"};

/* Whose list it is, under a name that few writers give. */
static void boxes_handler(struct boxes_walk *walk, const struct boxes_box *box)
{
	struct base_view rest = base_view_part(box->body, BOXES_HANDLER,
					       box->body.size - BOXES_HANDLER);
	struct base_view name = metadata_text_ends(rest);

	for (size_t i = 0; i < sizeof(boxes_makers) / sizeof(*boxes_makers);
	     i++)
		if (name.size == strlen(boxes_makers[i]) &&
		    base_view_starts(name, boxes_makers[i], name.size))
			return;
	inventory_numbers(walk->inventory, N_("a name in the file"), rest);
}

/* Boxes of a list of items; a row without read is taken in by another. */
static const struct {
	char type[5];
	void (*read)(struct boxes_walk *walk, const struct boxes_box *box);
} boxes_meta_types[] = {
    {"hdlr", boxes_handler},	{"pitm", boxes_primary},
    {"iinf", boxes_take_items}, {"iloc", NULL},
    {"iref", boxes_relations},	{"iprp", boxes_take_properties},
    {"idat", boxes_data},	{"dinf", boxes_numbers},
    {"grpl", boxes_numbers},	{"ipro", boxes_numbers},
};

/* What is no such box is told as unused room is. */
static void boxes_meta_box(struct boxes_walk *walk, const struct boxes_box *box)
{
	for (size_t i = 0;
	     i < sizeof(boxes_meta_types) / sizeof(*boxes_meta_types); i++)
		if (boxes_is(box, boxes_meta_types[i].type)) {
			if (!boxes_is(box, "idat"))
				inventory_claim(walk->inventory, box->whole);
			if (boxes_meta_types[i].read != NULL)
				boxes_meta_types[i].read(walk, box);
			return;
		}
	boxes_free(walk, box);
}

static void boxes_meta(struct boxes_walk *walk, struct base_view body)
{
	struct base_view rest;
	struct boxes_box box;

	boxes_take(&body, 4);
	rest = body;
	while (boxes_next(&rest, &box))
		boxes_meta_box(walk, &box);
	rest = body;
	while (boxes_next(&rest, &box))
		if (boxes_is(&box, "iloc"))
			boxes_locations(walk, box.body);
	boxes_others(walk);
}

/* ---- Top level ---- */

static void boxes_take_meta(struct boxes_walk *walk,
			    const struct boxes_box *box)
{
	boxes_head(walk, box);
	inventory_claim(walk->inventory, base_view_part(box->body, 0, 4));
	boxes_meta(walk, box->body);
}

static void boxes_take_exif(struct boxes_walk *walk,
			    const struct boxes_box *box)
{
	inventory_claim(walk->inventory, box->whole);
	boxes_exif(walk->inventory, box->body);
}

static void boxes_take_xmp(struct boxes_walk *walk, const struct boxes_box *box)
{
	inventory_claim(walk->inventory, box->whole);
	inventory_xmp(walk->inventory, box->body);
}

static void boxes_packed(struct boxes_walk *walk, const struct boxes_box *box);

static void boxes_credentials(struct boxes_walk *walk,
			      const struct boxes_box *box)
{
	if (!inventory_is_signed(box->body)) {
		boxes_strange(walk, box);
		return;
	}
	inventory_claim(walk->inventory, box->whole);
	metadata_find_credentials(box->body, &walk->inventory->looked,
				  walk->inventory->picture);
}

static const struct {
	char type[5];
	void (*read)(struct boxes_walk *walk, const struct boxes_box *box);
} boxes_types[] = {
    {"ftyp", boxes_kinds},    {"meta", boxes_take_meta},
    {"mdat", boxes_head},     {"moov", boxes_movie},
    {"free", boxes_free},     {"skip", boxes_free},
    {"wide", boxes_free},     {"uuid", boxes_uuid},
    {"mpvd", boxes_video},    {"sefd", boxes_video},
    {"JXL ", boxes_jxl},      {"jxll", boxes_jxl},
    {"jxlc", boxes_jxl},      {"jxlp", boxes_jxl},
    {"jxli", boxes_jxl},      {"jbrd", boxes_restored},
    {"jhgm", boxes_jxl},      {"Exif", boxes_take_exif},
    {"xml ", boxes_take_xmp}, {"jumb", boxes_credentials},
    {"styp", boxes_strange},  {"sidx", boxes_fragment},
    {"moof", boxes_fragment}, {"brob", boxes_packed},
};

static bool boxes_read(struct boxes_walk *walk, const struct boxes_box *box);

/* ISO 18181-2, 9.9: a box whose body is packed, with its type in front. */
static void boxes_packed(struct boxes_walk *walk, const struct boxes_box *box)
{
	struct boxes_box inner = {.type = ""};
	struct base_view packed =
	    base_view_part(box->body, 4, box->body.size - 4);
	struct base_buffer plain;

	boxes_head(walk, box);
	if (walk->inventory->unpack == NULL || packed.size == 0)
		return;
	memcpy(inner.type, box->body.data, 4);
	base_buffer_init(&plain, INVENTORY_BLOCK_MAX);
	if (walk->inventory->unpack(packed, &plain)) {
		inner.body =
		    inventory_hold(walk->inventory, base_buffer_view(&plain));
		inner.whole = inner.body;
		/* A packed box is of words; of pixels or packed again, none. */
		if (boxes_is(&inner, "brob") ||
		    strncmp(inner.type, "jxl", 3) == 0 ||
		    (!boxes_read(walk, &inner) &&
		     !inventory_unknown(walk->inventory, inner.type,
					inner.body)))
			inner.body.size = 0;
		if (inner.body.size > 0)
			inventory_claim(walk->inventory, box->whole);
	}
	base_buffer_free(&plain);
}

static bool boxes_read(struct boxes_walk *walk, const struct boxes_box *box)
{
	for (size_t i = 0; i < sizeof(boxes_types) / sizeof(*boxes_types); i++)
		if (boxes_is(box, boxes_types[i].type)) {
			boxes_types[i].read(walk, box);
			return true;
		}
	return false;
}

/* Tracks of pictures have their samples in mdat, wherever moov says. */
static void boxes_samples(struct boxes_walk *walk)
{
	struct base_view rest = walk->view;
	struct boxes_box box;

	for (unsigned i = 0; i < BOXES_MAX && boxes_next(&rest, &box); i++)
		if (boxes_is(&box, "mdat"))
			inventory_claim(walk->inventory, box.whole);
}

/* Bare codestreams have no boxes: all of it is the picture. */
static bool boxes_is_bare_jxl(struct base_view view)
{
	return base_view_starts(view, "\xff\x0a", 2);
}

size_t inventory_boxes(struct inventory *inventory, struct base_view view)
{
	static struct boxes_item items[BOXES_ITEMS_MAX];
	struct boxes_walk walk = {
	    .inventory = inventory, .view = view, .items = items};
	struct base_view rest = view;
	struct boxes_box box;
	size_t end = 0;

	if (boxes_is_bare_jxl(view)) {
		end = inventory->depth == 0 && inventory->end > 0
			  ? inventory->end
			  : view.size;
		inventory_claim(inventory, base_view_part(view, 0, end));
		return end;
	}
	for (unsigned i = 0; i < BOXES_MAX && boxes_next(&rest, &box); i++) {
		if (i == 0 && !boxes_is(&box, "ftyp") &&
		    !boxes_is(&box, "JXL "))
			return 0;
		walk.jxl |= i == 0 && boxes_is(&box, "JXL ");
		if (!boxes_read(&walk, &box)) {
			/* Bytes that are no boxes claim anything. */
			if (box.cut)
				break;
			boxes_strange(&walk, &box);
		}
		end = (size_t)(box.whole.data - view.data) + box.whole.size;
	}
	if (walk.pixels)
		boxes_samples(&walk);
	return end;
}
