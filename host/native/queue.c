/* queue.c: calls that wait, and the thread that does them. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "queue.h"

struct queue {
	struct native *host;
	queue_serve *serve;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	struct native_call *first, **last;
	unsigned count;
	int cancel;
	bool started, busy, woken, stopped;
	struct key_lease lease; /* the thread's own */
};

struct queue *queue_new(struct native *host, queue_serve *serve)
{
	struct queue *queue = base_alloc(1, sizeof(*queue));

	queue->host = host;
	queue->serve = serve;
	queue->last = &queue->first;
	queue->cancel = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_cond_init(&queue->wake, NULL);
	return queue;
}

/* With the mutex: the next call, NULL when there is none. */
static struct native_call *queue_next(struct queue *queue)
{
	struct native_call *call = queue->first;

	if (call == NULL)
		return NULL;
	queue->first = call->next;
	if (queue->first == NULL)
		queue->last = &queue->first;
	queue->count--;
	return call;
}

static void *queue_run(void *argument)
{
	struct queue *queue = argument;
	struct native_call *call;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->stopped || queue->first != NULL) {
		call = queue_next(queue);
		queue->busy = call != NULL;
		if (call == NULL && !queue->woken) {
			pthread_cond_wait(&queue->wake, &queue->mutex);
			continue;
		}
		queue->woken = false;
		pthread_mutex_unlock(&queue->mutex);
		if (call != NULL)
			queue->serve(call);
		holder_expire(queue->host->holder, &queue->lease);
		pthread_mutex_lock(&queue->mutex);
		queue->busy = false;
	}
	pthread_mutex_unlock(&queue->mutex);
	holder_return(queue->host->holder, &queue->lease);
	return NULL;
}

bool queue_put(struct queue *queue, struct native_call *call)
{
	bool taken = false;

	pthread_mutex_lock(&queue->mutex);
	if (!queue->started)
		queue->started =
		    pthread_create(&queue->thread, NULL, queue_run, queue) == 0;
	if (queue->started && !queue->stopped &&
	    queue->count < QUEUE_CALLS_MAX) {
		taken = true;
		call->queue = queue;
		call->next = NULL;
		*queue->last = call;
		queue->last = &call->next;
		queue->count++;
		pthread_cond_signal(&queue->wake);
	}
	pthread_mutex_unlock(&queue->mutex);
	return taken;
}

int queue_cancel(const struct queue *queue)
{
	return queue->cancel;
}

void queue_interrupt(struct queue *queue)
{
	(void)!eventfd_write(queue->cancel, 1);
}

void queue_begin(struct queue *queue)
{
	eventfd_t count;

	pthread_mutex_lock(&queue->mutex);
	if (!queue->stopped)
		(void)!eventfd_read(queue->cancel, &count);
	pthread_mutex_unlock(&queue->mutex);
}

bool queue_ledger(struct native_call *call, struct casework **out)
{
	struct queue *queue = call->queue;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    holder_lease(queue->host->holder, &queue->lease, &fault);

	*out = queue->lease.work;
	if (err == LENS_LOCKED)
		operation_fail(&call->op, OPERATION_LOCKED);
	else if (err == LENS_NOT_FOUND)
		operation_fail(&call->op, OPERATION_NO_LEDGER);
	else if (err != LENS_OK)
		operation_fail_as(&call->op, err, &fault);
	return err == LENS_OK;
}

void queue_close_ledger(struct queue *queue)
{
	holder_return(queue->host->holder, &queue->lease);
}

void queue_wake(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->woken = true;
	pthread_cond_signal(&queue->wake);
	pthread_mutex_unlock(&queue->mutex);
}

bool queue_idle(struct queue *queue)
{
	bool idle;

	pthread_mutex_lock(&queue->mutex);
	idle = queue->first == NULL && !queue->busy;
	pthread_mutex_unlock(&queue->mutex);
	return idle;
}

void queue_stop(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->stopped = true;
	pthread_cond_signal(&queue->wake);
	pthread_mutex_unlock(&queue->mutex);
	queue_interrupt(queue);
}

void queue_free(struct queue *queue)
{
	if (queue == NULL)
		return;
	queue_stop(queue);
	if (queue->started)
		pthread_join(queue->thread, NULL);
	base_close(&queue->cancel);
	pthread_cond_destroy(&queue->wake);
	pthread_mutex_destroy(&queue->mutex);
	free(queue);
}
