/* do_page.c: a page's pictures become a job; its pictures become photos. */
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "queue.h"
#include "upload.h"

/* ---- page.check, page.find ---- */

static bool page_is_id(const json_t *id)
{
	return json_is_integer(id) ||
	       (json_is_string(id) && json_string_length(id) <= 256);
}

/* An upload that is whole, for this image. */
static enum operation_code page_upload(struct native_call *call, int64_t id,
				       struct job_image *image)
{
	struct upload upload;
	enum lens_err err = upload_end(call->host->uploads, id, &upload);

	if (err != LENS_OK)
		return err == LENS_NOT_FOUND ? OPERATION_NOT_FOUND
					     : OPERATION_BAD_PARAMS;
	image->fd = upload.fd;
	if (image->source == NULL) {
		image->source = upload.name;
		upload.name = NULL;
	}
	upload.fd = -1;
	upload_free(&upload);
	return OPERATION_OK;
}

/* [width, height] of what the page shows; anything else is none. */
static void page_natural(const json_t *natural, struct job_image *image)
{
	json_int_t width = json_integer_value(json_array_get(natural, 0));
	json_int_t height = json_integer_value(json_array_get(natural, 1));

	if (width < 1 || height < 1 || width > INT32_MAX || height > INT32_MAX)
		return;
	image->width = (uint32_t)width;
	image->height = (uint32_t)height;
}

/* The dHash of what the page shows and its sure bits; anything else is none. */
static void page_dhash(const json_t *dhash, struct job_image *image)
{
	uint8_t both[2 * FINGERPRINT_SMALL_SIZE];

	if (!json_is_string(dhash) ||
	    base_unhex(both, sizeof(both), json_string_value(dhash)) != LENS_OK)
		return;
	memcpy(image->dhash.bits, both, FINGERPRINT_SMALL_SIZE);
	memcpy(image->dhash.sure, both + FINGERPRINT_SMALL_SIZE,
	       FINGERPRINT_SMALL_SIZE);
}

/* One image of the request; anything but what it needs is passed over. */
static enum operation_code page_image(struct native_call *call,
				      const json_t *asked,
				      struct job_image *image)
{
	const json_t *id = json_object_get(asked, "id");
	const json_t *url = json_object_get(asked, "url");
	const json_t *upload = json_object_get(asked, "upload");

	if (!page_is_id(id) || (url != NULL && !json_is_string(url)) ||
	    (upload != NULL && !json_is_integer(upload)) ||
	    (url == NULL && upload == NULL))
		return OPERATION_BAD_PARAMS;
	image->id = json_deep_copy(id);
	image->same = json_integer_value(json_object_get(asked, "same"));
	page_natural(json_object_get(asked, "natural"), image);
	page_dhash(json_object_get(asked, "dhash"), image);
	if (json_string_length(json_object_get(asked, "link")) > 0 &&
	    json_string_length(json_object_get(asked, "link")) <
		LEDGER_TEXT_MAX)
		image->link = base_copy(
		    json_string_value(json_object_get(asked, "link")));
	/* One address that is too long is its own row's affair. */
	image->unfit = json_string_length(url) >= LEDGER_TEXT_MAX;
	if (image->unfit)
		image->source = base_copy("");
	else if (url != NULL)
		image->source = base_copy(json_string_value(url));
	if (upload != NULL)
		return page_upload(call, json_integer_value(upload), image);
	return OPERATION_OK;
}

static char *page_copy(const char *text)
{
	return text != NULL ? base_copy(text) : NULL;
}

