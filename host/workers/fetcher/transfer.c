/*
 * transfer.c: one address, hop by hop.  Redirects are followed here and not by
 * libcurl, so that every hop is checked like the first; the address of every
 * socket is checked where it is made, so that no name can rebind.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/base_address.h>
#include <lenscap/base_io.h>

#include "address_policy.h"
#include "manner.h"
#include "marks.h"
#include "transfer.h"

#define TRANSFER_HEADERS_MAX 65536 /* bytes of one hop's headers */
#define TRANSFER_CONNECT_MS 10000l
#define TRANSFER_SPEED 200l /* bytes a second, not less for */
#define TRANSFER_SPEED_S 15l
#define TRANSFER_PAUSE_MAX 86400l
#define TRANSFER_PAUSE_USUAL 5l /* seconds, of a site that does not say */

void transfer_begin(struct transfers *all, struct transfer *transfer,
		    const struct ipc_fetch_job *job, int room)
{
	*transfer = (struct transfer){.all = all,
				      .turn = all->begun++,
				      .used = true,
				      .job = *job,
				      .room = room};
	transfer->answer = (struct ipc_fetch){.number = job->number, .fd = -1};
	transfer->rules =
	    (struct url_check_rules){job->local, job->proxy[0] != '\0'};
	transfer->deadline = base_now_ms() + job->wall_ms;
	if (transfer->rules.proxied &&
	    strncmp(job->proxy, "socks5h://", 10) != 0)
		transfer->answer.status = IPC_FETCH_PROXY;
	else
		transfer->answer.status = url_check_read(
		    NULL, job->url, &transfer->rules, &transfer->target);
	transfer->done = transfer->answer.status != IPC_FETCH_OK;
}

static void transfer_finish(struct transfer *transfer,
			    enum ipc_fetch_status status)
{
	transfer->answer.status = status;
	transfer->done = true;
}

/* ---- What libcurl calls ---- */

static curl_socket_t transfer_socket(void *context, curlsocktype purpose,
				     struct curl_sockaddr *address)
{
	struct transfer *transfer = context;

	/* A proxy's address is the user's own choice. */
	if (purpose == CURLSOCKTYPE_IPCXN &&
	    (transfer->rules.local || transfer->rules.proxied ||
	     (address_is_public(&address->addr) &&
	      url_check_port_is_usual(address_port(&address->addr)))))
		return socket(address->family, address->socktype | SOCK_CLOEXEC,
			      address->protocol);
	transfer->refused = true;
	return CURL_SOCKET_BAD;
}

static size_t transfer_break(struct transfer *transfer,
			     enum ipc_fetch_status why)
{
	transfer->broken = why;
	return 0;
}

/* The value of the header when the line has that name. */
static bool transfer_value(struct base_view line, const char *name,
			   struct base_view *value)
{
	size_t length = strlen(name);

	if (line.size <= length || line.data[length] != ':' ||
	    strncasecmp((const char *)line.data, name, length) != 0)
		return false;
	*value = base_view_part(line, length + 1, line.size - length - 1);
	while (value->size > 0 &&
	       (value->data[0] == ' ' || value->data[0] == '\t'))
		*value = base_view_part(*value, 1, value->size - 1);
	while (value->size > 0 && value->data[value->size - 1] <= ' ')
		value->size--;
	return true;
}

static bool transfer_is(struct base_view value, const char *word)
{
	return value.size == strlen(word) &&
	       strncasecmp((const char *)value.data, word, value.size) == 0;
}

/*
 * Compressed for the way: not undone.  Contents that came compressed libcurl
 * unpacks, and transfer_body() bounds what becomes of them.
 */
static bool transfer_is_encoded(struct base_view line)
{
	struct base_view value;

	if (transfer_value(line, "transfer-encoding", &value))
		return !transfer_is(value, "chunked") &&
		       !transfer_is(value, "identity");
	return false;
}

