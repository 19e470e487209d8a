/* place.h: whose site, and which country, an address names. */
#ifndef LENSCAP_CASEWORK_PLACE_H
#define LENSCAP_CASEWORK_PLACE_H

#include <lenscap/letter.h>

/* The country of a postal address's last line: "us"; "" when it names none. */
const char *place_country(const struct letter_set *letters,
			  const char *address);

/* True when an address of the web is on a controller's site, or below its
 * name: "https://img.spokeo.com/a" and "https://www.spokeo.com/". */
bool place_is_at(const char *place, const char *site);

/*
 * An address without what expires: signatures, their times and keys.  The
 * caller frees it.
 */
char *place_anchor(const char *url);

/*
 * Where a link leads in the end: a result page's own link often goes by its own
 * site and names the page that is meant.  NULL when that is no address of the
 * web; the caller frees it.
 */
char *place_of_link(const char *link);

/* Whether an address says itself that its time was over before now (seconds
 * since 1970). */
bool place_has_expired(const char *url, int64_t now);

#endif
