/*
 * inventory_png.c: a PNG's chunks (PNG 3rd edition), also those behind its
 * end, with whatever checksum: who wrote a wrong one said the same.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "container/inflate.h"
#include "container/png_use.h"
#include "container/profile.h"
#include "container/skim.h"
#include "inventory_account.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_ALL SIZE_MAX		 /* whatever a chunk has */
#define PNG_TEXT_MAX INVENTORY_BLOCK_MAX /* of one text, unpacked */
#define PNG_TEXTS_MAX 256
#define PNG_NAME_MAX 79 /* signs */
#define PNG_FIXED 32	/* bytes of most that has a length of its own */
#define PNG_NAMED N_("a name in the file")
#define PNG_BEHIND_NAME N_("behind a name in the file")
#define PNG_BEHIND_ROWS N_("packed behind the pixels")
#define PNG_BEHIND_PROFILE N_("packed behind the colour profile")
#define PNG_FOR_PROFILE N_("packed in the place of a colour profile")
#define PNG_PLAIN_MAX (16u << 20) /* of all texts, unpacked */
#define PNG_PROFILE "Raw profile type "
#define PNG_PROFILE_NAME N_("a profile in the file")
#define PNG_XMP_APP1 "http://ns.adobe.com/xap/1.0/" /* and a zero */

struct png_walk {
	struct inventory *inventory;
	struct png_use use;
	unsigned texts;
	uint32_t met;		  /* rows without read, a bit each */
	size_t plain;		  /* bytes that texts came to, unpacked */
	size_t packed;		  /* bytes behind the known ones, of a chunk */
	bool ended;		  /* IEND was met */
	struct png_stream pixels; /* once begun */
	uint64_t behind;	  /* bytes of theirs, behind the rows */
};

/* ---- Unpacking ---- */

/* All there is, once. */
static bool png_one_part(void *context, struct base_view *part)
{
	struct base_view *all = context;

	*part = *all;
	all->size = 0;
	return part->size > 0;
}

/* The size of a stream that is longer than what is unpacked of it. */
static size_t png_packed_size(struct base_view packed)
{
	struct base_view rest = packed;
	struct skim skim;

	return skim_zlib(png_one_part, &rest, &skim) ? (size_t)skim.packed : 0;
}

/* As inflate_all(), of streams that together come to so much and no more. */
static size_t png_inflate(struct png_walk *walk, struct base_view packed,
			  struct base_buffer *out)
{
	size_t size = 0;

	base_buffer_init(out, PNG_TEXT_MAX);
	if (walk->plain <= PNG_PLAIN_MAX)
		size = inflate_all(packed, out);
	walk->plain += out->size;
	if (size == 0)
		walk->packed = png_packed_size(packed);
	return size;
}

/* ---- Texts ---- */

static int png_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* After an empty line, a name and a length: hex, whatever stands between. */
static void png_unhex(struct base_view text, struct base_buffer *out)
{
	unsigned lines = 0;
	int high = -1;

	for (size_t i = 0; i < text.size; i++) {
		int digit = png_digit(text.data[i]);
		uint8_t byte;

		if (lines < 3) {
			lines += text.data[i] == '\n';
			continue;
		}
		if (digit < 0)
			continue;
		if (high < 0) {
			high = digit;
			continue;
		}
		byte = (uint8_t)(high << 4 | digit);
		high = -1;
		if (base_buffer_add(out, &byte, 1) != LENS_OK)
			return;
	}
}

static struct base_view png_without(struct base_view bytes, const char *front,
				    size_t size)
{
	return base_view_starts(bytes, front, size)
		   ? base_view_part(bytes, size, bytes.size - size)
		   : bytes;
}

/*
 * The name says little: an "exif" may hold XMP, an "iptc" resources.  False:
 * nothing here can read it.
 */
