/* walk.h: the files behind a list of paths, in a settled order. */
#ifndef LENSCAP_CASEWORK_WALK_H
#define LENSCAP_CASEWORK_WALK_H

#include <lenscap/casework_files.h>

/* One of the list: found to be no file, it is not opened. */
struct walk_entry {
	char *path;
	enum ipc_picture_status status; /* OK: to be opened */
};

struct walk {
	struct walk_entry *entries;
	size_t count, capacity;
	int cancel;
	bool input_read; /* standard input, which can be read once */
};

/*
 * List what files asks for: each path as given, and when recursive each
 * folder's files, sorted by name.  Links, pipes, sockets and devices of a
 * folder are in the list, so that they are counted, and are neither followed
 * nor opened.  LENS_CANCELLED when it was cancelled.  The caller frees it in
 * any case.
 */
LENS_MUST enum lens_err walk_list(const struct casework_files *files,
				  struct walk *out);
void walk_free(struct walk *walk);

/* A file that is open, or the status that says why not; fd is then -1. */
struct walk_file {
	int fd;
	uint64_t bytes;
	enum ipc_picture_status status;
};

/* Open a file for reading by its path, whatever that is. */
void walk_open_path(const char *path, struct walk_file *out);

/* The same for a descriptor that is open, which is not taken. */
void walk_open_fd(int fd, struct walk_file *out);

/*
 * Open name below folder ("" for the current one), for names from outside: no
 * link and no ".." of it leads out of the folder.  A kernel that cannot
 * promise that (before Linux 5.6) opens nothing.
 */
void walk_open_beneath(const char *folder, const char *name,
		       struct walk_file *out);

/*
 * Open entry i for reading, "-" as a sealed memfd of all of standard input.
 * LENS_CANCELLED when it was cancelled meanwhile.
 */
LENS_MUST enum lens_err walk_open(struct walk *walk, size_t i,
				  struct walk_file *out);

#endif
