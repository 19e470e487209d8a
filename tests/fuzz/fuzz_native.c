/*
 * fuzz_native.c: frames as a browser might send them, up to the table of
 * methods; and the reader of photo.chunk held to a JSON parser.
 */
#include <stdlib.h>
#include <string.h>

#include "native/chunk.h"
#include "native/frame.h"
#include "native/native.h"
#include "native/out.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What chunk_read() takes, jansson takes too, and reads the same. */
static void hold(struct base_view frame)
{
	json_t *quick = chunk_read(frame), *slow;

	if (quick == NULL)
		return;
	slow = json_loadb((const char *)frame.data, frame.size,
			  JSON_REJECT_DUPLICATES, NULL);
	if (slow == NULL || !json_equal(quick, slow))
		abort();
	json_decref(slow);
	json_decref(quick);
}

/* Requests that get through are not carried out: the queues are absent. */
static void take(struct native *host, struct base_view frame)
{
	json_t *request = frame.size > 0
			      ? json_loadb((const char *)frame.data, frame.size,
					   JSON_REJECT_DUPLICATES, NULL)
			      : NULL;
	const char *name =
	    json_string_value(json_object_get(request, "method"));
	const struct operation *operation = name ? operation_named(name) : NULL;

	if (operation == NULL) {
		native_take(host, frame);
	} else {
		struct operation_call call = {.operation = operation,
					      .front = &native_front};
		json_t *params = json_object_get(request, "params");

		call.params = json_is_object(params) ? json_incref(params)
						     : json_object();
		(void)!operation_check(&call);
		json_decref(call.params);
	}
	json_decref(request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct native host = {.greeted = true, .out = out_new(-1)};
	struct frame_reader reader;
	struct base_view frame;

	hold((struct base_view){data, size});
	frame_reader_init(&reader);
	while (size > 0) {
		size_t room, part;
		uint8_t *to = frame_reader_room(&reader, &room);

		/* In pieces of a size that the input chooses. */
		part = 1 + data[0] % 64;
		part = part < size ? part : size;
		part = part < room ? part : room;
		memcpy(to, data, part);
		frame_reader_filled(&reader, part);
		data += part;
		size -= part;
		enum lens_err err;

		while ((err = frame_reader_next(&reader, &frame)) == LENS_OK) {
			hold(frame);
			take(&host, frame);
			frame_reader_wipe(&reader, frame);
		}
		if (err == LENS_TOO_BIG)
			break;
	}
	frame_reader_free(&reader);
	out_free(host.out);
	return 0;
}
