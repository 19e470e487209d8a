/* css.c: as much of CSS Syntax Level 3 as finds its addresses. */
#include <string.h>

#include "charset.h"
#include "css.h"
#include "html.h"

void css_init(struct css *css, struct base_view sheet)
{
	*css = (struct css){.rest = sheet};
	base_buffer_init(&css->address, sheet.size * 3 + 1);
}

void css_free(struct css *css)
{
	base_buffer_free(&css->address);
}

static void css_skip(struct css *css, size_t size)
{
	css->rest.data += size;
	css->rest.size -= size;
}

static uint8_t css_at(const struct css *css, size_t offset)
{
	return offset < css->rest.size ? css->rest.data[offset] : 0;
}

static void css_skip_space(struct css *css)
{
	while (css->rest.size > 0 && html_is_space(css->rest.data[0]))
		css_skip(css, 1);
}

static int css_hex(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* An escape, behind its backslash (4.3.7). */
static enum lens_err css_escape(struct css *css)
{
	uint32_t c = 0;
	unsigned digits = 0;

	if (css_at(css, 0) == '\n') {
		css_skip(css, 1); /* a string goes on in the next line */
		return LENS_OK;
	}
	while (digits < 6 && css_hex(css_at(css, 0)) >= 0) {
		c = c << 4 | (uint32_t)css_hex(css->rest.data[0]);
		css_skip(css, 1);
		digits++;
	}
	if (digits > 0) {
		if (css->rest.size > 0 && html_is_space(css->rest.data[0]))
			css_skip(css, 1);
		return charset_put(&css->address, c ? c : 0xfffd);
	}
	if (css->rest.size == 0)
		return LENS_OK;
	css_skip(css, 1);
	return base_buffer_add(&css->address, css->rest.data - 1, 1);
}

/* A run without escapes, then what stops it. */
static enum lens_err css_run(struct css *css, const char *stops)
{
	size_t length = 0;
	enum lens_err err;

	while (length < css->rest.size &&
	       (css->rest.data[length] == 0 ||
		strchr(stops, css->rest.data[length]) == NULL))
		length++;
	err = base_buffer_add(&css->address, css->rest.data, length);
	css_skip(css, length);
	return err;
}

/* A string, behind its quote; false when a line ends in it. */
static bool css_string(struct css *css, char quote)
{
	const char stops[] = {quote, '\\', '\n', 0};
	enum lens_err err = LENS_OK;

	css->address.size = 0;
	while (css->rest.size > 0 && err == LENS_OK) {
		uint8_t c;

		err = css_run(css, stops);
		c = css_at(css, 0);
		if (css->rest.size == 0 || c == '\n')
			return css->rest.size == 0;
		css_skip(css, 1);
		if (c == (uint8_t)quote)
			return true;
		if (err == LENS_OK)
			err = css_escape(css);
	}
	return err == LENS_OK;
}

/* The inside of url(), behind its parenthesis; false for none. */
static bool css_url(struct css *css)
{
	enum lens_err err = LENS_OK;
	uint8_t c;

	css_skip_space(css);
	c = css_at(css, 0);
	if (c == '"' || c == '\'') {
		css_skip(css, 1);
		return css_string(css, (char)c);
	}
	css->address.size = 0;
	while (err == LENS_OK) {
		err = css_run(css, ") \t\r\n\f\\\"'(");
		c = css_at(css, 0);
		if (css->rest.size == 0 || c == ')')
			return err == LENS_OK;
		if (html_is_space(c)) {
			css_skip_space(css);
			return css->rest.size == 0 || css_at(css, 0) == ')';
		}
		if (c != '\\')
			return false; /* a bad url, 4.3.14 */
		css_skip(css, 1);
		if (err == LENS_OK)
			err = css_escape(css);
	}
	return false;
}

static bool css_says(const struct css *css, const char *word)
{
	size_t length = strlen(word);

	return css->rest.size >= length &&
	       strncasecmp((const char *)css->rest.data, word, length) == 0;
}

static void css_comment(struct css *css)
{
	css_skip(css, 2);
	while (css->rest.size > 0) {
		const uint8_t *star =
		    memchr(css->rest.data, '*', css->rest.size);

		css_skip(css, star ? (size_t)(star - css->rest.data) + 1
				   : css->rest.size);
		if (css_at(css, 0) == '/') {
			css_skip(css, 1);
			break;
		}
	}
}

static bool css_is_word(uint8_t c)
{
	return c == '-' || c == '_' || c >= 0x80 || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Of "image-set(" and "-webkit-image-set(" the parenthesis is taken too. */
static void css_word(struct css *css)
{
	static const char set[] = "image-set";
	size_t length = sizeof(set) - 1;
	const uint8_t *word = css->rest.data;
	size_t size = 0;

	while (css_is_word(css_at(css, size)))
		size++;
	css_skip(css, size);
	if (css_at(css, 0) != '(' || size < length ||
	    strncasecmp((const char *)word + size - length, set, length) != 0)
		return;
	css_skip(css, 1);
	css->set = 1;
}

/* Whether strings are addresses here: in type("image/webp") they are none. */
static void css_nest(struct css *css, uint8_t c)
{
	if (css->set == 0)
		return;
	if (c == '(')
		css->set++;
	else if (c == ')')
		css->set--;
	else if (c == ';' || c == '}')
		css->set = 0;
}

/* One step; true when css->address is an address that is wanted. */
static bool css_step(struct css *css)
{
	uint8_t c = css_at(css, 0);
	bool whole;

	if (c == '/' && css_at(css, 1) == '*') {
		css_comment(css);
	} else if (c == '\\') {
		css_skip(css, css->rest.size > 1 ? 2 : 1);
	} else if (c == '"' || c == '\'') {
		css_skip(css, 1);
		whole = css_string(css, (char)c);
		return whole && (css->set == 1 || css->import);
	} else if (c == '@') {
		css->import = css_says(css, "@import");
		css->name = css_says(css, "@namespace");
		css->font = css_says(css, "@font-face");
		css_skip(css, 1);
	} else if (css_says(css, "url(")) {
		css_skip(css, 4);
		css_nest(css, '(');
		whole = css_url(css);
		return whole && !css->name && !css->font;
	} else if (css_is_word(c)) {
		css_word(css);
	} else {
		css->import = css->import && c != ';';
		css->name = css->name && c != ';';
		css->font = css->font && c != '}';
		css_nest(css, c);
		css_skip(css, 1);
	}
	return false;
}

bool css_next(struct css *css, struct base_view *out)
{
	while (css->rest.size > 0) {
		if (!css_step(css) || css->address.size == 0)
			continue;
		*out = base_buffer_view(&css->address);
		return true;
	}
	return false;
}
