/* refused.c: files that are sound, and that libtiff does not open. */
#include "container/tiff.h"
#include "container/tiff_tags.h"
#include "tiff.h"

/*
 * It takes no table of colours where the number of bits is missing, which is
 * one then (TIFF 6.0).
 */
enum ipc_picture_status decoder_tiff_refused(struct base_view file)
{
	struct tiff_block block;
	struct tiff_directory directory;
	uint64_t first;

	if (!tiff_open(file, &block, &first))
		return IPC_PICTURE_MALFORMED;
	directory = tiff_directory_at(&block, first);
	return tiff_find(&directory, TIFF_TAG_BITS).count == 0 &&
		       tiff_find(&directory, TIFF_TAG_PALETTE).count > 0
		   ? IPC_PICTURE_UNSUPPORTED
		   : IPC_PICTURE_MALFORMED;
}
