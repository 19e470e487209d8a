/*
 * url.c: whose server an address names, as a browser reads it (WHATWG URL
 * Standard, 4.4 and 3.5).  Only the host is cut out: to fetch anything is the
 * fetcher's, which has a whole parser.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>

#define URL_LABEL_MAX 63 /* RFC 1035, 2.3.4 */

/* ---- Punycode (RFC 3492) ---- */

enum { PUNY_BASE = 36, PUNY_MIN = 1, PUNY_MAX = 26, PUNY_SKEW = 38 };
enum { PUNY_DAMP = 700, PUNY_BIAS = 72, PUNY_FIRST = 128 };

static uint32_t url_adapt(uint32_t delta, uint32_t count, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / PUNY_DAMP : delta / 2;
	delta += delta / count;
	for (; delta > (PUNY_BASE - PUNY_MIN) * PUNY_MAX / 2; k += PUNY_BASE)
		delta /= PUNY_BASE - PUNY_MIN;
	return k + (PUNY_BASE - PUNY_MIN + 1) * delta / (delta + PUNY_SKEW);
}

/* A growing text of fixed capacity; too much of it sticks as full. */
struct url_text {
	char *at;
	size_t size, capacity;
	bool full;
};

static void url_put(struct url_text *out, char c)
{
	if (out->size + 1 >= out->capacity)
		out->full = true;
	else
		out->at[out->size++] = c;
}

/* A number in digits of changing base, the most significant last. */
static void url_put_delta(struct url_text *out, uint32_t delta, uint32_t bias)
{
	for (uint32_t k = PUNY_BASE;; k += PUNY_BASE) {
		uint32_t t = k <= bias		    ? PUNY_MIN
			     : k >= bias + PUNY_MAX ? PUNY_MAX
						    : k - bias;
		uint32_t digit =
		    delta < t ? delta : t + (delta - t) % (PUNY_BASE - t);

		url_put(out,
			(char)(digit < 26 ? 'a' + digit : '0' + (digit - 26)));
		if (delta < t)
			return;
		delta = (delta - t) / (PUNY_BASE - t);
	}
}

