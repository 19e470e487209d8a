/* report.h: a report on its way, from within. */
#ifndef LENSCAP_CASEWORK_REPORT_RUN_H
#define LENSCAP_CASEWORK_REPORT_RUN_H

#include <jansson.h>

#include <lenscap/casework_cases.h>
#include <lenscap/casework_report.h>
#include <lenscap/ledger_sightings.h>

/* What looks at all photos' places came to. */
struct report_looks {
	size_t maybe; /* photos that were open nowhere, as far as known */
	int64_t first, last; /* the last look at a place, of all; 0: none */
};

struct report {
	const struct casework_report *asked;
	struct casework *work;
	const struct law_set *laws; /* whose words days are in */
	struct ledger_fault *fault;
	json_t *words, *photos, *cases, *audits;
	json_t *remedies; /* kind -> report_count() of photos, when read */
	json_t *exposed;  /* kind -> the same of pages, when checked */
	struct report_looks looks;
	json_t *changes; /* of places, or NULL where none was seen twice */
	int due;
};

/* A word of the language, or the key, which a test does not let happen. */
const char *report_word(const struct report *report, const char *group,
			const char *name);

/* The detail of a finding or of what is exposed, which its readers put in
 * English. */
json_t *report_detail(const struct report *report, const char *kind,
		      const char *detail);

/* A day in words ("29 November 2026"), that of a moment; "" for none. */
json_t *report_day(const struct report *report, int32_t day);
json_t *report_day_of(const struct report *report, int64_t moment);

/* The day, or the first and the last of several; "" for none. */
json_t *report_days(const struct report *report, int64_t first, int64_t last);

/* One more of a kind, at that moment: kind -> {count, first, last}. */
void report_count(json_t *kinds, const char *kind, int64_t moment);

/* Text of a stranger's, as far as it can be shown. */
json_t *report_text(const char *text);

/* Kinds of findings, an array of their names, or bits of enum
 * ipc_finding_kind, in words with commas between. */
json_t *report_kinds(const struct report *report, const json_t *kinds);
json_t *report_kind_bits(const struct report *report, uint64_t kinds);

/* An address; in a copy to be shown to others only its site. */
json_t *report_address(const struct report *report, const char *address);

/* "data:image/jpeg;base64,..." of a photo; NULL for none. */
json_t *report_thumbnail(const struct report *report, int64_t photo,
			 enum lens_err *err);

/* What was found instead of a photo that was not there as it should be. */
const char *report_state_word(const struct report *report,
			      enum ledger_state state);

/* Where a case stands: an answer is the person's turn only where one is due. */
const char *report_stage_word(const struct report *report,
			      enum casework_stage stage, bool due);

/* "has_places": true where a list is not empty, for what stands round it. */
void report_has(json_t *object, const char *list);

/* What is known, by the template of that name ("report/report.mustache"),
 * appended to the initialised buffer *out. */
LENS_MUST enum lens_err report_page(const char *name, json_t *known,
				    struct ledger_fault *fault,
				    struct base_buffer *out);

/* The same as PDF, by the typesetter. */
LENS_MUST enum lens_err report_plain(const struct report *report,
				     const json_t *known,
				     struct base_buffer *out);

/* What audits came to, the worst first, into report->audits. */
LENS_MUST enum lens_err report_audits(struct report *report);

/* What became of places between two looks, into report->changes. */
LENS_MUST enum lens_err report_changes(struct report *report);

#endif
