/* clean.c: a picture that is cleaned, on its way into the jail and out. */
#include <lenscap/ipc_clean.h>

enum lens_err ipc_clean_job_write(const struct ipc_clean_job *job,
				  struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u64(&writer, job->bytes);
	ipc_write_u64(&writer, job->keep);
	ipc_write_u64(&writer, job->end);
	return writer.err;
}

enum lens_err ipc_clean_job_read(struct base_view body,
				 struct ipc_clean_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	out->bytes = ipc_read_u64(&reader);
	out->keep = ipc_read_u64(&reader);
	out->end = ipc_read_u64(&reader);
	err = ipc_read_end(&reader);
	if (err == LENS_OK &&
	    (out->bytes > IPC_PICTURE_BYTES_MAX || out->end > out->bytes ||
	     (out->keep & ~IPC_CLEAN_KINDS) != 0))
		err = LENS_MALFORMED;
	return err;
}

enum lens_err ipc_clean_write(const struct ipc_clean *answer,
			      struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)answer->status);
	ipc_write_u8(&writer, (uint8_t)answer->format);
	ipc_write_u64(&writer, answer->bytes);
	return writer.err;
}

enum lens_err ipc_clean_read(struct base_view body, struct ipc_clean *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t status = ipc_read_u8(&reader);
	uint8_t format = ipc_read_u8(&reader);
	uint64_t bytes = ipc_read_u64(&reader);
	enum lens_err err = ipc_read_end(&reader);

	*out = (struct ipc_clean){.status = IPC_CLEAN_MALFORMED};
	if (err == LENS_OK &&
	    (status >= IPC_CLEAN_STATUSES || format >= IPC_FORMATS ||
	     bytes > IPC_CLEAN_ROOM((uint64_t)IPC_PICTURE_BYTES_MAX) ||
	     (status == IPC_CLEAN_OK) != (bytes > 0)))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		*out = (struct ipc_clean){status, format, bytes};
	return err;
}
