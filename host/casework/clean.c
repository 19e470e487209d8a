/*
 * clean.c: a clean copy of each picture: made in one jail, read in another as
 * the original was, and written when both have the same pixels and lie the same
 * way up.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_clean.h>
#include <lenscap/clients_clean.h>
#include <lenscap/clients_decoder.h>

#include "refusal.h"
#include "save.h"
#include "walk.h"

#define CLEAN_SENTENCE 600
#define CLEAN_NAME 256 /* bytes of a file's name, end included */

struct cleaning {
	const struct casework_clean *asked;
	struct walk walk;
	struct clients_decoders *pool;
	int dir;
	char *shown;	  /* the folder, as a person calls it */
	const char *name; /* of the only copy; NULL: as the original's */
	bool made;	  /* the folder was, and goes if nothing came into it */
	char why[CLEAN_SENTENCE];
	char file[CLEAN_NAME];
	struct ipc_picture was, is;
};

bool casework_clean_kind(size_t index, enum ipc_finding_kind *kind)
{
	for (unsigned i = 0; i < IPC_FINDINGS; i++)
		if ((IPC_CLEAN_KINDS & IPC_CLEAN_KIND(i)) != 0 &&
		    index-- == 0) {
			*kind = i;
			return true;
		}
	return false;
}

/* ---- Where copies go ---- */

static bool clean_is_folder(const struct casework_clean *asked)
{
	size_t length = strlen(asked->out);
	struct stat about;

	return asked->files.count > 1 ||
	       (length > 0 && asked->out[length - 1] == '/') ||
	       (stat(asked->out, &about) == 0 && S_ISDIR(about.st_mode));
}

/* The folder of one copy, and its name within. */
static char *clean_parent(const char *out, const char **name)
{
	const char *slash = strrchr(out, '/');

	*name = slash ? slash + 1 : out;
	if (slash == NULL)
		return base_copy(".");
	return base_format("%.*s/", (int)(slash - out), out);
}

static enum lens_err clean_open(struct cleaning *cleaning,
				struct ledger_fault *fault)
{
	const struct casework_clean *asked = cleaning->asked;
	char *path;
	int error;

	if (asked->out == NULL) {
		cleaning->dir = save_folder(&cleaning->shown);
		return cleaning->dir >= 0
			   ? LENS_OK
			   : refusal_say(fault, LEDGER_FAULT_DISK,
					 "The folder for documents cannot be "
					 "opened; see that there is one.");
	}
	if (clean_is_folder(asked)) {
		path = base_copy(asked->out);
		cleaning->made = mkdir(path, 0700) == 0;
		cleaning->shown = base_copy(asked->out);
	} else {
		path = clean_parent(asked->out, &cleaning->name);
	}
	cleaning->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	error = errno;
	free(path);
	if (cleaning->dir >= 0)
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_DISK,
			   "The folder for the copies cannot be made or opened "
			   "(%s); name another with -o.",
			   base_said(strerror(error)));
}

static void clean_close(struct cleaning *cleaning)
{
	base_close(&cleaning->dir);
	/* One that has something in it stays. */
	if (cleaning->made)
		(void)rmdir(cleaning->asked->out);
	free(cleaning->shown);
}

/* The last part of the original's name, where it is a file's. */
static const char *clean_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	bool none = name[0] == '\0' || strcmp(name, ".") == 0 ||
		    strcmp(name, "..") == 0 || strcmp(name, "-") == 0;

	return none ? "picture" : name;
}

/* ---- One picture ---- */

/* Read a picture with the hash of its pixels; fd is taken. */
static enum lens_err clean_read(struct cleaning *cleaning, int fd,
				struct ipc_picture *out)
{
	const struct ipc_picture_job job = {
	    .full = true, .wants = {[IPC_EXTRA_PIXELS] = true}};
	void *tag;

	clients_decoders_ask(cleaning->pool, fd, &job, cleaning);
	return clients_decoders_wait(cleaning->pool,
				     cleaning->asked->files.cancel, &tag, out);
}

