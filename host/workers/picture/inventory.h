/*
 * inventory.h: every byte of a file accounted for: pixels, blocks that are
 * known, and the rest, which is told by what it is or by its size.  What the
 * blocks say becomes findings on the way.  It needs no pixels, so that a file
 * whose picture cannot be read still says what it gives away.
 */
#ifndef LENSCAP_PICTURE_INVENTORY_H
#define LENSCAP_PICTURE_INVENTORY_H

#include "inventory_jpeg.h"
#include "metadata_facts.h"

#define INVENTORY_PICTURES_MAX 24 /* previews and others of one file */
#define INVENTORY_HELD_MAX 24	  /* blocks that had to be unpacked */
#define INVENTORY_PACKED_MAX 16	  /* parts that were not */
#define INVENTORY_DEPTH_MAX 4	  /* files in files in files */
#define INVENTORY_BLOCK_MAX (8u << 20)

/* Whence a further picture of the file comes: what it means if it differs. */
enum inventory_role {
	INVENTORY_PREVIEW,  /* made of the picture: thumbnail_differs */
	INVENTORY_PICTURE,  /* beside the picture: hidden_picture */
	INVENTORY_ORIGINAL, /* the uncropped one of an edited picture */
	INVENTORY_DEPTHS,   /* how far away things are: hidden_picture */
	INVENTORY_SURENESS, /* how sure that is of each: hidden_picture */
	INVENTORY_REMAINS   /* rows of one that was written over */
};

struct inventory_picture {
	struct base_view bytes; /* of a file of its own, of any format */
	enum inventory_role role;
	const char *where; /* "in the Exif block", static */
	unsigned part;	   /* of picture->hidden, or IPC_HIDDEN_MAX */
};

struct inventory_span {
	size_t from, to;
};

struct inventory {
	struct ipc_picture *picture; /* findings and hidden parts go there */
	struct base_view file;	     /* the whole of it */
	unsigned depth, notes; /* within so many parts of it, makers' notes */
	uint8_t orientation;   /* of the first Exif block; 0 none */
	unsigned exifs, xmps, iptcs, comments; /* how many were met */
	bool gain_map, motion; /* XMP said so of this part, of the picture */
	/* Unpacks Brotli, up to out's maximum; NULL where none is linked. */
	bool (*unpack)(struct base_view packed, struct base_buffer *out);
	size_t end;    /* of the picture, as its decoder found it; 0 unknown */
	size_t behind; /* where the container ends, once it was walked */
	struct inventory_picture pictures[INVENTORY_PICTURES_MAX];
	unsigned count, packeds;
	struct base_buffer held[INVENTORY_HELD_MAX];
	unsigned holds, insides; /* the first held ones are pictures inside */
	struct base_view packed[INVENTORY_PACKED_MAX];
	struct inventory_span *spans;	  /* what is accounted for */
	size_t spanned, capacity, looked; /* as credentials do */
};

/* Begin with nothing accounted for; ended with inventory_free(). */
void inventory_init(struct inventory *inventory, struct base_view file,
		    struct ipc_picture *picture);
void inventory_free(struct inventory *inventory);

/*
 * Walk the file, by what it begins with, then the rest.  Findings, hidden parts
 * and unread bytes are in the picture then; none of a file of no known kind.
 */
void inventory_walk(struct inventory *inventory);

/* ---- For the walkers ---- */

/* A part of the file is known.  What lies outside of the file is ignored. */
void inventory_claim(struct inventory *inventory, struct base_view part);

/* The parts that are not known, in order, at most so many; how many. */
size_t inventory_gaps(struct inventory *inventory, struct base_view *gaps,
		      size_t most);

/* How many bytes of the file are not known. */
uint64_t inventory_left(struct inventory *inventory);

/* Tell a part that lies beside the picture; its number, or the maximum. */
unsigned inventory_hide(struct inventory *inventory, enum ipc_hidden_kind kind,
			struct base_view part);

/* Keep a copy of bytes as long as the inventory lives. */
struct base_view inventory_hold(struct inventory *inventory,
				struct base_view bytes);

/* The same of bytes that are not the file's, nor kept already. */
struct base_view inventory_keep(struct inventory *inventory,
				struct base_view bytes);

