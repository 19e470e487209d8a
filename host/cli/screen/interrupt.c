/* interrupt.c: Ctrl-C as a descriptor that can be waited for. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli.h"

static int interrupt_pipe[2] = {-1, -1};

static void interrupt_note(int number)
{
	ssize_t written = write(interrupt_pipe[1], "", 1);

	(void)written;
	/* The second time it works as it always does. */
	signal(number, SIG_DFL);
}

int cli_interruption(void)
{
	struct sigaction action = {.sa_handler = interrupt_note};

	if (interrupt_pipe[0] >= 0)
		return interrupt_pipe[0];
	if (pipe2(interrupt_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return -1;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	return interrupt_pipe[0];
}
