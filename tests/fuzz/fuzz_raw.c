/* fuzz_raw.c: what cameras store: its folders, and the JPEG that is shown. */
#include "one_picture.h"
#include "workers/decoder/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {
	    IPC_FORMAT_RAW, picture_begins_raw, raw_read};

	return one_picture(&format, data, size);
}