/* One block, whose findings are taken; a further one is told as hidden. */
void inventory_exif(struct inventory *inventory, struct base_view block);
/* The same of one whose bytes the caller accounts for: a whole TIFF. */
void inventory_exif_read(struct inventory *inventory, struct base_view block);
void inventory_xmp(struct inventory *inventory, struct base_view packet);
void inventory_iptc(struct inventory *inventory, struct base_view records);
void inventory_comment(struct inventory *inventory, struct base_view comment);
/* Photoshop's image resources ("8BIM"). */
void inventory_resources(struct inventory *inventory, struct base_view all);

/* True when boxes of "jumb" are a signed history (C2PA). */
bool inventory_is_signed(struct base_view boxes);

/* How many letters and spaces follow upon each other, at most. */
size_t inventory_letters(struct base_view bytes);

/* Words whose meaning is not known, with the name of their place. */
void inventory_text(struct inventory *inventory, const char *label,
		    struct base_view text);

/*
 * A block that nothing here knows: claimed, and told, when it is words; else
 * it stays unread.  Words within it are told either way.  True for words.
 */
bool inventory_unknown(struct inventory *inventory, const char *label,
		       struct base_view block);

/*
 * Bytes that a format has for numbers: words in their place are told; they are
 * accounted for either way.
 */
void inventory_numbers(struct inventory *inventory, const char *label,
		       struct base_view bytes);

/* A further picture of any format, to compare; false: there is no room. */
bool inventory_add(struct inventory *inventory, struct base_view bytes,
		   enum inventory_role role, const char *where, unsigned part);

/* What a picture begins as: "PNG", or "" for none that is known. */
const char *inventory_format(struct base_view bytes);

/* The same of one that is stored as RGB pixels. */
bool inventory_add_rgb(struct inventory *inventory, struct base_view rgb,
		       uint32_t width, uint32_t height,
		       enum inventory_role role, const char *where);

/* Add the last rows of a PNG that was written over; false: there are none. */
bool inventory_remains(struct inventory *inventory, struct base_view part,
		       uint32_t *width, uint32_t *height);

/* Of JFIF's extension, by its kind: width, height, colours, pixels. */
enum {
	INVENTORY_JFIF_JPEG = 0x10,
	INVENTORY_JFIF_PALETTE = 0x11,
	INVENTORY_JFIF_RGB = 0x13
};
void inventory_jfif_preview(struct inventory *inventory, uint8_t kind,
			    struct base_view body);

/* Of all directories but the first, those that are not packed. */
struct exif_tree;
void inventory_raw_previews(struct inventory *inventory,
			    const struct exif_tree *tree, const char *where);

/*
 * One walker for each container.  Each claims what it knows and answers where
 * its file ends within view, 0 where view is none of its kind.
 */
size_t inventory_jpeg(struct inventory *inventory, struct base_view view);
size_t inventory_png(struct inventory *inventory, struct base_view view);
size_t inventory_webp(struct inventory *inventory, struct base_view view);
size_t inventory_gif(struct inventory *inventory, struct base_view view);
size_t inventory_boxes(struct inventory *inventory, struct base_view view);
size_t inventory_tiff(struct inventory *inventory, struct base_view view);
size_t inventory_bmp(struct inventory *inventory, struct base_view view);
size_t inventory_svg(struct inventory *inventory, struct base_view view);

/*
 * A whole picture that is a part of this one and had to be unpacked: what its
 * own blocks say is told at the end.  The bytes are taken, *bytes is empty.
 */
void inventory_inside(struct inventory *inventory, struct base_buffer *bytes);

/*
 * An archive, document, recording or program, by how it begins: told, with the
 * names of the files in a ZIP; how long it is, 0 for none.
 */
size_t inventory_file(struct inventory *inventory, struct base_view part);

/* A JPEG's table, whole, and a standard one (T.81, K) or without words. */
bool inventory_is_table(uint8_t marker, struct base_view table);

/* What phones and programs append to any file: claimed where it is known. */
void inventory_trailers(struct inventory *inventory, struct base_view rest);

/* A video's own words: place, time, device, titles. */
void inventory_video(struct inventory *inventory, struct base_view video);

/* Where the boxes of a video end, or its chunks. */
size_t inventory_video_end(struct base_view video);

/* Numbers of a container, big- and little-endian, of 2, 4 or 8 bytes. */
uint64_t inventory_big(struct base_view bytes);
uint64_t inventory_little(struct base_view bytes);

#endif
