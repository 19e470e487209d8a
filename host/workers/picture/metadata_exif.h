/* metadata_exif.h: what the files that read EXIF through libexif share. */
#ifndef LENSCAP_PICTURE_METADATA_EXIF_H
#define LENSCAP_PICTURE_METADATA_EXIF_H

#include <libexif/exif-data.h>

#include "metadata_facts.h"

/*
 * Let libexif read a block, within bounds of memory.  NULL when it is too small
 * or memory is short; otherwise ended with exif_data_unref().
 */
ExifData *metadata_exif_open(struct base_view exif);

/* The bytes of a field, empty when it is missing. */
struct base_view metadata_exif_bytes(const ExifEntry *entry);

/* The text of a field up to its first NUL, empty when it holds numbers. */
struct base_view metadata_exif_text(const ExifEntry *entry);

/* Text behind its eight bytes of character code (CIPA DC-008, 4.6.5). */
void metadata_exif_add_coded(ExifData *data, const ExifEntry *entry,
			     enum ipc_finding_kind kind,
			     struct ipc_picture *picture);

/* Positions and times of the GPS directory. */
void metadata_exif_find_gps(ExifData *data, struct ipc_picture *picture);

/* What libexif understands of the maker's own notes. */
void metadata_exif_find_note(ExifData *data, struct ipc_picture *picture);

#endif
