/* fuzz_webp.c: our use of libwebp and its demuxer. */
#include "one_picture.h"
#include "workers/decoder/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_WEBP,
						     webp_begins, webp_read};

	return one_picture(&format, data, size);
}
