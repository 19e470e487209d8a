/* brand.c: which files are of the kinds that several workers know. */
#include <string.h>

#include "container/tiff_tags.h"
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

bool picture_begins_jxl(struct base_view file)
{
	return base_view_starts(file, "\xff\x0a", 2) ||
	       base_view_starts(file, "\0\0\0\x0cJXL \r\n\x87\n", 12);
}

bool picture_begins_tiff(struct base_view file)
{
	return base_view_starts(file, "II*", 4) ||
	       base_view_starts(file, "MM\0*", 4) ||
	       base_view_starts(file, "II+\0\x08", 5) ||
	       base_view_starts(file, "MM\0+\0\x08", 6);
}

/* ---- What cameras make of TIFF ---- */

#define BRAND_ENTRIES 512
#define BRAND_ENTRY 12

static uint32_t brand_number(struct base_view file, size_t at, size_t size)
{
	struct base_view part = base_view_part(file, at, size);
	bool big = file.data[0] == 'M';
	uint32_t value = 0;

	for (size_t i = 0; i < part.size; i++)
		value = value << 8 | part.data[big ? i : part.size - 1 - i];
	return value;
}

/* A directory that says of its pixels that they are a sensor's. */
static bool brand_is_sensor(struct base_view file, size_t at, bool outer)
{
	uint32_t count = brand_number(file, at, 2);

	if (count > BRAND_ENTRIES)
		return false;
	for (size_t entry = at + 2; count > 0; count--, entry += BRAND_ENTRY) {
		uint32_t tag = brand_number(file, entry, 2);
		uint32_t number = brand_number(file, entry + 4, 4);
		size_t value = entry + 8;

		if (tag == TIFF_TAG_DNG)
			return true;
		if (tag == TIFF_TAG_COLOUR &&
		    (brand_number(file, value, 2) == TIFF_MOSAIC ||
		     brand_number(file, value, 2) == TIFF_LINEAR))
			return true;
		if (tag != TIFF_TAG_DIRECTORIES || !outer)
			continue;
		if (number > 1)
			value = brand_number(file, value, 4);
		for (size_t i = 0; i < number && i < 8; i++)
			if (brand_is_sensor(
				file, brand_number(file, value + 4 * i, 4),
				false))
				return true;
	}
	return false;
}

bool picture_begins_raw(struct base_view file)
{
	static const struct {
		const char *begins;
		size_t size;
	} own[] = {
	    {"IIU", 4},
	    {"IIRO", 4},
	    {"IIRS", 4},
	    {"MMOR", 4},
	    {"FUJIFILMCCD-RAW", 15},
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (base_view_starts(file, own[i].begins, own[i].size))
			return true;
	if (base_view_starts(base_view_part(file, 4, 8), "ftypcrx ", 8))
		return true;
	if (!base_view_starts(file, "II*", 4) &&
	    !base_view_starts(file, "MM\0*", 4))
		return false;
	return base_view_starts(base_view_part(file, 8, 2), "CR", 2) ||
	       brand_is_sensor(file, brand_number(file, 4, 4), true);
}
