/*
 * jxl.h: the reader of this decoder, in the shape of struct picture_format
 * (picture.h).
 */
#ifndef LENSCAP_DECODER_JXL_JXL_H
#define LENSCAP_DECODER_JXL_JXL_H

#include "picture/picture.h"

/* JPEG XL: the first picture of it. */
enum ipc_picture_status decoder_jxl_read(struct base_view file, bool full,
					 struct picture_raster *raster);

/* Unpack Brotli, as struct picture_decoder wants it. */
bool decoder_jxl_unpack(struct base_view packed, struct base_buffer *out);

#endif
