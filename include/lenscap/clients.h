/*
 * clients.h: the near side of the walls: start a worker, ask, check the
 * answer, reap.  Whatever a worker does, the caller gets one answer per
 * question and in time.
 */
#ifndef LENSCAP_CLIENTS_H
#define LENSCAP_CLIENTS_H

#include <lenscap/ipc.h>

/*
 * A pool of decoders.  Each lane is a worker process that reads one picture
 * at a time; lanes work in parallel and start when they are first needed.
 */
struct clients_decoders;

struct clients_decoders_options {
	unsigned lanes;	  /* pictures read at once, at least 1 */
	const char *main; /* the workers' paths; NULL: beside us, or as */
	const char *heif; /* installed */
	int wall_ms;	  /* 0: IPC_PICTURE_WALL_MAX */
};

/* Make a pool; starts nothing yet.  The caller closes it. */
struct clients_decoders *
clients_decoders_open(const struct clients_decoders_options *options);

/* End every worker at once, whatever it does; safe on NULL. */
void clients_decoders_close(struct clients_decoders *pool);

/* True when a picture can be given to the pool without waiting. */
bool clients_decoders_idle(const struct clients_decoders *pool);

/*
 * Give the pool a picture: a descriptor of a regular file or memfd, which the
 * pool closes, and what is wanted of it (job->bytes is measured, not taken).
 * There must be an idle lane.  tag comes back with the answer.
 */
void clients_decoders_ask(struct clients_decoders *pool, int fd,
			  const struct ipc_picture_job *job, void *tag);

/*
 * Wait for one answer, or until wake (a descriptor, -1 for none) can be read.
 * LENS_OK: *tag and *out are an answer, which the
 * caller frees.  LENS_EOF: nothing was asked, or wake
 * woke us.  A worker that could not do its work is an answer too, with a
 * status that says so.
 */
LENS_MUST enum lens_err clients_decoders_wait(struct clients_decoders *pool,
					      int wake, void **tag,
					      struct ipc_picture *out);

/*
 * Start one worker (a decoder, the pagereader) only to hear its hello, for
 * doctor.  LENS_WORKER when it
 * does not start; a refusal stands in *out.
 */
LENS_MUST enum lens_err clients_decoder_hello(const char *name,
					      struct ipc_hello *out);

/*
 * The path of a worker: beside this program in a build tree, else where it
 * was installed.  The caller frees it; NULL when it is in neither.
 */
char *clients_worker_path(const char *name);

/* ---- Pages ---- */

/* A saved page as the jailed pagereader understood it. */
struct clients_page;

struct clients_page_options {
	const char *worker; /* its path; NULL: beside us, or as installed */
	int wall_ms;	    /* 0: IPC_PAGE_WALL_MAX */
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

#define CLIENTS_DECODER "lenscap-decoder"
#define CLIENTS_DECODER_HEIF "lenscap-decoder-heif"
#define CLIENTS_PAGEREADER "lenscap-pagereader"

/* ---- Unpacking ---- */

#define CLIENTS_UNPACK "lenscap-unpack"
#define CLIENTS_SENTENCE 320

/* A file of the ZIP.  Borrowed for the call; an error ends the reading. */
typedef enum lens_err clients_unpacked(void *context, const char *name,
				       struct base_view bytes);

/*
 * Read a ZIP in a jail and hand over each file in it; its name is printable
 * and leads nowhere, for nothing is written.  Those above
 * IPC_UNPACK_FILE_MAX bytes come as so many spaces plus one, and damaged ones
 * empty, so that whoever takes them refuses them.  fd is a regular file and
 * stays the caller's; worker is its path, NULL for our own.  LENS_WORKER: it
 * cannot be unpacked, and why, of CLIENTS_SENTENCE bytes, is a sentence.
 */
LENS_MUST enum lens_err clients_unpack(int fd, const char *worker,
				       clients_unpacked *file, void *context,
				       char *why);

/* ---- Fetching ---- */

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
};

/* What is asked.  Borrowed for the call. */
struct clients_fetch {
	const char *url;
	enum ipc_fetch_method method;
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
 * and as many as it says.  LENS_EOF: nothing is asked, or nothing came.
 */
LENS_MUST enum lens_err clients_fetcher_wait(struct clients_fetcher *fetcher,
					     int wake, int wait_ms, void **tag,
					     struct ipc_fetch *out);

/* ---- The desktop keyring ---- */

#define CLIENTS_KEYRING "lenscap-keyring"
#define CLIENTS_KEYRING_MS 3000

struct clients_keyring_options {
	const char *bus; /* DBUS_SESSION_BUS_ADDRESS; NULL: this user's own */
	const char *worker; /* its path; NULL: beside us, or as installed */
};

/*
 * Let the desktop keyring give, keep or drop the key of a ledger: key is read
 * for IPC_KEYRING_PUT, written for IPC_KEYRING_GET (zeros when there is none),
 * and may be NULL for IPC_KEYRING_DROP.  Answers within CLIENTS_KEYRING_MS,
 * whatever the keyring does, and asks nobody for a password.
 */
enum ipc_keyring_status
clients_keyring(enum ipc_keyring_task task,
		const uint8_t ledger[IPC_KEYRING_ID],
		uint8_t key[IPC_KEYRING_KEY],
		const struct clients_keyring_options *options);

/* ---- The typesetter ---- */

#define CLIENTS_TYPESETTER "lenscap-typesetter"

/* A typesetter for as many papers as are wanted; it starts with the first. */
struct clients_typesetter;

/* worker is its path; NULL: beside us, or as installed.  Never NULL; the
 * caller ends it with clients_typesetter_free(). */
struct clients_typesetter *clients_typesetter_new(const char *worker);
void clients_typesetter_free(struct clients_typesetter *setter);

/*
 * Make one paper: *out is a sealed memfd with it, at its beginning, which the
 * caller closes; -1 on failure.  attached holds the bytes of a mail's
 * attachments, one after the other (a regular file or memfd, which stays the
 * caller's), -1 for none.
 */
enum ipc_paper_status clients_typeset(struct clients_typesetter *setter,
				      const struct ipc_paper_job *job,
				      int attached, int *out);

/*
 * Read a saved mail (a regular file or memfd, which stays the caller's) in a
 * process of its own.  ipc_mail_free() ends *out, whatever is returned.
 */
enum ipc_paper_status clients_read_mail(const char *worker, int fd,
					struct ipc_mail *out);

#endif
