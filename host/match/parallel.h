/* parallel.h: independent jobs on a few threads. */
#ifndef MATCH_PARALLEL_H
#define MATCH_PARALLEL_H

#include <stddef.h>

#define PARALLEL_MOST 16

/* Does job number job as worker number worker. */
typedef void parallel_job(void *context, size_t job, unsigned worker);

/*
 * Do jobs 0 to count - 1, in that order but side by side, on up to threads
 * threads (at most PARALLEL_MOST) of which the caller's is one; returns when
 * all are done.  A thread that cannot be started is done without.
 */
void parallel_run(unsigned threads, size_t count, parallel_job *job,
		  void *context);

#endif
