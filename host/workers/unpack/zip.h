/* zip.h: the files of a ZIP, as far as a set of records needs them, and of a
 * list. */
#ifndef LENSCAP_WORKERS_UNPACK_ZIP_H
#define LENSCAP_WORKERS_UNPACK_ZIP_H

#include <lenscap/ipc_unpack.h>

/*
 * Read every file into room, of size bytes, in the layout of ipc_unpack.h.
 * Folders are left out; ZIP64, encryption and methods other than "stored" and
 * "deflated" are damaged files here.  (APPNOTE.TXT 6.3.)
 */
void zip_unpack(struct base_view zip, uint8_t *room, size_t size,
		struct ipc_unpack *out);

/* The same of files that lie there in the layout of the room already. */
void zip_records(struct base_view list, uint8_t *room, size_t size,
		 struct ipc_unpack *out);

#endif
