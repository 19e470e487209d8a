/* fuzz_webp.c: our use of libwebp and its demuxer. */
#include <string.h>

#include "one_picture.h"
#include "workers/decoder/formats.h"

static uint32_t fuzz_u24(const uint8_t *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
}

/* The size a chunk states, by its name, body at data + 8. */
static bool fuzz_chunk_small(const uint8_t *chunk)
{
	const uint8_t *body = chunk + 8;

	if (memcmp(chunk, "VP8X", 4) == 0)
		return one_picture_small(fuzz_u24(body + 4) + 1,
					 fuzz_u24(body + 7) + 1);
	if (memcmp(chunk, "VP8 ", 4) == 0)
		return one_picture_small(base_get_u16(body + 6) & 0x3fff,
					 base_get_u16(body + 8) & 0x3fff);
	if (memcmp(chunk, "VP8L", 4) == 0)
		return one_picture_small(
		    (base_get_u32(body + 1) & 0x3fff) + 1,
		    (base_get_u32(body + 1) >> 14 & 0x3fff) + 1);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_WEBP,
						     webp_begins, webp_read};

	for (size_t i = 0; i + 18 <= size; i++)
		if (data[i] == 'V' && !fuzz_chunk_small(data + i))
			return 0;
	return one_picture(&format, data, size);
}
