/* profile.c: the head of a colour profile. */
#include "profile.h"

#define PROFILE_HEAD 128

size_t profile_size(struct base_view begin, size_t all)
{
	uint64_t size = 0;

	if (!base_view_starts(base_view_part(begin, 36, 4), "acsp", 4))
		return 0;
	for (unsigned i = 0; i < 4; i++)
		size = size << 8 | begin.data[i];
	return size < PROFILE_HEAD || size > all ? 0 : (size_t)size;
}
