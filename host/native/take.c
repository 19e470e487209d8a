/* take.c: from a frame to a call in its track. */
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "job.h"
#include "native.h"
#include "track.h"

/* Depth is limited by jansson, size by the frame. */
#define TAKE_FLAGS JSON_REJECT_DUPLICATES

static struct native_call *take_call(struct native *host)
{
	struct native_call *call = base_alloc(1, sizeof(*call));

	call->host = host;
	return call;
}

static void take_refuse(struct native_call *call, enum native_code code)
{
	native_fail(call, code);
	native_answer(call);
}

void native_refuse(struct native *host, enum native_code code)
{
	take_refuse(take_call(host), code);
}

static bool take_is_id(const json_t *id)
{
	return json_is_integer(id) || json_is_string(id);
}

/* What a request has, checked; false when it is none. */
static bool take_read(struct native_call *call, json_t *request)
{
	const char *version =
	    json_string_value(json_object_get(request, "jsonrpc"));
	const char *name =
	    json_string_value(json_object_get(request, "method"));
	json_t *id = json_object_get(request, "id");
	json_t *params = json_object_get(request, "params");

	if (take_is_id(id))
		call->id = json_incref(id);
	else if (id != NULL)
		return false;
	if (version == NULL || strcmp(version, "2.0") != 0 || name == NULL ||
	    (params != NULL && !json_is_object(params)))
		return false;
	call->params = params ? json_incref(params) : json_object();
	call->method = native_method_named(name);
	call->quiet = id == NULL;
	return true;
}

static void take_run(struct native_call *call)
{
	struct native *host = call->host;

	struct job *job;

	if (call->method->track == NATIVE_AT_ONCE) {
		call->method->run(call);
		job = call->job;
		native_answer(call);
		/* Its number is told before its progress. */
		if (job != NULL)
			job_begin(host, job);
	} else if (!track_put(host->tracks[call->method->track], call)) {
		take_refuse(call, NATIVE_BUSY);
	}
}

/* session.hello comes first: before it nobody knows what is spoken. */
static bool take_may(struct native_call *call)
{
	if (call->host->greeted || call->method->run == do_session_hello)
		return true;
	native_fail_saying(call, NATIVE_VERSION,
			   "The extension did not say which version it "
			   "speaks.");
	return false;
}

/* The request is released before another thread may have what is of it. */
static void take_request(struct native *host, json_t *request)
{
	struct native_call *call = take_call(host);
	bool read = json_is_object(request) && take_read(call, request);

	json_decref(request);
	if (!read)
		take_refuse(call, NATIVE_REQUEST);
	else if (call->method == NULL)
		take_refuse(call, NATIVE_METHOD);
	else if (!take_may(call) || !native_params_fit(call))
		native_answer(call);
	else
		take_run(call);
}

void native_take(struct native *host, struct base_view frame)
{
	json_error_t error;
	json_t *request = chunk_read(frame);

	if (request == NULL && frame.size > 0)
		request = json_loadb((const char *)frame.data, frame.size,
				     TAKE_FLAGS, &error);
	if (request != NULL)
		take_request(host, request);
	else
		native_refuse(host, NATIVE_PARSE);
}
