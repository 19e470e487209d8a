/* view_overview.h: how exposed somebody is, as JSON; under the rules of view.h.
 */
#ifndef LENSCAP_VIEW_OVERVIEW_H
#define LENSCAP_VIEW_OVERVIEW_H

#include <lenscap/casework_overview.h>
#include <lenscap/view.h>

/*
 * {photos, say_where, say_who, photos_public, photos_unknown, places, access,
 * gone, not_asked, looked, unlearned, sites, history, letters, due, changes}:
 * access is how many places are in each state, not_asked those that a saved
 * page names and nobody looked at, sites [{host, photos, places, access, gone,
 * not_asked}], letters {asked, erased, draft, waiting, overdue, replied,
 * complained, closed}; history [{day, open, unknown, gone, other}] how many
 * places were so by the last looks until each day on which something was looked
 * at, empty where that is not two days; looked is null where no place was
 * looked at, unlearned {photos, places, first, last} of what anybody could
 * fetch when last learned and the last look did not learn, or null; changes, of
 * the whole answer, is view_changes().
 */
json_t *view_overview(const struct casework_overview *overview);

/* {file, bytes, folder?} of a report that was written; folder where nobody
 * named a file: what a person calls it, "Documents/Lenscap". */
json_t *view_page(const char *path, size_t bytes);

/* {file, bytes, places} of a sheet of evidence that was written. */
json_t *view_sheet(const char *path, size_t bytes, size_t places);

#endif
