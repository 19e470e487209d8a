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
		if (strncasecmp(decoded, "http://", 7) == 0 ||
		    strncasecmp(decoded, "https://", 8) == 0)
			target = base_address_typed(decoded);
		free(decoded);
		if (target != NULL)
			return target;
	}
	return strncasecmp(link, "http://", 7) == 0 ||
		       strncasecmp(link, "https://", 8) == 0
		   ? base_address_typed(link)
		   : NULL;
}

/* Some digits of a text as a number; -1 when one of them is none. */
static int place_digits(const char *text, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

/* Amazon's date: 20261129T031500Z; 0 for anything else. */
static int64_t place_date(const char *text, size_t size)
{
	struct tm time;

	if (size != 16 || text[8] != 'T' || text[15] != 'Z')
		return 0;
	time = (struct tm){.tm_year = place_digits(text, 4) - 1900,
			   .tm_mon = place_digits(text + 4, 2) - 1,
			   .tm_mday = place_digits(text + 6, 2),
			   .tm_hour = place_digits(text + 9, 2),
			   .tm_min = place_digits(text + 11, 2),
			   .tm_sec = place_digits(text + 13, 2)};
	if (time.tm_year < 0 || time.tm_mon < 0 || time.tm_mday < 0 ||
	    time.tm_hour < 0 || time.tm_min < 0 || time.tm_sec < 0)
		return 0;
	return timegm(&time);
}

static int64_t place_number(const char *text, size_t size, int base)
{
	char copy[24] = "", *end;
	int64_t number;

	if (text == NULL || size == 0 || size >= sizeof(copy))
		return 0;
	memcpy(copy, text, size);
	number = strtoll(copy, &end, base);
	/* Some count milliseconds. */
	if (number > 100000000000)
		number /= 1000;
	return *end == '\0' ? number : 0;
}

bool place_has_expired(const char *url, int64_t now)
{
	static const struct {
		const char *name;
		int base;
	} times[] = {{"expires", 10}, {"x-expires", 10}, {"exp", 10},
		     {"expire", 10},  {"oe", 16},	 {"ex", 16}};
	size_t size;
	const char *text = place_value(url, "X-Amz-Date", &size);
	int64_t until = text != NULL ? place_date(text, size) : 0;

	if (until > 0) {
		text = place_value(url, "X-Amz-Expires", &size);
		return until + place_number(text, size, 10) < now;
	}
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		text = place_value(url, times[i].name, &size);
		until = place_number(text, size, times[i].base);
		/* Nothing smaller is a day of this century. */
		if (until > 946684800)
			return until < now;
	}
	return false;
}
