/* explain.c: a deadline's sum as a sentence, with its norms. */
#include <stdlib.h>
#include <string.h>

#include "deadline.h"

#define EXPLAIN_MAX 8192

static void explain_say(struct base_buffer *out, const struct deadline *sum,
			enum law_language language, enum words_deadline piece,
			const char *const values[4])
{
	set_say(out, sum->set->words[language].deadline[piece], values, 4);
}

/* "Tuesday" */
static const char *explain_weekday(const struct deadline *sum,
				   enum law_language language, int32_t day)
{
	const char *name =
	    sum->set->words[language].weekdays[law_weekday(day) - 1];

	return name ? name : "";
}

/* "3 months"; the caller frees it. */
static char *explain_count(const struct deadline *sum,
			   enum law_language language, enum law_unit unit,
			   unsigned count)
{
	char *number = base_format("%u", count), *text;
	const char *const values[] = {number};

	text = set_said(sum->set->words[language].units[unit][count != 1],
			values, 1);
	free(number);
	return text;
}

static void explain_period(const struct deadline *sum,
			   const struct law_deadline *result,
			   enum law_language language, struct base_buffer *out)
{
	const struct law *law = sum->law;
	unsigned count =
	    law->response.count + (result->extended ? law->extension.count : 0);
	char *words = explain_count(sum, language, law->response.unit, count);
	char *cites =
	    set_cites(sum->set,
		      result->extended && law->extension.norms.count > 0
			  ? sum->norms[DEADLINE_EXTENSION]
			  : sum->norms[DEADLINE_RESPONSE],
		      language);
	char day[48];

	explain_say(out, sum, language,
		    result->extended && law->extension.count > 0
			? WORDS_EXTENDED
			: WORDS_PERIOD,
		    (const char *[4]){words, cites, "", ""});
	law_day_words(sum->set, sum->counted, language, day);
	explain_say(
	    out, sum, language, count == 1 ? WORDS_END : WORDS_ENDS,
	    (const char *[4]){day, explain_weekday(sum, language, sum->counted),
			      "", ""});
	free(words);
	free(cites);
}

static void explain_pause(const struct deadline *sum,
			  const struct law_deadline *result,
			  enum law_language language, struct base_buffer *out)
{
	char *words =
	    explain_count(sum, language, LAW_DAYS, (unsigned)sum->stopped);
	char *cites = set_cites(sum->set, sum->norms[DEADLINE_PAUSE], language);
	char day[48];

	law_day_words(sum->set, result->nominal, language, day);
	explain_say(
	    out, sum, language, WORDS_PAUSE,
	    (const char *[4]){words, cites, day,
			      explain_weekday(sum, language, result->nominal)});
	free(words);
	free(cites);
}

/* Why the time begins later than the day of receipt. */
static void explain_start(const struct deadline *sum,
			  enum law_language language, struct base_buffer *out)
{
	char *cites =
	    set_cites(sum->set, sum->norms[DEADLINE_BEGINS], language);
	char day[48];

	law_day_words(sum->set, sum->start, language, day);
	explain_say(out, sum, language, sum->fee ? WORDS_FEE : WORDS_ANEW,
		    (const char *[4]){day, cites, "", ""});
	free(cites);
}

/* The day they named, and whether it holds. */
static void explain_named(const struct deadline *sum,
			  const struct law_deadline *result,
			  enum law_language language, struct base_buffer *out)
{
	char day[48];

	law_day_words(sum->set, sum->named, language, day);
	explain_say(
	    out, sum, language,
	    sum->named_holds	       ? WORDS_NAMED
	    : sum->named > result->due ? WORDS_BEYOND
				       : WORDS_SHORTER,
	    (const char *[4]){day, explain_weekday(sum, language, sum->named),
			      "", ""});
}

/* Pauses by a rule that did not hold for this request. */
static void explain_ignored(const struct deadline *sum,
			    enum law_language language, struct base_buffer *out)
{
	char *cites = set_cites(sum->set, sum->law->pauses_since, language);
	char day[48];

	law_day_words(sum->set, sum->law->pauses_from, language, day);
	explain_say(out, sum, language, WORDS_IGNORED,
		    (const char *[4]){day, cites, "", ""});
	free(cites);
}

/* The first day, from the counted end on, that is a holiday in parts of the
 * country only; LAW_NO_DAY: none was passed over, and none is the last. */
static int32_t explain_part(const struct set_country *country,
			    const struct law_deadline *result)
{
	for (int32_t day = result->nominal; day <= result->due; day++)
		if (law_weekday(day) < 6 &&
		    set_holiday(country, "", day) == NULL &&
		    set_part_rests(country, day))
			return day;
	return LAW_NO_DAY;
}

static void explain_part_of(const struct deadline *sum,
			    const struct law_deadline *result,
			    const struct set_country *country,
			    enum words_deadline says,
			    enum law_language language, struct base_buffer *out)
{
	int32_t part = explain_part(country, result);
	char day[48];

	if (part == LAW_NO_DAY)
		return;
	law_day_words(sum->set, part, language, day);
	explain_say(out, sum, language, says,
		    (const char *[4]){day, country->name[language], "", ""});
}

/* A last day that is a holiday in parts only, when no part is known. */
static void explain_parts(const struct deadline *sum,
			  const struct law_deadline *result,
			  enum law_language language, struct base_buffer *out)
{
	static const enum words_deadline says[] = {
	    [LAW_PARTS_NONE] = WORDS_PARTS,
	    [LAW_PARTS_OWN] = WORDS_LATEST,
	    [LAW_PARTS_THEIRS] = WORDS_THEIRS};
	if (!sum->law->rolls)
		return;
	if (sum->question->region[0] == '\0')
		explain_part_of(sum, result, sum->country,
				says[sum->question->latest], language, out);
	if (sum->there != NULL)
		explain_part_of(sum, result, sum->there, WORDS_THEIRS, language,
				out);
}

