/*
 * unpack_json.c: a value that was JSON of a stranger's, as JSON of our own.
 * Only lengths are followed here; names and strings are quoted anew.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/ipc_unpack.h>

struct json_writing {
	struct ipc_reader from;
	struct base_buffer *to;
	unsigned depth;
};

static void json_bytes(struct json_writing *writing, const uint8_t *bytes,
		       size_t size)
{
	if (writing->from.err == LENS_OK && size > 0)
		writing->from.err = base_buffer_add(writing->to, bytes, size);
}

static void json_add(struct json_writing *writing, const char *text)
{
	json_bytes(writing, (const uint8_t *)text, strlen(text));
}

/* A length and so many bytes, which are UTF-8. */
static struct base_view json_string(struct json_writing *writing)
{
	struct ipc_reader *from = &writing->from;
	uint32_t length = ipc_read_u32(from);
	struct base_view text = base_view_part(from->rest, 0, length);

	if (from->err != LENS_OK)
		return (struct base_view){NULL, 0};
	if (text.data == NULL || !base_is_utf8(text)) {
		from->err = LENS_MALFORMED;
		return (struct base_view){NULL, 0};
	}
	from->rest.data += length;
	from->rest.size -= length;
	return text;
}

static void json_quote(struct json_writing *writing, struct base_view text)
{
	static const char shorts[] = "\"\\\n\r\t", letters[] = "\"\\nrt";
	char escaped[8];
	size_t from = 0;

	if (text.data == NULL)
		return; /* it was none, and the writing has ended */
	json_add(writing, "\"");
	for (size_t i = 0; i < text.size; i++) {
		uint8_t c = text.data[i];
		const char *at;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		json_bytes(writing, text.data + from, i - from);
		at = c != 0 ? strchr(shorts, c) : NULL;
		if (at != NULL)
			snprintf(escaped, sizeof(escaped), "\\%c",
				 letters[at - shorts]);
		else
			snprintf(escaped, sizeof(escaped), "\\u%04x", c);
		json_add(writing, escaped);
		from = i + 1;
	}
	json_bytes(writing, text.data + from, text.size - from);
	json_add(writing, "\"");
}

static void json_number(struct json_writing *writing, enum ipc_json_kind kind)
{
	uint64_t bits = ipc_read_u64(&writing->from);
	char text[40];
	double real;

	memcpy(&real, &bits, sizeof(real));
	if (kind == IPC_JSON_INTEGER)
		snprintf(text, sizeof(text), "%" PRId64, (int64_t)bits);
	else if (isfinite(real))
		/* So many digits come back as they were. */
		snprintf(text, sizeof(text), "%.16e", real);
	else
		writing->from.err = LENS_MALFORMED;
	json_add(writing, text);
}

static void json_value(struct json_writing *writing);

static void json_many(struct json_writing *writing, bool named)
{
	uint32_t count = ipc_read_u32(&writing->from);

	if (++writing->depth > IPC_UNPACK_DEPTH)
		writing->from.err = LENS_MALFORMED;
	json_add(writing, named ? "{" : "[");
	/* Each takes a byte at least: a count that is a lie ends with them. */
	for (uint32_t i = 0; i < count && writing->from.err == LENS_OK; i++) {
		if (i > 0)
			json_add(writing, ",");
		if (named) {
			json_quote(writing, json_string(writing));
			json_add(writing, ":");
		}
		json_value(writing);
	}
	json_add(writing, named ? "}" : "]");
	writing->depth--;
}

static void json_value(struct json_writing *writing)
{
	static const char *const words[] = {"null", "false", "true"};
	uint8_t kind = ipc_read_u8(&writing->from);

	if (writing->from.err != LENS_OK)
		return;
	switch (kind) {
	case IPC_JSON_NULL:
	case IPC_JSON_FALSE:
	case IPC_JSON_TRUE:
		json_add(writing, words[kind]);
		return;
	case IPC_JSON_INTEGER:
	case IPC_JSON_REAL:
		json_number(writing, kind);
		return;
	case IPC_JSON_STRING:
		json_quote(writing, json_string(writing));
		return;
	case IPC_JSON_ARRAY:
	case IPC_JSON_OBJECT:
		json_many(writing, kind == IPC_JSON_OBJECT);
		return;
	default:
		writing->from.err = LENS_MALFORMED;
	}
}

/* Why a file is none; false when its value says nothing of the kind. */
static bool json_refusal(struct ipc_reader *reader, char *why)
{
	uint8_t kind = reader->rest.size > 0 ? reader->rest.data[0] : 0;
	char reason[IPC_TEXT_MAX];
	uint32_t line;

	if (kind != IPC_JSON_NONE && kind != IPC_JSON_DEEP)
		return false;
	(void)ipc_read_u8(reader);
	if (kind == IPC_JSON_DEEP) {
		snprintf(
		    why, IPC_TEXT_MAX,
		    base_said(
			"It is nested deeper than %d levels, which no record "
			"is."),
		    IPC_UNPACK_DEPTH);
		return true;
	}
	line = ipc_read_u32(reader);
	ipc_read_text(reader, reason);
	snprintf(why, IPC_TEXT_MAX,
		 base_said("It is no JSON: line %u, %.200s."), line, reason);
	return true;
}

enum lens_err ipc_json_text(struct base_view value, struct base_buffer *text,
			    char *why)
{
	struct json_writing writing = {{value, LENS_OK}, text, 0};
	bool refused = json_refusal(&writing.from, why);
	enum lens_err err;

	if (!refused)
		json_value(&writing);
	err = ipc_read_end(&writing.from);
	return err == LENS_OK && refused ? LENS_DENIED : err;
}
