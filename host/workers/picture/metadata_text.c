/* metadata_text.c: text of any age and make, brought to one printable line. */
#include <string.h>
#include <strings.h>

#include <lenscap/base_utf8.h>

#include "metadata_facts.h"

/* Bytes of a text that are looked at, its white space joined: enough for any
 * line; what has more is cut. */
#define TEXT_READ (4 * IPC_TEXT_MAX)

struct text_line {
	char bytes[3 * TEXT_READ + 4];
	size_t size;
	bool cut; /* there was more */
};

static bool text_is_blank(uint32_t c)
{
	return c <= ' ' && memchr(" \t\r\n\v\f", (int)c, 7) != NULL;
}

static void text_put(struct text_line *line, uint32_t c)
{
	if (line->size + 4 <= sizeof(line->bytes))
		line->size += base_utf8_write(line->bytes + line->size, c);
}

/*
 * Exif's ASCII (CIPA DC-008 4.6.2) and IPTC without 1:90 hold whatever the
 * writer's machine used.  Windows-1252 is ISO 8859-1 but for these; WHATWG
 * Encoding, index windows-1252.
 */
static uint32_t text_windows(uint8_t byte)
{
	static const uint16_t high[32] = {
	    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
	    0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
	    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	    0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
	};

	return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}

/* How many bytes at the end belong to a character that was cut, 0 to 3. */
static size_t text_cut(struct base_view text)
{
	for (size_t cut = 1; cut < 4 && cut <= text.size; cut++) {
		uint8_t byte = text.data[text.size - cut];

		if (byte >= 0xc0)
			return cut;
		if (byte < 0x80)
			return 0;
	}
	return 0;
}

/*
 * UTF-8, also when a field's length has cut its last character.  The rest must
 * then hold another one: by itself the last byte of "Jos\xe9" proves nothing.
 */
static bool text_is_utf8(struct base_view *text)
{
	struct base_view whole = {text->data, text->size - text_cut(*text)};

	if (base_is_utf8(*text))
		return true;
	if (!base_is_utf8(whole))
		return false;
	for (size_t i = 0; i < whole.size; i++) {
		if (whole.data[i] < 0x80)
			continue;
		*text = whole;
		return true;
	}
	return false;
}

/*
 * Every run of blanks, line ends and padding as one space, none at the ends:
 * words behind a thousand blanks are words.
 */
static void text_squeeze(struct text_line *line, struct base_view text)
{
	bool gap = false;

	for (size_t i = 0; i < text.size && !line->cut; i++) {
		bool blank = text_is_blank(text.data[i]);

		if (!blank && line->size + gap >= TEXT_READ) {
			line->cut = true;
		} else if (!blank) {
			if (gap)
				line->bytes[line->size++] = ' ';
			line->bytes[line->size++] = (char)text.data[i];
		}
		gap = blank && line->size > 0;
	}
}

static void text_decode(struct text_line *line)
{
	char bytes[TEXT_READ];
	struct base_view text = {(uint8_t *)bytes, line->size};

	memcpy(bytes, line->bytes, line->size);
	if (text_is_utf8(&text)) {
		line->size = text.size;
		return;
	}
	line->size = 0;
	for (size_t i = 0; i < text.size; i++)
		text_put(line, text_windows(text.data[i]));
}

/* What fits, and a sign that there was more. */
static void text_shorten(char out[IPC_TEXT_MAX], const struct text_line *line)
{
	static const char more[] = "…";
	char whole[sizeof(line->bytes) + 1];
	size_t size;

	base_printable(
	    whole, sizeof(whole),
	    (struct base_view){(const uint8_t *)line->bytes, line->size});
	size = strlen(whole);
	if (!line->cut && size < IPC_TEXT_MAX) {
		memcpy(out, whole, size + 1);
		return;
	}
	if (size > IPC_TEXT_MAX - sizeof(more))
		size = IPC_TEXT_MAX - sizeof(more);
	while (size > 0 && ((uint8_t)whole[size] & 0xc0) == 0x80)
		size--;
	memcpy(out, whole, size);
	memcpy(out + size, more, sizeof(more));
}

void metadata_text(char out[IPC_TEXT_MAX], struct base_view text)
{
	struct text_line line;

	line.size = 0;
	line.cut = false;
	text_squeeze(&line, text);
	text_decode(&line);
	text_shorten(out, &line);
}

