/*
 * heif_large.c: pictures of many pixels or bits, within the memory of the jail:
 * tile by tile, in the planes that the coder gives, and as many pixels as the
 * fingerprint needs.  The library would hold all of it, several times over.
 */
#include <stdlib.h>
#include <string.h>

#include <libheif/heif.h>

#include "heif.h"

#define LARGE_BYTES (20u << 20)	 /* of one plane; below, the library does it */
#define LARGE_PIXELS (16u << 20) /* that a fingerprint is made of, at most */
#define LARGE_FIXED 16		 /* bits of a fraction */

/* How YCbCr becomes RGB (ITU-T H.273, table 4): luma's shares, by number. */
static const struct {
	unsigned number;
	double red, blue;
} large_matrices[] = {
    {heif_matrix_coefficients_ITU_R_BT_709_5, 0.2126, 0.0722},
    {heif_matrix_coefficients_ITU_R_BT_2020_2_non_constant_luminance, 0.2627,
     0.0593},
    {heif_matrix_coefficients_ITU_R_BT_2020_2_constant_luminance, 0.2627,
     0.0593},
    {heif_matrix_coefficients_SMPTE_240M, 0.212, 0.087},
    {heif_matrix_coefficients_unspecified, 0.299, 0.114}, /* and all others */
};
#define LARGE_MATRICES (sizeof(large_matrices) / sizeof(large_matrices[0]))

struct large_plane {
	const uint8_t *data;
	int stride;
	unsigned bits;
	unsigned across, down; /* pixels to a sample, as powers of two */
};

/* One decoded picture on its way into the raster. */
struct large {
	struct picture_raster *raster;
	unsigned divisor;
	uint32_t left, top, width, height; /* where it goes, whole pixels */
	struct large_plane planes[3];
	bool grey, ready;  /* one plane; three that are RGB already */
	int scale, offset; /* of luma */
	int red, green_b, green_r, blue; /* of colour, in fractions */
	uint8_t *row;
	uint32_t *sums; /* of as many rows as the divisor */
};

/* ---- Sizes ---- */

static uint32_t large_side(const struct bmff *bmff,
			   const struct bmff_item *item, size_t at)
{
	return (uint32_t)bmff_number(bmff_property(bmff, item, "ispe"), at, 4);
}

static unsigned large_bits(const struct bmff *bmff,
			   const struct bmff_item *item)
{
	struct base_view bits = bmff_property(bmff, item, "pixi");

	return bits.size > 5 ? bits.data[5] : 8;
}

/* EXIF's number for the one turn that a picture has; 0: there are more. */
static uint8_t large_turn(const struct bmff *bmff, const struct bmff_item *item)
{
	static const uint8_t turns[] = {1, 8, 3, 6}; /* against the clock */
	struct base_view turn = bmff_property(bmff, item, "irot");
	struct base_view mirror = bmff_property(bmff, item, "imir");

	if ((turn.size > 0 && mirror.size > 0) ||
	    bmff_property(bmff, item, "clap").size > 0)
		return 0;
	if (mirror.size > 0)
		return mirror.data[0] & 1 ? 4 : 2;
	return turn.size > 0 ? turns[turn.data[0] & 3] : 1;
}

bool heif_is_large(const struct bmff *bmff)
{
	const struct bmff_item *item = bmff_item(bmff, bmff->primary);
	uint64_t pixels =
	    (uint64_t)large_side(bmff, item, 4) * large_side(bmff, item, 8);

	if (large_bits(bmff, item) > 8)
		pixels *= 2;
	return pixels > LARGE_BYTES && large_turn(bmff, item) != 0;
}

/* ---- Pixels ---- */

static unsigned large_sample(const struct large_plane *plane, uint32_t x)
{
	uint32_t at = x >> plane->across;
	unsigned value;

	if (plane->bits <= 8)
		return plane->data[at];
	value = (unsigned)plane->data[2 * at] |
		(unsigned)plane->data[2 * at + 1] << 8;
	return value >> (plane->bits - 8) & 255;
}

