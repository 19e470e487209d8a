/*
 * html.h: the tokenizer of the WHATWG HTML standard (13.2.5), as much of it as
 * decides where tags and attributes begin and end.  Every byte is looked at a
 * bounded number of times: no tree is built, because the trees of gumbo and
 * libxml2 take a minute and gigabytes for a hostile megabyte.
 */
#ifndef LENSCAP_PAGEREADER_HTML_H
#define LENSCAP_PAGEREADER_HTML_H

#include <lenscap/base.h>

#define HTML_ATTRIBUTES_MAX 256 /* a tag's further ones are not kept */
#define HTML_FOREIGN_MAX 64	/* what is nested deeper is not told apart */
#define HTML_NAME_MAX 32	/* longer names mean nothing to anybody here */

enum html_kind {
	HTML_END,
	HTML_OPEN,  /* a start tag */
	HTML_CLOSE, /* an end tag */
	HTML_RAW,   /* the text of the element just opened: script, title ... */
	HTML_TEXT,  /* any other text; long ones come in pieces */
	HTML_COMMENT, /* without its marks */
};

struct html_attribute {
	char name[HTML_NAME_MAX]; /* lower case; "" when it was longer */
	struct base_view value;	  /* as written, in the page's encoding */
};

struct html_token {
	enum html_kind kind;
	char name[HTML_NAME_MAX]; /* of a tag; of the element of HTML_RAW */
	struct base_view text;	  /* of text and comments */
	unsigned count;
	struct html_attribute attributes[HTML_ATTRIBUTES_MAX];
};

struct html {
	struct base_view rest;
	char raw[HTML_NAME_MAX]; /* the element whose text comes next, or "" */
	bool torn;		 /* the page ended within a tag */
	unsigned depth;		 /* of open */
	const char *open[HTML_FOREIGN_MAX]; /* <svg>, <math>, HTML in them */
	struct html_token token;
};

/* Start at the beginning of a page, which must outlive html. */
void html_init(struct html *html, struct base_view page);

/*
 * The next token, valid until the next call.  Its views point into the page.
 * After HTML_END there is only HTML_END.
 */
const struct html_token *html_next(struct html *html);

/* The first attribute of a name (lower case), or NULL. */
const struct html_attribute *html_attribute(const struct html_token *token,
					    const char *name);

/* True inside <svg>, but not in the HTML that it may contain. */
bool html_is_foreign(const struct html *html);

/* HTML's white space: tab, line feed, form feed, carriage return, space. */
bool html_is_space(uint8_t c);

/* The view without the white space at both its ends. */
struct base_view html_trim(struct base_view text);

#endif
