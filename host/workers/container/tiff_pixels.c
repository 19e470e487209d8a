/*
 * tiff_pixels.c: the fields that say how pixels are stored and what colours
 * they are (TIFF 6.0; JPEG tables, Technical Note 2; profiles, ICC.1 B.4).
 */
#include "profile.h"
#include "tiff.h"
#include "tiff_tags.h"

#define TIFF_APART 2 /* each sample's pixels by themselves */
#define TIFF_BITS_MAX 16
#define TIFF_SAMPLES_LEAST 4 /* many writers do not say how many there are */
#define TIFF_SAMPLES_MAX 32

enum tiff_times { TIFF_ONCE, TIFF_PER_SAMPLE, TIFF_PER_VALUE, TIFF_BLOCK };

static const struct tiff_row {
	uint16_t tag;
	uint8_t numbers; /* so many times: */
	enum tiff_times times;
} tiff_rows[] = {
    {TIFF_TAG_KIND, 1, TIFF_ONCE},
    {TIFF_TAG_WIDTH, 1, TIFF_ONCE},
    {TIFF_TAG_HEIGHT, 1, TIFF_ONCE},
    {TIFF_TAG_BITS, 1, TIFF_PER_SAMPLE},
    {TIFF_TAG_PACKING, 1, TIFF_ONCE},
    {TIFF_TAG_COLOUR, 1, TIFF_ONCE},
    {0x0107, 1, TIFF_ONCE},
    {0x010a, 1, TIFF_ONCE},
    {TIFF_TAG_ORIENTATION, 1, TIFF_ONCE},
    {TIFF_TAG_SAMPLES, 1, TIFF_ONCE},
    {TIFF_TAG_ROWS, 1, TIFF_ONCE},
    {0x011a, 1, TIFF_ONCE},
    {0x011b, 1, TIFF_ONCE},
    {TIFF_TAG_PLANES, 1, TIFF_ONCE},
    {0x0122, 1, TIFF_ONCE},
    {0x0123, 1, TIFF_PER_VALUE},
    {0x0124, 1, TIFF_ONCE},
    {0x0125, 1, TIFF_ONCE},
    {0x0128, 1, TIFF_ONCE},
    {0x012d, 3, TIFF_PER_VALUE},
    {0x013d, 1, TIFF_ONCE},
    {0x013e, 2, TIFF_ONCE},
    {0x013f, 6, TIFF_ONCE},
    {TIFF_TAG_PALETTE, 3, TIFF_PER_VALUE},
    {0x0141, 2, TIFF_ONCE},
    {0x0142, 1, TIFF_ONCE},
    {0x0143, 1, TIFF_ONCE},
    {0x014c, 1, TIFF_ONCE},
    {0x014e, 1, TIFF_ONCE},
    {0x0150, 2, TIFF_PER_SAMPLE},
    {0x0152, 1, TIFF_PER_SAMPLE},
    {0x0153, 1, TIFF_PER_SAMPLE},
    {0x0154, 1, TIFF_PER_SAMPLE},
    {0x0155, 1, TIFF_PER_SAMPLE},
    {TIFF_TAG_TABLES, 1, TIFF_BLOCK},
    {0x0211, 3, TIFF_ONCE},
    {0x0212, 2, TIFF_ONCE},
    {0x0213, 1, TIFF_ONCE},
    {0x0214, 2, TIFF_PER_SAMPLE},
    {TIFF_TAG_PROFILE, 1, TIFF_BLOCK},
};

static const struct tiff_row *tiff_row_of(unsigned tag)
{
	for (size_t i = 0; i < sizeof(tiff_rows) / sizeof(*tiff_rows); i++)
		if (tiff_rows[i].tag == tag)
			return &tiff_rows[i];
	return NULL;
}

bool tiff_is_of_pixels(unsigned tag)
{
	return tiff_row_of(tag) != NULL;
}

uint64_t tiff_said(const struct tiff_directory *directory, unsigned tag)
{
	static const struct {
		uint16_t tag;
		uint32_t number;
	} missing[] = {
	    {TIFF_TAG_BITS, 1},	   {TIFF_TAG_PACKING, TIFF_PLAIN},
	    {TIFF_TAG_SAMPLES, 1}, {TIFF_TAG_ROWS, UINT32_MAX},
	    {TIFF_TAG_PLANES, 1},
	};
	struct tiff_field field = tiff_find(directory, tag);

	for (size_t i = 0; i < sizeof(missing) / sizeof(*missing); i++)
		if (field.count == 0 && missing[i].tag == tag)
			return missing[i].number;
	return tiff_number(&field, 0);
}

static uint64_t tiff_least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

struct tiff_strips tiff_strips_of(const struct tiff_directory *directory)
{
	uint64_t width = tiff_said(directory, TIFF_TAG_WIDTH);
	uint64_t height = tiff_said(directory, TIFF_TAG_HEIGHT);
	uint64_t bits = tiff_least(tiff_said(directory, TIFF_TAG_BITS), 64);

	if (width > UINT32_MAX || height > UINT32_MAX ||
	    tiff_said(directory, TIFF_TAG_PACKING) != TIFF_PLAIN)
		return (struct tiff_strips){0};
	if (tiff_said(directory, TIFF_TAG_PLANES) != TIFF_APART)
		bits *= tiff_least(tiff_said(directory, TIFF_TAG_SAMPLES),
				   TIFF_SAMPLES_MAX);
	return (struct tiff_strips){
	    .height = height,
	    .rows = tiff_least(tiff_said(directory, TIFF_TAG_ROWS), height),
	    .row = (width * bits + 7) / 8,
	};
}

uint64_t tiff_strip_size(const struct tiff_strips *strips, uint64_t i)
{
	uint64_t rows = strips->rows, from;

	if (rows == 0)
		return 0;
	from = i % ((strips->height + rows - 1) / rows) * rows;
	rows = tiff_least(rows, strips->height - from);
	return strips->row > 0 && rows > UINT64_MAX / strips->row
		   ? UINT64_MAX
		   : rows * strips->row;
}

static uint64_t tiff_most(const struct tiff_directory *directory,
			  const struct tiff_row *row)
{
	uint64_t times = 1;

	if (row->times == TIFF_PER_VALUE)
		times = 1u << tiff_least(tiff_said(directory, TIFF_TAG_BITS),
					 TIFF_BITS_MAX);
	if (row->times == TIFF_PER_SAMPLE)
		times = tiff_least(tiff_said(directory, TIFF_TAG_SAMPLES),
				   TIFF_SAMPLES_MAX);
	if (row->times == TIFF_PER_SAMPLE && times < TIFF_SAMPLES_LEAST)
		times = TIFF_SAMPLES_LEAST;
	return row->numbers * times;
}

struct base_view tiff_taken(const struct tiff_directory *directory,
			    const struct tiff_field *field)
{
	const struct tiff_row *row = tiff_row_of(field->tag);
	size_t size = field->value.size;
	bool words = field->type == TIFF_ASCII || field->type == TIFF_UTF8;

	if (row == NULL)
		return field->value;
	if (row->times != TIFF_BLOCK) {
		if (words || field->type == TIFF_UNDEFINED ||
		    field->count > tiff_most(directory, row) ||
		    (row->times == TIFF_PER_VALUE && tiff_is_bytes(field)))
			size = 0;
	} else if (words) {
		size = 0;
	} else if (field->tag == TIFF_TAG_PROFILE) {
		size = profile_size(field->value, size);
	} else if (tiff_said(directory, TIFF_TAG_PACKING) != TIFF_JPEG) {
		size = 0;
	}
	return base_view_part(field->value, 0, size);
}
