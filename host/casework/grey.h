/* grey.h: a picture in grey, as a decoder's jail makes it. */
#ifndef LENSCAP_CASEWORK_GREY_H
#define LENSCAP_CASEWORK_GREY_H

#include <lenscap/ipc_picture.h>

struct grey {
	uint32_t columns, rows;
	const uint8_t *luma; /* the picture's */
};

/*
 * Read a picture (fd stays the caller's) until cancel can be read.
 * ipc_picture_free() ends *picture, whatever is returned: LENS_MALFORMED for
 * one that cannot be read; its status says why.
 */
LENS_MUST enum lens_err
grey_read(int fd, int cancel, struct ipc_picture *picture, struct grey *out);

#endif
