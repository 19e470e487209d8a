/* table.c: rows of cells, whose columns are as wide as what stands in them. */
#include <string.h>

#include "flow.h"

#define TABLE_SIZE 8.5	 /* points */
#define TABLE_GAP 8.0	 /* between columns */
#define TABLE_PAD 2.5	 /* above and below a row */
#define TABLE_LEAST 40.0 /* no column is narrower when others can give */

struct table {
	unsigned first, end, columns;
	double widths[IPC_DOCUMENT_CELLS_MAX];
};

static const struct ipc_block *table_row(const struct flow *flow, unsigned i)
{
	return &flow->document->blocks[i];
}

static bool table_goes_on(const struct flow *flow, unsigned i)
{
	return i < flow->document->count &&
	       table_row(flow, i)->kind == IPC_BLOCK_ROW;
}

static double table_natural(const struct flow *flow,
			    const struct ipc_block *row, unsigned column)
{
	PangoLayout *layout = flow_text(flow, row->cells[column], TABLE_SIZE,
					row->kind == IPC_BLOCK_HEAD, 0);
	int width;

	pango_layout_get_size(layout, &width, NULL);
	g_object_unref(layout);
	return (double)width / PANGO_SCALE + 1;
}

/*
 * The widest cell of each column; when that is too much together, the widest
 * columns give until all are as wide as their share.
 */
static void table_measure(const struct flow *flow, struct table *table)
{
	double room = flow->width - TABLE_GAP * (table->columns - 1);
	double total;

	for (unsigned i = table->first; i < table->end; i++)
		for (unsigned c = 0; c < table_row(flow, i)->count; c++) {
			double width =
			    table_natural(flow, table_row(flow, i), c);

			if (width > table->widths[c])
				table->widths[c] = width;
		}
	do {
		unsigned widest = 0;

		total = 0;
		for (unsigned c = 0; c < table->columns; c++) {
			total += table->widths[c];
			if (table->widths[c] > table->widths[widest])
				widest = c;
		}
		if (total > room) {
			double over = total - room;
			double less = table->widths[widest] * 0.9;

			if (table->widths[widest] - over > less)
				less = table->widths[widest] - over;
			table->widths[widest] = less;
		}
	} while (total > room + 0.5 && total > TABLE_LEAST);
}

/* ---- Setting ---- */

struct table_cells {
	PangoLayout *layouts[IPC_DOCUMENT_CELLS_MAX];
	unsigned count;
	double height;
};

static void table_cells_make(const struct flow *flow, const struct table *table,
			     const struct ipc_block *row,
			     struct table_cells *out)
{
	*out = (struct table_cells){.count = row->count};
	for (unsigned c = 0; c < row->count; c++) {
		double height;

		out->layouts[c] =
		    flow_text(flow, row->cells[c], TABLE_SIZE,
			      row->kind == IPC_BLOCK_HEAD, table->widths[c]);
		height = flow_height(out->layouts[c]);
		if (height > out->height)
			out->height = height;
	}
}

static void table_cells_free(struct table_cells *cells)
{
	for (unsigned c = 0; c < cells->count; c++)
		g_object_unref(cells->layouts[c]);
}

static void table_rule(struct flow *flow, double width)
{
	cairo_set_line_width(flow->cairo, width);
	cairo_move_to(flow->cairo, flow->left, flow->y);
	cairo_line_to(flow->cairo, flow->left + flow->width, flow->y);
	cairo_stroke(flow->cairo);
}

/* All cells side by side: the row fits on this page. */
static void table_show(struct flow *flow, const struct table *table,
		       const struct table_cells *cells)
{
	double x = flow->left;

	for (unsigned c = 0; c < cells->count; c++) {
		flow_show(flow, cells->layouts[c], x, flow->y + TABLE_PAD);
		x += table->widths[c] + TABLE_GAP;
	}
	flow->y += cells->height + 2 * TABLE_PAD;
}

/* A row higher than a page: its cells one below the other. */
static void table_spill(struct flow *flow, const struct ipc_block *row)
{
	for (unsigned c = 0; c < row->count; c++) {
		PangoLayout *layout = flow_text(flow, row->cells[c], TABLE_SIZE,
						false, flow->width);

		flow_lines(flow, layout, flow->left);
		flow->y += TABLE_PAD;
		g_object_unref(layout);
	}
}

static void table_set_row(struct flow *flow, const struct table *table,
			  unsigned i)
{
	const struct ipc_block *row = table_row(flow, i);
	double page = flow->bottom - FLOW_MM(flow->layout->top);
	struct table_cells cells;

	table_cells_make(flow, table, row, &cells);
	if (cells.height + 2 * TABLE_PAD > page) {
		table_spill(flow, row);
	} else {
		unsigned before = flow->page;

		flow_need(flow, cells.height + 2 * TABLE_PAD);
		/* The head stands on every page of the table. */
		if (flow->page != before && i > table->first &&
		    table_row(flow, table->first)->kind == IPC_BLOCK_HEAD)
			table_set_row(flow, table, table->first);
		table_show(flow, table, &cells);
	}
	table_cells_free(&cells);
	table_rule(flow, row->kind == IPC_BLOCK_HEAD ? 0.8 : 0.25);
}

unsigned table_set(struct flow *flow, unsigned i)
{
	struct table table = {.first = i, .end = i + 1};

	while (table_goes_on(flow, table.end))
		table.end++;
	for (unsigned row = i; row < table.end; row++)
		if (table_row(flow, row)->count > table.columns)
			table.columns = table_row(flow, row)->count;
	table_measure(flow, &table);
	for (unsigned row = i; row < table.end; row++)
		table_set_row(flow, &table, row);
	flow->y += 8;
	return table.end;
}
