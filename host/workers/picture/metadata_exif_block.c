/* metadata_exif_block.c: a block of EXIF, its directories and its texts. */
#include <string.h>

#include "metadata_exif.h"

static const uint8_t block_head[6] = {'E', 'x', 'i', 'f', 0, 0};

/* ---- Directories ---- */

static void block_add(struct exif_tree *tree, enum exif_place place,
		      uint64_t offset)
{
	struct tiff_directory directory;

	for (unsigned i = 0; i < tree->count; i++)
		if (tree->at[i].offset == offset)
			return;
	if (tree->count == EXIF_DIRECTORIES_MAX)
		return;
	directory = tiff_directory_at(&tree->block, offset);
	if (directory.count == 0 && directory.next == 0)
		return;
	tree->at[tree->count].place = place;
	tree->at[tree->count].offset = offset;
	tree->at[tree->count].directory = directory;
	tree->count++;
}

/* The directories that one names. */
static void block_follow(struct exif_tree *tree, unsigned from)
{
	const struct tiff_directory directory = tree->at[from].directory;
	struct tiff_field field = tiff_find(&directory, TIFF_TAG_EXIF);

	if (field.count > 0)
		block_add(tree, EXIF_EXIF, tiff_number(&field, 0));
	field = tiff_find(&directory, TIFF_TAG_GPS);
	if (field.count > 0)
		block_add(tree, EXIF_GPS, tiff_number(&field, 0));
	field = tiff_find(&directory, TIFF_TAG_DIRECTORIES);
	for (uint64_t i = 0; i < field.count && i < EXIF_DIRECTORIES_MAX; i++)
		block_add(tree, EXIF_MORE, tiff_number(&field, i));
	if (tree->at[from].place == EXIF_MAIN ||
	    tree->at[from].place == EXIF_MORE)
		block_add(tree, EXIF_MORE, directory.next);
}

bool metadata_exif_open(struct base_view exif, struct exif_tree *out)
{
	uint64_t first;

	out->count = 0;
	/* Some writers of PNG and WebP keep the head that is JPEG's. */
	if (base_view_starts(exif, block_head, sizeof(block_head)))
		exif = base_view_part(exif, sizeof(block_head),
				      exif.size - sizeof(block_head));
	if (!tiff_open(exif, &out->block, &first))
		return false;
	block_add(out, EXIF_MAIN, first);
	for (unsigned i = 0; i < out->count; i++)
		block_follow(out, i);
	return true;
}

struct tiff_field metadata_exif_field(const struct exif_tree *tree,
				      enum exif_place place, unsigned tag)
{
	for (unsigned i = 0; i < tree->count; i++) {
		struct tiff_field field;

		if (tree->at[i].place != place)
			continue;
		field = tiff_find(&tree->at[i].directory, tag);
		if (field.count > 0)
			return field;
	}
	return (struct tiff_field){.block = &tree->block};
}

struct tiff_field metadata_exif_either(const struct exif_tree *tree,
				       unsigned tag)
{
	struct tiff_field field = metadata_exif_field(tree, EXIF_EXIF, tag);

	return field.count > 0 ? field
			       : metadata_exif_field(tree, EXIF_MAIN, tag);
}

/* ---- What decoding needs ---- */

/* Orientation, a SHORT from 1 to 8 (CIPA DC-008, 4.6.4 A). */
static uint8_t block_orientation(const struct exif_tree *tree)
{
	struct tiff_field field =
	    metadata_exif_field(tree, EXIF_MAIN, TIFF_TAG_ORIENTATION);
	uint64_t value = tiff_number(&field, 0);

	if (field.type != TIFF_SHORT)
		return 0;
	return value >= 1 && value <= 8 ? (uint8_t)value : 0;
}

void metadata_read_exif(struct base_view exif, struct metadata_exif *out)
{
	struct exif_tree tree;
	struct tiff_field at, size;

	*out = (struct metadata_exif){0};
	if (!metadata_exif_open(exif, &tree))
		return;
	out->orientation = block_orientation(&tree);
	at = metadata_exif_field(&tree, EXIF_MORE, TIFF_TAG_JPEG);
	size = metadata_exif_field(&tree, EXIF_MORE, TIFF_TAG_JPEG_BYTES);
	if (at.count > 0 && size.count > 0)
		out->thumbnail =
		    base_view_part(tree.block.bytes, tiff_number(&at, 0),
				   tiff_number(&size, 0));
	if (!base_view_starts(out->thumbnail, "\xff\xd8", 2))
		out->thumbnail = (struct base_view){0};
}

/* ---- Texts ---- */

struct base_view metadata_exif_text(const struct tiff_field *field)
{
	if (!tiff_is_bytes(field))
		return (struct base_view){0};
	return metadata_text_ends(field->value);
}

/*
 * "UNICODE" names no byte order: a byte order mark decides, else where the
 * zeros of western text lie, else the block's order.
 */
static bool block_text_is_little(const struct tiff_block *block,
				 struct base_view text)
{
	size_t zeros[2] = {0};

	if (base_view_starts(text, "\xff\xfe", 2))
		return true;
	if (base_view_starts(text, "\xfe\xff", 2))
		return false;
	for (size_t i = 0; i < text.size; i++)
		zeros[i & 1] += text.data[i] == 0;
	if (zeros[0] == zeros[1])
		return block->little;
	return zeros[1] > zeros[0];
}

struct base_view metadata_exif_coded(const struct tiff_field *field,
				     char room[EXIF_CODED_MAX])
{
	struct base_view all = field->value;
	struct base_view text = base_view_part(all, 8, all.size - 8);

	if (all.size < 8)
		return (struct base_view){0};
	if (base_view_starts(all, "JIS\0", 4)) {
		text = metadata_text_jis(room, EXIF_CODED_MAX, text);
	} else if (base_view_starts(all, "UNICODE", 7)) {
		bool little = block_text_is_little(field->block, text);

		if (base_view_starts(text, "\xff\xfe", 2) ||
		    base_view_starts(text, "\xfe\xff", 2))
			text = base_view_part(text, 2, text.size - 2);
		text = metadata_text_utf16(room, EXIF_CODED_MAX, text, little);
	} else if (!base_view_starts(all, "ASCII\0", 6) &&
		   !base_view_starts(all, "\0\0\0\0\0\0\0\0", 8)) {
		text = all; /* no code at all is common */
	}
	return metadata_text_ends(text);
}

void metadata_exif_add_coded(const struct tiff_field *field,
			     enum ipc_finding_kind kind,
			     struct ipc_picture *picture)
{
	char room[EXIF_CODED_MAX];

	metadata_add(picture, kind, metadata_exif_coded(field, room));
}
