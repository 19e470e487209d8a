/* fuzz_svg.c: SVG: the words in it, and the largest picture in it. */
#include "one_picture.h"
#include "picture/svg.h"
#include "workers/decoder/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_SVG, svg_begins,
						     decoder_svg_read};

	return one_picture(&format, data, size);
}
