/*
 * fuzz_jxl_words.c: what JPEG XL packs by Brotli, alone and as boxes of a file.
 * What is unpacked stays within the room it was given.
 */
#include <stdlib.h>

#include "workers/decoder-jxl/jxl.h"
#include "workers/picture/inventory.h"

#define FUZZ_ROOM (1u << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_unpack(struct base_view packed)
{
	struct base_buffer out;

	base_buffer_init(&out, FUZZ_ROOM);
	if (decoder_jxl_unpack(packed, &out) && out.size > FUZZ_ROOM)
		abort();
	base_buffer_free(&out);
}

static bool fuzz_small(struct base_view packed, struct base_buffer *out)
{
	out->maximum = out->maximum < FUZZ_ROOM ? out->maximum : FUZZ_ROOM;
	return decoder_jxl_unpack(packed, out);
}

static void fuzz_boxes(struct base_view file)
{
	static struct ipc_picture picture;
	struct inventory inventory;

	picture = (struct ipc_picture){0};
	inventory_init(&inventory, file, &picture);
	inventory.unpack = fuzz_small;
	inventory_walk(&inventory);
	inventory_free(&inventory);
	ipc_picture_free(&picture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct base_view file = {data, size};

	if (picture_begins_jxl(file))
		fuzz_boxes(file);
	else
		fuzz_unpack(file);
	return 0;
}
