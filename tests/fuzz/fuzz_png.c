/*
 * fuzz_png.c: our use of libspng.  A mutator of our own mends the checksums of
 * chunks, at which nearly every mutated file would otherwise end.
 */
#include <string.h>

#include "one_picture.h"
#include "workers/decoder/formats.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
			       unsigned seed);

static uint32_t fuzz_crc(const uint8_t *data, size_t size)
{
	uint32_t crc = ~0u;

	for (size_t i = 0; i < size; i++) {
		crc ^= data[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

static void fuzz_mend(uint8_t *data, size_t size)
{
	for (size_t at = 8; at + 12 <= size;) {
		size_t length = one_picture_big_endian(data + at, 4);
		uint32_t crc;

		if (length > size - at - 12)
			return;
		crc = fuzz_crc(data + at + 4, length + 4);
		for (unsigned i = 0; i < 4; i++)
			data[at + 8 + length + i] =
			    (uint8_t)(crc >> (24 - 8 * i));
		at += 12 + length;
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
			       unsigned seed)
{
	size_t changed = LLVMFuzzerMutate(data, size, max_size);

	/* Some stay wrong: that way is to be tested too. */
	if (seed % 16 != 0)
		fuzz_mend(data, changed);
	return changed;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct picture_format format = {IPC_FORMAT_PNG, png_begins,
						     png_read};

	return one_picture(&format, data, size);
}
