/*
 * ipc_fetch.h: the wire of the fetcher: an address goes in, the bytes that a
 * stranger gets come out.
 */
#ifndef LENSCAP_IPC_FETCH_H
#define LENSCAP_IPC_FETCH_H

#include <lenscap/ipc.h>

#define IPC_FETCH_BYTES_MAX (32u << 20)
#define IPC_FETCH_HOPS_MAX 5  /* redirects that are followed */
#define IPC_FETCH_WALL_MAX 60 /* seconds for one address, all hops together */
#define IPC_FETCH_MEMORY_MAX (1024u << 20)

/*
 * How fetching an address went.  The first part is what the fetcher answers,
 * the second what the core sees of one that could not.
 */
enum ipc_fetch_status {
	IPC_FETCH_OK,	      /* the bytes are there: anybody can get them */
	IPC_FETCH_UNCHANGED,  /* 304: as it was when last fetched */
	IPC_FETCH_LOGIN,      /* 401, 403, 407, 451: not for strangers */
	IPC_FETCH_GONE,	      /* 404, 410 */
	IPC_FETCH_BUSY,	      /* 429, 503: asked to come later */
	IPC_FETCH_ANSWER,     /* any other answer that is not the thing */
	IPC_FETCH_ADDRESS,    /* no address that could be fetched */
	IPC_FETCH_SCHEME,     /* neither http: nor https: */
	IPC_FETCH_NAMED,      /* a user name or password in the address */
	IPC_FETCH_PORT,	      /* none of the web's ports */
	IPC_FETCH_PRIVATE,    /* leads into this machine or network */
	IPC_FETCH_REDIRECTS,  /* more than IPC_FETCH_HOPS_MAX */
	IPC_FETCH_NO_HOST,    /* the name is unknown */
	IPC_FETCH_NO_CONNECT, /* nobody answers there */
	IPC_FETCH_PROXY,      /* the proxy cannot be used */
	IPC_FETCH_TLS,	      /* its certificate or encryption is wrong */
	IPC_FETCH_SLOW,
	IPC_FETCH_TOO_BIG,
	IPC_FETCH_HEADERS,   /* too many or too long */
	IPC_FETCH_ENCODED,   /* compressed, though that was not asked for */
	IPC_FETCH_MALFORMED, /* not HTTP/1 as it is written */
	IPC_FETCH_CUT,	     /* fewer bytes than announced */

	IPC_FETCH_CRASHED,
	IPC_FETCH_LIED,
	IPC_FETCH_NO_WORKER,
	IPC_FETCH_STATUSES
};

/* The stable code of a status ("private"), and its sentence with a remedy. */
const char *ipc_fetch_code(enum ipc_fetch_status status);
const char *ipc_fetch_sentence(enum ipc_fetch_status status);

/* Nothing is ever sent but these two, and neither has a body. */
enum ipc_fetch_method { IPC_FETCH_GET, IPC_FETCH_HEAD, IPC_FETCH_METHODS };

/* The headers that are kept, the last of each name; "" when there was none. */
enum ipc_fetch_header {
	IPC_FETCH_TYPE,	    /* Content-Type */
	IPC_FETCH_MODIFIED, /* Last-Modified */
	IPC_FETCH_ETAG,
	IPC_FETCH_ROBOTS,     /* X-Robots-Tag: noindex, noai ... */
	IPC_FETCH_TDM,	      /* TDM-Reservation */
	IPC_FETCH_TDM_POLICY, /* its terms */
	IPC_FETCH_KEPT
};

/* The header's name in lower case ("last-modified"). */
const char *ipc_fetch_header_name(enum ipc_fetch_header header);

struct ipc_fetch_job {
	uint32_t number; /* comes back with the answer */
	enum ipc_fetch_method method;
	/* Reach this machine, its network and any port: trials and tests. */
	bool local;
	uint32_t bytes;	  /* at most; 1 to IPC_FETCH_BYTES_MAX */
	uint32_t wall_ms; /* at most; 1 to IPC_FETCH_WALL_MAX seconds */
	char url[IPC_ADDRESS_MAX];
	char proxy[IPC_TEXT_MAX];    /* "socks5h://127.0.0.1:9050", or "" */
	char etag[IPC_TEXT_MAX];     /* If-None-Match, or "" */
	char modified[IPC_TEXT_MAX]; /* If-Modified-Since, or "" */
};

struct ipc_fetch_hop {
	uint32_t answer; /* 301 ... */
	char *url;	 /* where it led, owned */
};

struct ipc_fetch {
	enum ipc_fetch_status status;
	uint32_t number;
	uint32_t answer; /* the last HTTP status, 0 when there was none */
	uint32_t retry;	 /* seconds it asked to wait, or 0 */
	uint64_t bytes;	 /* of the body; 0 unless OK */
	char url[IPC_ADDRESS_MAX]; /* the last that was asked for */
	unsigned hop_count;
	struct ipc_fetch_hop hops[IPC_FETCH_HOPS_MAX];
	char headers[IPC_FETCH_KEPT][IPC_TEXT_MAX];
	int fd; /* not on the wire: the sealed bytes, owned; -1 for none */
};

/* Release what an answer holds and empty it (fd is then -1). */
void ipc_fetch_free(struct ipc_fetch *fetch);

/* Write and read both, believing nothing.  ipc_fetch_free() ends *out. */
LENS_MUST enum lens_err ipc_fetch_job_write(const struct ipc_fetch_job *job,
					    struct base_buffer *body);
LENS_MUST enum lens_err ipc_fetch_job_read(struct base_view body,
					   struct ipc_fetch_job *out);
LENS_MUST enum lens_err ipc_fetch_write(const struct ipc_fetch *fetch,
					struct base_buffer *body);
LENS_MUST enum lens_err ipc_fetch_read(struct base_view body,
				       struct ipc_fetch *out);

#endif
