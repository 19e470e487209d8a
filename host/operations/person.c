/* person.c: for whom there are ledgers here. */
#include <lenscap/casework_persons.h>
#include <lenscap/view_ledger.h>

#include "operation.h"

#define PERSON_WORDS_MAX 1000 /* of a command */

static void person_visit(void *context, const char *name, bool readable)
{
	struct operation_call *call = context;

	(void)operation_row(call,
			    view_person(name, readable, call->place->person));
}

static void person_list(struct operation_call *call)
{
	if (casework_persons(call->place, person_visit, call) != LENS_OK)
		operation_fail_saying(
		    call, OPERATION_INTERNAL,
		    "The folder with the ledgers of persons "
		    "cannot be read; see whether it is yours.");
}

/* clang-format off */
static const struct operation_param person_temporary_params[] = {
	PARAM("command", TEXTS, 1, PERSON_WORDS_MAX, POSITIONAL | COMMAND,
	      "what to run in it, instead of your shell; behind '--' if it has options",
	      .metavar = "COMMAND"),
	PARAM_END,
};

const struct operation operation_person_rows[] = {
	{
		.name = "person.list", .command = "persons",
		.group = OPERATION_KEEPING,
		.summary = "the persons you help, each with a ledger of its own",
		.description = "Lists for whom there is a ledger beside yours.  Every command "
			       "takes --person NAME, and then speaks of that person's ledger: its "
			       "photos, details, letters and cases, and keys of its own.  Nothing in it "
			       "can be seen from yours or from another's.  The name is a folder's name, "
			       "which anybody who can read your disk sees: initials do as well.",
		.examples = "lenscap --person Ana init\n"
			    "lenscap --person Ana photos add Ana/*.jpg\n"
			    "lenscap --person Ana cases list\n"
			    "lenscap persons\n"
			    "lenscap --person Ana wipe\n",
		.params = operation_no_params, .needs = OPERATION_PLACE,
		.queue = OPERATION_INTERACTIVE, .list = "persons",
		.answer = "person", .run = person_list,
	}, {
		.name = "person.temporary", .command = "temporary",
		.group = OPERATION_KEEPING,
		.summary = "a ledger in memory, for somebody who sits beside you now",
		.description = "Begins your shell with an empty ledger in this computer's memory: "
			       "in that shell, every command speaks of it and asks for no "
			       "passphrase.  When the shell ends, the ledger is destroyed, and "
			       "nobody can bring it back.  What you save as files stays, and what "
			       "you type may stay in your shell's history.",
		.examples = "lenscap temporary\n"
			    "lenscap temporary -- sh -c 'lenscap photos add . && lenscap find ~/Downloads'\n",
		.params = person_temporary_params,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
