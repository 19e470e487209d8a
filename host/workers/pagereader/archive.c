/* archive.c: the kinds of archives of pages. */
#include <sys/random.h>

#include <jansson.h>

#include "archive.h"

static const struct archive_kind archive_kinds[] = {
    {true, mhtml_begins, mhtml_parse},
    {false, archive_is_warc, archive_warc},
    {false, archive_is_plist, archive_plist},
    {false, archive_is_zip, archive_zip},
    {false, archive_is_har, archive_har},
};

const struct archive_kind *archive_kind_of(struct base_view file)
{
	for (size_t i = 0; i < sizeof(archive_kinds) / sizeof(archive_kinds[0]);
	     i++)
		if (file.size > 0 && archive_kinds[i].begins(file))
			return &archive_kinds[i];
	return NULL;
}

void archive_init(void)
{
	size_t seed = 0;

	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed) || seed == 0)
		seed = 1;
	json_object_seed(seed);
}
