/*
 * no_sync.c: preloaded, it takes every sync away, to see that the power cuts
 * of power_cut.sh would then find losses.
 */
#include <unistd.h>

int fsync(int fd)
{
	(void)fd;
	return 0;
}

int fdatasync(int fd)
{
	(void)fd;
	return 0;
}
