/*
 * heif.h: the reader of this decoder, in the shape of struct picture_format
 * (picture.h).
 */
#ifndef LENSCAP_DECODER_HEIF_HEIF_H
#define LENSCAP_DECODER_HEIF_HEIF_H

#include "picture/picture.h"

/* HEIC and AVIF: the file's primary picture. */
enum ipc_picture_status decoder_heif_read(struct base_view file, bool full,
					  struct picture_raster *raster);

#endif
