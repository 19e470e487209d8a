/* report_words.c: what all parts of a report are written with. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_findings.h>
#include <lenscap/letter_forms.h>

#include "report.h"
#include "report_hidden.h"
#include "session.h"

const char *report_word(const struct report *report, const char *group,
			const char *name)
{
	char *key = base_format("%s_%s", group, name);
	const char *word =
	    json_string_value(json_object_get(report->words, key));

	free(key);
	return word ? word : name;
}

/* The report's words are those of the extension, by their keys. */
static const char *report_said(const void *context, const char *key,
			       const char *english)
{
	const char *word = report_word(context, "detail", key);

	return word != key ? word : english;
}

json_t *report_detail(const struct report *report, const char *kind,
		      const char *detail)
{
	char *said = letter_detail(kind, detail, report_said, report);
	json_t *text = report_text(said);

	free(said);
	return text;
}

const char *report_state_word(const struct report *report,
			      enum ledger_state state)
{
	bool other = state == LEDGER_ABSENT || state == LEDGER_CHANGED;

	return report_word(report, other ? "report_was" : "report_access",
			   ledger_state_name(state));
}

const char *report_stage_word(const struct report *report,
			      enum casework_stage stage, bool due)
{
	bool rests = stage == CASEWORK_STAGE_REPLIED && !due;

	return report_word(report, "stage",
			   rests ? "answered" : casework_stage_name(stage));
}

json_t *report_day(const struct report *report, int32_t day)
{
	char text[48] = "";

	if (day != LAW_NO_DAY)
		law_day_words(report->laws, day, report->asked->language, text);
	return json_string(text);
}

json_t *report_day_of(const struct report *report, int64_t moment)
{
	return report_day(report,
			  moment > 0 ? casework_day_of(moment) : LAW_NO_DAY);
}

json_t *report_days(const struct report *report, int64_t first, int64_t last)
{
	json_t *from = report_day_of(report, first);
	json_t *to = report_day_of(report, last);
	json_t *days =
	    json_equal(from, to)
		? json_incref(from)
		: json_sprintf("%s \342\200\223 %s", json_string_value(from),
			       json_string_value(to));

	json_decref(from);
	json_decref(to);
	return days;
}

void report_count(json_t *kinds, const char *kind, int64_t moment)
{
	const json_t *before = json_object_get(kinds, kind);
	json_int_t count = 0, first = moment, last = moment, old, new;

	if (before != NULL) {
		json_unpack((json_t *)before, "{s:I, s:I, s:I}", "count",
			    &count, "first", &old, "last", &new);
		first = old < first ? old : first;
		last = new > last ? new : last;
	}
	json_object_set_new(kinds, kind,
			    json_pack("{s:I, s:I, s:I}", "count", count + 1,
				      "first", first, "last", last));
}

json_t *report_text(const char *text)
{
	char line[1024];

	if (text == NULL)
		return json_string("");
	base_printable(line, sizeof(line), base_view_of(text));
	return json_string(line);
}

json_t *report_kinds(const struct report *report, const json_t *kinds)
{
	char *all = base_copy("");
	const json_t *kind;
	json_t *value;
	size_t i;

	json_array_foreach(kinds, i, kind)
	{
		all = base_join(
		    all, ", ",
		    report_word(report, "finding", json_string_value(kind)));
	}
	value = report_text(all);
	free(all);
	return value;
}

json_t *report_kind_bits(const struct report *report, uint64_t kinds)
{
	json_t *names = json_array(), *words;

	for (enum ipc_finding_kind i = 0; i < IPC_FINDINGS; i++)
		if (kinds >> i & 1)
			json_array_append_new(
			    names, json_string(casework_finding(i)->kind));
	words = report_kinds(report, names);
	json_decref(names);
	return words;
}

json_t *report_address(const struct report *report, const char *address)
{
	char host[BASE_HOST_MAX] = "";

	if (!report->asked->redact)
		return report_text(address);
	if (strstr(address, "://") != NULL)
		(void)!base_url_host(address, host);
	return report_text(host);
}

json_t *report_thumbnail(const struct report *report, int64_t photo,
			 enum lens_err *err)
{
	struct base_buffer jpeg;
	json_t *value = NULL;

	if (report->asked->redact || report->asked->pdf)
		return NULL;
	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	*err = ledger_blob_get(casework_ledger(report->work), photo,
			       LEDGER_BLOB_THUMBNAIL, report->fault, &jpeg);
	if (*err == LENS_OK)
		value = report_image(&jpeg);
	else if (*err == LENS_NOT_FOUND)
		*err = LENS_OK;
	base_buffer_free(&jpeg);
	return value;
}

void report_has(json_t *object, const char *list)
{
	char *name = base_format("has_%s", list);

	json_object_set_new(
	    object, name,
	    json_boolean(json_array_size(json_object_get(object, list)) > 0));
	free(name);
}
