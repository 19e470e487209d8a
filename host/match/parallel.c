/* parallel.c: independent jobs on a few threads. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

#include "parallel.h"

struct parallel {
	parallel_job *job;
	void *context;
	size_t count;
	atomic_size_t next;
};

struct parallel_worker {
	struct parallel *parallel;
	unsigned number;
	pthread_t thread;
};

static void *parallel_work(void *argument)
{
	struct parallel_worker *worker = argument;
	struct parallel *parallel = worker->parallel;
	size_t job;

	while ((job = atomic_fetch_add(&parallel->next, 1)) < parallel->count)
		parallel->job(parallel->context, job, worker->number);
	return NULL;
}

void parallel_run(unsigned threads, size_t count, parallel_job *job,
		  void *context)
{
	struct parallel parallel = {job, context, count, 0};
	struct parallel_worker worker[PARALLEL_MOST];
	unsigned started = 1;
	sigset_t all, before;

	threads = threads > PARALLEL_MOST ? PARALLEL_MOST : threads;
	threads = threads > count ? (unsigned)count : threads;
	/* Signals stay with the threads the program knows of. */
	sigfillset(&all);
	if (threads > 1)
		pthread_sigmask(SIG_SETMASK, &all, &before);
	for (; started < threads; started++) {
		worker[started] =
		    (struct parallel_worker){&parallel, started, 0};
		if (pthread_create(&worker[started].thread, NULL, parallel_work,
				   &worker[started]))
			break;
	}
	if (threads > 1)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	worker[0] = (struct parallel_worker){&parallel, 0, 0};
	parallel_work(&worker[0]);
	while (started > 1)
		pthread_join(worker[--started].thread, NULL);
}
