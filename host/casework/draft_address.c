/*
 * draft_address.c: an address as a letter may tell it.  What names a session,
 * a person or a moment is left out: it would be handed to whoever is asked,
 * and it is no key to what they collected.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "draft.h"

#define ADDRESS_SECRET 20 /* signs of a value that nobody chose */

/* Names of parameters, in small letters: '*' ends the beginning of several. */
static const char *const address_names[] = {
    "session*",
    "sess",
    "sid",
    "phpsessid",
    "jsessionid",
    "token",
    "*token",
    "auth*",
    "apikey",
    "api_key",
    "key",
    "key-pair-id",
    "sig",
    "signature",
    "sign",
    "hmac",
    "jwt",
    "policy",
    "password",
    "passwd",
    "pass",
    "pwd",
    "otp",
    "code",
    "state",
    "nonce",
    "csrf*",
    "xsrf*",
    "user*",
    "uid",
    "login",
    "email*",
    "e-mail",
    "mail",
    "phone",
    "tel",
    "name",
    "expires*",
    "expiry",
    "exp",
    "e",
    "t",
    "ts",
    "timestamp",
    "validuntil",
    "x-amz-*",
    "x-goog-*",
    "awsaccesskeyid",
    "googleaccessid",
    "se",
    "sp",
    "sv",
    "sr",
    "oh",
    "oe",
    "_nc_*",
    "ccb",
    "efg",
    "ig_cache_key",
    "utm_*",
    "fbclid",
    "gclid",
    "msclkid",
    "ref",
    "invite*",
    "share*",
    "visitor*",
    "client_id",
};

static bool address_named(const char *name, size_t size, const char *rule)
{
	size_t length = strlen(rule);

	if (rule[0] == '*')
		return size >= length - 1 &&
		       strncasecmp(name + size - (length - 1), rule + 1,
				   length - 1) == 0;
	if (rule[length - 1] == '*')
		return size >= length - 1 &&
		       strncasecmp(name, rule, length - 1) == 0;
	return size == length && strncasecmp(name, rule, length) == 0;
}

/* A value that carries an e-mail address, or that nobody could have chosen. */
static bool address_secret(const char *value, size_t size)
{
	size_t digits = 0, letters = 0;

	for (size_t i = 0; i < size; i++) {
		char c = value[i];

		if (c == '@' || (c == '%' && size - i >= 3 &&
				 strncmp(value + i, "%40", 3) == 0))
			return true;
		digits += c >= '0' && c <= '9';
		letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}
	return size >= ADDRESS_SECRET && digits >= 3 && letters >= 3 &&
	       digits + letters >= size - 4;
}

/* One "name=value". */
static bool address_tells(const char *pair, size_t size)
{
	const char *equals = memchr(pair, '=', size);
	size_t name = equals ? (size_t)(equals - pair) : size;

	for (size_t i = 0; i < sizeof(address_names) / sizeof(address_names[0]);
	     i++)
		if (address_named(pair, name, address_names[i]))
			return true;
	return equals != NULL ? address_secret(equals + 1, size - name - 1)
			      : address_secret(pair, size);
}

/* The pairs of a query that may stay; "" and no mark for none. */
static char *address_query(const char *query, size_t size, bool *cut)
{
	char *kept = base_copy(""), *more;

	while (size > 0) {
		size_t pair = 0;

		while (pair < size && query[pair] != '&' && query[pair] != ';')
			pair++;
		if (pair > 0 && !address_tells(query, pair)) {
			more =
			    base_format("%s%s%.*s", kept, kept[0] ? "&" : "?",
					(int)pair, query);
			free(kept);
			kept = more;
		} else if (pair > 0) {
			*cut = true;
		}
		pair += pair < size;
		query += pair;
		size -= pair;
	}
	return kept;
}

/* This machine, or one beside it: no stranger can ask for it. */
static bool address_is_near(const char *host)
{
	static const char *const ends[] = {".localhost", ".local", ".internal",
					   ".lan", ".home.arpa"};
	unsigned second = 0;

	if (strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 ||
	    strncmp(host, "10.", 3) == 0 || strncmp(host, "192.168.", 8) == 0 ||
	    strncmp(host, "169.254.", 8) == 0 || strcmp(host, "0.0.0.0") == 0 ||
	    strchr(host, ':') != NULL || host[0] == '[')
		return true;
	if (strncmp(host, "172.", 4) == 0)
		second = (unsigned)strtoul(host + 4, NULL, 10);
	if (second >= 16 && second <= 31)
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t size = strlen(host), end = strlen(ends[i]);

		if (size > end && strcasecmp(host + size - end, ends[i]) == 0)
			return true;
	}
	return false;
}

char *draft_address(const char *url, bool whole, bool *cut)
{
	char host[BASE_HOST_MAX], *query, *clean;
	const char *rest = strstr(url, "://"), *at;
	size_t scheme, authority, path, size;

	if (rest == NULL || !base_url_host(url, host) || address_is_near(host))
		return base_copy("");
	if (whole)
		return base_copy(url);
	scheme = (size_t)(rest - url) + 3;
	authority = strcspn(url + scheme, "/?#");
	at = memrchr(url + scheme, '@', authority);
	rest = url + scheme + authority;
	path = strcspn(rest, "?#;");
	*cut |= at != NULL || rest[path] == ';' || strchr(rest, '#') != NULL;
	size = strcspn(rest, "?#");
	query = address_query(
	    rest[size] == '?' ? rest + size + 1 : "",
	    rest[size] == '?' ? strcspn(rest + size + 1, "#") : 0, cut);
	if (at != NULL)
		authority -= (size_t)(at + 1 - url) - scheme;
	clean = base_format("%.*s%.*s%.*s%s", (int)scheme, url, (int)authority,
			    at != NULL ? at + 1 : url + scheme, (int)path, rest,
			    query);
	free(query);
	return clean;
}
