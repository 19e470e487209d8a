/* fuzz_faces.c: any pixels in any shape: what is found lies among them. */
#include <stdlib.h>

#include "workers/faces/find.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ipc_faces faces;
	uint32_t columns, rows;

	if (size < 2)
		return 0;
	columns = (uint32_t)data[0] + 1;
	rows = (uint32_t)((size - 1) / columns);
	if (rows == 0 || find_faces(data + 1, columns, rows, &faces) != LENS_OK)
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