static uint8_t large_clip(int value)
{
	value >>= LARGE_FIXED;
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void large_convert(const struct large *large,
			  const struct large_plane planes[3], uint8_t *rgb)
{
	for (uint32_t x = 0; large->ready && x < large->width; x++)
		for (unsigned c = 0; c < 3; c++)
			rgb[(size_t)3 * x + c] =
			    (uint8_t)large_sample(&planes[c], x);
	for (uint32_t x = 0; !large->ready && x < large->width; x++, rgb += 3) {
		int y = ((int)large_sample(&planes[0], x) - large->offset) *
			    large->scale +
			(1 << (LARGE_FIXED - 1));
		int b = 0, r = 0;

		if (!large->grey) {
			b = (int)large_sample(&planes[1], x) - 128;
			r = (int)large_sample(&planes[2], x) - 128;
		}
		rgb[0] = large_clip(y + large->red * r);
		rgb[1] =
		    large_clip(y - large->green_b * b - large->green_r * r);
		rgb[2] = large_clip(y + large->blue * b);
	}
}

/* Add a row to the sums; the last one of a block is their mean, and is put. */
static void large_reduce(struct large *large, uint32_t y)
{
	uint32_t d = large->divisor, count = (large->width + d - 1) / d;
	uint32_t rows = y % d + 1;

	if (rows == 1)
		memset(large->sums, 0, (size_t)count * 3 * sizeof(uint32_t));
	for (uint32_t x = 0; x < large->width; x++)
		for (unsigned c = 0; c < 3; c++)
			large->sums[x / d * 3 + c] +=
			    large->row[(size_t)x * 3 + c];
	if (rows < d && y + 1 < large->height)
		return;
	for (uint32_t x = 0; x < count; x++) {
		uint32_t left = large->width - x * d;
		uint32_t cells = rows * (left < d ? left : d);

		for (unsigned c = 0; c < 3; c++)
			large->row[(size_t)x * 3 + c] =
			    (uint8_t)((large->sums[x * 3 + c] + cells / 2) /
				      cells);
	}
	picture_put_rgb(large->raster, large->left / d, (large->top + y) / d,
			large->row, count);
}

static enum ipc_picture_status large_rows(struct large *large)
{
	large->row = malloc((size_t)large->width * 3);
	large->sums = calloc((size_t)large->width, 3 * sizeof(uint32_t));
	if (large->row == NULL || large->sums == NULL) {
		free(large->row);
		free(large->sums);
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	}
	for (uint32_t y = 0; y < large->height; y++) {
		struct large_plane planes[3];

		for (unsigned p = 0; p < 3; p++) {
			planes[p] = large->planes[p];
			if (planes[p].data != NULL)
				planes[p].data +=
				    (size_t)(y >> planes[p].down) *
				    (size_t)planes[p].stride;
		}
		large_convert(large, planes, large->row);
		if (large->divisor > 1)
			large_reduce(large, y);
		else
			picture_put_rgb(large->raster, large->left,
					large->top + y, large->row,
					large->width);
	}
	free(large->row);
	free(large->sums);
	return IPC_PICTURE_OK;
}

/* ---- What the planes mean ---- */

static void large_colour(struct large *large, const struct heif_image *image)
{
	struct heif_color_profile_nclx *profile = NULL;
	double one = 1 << LARGE_FIXED, stretch = 1, chroma = 1, red, blue;
	unsigned number = heif_matrix_coefficients_unspecified;
	bool full = true;
	size_t i = 0;

	if (heif_image_get_nclx_color_profile(image, &profile).code == 0) {
		number = profile->matrix_coefficients;
		full = profile->full_range_flag != 0;
		heif_nclx_color_profile_free(profile);
	}
	while (i + 1 < LARGE_MATRICES && large_matrices[i].number != number)
		i++;
	red = large_matrices[i].red;
	blue = large_matrices[i].blue;
	if (!full) {
		stretch = 255.0 / 219;
		chroma = 255.0 / 224;
		large->offset = 16;
	}
	large->scale = (int)(one * stretch);
	large->red = (int)(one * chroma * 2 * (1 - red));
	large->blue = (int)(one * chroma * 2 * (1 - blue));
	large->green_r =
	    (int)(one * chroma * 2 * (1 - red) * red / (1 - red - blue));
	large->green_b =
	    (int)(one * chroma * 2 * (1 - blue) * blue / (1 - red - blue));
}

static bool large_planes(struct large *large, const struct heif_image *image)
{
	static const enum heif_channel channels[2][3] = {
	    {heif_channel_Y, heif_channel_Cb, heif_channel_Cr},
	    {heif_channel_R, heif_channel_G, heif_channel_B}};
	enum heif_chroma chroma = heif_image_get_chroma_format(image);
	enum heif_colorspace space = heif_image_get_colorspace(image);
	const enum heif_channel *names =
	    channels[space == heif_colorspace_RGB ? 1 : 0];
	int width = heif_image_get_width(image, names[0]);
	int height = heif_image_get_height(image, names[0]);

	large->grey = space == heif_colorspace_monochrome;
	large->ready = space == heif_colorspace_RGB;
	if (width <= 0 || height <= 0)
		return false;
	large->width = (uint32_t)width;
	large->height = (uint32_t)height;
	for (unsigned p = 0; p < (large->grey ? 1 : 3); p++) {
		struct large_plane *plane = &large->planes[p];
		int bits = heif_image_get_bits_per_pixel_range(image, names[p]);

		plane->data = heif_image_get_plane_readonly(image, names[p],
							    &plane->stride);
		if (plane->data == NULL || bits < 8 || bits > 16)
			return false;
		plane->bits = (unsigned)bits;
		plane->across = p > 0 && chroma != heif_chroma_444;
		plane->down = p > 0 && chroma == heif_chroma_420;
	}
	large_colour(large, image);
	return true;
}

/* ---- Decoding ---- */

static enum ipc_picture_status large_decode(struct base_view file,
					    struct large *large)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_decoding_options *options = heif_decoding_options_alloc();
	struct heif_image_handle *handle = NULL;
	struct heif_image *image = NULL;
	enum ipc_picture_status status;

	/* What turns it is done to the raster, which is smaller. */
	options->ignore_transformations = 1;
	heif_context_set_maximum_image_size_limit(context, 1 << 15);
	heif_context_set_max_decoding_threads(context, 0);
	status = heif_status(heif_context_read_from_memory_without_copy(
	    context, file.data, file.size, NULL));
	if (status == IPC_PICTURE_OK)
		status = heif_status(
		    heif_context_get_primary_image_handle(context, &handle));
	if (status == IPC_PICTURE_OK)
		status = heif_status(
		    heif_decode_image(handle, &image, heif_colorspace_undefined,
				      heif_chroma_undefined, options));
	heif_image_handle_release(handle);
	heif_context_free(context);
	heif_decoding_options_free(options);
	if (status == IPC_PICTURE_OK)
		status = large_planes(large, image) ? large_rows(large)
						    : IPC_PICTURE_UNSUPPORTED;
	heif_image_release(image);
	return status;
}

