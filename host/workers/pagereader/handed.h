/* handed.h: what a page hands to its own scripts, which show it. */
#ifndef LENSCAP_PAGEREADER_HANDED_H
#define LENSCAP_PAGEREADER_HANDED_H

#include <lenscap/base.h>

/*
 * Add the texts that may be somebody's, a line each, of data in UTF-8: given
 * and family name of one object together.  False where words has no room.
 */
bool handed_read(struct base_view data, struct base_buffer *words);

/* The data that a script begins with ("window.__STATE__ = {...}"); empty for
 * other scripts. */
struct base_view handed_of_script(struct base_view script);

#endif
