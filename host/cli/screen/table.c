/* table.c: rows in columns. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define TABLE_MOST 12 /* columns */
#define TABLE_LEAST 8 /* columns of the screen that a wide one keeps */
#define TABLE_LAST 20 /* what the last one is reckoned with */

enum table_kind {
	TABLE_LEFT,
	TABLE_RIGHT,
	TABLE_WIDE,
	TABLE_PATH,
	TABLE_CUT,
	TABLE_KINDS
};

struct table_column {
	const char *head; /* NULL ends the table */
	const char *text;
	unsigned width; /* at least; 0 for the last column */
	enum table_kind kind;
};

/* The columns that lines tell, which are cut into their parts. */
static void table_read(char *lines, struct table_column columns[TABLE_MOST + 1])
{
	static const char *const kinds[] = {"left", "right", "wide", "path",
					    "cut"};
	char *line, *kind;

	for (unsigned i = 0; i < TABLE_MOST; i++, columns++) {
		unsigned k = 0;
		char *end;

		line = strsep(&lines, "\n");
		if (line == NULL || *line == '\0')
			break;
		end = strstr(line, " | ");
		columns->head = line;
		kind = end ? end + 3 : line;
		end = strstr(kind, " | ");
		columns->text = end ? end + 3 : "";
		while (k + 1 < TABLE_KINDS &&
		       strncmp(kinds[k], kind, strlen(kinds[k])) != 0)
			k++;
		columns->kind = k;
		columns->width =
		    (unsigned)strtoul(kind + strlen(kinds[k]), NULL, 10);
		if (end != NULL)
			kind[-3] = *end = '\0';
	}
	columns->head = NULL;
}

static bool table_is_wide(const struct table_column *column)
{
	return column->kind == TABLE_WIDE || column->kind == TABLE_PATH;
}

/* The width of a column: a wide one has what the others leave. */
static size_t table_width(const struct table_column *columns,
			  const struct table_column *column)
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

static void table_cell(const struct table_column *column, size_t width,
		       const char *text)
{
	size_t has = cli_width(text);
	bool cut =
	    table_is_wide(column) && cli_screen_width() > 0 && has > width;
	bool last = column[1].head == NULL;

	if (column->kind == TABLE_RIGHT)
		printf("%*s%s", has < width ? (int)(width - has) : 0, "", text);
	else if (cut && column->kind == TABLE_PATH)
		printf("…%s", table_tail(text, width - 1));
	else if (cut || column->kind == TABLE_CUT)
		cli_column(stdout, text, width);
	else
		printf("%s%*s", text,
		       !last && has < width ? (int)(width - has) : 0, "");
	fputs(last ? "\n" : "  ", stdout);
}

static void table_heads(const struct table_column *columns)
{
	fputs(cli_style(stdout, CLI_BOLD), stdout);
	for (const struct table_column *c = columns; c->head != NULL; c++) {
		if (c[1].head == NULL) {
			printf("%s%s\n", c->head, cli_style(stdout, CLI_PLAIN));
			break;
		}
		table_cell(c, table_width(columns, c), c->head);
	}
}

void cli_table(char *text, bool heads, bool row)
{
	struct table_column columns[TABLE_MOST + 1];

	table_read(text, columns);
	if (heads)
		table_heads(columns);
	for (const struct table_column *c = columns; row && c->head; c++)
		table_cell(c, table_width(columns, c), c->text);
}
