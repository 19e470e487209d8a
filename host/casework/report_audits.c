/* report_audits.c: what audits came to, in the report. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_audit.h>
#include <lenscap/casework_recheck.h>

#include "report.h"
#include "report_hidden.h"

static const char *audits_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* Details name people, places, addresses. */
static json_t *audits_shown(const struct report *report, const char *text)
{
	return report_text(report->asked->redact ? "" : text);
}

/* What is said of a file or its size stands beside its picture, in words of the
 * language; here is which file. */
static bool audits_is_of_file(const char *kind)
{
	return strncmp(kind, "file_", 5) == 0 ||
	       strcmp(kind, "photo_public") == 0;
}

/* gone: photos that were there when it was judged are not any more. */
static json_t *audits_exposed(struct report *report, const json_t *audit,
			      int64_t made, bool gone)
{
	json_t *list = json_array(), *row;
	const json_t *exposed;
	const char *before = "";
	bool was_sure = false;
	size_t i;

	json_array_foreach(json_object_get(audit, "exposed"), i, exposed)
	{
		const char *kind = audits_text(exposed, "kind");
		const char *severity = audits_text(exposed, "severity");
		bool sure = json_is_true(json_object_get(exposed, "sure"));
		bool first = strcmp(kind, before) != 0;

		/* Where details are left out, one line says all it can. */
		if (report->asked->redact && !first && sure == was_sure)
			continue;
		row = json_pack(
		    "{s:s, s:s, s:s, s:o, s:b, s:s, s:o}", "severity", severity,
		    "severity_words", report_word(report, "severity", severity),
		    "label", report_word(report, "exposed", kind), "detail",
		    audits_shown(report,
				 audits_text(exposed, audits_is_of_file(kind)
							  ? "subject"
							  : "detail")),
		    "sure", sure, "remedy",
		    first ? report_word(report, "exposed_do", kind) : "",
		    "where",
		    report_detail(report, "where",
				  audits_text(json_object_get(exposed, "where"),
					      "setting")));
		json_array_append_new(list, row);
		if (first && sure && !gone && strcmp(severity, "low") != 0)
			/* A place may have been looked at after its page
			 * was judged. */
			report_count(report->exposed, kind, made);
		before = kind;
		was_sure = sure;
	}
	return list;
}

/* What makes the grade a range, or could have. */
static json_t *audits_unlearned(struct report *report, const json_t *audit)
{
	const json_t *all = json_object_get(audit, "unlearned"), *one;
	size_t i, count = json_array_size(all);
	char *text = base_format("%zu", count);
	json_t *shown = report_text("");

	json_array_foreach(all, i, one)
	{
		json_t *url = report_address(report, audits_text(one, "url"));

		if (i < CASEWORK_UNLEARNED_SHOWN)
			text = base_join(
			    text,
			    i == 0 ? report_word(report, "report", "colon")
				   : ", ",
			    json_string_value(url));
		json_decref(url);
	}
	if (count > CASEWORK_UNLEARNED_SHOWN)
		text = base_join(text, ", ", "\342\200\246");
	if (count > 0)
		json_string_set(shown, text);
	free(text);
	return shown;
}

static void audits_pictures(struct report *report, json_t *row,
			    const json_t *served, enum lens_err *err)
{
	const char *small = audits_text(served, "small");
	json_t *own = report_thumbnail(
	    report, json_integer_value(json_object_get(served, "photo")), err);
	char *theirs;

	if (own != NULL)
		json_object_set_new(row, "own", own);
	if (small[0] == '\0' || report->asked->redact)
		return;
	theirs = base_format(REPORT_IMAGE "%s", small);
	json_object_set_new(row, "theirs", json_string(theirs));
	free(theirs);
}

static char *audits_size(const json_t *object)
{
	return base_format(
	    "%lld \303\227 %lld",
	    (long long)json_integer_value(json_object_get(object, "width")),
	    (long long)json_integer_value(json_object_get(object, "height")));
}

/* The number in the place of name, such as "{n}"; text is freed. */
static char *audits_fill(char *text, const char *name, json_int_t number)
{
	char *at = strstr(text, name), *filled;

	if (at == NULL)
		return text;
	filled = base_format("%.*s%lld%s", (int)(at - text), text,
			     (long long)number, at + strlen(name));
	free(text);
	return filled;
}

/* Of a photo that was kept before anybody looked for faces: nothing. */
static json_t *audits_faces(struct report *report, const json_t *served)
{
	const char *state = audits_text(served, "faces_state");
	json_int_t count =
	    json_integer_value(json_object_get(served, "faces_count"));
	json_t *words;
	char *text;

	if (state[0] == '\0' || strcmp(state, "not_asked") == 0)
		return report_text("");
	if (strcmp(state, "looked") == 0)
		state = count == 0 ? "none" : count == 1 ? "one" : "other";
	text = base_copy(report_word(report, "faces", state));
	text = audits_fill(text, "{n}", count);
	text = audits_fill(
	    text, "{width}",
	    json_integer_value(json_object_get(served, "faces_width")));
	text = audits_fill(
	    text, "{least}",
	    json_integer_value(json_object_get(served, "faces_least")));
	words = report_text(text);
	free(text);
	return words;
}

