/* inflate.h: packed bytes, of which as much is taken as there is. */
#ifndef LENSCAP_CONTAINER_INFLATE_H
#define LENSCAP_CONTAINER_INFLATE_H

#include <zlib.h>

#include <lenscap/base.h>

#define INFLATE_STEP 16384 /* bytes that are taken at once */

/*
 * Unpack what the stream has into out, up to out's maximum: the code of
 * inflate()'s last step, Z_MEM_ERROR when out was full.
 */
int inflate_into(z_stream *stream, struct base_buffer *out);

/*
 * As much of a zlib stream as there is, up to out's maximum; the caller inits
 * and frees out.  How many bytes the stream has; 0: its end was not reached.
 */
size_t inflate_all(struct base_view packed, struct base_buffer *out);

#define INFLATE_SEEK_MAX (256u << 20) /* plain bytes: about a second */

/* A zlib stream that comes in parts, of which the end is looked for. */
struct inflate_seek {
	z_stream stream;
	bool begun, ended, lost;
	size_t plain;
};

/*
 * How many bytes of the next part belong to the stream: those up to its end,
 * then none.  All do where that cannot be told: of a stream that is broken, or
 * that comes to more than the maximum.  Zeroed before the first part.
 */
size_t inflate_seek(struct inflate_seek *seek, struct base_view part);
void inflate_seek_free(struct inflate_seek *seek);

#endif
