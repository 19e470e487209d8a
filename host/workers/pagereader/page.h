/* page.h: what was found in a page so far, and the way to add to it. */
#ifndef LENSCAP_PAGEREADER_PAGE_H
#define LENSCAP_PAGEREADER_PAGE_H

#include <lenscap/ipc_page.h>

#include "charset.h"
#include "mhtml.h"
#include "unread.h"

/* An address that was found, and what was said of it. */
struct page_found {
	enum ipc_page_kind kind;
	struct base_view address; /* as written, but in UTF-8 */
	struct base_view alt;	  /* the same */
	uint32_t width, height;
	bool icon;
	bool hidden; /* no browser shows it */
	bool picky;  /* only when its name is a picture's */
	bool box;    /* width and height are those of its place */
	bool beyond; /* unless it is known, it is one too many */
};

#define PAGE_SLOTS 16384u /* a power of two, twice the pictures */

/* Pictures by a key: their number plus one, 0 for an empty slot. */
struct page_index {
	uint16_t slots[PAGE_SLOTS];
};

struct page {
	struct ipc_page *answer;
	struct base_buffer inside; /* bytes of pictures, in the core's memory */
	struct base_buffer base;   /* the address others are relative to */
	struct base_buffer clean, whole; /* the address being added */
	char url[IPC_ADDRESS_MAX];	 /* of the document at hand, or "" */
	unsigned documents;		 /* that were read so far */
	bool several;			 /* of different addresses */
	bool based; /* by a <base>, of which the first counts */
	enum charset set;
	struct mhtml *archive; /* NULL when it is none */
	unsigned tags;
	unsigned depth; /* of documents in attributes */
	bool full;	/* no picture can be added any more */
	bool short_of_memory;
	size_t said;	  /* bytes of the answer, about */
	char *link;	  /* where the <a> around what is read leads */
	unsigned element; /* the first picture of this element, or none */
	uint64_t keys[IPC_PAGE_PICTURES_MAX];
	uint64_t sizes[IPC_PAGE_PICTURES_MAX]; /* keys without the size */
	struct page_index by_key, by_size;
	uint8_t times[IPC_PAGE_PICTURES_MAX]; /* how often, in small */
	uint32_t groups;      /* persons, or groups of rules, so far */
	unsigned facts_most;  /* of them the answer may have, but for lines */
	unsigned lines;	      /* of text that it has */
	struct unread unread; /* what its scripts name */
};

#define PAGE_NONE UINT32_MAX

/* Note a further document that shows pictures in this page. */
void page_add_link(struct page *page, enum ipc_page_link_kind kind,
		   struct base_view written);

/* Set where the <a> around what comes next leads; an empty view: nowhere. */
void page_set_link(struct page *page, struct base_view written);

/* A document was read: page->url is where it was saved from. */
void page_end_document(struct page *page);

/* All is read: small pictures that stand often are signs. */
void page_finish(struct page *page);

/* Note a picture, unless it is known, nothing, or one too many. */
void page_add(struct page *page, const struct page_found *found);

/* Note a part of an archive that nothing has referred to so far. */
void page_add_part(struct page *page, struct mhtml_part *part);

/* Note a picture or document that came with its bytes, by its name; type is
 * what a document is, or why there are none, else "". */
void page_add_inside(struct page *page, enum ipc_page_kind kind,
		     struct base_view name, const char *type,
		     struct base_view bytes);

/* Note what went wrong with a piece: it is short of memory, or cut. */
void page_note(struct page *page, enum lens_err err);

/* Set what addresses are relative to, itself relative to what was set. */
void page_set_base(struct page *page, struct base_view written);

/* Note a fact; a name or value that is empty, or was said, is none. */
void page_tell(struct page *page, enum ipc_page_fact_kind kind, uint32_t group,
	       struct base_view name, struct base_view value);

/* The same of an address, made absolute; what leads nowhere is none. */
void page_tell_address(struct page *page, enum ipc_page_fact_kind kind,
		       uint32_t group, const char *name,
		       struct base_view written);

/* Note what a document says to whoever reads it ("text"), or where its links
 * lead ("link"), a line each. */
void page_tell_text(struct page *page, const char *name, struct base_view text);

#endif
