/* metadata_salt.h: what each of our XML parsers is given first, and where it
 * is.
 */
#ifndef LENSCAP_PICTURE_METADATA_SALT_H
#define LENSCAP_PICTURE_METADATA_SALT_H

#include <expat.h>
#include <stdint.h>

/*
 * Expat would ask for the system's randomness or a file to salt its hash
 * tables; the jail has neither.  The kernel gave every program 16 bytes at its
 * start (getauxval(3)); a process that reads one image never tells them.
 */
void metadata_salt(XML_Parser parser);

/* Where what is being read, or is wrong, begins, -1 when that is not known;
 * from expat 2.9 on numbers have 64 bits. */
static inline int64_t metadata_xml_at(XML_Parser parser)
{
#if XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION < 9
	return XML_GetCurrentByteIndex(parser);
#else
	return XML_GetCurrentByteIndex64(parser);
#endif
}

/* How long it is, in bytes. */
static inline int64_t metadata_xml_length(XML_Parser parser)
{
#if XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION < 9
	return XML_GetCurrentByteCount(parser);
#else
	return XML_GetCurrentByteCount64(parser);
#endif
}

#endif
