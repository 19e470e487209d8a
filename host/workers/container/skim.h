/*
 * skim.h: how long a zlib stream is (RFC 1950, RFC 1951) and what it comes to,
 * told from its codes alone: nothing is unpacked, so that a second look at the
 * pixels of a picture costs a fraction of the first.
 */
#ifndef LENSCAP_CONTAINER_SKIM_H
#define LENSCAP_CONTAINER_SKIM_H

#include <lenscap/base.h>

/* The next part of a stream that lies in several; false: there is none. */
typedef bool skim_next(void *context, struct base_view *part);

struct skim {
	uint64_t packed; /* bytes of the stream, with head and checksum */
	uint64_t plain;	 /* bytes that it comes to */
};

/*
 * Skim the stream that the parts begin with.  False: it is broken or cut off,
 * so that its end cannot be told.  Neither the checksum nor whether copies
 * reach in front of the first byte is looked at: a stream that inflate()
 * refuses for these alone has an end all the same.
 */
bool skim_zlib(skim_next *next, void *context, struct skim *out);

#endif
