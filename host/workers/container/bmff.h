/*
 * bmff.h: pictures in ISO base media files (ISO 14496-12, 8.11; ISO 23008-12):
 * what items a file has, and a file made anew of one picture and what it takes
 * to show it.  Bytes are a stranger's; nothing of them is believed.
 */
#ifndef LENSCAP_CONTAINER_BMFF_H
#define LENSCAP_CONTAINER_BMFF_H

#include <lenscap/base.h>

#define BMFF_ITEMS_MAX 2048 /* a picture of 400 megapixels has 1,500 tiles */
#define BMFF_EXTENTS_MAX 8  /* of one item */
#define BMFF_PROPERTIES_MAX 512 /* of a file */
#define BMFF_USED_MAX 24	/* properties of one item */

/* A box: its type, and what is in it. */
struct bmff_box {
	struct base_view whole, body;
	const uint8_t *type; /* four bytes */
};

/*
 * The next box of all from *at on, which is moved behind it; false at the end
 * or where there is none.  One without a size goes to the end.
 */
bool bmff_next(struct base_view all, size_t *at, struct bmff_box *out);

/* True when a box or an item is of a type of four letters. */
bool bmff_is(const uint8_t *type, const char *name);

/* A big-endian number of at most eight bytes; 0 where they are missing. */
uint64_t bmff_number(struct base_view bytes, size_t at, size_t size);

struct bmff_item {
	uint32_t id;
	uint8_t type[4];
	struct base_view mime; /* of type "mime": its content type */
	struct base_view parts[BMFF_EXTENTS_MAX];
	unsigned part_count;
	uint64_t size; /* of all parts */
	bool broken;   /* a part is not in the file */
	uint16_t
	    used[BMFF_USED_MAX]; /* properties, from 1 on; 0x8000: a must */
	unsigned used_count;
};

/* A reference: from one item to others, in their order. */
struct bmff_reference {
	const uint8_t *type;
	uint32_t from;
	struct base_view to; /* count numbers of wide bytes */
	unsigned count, wide;
};

struct bmff {
	struct base_view file, kind, data; /* data: what is within "idat" */
	struct bmff_item *items;
	size_t count;
	struct bmff_box properties[BMFF_PROPERTIES_MAX];
	unsigned property_count;
	struct bmff_reference *references;
	size_t reference_count;
	uint32_t primary;
	bool moving; /* there is a film in it, too */
};

/*
 * Read what items a file has.  LENS_MALFORMED when it has no picture that we
 * understand, or more of anything than a picture has; LENS_SYSTEM without
 * memory.  The caller ends *out with bmff_free(); file must outlive it.
 */
LENS_MUST enum lens_err bmff_read(struct base_view file, struct bmff *out);
void bmff_free(struct bmff *bmff);

/* The item of a number; NULL when there is none. */
struct bmff_item *bmff_item(const struct bmff *bmff, uint32_t id);

/* The body of an item's property of that type; empty when it has none. */
struct base_view bmff_property(const struct bmff *bmff,
			       const struct bmff_item *item, const char *type);

/* Target i of a reference. */
uint32_t bmff_target(const struct bmff_reference *reference, unsigned i);

/* The first reference of a type from an item; NULL when there is none. */
const struct bmff_reference *bmff_from(const struct bmff *bmff, uint32_t from,
				       const char *type);

/* What a file that is made anew has. */
struct bmff_wanted {
	uint32_t picture;      /* what it shows; with its tiles and its alpha */
	bool clean;	       /* no property that is not needed for that */
	struct base_view exif; /* a block of it; empty for none */
};

/*
 * Make a file of one picture: *head is all of it before the bytes of its items,
 * which follow in the order of *out (of BMFF_ITEMS_MAX), each with its parts;
 * then those of exif.  LENS_MALFORMED when something that it takes is not
 * there; LENS_TOO_BIG above head's maximum.
 */
LENS_MUST enum lens_err bmff_make(const struct bmff *bmff,
				  const struct bmff_wanted *wanted,
				  struct base_buffer *head,
				  const struct bmff_item **out, size_t *count);

#endif
