/* beside.c: a program of the user's own, begun as a login begins a shell. */
#include <spawn.h>
#include <sys/wait.h>

#include <lenscap/sandbox_beside.h>

void sandbox_beside_hold(struct sandbox_beside *held)
{
	sigemptyset(&held->ends);
	sigaddset(&held->ends, SIGTERM);
	sigaddset(&held->ends, SIGHUP);
	sigaddset(&held->ends, SIGCHLD);
	sigprocmask(SIG_BLOCK, &held->ends, &held->before);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
}

/* With no signal ignored that is ignored here. */
static int beside_begin(const struct sandbox_beside *held, char *const argv[],
			char *const environment[], pid_t *child)
{
	static const int ignored[] = {SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ};
	posix_spawnattr_t how;
	sigset_t usual;
	int failed;

	sigemptyset(&usual);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		sigaddset(&usual, ignored[i]);
	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF |
					   POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigdefault(&how, &usual);
	posix_spawnattr_setsigmask(&how, &held->before);
	failed = posix_spawnp(child, argv[0], NULL, &how, argv, environment);
	posix_spawnattr_destroy(&how);
	return failed;
}

int sandbox_beside_run(const struct sandbox_beside *held, char *const argv[],
		       char *const environment[], int *status)
{
	int ended = 0, number, failed;
	pid_t child;

	failed = beside_begin(held, argv, environment, &child);
	if (failed != 0)
		return failed;
	for (;;) {
		sigwait(&held->ends, &number);
		if (number != SIGCHLD) {
			kill(child, SIGHUP);
			*status = 128 + number;
			return 0;
		}
		if (waitpid(child, &ended, WNOHANG) != child)
			continue;
		*status = WIFEXITED(ended) ? WEXITSTATUS(ended)
					   : 128 + WTERMSIG(ended);
		return 0;
	}
}
