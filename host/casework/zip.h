/* zip.h: files as one archive (APPNOTE 6.3.3), stored as they are. */
#ifndef LENSCAP_CASEWORK_ZIP_H
#define LENSCAP_CASEWORK_ZIP_H

#include <lenscap/base.h>

#define ZIP_BYTES_MAX (256u << 20)

/*
 * The files of dir, in the order of names, appended to the initialised *out.
 * No time stands in it, so that the same files give the same archive.
 * LENS_TOO_BIG above ZIP_BYTES_MAX, LENS_SYSTEM for a file that cannot be read.
 */
LENS_MUST enum lens_err zip_files(int dir, char *const *names, size_t count,
				  struct base_buffer *out);

#endif
