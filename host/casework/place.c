/* place.c: whose site, and which country, an address names. */
#include <string.h>

#include "place.h"

const char *place_country(const struct letter_set *letters, const char *address)
{
	const char *line = strrchr(address, '\n');

	line = line ? line + 1 : address;
	return line[0] ? letter_country_of(letters, line) : "";
}

bool place_is_at(const char *place, const char *site)
{
	char host[BASE_HOST_MAX], own[BASE_HOST_MAX];

	return base_url_host(place, host) && base_url_host(site, own) &&
	       base_host_is_within(host, own);
}
