/* casework_doctor.h: does all that Lenscap needs work on this machine? */
#ifndef LENSCAP_CASEWORK_DOCTOR_H
#define LENSCAP_CASEWORK_DOCTOR_H

#include <lenscap/base.h>

enum casework_state {
	CASEWORK_WORKS,
	CASEWORK_OPTIONAL, /* missing, but Lenscap does its work without */
	CASEWORK_BROKEN,
	CASEWORK_STATES
};

/* One thing that was looked at.  Borrowed for the call. */
struct casework_check {
	const char *group; /* "kernel", "pictures", "jails", "browsers" */
	const char *name;
	enum casework_state state;
	const char *detail;
	const char *remedy; /* "" where nothing is to be done */
	const char *calls;  /* the system calls of a jail, else "" */
};

/*
 * The path of lenscap-host: beside this program in a build tree, else where it
 * was installed.  The caller frees it; NULL when it is in neither.
 */
char *casework_host_path(void);

/*
 * Look at everything Lenscap needs here, by trying it, and hand over each
 * check in turn.  True when nothing is broken.
 */
bool casework_examine(void (*check)(void *context,
				    const struct casework_check *check),
		      void *context);

#endif
