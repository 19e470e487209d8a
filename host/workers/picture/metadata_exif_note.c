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
 * By libexif's names, which are the same words for each maker: Canon, Nikon,
 * Olympus, Fujifilm, Apple.
 */
static const struct note_row {
	const char *name;
	enum ipc_finding_kind kind;
} note_rows[] = {
    {"SerialNumber", IPC_FINDING_CAMERA_SERIAL},
    {"SerialNumber2", IPC_FINDING_CAMERA_SERIAL},
    {"CMOSSerialNumber", IPC_FINDING_CAMERA_SERIAL},
    {"OwnerName", IPC_FINDING_AUTHOR},
    {"ImageUniqueID", IPC_FINDING_UNIQUE_ID},
    {"IMAGE_UNIQUE_ID", IPC_FINDING_UNIQUE_ID},
    {"BURST_UUID", IPC_FINDING_UNIQUE_ID},
    {"MEDIA_GROUP_UUID", IPC_FINDING_UNIQUE_ID},
};

static const struct note_row *note_row(const char *name)
{
	for (size_t i = 0; i < sizeof(note_rows) / sizeof(note_rows[0]); i++)
		if (name != NULL && strcmp(note_rows[i].name, name) == 0)
			return &note_rows[i];
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
	/* libexif answers a field of the wrong type with this sentence. */
	if (strncmp(value, "Invalid ", 8) != 0)
		metadata_add(picture, row->kind, base_view_of(value));
}

void metadata_exif_find_note(ExifData *data, struct ipc_picture *picture)
{
	ExifMnoteData *note = exif_data_get_mnote_data(data);
	unsigned count = note != NULL ? exif_mnote_data_count(note) : 0;
	/* A note repeats the standard's number, in its maker's notation. */
	bool numbered = note_has_serial(picture);

	if (count > NOTE_VALUES_MAX)
		count = NOTE_VALUES_MAX;
	for (unsigned i = 0; i < count; i++) {
		const struct note_row *row =
		    note_row(exif_mnote_data_get_name(note, i));

		if (row == NULL ||
		    (numbered && row->kind == IPC_FINDING_CAMERA_SERIAL))
			continue;
		note_take(note, i, row, picture);
	}
}
