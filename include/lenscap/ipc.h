/*
 * ipc.h: what crosses the wall between the core and its workers, both ends.
 *
 * A message is a kind (u32), a length (u32), both little-endian, and a body;
 * descriptors ride with its first byte.  Every kind has a limit, checked before
 * anything is allocated.  A body is numbers and runs of bytes in a fixed order;
 * a reader that does not end exactly at its end has been lied to.
 */
#ifndef LENSCAP_IPC_H
#define LENSCAP_IPC_H

#include <lenscap/base.h>
#include <lenscap/fingerprint.h>

#define IPC_VERSION 1 /* both ends of a wall are built together or refuse */
#define IPC_FDS_MAX 2
#define IPC_HEADER 8
#define IPC_TEXT_MAX                                                           \
	400 /* bytes of one text from a file, terminator included */
#define IPC_ADDRESS_MAX 4096 /* bytes of an address, terminator included */

enum ipc_kind {
	IPC_HELLO = 1,	 /* worker to core: version, what it can do */
	IPC_PICTURE_JOB, /* core to decoder; descriptors: picture, answer */
	IPC_PICTURE,	 /* one image's answer, on its own descriptor */
	IPC_PICTURE_END, /* decoder to core: how the image's process ended */
	IPC_PAGE_JOB, /* core to pagereader; descriptors: page, room for bytes
		       */
	IPC_PAGE,     /* pagereader to core: the pictures of the page */
	IPC_KEYRING_JOB = 32, /* core to keyring: get, put or drop a key */
	IPC_KEYRING,	      /* keyring to core: how it went, and the key */
	IPC_FETCH_JOB =
	    40,	   /* core to fetcher; descriptor: room for the bytes */
	IPC_FETCH, /* fetcher to core: what a stranger got */
	IPC_PAPER_JOB = 48, /* core to typesetter; descriptors: room for the
			       bytes, attachments */
	IPC_PAPER,	    /* typesetter to core: how it went, so many bytes */
	IPC_MAIL_JOB,	    /* core to typesetter; descriptor: a saved mail */
	IPC_MAIL,	    /* typesetter to core: what the mail says */
	IPC_UNPACK_JOB = 64, /* core to unpack; descriptors: ZIP, room */
	IPC_UNPACK,	     /* unpack to core: how it went */
};

struct ipc_message {
	uint32_t kind;
	struct base_buffer body;
	int fds[IPC_FDS_MAX]; /* owned by the message; -1 where none */
};

/* Make an empty message; ipc_message_free() ends it. */
void ipc_message_init(struct ipc_message *message);

/* Empty the message: release its body, close the descriptors still in it. */
void ipc_message_free(struct ipc_message *message);

/* Move descriptor i out of the message; -1 when there is none. */
int ipc_message_take_fd(struct ipc_message *message, unsigned i);

/*
 * A connected pair of stream sockets, close-on-exec.  LENS_SYSTEM on failure,
 * both then -1.
 */
LENS_MUST enum lens_err ipc_pair(int pair[2]);

/*
 * Send one message with count descriptors, which stay the caller's.
 * LENS_TOO_BIG above the kind's limit, LENS_EOF when nobody reads any more,
 * LENS_WORKER when the deadline (base_now_ms() scale) passes.
 */
LENS_MUST enum lens_err ipc_send(int fd, uint32_t kind, struct base_view body,
				 const int *fds, unsigned count,
				 int64_t deadline);

/*
 * Receive one message into an initialised, empty message.  LENS_EOF when the
 * other side ended before its first byte; LENS_MALFORMED for an unknown kind,
 * a length above the kind's limit, too many descriptors or an end within the
 * message; LENS_WORKER when the deadline passes.
 */
LENS_MUST enum lens_err ipc_receive(int fd, int64_t deadline,
				    struct ipc_message *message);

