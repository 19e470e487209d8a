/* preview.c: a photo's small picture, read in the jail for a terminal. */
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_photos.h>
#include <lenscap/clients_decoder.h>

/* Our own bytes, but a JPEG all the same: only the decoder reads it. */
static enum lens_err preview_decode(struct base_view jpeg,
				    struct base_buffer *out)
{
	struct ipc_picture_job job = {.wants = {[IPC_EXTRA_PREVIEW] = true}};
	struct clients_decoders *pool;
	struct ipc_picture picture;
	int fd = memfd_create("preview", MFD_CLOEXEC);
	enum lens_err err = fd < 0 ? LENS_SYSTEM : base_write_all(fd, jpeg);
	void *tag;

	if (err != LENS_OK) {
		base_close(&fd);
		return err;
	}
	pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1});
	clients_decoders_ask(pool, fd, &job, NULL);
	err = clients_decoders_wait(pool, -1, &tag, &picture);
	if (err == LENS_OK && picture.status == IPC_PICTURE_OK)
		err =
		    base_buffer_add(out, picture.extras[IPC_EXTRA_PREVIEW].data,
				    picture.extras[IPC_EXTRA_PREVIEW].size);
	else if (err == LENS_OK)
		err = LENS_WORKER;
	ipc_picture_free(&picture);
	clients_decoders_close(pool);
	return err;
}

enum lens_err casework_preview(struct casework *work, int64_t photo,
			       struct ledger_fault *fault,
			       struct base_buffer *out)
{
	struct base_buffer jpeg;
	enum lens_err err;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	err = ledger_blob_get(casework_ledger(work), photo,
			      LEDGER_BLOB_THUMBNAIL, fault, &jpeg);
	if (err == LENS_OK)
		err = preview_decode(base_buffer_view(&jpeg), out);
	base_buffer_free(&jpeg);
	return err;
}
