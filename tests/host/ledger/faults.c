/* faults.c: the n-th call to the disk fails, or the n-th request for memory. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/types.h>

#include "host/ledger/faults.h"

struct faults faults;
struct io_calls faults_real;

/* Whether this call fails; changes: something would not be as before. */
static bool faults_hit(bool changes)
{
	if (!faults.armed)
		return false;
	faults.count++;
	if (faults.mode == FAULTS_WRITES  ? !changes
	    : faults.mode == FAULTS_SINCE ? faults.count < faults.fails_at
					  : faults.count != faults.fails_at)
		return false;
	errno = faults.reason;
	return true;
}

static int faults_open(int dir, const char *name, int flags, mode_t mode)
{
	bool changes = (flags & (O_ACCMODE | O_CREAT)) != O_RDONLY;

	return faults_hit(changes) ? -1
				   : faults_real.open(dir, name, flags, mode);
}

static ssize_t faults_read(int fd, void *data, size_t size, off_t offset)
{
	return faults_hit(false) ? -1
				 : faults_real.read(fd, data, size, offset);
}

static ssize_t faults_write(int fd, const void *data, size_t size, off_t offset)
{
	if (!faults_hit(true))
		return faults_real.write(fd, data, size, offset);
	if (faults.mode != FAULTS_SHORT || size < 2)
		return -1;
	faults.fails_at++;
	return faults_real.write(fd, data, size / 2, offset);
}

static int faults_sync(int fd)
{
	return faults_hit(true) ? -1 : faults_real.sync(fd);
}

static int faults_sync_all(int fd)
{
	return faults_hit(true) ? -1 : faults_real.sync_all(fd);
}

static int faults_truncate(int fd, off_t size)
{
	return faults_hit(true) ? -1 : faults_real.truncate(fd, size);
}

static int faults_rename(int dir, const char *from, const char *to)
{
	return faults_hit(true) ? -1 : faults_real.rename(dir, from, to);
}

static int faults_unlink(int dir, const char *name)
{
	return faults_hit(true) ? -1 : faults_real.unlink(dir, name);
}

void faults_install(void)
{
	faults_real = io_calls;
	io_calls.open = faults_open;
	io_calls.read = faults_read;
	io_calls.write = faults_write;
	io_calls.sync = faults_sync;
	io_calls.sync_all = faults_sync_all;
	io_calls.truncate = faults_truncate;
	io_calls.rename = faults_rename;
	io_calls.unlink = faults_unlink;
}

void faults_arm(unsigned long n)
{
	faults.count = 0;
	faults.fails_at = n;
	faults.armed = true;
}

void faults_disarm(void)
{
	faults.armed = false;
}

/* ---- Memory ---- */

#ifndef __SANITIZE_ADDRESS__
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static struct {
	bool armed;
	unsigned long count, fails_at;
} memory;

static bool memory_hit(void)
{
	if (!memory.armed || ++memory.count != memory.fails_at)
		return false;
	errno = ENOMEM;
	return true;
}

/* In the test's program, so that SQLite, libsodium and we all take these. */
void *malloc(size_t size)
{
	return memory_hit() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return memory_hit() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return memory_hit() ? NULL : __libc_realloc(old, size);
}

static void *memory_locked(size_t size)
{
	return memory_hit() ? NULL : sodium_malloc(size);
}
void memory_arm(unsigned long n)
{
	io_calls.allocate_locked = memory_locked;
	memory.count = 0;
	memory.fails_at = n;
	memory.armed = true;
}

void memory_disarm(void)
{
	memory.armed = false;
}

unsigned long memory_asked(void)
{
	return memory.count;
}
#endif
