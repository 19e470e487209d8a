/*
 * metadata.h: what a file says besides its pixels.  Runs in the jail, on bytes
 * of a stranger; what it finds becomes findings of the answer.
 */
#ifndef LENSCAP_PICTURE_METADATA_H
#define LENSCAP_PICTURE_METADATA_H

#include <lenscap/ipc_picture.h>

#define METADATA_NOTES_MAX 16 /* of one file; more say no more */

/*
 * The blocks of metadata a format's reader came upon, borrowed from the file
 * (or owned by the reader until the answer is written).
 */
struct metadata_blocks {
	struct base_view exif; /* from the TIFF header on, without "Exif\0\0" */
	struct base_view xmp;  /* the packet */
	struct base_view extended_xmp; /* JPEG's second packet, joined */
	struct base_view iptc;	  /* IPTC-IIM records, from the first 0x1c on */
	struct base_view comment; /* a comment in words */
	/* Texts whose place in the file says what they are. */
	struct metadata_note {
		enum ipc_finding_kind kind;
		struct base_view text;
	} notes[METADATA_NOTES_MAX];
	unsigned noted;
	bool content_credentials; /* a C2PA manifest (JUMBF) is there */
};

/* What the EXIF block means for reading the picture. */
struct metadata_exif {
	uint8_t orientation;	    /* 1 to 8, 0 for none */
	struct base_view thumbnail; /* a JPEG, or empty */
	uint8_t *held;		    /* what thumbnail borrows */
};

/*
 * Read only what decoding needs: orientation and thumbnail.  Never fails: a
 * block that makes no sense states nothing.  metadata_exif_free() ends *out.
 */
void metadata_read_exif(struct base_view exif, struct metadata_exif *out);

/* Release the thumbnail and empty *exif; safe on an empty one. */
void metadata_exif_free(struct metadata_exif *exif);

/*
 * Append the findings of all blocks to picture, each detail printable, the
 * same kind and detail only once, at most IPC_FINDINGS_MAX in all, worst first
 * in the order of the kinds.
 */
void metadata_find(const struct metadata_blocks *blocks,
		   struct ipc_picture *picture);

/*
 * Append one finding in its place: worst first, in the order of the kinds.
 * Text is made printable.  Nothing is added for an empty text, for what devices
 * write to fill a field ("unknown", "0000"), and for a fact that is there
 * already; of two ways to say one fact the longer stays.
 */
void metadata_add(struct ipc_picture *picture, enum ipc_finding_kind kind,
		  struct base_view text);

/* Each reader of one kind of block; metadata_find() calls them. */
void metadata_find_exif(struct base_view exif, struct ipc_picture *picture);
void metadata_find_xmp(struct base_view xmp, struct ipc_picture *picture);
void metadata_find_iptc(struct base_view iptc, struct ipc_picture *picture);

#endif
