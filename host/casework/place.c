/* place.c: whose site, and which country, an address names. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <lenscap/base_address.h>
#include <lenscap/base_page_rules.h>

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

/* ---- Addresses that expire ---- */

#define PLACE_ENTRY(text) text,

/* Parameters of signed addresses; "*" stands for the rest of a name. */
static const char *const place_signed[] = {PAGE_RULES_SIGNED(PLACE_ENTRY)};

static bool place_is_signed(const char *name, size_t size)
{
	for (size_t i = 0; i < sizeof(place_signed) / sizeof(place_signed[0]);
	     i++) {
		const char *known = place_signed[i];
		size_t length = strlen(known);

		if (known[length - 1] == '*'
			? size >= length - 1 &&
			      strncasecmp(name, known, length - 1) == 0
			: size == length && strncasecmp(name, known, size) == 0)
			return true;
	}
	return false;
}

char *place_anchor(const char *url)
{
	char *out = base_copy(url);
	size_t used = strcspn(url, "?#");
	const char *at = url + used;
	char before = '?';

	if (*at != '?') {
		out[used] = '\0';
		return out;
	}
	for (at++; *at != '\0' && *at != '#';) {
		size_t size = strcspn(at, "&#"), name = strcspn(at, "=&#");

		if (size > 0 && !place_is_signed(at, name)) {
			out[used++] = before;
			memcpy(out + used, at, size);
			used += size;
			before = '&';
		}
		at += size + (at[size] == '&');
	}
	out[used] = '\0';
	return out;
}

/* The value of a parameter, or NULL; *size of it. */
static const char *place_value(const char *url, const char *name, size_t *size)
{
	const char *at = strchr(url, '?');

	while (at != NULL && *at != '\0' && *at != '#') {
		size_t length = strlen(name);

		at++;
		*size = strcspn(at, "&#");
		if (*size > length && at[length] == '=' &&
		    strncasecmp(at, name, length) == 0) {
			*size -= length + 1;
			return at + length + 1;
		}
		at += *size;
	}
	return NULL;
}

/* Percent-encoding undone, and "+" is no space in an address. */
static char *place_decoded(const char *text, size_t size)
{
	char *out = base_alloc(size + 1, 1);
	size_t used = 0;

	for (size_t i = 0; i < size; i++) {
		char pair[3] = "";
		uint8_t byte = (uint8_t)text[i];

		if (byte == '%' && size - i > 2) {
			memcpy(pair, text + i + 1, 2);
			if (base_unhex(&byte, 1, pair) == LENS_OK)
				i += 2;
		}
		out[used++] = (char)byte;
	}
	return out;
}

char *place_of_link(const char *link)
{
	static const char *const names[] = {PAGE_RULES_TARGET(PLACE_ENTRY)};
	size_t size;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *text = place_value(link, names[i], &size);
		char *decoded, *target = NULL;

		if (text == NULL)
			continue;
		decoded = place_decoded(text, size);
		if (base_address_is_web(decoded))
			target = base_address_typed(decoded);
		free(decoded);
		if (target != NULL)
			return target;
	}
	return base_address_is_web(link) ? base_address_typed(link) : NULL;
}

/* ---- Until when ---- */

#define PLACE_CENTURY 946684800 /* nothing smaller is a day of this one */

/* A date as ISO 8601 has it, with "-" and ":" or without; 0 for none. */
static int64_t place_date(const char *text)
{
	char digits[16] = "";
	struct tm time = {0};
	size_t used = 0;
	const char *end;

	for (; *text != '\0' && used + 1 < sizeof(digits); text++)
		if (strchr("-:TZ", *text) == NULL)
			digits[used++] = *text;
	if (*text != '\0' || (used != 8 && used != 14) ||
	    strspn(digits, "0123456789") != used)
		return 0;
	end = strptime(digits, used == 8 ? "%Y%m%d" : "%Y%m%d%H%M%S", &time);
	return end != NULL && *end == '\0' ? timegm(&time) : 0;
}

static int64_t place_number(const char *text, int base)
{
	char *end;
	int64_t number = strtoll(text, &end, base);

	/* Some count milliseconds. */
	if (number > 100000000000)
		number /= 1000;
	return *text != '\0' && *end == '\0' ? number : 0;
}

/* A time in any of the forms; 0 for none. */
static int64_t place_time(const char *text)
{
	int64_t time = place_number(text, 10);

	if (time < PLACE_CENTURY)
		time = strlen(text) == 8 ? place_number(text, 16) : 0;
	if (time < PLACE_CENTURY)
		time = place_date(text);
	return time >= PLACE_CENTURY ? time : 0;
}

/*
 * The value of a parameter in a decoded query, owned; NULL for none.  It may
 * stand within another's: "hdnea=st=1~exp=2~acl=*", "q-sign-time=1;2".
 */
static char *place_part(const char *query, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = query; *at != '\0'; at++) {
		size_t size;

		if (strchr("?&~=", at == query ? '?' : at[-1]) == NULL ||
		    strncasecmp(at, name, length) != 0 || at[length] != '=')
			continue;
		at += length + 1;
		size = strcspn(at, "&#~;");
		if (at[size] == ';') {
			at += size + 1;
			size = strcspn(at, "&#~;");
		}
		return base_format("%.*s", (int)size, at);
	}
	return NULL;
}

static int64_t place_part_time(const char *query, const char *name)
{
	char *text = place_part(query, name);
	int64_t time = text != NULL ? place_time(text) : 0;

	free(text);
	return time;
}

/* "X-Amz-Date" and the seconds since then; 0 for none. */
static int64_t place_since(const char *query, const char *from,
			   const char *seconds)
{
	int64_t begin = place_part_time(query, from);
	char *text = begin > 0 ? place_part(query, seconds) : NULL;

	begin = text != NULL ? begin + place_number(text, 10) : 0;
	free(text);
	return begin;
}

bool place_has_expired(const char *url, int64_t now)
{
	static const char *const names[] = {PAGE_RULES_EXPIRES(PLACE_ENTRY)};
	const char *at = strchr(url, '?');
	char *query = place_decoded(at != NULL ? at + 1 : "",
				    at != NULL ? strlen(at + 1) : 0);
	int64_t until = place_since(query, "X-Amz-Date", "X-Amz-Expires");

	if (until == 0)
		until = place_since(query, "X-Goog-Date", "X-Goog-Expires");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && until == 0;
	     i++)
		until = place_part_time(query, names[i]);
	free(query);
	return until > 0 && until <= now;
}
