/*
 * fuzz_metadata.c: hostile EXIF, XMP and IPTC.  The first byte selects the
 * reader; what is found must be fit for the wire.
 */
#include <stdlib.h>
#include <string.h>

#include "workers/picture/metadata.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Orientation and thumbnail: every byte of the latter must be readable. */
static void fuzz_exif(struct base_view exif, struct ipc_picture *picture)
{
	struct metadata_exif block;
	volatile uint8_t seen = 0;

	metadata_read_exif(exif, &block);
	for (size_t i = 0; i < block.thumbnail.size; i++)
		seen = block.thumbnail.data[i];
	(void)seen;
	if (block.orientation > 8)
		abort();
	metadata_find_exif(exif, picture);
}

/* As the far side of the wall will: printable, ordered, and once each. */
static void fuzz_check(const struct ipc_picture *picture)
{
	if (picture->count > IPC_FINDINGS_MAX)
		abort();
	for (unsigned i = 0; i < picture->count; i++) {
		const struct ipc_finding *finding = &picture->findings[i];
		size_t size = strnlen(finding->detail, IPC_TEXT_MAX);

		if (size == 0 || size == IPC_TEXT_MAX ||
		    (unsigned)finding->kind >= IPC_FINDINGS ||
		    !base_is_printable(base_view_of(finding->detail)))
			abort();
		if (i > 0 && finding[-1].kind > finding->kind)
			abort();
		for (unsigned j = 0; j < i; j++)
			if (picture->findings[j].kind == finding->kind &&
			    strcmp(picture->findings[j].detail,
				   finding->detail) == 0)
				abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(struct base_view block,
				       struct ipc_picture * picture) = {
	    fuzz_exif,
	    metadata_find_xmp,
	    metadata_find_iptc,
	    metadata_find_comment,
	    metadata_find_resources,
	    metadata_find_thermal,
	};
	struct ipc_picture picture = {0};

	if (size == 0)
		return 0;
	readers[data[0] % (sizeof(readers) / sizeof(*readers))](
	    (struct base_view){data + 1, size - 1}, &picture);
	fuzz_check(&picture);
	return 0;
}
