/* clients_unpack.h: the near side of unpack. */
#ifndef LENSCAP_CLIENTS_UNPACK_H
#define LENSCAP_CLIENTS_UNPACK_H

#include <lenscap/clients.h>
#include <lenscap/ipc_unpack.h>

#define CLIENTS_UNPACK "lenscap-unpack"

/* A file of the ZIP.  Borrowed for the call; an error ends the reading. */
typedef enum lens_err clients_unpacked(void *context, const char *name,
				       struct base_view bytes);

/*
 * Read a ZIP in a jail and hand over each file in it; its name is printable
 * and leads nowhere, for nothing is written.  Those above
 * IPC_UNPACK_FILE_MAX bytes come as so many spaces plus one, and damaged ones
 * empty, so that whoever takes them refuses them.  fd is a regular file and
 * stays the caller's; worker is its path, NULL for our own.  LENS_WORKER: it
 * cannot be unpacked, and why, of CLIENTS_SENTENCE bytes, is a sentence.
 */
LENS_MUST enum lens_err clients_unpack(int fd, const char *worker,
				       clients_unpacked *file, void *context,
				       char *why);

#endif
