/*
 * png_text.c: what a PNG says in words: the keywords of the specification
 * (PNG 11.3.4.2), XMP, and the "Raw profile type" texts in which ImageMagick
 * and exiftool hide Exif, IPTC and XMP as hex.
 */
#include <string.h>

#include "formats.h"

#define TEXT_XMP "XML:com.adobe.xmp"
#define TEXT_PROFILE "Raw profile type "
#define TEXT_APP1_XMP "http://ns.adobe.com/xap/1.0/" /* and a zero */

/* The first block of a kind stands; more would use up the raster's room. */
static void text_keep(struct picture_raster *raster, struct base_view *block,
		      struct base_view bytes)
{
	if (block->size == 0)
		*block = picture_hold(raster, bytes);
}

static const struct {
	const char *keyword;
	enum ipc_finding_kind kind;
} text_keywords[] = {
    {"Author", IPC_FINDING_AUTHOR},
    {"Artist", IPC_FINDING_AUTHOR},
    {"Copyright", IPC_FINDING_COPYRIGHT},
    {"Disclaimer", IPC_FINDING_COPYRIGHT},
    {"Creation Time", IPC_FINDING_CAPTURE_TIME},
    {"Software", IPC_FINDING_SOFTWARE},
    {"Source", IPC_FINDING_DEVICE},
    {"Title", IPC_FINDING_CAPTION},
    {"Description", IPC_FINDING_CAPTION},
    {"Comment", IPC_FINDING_CAPTION},
    {"Warning", IPC_FINDING_CAPTION},
};

/* ---- Profiles ---- */

static int text_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* After an empty line, a name and a length: hex, whatever stands between. */
static void text_unhex(struct base_view text, struct base_buffer *out)
{
	unsigned lines = 0;
	int high = -1;

	for (size_t i = 0; i < text.size; i++) {
		int digit = text_digit(text.data[i]);
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

static struct base_view text_without(struct base_view bytes, const char *front,
				     size_t size)
{
	return base_view_starts(bytes, front, size)
		   ? base_view_part(bytes, size, bytes.size - size)
		   : bytes;
}

/* The name says little: an "exif" may hold XMP, an "iptc" resources. */
static void text_profile(struct base_view bytes, struct picture_raster *raster)
{
	struct metadata_blocks *blocks = &raster->blocks;
	struct base_view inner =
	    text_without(bytes, TEXT_APP1_XMP, sizeof(TEXT_APP1_XMP));

	bytes = text_without(bytes, "Photoshop 3.0", 14);
	if (inner.size != bytes.size || base_view_starts(bytes, "<", 1))
		text_keep(raster, &blocks->xmp, inner);
	else if (base_view_starts(bytes, "8BIM", 4))
		text_keep(raster, &blocks->iptc, picture_iptc(bytes));
	else if (base_view_starts(bytes, "\x1c", 1))
		text_keep(raster, &blocks->iptc, bytes);
	else
		text_keep(raster, &blocks->exif,
			  text_without(bytes, "Exif\0", 6));
}

/* ---- One text ---- */

void png_text(const char *keyword, struct base_view text,
	      struct picture_raster *raster)
{
	struct base_buffer profile;

	if (strcmp(keyword, TEXT_XMP) == 0)
		text_keep(raster, &raster->blocks.xmp, text);
	if (strncmp(keyword, TEXT_PROFILE, strlen(TEXT_PROFILE)) == 0) {
		base_buffer_init(&profile, PICTURE_BLOCK_MAX);
		text_unhex(text, &profile);
		text_profile(base_buffer_view(&profile), raster);
		base_buffer_free(&profile);
	}
	for (size_t i = 0; i < sizeof(text_keywords) / sizeof(*text_keywords);
	     i++)
		if (strcmp(keyword, text_keywords[i].keyword) == 0)
			picture_note(raster, text_keywords[i].kind, text);
}
