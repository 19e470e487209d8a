/* page.h: what was found in a page so far, and the way to add to it. */
#ifndef LENSCAP_PAGEREADER_PAGE_H
#define LENSCAP_PAGEREADER_PAGE_H

#include <lenscap/ipc_page.h>

#include "charset.h"
#include "mhtml.h"

#define PAGE_ICON_MAX 48 /* pixels */

/* An address that was found, and what was said of it. */
struct page_found {
	enum ipc_page_kind kind;
	struct base_view address; /* as written, but in UTF-8 */
	struct base_view alt;	  /* the same */
	uint32_t width, height;
	bool icon;
	bool picky; /* only when its name is a picture's */
};

struct page {
	struct ipc_page *answer;
	struct base_buffer inside; /* bytes of pictures, in the core's memory */
	struct base_buffer base;   /* the address others are relative to */
	struct base_buffer clean, whole; /* the address being added */
	bool based; /* by a <base>, of which the first counts */
	enum charset set;
	struct mhtml *archive; /* NULL when it is none */
	unsigned tags;
	bool full; /* no picture can be added any more */
	bool short_of_memory;
	uint64_t keys[IPC_PAGE_PICTURES_MAX];
};

/*
 * Read a whole file: pictures into *answer, which is empty before, and the
 * bytes they have into room, of room_size bytes.  The caller ends *answer
 * with ipc_page_free().
 */
void page_read(struct base_view file, const char *url, uint8_t *room,
	       size_t room_size, struct ipc_page *answer);

/* What stands for an address when two are compared; never 0. */
uint64_t page_key(struct base_view address);

/* Note a picture, unless it is known, nothing, or one too many. */
void page_add(struct page *page, const struct page_found *found);

/* Set what addresses are relative to, itself relative to what was set. */
void page_set_base(struct page *page, struct base_view written);

/* Text in UTF-8 as one printable line: white space becomes one space. */
void page_line(char out[IPC_TEXT_MAX], struct base_view text);

/* ---- collect.c ---- */

/* Read one HTML document, or one style sheet, of the page. */
void collect_html(struct page *page, struct base_view html);
void collect_css(struct page *page, struct base_view sheet);

#endif
