/* clients_page.h: the near side of the pagereader. */
#ifndef LENSCAP_CLIENTS_PAGE_H
#define LENSCAP_CLIENTS_PAGE_H

#include <lenscap/clients.h>
#include <lenscap/ipc_page.h>

/* A saved page as the jailed pagereader understood it. */
struct clients_page;

struct clients_page_options {
	const char *worker; /* its path; NULL: beside us, or as installed */
	int wall_ms;	    /* 0: IPC_PAGE_WALL_MAX */
	const char *type; /* the Content-Type it was served with; may be NULL */
	const char *refresh;	   /* its Refresh header; may be NULL */
	const char *rules;	   /* lines of base_rules.h; may be NULL */
	enum ipc_page_reads reads; /* a page, unless it is said */
	int wake; /* a descriptor that ends the waiting when readable, or -1 */
};

/*
 * Read a saved page (HTML or MHTML): fd is a regular file or memfd, which
 * stays the caller's; url is where the page is from, NULL when not known.
 * options may be NULL.  Never NULL: what went wrong is the answer's status.
 * Starts one worker and has reaped it on return.
 */
struct clients_page *
clients_page_read(int fd, const char *url,
		  const struct clients_page_options *options);

/* The answer, as long as the page is open. */
const struct ipc_page *clients_page_answer(const struct clients_page *page);

/*
 * A fresh sealed memfd with the bytes of picture i, which is IPC_PAGE_INSIDE
 * (LENS_DENIED otherwise).  The bytes are copied, never looked at.  The caller
 * closes *out; -1 on failure, which is LENS_SYSTEM.
 */
LENS_MUST enum lens_err clients_page_picture_fd(const struct clients_page *page,
						unsigned i, int *out);

/* Release the page; safe on NULL. */
void clients_page_close(struct clients_page *page);

#endif
