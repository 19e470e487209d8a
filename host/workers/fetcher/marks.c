/* marks.c: words that walls, challenges and error pages have in them. */
#include <string.h>
#include <strings.h>

#include <lenscap/base_page_rules.h>
#include <lenscap/ipc_fetch.h>

#include "marks.h"

#define MARKS_LOOKED_AT (512u << 10) /* bytes of a page, from its beginning */

#define MARKS_PASSWORD(text) {IPC_FETCH_MARK_PASSWORD, text},
#define MARKS_CHALLENGE(text) {IPC_FETCH_MARK_CHALLENGE, text},
#define MARKS_MISSING(text) {IPC_FETCH_MARK_MISSING, text},
#define MARKS_ENTRY(text) text,

/* clang-format off */
static const struct {
	uint8_t mark;
	const char *words; /* in lower case */
} marks_words[] = {
	PAGE_RULES_PASSWORD(MARKS_PASSWORD)
	PAGE_RULES_CHALLENGE(MARKS_CHALLENGE)
	PAGE_RULES_MISSING(MARKS_MISSING)
	{IPC_FETCH_MARK_SCRIPT, "<script"},
};
/* clang-format on */

static const struct base_rules *marks_more; /* what packs add, or NULL */

void marks_add(const struct base_rules *more)
{
	marks_more = more;
}

static uint8_t marks_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

static bool marks_at(struct base_view body, size_t at, const char *words)
{
	for (; *words != '\0'; words++, at++)
		if (at >= body.size ||
		    marks_lower(body.data[at]) != (uint8_t)*words)
			return false;
	return true;
}

static bool marks_is_page(struct base_view body, const char *type)
{
	size_t at = 0;

	if (strncasecmp(type, "text/html", 9) == 0 ||
	    strncasecmp(type, "application/xhtml", 17) == 0)
		return true;
	while (at < body.size && body.data[at] <= ' ')
		at++;
	return marks_at(body, at, "<!doctype html") ||
	       marks_at(body, at, "<html");
}

/* ---- What the whole page is for ---- */

#define MARKS_BARE 400 /* letters of a form, its label and its small print */
#define MARKS_TITLE 300

static const char *const marks_login[] = {PAGE_RULES_TITLE_LOGIN(MARKS_ENTRY)
					      NULL};

/* Where some words stand first, from a place on; the end: nowhere. */
static size_t marks_find(struct base_view body, size_t at, const char *words)
{
	while (at < body.size && !marks_at(body, at, words))
		at++;
	return at;
}

static bool marks_is_letter(uint8_t c)
{
	return c >= 0x80 || (marks_lower(c) >= 'a' && marks_lower(c) <= 'z');
}

static bool marks_any_at(struct base_view body, size_t at,
			 enum base_rules_list list)
{
	const struct base_rules *more = marks_more;

	for (size_t i = 0; more != NULL && i < more->count; i++)
		if (more->items[i].list == list &&
		    marks_at(body, at, more->items[i].entry))
			return true;
	return false;
}

static bool marks_asks_at(struct base_view body, size_t at)
{
	for (size_t i = 0; marks_login[i] != NULL; i++)
		if (marks_at(body, at, marks_login[i]))
			return true;
	return marks_any_at(body, at, BASE_RULES_TITLE_LOGIN);
}

/* A word of the title: "My blog in Berlin" asks for nothing. */
static bool marks_title_asks(struct base_view body)
{
	size_t at = marks_find(body, 0, "<title");
	size_t end = marks_find(body, at, "</title");

	if (end > at + MARKS_TITLE)
		end = at + MARKS_TITLE;
	for (; at < end; at++)
		if (!marks_is_letter(body.data[at - (at > 0)]) &&
		    marks_asks_at(body, at))
			return true;
	return false;
}

/* Letters outside of tags; what scripts and styles are made of counts, too. */
static bool marks_is_bare(struct base_view body)
{
	size_t letters = 0;
	bool tag = false;

	for (size_t at = 0; at < body.size && letters <= MARKS_BARE; at++) {
		uint8_t c = body.data[at];

		if (c == '<' || c == '>')
			tag = c == '<';
		else if (!tag && marks_is_letter(c))
			letters++;
	}
	return letters <= MARKS_BARE;
}

uint8_t marks_of(struct base_view body, const char *type)
{
	uint8_t marks = IPC_FETCH_MARK_PAGE;

	if (!marks_is_page(body, type))
		return 0;
	if (body.size > MARKS_LOOKED_AT)
		body.size = MARKS_LOOKED_AT;
	for (size_t at = 0; at < body.size; at++)
		for (size_t i = 0;
		     i < sizeof(marks_words) / sizeof(marks_words[0]); i++)
			if (!(marks & marks_words[i].mark) &&
			    marks_at(body, at, marks_words[i].words))
				marks |= marks_words[i].mark;
	for (size_t at = 0; at < body.size && marks_more != NULL &&
			    !(marks & IPC_FETCH_MARK_CHALLENGE);
	     at++)
		if (marks_any_at(body, at, BASE_RULES_CHALLENGE))
			marks |= IPC_FETCH_MARK_CHALLENGE;
	if (marks & IPC_FETCH_MARK_PASSWORD &&
	    (marks_title_asks(body) || marks_is_bare(body)))
		marks |= IPC_FETCH_MARK_ASKS;
	return marks;
}