static bool png_profile(struct inventory *inventory, struct base_view text)
{
	struct base_buffer profile;
	struct base_view bytes, inner;
	bool xmp;

	base_buffer_init(&profile, INVENTORY_BLOCK_MAX);
	png_unhex(text, &profile);
	bytes = inventory_hold(inventory, base_buffer_view(&profile));
	base_buffer_free(&profile);
	inner = png_without(bytes, PNG_XMP_APP1, sizeof(PNG_XMP_APP1));
	xmp = inner.size != bytes.size || base_view_starts(bytes, "<", 1);
	bytes = png_without(bytes, "Photoshop 3.0", 14);
	bytes = png_without(bytes, "Exif\0", 6);
	if (xmp)
		inventory_xmp(inventory, inner);
	else if (base_view_starts(bytes, "8BIM", 4))
		inventory_resources(inventory, bytes);
	else if (base_view_starts(bytes, "\x1c", 1))
		inventory_iptc(inventory, bytes);
	else if (base_view_starts(bytes, "II*", 3) ||
		 base_view_starts(bytes, "MM", 2))
		inventory_exif(inventory, bytes);
	else
		return profile_size(bytes, bytes.size) > 0 ||
		       inventory_unknown(inventory, PNG_PROFILE_NAME, bytes);
	return true;
}

static bool png_text(struct png_walk *walk, const char *keyword,
		     struct base_view text)
{
	struct inventory *inventory = walk->inventory;
	size_t front = strlen(PNG_PROFILE);

	if (strcmp(keyword, "XML:com.adobe.xmp") == 0)
		inventory_xmp(inventory, text);
	else if (strncmp(keyword, PNG_PROFILE, front) == 0)
		return png_profile(inventory, text);
	else if (!inventory_metadata(inventory, text))
		metadata_find_keyword(keyword, text, inventory->picture);
	return true;
}

/* Take what stands up to a zero byte off the front. */
static struct base_view png_word(struct base_view *rest)
{
	struct base_view word = metadata_text_ends(*rest);
	size_t used = word.size < rest->size ? word.size + 1 : word.size;

	*rest = base_view_part(*rest, used, rest->size - used);
	return word;
}

static size_t png_any_text(struct png_walk *walk, struct base_view data,
			   char kind)
{
	struct base_view all = data, word = png_word(&data);
	struct base_buffer plain;
	char keyword[PNG_NAME_MAX + 1] = "";
	bool packed = kind == 'z';
	size_t stream;

	if (word.size == 0 || word.size >= sizeof(keyword) ||
	    walk->texts++ >= PNG_TEXTS_MAX)
		return 0;
	memcpy(keyword, word.data, word.size);
	keyword[word.size] = '\0';
	if (kind == 'i') {
		if (data.size < 2)
			return PNG_ALL;
		packed = data.data[0] != 0;
		data = base_view_part(data, 2, data.size - 2);
		(void)png_word(&data); /* language */
		word = png_word(&data);
		if (word.size > 0)
			inventory_text(walk->inventory, keyword, word);
	} else if (packed && data.size > 0) {
		data = base_view_part(data, 1, data.size - 1);
	}
	if (!packed) {
		if (png_text(walk, keyword, data))
			return PNG_ALL;
		walk->packed = data.size;
		return all.size - data.size;
	}
	stream = png_inflate(walk, data, &plain);
	if (!png_text(
		walk, keyword,
		inventory_hold(walk->inventory, base_buffer_view(&plain))) &&
	    stream > 0) {
		walk->packed = stream;
		stream = 0;
	}
	base_buffer_free(&plain);
	return all.size - data.size + stream;
}

static size_t png_latin(struct png_walk *walk, struct base_view data)
{
	return png_any_text(walk, data, 't');
}

static size_t png_packed(struct png_walk *walk, struct base_view data)
{
	return png_any_text(walk, data, 'z');
}

static size_t png_unicode(struct png_walk *walk, struct base_view data)
{
	return png_any_text(walk, data, 'i');
}

/* ---- Chunks: each reader answers how many bytes of one it knows ---- */

