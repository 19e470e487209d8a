/*
 * check_wall.c: what stands in the way of a stranger, told by the page that
 * came.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>
#include <lenscap/base_page_rules.h>

#include "check_wall.h"

static bool wall_leads_on(const struct check_item *item,
			  const struct ipc_page *page)
{
	for (unsigned i = 0; i < page->link_count; i++)
		if (page->links[i].kind == IPC_PAGE_REFRESH &&
		    strcmp(page->links[i].address, item->url) != 0)
			return true;
	return false;
}

/* By itself it sends a stranger to where a login is asked for. */
static bool wall_leads_to_login(const struct check_item *item,
				const struct ipc_page *page,
				const struct base_rules *more)
{
	for (unsigned i = 0; i < page->link_count; i++)
		if (page->links[i].kind == IPC_PAGE_REFRESH &&
		    base_address_is_login(page->links[i].address, more))
			return !base_address_is_login(item->url, more);
	return false;
}

#define WALL_ENTRY(text) text,

/* Ours, and beside them what packs add. */
struct wall_words {
	const char *const *ours;
	const struct base_rules *more;
	enum base_rules_list list;
};

static const char *const wall_login[] = {PAGE_RULES_TITLE_LOGIN(WALL_ENTRY)
					     NULL};
static const char *const wall_missing[] = {PAGE_RULES_TITLE_MISSING(WALL_ENTRY)
					       NULL};
static const char *const wall_missing_in[] = {
    PAGE_RULES_TITLE_MISSING_IN(WALL_ENTRY) NULL};
static const char *const wall_refused[] = {PAGE_RULES_TITLE_REFUSED(WALL_ENTRY)
					       NULL};
static const char *const wall_consent[] = {PAGE_RULES_TITLE_CONSENT(WALL_ENTRY)
					       NULL};
static const char *const wall_challenge[] = {
    PAGE_RULES_TITLE_CHALLENGE(WALL_ENTRY) NULL};

/* A dash, a dot or a bracket that parts "Not found" from "Example". */
static bool wall_part_ends(const char *rest)
{
	rest += strspn(rest, "!.?");
	if (*rest == ' ')
		return rest[1] == '\0' || strchr("-|<>/(", rest[1]) != NULL ||
		       (uint8_t)rest[1] == 0xe2 || (uint8_t)rest[1] == 0xc2;
	return *rest == '\0' || *rest == '|';
}

/* "$" stands for the end of a part, "*" for whatever follows. */
static bool wall_is_one(const char *title, const char *words, bool strict)
{
	size_t size = strlen(words);
	char last = words[size - 1];
	bool whole = last == '$' || (strict && last != '*');

	size -= last == '$' || last == '*';
	return strncasecmp(title, words, size) == 0 &&
	       (!whole || wall_part_ends(title + size));
}

static bool wall_is(const char *title, const struct wall_words *words,
		    bool strict)
{
	const char *more;

	for (size_t i = 0; words->ours[i] != NULL; i++)
		if (wall_is_one(title, words->ours[i], strict))
			return true;
	for (size_t i = 0;
	     (more = base_rules_at(words->more, words->list, i)) != NULL; i++)
		if (wall_is_one(title, more, strict))
			return true;
	return false;
}

static bool wall_begins(const char *title, const struct wall_words *words)
{
	return wall_is(title, words, false);
}

/* Whether a part of "Page not found | Example" or "Oops! No page" begins so. */
static bool wall_part_is(const char *title, const struct wall_words *words,
			 bool strict)
{
	for (const char *at = title; *at != '\0'; at++)
		if (at == title || at[-1] == '(' ||
		    (at[-1] == ' ' && at - title > 1 &&
		     (strchr("-|:!.,>", at[-2]) != NULL ||
		      (uint8_t)at[-2] >= 0x80)))
			if (wall_is(at, words, strict))
				return true;
	return false;
}

static bool wall_has_word(const char *title, const struct wall_words *words)
{
	for (const char *at = title; *at != '\0'; at++)
		/* "My blog in Berlin" asks for nothing. */
		if ((at == title || !isalpha((unsigned char)at[-1])) &&
		    wall_begins(at, words))
			return true;
	return false;
}

