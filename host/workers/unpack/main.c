/*
 * lenscap-unpack: one ZIP, or a list of files, in a jail, and the JSON in it.
 * It shuts the jail, says so, takes one job, answers and ends.  The core gave
 * it memory for what is in the file, so that it writes it without a system
 * call.
 */
#include <stdio.h>
#include <sys/mman.h>

#include <lenscap/sandbox.h>

#include "parse.h"
#include "zip.h"

#define MAIN_FOREVER INT64_MAX

static enum lens_err main_hello(const char *refusal)
{
	struct ipc_hello hello = {.version = IPC_VERSION};

	snprintf(hello.refusal, sizeof(hello.refusal), "%s", refusal);
	snprintf(hello.libraries, sizeof(hello.libraries), "zlib, jansson");
	return ipc_hello_send(SANDBOX_CHANNEL, &hello);
}

static enum lens_err main_answer(const struct ipc_unpack *answer)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, 64);
	err = ipc_unpack_write(answer, &body);
	if (err == LENS_OK)
		err = ipc_send(SANDBOX_CHANNEL, IPC_UNPACK,
			       base_buffer_view(&body), NULL, 0, MAIN_FOREVER);
	base_buffer_free(&body);
	return err;
}

static void main_unpack(const struct ipc_message *message,
			enum ipc_unpack_source source, uint64_t bytes,
			struct ipc_unpack *answer)
{
	static void (*const readers[])(struct base_view, uint8_t *, size_t,
				       struct ipc_unpack *) = {
	    [IPC_UNPACK_ZIP] = zip_unpack,
	    [IPC_UNPACK_RECORDS] = zip_records,
	};
	struct base_view file = {NULL, (size_t)bytes};
	void *zip = NULL, *room;

	*answer = (struct ipc_unpack){.status = IPC_UNPACK_TOO_MUCH};
	if (bytes > IPC_UNPACK_BYTES_MAX)
		return;
	if (bytes > 0)
		zip = mmap(NULL, file.size, PROT_READ,
			   MAP_PRIVATE | MAP_POPULATE, message->fds[0], 0);
	room = mmap(NULL, IPC_UNPACK_ROOM, PROT_READ | PROT_WRITE, MAP_SHARED,
		    message->fds[1], 0);
	if (zip == MAP_FAILED || room == MAP_FAILED)
		return;
	file.data = zip;
	readers[source](file, room, IPC_UNPACK_ROOM, answer);
}

static enum lens_err main_serve(void)
{
	struct ipc_unpack answer;
	struct ipc_message message;
	enum ipc_unpack_source source;
	uint64_t bytes = 0;
	enum lens_err err;

	ipc_message_init(&message);
	err = ipc_receive(SANDBOX_CHANNEL, MAIN_FOREVER, &message);
	if (err == LENS_OK &&
	    (message.kind != IPC_UNPACK_JOB || message.fds[1] < 0))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = ipc_unpack_job_read(base_buffer_view(&message.body),
					  &source, &bytes);
	if (err == LENS_OK) {
		main_unpack(&message, source, bytes, &answer);
		err = main_answer(&answer);
	}
	ipc_message_free(&message);
	return err;
}

int main(void)
{
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY] = "";
	enum lens_err err;

	sandbox_worker_init();
	parse_init();
	err = sandbox_prepare(&sandbox_unpack_policy, &jail, why);
	if (err == LENS_OK)
		err = sandbox_enter(jail, 0, why);
	if (main_hello(why) != LENS_OK || err != LENS_OK)
		return 1;
	err = main_serve();
	sandbox_free(jail);
	return err == LENS_OK || err == LENS_END ? 0 : 1;
}
