/* track.h: a thread with a queue of calls and a ledger handle of its own. */
#ifndef LENSCAP_NATIVE_TRACK_H
#define LENSCAP_NATIVE_TRACK_H

#include "door.h"
#include "native.h"

#define TRACK_QUEUE_MAX 256 /* calls; a browser with more waiting is wrong */

/*
 * A track of the host.  Its thread starts with the first call: workers die with
 * the thread that started them, so that it lives as long as the host.
 */
struct track *track_new(struct native *host);

/* Queue a call.  False, the call being the caller's still, when it is full. */
bool track_put(struct track *track, struct native_call *call);

/* A descriptor that can be read while what the track does shall end. */
int track_cancel(const struct track *track);

/* End what the track does now, as track_cancel() tells it; what is queued
 * stays.
 */
void track_interrupt(struct track *track);

/* In the track's thread, before a piece of work: forget earlier interrupts. */
void track_begin(struct track *track);

/* The track's ledger.  False, the call having failed, when it cannot open. */
bool track_ledger(struct native_call *call, struct casework **out);

/* Close its ledger, in its own thread; or have it do so when it may. */
void track_close_ledger(struct track *track);
void track_poke(struct track *track);

/* True when nothing is queued or being done. */
bool track_idle(struct track *track);

/* Take no more, and end after what is being done; then join and release. */
void track_stop(struct track *track);
void track_free(struct track *track);

#endif
