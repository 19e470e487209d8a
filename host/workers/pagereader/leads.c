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

#define LEADS_SCRIPTS                                                          \
	8192		  /* bytes of all: longer ones do other things, too    \
			   */
#define LEADS_LETTERS 400 /* of a page that only says that it leads on */

/* What it may depend on, or wait for. */
static const char *const leads_doubts[] = {
    "if",    "else",  "case", "catch", "click",	   "then",   "submit",
    "fetch", "await", "==",   "?",     "listener", "cookie", "storage"};

static struct base_view leads_rest(struct base_view text, size_t from)
{
	return base_view_part(text, from, text.size - from);
}

static bool leads_starts(struct base_view text, const char *word)
{
	size_t length = strlen(word);

	return text.size >= length &&
	       strncasecmp((const char *)text.data, word, length) == 0;
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
	size_t at = 0;

	while (at < text.size && !leads_starts(leads_rest(text, at), word))
		at++;
	return at;
}

/* A function with a name may be called by nobody. */
static bool leads_has_named(struct base_view script)
{
	static const char word[] = "function ";
	size_t at = leads_find(script, word);

	while (at < script.size) {
		struct base_view after =
		    leads_skip(leads_rest(script, at + sizeof(word) - 1));

		if (after.size > 0 && after.data[0] != '(')
			return true;
		script = after;
		at = leads_find(script, word);
	}
	return false;
}

static bool leads_is_sure(struct base_view before)
{
	for (size_t i = 0; i < sizeof(leads_doubts) / sizeof(leads_doubts[0]);
	     i++)
		if (leads_find(before, leads_doubts[i]) < before.size)
			return false;
	return !leads_has_named(before);
}

/* The string that is given to "location", which is before text; NULL: none. */
static char *leads_given(struct base_view text)
{
	static const char *const ways[] = {".href", ".assign", ".replace"};
	struct base_view after;
	const uint8_t *end;
	size_t used = 0;
	char *out;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (leads_starts(text, ways[i])) {
			text = leads_rest(text, strlen(ways[i]));
			break;
		}
	text = leads_skip(text);
	if (text.size == 0 || (text.data[0] != '=' && text.data[0] != '('))
		return NULL;
	text = leads_skip(leads_rest(text, 1));
	if (text.size == 0 || memchr("'\"`", text.data[0], 3) == NULL)
		return NULL;
	end = memchr(text.data + 1, text.data[0], text.size - 1);
	if (end == NULL || end[-1] == '\\')
		return NULL;
	after = leads_skip(leads_rest(text, (size_t)(end - text.data) + 1));
	text = base_view_part(text, 1, (size_t)(end - text.data) - 1);
	/* What is put together is known as far as its path is whole. */
	if (leads_find(text, "${") < text.size ||
	    (leads_starts(after, "+") && leads_find(text, "?") == text.size))
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
	struct base_view rest = script;
	size_t at;

	leads->scripts += script.size;
	leads->outside |= leads->scripts > LEADS_SCRIPTS;
	while (leads->to == NULL && !leads->outside &&
	       (at = leads_find(rest, word)) < rest.size) {
		size_t before = script.size - rest.size + at;

		rest = leads_rest(rest, at + sizeof(word) - 1);
		/* "mylocation = 1" is another name. */
		if (before > 0 && (isalnum(script.data[before - 1]) ||
				   script.data[before - 1] == '_'))
			continue;
		leads->to = leads_given(rest);
		leads->outside |=
		    leads->to != NULL &&
		    !leads_is_sure(base_view_part(script, 0, before));
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
