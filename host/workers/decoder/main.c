/* lenscap-decoder: JPEG, PNG, WebP and GIF in a jail. */
#include <stdio.h>

#include <gif_lib.h>
#include <nettle/version.h>
#include <spng.h>
#include <webp/decode.h>
#include <zlib.h>

#include "formats.h"
#include "picture/jpeg.h"

/*
 * HEIC and AVIF are told apart here and read by the optional decoder; what
 * is none of these is unknown.
 */
static enum ipc_picture_status main_elsewhere(struct base_view file, bool full,
					      struct picture_raster *raster)
{
	(void)file;
	(void)full;
	(void)raster;
	return IPC_PICTURE_NEEDS_HEIF;
}

static const struct picture_format main_formats[] = {
    {IPC_FORMAT_JPEG, jpeg_begins, jpeg_read},
    {IPC_FORMAT_PNG, png_begins, png_read},
    {IPC_FORMAT_WEBP, webp_begins, webp_read},
    {IPC_FORMAT_GIF, gif_begins, gif_read},
    {IPC_FORMAT_HEIC, picture_begins_heic, main_elsewhere},
    {IPC_FORMAT_AVIF, picture_begins_avif, main_elsewhere},
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
