/* fuzz_jxl.c: our use of libjxl. */
#include "one_picture.h"
#include "workers/decoder-jxl/jxl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {
	    IPC_FORMAT_JXL, picture_begins_jxl, decoder_jxl_read};

	return one_picture(&format, data, size);
}
