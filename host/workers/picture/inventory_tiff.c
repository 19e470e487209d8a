/*
 * inventory_tiff.c: a TIFF's directories, what their fields hold, and the
 * strips, tiles and previews that they point to; raw pictures are such files.
 */
#include <stdio.h>
#include <string.h>

#include "inventory_account.h"
#include "metadata_exif.h"

#define TIFF_SHORT_VALUE 8   /* bytes that are too few for words */
#define TIFF_PARTS_MAX 65536 /* strips or tiles of one directory */

/* Where a directory's pixels are: offsets, and their sizes. */
static const struct {
	unsigned at, size;
} tiff_pixels[] = {{TIFF_TAG_STRIPS, TIFF_TAG_STRIP_BYTES},
		   {TIFF_TAG_TILES, TIFF_TAG_TILE_BYTES},
		   {TIFF_TAG_JPEG, TIFF_TAG_JPEG_BYTES}};

/* Words are told where the fields are read; other bytes stay unread. */
static void tiff_unknown(struct inventory *inventory,
			 const struct tiff_field *field)
{
	char label[IPC_TEXT_MAX];

	metadata_exif_field_name(field, label);
	(void)inventory_unknown(inventory, label, field->value);
}

/* One of pixels that has more than can be taken. */
static void tiff_more(struct inventory *inventory, struct tiff_field *field,
		      struct base_view taken)
{
	inventory_claim(inventory, taken);
	field->value = base_view_part(field->value, taken.size,
				      field->value.size - taken.size);
	tiff_unknown(inventory, field);
}

/* What a directory has but for what its fields point to. */
static void tiff_claim_directory(struct inventory *inventory,
				 const struct tiff_directory *directory,
				 uint64_t offset)
{
	const struct tiff_block *block = directory->block;
	unsigned head = block->big ? 8 : 2, tail = block->big ? 8 : 4;

	inventory_claim(inventory, base_view_part(block->bytes, offset, head));
	inventory_claim(inventory, directory->fields);
	inventory_claim(inventory,
			base_view_part(block->bytes,
				       offset + head + directory->fields.size,
				       tail));
}

/*
 * Fields for what programs keep for themselves, which may be words: the maker's
 * own data of a DNG, a printer's, padding.  A maker's note is read elsewhere.
 */
static bool tiff_is_private(const struct tiff_field *field)
{
	return (field->tag == 0xc634 || field->tag == 0xc4a5 ||
		field->tag == 0xea1c) &&
	       !base_view_starts(field->value, "Adobe\0MakN", 10);
}

static void tiff_claim_fields(struct inventory *inventory,
			      const struct tiff_directory *directory)
{
	for (unsigned i = 0; i < directory->count; i++) {
		struct tiff_field field = tiff_field_at(directory, i);
		struct base_view taken = tiff_taken(directory, &field);

		if (field.value.size <= TIFF_SHORT_VALUE &&
		    !tiff_is_private(&field))
			inventory_claim(inventory, field.value);
		else if (taken.size < field.value.size)
			tiff_more(inventory, &field, taken);
		else if (!metadata_exif_is_known(&field) &&
			 tiff_is_bytes(&field) &&
			 field.value.size > TIFF_SHORT_VALUE)
			tiff_unknown(inventory, &field);
		else if (tiff_is_private(&field))
			inventory_numbers(inventory, N_("private data"),
					  field.value);
		else
			inventory_claim(inventory, field.value);
		if (field.tag == TIFF_TAG_RESOURCES && tiff_is_bytes(&field))
			inventory_resources(inventory, field.value);
	}
}

/* A JPEG in one piece is a picture of its own. */
static void tiff_preview(struct inventory *inventory, struct base_view part)
{
	size_t at = 0;
	struct base_view jpeg;

	if (inventory->depth > 0 || !base_view_starts(part, "\xff\xd8\xff", 3))
		return;
	jpeg = inventory_find_jpeg(part, &at);
	if (jpeg.data == part.data)
		inventory_add(inventory, jpeg, INVENTORY_PREVIEW,
			      N_("in one of its directories"), IPC_HIDDEN_MAX);
}

/* Strips, tiles and previews; each is given to read as well. */
static void tiff_claim_pixels(struct inventory *inventory,
			      const struct tiff_directory *directory,
			      void (*read)(struct inventory *inventory,
					   struct base_view part))
{
	for (size_t i = 0; i < sizeof(tiff_pixels) / sizeof(*tiff_pixels);
	     i++) {
		struct tiff_field at = tiff_find(directory, tiff_pixels[i].at);
		struct tiff_field size =
		    tiff_find(directory, tiff_pixels[i].size);
		struct tiff_strips strips = {0};

		if (size.count == 0 && tiff_pixels[i].at == TIFF_TAG_STRIPS)
			strips = tiff_strips_of(directory);
		/* Those that say where and how long: others claim nothing. */
		for (uint64_t j = 0; j < tiff_count(&at) && j < TIFF_PARTS_MAX;
		     j++) {
			uint64_t bytes = size.count > 0
					     ? tiff_number(&size, j)
					     : tiff_strip_size(&strips, j);
			uint64_t from = tiff_number(&at, j);
			struct base_view part;

			if (from > directory->block->bytes.size)
				continue;
			if (bytes > directory->block->bytes.size - from)
				bytes = directory->block->bytes.size - from;
			part = base_view_part(directory->block->bytes, from,
					      bytes);
			inventory_claim(inventory, part);
			if (at.count == 1 && read != NULL)
				read(inventory, part);
		}
	}
}

