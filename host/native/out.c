/*
 * out.c: frames that wait to be written.  Queues of calls fill it, the reading
 * thread empties it and never waits, so that a browser that does not read
 * cannot keep us from seeing that it has gone.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "frame.h"
#include "out.h"

#define OUT_PATIENCE (2u << 20) /* bytes queued above which queues wait */

struct out_frame {
	struct out_frame *next;
	struct base_buffer bytes;
};

struct out {
	int fd, wake;
	pthread_mutex_t mutex;
	pthread_cond_t room;
	struct out_frame *first, **last;
	size_t waiting, written; /* bytes queued; of the first, written */
	bool ended;
};

struct out *out_new(int fd)
{
	struct out *out = base_alloc(1, sizeof(*out));

	out->fd = fd;
	out->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	out->last = &out->first;
	pthread_mutex_init(&out->mutex, NULL);
	pthread_cond_init(&out->room, NULL);
	return out;
}

static void out_drop(struct out *out)
{
	struct out_frame *frame = out->first;

	out->first = frame->next;
	if (out->first == NULL)
		out->last = &out->first;
	out->waiting -= frame->bytes.size;
	out->written = 0;
	/* A recovery key may have been in it. */
	base_buffer_wipe(&frame->bytes);
	free(frame);
}

void out_free(struct out *out)
{
	if (out == NULL)
		return;
	while (out->first != NULL)
		out_drop(out);
	base_close(&out->wake);
	pthread_cond_destroy(&out->room);
	pthread_mutex_destroy(&out->mutex);
	free(out);
}

/* A frame as it is made; err says why bytes were not taken. */
struct out_made {
	struct base_buffer *frame;
	enum lens_err err;
};

static int out_append(const char *bytes, size_t size, void *context)
{
	struct out_made *made = context;

	made->err = base_buffer_add(made->frame, bytes, size);
	return made->err == LENS_OK ? 0 : -1;
}

/* The value as a frame, its length before it. */
static enum lens_err out_make(const json_t *value, struct base_buffer *frame)
{
	struct out_made made = {frame, LENS_OK};
	uint32_t size = 0;

	base_buffer_init(frame, FRAME_HEADER + FRAME_OUT_MAX);
	if (out_append((const char *)&size, sizeof(size), &made) != 0 ||
	    json_dump_callback(value, out_append, &made, JSON_COMPACT) != 0) {
		base_buffer_wipe(frame);
		/* What the writer of JSON lacks itself is memory, too. */
		return made.err == LENS_OK ? LENS_SYSTEM : made.err;
	}
	size = (uint32_t)(frame->size - FRAME_HEADER);
	memcpy(frame->data, &size, sizeof(size));
	return LENS_OK;
}

enum lens_err out_send(struct out *out, const json_t *value, bool patient)
{
	struct out_frame *frame = base_alloc(1, sizeof(*frame));
	enum lens_err err = out_make(value, &frame->bytes);

	if (err != LENS_OK) {
		free(frame);
		return err;
	}
	pthread_mutex_lock(&out->mutex);
	while (patient && out->waiting > OUT_PATIENCE && !out->ended)
		pthread_cond_wait(&out->room, &out->mutex);
	*out->last = frame;
	out->last = &frame->next;
	out->waiting += frame->bytes.size;
	pthread_mutex_unlock(&out->mutex);
	(void)!eventfd_write(out->wake, 1);
	return LENS_OK;
}

int out_wake(const struct out *out)
{
	return out->wake;
}

size_t out_waiting(struct out *out)
{
	size_t waiting;

	pthread_mutex_lock(&out->mutex);
	waiting = out->waiting;
	pthread_mutex_unlock(&out->mutex);
	return waiting;
}

static enum lens_err out_write(struct out *out)
{
	struct base_buffer *bytes = &out->first->bytes;
	ssize_t count = write(out->fd, bytes->data + out->written,
			      bytes->size - out->written);

	if (count < 0)
		return errno == EINTR || errno == EAGAIN ? LENS_OK : LENS_END;
	out->written += (size_t)count;
	if (out->written == bytes->size)
		out_drop(out);
	return LENS_OK;
}

enum lens_err out_flush(struct out *out)
{
	enum lens_err err = LENS_OK;
	eventfd_t count;
	size_t before;

	(void)!eventfd_read(out->wake, &count);
	pthread_mutex_lock(&out->mutex);
	do {
		before = out->written + out->waiting;
		if (out->first != NULL)
			err = out_write(out);
	} while (err == LENS_OK && out->first != NULL &&
		 before != out->written + out->waiting);
	pthread_cond_broadcast(&out->room);
	pthread_mutex_unlock(&out->mutex);
	return err;
}

void out_end(struct out *out)
{
	pthread_mutex_lock(&out->mutex);
	out->ended = true;
	pthread_cond_broadcast(&out->room);
	pthread_mutex_unlock(&out->mutex);
}
