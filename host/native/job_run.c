/* job_run.c: the work of a check, and each picture's result in words. */
#include <stdlib.h>

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

static json_t *run_matches(const struct casework_exposure *row)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < row->count; i++) {
		const struct match_answer *answer = row->matches[i].answer;

		json_array_append_new(
		    list,
		    json_pack("{s:I, s:o, s:i, s:s, s:o}", "photo",
			      (json_int_t)answer->photo, "source",
			      native_json_text(row->matches[i].source),
			      "distance", (int)answer->distance, "confidence",
			      match_confidence_name(answer->confidence), "how",
			      run_how(answer->how)));
	}
	return list;
}

static const char *run_status(const struct casework_exposure *row)
{
	if (row->seen == CASEWORK_NEW && row->picture->width <= JOB_ICON &&
	    row->picture->height <= JOB_ICON)
		return "icon";
	return casework_seen_name(row->seen);
}

/* What a stranger got. */
static json_t *run_public(const struct casework_exposure *row)
{
	return json_pack(
	    "{s:i, s:o, s:I, s:o}", "status", (int)row->fetch->answer,
	    "final_url", native_json_text(row->fetch->url), "bytes",
	    (json_int_t)row->bytes, "why", native_json_text(row->why));
}

static json_t *run_result(const struct job *job, const struct job_image *image,
			  const struct casework_exposure *row)
{
	const struct ipc_picture *picture = row->picture;
	json_t *result =
	    json_pack("{s:O, s:s, s:o}", "id", image->id, "status",
		      run_status(row), "matches", run_matches(row));

	if (row->fetch != NULL)
		json_object_set_new(result, "public", run_public(row));
	if (row->seen != CASEWORK_MINE && row->seen != CASEWORK_NEW) {
		json_object_set_new(result, "error",
				    json_pack("{s:s, s:o}", "code", row->code,
					      "message",
					      native_json_text(row->why)));
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

/* ---- The work ---- */

static void run_row(void *context, struct casework_exposure *row)
{
	struct job *job = context;
	struct job_image *image = row->target->tag;

	job_tell(job, run_result(job, image, row));
	if (row->seen == CASEWORK_MINE || row->seen == CASEWORK_NEW)
		job_hold(image, row->picture, row->bytes);
}

static enum lens_err run_check(struct native_call *call, struct casework *work,
			       struct ledger_fault *fault)
{
	struct job *job = call->job;
	struct casework_target *targets =
	    base_alloc(job->count, sizeof(*targets));
	const struct casework_check_page check = {
	    .targets = targets,
	    .count = job->count,
	    .page = job->page,
	    .keep = true,
	    .record = job->record,
	    .local = call->host->allow_local,
	    .cancel = track_cancel(call->track),
	    .row = run_row,
	    .context = job,
	};
	enum lens_err err;

	for (size_t i = 0; i < job->count; i++) {
		struct job_image *image = &job->images[i];

		targets[i] = (struct casework_target){
		    image->fd < 0 ? image->source : NULL, image->fd, image};
	}
	err = casework_check_page(work, &check, fault);
	free(targets);
	return err;
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
		err = run_check(call, work, &fault);
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
