/* long_text.c: texts of many lines on the wire. */
#include <stdlib.h>
#include <string.h>

#include "long_text.h"

void long_text_write(struct ipc_writer *writer, const char *text)
{
	size_t size = text ? strlen(text) : 0;

	if (size > UINT32_MAX) {
		writer->err = LENS_TOO_BIG;
		return;
	}
	ipc_write_u32(writer, (uint32_t)size);
	ipc_write_bytes(writer, text, size);
}

static bool long_text_is_clean(struct base_view text)
{
	for (size_t i = 0; i < text.size; i++)
		if ((text.data[i] < 0x20 && text.data[i] != '\n') ||
		    text.data[i] == 0x7f)
			return false;
	return base_is_utf8(text);
}

char *long_text_read(struct ipc_reader *reader, uint32_t maximum)
{
	uint32_t size = ipc_read_u32(reader);
	char *text;

	if (size > maximum || size > reader->rest.size)
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return base_copy("");
	text = base_alloc(size + 1, 1);
	ipc_read_bytes(reader, text, size);
	if (long_text_is_clean((struct base_view){(const uint8_t *)text, size}))
		return text;
	reader->err = LENS_MALFORMED;
	text[0] = '\0';
	return text;
}
