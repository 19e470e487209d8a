/*
 * metadata_exif_note.c: where each maker's own notes begin, and what their
 * offsets count from.  What their fields mean is in metadata_note_table.c.
 */
#include <string.h>
#include <strings.h>

#include "metadata_note.h"

#define NOTE_TAG 0x927c
#define NOTE_FIELDS_MAX 512 /* a note with more is none */

/* What offsets in a note count from. */
enum note_base {
	NOTE_FROM_BLOCK, /* from the block's start, as everywhere else */
	NOTE_FROM_NOTE,	 /* from the note's */
	NOTE_FROM_ONE,	 /* from either, by the model */
	NOTE_INNER,	 /* a TIFF head of its own stands at start */
	NOTE_FUJIFILM,	 /* its offset stands at start, little-endian */
};

/* The first row whose head, or else whose maker, is the note's. */
static const struct note_maker {
	const char *head;
	size_t size;
	const char *make;
	unsigned start;
	enum note_base base;
	const struct note_row *rows;
} note_makers[] = {
    {"Apple iOS\0", 10, NULL, 14, NOTE_FROM_NOTE, note_apple},
    {"Nikon\0\2", 7, NULL, 10, NOTE_INNER, note_nikon},
    {"Nikon\0\1", 7, NULL, 8, NOTE_FROM_BLOCK, note_nikon},
    {"FUJIFILM", 8, NULL, 8, NOTE_FUJIFILM, note_fujifilm},
    {"GENERALE", 8, NULL, 8, NOTE_FUJIFILM, note_fujifilm},
    {"OLYMPUS\0", 8, NULL, 12, NOTE_FROM_NOTE, note_olympus},
    {"OM SYSTEM\0", 10, NULL, 16, NOTE_FROM_NOTE, note_olympus},
    {"OLYMP\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_olympus},
    {"EPSON\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_olympus},
    {"MINOL\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_olympus},
    {"CAMER\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_olympus},
    {"Panasonic\0", 10, NULL, 12, NOTE_FROM_BLOCK, note_panasonic},
    {"LEICA CAMERA AG\0", 16, NULL, 18, NOTE_FROM_BLOCK, note_panasonic},
    {"LEICA\0\0\0", 8, "Leica Camera", 8, NOTE_FROM_NOTE, note_leica},
    {"LEICA\0\0\0", 8, NULL, 8, NOTE_FROM_BLOCK, note_panasonic},
    {"LEICA\0\x08\0", 8, NULL, 8, NOTE_FROM_BLOCK, note_leica},
    {"LEICA\0\x09\0", 8, NULL, 8, NOTE_FROM_BLOCK, note_leica},
    {"LEICA\0\x02\0", 8, NULL, 8, NOTE_FROM_BLOCK, note_leica},
    {"LEICA", 5, NULL, 8, NOTE_FROM_NOTE, note_leica},
    {"PENTAX \0", 8, NULL, 10, NOTE_FROM_NOTE, note_pentax},
    {"RICOH\0II", 8, NULL, 8, NOTE_FROM_NOTE, note_pentax},
    {"RICOH\0MM", 8, NULL, 8, NOTE_FROM_NOTE, note_pentax},
    {"AOC\0", 4, NULL, 6, NOTE_FROM_BLOCK, note_pentax},
    {"SONY DSC \0", 10, NULL, 12, NOTE_FROM_BLOCK, note_sony},
    {"SONY CAM \0", 10, NULL, 12, NOTE_FROM_BLOCK, note_sony},
    {"SONY MOBILE", 11, NULL, 12, NOTE_FROM_BLOCK, note_sony},
    {"VHAB     \0", 10, NULL, 12, NOTE_FROM_BLOCK, note_sony},
    {"SIGMA\0", 6, NULL, 10, NOTE_FROM_BLOCK, note_sigma},
    {"FOVEON\0", 7, NULL, 10, NOTE_FROM_BLOCK, note_sigma},
    {"RICOH\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_ricoh},
    {"Ricoh\0", 6, NULL, 8, NOTE_FROM_BLOCK, note_ricoh},
    {"MOT\0", 4, NULL, 8, NOTE_FROM_NOTE, note_motorola},
    {"MM\0*", 4, "Kodak", 0, NOTE_INNER, note_kodak},
    {"II*\0", 4, "Kodak", 0, NOTE_INNER, note_kodak},
    {"MM\0*", 4, "Eastman Kodak", 0, NOTE_INNER, note_kodak},
    {"II*\0", 4, "Eastman Kodak", 0, NOTE_INNER, note_kodak},
    {"MM\0*", 4, "JK Imaging", 0, NOTE_INNER, note_kodak},
    {"II*\0", 4, "JK Imaging", 0, NOTE_INNER, note_kodak},
    {"", 0, "Canon", 0, NOTE_FROM_BLOCK, note_canon},
    {"", 0, "NIKON", 0, NOTE_FROM_BLOCK, note_nikon},
    {"", 0, "SONY", 0, NOTE_FROM_BLOCK, note_sony},
    {"", 0, "SAMSUNG", 0, NOTE_FROM_ONE, note_samsung},
    {"", 0, "Panasonic", 0, NOTE_FROM_BLOCK, note_panasonic},
    {"", 0, "Leica Camera", 0, NOTE_FROM_BLOCK, note_leica},
    {"", 0, "PENTAX", 0, NOTE_FROM_BLOCK, note_pentax},
    {"", 0, "Eastman Kodak", 0, NOTE_FROM_BLOCK, note_kodak},
    {"", 0, "Kodak", 0, NOTE_FROM_BLOCK, note_kodak},
    {"", 0, "RICOH", 0, NOTE_FROM_BLOCK, note_pentax},
    {"", 0, "Motorola", 0, NOTE_FROM_BLOCK, note_motorola},
};

static bool note_made_by(const char *make, const char *maker)
{
	return maker == NULL || strncasecmp(make, maker, strlen(maker)) == 0;
}

static const struct note_maker *note_find_maker(struct base_view note,
						const char *make)
{
	for (size_t i = 0; i < sizeof(note_makers) / sizeof(*note_makers); i++)
		if (base_view_starts(note, note_makers[i].head,
				     note_makers[i].size) &&
		    note_made_by(make, note_makers[i].make))
			return &note_makers[i];
	return NULL;
}

/* How many fields the first two bytes state, where that is believable. */
static bool note_plausible(const struct tiff_block *block, uint64_t at)
{
	struct tiff_directory directory = tiff_directory_from(block, at);
	struct base_view head = base_view_part(block->bytes, at, 2);
	struct tiff_field field;

	if (head.data == NULL || directory.count == 0 ||
	    tiff_u16(block, head.data) != directory.count ||
	    directory.count > NOTE_FIELDS_MAX)
		return false;
	field = tiff_field_at(&directory, 0);
	return field.type > 0 && field.type <= TIFF_IFD;
}

/* Notes need not be in the byte order of the file that they were put into. */
static bool note_orient(struct tiff_block *block, uint64_t at)
{
	for (unsigned i = 0; i < 2; i++) {
		if (note_plausible(block, at))
			return true;
		block->little = !block->little;
	}
	return false;
}

/*
 * Values follow upon the directory: counted from the block's start, the first
 * of them has the note's own place in its offset, or is nowhere.
 */
static bool note_counts_from_block(const struct tiff_block *block,
				   size_t note_at)
{
	struct tiff_directory directory = tiff_directory_from(block, 0);
	size_t least = SIZE_MAX;

	for (unsigned i = 0; i < directory.count; i++) {
		struct tiff_field field = tiff_field_at(&directory, i);
		size_t at = SIZE_MAX - 1;

		if (field.value.size > 0)
			at = (size_t)(field.value.data - block->bytes.data);
		if (field.count > 4 && at < least)
			least = at;
	}
	return least != SIZE_MAX && least >= note_at + directory.fields.size;
}

static bool note_locate(const struct tiff_block *outer, struct base_view note,
			const struct note_maker *maker,
			struct tiff_block *block, uint64_t *at)
{
	size_t offset = (size_t)(note.data - outer->bytes.data);
	size_t rest = outer->bytes.size - offset;
	struct base_view head;

	*block = *outer;
	block->big = false;
	*at = offset + maker->start;
	if (maker->base == NOTE_FROM_BLOCK)
		return note_orient(block, *at);
	/* Values may lie behind the note, as long as they are in the block. */
	block->bytes = base_view_part(outer->bytes, offset, rest);
	*at = maker->start;
	switch (maker->base) {
	case NOTE_INNER:
		if (rest < maker->start)
			return false;
		return tiff_open(base_view_part(block->bytes, maker->start,
						rest - maker->start),
				 block, at);
	case NOTE_FUJIFILM:
		block->little = true;
		head = base_view_part(block->bytes, maker->start, 4);
		if (head.data == NULL)
			return false;
		*at = tiff_u32(block, head.data);
		return true;
	case NOTE_FROM_ONE:
		if (!note_orient(block, *at))
			return false;
		if (note_counts_from_block(block, offset)) {
			block->bytes = outer->bytes;
			*at = offset;
		}
		return true;
	default:
		return note_orient(block, *at);
	}
}

static void note_read(struct note *note, const struct tiff_directory *directory,
		      const struct note_row *rows);

/* What hangs below a field: an offset, or the directory as its value. */
static void note_follow(struct note *note, const struct tiff_field *field,
			const struct note_row *rows)
{
	uint64_t at = tiff_number(field, 0);
	struct tiff_directory directory;

	if (field->type == TIFF_UNDEFINED && field->value.data != NULL)
		at = (uint64_t)(field->value.data - field->block->bytes.data);
	directory = tiff_directory_at(field->block, at);
	if (directory.count > 0 && directory.count <= NOTE_FIELDS_MAX)
		note_read(note, &directory, rows);
}

static void note_read(struct note *note, const struct tiff_directory *directory,
		      const struct note_row *rows)
{
	note->directory = directory;
	for (unsigned i = 0; i < directory->count; i++) {
		struct tiff_field field = tiff_field_at(directory, i);

		for (const struct note_row *row = rows; row->tag != 0; row++) {
			if (row->tag != field.tag)
				continue;
			if (row->below != NULL)
				note_follow(note, &field, row->below);
			else
				row->take(note, &field, row->kind);
			note->directory = directory;
		}
	}
}

static void note_find(struct note *note, struct base_view bytes,
		      const struct tiff_block *outer)
{
	const struct note_maker *maker = note_find_maker(bytes, note->make);
	struct tiff_block block;
	struct tiff_directory directory;
	uint64_t at;

	if (bytes.size < 8)
		return;
	note_find_binary(note, bytes);
	if (maker == NULL || !note_locate(outer, bytes, maker, &block, &at))
		return;
	directory = tiff_directory_from(&block, at);
	if (directory.count > 0 && directory.count <= NOTE_FIELDS_MAX)
		note_read(note, &directory, maker->rows);
}

/* DNG keeps the note in Adobe's own list: "MakN", a length, the order, ... */
static struct base_view note_of_dng(const struct exif_tree *tree)
{
	struct tiff_field field = metadata_exif_field(tree, EXIF_MAIN, 0xc634);
	struct base_view all = field.value;
	size_t size;

	if (!base_view_starts(all, "Adobe\0MakN", 10) || all.size < 20)
		return (struct base_view){0};
	size = (size_t)all.data[10] << 24 | (size_t)all.data[11] << 16 |
	       (size_t)all.data[12] << 8 | all.data[13];
	if (size < 6 || size > all.size - 14)
		return (struct base_view){0};
	return base_view_part(all, 20, size - 6);
}

void metadata_exif_find_note(const struct exif_tree *tree,
			     struct ipc_picture *picture)
{
	struct note note = {.picture = picture};
	struct tiff_field field = metadata_exif_either(tree, TIFF_TAG_MAKE);

	metadata_text(note.make, metadata_exif_text(&field));
	field = metadata_exif_either(tree, TIFF_TAG_MODEL);
	metadata_text(note.model, metadata_exif_text(&field));
	field = metadata_exif_either(tree, NOTE_TAG);
	note_find(&note, field.value, &tree->block);
	note_find(&note, note_of_dng(tree), &tree->block);
}

struct base_view metadata_exif_strange_note(struct base_view exif)
{
	struct exif_tree tree;
	struct tiff_field make, note;
	char maker[IPC_TEXT_MAX];

	if (!metadata_exif_open(exif, &tree))
		return (struct base_view){0};
	make = metadata_exif_either(&tree, TIFF_TAG_MAKE);
	metadata_text(maker, metadata_exif_text(&make));
	note = metadata_exif_either(&tree, NOTE_TAG);
	return note_find_maker(note.value, maker) == NULL
		   ? note.value
		   : (struct base_view){0};
}
