/* faces.c: has a picture a face that a face search can use? */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_faces.h>
#include <lenscap/clients_decoder.h>
#include <lenscap/clients_faces.h>

#include "turned.h"

/* The picture in grey, as the decoder's jail makes it. */
static enum lens_err faces_read(int fd, int cancel, struct ipc_picture *out)
{
	struct ipc_picture_job job = {.wants = {[IPC_EXTRA_GREY] = true}};
	int own = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
	struct clients_decoders *pool;
	enum lens_err err;
	void *tag;

	*out = (struct ipc_picture){0};
	if (own < 0)
		return LENS_SYSTEM;
	lseek(own, 0, SEEK_SET);
	pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1});
	clients_decoders_ask(pool, own, &job, NULL);
	err = clients_decoders_wait(pool, cancel, &tag, out);
	clients_decoders_close(pool);
	if (err == LENS_OK && out->status != IPC_PICTURE_OK)
		err = LENS_MALFORMED;
	return err;
}

/* A decoder may not be believed: its pixels are as many as it says. */
static enum lens_err faces_job(const struct base_buffer *grey,
			       struct ipc_faces_job *out)
{
	const uint8_t *data = grey->data;

	if (grey->size < 4)
		return LENS_MALFORMED;
	out->columns = (uint32_t)data[0] << 8 | data[1];
	out->rows = (uint32_t)data[2] << 8 | data[3];
	return out->columns > 0 && out->rows > 0 &&
		       grey->size == 4 + (size_t)out->columns * out->rows
		   ? LENS_OK
		   : LENS_MALFORMED;
}

static int faces_larger(const void *a, const void *b)
{
	const struct ipc_face *one = a, *other = b;

	return (one->width < other->width) - (one->width > other->width);
}

/* From pixels that were looked at to those of the picture. */
static void faces_scale(const struct ipc_faces *found,
			const struct ipc_faces_job *job, uint32_t width,
			uint32_t height, struct casework_faces *out)
{
	double across = (double)width / job->columns;
	double down = (double)height / job->rows;

	out->least = (uint32_t)ceil(IPC_FACES_LEAST * across);
	for (unsigned i = 0; i < found->count; i++)
		out->faces[out->count++] = (struct ipc_face){
		    (uint32_t)(found->faces[i].x * across),
		    (uint32_t)(found->faces[i].y * down),
		    (uint32_t)ceil(found->faces[i].width * across),
		    (uint32_t)ceil(found->faces[i].height * down)};
	qsort(out->faces, out->count, sizeof(out->faces[0]), faces_larger);
}

void casework_faces_find(int fd, int cancel, struct casework_faces *out)
{
	struct ipc_picture picture;
	struct ipc_faces_job job;
	struct ipc_faces found;
	enum lens_err err = faces_read(fd, cancel, &picture);

	*out = (struct casework_faces){.state = CASEWORK_FACES_FAILED};
	if (err == LENS_OK)
		err = faces_job(&picture.extras[IPC_EXTRA_GREY], &job);
	if (err == LENS_OK)
		err = clients_faces(picture.extras[IPC_EXTRA_GREY].data + 4,
				    &job, NULL, cancel, &found);
	if (err == LENS_OK) {
		struct turned_sides sides = turned_sides(
		    picture.orientation, picture.width, picture.height);

		out->state = CASEWORK_FACES_LOOKED;
		faces_scale(&found, &job, sides.width, sides.height, out);
	} else if (err == LENS_NOT_FOUND) {
		out->state = CASEWORK_FACES_MISSING;
	} else if (err == LENS_CANCELLED) {
		out->state = CASEWORK_FACES_NOT_ASKED;
	}
	ipc_picture_free(&picture);
}

const char *casework_faces_state_name(enum casework_faces_state state)
{
	static const char *const names[CASEWORK_FACES_STATES] = {
	    [CASEWORK_FACES_NOT_ASKED] = "not_asked",
	    [CASEWORK_FACES_LOOKED] = "looked",
	    [CASEWORK_FACES_MISSING] = "missing",
	    [CASEWORK_FACES_FAILED] = "failed",
	};

	return state < CASEWORK_FACES_STATES ? names[state] : "";
}

char *casework_faces_words(const struct casework_faces *faces)
{
	if (faces->state == CASEWORK_FACES_MISSING)
		return base_copy(
		    "faces were not looked for (install lenscap-faces)");
	if (faces->state != CASEWORK_FACES_LOOKED)
		return base_copy("faces could not be looked for");
	if (faces->count == 0)
		return base_format("no face of %u px or more was found that "
				   "looks towards the camera",
				   faces->least);
	if (faces->count == 1)
		return base_format("1 face, %u px wide: a face search can use "
				   "it",
				   faces->faces[0].width);
	return base_format("%u faces, the largest %u px wide: a face search "
			   "can use them",
			   faces->count, faces->faces[0].width);
}
