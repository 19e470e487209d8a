/* output.c: JSON lines, and whether anything was lost on the way out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void cli_print_json(json_t *object)
{
	/* ASCII alone: no name of a file can speak to the terminal. */
	json_dumpf(object, stdout,
		   JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(6));
	fputc('\n', stdout);
	/* Whoever reads may wait for this row: it says what was done. */
	fflush(stdout);
	json_decref(object);
}

int cli_finish(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	/* Whoever reads only the first lines has what was wanted. */
	if (errno != EPIPE)
		fprintf(stderr,
			"lenscap: the output could not be written (%s).\n",
			strerror(errno));
	return code == CLI_DONE ? CLI_SOME_FAILED : code;
}
