/* number.c: little-endian numbers, hex, base32, decimal. */
#include <lenscap/base.h>

uint16_t base_get_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

uint32_t base_get_u32(const uint8_t *bytes)
{
	return base_get_u16(bytes) | (uint32_t)base_get_u16(bytes + 2) << 16;
}

uint64_t base_get_u64(const uint8_t *bytes)
{
	return base_get_u32(bytes) | (uint64_t)base_get_u32(bytes + 4) << 32;
}

void base_put_u16(uint8_t *bytes, uint16_t value)
{
	bytes[0] = (uint8_t)value;
	bytes[1] = (uint8_t)(value >> 8);
}

void base_put_u32(uint8_t *bytes, uint32_t value)
{
	base_put_u16(bytes, (uint16_t)value);
	base_put_u16(bytes + 2, (uint16_t)(value >> 16));
}

void base_put_u64(uint8_t *bytes, uint64_t value)
{
	base_put_u32(bytes, (uint32_t)value);
	base_put_u32(bytes + 4, (uint32_t)(value >> 32));
}

void base_hex(char *out, const void *data, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *bytes = data;

	for (size_t i = 0; i < size; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

static int number_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum lens_err base_unhex(void *out, size_t size, const char *text)
{
	uint8_t *bytes = out;

	for (size_t i = 0; i < size; i++) {
		int high = number_hex_digit(*text);
		int low = high < 0 ? -1 : number_hex_digit(text[1]);

		if (low < 0)
			return LENS_MALFORMED;
		bytes[i] = (uint8_t)(high << 4 | low);
		text += 2;
	}
	return *text == '\0' ? LENS_OK : LENS_MALFORMED;
}

void base_base32(char *out, const void *data, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const uint8_t *bytes = data;
	uint32_t bits = 0;
	unsigned held = 0;

	for (size_t i = 0; i < size; i++) {
		bits = bits << 8 | bytes[i];
		held += 8;
		while (held >= 5) {
			held -= 5;
			*out++ = digits[bits >> held & 31];
		}
	}
	if (held > 0)
		*out++ = digits[bits << (5 - held) & 31];
	*out = '\0';
}

enum lens_err base_parse_number(const char *text, uint64_t maximum,
				uint64_t *out)
{
	uint64_t value = 0;

	*out = 0;
	if (*text == '\0')
		return LENS_MALFORMED;
	for (; *text != '\0'; text++) {
		unsigned digit = (unsigned)(*text - '0');

		if (digit > 9 || value > (maximum - digit) / 10 ||
		    digit > maximum)
			return LENS_MALFORMED;
		value = value * 10 + digit;
	}
	*out = value;
	return LENS_OK;
}
