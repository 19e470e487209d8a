/* metadata_note.h: between the frame of maker notes and what they mean. */
#ifndef LENSCAP_PICTURE_METADATA_NOTE_H
#define LENSCAP_PICTURE_METADATA_NOTE_H

#include "metadata_exif.h"

/* One note while it is being read. */
struct note {
	struct ipc_picture *picture;
	char make[IPC_TEXT_MAX], model[IPC_TEXT_MAX];
	const struct tiff_directory *directory; /* that is being read */
};

/* A field that matters; a table ends with a row of tag 0. */
struct note_row {
	unsigned tag;
	void (*take)(const struct note *note, const struct tiff_field *field,
		     enum ipc_finding_kind kind);
	enum ipc_finding_kind kind;
	const struct note_row *below; /* the field is a directory */
};

/* The fields of each maker. */
extern const struct note_row note_apple[], note_canon[], note_fujifilm[],
    note_kodak[], note_leica[], note_motorola[], note_nikon[], note_olympus[],
    note_panasonic[], note_pentax[], note_ricoh[], note_samsung[], note_sigma[],
    note_sony[];

/* Numbers at fixed places of notes that have no directories. */
void note_find_binary(const struct note *note, struct base_view bytes);

#endif
