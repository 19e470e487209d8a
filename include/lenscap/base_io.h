/* base_io.h: descriptors, whole files, and where our own files are. */
#ifndef LENSCAP_BASE_IO_H
#define LENSCAP_BASE_IO_H

#include <lenscap/base.h>

/*
 * The path of name in the folder of this program's own file, existing or not;
 * NULL when the kernel does not say where that is.  The caller frees it.
 */
char *base_beside(const char *name);

/*
 * Where a file or folder of host/share is: beside the program, as built, or
 * where it was installed.  Never from the environment.  The caller frees it.
 */
char *base_share_path(const char *name);

/*
 * For the first line of a main(): a standard stream that was closed is opened
 * on a null device that refuses it, so that no file of ours gets its number
 * and, with it, what is printed.  False when that fails: end then.
 */
bool base_streams_open(void);

/* Close *fd if it is open and set it to -1; errno is kept. */
void base_close(int *fd);

/*
 * Read a descriptor to its end into buffer, whatever it is.  LENS_TOO_BIG as
 * soon as the buffer's maximum is passed.
 */
LENS_MUST enum lens_err base_read_all(int fd, struct base_buffer *buffer);

/* Write everything, across short writes and signals. */
LENS_MUST enum lens_err base_write_all(int fd, struct base_view bytes);

/*
 * Put a new file of that name, which only its owner may read, into the folder
 * dir: all of it, on the disk, or nothing of it.  Where the file system has
 * files without a name (O_TMPFILE), that is so even if this process is killed.
 * LENS_DENIED: the name is taken, and what has it stays as it is; LENS_SYSTEM:
 * errno says why.
 */
LENS_MUST enum lens_err base_write_new(int dir, const char *name,
				       struct base_view bytes);

#endif
