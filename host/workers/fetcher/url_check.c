/*
 * url_check.c: libcurl's own URL parser takes the address apart, so that what
 * is checked is what is asked for, whatever the spelling.
 */
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "address_policy.h"
#include "url_check.h"

#define URL_CHECK_TURNS 4 /* readings until an address stays as it is */

const uint16_t url_check_ports[URL_CHECK_PORTS] = {80, 443, 8080, 8443, 53};

/* One part of the address into capacity bytes; false when it does not fit. */
static bool url_check_part(CURLU *url, CURLUPart part, unsigned flags,
			   char *out, size_t capacity)
{
	char *text = NULL;
	bool fits = false;

	out[0] = '\0';
	if (curl_url_get(url, part, &text, flags) == CURLUE_OK &&
	    strlen(text) < capacity) {
		memcpy(out, text, strlen(text) + 1);
		fits = true;
	}
	curl_free(text);
	return fits;
}

static bool url_check_has(CURLU *url, CURLUPart part)
{
	char *text = NULL;
	bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK;

	curl_free(text);
	return has;
}

/* What comes from elsewhere is ours to print: ASCII and no spaces. */
static bool url_check_is_clean(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < 0x21 || *text > 0x7e)
			return false;
	return true;
}

/* 0: there is none. */
static uint16_t url_check_port(CURLU *url)
{
	uint64_t number = 0;
	char port[8];

	if (!url_check_part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT, port,
			    sizeof(port)) ||
	    base_parse_number(port, UINT16_MAX, &number) != LENS_OK)
		return 0;
	return (uint16_t)number;
}

bool url_check_port_is_usual(uint16_t port)
{
	/* What is asked for by HTTP is no resolver. */
	for (size_t i = 0; i < URL_CHECK_PORTS; i++)
		if (url_check_ports[i] == port && port != 53)
			return true;
	return false;
}

uint16_t url_check_proxy_port(const char *proxy)
{
	CURLU *url = curl_url();
	uint16_t port = 0;

	if (url != NULL && curl_url_set(url, CURLUPART_URL, proxy,
					CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK)
		port = url_check_port(url);
	curl_url_cleanup(url);
	return port;
}

static enum ipc_fetch_status
url_check_check(CURLU *url, const struct url_check_rules *rules,
		struct url_check *out)
{
	char scheme[16];

	if (!url_check_part(url, CURLUPART_SCHEME, 0, scheme, sizeof(scheme)) ||
	    (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		return IPC_FETCH_SCHEME;
	if (url_check_has(url, CURLUPART_USER) ||
	    url_check_has(url, CURLUPART_PASSWORD))
		return IPC_FETCH_NAMED;
	if (!url_check_part(url, CURLUPART_HOST, 0, out->host,
			    sizeof(out->host)) ||
	    !address_is_host(out->host))
		return IPC_FETCH_ADDRESS;
	if (rules->local)
		return IPC_FETCH_OK;
	if (!url_check_port_is_usual(url_check_port(url)))
		return IPC_FETCH_PORT;
	if (!address_host_is_public(out->host) ||
	    (rules->proxied && !address_name_is_public(out->host)))
		return IPC_FETCH_PRIVATE;
	return IPC_FETCH_OK;
}

static enum ipc_fetch_status url_check_parse(CURLU *url, const char *base,
					     const char *address)
{
	CURLUcode code = CURLUE_OK;

	if (base != NULL)
		code = curl_url_set(url, CURLUPART_URL, base, 0);
	if (code == CURLUE_OK)
		code = curl_url_set(url, CURLUPART_URL, address,
				    CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
	if (code == CURLUE_OK)
		code = curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
	return code == CURLUE_OK ? IPC_FETCH_OK : IPC_FETCH_ADDRESS;
}

/*
 * Its text into out->url, read again until it says itself: what percent signs
 * hide ("%352" is "52") is a host of its own spelling only the second time.
 */
static bool url_check_settle(CURLU *url, struct url_check *out)
{
	char before[sizeof(out->url)] = "";

	for (unsigned turn = 0; turn < URL_CHECK_TURNS; turn++) {
		if (!url_check_part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT,
				    out->url, sizeof(out->url)) ||
		    !url_check_is_clean(out->url))
			return false;
		if (strcmp(out->url, before) == 0)
			return true;
		memcpy(before, out->url, sizeof(before));
		if (url_check_parse(url, NULL, before) != IPC_FETCH_OK)
			return false;
	}
	return false;
}

enum ipc_fetch_status url_check_read(const char *base, const char *address,
				     const struct url_check_rules *rules,
				     struct url_check *out)
{
	CURLU *url = curl_url();
	enum ipc_fetch_status status = IPC_FETCH_ADDRESS;

	*out = (struct url_check){{0}, {0}};
	if (url == NULL)
		return status;
	/* Without a scheme it would be read as a host, and guessed at. */
	if (base != NULL || strchr(address, ':') != NULL)
		status = url_check_parse(url, base, address);
	if (status == IPC_FETCH_OK && !url_check_settle(url, out)) {
		out->url[0] = '\0';
		status = IPC_FETCH_ADDRESS;
	}
	if (status == IPC_FETCH_OK)
		status = url_check_check(url, rules, out);
	/* Secrets of others are not passed on, nor shown. */
	if (status == IPC_FETCH_NAMED)
		out->url[0] = '\0';
	curl_url_cleanup(url);
	return status;
}
