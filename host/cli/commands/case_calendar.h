/* case_calendar.h: the deadlines that run, and other files of cases. */
#ifndef LENSCAP_CLI_CASE_CALENDAR_H
#define LENSCAP_CLI_CASE_CALENDAR_H

#include <lenscap/casework.h>

/*
 * Write bytes into a file that is not there yet: all of them, or nothing is
 * there.  LENS_DENIED when there is one, LENS_SYSTEM when it cannot be written;
 * errno says why.
 */
LENS_MUST enum lens_err case_file_new(const char *path, struct base_view bytes);

/*
 * Write the deadlines that run into the file at path, in the place of an older
 * one: all of it, or the older one stays.  LENS_NOT_FOUND when none runs, else
 * as casework_calendar(); LENS_SYSTEM when it cannot be written.  *fault says
 * why.
 */
LENS_MUST enum lens_err case_calendar_write(struct casework *work,
					    int32_t today, const char *path,
					    struct ledger_fault *fault);

#endif
