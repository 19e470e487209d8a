/* refresh.c: "0; url=/next" (HTML, shared declarative refresh steps). */
#include <string.h>

#include <lenscap/base_address.h>

#include "collect.h"
#include "html.h"

#define REFRESH_SOON 10 /* seconds after which a page leads on */

static struct base_view refresh_skip(struct base_view text, const char *what)
{
	size_t at = 0;

	while (at < text.size && text.data[at] != '\0' &&
	       strchr(what, text.data[at]) != NULL)
		at++;
	return base_view_part(text, at, text.size - at);
}

static unsigned refresh_seconds(struct base_view text)
{
	unsigned seconds = 0;

	for (size_t i = 0; i < text.size && text.data[i] >= '0' &&
			   text.data[i] <= '9' && seconds < 100000;
	     i++)
		seconds = seconds * 10 + (unsigned)(text.data[i] - '0');
	return seconds;
}

/* What is behind "url =", without its quotes. */
static struct base_view refresh_address(struct base_view text)
{
	const uint8_t *end;

	if (base_address_has_scheme(text, "url"))
		text = refresh_skip(base_view_part(text, 3, text.size - 3),
				    "= \t\n\f\r");
	if (text.size < 2 || (text.data[0] != '\'' && text.data[0] != '"'))
		return text;
	end = memchr(text.data + 1, text.data[0], text.size - 1);
	return base_view_part(
	    text, 1, end ? (size_t)(end - text.data) - 1 : text.size - 1);
}

void collect_refresh(struct page *page, struct base_view text)
{
	unsigned seconds;

	text = refresh_skip(text, " \t\n\f\r");
	seconds = refresh_seconds(text);
	text = refresh_address(refresh_skip(text, ".0123456789;, \t\n\f\r"));
	if (text.size > 0 && seconds <= REFRESH_SOON)
		page_add_link(page, IPC_PAGE_REFRESH, text);
}
