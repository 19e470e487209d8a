/* out.h: frames on their way to the browser, from any thread. */
#ifndef LENSCAP_NATIVE_OUT_H
#define LENSCAP_NATIVE_OUT_H

#include <jansson.h>

#include <lenscap/base.h>

struct out;

/* Frames go to fd, which must not block.  The caller frees it. */
struct out *out_new(int fd);
void out_free(struct out *out);

/*
 * Queue a value as a frame.  LENS_TOO_BIG above FRAME_OUT_MAX, LENS_SYSTEM
 * when memory is short: nothing is queued.  patient: wait while too much is
 * queued, but not after out_end().
 */
LENS_MUST enum lens_err out_send(struct out *out, const json_t *value,
				 bool patient);

/* A descriptor that can be read when out_send() has queued something. */
int out_wake(const struct out *out);

/* Bytes that are queued. */
size_t out_waiting(struct out *out);

/* Write what goes; LENS_END when nobody reads any more. */
LENS_MUST enum lens_err out_flush(struct out *out);

/* Nobody shall wait in out_send() any more. */
void out_end(struct out *out);

#endif
