/*
 * no_memory.c: preloaded, it refuses the LENSCAP_REFUSE-th request for memory
 * of the process and all after it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

static atomic_long memory_asked;

static bool memory_refused(void)
{
	static long limit = -1;
	const char *text;

	if (limit < 0) {
		text = getenv("LENSCAP_REFUSE");
		limit = text != NULL ? strtol(text, NULL, 10) : 0;
	}
	if (limit == 0 || atomic_fetch_add(&memory_asked, 1) + 1 < limit)
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	static void *(*next)(size_t);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "malloc");
	return memory_refused() ? NULL : next(size);
}

void *realloc(void *old, size_t size)
{
	static void *(*next)(void *, size_t);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "realloc");
	return memory_refused() ? NULL : next(old, size);
}