/* "bytes 0-99/100" is all of it. */
static bool transfer_is_whole(struct base_view range)
{
	char text[80] = "", *at = text;
	unsigned long long last;

	base_printable(text, sizeof(text), range);
	if (strncasecmp(text, "bytes 0-", 8) != 0)
		return false;
	last = strtoull(text + 8, &at, 10);
	return *at == '/' && strtoull(at + 1, NULL, 10) == last + 1;
}

static void transfer_keep(struct transfer *transfer, struct base_view line)
{
	struct base_view value;

	for (unsigned i = 0; i < IPC_FETCH_KEPT; i++)
		if (transfer_value(line, ipc_fetch_header_name(i), &value))
			base_printable(transfer->answer.headers[i],
				       IPC_TEXT_MAX, value);
	if (transfer_value(line, "content-range", &value))
		transfer->part = !transfer_is_whole(value);
	if (transfer_value(line, "location", &value) &&
	    value.size < sizeof(transfer->location)) {
		memcpy(transfer->location, value.data, value.size);
		transfer->location[value.size] = '\0';
	}
}

static size_t transfer_header(char *data, size_t one, size_t size,
			      void *context)
{
	struct transfer *transfer = context;
	struct base_view line = {(const uint8_t *)data, size};

	(void)one;
	transfer->header_bytes += size;
	if (transfer->header_bytes > TRANSFER_HEADERS_MAX)
		return transfer_break(transfer, IPC_FETCH_HEADERS);
	if (base_view_starts(line, "HTTP/", 5)) {
		memset(transfer->answer.headers, 0,
		       sizeof(transfer->answer.headers));
		transfer->location[0] = '\0';
		transfer->part = false;
	}
	if (transfer_is_encoded(line))
		return transfer_break(transfer, IPC_FETCH_ENCODED);
	transfer_keep(transfer, line);
	return size;
}

static long transfer_status(const struct transfer *transfer)
{
	long status = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	return status > 0 && status < 1000 ? status : 0;
}

/* The beginning of an error's page: it may say what is wanted. */
static size_t transfer_sample(struct transfer *transfer, const char *data,
			      size_t size)
{
	size_t left = TRANSFER_SAMPLE - transfer->sample_bytes;

	if (transfer->location[0] != '\0' || left == 0) {
		transfer->skipped = true;
		return 0;
	}
	if (transfer->sample == NULL)
		transfer->sample = base_alloc(1, TRANSFER_SAMPLE);
	memcpy(transfer->sample + transfer->sample_bytes, data,
	       size < left ? size : left);
	transfer->sample_bytes += size < left ? size : left;
	return size;
}

/* Browsers show a picture that comes with an error, too. */
static bool transfer_is_taken(const struct transfer *transfer, long status)
{
	return (status >= 200 && status <= 299) ||
	       (status >= 400 &&
		strncasecmp(transfer->answer.headers[IPC_FETCH_TYPE], "image/",
			    6) == 0);
}

static size_t transfer_body(char *data, size_t one, size_t size, void *context)
{
	struct transfer *transfer = context;
	struct transfers *all = transfer->all;
	long status = transfer_status(transfer);

	(void)one;
	all->spent += size;
	if (all->budget > 0 && all->spent > all->budget)
		return transfer_break(transfer, IPC_FETCH_BUDGET);
	if (!transfer_is_taken(transfer, status))
		return transfer_sample(transfer, data, size);
	/* Subtract, so that no size can overflow the sum. */
	if (size > transfer->job.bytes - transfer->answer.bytes)
		return transfer_break(transfer, IPC_FETCH_TOO_BIG);
	memcpy(transfer->bytes + transfer->answer.bytes, data, size);
	transfer->answer.bytes += size;
	return size;
}

/* ---- Asking ---- */

static bool transfer_map(struct transfer *transfer)
{
	void *bytes;

	if (transfer->bytes != NULL || transfer->job.method == IPC_FETCH_HEAD)
		return true;
	bytes = mmap(NULL, transfer->job.bytes, PROT_READ | PROT_WRITE,
		     MAP_SHARED, transfer->room, 0);
	transfer->bytes = bytes == MAP_FAILED ? NULL : bytes;
	return transfer->bytes != NULL;
}

