/*
 * inventory_preview.c: previews that are stored pixel by pixel: JFIF's
 * extension (ITU-T T.871, 10.2), directories of TIFF and of Exif.
 */
#include <stdlib.h>
#include <string.h>

#include "inventory.h"
#include "jpeg.h"
#include "metadata_exif.h"

#define PREVIEW_SIDE_MAX 1024
#define PREVIEW_BYTES_MAX (4u << 20)
#define PREVIEW_COLOURS 256 /* of JFIF's palette */

bool inventory_add_rgb(struct inventory *inventory, struct base_view rgb,
		       uint32_t width, uint32_t height,
		       enum inventory_role role, const char *where)
{
	struct base_buffer jpeg;
	bool added;

	if (width == 0 || height == 0 || width > PREVIEW_SIDE_MAX ||
	    height > PREVIEW_SIDE_MAX || rgb.size < 3ull * width * height ||
	    inventory->depth > 0)
		return false;
	base_buffer_init(&jpeg, PREVIEW_BYTES_MAX);
	added =
	    jpeg_write(rgb.data, width, height, &jpeg) == LENS_OK &&
	    inventory_add(inventory,
			  inventory_hold(inventory, base_buffer_view(&jpeg)),
			  role, where, IPC_HIDDEN_MAX);
	base_buffer_free(&jpeg);
	return added;
}

/* One sample a pixel: of grey, or the number of a colour. */
static void preview_samples(struct inventory *inventory,
			    struct base_view samples, const uint8_t *colours,
			    uint32_t width, uint32_t height, const char *where)
{
	size_t count = (size_t)width * height;
	uint8_t *rgb;

	if (width > PREVIEW_SIDE_MAX || height > PREVIEW_SIDE_MAX ||
	    samples.size < count)
		return;
	rgb = malloc(3 * count + 1);
	for (size_t i = 0; rgb != NULL && i < count; i++) {
		uint8_t one = samples.data[i];
		uint8_t grey[3] = {one, one, one};

		memcpy(rgb + 3 * i,
		       colours != NULL ? colours + 3 * (size_t)one : grey, 3);
	}
	if (rgb != NULL)
		inventory_add_rgb(inventory, (struct base_view){rgb, 3 * count},
				  width, height, INVENTORY_PREVIEW, where);
	free(rgb);
}

void inventory_jfif_preview(struct inventory *inventory, uint8_t kind,
			    struct base_view body)
{
	static const char where[] = N_("in the JFIF extension");
	size_t colours = 3 * PREVIEW_COLOURS;
	struct base_view rest = base_view_part(body, 2, body.size - 2);

	if (body.size < 2)
		return;
	if (kind == INVENTORY_JFIF_RGB)
		inventory_add_rgb(inventory, rest, body.data[0], body.data[1],
				  INVENTORY_PREVIEW, where);
	else if (rest.size > colours)
		preview_samples(
		    inventory,
		    base_view_part(rest, colours, rest.size - colours),
		    rest.data, body.data[0], body.data[1], where);
}

/* A directory's pixels, where its strips follow upon each other. */
static void preview_directory(struct inventory *inventory,
			      const struct tiff_directory *directory,
			      const char *where)
{
	struct base_view block = directory->block->bytes;
	uint64_t at = tiff_said(directory, TIFF_TAG_STRIPS);
	uint64_t width = tiff_said(directory, TIFF_TAG_WIDTH);
	uint64_t height = tiff_said(directory, TIFF_TAG_HEIGHT);
	uint64_t samples = tiff_said(directory, TIFF_TAG_SAMPLES);
	uint64_t colour = tiff_said(directory, TIFF_TAG_COLOUR);
	struct base_view pixels;

	if (tiff_said(directory, TIFF_TAG_PACKING) != TIFF_PLAIN ||
	    tiff_said(directory, TIFF_TAG_BITS) != 8 || at == 0 ||
	    width > PREVIEW_SIDE_MAX || height > PREVIEW_SIDE_MAX)
		return;
	pixels = base_view_part(block, (size_t)at,
				(size_t)(width * height * samples));
	if (samples == 3 && colour == 2)
		inventory_add_rgb(inventory, pixels, (uint32_t)width,
				  (uint32_t)height, INVENTORY_PREVIEW, where);
	else if (samples == 1 && colour == 1)
		preview_samples(inventory, pixels, NULL, (uint32_t)width,
				(uint32_t)height, where);
}

void inventory_raw_previews(struct inventory *inventory,
			    const struct exif_tree *tree, const char *where)
{
	uint64_t main = tree->count > 0
			    ? tiff_said(&tree->at[0].directory, TIFF_TAG_WIDTH)
			    : 0;

	for (unsigned i = 1; i < tree->count; i++) {
		const struct tiff_directory *directory = &tree->at[i].directory;
		uint64_t width = tiff_said(directory, TIFF_TAG_WIDTH);

		uint64_t kind = tiff_said(directory, TIFF_TAG_KIND);

		/* One as large as the first is a page, no preview of it. */
		if (tree->at[i].place == EXIF_MORE &&
		    (main == 0 || 2 * width <= main || (kind & 1) != 0))
			preview_directory(inventory, directory, where);
	}
}
