/* base64.c: RFC 4648 base64, with padding and nothing else. */
#include <lenscap/base.h>

static const char base64_letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base_base64(char *out, const void *data, size_t size)
{
	const uint8_t *bytes = data;

	for (; size > 0; out += 4) {
		size_t taken = size < 3 ? size : 3;
		uint32_t group = (uint32_t)bytes[0] << 16;

		if (taken > 1)
			group |= (uint32_t)bytes[1] << 8;
		if (taken > 2)
			group |= bytes[2];
		out[0] = base64_letters[group >> 18];
		out[1] = base64_letters[group >> 12 & 63];
		out[2] = taken > 1 ? base64_letters[group >> 6 & 63] : '=';
		out[3] = taken > 2 ? base64_letters[group & 63] : '=';
		bytes += taken;
		size -= taken;
	}
	*out = '\0';
}

/* A letter's value, with bit 7 set when it has none. */
#define BASE64_NO 0x80
static const uint8_t base64_values[256] = {
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 62,  128,
    128, 128, 63,  52,	53,  54,  55,  56,  57,	 58,  59,  60,	61,  128, 128,
    128, 128, 128, 128, 128, 0,	  1,   2,   3,	 4,   5,   6,	7,   8,	  9,
    10,	 11,  12,  13,	14,  15,  16,  17,  18,	 19,  20,  21,	22,  23,  24,
    25,	 128, 128, 128, 128, 128, 128, 26,  27,	 28,  29,  30,	31,  32,  33,
    34,	 35,  36,  37,	38,  39,  40,  41,  42,	 43,  44,  45,	46,  47,  48,
    49,	 50,  51,  128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128,
};

/* The last group, which may be padded; how many bytes it holds, 0 if none. */
static size_t base64_last(const uint8_t *in, uint8_t out[3])
{
	size_t letters = in[2] == '=' && in[3] == '=' ? 2
			 : in[3] == '='		      ? 3
						      : 4;
	uint32_t group = 0, bad = 0;

	for (size_t i = 0; i < 4; i++) {
		uint8_t value = i < letters ? base64_values[in[i]] : 0;

		bad |= value & BASE64_NO;
		group = group << 6 | value;
	}
	/* Bits that no byte holds are zero, so that each text is one value. */
	if (letters < 4)
		bad |= group & (letters == 2 ? 0xffffu : 0xffu);
	if (bad)
		return 0;
	out[0] = (uint8_t)(group >> 16);
	out[1] = (uint8_t)(group >> 8);
	out[2] = (uint8_t)group;
	return letters - 1;
}

/* Whole groups without padding; what is wrong with them, together. */
static uint32_t base64_groups(const uint8_t *in, size_t groups, uint8_t *out)
{
	uint32_t bad = 0;

	for (; groups > 0; groups--, in += 4, out += 3) {
		uint32_t a = base64_values[in[0]], b = base64_values[in[1]];
		uint32_t c = base64_values[in[2]], d = base64_values[in[3]];
		uint32_t group = a << 18 | b << 12 | c << 6 | d;

		bad |= a | b | c | d;
		out[0] = (uint8_t)(group >> 16);
		out[1] = (uint8_t)(group >> 8);
		out[2] = (uint8_t)group;
	}
	return bad & BASE64_NO;
}

enum lens_err base_unbase64(struct base_view text, struct base_buffer *out)
{
	size_t before = out->size, groups = text.size / 4, last;
	uint8_t tail[3], *room;
	enum lens_err err;

	if (text.size % 4 != 0)
		return LENS_MALFORMED;
	if (groups == 0)
		return LENS_OK;
	last = base64_last(text.data + (groups - 1) * 4, tail);
	if (last == 0)
		return LENS_MALFORMED;
	err = base_buffer_extend(out, (groups - 1) * 3, &room);
	if (err == LENS_OK && groups > 1 &&
	    base64_groups(text.data, groups - 1, room) != 0)
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = base_buffer_add(out, tail, last);
	if (err != LENS_OK)
		out->size = before;
	return err;
}
