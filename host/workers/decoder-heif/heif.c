/* heif.c: HEIC and AVIF by libheif. */
#include <stdlib.h>
#include <string.h>

#include <libheif/heif.h>

#include "heif.h"

static enum ipc_picture_status image_status(struct heif_error error)
{
	switch (error.code) {
	case heif_error_Ok:
		return IPC_PICTURE_OK;
	case heif_error_Memory_allocation_error:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case heif_error_Unsupported_feature:
	case heif_error_Unsupported_filetype:
		return IPC_PICTURE_UNSUPPORTED;
	default:
		return IPC_PICTURE_MALFORMED;
	}
}

/* ---- Metadata ---- */

static struct base_view image_block(struct heif_image_handle *handle,
				    heif_item_id id,
				    struct picture_raster *raster)
{
	size_t size = heif_image_handle_get_metadata_size(handle, id);
	struct base_view held = {NULL, 0};
	uint8_t *data = size <= PICTURE_BLOCK_MAX ? malloc(size + 1) : NULL;

	if (data != NULL &&
	    heif_image_handle_get_metadata(handle, id, data).code == 0)
		held = picture_hold(raster, (struct base_view){data, size});
	free(data);
	return held;
}

/* ISO 23008-12: four bytes say how far into the item the TIFF header is. */
static struct base_view image_exif(struct base_view item)
{
	size_t skip;

	if (item.size < 8)
		return (struct base_view){NULL, 0};
	skip = 4 + ((size_t)item.data[0] << 24 | (size_t)item.data[1] << 16 |
		    (size_t)item.data[2] << 8 | item.data[3]);
	if (skip > item.size)
		return (struct base_view){NULL, 0};
	return base_view_part(item, skip, item.size - skip);
}

static void image_blocks(struct heif_image_handle *handle,
			 struct picture_raster *raster)
{
	heif_item_id ids[16];
	int count = heif_image_handle_get_list_of_metadata_block_IDs(
	    handle, NULL, ids, 16);

	for (int i = 0; i < count; i++) {
		const char *type =
		    heif_image_handle_get_metadata_type(handle, ids[i]);
		const char *content =
		    heif_image_handle_get_metadata_content_type(handle, ids[i]);

		if (strcmp(type, "Exif") == 0 && raster->blocks.exif.size == 0)
			raster->blocks.exif =
			    image_exif(image_block(handle, ids[i], raster));
		else if (strcmp(type, "mime") == 0 && content != NULL &&
			 strcmp(content, "application/rdf+xml") == 0 &&
			 raster->blocks.xmp.size == 0)
			raster->blocks.xmp =
			    image_block(handle, ids[i], raster);
	}
}

/* ---- Pixels ---- */

static enum ipc_picture_status image_rows(const struct heif_image *image,
					  bool alpha,
					  struct picture_raster *raster)
{
	int columns = heif_image_get_width(image, heif_channel_interleaved);
	int rows = heif_image_get_height(image, heif_channel_interleaved);
	int stride;
	const uint8_t *pixels = heif_image_get_plane_readonly(
	    image, heif_channel_interleaved, &stride);
	enum ipc_picture_status status;

	if (pixels == NULL || columns <= 0 || rows <= 0)
		return IPC_PICTURE_MALFORMED;
	status = picture_raster_open(raster, (uint32_t)columns, (uint32_t)rows);
	for (int y = 0; status == IPC_PICTURE_OK && y < rows; y++)
		(alpha ? picture_luma_rgba : picture_luma_rgb)(
		    pixels + (size_t)y * (size_t)stride, (uint32_t)columns,
		    raster->luma + (size_t)y * raster->columns,
		    picture_fraction(raster, (uint32_t)y));
	return status;
}

static enum ipc_picture_status image_decode(struct heif_image_handle *handle,
					    struct picture_raster *raster)
{
	bool alpha = heif_image_handle_has_alpha_channel(handle);
	struct heif_image *image = NULL;
	enum ipc_picture_status status;
	int width = heif_image_handle_get_width(handle);
	int height = heif_image_handle_get_height(handle);

	if (width <= 0 || height <= 0)
		return IPC_PICTURE_MALFORMED;
	raster->width = (uint32_t)width;
	raster->height = (uint32_t)height;
	/* The library turns the picture itself: nothing is left to do. */
	raster->turned = 1;
	status = picture_check_size(raster->width, raster->height);
	if (status != IPC_PICTURE_OK)
		return status;
	status = image_status(heif_decode_image(
	    handle, &image, heif_colorspace_RGB,
	    alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
	    NULL));
	if (status == IPC_PICTURE_OK)
		status = image_rows(image, alpha, raster);
	heif_image_release(image);
	return status;
}

enum ipc_picture_status decoder_heif_read(struct base_view file, bool full,
					  struct picture_raster *raster)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image_handle *handle = NULL;
	enum ipc_picture_status status;

	(void)full; /* the library has no cheaper way to see fewer pixels */
	if (context == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	heif_context_set_maximum_image_size_limit(context, 1 << 15);
	/*
	 * Tiles one by one: pictures are read in parallel already, and threads
	 * that cannot have their memory wait for each other without end.
	 */
	heif_context_set_max_decoding_threads(context, 0);
	status = image_status(heif_context_read_from_memory_without_copy(
	    context, file.data, file.size, NULL));
	if (status == IPC_PICTURE_OK)
		status = image_status(
		    heif_context_get_primary_image_handle(context, &handle));
	if (status == IPC_PICTURE_OK) {
		image_blocks(handle, raster);
		status = image_decode(handle, raster);
	}
	heif_image_handle_release(handle);
	heif_context_free(context);
	return status;
}
