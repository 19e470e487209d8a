/*
 * deadline.c: until when an answer is due, by Regulation 1182/71 and what is
 * like it: the day of receipt does not count (Art. 3(1)), a month ends on the
 * day of the same number or else on its last (Art. 3(2)(c)), a weekend or
 * holiday at the end gives the next working day (Art. 3(4)).
 */
#include <stdlib.h>
#include <string.h>

#include "deadline.h"

#define DEADLINE_ROLL_MAX 40

static bool deadline_free_day(const struct deadline *sum, int32_t day)
{
	return law_weekday(day) >= 6 ||
	       set_holiday(sum->country, sum->question->region, day) != NULL ||
	       (sum->question->latest && sum->question->region[0] == '\0' &&
		set_part_rests(sum->country, day));
}

/* Holidays are those of the state in which the answer is given (Art. 2(1)
 * Reg. 1182/71), of whichever part of it. */
static bool deadline_rests_there(const struct deadline *sum, int32_t day)
{
	return sum->there != NULL &&
	       (set_holiday(sum->there, "", day) != NULL ||
		set_part_rests(sum->there, day));
}

static int32_t deadline_roll(const struct deadline *sum, int32_t day)
{
	for (int i = 0; i < DEADLINE_ROLL_MAX; i++, day++)
		if (!deadline_free_day(sum, day) &&
		    !deadline_rests_there(sum, day))
			break;
	return day;
}

static int32_t deadline_count(const struct deadline *sum, enum law_unit unit,
			      unsigned count)
{
	int32_t day = sum->start;

	if (unit == LAW_MONTHS)
		return law_add_months(day, (int)count);
	if (unit == LAW_DAYS)
		return day + (int32_t)count;
	while (count > 0)
		if (!deadline_free_day(sum, ++day))
			count--;
	return day;
}

/* A period of the law, from its beginning, rolled where the law does. */
static int32_t deadline_period(const struct deadline *sum,
			       const struct law_period *period)
{
	int32_t day;

	if (period->count == 0)
		return LAW_NO_DAY;
	day = deadline_count(sum, period->unit, period->count);
	return sum->law->rolls ? deadline_roll(sum, day) : day;
}

/* ---- What was asked for in between ---- */

static const char *const deadline_reasons[LAW_PAUSE_REASONS] = {
    "unsaid", "identity", "scope", "fee"};

enum law_pause_reason law_pause_of(const char *name)
{
	enum law_pause_reason reason = 0;

	while (reason < LAW_PAUSE_REASONS &&
	       strcmp(deadline_reasons[reason], name) != 0)
		reason++;
	return reason;
}

