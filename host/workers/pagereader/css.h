/* css.h: the url() of style sheets and style attributes. */
#ifndef LENSCAP_PAGEREADER_CSS_H
#define LENSCAP_PAGEREADER_CSS_H

#include <lenscap/base.h>

struct css {
	struct base_view rest;
	struct base_buffer address; /* of the last url(), without escapes */
	bool import;  /* after @import: the address is a style sheet's */
	bool name;    /* after @namespace, whose address is a name */
	bool font;    /* within @font-face */
	unsigned set; /* parentheses since image-set, its own among them */
};

/* Start reading a style sheet; css_free() ends it. */
void css_init(struct css *css, struct base_view sheet);
void css_free(struct css *css);

/*
 * The next address of a picture, or, where css->import is true, of a style
 * sheet (CSS Syntax 3: comments, strings and escapes are understood; also the
 * strings of image-set()).  False at the end.  *out lasts until the next call.
 */
bool css_next(struct css *css, struct base_view *out);

#endif
