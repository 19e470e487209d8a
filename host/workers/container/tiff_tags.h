/*
 * tiff_tags.h: numbers of fields, and of what some of them hold, as TIFF 6.0,
 * its Technical Note 2, Exif, ICC.1 and DNG name them.
 */
#ifndef LENSCAP_CONTAINER_TIFF_TAGS_H
#define LENSCAP_CONTAINER_TIFF_TAGS_H

enum tiff_tag {
	TIFF_TAG_KIND = 0x00fe, /* NewSubfileType: 1, a smaller copy */
	TIFF_TAG_WIDTH = 0x0100,
	TIFF_TAG_HEIGHT = 0x0101,
	TIFF_TAG_BITS = 0x0102,
	TIFF_TAG_PACKING = 0x0103, /* Compression */
	TIFF_TAG_COLOUR = 0x0106,  /* PhotometricInterpretation */
	TIFF_TAG_MAKE = 0x010f,
	TIFF_TAG_MODEL = 0x0110,
	TIFF_TAG_STRIPS = 0x0111,
	TIFF_TAG_ORIENTATION = 0x0112,
	TIFF_TAG_SAMPLES = 0x0115,
	TIFF_TAG_ROWS = 0x0116, /* of a strip */
	TIFF_TAG_STRIP_BYTES = 0x0117,
	TIFF_TAG_PLANES = 0x011c, /* PlanarConfiguration */
	TIFF_TAG_PALETTE = 0x0140,
	TIFF_TAG_TILES = 0x0144,
	TIFF_TAG_TILE_BYTES = 0x0145,
	TIFF_TAG_DIRECTORIES = 0x014a, /* SubIFDs */
	TIFF_TAG_TABLES = 0x015b,      /* JPEGTables */
	TIFF_TAG_JPEG = 0x0201,	       /* JPEGInterchangeFormat */
	TIFF_TAG_JPEG_BYTES = 0x0202,
	TIFF_TAG_RESOURCES = 0x8649, /* Photoshop's */
	TIFF_TAG_EXIF = 0x8769,
	TIFF_TAG_PROFILE = 0x8773,
	TIFF_TAG_GPS = 0x8825,
	TIFF_TAG_DNG = 0xc612
};

enum tiff_packing { TIFF_PLAIN = 1, TIFF_OLD_JPEG = 6, TIFF_JPEG = 7 };

/* Colours above it are a sensor's own pixels: of a mosaic, or linear. */
enum tiff_colour {
	TIFF_COLOURS = 32767,
	TIFF_MOSAIC = 32803,
	TIFF_LINEAR = 34892
};

#endif
