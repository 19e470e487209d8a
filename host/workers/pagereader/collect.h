/* collect.h: the pictures that one document names, added to the answer. */
#ifndef LENSCAP_PAGEREADER_COLLECT_H
#define LENSCAP_PAGEREADER_COLLECT_H

#include "page.h"

/* Read one HTML document, or one style sheet, of the page. */
void collect_html(struct page *page, struct base_view html);
void collect_css(struct page *page, struct base_view sheet);

/*
 * Where a page leads on by itself, if that is soon: "0; url=/next", of a meta
 * element or a header.
 */
void collect_refresh(struct page *page, struct base_view text);

#endif
