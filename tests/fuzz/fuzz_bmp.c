/* fuzz_bmp.c: bitmaps and icons, whose readers are our own. */
#include "one_picture.h"
#include "workers/decoder/formats.h"

static bool fuzz_begins(struct base_view file)
{
	return bmp_begins(file) || ico_begins(file);
}

static enum ipc_picture_status fuzz_read(struct base_view file, bool full,
					 struct picture_raster *raster)
{
	return bmp_begins(file) ? bmp_read(file, full, raster)
				: ico_read(file, full, raster);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_BMP,
						     fuzz_begins, fuzz_read};

	return one_picture(&format, data, size);
}
