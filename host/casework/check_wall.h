/* check_wall.h: what stands in the way of a stranger, told by a page. */
#ifndef LENSCAP_CASEWORK_CHECK_WALL_H
#define LENSCAP_CASEWORK_CHECK_WALL_H

#include "check_run.h"

/*
 * What stands in the way of a stranger, ACCESS_WORDS for nothing.  A wall has a
 * logo and other pictures, too: then its title tells it.  A form for signing in
 * stands on many pages that show all.  more: what packs add to the words of
 * walls.
 */
enum access_word check_wall(const struct check_item *item,
			    const struct ipc_page *page,
			    const struct base_rules *more);

/*
 * Whether a page that has only its title against it, as it refuses or wants
 * leave, has pictures: they are looked at all the same.
 */
bool check_wall_shows(const struct check_item *item,
		      const struct ipc_page *page, struct access_state state);

/* What can be said of a page that was read. */
struct access_state check_page_state(const struct check_item *item,
				     const struct ipc_page *page,
				     const struct base_rules *more);

#endif
