/* dispatch.c: from a frame to a call in its queue. */
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "frame.h"
#include "holder.h"
#include "job.h"
#include "native.h"
#include "queue.h"

/* Depth is limited by jansson, size by the frame. */
#define DISPATCH_FLAGS JSON_REJECT_DUPLICATES

static struct native_call *dispatch_call(struct native *host)
{
	struct native_call *call = base_alloc(1, sizeof(*call));

	call->host = host;
	call->op.front = &native_front;
	call->op.context = call;
	call->op.place = host->holder ? holder_place(host->holder) : NULL;
	call->op.local = host->allow_local;
	call->room = NATIVE_ROOM;
	return call;
}

static void dispatch_refuse(struct native_call *call, enum operation_code code)
{
	operation_fail(&call->op, code);
	native_answer(call);
}

void native_refuse(struct native *host, enum operation_code code)
{
	dispatch_refuse(dispatch_call(host), code);
}

static bool dispatch_is_id(const json_t *id)
{
	return json_is_integer(id) || json_is_string(id);
}

/* What a request has, checked; false when it is none. */
static bool dispatch_read(struct native_call *call, json_t *request)
{
	const char *version =
	    json_string_value(json_object_get(request, "jsonrpc"));
	const char *name =
	    json_string_value(json_object_get(request, "method"));
	json_t *id = json_object_get(request, "id");
	json_t *params = json_object_get(request, "params");

	if (dispatch_is_id(id))
		call->id = json_incref(id);
	else if (id != NULL)
		return false;
	if (version == NULL || strcmp(version, "2.0") != 0 || name == NULL ||
	    (params != NULL && !json_is_object(params)))
		return false;
	call->op.params = params ? json_incref(params) : json_object();
	call->op.operation = operation_named(name);
	call->quiet = id == NULL;
	return true;
}

static void dispatch_run(struct native_call *call)
{
	struct native *host = call->host;
	enum operation_queue queue = call->op.operation->queue;
	struct job *job;

	if (queue == OPERATION_AT_ONCE) {
		native_run(call);
		job = call->job;
		native_answer(call);
		/* Its number is told before its progress. */
		if (job != NULL)
			job_begin(job);
	} else if (!queue_put(host->queues[queue], call)) {
		dispatch_refuse(call, OPERATION_BUSY);
	}
}

/* What the extension may ask for at all. */
static bool dispatch_known(const struct native_call *call)
{
	return call->op.operation != NULL &&
	       call->op.operation->queue != OPERATION_NOT_HERE;
}

/* session.hello comes first: before it nobody knows what is spoken. */
static bool dispatch_may(struct native_call *call)
{
	if (call->host->greeted ||
	    (call->op.operation != NULL &&
	     strcmp(call->op.operation->name, "session.hello") == 0))
		return true;
	operation_fail_saying(&call->op, OPERATION_VERSION,
			      "The extension did not say which version it "
			      "speaks.");
	return false;
}

/* The request is released before another thread may have what is of it. */
static void dispatch_request(struct native *host, json_t *request)
{
	struct native_call *call = dispatch_call(host);
	bool read = json_is_object(request) && dispatch_read(call, request);

	json_decref(request);
	if (!read)
		dispatch_refuse(call, OPERATION_REQUEST);
	else if (!dispatch_known(call))
		dispatch_refuse(call, OPERATION_METHOD);
	else if (!dispatch_may(call) || !operation_check(&call->op))
		native_answer(call);
	else
		dispatch_run(call);
}

void native_take(struct native *host, struct base_view frame)
{
	json_error_t error;
	json_t *request = chunk_read(frame);

	if (request == NULL && frame.size > 0)
		request = json_loadb((const char *)frame.data, frame.size,
				     DISPATCH_FLAGS, &error);
	if (request != NULL)
		dispatch_request(host, request);
	else
		native_refuse(host, OPERATION_PARSE);
}
