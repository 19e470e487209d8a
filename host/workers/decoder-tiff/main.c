/* lenscap-decoder-tiff: TIFF in a jail, by libtiff. */
#include <stdio.h>
#include <string.h>

#include <tiffio.h>

#include "tiff.h"

static const struct picture_format main_formats[] = {
    {IPC_FORMAT_TIFF, picture_begins_tiff, decoder_tiff_read},
};

/* "LIBTIFF, Version 4.5.0", and then its authors. */
static void main_libraries(char *out)
{
	const char *version = TIFFGetVersion();

	snprintf(out, IPC_TEXT_MAX, "%.*s", (int)strcspn(version, "\n"),
		 version);
}

int main(void)
{
	static const struct picture_decoder decoder = {
	    .formats = main_formats,
	    .count = sizeof(main_formats) / sizeof(main_formats[0]),
	    .zygote = &sandbox_zygote_more_policy,
	    .picture = &sandbox_picture_more_policy,
	    .libraries = main_libraries,
	};

	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	return picture_serve(&decoder);
}
