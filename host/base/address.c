/* address.c: cleaning and resolving addresses. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>
#include <lenscap/base_page_rules.h>

#define ADDRESS_MOST 4095 /* bytes; longer ones are no use to anybody */

/* ---- Cleaning ---- */

static bool address_is_letter(uint8_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The length of a scheme with its colon (3.1), 0 for none. */
static size_t address_scheme(struct base_view address)
{
	size_t length = 0;

	if (address.size == 0 || !address_is_letter(address.data[0]))
		return 0;
	while (length < address.size) {
		uint8_t c = address.data[length++];

		if (c == ':')
			return length;
		if (!address_is_letter(c) && !(c >= '0' && c <= '9') &&
		    c != '+' && c != '-' && c != '.')
			return 0;
	}
	return 0;
}

bool base_address_is_web(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0 ||
	       strncasecmp(text, "https://", 8) == 0;
}

bool base_address_has_scheme(struct base_view address, const char *scheme)
{
	size_t length = strlen(scheme);

	return address.size >= length &&
	       strncasecmp((const char *)address.data, scheme, length) == 0;
}

/* What WHATWG URL percent-encodes in a path, or in a query. */
static bool address_must_encode(uint8_t c, bool query)
{
	if (c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>')
		return true;
	return query ? c == '\'' : c == '`' || c == '{' || c == '}' || c == '^';
}

static size_t address_encode(uint8_t *out, uint8_t c)
{
	static const char digits[] = "0123456789ABCDEF";

	out[0] = '%';
	out[1] = (uint8_t)digits[c >> 4];
	out[2] = (uint8_t)digits[c & 15];
	return 3;
}

enum lens_err base_address_clean(struct base_view written,
				 struct base_buffer *out)
{
	/* Spaces and controls at both ends are the page's layout. */
	struct base_view address = base_view_trim(written);
	bool web = address_scheme(address) == 0 ||
		   base_address_has_scheme(address, "http:") ||
		   base_address_has_scheme(address, "https:");
	enum lens_err err = LENS_OK;
	bool query = false;
	uint8_t run[256]; /* added at once */
	size_t used = 0;

	for (size_t i = 0; i < address.size && err == LENS_OK; i++) {
		uint8_t c = address.data[i];

		if (c == '#')
			break;
		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		if (c == '\\' && web && !query)
			c = '/';
		query = query || c == '?';
		if (used + 3 > sizeof(run)) {
			err = base_buffer_add(out, run, used);
			used = 0;
		}
		if (address_must_encode(c, query))
			used += address_encode(run + used, c);
		else
			run[used++] = c;
	}
	return err == LENS_OK ? base_buffer_add(out, run, used) : err;
}

/* ---- Parts ---- */

/* RFC 3986, 3: views into an address; a part that is absent has data NULL. */
struct address {
	struct base_view scheme;    /* with its colon */
	struct base_view authority; /* with its slashes */
	struct base_view path;
	struct base_view query; /* with its question mark */
};

static struct base_view address_cut(struct base_view *rest, size_t size)
{
	struct base_view taken = base_view_part(*rest, 0, size);

	*rest = base_view_part(*rest, size, rest->size - size);
	return taken;
}

static size_t address_until(struct base_view rest, size_t from,
			    const char *marks)
{
	while (from < rest.size && strchr(marks, rest.data[from]) == NULL)
		from++;
	return from;
}

static void address_parse(struct base_view text, struct address *out)
{
	size_t scheme = address_scheme(text);

	*out = (struct address){0};
	if (scheme > 0)
		out->scheme = address_cut(&text, scheme);
	if (base_view_starts(text, "//", 2))
		out->authority =
		    address_cut(&text, address_until(text, 2, "/?"));
	out->path = address_cut(&text, address_until(text, 0, "?"));
	if (text.size > 0)
		out->query = text;
}

/* ---- Resolving ---- */

static bool address_is_dot(struct base_view segment)
{
	return (segment.size == 1 && segment.data[0] == '.') ||
	       (segment.size == 3 &&
		strncasecmp((const char *)segment.data, "%2e", 3) == 0);
}

static bool address_is_dots(struct base_view segment)
{
	static const char *const spellings[] = {"..", ".%2e", "%2e.", "%2e%2e"};

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (segment.size == strlen(spellings[i]) &&
		    strncasecmp((const char *)segment.data, spellings[i],
				segment.size) == 0)
			return true;
	return false;
}

/* Drop the last segment of what was written since start. */
static bool address_up(struct base_buffer *out, size_t start, size_t floor)
{
	size_t size = out->size;

	if (size <= floor)
		return false;
	size--; /* the slash at its end */
	while (size > start && out->data[size - 1] != '/')
		size--;
	out->size = size;
	return true;
}

/*
 * Append a path without its dot segments (5.2.4).  A relative one keeps the
 * ".." it starts with: only who knows where it stands can resolve it.
 */
static enum lens_err address_add_path(struct base_view path,
				      struct base_buffer *out)
{
	bool rooted = path.size > 0 && path.data[0] == '/';
	size_t start, floor;
	enum lens_err err = LENS_OK;

	if (rooted) {
		err = base_buffer_add(out, "/", 1);
		address_cut(&path, 1);
	}
	start = floor = out->size;
	while (path.size > 0 && err == LENS_OK) {
		struct base_view segment =
		    address_cut(&path, address_until(path, 0, "/"));
		bool last = path.size == 0;

		if (!last)
			address_cut(&path, 1);
		if (address_is_dot(segment))
			continue;
		if (address_is_dots(segment)) {
			if (address_up(out, start, floor) || rooted)
				continue;
			err = base_buffer_add(out, "../", 3);
			floor = out->size;
			continue;
		}
		err = base_buffer_add(out, segment.data, segment.size);
		if (err == LENS_OK && !last)
			err = base_buffer_add(out, "/", 1);
	}
	return err;
}

/* The base's folder, and the reference in it (5.2.3). */
static enum lens_err address_merge(const struct address *base,
				   struct base_view path,
				   struct base_buffer *out)
{
	size_t folder = base->path.size;
	struct base_buffer merged;
	enum lens_err err = LENS_OK;

	while (folder > 0 && base->path.data[folder - 1] != '/')
		folder--;
	base_buffer_init(&merged, folder + path.size + 1);
	if (folder == 0 && base->authority.size > 0)
		err = base_buffer_add(&merged, "/", 1);
	if (err == LENS_OK)
		err = base_buffer_add(&merged, base->path.data, folder);
	if (err == LENS_OK)
		err = base_buffer_add(&merged, path.data, path.size);
	if (err == LENS_OK)
		err = address_add_path(base_buffer_view(&merged), out);
	base_buffer_free(&merged);
	return err;
}

/* Scheme and host are written in small letters. */
static enum lens_err address_add_lower(struct base_view text,
				       struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < text.size && err == LENS_OK; i++) {
		uint8_t c = text.data[i];

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		err = base_buffer_add(out, &c, 1);
	}
	return err;
}

static bool address_is_web(struct base_view scheme)
{
	return base_address_has_scheme(scheme, "http:") ||
	       base_address_has_scheme(scheme, "https:");
}

/* The port of an authority with its colon; none where it is the usual one. */
static struct base_view address_port(struct base_view authority,
				     struct base_view scheme)
{
	size_t at = authority.size;
	struct base_view port;

	while (at > 0 && authority.data[at - 1] >= '0' &&
	       authority.data[at - 1] <= '9')
		at--;
	if (at == 0 || authority.data[at - 1] != ':')
		return (struct base_view){NULL, 0};
	port = base_view_part(authority, at - 1, authority.size - at + 1);
	if (port.size == 1 ||
	    (base_address_has_scheme(scheme, "http:") && port.size == 3 &&
	     memcmp(port.data, ":80", 3) == 0) ||
	    (base_address_has_scheme(scheme, "https:") && port.size == 4 &&
	     memcmp(port.data, ":443", 4) == 0))
		return (struct base_view){NULL, 0};
	return port;
}

/*
 * The authority of the web: the user's name as it stands, the host as it is
 * looked up.  One that is no host is left as it is, for the fetcher to refuse.
 */
static enum lens_err address_add_authority(struct base_view authority,
					   struct base_view scheme,
					   struct base_buffer *out)
{
	char host[BASE_HOST_MAX], *text;
	const uint8_t *at;
	bool named;
	enum lens_err err;

	if (!address_is_web(scheme) || authority.size < 3)
		return address_add_lower(authority, out);
	text = base_format("%.*s", (int)authority.size,
			   (const char *)authority.data);
	named = base_url_host(text, host);
	free(text);
	if (!named)
		return address_add_lower(authority, out);
	at = memrchr(authority.data, '@', authority.size);
	err = at == NULL ? base_buffer_add(out, "//", 2)
			 : base_buffer_add(out, authority.data,
					   (size_t)(at - authority.data) + 1);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, host);
	if (err == LENS_OK) {
		struct base_view port = address_port(authority, scheme);

		err = base_buffer_add(out, port.data, port.size);
	}
	return err;
}

