/* passphrase.h: what the judge of passphrases is handed besides its lists. */
#ifndef LENSCAP_CASEWORK_PASSPHRASE_OWN_H
#define LENSCAP_CASEWORK_PASSPHRASE_OWN_H

#include <lenscap/casework_me.h>

/*
 * The words that the person's own data are made of, one a line: names, parts of
 * addresses, numbers, and the date of birth as people type it.  The caller
 * wipes and frees it.
 */
char *passphrase_own(const struct casework_me *me);

#endif
