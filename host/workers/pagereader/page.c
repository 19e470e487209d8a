/* page.c: one answer, grown from the documents of a file. */
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "bytes.h"
#include "html.h"
#include "page.h"

#define PAGE_LOOKED_AT 1024 /* bytes that tell a text from other files */

/* ---- Small things ---- */

uint64_t page_key(struct base_view address)
{
	uint64_t key = 0xcbf29ce484222325u; /* FNV-1a */

	for (size_t i = 0; i < address.size; i++)
		key = (key ^ address.data[i]) * 0x100000001b3u;
	return key ? key : 1;
}

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

static void page_note(struct page *page, enum lens_err err)
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
	uint64_t key = page_key(found->address);
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
	uint64_t key = page_key(address);
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

/* ---- Files ---- */

static void page_read_html(struct page *page, struct base_view html)
{
	struct base_buffer room;
	enum lens_err err;

	base_buffer_init(&room, html.size * 2 + 4);
	err = charset_unmark(&html, &page->set, &room);
	page_note(page, err);
	if (err == LENS_OK)
		collect_html(page, html);
	base_buffer_free(&room);
}

/* The part's own address, as far as it is one that others can refer to. */
static void page_base_of(struct page *page, const struct mhtml_part *part)
{
	if (part->location != NULL &&
	    !address_has_scheme(base_view_of(part->location), "cid:"))
		page_set_base(page, base_view_of(part->location));
}

/*
 * A style sheet of an archive.  Chromium keeps those of <style> as parts with
 * a cid:; their addresses are relative to the document that came before.
 */
static void page_read_sheet(struct page *page, const struct mhtml_part *part,
			    struct base_view sheet)
{
	struct base_buffer document = page->base;

	base_buffer_init(&page->base, 0);
	page_set_base(page, base_buffer_view(&document));
	page_base_of(page, part);
	collect_css(page, sheet);
	base_buffer_free(&page->base);
	page->base = document;
}

/* A document of an archive has its own address and encoding. */
static void page_read_part(struct page *page, const struct mhtml_part *part)
{
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, IPC_PAGE_BYTES_MAX);
	err = mhtml_decode(part, &text);
	page_note(page, err);
	if (err == LENS_OK && mhtml_is(part, "text/css")) {
		page_read_sheet(page, part, base_buffer_view(&text));
	} else if (err == LENS_OK) {
		base_buffer_free(&page->base);
		page->based = false;
		page->set = charset_of(charset_in(part->type));
		page_base_of(page, part);
		page_read_html(page, base_buffer_view(&text));
	}
	base_buffer_free(&text);
}

static bool page_is_document(const struct mhtml_part *part)
{
	return mhtml_is(part, "text/html") || mhtml_is(part, "text/css") ||
	       mhtml_is(part, "application/xhtml+xml");
}

/* Pictures that nothing refers to, or in a way that is not understood. */
static void page_read_rest(struct page *page)
{
	for (unsigned i = 0; i < page->archive->count && !page->full; i++) {
		struct mhtml_part *part = &page->archive->parts[i];
		struct page_found found = {.kind = IPC_PAGE_PART};
		struct base_view address =
		    base_view_of(part->location ? part->location : "");
		uint64_t size;

		if (part->used || !mhtml_is_picture(part) || page_is_full(page))
			continue;
		size = page_take_part(page, part);
		if (size > 0)
			page_append(page, page_key(address), &found, address,
				    size);
	}
}

static void page_read_archive(struct page *page, struct base_view file)
{
	struct ipc_page *answer = page->answer;
	struct base_buffer clean;

	answer->archive = true;
	if (mhtml_parse(file, &page->archive) != LENS_OK) {
		answer->status = IPC_PAGE_MALFORMED;
		return;
	}
	answer->cut |= page->archive->cut;
	base_buffer_init(&clean, sizeof(answer->url) - 1);
	if (address_clean(page->archive->url, &clean) == LENS_OK &&
	    clean.size > 0)
		memcpy(answer->url, clean.data, clean.size);
	base_buffer_free(&clean);
	for (unsigned i = 0; i < page->archive->count && !page->full; i++)
		if (page_is_document(&page->archive->parts[i]))
			page_read_part(page, &page->archive->parts[i]);
	page_read_rest(page);
	mhtml_free(page->archive);
}

static bool page_is_text(struct base_view file)
{
	size_t size = file.size < PAGE_LOOKED_AT ? file.size : PAGE_LOOKED_AT;

	return base_view_starts(file, "\xff\xfe", 2) ||
	       base_view_starts(file, "\xfe\xff", 2) ||
	       memchr(file.data, 0, size) == NULL;
}

void page_read(struct base_view file, const char *url, uint8_t *room,
	       size_t room_size, struct ipc_page *answer)
{
	struct page *page = base_alloc(1, sizeof(*page));

	page->answer = answer;
	/* It is the core's memory and never grows. */
	page->inside = (struct base_buffer){
	    .data = room, .capacity = room_size, .maximum = room_size};
	answer->pictures =
	    base_alloc(IPC_PAGE_PICTURES_MAX, sizeof(*answer->pictures));
	page_set_base(page, base_view_of(url));
	if (file.size == 0)
		answer->status = IPC_PAGE_EMPTY;
	else if (mhtml_begins(file))
		page_read_archive(page, file);
	else if (!page_is_text(file))
		answer->status = IPC_PAGE_NOT_A_PAGE;
	else
		page_read_html(page, file);
	if (answer->status == IPC_PAGE_OK && page->short_of_memory)
		answer->status = IPC_PAGE_TOO_MUCH_MEMORY;
	else if (answer->status == IPC_PAGE_OK && page->tags == 0 &&
		 !answer->archive)
		answer->status = IPC_PAGE_NOT_A_PAGE;
	if (answer->status != IPC_PAGE_OK) {
		enum ipc_page_status status = answer->status;

		ipc_page_free(answer);
		answer->status = status;
	}
	base_buffer_free(&page->base);
	base_buffer_free(&page->clean);
	base_buffer_free(&page->whole);
	free(page);
}
