/* norms.c: whether what letters cite is still what was read. */
#include <lenscap/casework_norms.h>
#include <lenscap/view.h>

#include "operation.h"

struct norms_run {
	struct operation_call *call;
	json_int_t counts[CASEWORK_NORMS];
};

static bool norms_row(void *context, const struct law_norm *norm,
		      enum casework_norm state)
{
	struct norms_run *run = context;

	run->counts[state]++;
	/* What could not be compared is no success either. */
	if (state == CASEWORK_NORM_CHANGED || state == CASEWORK_NORM_MISSING)
		run->call->failed++;
	return operation_row(run->call,
			     json_pack("{s:s, s:s, s:s, s:s, s:s}", "norm",
				       norm->id, "cite", norm->cite[LAW_EN],
				       "gives", norm->gives, "state",
				       casework_norm_name(state), "file",
				       norm->text ? norm->text : ""));
}

static void norms_check(struct operation_call *call)
{
	struct norms_run run = {.call = call};
	enum lens_err err = casework_norms_check(
	    call->front->path(call, operation_number(call, "dir", 0)),
	    norms_row, &run);

	if (err == LENS_NOT_FOUND) {
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      "There is no such folder: name one with "
				      "the texts of the laws, laid out as the "
				      "norms name them.");
		return;
	}
	if (err != LENS_OK) {
		operation_fail_as(call, err, NULL);
		return;
	}
	call->result = json_object();
	for (unsigned i = 0; i < CASEWORK_NORMS; i++)
		json_object_set_new(call->result, casework_norm_name(i),
				    json_integer(run.counts[i]));
}

/* clang-format off */
static const struct operation_param norms_check_params[] = {
	PARAM("dir", FILE, 0, 0, REQUIRED | POSITIONAL,
	      "a folder with the texts of the laws", .metavar = "DIR"),
	PARAM_END,
};

const struct operation operation_norms_rows[] = {
	{
		.name = "norms.check", .command = "norms check",
		.group = OPERATION_LETTERS,
		.summary = "whether the laws that letters cite are as they were read",
		.description = "Each norm that letters cite names the file in "
			       "which it was read, and that file's checksum.  "
			       "This compares a folder of such files "
			       "(gdpr/en/art-015.txt ...) and names the norms "
			       "whose text has changed or is missing: they "
			       "must be read again.  It needs no "
			       "ledger.\n\n"
			       "Exit status: 0 when all are unchanged; 1 when "
			       "one has changed or is missing.",
		.examples = "lenscap norms check ~/laws\n",
		.params = norms_check_params,
		.queue = OPERATION_NOT_HERE, .list = "norms",
		.run = norms_check,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
