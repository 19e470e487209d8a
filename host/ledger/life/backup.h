/*
 * backup.h: a ledger as one file: the header with its slots, an envelope, and
 * a stream of the snapshot's content and then, for each row of thumbnails in
 * the order of their places, a length (0: it was damaged) and sealed bytes.
 */
#ifndef LENSCAP_LEDGER_LIFE_BACKUP_H
#define LENSCAP_LEDGER_LIFE_BACKUP_H

#include <lenscap/ledger_keys.h>

#include "store/blob.h"
#include "store/store.h"

/* A backup that was opened; the stream stands at the first thumbnail. */
struct backup {
	int fd;
	struct header header;
	struct ledger_key *key;
	struct ledger *content; /* only its database and its chain */
	struct stream *stream;
	struct blob_row *rows; /* what the thumbnails in the stream are */
	size_t count;
};

/* Open a backup with a secret.  The caller ends it with backup_close(). */
LENS_MUST enum lens_err backup_open(const char *path,
				    const struct ledger_secret *secret,
				    struct ledger_fault *fault,
				    struct backup *out);
void backup_close(struct backup *backup);

/*
 * The sealed bytes of the next thumbnail, as rows[] has them, into an
 * initialised buffer; empty when it was damaged.  After the last one call
 * backup_end(), which sees that the file ends there.
 */
LENS_MUST enum lens_err backup_next(struct backup *backup,
				    const struct blob_row *row,
				    struct ledger_fault *fault,
				    struct base_buffer *out);
LENS_MUST enum lens_err backup_end(struct backup *backup,
				   struct ledger_fault *fault);

#endif
