/* explain.c: a deadline's sum as a sentence, with its norms. */
#include <stdlib.h>
#include <string.h>

#include "deadline.h"

#define EXPLAIN_MAX 8192
#define EXPLAIN_ROLL_MAX 40

static const char *const explain_weekdays[LAW_LANGUAGES][7] = {
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
     "Sunday"},
    {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag",
     "Sonntag"},
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
};

/* One of a unit, and {0} of them. */
static const char *const explain_units[LAW_LANGUAGES][3][2] = {
    {{"one day", "{0} days"},
     {"one working day", "{0} working days"},
     {"one month", "{0} months"}},
    {{"ein Tag", "{0} Tage"},
     {"ein Arbeitstag", "{0} Arbeitstage"},
     {"ein Monat", "{0} Monate"}},
    {{"un jour", "{0} jours"},
     {"un jour ouvrable", "{0} jours ouvrables"},
     {"un mois", "{0} mois"}},
};

enum explain_piece {
	EXPLAIN_START,
	EXPLAIN_PERIOD,
	EXPLAIN_EXTENDED,
	EXPLAIN_END,
	EXPLAIN_ENDS,
	EXPLAIN_PAUSE,
	EXPLAIN_FREE,
	EXPLAIN_HOLIDAY,
	EXPLAIN_SAME,
	EXPLAIN_DUE,
	EXPLAIN_LATE,
	EXPLAIN_UNSURE,
	EXPLAIN_PIECES
};

static const char *const explain_words[EXPLAIN_PIECES][LAW_LANGUAGES] = {
    [EXPLAIN_START] =
	{"Received on {0}; that day itself is not counted ({1}); ",
	 "Eingegangen am {0}; dieser Tag zählt nicht mit ({1}); ",
	 "Reçue le {0} ; ce jour n’est pas compté ({1}) ; "},
    [EXPLAIN_PERIOD] = {"{0} ({1})", "{0} ({1})", "{0} ({1})"},
    [EXPLAIN_EXTENDED] = {"{0}, extension included ({1})",
			  "{0}, Verlängerung eingeschlossen ({1})",
			  "{0}, prolongation comprise ({1})"},
    [EXPLAIN_END] = {" ends on {1}, {0}", " endet am {1}, {0}",
		     " expire le {1} {0}"},
    [EXPLAIN_ENDS] = {" end on {1}, {0}", " enden am {1}, {0}",
		      " expirent le {1} {0}"},
    [EXPLAIN_PAUSE] =
	{"; the clock stood still for {0} ({1}), which gives {3}, {2}",
	 "; die Frist ruhte, und zwar: {0} ({1}); das ergibt {3}, den {2}",
	 " ; le délai a été suspendu, soit {0} ({1}), ce qui donne le {3} "
	 "{2}"},
    [EXPLAIN_FREE] = {"; {0} is a {1}", "; der {0} ist ein {1}",
		      " ; le {0} est un {1}"},
    [EXPLAIN_HOLIDAY] = {"; {0} is {1} ({2})", "; der {0} ist {1} ({2})",
			 " ; le {0} est {1} ({2})"},
    [EXPLAIN_SAME] = {".", ".", "."},
    [EXPLAIN_DUE] = {"; so the last day is {0}.",
		     "; letzter Tag ist also der {0}.",
		     " ; le dernier jour est donc le {0}."},
    [EXPLAIN_LATE] =
	{" The extension was announced on {0}, after {1}, and does not count "
	 "({2}).",
	 " Die Verlängerung wurde am {0} mitgeteilt, nach dem {1}, und zählt "
	 "nicht ({2}).",
	 " La prolongation a été annoncée le {0}, après le {1}, et ne compte "
	 "pas ({2})."},
    [EXPLAIN_UNSURE] =
	{" Not every rule used here has been checked against its source.",
	 " Nicht jede hier benutzte Regel ist an ihrer Quelle geprüft.",
	 " Les règles utilisées ici n’ont pas toutes été vérifiées à leur "
	 "source."},
};

