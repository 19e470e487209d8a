/* save.c: a file that an operation makes, where the person wants it. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "operation.h"

bool operation_save(struct operation_call *call, const char *path,
		    struct base_view bytes)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash
			   ? base_format("%.*s", (int)(slash - path + 1), path)
			   : base_copy(".");
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err =
	    dir < 0 ? LENS_NOT_FOUND
		    : base_write_new(dir, slash ? slash + 1 : path, bytes);

	if (err == LENS_NOT_FOUND)
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      "The folder for the file is not there, "
				      "or may not be read.");
	else if (err == LENS_DENIED)
		operation_fail_saying(call, OPERATION_EXISTS,
				      "A file of that name is there already, "
				      "and nothing is written over; give "
				      "another name.");
	else if (err != LENS_OK)
		operation_fail_saying(call, OPERATION_INTERNAL,
				      "The file could not be written; look "
				      "whether the disk is full, or another "
				      "folder suits.");
	base_close(&dir);
	free(folder);
	return err == LENS_OK;
}
