/*
 * set.h: an imported set as one file.  A line for what it is, one a record,
 * and one for how many there were, so that a torn file is not believed:
 *
 *   lenscap-registry 1 datenanfragen 2026-11-22
 *   company {"slug":"..."}
 *   authority {...}
 *   obsolete {...}
 *   end 3241
 */
#ifndef LENSCAP_REGISTRY_SET_H
#define LENSCAP_REGISTRY_SET_H

#include "record.h"

#define SET_NAME 64

struct set_face {
	char name[SET_NAME], date[16];
};

/* Called for each record.  Borrowed for the call. */
typedef enum lens_err set_row(void *context, const char *what,
			      struct base_view record,
			      struct registry_fault *fault);

/*
 * Read a set: the face first, then every record in turn.  LENS_NOT_FOUND when
 * there is no file; LENS_MALFORMED when it is not whole.
 */
LENS_MUST enum lens_err set_read(const char *path, struct set_face *face,
				 set_row *row, void *context,
				 struct registry_fault *fault);

/* Read a whole file of at most maximum bytes into an empty buffer. */
LENS_MUST enum lens_err set_read_file(int folder, const char *name,
				      struct base_buffer *out);

#endif