#define TRANSFER_SET(option, value)                                            \
	(curl_easy_setopt(transfer->easy, option, value) == CURLE_OK)

/* What we are: nobody, with no memory and nothing to give. */
static bool transfer_set_stranger(struct transfer *transfer)
{
	return TRANSFER_SET(CURLOPT_PROTOCOLS_STR, "http,https") &&
	       TRANSFER_SET(CURLOPT_REDIR_PROTOCOLS_STR, "https") &&
	       TRANSFER_SET(CURLOPT_FOLLOWLOCATION, 0l) &&
	       TRANSFER_SET(CURLOPT_AUTOREFERER, 0l) &&
	       TRANSFER_SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
	       TRANSFER_SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_NONE) &&
	       TRANSFER_SET(CURLOPT_UNRESTRICTED_AUTH, 0l) &&
	       TRANSFER_SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1l) &&
	       /* All it can unpack; what is asked for is manner.c's. */
	       TRANSFER_SET(CURLOPT_ACCEPT_ENCODING, "") &&
	       TRANSFER_SET(CURLOPT_NOSIGNAL, 1l);
}

/*
 * Tor gives each user name a way of its own (IsolateSOCKSAuth): no exit sees
 * one person ask two sites.  Proxies that want no name do not look at it.
 */
static bool transfer_set_proxy(struct transfer *transfer)
{
	if (!TRANSFER_SET(CURLOPT_PROXY, transfer->job.proxy) ||
	    !TRANSFER_SET(CURLOPT_NOPROXY, ""))
		return false;
	return transfer->job.proxy[0] == '\0' ||
	       (TRANSFER_SET(CURLOPT_PROXYUSERNAME,
			     rate_limit_site_name(transfer->target.host)) &&
		TRANSFER_SET(CURLOPT_PROXYPASSWORD, "lenscap"));
}