/* Each day that was passed over; the nominal one's weekday is said already. */
static void explain_roll(const struct deadline *sum,
			 const struct law_deadline *result,
			 enum law_language language, struct base_buffer *out)
{
	char text[48];

	for (int32_t day = result->nominal; day < result->due; day++) {
		const struct set_country *country = sum->country;
		const struct set_rule *holiday =
		    set_holiday(country, sum->question->region, day);

		if (holiday == NULL && sum->there != NULL) {
			country = sum->there;
			holiday = set_holiday(country, "", day);
		}
		law_day_words(sum->set, day, language, text);
		if (holiday != NULL)
			explain_say(
			    out, sum, language, WORDS_HOLIDAY,
			    (const char *[4]){text, holiday->name[language],
					      country->name[language], ""});
		else if (day != result->nominal && law_weekday(day) >= 6)
			explain_say(out, sum, language, WORDS_FREE,
				    (const char *[4]){
					text,
					explain_weekday(sum, language, day), "",
					""});
	}
}

static void explain_late(const struct deadline *sum,
			 const struct law_deadline *result,
			 enum law_language language, struct base_buffer *out)
{
	char *cites =
	    set_cites(sum->set, sum->norms[DEADLINE_EXTENSION], language);
	char told[48], by[48];

	law_day_words(sum->set, sum->question->extended_on, language, told);
	law_day_words(sum->set, result->announce_by, language, by);
	explain_say(out, sum, language, WORDS_LATE,
		    (const char *[4]){told, by, cites, ""});
	free(cites);
}

/* What was used by a rule that has not been checked: its norms, or those that
 * are unchecked themselves. */
static struct law_norms explain_unchecked(const struct deadline *sum,
					  const struct law_deadline *result)
{
	const struct law *law = sum->law;
	const bool paused =
	    sum->stopped > 0 || sum->start != sum->question->received;
	const bool checked[DEADLINE_NORMS] = {
	    [DEADLINE_RESPONSE] = law->response.verified,
	    [DEADLINE_EXTENSION] =
		law->extension.verified ||
		(!result->extended && !result->extension_late),
	    [DEADLINE_COUNTING] = law->rolls_verified || !law->rolls,
	    [DEADLINE_PAUSE] = law->pause_verified || sum->stopped == 0,
	    [DEADLINE_BEGINS] = law->pause_verified || !paused,
	};
	struct law_norms out = set_unverified(sum->set, result->norms);

	for (size_t i = 0; i < DEADLINE_NORMS; i++)
		if (!checked[i] && set_verified(sum->set, sum->norms[i]))
			set_gather(&out, sum->norms[i]);
	return out;
}

/* What has not been checked, by name. */
static void explain_unsure(const struct deadline *sum,
			   const struct law_deadline *result,
			   enum law_language language, struct base_buffer *out)
{
	const struct law *law = sum->law;
	struct law_norms norms = explain_unchecked(sum, result);
	char *all = set_cites(sum->set, norms, language);
	const char *const country[] = {sum->country->name[language]};
	const char *const *words = sum->set->words[language].deadline;
	char *calendar = set_said(words[WORDS_CALENDAR], country, 1);

	if (law->rolls && !law->rolls_verified &&
	    sum->norms[DEADLINE_COUNTING].count == 0)
		all = base_join(all, "; ", words[WORDS_ROLL]);
	if (law->rolls && !sum->country->verified)
		all = base_join(all, "; ", calendar);
	if (all[0] == '\0')
		all = base_join(all, "; ", law->name[language]);
	explain_say(out, sum, language, WORDS_UNSURE,
		    (const char *[4]){all, "", "", ""});
	free(calendar);
	free(all);
	free((void *)norms.ids);
}

char *explain_deadline(const struct deadline *sum,
		       const struct law_deadline *result,
		       enum law_language language)
{
	char *cites =
		 set_cites(sum->set, sum->norms[DEADLINE_COUNTING], language),
	     *text;
	const char *pack = set_pack_of(sum->set, sum->law, result->norms);
	struct base_buffer out;
	char day[48];

	base_buffer_init(&out, EXPLAIN_MAX);
	law_day_words(sum->set, sum->question->received, language, day);
	explain_say(&out, sum, language, WORDS_START,
		    (const char *[4]){day, cites, "", ""});
	if (sum->start != sum->question->received)
		explain_start(sum, language, &out);
	explain_period(sum, result, language, &out);
	if (sum->named != LAW_NO_DAY)
		explain_named(sum, result, language, &out);
	if (sum->stopped > 0 && !sum->named_holds)
		explain_pause(sum, result, language, &out);
	explain_roll(sum, result, language, &out);
	law_day_words(sum->set, result->due, language, day);
	explain_say(&out, sum, language,
		    result->due == result->nominal ? WORDS_SAME : WORDS_DUE,
		    (const char *[4]){day, "", "", ""});
	if (result->extension_late)
		explain_late(sum, result, language, &out);
	if (result->pauses_ignored)
		explain_ignored(sum, language, &out);
	explain_parts(sum, result, language, &out);
	if (!result->verified)
		explain_unsure(sum, result, language, &out);
	if (pack != NULL)
		explain_say(&out, sum, language, WORDS_PACK,
			    (const char *[4]){pack, "", "", ""});
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	free(cites);
	return text;
}
