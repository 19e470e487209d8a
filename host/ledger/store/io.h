/*
 * io.h: the ledger's only way to the disk and to locked memory.  The calls go
 * through a table, so that tests can make the n-th of them fail.
 */
#ifndef LENSCAP_LEDGER_STORE_IO_H
#define LENSCAP_LEDGER_STORE_IO_H

#include <sys/types.h>

#include <lenscap/ledger.h>

struct io_calls {
	int (*open)(int dir, const char *name, int flags, mode_t mode);
	ssize_t (*read)(int fd, void *data, size_t size, off_t offset);
	ssize_t (*write)(int fd, const void *data, size_t size, off_t offset);
	int (*sync)(int fd);	 /* data, and the size they need */
	int (*sync_all)(int fd); /* a folder's entries */
	int (*truncate)(int fd, off_t size);
	int (*rename)(int dir, const char *from, const char *to);
	int (*unlink)(int dir, const char *name);
	void *(*allocate)(size_t size);
	void *(*allocate_locked)(size_t size);
};

/* The calls in use: the system's, but in tests. */
extern struct io_calls io_calls;

/* Open a folder, made with mode 0700 when make is set and it is missing. */
LENS_MUST enum lens_err io_open_dir(const char *path, bool make, int *out);

/*
 * Open a file of the folder, or by its path when dir is AT_FDCWD; in a folder
 * no link is followed.  LENS_NOT_FOUND when there is none.  *out -1 then.
 */
LENS_MUST enum lens_err io_open(int dir, const char *name, int flags, int *out);

/*
 * Begin a new file of the folder: what is there under the name is removed,
 * and nothing that somebody puts there meanwhile is taken for it.
 */
LENS_MUST enum lens_err io_create(int dir, const char *name, int *out);

/* The file's size. */
LENS_MUST enum lens_err io_size(int fd, uint64_t *out);

/* Read exactly size bytes; LENS_END when the file ends before. */
LENS_MUST enum lens_err io_read(int fd, void *data, size_t size,
				uint64_t offset);

/* Write everything, or fail. */
LENS_MUST enum lens_err io_write(int fd, struct base_view bytes,
				 uint64_t offset);

/* On the disk: a file's data, a folder's entries. */
LENS_MUST enum lens_err io_sync(int fd);
LENS_MUST enum lens_err io_sync_dir(int dir);

/* Cut a file to size bytes. */
LENS_MUST enum lens_err io_truncate(int fd, uint64_t size);

/*
 * Give a finished temporary file its name, for good: the file is synced,
 * renamed, and the folder synced.  On failure the temporary file is gone.
 */
LENS_MUST enum lens_err io_settle(int dir, int fd, const char *temporary,
				  const char *name);

/* Write bytes under a name as a whole, or leave what was there. */
LENS_MUST enum lens_err io_replace(int dir, const char *name,
				   struct base_view bytes);

/* Remove a file; one that is not there is no failure. */
LENS_MUST enum lens_err io_remove(int dir, const char *name);

/* Remove what could not be finished; errno says still why. */
void io_drop(int dir, const char *name);

/*
 * Remove a file after overwriting its first bytes, where the salt lies
 * without which the rest cannot be read.  Best effort: a drive may keep the
 * old block.
 */
LENS_MUST enum lens_err io_destroy(int dir, const char *name);

/* Hand every name in the folder to visit. */
LENS_MUST enum lens_err
io_list(int dir, void (*visit)(void *context, const char *name), void *context);

/* Room for size bytes; NULL when there is none.  Released with free(). */
void *io_allocate(size_t size);

/* One size, one name, for every "name-generation". */
#define IO_NAME 64

#endif
