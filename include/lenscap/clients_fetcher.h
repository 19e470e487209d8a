/* clients_fetcher.h: the near side of the fetcher. */
#ifndef LENSCAP_CLIENTS_FETCHER_H
#define LENSCAP_CLIENTS_FETCHER_H

#include <lenscap/clients.h>
#include <lenscap/ipc_fetch.h>

#define CLIENTS_FETCHER "lenscap-fetcher"

/*
 * A fetcher: one worker that asks the web as a stranger would.  Starts when it
 * is first needed, and again when it died, which costs the addresses it had.
 */
struct clients_fetcher;

struct clients_fetcher_options {
	const char *worker; /* its path; NULL: beside us, or as installed */
	const char *proxy;  /* "socks5h://127.0.0.1:9050"; NULL for none */
	bool local; /* reach this machine and its network: trials and tests */
	uint64_t budget;   /* bytes that all answers may have; 0: any */
	const char *agent; /* User-Agent; NULL or "": Lenscap's own */
	const char *rules; /* lines of base_rules.h; NULL: ours alone */
	/* How much later than its own time a fetch is given up, in ms; 0: by
	 * what sites may ask to wait, and some seconds. */
	uint32_t grace_ms;
};

/* What is asked.  Borrowed for the call. */
struct clients_fetch {
	const char *url;
	enum ipc_fetch_method method;
	enum ipc_fetch_look look;
	const char *referer;  /* the page it stands on; NULL for none */
	uint32_t bytes;	      /* at most; 0: IPC_FETCH_BYTES_MAX */
	uint32_t wall_ms;     /* at most; 0: IPC_FETCH_WALL_MAX seconds */
	const char *etag;     /* of the last time; NULL for none */
	const char *modified; /* the same */
};

/* Make a fetcher; starts nothing yet.  The caller closes it. */
struct clients_fetcher *
clients_fetcher_open(const struct clients_fetcher_options *options);

/* End it at once, whatever it does; safe on NULL. */
void clients_fetcher_close(struct clients_fetcher *fetcher);

/*
 * Ask for an address, without waiting, as many as there are.  tag comes back
 * with the answer.  What cannot be asked is an answer too.
 */
void clients_fetcher_ask(struct clients_fetcher *fetcher,
			 const struct clients_fetch *fetch, void *tag);

/* A descriptor that can be read when there may be an answer; it stays ours. */
int clients_fetcher_fd(const struct clients_fetcher *fetcher);

/*
 * Wait for one answer, at most wait_ms (-1: as long as it takes) or until wake
 * (a descriptor, -1 for none) can be read.  LENS_OK: *tag and *out are an
 * answer, which the caller ends with ipc_fetch_free(); its bytes are sealed
 * and as many as it says.  LENS_CANCELLED: nothing is asked, or nothing came.
 */
LENS_MUST enum lens_err clients_fetcher_wait(struct clients_fetcher *fetcher,
					     int wake, int wait_ms, void **tag,
					     struct ipc_fetch *out);

#endif
