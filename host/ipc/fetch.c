/* fetch.c: the fetcher's job and its answer, on the wire. */
#include <stdlib.h>

#include <lenscap/base_io.h>
#include <lenscap/ipc_fetch.h>

/* A number that must stay below a limit. */
static uint32_t fetch_below(struct ipc_reader *reader, uint32_t value,
			    uint32_t limit)
{
	if (value < limit)
		return value;
	reader->err = LENS_MALFORMED;
	return 0;
}

/* ---- Job ---- */

enum lens_err ipc_fetch_job_write(const struct ipc_fetch_job *job,
				  struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, job->number);
	ipc_write_u8(&writer, (uint8_t)job->method);
	ipc_write_u8(&writer, job->local);
	ipc_write_u8(&writer, (uint8_t)job->look);
	ipc_write_u32(&writer, job->bytes);
	ipc_write_u64(&writer, job->budget);
	ipc_write_u32(&writer, job->wall_ms);
	ipc_write_address(&writer, job->url);
	ipc_write_text(&writer, job->proxy);
	ipc_write_text(&writer, job->etag);
	ipc_write_text(&writer, job->modified);
	ipc_write_text(&writer, job->agent);
	ipc_write_address(&writer, job->referer);
	return writer.err;
}

enum lens_err ipc_fetch_job_read(struct base_view body,
				 struct ipc_fetch_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	*out = (struct ipc_fetch_job){.number = ipc_read_u32(&reader)};
	out->method =
	    fetch_below(&reader, ipc_read_u8(&reader), IPC_FETCH_METHODS);
	out->local = fetch_below(&reader, ipc_read_u8(&reader), 2);
	out->look = fetch_below(&reader, ipc_read_u8(&reader), IPC_FETCH_LOOKS);
	out->bytes = fetch_below(&reader, ipc_read_u32(&reader),
				 IPC_FETCH_BYTES_MAX + 1);
	out->budget = ipc_read_u64(&reader);
	out->wall_ms = fetch_below(&reader, ipc_read_u32(&reader),
				   IPC_FETCH_WALL_MAX * 1000 + 1);
	ipc_read_address(&reader, out->url);
	ipc_read_text(&reader, out->proxy);
	ipc_read_text(&reader, out->etag);
	ipc_read_text(&reader, out->modified);
	ipc_read_text(&reader, out->agent);
	ipc_read_address(&reader, out->referer);
	if (out->bytes == 0 || out->wall_ms == 0)
		reader.err = LENS_MALFORMED;
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		*out = (struct ipc_fetch_job){0};
	return err;
}

/* ---- Answer ---- */

void ipc_fetch_free(struct ipc_fetch *fetch)
{
	for (unsigned i = 0; i < fetch->hop_count; i++)
		free(fetch->hops[i].url);
	base_close(&fetch->fd);
	*fetch = (struct ipc_fetch){.fd = -1};
}

enum lens_err ipc_fetch_write(const struct ipc_fetch *fetch,
			      struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)fetch->status);
	ipc_write_u32(&writer, fetch->number);
	ipc_write_u32(&writer, fetch->answer);
	ipc_write_u32(&writer, fetch->retry);
	ipc_write_u64(&writer, fetch->bytes);
	ipc_write_u8(&writer, fetch->marks);
	ipc_write_address(&writer, fetch->url);
	ipc_write_u8(&writer, (uint8_t)fetch->hop_count);
	for (unsigned i = 0; i < fetch->hop_count; i++) {
		ipc_write_u32(&writer, fetch->hops[i].answer);
		ipc_write_address(&writer, fetch->hops[i].url);
	}
	for (unsigned i = 0; i < IPC_FETCH_KEPT; i++)
		ipc_write_text(&writer, fetch->headers[i]);
	return writer.err;
}

bool ipc_fetch_has_bytes(enum ipc_fetch_status status)
{
	static const bool has[IPC_FETCH_STATUSES] = {
	    [IPC_FETCH_OK] = true,	 [IPC_FETCH_LOGIN] = true,
	    [IPC_FETCH_REFUSED] = true,	 [IPC_FETCH_GONE] = true,
	    [IPC_FETCH_WITHHELD] = true, [IPC_FETCH_BUSY] = true,
	    [IPC_FETCH_ANSWER] = true,
	};

	return status < IPC_FETCH_STATUSES && has[status];
}

static void fetch_read_hops(struct ipc_reader *reader, struct ipc_fetch *out)
{
	unsigned count =
	    fetch_below(reader, ipc_read_u8(reader), IPC_FETCH_HOPS_MAX + 1);
	char url[IPC_ADDRESS_MAX];

	while (out->hop_count < count && reader->err == LENS_OK) {
		struct ipc_fetch_hop *hop = &out->hops[out->hop_count++];

		hop->answer = fetch_below(reader, ipc_read_u32(reader), 1000);
		ipc_read_address(reader, url);
		hop->url = base_copy(url);
	}
}

enum lens_err ipc_fetch_read(struct base_view body, struct ipc_fetch *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	*out = (struct ipc_fetch){.fd = -1};
	/* What lies above is the core's to say, not a worker's. */
	out->status =
	    fetch_below(&reader, ipc_read_u8(&reader), IPC_FETCH_CRASHED);
	out->number = ipc_read_u32(&reader);
	out->answer = fetch_below(&reader, ipc_read_u32(&reader), 1000);
	out->retry = ipc_read_u32(&reader);
	out->bytes = ipc_read_u64(&reader);
	out->marks = (uint8_t)fetch_below(&reader, ipc_read_u8(&reader),
					  IPC_FETCH_MARKS + 1);
	ipc_read_address(&reader, out->url);
	fetch_read_hops(&reader, out);
	for (unsigned i = 0; i < IPC_FETCH_KEPT; i++)
		ipc_read_text(&reader, out->headers[i]);
	if (out->bytes > IPC_FETCH_BYTES_MAX ||
	    (out->bytes > 0 && !ipc_fetch_has_bytes(out->status)))
		reader.err = LENS_MALFORMED;
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		ipc_fetch_free(out);
	return err;
}
