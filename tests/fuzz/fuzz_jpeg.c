/* fuzz_jpeg.c: our use of libjpeg-turbo, and metadata in a JPEG's segments. */
#include "one_picture.h"
#include "workers/picture/jpeg.h"

/* The size in the frame header, wherever one is: 0xff 0xc0 to 0xcf. */
static bool fuzz_small(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i + 9 <= size; i++)
		if (data[i] == 0xff && (data[i + 1] & 0xf0) == 0xc0 &&
		    !one_picture_small(one_picture_big_endian(data + i + 7, 2),
				       one_picture_big_endian(data + i + 5, 2)))
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_JPEG,
						     jpeg_begins, jpeg_read};

	if (!fuzz_small(data, size))
		return 0;
	return one_picture(&format, data, size);
}
