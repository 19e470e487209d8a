/* case_files.h: cases as files for other programs. */
#ifndef LENSCAP_OPERATIONS_CASE_FILES_H
#define LENSCAP_OPERATIONS_CASE_FILES_H

#include <lenscap/operations_call.h>

/* The deadlines that run, in the place of an older file: all of it, or the
 * older one stays.  The call fails where none runs, or it cannot be written. */
void case_files_calendar(struct operation_call *call, const char *path);

/* The cases ("due": those that are) as a table in a file that is not there yet;
 * the call fails where one is, or it cannot be written. */
void case_files_table(struct operation_call *call, const char *path);

#endif
