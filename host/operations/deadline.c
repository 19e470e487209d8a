/* deadline.c: until when somebody must answer, and how that is counted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/view_registry.h>

#include "operation.h"

/* "FROM..TO" or "FROM..TO:REASON" */
static bool deadline_pause(const char *word, struct law_pause *out)
{
	char from[LEDGER_DAY], to[LEDGER_DAY];

	if (strlen(word) < 22 || strncmp(word + 10, "..", 2) != 0 ||
	    (word[22] != '\0' && word[22] != ':'))
		return false;
	snprintf(from, sizeof(from), "%.10s", word);
	snprintf(to, sizeof(to), "%.10s", word + 12);
	out->reason =
	    word[22] == ':' ? law_pause_of(word + 23) : LAW_PAUSE_UNSAID;
	return law_day_parse(from, &out->from) == LENS_OK &&
	       law_day_parse(to, &out->to) == LENS_OK &&
	       out->reason < LAW_PAUSE_REASONS;
}

/* What the parameters ask; false, the call having failed, for a pause that is
 * none. */
static bool deadline_question(struct operation_call *call,
			      struct law_pause pauses[LAW_PAUSES_MAX],
			      struct law_question *out)
{
	const json_t *list = operation_list(call, "paused"), *word;
	const char *law = operation_text(call, "law");
	const char *region = operation_text(call, "region");
	size_t i;

	*out = (struct law_question){
	    .law = law ? law : "gdpr",
	    .country = operation_text(call, "country"),
	    .region = region ? region : "",
	    .received = operation_day(call, "received", LAW_NO_DAY),
	    .extended_on = operation_day(call, "extended_on", LAW_NO_DAY),
	    .extended_to = operation_day(call, "extended_to", LAW_NO_DAY),
	    .pauses = pauses,
	    .pause_count = json_array_size(list)};
	json_array_foreach(list, i, word)
	{
		if (deadline_pause(json_string_value(word), &pauses[i]))
			continue;
		operation_refuse(call, "paused",
				 "days like 2026-03-05..2026-03-12, and "
				 "after a colon what was asked for: identity, "
				 "scope or fee");
		return false;
	}
	return true;
}

/* Places by code or by name, as 'me set' takes them; the caller's. */
static bool deadline_places(struct operation_call *call,
			    const struct law_set *set,
			    struct law_question *question, char *places[2])
{
	char *folder = base_share_path("letters");
	struct letter_fault fault = {""};
	struct letter_set *letters = NULL;
	bool good = letter_open(folder, set, &fault, &letters) == LENS_OK;

	free(folder);
	if (!good) {
		operation_fail_saying(call, OPERATION_INTERNAL, fault.sentence);
		return false;
	}
	places[0] = casework_place_code(letters, question->country, false);
	places[1] = casework_place_code(letters, question->region, true);
	letter_close(letters);
	question->country = places[0];
	question->region = places[1];
	return true;
}

/* Asked for anew, a day before the law held is a slip; a case that is kept goes
 * on with the day that it has. */
static enum lens_err deadline_held(const struct law_set *set,
				   const struct law_question *question,
				   struct law_fault *fault)
{
	const struct law *law = law_named(set, question->law);

	return law == NULL ? LENS_OK
			   : law_held_on(law, question->received, fault);
}

/*
 * The laws of the packs that were taken are beside ours, where a ledger is
 * open; else ours alone, which the caller ends as *own.  False, the call having
 * failed, if they cannot be read.
 */
static bool deadline_laws(struct operation_call *call, struct law_set **own,
			  const struct law_set **out)
{
	struct ledger_fault fault = {0};
	struct law_fault why = {""};
	char *laws = base_share_path("laws");
	enum lens_err err = call->work != NULL
				? casework_laws(call->work, &fault, out)
				: law_open(laws, &why, own);

	free(laws);
	if (call->work == NULL)
		*out = *own;
	if (err != LENS_OK && call->work != NULL)
		operation_fail_as(call, err, &fault);
	else if (err != LENS_OK)
		operation_fail_saying(call, OPERATION_INTERNAL, why.sentence);
	return err == LENS_OK;
}

static void deadline_count(struct operation_call *call)
{
	char *places[2] = {NULL, NULL};
	struct law_pause pauses[LAW_PAUSES_MAX];
	struct law_question question;
	struct law_deadline deadline = {0};
	struct law_fault fault = {""};
	const struct law_set *all;
	struct law_set *set = NULL;

	if (deadline_question(call, pauses, &question) &&
	    deadline_laws(call, &set, &all) &&
	    deadline_places(call, all, &question, places)) {
		if (deadline_held(all, &question, &fault) == LENS_OK &&
		    law_deadline(all, &question, &fault, &deadline) == LENS_OK)
			call->result = view_deadline(all, &question, &deadline);
		else
			operation_fail_saying(call, OPERATION_BAD_PARAMS,
					      fault.sentence);
		law_deadline_free(&deadline);
	}
	law_close(set);
	free(places[0]);
	free(places[1]);
}

/* clang-format off */
static const struct operation_param deadline_params[] = {
	PARAM("country", TEXT, 2, 60, REQUIRED, "the country whose holidays "
	      "count, by its code or name, such as de, fr, gb or Switzerland",
	      .metavar = "XX"),
	PARAM("region", TEXT, 0, 60, 0, "its state, nation or canton, such as "
	      "de-be, gb-sct or Bayern",
	      .metavar = "XX-YY"),
	PARAM("received", DAY, 0, 0, REQUIRED, "the day the request arrived", .metavar = "DAY"),
	PARAM("law", TEXT, 1, 16, 0, "which law: gdpr (the default), uk, "
	      "fadp, or another, such as ccpa", .metavar = "LAW"),
	PARAM("extended_on", DAY, 0, 0, 0, "the day an extension was "
	      "announced", .metavar = "DAY"),
	PARAM("extended_to", DAY, 0, 0, 0, "the day it was extended to, if they named one",
	      .metavar = "DAY"),
	PARAM("paused", WORDS, 0, LAW_PAUSES_MAX, 0,
	      "FROM..TO, from the day something was asked for to the day it came; "
	      "then :identity, :scope or :fee, which laws treat differently",
	      .metavar = "DAYS[:WHAT]"),
	PARAM("language", CHOICE, 0, 0, 0, "the language of the sentence",
	      .values = value_language, .option = "lang", .metavar = "LANG"),
	PARAM_END,
};

const struct operation operation_deadline_rows[] = {
	{
		.name = "deadline.count", .command = "deadline",
		.group = OPERATION_CASES,
		.summary = "when an answer is due, and why",
		.description = "Says when an answer to a request is due, and why: the "
			       "sum in one sentence, with its norms.  Laws of packs that "
			       "you took count, too, where your ledger opens without a "
			       "question.\n\n"
			       "Exit status: 0 when the day is known; 1 when the laws cannot "
			       "be read; 2 for wrong use.",
		.examples = "lenscap deadline --country de --received 2026-03-05\n"
			    "lenscap deadline --law uk --country gb --region gb-sct \\\n"
			    "    --received 2026-11-02 --paused 2026-11-04..2026-11-11:identity\n",
		.params = deadline_params, .needs = OPERATION_QUIETLY,
		.queue = OPERATION_INTERACTIVE, .run = deadline_count,
		.answer = "deadline",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