/*
 * A message that is read as its bytes arrive, for a reader that waits on many
 * descriptors.  ipc_incoming_read() reads what is there without waiting:
 * LENS_OK with *complete telling whether the message is whole; LENS_EOF when
 * the stream ended before the first byte; LENS_MALFORMED as ipc_receive().
 */
struct ipc_incoming {
	uint8_t header[IPC_HEADER];
	size_t got; /* bytes of header and body so far */
	struct ipc_message message;
};
void ipc_incoming_init(struct ipc_incoming *incoming);
void ipc_incoming_free(struct ipc_incoming *incoming);
LENS_MUST enum lens_err ipc_incoming_read(int fd, struct ipc_incoming *incoming,
					  bool *complete);

/* ---- Bodies ---- */

/* Append numbers and bytes; the first failure sticks in err. */
struct ipc_writer {
	struct base_buffer *body;
	enum lens_err err;
};
void ipc_write_u8(struct ipc_writer *writer, uint8_t value);
void ipc_write_u32(struct ipc_writer *writer, uint32_t value);
void ipc_write_u64(struct ipc_writer *writer, uint64_t value);
void ipc_write_bytes(struct ipc_writer *writer, const void *data, size_t size);
/* A text with its length in front, at most IPC_TEXT_MAX - 1 bytes of it. */
void ipc_write_text(struct ipc_writer *writer, const char *text);

/* Take numbers and bytes off the front; the first failure sticks in err. */
struct ipc_reader {
	struct base_view rest;
	enum lens_err err;
};
uint8_t ipc_read_u8(struct ipc_reader *reader);
uint32_t ipc_read_u32(struct ipc_reader *reader);
uint64_t ipc_read_u64(struct ipc_reader *reader);
void ipc_read_bytes(struct ipc_reader *reader, void *out, size_t size);
/* A printable text (base_is_printable) into out of IPC_TEXT_MAX bytes. */
void ipc_read_text(struct ipc_reader *reader, char out[IPC_TEXT_MAX]);
/*
 * An address: printable ASCII without spaces, which neither acts nor deceives,
 * at most IPC_ADDRESS_MAX - 1 bytes.  out is of IPC_ADDRESS_MAX bytes.
 */
void ipc_write_address(struct ipc_writer *writer, const char *address);
void ipc_read_address(struct ipc_reader *reader, char *out);
/* LENS_OK when everything was well formed and nothing is left over. */
LENS_MUST enum lens_err ipc_read_end(const struct ipc_reader *reader);

/* ---- Hello ---- */

/* What a worker says once its jail is proven, before it takes a job. */
struct ipc_hello {
	uint32_t version;
	char refusal[IPC_TEXT_MAX];   /* empty, or why it will not work */
	char libraries[IPC_TEXT_MAX]; /* names and versions, for doctor */
};
LENS_MUST enum lens_err ipc_hello_write(const struct ipc_hello *hello,
					struct base_buffer *body);
LENS_MUST enum lens_err ipc_hello_read(struct base_view body,
				       struct ipc_hello *out);

/* Write and send it, however long nobody reads; errors are ipc_send()'s. */
LENS_MUST enum lens_err ipc_hello_send(int channel,
				       const struct ipc_hello *hello);

/* ---- Pictures ---- */

#define IPC_PICTURE_BYTES_MAX (256u << 20)
#define IPC_PICTURE_PIXELS_MAX 200000000u
#define IPC_PICTURE_MEMORY_MAX (512u << 20)
#define IPC_PICTURE_CPU_MAX 10	/* seconds */
#define IPC_PICTURE_WALL_MAX 30 /* seconds: the machine may be busy */

enum ipc_format {
	IPC_FORMAT_NONE,
	IPC_FORMAT_JPEG,
	IPC_FORMAT_PNG,
	IPC_FORMAT_WEBP,
	IPC_FORMAT_GIF,
	IPC_FORMAT_HEIC,
	IPC_FORMAT_AVIF,
	IPC_FORMATS
};

