/* job.c: which jobs there are, how far they are, and what is kept of them. */
#include <pthread.h>
#include <stdlib.h>

#include <lenscap/base_io.h>

#include "frame.h"
#include "job.h"
#include "queue.h"

#define JOB_TELL_MS 100	      /* results wait at most so long */
#define JOB_TELL_BYTES 200000 /* or until there are so many bytes */
#define JOB_RESULT_MAX (FRAME_OUT_MAX / 2)

struct jobs {
	pthread_mutex_t mutex;
	int64_t last;
	struct job *first; /* the newest first */
};

/* ---- The list ---- */

struct jobs *job_list_new(void)
{
	struct jobs *jobs = base_alloc(1, sizeof(*jobs));

	pthread_mutex_init(&jobs->mutex, NULL);
	return jobs;
}

void job_let_go(struct job *job, struct job_image *image)
{
	if (image->open_fd < 0)
		return;
	base_close(&image->open_fd);
	job->open_count--;
	atomic_fetch_sub(&job->host->held, 1);
}

static void job_shut(struct job *job, struct job_image *image)
{
	base_close(&image->fd);
	job_let_go(job, image);
}

static void job_free(struct job *job)
{
	for (size_t i = 0; i < job->count; i++) {
		json_decref(job->images[i].id);
		free(job->images[i].source);
		free(job->images[i].link);
		free(job->images[i].etag);
		free(job->images[i].modified);
		ipc_picture_free(&job->images[i].picture);
		job_shut(job, &job->images[i]);
	}
	free(job->images);
	free(job->page);
	free(job->title);
	free(job->agent);
	free(job->proxy);
	json_decref(job->results);
	free(job);
}

void job_list_free(struct jobs *jobs)
{
	if (jobs == NULL)
		return;
	while (jobs->first != NULL) {
		struct job *job = jobs->first;

		jobs->first = job->next;
		job_free(job);
	}
	pthread_mutex_destroy(&jobs->mutex);
	free(jobs);
}

/* With the mutex: forget the oldest of those that are done. */
static void jobs_trim(struct jobs *jobs)
{
	struct job **at = &jobs->first;
	unsigned finished = 0;

	while (*at != NULL) {
		struct job *job = *at;

		finished += job->finished;
		if (job->finished && job->users == 0 &&
		    finished > JOB_REMEMBERED) {
			*at = job->next;
			job_free(job);
		} else {
			at = &job->next;
		}
	}
}

struct job *job_new(struct native *host, size_t count)
{
	struct jobs *jobs = host->jobs;
	struct job *job = base_alloc(1, sizeof(*job));

	job->host = host;
	job->count = count;
	job->images = base_alloc(count, sizeof(*job->images));
	for (size_t i = 0; i < count; i++)
		job->images[i].fd = job->images[i].open_fd = -1;
	job->results = json_array();
	pthread_mutex_lock(&jobs->mutex);
	jobs_trim(jobs);
	job->id = ++jobs->last;
	job->next = jobs->first;
	jobs->first = job;
	pthread_mutex_unlock(&jobs->mutex);
	return job;
}

void job_drop(struct job *job)
{
	struct jobs *jobs = job->host->jobs;
	struct job **at = &jobs->first;

	pthread_mutex_lock(&jobs->mutex);
	while (*at != job)
		at = &(*at)->next;
	*at = job->next;
	pthread_mutex_unlock(&jobs->mutex);
	job_free(job);
}

struct job *job_use(struct jobs *jobs, int64_t id)
{
	struct job *job;

	pthread_mutex_lock(&jobs->mutex);
	for (job = jobs->first; job != NULL && job->id != id;)
		job = job->next;
	if (job != NULL && !job->finished)
		job = NULL;
	if (job != NULL)
		job->users++;
	pthread_mutex_unlock(&jobs->mutex);
	return job;
}

void job_release(struct job *job)
{
	struct jobs *jobs = job->host->jobs;

	pthread_mutex_lock(&jobs->mutex);
	job->users--;
	pthread_mutex_unlock(&jobs->mutex);
}

/* ---- Beginning and ending ---- */

