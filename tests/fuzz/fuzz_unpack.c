/*
 * fuzz_unpack.c: hostile ZIPs and hostile JSON in the jail, and hostile answers
 * in the core.  The first byte chooses.
 */
#include <stdlib.h>
#include <string.h>

#include "workers/unpack/parse.h"
#include "workers/unpack/zip.h"

#define FUZZ_ROOM (4u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t fuzz_walk(struct base_view left, enum lens_err *err)
{
	struct base_view name, bytes;
	uint32_t files = 0;

	while (ipc_unpack_next(&left, &name, &bytes, err)) {
		if (name.size == 0 || name.data == NULL ||
		    (bytes.data != NULL && bytes.size > IPC_UNPACK_JSON_MAX))
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

/* Whether the core takes a value, and how large what it writes is. */
static enum lens_err fuzz_text(struct base_view value)
{
	char why[IPC_TEXT_MAX];
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, 6 * (IPC_UNPACK_JSON_MAX + 1));
	err = ipc_json_text(value, &text, why);
	if (err == LENS_OK && !base_is_utf8(base_buffer_view(&text)))
		abort();
	if (err == LENS_DENIED && !base_is_printable(base_view_of(why)))
		abort();
	base_buffer_free(&text);
	return err;
}

static void fuzz_json(struct base_view json)
{
	static uint8_t value[IPC_UNPACK_JSON_MAX];
	enum lens_err err;
	uint32_t size;

	if (json.size > IPC_UNPACK_ONE_MAX)
		return;
	size = parse_json(json, value);
	if (size > sizeof(value))
		abort();
	/* What the jail wrote is what the core reads. */
	err = fuzz_text((struct base_view){value, size});
	if (err != LENS_OK && err != LENS_DENIED)
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
	if (data[0] % 4 == 0)
		fuzz_answer(rest);
	else if (data[0] % 4 == 2)
		fuzz_json(rest);
	else if (data[0] % 8 == 5)
		(void)!fuzz_text(rest);
	else
		fuzz_zip(rest);
	return 0;
}
