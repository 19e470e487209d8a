/* metadata_salt.h: what each of our XML parsers is given first. */
#ifndef LENSCAP_PICTURE_METADATA_SALT_H
#define LENSCAP_PICTURE_METADATA_SALT_H

#include <expat.h>

/*
 * Expat would ask for the system's randomness or a file to salt its hash
 * tables; the jail has neither.  The kernel gave every program 16 bytes at its
 * start (getauxval(3)); a process that reads one image never tells them.
 */
void metadata_salt(XML_Parser parser);

#endif