static bool job_put(struct job *job, enum operation_queue queue)
{
	struct native *host = job->host;
	struct native_call *call = base_alloc(1, sizeof(*call));

	call->host = host;
	call->quiet = true;
	call->job = job;
	pthread_mutex_lock(&host->jobs->mutex);
	job->queue = queue;
	job->running = false;
	pthread_mutex_unlock(&host->jobs->mutex);
	if (queue_put(host->queues[queue], call))
		return true;
	free(call);
	return false;
}

void job_begin(struct job *job)
{
	if (!job_put(job, OPERATION_CHECKS))
		job_ends(job, "failed",
			 native_json_error(OPERATION_BUSY, NULL));
}

bool job_starts(struct job *job)
{
	struct queue *queue = job->host->queues[job->queue];
	struct jobs *jobs = job->host->jobs;
	bool starts;

	pthread_mutex_lock(&jobs->mutex);
	queue_begin(queue);
	job->running = true;
	starts = !job->cancelled;
	pthread_mutex_unlock(&jobs->mutex);
	return starts;
}

/* With the mutex. */
static void job_stop(struct job *job)
{
	if (job->finished)
		return;
	job->cancelled = true;
	if (job->running)
		queue_interrupt(job->host->queues[job->queue]);
}

bool job_cancel(struct jobs *jobs, int64_t id)
{
	struct job *job;

	pthread_mutex_lock(&jobs->mutex);
	for (job = jobs->first; job != NULL && job->id != id;)
		job = job->next;
	if (job != NULL)
		job_stop(job);
	pthread_mutex_unlock(&jobs->mutex);
	return job != NULL;
}

void job_cancel_all(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->mutex);
	for (struct job *job = jobs->first; job != NULL; job = job->next)
		job_stop(job);
	pthread_mutex_unlock(&jobs->mutex);
}

/* ---- Telling ---- */

static void job_notify(struct job *job, const char *state, json_t *error)
{
	json_t *params = json_pack(
	    "{s:I, s:I, s:I, s:s, s:o}", "job", (json_int_t)job->id, "done",
	    (json_int_t)job->done, "total", (json_int_t)job->count, "state",
	    state, "results", job->results);

	if (error != NULL)
		json_object_set_new(params, "error", error);
	job->results = json_array();
	job->room = JOB_TELL_BYTES;
	job->told = base_now_ms();
	native_notify(job->host, "job.progress", params);
}

void job_tell_more(struct job *job, json_t *result)
{
	size_t size = native_json_size(result);

	/* One result that fits into no frame: its matches and findings go. */
	if (size > JOB_RESULT_MAX) {
		json_object_del(result, "matches");
		json_object_del(result, "findings");
		size = native_json_size(result);
	}
	json_array_append_new(job->results, result);
	job->room = job->room > size ? job->room - size : 0;
	if (job->room == 0 || base_now_ms() - job->told > JOB_TELL_MS)
		job_notify(job, "running", NULL);
}

void job_tell(struct job *job, json_t *result)
{
	job->done++;
	job_tell_more(job, result);
}

void job_ends(struct job *job, const char *state, json_t *error)
{
	struct jobs *jobs = job->host->jobs;

	pthread_mutex_lock(&jobs->mutex);
	job->finished = true;
	job->running = false;
	/* Until the last word is out, nobody may free it. */
	job->users++;
	pthread_mutex_unlock(&jobs->mutex);
	for (size_t i = 0; i < job->count; i++)
		job_shut(job, &job->images[i]);
	job_notify(job, state, error);
	job_release(job);
}

void job_begin_faces(struct job *job)
{
	/* Nothing that is known waits for what comes last. */
	if (job->open_count > 0 && json_array_size(job->results) > 0)
		job_notify(job, "running", NULL);
	if (job->open_count == 0 || !job_put(job, OPERATION_FACES))
		job_ends(job, "finished", NULL);
}

void job_hold(struct job_image *image, struct ipc_picture *picture,
	      uint64_t bytes)
{
	image->picture = *picture;
	*picture = (struct ipc_picture){0};
	image->bytes = bytes;
	image->held = true;
}