static json_t *audits_served(struct report *report, const json_t *audit,
			     enum lens_err *err)
{
	json_t *list = json_array();
	const json_t *served;
	size_t i;

	json_array_foreach(json_object_get(audit, "served"), i, served)
	{
		const json_t *larger = json_object_get(served, "larger");
		char *mine = audits_size(json_object_get(served, "original"));
		char *theirs = audits_size(served);
		char *more = json_is_object(larger) ? audits_size(larger)
						    : base_copy("");
		json_t *row = json_pack(
		    "{s:O, s:s, s:s, s:s, s:o, s:o, s:o}", "photo",
		    json_object_get(served, "photo"), "own_size", mine, "size",
		    theirs, "larger", more, "gives",
		    report_kinds(report, json_object_get(served, "gives")),
		    "removed",
		    report_kinds(report, json_object_get(served, "removed")),
		    "faces", audits_faces(report, served));

		if (*err == LENS_OK)
			audits_pictures(report, row, served, err);
		json_array_append_new(list, row);
		free(mine);
		free(theirs);
		free(more);
	}
	return list;
}

/* The ledger's rows are gone once a small picture is asked for. */
static bool audits_take(void *context, const struct ledger_audit *audit)
{
	json_t *list = context, *row;

	row = json_pack("{s:s, s:s, s:I, s:o?}", "page", audit->page, "grade",
			audit->grade, "made", (json_int_t)audit->made, "audit",
			json_loads(audit->content, 0, NULL));
	json_array_append_new(list, row);
	return true;
}

static int audits_worst(const void *one, const void *other)
{
	const json_t *const *a = one, *const *b = other;

	return strcmp(audits_text(*b, "grade"), audits_text(*a, "grade"));
}

/* ---- What has become of a page since ---- */

/* Pages whose every photo is gone: when that was last seen; 0: not so. */
struct audits_gone {
	struct ledger *ledger;
	json_t *pages;
};

static bool audits_place(void *context, const struct ledger_sighting *sighting)
{
	struct audits_gone *all = context;
	const char *page = sighting->page != NULL && sighting->page[0] != '\0'
			       ? sighting->page
			       : sighting->place;
	const json_t *known = json_object_get(all->pages, page);
	json_int_t before = json_integer_value(known), now = 0;

	if (sighting->gone)
		now = casework_times(all->ledger, sighting).looked;
	if (known != NULL && (before == 0 || now == 0))
		now = 0;
	else if (before > now)
		now = before;
	json_object_set_new(all->pages, page, json_integer(now));
	return true;
}

static enum lens_err audits_pages(struct report *report, json_t *pages)
{
	struct audits_gone all = {casework_ledger(report->work), pages};

	return ledger_sighting_each(all.ledger, 0, audits_place, &all,
				    report->fault);
}

/* "5 December 2026: gone ...", where that was later than the page's check. */
static json_t *audits_since(const struct report *report, int64_t gone)
{
	json_t *day = report_day_of(report, gone);
	json_t *since =
	    gone == 0
		? report_text("")
		: json_sprintf("%s%s%s", json_string_value(day),
			       report_word(report, "report", "colon"),
			       report_word(report, "report_access", "gone"));

	json_decref(day);
	return since;
}

static json_t *audits_row(struct report *report, const json_t *kept,
			  const json_t *pages, enum lens_err *err)
{
	const json_t *audit = json_object_get(kept, "audit");
	const char *grade = audits_text(kept, "grade");
	int64_t made = json_integer_value(json_object_get(kept, "made"));
	json_int_t left =
	    json_integer_value(json_object_get(audit, "served_left"));
	int64_t gone = json_integer_value(
	    json_object_get(pages, audits_text(kept, "page")));
	char letter[2] = {grade[0], '\0'};
	json_t *row;

	gone = gone > made ? gone : 0;
	row = json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			"grade", grade, "letter", letter, "page",
			report_address(report, audits_text(kept, "page")),
			"title",
			audits_shown(report, audits_text(audit, "title")),
			"day", report_day_of(report, made), "exposed",
			audits_exposed(report, audit, made, gone > 0), "since",
			audits_since(report, gone), "unlearned",
			audits_unlearned(report, audit), "served",
			audits_served(report, audit, err));

	report_has(row, "exposed");
	if (left > 0)
		json_object_set_new(row, "served_left", json_integer(left));
	return row;
}

enum lens_err report_audits(struct report *report)
{
	json_t *list = json_array(), *pages = json_object();
	size_t count;
	const json_t **rows;
	enum lens_err err = ledger_audit_each(casework_ledger(report->work),
					      audits_take, list, report->fault);

	if (err == LENS_OK)
		err = audits_pages(report, pages);

	count = json_array_size(list);
	rows = base_alloc(count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++)
		rows[i] = json_array_get(list, i);
	qsort(rows, count, sizeof(*rows), audits_worst);
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		json_array_append_new(report->audits,
				      audits_row(report, rows[i], pages, &err));
	free(rows);
	json_decref(pages);
	json_decref(list);
	return err;
}
