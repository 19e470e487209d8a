/* fuzz_clean_jxl.c: the cleaner of JPEG XL alone. */
#include "one_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!cleaner_begins_jxl((struct base_view){data, size}))
		return 0;
	return one_clean(data, size);
}
