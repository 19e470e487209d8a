/* report.c: everything that is known, as one page to keep. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <lenscap/casework_findings.h>
#include <lenscap/casework_overview.h>
#include <lenscap/casework_recheck.h>
#include <lenscap/casework_report.h>

#include "refusal.h"
#include "report.h"
#include "report_hidden.h"
#include "session.h"
#include "words.h"

#define REPORT_PIECE 1000 /* photos read from the ledger at a time */
#define REPORT_DRAWN                                                           \
	20 /* photos that browsers draw or leave undrawn together */

/* ---- Photos ---- */

static json_t *report_findings(const struct report *report,
			       const struct ledger_photo *photo)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < photo->finding_count; i++) {
		const struct ledger_finding *finding = &photo->findings[i];
		const struct casework_finding *about =
		    casework_finding_named(finding->kind);
		const char *severity =
		    about ? casework_severity_name(about->severity) : "unknown";

		/* Where details are left out, one line says all it can. */
		if (report->asked->redact && i > 0 &&
		    strcmp(finding->kind, finding[-1].kind) == 0)
			continue;
		json_array_append_new(
		    list,
		    json_pack(
			"{s:s, s:s, s:s, s:o}", "label",
			report_word(report, "finding", finding->kind),
			"severity", severity, "severity_words",
			report_word(report, "severity", severity), "detail",
			report_detail(
			    report, finding->kind,
			    report->asked->redact ? "" : finding->detail)));
	}
	return list;
}

struct report_places {
	const struct report *report;
	json_t *list;
	struct report_looks *looks;
	bool open;  /* a stranger gets it at one of them */
	bool maybe; /* of one of them it is not known */
};

static void report_looked(struct report_looks *looks, int64_t day)
{
	if (looks->first == 0 || day < looks->first)
		looks->first = day;
	if (day > looks->last)
		looks->last = day;
}

static bool report_place(void *context, const struct ledger_sighting *sighting)
{
	struct report_places *places = context;
	const struct report *report = places->report;
	struct casework_times times =
	    casework_times(casework_ledger(report->work), sighting);
	bool asked = times.looked != 0;
	const char *access = sighting->gone ? "gone"
			     : asked ? ledger_access_name(sighting->access)
				     : "not_asked";
	bool open =
	    !sighting->gone && (sighting->access == LEDGER_ACCESS_PUBLIC ||
				sighting->access == LEDGER_ACCESS_BROWSERS);

	if (sighting->access == LEDGER_ACCESS_NONE)
		return true;
	places->open |= open;
	places->maybe |= !sighting->gone &&
			 (!asked || sighting->access == LEDGER_ACCESS_UNKNOWN);
	if (asked)
		report_looked(places->looks, times.looked);
	json_array_append_new(
	    places->list,
	    json_pack(
		"{s:o, s:o, s:s, s:s, s:b, s:o, s:o}", "page",
		report_address(report, sighting->page ? sighting->page : ""),
		"address", report_address(report, sighting->place), "access",
		access, "access_words",
		report_word(report, "report_access", access), "open", open,
		"first", report_day_of(report, times.first), "last",
		report_day_of(report, times.looked)));
	return true;
}

/* A kind is counted once for a photo, where it says who or where. */
static void report_count_remedies(struct report *report,
				  const struct ledger_photo *photo)
{
	for (unsigned i = 0; i < photo->finding_count; i++) {
		const char *kind = photo->findings[i].kind;
		const struct casework_finding *about =
		    casework_finding_named(kind);
		bool again = false;

		for (unsigned k = 0; k < i; k++)
			again |= strcmp(photo->findings[k].kind, kind) == 0;
		if (again || about == NULL || about->severity != CASEWORK_HIGH)
			continue;
		report_count(report->remedies, kind, photo->added);
	}
}

static enum lens_err report_photo(struct report *report,
				  const struct ledger_photo *photo)
{
	struct report_places places = {
	    .report = report, .list = json_array(), .looks = &report->looks};
	enum lens_err err =
	    ledger_sighting_each(casework_ledger(report->work), photo->id,
				 report_place, &places, report->fault);
	json_t *thumbnail = NULL, *hidden = NULL, *row;

	if (err == LENS_OK)
		thumbnail = report_thumbnail(report, photo->id, &err);
	if (!report->asked->redact)
		hidden = report_hidden(report->work, photo);
	row = json_pack("{s:I, s:o, s:i, s:i, s:b, s:o, s:o}", "number",
			(json_int_t)photo->id, "source",
			report_text(report->asked->redact ? "" : photo->source),
			"width", (int)photo->width, "height",
			(int)photo->height, "open", places.open, "findings",
			report_findings(report, photo), "places", places.list);
	if (thumbnail != NULL)
		json_object_set_new(row, "thumbnail", thumbnail);
	if (hidden != NULL)
		json_object_set_new(row, "hidden", hidden);
	report->looks.maybe += !places.open && places.maybe;
	report_has(row, "findings");
	report_has(row, "places");
	report_count_remedies(report, photo);
	json_array_append_new(report->photos, row);
	return err;
}

