/* parse.c: JSON in the jail, and its value as lengths and bytes. */
#include <string.h>
#include <sys/random.h>

#include <jansson.h>

#include "parse.h"

/* What a parser that was led astray says of itself is cut to a line. */
#define PARSE_REASON 120

void parse_init(void)
{
	size_t seed = 0;

	/* 0 has the parser look for a seed of its own, in a file. */
	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed) || seed == 0)
		seed = 1;
	json_object_seed(seed);
}

static void parse_write(struct ipc_writer *writer, json_t *value,
			unsigned depth);

static void parse_string(struct ipc_writer *writer, const char *text,
			 size_t length)
{
	ipc_write_u32(writer, (uint32_t)length);
	ipc_write_bytes(writer, text, length);
}

static void parse_object(struct ipc_writer *writer, json_t *value,
			 unsigned depth)
{
	const char *name;
	json_t *member;

	ipc_write_u32(writer, (uint32_t)json_object_size(value));
	json_object_foreach(value, name, member)
	{
		parse_string(writer, name, strlen(name));
		parse_write(writer, member, depth + 1);
	}
}

static void parse_array(struct ipc_writer *writer, json_t *value,
			unsigned depth)
{
	size_t count = json_array_size(value);

	ipc_write_u32(writer, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		parse_write(writer, json_array_get(value, i), depth + 1);
}

static void parse_number(struct ipc_writer *writer, const json_t *value)
{
	double real = json_real_value(value);
	uint64_t bits;

	memcpy(&bits, &real, sizeof(bits));
	if (json_is_integer(value))
		bits = (uint64_t)json_integer_value(value);
	ipc_write_u64(writer, bits);
}

static enum ipc_json_kind parse_kind(const json_t *value)
{
	static const enum ipc_json_kind kinds[] = {
	    [JSON_OBJECT] = IPC_JSON_OBJECT, [JSON_ARRAY] = IPC_JSON_ARRAY,
	    [JSON_STRING] = IPC_JSON_STRING, [JSON_INTEGER] = IPC_JSON_INTEGER,
	    [JSON_REAL] = IPC_JSON_REAL,     [JSON_TRUE] = IPC_JSON_TRUE,
	    [JSON_FALSE] = IPC_JSON_FALSE,   [JSON_NULL] = IPC_JSON_NULL,
	};

	return kinds[json_typeof(value)];
}

static void parse_write(struct ipc_writer *writer, json_t *value,
			unsigned depth)
{
	enum ipc_json_kind kind = parse_kind(value);

	if (depth == IPC_UNPACK_DEPTH &&
	    (kind == IPC_JSON_ARRAY || kind == IPC_JSON_OBJECT))
		writer->err = LENS_DENIED;
	ipc_write_u8(writer, (uint8_t)kind);
	if (kind == IPC_JSON_OBJECT)
		parse_object(writer, value, depth);
	else if (kind == IPC_JSON_ARRAY)
		parse_array(writer, value, depth);
	else if (kind == IPC_JSON_STRING)
		parse_string(writer, json_string_value(value),
			     json_string_length(value));
	else if (kind == IPC_JSON_INTEGER || kind == IPC_JSON_REAL)
		parse_number(writer, value);
}

/* Why it has no value. */
static void parse_refuse(struct ipc_writer *writer, int line,
			 const char *reason)
{
	char printable[PARSE_REASON];

	base_printable(printable, sizeof(printable), base_view_of(reason));
	ipc_write_u8(writer, IPC_JSON_NONE);
	ipc_write_u32(writer, line > 0 ? (uint32_t)line : 0);
	ipc_write_text(writer, printable);
}

uint32_t parse_json(struct base_view text, uint8_t *out)
{
	struct base_buffer body;
	struct ipc_writer writer = {&body, LENS_OK};
	json_error_t error;
	/* Editors mark UTF-8 as such, and who reads may pass over it (RFC
	 * 8259, 8.1). */
	size_t mark = base_view_starts(text, "\xef\xbb\xbf", 3) ? 3 : 0;
	const char *from =
	    text.size > mark ? (const char *)text.data + mark : "";
	json_t *value =
	    json_loadb(from, text.size - mark,
		       JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	uint32_t size;

	base_buffer_init(&body, IPC_UNPACK_JSON(text.size));
	if (value != NULL)
		parse_write(&writer, value, 0);
	else if (json_error_code(&error) == json_error_stack_overflow)
		writer.err = LENS_DENIED;
	else
		parse_refuse(&writer, error.line, error.text);
	if (writer.err != LENS_OK) {
		/* What was written of it is nothing. */
		base_buffer_free(&body);
		base_buffer_init(&body, IPC_UNPACK_JSON(text.size));
		writer.err = LENS_OK;
		ipc_write_u8(&writer, IPC_JSON_DEEP);
	}
	size = (uint32_t)body.size;
	memcpy(out, body.data, size);
	base_buffer_free(&body);
	json_decref(value);
	return size;
}
