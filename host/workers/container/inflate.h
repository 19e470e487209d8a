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

#endif
