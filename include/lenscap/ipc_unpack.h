/* ipc_unpack.h: the wire of unpack: a ZIP goes in, the files in it come out. */
#ifndef LENSCAP_IPC_UNPACK_H
#define LENSCAP_IPC_UNPACK_H

#include <lenscap/ipc.h>

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
