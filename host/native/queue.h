/* queue.h: a thread with a queue of calls and a ledger handle of its own. */
#ifndef LENSCAP_NATIVE_QUEUE_H
#define LENSCAP_NATIVE_QUEUE_H

#include "holder.h"
#include "native.h"

#define QUEUE_CALLS_MAX 256 /* calls; a browser with more waiting is wrong */

/* Do what a call asks for, answer it and release it. */
typedef void queue_serve(struct native_call *call);

/*
 * A queue of the host, whose calls serve does, one after the other.  Its thread
 * starts with the first call: workers die with the thread that started them, so
 * that it lives as long as the host.
 */
struct queue *queue_new(struct native *host, queue_serve *serve);

/* Queue a call.  False, the call being the caller's still, when it is full. */
bool queue_put(struct queue *queue, struct native_call *call);

/* A descriptor that can be read while what the queue does shall end. */
int queue_cancel(const struct queue *queue);

/* End what the queue does now, as queue_cancel() tells it; what is queued
 * stays.
 */
void queue_interrupt(struct queue *queue);

/* In the queue's thread, before a piece of work: forget earlier interrupts. */
void queue_begin(struct queue *queue);

/* The queue's ledger.  False, the call having failed, when it cannot open. */
bool queue_ledger(struct native_call *call, struct casework **out);

/* Close its ledger, in its own thread; or have it do so when it may. */
void queue_close_ledger(struct queue *queue);
void queue_wake(struct queue *queue);

/* True when nothing is queued or being done. */
bool queue_idle(struct queue *queue);

/* Take no more, and end after what is being done; then join and release. */
void queue_stop(struct queue *queue);
void queue_free(struct queue *queue);

#endif
