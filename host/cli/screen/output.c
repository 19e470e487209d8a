/* output.c: JSON lines, and whether anything was lost on the way out. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_said.h>

#include "cli.h"

static int output_failed; /* the first error of writing, as errno */

void cli_print_json(json_t *object)
{
	/* ASCII alone: no name of a file can speak to the terminal. */
	json_dumpf(object, stdout,
		   JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(6));
	fputc('\n', stdout);
	/* Whoever reads may wait for this row: it says what was done. */
	if (fflush(stdout) != 0 && output_failed == 0)
		output_failed = errno;
	json_decref(object);
}

/* A pipe that nobody reads, whenever that was found. */
static bool output_unread(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

int cli_finish(int code)
{
	int failed;

	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	failed = output_failed != 0 ? output_failed : errno;
	/* Whoever reads only the first lines has what was wanted. */
	if (failed != EPIPE && !output_unread())
		cli_say("the output could not be written (%s).",
			base_said(strerror(failed)));
	return code == CLI_DONE ? CLI_SOME_FAILED : code;
}
