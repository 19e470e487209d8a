/*
 * clean_png.c: the chunks of a PNG that decoding takes (PNG, third edition,
 * 11; those of animations among them), in the order they had.
 */
#include <string.h>

#include "cleaner.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_AROUND 12 /* bytes of a chunk besides its data */

/* With the most that each may have: decoders leave a longer one alone. */
static const struct {
	char name[5];
	size_t most;
} png_stays[] = {
    {"IHDR", SIZE_MAX}, {"PLTE", SIZE_MAX}, {"IDAT", SIZE_MAX},
    {"tRNS", SIZE_MAX}, {"gAMA", 4},	    {"cHRM", 32},
    {"sRGB", 1},	{"iCCP", SIZE_MAX}, {"cICP", 4},
    {"mDCV", 24},	{"cLLI", 8},	    {"sBIT", 4},
    {"bKGD", 6},	{"pHYs", 9},	    {"acTL", 8},
    {"fcTL", 26},	{"fdAT", SIZE_MAX}, {"CgBI", 4},
};

struct png_chunk {
	const uint8_t *name;
	struct base_view data, whole; /* with length, name and checksum */
};

bool cleaner_begins_png(struct base_view file)
{
	return base_view_starts(file, PNG_SIGNATURE, 8);
}

static bool png_next(struct base_view file, size_t *at, struct png_chunk *out)
{
	struct base_view head = base_view_part(file, *at, 8);
	uint32_t size = cleaner_be(base_view_part(head, 0, 4));

	if (head.data == NULL || size > INT32_MAX)
		return false;
	out->whole = base_view_part(file, *at, (size_t)size + PNG_AROUND);
	if (out->whole.data == NULL)
		return false;
	out->name = head.data + 4;
	out->data = base_view_part(out->whole, 8, size);
	*at += out->whole.size;
	return true;
}

static bool png_named(const struct png_chunk *chunk, const char *name)
{
	return memcmp(chunk->name, name, 4) == 0;
}

static bool png_is_kept(const struct png_chunk *chunk)
{
	for (size_t i = 0; i < sizeof(png_stays) / sizeof(png_stays[0]); i++)
		if (png_named(chunk, png_stays[i].name))
			return chunk->data.size <= png_stays[i].most;
	return false;
}

/* CRC-32 (PNG, annex D), for one short chunk. */
static uint32_t png_checksum(struct base_view bytes)
{
	uint32_t sum = UINT32_MAX;

	for (size_t i = 0; i < bytes.size; i++) {
		sum ^= bytes.data[i];
		for (unsigned bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
	}
	return ~sum;
}

/* What is left of Exif, as a chunk behind the header. */
static void png_put_exif(struct cleaner *cleaner)
{
	size_t from = cleaner->out.used + 4;
	struct base_view sum;
	uint8_t number[4];

	if (cleaner->exif.size == 0)
		return;
	cleaner_put_be(number, (uint32_t)cleaner->exif.size, 4);
	cleaner_add(cleaner, number, 4);
	cleaner_add(cleaner, "eXIf", 4);
	cleaner_add_view(cleaner, base_buffer_view(&cleaner->exif));
	if (cleaner->out.full)
		return;
	sum = (struct base_view){cleaner->out.room + from,
				 cleaner->out.used - from};
	cleaner_put_be(number, png_checksum(sum), 4);
	cleaner_add(cleaner, number, 4);
}

/* The first Exif of the file. */
static void png_find_exif(struct cleaner *cleaner)
{
	struct png_chunk chunk;
	size_t at = 8;

	while (png_next(cleaner->file, &at, &chunk) &&
	       !png_named(&chunk, "IEND"))
		if (png_named(&chunk, "eXIf")) {
			cleaner_exif(cleaner, chunk.data);
			return;
		}
}

enum ipc_clean_status cleaner_png(struct cleaner *cleaner)
{
	struct png_chunk chunk;
	size_t at = 8;

	png_find_exif(cleaner);
	cleaner_add(cleaner, PNG_SIGNATURE, 8);
	while (png_next(cleaner->file, &at, &chunk)) {
		/* An end has no data; what is in one is not of the picture. */
		if (png_named(&chunk, "IEND")) {
			cleaner_add(cleaner, "\0\0\0\0IEND\xae\x42\x60\x82",
				    PNG_AROUND);
			return IPC_CLEAN_OK;
		}
		if (!png_is_kept(&chunk))
			continue;
		cleaner_add_view(cleaner, chunk.whole);
		if (png_named(&chunk, "IHDR"))
			png_put_exif(cleaner);
	}
	return IPC_CLEAN_MALFORMED;
}
