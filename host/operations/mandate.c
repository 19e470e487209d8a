/* mandate.c: a mandate for an association, as a file to be signed. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_mandate.h>
#include <lenscap/view.h>

#include "operation.h"

/* By the file's name. */
static enum casework_format mandate_format(const char *path)
{
	static const enum casework_format formats[] = {CASEWORK_TEXT,
						       CASEWORK_PDF};
	size_t length = strlen(path);

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		const char *ending = casework_format_ending(formats[i]);

		if (length > strlen(ending) &&
		    strcmp(path + length - strlen(ending), ending) == 0)
			return formats[i];
	}
	return CASEWORK_FORMATS;
}

static void mandate_save(struct operation_call *call, const char *path, int fd)
{
	struct base_buffer bytes;

	base_buffer_init(&bytes, CASEWORK_MANDATE_MAX);
	if (base_read_all(fd, &bytes) != LENS_OK)
		operation_fail(call, OPERATION_INTERNAL);
	else if (operation_save(call, path, base_buffer_view(&bytes)))
		call->result = json_pack("{s:o, s:I}", "file", view_text(path),
					 "bytes", (json_int_t)bytes.size);
	base_buffer_free(&bytes);
}

static void mandate_make(struct operation_call *call)
{
	const char *path =
	    call->front->path(call, operation_number(call, "out", 0));
	enum casework_format format = mandate_format(path);
	const char *language = operation_text(call, "language");
	struct casework_mandate mandate = {.language = LAW_LANGUAGES,
					   .today = casework_today()};
	struct ledger_fault fault = {0};
	int64_t *cases = NULL;
	char *to;
	enum lens_err err;
	int fd = -1;

	if (format == CASEWORK_FORMATS) {
		operation_refuse(call, "out",
				 "a name that ends in .pdf or .txt");
		return;
	}
	if (language != NULL)
		mandate.language = law_language_of(language);
	to = operation_lines(operation_text(call, "to"));
	mandate.to = to;
	mandate.count = operation_ids(call, "cases", &cases);
	mandate.cases = cases;
	err = casework_mandate(call->work, &mandate, format, &fault, &fd);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		mandate_save(call, path, fd);
	base_close(&fd);
	free(cases);
	free(to);
}

/* clang-format off */
static const struct operation_param mandate_params[] = {
	PARAM("to", TEXT, 1, CASEWORK_MANDATE_TO, REQUIRED | OPERATION_READ,
	      "the association: a line with its name, then its address (\\n begins a new line)",
	      .metavar = "LINES"),
	PARAM("cases", IDS, 1, 100, 0,
	      "only for these cases; otherwise for all that any company does with your data",
	      .option = "case", .metavar = "CASE"),
	PARAM("language", CHOICE, 0, 0, 0, "the language of the mandate; otherwise yours",
	      .values = value_language, .option = "lang", .metavar = "LANG"),
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the file to write (.pdf or .txt), which must not exist yet",
	      .letter = 'o', .metavar = "FILE"),
	PARAM_END,
};

const struct operation operation_mandate_rows[] = {
	{
		.name = "mandate.make", .command = "letter mandate",
		.group = OPERATION_LETTERS,
		.summary = "let an association act for you (Art. 80 GDPR)",
		.description = "Writes a mandate by which you let a not-for-profit association complain to "
			       "authorities and go to court for you (Art. 77 to 79, 80(1) GDPR), "
			       "as a file to print and to sign by hand.  "
			       "It does not cover damages (Art. 82), for which national law decides.  "
			       "Associations may ask for a form of their own, "
			       "and courts for more: ask before you send it.  The ledger does not keep it.",
		.examples = "lenscap letter mandate --to 'noyb\\nGoldschlagstr. 172\\n1140 Wien' --out mandate.pdf\n"
			    "lenscap letter mandate --to \"$(cat association.txt)\" --case 3,5 --lang de --out mandate.pdf\n",
		.params = mandate_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_NOT_HERE, .run = mandate_make,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