/* The format's name as --json prints it ("jpeg"), "" for IPC_FORMAT_NONE. */
const char *ipc_format_name(enum ipc_format format);

/*
 * How reading a picture went.  The first part is what a decoder answers, the
 * second what the core sees of a decoder that could not.
 */
enum ipc_picture_status {
	IPC_PICTURE_OK,
	IPC_PICTURE_EMPTY,
	IPC_PICTURE_UNKNOWN_FORMAT,
	IPC_PICTURE_MALFORMED,
	IPC_PICTURE_UNSUPPORTED,
	IPC_PICTURE_TOO_MANY_BYTES,
	IPC_PICTURE_TOO_MANY_PIXELS,
	IPC_PICTURE_TOO_MUCH_MEMORY,
	IPC_PICTURE_NOT_MAPPED,
	IPC_PICTURE_NO_JAIL,
	IPC_PICTURE_NEEDS_HEIF, /* final where the optional decoder is not */

	IPC_PICTURE_TOO_MUCH_CPU,
	IPC_PICTURE_TOO_SLOW,
	IPC_PICTURE_CHANGED,
	IPC_PICTURE_CRASHED,
	IPC_PICTURE_CONTAINED,
	IPC_PICTURE_LIED,
	IPC_PICTURE_NO_WORKER,
	IPC_PICTURE_MISSING,
	IPC_PICTURE_FORBIDDEN,
	IPC_PICTURE_FOLDER,
	IPC_PICTURE_NOT_A_FILE,
	IPC_PICTURE_UNREADABLE,
	IPC_PICTURE_NO_NAME,
	IPC_PICTURE_INPUT_TWICE,
	IPC_PICTURE_TOO_MANY_OPEN,
	IPC_PICTURE_STATUSES
};

/* The stable code of a status ("too_many_pixels"). */
const char *ipc_picture_code(enum ipc_picture_status status);

/* One sentence: the reason and the remedy. */
const char *ipc_picture_sentence(enum ipc_picture_status status);

/* What a file gives away besides its pixels, worst first. */
enum ipc_finding_kind {
	IPC_FINDING_GPS,
	IPC_FINDING_PLACE, /* city, street, venue in words */
	IPC_FINDING_PERSON_NAME,
	IPC_FINDING_THUMBNAIL_DIFFERS,
	IPC_FINDING_CONTACT, /* e-mail, telephone, address of the creator */
	IPC_FINDING_CAMERA_SERIAL,
	IPC_FINDING_LENS_SERIAL,
	IPC_FINDING_CAPTURE_TIME,
	IPC_FINDING_AUTHOR,
	IPC_FINDING_CAPTION,
	IPC_FINDING_UNIQUE_ID, /* an id that links files to one source */
	IPC_FINDING_COPYRIGHT,
	IPC_FINDING_DEVICE, /* maker and model */
	IPC_FINDING_SOFTWARE,
	IPC_FINDING_CONTENT_CREDENTIALS,
	IPC_FINDINGS
};

struct ipc_finding {
	enum ipc_finding_kind kind;
	char detail[IPC_TEXT_MAX]; /* printable */
};

#define IPC_FINDINGS_MAX 48 /* a file with more says no more by them */

/* What an answer may hold besides, when the job asks for it. */
enum ipc_extra {
	IPC_EXTRA_THUMBNAIL, /* a JPEG of at most 256 pixels a side, upright */
	IPC_EXTRA_PREVIEW,   /* width, height (a byte each), RGB; at most 64 */
	IPC_EXTRA_LOCAL,     /* struct fingerprint_local, as written */
	IPC_EXTRA_QUERY,     /* struct fingerprint_query, as written */
	IPC_EXTRAS
};