static enum lens_err report_photos(struct report *report)
{
	struct ledger_query query = {.limit = REPORT_PIECE,
				     .order = LEDGER_BY_SIGHTINGS,
				     .descending = true};
	enum lens_err err;
	size_t count;

	do {
		struct ledger_photos *photos;

		err = ledger_photo_list(casework_ledger(report->work), &query,
					report->fault, &photos);
		if (err != LENS_OK)
			return err;
		count = photos->count;
		for (size_t i = 0; i < count && err == LENS_OK; i++)
			err = report_photo(report, &photos->photos[i]);
		query.offset += count;
		ledger_photos_free(photos);
	} while (err == LENS_OK && count == REPORT_PIECE);
	return err;
}

/* ---- Cases ---- */

/* "Deadline: 3 May 2026", after what is there. */
static char *report_when(const struct report *report, char *before,
			 const char *word, int32_t day)
{
	json_t *text = report_day(report, day);
	char *when = base_format("%s%s%s", report_word(report, "report", word),
				 report_word(report, "report", "colon"),
				 json_string_value(text));

	if (day != LAW_NO_DAY)
		before = base_join(before, "; ", when);
	free(when);
	json_decref(text);
	return before;
}

/* The days of a case that is due: that of their answer is not the person's. */
static json_t *report_case_when(const struct report *report,
				const struct casework_case *the_case)
{
	char *when = base_copy("");
	json_t *text;

	when = report_when(report, when, "deadline",
			   the_case->stage == CASEWORK_STAGE_OVERDUE
			       ? the_case->deadline
			       : LAW_NO_DAY);
	when = report_when(report, when, "due", the_case->step.day);
	when = report_when(report, when, "recourse", the_case->recourse);
	text = json_string(when);
	free(when);
	return text;
}

/* With the last day to turn to the authority, where there is one. */
static json_t *report_case_deadline(const struct report *report,
				    const struct casework_case *the_case)
{
	json_t *day = report_day(report, the_case->deadline), *text;
	char *all = base_copy(json_string_value(day));

	all = report_when(report, all, "recourse", the_case->recourse);
	text = json_string(all);
	free(all);
	json_decref(day);
	return text;
}

static bool report_case(void *context, const struct casework_case *the_case)
{
	struct report *report = context;
	bool due = the_case->due;
	const char *reply = the_case->reply < CASEWORK_REPLIES
				? casework_reply_name(the_case->reply)
				: "";

	json_array_append_new(
	    report->cases,
	    json_pack(
		"{s:I, s:o, s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:b}", "number",
		(json_int_t)the_case->id, "name", report_text(the_case->name),
		"reference", report->asked->redact ? "" : the_case->reference,
		"stage", casework_stage_name(the_case->stage), "stage_words",
		report_stage_word(report, the_case->stage, due), "sent",
		report_day(report, the_case->sent), "deadline",
		report_case_deadline(report, the_case), "when",
		report_case_when(report, the_case), "reply",
		reply[0] != '\0' ? report_word(report, "reply", reply) : "",
		"due", due));
	report->due += due;
	return true;
}

/* ---- Sums ---- */

/* A bar as wide as its part of the largest, 100 wide. */
static json_t *report_sites(const struct casework_overview *overview)
{
	json_t *list = json_array();
	size_t most = 1;

	for (size_t i = 0; i < overview->site_count; i++)
		if (overview->sites[i].places > most)
			most = overview->sites[i].places;
	for (size_t i = 0; i < overview->site_count; i++) {
		const struct casework_site *site = &overview->sites[i];
		size_t open = site->access[LEDGER_ACCESS_PUBLIC] +
			      site->access[LEDGER_ACCESS_BROWSERS];
		size_t unknown =
		    site->access[LEDGER_ACCESS_UNKNOWN] + site->not_asked;

		json_array_append_new(
		    list,
		    json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
			      "host", site->host, "photos",
			      (json_int_t)site->photos, "public",
			      (json_int_t)open, "unknown", (json_int_t)unknown,
			      "gone", (json_int_t)site->gone, "bar_public",
			      (json_int_t)(100 * open / most), "bar_unknown",
			      (json_int_t)(100 * unknown / most), "bar_gone",
			      (json_int_t)(100 * site->gone / most)));
	}
	return list;
}

