/*
 * last_word.c: which system call a jail killed its worker for.
 *
 * The kernel tells nobody the number with which SECCOMP_RET_KILL_PROCESS ends
 * a process, so the filters trap (SECCOMP_RET_TRAP), and this handler leaves
 * the number in a page that the parent can read, and ends the process with a
 * call that every filter kills for.  That is no weaker than to kill at once:
 *  - a trapped call is not made, as a killed one is not;
 *  - the kernel forces SIGSYS on a process that blocks or ignores it, by its
 *    default, which is death; within the handler, where it is blocked, too;
 *  - no jail lets the handler be replaced (SANDBOX_SIGNALS leaves out SIGSYS,
 *    most have no rt_sigaction at all), and its code cannot be written to;
 *  - the handler takes no lock, reads no memory that a stranger's file could
 *    have changed but the address of the page, and does not return.  A write
 *    to a false address is what somebody who can change it can do already.
 * A call that is made while signals are blocked, as newer C libraries have it
 * within fork(), ends the process without a word; the signal tells that much.
 * To name it would take the audit's log (SECCOMP_RET_LOG, which only root may
 * read), a tracer for each worker (what may trace one may do anything in it),
 * or a listener that answers for the filter (SECCOMP_RET_USER_NOTIF, a process
 * more on every call's way): each is dearer than the name.
 * What a worker that was taken over writes into the page is four bytes that
 * become the name of some system call in a sentence, or none.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "jail.h"

#define WORD_SIZE 4096

/* ---- The worker's side ---- */

static uint32_t *word_page;

void jail_word_take(void)
{
	void *page = mmap(NULL, WORD_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
			  JAIL_WORD, 0);

	if (page != MAP_FAILED)
		word_page = page;
}

#ifndef LENSCAP_DEV
static void word_say(int signal, siginfo_t *about, void *context)
{
	(void)signal;
	(void)context;
	if (word_page != NULL)
		*(volatile uint32_t *)word_page = (uint32_t)about->si_syscall;
	for (;;)
		syscall(JAIL_LAST_CALL, 0);
}

bool jail_word_ready(void)
{
	struct sigaction now;
	struct sigaction action = {.sa_sigaction = word_say,
				   .sa_flags = SA_SIGINFO};

	/* Inherited where a jail within a jail may not ask any more. */
	static bool ready;

	if (!ready)
		ready = sigaction(SIGSYS, &action, &now) == 0;
	return ready;
}
#else
bool jail_word_ready(void)
{
	return true; /* builds for sanitizers refuse, and do not trap */
}
#endif

/* ---- The parent's side ---- */

int jail_word_make(struct sandbox_worker *worker)
{
	int fd = memfd_create("last-word", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	void *page = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, WORD_SIZE) == 0 &&
	    fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) ==
		0)
		page = mmap(NULL, WORD_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
			    fd, 0);
	if (page == MAP_FAILED) {
		base_close(&fd);
		return -1;
	}
	worker->word = page;
	*worker->word = JAIL_NO_WORD;
	return fd;
}

void jail_word_free(struct sandbox_worker *worker)
{
	if (worker->word != NULL)
		munmap((void *)worker->word, WORD_SIZE);
	worker->word = NULL;
}

int sandbox_last_call(struct sandbox_worker *worker)
{
	uint32_t word = worker->word ? *worker->word : JAIL_NO_WORD;

	if (worker->word != NULL)
		*worker->word = JAIL_NO_WORD;
	return word <= INT32_MAX ? (int)word : -1;
}
