/* facts.h: what is written beside the pictures, and told to machines. */
#ifndef LENSCAP_PAGEREADER_FACTS_H
#define LENSCAP_PAGEREADER_FACTS_H

#include "page.h"

/* A <meta>, its key and content in UTF-8; most keys say nothing of anybody. */
void facts_meta(struct page *page, struct base_view key,
		struct base_view content);

/* A link of a page that reaches somebody: mailto: or tel:, in UTF-8. */
void facts_reach(struct page *page, struct base_view href);

/* An e-mail address that only scripts unveil: data-cfemail. */
void facts_veiled(struct page *page, struct base_view hex);

/* JSON-LD in UTF-8: the persons that it describes.  Broken data of any
 * sets facts_cut. */
void facts_linked_data(struct page *page, struct base_view text);

/* A whole robots.txt or tdmrep.json. */
void facts_read_rules(struct page *page, enum ipc_page_reads reads,
		      struct base_view file);

#endif