/* What strangers could get on each day of which that is known. */
static json_t *report_over_time(const struct report *report,
				const struct casework_overview *overview)
{
	json_t *list = json_array();
	size_t most = 1;

	for (size_t i = 0; i < overview->history_count; i++)
		for (enum casework_now k = 0; k < CASEWORK_NOWS; k++)
			if (overview->history[i].places[k] > most)
				most = overview->history[i].places[k];
	for (size_t i = 0; i < overview->history_count; i++) {
		const struct casework_then *then = &overview->history[i];
		size_t open = then->places[CASEWORK_NOW_OPEN];
		size_t unknown = then->places[CASEWORK_NOW_UNKNOWN];
		size_t gone = then->places[CASEWORK_NOW_GONE];

		json_array_append_new(
		    list,
		    json_pack("{s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "day",
			      report_day(report, then->day), "public",
			      (json_int_t)open, "unknown", (json_int_t)unknown,
			      "gone", (json_int_t)gone, "other",
			      (json_int_t)then->places[CASEWORK_NOW_OTHER],
			      "bar_public", (json_int_t)(100 * open / most),
			      "bar_unknown", (json_int_t)(100 * unknown / most),
			      "bar_gone", (json_int_t)(100 * gone / most)));
	}
	return list;
}

/* How many photos anybody could fetch: what is not known makes a range. */
static json_t *report_public(const struct report *report,
			     const struct casework_overview *overview)
{
	size_t least = overview->photos_public;

	if (report->looks.maybe == 0)
		return json_sprintf("%zu", least);
	return json_sprintf("%zu\342\200\223%zu", least,
			    least + report->looks.maybe);
}

/* "looked" is empty where nobody did: nothing is none then, and no number of
 * what a look tells is shown. */
static json_t *report_numbers(const struct report *report,
			      const struct casework_overview *overview)
{
	return json_pack(
	    "{s:I, s:o, s:o, s:b, s:I, s:I, s:I, s:I, s:I, s:I, "
	    "s:I}",
	    "photos", (json_int_t)overview->photos, "public",
	    report_public(report, overview), "looked",
	    report_days(report, report->looks.first, report->looks.last),
	    "open", overview->photos_public > 0, "unknown",
	    (json_int_t)overview->access[LEDGER_ACCESS_UNKNOWN], "gone",
	    (json_int_t)overview->gone, "say_where",
	    (json_int_t)overview->say_where, "say_who",
	    (json_int_t)overview->say_who, "asked", (json_int_t)overview->asked,
	    "overdue", (json_int_t)overview->stages[CASEWORK_STAGE_OVERDUE],
	    "erased", (json_int_t)overview->erased);
}

/* One of each kind, for so many photos or pages, as they were on those days. */
static void report_add_to_do(const struct report *report, json_t *list,
			     const json_t *counted, const char *const words[4])
{
	const char *kind;
	json_t *count;

	json_object_foreach((json_t *)counted, kind, count)
	{
		json_t *days = report_days(
		    report, json_integer_value(json_object_get(count, "first")),
		    json_integer_value(json_object_get(count, "last")));

		json_array_append_new(
		    list,
		    json_pack(
			"{s:s, s:s, s:s, s:O, s:o}", "label",
			report_word(report, words[0], kind), "text",
			report_word(report, words[1], kind), "of",
			report_word(report, "report", words[2]), "count",
			json_object_get(count, "count"), "when",
			json_sprintf("%s %s",
				     report_word(report, "report", words[3]),
				     json_string_value(days))));
		json_decref(days);
	}
}

/* What to do: a remedy for each kind of finding that says who or where, in
 * files and on pages. */
static json_t *report_to_do(const struct report *report)
{
	json_t *list = json_array();

	report_add_to_do(
	    report, list, report->remedies,
	    (const char *[]){"finding", "remedy", "of_photos", "read"});
	report_add_to_do(
	    report, list, report->exposed,
	    (const char *[]){"exposed", "exposed_do", "of_pages", "checked"});
	return list;
}

/* A row of a chart, its bar as wide as its part of 100. */
static void report_bar(json_t *list, const char *name, const char *words,
		       size_t count, size_t all)
{
	if (count > 0)
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:I, s:I}", "name", name,
				    "words", words, "count", (json_int_t)count,
				    "bar", (json_int_t)(100 * count / all)));
}

