/* case_files.c: cases as a file for a calendar, and for a spreadsheet. */
#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_cases.h>
#include <lenscap/ipc_document.h>

#include "case_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* In the place of an old one: all of it, or the old one stays. */
static enum lens_err calendar_replace(int dir, const char *name,
				      struct base_view bytes)
{
	char *draft = base_format(".%s.%ld", name, (long)getpid());
	enum lens_err err = base_write_new(dir, draft, bytes);

	if (err == LENS_OK && renameat(dir, draft, dir, name) != 0) {
		int saved = errno;

		(void)unlinkat(dir, draft, 0);
		errno = saved;
		err = LENS_SYSTEM;
	}
	free(draft);
	return err;
}

/* The folder that a path is in, and *name, what it is called there. */
static int calendar_folder(const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? base_format("%.*s/", (int)(slash - path), path)
			     : base_copy(".");
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(folder);
	*name = slash ? slash + 1 : path;
	return dir;
}

/* Into a file that is not there yet; errno says why not. */
static enum lens_err table_put(const char *path, struct base_view bytes)
{
	const char *name;
	int dir = calendar_folder(path, &name);
	enum lens_err err =
	    dir < 0 ? LENS_SYSTEM : base_write_new(dir, name, bytes);
	int saved = errno;

	base_close(&dir);
	errno = err == LENS_DENIED ? EEXIST : saved;
	return err;
}

/* A calendar that is linked to is replaced where it lies. */
static char *calendar_path(const char *path)
{
	struct stat about;
	char *whole = NULL;

	if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
		whole = realpath(path, NULL);
	return whole ? whole : base_copy(path);
}

static enum lens_err calendar_put(const char *linked, struct base_view bytes)
{
	char *path = calendar_path(linked);
	const char *name;
	int fd = -1, dir = calendar_folder(path, &name);
	enum lens_err err = dir < 0 ? LENS_SYSTEM : LENS_OK;
	struct stat about;

	/* What is no file, like /dev/stdout, is written to. */
	if (err == LENS_OK && stat(path, &about) == 0 &&
	    !S_ISREG(about.st_mode)) {
		fd = open(path, O_WRONLY | O_CLOEXEC);
		err = fd < 0 ? LENS_SYSTEM : base_write_all(fd, bytes);
	} else if (err == LENS_OK) {
		err = calendar_replace(dir, name, bytes);
	}
	base_close(&fd);
	base_close(&dir);
	free(path);
	return err;
}

static enum lens_err calendar_write(struct casework *work, int32_t today,
				    const char *path,
				    struct ledger_fault *fault)
{
	struct base_buffer bytes;
	int fd;
	enum lens_err err = casework_calendar(work, today, fault, &fd);

	if (err != LENS_OK)
		return err;
	base_buffer_init(&bytes, IPC_DOCUMENT_BYTES_MAX);
	err = base_read_all(fd, &bytes);
	base_close(&fd);
	if (err == LENS_OK)
		err = calendar_put(path, base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	if (err != LENS_OK)
		snprintf(
		    fault->sentence, sizeof(fault->sentence),
		    base_said(
			"The calendar could not be written (%s); check the "
			"name and the room on the disk."),
		    base_said(strerror(errno)));
	return err;
}

void case_files_calendar(struct operation_call *call, const char *path)
{
	struct ledger_fault fault = {0};
	enum lens_err err =
	    calendar_write(call->work, casework_today(), path, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

void case_files_table(struct operation_call *call, const char *path)
{
	struct ledger_fault fault = {0};
	struct base_buffer bytes;
	char *sentence;
	enum lens_err err;

	base_buffer_init(&bytes, CASEWORK_TABLE_MAX);
	err = casework_case_table(call->work, casework_today(),
				  operation_truth(call, "due"), &fault, &bytes);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else if (table_put(path, base_buffer_view(&bytes)) != LENS_OK) {
		sentence = base_format(
		    base_said("The table could not be written (%s); "
			      "say a file that is not there yet."),
		    base_said(strerror(errno)));
		operation_fail_saying(call, OPERATION_BAD_PARAMS, sentence);
		free(sentence);
	}
	base_buffer_free(&bytes);
}
