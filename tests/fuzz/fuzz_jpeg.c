/* fuzz_jpeg.c: our use of libjpeg-turbo, and metadata in a JPEG's segments. */
#include "one_picture.h"
#include "workers/picture/jpeg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_JPEG,
						     jpeg_begins, jpeg_read};

	return one_picture(&format, data, size);
}
