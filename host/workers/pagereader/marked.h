/*
 * marked.h: what elements are marked as: persons in microdata (HTML, 5),
 * in RDFa Lite, and in microformats (h-card, and hCard before it).
 */
#ifndef LENSCAP_PAGEREADER_MARKED_H
#define LENSCAP_PAGEREADER_MARKED_H

#include "html.h"
#include "page.h"

struct marked;

/* Follow the elements of one document, whose facts go to the page. */
struct marked *marked_new(struct page *page);
void marked_free(struct marked *marked);

/*
 * Elements that an item of the document names by their ids, wherever they are
 * (itemref; HTML, 5.2.2), say of it what they would say within it.  To be asked
 * after the document's last element: reads it once more where there is such.
 */
void marked_referred(struct marked *marked, struct base_view html);

/* A start tag, an end tag, and text as it is written between them. */
void marked_open(struct marked *marked, const struct html_token *token);
void marked_close(struct marked *marked, const char *name);
void marked_text(struct marked *marked, struct base_view raw);

/* A vocabulary's name without what stands before it ("schema:Person",
 * "http://schema.org/Person"); empty where it is another vocabulary's. */
struct base_view marked_plain(struct base_view name);

#endif
