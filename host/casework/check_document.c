/*
 * check_document.c: pages, their frames, where they lead on by themselves, and
 * their style sheets: what is fetched and read for the pictures it shows.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>
#include <lenscap/casework_check.h>
#include <lenscap/clients_page.h>

#include "check_run.h"
#include "check_wall.h"

#define DOCUMENT_PAGE_MS 30000
#define DOCUMENT_DEEPEST 3 /* within each other */
#define DOCUMENT_MOST 100  /* that pages lead to, of one check */

const char *casework_via_name(enum casework_via via)
{
	static const char *const names[CASEWORK_VIAS] = {
	    [CASEWORK_VIA_NONE] = "",
	    [CASEWORK_VIA_FRAME] = "frame",
	    [CASEWORK_VIA_REFRESH] = "refresh",
	    [CASEWORK_VIA_SHEET] = "sheet",
	};

	return via < CASEWORK_VIAS ? names[via] : "";
}

/* ---- What is to be looked at ---- */

struct check_item *check_add(struct check_run *run, const char *url)
{
	struct check_item *item;

	if (run->count == CASEWORK_CHECK_ITEMS)
		return NULL;
	run->items = base_grow(run->items, run->count, &run->capacity,
			       sizeof(*run->items));
	item = base_alloc(1, sizeof(*item));
	*item = (struct check_item){.url = base_copy(url),
				    .page = "",
				    .title = "",
				    .fd = -1,
				    .first = item,
				    .fetch = {.fd = -1}};
	run->items[run->count++] = item;
	item->number = run->count;
	return item;
}

static bool document_has(const struct check_run *run, struct check_item *item,
			 const char *url, enum casework_via via)
{
	struct check_item *found = check_on_page(run, check_page_of(item), url);

	if (found != NULL)
		check_show(item, found, via);
	return found != NULL;
}

/* What a document shows stands on the page that a person would open. */
static struct check_item *document_add(struct check_run *run,
				       struct check_item *item, const char *url,
				       enum casework_via via,
				       struct check_item *origin)
{
	struct check_item *found = check_add(run, url);

	if (found == NULL)
		return NULL;
	found->target = item->target;
	found->page = check_page_of(item);
	found->title = !item->inside || item->title[0] == '\0' ? item->own_title
							       : item->title;
	found->inside = true;
	found->via = via;
	found->depth = item->depth + (via != CASEWORK_VIA_NONE);
	found->origin = origin;
	check_show(item, found, via);
	return found;
}

/* ---- Pictures ---- */

static bool document_passes_over(const struct check_run *run,
				 struct check_item *item,
				 const struct ipc_page_picture *picture)
{
	struct casework_left *left = &item->left;
	/* Scripts may show it, and none runs here: it is asked for. */
	bool hidden = picture->hidden && picture->kind != IPC_PAGE_STATE;

	left->hidden += hidden;
	left->signs += picture->icon && !hidden;
	if (picture->icon || hidden)
		return true;
	return picture->place != IPC_PAGE_INSIDE &&
	       (picture->place != IPC_PAGE_URL ||
		document_has(run, item, picture->address, CASEWORK_VIA_NONE));
}

/* The first of those that are one photo in several sizes, as it is told. */
static void document_join(struct check_item *found, struct check_item *same)
{
	if (same == NULL || same == found)
		return;
	found->first = same->first;
	found->sibling = same->first->sibling;
	same->first->sibling = found;
}

static void document_add_pictures(struct check_run *run,
				  struct check_item *item,
				  const struct clients_page *page)
{
	const struct ipc_page *answer = clients_page_answer(page);
	struct check_item **items =
	    base_alloc(answer->count + 1, sizeof(struct check_item *));

	for (unsigned i = 0; i < answer->count; i++) {
		const struct ipc_page_picture *picture = &answer->pictures[i];
		bool inside = picture->place == IPC_PAGE_INSIDE;
		struct check_item *found;

		if (document_passes_over(run, item, picture))
			continue;
		found =
		    inside
			? document_add(run, item, "", CASEWORK_VIA_NONE, NULL)
			: document_add(run, item, picture->address,
				       CASEWORK_VIA_NONE,
				       check_asked_for(run, picture->address,
						       CASEWORK_VIA_NONE));
		if (found == NULL) {
			item->left.beyond++;
			continue;
		}
		found->width = picture->width;
		found->height = picture->height;
		items[i] = found;
		if (picture->link != NULL)
			found->link = base_copy(picture->link);
		document_join(found, items[picture->same]);
		if (inside &&
		    clients_page_picture_fd(page, i, &found->fd) != LENS_OK)
			found->fd = -1;
	}
	free(items);
}

