/* passed_over.c: the other files that lie in folders of pictures. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

bool cli_passes_over(const struct casework_files *files,
		     const struct casework_file *file)
{
	if (!files->recursive ||
	    file->picture.status != IPC_PICTURE_UNKNOWN_FORMAT)
		return false;
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->paths[i], file->path) == 0)
			return false;
	return true;
}

void cli_passed_over(size_t count)
{
	fflush(stdout);
	if (count > 0)
		fprintf(stderr, "lenscap: %zu other file%s passed over.\n",
			count, count == 1 ? " was" : "s were");
}
