/* report.c: how exposed somebody is: numbers, and one page to keep. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/casework_report.h>
#include <lenscap/view_changes.h>
#include <lenscap/view_overview.h>

#include "operation.h"

#define REPORT_PHOTOS_MAX 1000

static void report_overview(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_overview overview;
	const struct casework_changes_asked asked = {.since = LAW_NO_DAY};
	struct casework_changes changes;
	enum lens_err err =
	    casework_changes(call->work, &asked, &fault, &changes);

	if (err == LENS_OK)
		err = casework_overview(call->work, casework_today(), &fault,
					&overview);
	if (err != LENS_OK) {
		operation_fail_as(call, err, &fault);
		return;
	}
	call->result = view_overview(&overview);
	json_object_set_new(call->result, "changes", view_changes(&changes));
	casework_overview_free(&overview);
}

/* ---- report.make ---- */

struct report_saving {
	struct operation_call *call;
	size_t size;
};

static void report_saved(void *context, int64_t letter, const char *folder,
			 const char *file)
{
	const struct report_saving *saving = context;

	(void)letter;
	saving->call->result = view_page(file, saving->size);
	view_put(saving->call->result, "folder", folder);
}

/* Where a front has no names of files, as a new one among the documents. */
static void report_keep(struct operation_call *call,
			const struct casework_report *report)
{
	struct report_saving saving = {.call = call};
	struct ledger_fault fault = {0};
	enum lens_err err = casework_save_report(
	    call->work, report, report_saved, &saving, &fault, &saving.size);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* Whether the name of what is written says what it is. */
static bool report_expect(struct operation_call *call)
{
	bool pdf = operation_truth(call, "pdf");
	int64_t out = operation_number(call, "out", 0);
	const char *path = out > 0 ? call->front->path(call, out) : "";
	const char *dot = strrchr(path, '.');
	bool other = dot != NULL && (pdf ? strcasecmp(dot, ".html") == 0 ||
					       strcasecmp(dot, ".htm") == 0
					 : strcasecmp(dot, ".pdf") == 0);

	if (other)
		operation_refuse(call, "out",
				 pdf ? "a name that ends in .pdf: with --pdf "
				       "it is one"
				 : operation_param(call->operation, "pdf")
				     ? "a name that ends in .html, as it is a "
				       "page; --pdf makes a PDF"
				     : "a name that ends in .html, as it is a "
				       "page");
	return !other;
}

static void report_make(struct operation_call *call)
{
	const struct casework_report report = {
	    .today = casework_today(),
	    .language = operation_language_kept(call),
	    .redact = operation_truth(call, "redact"),
	    .pdf = operation_truth(call, "pdf")};
	int64_t out = operation_number(call, "out", 0);
	struct ledger_fault fault = {0};
	struct base_buffer page;
	const char *path;
	enum lens_err err;

	if (out == 0) {
		report_keep(call, &report);
		return;
	}
	path = call->front->path(call, out);
	base_buffer_init(&page, CASEWORK_REPORT_MAX);
	err = casework_report(call->work, &report, &fault, &page);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else if (operation_save(call, path, base_buffer_view(&page)))
		call->result = view_page(path, page.size);
	base_buffer_free(&page);
}

/* ---- report.evidence ---- */

static void report_evidence(struct operation_call *call)
{
	int64_t *photos = NULL;
	size_t count = operation_ids(call, "photos", &photos), places;
	const struct casework_sheet sheet = {
	    .language = operation_language_kept(call),
	    .photos = count > 0 ? photos : NULL,
	    .photo_count = count};
	const char *path =
	    call->front->path(call, operation_number(call, "out", 0));
	struct ledger_fault fault = {0};
	struct base_buffer page;
	enum lens_err err;

	base_buffer_init(&page, CASEWORK_REPORT_MAX);
	err = casework_sheet(call->work, &sheet, &fault, &page, &places);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else if (operation_save(call, path, base_buffer_view(&page)))
		call->result = view_sheet(path, page.size, places);
	base_buffer_free(&page);
	free(photos);
}

/* clang-format off */
static const struct operation_param report_evidence_params[] = {
	PARAM("photos", IDS, 1, REPORT_PHOTOS_MAX, POSITIONAL,
	      "only these photos", .metavar = "PHOTO"),
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the file to write, which must not exist yet", .letter = 'o', .metavar = "FILE"),
	PARAM_LANGUAGE,
	PARAM_END,
};
static const struct operation_param report_make_params[] = {
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the file to write, which must not exist yet", .letter = 'o', .metavar = "FILE"),
	PARAM("redact", TRUTH, 0, 0, 0,
	      "leave out pictures, names and, of addresses, all but the site, "
	      "so that you can show it to others"),
	PARAM("pdf", TRUTH, 0, 0, 0, "as PDF, for paper: the same without pictures"),
	PARAM_LANGUAGE,
	PARAM_END,
};

const struct operation operation_report_rows[] = {
	{
		.name = "report.overview", .command = "overview",
		.group = OPERATION_EXPOSURE, .first = true,
		.summary = "how exposed you are, in a few lines",
		.description = "Says in a few lines what the ledger knows: which "
			       "of your photos anyone can fetch, on which sites, what their files give away, and what "
			       "became of your letters.  It fetches nothing: "
			       "places are as they were at the last look; "
			       "'lenscap recheck' looks again.",
		.examples = "lenscap overview\n"
			    "lenscap overview --json\n",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = report_overview,
		.answer = "overview",
	}, {
		.name = "report.make", .command = "report",
		.group = OPERATION_EXPOSURE,
		.summary = "everything that is known, as one page to keep",
		.description = "Writes one HTML page that needs no other "
			       "file: your photos, small, where each is public, what its file gives away, what to do, letters and "
			       "cases.  It opens without a network and prints "
			       "well.  It shows your photos: keep it as safe "
			       "as them, or use --redact.",
		.examples = "lenscap report --out exposure.html\n"
			    "lenscap report --out for-the-advocate.html --redact --lang de\n"
			    "lenscap report --out for-paper.pdf --pdf\n",
		.params = report_make_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .expect = report_expect,
		.run = report_make,
		.answer = "page",
	}, {
		.name = "report.evidence", .command = "report evidence",
		.group = OPERATION_EXPOSURE,
		.summary = "what strangers could get where, and when, to be checked",
		.description = "Writes one HTML page with every look at each "
			       "place where a stranger once got one of your photos: the "
			       "page, the address, the answer and its headers, size "
			       "and SHA-256 of what came, and when.  Each look is "
			       "tied to the one before by a hash; the page has "
			       "these lines, and how anybody can check them.  It "
			       "stays good when the site takes the photo down.  "
			       "The same record gives the same file, byte for "
			       "byte.  It fetches nothing.",
		.examples = "lenscap report evidence --out evidence.html\n"
			    "lenscap report evidence 3 7 --out for-the-lawyer.html --lang de\n",
		.params = report_evidence_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_NOT_HERE, .expect = report_expect,
		.run = report_evidence,
		.answer = "sheet",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
