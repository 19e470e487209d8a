/* hidden.c: a picture inside a photo's file, made small to be looked at. */
#include <fcntl.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_photos.h>
#include <lenscap/clients_decoder.h>

#include "refusal.h"

static enum lens_err hidden_none(struct ledger_fault *fault, const char *words)
{
	(void)refusal_say(fault, LEDGER_FAULT_MISSING, "%s", words);
	return LENS_NOT_FOUND;
}

static enum lens_err hidden_answer(const struct ledger_photo *photo,
				   const struct ipc_picture *picture,
				   struct ledger_fault *fault,
				   struct base_buffer *out)
{
	const struct base_buffer *small = &picture->extras[IPC_EXTRA_THUMBNAIL];

	if (!picture->hashed || memcmp(picture->sha256, photo->sha256,
				       sizeof(picture->sha256)) != 0)
		return hidden_none(
		    fault, "The photo's file has changed since it was added; "
			   "add it again.");
	if (small->size == 0)
		return hidden_none(fault, "There is no such picture inside the "
					  "photo's file that can be shown.");
	return base_buffer_add(out, small->data, small->size);
}

static enum lens_err hidden_ask(struct clients_decoders *pool, int fd,
				unsigned number, struct ipc_picture *out)
{
	const struct ipc_picture_job job = {
	    .hidden = (uint8_t)number, .wants = {[IPC_EXTRA_THUMBNAIL] = true}};
	void *tag;

	clients_decoders_ask(pool, fd, &job, NULL);
	return clients_decoders_wait(pool, -1, &tag, out);
}

/* One of another format than the photo's is read as a file of its own. */
static enum lens_err hidden_elsewhere(struct clients_decoders *pool, int fd,
				      struct ipc_picture *out)
{
	struct ipc_picture inside = {0};
	struct base_buffer empty;
	enum lens_err err = LENS_OK;
	int part = clients_decoder_part(fd, &out->hidden[out->elsewhere - 1]);

	if (part >= 0)
		err = hidden_ask(pool, part, 0, &inside);
	empty = out->extras[IPC_EXTRA_THUMBNAIL];
	out->extras[IPC_EXTRA_THUMBNAIL] = inside.extras[IPC_EXTRA_THUMBNAIL];
	inside.extras[IPC_EXTRA_THUMBNAIL] = empty;
	ipc_picture_free(&inside);
	return err;
}

/* fd is taken. */
static enum lens_err hidden_read(int fd, unsigned number,
				 struct ipc_picture *out)
{
	struct clients_decoders *pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1});
	int again = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	enum lens_err err = hidden_ask(pool, fd, number, out);

	if (err == LENS_OK && out->elsewhere > 0 && again >= 0)
		err = hidden_elsewhere(pool, again, out);
	base_close(&again);
	clients_decoders_close(pool);
	return err;
}

enum lens_err casework_hidden(struct casework *work, int64_t photo,
			      unsigned number, struct ledger_fault *fault,
			      struct base_buffer *out)
{
	struct ledger_photos *photos = NULL;
	struct ipc_picture picture = {0};
	enum lens_err err =
	    ledger_photo_get(casework_ledger(work), photo, fault, &photos);
	int fd = -1;

	if (err == LENS_OK) {
		/* A FIFO of that name would wait for a writer. */
		fd = open(photos->photos[0].source,
			  O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
		if (fd < 0)
			err = hidden_none(
			    fault, "The photo's file is not where it was added "
				   "from, and no picture of it is kept.");
	}
	if (err == LENS_OK)
		err = hidden_read(fd, number, &picture);
	if (err == LENS_OK)
		err = hidden_answer(&photos->photos[0], &picture, fault, out);
	ipc_picture_free(&picture);
	ledger_photos_free(photos);
	return err;
}
