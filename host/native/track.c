/* track.c: the queue and the thread of a track. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "track.h"

struct track {
	struct native *host;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	struct native_call *first, **last;
	unsigned count;
	int cancel;
	bool started, busy, poked, stopped;
	struct door_hold hold; /* the thread's own */
};

struct track *track_new(struct native *host)
{
	struct track *track = base_alloc(1, sizeof(*track));

	track->host = host;
	track->last = &track->first;
	track->cancel = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&track->mutex, NULL);
	pthread_cond_init(&track->wake, NULL);
	return track;
}

/* With the mutex: the next call, NULL when there is none. */
static struct native_call *track_next(struct track *track)
{
	struct native_call *call = track->first;

	if (call == NULL)
		return NULL;
	track->first = call->next;
	if (track->first == NULL)
		track->last = &track->first;
	track->count--;
	return call;
}

static void *track_run(void *argument)
{
	struct track *track = argument;
	struct native_call *call;

	pthread_mutex_lock(&track->mutex);
	while (!track->stopped || track->first != NULL) {
		call = track_next(track);
		track->busy = call != NULL;
		if (call == NULL && !track->poked) {
			pthread_cond_wait(&track->wake, &track->mutex);
			continue;
		}
		track->poked = false;
		pthread_mutex_unlock(&track->mutex);
		if (call != NULL) {
			native_run(call);
			native_answer(call);
		}
		door_settle(track->host->door, &track->hold);
		pthread_mutex_lock(&track->mutex);
		track->busy = false;
	}
	pthread_mutex_unlock(&track->mutex);
	door_leave(track->host->door, &track->hold);
	return NULL;
}

bool track_put(struct track *track, struct native_call *call)
{
	bool taken = false;

	pthread_mutex_lock(&track->mutex);
	if (!track->started)
		track->started =
		    pthread_create(&track->thread, NULL, track_run, track) == 0;
	if (track->started && !track->stopped &&
	    track->count < TRACK_QUEUE_MAX) {
		taken = true;
		call->track = track;
		call->next = NULL;
		*track->last = call;
		track->last = &call->next;
		track->count++;
		pthread_cond_signal(&track->wake);
	}
	pthread_mutex_unlock(&track->mutex);
	return taken;
}

int track_cancel(const struct track *track)
{
	return track->cancel;
}

void track_interrupt(struct track *track)
{
	(void)!eventfd_write(track->cancel, 1);
}

void track_begin(struct track *track)
{
	eventfd_t count;

	pthread_mutex_lock(&track->mutex);
	if (!track->stopped)
		(void)!eventfd_read(track->cancel, &count);
	pthread_mutex_unlock(&track->mutex);
}

bool track_ledger(struct native_call *call, struct casework **out)
{
	struct track *track = call->track;
	struct ledger_fault fault = {0};
	enum lens_err err = door_enter(track->host->door, &track->hold, &fault);

	*out = track->hold.work;
	if (err == LENS_LOCKED)
		native_fail(call, OPERATION_LOCKED);
	else if (err == LENS_EOF)
		native_fail(call, OPERATION_NO_LEDGER);
	else if (err != LENS_OK)
		native_fail_as(call, err, &fault);
	return err == LENS_OK;
}

void track_close_ledger(struct track *track)
{
	door_leave(track->host->door, &track->hold);
}

void track_poke(struct track *track)
{
	pthread_mutex_lock(&track->mutex);
	track->poked = true;
	pthread_cond_signal(&track->wake);
	pthread_mutex_unlock(&track->mutex);
}

bool track_idle(struct track *track)
{
	bool idle;

	pthread_mutex_lock(&track->mutex);
	idle = track->first == NULL && !track->busy;
	pthread_mutex_unlock(&track->mutex);
	return idle;
}

void track_stop(struct track *track)
{
	pthread_mutex_lock(&track->mutex);
	track->stopped = true;
	pthread_cond_signal(&track->wake);
	pthread_mutex_unlock(&track->mutex);
	track_interrupt(track);
}

void track_free(struct track *track)
{
	if (track == NULL)
		return;
	track_stop(track);
	if (track->started)
		pthread_join(track->thread, NULL);
	base_close(&track->cancel);
	pthread_cond_destroy(&track->wake);
	pthread_mutex_destroy(&track->mutex);
	free(track);
}
