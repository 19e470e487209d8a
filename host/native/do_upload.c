/* do_upload.c: pictures that are dropped into the browser. */
#include <string.h>

#include "native.h"
#include "queue.h"
#include "upload.h"

void do_photo_begin(struct native_call *call)
{
	const char *purpose = operation_text(&call->op, "purpose");
	const char *name = operation_text(&call->op, "source");
	unsigned kind = 0;
	int64_t id;
	enum lens_err err;

	/* The table has held it to these words. */
	while (strcmp(purpose, operation_purpose_word(kind)) != 0)
		kind++;
	if (name == NULL || name[0] == '\0')
		name = operation_text(&call->op, "name");
	err = upload_begin(call->host->uploads, kind, name,
			   (uint64_t)operation_number(&call->op, "bytes", 0),
			   &id);
	if (err == LENS_OK)
		call->op.result = json_pack("{s:I}", "upload", (json_int_t)id);
	else if (err == LENS_TOO_BIG)
		operation_fail_saying(
		    &call->op, OPERATION_BUSY,
		    "Too many pictures are being handed over; "
		    "wait for some to be read.");
	else
		operation_fail(&call->op, OPERATION_INTERNAL);
}

/* What is wrong with an upload. */
static void upload_fail(struct native_call *call, enum lens_err err)
{
	if (err == LENS_NOT_FOUND)
		operation_fail(&call->op, OPERATION_NOT_FOUND);
	else if (err == LENS_MALFORMED)
		operation_fail_saying(
		    &call->op, OPERATION_BAD_PARAMS,
		    "The picture did not arrive whole; hand it "
		    "over again.");
	else
		operation_fail(&call->op, OPERATION_INTERNAL);
}

void do_photo_chunk(struct native_call *call)
{
	const json_t *data = json_object_get(call->op.params, "data");
	const struct base_view text = {(const uint8_t *)json_string_value(data),
				       json_string_length(data)};
	uint64_t received;
	enum lens_err err = upload_chunk(
	    call->host->uploads, operation_number(&call->op, "upload", 0),
	    operation_number(&call->op, "index", 0), text, &received);

	if (err == LENS_OK)
		call->op.result =
		    json_pack("{s:I}", "received", (json_int_t)received);
	else
		upload_fail(call, err);
}

/* ---- Reading it ---- */

static void upload_row(void *context, const struct casework_add_row *row)
{
	struct native_call *call = context;

	call->op.result = view_added(row);
}

static void upload_add(struct native_call *call, struct upload *upload)
{
	struct ledger_fault fault = {0};
	struct casework *work;
	struct casework_add add = {
	    .files = {.paths = &upload->name,
		      .fds = &upload->fd,
		      .count = 1,
		      .cancel = queue_cancel(call->queue)},
	    .row = upload_row,
	    .context = call,
	};
	enum lens_err err;

	if (!queue_ledger(call, &work))
		return;
	queue_begin(call->queue);
	err = casework_add_photos(work, &add, &fault);
	if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
}

static void upload_discard(struct native_call *call, int64_t id)
{
	if (upload_drop(call->host->uploads, id))
		call->op.result = json_pack("{s:s}", "outcome", "discarded");
	else
		upload_fail(call, LENS_NOT_FOUND);
}

static void upload_read(struct native_call *call, int64_t id)
{
	struct upload upload;
	enum lens_err err = upload_end(call->host->uploads, id, &upload);

	if (err != LENS_OK) {
		upload_fail(call, err);
	} else if (upload.purpose == OPERATION_TO_CHECK) {
		upload_keep(call->host->uploads, id, &upload);
		call->op.result = json_pack("{s:s}", "outcome", "ready");
	} else {
		if (upload.purpose == OPERATION_TO_ADD)
			upload_add(call, &upload);
		else
			operation_fail(&call->op, OPERATION_BAD_PARAMS);
		upload_free(&upload);
	}
}

void do_photo_end(struct native_call *call)
{
	int64_t id = operation_number(&call->op, "upload", 0);

	if (operation_truth(&call->op, "discard"))
		upload_discard(call, id);
	else
		upload_read(call, id);
}
