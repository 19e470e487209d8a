/* export_schedule.h: Schedule A of a letter, for a program. */
#ifndef LENSCAP_CASEWORK_EXPORT_SCHEDULE_H
#define LENSCAP_CASEWORK_EXPORT_SCHEDULE_H

#include <jansson.h>

#include <lenscap/casework_letters.h>

/* The schedule of a letter by what is known for it, as JSON and a line's end;
 * flags: jansson's.  The caller's; NULL for a letter without pictures. */
char *schedule_text(const json_t *known, size_t flags);

#endif
