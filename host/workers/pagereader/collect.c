/* collect.c: which tags and attributes of a page name pictures. */
#include <stdlib.h>
#include <string.h>

#include "collect.h"
#include "css.h"
#include "facts.h"
#include "handed.h"
#include "html.h"
#include "jsonld.h"
#include "leads.h"
#include "marked.h"
#include "rules.h"
#include "srcset.h"
#include "state.h"
#include <lenscap/base_address.h>

#define COLLECT_VALUE_MAX 65536 /* bytes of an attribute without pictures */
#define COLLECT_STYLE_MAX 4096	/* of a style that may hide an element */
#define COLLECT_BARE 200	/* letters of a page with hardly a word */
#define COLLECT_DEEPEST 3	/* documents within attributes of each other */
#define COLLECT_LINKS_MAX (128u << 10)
#define COLLECT_WORDS_MAX (1u << 20) /* bytes of a document's text */
#define COLLECT_STATES_MAX 200	     /* pictures of JSON of scripts */

struct collect {
	struct page *page;
	struct html html;
	struct base_buffer value; /* the attribute being read */
	struct base_buffer alt;
	struct base_buffer heading; /* the text of <h1>, so far */
	char level[3];		    /* "h1", within one; else "" */
	bool linked_data;	    /* the next raw text is JSON-LD */
	bool data;		    /* ... is other JSON */
	unsigned states;	    /* pictures of such JSON, so far */
	bool program;		    /* the next raw text is a script to run */
	bool style;		    /* within <style> of an <svg> */
	bool noscript;	 /* within what browsers with scripts do not show */
	bool demands;	 /* which there says that scripts are needed */
	unsigned inert;	 /* templates around, which only scripts show */
	bool linked;	 /* within an <a> to a picture, which is this one */
	unsigned anchor; /* that picture */
	bool choice;	 /* within a <picture>, of which one is shown */
	unsigned chosen; /* the first of it */
	struct leads leads;
	struct marked *marked; /* what elements are marked as */
	bool ended;	       /* an element within a line has, nothing since */
	bool parted;	       /* ... and another has begun */
	unsigned letters;      /* of the last text, where it ends in one */
	struct base_buffer words; /* what is to be read, a line a matter */
	struct base_buffer links; /* addresses of other sites, a line each */
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
	if (base_address_has_scheme(attribute->value, "data:") &&
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

static void collect_urls(struct page *page, struct base_view sheet, bool hidden)
{
	struct page_found found = {.kind = IPC_PAGE_CSS, .hidden = hidden};
	struct css css;

	css_init(&css, sheet);
	while (!page->full && css_next(&css, &found.address)) {
		page->element = PAGE_NONE; /* each is a picture of its own */
		if (css.import)
			page_add_link(page, IPC_PAGE_SHEET, found.address);
		else
			page_add(page, &found);
	}
	css_free(&css);
}

void collect_css(struct page *page, struct base_view sheet)
{
	collect_urls(page, sheet, false);
}

static void collect_sheet(struct collect *collect, struct base_view raw)
{
	struct base_view sheet =
	    collect_text(collect, raw, false, &collect->value);

	collect_urls(collect->page, sheet, collect->inert > 0);
}

/* ---- Attributes with addresses ---- */

enum collect_how {
	COLLECT_ADDRESS,
	COLLECT_NAMED,	 /* an address, when it is named as a picture is */
	COLLECT_TYPED,	 /* the same, or when its type is a picture's */
	COLLECT_UNENDED, /* the same, or when it has no ending */
	COLLECT_SRCSET,
	COLLECT_STYLE, /* url(), or an address alone */
};

#define COLLECT_OWN "-" /* <my-avatar>: what a page's script shows as <img> */

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
    {COLLECT_OWN, "src", IPC_PAGE_IMG, COLLECT_UNENDED, false},
    {COLLECT_OWN, "srcset", IPC_PAGE_SRCSET, COLLECT_SRCSET, false},
    {"source", "srcset", IPC_PAGE_SOURCE, COLLECT_SRCSET, false},
    {"source", "src", IPC_PAGE_SOURCE, COLLECT_NAMED, false},
    {"input", "src", IPC_PAGE_IMG, COLLECT_ADDRESS, false},
    {"video", "poster", IPC_PAGE_POSTER, COLLECT_ADDRESS, false},
    {"amp-video", "poster", IPC_PAGE_POSTER, COLLECT_ADDRESS, false},
    {"object", "data", IPC_PAGE_IMG, COLLECT_TYPED, false},
    {"embed", "src", IPC_PAGE_IMG, COLLECT_TYPED, false},
    {"a", "href", IPC_PAGE_ANCHOR, COLLECT_NAMED, false},
    {"area", "href", IPC_PAGE_ANCHOR, COLLECT_NAMED, false},
    {NULL, "background", IPC_PAGE_CSS, COLLECT_ADDRESS, false},
    {NULL, "style", IPC_PAGE_CSS, COLLECT_STYLE, false},
};

/* The elements of a page's own making have a hyphen in their names. */
static bool collect_is_own(const char *tag)
{
	return strchr(tag, '-') != NULL;
}

static bool collect_is_own_image(const char *tag)
{
	return collect_is_own(tag) &&
	       rules_within(RULES_ELEMENT, base_view_of(tag));
}

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
	if (strcmp(rule->tag, COLLECT_OWN) == 0)
		return collect_is_own_image(tag);
	return rule->tag[0] == tag[0] && strcmp(rule->tag, tag) == 0 &&
	       (strcmp(tag, "image") != 0 ||
		rule->foreign == html_is_foreign(&collect->html));
}

