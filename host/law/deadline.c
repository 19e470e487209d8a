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
	       set_holiday(sum->country, sum->question->region, day) != NULL;
}

static int32_t deadline_roll(const struct deadline *sum, int32_t day)
{
	for (int i = 0; i < DEADLINE_ROLL_MAX; i++, day++)
		if (!deadline_free_day(sum, day))
			break;
	return day;
}

static int32_t deadline_count(const struct deadline *sum, enum law_unit unit,
			      unsigned count)
{
	int32_t day = sum->question->received;

	if (unit == LAW_MONTHS)
		return law_add_months(day, (int)count);
	if (unit == LAW_DAYS)
		return day + (int32_t)count;
	while (count > 0)
		if (!deadline_free_day(sum, ++day))
			count--;
	return day;
}

/* A period of the law, from receipt, rolled where the law does. */
static int32_t deadline_period(const struct deadline *sum,
			       const struct law_period *period)
{
	int32_t day;

	if (period->count == 0)
		return LAW_NO_DAY;
	day = deadline_count(sum, period->unit, period->count);
	return sum->law->rolls ? deadline_roll(sum, day) : day;
}

static int deadline_earlier(const void *a, const void *b)
{
	const struct law_pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Days on which the clock stood before it had run out, each once. */
static int32_t deadline_stopped(const struct law_question *question,
				int32_t nominal)
{
	struct law_pause pauses[LAW_PAUSES_MAX];
	int32_t last = question->received, stopped = 0;

	for (size_t i = 0; i < question->pause_count; i++)
		pauses[i] = question->pauses[i];
	qsort(pauses, question->pause_count, sizeof(pauses[0]),
	      deadline_earlier);
	for (size_t i = 0; i < question->pause_count; i++) {
		int32_t from = pauses[i].from > last ? pauses[i].from : last;

		if (from > nominal + stopped || pauses[i].to <= from)
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
	};
	if (sum->law == NULL)
		return set_denied(fault,
				  "There is no law \"%s\" here; try "
				  "gdpr, uk or fadp.",
				  question->law);
	if (sum->country == NULL)
		return set_denied(fault,
				  "The holidays of the country \"%s\" are not "
				  "known; give one of the EEA, gb or ch by its "
				  "two letters.",
				  question->country);
	if (!law_region_known(set, question->country, question->region))
		return set_denied(fault,
				  "The region \"%s\" of %s is not known; leave "
				  "it out for the holidays of the whole "
				  "country.",
				  question->region, question->country);
	if (question->pause_count > 0 && !sum->law->pauses)
		return set_denied(fault,
				  "The clock of this law (%s) does not "
				  "stop; leave the pause out.",
				  sum->law->name[LAW_EN]);
	if (question->extended_on != LAW_NO_DAY &&
	    sum->law->extension.count == 0)
		return set_denied(fault,
				  "This law (%s) sets no length for an "
				  "extension; take the day that was announced.",
				  sum->law->name[LAW_EN]);
	return deadline_days(question, fault);
}

/* ---- The sum ---- */

static void deadline_end(struct deadline *sum, struct law_deadline *out)
{
	unsigned count = sum->law->response.count;

	if (out->extended)
		count += sum->law->extension.count;
	sum->counted = deadline_count(sum, sum->law->response.unit, count);
	sum->stopped = deadline_stopped(sum->question, sum->counted);
	out->nominal = sum->counted + sum->stopped;
	out->due =
	    sum->law->rolls ? deadline_roll(sum, out->nominal) : out->nominal;
}

static void deadline_rest(const struct deadline *sum, struct law_deadline *out)
{
	const struct law *law = sum->law;

	set_gather(&out->norms, law->response.norms);
	set_gather(&out->norms, law->counting);
	out->verified = law->response.verified;
	if (law->rolls)
		out->verified = out->verified && law->rolls_verified &&
				sum->country->verified;
	if (out->extended || out->extension_late) {
		set_gather(&out->norms, law->extension.norms);
		out->verified = out->verified && law->extension.verified;
	}
	if (sum->stopped > 0) {
		set_gather(&out->norms, law->pause);
		out->verified = out->verified && law->pause_verified;
	}
	out->verified = out->verified && set_verified(sum->set, out->norms);
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		out->sentence[i] = explain_deadline(sum, out, i);
}

enum lens_err law_deadline(const struct law_set *set,
			   const struct law_question *question,
			   struct law_fault *fault, struct law_deadline *out)
{
	struct deadline sum;
	enum lens_err err;

	*out = (struct law_deadline){LAW_NO_DAY, LAW_NO_DAY,
				     .announce_by = LAW_NO_DAY,
				     .confirm_by = LAW_NO_DAY};
	if (fault != NULL)
		fault->sentence[0] = '\0';
	err = deadline_ready(set, question, fault, &sum);
	if (err != LENS_OK)
		return err;
	out->confirm_by = deadline_period(&sum, &sum.law->confirm);
	deadline_end(&sum, out);
	if (sum.law->extension.count > 0) {
		out->announce_by = deadline_period(&sum, &sum.law->announced);
		/* Told within the time to answer, if no other is set. */
		if (out->announce_by == LAW_NO_DAY || sum.stopped > 0)
			out->announce_by = out->due;
	}
	if (question->extended_on != LAW_NO_DAY) {
		out->extension_late = question->extended_on > out->announce_by;
		out->extended = !out->extension_late;
		deadline_end(&sum, out);
	}
	deadline_rest(&sum, out);
	return LENS_OK;
}

void law_deadline_free(struct law_deadline *deadline)
{
	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		free(deadline->sentence[i]);
	free((void *)deadline->norms.ids);
	memset(deadline, 0, sizeof(*deadline));
}
