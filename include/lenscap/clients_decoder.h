/* clients_decoder.h: the near side of the decoders: pictures read in parallel.
 */
#ifndef LENSCAP_CLIENTS_DECODER_H
#define LENSCAP_CLIENTS_DECODER_H

#include <lenscap/clients.h>
#include <lenscap/ipc_picture.h>

/*
 * A pool of decoders.  Each slot is a worker process that reads one picture
 * at a time; slots work in parallel and start when they are first needed.
 */
struct clients_decoders;

struct clients_decoders_options {
	unsigned slots;	  /* pictures read at once, at least 1 */
	const char *main; /* the workers' paths; NULL: beside us, or as */
	const char *heif; /* installed */
	const char *jxl;
	const char *tiff;
	int wall_ms; /* 0: IPC_PICTURE_WALL_MAX */
};

/* Make a pool; starts nothing yet.  The caller closes it. */
struct clients_decoders *
clients_decoders_open(const struct clients_decoders_options *options);

/* End every worker at once, whatever it does; safe on NULL. */
void clients_decoders_close(struct clients_decoders *pool);

/* True when a picture can be given to the pool without waiting. */
bool clients_decoders_idle(const struct clients_decoders *pool);

/*
 * Give the pool a picture: a descriptor of a regular file or memfd, which the
 * pool closes, and what is wanted of it (job->bytes is measured, not taken).
 * There must be an idle slot.  tag comes back with the answer.
 */
void clients_decoders_ask(struct clients_decoders *pool, int fd,
			  const struct ipc_picture_job *job, void *tag);

/*
 * A part of a file as one of its own, to be given to a pool; it is copied
 * unread.  The caller closes it; -1 on failure.
 */
int clients_decoder_part(int fd, const struct ipc_hidden *part);

/*
 * Wait for one answer, or until wake (a descriptor, -1 for none) can be read.
 * LENS_OK: *tag and *out are an answer, which the
 * caller frees.  LENS_CANCELLED: nothing was asked, or wake
 * woke us.  A worker that could not do its work is an answer too, with a
 * status that says so.
 */
LENS_MUST enum lens_err clients_decoders_wait(struct clients_decoders *pool,
					      int wake, void **tag,
					      struct ipc_picture *out);

#endif
