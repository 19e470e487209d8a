/* fuzz_clean_tiff.c: the cleaner of TIFF alone. */
#include "one_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!cleaner_begins_tiff((struct base_view){data, size}))
		return 0;
	return one_clean(data, size);
}
