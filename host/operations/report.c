/* report.c: how exposed somebody is: numbers, and one page to keep. */
#include <lenscap/view_overview.h>

#include "operation.h"

static void report_overview(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_overview overview;
	enum lens_err err =
	    casework_overview(call->work, casework_today(), &fault, &overview);

	if (err != LENS_OK) {
		operation_fail_as(call, err, &fault);
		return;
	}
	call->result = view_overview(&overview);
	casework_overview_free(&overview);
}

/* clang-format off */
const struct operation operation_report_rows[] = {
	{
		.name = "report.overview", .command = "overview",
		.group = OPERATION_EXPOSURE, .first = true,
		.summary = "how exposed you are, in a few lines",
		.description = "Says in a few lines what the ledger knows: which of your photos "
			       "anybody can fetch, on which sites, what their files give away, and what "
			       "became of your letters.  It asks nobody: places are as the last look found "
			       "them, and 'lenscap recheck' looks again.",
		.examples = "lenscap overview\n"
			    "lenscap overview --json\n",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = report_overview,
		.answer = "overview",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
