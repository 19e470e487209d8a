/* metadata_exif_block.c: a block of EXIF, opened through libexif. */
#include <stdlib.h>
#include <string.h>

#include "metadata_exif.h"

static const uint8_t block_head[6] = {'E', 'x', 'i', 'f', 0, 0};

/*
 * libexif reads fields in the first 64 KiB, all that a JPEG segment can hold;
 * only maker notes may lie beyond.
 */
#define BLOCK_MAX (256u << 10)

/*
 * libexif copies every field, and each of some 20,000 in a hostile block may
 * claim the same 64 KiB.  Its allocator takes no context, hence the variable;
 * a decoder process reads one image.
 */
#define BLOCK_MEMORY (8u << 20)
static size_t block_budget;

/* Zeroed, as libexif's own allocator gives it. */
static void *block_alloc(ExifLong size)
{
	if (size > block_budget)
		return NULL;
	block_budget -= size;
	return calloc(1, size);
}

/* The list of fields: eight bytes for each, which has been paid for. */
static void *block_realloc(void *old, ExifLong size)
{
	return realloc(old, size);
}

static ExifData *block_new(void)
{
	ExifMem *mem;
	ExifData *data;

	block_budget = BLOCK_MEMORY;
	mem = exif_mem_new(block_alloc, block_realloc, free);
	data = exif_data_new_mem(mem);
	exif_mem_unref(mem);
	if (data == NULL)
		return NULL;
	/*
	 * Without a log nothing reaches stderr.  Unknown fields are wanted
	 * (HostComputer); following the specification would invent missing
	 * ones, and ask for the time zone's file to do so.
	 */
	exif_data_unset_option(data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
	exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
	return data;
}

ExifData *metadata_exif_open(struct base_view exif)
{
	ExifData *data = NULL;
	uint8_t *copy;

	/* Some writers of PNG and WebP keep the head that is JPEG's. */
	if (base_view_starts(exif, block_head, sizeof(block_head)))
		exif = base_view_part(exif, sizeof(block_head),
				      exif.size - sizeof(block_head));
	if (exif.size < 8)
		return NULL;
	if (exif.size > BLOCK_MAX)
		exif.size = BLOCK_MAX;
	copy = malloc(sizeof(block_head) + exif.size);
	if (copy == NULL)
		return NULL;
	memcpy(copy, block_head, sizeof(block_head));
	memcpy(copy + sizeof(block_head), exif.data, exif.size);
	data = block_new();
	if (data != NULL)
		exif_data_load_data(data, copy,
				    (unsigned)(sizeof(block_head) + exif.size));
	free(copy);
	return data;
}

struct base_view metadata_exif_bytes(const ExifEntry *entry)
{
	/* libexif keeps a field whose memory it could not have. */
	if (entry == NULL || entry->data == NULL)
		return (struct base_view){0};
	return (struct base_view){entry->data, entry->size};
}

struct base_view metadata_exif_text(const ExifEntry *entry)
{
	if (entry == NULL || exif_format_get_size(entry->format) != 1)
		return (struct base_view){0};
	return metadata_text_ends(metadata_exif_bytes(entry));
}

static bool block_is_little(ExifData *data)
{
	return exif_data_get_byte_order(data) == EXIF_BYTE_ORDER_INTEL;
}

/* Orientation, a SHORT from 1 to 8 (CIPA DC-008, 4.6.4 A). */
static uint8_t block_orientation(ExifData *data)
{
	const ExifEntry *entry =
	    exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
	struct base_view bytes = metadata_exif_bytes(entry);
	unsigned value;

	if (bytes.size < 2 || entry->format != EXIF_FORMAT_SHORT)
		return 0;
	value = exif_get_short(bytes.data, exif_data_get_byte_order(data));
	return value >= 1 && value <= 8 ? (uint8_t)value : 0;
}

void metadata_read_exif(struct base_view exif, struct metadata_exif *out)
{
	ExifData *data = metadata_exif_open(exif);
	struct base_view thumbnail = {0};

	*out = (struct metadata_exif){0};
	if (data == NULL)
		return;
	out->orientation = block_orientation(data);
	if (data->data != NULL)
		thumbnail = (struct base_view){data->data, data->size};
	if (base_view_starts(thumbnail, "\xff\xd8", 2)) {
		/* Moved out: libexif's memory is malloc's, see block_new(). */
		out->thumbnail = thumbnail;
		out->held = data->data;
		data->data = NULL;
		data->size = 0;
	}
	exif_data_unref(data);
}

void metadata_exif_free(struct metadata_exif *exif)
{
	free(exif->held);
	*exif = (struct metadata_exif){0};
}

/*
 * "UNICODE" names no byte order: a byte order mark decides, else where the
 * zeros of western text lie, else the block's order.
 */
static bool block_text_is_little(ExifData *data, struct base_view text)
{
	size_t zeros[2] = {0};

	if (base_view_starts(text, "\xff\xfe", 2))
		return true;
	if (base_view_starts(text, "\xfe\xff", 2))
		return false;
	for (size_t i = 0; i < text.size; i++)
		zeros[i & 1] += text.data[i] == 0;
	if (zeros[0] == zeros[1])
		return block_is_little(data);
	return zeros[1] > zeros[0];
}

void metadata_exif_add_coded(ExifData *data, const ExifEntry *entry,
			     enum ipc_finding_kind kind,
			     struct ipc_picture *picture)
{
	struct base_view all = metadata_exif_bytes(entry);
	struct base_view text = base_view_part(all, 8, all.size - 8);
	char utf8[3 * IPC_TEXT_MAX];

	if (all.size < 8 || base_view_starts(all, "JIS\0", 4))
		return;
	if (base_view_starts(all, "UNICODE\0", 8)) {
		bool little = block_text_is_little(data, text);

		if (base_view_starts(text, "\xff\xfe", 2) ||
		    base_view_starts(text, "\xfe\xff", 2))
			text = base_view_part(text, 2, text.size - 2);
		text = metadata_text_utf16(utf8, sizeof(utf8), text, little);
	} else if (!base_view_starts(all, "ASCII\0\0\0", 8) &&
		   !base_view_starts(all, "\0\0\0\0\0\0\0\0", 8)) {
		text = all; /* no code at all is common */
	}
	metadata_add(picture, kind, metadata_text_ends(text));
}
