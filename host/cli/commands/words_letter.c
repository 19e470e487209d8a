/* words_letter.c: letters on a terminal, and where their files go. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "letter_files.h"
#include "screen/table.h"
#include "words.h"

#define LETTER_WIDTH 72 /* of a letter's text on the screen */

/* Of the letters that were drafted. */
struct letter_run {
	struct letter_files files;
	int64_t letters[CASEWORK_TO_MAX], the_case; /* the last one's case */
	size_t count;
	/* What was said of the letter before: of 25 it is said once. */
	char *reason, *warnings, *disclosed;
};

/* ---- Drafting ---- */

static void letter_print_disclosed(const json_t *list)
{
	const json_t *entry;
	size_t i;

	puts("      hands over:");
	json_array_foreach(list, i, entry)
	    printf("        %-38s %s\n", cli_member(entry, "words"),
		   cli_member(entry, "state_words"));
}

static void letter_print_warnings(const json_t *list)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	    printf("      %s%s%s\n", cli_style(stdout, CLI_YELLOW),
		   cli_member(entry, "words"), cli_style(stdout, CLI_PLAIN));
}

/* Whether a text, taken over, is what was said of the letter before. */
static bool letter_is_said(char **before, char *text)
{
	bool same = *before != NULL && strcmp(*before, text) == 0;

	free(*before);
	*before = text;
	return same;
}

static void letter_print_why(struct letter_run *letters, const json_t *row)
{
	const json_t *disclosed = json_object_get(row, "discloses");
	const char *reason = cli_member(row, "reason");
	const json_t *warnings = json_object_get(row, "warnings");

	if (!letter_is_said(&letters->reason, base_copy(reason)))
		printf("      %s\n", reason);
	if (!letter_is_said(&letters->warnings,
			    json_dumps(warnings, JSON_COMPACT)))
		letter_print_warnings(warnings);
	if (!letter_is_said(&letters->disclosed,
			    json_dumps(disclosed, JSON_COMPACT)))
		letter_print_disclosed(disclosed);
	else
		puts("      hands over the same as the one before");
}

static void letter_print(struct cli_run *run, const json_t *row)
{
	const char *text = cli_member(row, "text");
	char *name = cli_printable(cli_member(row, "name"));

	printf("%s  %s%s%s: %s\n", cli_member(row, "reference"),
	       cli_style(stdout, CLI_BOLD), name, cli_style(stdout, CLI_PLAIN),
	       cli_member(row, "subject"));
	letter_print_why(run->context, row);
	if (text[0] != '\0') {
		printf("\n%s\n\n", cli_member(row, "subject"));
		cli_print_wrapped(stdout, text, LETTER_WIDTH);
	} else {
		printf("      letter %lld, of case %lld\n",
		       (long long)cli_member_number(row, "letter"),
		       (long long)cli_member_number(row, "case"));
	}
	free(name);
}

static void letter_note(struct cli_run *run, const json_t *row)
{
	struct letter_run *letters = run->context;

	letters->letters[letters->count++] = cli_member_number(row, "letter");
	letters->the_case = cli_member_number(row, "case");
}

/* Who has a letter already, and was meant by a kind. */
static void letter_print_left_out(const json_t *list)
{
	const json_t *name;
	size_t i;

	json_array_foreach(list, i, name)
	{
		char *shown = cli_printable(json_string_value(name));

		fprintf(stderr, "%s%s",
			i == 0 ? "Left out (you have an open case with them): "
			       : ", ",
			shown);
		free(shown);
	}
	if (json_array_size(list) > 0)
		fputc('\n', stderr);
}

/* By mail, by form or post, and to nobody: how many, and who. */
static void letter_print_heaps(const json_t *result)
{
	const json_t *nobody = json_object_get(result, "no_contact"), *name;
	size_t i;

	if (result == NULL || json_object_get(result, "by_email") == NULL)
		return;
	fprintf(stderr, "By e-mail: %lld.  By form or post: %lld.  ",
		(long long)cli_member_number(result, "by_email"),
		(long long)cli_member_number(result, "by_form_or_post"));
	fprintf(stderr, "No contact known: %zu%s", json_array_size(nobody),
		json_array_size(nobody) > 0 ? " (" : ".\n");
	json_array_foreach(nobody, i, name)
	{
		char *shown = cli_printable(json_string_value(name));

		fprintf(stderr, "%s%s", i == 0 ? "" : ", ", shown);
		free(shown);
	}
	if (json_array_size(nobody) > 0)
		fputs(
		    "); look in their privacy notice, and keep what you find: "
		    "lenscap controllers add\n",
		    stderr);
}

