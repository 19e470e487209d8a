/*
 * fuzz_unpack.c: hostile ZIPs in the jail, and hostile answers in the core.
 * The first byte chooses.
 */
#include <stdlib.h>
#include <string.h>

#include "workers/unpack/zip.h"

#define FUZZ_ROOM (4u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t fuzz_walk(struct base_view left, enum lens_err *err)
{
	struct base_view name, bytes;
	uint32_t files = 0;

	while (ipc_unpack_next(&left, &name, &bytes, err)) {
		if (name.size == 0 || name.data == NULL ||
		    (bytes.data != NULL && bytes.size > IPC_UNPACK_FILE_MAX))
			abort();
		files++;
	}
	return files;
}

static void fuzz_zip(struct base_view zip)
{
	static uint8_t room[FUZZ_ROOM];
	struct ipc_unpack answer;
	enum lens_err err;

	zip_unpack(zip, room, sizeof(room), &answer);
	if (answer.bytes > sizeof(room))
		abort();
	/* What the jail wrote is what the core reads. */
	if (fuzz_walk((struct base_view){room, (size_t)answer.bytes}, &err) !=
		answer.files ||
	    err != LENS_OK)
		abort();
}

static void fuzz_answer(struct base_view body)
{
	struct ipc_unpack answer;
	enum lens_err err;

	if (ipc_unpack_read(body, &answer) == LENS_OK &&
	    (answer.bytes > IPC_UNPACK_ROOM ||
	     answer.files > IPC_UNPACK_FILES_MAX))
		abort();
	fuzz_walk(body, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct base_view rest = {data + 1, size - 1};

	if (size < 2)
		return 0;
	if (data[0] % 4 != 0)
		fuzz_zip(rest);
	else
		fuzz_answer(rest);
	return 0;
}
