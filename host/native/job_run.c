/* job_run.c: the work of a check, and each picture's result in words. */
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "track.h"

#define JOB_ICON 48 /* pixels a side, at most: no photo of anybody */

/* ---- Words ---- */

static json_t *run_how(unsigned how)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < MATCH_HOW_COUNT; i++)
		if (how & 1u << i)
			json_array_append_new(list,
					      json_string(match_how_words(i)));
	return list;
}

static json_t *run_matches(const struct casework_match *matches, unsigned count)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < count; i++) {
		const struct match_answer *answer = matches[i].answer;

		json_array_append_new(
		    list,
		    json_pack("{s:I, s:o, s:i, s:s, s:o}", "photo",
			      (json_int_t)answer->photo, "source",
			      native_json_text(matches[i].source), "distance",
			      (int)answer->distance, "confidence",
			      match_confidence_name(answer->confidence), "how",
			      run_how(answer->how)));
	}
	return list;
}

static const char *run_status(const struct ipc_picture *picture, unsigned count)
{
	if (picture->status != IPC_PICTURE_OK)
		return "unreadable";
	if (count > 0)
		return "mine";
	return picture->width <= JOB_ICON && picture->height <= JOB_ICON
		   ? "icon"
		   : "new";
}

/* What is said of a picture that was read, or could not be. */
static json_t *run_result(const struct job *job, const struct job_image *image,
			  const struct casework_found *found)
{
	const struct ipc_picture *picture = &found->file->picture;
	json_t *result = json_pack("{s:O, s:s, s:o}", "id", image->id, "status",
				   run_status(picture, found->count), "matches",
				   run_matches(found->matches, found->count));

	if (picture->status != IPC_PICTURE_OK) {
		json_object_set_new(result, "error",
				    native_json_unread(picture->status));
		return result;
	}
	json_object_set_new(result, "width",
			    json_integer((json_int_t)picture->width));
	json_object_set_new(result, "height",
			    json_integer((json_int_t)picture->height));
	json_object_set_new(result, "format",
			    json_string(ipc_format_name(picture->format)));
	if (!job->find)
		json_object_set_new(result, "findings",
				    native_json_findings(picture));
	return result;
}

/* ---- Pictures that were handed in ---- */

struct run_uploads {
	struct job *job;
	struct job_image **images; /* in the order of the files */
	size_t at;
};

static void run_row(void *context, const struct casework_found *found)
{
	struct run_uploads *run = context;
	struct job_image *image = run->images[run->at++];

	job_tell(run->job, run_result(run->job, image, found));
}

static enum lens_err run_handed(struct native_call *call, struct casework *work,
				struct ledger_fault *fault)
{
	struct job *job = call->job;
	struct run_uploads run = {
	    job, base_alloc(job->count, sizeof(*run.images)), 0};
	char **names = base_alloc(job->count, sizeof(*names));
	int *fds = base_alloc(job->count, sizeof(*fds));
	struct casework_find find = {
	    .files = {.paths = names,
		      .fds = fds,
		      .cancel = track_cancel(call->track)},
	    .row = run_row,
	    .context = &run,
	};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < job->count; i++)
		if (job->images[i].url == NULL) {
			names[find.files.count] = (char *)job->images[i].source;
			fds[find.files.count] = job->images[i].fd;
			run.images[find.files.count++] = &job->images[i];
		}
	if (find.files.count > 0)
		err = casework_find_copies(work, &find, fault);
	free(fds);
	free(names);
	free(run.images);
	return err;
}

/* ---- Pictures to be fetched ---- */

static enum lens_err run_fetched(struct native_call *call)
{
	struct job *job = call->job;

	for (size_t i = 0; i < job->count; i++)
		if (job->images[i].url != NULL)
			job_tell(job,
				 json_pack("{s:O, s:s, s:[], s:o}", "id",
					   job->images[i].id, "status",
					   "unreadable", "matches", "error",
					   native_json_error(NATIVE_UNSUPPORTED,
							     NULL)));
	return LENS_OK;
}

/* ---- The job ---- */

/* Stopped by the person, or because the ledger was locked meanwhile. */
static void run_stopped(struct native_call *call)
{
	if (door_unlocked(call->host->door))
		job_ends(call->job, "cancelled", NULL);
	else
		job_ends(call->job, "failed",
			 native_json_error(NATIVE_LOCKED, NULL));
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
	if (track_ledger(call, &work)) {
		err = run_handed(call, work, &fault);
		if (err == LENS_OK)
			err = run_fetched(call);
		if (err == LENS_EOF) {
			run_stopped(call);
			return;
		}
		if (err != LENS_OK)
			native_fail_as(call, err, &fault);
	}
	job_ends(call->job, call->code == NATIVE_OK ? "finished" : "failed",
		 call->code == NATIVE_OK
		     ? NULL
		     : native_json_error(call->code, call->message));
}
