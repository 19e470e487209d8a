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

#define IPC_VERSION 1 /* both ends of a wall are built together or refuse */
#define IPC_FDS_MAX 2
#define IPC_HEADER 8
#define IPC_TEXT_MAX                                                           \
	400		/* bytes of one text from a file, terminator included */
#define IPC_CALL_MAX 32 /* bytes of a system call's name */
/*
 * A sentence, and behind it what the jail ended the process for; call "" leaves
 * it as it is.  Holds until the same thread asks for the next one.
 */
const char *ipc_call_words(const char *sentence, const char *call);
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
	    40,		 /* core to fetcher; descriptor: room for the bytes */
	IPC_FETCH,	 /* fetcher to core: what a stranger got */
	IPC_FETCH_RULES, /* core to fetcher, before the first job: lines
			  * of base_rules.h */
	IPC_DOCUMENT_JOB = 48, /* core to typesetter; descriptors: room for the
			       bytes, attachments */
	IPC_DOCUMENT, /* typesetter to core: how it went, so many bytes */
	IPC_MAIL_JOB, /* core to typesetter; descriptor: a saved mail */
	IPC_MAIL,     /* typesetter to core: what the mail says */
	IPC_UNPACK_JOB = 64, /* core to unpack; descriptors: ZIP, room */
	IPC_UNPACK,	     /* unpack to core: how it went */
	IPC_CLEAN_JOB = 72,  /* core to cleaner; descriptors: picture, room */
	IPC_CLEAN,	     /* cleaner to core: how it went, so many bytes */
	IPC_FACES_JOB = 80,  /* core to faces; descriptors: luma, room */
	IPC_FACES,	     /* faces to core: where there are some */
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
 * LENS_TOO_BIG above the kind's limit, LENS_END when nobody reads any more,
 * LENS_TIMEOUT when the deadline (base_now_ms() scale) passes.
 */
LENS_MUST enum lens_err ipc_send(int fd, uint32_t kind, struct base_view body,
				 const int *fds, unsigned count,
				 int64_t deadline);

/*
 * Receive one message into an initialised, empty message.  LENS_END when the
 * other side ended before its first byte; LENS_MALFORMED for an unknown kind,
 * a length above the kind's limit, too many descriptors or an end within the
 * message; LENS_TIMEOUT when the deadline passes.
 */
LENS_MUST enum lens_err ipc_receive(int fd, int64_t deadline,
				    struct ipc_message *message);

/*
 * A message that is read as its bytes arrive, for a reader that waits on many
 * descriptors.  ipc_incoming_read() reads what is there without waiting:
 * LENS_OK with *complete telling whether the message is whole; LENS_END when
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
/* One byte below limit, else 0 and LENS_MALFORMED sticks. */
uint8_t ipc_read_below(struct ipc_reader *reader, unsigned limit);
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

#endif
