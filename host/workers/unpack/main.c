/*
 * lenscap-unpack: one ZIP, or a list of files, in a jail, and the JSON in it.
 * The core gave it memory for what is in the file, so that it writes it without
 * a system call.
 */
#include <lenscap/sandbox_worker.h>

#include "parse.h"
#include "zip.h"

static enum lens_err main_unpack(const struct ipc_message *message,
				 struct base_buffer *body)
{
	static void (*const readers[])(struct base_view, uint8_t *, size_t,
				       struct ipc_unpack *) = {
	    [IPC_UNPACK_ZIP] = zip_unpack,
	    [IPC_UNPACK_RECORDS] = zip_records,
	};
	struct ipc_unpack answer = {.status = IPC_UNPACK_TOO_MUCH};
	enum ipc_unpack_source source;
	struct base_view file;
	uint64_t bytes;
	void *memory;
	enum lens_err err = ipc_unpack_job_read(
	    base_buffer_view(&message->body), &source, &bytes);

	if (err != LENS_OK)
		return err;
	if (bytes <= IPC_UNPACK_BYTES_MAX &&
	    sandbox_map(message, bytes, IPC_UNPACK_ROOM, &file, &memory))
		readers[source](file, memory, IPC_UNPACK_ROOM, &answer);
	return ipc_unpack_write(&answer, body);
}

int main(void)
{
	static const struct sandbox_service service = {
	    .policy = &sandbox_unpack_policy,
	    .libraries = "zlib, jansson",
	    .prepare = parse_init,
	    .job = IPC_UNPACK_JOB,
	    .answer = IPC_UNPACK,
	    .most = 64,
	    .serve = main_unpack,
	};

	return sandbox_serve(&service);
}
