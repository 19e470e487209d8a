/* jsonld.c: a scanner, not a parser: one pass, a bounded stack. */
#include <string.h>

#include "charset.h"
#include "html.h"
#include "jsonld.h"
#include "rules.h"
#include <lenscap/base_address.h>

#define JSONLD_DEPTH_MAX 64 /* what stands deeper is not looked at */

/* What the value of a key may be. */
enum jsonld_key {
	JSONLD_OTHER,
	JSONLD_IMAGE,	/* an address, an ImageObject, or a list of them */
	JSONLD_CONTENT, /* an address, of a picture in an ImageObject */
	JSONLD_TYPE,
	JSONLD_LIST, /* "@list": what the object is that it stands in */
};

struct jsonld_frame {
	enum jsonld_key key; /* in a list: the list's own */
	bool list;
	bool picture; /* an ImageObject, or where one is expected */
	struct base_view pending[2]; /* url and contentUrl, still escaped */
};

struct jsonld {
	struct base_view text;
	size_t at;
	unsigned depth; /* of frames, and beyond them */
	struct jsonld_frame frames[JSONLD_DEPTH_MAX];
	struct base_buffer plain;
	void (*found)(void *context, struct base_view address);
	void *context;
};

/* ---- Strings ---- */

/* Two digits, or four. */
static bool jsonld_digits(struct base_view text, size_t at, size_t count,
			  uint32_t *out)
{
	char digits[5] = "0000";
	uint8_t bytes[2];
	struct base_view part = base_view_part(text, at, count);

	if (part.size != count)
		return false;
	memcpy(digits + 4 - count, part.data, count);
	if (base_unhex(bytes, 2, digits) != LENS_OK)
		return false;
	*out = (uint32_t)(bytes[0] << 8 | bytes[1]);
	return true;
}

static bool jsonld_unit(struct base_view text, size_t at, uint32_t *out)
{
	return jsonld_digits(text, at, 4, out);
}

/* \uXXXX at a backslash, or a pair of them; the bytes used, 0 for none. */
static size_t jsonld_unicode(struct base_view text, size_t at, uint32_t *out)
{
	uint32_t low;

	if (!jsonld_unit(text, at + 2, out))
		return 0;
	if (*out < 0xd800 || *out >= 0xdc00)
		return 6;
	if (base_view_part(text, at + 6, 2).size != 2 ||
	    memcmp(text.data + at + 6, "\\u", 2) != 0 ||
	    !jsonld_unit(text, at + 8, &low) || low < 0xdc00 || low >= 0xe000)
		return 6;
	*out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
	return 12;
}

/* An escape at a backslash: the bytes used, 0 when it is none. */
static size_t jsonld_escape(struct base_view text, size_t at, uint32_t *out)
{
	static const char escapes[] = "\"'`$\\/bfnrt";
	static const char meanings[] = "\"'`$\\/\b\f\n\r\t";
	uint8_t next = at + 1 < text.size ? text.data[at + 1] : 0;
	const char *escape = next ? strchr(escapes, next) : NULL;

	if (next == 'u')
		return jsonld_unicode(text, at, out);
	if (next == 'x')
		return jsonld_digits(text, at + 2, 2, out) ? 4 : 0;
	if (escape != NULL)
		*out = (uint32_t)meanings[escape - escapes];
	return escape != NULL ? 2 : 0;
}

enum lens_err jsonld_plain(struct base_view text, bool breaks,
			   struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (size_t at = 0; at < text.size && err == LENS_OK;) {
		uint32_t character = 0;
		size_t used = 1;

		if (text.data[at] == '\\')
			used = jsonld_escape(text, at, &character);
		else if (text.data[at] < ' ' && !breaks)
			used = 0;
		if (used == 0)
			return LENS_MALFORMED;
		err = text.data[at] == '\\'
			  ? charset_put(out, character)
			  : base_buffer_add(out, text.data + at, 1);
		at += used;
	}
	return err;
}

static void jsonld_emit(struct jsonld *jsonld, struct base_view string)
{
	jsonld->plain.size = 0;
	if (string.size > 0 &&
	    jsonld_plain(string, false, &jsonld->plain) == LENS_OK)
		jsonld->found(jsonld->context,
			      base_buffer_view(&jsonld->plain));
}

/* ---- Structure ---- */

static struct jsonld_frame *jsonld_top(struct jsonld *jsonld)
{
	if (jsonld->depth == 0 || jsonld->depth > JSONLD_DEPTH_MAX)
		return NULL;
	return &jsonld->frames[jsonld->depth - 1];
}

static void jsonld_push(struct jsonld *jsonld, bool list)
{
	struct jsonld_frame *parent = jsonld_top(jsonld);
	enum jsonld_key key = parent ? parent->key : JSONLD_OTHER;
	struct jsonld_frame *frame;

	jsonld->depth++;
	frame = jsonld_top(jsonld);
	if (frame == NULL)
		return;
	*frame = (struct jsonld_frame){
	    .list = list,
	    .key = list ? key : JSONLD_OTHER,
	    .picture = list ? parent && parent->picture : key == JSONLD_IMAGE,
	};
	/* A list of types speaks for the object it stands in. */
}

