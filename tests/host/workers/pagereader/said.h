/* said.h: what a page says besides its pictures, as lines. */
#ifndef LENSCAP_TESTS_SAID_H
#define LENSCAP_TESTS_SAID_H

#include "read_page.h"

/*
 * Assert that a file read so has exactly these facts, one a line: "person 1
 * name: Jane Doe".
 */
void said_expect(const char *text, enum ipc_page_reads reads,
		 const char *expected);

/* The same of a page, without the lines of its text. */
void said_of_page(const char *html, const char *expected);

#endif
