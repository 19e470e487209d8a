/* words_letter.c: letters on a terminal, and where their files go. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "letter_files.h"
#include "words.h"

#define LETTER_WIDTH 72 /* of a letter's text on the screen */

/* Of the letters that were drafted. */
struct letter_run {
	struct letter_files files;
	int64_t letters[CASEWORK_TO_MAX], the_case; /* the last one's case */
	size_t count;
	json_t *before; /* the row of the letter before: of 25 what is the same
			   is said once */
};

/* ---- Drafting ---- */

/* Whether it is what was said of the letter before. */
static bool letter_is_said(const struct letter_run *letters, const json_t *row,
			   const char *name)
{
	return json_equal(json_object_get(letters->before, name),
			  json_object_get(row, name));
}

static void letter_print(struct cli_run *run, const json_t *row)
{
	struct letter_run *letters = run->context;

	cli_run_fact(
	    run, "said",
	    json_pack("{s:b, s:b, s:b}", "reason",
		      letter_is_said(letters, row, "reason"), "warnings",
		      letter_is_said(letters, row, "warnings"), "discloses",
		      letter_is_said(letters, row, "discloses")));
	json_decref(letters->before);
	letters->before = json_incref((json_t *)row);
	(void)cli_run_say(run, "", row);
	cli_print_wrapped(stdout, view_member(row, "text"), LETTER_WIDTH);
}

static void letter_note(struct cli_run *run, const json_t *row)
{
	struct letter_run *letters = run->context;

	letters->letters[letters->count++] = view_member_number(row, "letter");
	letters->the_case = view_member_number(row, "case");
}

/* Where the letters are, and what is to be done with them. */
static void letter_print_next(struct cli_run *run,
			      const struct letter_run *letters)
{
	json_t *next = json_pack(
	    "{s:b, s:I, s:I, s:I}", "in_folder", letters->files.dir >= 0,
	    "count", (json_int_t)letters->count, "case",
	    (json_int_t)letters->the_case, "letter",
	    (json_int_t)(letters->count > 0
			     ? letters->letters[letters->count - 1]
			     : 0));

	(void)cli_run_say(run, "next", next);
	json_decref(next);
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
	(void)cli_run_say(run, "heaps", call->result);
	if (call->code == OPERATION_OK && letters->files.dir >= 0 &&
	    !operation_truth(call, "preview"))
		(void)letter_files_write(&letters->files, letters->letters,
					 letters->count);
	if (call->code == OPERATION_OK && !run->json)
		letter_print_next(run, letters);
	letter_files_close(&letters->files);
	json_decref(letters->before);
	free(letters);
}

/* ---- Exporting ---- */

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

const struct cli_words words_letter[] = {
    {.name = "letter.draft",
     .row = letter_print,
     .note = letter_note,
     .run = letter_draft_run},
    {.name = "letter.export", .run = letter_export_run},
    {.name = NULL},
};