/* An absolute address; only those of the web have paths that are folders. */
static enum lens_err address_add_absolute(const struct address *parts,
					  struct base_view scheme,
					  struct base_buffer *out)
{
	enum lens_err err = address_add_lower(parts->scheme, out);

	if (err == LENS_OK)
		err = address_add_authority(parts->authority, scheme, out);
	if (err == LENS_OK && parts->path.size == 0 && address_is_web(scheme))
		err = base_buffer_add(out, "/", 1);
	if (err == LENS_OK)
		err = parts->authority.size > 0
			  ? address_add_path(parts->path, out)
			  : base_buffer_add(out, parts->path.data,
					    parts->path.size);
	return err;
}

static enum lens_err address_add_relative(const struct address *base,
					  const struct address *parts,
					  struct base_buffer *out)
{
	enum lens_err err = address_add_lower(base->scheme, out);

	if (parts->authority.size > 0) {
		struct address whole = *parts;

		/* Without a base, what is on the web now is https. */
		whole.scheme = base->scheme.size > 0 ? (struct base_view){0}
						     : base_view_of("https:");
		return err == LENS_OK
			   ? address_add_absolute(&whole,
						  base->scheme.size > 0
						      ? base->scheme
						      : whole.scheme,
						  out)
			   : err;
	}
	if (err == LENS_OK)
		err = address_add_authority(base->authority, base->scheme, out);
	if (err != LENS_OK)
		return err;
	if (parts->path.size > 0 && parts->path.data[0] == '/')
		return address_add_path(parts->path, out);
	if (parts->path.size > 0)
		return address_merge(base, parts->path, out);
	return base_buffer_add(out, base->path.data, base->path.size);
}

