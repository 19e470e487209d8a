/*
 * metadata_exif_ground.c: where on the earth a picture of GeoTIFF lies (OGC
 * 19-008r4): its first tie point, or the translation of its matrix.
 */
#include <stdio.h>

#include "metadata_exif.h"

enum {
	GROUND_TIE_POINTS = 0x8482, /* column, row, 0, x, y, z each */
	GROUND_MATRIX = 0x85d8,	    /* 4 rows of 4; x and y end the first two */
	GROUND_KEYS = 0x87af,	    /* a head, and key, place, count, value */
};

#define GROUND_MODEL 1024 /* the key of what the coordinates are of */
#define GROUND_DEGREES 2  /* its value: longitude and latitude */

static bool ground_is_degrees(const struct tiff_field *keys)
{
	for (uint64_t i = 4; i + 3 < keys->count; i += 4)
		if (tiff_number(keys, i) == GROUND_MODEL)
			return tiff_number(keys, i + 1) == 0 &&
			       tiff_number(keys, i + 3) == GROUND_DEGREES;
	return false;
}

/* A pair of numbers of a field; a map's own corner says nothing. */
static bool ground_pair(const struct tiff_field *field, uint64_t x, uint64_t y,
			double out[2])
{
	return tiff_fraction(field, x, &out[0]) &&
	       tiff_fraction(field, y, &out[1]) && (out[0] != 0 || out[1] != 0);
}

void metadata_exif_find_ground(const struct exif_tree *tree,
			       struct ipc_picture *picture)
{
	struct tiff_field ties =
	    metadata_exif_field(tree, EXIF_MAIN, GROUND_TIE_POINTS);
	struct tiff_field matrix =
	    metadata_exif_field(tree, EXIF_MAIN, GROUND_MATRIX);
	struct tiff_field keys =
	    metadata_exif_field(tree, EXIF_MAIN, GROUND_KEYS);
	char words[IPC_TEXT_MAX];
	double at[2];

	if (!ground_pair(&ties, 3, 4, at) && !ground_pair(&matrix, 3, 7, at))
		return;
	if (ground_is_degrees(&keys)) {
		struct metadata_position position = {
		    .latitude = {true, true, at[1]},
		    .longitude = {true, true, at[0]},
		};

		metadata_add_position(picture, "", &position);
		return;
	}
	/* In a grid that only the keys' catalogue can turn into degrees. */
	snprintf(words, sizeof(words), "GeoTIFF x %.2f, y %.2f", at[0], at[1]);
	metadata_add(picture, IPC_FINDING_PLACE, base_view_of(words));
}
