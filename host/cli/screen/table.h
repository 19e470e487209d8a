/* table.h: rows in columns, with heads, as wide as the terminal. */
#ifndef LENSCAP_CLI_TABLE_H
#define LENSCAP_CLI_TABLE_H

#include <stdbool.h>

/*
 * Print a row, and before it the heads if they are asked for.  Of text, which
 * is written over, each line is a column: "HEAD | KIND WIDTH | VALUE".  Kinds:
 * left; right, for numbers; wide, which takes the room that there is and is cut
 * at its end; path, the same, cut at its beginning; cut, which is never
 * wider.  The last column has no width.  Into a file or a pipe nothing else is
 * cut, unless COLUMNS says so.
 */
void cli_table(char *text, bool heads, bool row);

#endif
