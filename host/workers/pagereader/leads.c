/*
 * leads.c: "location.replace('/next')".  No script is run, so that only what
 * can mean nothing else counts: pages that are not understood lead nowhere.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html.h"
#include "leads.h"

#define LEADS_SCRIPTS 8192 /* bytes: longer ones do other things, too */
#define LEADS_LETTERS 400  /* of a page that only says that it leads on */
#define LEADS_WAIT 10000   /* ms: who reads for longer was not sent on */
#define LEADS_OPEN 16	   /* brackets within brackets */

/* What it may depend on, wait for, or not be: a call, code. */
static const char *const leads_doubts[] = {
    "if",     "else",  "case", "catch", "click",    "then",    "submit",
    "fetch",  "await", "==",   "?",	"cookie",   "storage", "&&",
    "||",     "//",    "/*",   "<!--",	"function", "=>",      "class",
    "return", "throw", "for",  "while"};

/* What has the page's own "location", "onload" and "setTimeout". */
static const char *const leads_owners[] = {"window", "document", "top",
					   "self",   "parent",	 "globalThis"};

static struct base_view leads_rest(struct base_view text, size_t from)
{
	return base_view_part(text, from, text.size - from);
}

static bool leads_starts(struct base_view text, const char *word)
{
	return base_view_starts(text, word, strlen(word));
}

static bool leads_is_name(uint8_t c)
{
	return isalnum(c) || c == '_' || c == '$' || c >= 0x80;
}

static struct base_view leads_skip(struct base_view text)
{
	while (text.size > 0 && html_is_space(text.data[0]))
		text = leads_rest(text, 1);
	return text;
}

/* Where the word stands; the text's size when it does not. */
static size_t leads_find(struct base_view text, const char *word)
{
	const uint8_t *at =
	    text.size > 0 ? memmem(text.data, text.size, word, strlen(word))
			  : NULL;

	return at != NULL ? (size_t)(at - text.data) : text.size;
}

static bool leads_has_doubt(struct base_view text)
{
	for (size_t i = 0; i < sizeof(leads_doubts) / sizeof(leads_doubts[0]);
	     i++) {
		size_t length = strlen(leads_doubts[i]);

		for (size_t at = 0; at + length <= text.size; at++)
			if (strncasecmp((const char *)text.data + at,
					leads_doubts[i], length) == 0)
				return true;
	}
	return false;
}

/* Take what ends the text from it: a name is taken as a whole. */
static bool leads_drop(struct base_view *text, const char *word)
{
	struct base_view rest = *text;
	size_t length = strlen(word);

	while (rest.size > 0 && html_is_space(rest.data[rest.size - 1]))
		rest.size--;
	if (rest.size < length ||
	    memcmp(rest.data + rest.size - length, word, length) != 0)
		return false;
	rest.size -= length;
	if (leads_is_name((uint8_t)word[0]) && rest.size > 0 &&
	    leads_is_name(rest.data[rest.size - 1]))
		return false;
	*text = rest;
	return true;
}

static bool leads_ends(struct base_view text, const char *word)
{
	return leads_drop(&text, word);
}

/* "window.top." before a name of theirs; false for another's: "user.". */
static bool leads_drop_owners(struct base_view *text)
{
	while (text->size > 0 && text->data[text->size - 1] == '.') {
		size_t i = 0,
		       count = sizeof(leads_owners) / sizeof(leads_owners[0]);

		text->size--;
		while (i < count && !leads_drop(text, leads_owners[i]))
			i++;
		if (i == count)
			return false;
	}
	return true;
}

/* Behind the string that begins here, or behind this letter. */
static size_t leads_over(struct base_view text, size_t at)
{
	uint8_t quote = text.data[at++];

	if (memchr("'\"`", quote, 3) == NULL)
		return at;
	while (at < text.size && text.data[at] != quote)
		at += text.data[at] == '\\' ? 2 : 1;
	return at + 1;
}

/*
 * Where the bracket or the string begins in which the text ends; its size when
 * it ends in none, SIZE_MAX when that is not clear.
 */
