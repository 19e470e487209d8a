/* me_sign.h: the setting that has a signature. */
#ifndef LENSCAP_CASEWORK_ME_SIGN_H
#define LENSCAP_CASEWORK_ME_SIGN_H

/* Which it is, a space, and base64 of its columns and rows (two bytes each) and
 * its ink. */
#define ME_SIGN_SETTING "me.signature"

#endif
