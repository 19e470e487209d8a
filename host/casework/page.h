/* page.h: the pictures of a saved page, read one after the other. */
#ifndef LENSCAP_CASEWORK_PAGE_H
#define LENSCAP_CASEWORK_PAGE_H

#include <lenscap/casework_files.h>
#include <lenscap/ipc_page.h>

/* True when a file's name says that it is a saved web page. */
bool page_named(const char *path);

struct page_sink {
	/* One picture that was read, and what the page says of it. */
	enum lens_err (*picture)(void *context,
				 const struct ipc_page_picture *said,
				 const struct ipc_picture *picture);
	void *context;
};

struct page_sum {
	unsigned pictures;  /* that were read */
	unsigned elsewhere; /* that lie on the web or could not be read */
	unsigned canvases;  /* that scripts draw, */
	unsigned scripts;   /* and at least so many photos that they name */
	bool cut;	    /* it is not whole, or has more than one may */
	enum ipc_page_status status; /* why nothing of it was read, or OK */
	char call[IPC_CALL_MAX];     /* what its reader's jail stopped, or "" */
	char *url; /* where it says it was saved from, or "", as of several
		      pages; NULL where it was not read.  The caller frees
		      it. */
};

/*
 * Read a saved page and those of its pictures that are in it or in its
 * folder, as job says.  A status other than OK says why not: of a file that
 * was opened, sum->status.  LENS_CANCELLED when files->cancel was readable;
 * else the sink's error.
 */
LENS_MUST enum lens_err page_read(const char *path,
				  const struct casework_files *files,
				  const struct page_sink *sink,
				  enum ipc_picture_status *status,
				  struct page_sum *sum);

/*
 * The same of a page that is open: its pictures inside, and, of a page at path
 * (NULL: none), those in its folder.  Its documents are passed over.
 */
struct clients_page;
LENS_MUST enum lens_err page_look(struct clients_page *page, const char *path,
				  const struct casework_files *files,
				  const struct page_sink *sink,
				  struct page_sum *sum);

#endif
