/* fuzz_faces.c: any pixels in any shape: what is found lies among them. */
#include <stdlib.h>

#include "workers/faces/find.h"

/* Enough for a face: arithmetic is slow when it is checked. */
#define FUZZ_PIXELS 2500

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ipc_faces faces;
	uint32_t columns, rows;

	if (size < 2)
		return 0;
	columns = (uint32_t)data[0] + 1;
	rows = (uint32_t)((size - 1) / columns);
	if (rows == 0 || columns * rows > FUZZ_PIXELS ||
	    find_faces(data + 1, columns, rows, &faces) != LENS_OK)
		return 0;
	for (unsigned i = 0; i < faces.count; i++) {
		const struct ipc_face *face = &faces.faces[i];

		if (face->width == 0 || face->height == 0 ||
		    face->x + face->width > columns ||
		    face->y + face->height > rows)
			abort();
	}
	return 0;
}
