/* body.c: numbers, bytes and texts of a message's body. */
#include <string.h>

#include <lenscap/ipc.h>

static void body_add(struct ipc_writer *writer, const void *data, size_t size)
{
	if (writer->err == LENS_OK)
		writer->err = base_buffer_add(writer->body, data, size);
}

void ipc_write_u8(struct ipc_writer *writer, uint8_t value)
{
	body_add(writer, &value, sizeof(value));
}

void ipc_write_u32(struct ipc_writer *writer, uint32_t value)
{
	uint8_t bytes[4];

	base_put_u32(bytes, value);
	body_add(writer, bytes, sizeof(bytes));
}

void ipc_write_u64(struct ipc_writer *writer, uint64_t value)
{
	uint8_t bytes[8];

	base_put_u64(bytes, value);
	body_add(writer, bytes, sizeof(bytes));
}

void ipc_write_bytes(struct ipc_writer *writer, const void *data, size_t size)
{
	body_add(writer, data, size);
}

void ipc_write_text(struct ipc_writer *writer, const char *text)
{
	size_t length = strnlen(text, IPC_TEXT_MAX - 1);

	ipc_write_u32(writer, (uint32_t)length);
	body_add(writer, text, length);
}

/* The next size bytes, or an error that sticks. */
static const uint8_t *body_take(struct ipc_reader *reader, size_t size)
{
	const uint8_t *taken = reader->rest.data;

	if (reader->err != LENS_OK)
		return NULL;
	if (size > reader->rest.size) {
		reader->err = LENS_MALFORMED;
		return NULL;
	}
	if (size > 0)
		reader->rest.data += size;
	reader->rest.size -= size;
	return taken;
}

uint8_t ipc_read_u8(struct ipc_reader *reader)
{
	const uint8_t *bytes = body_take(reader, 1);

	return bytes ? *bytes : 0;
}

uint8_t ipc_read_below(struct ipc_reader *reader, unsigned limit)
{
	uint8_t value = ipc_read_u8(reader);

	if (value < limit)
		return value;
	reader->err = LENS_MALFORMED;
	return 0;
}

uint32_t ipc_read_u32(struct ipc_reader *reader)
{
	const uint8_t *bytes = body_take(reader, 4);

	return bytes ? base_get_u32(bytes) : 0;
}

uint64_t ipc_read_u64(struct ipc_reader *reader)
{
	const uint8_t *bytes = body_take(reader, 8);

	return bytes ? base_get_u64(bytes) : 0;
}

void ipc_read_bytes(struct ipc_reader *reader, void *out, size_t size)
{
	const uint8_t *bytes = body_take(reader, size);

	if (bytes != NULL && size > 0)
		memcpy(out, bytes, size);
	else
		memset(out, 0, size);
}

void ipc_read_text(struct ipc_reader *reader, char out[IPC_TEXT_MAX])
{
	uint32_t length = ipc_read_u32(reader);
	struct base_view text;

	out[0] = '\0';
	if (reader->err == LENS_OK && length >= IPC_TEXT_MAX)
		reader->err = LENS_MALFORMED;
	text = (struct base_view){body_take(reader, length), length};
	if (reader->err != LENS_OK)
		return;
	if (!base_is_printable(text)) {
		reader->err = LENS_MALFORMED;
		return;
	}
	if (length > 0)
		memcpy(out, text.data, length);
	out[length] = '\0';
}

void ipc_write_address(struct ipc_writer *writer, const char *address)
{
	size_t length = strnlen(address, IPC_ADDRESS_MAX - 1);

	ipc_write_u32(writer, (uint32_t)length);
	ipc_write_bytes(writer, address, length);
}

void ipc_read_address(struct ipc_reader *reader, char *out)
{
	uint32_t length = ipc_read_u32(reader);
	const uint8_t *bytes;

	out[0] = '\0';
	if (length >= IPC_ADDRESS_MAX)
		reader->err = LENS_MALFORMED;
	bytes = body_take(reader, length);
	for (uint32_t i = 0; reader->err == LENS_OK && i < length; i++)
		if (bytes[i] < 0x21 || bytes[i] > 0x7e)
			reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return;
	if (length > 0)
		memcpy(out, bytes, length);
	out[length] = '\0';
}

enum lens_err ipc_read_end(const struct ipc_reader *reader)
{
	if (reader->err != LENS_OK)
		return reader->err;
	return reader->rest.size == 0 ? LENS_OK : LENS_MALFORMED;
}
