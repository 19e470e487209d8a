/* metadata_exif.h: what the files that read EXIF share. */
#ifndef LENSCAP_PICTURE_METADATA_EXIF_H
#define LENSCAP_PICTURE_METADATA_EXIF_H

#include "container/tiff.h"
#include "container/tiff_tags.h"
#include "metadata_facts.h"

#define EXIF_DIRECTORIES_MAX 48 /* of one block; a raw picture has some 10 */

enum exif_place {
	EXIF_MAIN,
	EXIF_MORE, /* the chain behind the first, and what hangs below */
	EXIF_EXIF,
	EXIF_GPS,
	EXIF_PLACES
};

/* All directories of a block, each once, the first one first. */
struct exif_tree {
	struct tiff_block block;
	unsigned count;
	struct {
		enum exif_place place;
		uint64_t offset;
		struct tiff_directory directory;
	} at[EXIF_DIRECTORIES_MAX];
};

/* False, and an empty tree, when the block is none of EXIF or TIFF. */
bool metadata_exif_open(struct base_view exif, struct exif_tree *out);

/* The first field of that number in such directories; else an empty one. */
struct tiff_field metadata_exif_field(const struct exif_tree *tree,
				      enum exif_place place, unsigned tag);

/* The same in the first directory or in Exif's: writers differ. */
struct tiff_field metadata_exif_either(const struct exif_tree *tree,
				       unsigned tag);

/* False of a field that no standard, and no maker known here, names. */
bool metadata_exif_is_known(const struct tiff_field *field);

/* The text of a field up to its first NUL, empty when it holds numbers. */
struct base_view metadata_exif_text(const struct tiff_field *field);

/* "field 0x9999", before words of one that no standard names. */
void metadata_exif_field_name(const struct tiff_field *field,
			      char out[IPC_TEXT_MAX]);

/* Text behind its eight bytes of character code (CIPA DC-008, 4.6.5), as it
 * stands or as UTF-8 in room; and that as a finding. */
#define EXIF_CODED_MAX (3 * IPC_TEXT_MAX)
struct base_view metadata_exif_coded(const struct tiff_field *field,
				     char room[EXIF_CODED_MAX]);
void metadata_exif_add_coded(const struct tiff_field *field,
			     enum ipc_finding_kind kind,
			     struct ipc_picture *picture);

/* Positions and times of the GPS directory. */
void metadata_exif_find_gps(const struct exif_tree *tree,
			    struct ipc_picture *picture);

/* Where on the earth a map or a picture from above lies (GeoTIFF). */
void metadata_exif_find_ground(const struct exif_tree *tree,
			       struct ipc_picture *picture);

/* Serial numbers, counters and names in the maker's own notes. */
void metadata_exif_find_note(const struct exif_tree *tree,
			     struct ipc_picture *picture);

#endif
