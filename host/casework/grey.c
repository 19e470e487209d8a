/* grey.c: a picture in grey, as a decoder's jail makes it. */
#include <fcntl.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_decoder.h>

#include "grey.h"

/* A decoder may not be believed: its pixels are as many as it says. */
static enum lens_err grey_of(const struct base_buffer *extra, struct grey *out)
{
	const uint8_t *data = extra->data;

	if (extra->size < 4)
		return LENS_MALFORMED;
	*out = (struct grey){(uint32_t)data[0] << 8 | data[1],
			     (uint32_t)data[2] << 8 | data[3], data + 4};
	return out->columns > 0 && out->rows > 0 &&
		       extra->size == 4 + (size_t)out->columns * out->rows
		   ? LENS_OK
		   : LENS_MALFORMED;
}

enum lens_err grey_read(int fd, int cancel, struct ipc_picture *picture,
			struct grey *out)
{
	struct ipc_picture_job job = {.wants = {[IPC_EXTRA_GREY] = true}};
	int own = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
	struct clients_decoders *pool;
	enum lens_err err;
	void *tag;

	*picture = (struct ipc_picture){0};
	*out = (struct grey){0};
	if (own < 0)
		return LENS_SYSTEM;
	lseek(own, 0, SEEK_SET);
	pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1});
	clients_decoders_ask(pool, own, &job, NULL);
	err = clients_decoders_wait(pool, cancel, &tag, picture);
	clients_decoders_close(pool);
	if (err == LENS_OK && picture->status != IPC_PICTURE_OK)
		err = LENS_MALFORMED;
	return err == LENS_OK ? grey_of(&picture->extras[IPC_EXTRA_GREY], out)
			      : err;
}
