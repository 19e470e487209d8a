/* unread.h: photos that the scripts of a page name, and that are not read. */
#ifndef LENSCAP_PAGEREADER_UNREAD_H
#define LENSCAP_PAGEREADER_UNREAD_H

#include <lenscap/ipc_page.h>

/* Names of files, a line each, and what was looked at for them. */
struct unread {
	struct base_buffer names;
	unsigned looks;
};

/* Note the names of photos in a script, of those only that scripts make of
 * pieces ("+.jpg") no more than that. */
void unread_note(struct unread *unread, struct base_view script);

/* How many of them no picture of the answer has in its address; where very
 * many long addresses are to be looked through, at least so many. */
uint32_t unread_count(const struct unread *unread,
		      const struct ipc_page *answer);

/* Release the names. */
void unread_free(struct unread *unread);

#endif
