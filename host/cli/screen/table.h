/* table.h: rows in columns, with heads, as wide as the terminal. */
#ifndef LENSCAP_CLI_TABLE_H
#define LENSCAP_CLI_TABLE_H

enum cli_table_kind {
	CLI_TABLE_LEFT,
	CLI_TABLE_RIGHT, /* numbers */
	CLI_TABLE_WIDE,	 /* takes the room that there is; cut at its end */
	CLI_TABLE_PATH,	 /* the same, cut at its beginning */
};

struct cli_table_column {
	const char *head; /* NULL ends the table */
	unsigned width;	  /* at least; 0 for the last column */
	enum cli_table_kind kind;
};

/* The heads, and a row: a text for each column, which is made printable.
 * Into a file or a pipe nothing is cut, unless COLUMNS says so. */
void cli_table_heads(const struct cli_table_column *columns);
void cli_table_row(const struct cli_table_column *columns, ...);

#endif
