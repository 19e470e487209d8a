/*
 * report_sheet.c: what strangers could get at each place, look by look, with
 * the chain that ties the looks to each other.  No day of today is in it, so
 * that the same record gives the same bytes.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/casework_changes.h>

#include "refusal.h"
#include "report.h"
#include "session.h"
#include "words.h"

#define SHEET_LINES_MAX (16u << 20) /* bytes of one place's chain */
#define SHEET_MOMENT 24

struct sheet {
	struct report report;
	const struct casework_sheet *asked;
	json_t *places;
	/* Of the place whose looks are read. */
	json_t *looks;
	struct base_buffer lines;
	bool open; /* a stranger got the photo at one of them */
	enum lens_err err;
};

/* ---- A look ---- */

static const char *sheet_moment(int64_t moment, char out[SHEET_MOMENT])
{
	time_t second = (time_t)(moment / 1000);
	struct tm at;

	out[0] = '\0';
	if (gmtime_r(&second, &at) != NULL)
		strftime(out, SHEET_MOMENT, "%Y-%m-%d %H:%M:%S", &at);
	return out;
}

/* Not where a page with a link was all there was, or a site was left alone. */
static bool sheet_is_look(const struct ledger_look *look)
{
	return strcmp(look->why, "not_asked") != 0;
}

static const char *sheet_found(const struct report *report,
			       const struct ledger_look *look)
{
	if (!sheet_is_look(look))
		return report_word(report, "report", "sheet_not_asked");
	if (look->state == LEDGER_THERE)
		return report_word(report, "report_access",
				   ledger_access_name(look->access));
	return report_state_word(report, look->state);
}

static char *sheet_ways(const struct report *report, unsigned ways)
{
	static const char *const names[] = {"page", "address", "browser"};
	char *all = base_copy("");

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (ways >> i & 1)
			all = base_join(
			    all, ", ",
			    report_word(report, "report_way", names[i]));
	return all;
}

static json_t *sheet_look(const struct report *report,
			  const struct ledger_look *look)
{
	char when[SHEET_MOMENT], again[SHEET_MOMENT], sum[65] = "",
						      tag[65] = "";
	char *answer =
	    look->answer ? base_format("%u", look->answer) : base_copy("");
	char *bytes =
	    look->own.bytes
		? base_format("%llu", (unsigned long long)look->own.bytes)
		: base_copy("");
	char *size = base_format("%s, %u x %u", look->own.format,
				 look->own.width, look->own.height);
	char *how = sheet_ways(report, look->ways);
	json_t *row;

	base_hex(sum, look->own.sha256, sizeof(look->own.sha256));
	if (look->tagged)
		base_hex(tag, look->tag, sizeof(look->tag));
	row = json_pack(
	    "{s:i, s:s, s:s, s:s, s:b, s:o, s:s, s:s, s:s, s:s, s:s, s:o, s:b, "
	    "s:o, s:s}",
	    "number", (int)look->number, "when",
	    sheet_moment(look->first, when), "again",
	    look->times > 1 ? sheet_moment(look->last, again) : "", "found",
	    sheet_found(report, look), "looked", sheet_is_look(look), "asked",
	    report_text(look->address), "how", how, "answer", answer, "bytes",
	    bytes, "size", size, "sum", sum, "headers",
	    report_text(look->headers), "read", look->gives[0] != '\0', "gave",
	    report_kind_bits(report, casework_gives(look->gives)), "tag", tag);
	free(answer);
	free(bytes);
	free(size);
	free(how);
	return row;
}

/* "tag TAB line", as it is to be checked. */
static enum lens_err sheet_line(struct base_buffer *lines,
				const struct ledger_look *look)
{
	char tag[66];
	enum lens_err err;

	if (!look->tagged)
		return LENS_OK;
	base_hex(tag, look->tag, sizeof(look->tag));
	tag[64] = '\t';
	tag[65] = '\0';
	err = base_buffer_add_text(lines, tag);
	if (err == LENS_OK)
		err = ledger_look_line(look, lines);
	return err == LENS_OK ? base_buffer_add_text(lines, "\n") : err;
}

