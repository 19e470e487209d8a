/*
 * html.c: where tags, attributes, texts and comments begin and end.
 *
 * Why no library: what is wanted is which attributes name pictures, not a
 * tree.  Of HTML parsers Debian 12 has libxml2's, which repairs pages otherwise
 * than browsers do, and none in C that follows the standard.  Whether this one
 * does is tried on real pages, read by Python's parser and libxml2 too
 * (test_oracle.c), and on what Chromium made of hostile ones (test_chromium.c).
 */
#include <string.h>

#include "html.h"

bool html_is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

struct base_view html_trim(struct base_view text)
{
	while (text.size > 0 && html_is_space(text.data[0]))
		text = base_view_part(text, 1, text.size - 1);
	while (text.size > 0 && html_is_space(text.data[text.size - 1]))
		text.size--;
	return text;
}

static bool html_is_letter(uint8_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static uint8_t html_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static bool html_ends_name(uint8_t c)
{
	return html_is_space(c) || c == '/' || c == '>';
}

void html_init(struct html *html, struct base_view page)
{
	memset(html, 0, sizeof(*html));
	html->rest = page;
}

/* The byte at offset, 0 past the end: no state acts on a NUL. */
static uint8_t html_at(struct base_view view, size_t offset)
{
	return offset < view.size ? view.data[offset] : 0;
}

static struct base_view html_take(struct html *html, size_t size)
{
	struct base_view taken = {html->rest.data, size};

	html->rest.data += size;
	html->rest.size -= size;
	return taken;
}

static size_t html_find(struct base_view view, size_t from, uint8_t c)
{
	const uint8_t *found;

	if (from >= view.size)
		return view.size;
	found = memchr(view.data + from, c, view.size - from);
	return found ? (size_t)(found - view.data) : view.size;
}

/* Case-insensitive for a lower-case word. */
static bool html_says(struct base_view view, size_t at, const char *word)
{
	size_t length = strlen(word);

	if (at > view.size || length > view.size - at)
		return false;
	for (size_t i = 0; i < length; i++)
		if (html_lower(view.data[at + i]) != (uint8_t)word[i])
			return false;
	return true;
}

static void html_name(char out[HTML_NAME_MAX], struct base_view name)
{
	out[0] = '\0';
	if (name.size >= HTML_NAME_MAX)
		return;
	for (size_t i = 0; i < name.size; i++)
		out[i] = (char)html_lower(name.data[i]);
	out[name.size] = '\0';
}

/* ---- Foreign content ---- */

/* Start tags that end svg and math (13.2.6.5); they are HTML again. */
static bool html_breaks_out(const char *name)
{
	static const char *const names[] = {
	    "b",       "big",  "blockquote", "body",  "br",   "center",
	    "code",    "dd",   "div",	     "dl",    "dt",   "em",
	    "embed",   "h1",   "h2",	     "h3",    "h4",   "h5",
	    "h6",      "head", "hr",	     "i",     "img",  "li",
	    "listing", "menu", "meta",	     "nobr",  "ol",   "p",
	    "pre",     "ruby", "s",	     "small", "span", "strong",
	    "strike",  "sub",  "sup",	     "table", "tt",   "u",
	    "ul",      "var"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/*
 * Elements that change how others are read; the stack of open ones stands in
 * for the standard's, which has every element.
 */
static const struct {
	const char *name;
	const char *within; /* where it begins HTML again (13.2.6.2) */
} html_borders[] = {
    {"svg", NULL},     {"math", NULL},	 {"foreignobject", "svg"},
    {"desc", "svg"},   {"title", "svg"}, {"mi", "math"},
    {"mo", "math"},    {"mn", "math"},	 {"ms", "math"},
    {"mtext", "math"},
};

#define HTML_BORDERS (sizeof(html_borders) / sizeof(html_borders[0]))

static size_t html_border(const char *name)
{
	size_t i = 0;

	while (i < HTML_BORDERS && strcmp(html_borders[i].name, name) != 0)
		i++;
	return i;
}

static const char *html_top(const struct html *html)
{
	return html->depth > 0 ? html->open[html->depth - 1] : "";
}

bool html_is_foreign(const struct html *html)
{
	const char *top = html_top(html);

	return strcmp(top, "svg") == 0 || strcmp(top, "math") == 0;
}

static void html_break_out(struct html *html)
{
	while (html_is_foreign(html))
		html->depth--;
}

static void html_track_open(struct html *html, bool empty)
{
	const char *name = html->token.name;
	size_t border = html_border(name);
	const char *within;

	if (html_is_foreign(html) && html_breaks_out(name))
		html_break_out(html);
	if (border == HTML_BORDERS || empty || html->depth == HTML_FOREIGN_MAX)
		return;
	within = html_borders[border].within;
	if (within == NULL || strcmp(html_top(html), within) == 0)
		html->open[html->depth++] = html_borders[border].name;
}

static void html_track_close(struct html *html)
{
	const char *name = html->token.name;

	if (html_is_foreign(html) &&
	    (strcmp(name, "p") == 0 || strcmp(name, "br") == 0))
		html_break_out(html);
	for (unsigned i = html->depth; i > 0; i--)
		if (strcmp(html->open[i - 1], name) == 0) {
			html->depth = i - 1;
			break;
		}
}

/* ---- Raw text ---- */

static bool html_is_raw(const char *name)
{
	static const char *const names[] = {
	    "script", "style",	 "textarea", "title",	  "xmp",
	    "iframe", "noembed", "noframes", "plaintext",
	};

	/* <noscript> is none: its content is what shows without scripts. */
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* True at "</name" and a character that ends a name. */
static bool html_closes(struct base_view view, size_t at, const char *name)
{
	return html_says(view, at, "</") && html_says(view, at + 2, name) &&
	       html_ends_name(html_at(view, at + 2 + strlen(name)));
}

static size_t html_raw_end(struct base_view view, const char *name)
{
	size_t at = html_find(view, 0, '<');

	if (strcmp(name, "plaintext") == 0)
		return view.size;
	while (at < view.size && !html_closes(view, at, name))
		at = html_find(view, at + 1, '<');
	return at;
}

/*
 * A script's text (13.2.5.15 to 31): within <!-- --> a <script> hides the next
 * </script>.
 */
static size_t html_script_end(struct base_view view)
{
	enum { PLAIN, ESCAPED, TWICE } state = PLAIN;

	for (size_t at = 0; at < view.size; at++) {
		uint8_t c = view.data[at];

		if (c == '-' && state != PLAIN && html_says(view, at, "-->")) {
			state = PLAIN;
			at += 2;
		} else if (c != '<') {
			continue;
		} else if (state == PLAIN && html_says(view, at, "<!--")) {
			state = ESCAPED;
			at++; /* its dashes may be those of --> */
		} else if (html_closes(view, at, "script")) {
			if (state != TWICE)
				return at;
			state = ESCAPED;
		} else if (state == ESCAPED && html_says(view, at, "<script") &&
			   html_ends_name(html_at(view, at + 7))) {
			state = TWICE;
		}
	}
	return view.size;
}

static const struct html_token *html_raw(struct html *html)
{
	struct html_token *token = &html->token;
	size_t size = strcmp(html->raw, "script") == 0
			  ? html_script_end(html->rest)
			  : html_raw_end(html->rest, html->raw);

	memcpy(token->name, html->raw, sizeof(token->name));
	html->raw[0] = '\0';
	token->kind = HTML_RAW;
	token->text = html_take(html, size);
	return token;
}

/* ---- Comments ---- */

/* The rest after "<!--": ends at -->, --!>, or at once at > and ->. */
static const struct html_token *html_comment(struct html *html)
{
	struct html_token *token = &html->token;
	struct base_view rest;
	size_t at = 0, mark = 0;

	html_take(html, 4);
	rest = html->rest;
	token->kind = HTML_COMMENT;
	if (html_at(rest, 0) == '>')
		mark = 1;
	else if (html_says(rest, 0, "->"))
		mark = 2;
	while (mark == 0 && at < rest.size) {
		at = html_find(rest, at, '-');
		if (html_says(rest, at, "-->"))
			mark = 3;
		else if (html_says(rest, at, "--!>"))
			mark = 4;
		else if (at < rest.size)
			at++;
	}
	token->text = html_take(html, at);
	html_take(html, mark);
	return token;
}

/* Everything up to the next >, which goes too. */
static const struct html_token *html_bogus(struct html *html, size_t skip)
{
	struct html_token *token = &html->token;
	size_t end = html_find(html->rest, skip, '>');

	html_take(html, skip);
	token->kind = HTML_COMMENT;
	token->text = html_take(html, end - skip);
	html_take(html, html->rest.size > 0);
	return token;
}

static const struct html_token *html_cdata(struct html *html)
{
	struct html_token *token = &html->token;
	size_t end;

	html_take(html, 9);
	end = html_find(html->rest, 0, ']');
	while (end < html->rest.size && !html_says(html->rest, end, "]]>"))
		end = html_find(html->rest, end + 1, ']');
	token->kind = HTML_TEXT;
	token->text = html_take(html, end);
	html_take(html, html->rest.size > 0 ? 3 : 0);
	return token;
}

static const struct html_token *html_declaration(struct html *html)
{
	if (html_says(html->rest, 2, "--"))
		return html_comment(html);
	if (html_is_foreign(html) &&
	    base_view_starts(html->rest, "<![CDATA[", 9))
		return html_cdata(html);
	return html_bogus(html, 2);
}

/* ---- Tags ---- */

/*
 * One attribute at *at, after its white space; false at the tag's end.  Where
 * the page ends within it, *at is the page's end.
 */
static bool html_one_attribute(struct base_view view, size_t *at,
			       struct html_attribute *out)
{
	size_t start, i = *at;
	uint8_t quote;

	while (i < view.size &&
	       (html_is_space(view.data[i]) || view.data[i] == '/'))
		i++;
	*at = i;
	if (i >= view.size || view.data[i] == '>')
		return false;
	start = i++; /* even an equals sign */
	while (i < view.size && !html_ends_name(view.data[i]) &&
	       view.data[i] != '=')
		i++;
	html_name(out->name, base_view_part(view, start, i - start));
	out->value = (struct base_view){NULL, 0};
	*at = i;
	while (i < view.size && html_is_space(view.data[i]))
		i++;
	if (html_at(view, i) != '=')
		return true;
	i++;
	while (i < view.size && html_is_space(view.data[i]))
		i++;
	quote = html_at(view, i);
	start = i;
	if (quote == '"' || quote == '\'') {
		start = i + 1;
		i = html_find(view, start, quote);
		*at = i < view.size ? i + 1 : i;
	} else {
		while (i < view.size && !html_is_space(view.data[i]) &&
		       view.data[i] != '>')
			i++;
		*at = i;
	}
	out->value = base_view_part(view, start, i - start);
	return true;
}

static bool html_attributes(struct html *html, size_t *at, bool *empty)
{
	struct html_token *token = &html->token;
	struct html_attribute spare;

	for (;;) {
		bool room = token->count < HTML_ATTRIBUTES_MAX;
		size_t from = *at;
		struct html_attribute *next =
		    room ? &token->attributes[token->count] : &spare;

		if (!html_one_attribute(html->rest, at, next)) {
			/* Not the slash that ends an unquoted value. */
			*empty = *at > from && html->rest.data[*at - 1] == '/';
			break;
		}
		token->count += room && next->name[0] != '\0';
	}
	return *at < html->rest.size;
}

static const struct html_token *html_tag(struct html *html, size_t start)
{
	struct html_token *token = &html->token;
	struct base_view rest = html->rest;
	size_t at = start;
	bool empty = false;

	while (at < rest.size && !html_ends_name(rest.data[at]))
		at++;
	html_name(token->name, base_view_part(rest, start, at - start));
	token->count = 0;
	if (!html_attributes(html, &at, &empty)) {
		/* The page ends within the tag: there is no tag. */
		html_take(html, rest.size);
		html->torn = true;
		token->kind = HTML_END;
		return token;
	}
	html_take(html, at + 1);
	token->kind = start == 1 ? HTML_OPEN : HTML_CLOSE;
	if (token->kind == HTML_CLOSE) {
		html_track_close(html);
		return token;
	}
	if (!html_is_foreign(html) && html_is_raw(token->name))
		memcpy(html->raw, token->name, sizeof(html->raw));
	html_track_open(html, empty);
	return token;
}

/* ---- Everything ---- */

const struct html_token *html_next(struct html *html)
{
	struct html_token *token = &html->token;
	uint8_t next = html_at(html->rest, 1);

	if (html->raw[0] != '\0')
		return html_raw(html);
	if (html->rest.size == 0) {
		token->kind = HTML_END;
		return token;
	}
	if (html->rest.data[0] == '<') {
		if (html_is_letter(next))
			return html_tag(html, 1);
		if (next == '/' && html_is_letter(html_at(html->rest, 2)))
			return html_tag(html, 2);
		if (next == '!')
			return html_declaration(html);
		if (next == '?')
			return html_bogus(html, 1);
		/* "</>" says nothing; "</ x>" is a comment. */
		if (next == '/' && html->rest.size > 2)
			return html_bogus(html, 2);
	}
	token->kind = HTML_TEXT;
	token->text = html_take(html, html_find(html->rest, 1, '<'));
	return token;
}

const struct html_attribute *html_attribute(const struct html_token *token,
					    const char *name)
{
	for (unsigned i = 0; i < token->count; i++)
		if (strcmp(token->attributes[i].name, name) == 0)
			return &token->attributes[i];
	return NULL;
}
