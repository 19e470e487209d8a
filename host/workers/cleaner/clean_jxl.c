/*
 * clean_jxl.c: the boxes of a JPEG XL that decoding takes (ISO 18181-2).  What
 * a JPEG can be restored from goes, for that JPEG's own blocks are in it. Which
 * way up it is, the codestream says.
 */
#include <string.h>

#include "cleaner.h"
#include "container/bmff.h"

#define JXL_SIGNATURE "\0\0\0\x0cJXL \r\n\x87\n"
#define JXL_SKIP 4 /* bytes before Exif's header, which say how many follow */

bool cleaner_begins_jxl(struct base_view file)
{
	return base_view_starts(file, JXL_SIGNATURE, 12) ||
	       base_view_starts(file, "\xff\x0a", 2);
}

/* What is left of the first Exif, in a box of its own. */
static void jxl_put_exif(struct cleaner *cleaner, struct base_view body)
{
	uint64_t skip = JXL_SKIP + bmff_number(body, 0, JXL_SKIP);
	uint8_t head[8 + JXL_SKIP] = {0};

	if (cleaner->keep == 0 || skip >= body.size)
		return;
	cleaner_exif(cleaner, base_view_part(body, (size_t)skip,
					     body.size - (size_t)skip));
	if (cleaner->exif.size == 0)
		return;
	cleaner_put_be(head, (uint32_t)(sizeof(head) + cleaner->exif.size), 4);
	memcpy(head + 4, "Exif", 4);
	cleaner_add(cleaner, head, sizeof(head));
	cleaner_add_view(cleaner, base_buffer_view(&cleaner->exif));
}

enum ipc_clean_status cleaner_jxl(struct cleaner *cleaner)
{
	static const char stays[][5] = {"JXL ", "ftyp", "jxll", "jxlc", "jxlp"};
	struct bmff_box box;
	bool pixels = false, exif = false;
	size_t at = 0;

	/* Without boxes there is nothing but the picture, and its end. */
	if (base_view_starts(cleaner->file, "\xff\x0a", 2)) {
		cleaner_add_view(
		    cleaner, base_view_part(cleaner->file, 0, cleaner->end));
		return cleaner->end > 0 ? IPC_CLEAN_OK : IPC_CLEAN_UNSUPPORTED;
	}
	while (bmff_next(cleaner->file, &at, &box)) {
		for (size_t i = 0; i < sizeof(stays) / sizeof(*stays); i++)
			if (bmff_is(box.type, stays[i]))
				cleaner_add_view(cleaner, box.whole);
		pixels |= memcmp(box.type, "jxlc", 4) == 0 ||
			  memcmp(box.type, "jxlp", 4) == 0;
		if (!exif && bmff_is(box.type, "Exif")) {
			exif = true;
			jxl_put_exif(cleaner, box.body);
		}
	}
	return pixels ? IPC_CLEAN_OK : IPC_CLEAN_MALFORMED;
}
