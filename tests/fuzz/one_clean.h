/*
 * one_clean.h: hostile pictures in the cleaner: what it leaves it leaves alone
 * when it is asked again, and it never writes past its room.
 */
#ifndef LENSCAP_FUZZ_ONE_CLEAN_H
#define LENSCAP_FUZZ_ONE_CLEAN_H

#include <stdlib.h>
#include <string.h>

#include "workers/cleaner/cleaner.h"

#define ONE_CLEAN_ROOM (64u << 10)

/* libFuzzer calls it; its headers are C++. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline bool one_cleaned(const struct ipc_clean_job *job,
			       struct base_view file, uint8_t *room,
			       size_t size, struct ipc_clean *answer)
{
	cleaner_clean(job, file, room, size, answer);
	if (answer->bytes > size ||
	    (answer->status == IPC_CLEAN_OK) != (answer->bytes > 0))
		abort();
	return answer->status == IPC_CLEAN_OK;
}

static inline int one_clean(const uint8_t *data, size_t size)
{
	static uint8_t once[ONE_CLEAN_ROOM], twice[ONE_CLEAN_ROOM];
	struct ipc_clean_job job = {.keep = size % 2 ? IPC_CLEAN_KINDS : 0,
				    .end = size};
	struct ipc_clean first, second;
	struct base_view file = {data, size};

	/* A room that is too small now and then. */
	if (!one_cleaned(&job, file, once, size % 7 ? ONE_CLEAN_ROOM : size / 2,
			 &first))
		return 0;
	file = (struct base_view){once, (size_t)first.bytes};
	job.end = first.bytes;
	if (!one_cleaned(&job, file, twice, ONE_CLEAN_ROOM, &second) ||
	    second.bytes != first.bytes ||
	    memcmp(once, twice, (size_t)first.bytes) != 0)
		abort();
	return 0;
}

#endif
