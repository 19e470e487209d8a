/* text.c: UTF-8 from strangers, made safe to print; a moment as text. */
#include <string.h>
#include <time.h>

#include <lenscap/base_utf8.h>

size_t base_utf8_read(struct base_view text, uint32_t *out)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint8_t first = text.data[0];
	size_t length = first < 0x80   ? 1
			: first < 0xc0 ? 0
			: first < 0xe0 ? 2
			: first < 0xf0 ? 3
			: first < 0xf8 ? 4
				       : 0;
	uint32_t value;

	if (length == 0 || length > text.size)
		return 0;
	value = length == 1 ? first : first & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((text.data[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (text.data[i] & 0x3f);
	}
	if (value < least[length] || value > 0x10ffff ||
	    (value >= 0xd800 && value < 0xe000))
		return 0;
	*out = value;
	return length;
}

size_t base_utf8_write(char out[4], uint32_t c)
{
	static const uint8_t first[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	if (size == 1) {
		out[0] = (char)c;
		return 1;
	}
	for (size_t i = size; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(first[size] | c);
	return size;
}

bool base_is_ascii(struct base_view text)
{
	size_t at = 0;

	while (at < text.size && text.data[at] < 0x80)
		at++;
	return at == text.size;
}

/*
 * Characters that act instead of showing: controls (terminal escapes), line
 * and paragraph separators, and the bidirectional marks that make text read
 * other than it is stored (Unicode UAX #9).
 */
static bool text_acts(uint32_t c)
{
	static const struct {
		uint32_t from, to;
	} acting[] = {
	    {0x00, 0x1f},     {0x7f, 0x9f},	{0x61c, 0x61c},
	    {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
	    {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
	};

	for (size_t i = 0; i < sizeof(acting) / sizeof(acting[0]); i++)
		if (c >= acting[i].from && c <= acting[i].to)
			return true;
	return false;
}

static struct base_view text_rest(struct base_view text, size_t used)
{
	return (struct base_view){text.data + used, text.size - used};
}

bool base_is_utf8(struct base_view text)
{
	uint32_t c;

	while (text.size > 0) {
		size_t length = base_utf8_read(text, &c);

		if (length == 0)
			return false;
		text = text_rest(text, length);
	}
	return true;
}

bool base_is_printable(struct base_view text)
{
	uint32_t c;

	while (text.size > 0) {
		size_t length = base_utf8_read(text, &c);

		if (length == 0 || text_acts(c))
			return false;
		text = text_rest(text, length);
	}
	return true;
}

void base_printable(char *out, size_t capacity, struct base_view text)
{
	while (text.size > 0) {
		uint32_t c = 0;
		size_t length = base_utf8_read(text, &c);
		bool shown = length > 0 && !text_acts(c);
		size_t needed = shown ? length : 1;

		if (needed >= capacity)
			break;
		if (shown)
			memcpy(out, text.data, length);
		else
			*out = '?';
		out += needed;
		capacity -= needed;
		text = text_rest(text, length > 0 ? length : 1);
	}
	if (capacity > 0)
		*out = '\0';
}

bool base_moment(char out[BASE_MOMENT], int64_t time)
{
	time_t seconds = (time_t)(time / 1000);
	struct tm parts;

	out[0] = '\0';
	return gmtime_r(&seconds, &parts) != NULL &&
	       strftime(out, BASE_MOMENT, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0;
}