static bool transfer_set_limits(struct transfer *transfer, int64_t now)
{
	int64_t left = transfer->deadline - now;

	return TRANSFER_SET(CURLOPT_MAXFILESIZE_LARGE,
			    (curl_off_t)transfer->job.bytes) &&
	       TRANSFER_SET(CURLOPT_TIMEOUT_MS, (long)(left > 0 ? left : 1)) &&
	       TRANSFER_SET(CURLOPT_CONNECTTIMEOUT_MS, TRANSFER_CONNECT_MS) &&
	       TRANSFER_SET(CURLOPT_LOW_SPEED_LIMIT, TRANSFER_SPEED) &&
	       TRANSFER_SET(CURLOPT_LOW_SPEED_TIME, TRANSFER_SPEED_S) &&
	       TRANSFER_SET(CURLOPT_HTTP09_ALLOWED, 0l) &&
	       TRANSFER_SET(CURLOPT_HTTP_VERSION,
			    (long)CURL_HTTP_VERSION_1_1) &&
	       TRANSFER_SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static bool transfer_set_calls(struct transfer *transfer)
{
	return TRANSFER_SET(CURLOPT_OPENSOCKETFUNCTION, transfer_socket) &&
	       TRANSFER_SET(CURLOPT_OPENSOCKETDATA, transfer) &&
	       TRANSFER_SET(CURLOPT_HEADERFUNCTION, transfer_header) &&
	       TRANSFER_SET(CURLOPT_HEADERDATA, transfer) &&
	       TRANSFER_SET(CURLOPT_WRITEFUNCTION, transfer_body) &&
	       TRANSFER_SET(CURLOPT_WRITEDATA, transfer) &&
	       TRANSFER_SET(CURLOPT_PRIVATE, transfer);
}

static bool transfer_set_question(struct transfer *transfer)
{
	transfer->headers =
	    manner_headers(&transfer->job, transfer->target.url);
	return transfer->headers != NULL &&
	       TRANSFER_SET(CURLOPT_HTTPHEADER, transfer->headers) &&
	       TRANSFER_SET(CURLOPT_NOBODY,
			    (long)(transfer->job.method == IPC_FETCH_HEAD)) &&
	       TRANSFER_SET(CURLOPT_URL, transfer->target.url);
}

static bool transfer_ask(struct transfers *all, struct transfer *transfer,
			 int64_t now)
{
	transfer->header_bytes = transfer->sample_bytes = 0;
	transfer->answer.retry = 0;
	transfer->answer.bytes = 0;
	transfer->location[0] = '\0';
	transfer->refused = transfer->skipped = false;
	transfer->broken = IPC_FETCH_OK;
	transfer->easy = curl_easy_init();
	transfer->asking =
	    transfer->easy != NULL && transfer_map(transfer) &&
	    transfer_set_stranger(transfer) && transfer_set_proxy(transfer) &&
	    transfer_set_limits(transfer, now) &&
	    transfer_set_calls(transfer) && transfer_set_question(transfer) &&
	    curl_multi_add_handle(all->multi, transfer->easy) == CURLM_OK;
	return transfer->asking;
}

static void transfer_drop_hop(struct transfers *all, struct transfer *transfer)
{
	if (transfer->asking) {
		curl_multi_remove_handle(all->multi, transfer->easy);
		rate_limit_done(all->limits, transfer->target.host);
	}
	transfer->asking = false;
	curl_easy_cleanup(transfer->easy);
	transfer->easy = NULL;
	curl_slist_free_all(transfer->headers);
	transfer->headers = NULL;
}

/*
 * Its site asked for a pause: the milliseconds to wait, 0 when there is none.
 * What a site makes us wait is not taken from the time it has to answer.
 */
static int64_t transfer_pause(struct transfers *all, struct transfer *transfer,
			      int64_t now)
{
	bool wait;
	int64_t until =
	    rate_limit_paused(all->limits, transfer->target.host, now, &wait);
	int64_t from =
	    transfer->paused_until > now ? transfer->paused_until : now;

	if (until == 0)
		return 0;
	if (!wait) {
		transfer->answer.retry = (uint32_t)((until - now + 999) / 1000);
		transfer_finish(transfer, IPC_FETCH_NOT_ASKED);
		return 0;
	}
	if (until > from) {
		transfer->deadline += until - from;
		transfer->paused_until = until;
	}
	return until - now;
}

int64_t transfer_try(struct transfers *all, struct transfer *transfer,
		     int64_t now)
{
	int64_t wait;

	if (transfer->done || transfer->asking)
		return 0;
	memcpy(transfer->answer.url, transfer->target.url,
	       sizeof(transfer->answer.url));
	if (all->budget > 0 && all->spent >= all->budget)
		transfer_finish(transfer, IPC_FETCH_BUDGET);
	else if (now >= transfer->deadline)
		transfer_finish(transfer, IPC_FETCH_SLOW);
	wait = transfer->done ? 0 : transfer_pause(all, transfer, now);
	if (transfer->done)
		return 0;
	if (wait == 0)
		wait = rate_limit_ask(all->limits, transfer->target.host, now);
	if (wait > 0)
		return wait < transfer->deadline - now
			   ? wait
			   : transfer->deadline - now;
	if (!transfer_ask(all, transfer, now)) {
		rate_limit_done(all->limits, transfer->target.host);
		transfer_finish(transfer, IPC_FETCH_ADDRESS);
	}
	return 0;
}

/* ---- How a hop ended ---- */

static const struct {
	CURLcode code;
	enum ipc_fetch_status status;
} transfer_errors[] = {
    {CURLE_OK, IPC_FETCH_OK},
    {CURLE_COULDNT_RESOLVE_HOST, IPC_FETCH_NO_HOST},
    {CURLE_COULDNT_RESOLVE_PROXY, IPC_FETCH_PROXY},
    {CURLE_PROXY, IPC_FETCH_PROXY},
    {CURLE_COULDNT_CONNECT, IPC_FETCH_NO_CONNECT},
    {CURLE_SEND_ERROR, IPC_FETCH_NO_CONNECT},
    {CURLE_OPERATION_TIMEDOUT, IPC_FETCH_SLOW},
    {CURLE_FILESIZE_EXCEEDED, IPC_FETCH_TOO_BIG},
    {CURLE_PARTIAL_FILE, IPC_FETCH_CUT},
    {CURLE_GOT_NOTHING, IPC_FETCH_CUT},
    {CURLE_OUT_OF_MEMORY, IPC_FETCH_HEADERS}, /* one endless line */
    {CURLE_BAD_CONTENT_ENCODING, IPC_FETCH_ENCODED},
    {CURLE_SSL_CONNECT_ERROR, IPC_FETCH_TLS},
    {CURLE_PEER_FAILED_VERIFICATION, IPC_FETCH_TLS},
    {CURLE_SSL_CERTPROBLEM, IPC_FETCH_TLS},
    {CURLE_SSL_CIPHER, IPC_FETCH_TLS},
    {CURLE_SSL_CACERT_BADFILE, IPC_FETCH_TLS},
    {CURLE_SSL_ISSUER_ERROR, IPC_FETCH_TLS},
};

/* libcurl has one code for that and for what is no HTTP. */
static bool transfer_was_reset(const struct transfer *transfer)
{
	long error = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &error);
	return error == ECONNRESET;
}

