/*
 * other_clock.c: preloaded, it sets the wall clock by LENSCAP_CLOCK seconds
 * forward or back; the clock that counts from the start stays.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t clock_shift(void)
{
	const char *text = getenv("LENSCAP_CLOCK");

	return text != NULL ? strtol(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t id, struct timespec *out)
{
	static int (*next)(clockid_t, struct timespec *);
	int failed;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "clock_gettime");
	failed = next(id, out);
	if (failed == 0 && id == CLOCK_REALTIME)
		out->tv_sec += clock_shift();
	return failed;
}

time_t time(time_t *out)
{
	struct timespec now;
	time_t seconds =
	    clock_gettime(CLOCK_REALTIME, &now) == 0 ? now.tv_sec : -1;

	if (out != NULL)
		*out = seconds;
	return seconds;
}

int gettimeofday(struct timeval *out, void *zone)
{
	struct timespec now;
	int failed = clock_gettime(CLOCK_REALTIME, &now);

	(void)zone;
	*out = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
	return failed;
}
