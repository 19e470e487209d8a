/*
 * one_call.c: preloaded, it has one call of the program fail: the first from a
 * place that LENSCAP_FAIL names, "PLACE ERRNO".  A place is a call's name and
 * the functions of the program (not of libraries) that led to it, as a sum.
 * With LENSCAP_PLACES the places that were reached are written to that file,
 * each once.  LENSCAP_KILL has it killed before its n-th call that asks for no
 * memory.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PLACE_FRAMES 40 /* looked at */
#define PLACE_DEPTH 4	/* of the program's own that count */
#define PLACES_MAX 65536

static struct {
	bool begun, busy, failed;
	uint64_t fail;
	int reason, places;
	unsigned long calls, kill;
	uintptr_t from, to;
	uint64_t seen[PLACES_MAX];
} place = {.places = -1};

static int place_program(struct dl_phdr_info *info, size_t size, void *nothing)
{
	(void)size;
	(void)nothing;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_LOAD &&
		    info->dlpi_phdr[i].p_flags & PF_X) {
			place.from =
			    info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
			place.to = place.from + info->dlpi_phdr[i].p_memsz;
		}
	return 1;
}

static void place_begin(void)
{
	const char *fail = getenv("LENSCAP_FAIL"),
		   *places = getenv("LENSCAP_PLACES"),
		   *deadly = getenv("LENSCAP_KILL");
	void *frames[2];

	place.begun = true;
	place.busy = true;
	dl_iterate_phdr(place_program, NULL);
	backtrace(frames, 2); /* it loads a library at its first call */
	if (fail != NULL)
		sscanf(fail, "%lx %d", &place.fail, &place.reason);
	if (deadly != NULL)
		place.kill = strtoul(deadly, NULL, 10);
	if (places != NULL)
		place.places = (int)syscall(
		    SYS_openat, AT_FDCWD, places,
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	place.busy = false;
}

static uint64_t place_sum(const char *name)
{
	void *frames[PLACE_FRAMES];
	uint64_t sum = 14695981039346656037ull;
	int count = backtrace(frames, PLACE_FRAMES), own = 0;

	for (; *name != '\0'; name++)
		sum = (sum ^ (uint8_t)*name) * 1099511628211ull;
	for (int i = 0; i < count && own < PLACE_DEPTH; i++) {
		uintptr_t at = (uintptr_t)frames[i];

		if (at < place.from || at >= place.to)
			continue;
		own++;
		sum = (sum ^ (at - place.from)) * 1099511628211ull;
	}
	return own > 0 ? sum : 0;
}

static void place_told(const char *name, uint64_t sum)
{
	char line[64];
	size_t at = sum % PLACES_MAX;

	while (place.seen[at] != 0 && place.seen[at] != sum)
		at = (at + 1) % PLACES_MAX;
	if (place.seen[at] == sum)
		return;
	place.seen[at] = sum;
	snprintf(line, sizeof(line), "%s %lx\n", name, sum);
	syscall(SYS_write, place.places, line, strlen(line));
}

static bool place_fails(const char *name)
{
	uint64_t sum;
	int before = errno;
	bool fails;

	if (place.busy)
		return false;
	if (!place.begun)
		place_begin();
	if (place.kill > 0 && strstr(name, "alloc") == NULL &&
	    ++place.calls == place.kill)
		kill(getpid(), SIGKILL);
	if (place.failed || (place.fail == 0 && place.places < 0))
		return false;
	place.busy = true;
	sum = place_sum(name);
	if (place.places >= 0 && sum != 0)
		place_told(name, sum);
	fails = sum != 0 && sum == place.fail;
	place.failed = fails;
	errno = fails ? place.reason : before;
	place.busy = false;
	return fails;
}

#define CALL(result, name, failure, takes, ...)                                \
	result name takes                                                      \
	{                                                                      \
		static result(*next) takes;                                    \
                                                                               \
		if (next == NULL)                                              \
			*(void **)&next = dlsym(RTLD_NEXT, #name);             \
		return place_fails(#name) ? failure : next(__VA_ARGS__);       \
	}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
	return place_fails("malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return place_fails("calloc") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return place_fails("realloc") ? NULL : __libc_realloc(memory, size);
}

/* Those with a third parameter that is not always there. */
#define VARIADIC(name, takes, type, number, ...)                               \
	int name takes                                                         \
	{                                                                      \
		va_list more;                                                  \
		type last;                                                     \
                                                                               \
		va_start(more, last_named_##name);                             \
		last = va_arg(more, type);                                     \
		va_end(more);                                                  \
		if (place_fails(#name))                                        \
			return -1;                                             \
		return (int)syscall(number, __VA_ARGS__, last);                \
	}
#define last_named_open flags
#define last_named_open64 flags
#define last_named_openat flags
#define last_named_openat64 flags
#define last_named_fcntl command
#define last_named_fcntl64 command

VARIADIC(open, (const char *path, int flags, ...), int, SYS_openat, AT_FDCWD,
	 path, flags)
VARIADIC(open64, (const char *path, int flags, ...), int, SYS_openat, AT_FDCWD,
	 path, flags)
VARIADIC(openat, (int dir, const char *path, int flags, ...), int, SYS_openat,
	 dir, path, flags)
VARIADIC(openat64, (int dir, const char *path, int flags, ...), int, SYS_openat,
	 dir, path, flags)
CALL(ssize_t, read, -1, (int fd, void *data, size_t size), fd, data, size)
CALL(ssize_t, pread, -1, (int fd, void *data, size_t size, off_t at), fd, data,
     size, at)
CALL(ssize_t, pread64, -1, (int fd, void *data, size_t size, off_t at), fd,
     data, size, at)
CALL(ssize_t, write, -1, (int fd, const void *data, size_t size), fd, data,
     size)
CALL(ssize_t, pwrite, -1, (int fd, const void *data, size_t size, off_t at), fd,
     data, size, at)
CALL(ssize_t, pwrite64, -1, (int fd, const void *data, size_t size, off_t at),
     fd, data, size, at)
CALL(int, fsync, -1, (int fd), fd)
CALL(int, fdatasync, -1, (int fd), fd)
CALL(int, syncfs, -1, (int fd), fd)
CALL(int, ftruncate, -1, (int fd, off_t size), fd, size)
CALL(int, ftruncate64, -1, (int fd, off_t size), fd, size)
CALL(int, posix_fallocate, ENOSPC, (int fd, off_t at, off_t size), fd, at, size)
CALL(void *, mmap, MAP_FAILED,
     (void *at, size_t size, int prot, int flags, int fd, off_t offset), at,
     size, prot, flags, fd, offset)
CALL(int, fstat, -1, (int fd, struct stat *out), fd, out)
CALL(int, stat, -1, (const char *path, struct stat *out), path, out)
CALL(int, lstat, -1, (const char *path, struct stat *out), path, out)
CALL(int, fstatat, -1, (int dir, const char *path, struct stat *out, int flags),
     dir, path, out, flags)
CALL(int, faccessat, -1, (int dir, const char *path, int mode, int flags), dir,
     path, mode, flags)
CALL(int, access, -1, (const char *path, int mode), path, mode)
CALL(int, rename, -1, (const char *from, const char *to), from, to)
CALL(int, renameat, -1, (int a, const char *from, int b, const char *to), a,
     from, b, to)
CALL(int, renameat2, -1,
     (int a, const char *from, int b, const char *to, unsigned flags), a, from,
     b, to, flags)
CALL(int, linkat, -1,
     (int a, const char *from, int b, const char *to, int flags), a, from, b,
     to, flags)
CALL(int, unlink, -1, (const char *path), path)
CALL(int, unlinkat, -1, (int dir, const char *path, int flags), dir, path,
     flags)
CALL(int, rmdir, -1, (const char *path), path)
CALL(int, mkdir, -1, (const char *path, mode_t mode), path, mode)
CALL(int, mkdirat, -1, (int dir, const char *path, mode_t mode), dir, path,
     mode)
CALL(int, fchmod, -1, (int fd, mode_t mode), fd, mode)
CALL(int, flock, -1, (int fd, int how), fd, how)
CALL(int, dup, -1, (int fd), fd)
CALL(int, socketpair, -1, (int domain, int type, int protocol, int pair[2]),
     domain, type, protocol, pair)
CALL(int, memfd_create, -1, (const char *name, unsigned flags), name, flags)
CALL(int, pipe2, -1, (int pair[2], int flags), pair, flags)
CALL(int, poll, -1, (struct pollfd * fds, nfds_t count, int ms), fds, count, ms)
CALL(ssize_t, sendmsg, -1, (int fd, const struct msghdr *message, int flags),
     fd, message, flags)
CALL(ssize_t, recvmsg, -1, (int fd, struct msghdr *message, int flags), fd,
     message, flags)
CALL(ssize_t, getrandom, -1, (void *data, size_t size, unsigned flags), data,
     size, flags)
CALL(DIR *, fdopendir, NULL, (int fd), fd)
CALL(DIR *, opendir, NULL, (const char *path), path)
CALL(ssize_t, readlink, -1, (const char *path, char *out, size_t size), path,
     out, size)
CALL(char *, realpath, NULL, (const char *path, char *out), path, out)
CALL(int, posix_spawn, EAGAIN,
     (pid_t *restrict pid, const char *restrict path,
      const posix_spawn_file_actions_t *restrict actions,
      const posix_spawnattr_t *restrict attributes, char *const argv[restrict],
      char *const environment[restrict]),
     pid, path, actions, attributes, argv, environment)
