/* machine.c: does all that Lenscap needs work on this machine? */
#include <lenscap/view_ledger.h>

#include "operation.h"

static void machine_checked(void *context, const struct casework_check *check)
{
	struct operation_call *call = context;

	call->failed += check->state == CASEWORK_BROKEN;
	(void)operation_row(call, view_examined(check));
}

static void machine_examine(struct operation_call *call)
{
	(void)casework_examine(machine_checked, call);
}

/* clang-format off */
static const struct operation_param machine_examine_params[] = {
	PARAM("verbose", TRUTH, 0, 0, COMMAND,
	      "list the system calls that each program may make", .letter = 'v'),
	PARAM("erased", TRUTH, 0, 0, COMMAND,
	      "instead, read the ledger's files to prove that nothing of what "
	      "was forgotten is left in them"),
	PARAM_END,
};

const struct operation operation_machine_rows[] = {
	{
		.name = "machine.examine", .command = "doctor",
		.group = OPERATION_MACHINE, .first = true,
		.summary = "what works here and what does not",
		.description = "Tries everything Lenscap needs on this "
			       "machine and says what works: the kernel's "
			       "protections, the programs that read "
			       "pictures, the formats, what each program may do, and "
			       "the browsers.  The exit status is 1 when something is "
			       "broken.",
		.examples = "lenscap doctor\n"
			    "lenscap doctor --erased\n"
			    "lenscap doctor --json | jq 'select(.state != \"works\")'\n",
		.params = machine_examine_params,
		.queue = OPERATION_NOT_HERE, .list = "checks",
		.answer = "examined", .run = machine_examine,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
