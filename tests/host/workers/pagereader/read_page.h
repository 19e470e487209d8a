/* read_page.h: one page, written as a string, and what was found in it. */
#ifndef LENSCAP_TESTS_READ_PAGE_H
#define LENSCAP_TESTS_READ_PAGE_H

#include "workers/pagereader/read.h"

struct read_page {
	struct ipc_page answer; /* as it comes through the wire */
	uint8_t *room;		/* the bytes of pictures */
};

/* Read size bytes as the worker does, and the answer as the core does. */
void read_page(const void *text, size_t size, const char *url,
	       struct read_page *out);
/* The same by rules that packs add, too. */
void read_page_by(struct base_view rules, const void *text, size_t size,
		  const char *url, struct read_page *out);
void read_page_free(struct read_page *page);

/*
 * Assert that a page has exactly these pictures, written one a line as
 * "kind address", with what else was said of it: " icon", " hidden", "
 * 640x480", " 'alt'", " [size]".
 */
void read_page_expect(const char *html, const char *url, const char *expected);

#endif
