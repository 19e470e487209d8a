/*
 * target.c: libcurl's own URL parser takes the address apart, so that what is
 * checked is what is asked for, whatever the spelling.
 */
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "reach.h"
#include "target.h"

static const char *const target_ports[] = {"80", "443", "8080", "8443"};

/* One part of the address into room bytes; false when it does not fit. */
static bool target_part(CURLU *url, CURLUPart part, unsigned flags, char *out,
			size_t room)
{
	char *text = NULL;
	bool fits = false;

	out[0] = '\0';
	if (curl_url_get(url, part, &text, flags) == CURLUE_OK &&
	    strlen(text) < room) {
		memcpy(out, text, strlen(text) + 1);
		fits = true;
	}
	curl_free(text);
	return fits;
}

static bool target_has(CURLU *url, CURLUPart part)
{
	char *text = NULL;
	bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK;

	curl_free(text);
	return has;
}

/* What comes from elsewhere is ours to print: ASCII and no spaces. */
static bool target_is_clean(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < 0x21 || *text > 0x7e)
			return false;
	return true;
}

static bool target_port_is_usual(CURLU *url)
{
	char port[8];

	if (!target_part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT, port,
			 sizeof(port)))
		return false;
	for (size_t i = 0; i < sizeof(target_ports) / sizeof(target_ports[0]);
	     i++)
		if (strcmp(port, target_ports[i]) == 0)
			return true;
	return false;
}

static enum ipc_fetch_status
target_check(CURLU *url, const struct target_rules *rules, struct target *out)
{
	char scheme[16];

	if (!target_part(url, CURLUPART_SCHEME, 0, scheme, sizeof(scheme)) ||
	    (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		return IPC_FETCH_SCHEME;
	if (target_has(url, CURLUPART_USER) ||
	    target_has(url, CURLUPART_PASSWORD))
		return IPC_FETCH_NAMED;
	if (!target_part(url, CURLUPART_HOST, 0, out->host,
			 sizeof(out->host)) ||
	    !reach_is_host(out->host))
		return IPC_FETCH_ADDRESS;
	if (rules->local)
		return IPC_FETCH_OK;
	if (!target_port_is_usual(url))
		return IPC_FETCH_PORT;
	if (!reach_host_is_public(out->host) ||
	    (rules->proxied && !reach_name_is_public(out->host)))
		return IPC_FETCH_PRIVATE;
	return IPC_FETCH_OK;
}

static enum ipc_fetch_status target_parse(CURLU *url, const char *base,
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

enum ipc_fetch_status target_read(const char *base, const char *address,
				  const struct target_rules *rules,
				  struct target *out)
{
	CURLU *url = curl_url();
	enum ipc_fetch_status status = IPC_FETCH_ADDRESS;

	*out = (struct target){{0}, {0}};
	if (url == NULL)
		return status;
	/* Without a scheme it would be read as a host, and guessed at. */
	if (base != NULL || strchr(address, ':') != NULL)
		status = target_parse(url, base, address);
	if (status == IPC_FETCH_OK &&
	    (!target_part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT, out->url,
			  sizeof(out->url)) ||
	     !target_is_clean(out->url))) {
		out->url[0] = '\0';
		status = IPC_FETCH_ADDRESS;
	}
	if (status == IPC_FETCH_OK)
		status = target_check(url, rules, out);
	/* Secrets of others are not passed on, nor shown. */
	if (status == IPC_FETCH_NAMED)
		out->url[0] = '\0';
	curl_url_cleanup(url);
	return status;
}
