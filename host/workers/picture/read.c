/* read.c: one file's bytes in, one answer out. */
#include <nettle/sha2.h>

#include "picture.h"

/*
 * Nettle and not libsodium: it uses the processor's SHA instructions, without
 * which this would cost more than all the rest.
 */
static void read_sha256(struct base_view file, uint8_t out[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, file.size, file.data);
	sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}

static const struct picture_format *
read_format(const struct picture_decoder *decoder, struct base_view file)
{
	for (size_t i = 0; i < decoder->count; i++)
		if (decoder->formats[i].begins(file))
			return &decoder->formats[i];
	return NULL;
}

static void read_thumbnail(const struct picture_decoder *decoder,
			   const struct picture_raster *raster,
			   struct base_view thumbnail, struct ipc_picture *out)
{
	if (decoder->thumbnail != NULL && thumbnail.size > 0 &&
	    picture_thumbnail_differs(decoder, thumbnail, raster))
		metadata_add(out, IPC_FINDING_THUMBNAIL_DIFFERS,
			     base_view_of("the preview inside the file shows "
					  "another picture or an uncropped "
					  "one"));
}

static enum ipc_picture_status
read_raster(const struct picture_decoder *decoder,
	    struct picture_raster *raster, struct ipc_picture *out)
{
	struct fingerprint_plane plane;
	struct metadata_exif exif;

	out->width = raster->width;
	out->height = raster->height;
	out->damaged = raster->damaged;
	out->animated = raster->animated;
	metadata_read_exif(raster->blocks.exif, &exif);
	out->orientation = exif.orientation;
	if (raster->turned != 0)
		out->orientation = raster->turned;
	read_thumbnail(decoder, raster, exif.thumbnail, out);
	metadata_exif_free(&exif);
	metadata_find(&raster->blocks, out);
	if (picture_upright(raster, out->orientation, &plane) != LENS_OK ||
	    fingerprint_take(&plane, &out->fingerprint) != LENS_OK)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	return IPC_PICTURE_OK;
}

void picture_read(const struct picture_decoder *decoder, struct base_view file,
		  bool full, struct ipc_picture *out)
{
	const struct picture_format *format = read_format(decoder, file);
	struct picture_raster raster = {0};

	*out = (struct ipc_picture){.status = IPC_PICTURE_UNKNOWN_FORMAT};
	if (file.size == 0) {
		out->status = IPC_PICTURE_EMPTY;
		return;
	}
	read_sha256(file, out->sha256);
	out->hashed = true;
	if (format == NULL)
		return;
	out->format = format->format;
	out->status = format->read(file, full, &raster);
	if (out->status == IPC_PICTURE_OK)
		out->status = read_raster(decoder, &raster, out);
	picture_raster_free(&raster);
}
