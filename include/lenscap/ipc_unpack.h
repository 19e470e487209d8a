/*
 * ipc_unpack.h: the wire of unpack: a ZIP or files go in, and what their JSON
 * says comes out as lengths and bytes, so that the core parses none of it.
 */
#ifndef LENSCAP_IPC_UNPACK_H
#define LENSCAP_IPC_UNPACK_H

#include <lenscap/ipc.h>

#define IPC_UNPACK_BYTES_MAX (64u << 20) /* of the ZIP */
#define IPC_UNPACK_ROOM (48u << 20)	 /* of all that is in it */
#define IPC_UNPACK_FILE_MAX (64u << 10)	 /* of one file in it */
#define IPC_UNPACK_ONE_MAX (1u << 20)	 /* of one that is read alone */
/* What so many bytes of JSON come to when read, at most: "0," is 9. */
#define IPC_UNPACK_JSON(bytes) (5 * (size_t)(bytes) + 256)
#define IPC_UNPACK_JSON_MAX IPC_UNPACK_JSON(IPC_UNPACK_ONE_MAX)
#define IPC_UNPACK_DEPTH 8 /* lists and objects in each other */
#define IPC_UNPACK_FILES_MAX 40000u
#define IPC_UNPACK_MEMORY_MAX (256u << 20)
#define IPC_UNPACK_CPU_MAX 10  /* seconds */
#define IPC_UNPACK_WALL_MAX 30 /* seconds */
/* In place of a size, for a file that is larger, or damaged. */
#define IPC_UNPACK_TOO_LARGE UINT32_MAX
#define IPC_UNPACK_DAMAGED (UINT32_MAX - 1)

/* What the first descriptor is. */
enum ipc_unpack_source {
	IPC_UNPACK_ZIP,
	IPC_UNPACK_RECORDS, /* files in the layout of the room */
	IPC_UNPACK_SOURCES
};

enum ipc_unpack_status {
	IPC_UNPACK_OK,
	IPC_UNPACK_NOT_A_ZIP,
	IPC_UNPACK_MALFORMED,
	IPC_UNPACK_TOO_MUCH, /* more files or bytes than any set has */
	IPC_UNPACK_STATUSES
};

/*
 * What lies in the room: for each file the length of its name and its size
 * as 32-bit numbers, then the name, then the bytes: a value as below.
 */
struct ipc_unpack {
	enum ipc_unpack_status status;
	uint32_t files;
	uint64_t bytes; /* of the room that are used */
};

/* What there is to read, and its bytes, on the wire. */
LENS_MUST enum lens_err ipc_unpack_job_write(enum ipc_unpack_source source,
					     uint64_t bytes,
					     struct base_buffer *body);
LENS_MUST enum lens_err ipc_unpack_job_read(struct base_view body,
					    enum ipc_unpack_source *source,
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

/*
 * A value of JSON: its kind in a byte, and behind it what the kind has.
 * Numbers on the wire are of 32 or 64 bits, little-endian.
 */
enum ipc_json_kind {
	IPC_JSON_NULL,
	IPC_JSON_FALSE,
	IPC_JSON_TRUE,
	IPC_JSON_INTEGER, /* 64 bits */
	IPC_JSON_REAL,	  /* the 64 bits of a finite double */
	IPC_JSON_STRING,  /* its length, its UTF-8 */
	IPC_JSON_ARRAY,	  /* how many, and these values */
	IPC_JSON_OBJECT,  /* how many, and each as length, name, value */
	IPC_JSON_NONE,	  /* the file is none: line, reason as a text */
	IPC_JSON_DEEP,	  /* it is nested deeper than IPC_UNPACK_DEPTH */
	IPC_JSON_KINDS
};

/*
 * Write the value as compact JSON, whatever it says; text was empty before.
 * LENS_DENIED: the file is no JSON, and why, of IPC_TEXT_MAX bytes, is a
 * sentence; LENS_MALFORMED: no worker of ours wrote that; LENS_TOO_BIG: it does
 * not fit into text.
 */
LENS_MUST enum lens_err ipc_json_text(struct base_view value,
				      struct base_buffer *text, char *why);

#endif
