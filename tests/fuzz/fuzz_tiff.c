/* fuzz_tiff.c: our use of libtiff. */
#include "one_picture.h"
#include "workers/decoder-tiff/tiff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {
	    IPC_FORMAT_TIFF, picture_begins_tiff, decoder_tiff_read};

	return one_picture(&format, data, size);
}
