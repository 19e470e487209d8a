/*
 * plain_text.c: the words of a mail.  A reader for people, not a parser of
 * HTML: tags go, blocks end lines, the commonest entities are put in.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plain_text.h"

#define PLAIN_LINE 65536

/* One line, safe to print.  False when there is no more room. */
static bool plain_line(struct base_view line, struct base_buffer *out)
{
	static char safe[PLAIN_LINE];

	base_printable(safe, sizeof(safe), line);
	return base_buffer_add_text(out, safe) == LENS_OK &&
	       base_buffer_add_text(out, "\n") == LENS_OK;
}

bool plain_text(struct base_view text, struct base_buffer *out)
{
	size_t at = 0;

	while (at < text.size) {
		const uint8_t *end =
		    memchr(text.data + at, '\n', text.size - at);
		size_t stop = end ? (size_t)(end - text.data) : text.size;
		size_t size = stop - at;

		if (size > 0 && text.data[stop - 1] == '\r')
			size--;
		if (!plain_line(base_view_part(text, at, size), out))
			return true;
		at = stop + 1;
	}
	return false;
}

/* ---- HTML ---- */

/* What does not fit ends the reading: the loop below asks for room. */
static void plain_put(struct base_buffer *words, const char *text)
{
	if (base_buffer_add_text(words, text) != LENS_OK)
		words->maximum = words->size;
}

static bool plain_tag_is(struct base_view tag, const char *name)
{
	size_t length = strlen(name);

	return tag.size >= length &&
	       strncasecmp((const char *)tag.data, name, length) == 0 &&
	       (tag.size == length || tag.data[length] == ' ' ||
		tag.data[length] == '/' || tag.data[length] == '\n');
}

static bool plain_ends_line(struct base_view tag)
{
	static const char *const names[] = {
	    "br",  "/p",  "/div", "/tr",    "/li",	  "/h1",
	    "/h2", "/h3", "/h4",  "/table", "/blockquote"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (plain_tag_is(tag, names[i]))
			return true;
	return false;
}

/* Where what a tag leaves out ends: "script" at its end tag, in any case. */
static size_t plain_skip(struct base_view html, size_t at, const char *until)
{
	size_t length = strlen(until);

	for (; at < html.size && html.size - at >= length; at++)
		if (strncasecmp((const char *)html.data + at, until, length) ==
		    0)
			return at;
	return html.size;
}

/* A tag from after its '<'; what stands instead, and where the text goes on. */
static size_t plain_tag(struct base_view html, size_t at,
			struct base_buffer *words)
{
	const uint8_t *end = memchr(html.data + at, '>', html.size - at);
	size_t stop = end ? (size_t)(end - html.data) : html.size;
	struct base_view tag = base_view_part(html, at, stop - at);

	if (plain_tag_is(tag, "script"))
		return plain_skip(html, stop, "</script");
	if (plain_tag_is(tag, "style"))
		return plain_skip(html, stop, "</style");
	/* "<!-->" is a whole one; Outlook's are "<!--[if mso]>". */
	if (base_view_starts(base_view_part(html, at, 3), "!--", 3))
		return plain_skip(html, at + 1, "-->") + 3;
	if (plain_ends_line(tag))
		plain_put(words, "\n");
	return stop + 1;
}

static size_t plain_entity(struct base_view html, size_t at,
			   struct base_buffer *words)
{
	static const struct {
		const char *name, *text;
	} entities[] = {{"&nbsp;", " "},   {"&amp;", "&"},    {"&lt;", "<"},
			{"&gt;", ">"},	   {"&quot;", "\""},  {"&#39;", "'"},
			{"&auml;", "ä"},   {"&ouml;", "ö"},   {"&uuml;", "ü"},
			{"&Auml;", "Ä"},   {"&Ouml;", "Ö"},   {"&Uuml;", "Ü"},
			{"&szlig;", "ß"},  {"&eacute;", "é"}, {"&egrave;", "è"},
			{"&agrave;", "à"}, {"&ccedil;", "ç"}};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		size_t length = strlen(entities[i].name);

		if (html.size - at < length ||
		    memcmp(html.data + at, entities[i].name, length) != 0)
			continue;
		plain_put(words, entities[i].text);
		return at + length;
	}
	plain_put(words, "&");
	return at + 1;
}

bool plain_text_of_html(struct base_view html, struct base_buffer *out)
{
	struct base_buffer words;
	size_t at = 0;
	bool cut;

	base_buffer_init(&words, 4 * out->maximum);
	while (at < html.size && words.size + 8 < words.maximum) {
		uint8_t byte = html.data[at];

		if (byte == '<')
			at = plain_tag(html, at + 1, &words);
		else if (byte == '&')
			at = plain_entity(html, at, &words);
		else {
			/* Line breaks of the source mean no more than spaces.
			 */
			if (byte == '\n' || byte == '\r')
				byte = ' ';
			plain_put(&words, (const char[]){(char)byte, '\0'});
			at++;
		}
	}
	cut = plain_text(base_buffer_view(&words), out) || at < html.size;
	base_buffer_free(&words);
	return cut;
}
