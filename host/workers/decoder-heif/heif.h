/*
 * heif.h: the reader of this decoder, in the shape of struct picture_format
 * (picture.h), and what its files share.
 */
#ifndef LENSCAP_DECODER_HEIF_HEIF_H
#define LENSCAP_DECODER_HEIF_HEIF_H

#include "container/bmff.h"
#include "picture/picture.h"

/* HEIC and AVIF: the file's primary picture. */
enum ipc_picture_status decoder_heif_read(struct base_view file, bool full,
					  struct picture_raster *raster);

/* What the library says of a step. */
struct heif_error;
enum ipc_picture_status heif_status(struct heif_error error);

/*
 * A file of one picture out of one of several, for the library to read.  The
 * caller frees *out, whatever is answered.
 */
enum ipc_picture_status heif_make(const struct bmff *bmff, uint32_t picture,
				  struct base_buffer *out);

/* True when the library would take more memory than there is for it. */
bool heif_is_large(const struct bmff *bmff);

/* Read such a picture. */
enum ipc_picture_status heif_read_large(const struct bmff *bmff, bool full,
					struct picture_raster *raster);

#endif
