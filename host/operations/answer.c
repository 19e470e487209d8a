/* answer.c: what is in the answer of a controller. */
#include <lenscap/base_io.h>
#include <lenscap/view_answer.h>

#include "operation.h"

static void answer_read(struct operation_call *call)
{
	const char *kind = operation_text(call, "kind");
	const char *name;
	int fd =
	    call->front->file(call, operation_number(call, "upload", 0), &name);
	struct casework_answer_asked asked = {
	    .what = {.id = operation_number(call, "case", 0),
		     .day = operation_day(call, "on", LAW_NO_DAY),
		     .today = casework_today(),
		     .reply = casework_reply_of(kind ? kind : "")},
	    .language = operation_language(call),
	    .cancel = call->front->cancel(call)};
	struct ledger_fault fault = {0};
	struct casework_answer answer;
	enum lens_err err;

	if (fd < 0)
		return;
	asked.name = name;
	err = casework_case_answer(call->work, fd, &asked, &fault, &answer);
	base_close(&fd);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result = view_answer(&answer);
	casework_answer_free(&answer);
}

/* clang-format off */
static const struct operation_param answer_params[] = {
	PARAM("case", NUMBER, 1, INT64_MAX, POSITIONAL | REQUIRED,
	      "the number of the case", .metavar = "CASE"),
	PARAM("upload", FILE, 0, 0, POSITIONAL | REQUIRED,
	      "what came: a mail (.eml), a PDF, a ZIP, JSON or text; of a browser "
	      "an upload begun for the purpose mail", .metavar = "FILE"),
	PARAM("kind", CHOICE, 0, 0, 0, "what it is; otherwise what it seems to be",
	      .values = value_reply, .metavar = "KIND"),
	PARAM("on", DAY, 0, 0, 0, "the day it came; otherwise today",
	      .metavar = "DAY"),
	PARAM_LANGUAGE,
	PARAM_END,
};

const struct operation operation_answer_rows[] = {
	{
		.name = "case.answer", .command = "cases answer",
		.group = OPERATION_CASES,
		.summary = "what is in an answer: pictures, places, kinds of data",
		.description = "Reads what a controller sent, in a jail: a mail with what is "
			       "attached to it, a PDF, a ZIP, JSON or text.  Its pictures are held "
			       "against your photos; addresses in it are places to check; the kinds of "
			       "data that it names are listed, with the line that names each.  It says "
			       "which letter may follow.  The file is kept in the case, sealed, and "
			       "noted as a reply; one that is there already is read again.",
		.examples = "lenscap cases answer 3 answer.pdf\n"
			    "lenscap cases answer 3 export.zip --json\n",
		.params = answer_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = answer_read,
		.answer = "answer",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