struct ipc_picture {
	enum ipc_picture_status status;
	enum ipc_format format;
	bool damaged;		/* decoded, but parts are missing or wrong */
	bool animated;		/* only the first frame was read */
	uint8_t orientation;	/* EXIF, 1 to 8; 0 when the file states none */
	uint32_t width, height; /* as stored, before the orientation */
	bool hashed;
	uint8_t sha256[32];
	struct fingerprint fingerprint; /* of the upright picture */
	unsigned count;
	struct ipc_finding findings[IPC_FINDINGS_MAX];
	struct base_buffer extras[IPC_EXTRAS]; /* empty where not asked for */
};

/* Release the extras and empty the answer; safe on an empty one. */
void ipc_picture_free(struct ipc_picture *picture);

/* Append an answer; its findings are printable already. */
LENS_MUST enum lens_err ipc_picture_write(const struct ipc_picture *picture,
					  struct base_buffer *body);

/*
 * Read an answer, believing nothing: every enum in range, every text
 * printable, every count within its limit, no byte left over; a file that is
 * not IPC_PICTURE_OK has no fingerprint and no extras.  The caller frees *out.
 */
LENS_MUST enum lens_err ipc_picture_read(struct base_view body,
					 struct ipc_picture *out);

/* Options of a picture job. */
struct ipc_picture_job {
	uint64_t bytes; /* of the picture, as the core measured them */
	bool full;	/* decode every pixel, where less would do */
	bool wants[IPC_EXTRAS];
};
LENS_MUST enum lens_err ipc_picture_job_write(const struct ipc_picture_job *job,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_picture_job_read(struct base_view body,
					     struct ipc_picture_job *out);

/* How the process of one image ended: 0, or the signal that killed it. */
LENS_MUST enum lens_err ipc_picture_end_write(uint32_t signal,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_picture_end_read(struct base_view body,
					     uint32_t *signal);

/* ---- Pages ---- */

#define IPC_PAGE_BYTES_MAX (32u << 20)
#define IPC_PAGE_PICTURES_MAX 500u
#define IPC_PAGE_INSIDE_MAX (64u << 20) /* bytes of pictures inside a page */
#define IPC_PAGE_MEMORY_MAX (512u << 20)
#define IPC_PAGE_CPU_MAX 10  /* seconds */
#define IPC_PAGE_WALL_MAX 30 /* seconds: the machine may be busy */
#define IPC_PAGE_BODY_MAX                                                      \
	(IPC_PAGE_PICTURES_MAX * (IPC_ADDRESS_MAX + IPC_TEXT_MAX + 64) + 8192)

/* How reading a page went; the second part is the core's to say. */
enum ipc_page_status {
	IPC_PAGE_OK,
	IPC_PAGE_EMPTY,
	IPC_PAGE_NOT_A_PAGE,
	IPC_PAGE_MALFORMED, /* a web archive without its parts */
	IPC_PAGE_TOO_MANY_BYTES,
	IPC_PAGE_TOO_MUCH_MEMORY,

	IPC_PAGE_TOO_MUCH_CPU,
	IPC_PAGE_TOO_SLOW,
	IPC_PAGE_CHANGED,
	IPC_PAGE_CRASHED,
	IPC_PAGE_CONTAINED,
	IPC_PAGE_LIED,
	IPC_PAGE_NO_WORKER,
	IPC_PAGE_NOT_A_FILE,
	IPC_PAGE_STOPPED, /* the caller did not want to wait any longer */
	IPC_PAGE_STATUSES
};

/* The stable code of a status ("too_many_bytes"). */
const char *ipc_page_code(enum ipc_page_status status);

/* One sentence: the reason and the remedy. */
const char *ipc_page_sentence(enum ipc_page_status status);

/* Where in the page a picture stands. */
enum ipc_page_kind {
	IPC_PAGE_IMG,	 /* <img src>, lazy variants, <input type=image> */
	IPC_PAGE_SRCSET, /* the largest candidate of <img srcset> */
	IPC_PAGE_SOURCE, /* the largest candidate of <picture><source> */
	IPC_PAGE_CSS,	 /* url() of a style, background attributes */
	IPC_PAGE_POSTER, /* <video poster> */
	IPC_PAGE_LINK,	 /* <link rel=icon, image_src, preload as=image> */
	IPC_PAGE_META,	 /* og:image, twitter:image, itemprop=image */
	IPC_PAGE_JSON_LD,
	IPC_PAGE_ANCHOR, /* <a href> to an image file */
	IPC_PAGE_SVG,	 /* <image> of an inline <svg> */
	IPC_PAGE_PART,	 /* of an MHTML file, which nothing refers to */
	IPC_PAGE_KINDS
};

/* The kind's name as --json prints it ("srcset"). */
const char *ipc_page_kind_name(enum ipc_page_kind kind);

/* Where its bytes are to be had; the core's own judgement of the address. */
enum ipc_page_place {
	IPC_PAGE_INSIDE, /* in the page itself: data: or an MHTML part */
	IPC_PAGE_FILE, /* in a file; path says which, from the page's folder */
	IPC_PAGE_URL,  /* http: or https: */
	IPC_PAGE_ELSEWHERE, /* not to be had: blob:, cid:, /root, ../up ... */
};

struct ipc_page_picture {
	enum ipc_page_kind kind;
	bool icon; /* declared to be at most 48 pixels, or an icon */
	uint32_t width, height; /* as declared; 0 when not */
	/*
	 * Printable ASCII without spaces, owned.  Absolute when the page's URL
	 * or <base> is known, else as written; without its fragment.  Of a
	 * data: URL only what stands before the comma.
	 */
	char *address;
	char alt[IPC_TEXT_MAX]; /* printable */
	uint64_t offset, size;	/* INSIDE: of its bytes, else 0 */

	enum ipc_page_place place; /* not on the wire */
	char *path; /* FILE: percent-decoded, below the folder, owned; else NULL
		     */
};

struct ipc_page {
	enum ipc_page_status status;
	bool archive; /* MHTML */
	bool cut;     /* pictures were left out because of a limit */
	char title[IPC_TEXT_MAX];
	char url[IPC_ADDRESS_MAX]; /* where it says it was saved from, or "" */
	unsigned count;
	struct ipc_page_picture *pictures; /* in document order, each once */
};

/* Release what a page holds and empty it. */
void ipc_page_free(struct ipc_page *page);

/*
 * Append an answer.  Sizes alone cross the wall: the bytes of pictures lie one
 * after the other, so that no two can overlap and no offset can be wrong.
 */
LENS_MUST enum lens_err ipc_page_write(const struct ipc_page *page,
				       struct base_buffer *body);

/*
 * Read an answer, believing nothing; offsets, places and paths are made here.
 * On failure *out is empty but for IPC_PAGE_LIED.  ipc_page_free() ends *out.
 */
LENS_MUST enum lens_err ipc_page_read(struct base_view body,
				      struct ipc_page *out);

/*
 * Where an address of a saved page leads.  FILE: *path is the name below the
 * page's folder: percent-decoded, no query, relative, and no segment "..", NUL
 * or control character; the caller frees it.  Else *path is NULL.  Links below
 * the folder are the opener's to refuse: openat2() with RESOLVE_BENEATH.
 */
enum ipc_page_place ipc_page_locate(const char *address, char **path);

/* Options of a page job. */
struct ipc_page_job {
	uint64_t bytes;		   /* of the page, as the core measured them */
	char url[IPC_ADDRESS_MAX]; /* of the page, or "" when not known */
};
LENS_MUST enum lens_err ipc_page_job_write(const struct ipc_page_job *job,
					   struct base_buffer *body);
LENS_MUST enum lens_err ipc_page_job_read(struct base_view body,
					  struct ipc_page_job *out);
/* ---- Fetching ---- */

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

/* ---- The desktop keyring ---- */

#define IPC_KEYRING_KEY 32 /* bytes: what the keyring keeps for a ledger */
#define IPC_KEYRING_ID 16  /* bytes: which ledger */

enum ipc_keyring_task {
	IPC_KEYRING_GET,
	IPC_KEYRING_PUT,
	IPC_KEYRING_DROP,
	IPC_KEYRING_TASKS
};

struct ipc_keyring_job {
	enum ipc_keyring_task task;
	uint8_t ledger[IPC_KEYRING_ID];
	uint8_t key[IPC_KEYRING_KEY]; /* to put; else zeros */
	char bus[IPC_TEXT_MAX];	      /* the session bus's D-Bus address */
};

/* The first part is what the worker answers, the second what the core sees. */
enum ipc_keyring_status {
	IPC_KEYRING_OK,
	IPC_KEYRING_EMPTY,   /* it keeps nothing for this ledger */
	IPC_KEYRING_ABSENT,  /* no session bus, or no keyring on it */
	IPC_KEYRING_LOCKED,  /* it is there and closed */
	IPC_KEYRING_REFUSED, /* it is there and will not */

	IPC_KEYRING_SLOW, /* no answer in three seconds */
	IPC_KEYRING_NO_WORKER,
	IPC_KEYRING_FAILED, /* the worker died or lied */
	IPC_KEYRING_STATUSES
};

struct ipc_keyring {
	enum ipc_keyring_status status;
	uint8_t key[IPC_KEYRING_KEY]; /* zeros unless one was to be got */
};

/* The stable code of a status ("locked"), and its sentence with a remedy. */
const char *ipc_keyring_code(enum ipc_keyring_status status);
const char *ipc_keyring_sentence(enum ipc_keyring_status status);

/*
 * Write and read both, believing nothing.  They hold keys: the caller wipes
 * bodies and structs.
 */
LENS_MUST enum lens_err ipc_keyring_job_write(const struct ipc_keyring_job *job,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_keyring_job_read(struct base_view body,
					     struct ipc_keyring_job *out);
LENS_MUST enum lens_err ipc_keyring_write(const struct ipc_keyring *answer,
					  struct base_buffer *body);
LENS_MUST enum lens_err ipc_keyring_read(struct base_view body,
					 struct ipc_keyring *out);

/* ---- Papers ---- */

#define IPC_PAPER_BODY_MAX (4u << 20)
#define IPC_PAPER_BYTES_MAX (32u << 20) /* of what comes back */
#define IPC_PAPER_TEXT_MAX (256u << 10) /* bytes of one text */
#define IPC_PAPER_BLOCKS_MAX 4000u
#define IPC_PAPER_CELLS_MAX 6u
#define IPC_PAPER_EVENTS_MAX 2000u
#define IPC_PAPER_ALARMS_MAX 4u
#define IPC_PAPER_ATTACHMENTS_MAX 32u
#define IPC_PAPER_MEMORY_MAX (768u << 20)
#define IPC_PAPER_CPU_MAX 30  /* seconds of one paper */
#define IPC_PAPER_WALL_MAX 60 /* seconds: the machine may be busy */

/* How setting a paper or reading a mail went; the second part is the core's. */
enum ipc_paper_status {
	IPC_PAPER_OK,
	IPC_PAPER_MALFORMED,
	IPC_PAPER_TOO_LARGE,
	IPC_PAPER_NO_FONT,
	IPC_PAPER_TOO_MUCH_MEMORY,

	IPC_PAPER_CRASHED,
	IPC_PAPER_TOO_SLOW,
	IPC_PAPER_LIED,
	IPC_PAPER_NO_WORKER,
	IPC_PAPER_STATUSES
};

/* The stable code of a status, and one sentence: the reason and the remedy. */
const char *ipc_paper_code(enum ipc_paper_status status);
const char *ipc_paper_sentence(enum ipc_paper_status status);

/*
 * Texts are UTF-8 without control characters but line breaks.  Whoever writes
 * a job lends them; one that was read owns them.
 */
enum ipc_layout {
	IPC_LAYOUT_DIN5008, /* form B, A4: window envelopes DL and C5/6 */
	IPC_LAYOUT_UK,	    /* A4, folded in three for a DL window */
	IPC_LAYOUT_US,	    /* Letter, folded in three for a number 10 */
	IPC_LAYOUTS
};

enum ipc_block_kind {
	IPC_BLOCK_PARAGRAPH, /* cells: the text */
	IPC_BLOCK_HEADING,   /* the text */
	IPC_BLOCK_ITEM,	     /* its number or bullet, the text */
	IPC_BLOCK_HEAD,	     /* of a table: one cell a column */
	IPC_BLOCK_ROW,	     /* likewise */
	IPC_BLOCK_PAGE,	     /* no cells: a new page begins */
	IPC_BLOCK_SIGN,	     /* room to sign, then the name */
	IPC_BLOCKS
};

struct ipc_block {
	enum ipc_block_kind kind;
	unsigned count;
	const char *cells[IPC_PAPER_CELLS_MAX];
};

/* A letter, ready to be set; ipc_paper_free() ends one that was read. */
struct ipc_paper {
	enum ipc_layout layout;
	const char *language;  /* "de" */
	const char *sender;    /* name and address, in lines */
	const char *recipient; /* likewise */
	const char *facts;     /* of the head: "Our reference: ..." in lines */
	const char *date;      /* "Berlin, 22 November 2026" */
	const char *subject;
	const char *page_words; /* "Page %1 of %2" */
	int64_t made; /* seconds since 1970, for the file's own date */
	unsigned count;
	struct ipc_block *blocks;
};

struct ipc_attachment {
	const char *name;
	const char *type; /* "application/pdf" */
	uint64_t size;
};

/* A mail to be saved, opened and sent by the person's own program. */
struct ipc_draft {
	const char *from, *to, *cc; /* addresses; "" for none; from may be "" */
	const char *subject;
	const char *body;
	const char *message_id; /* without brackets */
	int64_t date;		/* seconds since 1970 */
	unsigned count;
	struct ipc_attachment *attachments; /* their bytes lie one after the
					       other in a descriptor */
};

/* A day to be reminded of. */
struct ipc_event {
	const char *uid, *day; /* "2026-12-22" */
	const char *summary, *description;
	unsigned alarms;
	uint16_t before[IPC_PAPER_ALARMS_MAX]; /* days */
};
struct ipc_calendar {
	const char *name;
	int64_t made; /* seconds since 1970 */
	unsigned count;
	struct ipc_event *events;
};

enum ipc_paper_task {
	IPC_PAPER_PDF,
	IPC_PAPER_DRAFT,
	IPC_PAPER_CALENDAR,
	IPC_PAPER_TASKS
};

/* One of the three, as its task says. */
struct ipc_paper_job {
	enum ipc_paper_task task;
	struct ipc_paper paper;
	struct ipc_draft draft;
	struct ipc_calendar calendar;
};
LENS_MUST enum lens_err ipc_paper_job_write(const struct ipc_paper_job *job,
					    struct base_buffer *body);
/* Read a job; ipc_paper_job_free() ends *out, which is empty on failure. */
LENS_MUST enum lens_err ipc_paper_job_read(struct base_view body,
					   struct ipc_paper_job *out);
void ipc_paper_job_free(struct ipc_paper_job *job);

struct ipc_paper_answer {
	enum ipc_paper_status status;
	uint64_t size; /* bytes written into the room */
};
/* Write and read an answer; on failure *out is IPC_PAPER_LIED. */
LENS_MUST enum lens_err
ipc_paper_answer_write(const struct ipc_paper_answer *answer,
		       struct base_buffer *body);
/* The reading end; see above. */
LENS_MUST enum lens_err ipc_paper_answer_read(struct base_view body,
					      struct ipc_paper_answer *out);

/* ---- Mails that came ---- */

#define IPC_MAIL_BYTES_MAX (32u << 20)
#define IPC_MAIL_TEXT_MAX (256u << 10)
#define IPC_MAIL_BODY_MAX (IPC_MAIL_TEXT_MAX + (64u << 10))

/* What a saved mail says.  Texts of IPC_TEXT_MAX are printable lines. */
struct ipc_mail {
	enum ipc_paper_status status;
	char from[IPC_TEXT_MAX], to[IPC_TEXT_MAX], subject[IPC_TEXT_MAX];
	char message_id[IPC_TEXT_MAX], in_reply_to[IPC_TEXT_MAX];
	int64_t date; /* seconds since 1970; 0 when it states none */
	bool cut;     /* the text was longer */
	char *text;   /* UTF-8 lines, owned; of HTML only its words */
	unsigned count;
	struct ipc_attachment attachments[IPC_PAPER_ATTACHMENTS_MAX];
};
LENS_MUST enum lens_err ipc_mail_job_write(uint64_t bytes,
					   struct base_buffer *body);
LENS_MUST enum lens_err ipc_mail_job_read(struct base_view body,
					  uint64_t *bytes);
LENS_MUST enum lens_err ipc_mail_write(const struct ipc_mail *mail,
				       struct base_buffer *body);
/* Read an answer, believing nothing; ipc_mail_free() ends *out. */
LENS_MUST enum lens_err ipc_mail_read(struct base_view body,
				      struct ipc_mail *out);
void ipc_mail_free(struct ipc_mail *mail);

/* ---- Unpacking ---- */

#define IPC_UNPACK_BYTES_MAX (64u << 20) /* of the ZIP */
#define IPC_UNPACK_ROOM (48u << 20)	 /* of all that is in it */
#define IPC_UNPACK_FILE_MAX (64u << 10)	 /* of one file in it */
#define IPC_UNPACK_FILES_MAX 40000u
#define IPC_UNPACK_MEMORY_MAX (256u << 20)
#define IPC_UNPACK_CPU_MAX 10  /* seconds */
#define IPC_UNPACK_WALL_MAX 30 /* seconds */
/* In place of a size, for a file that is larger, or damaged. */
#define IPC_UNPACK_TOO_LARGE UINT32_MAX
#define IPC_UNPACK_DAMAGED (UINT32_MAX - 1)

enum ipc_unpack_status {
	IPC_UNPACK_OK,
	IPC_UNPACK_NOT_A_ZIP,
	IPC_UNPACK_MALFORMED,
	IPC_UNPACK_TOO_MUCH, /* more files or bytes than any set has */
	IPC_UNPACK_STATUSES
};

/*
 * What lies in the room: for each file the length of its name and its size
 * as 32-bit numbers, then the name, then the bytes.
 */
struct ipc_unpack {
	enum ipc_unpack_status status;
	uint32_t files;
	uint64_t bytes; /* of the room that are used */
};

/* The bytes of the ZIP, on the wire. */
LENS_MUST enum lens_err ipc_unpack_job_write(uint64_t bytes,
					     struct base_buffer *body);
LENS_MUST enum lens_err ipc_unpack_job_read(struct base_view body,
					    uint64_t *bytes);

/* The answer on the wire; LENS_MALFORMED when it is above a limit. */
LENS_MUST enum lens_err ipc_unpack_write(const struct ipc_unpack *answer,
					 struct base_buffer *body);
LENS_MUST enum lens_err ipc_unpack_read(struct base_view body,
					struct ipc_unpack *out);

/*
 * The next file of the room, which *left is what is left of; false at its
 * end.  LENS_MALFORMED, and false, when it runs past the end.  A file that is
 * not there has bytes.data NULL and its mark as bytes.size.
 */
bool ipc_unpack_next(struct base_view *left, struct base_view *name,
		     struct base_view *bytes, enum lens_err *err);

#endif
