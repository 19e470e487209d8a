/*
 * tiff.h: the reader of this decoder, in the shape of struct picture_format
 * (picture.h).
 */
#ifndef LENSCAP_DECODER_TIFF_TIFF_H
#define LENSCAP_DECODER_TIFF_TIFF_H

#include "picture/picture.h"

/* TIFF: the first picture of it that is no preview. */
enum ipc_picture_status decoder_tiff_read(struct base_view file, bool full,
					  struct picture_raster *raster);

/* What is to be said of a file that libtiff does not open. */
enum ipc_picture_status decoder_tiff_refused(struct base_view file);

#endif
