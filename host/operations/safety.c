/*
 * safety.c: how long the ledger stays open, whether it is as it was, and how
 * good a passphrase is.
 */
#include <string.h>

#include <lenscap/casework_autolock.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/ledger_safety.h>
#include <lenscap/view_ledger.h>

#include "operation.h"

/* ---- Locking by itself ---- */

static void safety_autolock(struct operation_call *call)
{
	const char *when = operation_text(call, "when");
	struct casework_autolock autolock;
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (when != NULL && !casework_autolock_read(when, &autolock)) {
		operation_refuse(call, "when",
				 "never, end_of_browser, screen, or "
				 "minutes: and a number from 1 to 1440");
		return;
	}
	err = when ? casework_autolock_set(call->work, &autolock, &fault)
		   : casework_autolock_get(call->work, &fault, &autolock);
	if (err == LENS_OK)
		call->result = view_autolock(&autolock);
	else
		operation_fail_as(call, err, &fault);
}

/* ---- An older copy ---- */

static void safety_accept(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err =
	    ledger_witness_accept(casework_ledger(call->work), &fault);

	if (err == LENS_OK)
		call->result =
		    json_pack("{s:s}", "words", ledger_witness_sentence());
	else
		operation_fail_as(call, err, &fault);
}

/* ---- Passphrases ---- */

static void safety_judge(struct operation_call *call)
{
	struct casework_judged judged;

	casework_judge(base_view_of(operation_text(call, "passphrase")), NULL,
		       &judged);
	call->result = view_judged(&judged);
}

static void safety_phrase(struct operation_call *call)
{
	char phrase[CASEWORK_PHRASE];

	if (casework_phrase(CASEWORK_WORDS, phrase) == LENS_OK)
		call->result = json_pack("{s:s}", "passphrase", phrase);
	else
		operation_fail_saying(call, OPERATION_INTERNAL,
				      "The words that belong to Lenscap cannot "
				      "be read; install it again.");
	explicit_bzero(phrase, sizeof(phrase));
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param safety_autolock_params[] = {
	PARAM("when", TEXT, 1, CASEWORK_AUTOLOCK - 1, POSITIONAL,
	      "one of never, end_of_browser, screen, or minutes:15; without "
	      "it, the command says what is set",
	      .metavar = "WHEN"),
	PARAM_END,
};
static const struct operation_param safety_judge_params[] = {
	PARAM("passphrase", TEXT, 1, LEDGER_PASSPHRASE_MAX, REQUIRED | OPERATION_SECRET,
	      "what would be one; nothing keeps it"),
	PARAM_END,
};

const struct operation operation_safety_rows[] = {
	{
		.name = "ledger.autolock",
		.command = "autolock",
		.group = OPERATION_KEEPING,
		.summary = "when an unlocked ledger locks by itself",
		.description = "Says, or sets, when the ledger locks by itself once it was "
			       "unlocked: never (which is 8 hours after, or when you log "
			       "out), end_of_browser, with the screen (as a Chromium browser "
			       "with the extension sees it), or minutes:N after. The "
			       "choice is kept in the ledger; minutes apply "
			       "from the next unlocking.",
		.examples = "lenscap autolock\n"
			    "lenscap autolock minutes:15\n",
		.params = safety_autolock_params,
		.needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE,
		.answer = "autolock",
		.run = safety_autolock,
	},
	{
		.name = "ledger.accept",
		.group = OPERATION_KEEPING,
		.summary = "take the ledger as it is, though a later state was seen",
		.params = operation_no_params,
		.needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE,
		.run = safety_accept,
	},
	{
		.name = "ledger.judge",
		.group = OPERATION_KEEPING,
		.summary = "how hard a passphrase is to guess",
		.params = safety_judge_params,
		.needs = OPERATION_NOTHING,
		.queue = OPERATION_INTERACTIVE,
		.answer = "judged",
		.run = safety_judge,
	},
	{
		.name = "ledger.phrase",
		.group = OPERATION_KEEPING,
		.summary = "make a passphrase of six words",
		.params = operation_no_params,
		.needs = OPERATION_NOTHING,
		.queue = OPERATION_INTERACTIVE,
		.run = safety_phrase,
	},
	{.name = NULL},
};
/* clang-format on */
