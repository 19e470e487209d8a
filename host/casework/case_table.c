/* case_table.c: the cases as a table for a spreadsheet (RFC 4180). */
#include <stdio.h>
#include <string.h>

#include "case_state.h"

struct table {
	bool due; /* no others */
	struct base_buffer *out;
	enum lens_err err;
};

static void table_add(struct table *table, const char *text, size_t size)
{
	if (table->err == LENS_OK)
		table->err = base_buffer_add(table->out, text, size);
}

/* In quotes; what a spreadsheet would compute is text. */
static void table_text(struct table *table, const char *text)
{
	table_add(table, ",\"", 2);
	if (text[0] != '\0' && strchr("=+-@\t", text[0]) != NULL)
		table_add(table, "'", 1);
	for (const char *c = text; *c != '\0'; c++)
		table_add(table, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
	table_add(table, "\"", 1);
}

static void table_day(struct table *table, int32_t day)
{
	char text[LEDGER_DAY] = "";

	if (day != LAW_NO_DAY)
		law_day_text(day, text);
	table_text(table, text);
}

static void table_row(struct table *table, const struct casework_case *row)
{
	char number[24];
	int digits =
	    snprintf(number, sizeof(number), "%lld", (long long)row->id);

	table_add(table, number, (size_t)digits);
	table_text(table, row->reference);
	table_text(table, row->name);
	table_text(table, row->controller);
	table_text(table, row->law);
	table_text(table, casework_stage_name(row->stage));
	table_day(table, row->sent);
	table_text(table, row->how);
	table_text(table, row->tracking);
	table_day(table, row->received);
	table_text(table, row->received == LAW_NO_DAY
			      ? ""
			      : casework_received_name(row->proof));
	table_day(table, row->deadline);
	table_day(table, row->claimed);
	table_day(table, row->set);
	table_text(table, casework_reply_name(row->reply));
	table_text(table, row->step.action);
	table_text(table, row->step.letter);
	table_day(table, row->step.day);
	table_add(table, "\r\n", 2);
}

static bool table_take(void *context, const struct casework_case *the_case)
{
	struct table *table = context;

	if (!table->due || the_case->due)
		table_row(table, the_case);
	return table->err == LENS_OK;
}

enum lens_err casework_case_table(struct casework *work, int32_t today,
				  bool due, struct ledger_fault *fault,
				  struct base_buffer *out)
{
	static const char head[] =
	    "case,reference,to,controller,law,stage,sent,how,tracking,received,"
	    "received_how,deadline,claimed,set,reply,next,letter,next_day\r\n";
	struct table table = {.due = due, .out = out};
	enum lens_err err;

	table_add(&table, head, sizeof(head) - 1);
	err = casework_case_each(work, 0, today, LAW_EN, table_take, &table,
				 fault);
	if (err == LENS_OK && table.err != LENS_OK) {
		(void)refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The table of all your cases is too large "
				  "for one file; take those that are due: "
				  "lenscap cases list --due --csv FILE");
		err = table.err;
	}
	return err;
}