/*
 * What a page of the web refers to, as browsers read it (URL Standard, 4.4):
 * more than two slashes are two, and "http:a.jpg" in a page of http is "a.jpg".
 */
static void address_parse_in(const struct address *base, struct base_view text,
			     struct address *out)
{
	struct base_view scheme = base_view_part(text, 0, address_scheme(text));
	struct base_view rest =
	    base_view_part(text, scheme.size, text.size - scheme.size);
	size_t slashes = 0;

	while (slashes < rest.size && rest.data[slashes] == '/')
		slashes++;
	if (!address_is_web(scheme.size > 0 ? scheme : base->scheme)) {
		address_parse(text, out);
		return;
	}
	if (slashes > 2)
		rest = base_view_part(rest, slashes - 2,
				      rest.size - (slashes - 2));
	address_parse(rest, out);
	if (scheme.size > 0 &&
	    (slashes > 1 || scheme.size != base->scheme.size ||
	     strncasecmp((const char *)scheme.data,
			 (const char *)base->scheme.data, scheme.size) != 0))
		out->scheme = scheme;
}

enum lens_err base_address_resolve(struct base_view base,
				   struct base_view reference,
				   struct base_buffer *out)
{
	struct address from, to;
	enum lens_err err;

	if (reference.size == 0)
		return LENS_MALFORMED;
	address_parse(base, &from);
	/* Below mailto: or about: there is nothing. */
	if (from.scheme.size > 0 && from.authority.size == 0 &&
	    !base_view_starts(from.path, "/", 1))
		from = (struct address){0};
	address_parse_in(&from, reference, &to);
	err = to.scheme.size > 0 ? address_add_absolute(&to, to.scheme, out)
				 : address_add_relative(&from, &to, out);
	if (err == LENS_OK)
		err = base_buffer_add(out, to.query.data, to.query.size);
	return err;
}

/* ---- As a person types them ---- */