static enum ipc_fetch_status transfer_error(const struct transfer *transfer,
					    CURLcode code)
{
	if (transfer->broken != IPC_FETCH_OK)
		return transfer->broken;
	if (code == CURLE_WRITE_ERROR && transfer->skipped)
		return IPC_FETCH_OK;
	if (code != CURLE_OK && transfer->refused)
		return IPC_FETCH_PRIVATE;
	if (code == CURLE_COULDNT_CONNECT && transfer->rules.proxied)
		return IPC_FETCH_PROXY;
	if (code == CURLE_RECV_ERROR && transfer_was_reset(transfer))
		return IPC_FETCH_CUT;
	for (size_t i = 0;
	     i < sizeof(transfer_errors) / sizeof(transfer_errors[0]); i++)
		if (transfer_errors[i].code == code)
			return transfer_errors[i].status;
	return IPC_FETCH_MALFORMED;
}

static enum ipc_fetch_status transfer_verdict(const struct transfer *transfer)
{
	uint32_t answer = transfer->answer.answer;

	switch (answer) {
	case 304:
		return transfer->job.etag[0] || transfer->job.modified[0]
			   ? IPC_FETCH_UNCHANGED
			   : IPC_FETCH_ANSWER;
	case 401:
		return IPC_FETCH_LOGIN;
	case 404:
	case 410:
		return IPC_FETCH_GONE;
	case 451:
		return IPC_FETCH_WITHHELD;
	case 429:
	case 503:
		return IPC_FETCH_BUSY;
	default:
		break;
	}
	if (answer == 206 && transfer->part)
		return IPC_FETCH_CUT; /* nobody asked for a part */
	if (answer >= 200 && answer <= 299)
		return IPC_FETCH_OK;
	return (answer >= 400 && answer <= 499) || answer == 999
		   ? IPC_FETCH_REFUSED
		   : IPC_FETCH_ANSWER;
}

static bool transfer_is_redirect(const struct transfer *transfer)
{
	uint32_t answer = transfer->answer.answer;

	return transfer->location[0] != '\0' &&
	       (answer == 301 || answer == 302 || answer == 303 ||
		answer == 307 || answer == 308);
}

/*
 * As browsers spell it: what is not ASCII in the header's bytes is UTF-8, and
 * written with capital digits.  What is no text is left to libcurl.
 */
static void transfer_spell(struct transfer *transfer)
{
	struct base_buffer clean;

	base_buffer_init(&clean, sizeof(transfer->location) - 1);
	if (base_address_clean(base_view_of(transfer->location), &clean) ==
		LENS_OK &&
	    clean.size > 0) {
		memcpy(transfer->location, clean.data, clean.size);
		transfer->location[clean.size] = '\0';
	}
	base_buffer_free(&clean);
}

/* Whether this address was asked for twice on the way: without a cookie it
 * says the same again. */
