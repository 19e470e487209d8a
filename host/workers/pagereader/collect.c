/* collect.c: which tags and attributes of a page name pictures. */
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "collect.h"
#include "css.h"
#include "html.h"
#include "jsonld.h"
#include "srcset.h"

#define COLLECT_VALUE_MAX 65536 /* bytes of an attribute without pictures */

struct collect {
	struct page *page;
	struct html html;
	struct base_buffer value; /* the attribute being read */
	struct base_buffer alt;
	bool linked_data; /* the next raw text is JSON-LD */
	bool style;	  /* within <style> of an <svg> */
};

/* ---- Values ---- */

/* Long values are read only when a picture lies in them. */
static bool collect_is_readable(struct base_view value)
{
	return value.size <= COLLECT_VALUE_MAX ||
	       memmem(value.data, COLLECT_VALUE_MAX, "data:", 5) != NULL;
}

static struct base_view collect_text(struct collect *collect,
				     struct base_view raw, bool references,
				     struct base_buffer *room)
{
	room->size = 0;
	if (room->maximum < raw.size * 3 + 4)
		room->maximum = raw.size * 3 + 4;
	if (charset_decode(raw, collect->page->set, references, room) !=
	    LENS_OK)
		collect->page->short_of_memory = true;
	return base_buffer_view(room);
}

/* An attribute's value in UTF-8, until the next call; empty for none. */
static struct base_view collect_value(struct collect *collect,
				      const struct html_attribute *attribute)
{
	if (attribute == NULL || attribute->value.size == 0 ||
	    !collect_is_readable(attribute->value))
		return (struct base_view){NULL, 0};
	/* The usual large value need not be copied. */
	if (address_has_scheme(attribute->value, "data:") &&
	    memchr(attribute->value.data, '&', attribute->value.size) == NULL)
		return attribute->value;
	return collect_text(collect, attribute->value, true, &collect->value);
}

static struct base_view collect_named(struct collect *collect, const char *name)
{
	return collect_value(collect,
			     html_attribute(&collect->html.token, name));
}

/* Pixels, as far as digits go; 0 for a percentage or none. */
static uint32_t collect_pixels(const struct html_token *token, const char *name)
{
	const struct html_attribute *attribute = html_attribute(token, name);
	struct base_view value =
	    attribute ? attribute->value : (struct base_view){NULL, 0};
	uint32_t pixels = 0;
	size_t at = 0;

	while (at < value.size && html_is_space(value.data[at]))
		at++;
	while (at < value.size && value.data[at] >= '0' &&
	       value.data[at] <= '9' && pixels < 100000000)
		pixels = pixels * 10 + (uint32_t)(value.data[at++] - '0');
	return at < value.size && value.data[at] == '%' ? 0 : pixels;
}

/* True when one of the words of a list is this one. */
static bool collect_has_word(struct base_view list, const char *word)
{
	size_t length = strlen(word);

	for (size_t at = 0; at < list.size;) {
		size_t start;

		while (at < list.size && html_is_space(list.data[at]))
			at++;
		start = at;
		while (at < list.size && !html_is_space(list.data[at]))
			at++;
		if (at - start == length &&
		    strncasecmp((const char *)list.data + start, word,
				length) == 0)
			return true;
	}
	return false;
}

static bool collect_is(struct base_view text, const char *word)
{
	return text.size == strlen(word) &&
	       strncasecmp((const char *)text.data, word, text.size) == 0;
}

/* ---- Style sheets ---- */

void collect_css(struct page *page, struct base_view sheet)
{
	struct page_found found = {.kind = IPC_PAGE_CSS};
	struct css css;

	css_init(&css, sheet);
	while (!page->full && css_next(&css, &found.address))
		page_add(page, &found);
	css_free(&css);
}

static void collect_sheet(struct collect *collect, struct base_view raw)
{
	struct base_view sheet =
	    collect_text(collect, raw, false, &collect->value);

	collect_css(collect->page, sheet);
}

/* ---- Attributes with addresses ---- */

