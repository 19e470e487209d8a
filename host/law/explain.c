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
	struct base_buffer out;

	base_buffer_init(&out, 100);
	set_say(&out, sum->set->words[language].units[unit][count != 1], values,
		1);
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
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
static int32_t explain_part(const struct deadline *sum,
			    const struct law_deadline *result)
{
	for (int32_t day = result->nominal; day <= result->due; day++)
		if (law_weekday(day) < 6 &&
		    set_holiday(sum->country, "", day) == NULL &&
		    set_part_rests(sum->country, day))
			return day;
	return LAW_NO_DAY;
}

/* A last day that is a holiday in parts only, when no part is known. */
static void explain_parts(const struct deadline *sum,
			  const struct law_deadline *result,
			  enum law_language language, struct base_buffer *out)
{
	const struct set_country *country = sum->country;
	int32_t part = explain_part(sum, result);
	char day[48];

	if (part == LAW_NO_DAY || sum->question->region[0] != '\0' ||
	    !sum->law->rolls)
		return;
	law_day_words(sum->set, part, language, day);
	explain_say(out, sum, language,
		    sum->question->latest ? WORDS_LATEST : WORDS_PARTS,
		    (const char *[4]){day, country->name[language], "", ""});
}

/* Each day that was passed over; the nominal one's weekday is said already. */
static void explain_roll(const struct deadline *sum,
			 const struct law_deadline *result,
			 enum law_language language, struct base_buffer *out)
{
	char text[48];

	for (int32_t day = result->nominal; day < result->due; day++) {
		const struct set_rule *holiday =
		    set_holiday(sum->country, sum->question->region, day);

		law_day_words(sum->set, day, language, text);
		if (holiday != NULL)
			explain_say(out, sum, language, WORDS_HOLIDAY,
				    (const char *[4]){
					text, holiday->name[language],
					sum->country->name[language], ""});
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

char *explain_deadline(const struct deadline *sum,
		       const struct law_deadline *result,
		       enum law_language language)
{
	char *cites =
		 set_cites(sum->set, sum->norms[DEADLINE_COUNTING], language),
	     *text;
	const char *const none[4] = {"", "", "", ""};
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
		explain_say(&out, sum, language, WORDS_UNSURE, none);
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	free(cites);
	return text;
}
