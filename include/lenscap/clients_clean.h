/* clients_clean.h: the near side of the cleaner. */
#ifndef LENSCAP_CLIENTS_CLEAN_H
#define LENSCAP_CLIENTS_CLEAN_H

#include <lenscap/clients.h>
#include <lenscap/ipc_clean.h>

#define CLIENTS_CLEANER "lenscap-cleaner"

/*
 * Clean a picture in a jail: asked says what to keep, and where the picture
 * ends (its bytes are measured, not taken); fd is a regular file or memfd and
 * stays the caller's; worker is its path, NULL for our own.  On success *out is
 * a sealed memfd with the clean file, at its beginning, which the caller
 * closes; its pixels are the caller's to compare.  Otherwise *out is -1 and
 * why, of CLIENTS_SENTENCE bytes, a sentence: LENS_MALFORMED for a file that
 * cannot be cleaned, LENS_WORKER when the cleaner does not work, LENS_SYSTEM
 * without memory.
 */
LENS_MUST enum lens_err clients_clean(int fd, const struct ipc_clean_job *asked,
				      const char *worker, int *out, char *why);

#endif
