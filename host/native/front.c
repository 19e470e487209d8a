/* front.c: an operation of the table, as the extension asks for it. */
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "frame.h"
#include "job.h"
#include "native.h"
#include "queue.h"
#include "upload.h"

static void front_name(const struct operation_param *param,
		       char out[OPERATION_NAME])
{
	char *name = base_format("'%.*s'", OPERATION_NAME - 3, param->name);

	base_printable(out, OPERATION_NAME, base_view_of(name));
	free(name);
}

static bool front_open(struct operation_call *op)
{
	struct native_call *call = op->context;

	/* What was stopped before, by a lock, is not this. */
	queue_begin(call->queue);
	return queue_ledger(call, &op->work);
}

/* An operation without pages has all its rows in its answer, or none. */
static bool front_row(struct operation_call *op, json_t *row)
{
	struct native_call *call = op->context;
	size_t size = native_json_size(row) + 1;

	if (size > call->room) {
		json_decref(row);
		if (operation_param(op->operation, "offset") == NULL)
			operation_fail(op, OPERATION_TOO_BIG);
		return false;
	}
	call->room -= size;
	if (call->rows == NULL)
		call->rows = json_array();
	json_array_append_new(call->rows, row);
	return true;
}

static void front_progress(struct operation_call *op, size_t done, size_t total)
{
	(void)op;
	(void)done;
	(void)total;
}

static int front_file(struct operation_call *op, int64_t number,
		      const char **name)
{
	struct native_call *call = op->context;
	struct upload upload;
	enum lens_err err = upload_end(call->host->uploads, number, &upload);
	int fd;

	*name = "";
	if (err != LENS_OK) {
		operation_fail(op, OPERATION_NOT_FOUND);
		return -1;
	}
	fd = upload.fd;
	upload.fd = -1;
	free(call->file);
	call->file = upload.name;
	upload.name = NULL;
	*name = call->file;
	upload_free(&upload);
	if (lseek(fd, 0, SEEK_SET) != 0) {
		operation_fail(op, OPERATION_INTERNAL);
		base_close(&fd);
	}
	return fd;
}

static int front_cancel(struct operation_call *op)
{
	struct native_call *call = op->context;

	return call->queue ? queue_cancel(call->queue) : -1;
}

const struct operation_front native_front = {
    .without = OPERATION_COMMAND,
    .room = NATIVE_ROOM,
    .page = 50,
    .name = front_name,
    .open = front_open,
    .row = front_row,
    .progress = front_progress,
    .file = front_file,
    .cancel = front_cancel,
};

/* The rows stand beside what else the answer has. */
static void front_collect(struct native_call *call)
{
	struct operation_call *op = &call->op;

	if (op->operation->list == NULL || op->answered)
		return;
	if (op->result == NULL)
		op->result = json_object();
	json_object_set(op->result, op->operation->list,
			call->rows ? call->rows : json_array());
}

void native_run(struct native_call *call)
{
	/* What no request asked for is the work of a check that one began. */
	if (call->op.operation == NULL) {
		job_run(call);
	} else if (call->op.operation->run == NULL) {
		native_handle(call);
	} else {
		operation_run(&call->op);
		if (call->op.code == OPERATION_OK)
			front_collect(call);
	}
}

void native_serve(struct native_call *call)
{
	native_run(call);
	native_answer(call);
}
