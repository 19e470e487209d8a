/* io.c: files of the ledger's folder, whole or not at all. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "io.h"

#define IO_DESTROYED 4096

static int io_open_call(int dir, const char *name, int flags, mode_t mode)
{
	return openat(dir, name, flags, mode);
}

static int io_rename_call(int dir, const char *from, const char *to)
{
	return renameat(dir, from, dir, to);
}

static int io_unlink_call(int dir, const char *name)
{
	return unlinkat(dir, name, 0);
}

struct io_calls io_calls = {
    .open = io_open_call,
    .read = pread,
    .write = pwrite,
    .sync = fdatasync,
    .sync_all = fsync,
    .truncate = ftruncate,
    .rename = io_rename_call,
    .unlink = io_unlink_call,
    .allocate = malloc,
    .allocate_locked = sodium_malloc,
};

enum lens_err io_open_dir(const char *path, bool make, int *out)
{
	*out = -1;
	if (make && mkdir(path, 0700) != 0 && errno != EEXIST)
		return LENS_SYSTEM;
	return io_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, out);
}

enum lens_err io_open(int dir, const char *name, int flags, int *out)
{
	/* Nor is a pipe waited for that somebody laid there. */
	if (dir != AT_FDCWD)
		flags |= O_NOFOLLOW | O_NONBLOCK;
	*out = io_calls.open(dir, name, flags | O_CLOEXEC, 0600);
	if (*out >= 0)
		return LENS_OK;
	*out = -1;
	return errno == ENOENT ? LENS_NOT_FOUND : LENS_SYSTEM;
}

enum lens_err io_create(int dir, const char *name, int *out)
{
	enum lens_err err = io_remove(dir, name);

	*out = -1;
	if (err == LENS_OK)
		err = io_open(dir, name, O_RDWR | O_CREAT | O_EXCL, out);
	return err == LENS_OK ? LENS_OK : LENS_SYSTEM;
}

enum lens_err io_size(int fd, uint64_t *out)
{
	struct stat about;

	*out = 0;
	if (fstat(fd, &about) != 0)
		return LENS_SYSTEM;
	*out = (uint64_t)about.st_size;
	return LENS_OK;
}

enum lens_err io_read(int fd, void *data, size_t size, uint64_t offset)
{
	uint8_t *bytes = data;

	while (size > 0) {
		ssize_t got = io_calls.read(fd, bytes, size, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return LENS_SYSTEM;
		if (got == 0)
			return LENS_END;
		bytes += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return LENS_OK;
}

enum lens_err io_write(int fd, struct base_view bytes, uint64_t offset)
{
	while (bytes.size > 0) {
		ssize_t put =
		    io_calls.write(fd, bytes.data, bytes.size, (off_t)offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return LENS_SYSTEM;
		bytes.data += put;
		offset += (uint64_t)put;
		bytes.size -= (size_t)put;
	}
	return LENS_OK;
}

static enum lens_err io_told(int result)
{
	return result == 0 ? LENS_OK : LENS_SYSTEM;
}

enum lens_err io_sync(int fd)
{
	return io_told(io_calls.sync(fd));
}

enum lens_err io_sync_dir(int dir)
{
	return io_told(io_calls.sync_all(dir));
}

enum lens_err io_truncate(int fd, uint64_t size)
{
	return io_told(io_calls.truncate(fd, (off_t)size));
}

void io_drop(int dir, const char *name)
{
	int reason = errno;

	io_calls.unlink(dir, name);
	errno = reason;
}

enum lens_err io_settle(int dir, int fd, const char *temporary,
			const char *name)
{
	enum lens_err err = io_told(io_calls.sync_all(fd));

	if (err == LENS_OK)
		err = io_told(io_calls.rename(dir, temporary, name));
	if (err == LENS_OK)
		return io_sync_dir(dir);
	io_drop(dir, temporary);
	return err;
}

enum lens_err io_replace(int dir, const char *name, struct base_view bytes)
{
	char temporary[IO_NAME];
	enum lens_err err;
	int fd;

	snprintf(temporary, sizeof(temporary), "%s.tmp", name);
	err = io_create(dir, temporary, &fd);
	if (err != LENS_OK)
		return LENS_SYSTEM;
	err = io_write(fd, bytes, 0);
	if (err == LENS_OK)
		err = io_settle(dir, fd, temporary, name);
	else
		io_drop(dir, temporary);
	base_close(&fd);
	return err;
}

enum lens_err io_remove(int dir, const char *name)
{
	if (io_calls.unlink(dir, name) == 0 || errno == ENOENT)
		return LENS_OK;
	return LENS_SYSTEM;
}

enum lens_err io_destroy(int dir, const char *name)
{
	uint8_t noise[IO_DESTROYED];
	uint64_t size = 0;
	enum lens_err err;
	int fd;

	err = io_open(dir, name, O_WRONLY, &fd);
	if (err == LENS_NOT_FOUND)
		return LENS_OK;
	/* A link or a pipe that somebody laid there has nothing of ours. */
	if (err != LENS_OK && (errno == ELOOP || errno == ENXIO))
		return io_remove(dir, name);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	if (size > sizeof(noise))
		size = sizeof(noise);
	randombytes_buf(noise, sizeof(noise));
	if (err == LENS_OK)
		err = io_write(fd, (struct base_view){noise, size}, 0);
	if (err == LENS_OK)
		err = io_sync(fd);
	base_close(&fd);
	return err == LENS_OK ? io_remove(dir, name) : err;
}

enum lens_err io_list(int dir, void (*visit)(void *context, const char *name),
		      void *context)
{
	/* A descriptor of its own: the stream takes it and its position. */
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	if (stream == NULL) {
		base_close(&fd);
		return LENS_SYSTEM;
	}
	while ((entry = readdir(stream)) != NULL)
		visit(context, entry->d_name);
	closedir(stream);
	return LENS_OK;
}

void *io_allocate(size_t size)
{
	void *room = io_calls.allocate(size);

	if (room != NULL)
		memset(room, 0, size);
	return room;
}
