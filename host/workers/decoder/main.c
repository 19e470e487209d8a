/* lenscap-decoder: JPEG, PNG, WebP, GIF, BMP, ICO and camera raw in a jail. */
#include <stdio.h>

#include <gif_lib.h>
#include <nettle/version.h>
#include <spng.h>
#include <webp/decode.h>
#include <zlib.h>

#include "formats.h"
#include "picture/jpeg.h"
#include "picture/svg.h"

/*
 * What optional decoders read is told apart here; what is none of these is
 * unknown.
 */
static enum ipc_picture_status main_needs_heif(struct base_view file, bool full,
					       struct picture_raster *raster)
{
	(void)file;
	(void)full;
	(void)raster;
	return IPC_PICTURE_NEEDS_HEIF;
}

static enum ipc_picture_status main_needs_jxl(struct base_view file, bool full,
					      struct picture_raster *raster)
{
	(void)file;
	(void)full;
	(void)raster;
	return IPC_PICTURE_NEEDS_JXL;
}

static enum ipc_picture_status main_needs_tiff(struct base_view file, bool full,
					       struct picture_raster *raster)
{
	(void)file;
	(void)full;
	(void)raster;
	return IPC_PICTURE_NEEDS_TIFF;
}

static const struct picture_format main_formats[] = {
    {IPC_FORMAT_JPEG, jpeg_begins, jpeg_read},
    {IPC_FORMAT_PNG, png_begins, png_read},
    {IPC_FORMAT_WEBP, webp_begins, webp_read},
    {IPC_FORMAT_GIF, gif_begins, gif_read},
    {IPC_FORMAT_HEIC, picture_begins_heic, main_needs_heif},
    {IPC_FORMAT_AVIF, picture_begins_avif, main_needs_heif},
    {IPC_FORMAT_JXL, picture_begins_jxl, main_needs_jxl},
    /* A camera's before a plain one: both begin alike. */
    {IPC_FORMAT_RAW, picture_begins_raw, raw_read},
    {IPC_FORMAT_TIFF, picture_begins_tiff, main_needs_tiff},
    {IPC_FORMAT_BMP, bmp_begins, bmp_read},
    {IPC_FORMAT_ICO, ico_begins, ico_read},
    {IPC_FORMAT_SVG, svg_begins_any, decoder_svg_read},
};

static void main_libraries(char *out)
{
	int webp = WebPGetDecoderVersion();

	snprintf(out, IPC_TEXT_MAX,
		 "%s, libspng %s, libwebp %d.%d.%d, "
		 "giflib %d.%d.%d, zlib %s, expat, nettle %d.%d",
		 jpeg_library(), spng_version_string(), webp >> 16,
		 webp >> 8 & 255, webp & 255, GIFLIB_MAJOR, GIFLIB_MINOR,
		 GIFLIB_RELEASE, zlibVersion(), NETTLE_VERSION_MAJOR,
		 NETTLE_VERSION_MINOR);
}

int main(void)
{
	static const struct picture_decoder decoder = {
	    .formats = main_formats,
	    .count = sizeof(main_formats) / sizeof(main_formats[0]),
	    .zygote = &sandbox_zygote_policy,
	    .picture = &sandbox_picture_policy,
	    .libraries = main_libraries,
	};

	return picture_serve(&decoder);
}
