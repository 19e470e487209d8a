/* walk.c: from paths to open files. */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "walk.h"

static void walk_add(struct walk *walk, const char *path)
{
	if (walk->count == walk->room) {
		size_t room = walk->room ? walk->room * 2 : 64;
		char **paths = base_alloc(room, sizeof(*paths));

		if (walk->count > 0)
			memcpy(paths, walk->paths,
			       walk->count * sizeof(*paths));
		free(walk->paths);
		walk->paths = paths;
		walk->room = room;
	}
	walk->paths[walk->count++] = base_copy(path);
}

static int walk_by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* What cannot be looked at stays in the list: its row will say why. */
static bool walk_wanted(const FTSENT *entry)
{
	return entry->fts_info == FTS_F || entry->fts_info == FTS_DNR ||
	       entry->fts_info == FTS_NS || entry->fts_info == FTS_ERR;
}

static void walk_folder(struct walk *walk, const char *path)
{
	char *const roots[] = {(char *)path, NULL};
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, walk_by_name);
	FTSENT *entry;

	if (tree == NULL) {
		walk_add(walk, path);
		return;
	}
	while ((entry = fts_read(tree)) != NULL)
		if (walk_wanted(entry))
			walk_add(walk, entry->fts_path);
	fts_close(tree);
}

void walk_list(const struct casework_files *files, struct walk *out)
{
	struct stat about;

	*out = (struct walk){0};
	for (size_t i = 0; i < files->count; i++) {
		const char *path = files->paths[i];

		if (files->recursive && strcmp(path, "-") != 0 &&
		    stat(path, &about) == 0 && S_ISDIR(about.st_mode))
			walk_folder(out, path);
		else
			walk_add(out, path);
	}
}

void walk_free(struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++)
		free(walk->paths[i]);
	free(walk->paths);
	*walk = (struct walk){0};
}

static enum ipc_picture_status walk_failure(int error)
{
	switch (error) {
	case ENOENT:
	case ELOOP:
	case ENOTDIR:
		return IPC_PICTURE_MISSING;
	case EACCES:
	case EPERM:
		return IPC_PICTURE_FORBIDDEN;
	case ENXIO:
		return IPC_PICTURE_NOT_A_FILE;
	default:
		return IPC_PICTURE_UNREADABLE;
	}
}

static enum ipc_picture_status walk_judge(int fd, uint64_t *bytes)
{
	struct stat about;

	if (fstat(fd, &about) != 0)
		return walk_failure(errno);
	if (S_ISDIR(about.st_mode))
		return IPC_PICTURE_FOLDER;
	if (!S_ISREG(about.st_mode))
		return IPC_PICTURE_NOT_A_FILE;
	*bytes = (uint64_t)about.st_size;
	return *bytes > IPC_PICTURE_BYTES_MAX ? IPC_PICTURE_TOO_MANY_BYTES
					      : IPC_PICTURE_OK;
}

/* Move a stream into fd in steps, at most one byte above the limit. */
static enum ipc_picture_status walk_copy(int from, int fd, uint64_t *bytes)
{
	uint8_t step[65536];

	for (;;) {
		ssize_t got = read(from, step, sizeof(step));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return IPC_PICTURE_UNREADABLE;
		if (got == 0)
			return IPC_PICTURE_OK;
		*bytes += (uint64_t)got;
		if (*bytes > IPC_PICTURE_BYTES_MAX)
			return IPC_PICTURE_TOO_MANY_BYTES;
		if (base_write_all(fd, (struct base_view){step, (size_t)got}) !=
		    LENS_OK)
			return IPC_PICTURE_TOO_MUCH_MEMORY;
	}
}

static enum ipc_picture_status walk_input(int *fd, uint64_t *bytes)
{
	enum ipc_picture_status status;

	*fd = memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (*fd < 0)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	status = walk_copy(STDIN_FILENO, *fd, bytes);
	if (status == IPC_PICTURE_OK &&
	    fcntl(*fd, F_ADD_SEALS,
		  F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) !=
		0)
		status = IPC_PICTURE_UNREADABLE;
	return status;
}

enum ipc_picture_status walk_open(const char *path, int *fd, uint64_t *bytes)
{
	enum ipc_picture_status status;

	*bytes = 0;
	if (strcmp(path, "-") == 0) {
		status = walk_input(fd, bytes);
	} else {
		/* Without waiting: a pipe nobody writes to would hold us up. */
		*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
		status = *fd < 0 ? walk_failure(errno) : walk_judge(*fd, bytes);
	}
	if (status != IPC_PICTURE_OK)
		base_close(fd);
	return status;
}
