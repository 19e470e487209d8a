/* png_use.c: length, place and number of a PNG's chunks. */
#include "png_use.h"

#include <string.h>

#include "skim.h"

#define PNG_RGB 2     /* sorts of colours: with a palette or without */
#define PNG_PALETTE 3 /* the one that has to have it */
#define PNG_RGBA 6
#define PNG_SORTS 7

/* In the order of sorts: grey, none, RGB, palette, grey and RGB with alpha. */
static const uint8_t png_transparent[PNG_SORTS] = {2, 0, 6};
static const uint8_t png_background[PNG_SORTS] = {2, 0, 6, 1, 2, 0, 6};
static const uint8_t png_significant[PNG_SORTS] = {1, 0, 3, 3, 2, 0, 4};

enum png_sort {
	PNG_ONCE,
	PNG_FRONT,     /* once, in front of the pixels */
	PNG_COLOURS,   /* the same, of a palette */
	PNG_PER_ENTRY, /* the same, with something for each colour of it */
	PNG_PIXELS,
	PNG_MOVING,
	PNG_CONTROL,
	PNG_FRAME
};

/*
 * Size 0: as much as there is.  A number of four bytes does not begin with a
 * letter: none is as large.
 */
static const struct png_row {
	char name[5];
	enum png_sort sort;
	size_t size, fours;
	const uint8_t *sizes; /* by the sort of colours */
} png_use_rows[PNG_USE_ROWS] = {
    {"IHDR", PNG_ONCE, 13, 2, NULL},
    {"PLTE", PNG_COLOURS, 3, 0, NULL},
    {"IDAT", PNG_PIXELS, 0, 0, NULL},
    {"tRNS", PNG_PER_ENTRY, 1, 0, png_transparent},
    {"hIST", PNG_PER_ENTRY, 2, 0, NULL},
    {"cHRM", PNG_FRONT, 32, 8, NULL},
    {"gAMA", PNG_FRONT, 4, 1, NULL},
    {"iCCP", PNG_FRONT, 0, 0, NULL},
    {"sBIT", PNG_FRONT, 0, 0, png_significant},
    {"sRGB", PNG_FRONT, 1, 0, NULL},
    {"cICP", PNG_FRONT, 4, 0, NULL},
    {"mDCV", PNG_FRONT, 24, 0, NULL},
    {"cLLI", PNG_FRONT, 8, 2, NULL},
    {"mDCv", PNG_FRONT, 24, 0, NULL},
    {"cLLi", PNG_FRONT, 8, 2, NULL},
    {"bKGD", PNG_FRONT, 0, 0, png_background},
    {"pHYs", PNG_FRONT, 9, 2, NULL},
    {"acTL", PNG_MOVING, 8, 2, NULL},
    {"fcTL", PNG_CONTROL, 26, 5, NULL},
    {"fdAT", PNG_FRAME, 0, 0, NULL},
    {"CgBI", PNG_ONCE, 4, 0, NULL},
};

static unsigned png_row_of(const struct png_chunk *chunk)
{
	unsigned i = 0;

	while (i < PNG_USE_ROWS && png_use_rows[i].name[0] != '\0' &&
	       !png_chunk_named(chunk, png_use_rows[i].name))
		i++;
	return i < PNG_USE_ROWS && png_use_rows[i].name[0] != '\0'
		   ? i
		   : PNG_USE_ROWS;
}

bool png_use_knows(const struct png_chunk *chunk)
{
	return png_row_of(chunk) < PNG_USE_ROWS;
}

static bool png_is_number(struct base_view data, size_t at)
{
	struct base_view first = base_view_part(data, at, 1);

	return first.size > 0 && (*first.data < ' ' || *first.data > '~');
}

static uint32_t png_number_at(struct base_view data, size_t at)
{
	struct base_view four = base_view_part(data, at, 4);
	uint32_t number = 0;

	for (size_t i = 0; i < four.size; i++)
		number = number << 8 | four.data[i];
	return number;
}

/* ---- Moving pictures ---- */

struct png_use_parts {
	struct base_view file;
	size_t at;
};

/* The pixels of one frame, up to the next one's control. */
static bool png_next_part(void *context, struct base_view *part)
{
	struct png_use_parts *parts = context;
	struct png_chunk chunk;

	while (png_chunk_next(parts->file, &parts->at, &chunk)) {
		if (png_chunk_named(&chunk, "fcTL") ||
		    png_chunk_named(&chunk, "IEND"))
			return false;
		if (!png_chunk_named(&chunk, "fdAT") || chunk.data.size < 4)
			continue;
		*part = base_view_part(chunk.data, 4, chunk.data.size - 4);
		return true;
	}
	return false;
}

