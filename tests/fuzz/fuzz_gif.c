/* fuzz_gif.c: our use of giflib. */
#include "one_picture.h"
#include "workers/decoder/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_GIF, gif_begins,
						     gif_read};

	return one_picture(&format, data, size);
}
