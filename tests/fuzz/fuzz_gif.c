/* fuzz_gif.c: our use of giflib. */
#include "one_picture.h"
#include "workers/decoder/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_GIF, gif_begins,
						     gif_read};

	if (size < 10 ||
	    !one_picture_small(base_get_u16(data + 6), base_get_u16(data + 8)))
		return 0;
	/* A canvas without a size takes that of a frame, anywhere. */
	for (size_t i = 10; i + 9 <= size; i++)
		if (data[i] == ',' &&
		    !one_picture_small(base_get_u16(data + i + 5),
				       base_get_u16(data + i + 7)))
			return 0;
	return one_picture(&format, data, size);
}