static size_t leads_opened(struct base_view text)
{
	size_t opened[LEADS_OPEN], next;
	unsigned depth = 0;

	for (size_t at = 0; at < text.size; at = next) {
		uint8_t c = text.data[at];

		next = leads_over(text, at);
		if (next > text.size)
			return at;
		if (memchr("({[", c, 3) != NULL && depth < LEADS_OPEN)
			opened[depth++] = at;
		else if (memchr("({[", c, 3) != NULL ||
			 (memchr(")}]", c, 3) != NULL && depth-- == 0))
			return SIZE_MAX;
	}
	return depth > 0 ? opened[depth - 1] : text.size;
}

/* What follows the block's or the string's end. */
static struct base_view leads_closed(struct base_view text, uint8_t opener)
{
	uint8_t closer = opener == '{' ? '}' : opener;
	unsigned depth = 0;
	size_t at = 0;

	while (at < text.size && (depth > 0 || text.data[at] != closer)) {
		if (opener != '{') {
			at++;
			continue;
		}
		depth += text.data[at] == '{';
		depth -= text.data[at] == '}';
		at = leads_over(text, at);
	}
	return leads_rest(text, at < text.size ? at + 1 : text.size);
}

/* ", 5 * 1000)", or ")" at once. */
static bool leads_waits_little(struct base_view text)
{
	unsigned long wait = 1;

	text = leads_skip(text);
	if (!leads_starts(text, ","))
		return leads_starts(text, ")");
	do {
		unsigned long number = 0;

		text = leads_skip(leads_rest(text, 1));
		if (text.size == 0 || !isdigit(text.data[0]))
			return false;
		for (; text.size > 0 && isdigit(text.data[0]) &&
		       number <= LEADS_WAIT;
		     text = leads_rest(text, 1))
			number = 10 * number + (text.data[0] - '0');
		wait *= number;
		text = leads_skip(text);
	} while (leads_starts(text, "*") && wait <= LEADS_WAIT);
	return leads_starts(text, ")") && wait <= LEADS_WAIT;
}

/* "function (e)" or "(e) =>", which have no name to be called by. */
static bool leads_drop_function(struct base_view *text)
{
	bool arrow = leads_drop(text, "=>");

	if (leads_drop(text, ")")) {
		const uint8_t *open = text->size > 0
					  ? memrchr(text->data, '(', text->size)
					  : NULL;

		text->size = open != NULL ? (size_t)(open - text->data) : 0;
	} else if (arrow) {
		leads_drop(text, ""); /* the spaces */
		while (text->size > 0 &&
		       leads_is_name(text->data[text->size - 1]))
			text->size--;
	}
	return arrow || leads_drop(text, "function");
}

/* True when the function is called soon after the page has come. */
static bool leads_drop_handed(struct base_view *text, struct base_view after)
{
	static const char *const events[] = {
	    "'load'", "\"load\"", "'DOMContentLoaded'", "\"DOMContentLoaded\""};

	if (leads_drop(text, "="))
		return leads_drop(text, "onload") && leads_drop_owners(text);
	if (leads_drop(text, "("))
		return leads_drop(text, "setTimeout") &&
		       leads_drop_owners(text) && leads_waits_little(after);
	if (!leads_drop(text, ","))
		return false;
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (leads_drop(text, events[i]))
			return leads_drop(text, "(") &&
			       leads_drop(text, "addEventListener") &&
			       leads_drop_owners(text);
	return false;
}

/* True when a statement begins where the text ends. */
static bool leads_begins(struct base_view text)
{
	bool line = false;

	leads_drop(&text, "javascript:");
	for (; text.size > 0 && html_is_space(text.data[text.size - 1]);
	     text.size--)
		line |= text.data[text.size - 1] == '\n';
	return text.size == 0 || memchr(";}", text.data[text.size - 1], 2) ||
	       (line && (leads_is_name(text.data[text.size - 1]) ||
			 memchr("'\"`)]", text.data[text.size - 1], 5)));
}

