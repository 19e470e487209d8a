/* stream.c: descriptors and deadlines. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base.h>
#include <lenscap/base_io.h>

#define STREAM_STEP 65536

static int64_t stream_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t base_now_ms(void)
{
	return stream_ms(CLOCK_MONOTONIC);
}

int64_t base_wall_ms(void)
{
	return stream_ms(CLOCK_REALTIME);
}

int base_left_ms(int64_t deadline)
{
	int64_t left = deadline - base_now_ms();

	if (left < 0)
		return 0;
	/* Room above, so that a caller may round up. */
	return left > INT_MAX / 2 ? INT_MAX / 2 : (int)left;
}

bool base_streams_open(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		/* The other way round, so that its use fails as before. */
		int mode = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

		/* open() gives the lowest number, which is this one. */
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", mode) != fd)
			return false;
	}
	return true;
}

void base_close(int *fd)
{
	int saved = errno;

	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	errno = saved;
}

enum lens_err base_read_all(int fd, struct base_buffer *buffer)
{
	uint8_t step[STREAM_STEP];

	for (;;) {
		ssize_t got = read(fd, step, sizeof(step));
		enum lens_err err;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return LENS_SYSTEM;
		if (got == 0)
			return LENS_OK;
		err = base_buffer_add(buffer, step, (size_t)got);
		if (err != LENS_OK)
			return err;
	}
}

enum lens_err base_write_all(int fd, struct base_view bytes)
{
	while (bytes.size > 0) {
		ssize_t written = write(fd, bytes.data, bytes.size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return LENS_SYSTEM;
		bytes.data += written;
		bytes.size -= (size_t)written;
	}
	return LENS_OK;
}

/* ---- New files ---- */

/* Give a file without a name this one (open(2), O_TMPFILE). */
static int stream_name(int fd, int dir, const char *name)
{
	char self[32];

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	return linkat(AT_FDCWD, self, dir, name, AT_SYMLINK_FOLLOW);
}

enum lens_err base_write_new(int dir, const char *name, struct base_view bytes)
{
	int fd = openat(dir, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	bool named = fd < 0;
	enum lens_err err = LENS_OK;
	int saved;

	if (named)
		fd = openat(
		    dir, name,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return errno == EEXIST ? LENS_DENIED : LENS_SYSTEM;
	err = base_write_all(fd, bytes);
	if (err == LENS_OK && fsync(fd) != 0)
		err = LENS_SYSTEM;
	if (err == LENS_OK && !named && stream_name(fd, dir, name) != 0)
		err = errno == EEXIST ? LENS_DENIED : LENS_SYSTEM;
	saved = errno;
	if (close(fd) != 0 && err == LENS_OK) {
		saved = errno;
		err = LENS_SYSTEM;
	}
	if (err == LENS_SYSTEM && named)
		unlinkat(dir, name, 0);
	errno = saved;
	return err;
}
