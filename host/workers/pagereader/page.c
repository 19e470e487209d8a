/* page.c: one answer, grown by what the documents of a file name. */
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "html.h"
#include "page.h"
#include "rules.h"

#define PAGE_SMALL 32 /* CSS pixels of a place for a sign */
#define PAGE_PLAIN 96 /* bytes of a picture on the wire, without its texts */
#define PAGE_SAID_MAX (IPC_PAGE_BODY_MAX - (1u << 20))
#include <lenscap/base_address.h>

/* ---- Small things ---- */

void page_note(struct page *page, enum lens_err err)
{
	if (err == LENS_SYSTEM)
		page->short_of_memory = true;
	else if (err == LENS_TOO_BIG)
		page->answer->cut = true;
}

void page_tell(struct page *page, enum ipc_page_fact_kind kind, uint32_t group,
	       struct base_view name, struct base_view value)
{
	struct ipc_page *answer = page->answer;
	char said[IPC_TEXT_MAX], key[IPC_TEXT_MAX];

	ipc_page_line(key, name);
	ipc_page_line(said, value);
	if (key[0] == '\0' || (said[0] == '\0' && kind != IPC_PAGE_DISALLOW))
		return;
	for (unsigned i = 0; i < answer->fact_count; i++) {
		const struct ipc_page_fact *fact = &answer->facts[i];

		if (fact->kind == kind && fact->group == group &&
		    strcmp(fact->name, key) == 0 &&
		    strcmp(fact->value, said) == 0)
			return;
	}
	if (answer->fact_count >= page->facts_most + page->lines ||
	    answer->fact_count >= IPC_PAGE_FACTS_MAX) {
		answer->facts_cut = true;
		return;
	}
	answer->facts[answer->fact_count++] = (struct ipc_page_fact){
	    kind, group, base_copy(key), base_copy(said)};
}

/* ---- Adding ---- */

static uint32_t page_larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/*
 * What shows nobody: told by its file, as far as the page says something of
 * that, and never by the place it is shown in.
 */
static bool page_is_icon(const struct page_found *found,
			 struct base_view address, uint32_t asks)
{
	uint32_t side = page_larger(found->width, found->height);

	if (found->icon || rules_is_drawing(address) ||
	    rules_within(RULES_SIGN, address))
		return true;
	if (!found->box && side > 0)
		return side <= rules_icon_size();
	/* A small number may as well be a page's. */
	return asks >= 8 && asks <= rules_icon_size();
}

/* The slot of a key: of the picture that has it, or the empty one for it. */
static uint16_t *page_slot(struct page_index *index, const uint64_t *keys,
			   uint64_t key)
{
	for (unsigned at = (unsigned)(key ^ key >> 32) % PAGE_SLOTS;;
	     at = (at + 1) % PAGE_SLOTS)
		if (index->slots[at] == 0 || keys[index->slots[at] - 1] == key)
			return &index->slots[at];
}

static void page_count(struct page *page, unsigned i,
		       const struct page_found *found)
{
	uint32_t side = page_larger(found->width, found->height);

	if (found->box && side > 0 && side <= PAGE_SMALL &&
	    page->times[i] < UINT8_MAX)
		page->times[i]++;
}

/* This element's pictures are one photo, in whatever sizes. */
static void page_group(struct page *page, unsigned i)
{
	if (page->element == PAGE_NONE)
		page->element = i;
}

/* Somebody's photo may be their site's sign, too: shown, it is no icon. */
static void page_shows(struct ipc_page_picture *picture,
		       const struct page_found *found)
{
	struct base_view address = base_view_of(picture->address);
	uint32_t asks;

	if (picture->kind == IPC_PAGE_STATE)
		picture->kind = found->kind;
	if (picture->kind != IPC_PAGE_LINK || found->kind == IPC_PAGE_LINK ||
	    base_address_has_scheme(address, "data:"))
		return;
	rules_size_key(address, &asks);
	picture->icon = page_is_icon(found, address, asks);
	picture->kind = found->kind;
}

