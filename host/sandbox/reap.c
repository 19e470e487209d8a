/* reap.c: how a worker ended, and the words for it. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#include "jail.h"

#define REAP_STEP 1 /* ms */

void sandbox_reap(struct sandbox_worker *worker, int wait_ms,
		  struct sandbox_death *out)
{
	int64_t until = base_now_ms() + wait_ms;
	siginfo_t about = {0};

	*out = (struct sandbox_death){.call = -1};
	while (worker->pid > 0 && about.si_pid == 0) {
		if (waitid(P_PID, (id_t)worker->pid, &about,
			   WEXITED | WNOHANG | WNOWAIT) != 0 &&
		    errno != EINTR)
			break;
		if (about.si_pid == 0 && base_now_ms() >= until)
			break;
		if (about.si_pid == 0)
			poll(NULL, 0, REAP_STEP);
	}
	if (about.si_pid != 0 && about.si_code != CLD_EXITED)
		out->signal = about.si_status;
	else if (about.si_pid != 0)
		out->code = about.si_status;
	out->ended = about.si_pid != 0;
	if (out->signal == SIGSYS)
		out->call = sandbox_last_call(worker);
	sandbox_kill(worker);
}

void sandbox_death_words(const struct sandbox_death *death,
			 char why[SANDBOX_WHY])
{
	const char *name = sandbox_number_name(death->call);

	if (!death->ended)
		snprintf(why, SANDBOX_WHY, "does not answer");
	else if (death->signal == SIGSYS && name != NULL)
		snprintf(why, SANDBOX_WHY,
			 "was killed by its own jail, for the system call "
			 "'%s'",
			 name);
	else if (death->signal == SIGSYS)
		snprintf(
		    why, SANDBOX_WHY,
		    "was killed by its own jail, for a system call made "
		    "with signals blocked (in fork() or a thread's start)");
	else if (death->signal != 0)
		snprintf(why, SANDBOX_WHY, "was killed by signal %d",
			 death->signal);
	else
		snprintf(why, SANDBOX_WHY, "ended at once, with status %d",
			 death->code);
}
