/*
 * ipc_fetch.h: the wire of the fetcher: an address goes in, the bytes that a
 * stranger gets come out.
 */
#ifndef LENSCAP_IPC_FETCH_H
#define LENSCAP_IPC_FETCH_H

#include <lenscap/ipc.h>

#define IPC_FETCH_BYTES_MAX (32u << 20)
#define IPC_FETCH_HOPS_MAX 20  /* redirects, as many as browsers follow */
#define IPC_FETCH_WALL_MAX 60  /* seconds for one address, all hops together */
#define IPC_FETCH_PAUSE_MAX 60 /* seconds more, where a site asks to wait */
#define IPC_FETCH_MEMORY_MAX (1024u << 20)

/*
 * How fetching an address went.  The first part is what the fetcher answers,
 * the second what the core sees of one that could not.
 */
enum ipc_fetch_status {
	IPC_FETCH_OK,	      /* the bytes are there: anybody can get them */
	IPC_FETCH_UNCHANGED,  /* 304: as it was when last fetched */
	IPC_FETCH_LOGIN,      /* 401: a login is asked for */
	IPC_FETCH_REFUSED,    /* 403, 406, 999 ...: it turns this away */
	IPC_FETCH_GONE,	      /* 404, 410 */
	IPC_FETCH_WITHHELD,   /* 451: the law forbids it */
	IPC_FETCH_BUSY,	      /* 429, 503, also after waiting */
	IPC_FETCH_NOT_ASKED,  /* its site wants to be left alone */
	IPC_FETCH_BUDGET,     /* beyond the bytes that all may take */
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
	IPC_FETCH_ENCODED,   /* compressed in a way we cannot undo */
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

/*
 * Whether an answer may have bytes: browsers show a picture whatever status it
 * came with; whether it is what was asked for, only its pixels tell.
 */
bool ipc_fetch_has_bytes(enum ipc_fetch_status status);

/* Nothing is ever sent but these two, and neither has a body. */
enum ipc_fetch_method { IPC_FETCH_GET, IPC_FETCH_HEAD, IPC_FETCH_METHODS };

/* In whose manner an address is asked for. */
enum ipc_fetch_look {
	IPC_FETCH_PLAIN,    /* nothing said but the agent */
	IPC_FETCH_IMAGE,    /* as a browser asks for a picture of a page */
	IPC_FETCH_DOCUMENT, /* as a browser asks for a page */
	IPC_FETCH_LOOKS
};

/* What an answer that is a web page has in it; bits. */
#define IPC_FETCH_MARK_PAGE 1u	    /* it is one */
#define IPC_FETCH_MARK_PASSWORD 2u  /* a field for a password */
#define IPC_FETCH_MARK_CHALLENGE 4u /* a test whether we are a person */
#define IPC_FETCH_MARK_SCRIPT 8u    /* it is made by scripts */
#define IPC_FETCH_MARK_MISSING 16u  /* it says that there is no such page */
#define IPC_FETCH_MARK_LOGIN 32u    /* a redirect led to a login's address */
#define IPC_FETCH_MARK_ASKS                                                    \
	64u /* its title asks for a login, or it has                           \
	     * hardly a word: no page with a menu */
#define IPC_FETCH_MARKS 127u

/* The headers that are kept, the last of each name; "" when there was none. */
enum ipc_fetch_header {
	IPC_FETCH_TYPE,	    /* Content-Type */
	IPC_FETCH_MODIFIED, /* Last-Modified */
	IPC_FETCH_ETAG,
	IPC_FETCH_ROBOTS,     /* X-Robots-Tag: noindex, noai ... */
	IPC_FETCH_TDM,	      /* TDM-Reservation */
	IPC_FETCH_TDM_POLICY, /* its terms */
	IPC_FETCH_REFRESH,    /* "0; url=/next": where it leads on by itself */
	IPC_FETCH_CACHE,      /* Cache-Control: how long copies are kept */
	IPC_FETCH_KEPT
};

/* The header's name in lower case ("last-modified"). */
const char *ipc_fetch_header_name(enum ipc_fetch_header header);

struct ipc_fetch_job {
	uint32_t number; /* comes back with the answer */
	enum ipc_fetch_method method;
	/* Reach this machine, its network and any port: trials and tests. */
	bool local;
	enum ipc_fetch_look look;
	uint32_t bytes;	  /* at most; 1 to IPC_FETCH_BYTES_MAX */
	uint64_t budget;  /* of all jobs of this worker together; 0: none */
	uint32_t wall_ms; /* at most; 1 to IPC_FETCH_WALL_MAX seconds */
	char url[IPC_ADDRESS_MAX];
	char proxy[IPC_TEXT_MAX];      /* "socks5h://127.0.0.1:9050", or "" */
	char etag[IPC_TEXT_MAX];       /* If-None-Match, or "" */
	char modified[IPC_TEXT_MAX];   /* If-Modified-Since, or "" */
	char agent[IPC_TEXT_MAX];      /* User-Agent; "": Lenscap's own */
	char referer[IPC_ADDRESS_MAX]; /* the page, or ""; not of PLAIN */
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
	uint64_t bytes;	 /* of the body; unless OK, of a picture or 0 */
	uint8_t marks;	 /* IPC_FETCH_MARK_..., 0 unless a page came */
	char url[IPC_ADDRESS_MAX]; /* the last that was asked for */
	unsigned hop_count;
	struct ipc_fetch_hop hops[IPC_FETCH_HOPS_MAX];
	char headers[IPC_FETCH_KEPT][IPC_TEXT_MAX];
	int fd; /* not on the wire: the sealed bytes, owned; -1 for none */
	char call[IPC_CALL_MAX]; /* nor this: what its jail stopped, or "" */
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