static json_t *report_by_access(const struct report *report,
				const struct casework_overview *overview)
{
	json_t *list = json_array();

	for (enum ledger_access i = LEDGER_ACCESS_PUBLIC; i < LEDGER_ACCESSES;
	     i++)
		report_bar(
		    list, ledger_access_name(i),
		    report_word(report, "report_access", ledger_access_name(i)),
		    overview->access[i], overview->places);
	report_bar(list, "not_asked",
		   report_word(report, "report_access", "not_asked"),
		   overview->not_asked, overview->places);
	report_bar(list, "gone", report_word(report, "report_access", "gone"),
		   overview->gone, overview->places);
	return list;
}

static json_t *report_by_stage(const struct report *report,
			       const struct casework_overview *overview)
{
	json_t *list = json_array();
	size_t all = 0;

	for (enum casework_stage i = 0; i < CASEWORK_STAGES; i++)
		all += overview->stages[i];
	for (enum casework_stage i = 0; i < CASEWORK_STAGES; i++)
		report_bar(list, casework_stage_name(i),
			   report_stage_word(report, i, false),
			   overview->stages[i], all);
	return list;
}

/* ---- The page ---- */

/* Browsers leave undrawn what is not on the screen, and look at each such
 * piece again and again: many photos are one. */
static void report_in_pieces(json_t *photos)
{
	size_t whole = json_array_size(photos) / REPORT_DRAWN * REPORT_DRAWN;

	for (size_t i = 0; i < whole; i++) {
		json_t *photo = json_array_get(photos, i);

		if (i % REPORT_DRAWN == 0)
			json_object_set_new(photo, "begins", json_true());
		if ((i + 1) % REPORT_DRAWN == 0)
			json_object_set_new(photo, "ends", json_true());
	}
}

static enum lens_err report_render(struct report *report,
				   const struct casework_overview *overview,
				   struct base_buffer *out)
{
	json_t *known = json_pack(
	    "{s:s, s:O, s:b, s:o, s:o, s:o, s:o, s:O, s:O, s:b}", "lang",
	    law_language_name(report->asked->language), "w", report->words,
	    "redact", report->asked->redact, "today",
	    report_day(report, report->asked->today), "numbers",
	    report_numbers(report, overview), "sites", report_sites(overview),
	    "to_do", report_to_do(report), "photos", report->photos, "cases",
	    report->cases, "due", report->due > 0);
	enum lens_err err;

	report_in_pieces(report->photos);
	json_object_set(known, "audits", report->audits);
	if (report->changes != NULL)
		json_object_set(known, "changes", report->changes);
	json_object_set_new(known, "accesses",
			    report_by_access(report, overview));
	json_object_set_new(known, "stages", report_by_stage(report, overview));
	json_object_set_new(known, "history",
			    report_over_time(report, overview));
	report_has(known, "history");
	report_has(known, "accesses");
	report_has(known, "stages");
	report_has(known, "sites");
	report_has(known, "cases");
	err = report->asked->pdf ? report_plain(report, known, out)
				 : report_page("report/report.mustache", known,
					       report->fault, out);
	json_decref(known);
	return err;
}

enum lens_err casework_report(struct casework *work,
			      const struct casework_report *asked,
			      struct ledger_fault *fault,
			      struct base_buffer *out)
{
	struct casework_report as = *asked;
	struct report report = {.asked = &as,
				.work = work,
				.fault = fault,
				.words = words_of(asked->language),
				.photos = json_array(),
				.cases = json_array(),
				.audits = json_array(),
				.exposed = json_object(),
				.remedies = json_object()};
	struct casework_overview overview = {.photos = 0};
	enum lens_err err = report.words ? LENS_OK : words_missing(fault);

	as.language = words_language(asked->language);
	if (err == LENS_OK)
		err = casework_laws(work, fault, &report.laws);
	if (err == LENS_OK)
		err = casework_overview(work, asked->today, fault, &overview);
	if (err == LENS_OK)
		err = report_audits(&report);
	if (err == LENS_OK)
		err = report_changes(&report);
	if (err == LENS_OK)
		err = report_photos(&report);
	if (err == LENS_OK)
		err = casework_case_each(work, 0, as.today, as.language,
					 report_case, &report, fault);
	if (err == LENS_OK)
		err = report_render(&report, &overview, out);
	casework_overview_free(&overview);
	json_decref(report.words);
	json_decref(report.photos);
	json_decref(report.cases);
	json_decref(report.audits);
	json_decref(report.changes);
	json_decref(report.exposed);
	json_decref(report.remedies);
	return err;
}
