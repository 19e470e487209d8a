/* table.c: rows in columns. */
#include "table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define TABLE_LEAST 8 /* columns that a wide one keeps */
#define TABLE_LAST 20 /* what the last one is reckoned with */

static bool table_is_wide(const struct cli_table_column *column)
{
	return column->kind == CLI_TABLE_WIDE || column->kind == CLI_TABLE_PATH;
}

/* The width of a column: a wide one has what the others leave. */
static size_t table_width(const struct cli_table_column *columns,
			  const struct cli_table_column *column)
{
	size_t screen = cli_screen_width(), used = 0;

	if (!table_is_wide(column) || screen == 0)
		return column->width;
	for (; columns->head != NULL; columns++)
		if (columns != column)
			used +=
			    2 + (columns->width ? columns->width : TABLE_LAST);
	return screen > used + TABLE_LEAST ? screen - used : TABLE_LEAST;
}

/* Text of at most so many columns, the beginning of it left out. */
static const char *table_tail(const char *text, size_t width)
{
	while (cli_width(text) > width)
		do
			text++;
		while (((unsigned char)*text & 0xc0) == 0x80);
	return text;
}

static void table_cell(const struct cli_table_column *column, size_t width,
		       const char *text)
{
	size_t has = cli_width(text);
	bool cut =
	    table_is_wide(column) && cli_screen_width() > 0 && has > width;
	bool last = column[1].head == NULL;

	if (column->kind == CLI_TABLE_RIGHT)
		printf("%*s%s", has < width ? (int)(width - has) : 0, "", text);
	else if (cut && column->kind == CLI_TABLE_PATH)
		printf("…%s", table_tail(text, width - 1));
	else if (cut)
		cli_column(stdout, text, width);
	else
		printf("%s%*s", text,
		       !last && has < width ? (int)(width - has) : 0, "");
	fputs(last ? "\n" : "  ", stdout);
}

void cli_table_heads(const struct cli_table_column *columns)
{
	fputs(cli_style(stdout, CLI_BOLD), stdout);
	for (const struct cli_table_column *c = columns; c->head != NULL; c++) {
		if (c[1].head == NULL) {
			printf("%s%s\n", c->head, cli_style(stdout, CLI_PLAIN));
			break;
		}
		table_cell(c, table_width(columns, c), c->head);
	}
}

void cli_table_row(const struct cli_table_column *columns, ...)
{
	va_list cells;

	va_start(cells, columns);
	for (const struct cli_table_column *c = columns; c->head != NULL; c++) {
		char *text = cli_printable(va_arg(cells, const char *));

		table_cell(c, table_width(columns, c), text);
		free(text);
	}
	va_end(cells);
}
