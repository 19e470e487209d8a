/* fuzz_clean.c: the cleaner, of whatever begins like one of its formats. */
#include "one_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return one_clean(data, size);
}