static void collect_style(struct collect *collect, struct base_view value,
			  bool hidden)
{
	struct page_found found = {.kind = IPC_PAGE_CSS,
				   .address = value,
				   .hidden = hidden,
				   .picky = true};

	if (value.size > 0 && memchr(value.data, '(', value.size) != NULL)
		collect_urls(collect->page, value, hidden);
	else
		page_add(collect->page, &found);
}

/* ---- What no browser shows ---- */

/* The value of a property in a style without blanks: "width:"; NULL: none. */
static const char *collect_property(const char *style, const char *name)
{
	const char *at = style;

	while ((at = strstr(at, name)) != NULL) {
		if (at == style || at[-1] == ';')
			return at + strlen(name);
		at += strlen(name);
	}
	return NULL;
}

/* A length of no pixel, or of one: "0", "1px"; not "0.5em" or "100%". */
static bool collect_is_dot(const char *value)
{
	return value != NULL && (value[0] == '0' || value[0] == '1') &&
	       (value[1] == '\0' || value[1] == ';' ||
		strncmp(value + 1, "px", 2) == 0);
}

static bool collect_style_hides(const struct html_attribute *style)
{
	char text[COLLECT_STYLE_MAX];
	size_t used = 0;
	const char *display, *visibility;

	if (style == NULL || style->value.size >= sizeof(text))
		return false;
	for (size_t i = 0; i < style->value.size; i++) {
		uint8_t c = style->value.data[i];

		if (!html_is_space(c))
			text[used++] =
			    (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	text[used] = '\0';
	display = collect_property(text, "display:");
	visibility = collect_property(text, "visibility:");
	return (display != NULL && strncmp(display, "none", 4) == 0) ||
	       (visibility != NULL && strncmp(visibility, "hidden", 6) == 0) ||
	       (collect_is_dot(collect_property(text, "width:")) &&
		collect_is_dot(collect_property(text, "height:")));
}

/* One pixel on a side, as a counter or a placeholder has it. */
static bool collect_is_counter(const struct html_token *token)
{
	static const char *const sides[] = {"width", "height"};

	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
		const struct html_attribute *side =
		    html_attribute(token, sides[i]);

		if (side != NULL && side->value.size > 0 &&
		    (side->value.data[0] == '0' ||
		     side->value.data[0] == '1') &&
		    collect_pixels(token, sides[i]) <= 1 &&
		    side->value.data[side->value.size - 1] != '%')
			return true;
	}
	return false;
}

static bool collect_hides(const struct html_token *token)
{
	return collect_is_counter(token) ||
	       html_attribute(token, "hidden") != NULL ||
	       collect_style_hides(html_attribute(token, "style"));
}

/*
 * Whether a browser shows or asks for this to nobody.  In a noscript stands
 * what counts visits, but also the photo that a script loads later.
 */
static bool collect_is_hidden(const struct collect *collect,
			      struct base_view address)
{
	const struct html_token *token = &collect->html.token;

	if (collect->inert > 0 || collect_hides(token))
		return true;
	return collect->noscript && !base_address_names_picture(address) &&
	       collect_pixels(token, "width") == 0;
}

/* ---- One attribute ---- */

static void collect_alt(struct collect *collect, struct page_found *found)
{
	const struct html_attribute *alt =
	    html_attribute(&collect->html.token, "alt");

	if (alt != NULL && alt->value.size > 0 &&
	    alt->value.size <= COLLECT_VALUE_MAX)
		found->alt =
		    collect_text(collect, alt->value, true, &collect->alt);
}

static void collect_set(struct page_found *found)
{
	uint32_t width;

	found->address = srcset_largest(found->address, &width);
	if (width > 0) {
		found->width = width;
		found->height = 0;
		found->box = false;
	}
}

static bool collect_is_typed(const struct html_token *token)
{
	const struct html_attribute *type = html_attribute(token, "type");

	return type != NULL && base_address_has_scheme(type->value, "image/") &&
	       !base_address_has_scheme(type->value, "image/svg");
}

/* Whether only a picture's name makes it one. */
static bool collect_is_picky(enum collect_how how,
			     const struct html_token *token,
			     struct base_view address)
{
	if (base_address_has_scheme(address, "data:"))
		return false;
	return how == COLLECT_NAMED ||
	       (how == COLLECT_TYPED && !collect_is_typed(token)) ||
	       (how == COLLECT_UNENDED && base_address_has_ending(address));
}

static void collect_rule(struct collect *collect,
			 const struct collect_rule *rule,
			 const struct html_attribute *attribute)
{
	const struct html_token *token = &collect->html.token;
	struct page_found found = {.kind = rule->kind, .box = true};
	unsigned before = collect->page->element;

	found.address = collect_value(collect, attribute);
	if (found.address.size == 0)
		return;
	found.hidden = collect_is_hidden(collect, found.address);
	if (rule->how == COLLECT_STYLE) {
		collect_style(collect, found.address, found.hidden);
		return;
	}
	found.picky = collect_is_picky(rule->how, token, found.address);
	if (rule->kind != IPC_PAGE_CSS && rule->kind != IPC_PAGE_ANCHOR) {
		found.width = collect_pixels(token, "width");
		found.height = collect_pixels(token, "height");
	}
	if (rule->how == COLLECT_SRCSET)
		collect_set(&found);
	collect_alt(collect, &found);
	page_add(collect->page, &found);
	/* What is in a link to a picture is that picture. */
	if (rule->kind == IPC_PAGE_ANCHOR && before == PAGE_NONE &&
	    collect->page->element != PAGE_NONE) {
		collect->linked = true;
		collect->anchor = collect->page->element;
	}
}

/* ---- What scripts put in when it is scrolled to ---- */

static bool collect_is_image(const char *tag)
{
	return strcmp(tag, "img") == 0 || strcmp(tag, "image") == 0 ||
	       collect_is_own_image(tag);
}

/* A text that may be an address: no data, no template, no plain word. */
static bool collect_may_lead(struct base_view value)
{
	return value.size > 0 && value.data[0] != '{' && value.data[0] != '[' &&
	       value.data[0] != '<' &&
	       (memchr(value.data, '.', value.size) != NULL ||
		memchr(value.data, '/', value.size) != NULL) &&
	       !rules_within(RULES_TEMPLATE, value);
}

/* "/me.jpg", and not "me.jpg at the sea". */
static bool collect_is_path(struct base_view value)
{
	for (size_t i = 0; i < value.size; i++)
		if (html_is_space(value.data[i]))
			return false;
	return memchr(value.data, '/', value.size) != NULL;
}

/* Attributes that are read otherwise, or mean something else. */
static bool collect_is_plain(struct base_view name)
{
	static const char *const names[] = {
	    "src",   "srcset", "href",	     "alt",	  "style",
	    "title", "class",  "id",	     "width",	  "height",
	    "sizes", "poster", "data",	     "type",	  "usemap",
	    "value", "name",   "background", "xlink:href"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (name.size == strlen(names[i]) &&
		    memcmp(name.data, names[i], name.size) == 0)
			return true;
	return false;
}

/* "a.jpg 1x, b.jpg 2x" in an attribute of any name. */
static bool collect_is_list(struct base_view name, struct base_view value)
{
	return (name.size > 3 &&
		memcmp(name.data + name.size - 3, "set", 3) == 0) ||
	       (memchr(value.data, ',', value.size) != NULL &&
		memchr(value.data, ' ', value.size) != NULL &&
		!base_address_names_picture(value));
}

/* "a.jpg|a2.jpg": the second is for screens with more pixels (b-lazy). */
static struct base_view collect_denser(struct base_view value)
{
	const uint8_t *bar = NULL;
	struct base_view denser;
	size_t at;

	if (value.size > 0)
		bar = memrchr(value.data, '|', value.size);
	if (bar == NULL)
		return value;
	at = (size_t)(bar - value.data);
	denser = base_view_part(value, at + 1, value.size - at - 1);
	return base_address_names_picture(denser) &&
		       base_address_names_picture(base_view_part(value, 0, at))
		   ? denser
		   : value;
}

static void collect_later(struct collect *collect,
			  const struct html_attribute *attribute)
{
	const struct html_token *token = &collect->html.token;
	struct base_view name = base_view_of(attribute->name);
	struct page_found found = {.kind = IPC_PAGE_IMG, .picky = true};
	bool image = collect_is_image(token->name);
	bool own = collect_is_own(token->name);
	bool named = strncmp(attribute->name, "data-", 5) == 0 || image;

	if (own ? strcmp(attribute->name, "style") == 0
		: collect_is_plain(name) || !named)
		return;
	found.hidden = collect->inert > 0 || (own && collect_hides(token));
	found.address = collect_denser(collect_value(collect, attribute));
	if (!collect_may_lead(found.address) ||
	    (!named && !collect_is_path(found.address)))
		return;
	if (rules_has(RULES_LAZY_STYLE, name) ||
	    memmem(found.address.data, found.address.size, "url(", 4) != NULL) {
		collect_style(collect, found.address, found.hidden);
		return;
	}
	if (rules_has(RULES_LAZY_SET, name)) {
		found.kind = IPC_PAGE_SRCSET;
		found.picky = false;
		collect_set(&found);
	} else if (image && rules_has(RULES_LAZY, name)) {
		found.picky = false;
	} else if (collect_is_list(name, found.address)) {
		collect_set(&found);
	}
	found.picky = found.picky &&
		      !base_address_has_scheme(found.address, "data:image/");
	collect_alt(collect, &found);
	if (found.address.size > 0)
		page_add(collect->page, &found);
}

/* ---- What scripts are given ---- */

static void collect_state_one(void *context, struct base_view address)
{
	struct collect *collect = context;
	struct page *page = collect->page;
	struct page_found found = {
	    .kind = IPC_PAGE_STATE,
	    .address = address,
	    .hidden = true,
	    .beyond = collect->states == COLLECT_STATES_MAX,
	};
	unsigned before = page->answer->count, element = page->element;

	page->element = PAGE_NONE; /* each is a picture of its own */
	page_add(page, &found);
	page->element = element;
	collect->states += page->answer->count - before;
}

/* <div data-props='{"avatar": "/me.jpg"}'>, in an attribute of any name. */
static void collect_state(struct collect *collect,
			  const struct html_attribute *attribute)
{
	struct base_buffer text;

	if (!state_may_be(attribute->value))
		return;
	base_buffer_init(&text, 0);
	state_read(collect_text(collect, attribute->value, true, &text), false,
		   collect_state_one, collect);
	base_buffer_free(&text);
}

/* ---- Documents within the page ---- */

/* A whole document in an attribute: <iframe srcdoc>. */
static void collect_inner(struct collect *collect, struct base_view html)
{
	struct page *page = collect->page;
	enum charset set = page->set;
	bool based = page->based;
	unsigned element = page->element;
	char *link = page->link;

	if (page->depth == COLLECT_DEEPEST)
		return;
	page->depth++;
	page->set = CHARSET_UTF8;
	page->based = true; /* its <base> is its own */
	page->link = NULL;
	collect_html(page, html);
	free(page->link);
	page->link = link;
	page->element = element;
	page->based = based;
	page->set = set;
	page->depth--;
}

static void collect_frame(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	const struct html_attribute *srcdoc = html_attribute(token, "srcdoc");
	struct base_view src;

	/* Frames that count who looks are no part of what is shown. */
	if (collect->noscript || collect->inert > 0 || collect_hides(token))
		return;
	if (srcdoc != NULL) {
		struct base_buffer text;

		base_buffer_init(&text, 0);
		collect_inner(
		    collect, collect_text(collect, srcdoc->value, true, &text));
		base_buffer_free(&text);
		return;
	}
	src = collect_named(collect, "src");
	/* A script puts it in when it is scrolled to. */
	if (src.size == 0 || base_address_has_scheme(src, "about:"))
		src = collect_named(collect, "data-src");
	if (src.size > 0)
		page_add_link(collect->page, IPC_PAGE_FRAME, src);
}

/* A page in an <object> or <embed> is a frame by another name. */
static void collect_embedded(struct collect *collect)
{
	bool object = collect->html.token.name[0] == 'o';
	struct base_view address;

	if (!collect_is(collect_named(collect, "type"), "text/html"))
		return;
	address = collect_named(collect, object ? "data" : "src");
	if (address.size > 0)
		page_add_link(collect->page, IPC_PAGE_FRAME, address);
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

/* True when one of the words names a page's picture. */
static bool collect_words_has(struct base_view list)
{
	for (size_t at = 0; at < list.size;) {
		size_t start;

		while (at < list.size && html_is_space(list.data[at]))
			at++;
		start = at;
		while (at < list.size && !html_is_space(list.data[at]))
			at++;
		if (rules_has(RULES_META,
			      base_view_part(list, start, at - start)))
			return true;
	}
	return false;
}

/* Whether the page itself shows or does this, for everybody. */
static bool collect_counts(const struct collect *collect)
{
	return !collect->noscript && collect->inert == 0 &&
	       collect->page->depth == 0;
}

static void collect_meta_refresh(struct collect *collect)
{
	const struct html_attribute *equiv =
	    html_attribute(&collect->html.token, "http-equiv");

	if (equiv != NULL && collect_counts(collect) &&
	    collect_is(equiv->value, "refresh"))
		collect_refresh(collect->page,
				collect_named(collect, "content"));
}

static void collect_meta(struct collect *collect)
{
	static const char *const keys[] = {"property", "name", "itemprop"};
	struct page_found found = {.kind = IPC_PAGE_META};
	struct base_view content = {NULL, 0};
	const struct html_attribute *said =
	    html_attribute(&collect->html.token, "content");
	bool names_one = false;

	collect_charset(collect);
	collect_meta_refresh(collect);
	if (said != NULL && said->value.size <= COLLECT_STYLE_MAX)
		content =
		    collect_text(collect, said->value, true, &collect->alt);
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct base_view key = collect_named(collect, keys[k]);

		names_one |= collect_words_has(key);
		facts_meta(collect->page, key, content);
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

/* What says that another page is this one, or is of the same person. */
static void collect_rel(struct collect *collect, struct base_view rel)
{
	const char *name = collect_has_word(rel, "canonical") ? "canonical"
			   : collect_has_word(rel, "me")      ? "me"
							      : NULL;

	if (name != NULL && collect->page->depth == 0)
		page_tell_address(collect->page, IPC_PAGE_REL, 0, name,
				  collect_named(collect, "href"));
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
	bool preload = collect_has_word(rel, "preload"), sheet;
	uint32_t width;

	collect_rel(collect, rel);
	rel = collect_named(collect, "rel");
	/* A script of the page makes a sheet of it, or is it. */
	sheet = collect_has_word(rel, "stylesheet") &&
		!collect_has_word(rel, "alternate");
	if (preload)
		sheet |= collect_is(collect_named(collect, "as"), "style");
	if (preload)
		preload = collect_is(collect_named(collect, "as"), "image");
	rel = collect_named(collect, "rel");
	collect->page->answer->scripts +=
	    collect_has_word(rel, "modulepreload");
	if (!image)
		image = collect_has_word(collect_named(collect, "itemprop"),
					 "image");
	if (sheet) {
		found.address = collect_named(collect, "href");
		if (found.address.size > 0)
			page_add_link(collect->page, IPC_PAGE_SHEET,
				      found.address);
		return;
	}
	if (!icon && !touch && !image && !preload)
		return;
	if (icon || touch)
		collect_sizes(collect, &found);
	/* The site's sign, in whatever size. */
	found.icon = icon || touch;
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

/* A script that a browser runs, and not data. */
static bool collect_runs(struct collect *collect)
{
	struct base_view type = collect_named(collect, "type");

	return type.size == 0 || collect_is(type, "module") ||
	       base_address_has_scheme(type, "text/javascript") ||
	       base_address_has_scheme(type, "application/javascript") ||
	       base_address_has_scheme(type, "application/x-javascript");
}

/* "application/json", "text/x-json", "application/vnd.example.state+json" */
static bool collect_is_json(struct base_view type)
{
	for (size_t i = 0; i + 4 <= type.size; i++)
		if (strncasecmp((const char *)type.data + i, "json", 4) == 0)
			return true;
	return false;
}

static void collect_script(struct collect *collect)
{
	collect->program = collect_runs(collect);
	/* Its parameters are passed over, as search engines do. */
	collect->linked_data = base_address_has_scheme(
	    collect_named(collect, "type"), "application/ld+json");
	collect->data = !collect->linked_data &&
			collect_is_json(collect_named(collect, "type"));
	if (collect->program &&
	    html_attribute(&collect->html.token, "src") != NULL) {
		collect->page->answer->scripts++;
		collect->program = false;
		collect->leads.outside = true;
	}
}

static void collect_body(struct collect *collect)
{
	leads_script(&collect->leads, collect_named(collect, "onload"));
}

/* Where links lead to: other sites have people's names in theirs. */
static void collect_leads(struct collect *collect)
{
	struct base_view href = collect_named(collect, "href");
	size_t before = collect->links.size;

	if (href.size >= IPC_TEXT_MAX ||
	    (!base_address_has_scheme(href, "http:") &&
	     !base_address_has_scheme(href, "https:")))
		return;
	if (base_buffer_add(&collect->links, href.data, href.size) != LENS_OK ||
	    base_buffer_add(&collect->links, "\n", 1) != LENS_OK)
		collect->links.size = before;
}

static void collect_anchor(struct collect *collect)
{
	collect->linked = false;
	collect_rel(collect, collect_named(collect, "rel"));
	facts_reach(collect->page, collect_named(collect, "href"));
	if (collect_counts(collect)) {
		facts_veiled(collect->page,
			     collect_named(collect, "data-cfemail"));
		collect_leads(collect);
	}
	page_set_link(collect->page, collect_named(collect, "href"));
}

static void collect_input(struct collect *collect)
{
	if (collect_is(collect_named(collect, "type"), "password"))
		collect->page->answer->password = true;
	/* By itself, too, where the password comes next. */
	if (collect_has_word(collect_named(collect, "autocomplete"),
			     "username"))
		collect->page->answer->named = true;
}

static void collect_canvas(struct collect *collect)
{
	collect->page->answer->canvases++;
}

static void collect_heading(struct collect *collect)
{
	if (collect->page->depth > 0)
		return;
	memcpy(collect->level, collect->html.token.name, 3);
	collect->heading.size = 0;
}

static void collect_heading_text(struct collect *collect, struct base_view raw)
{
	if (raw.size > COLLECT_STYLE_MAX)
		raw.size = COLLECT_STYLE_MAX;
	collect->heading.maximum = (size_t)4 * COLLECT_STYLE_MAX;
	/* What is longer is no name. */
	(void)!charset_decode(raw, collect->page->set, true, &collect->heading);
}

static void collect_picture(struct collect *collect)
{
	collect->choice = true;
	collect->chosen = PAGE_NONE;
}

static void collect_noscript(struct collect *collect)
{
	collect->noscript = true;
}

/* What is in a template only scripts show, but for that of a shadow root. */
static void collect_template(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;

	if (collect->inert > 0 ||
	    (html_attribute(token, "shadowrootmode") == NULL &&
	     html_attribute(token, "shadowroot") == NULL))
		collect->inert++;
}

static void collect_svg_style(struct collect *collect)
{
	collect->style = html_is_foreign(&collect->html);
}

/* What some tags mean beside their attributes. */
static const struct {
	const char *tag;
	void (*open)(struct collect *collect);
} collect_tags[] = {
    {"base", collect_base},	    {"meta", collect_meta},
    {"link", collect_link},	    {"script", collect_script},
    {"style", collect_svg_style},   {"a", collect_anchor},
    {"input", collect_input},	    {"canvas", collect_canvas},
    {"iframe", collect_frame},	    {"frame", collect_frame},
    {"object", collect_embedded},   {"embed", collect_embedded},
    {"noscript", collect_noscript}, {"picture", collect_picture},
    {"h1", collect_heading},	    {"h2", collect_heading},
    {"template", collect_template}, {"body", collect_body},
};

static void collect_attributes(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	uint32_t initials = collect_initials(token);

	for (size_t i = 0; i < sizeof(collect_rules) / sizeof(collect_rules[0]);
	     i++) {
		const struct html_attribute *attribute;

		if (!collect_applies(collect, &collect_rules[i], initials))
			continue;
		attribute = html_attribute(token, collect_rules[i].attribute);
		if (attribute != NULL && attribute->value.size > 0)
			collect_rule(collect, &collect_rules[i], attribute);
	}
	for (unsigned i = 0; i < token->count; i++) {
		collect_later(collect, &token->attributes[i]);
		collect_state(collect, &token->attributes[i]);
	}
}

/* Most elements end a line of what is read; those within one do not. */
static void collect_break(struct collect *collect)
{
	struct base_buffer *words = &collect->words;

	if (rules_has(RULES_INLINE, base_view_of(collect->html.token.name)))
		return;
	if (words->size > 0 && words->data[words->size - 1] != '\n')
		(void)!base_buffer_add(words, "\n", 1);
	if (collect->level[0] != '\0')
		(void)!base_buffer_add(&collect->heading, " ", 1);
}

static bool collect_is_letter(uint8_t c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/*
 * "<span>Jane Doe</span><span>Berlin</span>": styles put room between them,
 * of which the source has none.  Single letters are parts of a word.
 */
static bool collect_parts(struct collect *collect, struct base_view text)
{
	bool parts = collect->parted && collect->letters > 1 && text.size > 0 &&
		     collect_is_letter(text.data[0]);
	size_t at = text.size;

	collect->letters = 0;
	while (at > 0 && collect->letters < 2 &&
	       collect_is_letter(text.data[at - 1]))
		collect->letters += (text.data[--at] & 0xc0) != 0x80;
	collect->ended = collect->parted = false;
	return parts;
}

/* A line breaks where elements do, and not where the source does. */
static void collect_words(struct collect *collect, struct base_view raw)
{
	struct base_buffer *words = &collect->words;
	size_t before = words->size;

	if (words->maximum == words->size ||
	    charset_decode(raw, collect->page->set, true, words) != LENS_OK) {
		words->size = before;
		words->maximum = before;
		collect->page->answer->facts_cut = true;
	}
	for (size_t i = before; i < words->size; i++)
		words->data[i] = words->data[i] < ' ' ? ' ' : words->data[i];
}

/* What stands in a picture's place, and what is said of an element. */
static void collect_said_of(struct collect *collect)
{
	static const char *const names[] = {"alt", "title", "aria-label"};
	const struct html_token *token = &collect->html.token;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct html_attribute *said =
		    html_attribute(token, names[i]);

		if (said == NULL || said->value.size == 0 ||
		    said->value.size > COLLECT_STYLE_MAX)
			continue;
		collect_words(collect, said->value);
		(void)!base_buffer_add(&collect->words, "\n", 1);
	}
}

static void collect_open(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	struct page *page = collect->page;

	page->tags++;
	collect->parted |= collect->ended;
	if (collect_counts(collect)) {
		collect_break(collect);
		if (token->count > 0)
			collect_said_of(collect);
		marked_open(collect->marked, token);
	}
	page->element = PAGE_NONE;
	if (collect->choice)
		page->element = collect->chosen;
	if (collect->linked && token->name[0] != 'a')
		page->element = collect->anchor;
	for (size_t i = 0; i < sizeof(collect_tags) / sizeof(collect_tags[0]);
	     i++)
		if (collect_tags[i].tag[0] == token->name[0] &&
		    strcmp(collect_tags[i].tag, token->name) == 0)
			collect_tags[i].open(collect);
	if (token->count > 0)
		collect_attributes(collect);
	if (collect->choice && collect->chosen == PAGE_NONE)
		collect->chosen = page->element;
	page->element = PAGE_NONE;
}

static void collect_close(struct collect *collect)
{
	const char *name = collect->html.token.name;

	collect->ended = true;
	if (collect_counts(collect)) {
		collect_break(collect);
		marked_close(collect->marked, name);
	}
	if (strcmp(name, "a") == 0) {
		collect->linked = false;
		page_set_link(collect->page, (struct base_view){NULL, 0});
	} else if (strcmp(name, "noscript") == 0) {
		collect->noscript = false;
	} else if (strcmp(name, "template") == 0) {
		collect->inert -= collect->inert > 0;
	} else if (strcmp(name, "picture") == 0) {
		collect->choice = false;
	} else if (strcmp(name, "style") == 0) {
		collect->style = false;
	} else if (collect->level[0] != '\0' &&
		   strcmp(name, collect->level) == 0) {
		page_tell(collect->page, IPC_PAGE_HEADING, 0,
			  base_view_of(collect->level),
			  base_buffer_view(&collect->heading));
		collect->level[0] = '\0';
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

/* What somebody may be told by it, a line each. */
static void collect_handed(struct collect *collect, struct base_view data)
{
	if (collect_counts(collect) && data.size > 0 &&
	    !handed_read(data, &collect->words))
		collect->page->answer->facts_cut = true;
}

/* What a script does by itself, and what it is given. */
static void collect_script_text(struct collect *collect)
{
	struct base_view text = collect_text(collect, collect->html.token.text,
					     false, &collect->value);

	collect->page->answer->scripts += collect->program;
	if (collect->program && collect_counts(collect))
		leads_script(&collect->leads, text);
	collect_handed(collect,
		       collect->program ? handed_of_script(text) : text);
	state_read(text, collect->program, collect_state_one, collect);
	unread_note(&collect->page->unread, text);
}

static void collect_raw(struct collect *collect)
{
	const struct html_token *token = &collect->html.token;
	char *title = collect->page->answer->title;

	if (strcmp(token->name, "style") == 0)
		collect_sheet(collect, token->text);
	else if (collect->page->depth == 0 &&
		 strcmp(token->name, "title") == 0 && title[0] == '\0' &&
		 token->text.size <= COLLECT_VALUE_MAX)
		ipc_page_line(title, collect_text(collect, token->text, true,
						  &collect->value));
	else if (strcmp(token->name, "script") == 0 && collect->linked_data) {
		struct base_view text =
		    collect_text(collect, token->text, false, &collect->value);

		/* The scanner's addresses are resolved in other rooms. */
		jsonld_read(text, collect_json, collect);
		facts_linked_data(collect->page, text);
	} else if (strcmp(token->name, "script") == 0 &&
		   (collect->program || collect->data) && token->text.size > 0)
		collect_script_text(collect);
}

/*
 * Where the page says it was saved from: "saved from url=(0023)https://a/", as
 * Chromium and IE write it; a line "url: https://a/" below SingleFile's name.
 */
static struct base_view collect_saved_from(struct base_view text)
{
	static const char browser[] = "saved from url=(",
			  single[] = "SingleFile", line[] = "url: ";
	const uint8_t *from;

	while (text.size > 0 && html_is_space(text.data[0]))
		text = base_view_part(text, 1, text.size - 1);
	if (text.size > IPC_ADDRESS_MAX)
		return (struct base_view){NULL, 0};
	if (base_view_starts(text, browser, sizeof(browser) - 1)) {
		from = memchr(text.data, ')', text.size);
		from = from != NULL ? from + 1 : NULL;
	} else {
		from = memmem(text.data, text.size, single, sizeof(single) - 1);
		if (from != NULL)
			from =
			    memmem(from, text.size - (size_t)(from - text.data),
				   line, sizeof(line) - 1);
		from = from != NULL ? from + sizeof(line) - 1 : NULL;
	}
	if (from == NULL)
		return (struct base_view){NULL, 0};
	text.size -= (size_t)(from - text.data);
	text.data = from;
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] == '\n' || text.data[i] == '\r')
			text.size = i;
	return text;
}

static void collect_comment(struct collect *collect)
{
	struct base_view text = collect_saved_from(collect->html.token.text);
	char *url = collect->page->url;
	struct base_buffer clean;

	if (url[0] != '\0' || text.size == 0)
		return;
	base_buffer_init(&clean, IPC_ADDRESS_MAX - 1);
	if (base_address_clean(text, &clean) == LENS_OK &&
	    (base_address_has_scheme(base_buffer_view(&clean), "http:") ||
	     base_address_has_scheme(base_buffer_view(&clean), "https:")))
		memcpy(url, clean.data, clean.size);
	base_buffer_free(&clean);
}

/* "Please enable JavaScript": the word is the same in all languages. */
static void collect_demand(struct collect *collect, struct base_view text)
{
	static const char word[] = "javascript";
	size_t size = sizeof(word) - 1;

	for (size_t i = 0; i + size <= text.size && !collect->demands; i++)
		collect->demands =
		    strncasecmp((const char *)text.data + i, word, size) == 0;
}

/* A text, and what elements show between it and the one before. */
static void collect_read(struct collect *collect, struct base_view text)
{
	bool heading = collect->level[0] != '\0';

	if (heading)
		collect_heading_text(collect, text);
	if (!collect_counts(collect))
		return;
	marked_text(collect->marked, text);
	if (!heading)
		collect_words(collect, text);
}

static void collect_shown(struct collect *collect, struct base_view text)
{
	if (collect->style) {
		collect_sheet(collect, text);
	} else {
		if (collect_parts(collect, text))
			collect_read(collect, base_view_of(" "));
		collect_read(collect, text);
	}
	if (collect_counts(collect))
		leads_text(&collect->leads, text);
	else if (collect->noscript && collect->page->depth == 0)
		collect_demand(collect, text);
}

void collect_html(struct page *page, struct base_view html)
{
	struct collect *collect = base_alloc(1, sizeof(*collect));
	const struct html_token *token;
	bool bare;

	collect->page = page;
	collect->marked = marked_new(page);
	base_buffer_init(&collect->words, COLLECT_WORDS_MAX);
	base_buffer_init(&collect->links, COLLECT_LINKS_MAX);
	html_init(&collect->html, html);
	while (!page->full &&
	       (token = html_next(&collect->html))->kind != HTML_END) {
		if (token->kind == HTML_OPEN)
			collect_open(collect);
		else if (token->kind == HTML_RAW)
			collect_raw(collect);
		else if (token->kind == HTML_COMMENT)
			collect_comment(collect);
		else if (token->kind == HTML_TEXT)
			collect_shown(collect, token->text);
		else if (token->kind == HTML_CLOSE)
			collect_close(collect);
	}
	/* What came after that was not seen. */
	page->answer->cut |= page->depth == 0 && collect->html.torn;
	bare = page->depth == 0 && collect->leads.letters <= COLLECT_BARE;
	page->answer->bare |= bare;
	page->answer->shell |= bare && collect->demands;
	leads_end(&collect->leads, page);
	if (page->depth == 0)
		marked_referred(collect->marked, html);
	marked_free(collect->marked);
	page_tell_text(page, "text", base_buffer_view(&collect->words));
	page_tell_text(page, "link", base_buffer_view(&collect->links));
	base_buffer_free(&collect->words);
	base_buffer_free(&collect->links);
	base_buffer_free(&collect->value);
	base_buffer_free(&collect->alt);
	base_buffer_free(&collect->heading);
	free(collect);
}
