/* match_kept.h: the enrolled photos as bytes, and back. */
#ifndef LENSCAP_MATCH_KEPT_H
#define LENSCAP_MATCH_KEPT_H

#include <lenscap/match.h>

/*
 * All photos as bytes, to be had again without adding each: give them to put,
 * or take them from get, which is asked for exactly as many.  What is read may
 * be another build's or anybody's: LENS_MALFORMED.  Errors of put and get end
 * it with that error.
 */
typedef enum lens_err match_put(void *context, const void *bytes, size_t size);
typedef enum lens_err match_get(void *context, void *bytes, size_t size);
LENS_MUST enum lens_err match_photos_write(const struct match_photos *photos,
					   match_put *put, void *context);
LENS_MUST enum lens_err match_photos_read(match_get *get, void *context,
					  struct match_photos **out);

#endif
