/* view_changes.h: what became of places, as JSON; under the rules of view.h. */
#ifndef LENSCAP_VIEW_CHANGES_H
#define LENSCAP_VIEW_CHANGES_H

#include <lenscap/casework_changes.h>
#include <lenscap/view.h>

/*
 * {photo, sighting, source, place, page, change, same, since, then, now,
 * learned, known, less, more}: change is gone, absent, changed, stand_in,
 * login, back, there, unknown or not_compared; then, now and learned (the last
 * look that learned something) are {at, state, access, gone} or null; since is
 * of what was not found, or null; less and more are what the file there gave
 * away then and not now, and the other way round, as findings, null where known
 * is false.
 */
json_t *view_change(const struct casework_changed *row);

/* {since, compared, not_compared, gone, absent, changed, stand_in, login, back,
 * there, unknown, less, more}: how many places came to what. */
json_t *view_changes(const struct casework_changes *changes);

#endif
