/* place.c: whose site, and which country, an address names. */
#include <string.h>
#include <strings.h>

#include "place.h"

const char *place_country(const struct letter_set *letters, const char *address)
{
	const char *line = strrchr(address, '\n');

	line = line ? line + 1 : address;
	return line[0] ? letter_country_of(letters, line) : "";
}

/* The name of a web address's server without "www."; its length. */
static size_t place_host(const char *address, const char **out)
{
	const char *start = strstr(address, "://");

	start = start ? start + 3 : address;
	if (strncasecmp(start, "www.", 4) == 0)
		start += 4;
	*out = start;
	return strcspn(start, "/:?#");
}

bool place_is_at(const char *place, const char *site)
{
	const char *host, *own;
	size_t size = place_host(place, &host);
	size_t length = place_host(site, &own);

	if (length == 0 || size < length ||
	    strncasecmp(host + size - length, own, length) != 0)
		return false;
	return size == length || host[size - length - 1] == '.';
}