/* True when what stands between the two is done, whatever is the case. */
static bool leads_is_sure(struct base_view before, struct base_view after)
{
	size_t at;

	while ((at = leads_opened(before)) != SIZE_MAX) {
		struct base_view inner;
		uint8_t opener;

		/* "onload = () => location = ..." has no block. */
		if (leads_ends(before, "=>")) {
			if (!leads_drop_function(&before) ||
			    !leads_drop_handed(&before, after))
				return false;
			continue;
		}
		inner = at < before.size ? leads_rest(before, at + 1) : before;
		if (leads_has_doubt(inner) || !leads_begins(inner))
			return false;
		if (at == before.size)
			return true;
		opener = before.data[at];
		before.size = at;
		after = leads_closed(after, opener);
		/* A string is code for setTimeout() only. */
		if ((opener == '{' ? !leads_drop_function(&before)
				   : opener == '(' || opener == '[' ||
					 !leads_ends(before, "(")) ||
		    !leads_drop_handed(&before, after))
			return false;
	}
	return false;
}

/* What follows "=" or "(" after "location"; empty where neither does. */
static struct base_view leads_way(struct base_view text, bool *called)
{
	static const struct {
		const char *name, *gives;
	} ways[] = {{".href", "="}, {".assign", "("}, {".replace", "("}};
	const char *gives = "=";

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (leads_starts(text, ways[i].name)) {
			text = leads_rest(text, strlen(ways[i].name));
			gives = ways[i].gives;
			break;
		}
	*called = gives[0] == '(';
	text = leads_skip(text);
	if (!leads_starts(text, gives))
		return (struct base_view){NULL, 0};
	return leads_skip(leads_rest(text, 1));
}

/*
 * The string that is given to "location", which is before text, and what
 * follows it; NULL: none.
 */
static char *leads_given(struct base_view text, struct base_view *after)
{
	const uint8_t *end;
	size_t used = 0;
	bool called;
	char *out;

	text = leads_way(text, &called);
	if (text.size == 0 || memchr("'\"`", text.data[0], 3) == NULL)
		return NULL;
	end = memchr(text.data + 1, text.data[0], text.size - 1);
	if (end == NULL || end[-1] == '\\')
		return NULL;
	*after = leads_skip(leads_rest(text, (size_t)(end - text.data) + 1));
	if (leads_starts(*after, ")") && called)
		*after = leads_skip(leads_rest(*after, 1));
	text = base_view_part(text, 1, (size_t)(end - text.data) - 1);
	/* What is put together is known as far as its path is whole. */
	if (leads_find(text, "${") < text.size ||
	    (leads_starts(*after, "+") && leads_find(text, "?") == text.size) ||
	    (after->size > 0 && memchr(".[?&|", after->data[0], 5) != NULL))
		return NULL;
	out = base_alloc(text.size + 1, 1);
	/* "\/next" is "/next". */
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] != '\\')
			out[used++] = (char)text.data[i];
	return out;
}

void leads_script(struct leads *leads, struct base_view script)
{
	static const char word[] = "location";
	struct base_view rest, before, after;
	size_t at;

	leads->scripts += script.size;
	leads->outside |= leads->scripts > LEADS_SCRIPTS;
	script = leads_skip(script);
	/* It was hidden so from browsers that knew no scripts. */
	if (leads_starts(script, "<!--"))
		script = leads_rest(script, leads_find(script, "\n"));
	rest = script;
	while (leads->to == NULL && !leads->outside &&
	       (at = leads_find(rest, word)) < rest.size) {
		before =
		    base_view_part(script, 0, script.size - rest.size + at);
		rest = leads_rest(rest, at + sizeof(word) - 1);
		/* "mylocation = 1" and "user.location = 1" are others. */
		if ((before.size > 0 &&
		     leads_is_name(before.data[before.size - 1])) ||
		    !leads_drop_owners(&before))
			continue;
		leads->to = leads_given(rest, &after);
		leads->outside |=
		    leads->to != NULL && !leads_is_sure(before, after);
	}
}

void leads_text(struct leads *leads, struct base_view text)
{
	for (size_t i = 0; i < text.size; i++)
		leads->letters += !html_is_space(text.data[i]);
}

void leads_end(struct leads *leads, struct page *page)
{
	if (leads->to != NULL && leads->to[0] != '\0' && !leads->outside &&
	    leads->letters <= LEADS_LETTERS)
		page_add_link(page, IPC_PAGE_REFRESH, base_view_of(leads->to));
	free(leads->to);
	leads->to = NULL;
}
