/* read.h: a whole file that may be a page. */
#ifndef LENSCAP_PAGEREADER_READ_H
#define LENSCAP_PAGEREADER_READ_H

#include <lenscap/ipc_page.h>

/*
 * Read a whole file: pictures into *answer, which is empty before, and the
 * bytes they have into room, of room_size bytes.  The caller ends *answer
 * with ipc_page_free().  job: what else is known of the page.
 */
void page_read(struct base_view file, const struct ipc_page_job *job,
	       uint8_t *room, size_t room_size, struct ipc_page *answer);

#endif
