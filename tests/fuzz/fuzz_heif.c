/* fuzz_heif.c: our use of libheif, and which files are given to it. */
#include <string.h>

#include "one_picture.h"
#include "workers/decoder-heif/heif.h"

static bool fuzz_begins(struct base_view file)
{
	bool heic = picture_begins_heic(file), avif = picture_begins_avif(file);

	if (heic && avif)
		abort(); /* one or the other reads a file */
	return heic || avif;
}

/* Sizes stand in ispe boxes: type, version and flags, width, height. */
static bool fuzz_small(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i + 16 <= size; i++)
		if (memcmp(data + i, "ispe", 4) == 0 &&
		    !one_picture_small(
			one_picture_big_endian(data + i + 8, 4),
			one_picture_big_endian(data + i + 12, 4)))
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {
	    IPC_FORMAT_HEIC, fuzz_begins, decoder_heif_read};

	if (!fuzz_small(data, size))
		return 0;
	return one_picture(&format, data, size);
}