static void png_begin_frame(struct png_use *use, const struct png_chunk *chunk)
{
	struct png_use_parts parts = {
	    use->file,
	    (size_t)(chunk->whole.data - use->file.data) + chunk->whole.size};
	struct skim skim;

	use->framed = true;
	use->left =
	    skim_zlib(png_next_part, &parts, &skim) ? skim.packed : UINT64_MAX;
}

/* Its number stays, so that those behind it follow upon each other. */
static size_t png_take_frame(struct png_use *use, struct base_view data)
{
	size_t size = data.size > 4 ? data.size - 4 : 0;

	uint32_t number = png_number_at(data, 0);

	/* What nothing of a frame is in counts only in its place. */
	if (!use->framed || !png_is_number(data, 0) ||
	    (use->left == 0 && number != use->sequence))
		return 0;
	use->sequence = number + 1;
	if (use->left == UINT64_MAX)
		return data.size;
	if (size > use->left)
		size = (size_t)use->left;
	use->left -= size;
	return 4 + size;
}

static size_t png_take_control(struct png_use *use,
			       const struct png_chunk *chunk, size_t size)
{
	if (!use->moving || use->controls == use->frames)
		return 0;
	use->controls++;
	use->sequence = png_number_at(chunk->data, 0) + 1;
	if (use->pixels)
		png_begin_frame(use, chunk);
	return size;
}

static size_t png_take_moving(struct png_use *use, struct base_view data,
			      size_t size)
{
	if (use->moving || use->pixels || data.size < size)
		return 0;
	use->moving = true;
	use->frames = png_number_at(data, 0);
	return size;
}

/* ---- The others ---- */

static unsigned png_sort_of(const struct png_use *use)
{
	unsigned sort = use->header.size > 9 ? use->header.data[9] : 1;

	return sort < PNG_SORTS ? sort : 1;
}

static bool png_is_text(struct base_view data)
{
	size_t at = 0;

	while (at < data.size && !png_is_number(data, at))
		at++;
	return at == data.size;
}

/*
 * With colours of their own, pixels may have a palette for displays that show
 * few (11.2.2): a whole one, which does not consist of letters.
 */
static size_t png_take_colours(struct png_use *use, struct base_view data)
{
	unsigned sort = png_sort_of(use);

	if (sort != PNG_PALETTE &&
	    ((sort != PNG_RGB && sort != PNG_RGBA) || data.size % 3 != 0 ||
	     data.size > 768 || png_is_text(data)))
		return 0;
	use->colours = data.size / 3 < 256 ? data.size / 3 : 256;
	return 3 * use->colours;
}

static size_t png_take_fixed(struct png_use *use, const struct png_row *row,
			     struct base_view data)
{
	unsigned sort = png_sort_of(use);
	size_t size = row->sizes != NULL ? row->sizes[sort] : row->size;

	if (row->sort == PNG_COLOURS)
		return png_take_colours(use, data);
	if (row->sort == PNG_PER_ENTRY && row->sizes == NULL &&
	    sort != PNG_PALETTE && png_is_text(data))
		return 0;
	if (row->sort == PNG_PER_ENTRY &&
	    (sort == PNG_PALETTE || row->sizes == NULL)) {
		size = row->size * use->colours;
		return size < data.size ? size : data.size;
	}
	if (size == 0 && row->sizes == NULL)
		return data.size;
	return data.size < size ? 0 : size;
}

size_t png_use_take(struct png_use *use, const struct png_chunk *chunk)
{
	unsigned i = png_row_of(chunk);
	const struct png_row *row = i < PNG_USE_ROWS ? &png_use_rows[i] : NULL;
	bool once = row != NULL && row->sort <= PNG_PER_ENTRY;

	if (row == NULL || (once && (use->met >> i & 1) != 0) ||
	    (once && row->sort != PNG_ONCE && use->pixels))
		return 0;
	use->met |= 1u << i;
	for (size_t four = 0; four < row->fours; four++)
		if (!png_is_number(chunk->data, 4 * four))
			return 0;
	if (i == 0)
		use->header = chunk->data;
	use->pixels |= row->sort == PNG_PIXELS;
	if (row->sort == PNG_PIXELS)
		return chunk->data.size;
	if (row->sort == PNG_MOVING)
		return png_take_moving(use, chunk->data, row->size);
	if (row->sort == PNG_CONTROL)
		return png_take_control(use, chunk, row->size);
	if (row->sort == PNG_FRAME)
		return png_take_frame(use, chunk->data);
	return png_take_fixed(use, row, chunk->data);
}