static bool clean_says(struct cleaning *cleaning, struct casework_cleaned *row,
		       const char *code, const char *sentence)
{
	snprintf(cleaning->why, sizeof(cleaning->why), "%s", sentence);
	row->code = code;
	return false;
}

static bool clean_same_pixels(const struct ipc_picture *was,
			      const struct ipc_picture *is)
{
	const struct base_buffer *a = &was->extras[IPC_EXTRA_PIXELS];
	const struct base_buffer *b = &is->extras[IPC_EXTRA_PIXELS];

	return was->width == is->width && was->height == is->height &&
	       a->size == IPC_PIXELS_SIZE && b->size == IPC_PIXELS_SIZE &&
	       memcmp(a->data, b->data, IPC_PIXELS_SIZE) == 0;
}

/* 0, none stated, is as upright as 1. */
static bool clean_same_way_up(const struct ipc_picture *was,
			      const struct ipc_picture *is)
{
	return (was->orientation > 1 ? was->orientation : 1) ==
	       (is->orientation > 1 ? is->orientation : 1);
}

/* Whether the original is one of which a copy can be promised. */
static bool clean_may(struct cleaning *cleaning, struct casework_cleaned *row)
{
	const struct ipc_picture *was = &cleaning->was;
	const char *code = ipc_picture_code(was->status);

	if (was->status == IPC_PICTURE_FOLDER)
		return clean_says(cleaning, row, code,
				  "This is a folder; name the pictures in it.");
	if (was->status != IPC_PICTURE_OK)
		return clean_says(cleaning, row, code, ipc_picture_reason(was));
	if (was->damaged)
		return clean_says(cleaning, row, "damaged",
				  "The picture is damaged: parts of it are "
				  "missing, so that no copy can be promised to "
				  "be clean; get a fresh copy of the file.");
	return true;
}

/* Whether the name that was chosen says what the copy is: encoded as the
 * original is. */
static bool clean_named(struct cleaning *cleaning, struct casework_cleaned *row)
{
	const char *name = cleaning->name ? cleaning->name : "";
	const char *ending = casework_files_ending(name, cleaning->was.format);
	char *sentence;

	if (ending == NULL)
		return true;
	sentence = base_format(
	    base_said("The copy has the format of the original (%s), "
		      "not the one that '%.20s' says; name it with "
		      ".%s."),
	    ipc_format_name(cleaning->was.format), strrchr(name, '.'), ending);
	(void)clean_says(cleaning, row, "named", sentence);
	free(sentence);
	return false;
}

/* Whether the copy is what was promised. */
static bool clean_holds(struct cleaning *cleaning, struct casework_cleaned *row)
{
	if (cleaning->is.status == IPC_PICTURE_OK &&
	    clean_same_pixels(&cleaning->was, &cleaning->is) &&
	    clean_same_way_up(&cleaning->was, &cleaning->is))
		return true;
	return clean_says(cleaning, row, "differs",
			  "The clean copy would not show the same pixels the "
			  "same way up, so it was not written; save the "
			  "picture as PNG and clean that.");
}

static bool clean_write_fails(struct cleaning *cleaning,
			      struct casework_cleaned *row, enum lens_err err)
{
	char *sentence;

	if (err == LENS_DENIED)
		return clean_says(cleaning, row, "exists",
				  "There is a file already where the copy "
				  "should be, and nothing is written over; "
				  "name another place for it.");
	sentence = base_format(
	    base_said("The copy could not be written (%s); see that "
		      "there is room for it."),
	    base_said(strerror(errno)));
	(void)clean_says(cleaning, row, "not_written", sentence);
	free(sentence);
	return false;
}

static bool clean_write(struct cleaning *cleaning, int fd,
			struct casework_cleaned *row)
{
	const char *name =
	    cleaning->name ? cleaning->name : clean_name(row->path);
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, (size_t)row->clean_bytes);
	snprintf(cleaning->file, sizeof(cleaning->file), "%s", name);
	err = base_read_all(fd, &bytes);
	if (err == LENS_OK && cleaning->asked->out == NULL)
		err = save_put(cleaning->dir, name, base_buffer_view(&bytes),
			       cleaning->file, sizeof(cleaning->file));
	else if (err == LENS_OK)
		err = base_write_new(cleaning->dir, name,
				     base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	return err == LENS_OK || clean_write_fails(cleaning, row, err);
}