/* A picture that is known: what is said of it now counts too. */
static bool page_knows(struct page *page, uint64_t key,
		       const struct page_found *found)
{
	uint16_t slot = *page_slot(&page->by_key, page->keys, key);
	struct ipc_page_picture *picture;

	if (slot == 0)
		return false;
	picture = &page->answer->pictures[slot - 1];
	picture->hidden = picture->hidden && found->hidden;
	page_shows(picture, found);
	picture->width = page_larger(picture->width, found->width);
	picture->height = page_larger(picture->height, found->height);
	if (picture->alt[0] == '\0')
		ipc_page_line(picture->alt, found->alt);
	page_count(page, slot - 1u, found);
	page_group(page, slot - 1u);
	return true;
}

/* The first picture that is this one in another size, else itself. */
static unsigned page_same(struct page *page, unsigned i)
{
	const struct ipc_page_picture *pictures = page->answer->pictures;
	uint16_t *slot = page_slot(&page->by_size, page->sizes, page->sizes[i]);

	if (*slot == 0) {
		*slot = (uint16_t)(i + 1);
		return page->element == PAGE_NONE
			   ? i
			   : pictures[page->element].same;
	}
	return pictures[*slot - 1].same;
}

static void page_append(struct page *page, uint64_t key,
			const struct page_found *found,
			struct base_view address, uint64_t size)
{
	struct ipc_page *answer = page->answer;
	unsigned i = answer->count;
	struct ipc_page_picture *picture = &answer->pictures[i];
	uint32_t asks;

	page->sizes[i] = rules_size_key(address, &asks);
	/* What has no address outside is like itself only. */
	if (base_address_has_scheme(address, "data:"))
		page->sizes[i] = key;
	picture->kind = found->kind;
	picture->icon = page_is_icon(found, address, asks);
	picture->hidden = found->hidden;
	picture->width = found->width;
	picture->height = found->height;
	picture->address =
	    base_format("%.*s", (int)address.size, (const char *)address.data);
	ipc_page_line(picture->alt, found->alt);
	if (found->kind != IPC_PAGE_ANCHOR && page->link != NULL)
		picture->link = base_copy(page->link);
	if (page->archive != NULL && page->url[0] != '\0')
		picture->page = base_copy(page->url);
	picture->size = size;
	*page_slot(&page->by_key, page->keys, key) = (uint16_t)(i + 1);
	page->keys[i] = key;
	page->said += PAGE_PLAIN + address.size + strlen(picture->alt) +
		      (picture->link ? strlen(picture->link) : 0) +
		      (picture->page ? strlen(picture->page) : 0);
	picture->same = page_same(page, i);
	page_count(page, i, found);
	page_group(page, i);
	answer->count++;
}

/* True, and counted, when there is no room for one more. */
static bool page_is_full(struct page *page, bool beyond)
{
	if (!beyond && page->answer->count < IPC_PAGE_PICTURES_MAX &&
	    page->said < PAGE_SAID_MAX)
		return false;
	page->answer->cut = true;
	page->answer->left_out++;
	return true;
}

