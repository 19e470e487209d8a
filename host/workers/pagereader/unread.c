/*
 * unread.c: what state.c does not read is told.  Where a program puts addresses
 * together, or calls something with them, nobody but its browser knows what
 * they are; that there are some is seen by how the names of photos end.
 * extension/content/state.js does the same.
 */
#include <string.h>
#include <strings.h>

#include "html.h"
#include "jsonld.h"
#include "rules.h"
#include "state.h"
#include "unread.h"
#include <lenscap/base_address.h>

#define UNREAD_LOOKS_MAX 1000 /* endings that are looked at */
#define UNREAD_NAMES_MAX 8192 /* bytes of names */
#define UNREAD_ENDING_MAX 5   /* letters */
#define UNREAD_BACK_MAX 300   /* letters of an address before its ending */
#define UNREAD_WORK_MAX (256u << 20) /* bytes of addresses looked through */

/* How long the ending of a photo's name is that stands here; 0: none does. */
static size_t unread_ending(struct base_view script, size_t at)
{
	struct base_view text = base_view_part(script, at, script.size - at);
	struct base_view ending = {text.data, 1};
	uint8_t next = 0;

	while (ending.size < text.size && ending.size <= UNREAD_ENDING_MAX &&
	       (text.data[ending.size] | 0x20) >= 'a' &&
	       (text.data[ending.size] | 0x20) <= 'z')
		ending.size++;
	next = ending.size < text.size ? text.data[ending.size] : 0;
	/* With one letter before it, for an ending alone is no name. */
	if (at == 0 || next == 0 || strchr("\"'`?#\\", next) == NULL ||
	    !base_address_names_picture(
		base_view_part(script, at - 1, ending.size + 1)) ||
	    strncasecmp((const char *)ending.data, ".gif", 4) == 0 ||
	    strncasecmp((const char *)ending.data, ".png", 4) == 0)
		return 0;
	return ending.size;
}

/* Where the address begins whose ending is here. */
static size_t unread_begin(struct base_view text, size_t at)
{
	size_t from = at;

	while (from > 0 && at - from < UNREAD_BACK_MAX &&
	       !html_is_space(text.data[from - 1]) &&
	       text.data[from - 1] != 0 &&
	       strchr("\"'`<>(),;", text.data[from - 1]) == NULL)
		from--;
	return from;
}

/* name + ".jpg", whose quote is before from. */
static bool unread_is_added(struct base_view text, size_t from)
{
	if (from == 0)
		return false;
	from--;
	while (from > 0 && html_is_space(text.data[from - 1]))
		from--;
	return from > 0 && text.data[from - 1] == '+';
}

static void unread_add(struct unread *unread, struct base_view name)
{
	struct base_buffer *names = &unread->names;
	struct base_buffer line;

	base_buffer_init(&line, UNREAD_NAMES_MAX);
	if (base_buffer_add(&line, "\n", 1) == LENS_OK &&
	    base_buffer_add(&line, name.data, name.size) == LENS_OK &&
	    base_buffer_add(&line, "\n", 1) == LENS_OK &&
	    (names->size == 0 ||
	     memmem(names->data, names->size, line.data, line.size) == NULL))
		/* Between two names are two ends of lines; what finds no room
		 * is one of very many. */
		(void)!base_buffer_add(names, line.data, line.size);
	base_buffer_free(&line);
}

/* The address of a photo, which may have escapes. */
static void unread_address(struct unread *unread, struct base_view raw)
{
	struct base_buffer plain;
	struct base_view name;

	base_buffer_init(&plain, raw.size * 3 + 1);
	if (jsonld_plain(raw, true, &plain) != LENS_OK)
		plain.size = 0;
	name = plain.size > 0 ? base_buffer_view(&plain) : raw;
	if (!state_is_sign(name) && !rules_within(RULES_PIXEL, name) &&
	    !rules_within(RULES_PAGE_LINK, name)) {
		size_t at = name.size;

		/* As it stands in an address; other letters do not. */
		while (at > 0 && name.data[at - 1] > ' ' &&
		       name.data[at - 1] < 0x7f && name.data[at - 1] != '/')
			at--;
		name = base_view_part(name, at, name.size - at);
		if (name.size > 0 && name.data[0] != '.')
			unread_add(unread, name);
	}
	base_buffer_free(&plain);
}

void unread_note(struct unread *unread, struct base_view script)
{
	unread->names.maximum = UNREAD_NAMES_MAX;
	for (size_t at = 0;
	     at < script.size && unread->looks < UNREAD_LOOKS_MAX; at++) {
		size_t size = 0, from;

		if (script.data[at] == '.')
			size = unread_ending(script, at);
		if (size == 0)
			continue;
		unread->looks++;
		from = unread_begin(script, at);
		if (from < at)
			unread_address(
			    unread,
			    base_view_part(script, from, at + size - from));
		else if (unread_is_added(script, from))
			unread_add(unread, base_view_of("+.jpg"));
	}
}

/* Whether a picture has the name in its address; work grows by the bytes that
 * were looked through. */
static bool unread_is_listed(struct base_view name,
			     const struct ipc_page *answer, uint64_t *work)
{
	for (unsigned i = 0; i < answer->count; i++) {
		const char *address = answer->pictures[i].address;
		size_t size = strlen(address);

		*work += size;
		if (memmem(address, size, name.data, name.size) != NULL)
			return true;
	}
	return false;
}

uint32_t unread_count(const struct unread *unread,
		      const struct ipc_page *answer)
{
	struct base_view rest = base_buffer_view(&unread->names);
	uint64_t work = 0;
	uint32_t count = 0;

	while (rest.size > 1 && work < UNREAD_WORK_MAX) {
		const uint8_t *end = memchr(rest.data + 1, '\n', rest.size - 1);
		size_t size = (size_t)(end - rest.data);

		count += !unread_is_listed(base_view_part(rest, 1, size - 1),
					   answer, &work);
		rest = base_view_part(rest, size + 1, rest.size - size - 1);
	}
	return count;
}

void unread_free(struct unread *unread)
{
	base_buffer_free(&unread->names);
}