static int deadline_earlier(const void *a, const void *b)
{
	const struct law_pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* In their order, when the law knew them for this request. */
static size_t deadline_pauses(const struct deadline *sum,
			      struct law_pause out[LAW_PAUSES_MAX])
{
	const struct law_question *question = sum->question;
	size_t count = question->pause_count;

	if (sum->law->pauses_from != LAW_NO_DAY &&
	    question->received < sum->law->pauses_from)
		return 0;
	for (size_t i = 0; i < count; i++)
		out[i] = question->pauses[i];
	qsort(out, count, sizeof(*out), deadline_earlier);
	return count;
}

/* Where the time begins: with receipt, or with what came before it had run
 * out (Art. 12A(2) UK GDPR), or after a fee was named (Art. 19(3) DPO). */
static void deadline_begin(struct deadline *sum)
{
	const struct law *law = sum->law;
	struct law_pause pauses[LAW_PAUSES_MAX];
	size_t count = deadline_pauses(sum, pauses);

	sum->start = sum->question->received;
	for (size_t i = 0; i < count; i++) {
		const struct law_pause *pause = &pauses[i];
		bool fee = pause->reason == LAW_PAUSE_FEE && law->after_fee > 0;
		int32_t begins =
		    fee ? pause->from + (int32_t)law->after_fee : pause->to;

		if ((!fee && (law->anew >> pause->reason & 1) == 0) ||
		    begins <= sum->start ||
		    pause->from > deadline_count(sum, law->response.unit,
						 law->response.count))
			continue;
		sum->start = begins;
		sum->fee = fee;
	}
}

/* Days on which the clock stood before it had run out, each once. */
static int32_t deadline_stopped(const struct deadline *sum, int32_t nominal)
{
	struct law_pause pauses[LAW_PAUSES_MAX];
	size_t count = deadline_pauses(sum, pauses);
	int32_t last = sum->start, stopped = 0;

	for (size_t i = 0; i < count; i++) {
		int32_t from = pauses[i].from > last ? pauses[i].from : last;

		if ((sum->law->stops >> pauses[i].reason & 1) == 0 ||
		    from > nominal + stopped || pauses[i].to <= from)
			continue;
		stopped += pauses[i].to - from;
		last = pauses[i].to;
	}
	return stopped;
}

/* ---- What may be asked ---- */

static bool deadline_possible(int32_t day)
{
	return day >= law_day_from(2000, 1, 1) &&
	       day <= law_day_from(2199, 12, 31);
}

static enum lens_err deadline_days(const struct law_question *question,
				   struct law_fault *fault)
{
	if (!deadline_possible(question->received))
		return set_denied(fault, "The day of receipt is not between "
					 "2000 and 2199; give the real one.");
	if (question->extended_on != LAW_NO_DAY &&
	    (question->extended_on < question->received ||
	     !deadline_possible(question->extended_on)))
		return set_denied(fault,
				  "The extension cannot have been announced "
				  "before the request came; give both days as "
				  "they were.");
	if (question->extended_to > 0 &&
	    (question->extended_on == LAW_NO_DAY ||
	     question->extended_to < question->extended_on ||
	     !deadline_possible(question->extended_to)))
		return set_denied(fault,
				  "The day that an extension names comes after "
				  "the one on which it was announced; give "
				  "both as they were.");
	if (question->pause_count > LAW_PAUSES_MAX)
		return set_denied(fault,
				  "More than %d pauses are not counted; "
				  "join those that touch.",
				  LAW_PAUSES_MAX);
	for (size_t i = 0; i < question->pause_count; i++)
		if (question->pauses[i].from < question->received ||
		    question->pauses[i].to < question->pauses[i].from ||
		    !deadline_possible(question->pauses[i].to))
			return set_denied(fault,
					  "A pause cannot begin before the "
					  "request came nor end before it "
					  "began; give its days as they were.");
	return LENS_OK;
}

enum lens_err law_held_on(const struct law *law, int32_t day,
			  struct law_fault *fault)
{
	char then[11], since[11];

	if (law->since == LAW_NO_DAY || day >= law->since)
		return LENS_OK;
	law_day_text(day, then);
	law_day_text(law->since, since);
	return set_denied(fault,
			  "This law (%s) did not hold yet on %s; it holds "
			  "since %s (%s). Check the day.",
			  law->name[law_language_said()], then, since,
			  law->since_source);
}

/* A time that the letter sets is no one's to extend, and nothing stops it. */
static void deadline_otherwise(struct deadline *sum)
{
	const struct law_period none = {0};

	if (!sum->question->untimed || sum->law->otherwise.count == 0)
		return;
	sum->own = *sum->law;
	sum->own.response = sum->own.otherwise;
	sum->own.confirm = sum->own.extension = sum->own.announced = none;
	sum->own.stops = sum->own.anew = sum->own.after_fee = 0;
	sum->law = &sum->own;
}

static enum lens_err deadline_ready(const struct law_set *set,
				    const struct law_question *question,
				    struct law_fault *fault,
				    struct deadline *sum)
{
	*sum = (struct deadline){
	    .set = set,
	    .question = question,
	    .law = law_named(set, question->law),
	    .country = set_country(set, question->country),
	    .there = question->there != NULL && question->there[0] != '\0'
			 ? set_country(set, question->there)
			 : NULL,
	    .named = LAW_NO_DAY,
	};
	if (sum->law == NULL)
		return set_denied(fault,
				  "There is no law \"%s\" here; try "
				  "gdpr, uk, fadp, ccpa, pipeda or lgpd.",
				  question->law);
	if (sum->country == NULL)
		return set_denied(fault,
				  "The holidays of the country \"%s\" are not "
				  "known; give one of the EEA, gb, ch, us, ca, "
				  "br or au by its "
				  "two letters.",
				  question->country);
	if (!law_region_known(set, question->country, question->region))
		return set_denied(fault,
				  "The region \"%s\" of %s is not known; leave "
				  "it out for the holidays of the whole "
				  "country.",
				  question->region, question->country);
	deadline_otherwise(sum);
	if (question->pause_count > 0 && !sum->law->pauses)
		return set_denied(fault,
				  "The clock of this law (%s) does not "
				  "stop; leave the pause out.",
				  sum->law->name[law_language_said()]);
	if (question->extended_on != LAW_NO_DAY &&
	    sum->law->extension.count == 0 && question->extended_to <= 0)
		return set_denied(fault,
				  "This law (%s) sets no length for an "
				  "extension; say until which day it was "
				  "announced.",
				  sum->law->name[law_language_said()]);
	for (size_t i = 0; i < question->pause_count; i++)
		if ((size_t)question->pauses[i].reason >= LAW_PAUSE_REASONS)
			return set_denied(fault, "A pause has no reason that "
						 "is known here.");
	return deadline_days(question, fault);
}

/* ---- The sum ---- */

static void deadline_end(struct deadline *sum, struct law_deadline *out)
{
	unsigned count = sum->law->response.count;

	if (out->extended)
		count += sum->law->extension.count;
	sum->counted = deadline_count(sum, sum->law->response.unit, count);
	sum->stopped = deadline_stopped(sum, sum->counted);
	out->nominal = sum->counted + sum->stopped;
	out->due =
	    sum->law->rolls ? deadline_roll(sum, out->nominal) : out->nominal;
}

/*
 * They named a day: it binds them, as far as the law gives so much.  before is
 * the last day without the extension, which no extension shortens.
 */
static void deadline_named(struct deadline *sum, int32_t before,
			   struct law_deadline *out)
{
	int32_t named = sum->question->extended_to;

	if (named <= 0 || !out->extended)
		return;
	sum->named = named;
	sum->named_holds = named > before && (sum->law->extension.count == 0 ||
					      named <= out->due);
	if (sum->named_holds) {
		out->nominal = named;
		out->due = deadline_roll(sum, named);
	} else if (named <= before) {
		out->extended = false;
		deadline_end(sum, out);
	}
}

/* The norms that stood on the day of receipt, each once. */
static struct law_norms deadline_then(const struct deadline *sum,
				      struct law_norms norms)
{
	struct law_norms then = {0, NULL};
	const char *id;

	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm_on(
		    sum->set, norms.ids[i], sum->question->received);

		id = norm ? norm->id : norms.ids[i];
		set_gather(&then, (struct law_norms){1, &id});
	}
	return then;
}

