/*
 * base_address.h: addresses as a page or a person writes them, made absolute
 * (RFC 3986, 5) in the spelling that browsers use (WHATWG URL: white space
 * stripped, backslash as slash, what is not ASCII as percent-encoded UTF-8,
 * hosts in small letters and Punycode, no default port).
 */
#ifndef LENSCAP_BASE_ADDRESS_H
#define LENSCAP_BASE_ADDRESS_H

#include <lenscap/base_rules.h>

/*
 * Append a written address (UTF-8) in ASCII without spaces and without its
 * fragment.
 */
LENS_MUST enum lens_err base_address_clean(struct base_view written,
					   struct base_buffer *out);

/*
 * Append what the cleaned reference means seen from the cleaned base, which
 * may be empty or itself relative.  LENS_MALFORMED for an empty reference: the
 * page itself is no picture.
 */
LENS_MUST enum lens_err base_address_resolve(struct base_view base,
					     struct base_view reference,
					     struct base_buffer *out);

/* True when the address starts with this scheme, written "data:". */
bool base_address_has_scheme(struct base_view address, const char *scheme);

/* True when a person's word is an address on the web: "HTTPS://example.org". */
bool base_address_is_web(const char *text);

/* What stands before a query or a fragment. */
struct base_view base_address_head(struct base_view address);

/* Whether its last name has an ending: "/u/77/avatar" has none. */
bool base_address_has_ending(struct base_view address);

/* True when its path ends as the name of a picture that can be read does. */
bool base_address_names_picture(struct base_view address);

/*
 * Whether it is one where sites ask for a name and a password: a whole part of
 * its host or path says so ("login.example", "/login.php?next=/me").  more:
 * what packs add to the parts that do, or NULL.
 */
bool base_address_is_login(const char *address, const struct base_rules *more);

/*
 * The one spelling in which an address that a person typed is asked for and
 * kept: "HTTPS://Bücher.example/Käse" is
 * "https://xn--bcher-kva.example/K%C3%A4se". A name without a scheme, as in an
 * address bar, is taken for https.  NULL when it is no address of the web; else
 * the caller frees it.
 */
char *base_address_typed(const char *typed);

/* An address as people read it, "%C3%A4" as "ä"; as it is where no UTF-8
 * comes of it.  The caller frees it. */
char *base_address_words(const char *address);

/* What stands for an address when two are compared; never 0. */
uint64_t base_address_key(struct base_view address);

#endif