/* From an open original to a file that is written; the row says what failed. */
static enum lens_err clean_picture(struct cleaning *cleaning, int original,
				   struct casework_cleaned *row)
{
	char why[CLIENTS_SENTENCE];
	struct ipc_clean_job job = {.keep = cleaning->asked->keep};
	struct stat about;
	int clean = -1;
	enum lens_err err = clean_read(
	    cleaning, fcntl(original, F_DUPFD_CLOEXEC, 3), &cleaning->was);

	if (err != LENS_OK || !clean_may(cleaning, row) ||
	    !clean_named(cleaning, row))
		return err;
	job.end = cleaning->was.end;
	if (clients_clean(original, &job, NULL, &clean, why) != LENS_OK) {
		(void)clean_says(cleaning, row, "not_cleaned", why);
		return LENS_OK;
	}
	if (fstat(clean, &about) == 0)
		row->clean_bytes = (uint64_t)about.st_size;
	err = clean_read(cleaning, fcntl(clean, F_DUPFD_CLOEXEC, 3),
			 &cleaning->is);
	if (err == LENS_OK && clean_holds(cleaning, row) &&
	    clean_write(cleaning, clean, row))
		row->out = cleaning->file;
	base_close(&clean);
	return err;
}

/* The copy's name with its folder, as a person calls it. */
static char *clean_shown(const struct cleaning *cleaning,
			 const struct casework_cleaned *row)
{
	const char *folder = cleaning->shown;
	size_t length = folder ? strlen(folder) : 0;

	if (row->out[0] == '\0')
		return base_copy("");
	if (cleaning->name != NULL)
		return base_copy(cleaning->asked->out);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	return base_format("%.*s/%s", (int)length, folder, row->out);
}

static enum lens_err clean_one(struct cleaning *cleaning, size_t i)
{
	const struct casework_files *files = &cleaning->asked->files;
	struct casework_cleaned row = {.path = cleaning->walk.entries[i].path,
				       .out = "",
				       .code = "",
				       .why = cleaning->why,
				       .was = &cleaning->was,
				       .is = &cleaning->is};
	struct walk_file file;
	enum lens_err err = LENS_OK;
	char *shown;

	if (files->fds != NULL)
		walk_open_fd(files->fds[i], &file);
	else
		err = walk_open(&cleaning->walk, i, &file);
	if (err != LENS_OK)
		return err;
	cleaning->was.status = file.status;
	row.bytes = file.bytes;
	if (file.status == IPC_PICTURE_OK)
		err = clean_picture(cleaning, file.fd, &row);
	else
		(void)clean_may(cleaning, &row);
	base_close(&file.fd);
	row.out = shown = clean_shown(cleaning, &row);
	if (err == LENS_OK &&
	    !cleaning->asked->row(cleaning->asked->context, &row))
		err = LENS_CANCELLED;
	free(shown);
	ipc_picture_free(&cleaning->was);
	ipc_picture_free(&cleaning->is);
	return err;
}

enum lens_err casework_clean(const struct casework_clean *clean,
			     struct ledger_fault *fault)
{
	struct cleaning *cleaning = base_alloc(1, sizeof(*cleaning));
	enum lens_err err;

	cleaning->asked = clean;
	cleaning->dir = -1;
	err = clean_open(cleaning, fault);
	if (err == LENS_OK)
		err = walk_list(&clean->files, &cleaning->walk);
	cleaning->pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1});
	for (size_t i = 0; err == LENS_OK && i < cleaning->walk.count; i++) {
		err = clean_one(cleaning, i);
		if (clean->progress != NULL)
			clean->progress(clean->context, i + 1,
					cleaning->walk.count);
	}
	clients_decoders_close(cleaning->pool);
	walk_free(&cleaning->walk);
	clean_close(cleaning);
	free(cleaning);
	return err;
}
