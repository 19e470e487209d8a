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

enum ipc_kind {
	IPC_HELLO = 1,	 /* worker to core: version, what it can do */
	IPC_PICTURE_JOB, /* core to decoder; descriptors: picture, answer */
	IPC_PICTURE,	 /* one image's answer, on its own descriptor */
	IPC_PICTURE_END, /* decoder to core: how the image's process ended */
	IPC_KEYRING_JOB = 32, /* core to keyring: get, put or drop a key */
	IPC_KEYRING,	      /* keyring to core: how it went, and the key */
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
};

/* Append an answer; its findings are printable already. */
LENS_MUST enum lens_err ipc_picture_write(const struct ipc_picture *picture,
					  struct base_buffer *body);

/*
 * Read an answer, believing nothing: every enum in range, every text
 * printable, every count within its limit, no byte left over; a file that is
 * not IPC_PICTURE_OK has no fingerprint.
 */
LENS_MUST enum lens_err ipc_picture_read(struct base_view body,
					 struct ipc_picture *out);

/* Options of a picture job. */
struct ipc_picture_job {
	uint64_t bytes; /* of the picture, as the core measured them */
	bool full;	/* decode every pixel, where less would do */
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

#endif