static bool wall_contains(const char *title, const struct wall_words *words)
{
	for (; *title != '\0'; title++)
		if (wall_begins(title, words))
			return true;
	return false;
}

static bool wall_wants_picture(const struct check_item *item)
{
	return (item->inside && item->via == CASEWORK_VIA_NONE) ||
	       base_address_names_picture(base_view_of(item->url));
}

/* A picture's address that was led away to a page: that is another thing. */
static bool wall_is_elsewhere(const struct check_item *item)
{
	return item->fetch.hop_count > 0 &&
	       !base_address_names_picture(base_view_of(item->fetch.url));
}

enum access_word check_wall(const struct check_item *item,
			    const struct ipc_page *page,
			    const struct base_rules *more)
{
	const struct wall_words login = {wall_login, more,
					 BASE_RULES_TITLE_LOGIN};
	const struct wall_words challenge = {wall_challenge, more,
					     BASE_RULES_TITLE_CHALLENGE};
	const struct wall_words refused = {wall_refused, more,
					   BASE_RULES_TITLE_REFUSED};
	const struct wall_words consent = {wall_consent, more,
					   BASE_RULES_TITLE_CONSENT};
	/* That a page is gone no pack can say. */
	const struct wall_words missing = {wall_missing, NULL, 0};
	const struct wall_words missing_in = {wall_missing_in, NULL, 0};
	uint8_t marks = item->fetch.marks;
	bool empty = ipc_page_is_empty(page);
	bool bare = ipc_page_is_bare(page);
	/* The menu of any page may have a field for a password. */
	bool form = bare || (empty && marks & IPC_FETCH_MARK_ASKS);

	if (marks & IPC_FETCH_MARK_LOGIN ||
	    (wall_leads_to_login(item, page, more) &&
	     (empty || wall_wants_picture(item))) ||
	    (page->password && form) ||
	    ((page->password || page->named) &&
	     wall_has_word(page->title, &login)))
		return ACCESS_LOGIN_PAGE;
	if ((marks & IPC_FETCH_MARK_CHALLENGE && empty) ||
	    wall_begins(page->title, &challenge))
		return ACCESS_CHALLENGE;
	if ((marks & IPC_FETCH_MARK_MISSING && empty) ||
	    wall_part_is(page->title, &missing, false) ||
	    wall_contains(page->title, &missing_in))
		return ACCESS_SOFT_404;
	/* "Access denied: the tour" with pictures is an album. */
	if (wall_part_is(page->title, &refused, !empty))
		return ACCESS_SAYS_NO;
	if (wall_part_is(page->title, &consent, !empty))
		return ACCESS_CONSENT;
	/* Some ask for a name first, and some for an account elsewhere. */
	if (bare && wall_part_is(page->title, &login, true))
		return ACCESS_LOGIN_PAGE;
	/* Who registers is asked for one, too. */
	return page->named && bare ? ACCESS_ASKS_NAME : ACCESS_WORDS;
}

bool check_wall_shows(const struct check_item *item,
		      const struct ipc_page *page, struct access_state state)
{
	return !ipc_page_is_empty(page) && !wall_wants_picture(item) &&
	       (strcmp(state.why, access_say(ACCESS_SAYS_NO).why) == 0 ||
		strcmp(state.why, access_say(ACCESS_CONSENT).why) == 0);
}

struct access_state check_page_state(const struct check_item *item,
				     const struct ipc_page *page,
				     const struct base_rules *more)
{
	uint8_t marks = item->fetch.marks;
	bool empty = ipc_page_is_empty(page);
	enum access_word wall = check_wall(item, page, more);

	if (wall != ACCESS_WORDS)
		return access_say(wall);
	if (wall_wants_picture(item) &&
	    (empty || page->password || wall_is_elsewhere(item) ||
	     marks & (IPC_FETCH_MARK_PASSWORD | IPC_FETCH_MARK_CHALLENGE |
		      IPC_FETCH_MARK_MISSING)))
		return access_of_no_picture(&item->fetch);
	if (wall_leads_on(item, page))
		return access_say(ACCESS_LEADS_ON);
	if (ipc_page_is_scripted(page))
		return access_say(ACCESS_SCRIPTED);
	if (item->browser && item->turned_away)
		return access_say(ACCESS_BROWSERS);
	return access_say(ACCESS_PAGE);
}
