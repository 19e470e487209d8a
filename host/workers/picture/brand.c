/* brand.c: which ISO base media files are HEIC or AVIF. */
#include <string.h>

#include "picture.h"

#define BRAND_SIZE 4
#define BRAND_BOX 64 /* brands are looked for in so much of the first box */

static const char brand_heic[][BRAND_SIZE + 1] = {
    "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", ""};
static const char brand_avif[][BRAND_SIZE + 1] = {"avif", "avis", ""};

static bool brand_listed(const uint8_t *brand,
			 const char list[][BRAND_SIZE + 1])
{
	for (; (*list)[0] != '\0'; list++)
		if (memcmp(brand, *list, BRAND_SIZE) == 0)
			return true;
	return false;
}

/* The major brand, or any compatible one after the version. */
static bool brand_has(struct base_view file, const char list[][BRAND_SIZE + 1])
{
	size_t end = file.size < BRAND_BOX ? file.size : BRAND_BOX;

	if (!base_view_starts(base_view_part(file, 4, 4), "ftyp", 4))
		return false;
	if (file.data[0] == 0 && file.data[1] == 0 && file.data[2] == 0 &&
	    file.data[3] < end)
		end = file.data[3];
	for (size_t at = 8; at + BRAND_SIZE <= end; at += BRAND_SIZE)
		if (at != 12 && brand_listed(file.data + at, list))
			return true;
	return false;
}

bool picture_begins_avif(struct base_view file)
{
	return brand_has(file, brand_avif);
}

bool picture_begins_heic(struct base_view file)
{
	/* Both kinds may call themselves mif1; AVIF's own brand decides. */
	return brand_has(file, brand_heic) && !brand_has(file, brand_avif);
}