static enum ipc_picture_status large_item(const struct bmff *bmff, uint32_t id,
					  struct large *large)
{
	struct base_buffer made;
	enum ipc_picture_status status = heif_make(bmff, id, &made);

	if (status == IPC_PICTURE_OK)
		status = large_decode(base_buffer_view(&made), large);
	base_buffer_free(&made);
	return status;
}

/* A grid (ISO 23008-12, 6.6.2.3): tiles of one size, row by row. */
static enum ipc_picture_status large_grid(const struct bmff *bmff,
					  const struct bmff_item *item,
					  struct large *large)
{
	const struct bmff_reference *tiles = bmff_from(bmff, item->id, "dimg");
	unsigned columns = (unsigned)bmff_number(item->parts[0], 3, 1) + 1;
	const struct bmff_item *first;
	enum ipc_picture_status status = IPC_PICTURE_OK;
	uint32_t width, height;

	if (tiles == NULL || tiles->count == 0)
		return IPC_PICTURE_MALFORMED;
	first = bmff_item(bmff, bmff_target(tiles, 0));
	if (first == NULL)
		return IPC_PICTURE_MALFORMED;
	width = large_side(bmff, first, 4);
	height = large_side(bmff, first, 8);
	for (unsigned i = 0; status == IPC_PICTURE_OK && i < tiles->count;
	     i++) {
		large->left = i % columns * width;
		large->top = i / columns * height;
		status = large_item(bmff, bmff_target(tiles, i), large);
	}
	return status;
}

enum ipc_picture_status heif_read_large(const struct bmff *bmff, bool full,
					struct picture_raster *raster)
{
	const struct bmff_item *item = bmff_item(bmff, bmff->primary);
	struct large large = {.raster = raster, .divisor = 1};
	enum ipc_picture_status status;
	uint32_t columns, rows;

	raster->width = large_side(bmff, item, 4);
	raster->height = large_side(bmff, item, 8);
	raster->turned = large_turn(bmff, item);
	status = picture_check_size(raster->width, raster->height);
	if (status != IPC_PICTURE_OK)
		return status;
	while (!full &&
	       (uint64_t)raster->width * raster->height >
		   (uint64_t)LARGE_PIXELS * large.divisor * large.divisor)
		large.divisor *= 2;
	columns = (raster->width + large.divisor - 1) / large.divisor;
	rows = (raster->height + large.divisor - 1) / large.divisor;
	status = picture_raster_open(raster, columns, rows);
	if (status != IPC_PICTURE_OK)
		return status;
	raster->right = (double)raster->width / large.divisor;
	raster->bottom = (double)raster->height / large.divisor;
	status = bmff_is(item->type, "grid")
		     ? large_grid(bmff, item, &large)
		     : large_item(bmff, item->id, &large);
	/* A coder that has no room gives another reason, or none. */
	if (status == IPC_PICTURE_MALFORMED && !bmff_is(item->type, "grid"))
		status = IPC_PICTURE_TOO_MUCH_MEMORY;
	return status;
}