static size_t png_exif(struct png_walk *walk, struct base_view data)
{
	inventory_exif(walk->inventory, data);
	return PNG_ALL;
}

/* A draft of the registered chunk: a byte, a length, packed. */
static size_t png_packed_exif(struct png_walk *walk, struct base_view data)
{
	struct base_buffer plain;
	size_t stream;

	if (data.size <= 5)
		return PNG_ALL;
	stream =
	    png_inflate(walk, base_view_part(data, 5, data.size - 5), &plain);
	inventory_exif(
	    walk->inventory,
	    inventory_hold(walk->inventory, base_buffer_view(&plain)));
	base_buffer_free(&plain);
	return 5 + stream;
}

/* What programs call any profile, and so say nothing by. */
static bool png_is_usual(struct base_view name)
{
	static const char *const names[] = {
	    "icc",
	    "ICC profile",
	    "Photoshop ICC profile",
	    "sRGB",
	    "sRGB IEC61966-2.1",
	    "Display P3",
	    "Adobe RGB (1998)",
	    "unnamed",
	    "kCGColorSpaceGenericRGB",
	    "kCGColorSpaceDisplayP3",
	    "kCGColorSpaceSRGB",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (name.size == strlen(names[i]) &&
		    strncasecmp((const char *)name.data, names[i], name.size) ==
			0)
			return true;
	return false;
}

/* A name, a byte, and a colour profile, packed. */
static size_t png_profile_chunk(struct png_walk *walk, struct base_view data)
{
	struct base_view rest = data, name = png_word(&rest);
	struct base_buffer plain;
	struct base_view bytes;
	size_t stream, size;

	if (name.size > PNG_NAME_MAX || rest.size < 2)
		return 0;
	if (!png_is_usual(name))
		inventory_text(walk->inventory, PNG_NAMED, name);
	rest = base_view_part(rest, 1, rest.size - 1);
	stream = png_inflate(walk, rest, &plain);
	bytes = base_buffer_view(&plain);
	size = profile_size(bytes, bytes.size);
	metadata_find_profile(base_view_part(bytes, 0, size),
			      walk->inventory->picture);
	if (size < bytes.size && stream > 0) {
		bytes = base_view_part(bytes, size, bytes.size - size);
		if (!inventory_unknown(walk->inventory,
				       size > 0 ? PNG_BEHIND_PROFILE
						: PNG_FOR_PROFILE,
				       bytes)) {
			walk->packed = stream;
			stream = 0;
		}
	}
	base_buffer_free(&plain);
	return data.size - rest.size + stream;
}

/* When the picture was last changed, in UTC. */
static size_t png_time(struct png_walk *walk, struct base_view data)
{
	char text[40];

	if (data.size != 7)
		return 0;
	snprintf(text, sizeof(text), "%04u-%02u-%02u %02u:%02u:%02uZ",
		 (unsigned)inventory_big(base_view_part(data, 0, 2)),
		 data.data[2], data.data[3], data.data[4], data.data[5],
		 data.data[6]);
	metadata_add_time_as(walk->inventory->picture, text,
			     N_("{words} (last changed)"));
	return PNG_ALL;
}

static size_t png_credentials(struct png_walk *walk, struct base_view data)
{
	metadata_find_credentials(data, &walk->inventory->looked,
				  walk->inventory->picture);
	return PNG_ALL;
}

/*
 * A palette, or what its samples measure, under a name of the writer's.  Words
 * behind that, such as a unit's, are told, too.
 */
static size_t png_named(struct png_walk *walk, struct base_view data)
{
	struct base_view rest = data, name = png_word(&rest);

	if (name.size > PNG_NAME_MAX)
		return 0;
	inventory_text(walk->inventory, PNG_NAMED, name);
	if (inventory_format(rest)[0] != '\0')
		return data.size - rest.size;
	if (rest.size > 0)
		(void)inventory_unknown(walk->inventory, PNG_BEHIND_NAME, rest);
	return PNG_ALL;
}

/* A unit's number, and two numbers in words (PNG extensions, 4.3). */
static size_t png_scale(struct png_walk *walk, struct base_view data)
{
	bool between = false;
	size_t size = 1;

	(void)walk;
	for (; size < data.size; size++) {
		char sign = (char)data.data[size];

		if (sign == '\0' && !between)
			between = true;
		else if (sign == '\0' ||
			 strchr("0123456789+-.eE", sign) == NULL)
			break;
	}
	return size;
}

/*
 * A stream that comes to more than the picture has.  Some programs pack a row
 * of zeros too many; words are told; all else is none of the picture.
 */
static void png_long(struct png_walk *walk)
{
	struct png_stream *pixels = &walk->pixels;
	struct base_buffer behind;
	struct base_view bytes;
	uint64_t packed;
	bool known;

	base_buffer_init(&behind, PNG_TEXT_MAX);
	packed = png_stream_split(pixels, NULL, NULL, &behind);
	bytes = inventory_hold(walk->inventory, base_buffer_view(&behind));
	base_buffer_free(&behind);
	known = png_is_zero(bytes) ||
		inventory_unknown(walk->inventory, PNG_BEHIND_ROWS, bytes);
	if (packed == 0 || packed > pixels->packed ||
	    (known && pixels->plain - pixels->rows <= bytes.size))
		return;
	walk->behind = pixels->packed - packed;
	pixels->packed = packed;
}

/* What follows the end of the packed pixels is none of them. */
static size_t png_pixels(struct png_walk *walk, struct base_view data)
{
	size_t known, left;

	if (walk->pixels.file.data == NULL) {
		png_stream_open(walk->use.file,
				(size_t)(data.data - walk->use.file.data) - 8,
				walk->use.header, &walk->pixels);
		if (png_stream_is_long(&walk->pixels))
			png_long(walk);
	}
	known = png_stream_take(&walk->pixels, data.size);
	left = data.size - known;
	walk->packed = walk->behind < left ? (size_t)walk->behind : left;
	walk->behind -= walk->packed;
	return known;
}

static size_t png_end(struct png_walk *walk, struct base_view data)
{
	(void)data;
	walk->ended = true;
	return 0;
}

/* What decoding does not take: a row without read has so many bytes. */
static const struct {
	char type[5];
	size_t size;
	size_t (*read)(struct png_walk *walk, struct base_view data);
} png_chunks[] = {
    {"IEND", 0, png_end},    {"sPLT", 0, png_named},
    {"pCAL", 0, png_named},  {"oFFs", 9, NULL},
    {"sCAL", 0, png_scale},  {"sTER", 1, NULL},
    {"gIFg", 4, NULL},	     {"vpAg", 9, NULL},
    {"iDOT", 28, NULL},	     {"orNT", 1, NULL},
    {"caNv", 16, NULL},	     {"tEXt", 0, png_latin},
    {"zTXt", 0, png_packed}, {"iTXt", 0, png_unicode},
    {"eXIf", 0, png_exif},   {"zXIf", 0, png_packed_exif},
    {"tIME", 0, png_time},   {"caBX", 0, png_credentials},
};

static bool png_is_letter(uint8_t c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* One chunk off the front of rest; false at the end. */
static bool png_next(struct base_view rest, struct png_chunk *chunk)
{
	size_t at = 0;

	if (!png_chunk_next(rest, &at, chunk))
		return false;
	for (unsigned i = 0; i < 4; i++)
		if (!png_is_letter(chunk->name[i]))
			return false;
	return true;
}

/* Words in numbers are told; a second one says what nobody asks. */
static size_t png_fixed(struct png_walk *walk, unsigned row,
			const struct png_chunk *chunk)
{
	if ((walk->met >> row & 1) != 0)
		return 0;
	walk->met |= 1u << row;
	inventory_numbers(walk->inventory, N_("numbers of the picture"),
			  base_view_part(chunk->data, 0, png_chunks[row].size));
	return png_chunks[row].size;
}

/* How many bytes of a chunk's data are known. */
static size_t png_known(struct png_walk *walk, const struct png_chunk *chunk)
{
	size_t rows = sizeof(png_chunks) / sizeof(*png_chunks);

	if (png_use_knows(chunk)) {
		size_t taken = png_use_take(&walk->use, chunk);

		if (png_chunk_named(chunk, "IDAT"))
			return png_pixels(walk, chunk->data);
		if (taken > 0 && png_chunk_named(chunk, "iCCP"))
			return png_profile_chunk(walk, chunk->data);
		return taken;
	}
	for (unsigned i = 0; i < rows; i++)
		if (png_chunk_named(chunk, png_chunks[i].type))
			return png_chunks[i].read != NULL
				   ? png_chunks[i].read(walk, chunk->data)
				   : png_fixed(walk, i, chunk);
	return 0;
}

/* Numbers that are letters: words, which go on behind them. */
static bool png_begins_words(struct base_view data, size_t known)
{
	size_t at = 0;

	while (at < known && data.data[at] >= ' ' && data.data[at] <= '~')
		at++;
	return at == known && known <= PNG_FIXED;
}

static void png_account(struct png_walk *walk, const struct png_chunk *chunk)
{
	struct inventory *inventory = walk->inventory;
	struct base_view data = chunk->data, whole = chunk->whole;
	char type[5] = "";
	size_t known;

	walk->packed = 0;
	known = png_known(walk, chunk);
	memcpy(type, chunk->name, 4);
	if (known < data.size && png_begins_words(data, known))
		known = 0;
	if (known >= data.size) {
		inventory_claim(inventory, whole);
		return;
	}
	inventory_claim(inventory, base_view_part(whole, 0, 8 + known));
	inventory_claim(inventory, base_view_part(whole, whole.size - 4, 4));
	inventory_packed(inventory, base_view_part(data, known, walk->packed));
	known += walk->packed;
	if (known < data.size)
		inventory_unknown(
		    inventory, type,
		    base_view_part(data, known, data.size - known));
}

static bool png_is_hidden(const struct png_chunk *chunk)
{
	return png_chunk_named(chunk, "eXIf") ||
	       png_chunk_named(chunk, "tEXt") ||
	       png_chunk_named(chunk, "iTXt") || png_chunk_named(chunk, "zTXt");
}

/* Chunks of words behind the end, where others would see none. */
static size_t png_behind(struct png_walk *walk, struct base_view view,
			 size_t at)
{
	struct png_chunk chunk;

	while (png_next(base_view_part(view, at, view.size - at), &chunk) &&
	       png_is_hidden(&chunk)) {
		inventory_hide(walk->inventory,
			       chunk.name[0] == 'e' ? IPC_HIDDEN_EXIF
						    : IPC_HIDDEN_TEXT,
			       chunk.whole);
		png_account(walk, &chunk);
		at += chunk.whole.size;
	}
	return at;
}

size_t inventory_png(struct inventory *inventory, struct base_view view)
{
	struct png_walk walk = {.inventory = inventory, .use = {.file = view}};
	struct png_chunk chunk;
	size_t at = 8;

	if (!base_view_starts(view, PNG_SIGNATURE, 8))
		return 0;
	inventory_claim(inventory, base_view_part(view, 0, 8));
	while (!walk.ended &&
	       png_next(base_view_part(view, at, view.size - at), &chunk)) {
		png_account(&walk, &chunk);
		at += chunk.whole.size;
	}
	if (walk.ended)
		return png_behind(&walk, view, at);
	/* Cut within a chunk: what there is of pixels is of the picture. */
	if (view.size - at >= 8 && memcmp(view.data + at + 4, "IDAT", 4) == 0)
		inventory_claim(inventory,
				base_view_part(view, at, view.size - at));
	return view.size;
}
