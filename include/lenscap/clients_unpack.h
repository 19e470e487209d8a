/* clients_unpack.h: the near side of unpack: files of strangers, as JSON of our
 * own. */
#ifndef LENSCAP_CLIENTS_UNPACK_H
#define LENSCAP_CLIENTS_UNPACK_H

#include <lenscap/clients.h>
#include <lenscap/ipc_unpack.h>

#define CLIENTS_UNPACK "lenscap-unpack"

/*
 * A file: its name is whatever somebody called it, and leads nowhere, for
 * nothing is written; json is what it says, as compact JSON of our own making,
 * or json.data is NULL and why a sentence.  Borrowed for the call; an error
 * ends the reading.
 */
typedef enum lens_err clients_unpacked(void *context, const char *name,
				       struct base_view json, const char *why);

/*
 * Read a ZIP, or what clients_records_new() began, in a jail, and hand over
 * each file in it.  fd is a regular file and stays the caller's; worker is its
 * path, NULL for our own.  LENS_WORKER: it cannot be read, and why, of
 * CLIENTS_SENTENCE bytes, is a sentence; LENS_MALFORMED and a why: it is no ZIP
 * of ours to read; else what file gave.
 */
LENS_MUST enum lens_err clients_unpack(enum ipc_unpack_source source, int fd,
				       const char *worker,
				       clients_unpacked *file, void *context,
				       char *why);

/*
 * A list of files for clients_unpack(): its descriptor, which the caller
 * closes, or -1.  To add one with more than IPC_UNPACK_FILE_MAX bytes, or a
 * name above IPC_TEXT_MAX - 1, is LENS_TOO_BIG; LENS_SYSTEM without memory.
 */
int clients_records_new(void);
LENS_MUST enum lens_err clients_records_add(int fd, const char *name,
					    struct base_view bytes);

/*
 * The same of one file of up to IPC_UNPACK_ONE_MAX bytes that stands alone,
 * and so is handed over once.  LENS_TOO_BIG above that, LENS_SYSTEM without
 * memory; why is a sentence with LENS_WORKER alone.
 */
LENS_MUST enum lens_err clients_unpack_one(struct base_view bytes,
					   clients_unpacked *file,
					   void *context, char *why);

#endif
