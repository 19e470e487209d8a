/*
 * heif_source.c: what is given to the library: a file of one picture and what
 * it takes, made anew.  Phones write references that the library of Debian 12
 * refuses the whole file for (gain maps, Exif of several pictures: libheif
 * 1190, 1213, 1573), and none of those is needed here.
 */
#include <stdlib.h>

#include <libheif/heif.h>

#include "heif.h"

#define SOURCE_HEAD_MAX (1u << 20)

enum ipc_picture_status heif_status(struct heif_error error)
{
	switch (error.code) {
	case heif_error_Ok:
		return IPC_PICTURE_OK;
	case heif_error_Memory_allocation_error:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case heif_error_Unsupported_feature:
	case heif_error_Unsupported_filetype:
		return IPC_PICTURE_UNSUPPORTED;
	default:
		return IPC_PICTURE_MALFORMED;
	}
}

static enum lens_err source_add(const struct bmff_item *item,
				struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; err == LENS_OK && i < item->part_count; i++)
		err = base_buffer_add(out, item->parts[i].data,
				      item->parts[i].size);
	return err;
}

enum ipc_picture_status heif_make(const struct bmff *bmff, uint32_t picture,
				  struct base_buffer *out)
{
	const struct bmff_wanted wanted = {.picture = picture};
	const struct bmff_item **items =
	    calloc(BMFF_ITEMS_MAX, sizeof(const struct bmff_item *));
	enum lens_err err = LENS_SYSTEM;
	size_t count = 0;

	base_buffer_init(out, bmff->file.size + SOURCE_HEAD_MAX);
	if (items != NULL)
		err = bmff_make(bmff, &wanted, out, items, &count);
	for (size_t i = 0; err == LENS_OK && i < count; i++)
		err = source_add(items[i], out);
	free(items);
	if (err == LENS_SYSTEM)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	return err == LENS_OK ? IPC_PICTURE_OK : IPC_PICTURE_MALFORMED;
}
