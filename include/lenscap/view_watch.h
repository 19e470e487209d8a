/* view_watch.h: the pages to look at again, as JSON; under the rules of view.h.
 */
#ifndef LENSCAP_VIEW_WATCH_H
#define LENSCAP_VIEW_WATCH_H

#include <lenscap/casework_watch.h>
#include <lenscap/view.h>

/* {page, added, looked} of a page on the list; looked is null where it was not
 * looked at yet, or not learned. */
json_t *view_watched(const struct casework_watched *watched);

/*
 * {page, access, why, words, unlearned, cut, photos} of a page that was looked
 * at; unlearned: how many of its pictures and frames were not learned, cut: it
 * has more than was looked at; photos [{photo, source, found, added, now, gone,
 * back}]: added are those that had not been seen there before, now is what the
 * look found.
 */
json_t *view_watch(const struct casework_watch_row *row);

#endif