enum collect_how {
	COLLECT_ADDRESS,
	COLLECT_NAMED, /* an address, when it is named as a picture is */
	COLLECT_SRCSET,
	COLLECT_STYLE, /* url(), or an address alone */
};

static const struct collect_rule {
	const char *tag; /* NULL: any */
	const char *attribute;
	enum ipc_page_kind kind;
	enum collect_how how;
	bool foreign; /* in svg only */
} collect_rules[] = {
    {"img", "src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {"image", "src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"image", "srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {"image", "href", IPC_PAGE_SVG, COLLECT_ADDRESS, true},
    {"image", "xlink:href", IPC_PAGE_SVG, COLLECT_ADDRESS, true},
    {"feimage", "href", IPC_PAGE_SVG, COLLECT_ADDRESS, true},
    {"feimage", "xlink:href", IPC_PAGE_SVG, COLLECT_ADDRESS, true},
    {"amp-img", "src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"amp-img", "srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {"source", "srcset", IPC_PAGE_SOURCE, COLLECT_SRCSET, false},
    {"source", "src", IPC_PAGE_SOURCE, COLLECT_NAMED, false},
    {"input", "src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"video", "poster", IPC_PAGE_POSTER, COLLECT_ADDRESS, false},
    {"amp-video", "poster", IPC_PAGE_POSTER, COLLECT_ADDRESS, false},
    {"object", "data", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {"embed", "src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {"a", "href", IPC_PAGE_ANCHOR, COLLECT_NAMED, false},
    {"area", "href", IPC_PAGE_ANCHOR, COLLECT_NAMED, false},
    {NULL, "background", IPC_PAGE_CSS, COLLECT_ADDRESS, false},
    {NULL, "style", IPC_PAGE_CSS, COLLECT_STYLE, false},
    /* What scripts load when it is scrolled to. */
    {"img", "data-src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-original", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-lazy", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-lazy-src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-lazyload", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-delayed-url", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-iurl", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"img", "data-actualsrc", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {NULL, "data-src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-lazy-src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-original", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-original-src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-full-src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-hi-res-src", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-large-file", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-orig-file", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-image", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-img", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-thumb", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-zoom-image", IPC_PAGE_IMG, COLLECT_NAMED, false},
    {NULL, "data-poster", IPC_PAGE_POSTER, COLLECT_NAMED, false},
    {NULL, "data-srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {NULL, "data-lazy-srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {NULL, "data-bg", IPC_PAGE_CSS, COLLECT_STYLE, false},
    {NULL, "data-background", IPC_PAGE_CSS, COLLECT_STYLE, false},
    {NULL, "data-background-image", IPC_PAGE_CSS, COLLECT_STYLE, false},
};

/* A set of first letters, which tells quickly that a name is not there. */
static uint32_t collect_initials(const struct html_token *token)
{
	uint32_t initials = 0;

	for (unsigned i = 0; i < token->count; i++)
		initials |= 1u << (token->attributes[i].name[0] & 31);
	return initials;
}

static bool collect_applies(const struct collect *collect,
			    const struct collect_rule *rule, uint32_t initials)
{
	const char *tag = collect->html.token.name;

	if ((initials >> (rule->attribute[0] & 31) & 1) == 0)
		return false;

	if (rule->tag == NULL)
		return true;
	return rule->tag[0] == tag[0] && strcmp(rule->tag, tag) == 0 &&
	       (strcmp(tag, "image") != 0 ||
		rule->foreign == html_is_foreign(&collect->html));
}

static void collect_style(struct collect *collect, struct base_view value)
{
	struct page_found found = {
	    .kind = IPC_PAGE_CSS, .address = value, .picky = true};

	if (value.size > 0 && memchr(value.data, '(', value.size) != NULL)
		collect_css(collect->page, value);
	else
		page_add(collect->page, &found);
}

static void collect_rule(struct collect *collect,
			 const struct collect_rule *rule,
			 const struct html_attribute *attribute)
{
	const struct html_token *token = &collect->html.token;
	const struct html_attribute *alt = html_attribute(token, "alt");
	struct page_found found = {.kind = rule->kind};

	found.address = collect_value(collect, attribute);
	if (found.address.size == 0)
		return;
	if (rule->how == COLLECT_STYLE) {
		collect_style(collect, found.address);
		return;
	}
	found.picky = rule->how == COLLECT_NAMED &&
		      !address_has_scheme(found.address, "data:");
	if (rule->kind != IPC_PAGE_CSS && rule->kind != IPC_PAGE_ANCHOR) {
		found.width = collect_pixels(token, "width");
		found.height = collect_pixels(token, "height");
	}
	if (rule->how == COLLECT_SRCSET) {
		uint32_t width;

		found.address = srcset_largest(found.address, &width);
		if (width > 0) {
			found.width = width;
			found.height = 0;
		}
	}
	if (alt != NULL && alt->value.size > 0 &&
	    alt->value.size <= COLLECT_VALUE_MAX)
		found.alt =
		    collect_text(collect, alt->value, true, &collect->alt);
	page_add(collect->page, &found);
}

/* ---- Tags with ways of their own ---- */

static void collect_base(struct collect *collect)
{
	struct base_view href = collect_named(collect, "href");

	if (href.size == 0 || collect->page->based)
		return;
	collect->page->based = true;
	page_set_base(collect->page, href);
}

static void collect_charset(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	const struct html_attribute *charset = html_attribute(token, "charset");
	const struct html_attribute *equiv =
	    html_attribute(token, "http-equiv");
	const struct html_attribute *content = html_attribute(token, "content");

	if (collect->page->set != CHARSET_UNKNOWN)
		return;
	if (charset != NULL)
		collect->page->set = charset_of(charset->value);
	else if (equiv != NULL && content != NULL &&
		 collect_is(equiv->value, "content-type"))
		collect->page->set = charset_of(charset_in(content->value));
}

static void collect_meta(struct collect *collect)
{
	static const char *const names[] = {
	    "og:image",	     "og:image:url",	  "og:image:secure_url",
	    "twitter:image", "twitter:image:src", "twitter:image0",
	    "image",	     "thumbnailurl",	  "thumbnail"};
	static const char *const keys[] = {"property", "name", "itemprop"};
	struct page_found found = {.kind = IPC_PAGE_META};
	bool names_one = false;

	collect_charset(collect);
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct base_view key = collect_named(collect, keys[k]);

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			names_one |= collect_has_word(key, names[i]);
	}
	if (!names_one)
		return;
	found.address = collect_named(collect, "content");
	if (found.address.size > 0)
		page_add(collect->page, &found);
}

/* "180x180": both sides, 0 for "any". */
static void collect_sizes(struct collect *collect, struct page_found *found)
{
	struct base_view sizes = collect_named(collect, "sizes");
	uint32_t side = 0;

	for (size_t i = 0; i < sizes.size; i++) {
		uint8_t c = sizes.data[i];

		if (c >= '0' && c <= '9' && side < 100000)
			side = side * 10 + (c - '0');
		else
			side = 0;
		if (side > found->width)
			found->width = found->height = side;
	}
}

static void collect_link(struct collect *collect)
{
	struct page_found found = {.kind = IPC_PAGE_LINK};
	struct base_view rel = collect_named(collect, "rel");
	bool icon =
	    collect_has_word(rel, "icon") || collect_has_word(rel, "mask-icon");
	bool touch = collect_has_word(rel, "apple-touch-icon") ||
		     collect_has_word(rel, "apple-touch-icon-precomposed");
	bool image = collect_has_word(rel, "image_src");
	bool preload = collect_has_word(rel, "preload");
	uint32_t width;

	if (preload)
		preload = collect_is(collect_named(collect, "as"), "image");
	if (!image)
		image = collect_has_word(collect_named(collect, "itemprop"),
					 "image");
	if (!icon && !touch && !image && !preload)
		return;
	if (icon || touch)
		collect_sizes(collect, &found);
	found.icon = icon && found.width <= PAGE_ICON_MAX;
	found.address = collect_named(collect, "href");
	if (found.address.size > 0)
		page_add(collect->page, &found);
	if (!preload)
		return;
	found.address =
	    srcset_largest(collect_named(collect, "imagesrcset"), &width);
	found.width = width;
	if (found.address.size > 0)
		page_add(collect->page, &found);
}

static void collect_open(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	uint32_t initials = collect_initials(token);

	collect->page->tags++;
	if (strcmp(token->name, "base") == 0)
		collect_base(collect);
	else if (strcmp(token->name, "meta") == 0)
		collect_meta(collect);
	else if (strcmp(token->name, "link") == 0)
		collect_link(collect);
	else if (strcmp(token->name, "script") == 0)
		collect->linked_data = collect_has_word(
		    collect_named(collect, "type"), "application/ld+json");
	else if (strcmp(token->name, "style") == 0)
		collect->style = html_is_foreign(&collect->html);
	for (size_t i = 0; token->count > 0 && !collect->page->full &&
			   i < sizeof(collect_rules) / sizeof(collect_rules[0]);
	     i++) {
		const struct html_attribute *attribute;

		if (!collect_applies(collect, &collect_rules[i], initials))
			continue;
		attribute = html_attribute(token, collect_rules[i].attribute);
		if (attribute != NULL && attribute->value.size > 0)
			collect_rule(collect, &collect_rules[i], attribute);
	}
}

/* ---- Texts ---- */

static void collect_json(void *context, struct base_view address)
{
	struct collect *collect = context;
	struct page_found found = {.kind = IPC_PAGE_JSON_LD,
				   .address = address};

	if (!collect->page->full)
		page_add(collect->page, &found);
}

static void collect_raw(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	char *title = collect->page->answer->title;

	if (strcmp(token->name, "style") == 0)
		collect_sheet(collect, token->text);
	else if (strcmp(token->name, "title") == 0 && title[0] == '\0' &&
		 token->text.size <= COLLECT_VALUE_MAX)
		page_line(title, collect_text(collect, token->text, true,
					      &collect->value));
	else if (strcmp(token->name, "script") == 0 && collect->linked_data)
		jsonld_read(
		    collect_text(collect, token->text, false, &collect->value),
		    collect_json, collect);
}

/* "saved from url=(0023)https://example.com/", as Chromium and IE write it. */
static void collect_comment(struct collect *collect)
{
	static const char mark[] = "saved from url=(";
	struct base_view text = collect->html.token.text;
	char *url = collect->page->answer->url;
	struct base_buffer clean;
	const uint8_t *from;

	while (text.size > 0 && html_is_space(text.data[0]))
		text = base_view_part(text, 1, text.size - 1);
	if (url[0] != '\0' || !base_view_starts(text, mark, sizeof(mark) - 1) ||
	    text.size > IPC_ADDRESS_MAX)
		return;
	from = memchr(text.data, ')', text.size);
	if (from == NULL)
		return;
	text.size -= (size_t)(from + 1 - text.data);
	text.data = from + 1;
	base_buffer_init(&clean, IPC_ADDRESS_MAX - 1);
	if (address_clean(text, &clean) == LENS_OK &&
	    (address_has_scheme(base_buffer_view(&clean), "http:") ||
	     address_has_scheme(base_buffer_view(&clean), "https:")))
		memcpy(url, clean.data, clean.size);
	base_buffer_free(&clean);
}

void collect_html(struct page *page, struct base_view html)
{
	struct collect *collect = base_alloc(1, sizeof(*collect));
	const struct html_token *token;

	collect->page = page;
	html_init(&collect->html, html);
	while (!page->full &&
	       (token = html_next(&collect->html))->kind != HTML_END) {
		if (token->kind == HTML_OPEN)
			collect_open(collect);
		else if (token->kind == HTML_RAW)
			collect_raw(collect);
		else if (token->kind == HTML_COMMENT)
			collect_comment(collect);
		else if (token->kind == HTML_TEXT && collect->style)
			collect_sheet(collect, token->text);
		else if (token->kind == HTML_CLOSE && collect->style)
			collect->style = strcmp(token->name, "style") != 0;
	}
	base_buffer_free(&collect->value);
	base_buffer_free(&collect->alt);
	free(collect);
}