static void page_start(struct native_call *call, bool find)
{
	const json_t *images = json_object_get(call->op.params, "images");
	struct job *job = job_new(call->host, json_array_size(images));
	enum operation_code code = OPERATION_OK;

	job->find = find;
	job->record = operation_truth(&call->op, "record");
	job->faces = operation_truth(&call->op, "faces");
	job->page = base_copy(operation_text(&call->op, "url"));
	job->title = page_copy(operation_text(&call->op, "title"));
	job->agent = page_copy(operation_text(&call->op, "agent"));
	job->proxy = page_copy(operation_text(&call->op, "proxy"));
	job->budget =
	    (uint64_t)operation_number(&call->op, "budget", 0) * 1000000;
	for (size_t i = 0; i < job->count && code == OPERATION_OK; i++)
		code = page_image(call, json_array_get(images, i),
				  &job->images[i]);
	if (code != OPERATION_OK) {
		job_drop(job);
		operation_fail(&call->op, code);
		return;
	}
	call->job = job;
	call->op.result = json_pack("{s:I}", "job", (json_int_t)job->id);
}

void do_page_check(struct native_call *call)
{
	page_start(call, false);
}

void do_page_find(struct native_call *call)
{
	page_start(call, true);
}

void do_job_cancel(struct native_call *call)
{
	if (!job_cancel(call->host->jobs,
			operation_number(&call->op, "job", 0)))
		operation_fail(&call->op, OPERATION_NOT_FOUND);
}

/* ---- photo.keep ---- */

static struct job_image *page_find_image(const struct job *job,
					 const json_t *id)
{
	for (size_t i = 0; i < job->count; i++)
		if (json_equal(job->images[i].id, id))
			return &job->images[i];
	return NULL;
}

/* One that was kept before is known; its picture has moved into the ledger. */
static enum lens_err page_keep_one(struct casework *work, const struct job *job,
				   struct job_image *image,
				   struct ledger_fault *fault,
				   enum casework_added *outcome)
{
	struct casework_file file = {image->source, image->bytes,
				     image->picture};
	const struct casework_kept_from from = {.page = job->page,
						.title = job->title,
						.access = image->access,
						.etag = image->etag,
						.modified = image->modified};
	enum lens_err err;

	*outcome = CASEWORK_KNOWN;
	if (!image->held)
		return LENS_OK;
	image->held = false;
	image->picture = (struct ipc_picture){0};
	err = casework_keep(work, &file, &from, fault, outcome, &image->photo);
	ipc_picture_free(&file.picture);
	return err;
}

static json_t *page_lost(const json_t *id)
{
	return json_pack("{s:o, s:s, s:n, s:o}", "id", json_deep_copy(id),
			 "outcome", "failed", "photo", "error",
			 native_json_error(
			     OPERATION_NOT_FOUND,
			     "The picture is no longer at hand; check the page "
			     "again."));
}

static enum lens_err page_keep(const struct native_call *call,
			       const struct job *job, struct casework *work,
			       struct ledger_fault *fault, json_t *kept)
{
	const json_t *ids = json_object_get(call->op.params, "ids");
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < json_array_size(ids) && err == LENS_OK; i++) {
		const json_t *id = json_array_get(ids, i);
		struct job_image *image = page_find_image(job, id);
		enum casework_added outcome;

		if (image == NULL || (!image->held && image->photo == 0)) {
			json_array_append_new(kept, page_lost(id));
			continue;
		}
		err = page_keep_one(work, job, image, fault, &outcome);
		if (err == LENS_OK)
			json_array_append_new(
			    kept, json_pack("{s:o, s:s, s:I}", "id",
					    json_deep_copy(id), "outcome",
					    view_added_word(outcome), "photo",
					    (json_int_t)image->photo));
	}
	return err;
}

void do_photo_keep(struct native_call *call)
{
	struct job *job =
	    job_use(call->host->jobs, operation_number(&call->op, "job", 0));
	struct ledger_fault fault = {0};
	struct casework *work;
	json_t *kept = json_array();
	enum lens_err err;

	if (job == NULL) {
		operation_fail(&call->op, OPERATION_NOT_FOUND);
	} else if (queue_ledger(call, &work)) {
		err = page_keep(call, job, work, &fault, kept);
		if (err != LENS_OK)
			operation_fail_as(&call->op, err, &fault);
	}
	if (job != NULL)
		job_release(job);
	call->op.result = json_pack("{s:o}", "kept", kept);
}
