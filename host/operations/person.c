/* person.c: for whom there are ledgers here. */
#include <lenscap/casework_persons.h>
#include <lenscap/view_ledger.h>

#include "operation.h"

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
		.name = NULL,
	},
};
/* clang-format on */
