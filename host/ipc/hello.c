/* hello.c: what a worker says of itself before it takes work. */
#include <lenscap/ipc.h>

enum lens_err ipc_hello_write(const struct ipc_hello *hello,
			      struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, hello->version);
	ipc_write_text(&writer, hello->refusal);
	ipc_write_text(&writer, hello->libraries);
	return writer.err;
}

enum lens_err ipc_hello_send(int channel, const struct ipc_hello *hello)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, sizeof(*hello) + 2 * sizeof(uint32_t));
	err = ipc_hello_write(hello, &body);
	if (err == LENS_OK)
		err = ipc_send(channel, IPC_HELLO, base_buffer_view(&body),
			       NULL, 0, INT64_MAX);
	base_buffer_free(&body);
	return err;
}

enum lens_err ipc_hello_read(struct base_view body, struct ipc_hello *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	*out = (struct ipc_hello){.version = ipc_read_u32(&reader)};
	ipc_read_text(&reader, out->refusal);
	ipc_read_text(&reader, out->libraries);
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		*out = (struct ipc_hello){0};
	return err;
}
