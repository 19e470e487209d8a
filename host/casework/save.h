/* save.h: files where people look for their documents. */
#ifndef LENSCAP_CASEWORK_SAVE_H
#define LENSCAP_CASEWORK_SAVE_H

#include <lenscap/base.h>

/*
 * Open Lenscap's folder among the documents, made when it is not there; *shown
 * is what a person calls it ("Documents/Lenscap").  The caller closes and
 * frees.  -1 when there is none.
 */
int save_folder(char **shown);

/*
 * Put a file there as "name.pdf", else "name-2.pdf" and so on: nothing is
 * written over.  out, of capacity bytes, is the name it got.
 */
LENS_MUST enum lens_err save_put(int dir, const char *name,
				 struct base_view bytes, char *out,
				 size_t capacity);

#endif
