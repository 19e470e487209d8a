/* words_outcome.c: what became of letters, for a campaign, on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/table.h"
#include "words.h"

/* ---- outcomes card ---- */

static const struct cli_table_column outcome_card_columns[] = {
    {"COMPANY", 24, CLI_TABLE_LEFT},
    {"DAYS", 4, CLI_TABLE_RIGHT},
    {"ANSWER", 0, CLI_TABLE_LEFT},
    {NULL, 0, CLI_TABLE_LEFT},
};

static void outcome_card_row(struct cli_run *run, const json_t *row)
{
	char days[24];

	if (run->rows == 1)
		cli_table_heads(outcome_card_columns);
	snprintf(days, sizeof(days), "%lld",
		 (long long)cli_member_number(row, "days"));
	cli_table_row(outcome_card_columns, cli_member(row, "controller"), days,
		      cli_member(row, "answer_words"));
}

static void outcome_card_end(struct cli_run *run)
{
	const json_t *result = run->call.result;
	int64_t own = cli_member_number(result, "own");
	char *file;

	if (result == NULL)
		return;
	file = cli_printable(cli_member(result, "file"));
	printf("The card %s says this, and nothing else of you.\n", file);
	free(file);
	if (own > 0)
		printf("%lld case%s with %s whose record only you have %s not "
		       "on it.\n",
		       (long long)own, cli_s(own),
		       own == 1 ? "a company" : "companies",
		       own == 1 ? "is" : "are");
}

/* ---- outcomes sum ---- */

static const struct cli_table_column outcome_sum_columns[] = {
    {"COMPANY", 24, CLI_TABLE_LEFT},	 {"CASES", 5, CLI_TABLE_RIGHT},
    {"ANSWERED", 8, CLI_TABLE_RIGHT},	 {"HALF WITHIN", 11, CLI_TABLE_RIGHT},
    {"ALL WITHIN", 10, CLI_TABLE_RIGHT}, {"ANSWERS", 0, CLI_TABLE_LEFT},
    {NULL, 0, CLI_TABLE_LEFT},
};

/* "3 erased, 1 none": the caller frees it. */
static char *outcome_answers(const json_t *answers)
{
	char *line = NULL;
	const char *kind;
	const json_t *count;

	json_object_foreach((json_t *)answers, kind, count)
	{
		char *longer = base_format(
		    "%s%s%lld %s", line ? line : "", line ? ", " : "",
		    (long long)json_integer_value(count), kind);

		free(line);
		line = longer;
	}
	return line != NULL ? line : base_copy("");
}

static void outcome_days(const json_t *row, const char *name, char out[24])
{
	const json_t *days = json_object_get(row, name);

	snprintf(out, 24, json_is_integer(days) ? "%lld d" : "-",
		 (long long)json_integer_value(days));
}

static void outcome_sum_row(struct cli_run *run, const json_t *row)
{
	char cases[24], answered[24], median[24], longest[24];
	char *answers = outcome_answers(json_object_get(row, "answers"));

	if (run->rows == 1)
		cli_table_heads(outcome_sum_columns);
	snprintf(cases, sizeof(cases), "%lld",
		 (long long)cli_member_number(row, "letters"));
	snprintf(answered, sizeof(answered), "%lld",
		 (long long)cli_member_number(row, "answered"));
	outcome_days(row, "median", median);
	outcome_days(row, "longest", longest);
	cli_table_row(outcome_sum_columns, cli_member(row, "controller"), cases,
		      answered, median, longest, answers);
	free(answers);
}

static void outcome_sum_refused(const json_t *refused)
{
	const json_t *one;
	size_t i;

	json_array_foreach(refused, i, one)
	{
		char *name = cli_printable(cli_member(one, "file"));

		fprintf(stderr, "%s: %s\n", name, cli_member(one, "why"));
		free(name);
	}
}

static void outcome_sum_end(struct cli_run *run)
{
	const json_t *result = run->call.result;
	int64_t cards = cli_member_number(result, "cards");
	int64_t cases = cli_member_number(result, "letters");
	int64_t repeated = cli_member_number(result, "repeated");

	if (result == NULL)
		return;
	outcome_sum_refused(json_object_get(result, "refused"));
	printf("%lld card%s: %lld case%s, of which %lld %s answered.\n",
	       (long long)cards, cli_s(cards), (long long)cases, cli_s(cases),
	       (long long)cli_member_number(result, "answered"),
	       cli_member_number(result, "answered") == 1 ? "was" : "were");
	if (repeated > 0)
		printf("%lld file%s the same card once more, and %s not "
		       "added.\n",
		       (long long)repeated, repeated == 1 ? " is" : "s are",
		       repeated == 1 ? "was" : "were");
}

const struct cli_words words_outcome[] = {
    {.name = "outcome.card", .row = outcome_card_row, .end = outcome_card_end},
    {.name = "outcome.sum", .row = outcome_sum_row, .end = outcome_sum_end},
    {.name = NULL},
};
