/* sandbox_beside.h: a program of the user's own, which is in no jail. */
#ifndef LENSCAP_SANDBOX_BESIDE_H
#define LENSCAP_SANDBOX_BESIDE_H

#include <signal.h>

/* Signals as they are held for it. */
struct sandbox_beside {
	sigset_t ends, before;
};

/* From now on what would end this process waits for sandbox_beside_run(); what
 * a terminal tells whoever runs in it is theirs.  Of a process's only thread.
 */
void sandbox_beside_hold(struct sandbox_beside *held);

/*
 * Run it to its end, with this environment; *status is that of its exit, as
 * shells report it.  When this process is told to end, the program is, too,
 * and is not waited for.  Gives errno where it cannot be begun, else 0.
 */
int sandbox_beside_run(const struct sandbox_beside *held, char *const argv[],
		       char *const environment[], int *status);

#endif
