/* work.h: a ledger in a folder of its own, for the tests of this folder. */
#ifndef LENSCAP_TESTS_CASEWORK_WORK_H
#define LENSCAP_TESTS_CASEWORK_WORK_H

#include "test.h"

#include <lenscap/casework.h>

/*
 * Make the folder of mkdtemp()'s template dir, and in it a ledger that a key
 * file opens; it is open.
 */
struct casework *work_make(char *dir);

/*
 * Lay the build's folder or program of this name beside the test's program,
 * where what is shipped and workers are looked for.
 */
void work_beside(const char *name);

/* Close it, and remove the folder. */
void work_remove(struct casework *work, const char *dir);

#endif
