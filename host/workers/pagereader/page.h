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

/* Note a picture, unless it is known, nothing, or one too many. */
void page_add(struct page *page, const struct page_found *found);

/* Note a part of an archive that nothing has referred to so far. */
void page_add_part(struct page *page, struct mhtml_part *part);

/* Note what went wrong with a piece: it is short of memory, or cut. */
void page_note(struct page *page, enum lens_err err);

/* Set what addresses are relative to, itself relative to what was set. */
void page_set_base(struct page *page, struct base_view written);

/* Text in UTF-8 as one printable line: white space becomes one space. */
void page_line(char out[IPC_TEXT_MAX], struct base_view text);

#endif
