/* roff.c: a text as it stands in a manual page. */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_utf8.h>
#include <lenscap/letter_roff.h>

/* A character beyond ASCII by its number, as every troff takes it; returns its
 * last byte.  JSON is UTF-8. */
static const char *roff_letter(struct base_buffer *out, const char *at)
{
	struct base_view text = {(const uint8_t *)at, strnlen(at, 4)};
	uint32_t number = 0xfffd;
	size_t size = base_utf8_read(text, &number);
	char letter[16];

	snprintf(letter, sizeof(letter), "\\[u%04X]", (unsigned)number);
	(void)!base_buffer_add_text(out, letter);
	return size > 0 ? at + size - 1 : at;
}

char *letter_roff_ascii(const char *text)
{
	struct base_buffer out;
	char *copy;

	base_buffer_init(&out, 8 * strlen(text) + 1);
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80)
			text = roff_letter(&out, text);
		else
			(void)!base_buffer_add(&out, text, 1);
	(void)!base_buffer_add(&out, "", 1);
	copy = base_copy((const char *)out.data);
	base_buffer_free(&out);
	return copy;
}

json_t *letter_form_roff(json_t *value, const char *rest)
{
	const char *string = json_string_value(value);
	const char *text = string ? string : "";
	struct base_buffer out;
	json_t *made;

	(void)rest;
	base_buffer_init(&out, 16 * strlen(text) + 1);
	for (const char *at = text; *at != '\0'; at++) {
		bool begins = at == text || at[-1] == '\n';

		if (begins && (*at == '.' || *at == '\''))
			(void)!base_buffer_add_text(&out, "\\&");
		if (*at == '\\')
			(void)!base_buffer_add_text(&out, "\\e");
		else if (*at == '-')
			(void)!base_buffer_add_text(&out, "\\-");
		else if ((unsigned char)*at >= 0x80)
			at = roff_letter(&out, at);
		else
			(void)!base_buffer_add(&out, at, 1);
	}
	made = json_stringn((const char *)out.data, out.size);
	base_buffer_free(&out);
	return made ? made : json_string("");
}
