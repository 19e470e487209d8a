/*
 * fuzz_fetch.c: the readers on both sides of the fetcher's wall: the core's of
 * answers, the worker's of jobs, and what the worker makes of addresses.
 */
#include <stdlib.h>
#include <string.h>

#include "fetcher/url_check.h"

#define FUZZ_ROOM 131072

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was believed is written again as it came. */
static void fuzz_answer(struct base_view body)
{
	struct ipc_fetch answer;
	struct base_buffer again;

	if (ipc_fetch_read(body, &answer) != LENS_OK) {
		if (answer.fd != -1 || answer.hop_count != 0)
			abort();
		return;
	}
	base_buffer_init(&again, FUZZ_ROOM);
	if (ipc_fetch_write(&answer, &again) != LENS_OK ||
	    again.size != body.size ||
	    memcmp(again.data, body.data, body.size) != 0 ||
	    answer.status >= IPC_FETCH_CRASHED ||
	    answer.bytes > IPC_FETCH_BYTES_MAX)
		abort();
	base_buffer_free(&again);
	ipc_fetch_free(&answer);
}

static void fuzz_job(struct base_view body)
{
	struct ipc_fetch_job job;
	struct base_buffer again;

	if (ipc_fetch_job_read(body, &job) != LENS_OK)
		return;
	base_buffer_init(&again, FUZZ_ROOM);
	if (ipc_fetch_job_write(&job, &again) != LENS_OK ||
	    again.size != body.size ||
	    memcmp(again.data, body.data, body.size) != 0)
		abort();
	base_buffer_free(&again);
}

/* An address that may be asked for may be asked for as it is written then. */
static void fuzz_address(struct base_view text, bool proxied)
{
	const struct url_check_rules rules = {false, proxied};
	struct url_check first, second;
	char *address = base_alloc(text.size + 1, 1);

	memcpy(address, text.data, text.size);
	if (url_check_read("http://example.org/a/b", address, &rules, &first) ==
		IPC_FETCH_OK &&
	    (url_check_read(NULL, first.url, &rules, &second) != IPC_FETCH_OK ||
	     strcmp(first.host, second.host) != 0 ||
	     strncmp(first.url, "http", 4) != 0))
		abort();
	free(address);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct base_view rest = {data + 1, size - 1};

	if (size < 2)
		return 0;
	if (data[0] % 4 == 0)
		fuzz_answer(rest);
	else if (data[0] % 4 == 1)
		fuzz_job(rest);
	else
		fuzz_address(rest, data[0] % 4 == 3);
	return 0;
}