static void jsonld_pop(struct jsonld *jsonld)
{
	struct jsonld_frame *frame = jsonld_top(jsonld);

	if (frame != NULL && !frame->list)
		for (unsigned i = 0; i < 2; i++)
			if (frame->picture ||
			    base_address_names_picture(frame->pending[i]))
				jsonld_emit(jsonld, frame->pending[i]);
	if (jsonld->depth > 0)
		jsonld->depth--;
}

static const struct {
	const char *name;
	enum jsonld_key key;
	unsigned pending; /* of JSONLD_CONTENT: where it waits */
} jsonld_keys[] = {
    {"url", JSONLD_CONTENT, 0}, {"contentUrl", JSONLD_CONTENT, 1},
    {"@type", JSONLD_TYPE, 0},	{"@list", JSONLD_LIST, 0},
    {"@set", JSONLD_LIST, 0},	{"@value", JSONLD_LIST, 0},
};

static enum jsonld_key jsonld_key_of(struct base_view name, unsigned *pending)
{
	for (size_t i = 0; i < sizeof(jsonld_keys) / sizeof(jsonld_keys[0]);
	     i++)
		if (name.size == strlen(jsonld_keys[i].name) &&
		    memcmp(name.data, jsonld_keys[i].name, name.size) == 0) {
			*pending = jsonld_keys[i].pending;
			return jsonld_keys[i].key;
		}
	return rules_has(RULES_MEMBER, name) ? JSONLD_IMAGE : JSONLD_OTHER;
}

/* The members of "image": {"@list": [...]} are the object's own values. */
static enum jsonld_key jsonld_key_in(const struct jsonld_frame *frame,
				     struct base_view name, unsigned *pending)
{
	enum jsonld_key key = jsonld_key_of(name, pending);

	if (key != JSONLD_LIST)
		return key;
	return frame->picture ? JSONLD_IMAGE : JSONLD_OTHER;
}

static void jsonld_typed(struct jsonld *jsonld, struct base_view string)
{
	struct jsonld_frame *frame = jsonld_top(jsonld);
	static const char name[] = "ImageObject";
	size_t length = sizeof(name) - 1;

	if (string.size < length ||
	    memcmp(string.data + string.size - length, name, length) != 0)
		return;
	if (frame->list && jsonld->depth > 1)
		frame--;
	frame->picture = true;
}

static void jsonld_value(struct jsonld *jsonld, struct base_view string,
			 unsigned pending)
{
	struct jsonld_frame *frame = jsonld_top(jsonld);

	switch (frame->key) {
	case JSONLD_IMAGE:
		jsonld_emit(jsonld, string);
		break;
	case JSONLD_CONTENT:
		if (!frame->list)
			frame->pending[pending] = string;
		break;
	case JSONLD_TYPE:
		jsonld_typed(jsonld, string);
		break;
	default:
		break;
	}
}

/* The inside of a string whose quote is at jsonld->at; moves behind it. */
static struct base_view jsonld_string(struct jsonld *jsonld)
{
	struct base_view text = jsonld->text;
	size_t start = ++jsonld->at;

	while (jsonld->at < text.size && text.data[jsonld->at] != '"')
		jsonld->at += text.data[jsonld->at] == '\\' ? 2 : 1;
	if (jsonld->at >= text.size) {
		jsonld->at = text.size;
		return (struct base_view){NULL, 0};
	}
	return base_view_part(text, start, jsonld->at++ - start);
}

static bool jsonld_is_key(struct jsonld *jsonld)
{
	struct base_view text = jsonld->text;

	while (jsonld->at < text.size && html_is_space(text.data[jsonld->at]))
		jsonld->at++;
	return jsonld->at < text.size && text.data[jsonld->at] == ':';
}

void jsonld_read(struct base_view text,
		 void (*found)(void *context, struct base_view address),
		 void *context)
{
	struct jsonld jsonld = {
	    .text = text, .found = found, .context = context};
	unsigned pending = 0;

	base_buffer_init(&jsonld.plain, text.size * 3 + 1);
	while (jsonld.at < text.size) {
		uint8_t c = text.data[jsonld.at];
		struct jsonld_frame *frame;
		struct base_view string;

		if (c != '"') {
			jsonld.at++;
			frame = jsonld_top(&jsonld);
			if (c == '{' || c == '[')
				jsonld_push(&jsonld, c == '[');
			else if (c == '}' || c == ']')
				jsonld_pop(&jsonld);
			else if (c == ',' && frame && !frame->list)
				frame->key = JSONLD_OTHER;
			continue;
		}
		string = jsonld_string(&jsonld);
		frame = jsonld_top(&jsonld);
		if (frame == NULL || string.data == NULL)
			continue;
		if (!frame->list && jsonld_is_key(&jsonld))
			frame->key = jsonld_key_in(frame, string, &pending);
		else
			jsonld_value(&jsonld, string, pending);
	}
	base_buffer_free(&jsonld.plain);
}
