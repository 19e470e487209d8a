/* ipc_clean.h: the wire of the cleaner: a picture goes in, a clean one comes
 * out. */
#ifndef LENSCAP_IPC_CLEAN_H
#define LENSCAP_IPC_CLEAN_H

#include <lenscap/ipc_picture.h>

/*
 * A clean file is at most so much larger: what is left of Exif, padding, and
 * pixels that are packed anew, faster than they were.
 */
#define IPC_CLEAN_MORE (256u << 10)
#define IPC_CLEAN_ROOM(bytes) ((bytes) + (bytes) / 8 + IPC_CLEAN_MORE)
#define IPC_CLEAN_MEMORY_MAX (2 * IPC_PICTURE_BYTES_MAX + (64u << 20))
#define IPC_CLEAN_CPU_MAX 10  /* seconds */
#define IPC_CLEAN_WALL_MAX 30 /* seconds */

enum ipc_clean_status {
	IPC_CLEAN_OK,
	IPC_CLEAN_UNKNOWN_FORMAT,
	IPC_CLEAN_MALFORMED,   /* cut off, or broken */
	IPC_CLEAN_UNSUPPORTED, /* of a kind that is not cleaned */
	IPC_CLEAN_TOO_MUCH,    /* it does not fit into the memory there is */
	IPC_CLEAN_STATUSES
};

/*
 * The kinds of findings (enum ipc_finding_kind) of which Exif's tags can be
 * kept, a bit each.
 */
#define IPC_CLEAN_KIND(kind) (UINT64_C(1) << (kind))
#define IPC_CLEAN_KINDS                                                        \
	(IPC_CLEAN_KIND(IPC_FINDING_GPS) |                                     \
	 IPC_CLEAN_KIND(IPC_FINDING_CAPTURE_TIME) |                            \
	 IPC_CLEAN_KIND(IPC_FINDING_AUTHOR) |                                  \
	 IPC_CLEAN_KIND(IPC_FINDING_COPYRIGHT) |                               \
	 IPC_CLEAN_KIND(IPC_FINDING_CAPTION) |                                 \
	 IPC_CLEAN_KIND(IPC_FINDING_DEVICE) |                                  \
	 IPC_CLEAN_KIND(IPC_FINDING_SOFTWARE) |                                \
	 IPC_CLEAN_KIND(IPC_FINDING_CAMERA_SERIAL) |                           \
	 IPC_CLEAN_KIND(IPC_FINDING_LENS_SERIAL) |                             \
	 IPC_CLEAN_KIND(IPC_FINDING_UNIQUE_ID))

struct ipc_clean_job {
	uint64_t bytes; /* of the picture, as the core measured them */
	uint64_t keep;	/* of IPC_CLEAN_KINDS */
	uint64_t end;	/* of the picture, as a decoder found it; 0 unknown */
};

struct ipc_clean {
	enum ipc_clean_status status;
	enum ipc_format format;
	uint64_t bytes; /* of the room that are the clean file */
};

/* Both on the wire; LENS_MALFORMED when a number is above its limit. */
LENS_MUST enum lens_err ipc_clean_job_write(const struct ipc_clean_job *job,
					    struct base_buffer *body);
LENS_MUST enum lens_err ipc_clean_job_read(struct base_view body,
					   struct ipc_clean_job *out);
LENS_MUST enum lens_err ipc_clean_write(const struct ipc_clean *answer,
					struct base_buffer *body);
LENS_MUST enum lens_err ipc_clean_read(struct base_view body,
				       struct ipc_clean *out);

#endif
