/* page.c: one answer, grown by what the documents of a file name. */
#include <string.h>

#include "address.h"
#include "bytes.h"
#include "html.h"
#include "page.h"

/* ---- Small things ---- */

void page_line(char out[IPC_TEXT_MAX], struct base_view text)
{
	uint8_t line[4 * IPC_TEXT_MAX];
	size_t used = 0;

	for (size_t i = 0; i < text.size && used < sizeof(line); i++) {
		bool space = html_is_space(text.data[i]);

		if (space && (used == 0 || line[used - 1] == ' '))
			continue;
		line[used++] = space ? ' ' : text.data[i];
	}
	if (used > 0 && line[used - 1] == ' ')
		used--;
	base_printable(out, IPC_TEXT_MAX, (struct base_view){line, used});
}

void page_note(struct page *page, enum lens_err err)
{
	if (err == LENS_SYSTEM)
		page->short_of_memory = true;
	else if (err == LENS_TOO_BIG)
		page->answer->cut = true;
}

/* ---- Adding ---- */

static bool page_is_icon(const struct page_found *found)
{
	uint32_t larger =
	    found->width > found->height ? found->width : found->height;

	return found->icon || (larger > 0 && larger <= PAGE_ICON_MAX);
}

/* A picture that is known: what is said of it now counts too. */
static bool page_knows(struct page *page, uint64_t key,
		       const struct page_found *found)
{
	for (unsigned i = 0; i < page->answer->count; i++) {
		struct ipc_page_picture *picture = &page->answer->pictures[i];

		if (page->keys[i] != key)
			continue;
		picture->icon = picture->icon && page_is_icon(found);
		if (picture->width < found->width)
			picture->width = found->width;
		if (picture->height < found->height)
			picture->height = found->height;
		if (picture->alt[0] == '\0')
			page_line(picture->alt, found->alt);
		return true;
	}
	return false;
}

static void page_append(struct page *page, uint64_t key,
			const struct page_found *found,
			struct base_view address, uint64_t size)
{
	struct ipc_page *answer = page->answer;
	struct ipc_page_picture *picture = &answer->pictures[answer->count];

	picture->kind = found->kind;
	picture->icon = page_is_icon(found);
	picture->width = found->width;
	picture->height = found->height;
	picture->address =
	    base_format("%.*s", (int)address.size, (const char *)address.data);
	page_line(picture->alt, found->alt);
	picture->size = size;
	page->keys[answer->count++] = key;
}

/* True, and noted, when there is no room for one more. */
static bool page_is_full(struct page *page)
{
	if (page->answer->count < IPC_PAGE_PICTURES_MAX)
		return false;
	page->answer->cut = page->full = true;
	return true;
}

static void page_add_data(struct page *page, const struct page_found *found)
{
	uint64_t key = address_key(found->address);
	size_t before = page->inside.size;
	struct base_view head = found->address;
	struct base_buffer clean;
	enum lens_err err;

	if (page_knows(page, key, found) || page_is_full(page))
		return;
	err = bytes_data_url(found->address, &page->inside);
	page_note(page, err);
	if (err != LENS_OK)
		return;
	head.size =
	    (size_t)((const uint8_t *)memchr(head.data, ',', head.size) -
		     head.data);
	base_buffer_init(&clean, IPC_TEXT_MAX);
	if (address_clean(head, &clean) != LENS_OK) /* a long media type */
		clean.size = 0;
	page_append(page, key, found, base_buffer_view(&clean),
		    page->inside.size - before);
	base_buffer_free(&clean);
}

/* The bytes of an archive's part; 0 when there are none to be had. */
static uint64_t page_take_part(struct page *page, struct mhtml_part *part)
{
	size_t before = page->inside.size;
	enum lens_err err;

	if (!mhtml_is_picture(part))
		return 0;
	err = mhtml_decode(part, &page->inside);
	page_note(page, err);
	if (err != LENS_OK)
		page->inside.size = before;
	return page->inside.size - before;
}

/* What leads to no picture wherever it is followed. */
static bool page_is_nothing(struct base_view address)
{
	static const char *const schemes[] = {
	    "javascript:", "about:", "mailto:", "tel:", "data:"};

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (address_has_scheme(address, schemes[i]))
			return true;
	return false;
}

static void page_add_address(struct page *page, const struct page_found *found,
			     struct base_view address)
{
	uint64_t key = address_key(address);
	struct mhtml_part *part;
	uint64_t size = 0;

	if (page_is_nothing(address) ||
	    (found->picky && !address_names_picture(address)) ||
	    page_knows(page, key, found) || page_is_full(page))
		return;
	part = page->archive ? mhtml_find(page->archive, key) : NULL;
	if (part != NULL) {
		if (part->used || mhtml_is(part, "text/"))
			return;
		part->used = true;
		size = page_take_part(page, part);
	}
	page_append(page, key, found, address, size);
}

/*
 * What to resolve against.  The page's own word for where it was saved from
 * serves only what cannot be a file beside it.
 */
static struct base_view page_base(const struct page *page,
				  struct base_view clean)
{
	if (page->base.size == 0 && base_view_starts(clean, "/", 1))
		return base_view_of(page->answer->url);
	return base_buffer_view(&page->base);
}

void page_add(struct page *page, const struct page_found *found)
{
	struct page_found trimmed = *found;
	struct base_buffer *clean = &page->clean, *whole = &page->whole;
	struct base_view written = found->address;
	enum lens_err err;

	while (written.size > 0 && written.data[0] <= ' ')
		written = base_view_part(written, 1, written.size - 1);
	trimmed.address = written;
	if (address_has_scheme(written, "data:")) {
		page_add_data(page, &trimmed);
		return;
	}
	clean->size = whole->size = 0;
	clean->maximum = whole->maximum = IPC_ADDRESS_MAX - 1;
	err = address_clean(written, clean);
	if (err == LENS_OK)
		err = address_resolve(page_base(page, base_buffer_view(clean)),
				      base_buffer_view(clean), whole);
	page_note(page, err);
	if (err == LENS_OK && whole->size > 0)
		page_add_address(page, found, base_buffer_view(whole));
}

void page_add_part(struct page *page, struct mhtml_part *part)
{
	struct page_found found = {.kind = IPC_PAGE_PART};
	struct base_view address =
	    base_view_of(part->location ? part->location : "");
	uint64_t size;

	if (part->used || !mhtml_is_picture(part) || page_is_full(page))
		return;
	size = page_take_part(page, part);
	if (size > 0)
		page_append(page, address_key(address), &found, address, size);
}

void page_set_base(struct page *page, struct base_view written)
{
	struct base_buffer clean, whole;

	base_buffer_init(&clean, IPC_ADDRESS_MAX - 1);
	base_buffer_init(&whole, IPC_ADDRESS_MAX - 1);
	if (address_clean(written, &clean) == LENS_OK &&
	    address_resolve(base_buffer_view(&page->base),
			    base_buffer_view(&clean), &whole) == LENS_OK &&
	    !page_is_nothing(base_buffer_view(&whole))) {
		base_buffer_free(&page->base);
		page->base = whole;
		whole.data = NULL;
	}
	base_buffer_free(&clean);
	base_buffer_free(&whole);
}