/* ---- A block of directories within another file ---- */

#define TIFF_EXIF N_("in the Exif block")
#define TIFF_FURTHER 0xb000 /* up to there are fields of MPF (CIPA DC-007) */
#define TIFF_FURTHER_END 0xb2ff

/* The values of its fields; words among what they hold are told. */
static void tiff_account_fields(struct inventory *inventory,
				struct inventory *account, const char *label,
				const struct tiff_directory *directory)
{
	for (unsigned i = 0; i < directory->count; i++) {
		struct tiff_field field = tiff_field_at(directory, i);
		bool further = (field.tag >= TIFF_FURTHER &&
				field.tag <= TIFF_FURTHER_END) ||
			       tiff_is_private(&field);

		if (further && field.value.size > TIFF_SHORT_VALUE)
			inventory_numbers(inventory, label, field.value);
		if (further || field.value.size <= TIFF_SHORT_VALUE)
			inventory_claim(account, field.value);
		else if (metadata_exif_is_known(&field))
			inventory_claim(account, tiff_taken(directory, &field));
	}
}

bool inventory_directories(struct inventory *inventory, const char *label,
			   struct base_view block, bool numbers)
{
	static struct exif_tree tree;
	struct inventory account;

	if (!metadata_exif_open(block, &tree) || tree.count == 0)
		return false;
	inventory_init(&account, block, inventory->picture);
	inventory_claim(
	    &account,
	    base_view_part(block, 0,
			   (size_t)(tree.block.bytes.data - block.data) +
			       (tree.block.big ? 16 : 8)));
	for (unsigned i = 0; i < tree.count; i++) {
		tiff_claim_directory(&account, &tree.at[i].directory,
				     tree.at[i].offset);
		tiff_account_fields(inventory, &account, label,
				    &tree.at[i].directory);
		tiff_claim_pixels(&account, &tree.at[i].directory, NULL);
	}
	inventory_account(inventory, &account, label, numbers);
	return true;
}

void inventory_exif(struct inventory *inventory, struct base_view block)
{
	inventory_exif_read(inventory, block);
	if (!inventory_directories(inventory, TIFF_EXIF, block, true))
		inventory_numbers(inventory, TIFF_EXIF, block);
}

static uint64_t tiff_width(const struct tiff_directory *directory)
{
	struct tiff_field field = tiff_find(directory, TIFF_TAG_WIDTH);

	return tiff_number(&field, 0);
}

/* Further pages: as large as the first, and not called a smaller copy. */
static void tiff_pages(struct inventory *inventory,
		       const struct exif_tree *tree)
{
	unsigned pages = 0;

	for (unsigned i = 1; i < tree->count; i++) {
		const struct tiff_directory *directory = &tree->at[i].directory;
		struct tiff_field kind = tiff_find(directory, TIFF_TAG_KIND);
		struct tiff_field raw = tiff_find(directory, TIFF_TAG_COLOUR);

		if (tree->at[i].place != EXIF_MORE ||
		    (tiff_number(&kind, 0) & 5) != 0 ||
		    tiff_number(&raw, 0) > TIFF_COLOURS)
			continue;
		pages += tiff_width(directory) > 0 &&
			 2 * tiff_width(directory) >
			     tiff_width(&tree->at[0].directory);
	}
	if (pages > 0 && inventory->depth == 0)
		metadata_add_counted(
		    inventory->picture, IPC_FINDING_HIDDEN_PICTURE, pages,
		    N_("1 further page in the same file"),
		    N_("{number} further pages in the same file"));
}

size_t inventory_tiff(struct inventory *inventory, struct base_view view)
{
	static struct exif_tree tree;

	if (!base_view_starts(view, "II", 2) &&
	    !base_view_starts(view, "MM", 2))
		return 0;
	if (!metadata_exif_open(view, &tree) || tree.count == 0)
		return 0;
	inventory_claim(inventory,
			base_view_part(view, 0, tree.block.big ? 16 : 8));
	for (unsigned i = 0; i < tree.count; i++) {
		tiff_claim_directory(inventory, &tree.at[i].directory,
				     tree.at[i].offset);
		tiff_claim_fields(inventory, &tree.at[i].directory);
		tiff_claim_pixels(inventory, &tree.at[i].directory,
				  tiff_preview);
	}
	inventory_raw_previews(inventory, &tree,
			       N_("in one of its directories"));
	inventory_exif_read(inventory, view);
	tiff_pages(inventory, &tree);
	return view.size;
}
