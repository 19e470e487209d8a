/* write.c: the room that the clean file is written into, and numbers. */
#include <string.h>

#include "cleaner.h"

void cleaner_add(struct cleaner *cleaner, const void *data, size_t size)
{
	struct cleaner_out *out = &cleaner->out;

	if (size > out->size - out->used)
		out->full = true;
	if (out->full || size == 0)
		return;
	memcpy(out->room + out->used, data, size);
	out->used += size;
}

void cleaner_add_view(struct cleaner *cleaner, struct base_view bytes)
{
	cleaner_add(cleaner, bytes.data, bytes.size);
}

void cleaner_patch(struct cleaner *cleaner, size_t at, const uint8_t *bytes,
		   size_t size)
{
	if (at <= cleaner->out.used && cleaner->out.used - at >= size)
		memcpy(cleaner->out.room + at, bytes, size);
}

uint32_t cleaner_be(struct base_view bytes)
{
	uint32_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value = value << 8 | bytes.data[i];
	return value;
}

void cleaner_put_be(uint8_t *out, uint32_t value, unsigned size)
{
	while (size-- > 0) {
		out[size] = (uint8_t)value;
		value >>= 8;
	}
}