static void deadline_cite(struct deadline *sum)
{
	const struct law *law = sum->law;
	const struct law_norms all[DEADLINE_NORMS] = {
	    [DEADLINE_RESPONSE] = law->response.norms,
	    [DEADLINE_EXTENSION] = law->extension.norms,
	    [DEADLINE_COUNTING] = law->counting,
	    [DEADLINE_PAUSE] = law->pause,
	    [DEADLINE_BEGINS] = law->begins,
	};

	for (size_t i = 0; i < DEADLINE_NORMS; i++)
		sum->norms[i] = deadline_then(sum, all[i]);
}

static void deadline_rest(const struct deadline *sum, struct law_deadline *out)
{
	const struct law *law = sum->law;

	set_gather(&out->norms, sum->norms[DEADLINE_RESPONSE]);
	set_gather(&out->norms, sum->norms[DEADLINE_COUNTING]);
	out->verified = law->response.verified;
	if (law->rolls)
		out->verified = out->verified && law->rolls_verified &&
				sum->country->verified;
	if (out->extended || out->extension_late) {
		set_gather(&out->norms, sum->norms[DEADLINE_EXTENSION]);
		out->verified = out->verified && law->extension.verified;
	}
	if (sum->stopped > 0)
		set_gather(&out->norms, sum->norms[DEADLINE_PAUSE]);
	if (sum->start != sum->question->received)
		set_gather(&out->norms, sum->norms[DEADLINE_BEGINS]);
	if (sum->stopped > 0 || sum->start != sum->question->received)
		out->verified = out->verified && law->pause_verified;
	out->verified = out->verified && set_verified(sum->set, out->norms);
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		out->sentence[i] = explain_deadline(sum, out, i);
}

enum lens_err law_deadline(const struct law_set *set,
			   const struct law_question *question,
			   struct law_fault *fault, struct law_deadline *out)
{
	struct deadline sum;
	int32_t before;
	enum lens_err err;

	*out = (struct law_deadline){LAW_NO_DAY, LAW_NO_DAY,
				     .announce_by = LAW_NO_DAY,
				     .confirm_by = LAW_NO_DAY};
	if (fault != NULL)
		fault->sentence[0] = '\0';
	err = deadline_ready(set, question, fault, &sum);
	if (err != LENS_OK)
		return err;
	sum.start = question->received;
	out->confirm_by = deadline_period(&sum, &sum.law->confirm);
	deadline_begin(&sum);
	out->start = sum.start;
	out->pauses_ignored = question->pause_count > 0 &&
			      sum.law->pauses_from != LAW_NO_DAY &&
			      question->received < sum.law->pauses_from;
	deadline_end(&sum, out);
	before = out->due;
	if (sum.law->extension.count > 0 || question->extended_to > 0) {
		out->announce_by = deadline_period(&sum, &sum.law->announced);
		/* Told within the time to answer, if no other is set. */
		if (out->announce_by == LAW_NO_DAY || sum.stopped > 0)
			out->announce_by = out->due;
	}
	if (question->extended_on != LAW_NO_DAY) {
		out->extension_late = question->extended_on > out->announce_by;
		out->extended = !out->extension_late;
		deadline_end(&sum, out);
		deadline_named(&sum, before, out);
	}
	deadline_cite(&sum);
	deadline_rest(&sum, out);
	for (size_t i = 0; i < DEADLINE_NORMS; i++)
		free((void *)sum.norms[i].ids);
	return LENS_OK;
}

void law_deadline_free(struct law_deadline *deadline)
{
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		free(deadline->sentence[i]);
	free((void *)deadline->norms.ids);
	memset(deadline, 0, sizeof(*deadline));
}

int32_t law_working_day(const struct law_set *set, const char *country,
			const char *region, int32_t day)
{
	const struct set_country *known = set_country(set, country);

	for (int i = 0; i < DEADLINE_ROLL_MAX; i++, day++)
		if (law_weekday(day) < 6 &&
		    (known == NULL || set_holiday(known, region, day) == NULL))
			break;
	return day;
}