/* Where the letters are, and what is to be done with them. */
static void letter_print_next(const struct cli_run *run,
			      const struct letter_run *letters)
{
	if (operation_truth(&run->call, "preview"))
		puts("Nothing was kept; without --preview it is.");
	else if (letters->files.dir < 0)
		printf("Kept, but in no file yet: lenscap letter export %lld "
		       "--format eml,pdf --out DIR\n",
		       (long long)letters->letters[letters->count - 1]);
	else if (letters->count == 1)
		printf("Once it is sent: lenscap cases sent %lld\n",
		       (long long)letters->the_case);
	else
		printf("%zu letters.  Once one is sent: lenscap cases sent "
		       "CASE\n",
		       letters->count);
}

static void letter_draft_run(struct cli_run *run)
{
	struct letter_run *letters = base_alloc(1, sizeof(*letters));
	struct operation_call *call = &run->call;
	int64_t the_case = operation_number(call, "case", 0);
	const char *kind = operation_text(call, "kind");

	run->context = letters;
	if (letter_files_open(run, &letters->files) &&
	    (the_case == 0 || kind == NULL ||
	     operation_truth(call, "preview") ||
	     letter_files_are_new(&letters->files, the_case, kind)))
		call->operation->run(call);
	letter_print_left_out(json_object_get(call->result, "left_out"));
	letter_print_heaps(call->result);
	if (call->code == OPERATION_OK && letters->files.dir >= 0 &&
	    !operation_truth(call, "preview"))
		(void)letter_files_write(&letters->files, letters->letters,
					 letters->count);
	if (call->code == OPERATION_OK && !run->json)
		letter_print_next(run, letters);
	letter_files_close(&letters->files);
	free(letters->reason);
	free(letters->warnings);
	free(letters->disclosed);
	free(letters);
}

/* ---- Listing and exporting ---- */

static const struct cli_table_column letter_columns[] = {
    {"LETTER", 6, CLI_TABLE_RIGHT},  {"CASE", 4, CLI_TABLE_RIGHT},
    {"WRITTEN", 10, CLI_TABLE_LEFT}, {"KIND", 16, CLI_TABLE_LEFT},
    {"IN", 2, CLI_TABLE_LEFT},	     {"STATE", 9, CLI_TABLE_LEFT},
    {"SUBJECT", 0, CLI_TABLE_LEFT},  {NULL, 0, CLI_TABLE_LEFT},
};

static void letter_list_row(struct cli_run *run, const json_t *row)
{
	char made[LEDGER_CLI_TIME], letter[24], the_case[24];

	ledger_cli_time(made, cli_member_number(row, "made"));
	made[10] = '\0';
	snprintf(letter, sizeof(letter), "%lld",
		 (long long)cli_member_number(row, "letter"));
	snprintf(the_case, sizeof(the_case), "%lld",
		 (long long)cli_member_number(row, "case"));
	if (run->rows == 1)
		cli_table_heads(letter_columns);
	cli_table_row(letter_columns, letter, the_case, made,
		      cli_member(row, "kind"), cli_member(row, "language"),
		      cli_member(row, "state"), cli_member(row, "subject"));
}

static void letter_list_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("No letters were written yet.");
}

static void letter_show_row(struct cli_run *run, const json_t *row)
{
	const char *twin = cli_member(row, "twin");

	(void)run;
	fputs(cli_member(row, "text"), stdout);
	if (twin[0] != '\0')
		printf("\n---- In your own language ----\n\n%s", twin);
}

static void letter_export_run(struct cli_run *run)
{
	struct operation_call *call = &run->call;
	int64_t letter = operation_number(call, "letter", 0);
	struct letter_files files;

	if (letter_files_open(run, &files)) {
		if (files.formats[CASEWORK_PDF] && files.path == NULL &&
		    (run->json || isatty(STDOUT_FILENO)))
			operation_fail_saying(call, OPERATION_BAD_PARAMS,
					      "A PDF is no text; say where it "
					      "goes with --out DIR.");
		else
			(void)letter_files_write(&files, &letter, 1);
	}
	letter_files_close(&files);
}

static void letter_print_mandate(struct cli_run *run, const json_t *row)
{
	char *file = cli_printable(cli_member(row, "file"));

	(void)run;
	printf("The mandate is in %s.  Print it, sign it by hand, and give it "
	       "to the association.\n",
	       file);
	free(file);
}

const struct cli_words words_letter[] = {
    {.name = "letter.draft",
     .row = letter_print,
     .note = letter_note,
     .run = letter_draft_run},
    {.name = "letter.list", .row = letter_list_row, .end = letter_list_end},
    {.name = "letter.show", .row = letter_show_row},
    {.name = "letter.export", .run = letter_export_run},
    {.name = "mandate.make", .row = letter_print_mandate},
    {.name = NULL},
};
