/* webp.h: which chunks of a WebP decoding takes (RFC 9649, 2.7). */
#ifndef LENSCAP_CONTAINER_WEBP_H
#define LENSCAP_CONTAINER_WEBP_H

#include <lenscap/base.h>

/* What came before a chunk of a file, or of a frame; zeroed at first. */
struct webp_use {
	bool extended, frame, moving, profile, alpha, pixels;
};

/* Of a frame's own chunks. */
#define WEBP_USE_FRAME                                                         \
	((struct webp_use){.extended = true, .frame = true, .profile = true})

/*
 * Whether decoding takes the next chunk, whose name has four bytes: each comes
 * once, in its order, and most in the extended form alone.
 */
bool webp_use_takes(struct webp_use *use, const uint8_t *name);

#endif
