/* leads.h: pages whose scripts only send their readers on. */
#ifndef LENSCAP_PAGEREADER_LEADS_H
#define LENSCAP_PAGEREADER_LEADS_H

#include "page.h"

/* What is known of a document so far; leads_end() releases it. */
struct leads {
	size_t letters; /* that it shows */
	size_t scripts; /* bytes of its own */
	bool outside;	/* it has others, or what is not understood */
	char *to;	/* where one of its own leads; owned, NULL: nowhere */
};

/*
 * A script of the document, in UTF-8: where it leads by itself, whatever is the
 * case, until ten seconds after the page has come.  What it does on conditions,
 * later or when it is called is nothing.
 */
void leads_script(struct leads *leads, struct base_view script);

/* Text that the document shows. */
void leads_text(struct leads *leads, struct base_view text);

/* All was read: note where it leads, if it has hardly anything to show. */
void leads_end(struct leads *leads, struct page *page);

#endif
