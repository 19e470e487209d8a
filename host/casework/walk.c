/* walk.c: from paths to open files. */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <linux/openat2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_address.h>
#include <lenscap/base_io.h>

#include "walk.h"

static bool walk_cancelled(const struct walk *walk)
{
	struct pollfd wait = {.fd = walk->cancel, .events = POLLIN};

	return poll(&wait, 1, 0) > 0;
}

static void walk_add(struct walk *walk, const char *path,
		     enum ipc_picture_status status)
{
	walk->entries = base_grow(walk->entries, walk->count, &walk->capacity,
				  sizeof(*walk->entries));
	walk->entries[walk->count++] =
	    (struct walk_entry){base_copy(path), status};
}

static int walk_by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* What cannot be looked at stays in the list: its row will say why. */
static void walk_found(struct walk *walk, const FTSENT *entry)
{
	switch (entry->fts_info) {
	case FTS_F:
	case FTS_DNR:
	case FTS_NS:
	case FTS_ERR:
		walk_add(walk, entry->fts_path, IPC_PICTURE_OK);
		break;
	case FTS_SL:
	case FTS_SLNONE:
		walk_add(walk, entry->fts_path, IPC_PICTURE_LINK);
		break;
	case FTS_DEFAULT:
		walk_add(walk, entry->fts_path, IPC_PICTURE_NOT_A_FILE);
		break;
	default: /* a folder, before or after what is in it */
		break;
	}
}

static enum lens_err walk_folder(struct walk *walk, const char *path)
{
	char *const roots[] = {(char *)path, NULL};
	/* A link that was named is followed, a link that was found is not. */
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR,
			     walk_by_name);
	enum lens_err err = LENS_OK;
	FTSENT *entry;

	if (tree == NULL) {
		walk_add(walk, path, IPC_PICTURE_OK);
		return LENS_OK;
	}
	while (err == LENS_OK && (entry = fts_read(tree)) != NULL) {
		walk_found(walk, entry);
		if (walk_cancelled(walk))
			err = LENS_CANCELLED;
	}
	fts_close(tree);
	return err;
}

enum lens_err walk_list(const struct casework_files *files, struct walk *out)
{
	enum lens_err err = LENS_OK;
	struct stat about;

	*out = (struct walk){.cancel = files->cancel};
	for (size_t i = 0; i < files->count && err == LENS_OK; i++) {
		const char *path = files->paths[i];

		if (files->fds == NULL && files->recursive &&
		    strcmp(path, "-") != 0 && stat(path, &about) == 0 &&
		    S_ISDIR(about.st_mode))
			err = walk_folder(out, path);
		else
			walk_add(out, path, IPC_PICTURE_OK);
	}
	return err;
}

void walk_free(struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++)
		free(walk->entries[i].path);
	free(walk->entries);
	*walk = (struct walk){0};
}

static enum ipc_picture_status walk_failure(int error)
{
	switch (error) {
	case ENOENT:
	case ELOOP:
	case ENOTDIR:
	case ENAMETOOLONG:
		return IPC_PICTURE_MISSING;
	case EACCES:
	case EPERM:
		return IPC_PICTURE_FORBIDDEN;
	case EMFILE:
	case ENFILE:
		return IPC_PICTURE_TOO_MANY_OPEN;
	case ENOMEM:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
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

/* Move standard input into fd in steps, at most a step above the limit. */
static enum lens_err walk_copy(const struct walk *walk, struct walk_file *out)
{
	struct pollfd waits[] = {{.fd = STDIN_FILENO, .events = POLLIN},
				 {.fd = walk->cancel, .events = POLLIN}};
	uint8_t step[65536];
	ssize_t got;

	for (;;) {
		if (poll(waits, 2, -1) > 0 && waits[1].revents != 0)
			return LENS_CANCELLED;
		if (waits[0].revents == 0)
			continue;
		got = read(STDIN_FILENO, step, sizeof(step));
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got < 0)
			out->status = IPC_PICTURE_UNREADABLE;
		if (got <= 0)
			return LENS_OK;
		out->bytes += (uint64_t)got;
		if (out->bytes > IPC_PICTURE_BYTES_MAX)
			out->status = IPC_PICTURE_TOO_MANY_BYTES;
		else if (base_write_all(
			     out->fd, (struct base_view){step, (size_t)got}) !=
			 LENS_OK)
			out->status = IPC_PICTURE_TOO_MUCH_MEMORY;
		if (out->status != IPC_PICTURE_OK)
			return LENS_OK;
	}
}

static enum lens_err walk_input(struct walk *walk, struct walk_file *out)
{
	enum lens_err err;

	if (walk->input_read) {
		out->status = IPC_PICTURE_INPUT_TWICE;
		return LENS_OK;
	}
	walk->input_read = true;
	out->fd = memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (out->fd < 0) {
		out->status = walk_failure(errno);
		return LENS_OK;
	}
	err = walk_copy(walk, out);
	if (err == LENS_OK && out->status == IPC_PICTURE_OK &&
	    fcntl(out->fd, F_ADD_SEALS,
		  F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) !=
		0)
		out->status = IPC_PICTURE_UNREADABLE;
	return err;
}

/* Without waiting: a pipe nobody writes to would hold us up. */
#define WALK_FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

/* out->fd is what an open gave, or -1 with errno. */
static void walk_opened(struct walk_file *out)
{
	out->status = out->fd < 0 ? walk_failure(errno)
				  : walk_judge(out->fd, &out->bytes);
	if (out->status != IPC_PICTURE_OK)
		base_close(&out->fd);
}

void walk_open_path(const char *path, struct walk_file *out)
{
	*out = (struct walk_file){.fd = -1, .status = IPC_PICTURE_NO_NAME};
	if (path[0] == '\0')
		return;
	out->fd = open(path, WALK_FLAGS);
	walk_opened(out);
	if (out->status == IPC_PICTURE_MISSING && base_address_is_web(path))
		out->status = IPC_PICTURE_ADDRESS;
}

void walk_open_beneath(const char *folder, const char *name,
		       struct walk_file *out)
{
	const struct open_how how = {
	    .flags = WALK_FLAGS,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int at = open(folder[0] != '\0' ? folder : ".",
		      O_PATH | O_DIRECTORY | O_CLOEXEC);

	*out = (struct walk_file){.fd = -1};
	if (at >= 0)
		out->fd =
		    (int)syscall(SYS_openat2, at, name, &how, sizeof(how));
	walk_opened(out);
	base_close(&at);
}

void walk_open_fd(int fd, struct walk_file *out)
{
	*out = (struct walk_file){.fd = fcntl(fd, F_DUPFD_CLOEXEC, 3)};
	out->status = out->fd < 0 ? walk_failure(errno)
				  : walk_judge(out->fd, &out->bytes);
	if (out->status != IPC_PICTURE_OK)
		base_close(&out->fd);
}

enum lens_err walk_open(struct walk *walk, size_t i, struct walk_file *out)
{
	const struct walk_entry *entry = &walk->entries[i];
	enum lens_err err;

	*out = (struct walk_file){.fd = -1, .status = entry->status};
	if (entry->status != IPC_PICTURE_OK)
		return LENS_OK;
	if (strcmp(entry->path, "-") != 0) {
		walk_open_path(entry->path, out);
		return LENS_OK;
	}
	err = walk_input(walk, out);
	if (err != LENS_OK || out->status != IPC_PICTURE_OK)
		base_close(&out->fd);
	return err;
}