/* Whether a text without a scheme looks like a host: "example.org/me". */
static bool address_is_host(struct base_view text)
{
	size_t end = address_until(text, 0, "/?#");
	const uint8_t *dot = memchr(text.data, '.', end);

	return dot != NULL && dot != text.data && dot + 1 < text.data + end &&
	       memchr(text.data, ' ', end) == NULL;
}

static enum lens_err address_add_scheme(struct base_buffer *text)
{
	struct base_buffer named;
	enum lens_err err = LENS_MALFORMED;

	base_buffer_init(&named, ADDRESS_MOST);
	if (address_is_host(base_buffer_view(text)))
		err = base_buffer_add_text(&named, "https://");
	if (err == LENS_OK)
		err = base_buffer_add(&named, text->data, text->size);
	base_buffer_free(text);
	*text = named;
	return err;
}

char *base_address_typed(const char *typed)
{
	struct base_buffer clean, whole;
	struct base_view text;
	char *address = NULL;
	enum lens_err err;

	base_buffer_init(&clean, ADDRESS_MOST);
	base_buffer_init(&whole, ADDRESS_MOST);
	err = base_address_clean(base_view_of(typed), &clean);
	text = base_buffer_view(&clean);
	/* "example.org:8080/x" has no scheme, though it looks so. */
	if (err == LENS_OK && !base_view_starts(text, "//", 2) &&
	    (address_scheme(text) == 0 ||
	     memchr(text.data, '.', address_scheme(text)) != NULL))
		err = address_add_scheme(&clean);
	if (err == LENS_OK)
		err = base_address_resolve((struct base_view){NULL, 0},
					   base_buffer_view(&clean), &whole);
	if (err == LENS_OK &&
	    (base_address_has_scheme(base_buffer_view(&whole), "http://") ||
	     base_address_has_scheme(base_buffer_view(&whole), "https://")))
		address = base_format("%.*s", (int)whole.size,
				      (const char *)whole.data);
	base_buffer_free(&clean);
	base_buffer_free(&whole);
	return address;
}

/* ---- Names ---- */

struct base_view base_address_head(struct base_view address)
{
	return base_view_part(address, 0, address_until(address, 0, "?#"));
}

bool base_address_has_ending(struct base_view address)
{
	struct base_view head = base_address_head(address);
	bool ending = false;

	for (size_t i = 0; i < head.size; i++)
		ending = head.data[i] == '.' || (ending && head.data[i] != '/');
	return ending;
}

bool base_address_names_picture(struct base_view address)
{
	static const char *const endings[] = {".jpg",  ".jpeg", ".jpe", ".jfif",
					      ".png",  ".webp", ".gif", ".heic",
					      ".heif", ".avif"};
	size_t end = address_until(address, 0, "?#");

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t length = strlen(endings[i]);

		if (end > length &&
		    strncasecmp((const char *)address.data + end - length,
				endings[i], length) == 0)
			return true;
	}
	return false;
}

#define ADDRESS_ENTRY(text) text,

static bool address_is_login_part(const char *at, size_t size,
				  const struct base_rules *more)
{
	static const char *const logins[] = {PAGE_RULES_LOGIN(ADDRESS_ENTRY)};
	const char *own;

	for (size_t i = 0; i < sizeof(logins) / sizeof(logins[0]); i++)
		if (strlen(logins[i]) == size &&
		    strncasecmp(logins[i], at, size) == 0)
			return true;
	for (size_t i = 0;
	     (own = base_rules_at(more, BASE_RULES_LOGIN, i)) != NULL; i++)
		if (strlen(own) == size && strncasecmp(own, at, size) == 0)
			return true;
	return false;
}

bool base_address_is_login(const char *address, const struct base_rules *more)
{
	const char *at = address + strcspn(address, ":/?#");

	/* A query may have an address in it, too. */
	at = strncmp(at, "://", 3) == 0 ? at + 3 : address;
	while (*at != '\0' && *at != '?' && *at != '#') {
		size_t size = strcspn(at, "/.?#");

		if (address_is_login_part(at, size, more))
			return true;
		at += size;
		at += *at == '/' || *at == '.';
	}
	return false;
}

uint64_t base_address_key(struct base_view address)
{
	uint64_t key = 0xcbf29ce484222325u; /* FNV-1a */

	for (size_t i = 0; i < address.size; i++)
		key = (key ^ address.data[i]) * 0x100000001b3u;
	return key ? key : 1;
}
