/* job_faces.c: which photos of mine on a page have a searchable face. */
#include <fcntl.h>
#include <poll.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_faces.h>
#include <lenscap/view_audit.h>

#include "job.h"
#include "queue.h"

#define FACES_HELD_MAX 64  /* photos of a job, each with its bytes */
#define FACES_OPEN_MAX 256 /* of all jobs: descriptors are few */
#define FACES_WAIT_MS 50

/* ---- What is held ---- */

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
		job_let_go(job, other);
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
	memcpy(image->sha256, row->picture->sha256, sizeof(image->sha256));
	if (!faces_larger(job, image) || job->open_count >= FACES_HELD_MAX ||
	    atomic_load(&job->host->held) >= FACES_OPEN_MAX)
		return;
	image->open_fd = fcntl(row->fd, F_DUPFD_CLOEXEC, 3);
	if (image->open_fd < 0)
		return;
	job->open_count++;
	atomic_fetch_add(&job->host->held, 1);
}

/* ---- Looking ---- */

/* Until no page is checked; false: it was stopped meanwhile. */
static bool faces_may(const struct job *job, int cancel)
{
	struct pollfd stop = {.fd = cancel, .events = POLLIN};

	while (!queue_idle(job->host->queues[OPERATION_CHECKS]))
		if (poll(&stop, 1, FACES_WAIT_MS) > 0)
			return false;
	return true;
}

static void faces_look(struct job *job, const struct job_image *image,
		       int cancel, struct casework_faces *out)
{
	struct casework_faces_known *known = job->host->faces;

	if (casework_faces_recall(known, image->sha256, out))
		return;
	*out = (struct casework_faces){0};
	if (faces_may(job, cancel))
		casework_faces_look(known, image->sha256, image->open_fd,
				    cancel, out);
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
			faces_look(job, image, cancel, &faces);
		if (faces.state == CASEWORK_FACES_NOT_ASKED)
			return LENS_CANCELLED;
		job_let_go(job, image);
		more = view_faces(&faces);
		json_object_set(more, "id", image->id);
		job_tell_more(job, more);
	}
	return LENS_OK;
}
