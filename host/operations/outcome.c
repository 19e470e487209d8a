/* outcome.c: what became of letters: a card for a campaign, and its figures. */
#include <lenscap/casework_outcomes.h>
#include <lenscap/view_outcome.h>

#include "operation.h"

/* ---- outcomes card ---- */

static void outcome_rows(struct operation_call *call,
			 const struct casework_outcomes *outcomes)
{
	for (size_t i = 0; i < outcomes->count; i++)
		if (!operation_row(call, view_outcome(&outcomes->rows[i])))
			return;
}

static void outcome_saved(void *context, int64_t letter, const char *folder,
			  const char *file)
{
	struct operation_call *call = context;

	(void)letter;
	call->result = json_object();
	view_put(call->result, "folder", folder);
	view_put(call->result, "file", file);
}

static enum lens_err outcome_write(struct operation_call *call,
				   const struct casework_outcomes *outcomes,
				   struct ledger_fault *fault)
{
	int64_t out = operation_number(call, "out", 0);
	struct base_buffer card;
	const char *path;
	enum lens_err err;

	/* Where a front has no names of files. */
	if (out == 0)
		return casework_save_card(outcomes, outcome_saved, call, fault);
	path = call->front->path(call, out);
	base_buffer_init(&card, CASEWORK_CARD_MAX);
	err = casework_card_write(outcomes, &card);
	if (err == LENS_OK &&
	    operation_save(call, path, base_buffer_view(&card))) {
		call->result = json_object();
		view_put(call->result, "file", path);
	}
	base_buffer_free(&card);
	return err;
}

static void outcome_put(struct operation_call *call,
			const struct casework_outcomes *outcomes)
{
	struct ledger_fault fault = {0};
	enum lens_err err = outcome_write(call, outcomes, &fault);

	if (err == LENS_TOO_BIG)
		operation_fail_saying(call, OPERATION_TOO_BIG,
				      "There are more cases than a card can "
				      "have.");
	else if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	if (call->result == NULL)
		return;
	json_object_update_new(call->result,
			       json_pack("{s:I, s:I}", "letters",
					 (json_int_t)outcomes->count, "own",
					 (json_int_t)outcomes->own));
	outcome_rows(call, outcomes);
}

static void outcome_card(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_outcomes outcomes;
	enum lens_err err =
	    casework_outcomes(call->work, &call->place->home, casework_today(),
			      &fault, &outcomes);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else if (outcomes.count == 0)
		operation_fail_saying(
		    call, OPERATION_NOT_FOUND,
		    outcomes.own > 0
			? "All your letters went to companies whose record "
			  "only you have, which no card names."
			: "No letter was sent yet, so that there is nothing "
			  "for a card.");
	else
		outcome_put(call, &outcomes);
	casework_outcomes_free(&outcomes);
}

/* ---- outcomes sum ---- */

struct outcome_summing {
	struct operation_call *call;
	const json_t *files;
	json_t *refused;
};

static int outcome_open(void *context, size_t index)
{
	struct outcome_summing *summing = context;
	const char *name;

	return summing->call->front->file(
	    summing->call,
	    json_integer_value(json_array_get(summing->files, index)), &name);
}

static void outcome_refused(void *context, size_t index, const char *why)
{
	struct outcome_summing *summing = context;
	struct operation_call *call = summing->call;
	const char *path = call->front->path(
	    call, json_integer_value(json_array_get(summing->files, index)));

	call->failed++;
	json_array_append_new(summing->refused,
			      json_pack("{s:o, s:o}", "file", view_text(path),
					"why", view_text(why)));
}

static bool outcome_sum_row(void *context, const struct casework_sum *sum)
{
	struct outcome_summing *summing = context;

	return operation_row(summing->call, view_outcome_sum(sum));
}

static void outcome_sum(struct operation_call *call)
{
	struct outcome_summing summing = {call, operation_list(call, "files"),
					  json_array()};
	struct casework_cards cards = {.count = json_array_size(summing.files),
				       .open = outcome_open,
				       .refused = outcome_refused,
				       .sum = outcome_sum_row,
				       .context = &summing};
	struct ledger_fault fault = {0};
	enum lens_err err = casework_cards_sum(&cards, &fault);

	if (err == LENS_OK)
		call->result = json_pack("{s:I, s:I, s:I, s:I, s:O}", "cards",
					 (json_int_t)cards.taken, "letters",
					 (json_int_t)cards.letters, "answered",
					 (json_int_t)cards.answered, "repeated",
					 (json_int_t)cards.repeated, "refused",
					 summing.refused);
	else if (call->code == OPERATION_OK)
		operation_fail_as(call, err, &fault);
	json_decref(summing.refused);
}

/* clang-format off */
static const struct operation_param outcome_card_params[] = {
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the file to write, which must not exist yet", .letter = 'o', .metavar = "FILE"),
	PARAM_END,
};

static const struct operation_param outcome_sum_params[] = {
	PARAM("files", FILES, 1, CASEWORK_CARDS_MAX, REQUIRED | POSITIONAL,
	      "outcome cards", .metavar = "FILE"),
	PARAM_END,
};

const struct operation operation_outcome_rows[] = {
	{
		.name = "outcome.card", .command = "outcomes card",
		.group = OPERATION_CASES,
		.summary = "what became of your cases, for a campaign: no name, no day",
		.description = "Writes a file that you can hand to an advocate.  Of each case whose letter "
			       "was sent it has the company, the kind of its last answer, and how many days "
			       "after the first letter it came (or, without an answer, how many have passed). "
			       "It has nothing else of you: no name, no day, no reference, no photo.  Companies "
			       "whose record only you have are left out.  A company that gets hold of "
			       "the card can guess from the days which case is yours, and whom "
			       "else you wrote to: hand it only to people you trust.",
		.examples = "lenscap outcomes card --out card.json\n",
		.params = outcome_card_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .list = "outcomes",
		.run = outcome_card,
		.answer = "outcome",
	}, {
		.name = "outcome.sum", .command = "outcomes sum",
		.group = OPERATION_CASES,
		.summary = "the figures of many outcome cards, by company",
		.description = "Adds up the cards that people handed over: for each company how "
			       "many cases it has and answered, within how many days half of its answers "
			       "and all of them came, and of which kinds they are. "
			       "A mere receipt is no answer, nor is a mail that came back.  The same card twice "
			       "counts once; of a person who made another card later, give the newer "
			       "alone.  It needs no ledger.\n\n"
			       "Exit status: 0 when all files are cards; 1 when one is not.",
		.examples = "lenscap outcomes sum cards/*.json\n"
			    "lenscap outcomes sum cards/*.json --json\n",
		.params = outcome_sum_params,
		.queue = OPERATION_NOT_HERE, .list = "companies",
		.run = outcome_sum,
		.answer = "outcome_sum",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
