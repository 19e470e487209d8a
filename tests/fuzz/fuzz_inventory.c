/*
 * fuzz_inventory.c: the account of a file's bytes, of every kind it knows.
 * What is told lies within the file, and can be read.
 */
#include <stdlib.h>

#include "workers/picture/inventory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_hidden(const struct ipc_picture *picture, size_t size)
{
	if (picture->hiddens > IPC_HIDDEN_MAX ||
	    picture->count > IPC_FINDINGS_MAX || picture->unread_bytes > size)
		abort();
	for (unsigned i = 0; i < picture->hiddens; i++)
		if (picture->hidden[i].bytes == 0 ||
		    picture->hidden[i].offset > size ||
		    picture->hidden[i].bytes > size - picture->hidden[i].offset)
			abort();
}

/* Further pictures are read later, and so are blocks that were unpacked. */
static uint8_t fuzz_touch(struct base_view bytes)
{
	return bytes.size > 0
		   ? (uint8_t)(bytes.data[0] ^ bytes.data[bytes.size - 1])
		   : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ipc_picture picture;
	struct base_view file = {data, size}, gaps[4];
	struct inventory inventory;
	volatile uint8_t seen = 0;
	uint64_t left;

	picture = (struct ipc_picture){0};
	inventory_init(&inventory, file, &picture);
	inventory_walk(&inventory);
	fuzz_hidden(&picture, size);
	for (unsigned i = 0; i < inventory.count; i++) {
		if (inventory.pictures[i].part > IPC_HIDDEN_MAX)
			abort();
		seen ^= fuzz_touch(inventory.pictures[i].bytes);
	}
	left = inventory_left(&inventory);
	if (left > size ||
	    (left > 0) != (inventory_gaps(&inventory, gaps, 4) > 0))
		abort();
	(void)seen;
	inventory_free(&inventory);
	ipc_picture_free(&picture);
	return 0;
}
