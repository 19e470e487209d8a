/* metadata_xmp.h: between XMP's parser and the meaning of its properties. */
#ifndef LENSCAP_PICTURE_METADATA_XMP_H
#define LENSCAP_PICTURE_METADATA_XMP_H

#include "metadata_facts.h"

/* Between namespace and local name of a parsed name; no URI may hold it. */
#define METADATA_XMP_BREAK '\n'

/* Tell the words of a packet that is no XML: those between its tags, and the
 * values in them. */
void metadata_xmp_rest(struct base_view rest, struct ipc_picture *picture);

/* Texts that make sense only together. */
enum metadata_xmp_slot {
	METADATA_XMP_VENUE,
	METADATA_XMP_SUBLOCATION,
	METADATA_XMP_CITY,
	METADATA_XMP_STATE,
	METADATA_XMP_COUNTRY,
	METADATA_XMP_COUNTRY_CODE, /* told where the name is not */
	METADATA_XMP_STREET,
	METADATA_XMP_POSTCODE,
	METADATA_XMP_TOWN,
	METADATA_XMP_REGION,
	METADATA_XMP_NATION,
	METADATA_XMP_LATITUDE,
	METADATA_XMP_LONGITUDE,
	METADATA_XMP_ALTITUDE,
	METADATA_XMP_ALTITUDE_SIDE,
	METADATA_XMP_DESTINATION_LATITUDE,
	METADATA_XMP_DESTINATION_LONGITUDE,
	METADATA_XMP_MAKE,
	METADATA_XMP_MODEL,
	METADATA_XMP_FACE_NAME,
	METADATA_XMP_FACE_TYPE,
	METADATA_XMP_FACE_AREA,
	METADATA_XMP_LATITUDE_SIDE,
	METADATA_XMP_LONGITUDE_SIDE,
	METADATA_XMP_DESTINATION_LATITUDE_SIDE,
	METADATA_XMP_DESTINATION_LONGITUDE_SIDE,
	METADATA_XMP_STEP, /* of its history: what, with what, when */
	METADATA_XMP_STEP_DETAIL,
	METADATA_XMP_STEP_TOOL,
	METADATA_XMP_STEP_TIME,
	METADATA_XMP_SLOTS
};

/* One scope: the whole packet, or one structure of a list. */
struct metadata_xmp_scope {
	struct ipc_picture *picture;
	const char *name;   /* of the property that is being taken */
	unsigned ancestors; /* documents that were pasted in */
	bool gain_map, motion;
	char slots[METADATA_XMP_SLOTS][IPC_TEXT_MAX];
};

struct metadata_xmp_property {
	const char *space, *name;
	void (*take)(struct metadata_xmp_scope *scope, unsigned detail,
		     struct base_view value);
	unsigned detail; /* a finding's kind or a slot */
};

/*
 * The property of a parsed name; one for all that nobody knows, NULL when it
 * says nothing.  One without take is a list whose items are structures.
 */
const struct metadata_xmp_property *metadata_xmp_find(const char *name);

/* True when a property's value is a picture in base64; detail: its kind. */
bool metadata_xmp_is_picture(const struct metadata_xmp_property *property);

/* Begin a scope anew. */
void metadata_xmp_open(struct metadata_xmp_scope *scope,
		       struct ipc_picture *picture);

/*
 * A keyword in a tree, "People|Anna" (Lightroom) or "People/Anna" (digiKam,
 * Windows): kind is what one of people is.
 */
void metadata_xmp_add_tag(struct metadata_xmp_scope *scope, unsigned kind,
			  struct base_view value);

/* ACDSee's tree of categories, which is XML within a text. */
void metadata_xmp_add_categories(struct metadata_xmp_scope *scope,
				 unsigned kind, struct base_view value);

/* Append what the texts of a scope say together. */
void metadata_xmp_close(struct metadata_xmp_scope *scope);

#endif