static bool sheet_take(void *context, const struct ledger_look *look)
{
	struct sheet *sheet = context;

	sheet->open |= look->state == LEDGER_THERE &&
		       (look->access == LEDGER_ACCESS_PUBLIC ||
			look->access == LEDGER_ACCESS_BROWSERS);
	json_array_append_new(sheet->looks, sheet_look(&sheet->report, look));
	sheet->err = sheet_line(&sheet->lines, look);
	return sheet->err == LENS_OK;
}

/* ---- A place ---- */

static bool sheet_place(void *context, const struct ledger_sighting *sighting)
{
	struct sheet *sheet = context;
	const struct report *report = &sheet->report;

	if (sighting->access == LEDGER_ACCESS_NONE ||
	    !session_photo_chosen(sheet->asked->photos,
				  sheet->asked->photo_count, sighting->photo))
		return true;
	sheet->open = false;
	sheet->looks = json_array();
	base_buffer_init(&sheet->lines, SHEET_LINES_MAX);
	sheet->err =
	    ledger_look_each(casework_ledger(report->work), sighting->id,
			     sheet_take, sheet, report->fault) == LENS_OK
		? sheet->err
		: LENS_SYSTEM;
	if (sheet->err == LENS_OK && sheet->open)
		json_array_append_new(
		    sheet->places,
		    json_pack("{s:I, s:I, s:o, s:o, s:o, s:O, s:o}", "number",
			      (json_int_t)sighting->id, "photo",
			      (json_int_t)sighting->photo, "page",
			      report_text(sighting->page), "title",
			      report_text(sighting->title), "address",
			      report_text(sighting->place), "looks",
			      sheet->looks, "lines",
			      json_stringn((const char *)sheet->lines.data,
					   sheet->lines.size)));
	json_decref(sheet->looks);
	base_buffer_free(&sheet->lines);
	return sheet->err == LENS_OK;
}

/* What only the ledger's other rows have, when its places are read. */
static enum lens_err sheet_photos(struct sheet *sheet)
{
	struct report *report = &sheet->report;
	enum lens_err err = LENS_OK;
	json_t *place;
	size_t i;

	json_array_foreach(sheet->places, i, place)
	{
		int64_t id =
		    json_integer_value(json_object_get(place, "photo"));
		struct ledger_photos *photos = NULL;
		json_t *small = NULL;
		char sum[65];

		err = ledger_photo_get(casework_ledger(report->work), id,
				       report->fault, &photos);
		if (err == LENS_OK) {
			base_hex(sum, photos->photos[0].sha256, 32);
			json_object_set_new(place, "original",
					    json_string(sum));
			small = report_thumbnail(report, id, &err);
		}
		if (small != NULL)
			json_object_set_new(place, "thumbnail", small);
		ledger_photos_free(photos);
		if (err != LENS_OK)
			break;
	}
	return err;
}

/* ---- The page ---- */

enum lens_err casework_sheet(struct casework *work,
			     const struct casework_sheet *asked,
			     struct ledger_fault *fault,
			     struct base_buffer *out, size_t *places)
{
	const struct casework_report as = {.language =
					       words_language(asked->language)};
	struct sheet sheet = {.report = {.asked = &as,
					 .work = work,
					 .fault = fault,
					 .words = words_of(asked->language)},
			      .asked = asked,
			      .places = json_array()};
	json_t *known;
	enum lens_err err = sheet.report.words ? LENS_OK : words_missing(fault);

	*places = 0;
	if (err == LENS_OK)
		err = session_photos_kept(work, asked->photos,
					  asked->photo_count, fault);
	if (err == LENS_OK)
		err = ledger_sighting_each(casework_ledger(work), 0,
					   sheet_place, &sheet, fault);
	if (err == LENS_OK && sheet.err != LENS_OK)
		err = sheet.err == LENS_TOO_BIG
			  ? refusal_say(fault, LEDGER_FAULT_ARGUMENT,
					"There are too many looks at one place "
					"for a sheet.")
			  : sheet.err;
	if (err == LENS_OK)
		err = sheet_photos(&sheet);
	if (err == LENS_OK) {
		known = json_pack("{s:s, s:O, s:O}", "lang",
				  law_language_name(as.language), "w",
				  sheet.report.words, "places", sheet.places);
		report_has(known, "places");
		err = report_page("report/sheet.mustache", known, fault, out);
		*places = json_array_size(sheet.places);
		json_decref(known);
	}
	json_decref(sheet.report.words);
	json_decref(sheet.places);
	return err;
}
