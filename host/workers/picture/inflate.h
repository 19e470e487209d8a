/* inflate.h: packed bytes, of which as much is taken as there is. */
#ifndef LENSCAP_PICTURE_INFLATE_H
#define LENSCAP_PICTURE_INFLATE_H

#include <zlib.h>

#include <lenscap/base.h>

#define INFLATE_STEP 16384 /* bytes that are taken at once */

/*
 * Unpack what the stream has into out, up to out's maximum: the code of
 * inflate()'s last step, Z_MEM_ERROR when out was full.
 */
int inflate_into(z_stream *stream, struct base_buffer *out);

#endif
