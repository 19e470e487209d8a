/*
 * metadata.h: what a file says besides its pixels.  Runs in the jail, on bytes
 * of a stranger; what it finds becomes findings of the answer.
 */
#ifndef LENSCAP_PICTURE_METADATA_H
#define LENSCAP_PICTURE_METADATA_H

#include <lenscap/ipc_picture.h>

/* What the EXIF block means for reading the picture. */
struct metadata_exif {
	uint8_t orientation;	    /* 1 to 8, 0 for none */
	struct base_view thumbnail; /* a JPEG in the block, or empty */
};

/*
 * Read only what decoding needs: orientation and thumbnail.  Never fails: a
 * block that makes no sense states nothing.
 */
void metadata_read_exif(struct base_view exif, struct metadata_exif *out);

/*
 * Append one finding in its place: worst first, in the order of the kinds.
 * Text is made printable.  Nothing is added for an empty text, for what devices
 * write to fill a field ("unknown", "0000"), and for a fact that is there
 * already; of two ways to say one fact the longer stays.  A file that says very
 * much of one kind is cut short there, so that the others keep their place, and
 * that it was is said.
 */
void metadata_add(struct ipc_picture *picture, enum ipc_finding_kind kind,
		  struct base_view text);

/* After the last block: say of each of several times which clock it is. */
void metadata_finish(struct ipc_picture *picture);

/* The note in an Exif block of a maker whose notes are not known; empty for any
 * other, which was read. */
struct base_view metadata_exif_strange_note(struct base_view exif);

/* Each reader of one kind of block appends its findings. */
void metadata_find_exif(struct base_view exif, struct ipc_picture *picture);
void metadata_find_xmp(struct base_view xmp, struct ipc_picture *picture);
void metadata_find_iptc(struct base_view iptc, struct ipc_picture *picture);

/* A comment: mostly a program's signature, at times a person's words. */
void metadata_find_comment(struct base_view comment,
			   struct ipc_picture *picture);

/* A text under a keyword, as PNG has them. */
void metadata_find_keyword(const char *keyword, struct base_view text,
			   struct ipc_picture *picture);

/* Photoshop's image resources ("8BIM"), but for IPTC and thumbnail. */
void metadata_find_resources(struct base_view all, struct ipc_picture *picture);

struct metadata_resource {
	uint32_t number;
	bool known; /* the number is one of Adobe's own */
	struct base_view name, data, whole;
};
#define METADATA_RESOURCES_MAX 1024 /* as many are looked at */

/* Take one off the front of all; false where none follows. */
bool metadata_resource_next(struct base_view *all,
			    struct metadata_resource *out);

/* The resource of that number behind so many others of it; or empty. */
#define METADATA_RESOURCE_IPTC 0x0404
#define METADATA_RESOURCE_THUMBNAIL 0x040c
#define METADATA_RESOURCE_OLD_THUMBNAIL 0x0409 /* blue before red */
struct base_view metadata_resource(struct base_view all, uint32_t wanted,
				   unsigned behind);

/*
 * A signed history (C2PA): that there is one, and its words.  *looked: bytes
 * of the file that were looked through for whom its names are of, 0 at first.
 */
void metadata_find_credentials(struct base_view bytes, size_t *looked,
			       struct ipc_picture *picture);

/*
 * A colour profile's words, but for those of standards, systems and makers,
 * which many files have and which say nothing of a person.
 */
void metadata_find_profile(struct base_view profile,
			   struct ipc_picture *picture);

/* The records of FLIR's thermal cameras. */
void metadata_find_thermal(struct base_view bytes, struct ipc_picture *picture);

/* True when bytes begin such records. */
bool metadata_is_thermal(struct base_view bytes);

/*
 * The i-th entry in the list of records, and the record, which is empty when
 * nothing is known of its kind; false: there is no such entry.
 */
bool metadata_thermal_part(struct base_view bytes, unsigned i,
			   struct base_view parts[2]);

/* Pictures that a packet of XMP holds as base64; the caller frees each. */
#define METADATA_PICTURES_MAX 4
enum metadata_inside {
	METADATA_PREVIEW,
	METADATA_ORIGINAL, /* of an edited picture */
	METADATA_DEPTHS,   /* how far away things are */
	METADATA_SURENESS  /* how sure that is of each */
};
struct metadata_pictures {
	struct base_buffer bytes[METADATA_PICTURES_MAX];
	enum metadata_inside kinds[METADATA_PICTURES_MAX];
	unsigned count;
	/* What the packet says of the picture it is in. */
	bool gain_map, motion;
};

/* metadata_find_xmp(), and what is in the packet besides words. */
void metadata_find_xmp_pictures(struct base_view xmp,
				struct ipc_picture *picture,
				struct metadata_pictures *inside);

#endif
