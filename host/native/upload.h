/* upload.h: pictures that come in pieces, into memory and nowhere else. */
#ifndef LENSCAP_NATIVE_UPLOAD_H
#define LENSCAP_NATIVE_UPLOAD_H

#include <lenscap/base.h>
#include <lenscap/operations.h>

#define UPLOAD_IN_FLIGHT 4		  /* pieces sent ahead */
#define UPLOAD_MOST 64			  /* pictures at a time */
#define UPLOAD_BYTES_MOST (1024ull << 20) /* of all of them */

struct uploads;

/* A picture that is whole.  The owner ends it with upload_free(). */
struct upload {
	int fd; /* a memfd, sealed */
	enum operation_purpose purpose;
	char *name;
};
void upload_free(struct upload *upload);

/* Those of one host.  The caller frees it. */
struct uploads *upload_set_new(void);
void upload_set_free(struct uploads *uploads);

/*
 * Begin one of so many bytes.  LENS_TOO_BIG when there are too many already;
 * LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err upload_begin(struct uploads *uploads,
				     enum operation_purpose purpose,
				     const char *name, uint64_t bytes,
				     int64_t *id);

/*
 * Its next piece, in base64.  LENS_NOT_FOUND: there is no such upload.
 * LENS_MALFORMED: out of turn, not base64, or more than was announced; the
 * upload is then gone.  *received counts its bytes so far.
 */
LENS_MUST enum lens_err upload_chunk(struct uploads *uploads, int64_t id,
				     int64_t index, struct base_view text,
				     uint64_t *received);

/*
 * Take one out, whole and sealed.  LENS_NOT_FOUND: there is none;
 * LENS_MALFORMED: bytes are missing, and it is gone.
 */
LENS_MUST enum lens_err upload_end(struct uploads *uploads, int64_t id,
				   struct upload *out);

/* Give one up, whole or not; false: there is none. */
bool upload_drop(struct uploads *uploads, int64_t id);

/* Put one that is whole back under its id, for a check; it is taken. */
void upload_keep(struct uploads *uploads, int64_t id, struct upload *upload);

#endif
