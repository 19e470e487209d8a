/* home.h: this user's folders. */
#ifndef LENSCAP_CASEWORK_HOME_H
#define LENSCAP_CASEWORK_HOME_H

/*
 * The folder for documents, as the desktop has it (xdg-user-dirs) or
 * ~/Documents, else the home folder; NULL when there is none of them.  The
 * caller frees it.
 */
char *home_documents(void);

/* The folder of this login (XDG_RUNTIME_DIR); borrowed.  NULL when there is
 * none that is this user's alone. */
const char *home_session(void);

/* The folder of the temporary session that this belongs to; borrowed, NULL. */
const char *home_temporary(void);

/* This environment in such a session; the first of it and the list are the
 * caller's. */
char **home_environment(const char *temporary);

/* The user's shell; the caller frees it. */
char *home_shell(void);

#endif