/* ---- Documents ---- */

/* One host is the other's, or below it, as www. and img. of a site are. */
static bool document_is_near(const char *url, const char *page)
{
	char one[BASE_HOST_MAX], two[BASE_HOST_MAX];

	return base_url_host(url, one) && base_url_host(page, two) &&
	       (base_host_is_within(one, two) || base_host_is_within(two, one));
}

static void document_follow(struct check_run *run, struct check_item *item,
			    enum casework_via via, const char *url)
{
	struct check_item *origin;

	if (document_has(run, item, url, via))
		return;
	origin = check_asked_for(run, url, via);
	if (item->depth == DOCUMENT_DEEPEST ||
	    (origin == NULL && run->documents == DOCUMENT_MOST) ||
	    document_add(run, item, url, via, origin) == NULL)
		item->left.documents++;
	else
		run->documents += origin == NULL;
}

static void document_add_links(struct check_run *run, struct check_item *item,
			       const struct ipc_page *page)
{
	static const enum casework_via vias[IPC_PAGE_LINK_KINDS] = {
	    [IPC_PAGE_SHEET] = CASEWORK_VIA_SHEET,
	    [IPC_PAGE_FRAME] = CASEWORK_VIA_FRAME,
	    [IPC_PAGE_REFRESH] = CASEWORK_VIA_REFRESH,
	};

	for (unsigned i = 0; i < page->link_count; i++) {
		const struct ipc_page_link *link = &page->links[i];

		if (!base_address_has_scheme(base_view_of(link->address),
					     "http:") &&
		    !base_address_has_scheme(base_view_of(link->address),
					     "https:"))
			continue;
		if (link->kind == IPC_PAGE_FRAME &&
		    !document_is_near(link->address, item->fetch.url))
			item->left.frames++;
		else
			document_follow(run, item, vias[link->kind],
					link->address);
	}
}

/* ---- Documents that other pages show, too ---- */

static void document_say_part(const struct check_item *item,
			      struct access_state *state)
{
	if (item->left.beyond > 0 && strcmp(state->why, "ok") == 0)
		*state = access_say(ACCESS_PAGE_PART);
}

static void document_add_again(struct check_run *run, struct check_item *item,
			       const struct check_shown *shown)
{
	struct check_item *was = shown->item, *first = was->first, *found;

	if (was->url[0] != '\0' &&
	    document_has(run, item, was->url, shown->via))
		return;
	found = document_add(run, item, was->url, shown->via,
			     was->origin != NULL ? was->origin : was);
	if (found == NULL) {
		item->left.beyond++;
		return;
	}
	found->width = was->width;
	found->height = was->height;
	if (was->link != NULL)
		found->link = base_copy(was->link);
	if (first != was && first->url[0] != '\0')
		document_join(
		    found, check_on_page(run, check_page_of(item), first->url));
}

void check_show_again(struct check_run *run, struct check_item *item,
		      struct access_state *state)
{
	const struct check_item *origin = item->origin;

	for (size_t i = 0; i < origin->shown_count; i++)
		if (origin->shown[i].via != CASEWORK_VIA_NONE &&
		    item->depth == DOCUMENT_DEEPEST)
			item->left.documents++;
		else
			document_add_again(run, item, &origin->shown[i]);
	document_say_part(item, state);
}

/* ---- What came of it ---- */

static bool document_is_public(struct access_state state)
{
	return state.access == LEDGER_ACCESS_PUBLIC ||
	       state.access == LEDGER_ACCESS_BROWSERS;
}

/* What a login page shows is not what was asked for; what scripts add to the
 * page that came is not all of it. */
static void document_take(struct check_run *run, struct check_item *item,
			  const struct clients_page *page,
			  struct check_told *out)
{
	const struct ipc_page *answer = clients_page_answer(page);
	bool shows =
	    strcmp(out->state.why, "scripted") == 0 ||
	    (item->browser && check_wall_shows(item, answer, out->state));