static void page_add_data(struct page *page, const struct page_found *found)
{
	uint64_t key = base_address_key(found->address);
	size_t before = page->inside.size;
	struct base_view head = found->address;
	struct page_found dotted = *found;
	struct base_buffer clean;
	enum lens_err err;

	if (page_knows(page, key, found) || page_is_full(page, found->beyond))
		return;
	err = bytes_data_url(found->address, &page->inside);
	page_note(page, err);
	if (err != LENS_OK)
		return;
	head.size =
	    (size_t)((const uint8_t *)memchr(head.data, ',', head.size) -
		     head.data);
	base_buffer_init(&clean, IPC_TEXT_MAX);
	if (base_address_clean(head, &clean) != LENS_OK) /* a long media type */
		clean.size = 0;
	dotted.icon |=
	    bytes_is_small(base_view_part(base_buffer_view(&page->inside),
					  before, page->inside.size - before),
			   rules_icon_size());
	page_append(page, key, &dotted, base_buffer_view(&clean),
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
		if (base_address_has_scheme(address, schemes[i]))
			return true;
	return false;
}

/* A link that ends as a picture's may lead to a page about it. */
static bool page_is_named(struct base_view address)
{
	return base_address_names_picture(address) &&
	       !rules_within(RULES_PAGE_LINK, address);
}

static void page_add_address(struct page *page, const struct page_found *found,
			     struct base_view address)
{
	uint64_t key = base_address_key(address);
	struct page_found seen = *found;
	struct mhtml_part *part;
	uint64_t size = 0;

	seen.hidden |= rules_within(RULES_PIXEL, address);
	found = &seen;
	if (page_is_nothing(address) ||
	    (found->picky && !page_is_named(address)) ||
	    page_knows(page, key, found) || page_is_full(page, found->beyond))
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
		return base_view_of(page->url);
	return base_buffer_view(&page->base);
}

/* A page's address as written: clean and absolute, in page->whole. */
static enum lens_err page_resolve(struct page *page, struct base_view written,
				  bool web)
{
	struct base_buffer *clean = &page->clean, *whole = &page->whole;
	struct base_buffer query;
	enum lens_err err;

	base_buffer_init(&query, IPC_ADDRESS_MAX * 4);
	clean->size = whole->size = 0;
	clean->maximum = whole->maximum = IPC_ADDRESS_MAX - 1;
	err = charset_query(written, page->set, &query);
	if (err == LENS_OK)
		err = base_address_clean(base_buffer_view(&query), clean);
	if (err == LENS_OK)
		err = base_address_resolve(
		    web && !base_address_has_scheme(
			       base_buffer_view(&page->base), "http")
			? base_view_of(page->url)
			: page_base(page, base_buffer_view(clean)),
		    base_buffer_view(clean), whole);
	base_buffer_free(&query);
	return err;
}

/* On this machine nothing is listened to on the way. */
static bool page_is_near(struct base_view address)
{
	static const char *const hosts[] = {"http://127.", "http://localhost",
					    "http://[::1]"};

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (base_address_has_scheme(address, hosts[i]))
			return true;
	return false;
}

/*
 * A page of https shows no picture of http: browsers ask for it by https
 * (Mixed Content, 4.1), and so must who asks for what they show.
 */
static void page_upgrade(struct page *page, const struct page_found *found)
{
	struct base_buffer *whole = &page->whole;
	struct base_view address = base_buffer_view(whole);
	char *secure;

	if (found->kind == IPC_PAGE_ANCHOR || page->archive != NULL ||
	    !base_address_has_scheme(base_buffer_view(&page->base), "https:") ||
	    !base_address_has_scheme(address, "http:") ||
	    page_is_near(address) || whole->size + 1 > whole->maximum)
		return;
	secure = base_format("https%.*s", (int)(address.size - 4),
			     (const char *)address.data + 4);
	whole->size = 0;
	page_note(page, base_buffer_add_text(whole, secure));
	free(secure);
}

/*
 * Whether browsers spell the path otherwise than it stands there: in UTF-8,
 * whatever the page is in.  To ask for it as it stands would be to ask for
 * another file.
 */
static bool page_is_unspelled(struct base_view written)
{
	for (size_t i = 0; i < written.size; i++) {
		if (written.data[i] == '?' || written.data[i] == '#')
			return false;
		if (written.data[i] >= 0x80)
			return true;
	}
	return false;
}

void page_add(struct page *page, const struct page_found *found)
{
	struct page_found trimmed = *found;
	struct base_view written = found->address;
	enum lens_err err;

	while (written.size > 0 && written.data[0] <= ' ')
		written = base_view_part(written, 1, written.size - 1);
	trimmed.address = written;
	if (base_address_has_scheme(written, "data:")) {
		page_add_data(page, &trimmed);
		return;
	}
	if (page->set == CHARSET_OTHER && page_is_unspelled(written) &&
	    base_address_has_scheme(base_buffer_view(&page->base), "http")) {
		page->answer->left_out++;
		return;
	}
	err = page_resolve(page, written, false);
	page_note(page, err);
	if (err == LENS_TOO_BIG && !found->picky)
		page->answer->left_out++;
	if (err != LENS_OK || page->whole.size == 0)
		return;
	page_upgrade(page, &trimmed);
	page_add_address(page, found, base_buffer_view(&page->whole));
}

void page_add_link(struct page *page, enum ipc_page_link_kind kind,
		   struct base_view written)
{
	struct ipc_page *answer = page->answer;
	char *address;

	if (page_resolve(page, written, false) != LENS_OK ||
	    page_is_nothing(base_buffer_view(&page->whole)) ||
	    answer->link_count == IPC_PAGE_LINKS_MAX)
		return;
	address = base_format("%.*s", (int)page->whole.size,
			      (const char *)page->whole.data);
	for (unsigned i = 0; i < answer->link_count; i++)
		if (answer->links[i].kind == kind &&
		    strcmp(answer->links[i].address, address) == 0) {
			free(address);
			return;
		}
	answer->links[answer->link_count++] =
	    (struct ipc_page_link){kind, address};
}

void page_tell_address(struct page *page, enum ipc_page_fact_kind kind,
		       uint32_t group, const char *name,
		       struct base_view written)
{
	if (written.size > 0 && page_resolve(page, written, true) == LENS_OK &&
	    !page_is_nothing(base_buffer_view(&page->whole)))
		page_tell(page, kind, group, base_view_of(name),
			  base_buffer_view(&page->whole));
}

void page_tell_text(struct page *page, const char *name, struct base_view text)
{
	struct ipc_page *answer = page->answer;
	unsigned before = answer->fact_count;

	ipc_page_tell_lines(answer, name, text);
	page->lines += answer->fact_count - before;
}

void page_set_link(struct page *page, struct base_view written)
{
	free(page->link);
	page->link = NULL;
	if (written.size == 0 || page_resolve(page, written, true) != LENS_OK ||
	    page_is_nothing(base_buffer_view(&page->whole)))
		return;
	page->link = base_format("%.*s", (int)page->whole.size,
				 (const char *)page->whole.data);
}

void page_end_document(struct page *page)
{
	char *url = page->answer->url;

	if (page->documents++ == 0)
		memcpy(url, page->url, sizeof(page->url));
	else if (strcmp(url, page->url) != 0)
		page->several = true;
}

void page_finish(struct page *page)
{
	page->answer->unread = unread_count(&page->unread, page->answer);
	unread_free(&page->unread);
	if (page->several)
		page->answer->url[0] = '\0';
	for (unsigned i = 0; i < page->answer->count; i++) {
		struct ipc_page_picture *picture = &page->answer->pictures[i];

		if (page->times[i] >= rules_icon_times() &&
		    !rules_within(RULES_PERSON, base_view_of(picture->address)))
			picture->icon = true;
		if (page->several)
			continue;
		free(picture->page);
		picture->page = NULL;
	}
}

void page_add_part(struct page *page, struct mhtml_part *part)
{
	struct page_found found = {.kind = IPC_PAGE_PART};
	struct base_view address =
	    base_view_of(part->location ? part->location : "");
	uint64_t size;

	if (part->used || !mhtml_is_picture(part) || page_is_full(page, false))
		return;
	size = page_take_part(page, part);
	if (size > 0)
		page_append(page, base_address_key(address), &found, address,
			    size);
}

void page_add_inside(struct page *page, enum ipc_page_kind kind,
		     struct base_view name, const char *type,
		     struct base_view bytes)
{
	struct page_found found = {.kind = kind, .alt = name};
	struct ipc_page_picture *picture;
	struct base_buffer clean;
	enum lens_err err;

	if (page_is_full(page, false))
		return;
	err = base_buffer_add(&page->inside, bytes.data, bytes.size);
	page_note(page, err);
	page->answer->left_out += err != LENS_OK;
	if (err != LENS_OK)
		return;
	base_buffer_init(&clean, IPC_ADDRESS_MAX - 1);
	if (base_address_clean(name, &clean) != LENS_OK)
		clean.size = 0;
	/* Two files of one name are two. */
	picture = &page->answer->pictures[page->answer->count];
	page_append(page, page->answer->count + UINT64_C(1), &found,
		    base_buffer_view(&clean), bytes.size);
	/* What a site calls its signs says nothing of a file in an answer. */
	picture->icon = false;
	if (type[0] != '\0')
		picture->link = base_copy(type);
	base_buffer_free(&clean);
}

void page_set_base(struct page *page, struct base_view written)
{
	struct base_buffer clean, whole;

	base_buffer_init(&clean, IPC_ADDRESS_MAX - 1);
	base_buffer_init(&whole, IPC_ADDRESS_MAX - 1);
	if (base_address_clean(written, &clean) == LENS_OK &&
	    base_address_resolve(base_buffer_view(&page->base),
				 base_buffer_view(&clean), &whole) == LENS_OK &&
	    !page_is_nothing(base_buffer_view(&whole))) {
		base_buffer_free(&page->base);
		page->base = whole;
		whole.data = NULL;
	}
	base_buffer_free(&clean);
	base_buffer_free(&whole);
}
