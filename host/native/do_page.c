/* do_page.c: a page's pictures become a job; its pictures become photos. */
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "track.h"
#include "upload.h"

/* ---- page.check, page.find ---- */

static bool page_is_id(const json_t *id)
{
	return json_is_integer(id) ||
	       (json_is_string(id) && json_string_length(id) <= 256);
}

/* An upload that is whole, for this image. */
static enum native_code page_upload(struct native_call *call, int64_t id,
				    struct job_image *image)
{
	struct upload upload;
	enum lens_err err = upload_end(call->host->uploads, id, &upload);

	if (err != LENS_OK)
		return err == LENS_EOF ? NATIVE_NOT_FOUND : NATIVE_BAD_PARAMS;
	image->fd = upload.fd;
	if (image->source == NULL) {
		image->source = upload.name;
		upload.name = NULL;
	}
	upload.fd = -1;
	upload_free(&upload);
	return NATIVE_OK;
}

/* One image of the request; anything but what it needs is passed over. */
static enum native_code page_image(struct native_call *call,
				   const json_t *asked, struct job_image *image)
{
	const json_t *id = json_object_get(asked, "id");
	const json_t *url = json_object_get(asked, "url");
	const json_t *upload = json_object_get(asked, "upload");

	if (!page_is_id(id) || (url != NULL && !json_is_string(url)) ||
	    (upload != NULL && !json_is_integer(upload)) ||
	    (url == NULL && upload == NULL) ||
	    json_string_length(url) >= LEDGER_TEXT_MAX)
		return NATIVE_BAD_PARAMS;
	image->id = json_deep_copy(id);
	if (url != NULL)
		image->source = base_copy(json_string_value(url));
	if (upload != NULL)
		return page_upload(call, json_integer_value(upload), image);
	image->url = image->source;
	return NATIVE_OK;
}

static void page_start(struct native_call *call, bool find)
{
	const json_t *images = json_object_get(call->params, "images");
	const char *title = native_text(call, "title");
	struct job *job = job_new(call->host, json_array_size(images));
	enum native_code code = NATIVE_OK;

	job->find = find;
	job->record = native_truth(call, "record");
	job->page = base_copy(native_text(call, "url"));
	job->title = base_copy(title ? title : "");
	for (size_t i = 0; i < job->count && code == NATIVE_OK; i++)
		code = page_image(call, json_array_get(images, i),
				  &job->images[i]);
	if (code != NATIVE_OK) {
		job_drop(job);
		native_fail(call, code);
		return;
	}
	call->job = job;
	call->result = json_pack("{s:I}", "job", (json_int_t)job->id);
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
	if (!job_cancel(call->host->jobs, native_number(call, "job", 0)))
		native_fail(call, NATIVE_NOT_FOUND);
}

/* ---- photo.keep ---- */

struct page_keeping {
	json_t *kept;
	const json_t **ids; /* of the files, in their order */
	size_t at;
};

static void page_row(void *context, const struct casework_add_row *row)
{
	struct page_keeping *keeping = context;
	json_t *entry = native_json_added(row);

	json_object_set_new(entry, "id",
			    json_deep_copy(keeping->ids[keeping->at++]));
	json_array_append_new(keeping->kept, entry);
}

static void page_lost(struct page_keeping *keeping, const json_t *id)
{
	json_array_append_new(
	    keeping->kept,
	    json_pack("{s:o, s:s, s:n, s:o}", "id", json_deep_copy(id),
		      "outcome", "failed", "photo", "error",
		      native_json_error(NATIVE_NOT_FOUND,
					"The picture is no longer at hand; "
					"check the page again.")));
}

static const struct job_image *page_find_image(const struct job *job,
					       const json_t *id)
{
	for (size_t i = 0; i < job->count; i++)
		if (json_equal(job->images[i].id, id))
			return &job->images[i];
	return NULL;
}

static void page_keep(struct native_call *call, const struct job *job)
{
	const json_t *asked = json_object_get(call->params, "ids");
	size_t count = json_array_size(asked);
	char **names = base_alloc(count, sizeof(*names));
	int *fds = base_alloc(count, sizeof(*fds));
	struct page_keeping keeping = {
	    json_array(), base_alloc(count, sizeof(*keeping.ids)), 0};
	struct casework_add add = {
	    .files = {.paths = names,
		      .fds = fds,
		      .cancel = track_cancel(call->track)},
	    .row = page_row,
	    .context = &keeping,
	};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count; i++) {
		const json_t *id = json_array_get(asked, i);
		const struct job_image *image = page_find_image(job, id);

		if (image == NULL || image->fd < 0) {
			page_lost(&keeping, id);
			continue;
		}
		keeping.ids[add.files.count] = id;
		names[add.files.count] = (char *)image->source;
		fds[add.files.count++] = image->fd;
	}
	if (add.files.count > 0 && track_ledger(call, &work)) {
		track_begin(call->track);
		err = casework_add_photos(work, &add, &fault);
	}
	if (err != LENS_OK)
		native_fail_as(call, err, &fault);
	call->result = json_pack("{s:o}", "kept", keeping.kept);
	free(keeping.ids);
	free(fds);
	free(names);
}

void do_photo_keep(struct native_call *call)
{
	struct job *job =
	    job_use(call->host->jobs, native_number(call, "job", 0));

	if (job == NULL) {
		native_fail(call, NATIVE_NOT_FOUND);
		return;
	}
	page_keep(call, job);
	job_release(job);
}
