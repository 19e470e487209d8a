/* heif.c: HEIC and AVIF by libheif. */
#include <libheif/heif.h>

#include "heif.h"

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
		(alpha ? picture_put_rgba : picture_put_rgb)(
		    raster, 0, (uint32_t)y, pixels + (size_t)y * (size_t)stride,
		    (uint32_t)columns);
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
	status = heif_status(heif_decode_image(
	    handle, &image, heif_colorspace_RGB,
	    alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
	    NULL));
	if (status == IPC_PICTURE_OK)
		status = image_rows(image, alpha, raster);
	heif_image_release(image);
	return status;
}

/* A file that the library reads itself. */
static enum ipc_picture_status image_file(struct base_view file,
					  struct picture_raster *raster)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image_handle *handle = NULL;
	enum ipc_picture_status status;

	if (context == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	heif_context_set_maximum_image_size_limit(context, 1 << 15);
	/*
	 * Tiles one by one: pictures are read in parallel already, and threads
	 * that cannot have their memory wait for each other without end.
	 */
	heif_context_set_max_decoding_threads(context, 0);
	status = heif_status(heif_context_read_from_memory_without_copy(
	    context, file.data, file.size, NULL));
	if (status == IPC_PICTURE_OK)
		status = heif_status(
		    heif_context_get_primary_image_handle(context, &handle));
	if (status == IPC_PICTURE_OK)
		status = image_decode(handle, raster);
	heif_image_handle_release(handle);
	heif_context_free(context);
	return status;
}

/* Of a container that is understood, the picture alone. */
static enum ipc_picture_status image_made(const struct bmff *bmff, bool full,
					  struct picture_raster *raster)
{
	struct base_buffer made;
	enum ipc_picture_status status;

	if (heif_is_large(bmff))
		return heif_read_large(bmff, full, raster);
	status = heif_make(bmff, bmff->primary, &made);
	if (status == IPC_PICTURE_OK)
		status = image_file(base_buffer_view(&made), raster);
	base_buffer_free(&made);
	return status;
}

enum ipc_picture_status decoder_heif_read(struct base_view file, bool full,
					  struct picture_raster *raster)
{
	enum ipc_picture_status status;
	struct bmff bmff;

	if (bmff_read(file, &bmff) != LENS_OK)
		return image_file(file, raster);
	status = image_made(&bmff, full, raster);
	bmff_free(&bmff);
	return status;
}