static void explain_say(struct base_buffer *out, enum law_language language,
			enum explain_piece piece, const char *const values[4])
{
	set_say(out, explain_words[piece][language], values, 4);
}

/* "3 months"; the caller frees it. */
static char *explain_count(enum law_language language, enum law_unit unit,
			   unsigned count)
{
	char *number = base_format("%u", count), *text;
	const char *const values[] = {number};
	struct base_buffer out;

	base_buffer_init(&out, 100);
	set_say(&out, explain_units[language][unit][count != 1], values, 1);
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
	char *words = explain_count(language, law->response.unit, count);
	char *cites =
	    set_cites(sum->set,
		      result->extended && law->extension.norms.count > 0
			  ? law->extension.norms
			  : law->response.norms,
		      language);
	char day[48];

	explain_say(out, language,
		    result->extended ? EXPLAIN_EXTENDED : EXPLAIN_PERIOD,
		    (const char *[4]){words, cites, "", ""});
	law_day_words(sum->counted, language, day);
	explain_say(
	    out, language, count == 1 ? EXPLAIN_END : EXPLAIN_ENDS,
	    (const char *[4]){
		day, explain_weekdays[language][law_weekday(sum->counted) - 1],
		"", ""});
	free(words);
	free(cites);
}

static void explain_pause(const struct deadline *sum,
			  const struct law_deadline *result,
			  enum law_language language, struct base_buffer *out)
{
	char *words = explain_count(language, LAW_DAYS, (unsigned)sum->stopped);
	char *cites = set_cites(sum->set, sum->law->pause, language);
	char day[48];

	law_day_words(result->nominal, language, day);
	explain_say(
	    out, language, EXPLAIN_PAUSE,
	    (const char *[4]){
		words, cites, day,
		explain_weekdays[language][law_weekday(result->nominal) - 1]});
	free(words);
	free(cites);
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
		int weekday = law_weekday(day);

		law_day_words(day, language, text);
		if (holiday != NULL)
			explain_say(out, language, EXPLAIN_HOLIDAY,
				    (const char *[4]){
					text, holiday->name[language],
					sum->country->name[language], ""});
		else if (day != result->nominal)
			explain_say(out, language, EXPLAIN_FREE,
				    (const char *[4]){
					text,
					explain_weekdays[language][weekday - 1],
					"", ""});
	}
}

static void explain_late(const struct deadline *sum,
			 const struct law_deadline *result,
			 enum law_language language, struct base_buffer *out)
{
	char *cites = set_cites(sum->set, sum->law->extension.norms, language);
	char told[48], by[48];

	law_day_words(sum->question->extended_on, language, told);
	law_day_words(result->announce_by, language, by);
	explain_say(out, language, EXPLAIN_LATE,
		    (const char *[4]){told, by, cites, ""});
	free(cites);
}

char *explain_deadline(const struct deadline *sum,
		       const struct law_deadline *result,
		       enum law_language language)
{
	char *cites = set_cites(sum->set, sum->law->counting, language), *text;
	const char *const none[4] = {"", "", "", ""};
	struct base_buffer out;
	char day[48];

	base_buffer_init(&out, EXPLAIN_MAX);
	law_day_words(sum->question->received, language, day);
	explain_say(&out, language, EXPLAIN_START,
		    (const char *[4]){day, cites, "", ""});
	explain_period(sum, result, language, &out);
	if (sum->stopped > 0)
		explain_pause(sum, result, language, &out);
	explain_roll(sum, result, language, &out);
	law_day_words(result->due, language, day);
	explain_say(&out, language,
		    result->due == result->nominal ? EXPLAIN_SAME : EXPLAIN_DUE,
		    (const char *[4]){day, "", "", ""});
	if (result->extension_late)
		explain_late(sum, result, language, &out);
	if (!result->verified)
		explain_say(&out, language, EXPLAIN_UNSURE, none);
	text = base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&out);
	free(cites);
	return text;
}
