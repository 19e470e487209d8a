/* walk.h: the files behind a list of paths, in a settled order. */
#ifndef LENSCAP_CASEWORK_WALK_H
#define LENSCAP_CASEWORK_WALK_H

#include <lenscap/casework.h>

struct walk {
	char **paths;
	size_t count, room;
};

/*
 * List what files asks for: each path as given, and when recursive each
 * folder's files, sorted by name, links not followed.  The caller frees it.
 */
void walk_list(const struct casework_files *files, struct walk *out);
void walk_free(struct walk *walk);

/*
 * Open one listed path for reading, "-" as a sealed memfd of all of standard
 * input.  A status other than OK says why not; *fd is then -1.
 */
enum ipc_picture_status walk_open(const char *path, int *fd, uint64_t *bytes);

#endif
