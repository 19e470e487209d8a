/* faces.c: has a picture a face that a face search can use? */
#include <math.h>
#include <stdlib.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_faces.h>
#include <lenscap/clients_faces.h>

#include "grey.h"
#include "turned.h"

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
	struct grey grey;
	enum lens_err err = grey_read(fd, cancel, &picture, &grey);

	*out = (struct casework_faces){.state = CASEWORK_FACES_FAILED};
	job =
	    (struct ipc_faces_job){.columns = grey.columns, .rows = grey.rows};
	if (err == LENS_OK)
		err = clients_faces(grey.luma, &job, NULL, cancel, &found);
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
		return base_format(
		    base_said("no face of %u px or more was found that "
			      "looks towards the camera"),
		    faces->least);
	if (faces->count == 1)
		return base_format(
		    base_said("1 face, %u px wide: a face search can use "
			      "it"),
		    faces->faces[0].width);
	return base_format(
	    base_said("%u faces, the largest %u px wide: a face search "
		      "can use them"),
	    faces->count, faces->faces[0].width);
}
