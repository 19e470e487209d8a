/* upload.c: pieces of pictures into sealed memfds; nothing touches the disk. */
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "upload.h"

struct upload_slot {
	int64_t id; /* 0: free */
	struct upload upload;
	uint64_t bytes, received;
	int64_t next; /* index of the next piece */
};

struct uploads {
	pthread_mutex_t mutex;
	int64_t last;
	uint64_t bytes;
	struct base_buffer piece; /* decoded; one at a time */
	struct upload_slot slots[UPLOAD_MOST];
};

void upload_free(struct upload *upload)
{
	base_close(&upload->fd);
	free(upload->name);
	upload->name = NULL;
}

struct uploads *upload_set_new(void)
{
	struct uploads *uploads = base_alloc(1, sizeof(*uploads));

	pthread_mutex_init(&uploads->mutex, NULL);
	base_buffer_init(&uploads->piece, OPERATION_PIECE);
	return uploads;
}

static void uploads_clear(struct uploads *uploads, struct upload_slot *slot)
{
	uploads->bytes -= slot->bytes;
	upload_free(&slot->upload);
	*slot = (struct upload_slot){0};
}

void upload_set_free(struct uploads *uploads)
{
	if (uploads == NULL)
		return;
	for (unsigned i = 0; i < UPLOAD_MOST; i++)
		if (uploads->slots[i].id != 0)
			uploads_clear(uploads, &uploads->slots[i]);
	base_buffer_free(&uploads->piece);
	pthread_mutex_destroy(&uploads->mutex);
	free(uploads);
}

/* With the mutex; id 0 finds a free one. */
static struct upload_slot *uploads_find(struct uploads *uploads, int64_t id)
{
	for (unsigned i = 0; i < UPLOAD_MOST; i++)
		if (uploads->slots[i].id == id)
			return &uploads->slots[i];
	return NULL;
}

enum lens_err upload_begin(struct uploads *uploads,
			   enum operation_purpose purpose, const char *name,
			   uint64_t bytes, int64_t *id)
{
	struct upload_slot *slot;
	enum lens_err err = LENS_TOO_BIG;

	*id = 0;
	pthread_mutex_lock(&uploads->mutex);
	slot = uploads_find(uploads, 0);
	if (slot != NULL && bytes <= UPLOAD_BYTES_MOST - uploads->bytes) {
		int fd = memfd_create("photo", MFD_CLOEXEC | MFD_ALLOW_SEALING);

		err = fd < 0 ? LENS_SYSTEM : LENS_OK;
		if (err == LENS_OK) {
			*id = ++uploads->last;
			uploads->bytes += bytes;
			*slot = (struct upload_slot){
			    .id = *id,
			    .upload = {fd, purpose, base_copy(name)},
			    .bytes = bytes,
			};
		}
	}
	pthread_mutex_unlock(&uploads->mutex);
	return err;
}

static enum lens_err uploads_append(struct uploads *uploads,
				    struct upload_slot *slot,
				    struct base_view text)
{
	struct base_buffer *piece = &uploads->piece;
	enum lens_err err;

	piece->size = 0;
	err = base_unbase64(text, piece);
	if (err != LENS_OK || piece->size > slot->bytes - slot->received)
		return LENS_MALFORMED;
	err = base_write_all(slot->upload.fd, base_buffer_view(piece));
	slot->received += piece->size;
	slot->next++;
	return err;
}

enum lens_err upload_chunk(struct uploads *uploads, int64_t id, int64_t index,
			   struct base_view text, uint64_t *received)
{
	struct upload_slot *slot;
	enum lens_err err = LENS_NOT_FOUND;

	*received = 0;
	pthread_mutex_lock(&uploads->mutex);
	slot = id > 0 ? uploads_find(uploads, id) : NULL;
	if (slot != NULL) {
		err = index == slot->next ? uploads_append(uploads, slot, text)
					  : LENS_MALFORMED;
		*received = slot->received;
		if (err != LENS_OK)
			uploads_clear(uploads, slot);
	}
	pthread_mutex_unlock(&uploads->mutex);
	return err;
}

enum lens_err upload_end(struct uploads *uploads, int64_t id,
			 struct upload *out)
{
	const int seals =
	    F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
	struct upload_slot *slot;
	enum lens_err err = LENS_NOT_FOUND;

	*out = (struct upload){.fd = -1};
	pthread_mutex_lock(&uploads->mutex);
	slot = id > 0 ? uploads_find(uploads, id) : NULL;
	if (slot != NULL) {
		err = slot->received == slot->bytes ? LENS_OK : LENS_MALFORMED;
		if (err == LENS_OK) {
			*out = slot->upload;
			slot->upload = (struct upload){.fd = -1};
		}
		uploads_clear(uploads, slot);
	}
	pthread_mutex_unlock(&uploads->mutex);
	if (err == LENS_OK && (fcntl(out->fd, F_GET_SEALS) & seals) != seals &&
	    fcntl(out->fd, F_ADD_SEALS, seals) != 0) {
		upload_free(out);
		err = LENS_SYSTEM;
	}
	return err;
}

bool upload_drop(struct uploads *uploads, int64_t id)
{
	struct upload_slot *slot;

	pthread_mutex_lock(&uploads->mutex);
	slot = id > 0 ? uploads_find(uploads, id) : NULL;
	if (slot != NULL)
		uploads_clear(uploads, slot);
	pthread_mutex_unlock(&uploads->mutex);
	return slot != NULL;
}

void upload_keep(struct uploads *uploads, int64_t id, struct upload *upload)
{
	struct upload_slot *slot;
	off_t size = lseek(upload->fd, 0, SEEK_END);

	pthread_mutex_lock(&uploads->mutex);
	slot = uploads_find(uploads, 0);
	if (slot != NULL && size > 0) {
		uploads->bytes += (uint64_t)size;
		*slot = (struct upload_slot){.id = id,
					     .upload = *upload,
					     .bytes = (uint64_t)size,
					     .received = (uint64_t)size,
					     .next = INT64_MAX};
		*upload = (struct upload){.fd = -1};
	}
	pthread_mutex_unlock(&uploads->mutex);
	upload_free(upload);
}
