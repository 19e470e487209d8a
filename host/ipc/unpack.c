/* unpack.c: a ZIP's files on their way out of the jail. */
#include <lenscap/ipc_unpack.h>

enum lens_err ipc_unpack_job_write(enum ipc_unpack_source source,
				   uint64_t bytes, struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)source);
	ipc_write_u64(&writer, bytes);
	return writer.err;
}

enum lens_err ipc_unpack_job_read(struct base_view body,
				  enum ipc_unpack_source *source,
				  uint64_t *bytes)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t kind = ipc_read_u8(&reader);

	*source = kind;
	*bytes = ipc_read_u64(&reader);
	return kind < IPC_UNPACK_SOURCES ? ipc_read_end(&reader)
					 : LENS_MALFORMED;
}

enum lens_err ipc_unpack_write(const struct ipc_unpack *answer,
			       struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)answer->status);
	ipc_write_u32(&writer, answer->files);
	ipc_write_u64(&writer, answer->bytes);
	return writer.err;
}

enum lens_err ipc_unpack_read(struct base_view body, struct ipc_unpack *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t status = ipc_read_u8(&reader);
	enum lens_err err;

	out->status = status;
	out->files = ipc_read_u32(&reader);
	out->bytes = ipc_read_u64(&reader);
	err = ipc_read_end(&reader);
	if (err == LENS_OK &&
	    (status >= IPC_UNPACK_STATUSES ||
	     out->files > IPC_UNPACK_FILES_MAX || out->bytes > IPC_UNPACK_ROOM))
		err = LENS_MALFORMED;
	return err;
}

bool ipc_unpack_next(struct base_view *left, struct base_view *name,
		     struct base_view *bytes, enum lens_err *err)
{
	struct base_view head = base_view_part(*left, 0, 8);
	uint32_t length, size, there;

	*err = LENS_OK;
	if (left->size == 0)
		return false;
	*err = LENS_MALFORMED;
	if (head.data == NULL)
		return false;
	length = base_get_u32(head.data);
	size = base_get_u32(head.data + 4);
	there = size >= IPC_UNPACK_DAMAGED ? 0 : size;
	*name = base_view_part(*left, 8, length);
	if (length == 0 || length > IPC_TEXT_MAX || name->data == NULL ||
	    there > IPC_UNPACK_JSON_MAX)
		return false;
	*bytes = (struct base_view){NULL, size};
	if (there > 0) {
		*bytes = base_view_part(*left, 8 + (size_t)length, there);
		if (bytes->data == NULL)
			return false;
	}
	left->data += 8 + (size_t)length + there;
	left->size -= 8 + (size_t)length + there;
	*err = LENS_OK;
	return true;
}
