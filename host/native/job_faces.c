/* job_faces.c: which photos of mine on a page have a searchable face. */
#include <fcntl.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_faces.h>
#include <lenscap/view_audit.h>

#include "job.h"

#define FACES_HELD_MAX 64 /* photos of a page, each with its bytes */

/* Of one picture in several sizes the largest is held: it is what is shown. */
static bool faces_larger(struct job *job, const struct job_image *image)
{
	for (size_t i = 0; i < job->count; i++) {
		struct job_image *other = &job->images[i];

		if (other->open_fd < 0 || image->same == 0 ||
		    other->same != image->same)
			continue;
		if (other->pixels >= image->pixels)
			return false;
		base_close(&other->open_fd);
		job->open_count--;
	}
	return true;
}

void job_faces_hold(struct job *job, struct job_image *image,
		    const struct casework_exposure *row)
{
	bool open = row->access == LEDGER_ACCESS_PUBLIC ||
		    row->access == LEDGER_ACCESS_BROWSERS;

	if (row->seen != CASEWORK_MINE || !open || row->fd < 0)
		return;
	image->pixels = (size_t)row->picture->width * row->picture->height;
	if (faces_larger(job, image) && job->open_count < FACES_HELD_MAX)
		image->open_fd = fcntl(row->fd, F_DUPFD_CLOEXEC, 3);
	job->open_count += image->open_fd >= 0;
}

enum lens_err job_faces_tell(struct job *job, int cancel)
{
	struct casework_faces faces = {0};

	for (size_t i = 0; i < job->count; i++) {
		struct job_image *image = &job->images[i];
		json_t *more;

		if (image->open_fd < 0)
			continue;
		/* What is not there for one is not there for the next. */
		if (faces.state != CASEWORK_FACES_MISSING)
			casework_faces_find(image->open_fd, cancel, &faces);
		if (faces.state == CASEWORK_FACES_NOT_ASKED)
			return LENS_CANCELLED;
		base_close(&image->open_fd);
		more = view_faces(&faces);
		json_object_set(more, "id", image->id);
		job_tell_more(job, more);
	}
	return LENS_OK;
}
