/* metadata_exif_note.c: maker notes, as far as libexif understands them. */
#include <libexif/exif-mnote-data.h>
#include <string.h>

#include "metadata_exif.h"

/*
 * libexif walks all fields to reach the n-th, which a hostile note would make
 * expensive; a real one has some 200.
 */
#define NOTE_VALUES_MAX 512

/*
 * By libexif's names, which are the same words for Canon, Nikon and Fujifilm;
 * or, where it has none, by number (ExifTool's tag tables).
 */
static const struct note_row {
	const char *name;
	unsigned id;
	enum ipc_finding_kind kind;
} note_rows[] = {
    {"SerialNumber", 0, IPC_FINDING_CAMERA_SERIAL},
    {"SerialNumber2", 0, IPC_FINDING_CAMERA_SERIAL},
    {"CMOSSerialNumber", 0, IPC_FINDING_CAMERA_SERIAL},
    {"OwnerName", 0, IPC_FINDING_AUTHOR},
    {NULL, 0x0404, IPC_FINDING_CAMERA_SERIAL}, /* Olympus */
    {NULL, 0x4229, IPC_FINDING_CAMERA_SERIAL}, /* Pentax, 0x0229 in a file */
};

static const struct note_row *note_row(const char *name, unsigned id)
{
	for (size_t i = 0; i < sizeof(note_rows) / sizeof(note_rows[0]); i++) {
		const struct note_row *row = &note_rows[i];

		if (name == NULL
			? row->name == NULL && row->id == id
			: row->name != NULL && strcmp(row->name, name) == 0)
			return row;
	}
	return NULL;
}

static bool note_has_serial(const struct ipc_picture *picture)
{
	for (unsigned i = 0; i < picture->count; i++)
		if (picture->findings[i].kind == IPC_FINDING_CAMERA_SERIAL)
			return true;
	return false;
}

static void note_take(ExifMnoteData *note, unsigned i,
		      const struct note_row *row, struct ipc_picture *picture)
{
	char value[IPC_TEXT_MAX] = "";

	if (exif_mnote_data_get_value(note, i, value, sizeof(value)) == NULL)
		return;
	value[sizeof(value) - 1] = '\0';
	/* libexif answers what it cannot read with these sentences. */
	if (strncmp(value, "Invalid ", 8) != 0 &&
	    strstr(value, "bytes unknown data") == NULL)
		metadata_add(picture, row->kind, base_view_of(value));
}

/* Apple's identifiers of a picture, its burst, its live photo (ExifTool). */
static bool note_is_apple_id(unsigned tag)
{
	return tag == 0x000b || tag == 0x0011 || tag == 0x0015;
}

static unsigned note_get_u16(const uint8_t *bytes)
{
	return (unsigned)(bytes[0] << 8 | bytes[1]);
}

/*
 * Apple's note is a plain directory whose offsets count from the note's start.
 * libexif 0.6.24 counts six bytes less and answers with other bytes of the file
 * (exif-mnote-data-apple.c leaves out the head "Exif\0\0").
 */
static void note_find_apple(struct base_view note, struct ipc_picture *picture)
{
	size_t count = note.size < 16 ? 0 : note_get_u16(note.data + 14);

	for (size_t i = 0; i < count && i < NOTE_VALUES_MAX; i++) {
		struct base_view field = base_view_part(note, 16 + 12 * i, 12);
		struct base_view text;

		if (field.data == NULL)
			return;
		if (!note_is_apple_id(note_get_u16(field.data)) ||
		    note_get_u16(field.data + 2) != EXIF_FORMAT_ASCII)
			continue;
		text = base_view_part(
		    note,
		    exif_get_long(field.data + 8, EXIF_BYTE_ORDER_MOTOROLA),
		    exif_get_long(field.data + 4, EXIF_BYTE_ORDER_MOTOROLA));
		metadata_add(picture, IPC_FINDING_UNIQUE_ID,
			     metadata_text_ends(text));
	}
}

void metadata_exif_find_note(ExifData *data, struct ipc_picture *picture)
{
	struct base_view bytes = metadata_exif_bytes(exif_content_get_entry(
	    data->ifd[EXIF_IFD_EXIF], EXIF_TAG_MAKER_NOTE));
	ExifMnoteData *note = exif_data_get_mnote_data(data);
	unsigned count = note != NULL ? exif_mnote_data_count(note) : 0;
	/* A note repeats the standard's number, in its maker's notation. */
	bool numbered = note_has_serial(picture);

	if (base_view_starts(bytes, "Apple iOS\0\0\1MM", 14)) {
		note_find_apple(bytes, picture);
		return;
	}
	if (count > NOTE_VALUES_MAX)
		count = NOTE_VALUES_MAX;
	for (unsigned i = 0; i < count; i++) {
		const struct note_row *row =
		    note_row(exif_mnote_data_get_name(note, i),
			     exif_mnote_data_get_id(note, i));

		if (row == NULL ||
		    (numbered && row->kind == IPC_FINDING_CAMERA_SERIAL))
			continue;
		note_take(note, i, row, picture);
	}
}