static bool transfer_is_circle(const struct transfer *transfer, const char *url)
{
	const struct ipc_fetch *answer = &transfer->answer;
	unsigned times = 0;

	for (unsigned i = 0; i < answer->hop_count; i++)
		times += strcmp(answer->hops[i].url, url) == 0;
	return times > 1;
}

/* The next hop, checked like the first. */
static void transfer_follow(struct transfer *transfer)
{
	struct ipc_fetch *answer = &transfer->answer;
	struct url_check next;
	enum ipc_fetch_status status;

	if (answer->hop_count == IPC_FETCH_HOPS_MAX) {
		transfer_finish(transfer, IPC_FETCH_REDIRECTS);
		return;
	}
	transfer_spell(transfer);
	status = url_check_read(transfer->target.url, transfer->location,
				&transfer->rules, &next);
	answer->hops[answer->hop_count++] =
	    (struct ipc_fetch_hop){answer->answer, base_copy(next.url)};
	answer->bytes = 0;
	if (status != IPC_FETCH_OK)
		transfer_finish(transfer, status);
	else if (transfer_is_circle(transfer, next.url))
		transfer_finish(transfer, IPC_FETCH_REDIRECTS);
	else
		transfer->target = next;
}

/*
 * A site that is too busy is left alone as long as it asks.  True when this is
 * to be asked for once more after that.
 */
static bool transfer_note_pause(struct transfers *all,
				struct transfer *transfer, curl_off_t retry)
{
	int64_t now = base_now_ms();
	bool wait;

	if (transfer->answer.status != IPC_FETCH_BUSY)
		return false;
	if (retry <= 0 && transfer->again)
		return false;
	if (retry <= 0)
		retry = TRANSFER_PAUSE_USUAL;
	if (retry > TRANSFER_PAUSE_MAX)
		retry = TRANSFER_PAUSE_MAX;
	transfer->answer.retry = (uint32_t)retry;
	wait = rate_limit_pause(all->limits, transfer->target.host,
				now + retry * 1000, now,
				transfer->answer.answer == 503) &&
	       !transfer->again;
	transfer->again = true;
	return wait;
}

/* What the page that came says of itself. */
static void transfer_mark(struct transfer *transfer)
{
	struct ipc_fetch *answer = &transfer->answer;
	const struct base_rules *more = &transfer->all->rules;
	struct base_view body = {transfer->bytes, (size_t)answer->bytes};

	if (answer->status != IPC_FETCH_OK)
		body = (struct base_view){transfer->sample,
					  transfer->sample_bytes};
	if (body.data == NULL || answer->answer == 0)
		return;
	answer->marks = marks_of(body, answer->headers[IPC_FETCH_TYPE]);
	if (answer->marks != 0 && answer->hop_count > 0 &&
	    base_address_is_login(answer->url, more) &&
	    !base_address_is_login(transfer->job.url, more))
		answer->marks |= IPC_FETCH_MARK_LOGIN;
}

void transfer_end_hop(struct transfers *all, struct transfer *transfer,
		      CURLcode code)
{
	enum ipc_fetch_status status = transfer_error(transfer, code);
	curl_off_t retry = 0;

	transfer->answer.answer = (uint32_t)transfer_status(transfer);
	curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry);
	transfer_drop_hop(all, transfer);
	if (status != IPC_FETCH_OK)
		transfer_finish(transfer, status);
	else if (transfer_is_redirect(transfer))
		transfer_follow(transfer);
	else
		transfer_finish(transfer, transfer_verdict(transfer));
	if (transfer->done) {
		transfer_mark(transfer);
		transfer->done = !transfer_note_pause(all, transfer, retry);
	}
	if (!ipc_fetch_has_bytes(transfer->answer.status))
		transfer->answer.bytes = 0;
}

void transfer_free(struct transfers *all, struct transfer *transfer)
{
	transfer_drop_hop(all, transfer);
	if (transfer->bytes != NULL)
		munmap(transfer->bytes, transfer->job.bytes);
	free(transfer->sample);
	base_close(&transfer->room);
	ipc_fetch_free(&transfer->answer);
	*transfer = (struct transfer){.room = -1};
	transfer->answer.fd = -1;
}
