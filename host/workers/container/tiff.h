/*
 * tiff.h: directories of fields as TIFF 6.0 has them, which Exif, maker notes
 * and raw pictures are made of; BigTIFF too.  Bytes of a stranger: nothing is
 * copied, and what a field claims beyond its block is an empty value.
 */
#ifndef LENSCAP_CONTAINER_TIFF_H
#define LENSCAP_CONTAINER_TIFF_H

#include <lenscap/base.h>

enum tiff_type {
	TIFF_BYTE = 1,
	TIFF_ASCII,
	TIFF_SHORT,
	TIFF_LONG,
	TIFF_RATIONAL,
	TIFF_SBYTE,
	TIFF_UNDEFINED,
	TIFF_SSHORT,
	TIFF_SLONG,
	TIFF_SRATIONAL,
	TIFF_FLOAT,
	TIFF_DOUBLE,
	TIFF_IFD = 13,
	TIFF_LONG8 = 16,
	TIFF_UTF8 = 129, /* Exif 3.0 */
};

#define TIFF_FIELDS_MAX 2048 /* of one directory; more are not looked at */

struct tiff_block {
	struct base_view bytes; /* offsets count from its start */
	bool little, big;	/* byte order; offsets of eight bytes */
};

struct tiff_directory {
	const struct tiff_block *block;
	struct base_view fields; /* whole fields only */
	unsigned count;
	uint64_t next; /* offset of the next directory, 0 for none */
};

struct tiff_field {
	const struct tiff_block *block;
	unsigned tag, type;
	uint64_t count;
	struct base_view value; /* empty when it lies outside of the block */
};

/*
 * Read the head of a TIFF file or an Exif block; *first is where the first
 * directory is.  False when it is none.  Raw pictures of Olympus and Panasonic
 * have other numbers in the head, and the same directories.
 */
bool tiff_open(struct base_view bytes, struct tiff_block *out, uint64_t *first);

/* The directory at offset; an empty one when there is none, as at 0. */
struct tiff_directory tiff_directory_at(const struct tiff_block *block,
					uint64_t offset);

/* The same where 0 is a place: some notes begin with their directory. */
struct tiff_directory tiff_directory_from(const struct tiff_block *block,
					  uint64_t offset);

/* The i-th field, i < count; its number alone. */
struct tiff_field tiff_field_at(const struct tiff_directory *directory,
				unsigned i);
unsigned tiff_tag_at(const struct tiff_directory *directory, unsigned i);

/* The first field of that number; an empty one (count 0) when missing. */
struct tiff_field tiff_find(const struct tiff_directory *directory,
			    unsigned tag);

/* Numbers at bytes in the block's order. */
uint16_t tiff_u16(const struct tiff_block *block, const uint8_t *bytes);
uint32_t tiff_u32(const struct tiff_block *block, const uint8_t *bytes);
uint64_t tiff_u64(const struct tiff_block *block, const uint8_t *bytes);

/* How many whole numbers a field has: none that lie outside of its block. */
uint64_t tiff_count(const struct tiff_field *field);

/* The i-th of them, 0 where there is none. */
uint64_t tiff_number(const struct tiff_field *field, uint64_t i);

/* The i-th fraction of a field; false where there is none, or of zero. */
bool tiff_fraction(const struct tiff_field *field, uint64_t i, double *out);

/* True when a field's elements are single bytes, so that it may hold text. */
bool tiff_is_bytes(const struct tiff_field *field);

/*
 * The first number of a field that says how pixels are stored, or what it is
 * where the field is missing (TIFF 6.0).
 */
uint64_t tiff_said(const struct tiff_directory *directory, unsigned tag);

/*
 * What the sizes of strips follow from where they are left out, as writers of
 * old do: of pixels that are not packed.  Else no rows.
 */
struct tiff_strips {
	uint64_t height, rows; /* of the picture, and of a strip */
	uint64_t row;	       /* bytes */
};
struct tiff_strips tiff_strips_of(const struct tiff_directory *directory);

/* Bytes of the i-th strip; UINT64_MAX for more than can be counted. */
uint64_t tiff_strip_size(const struct tiff_strips *strips, uint64_t i);

/* Whether a field says how pixels are stored or what colours they are. */
bool tiff_is_of_pixels(unsigned tag);

/*
 * How much of such a field decoding takes, from its front; nothing of one that
 * has more numbers than it can have, or words.  Of any other field, all.
 */
struct base_view tiff_taken(const struct tiff_directory *directory,
			    const struct tiff_field *field);

#endif