struct base_view metadata_text_ends(struct base_view text)
{
	const uint8_t *end = NULL;

	if (text.size > 0)
		end = memchr(text.data, '\0', text.size);
	if (end != NULL)
		text.size = (size_t)(end - text.data);
	return text;
}

static uint32_t text_unit(const uint8_t *bytes, bool little)
{
	return (uint32_t)(little ? bytes[0] | bytes[1] << 8
				 : bytes[0] << 8 | bytes[1]);
}

struct base_view metadata_text_utf16(char *out, size_t capacity,
				     struct base_view text, bool little)
{
	struct text_line line;

	line.size = 0;
	for (size_t i = 0; i + 1 < text.size; i += 2) {
		uint32_t c = text_unit(text.data + i, little);
		uint32_t low = 0;

		if (c == 0)
			break;
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < text.size)
			low = text_unit(text.data + i + 2, little);
		if (low >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
			i += 2;
		} else if (c >= 0xd800 && c < 0xe000) {
			c = 0xfffd;
		}
		/* Else words behind many blanks are lost. */
		if (text_is_blank(c) &&
		    (line.size == 0 || line.bytes[line.size - 1] == ' '))
			continue;
		text_put(&line, text_is_blank(c) ? ' ' : c);
		if (line.size > TEXT_READ)
			break;
	}
	if (line.size > capacity)
		line.size = capacity;
	memcpy(out, line.bytes, line.size);
	return (struct base_view){(uint8_t *)out, line.size};
}

/* True when the text holds a character that is not in reject. */
static bool text_has_other(const char *text, const char *reject)
{
	return text[strspn(text, reject)] != '\0';
}

/* Bytes that are no text leave little but replacements. */
static bool text_is_broken(const char *text)
{
	size_t broken = 0;

	for (const char *at = text; *at != '\0'; at++)
		broken += *at == '?';
	return 3 * broken > strlen(text);
}

bool metadata_text_is_filler(enum ipc_finding_kind kind, const char *text)
{
	static const char *const fillers[] = {
	    "unknown",
	    "none",
	    "n/a",
	    "null",
	    "undefined",
	    "default",
	    "OLYMPUS DIGITAL CAMERA",
	    "MINOLTA DIGITAL CAMERA",
	    "KONICA MINOLTA DIGITAL CAMERA",
	    "SAMSUNG CAMERA PICTURES",
	    "SONY DSC",
	    "Exif_JPEG_PICTURE",
	};
	bool number = kind == IPC_FINDING_CAMERA_SERIAL ||
		      kind == IPC_FINDING_LENS_SERIAL ||
		      kind == IPC_FINDING_UNIQUE_ID;

	if (text_is_broken(text) ||
	    !text_has_other(text, " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))
		return true;
	if (number && !text_has_other(text, " 0-.:?"))
		return true;
	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
		if (strcasecmp(text, fillers[i]) == 0)
			return true;
	return false;
}

static bool text_among(const char *const *parts, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(parts[i], text) == 0)
			return true;
	return false;
}

void metadata_text_join(char out[IPC_TEXT_MAX], const char *const *parts,
			size_t count, const char *separator)
{
	struct text_line line;

	line.size = 0;
	line.cut = false;
	for (size_t i = 0; i < count; i++) {
		size_t gap = line.size > 0 ? strlen(separator) : 0;
		size_t size = strlen(parts[i]);

		if (size == 0 || text_among(parts, i, parts[i]))
			continue;
		if (gap + size > sizeof(line.bytes) - line.size) {
			line.cut = true;
			break;
		}
		memcpy(line.bytes + line.size, separator, gap);
		memcpy(line.bytes + line.size + gap, parts[i], size);
		line.size += gap + size;
	}
	text_shorten(out, &line);
}

void metadata_text_device(char out[IPC_TEXT_MAX], const char *make,
			  const char *model)
{
	/* "NIKON CORPORATION" makes the "NIKON D70": the first word decides. */
	size_t word = strcspn(make, " ");
	bool named = word > 0 && strncasecmp(make, model, word) == 0;
	const char *parts[] = {named ? "" : make, model};

	metadata_text_join(out, parts, 2, " ");
}
