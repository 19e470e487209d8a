/* lenscap-decoder-heif: HEIC and AVIF in a jail, by libheif. */
#include <stdio.h>

#include <libheif/heif.h>

#include "heif.h"

static const struct picture_format main_formats[] = {
    {IPC_FORMAT_HEIC, picture_begins_heic, decoder_heif_read},
    {IPC_FORMAT_AVIF, picture_begins_avif, decoder_heif_read},
};

static void main_libraries(char *out)
{
	snprintf(out, IPC_TEXT_MAX, "libheif %s", heif_get_version());
}

int main(void)
{
	static const struct picture_decoder decoder = {
	    .formats = main_formats,
	    .count = sizeof(main_formats) / sizeof(main_formats[0]),
	    .zygote = &sandbox_zygote_heif_policy,
	    .picture = &sandbox_picture_heif_policy,
	    .libraries = main_libraries,
	};

	heif_init(NULL); /* what it loads, it loads before the jail */
	return picture_serve(&decoder);
}
