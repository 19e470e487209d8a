/* lenscap-decoder-jxl: JPEG XL in a jail, by libjxl. */
#include <stdio.h>

#include <brotli/decode.h>
#include <jxl/decode.h>

#include "jxl.h"

static const struct picture_format main_formats[] = {
    {IPC_FORMAT_JXL, picture_begins_jxl, decoder_jxl_read},
};

static void main_libraries(char *out)
{
	unsigned version = JxlDecoderVersion();
	unsigned brotli = BrotliDecoderVersion();

	snprintf(out, IPC_TEXT_MAX, "libjxl %u.%u.%u, brotli %u.%u.%u",
		 version / 1000000, version / 1000 % 1000, version % 1000,
		 brotli >> 24, brotli >> 12 & 4095, brotli & 4095);
}

int main(void)
{
	static const struct picture_decoder decoder = {
	    .formats = main_formats,
	    .count = sizeof(main_formats) / sizeof(main_formats[0]),
	    .zygote = &sandbox_zygote_more_policy,
	    .picture = &sandbox_picture_more_policy,
	    .unpack = decoder_jxl_unpack,
	    .libraries = main_libraries,
	};

	return picture_serve(&decoder);
}
