/* tiff.c: directories of fields, read in place. */
#include <math.h>
#include <string.h>

#include "tiff.h"

static unsigned tiff_size(unsigned type)
{
	static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4,
					8, 4, 8, 4, 0, 0, 8, 8, 8};

	if (type == TIFF_UTF8)
		return 1;
	return type < sizeof(sizes) ? sizes[type] : 0;
}

static uint64_t tiff_get(const struct tiff_block *block, const uint8_t *bytes,
			 unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | bytes[block->little ? size - 1 - i : i];
	return value;
}

uint16_t tiff_u16(const struct tiff_block *block, const uint8_t *bytes)
{
	return (uint16_t)tiff_get(block, bytes, 2);
}

uint32_t tiff_u32(const struct tiff_block *block, const uint8_t *bytes)
{
	return (uint32_t)tiff_get(block, bytes, 4);
}

uint64_t tiff_u64(const struct tiff_block *block, const uint8_t *bytes)
{
	return tiff_get(block, bytes, 8);
}

bool tiff_open(struct base_view bytes, struct tiff_block *out, uint64_t *first)
{
	*out = (struct tiff_block){.bytes = bytes};
	*first = 0;
	if (bytes.size < 8)
		return false;
	out->little = base_view_starts(bytes, "II", 2);
	if (!out->little && !base_view_starts(bytes, "MM", 2))
		return false;
	switch (tiff_u16(out, bytes.data + 2)) {
	case 42:
	case 0x55:   /* Panasonic's RW2 */
	case 0x4f52: /* Olympus's ORF, "IIRO" and "MMOR" */
	case 0x5352: /* "IIRS" */
		*first = tiff_u32(out, bytes.data + 4);
		return true;
	case 43: /* BigTIFF: the width of offsets, zero, then the offset */
		out->big = true;
		if (bytes.size < 16 || tiff_u16(out, bytes.data + 4) != 8)
			return false;
		*first = tiff_u64(out, bytes.data + 8);
		return true;
	default:
		return false;
	}
}

struct tiff_directory tiff_directory_at(const struct tiff_block *block,
					uint64_t offset)
{
	return offset != 0 ? tiff_directory_from(block, offset)
			   : (struct tiff_directory){.block = block};
}

struct tiff_directory tiff_directory_from(const struct tiff_block *block,
					  uint64_t offset)
{
	struct tiff_directory out = {.block = block};
	unsigned head = block->big ? 8 : 2, width = block->big ? 20 : 12;
	struct base_view all = block->bytes, count, next;
	uint64_t fields;

	if (offset >= all.size)
		return out;
	count = base_view_part(all, offset, head);
	if (count.data == NULL)
		return out;
	fields = tiff_get(block, count.data, head);
	if (fields > (all.size - offset - head) / width)
		fields = (all.size - offset - head) / width;
	next = base_view_part(all, offset + head + fields * width,
			      block->big ? 8 : 4);
	if (next.data != NULL)
		out.next = tiff_get(block, next.data, block->big ? 8 : 4);
	if (fields > TIFF_FIELDS_MAX)
		fields = TIFF_FIELDS_MAX;
	out.count = (unsigned)fields;
	out.fields = base_view_part(all, offset + head, fields * width);
	return out;
}

static const uint8_t *tiff_bytes_at(const struct tiff_directory *directory,
				    unsigned i)
{
	return directory->fields.data +
	       (size_t)i * (directory->block->big ? 20 : 12);
}

unsigned tiff_tag_at(const struct tiff_directory *directory, unsigned i)
{
	return tiff_u16(directory->block, tiff_bytes_at(directory, i));
}

struct tiff_field tiff_field_at(const struct tiff_directory *directory,
				unsigned i)
{
	const struct tiff_block *block = directory->block;
	unsigned width = block->big ? 8 : 4;
	const uint8_t *at = tiff_bytes_at(directory, i);
	struct tiff_field out = {
	    .block = block,
	    .tag = tiff_u16(block, at),
	    .type = tiff_u16(block, at + 2),
	    .count = tiff_get(block, at + 4, width),
	};
	unsigned size = tiff_size(out.type);
	uint64_t bytes, from;

	/* Before they are multiplied, so that no product can wrap. */
	if (size == 0 || out.count > block->bytes.size)
		return out;
	bytes = out.count * size;
	at += 4 + width;
	from = (uint64_t)(at - block->bytes.data);
	if (bytes > width)
		from = tiff_get(block, at, width);
	if (from <= block->bytes.size)
		out.value = base_view_part(block->bytes, from, bytes);
	return out;
}

struct tiff_field tiff_find(const struct tiff_directory *directory,
			    unsigned tag)
{
	for (unsigned i = 0; i < directory->count; i++)
		if (tiff_tag_at(directory, i) == tag)
			return tiff_field_at(directory, i);
	return (struct tiff_field){.block = directory->block};
}

uint64_t tiff_count(const struct tiff_field *field)
{
	unsigned size = tiff_size(field->type);

	if (size == 0 || field->type == TIFF_RATIONAL ||
	    field->type == TIFF_SRATIONAL)
		return 0;
	return field->value.size / size;
}

uint64_t tiff_number(const struct tiff_field *field, uint64_t i)
{
	unsigned size = tiff_size(field->type);

	if (i >= tiff_count(field))
		return 0;
	return tiff_get(field->block, field->value.data + i * size, size);
}

/* IEEE 754, as TIFF 6.0 stores numbers with a point. */
static double tiff_real(const struct tiff_block *block, const uint8_t *bytes,
			bool wide)
{
	uint64_t bits = tiff_get(block, bytes, wide ? 8 : 4);
	uint32_t low = (uint32_t)bits;
	double value;
	float narrow;

	memcpy(&value, &bits, sizeof(value));
	memcpy(&narrow, &low, sizeof(narrow));
	return wide ? value : (double)narrow;
}

bool tiff_fraction(const struct tiff_field *field, uint64_t i, double *out)
{
	const struct tiff_block *block = field->block;
	unsigned size = tiff_size(field->type);
	struct base_view one = {0};
	double below = 1;

	if (size > 0 && i < field->count)
		one = base_view_part(field->value, i * size, size);
	if (one.data == NULL)
		return false;
	switch (field->type) {
	case TIFF_RATIONAL:
		*out = tiff_u32(block, one.data);
		below = tiff_u32(block, one.data + 4);
		break;
	case TIFF_SRATIONAL:
		*out = (int32_t)tiff_u32(block, one.data);
		below = (int32_t)tiff_u32(block, one.data + 4);
		break;
	case TIFF_FLOAT:
	case TIFF_DOUBLE:
		*out = tiff_real(block, one.data, field->type == TIFF_DOUBLE);
		break;
	case TIFF_BYTE:
	case TIFF_SHORT:
	case TIFF_LONG:
		*out = (double)tiff_get(block, one.data, size);
		break;
	default:
		return false;
	}
	*out = below != 0 ? *out / below : 0;
	return below != 0 && isfinite(*out);
}

bool tiff_is_bytes(const struct tiff_field *field)
{
	return tiff_size(field->type) == 1;
}
