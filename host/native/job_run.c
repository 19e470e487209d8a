/* job_run.c: the work of a check, and each picture's result. */
#include <stdlib.h>

#include "job.h"
#include "queue.h"

/* ---- The work ---- */

static void run_row(void *context, struct casework_exposure *row)
{
	struct job *job = context;
	struct job_image *image = row->target->tag;
	json_t *result = view_exposure(row, !job->find);

	json_object_set(result, "id", image->id);
	job_tell(job, result);
	image->access = row->access;
	if (row->fetch != NULL && image->etag == NULL) {
		image->etag = base_copy(row->fetch->headers[IPC_FETCH_ETAG]);
		image->modified =
		    base_copy(row->fetch->headers[IPC_FETCH_MODIFIED]);
	}
	if (job->faces)
		job_faces_hold(job, image, row);
	if (row->seen == CASEWORK_MINE || row->seen == CASEWORK_NEW)
		job_hold(image, row->picture, row->bytes);
}

/* An address that is none is passed over with a word. */
static void run_unfit(struct job *job, struct job_image *image)
{
	const struct ipc_picture none = {0};
	struct ipc_fetch fetch = {.status = IPC_FETCH_ADDRESS, .fd = -1};
	struct casework_target target = {.tag = image};

	run_row(job, &(struct casework_exposure){
			 .target = &target,
			 .url = "",
			 .page = job->page,
			 .seen = CASEWORK_NOTHING,
			 .fetch = &fetch,
			 .picture = (struct ipc_picture *)&none,
			 .access = LEDGER_ACCESS_UNKNOWN,
			 .why = "long_address",
			 .words = "Its address is too long to be asked for; "
				  "cut it out of the page instead."});
}

static enum lens_err run_check(struct native_call *call, struct casework *work,
			       struct ledger_fault *fault)
{
	struct job *job = call->job;
	struct casework_target *targets =
	    base_alloc(job->count, sizeof(*targets));
	struct casework_check_page check = {
	    .targets = targets,
	    .page = job->page,
	    .title = job->title,
	    .keep = true,
	    .retells = true,
	    .record = job->record,
	    .network = {.local = call->host->allow_local,
			.proxy = job->proxy,
			.agent = job->agent,
			.budget = job->budget,
			.cancel = queue_cancel(call->queue)},
	    .row = run_row,
	    .context = job,
	};
	enum lens_err err;

	for (size_t i = 0; i < job->count; i++) {
		struct job_image *image = &job->images[i];

		if (image->unfit && image->fd < 0) {
			run_unfit(job, image);
			continue;
		}
		targets[check.count++] = (struct casework_target){
		    .url = image->fd < 0 ? image->source : NULL,
		    .fd = image->fd,
		    .tag = image,
		    .width = image->width,
		    .height = image->height,
		    .shown = image->width > 0,
		    .dhash = image->dhash,
		    .link = image->link};
	}
	err = casework_check_page(work, &check, fault);
	free(targets);
	return err;
}

/* ---- The job ---- */

/* Stopped by the person, or because the ledger was locked meanwhile. */
static void run_stopped(struct native_call *call)
{
	if (holder_unlocked(call->host->holder))
		job_ends(call->job, "cancelled", NULL);
	else
		job_ends(call->job, "failed",
			 native_json_error(OPERATION_LOCKED, NULL));
}

static void run_faces(struct native_call *call)
{
	if (!holder_unlocked(call->host->holder) ||
	    job_faces_tell(call->job, queue_cancel(call->queue)) != LENS_OK)
		run_stopped(call);
	else
		job_ends(call->job, "finished", NULL);
}

void job_run(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!job_starts(call->job)) {
		job_ends(call->job, "cancelled", NULL);
		return;
	}
	if (call->job->queue == OPERATION_FACES) {
		run_faces(call);
		return;
	}
	if (queue_ledger(call, &work)) {
		err = run_check(call, work, &fault);
		if (err == LENS_CANCELLED) {
			run_stopped(call);
			return;
		}
		if (err != LENS_OK)
			operation_fail_as(&call->op, err, &fault);
	}
	if (call->op.code == OPERATION_OK)
		job_begin_faces(call->job);
	else
		job_ends(call->job, "failed",
			 native_json_error(call->op.code, call->op.sentence));
}