	out->seen =
	    document_is_public(out->state) ? CASEWORK_PAGE : CASEWORK_NOTHING;
	out->again = !shows && out->seen == CASEWORK_NOTHING;
	if (out->again)
		return;
	item->is_page = true;
	item->own_title = base_copy(answer->title);
	item->left.canvases = answer->canvases;
	item->left.scripts = answer->unread;
	item->left.beyond = answer->left_out;
	if (answer->cut && answer->left_out == 0)
		item->left.beyond = 1;
	document_add_links(run, item, answer);
	document_add_pictures(run, item, page);
	document_say_part(item, &out->state);
}

/* What it says is kept without its pictures, which have items of their own. */
static void document_keep_facts(struct check_item *item,
				const struct ipc_page *page)
{
	struct ipc_page *said = item->said;

	if (said == NULL)
		said = item->said = base_alloc(1, sizeof(*said));
	ipc_page_free(said);
	memcpy(said->title, page->title, sizeof(said->title));
	said->facts_cut = page->facts_cut;
	said->facts = base_alloc(page->fact_count, sizeof(*said->facts));
	for (; said->fact_count < page->fact_count; said->fact_count++) {
		const struct ipc_page_fact *fact =
		    &page->facts[said->fact_count];

		said->facts[said->fact_count] = (struct ipc_page_fact){
		    fact->kind, fact->group, base_copy(fact->name),
		    base_copy(fact->value)};
	}
}

static struct clients_page *document_open(const struct check_run *run,
					  const struct check_item *item,
					  bool sheet)
{
	const char *type = item->fetch.headers[IPC_FETCH_TYPE];
	struct clients_page_options options = {
	    .wake = run->check->network.cancel,
	    .type = sheet && strncasecmp(type, "text/css", 8) != 0 ? "text/css"
								   : type,
	    .refresh = item->fetch.headers[IPC_FETCH_REFRESH],
	    .wall_ms = DOCUMENT_PAGE_MS,
	    .rules = run->rules.text};

	return clients_page_read(item->fetch.fd, item->fetch.url, &options);
}

struct access_state check_no_picture(const struct check_run *run,
				     const struct check_item *item)
{
	struct access_state state = access_of_no_picture(&item->fetch);
	enum access_word wall = ACCESS_WORDS;
	struct clients_page *page;

	/* Its words may say more than its marks. */
	if (strcmp(state.why, access_say(ACCESS_WEB_PAGE).why) != 0)
		return state;
	page = document_open(run, item, false);
	if (clients_page_answer(page)->status == IPC_PAGE_OK)
		wall = check_wall(item, clients_page_answer(page),
				  &run->rules.list);
	clients_page_close(page);
	return wall != ACCESS_WORDS ? access_say(wall) : state;
}

enum lens_err check_read_document(struct check_run *run,
				  struct check_item *item,
				  struct check_told *out)
{
	bool sheet = item->via == CASEWORK_VIA_SHEET;
	struct clients_page *page = document_open(run, item, sheet);
	const struct ipc_page *answer = clients_page_answer(page);
	enum ipc_page_status status = answer->status;
	char call[IPC_CALL_MAX];

	memcpy(call, answer->call, sizeof(call));
	*out = (struct check_told){
	    CASEWORK_UNREADABLE,
	    {LEDGER_ACCESS_UNKNOWN, ipc_page_code(status),
	     ipc_call_words(ipc_page_sentence(status), call)},
	    !sheet && status == IPC_PAGE_NOT_A_PAGE};
	if (status == IPC_PAGE_OK) {
		document_keep_facts(item, answer);
		out->state =
		    sheet ? access_say(ACCESS_PAGE)
			  : check_page_state(item, answer, &run->rules.list);
		document_take(run, item, page, out);
	} else if (sheet && status == IPC_PAGE_EMPTY) {
		out->state = access_say(ACCESS_PAGE);
	} else if (!sheet && status == IPC_PAGE_NOT_A_PAGE) {
		out->state = access_say(ACCESS_NEITHER);
	}
	clients_page_close(page);
	return status == IPC_PAGE_STOPPED ? LENS_CANCELLED : LENS_OK;
}