static void url_put_punycode(struct url_text *out, const uint32_t *label,
			     uint32_t count)
{
	uint32_t n = PUNY_FIRST, delta = 0, bias = PUNY_BIAS, done = 0, basic;

	for (uint32_t i = 0; i < count; i++)
		if (label[i] < PUNY_FIRST) {
			url_put(out, (char)label[i]);
			done++;
		}
	basic = done;
	if (basic > 0)
		url_put(out, '-');
	/* A label has at most 63 letters of 21 bits: no sum overflows. */
	for (; done < count; delta++, n++) {
		uint32_t next = UINT32_MAX;

		for (uint32_t i = 0; i < count; i++)
			if (label[i] >= n && label[i] < next)
				next = label[i];
		delta += (next - n) * (done + 1);
		n = next;
		for (uint32_t i = 0; i < count; i++) {
			if (label[i] < n)
				delta++;
			if (label[i] != n)
				continue;
			url_put_delta(out, delta, bias);
			bias = url_adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
}

/* ---- Letters ---- */

/* The next letter of well-formed UTF-8. */
static uint32_t url_letter(const uint8_t **at)
{
	uint32_t c = *(*at)++;
	unsigned more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	if (more > 0)
		c &= 0x3fu >> more;
	while (more-- > 0)
		c = c << 6 | (*(*at)++ & 0x3fu);
	return c;
}

/* Small and of common width, as names are compared (UTS 46); of other scripts
 * only Latin 1 is known. */
static uint32_t url_small(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - '!';
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
		return c + 0x20;
	/* Full stops of East Asian scripts part labels too. */
	return c == 0x3002 || c == 0xff61 ? '.' : c;
}

static bool url_is_forbidden(uint32_t c)
{
	return c <= ' ' || c == 0x7f ||
	       (c < 0x80 && strchr("#%/:<>?@[\\]^|", (int)c) != NULL);
}

static bool url_put_label(struct url_text *out, const uint32_t *label,
			  uint32_t count)
{
	size_t before = out->size;
	bool ascii = true;

	for (uint32_t i = 0; i < count; i++)
		ascii = ascii && label[i] < PUNY_FIRST;
	if (!ascii)
		for (const char *c = "xn--"; *c != '\0'; c++)
			url_put(out, *c);
	if (ascii)
		for (uint32_t i = 0; i < count; i++)
			url_put(out, (char)label[i]);
	else
		url_put_punycode(out, label, count);
	return count > 0 && out->size - before <= URL_LABEL_MAX;
}

/* A name, label by label; an empty one stands at the very end only. */
static bool url_put_name(struct url_text *out, const uint8_t *name)
{
	uint32_t label[URL_LABEL_MAX], count = 0;

	while (*name != '\0') {
		uint32_t c = url_small(url_letter(&name));

		if (c == '.') {
			if (!url_put_label(out, label, count))
				return false;
			count = 0;
			if (*name != '\0')
				url_put(out, '.');
			continue;
		}
		if (url_is_forbidden(c) || count == URL_LABEL_MAX)
			return false;
		label[count++] = c;
	}
	return count == 0 ? out->size > 0 : url_put_label(out, label, count);
}

static bool url_put_bracketed(struct url_text *out, const char *host)
{
	size_t length = strlen(host);

	for (size_t i = 0; i < length; i++) {
		bool inside = i > 0 && i + 1 < length;

		if (inside &&
		    strchr("0123456789abcdefABCDEF:.", host[i]) == NULL)
			return false;
		url_put(out, (char)url_small((uint8_t)host[i]));
	}
	return length > 4 && host[length - 1] == ']';
}

/* ---- Parts ---- */

/* Past the scheme and its slashes, if they are there. */
static const char *url_authority(const char *url)
{
	size_t length = strspn(url, "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789+-.");

	if (length > 0 && url[length] == ':' &&
	    (url[length + 1] == '/' || url[length + 1] == '\\'))
		url += length + 1;
	return url + strspn(url, "/\\");
}

static int url_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undo percent-encoding; false for a NUL, or where no two digits follow. */
static bool url_decode(char *text)
{
	char *to = text;

	for (const char *c = text; *c != '\0'; c++, to++) {
		int high = *c == '%' ? url_digit(c[1]) : 0;
		int low = *c == '%' && high >= 0 ? url_digit(c[2]) : 0;

		*to = *c;
		if (*c != '%')
			continue;
		if (high < 0 || low < 0 || (high | low) == 0)
			return false;
		*to = (char)(high << 4 | low);
		c += 2;
	}
	*to = '\0';
	return true;
}

/* The host's own bytes: no user name, no port; false where the port is none. */
static bool url_cut(const char *url, char out[4 * BASE_HOST_MAX])
{
	const char *start = url_authority(url);
	size_t length = strcspn(start, "/\\?#");
	const char *end = start + length, *port;

	for (const char *c = start; c < end; c++)
		if (*c == '@')
			start = c + 1;
	port = memrchr(start, ':', (size_t)(end - start));
	/* The colons of "[::1]" are its own. */
	if (port != NULL && memchr(port, ']', (size_t)(end - port)) == NULL) {
		if (strspn(port + 1, "0123456789") != (size_t)(end - port - 1))
			return false;
		end = port;
	}
	length = (size_t)(end - start);
	if (length == 0 || length >= 4 * BASE_HOST_MAX)
		return false;
	memcpy(out, start, length);
	out[length] = '\0';
	return true;
}

bool base_url_host(const char *url, char out[BASE_HOST_MAX])
{
	char host[4 * BASE_HOST_MAX];
	struct url_text text = {out, 0, BASE_HOST_MAX, false};
	bool good = url_cut(url, host);

	if (good && host[0] == '[')
		good = url_put_bracketed(&text, host);
	else if (good)
		good = url_decode(host) && base_is_utf8(base_view_of(host)) &&
		       url_put_name(&text, (const uint8_t *)host);
	good = good && !text.full;
	out[good ? text.size : 0] = '\0';
	return good;
}

bool base_host_is_within(const char *host, const char *site)
{
	size_t size = strlen(host), length = strlen(site);

	if (strncmp(site, "www.", 4) == 0 && length > 4) {
		site += 4;
		length -= 4;
	}
	if (length == 0 || size < length ||
	    strcmp(host + size - length, site) != 0)
		return false;
	return size == length || host[size - length - 1] == '.';
}

char *base_address_words(const char *address)
{
	char *words = base_copy(address);

	if (url_decode(words) && base_is_utf8(base_view_of(words)))
		return words;
	free(words);
	return base_copy(address);
}
