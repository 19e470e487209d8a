/* over_time.c: what strangers could get, by day, as the looks found it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_recheck.h>

#include "came_back.h"
#include "over_time.h"

#define OVER_TIME_DAYS 24 /* days that are told; more become months */

/* From this day on a place was so. */
struct over_time_turn {
	size_t place;
	int32_t day;
	enum casework_now now;
};

struct over_time {
	struct ledger *ledger;
	struct ledger_fault *fault;
	enum lens_err err;
	size_t places;
	struct ledger_sighting rule; /* of the place whose looks come */
	struct over_time_turn *turns;
	size_t count, capacity;
	int32_t *days; /* on which something was looked at */
	size_t day_count, day_capacity;
};

static enum casework_now over_time_now(const struct ledger_look *look,
				       bool gone)
{
	if (gone)
		return CASEWORK_NOW_GONE;
	if (look->state == LEDGER_UNKNOWN)
		return CASEWORK_NOW_UNKNOWN;
	return look->state == LEDGER_THERE &&
		       (look->access == LEDGER_ACCESS_PUBLIC ||
			look->access == LEDGER_ACCESS_BROWSERS)
		   ? CASEWORK_NOW_OPEN
		   : CASEWORK_NOW_OTHER;
}

static void over_time_turn(struct over_time *all,
			   const struct ledger_look *look, int64_t at)
{
	int32_t day = casework_day_of(at);

	came_back_follow(&all->rule, look, at);
	all->turns = base_grow(all->turns, all->count, &all->capacity,
			       sizeof(*all->turns));
	all->turns[all->count++] = (struct over_time_turn){
	    all->places, day, over_time_now(look, all->rule.gone)};
	all->days = base_grow(all->days, all->day_count, &all->day_capacity,
			      sizeof(*all->days));
	all->days[all->day_count++] = day;
}

static bool over_time_look(void *context, const struct ledger_look *look)
{
	struct over_time *all = context;

	/* A saved page named it: nobody looked. */
	if (strcmp(look->why, "not_asked") == 0)
		return true;
	over_time_turn(all, look, look->first);
	if (look->last > look->first)
		over_time_turn(all, look, look->last);
	return true;
}

static bool over_time_place(void *context,
			    const struct ledger_sighting *sighting)
{
	struct over_time *all = context;

	if (sighting->access == LEDGER_ACCESS_NONE ||
	    casework_times(all->ledger, sighting).looked == 0)
		return true;
	all->rule = (struct ledger_sighting){.id = 0};
	all->err = ledger_look_each(all->ledger, sighting->id, over_time_look,
				    all, all->fault);
	all->places++;
	return all->err == LENS_OK;
}

/* ---- Days ---- */

static int over_time_earlier(const void *one, const void *other)
{
	const int32_t *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

static bool over_time_same_month(int32_t one, int32_t other)
{
	char a[11], b[11];

	law_day_text(one, a);
	law_day_text(other, b);
	return strncmp(a, b, strlen("2026-11")) == 0;
}

/* Of days in their order those that stay: each once, or the last of a month. */
static void over_time_thin(struct over_time *all, bool months)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->day_count; i++) {
		bool last = i + 1 == all->day_count;
		int32_t day = all->days[i];

		if (!last &&
		    (day == all->days[i + 1] ||
		     (months && over_time_same_month(day, all->days[i + 1]))))
			continue;
		all->days[kept++] = day;
	}
	all->day_count = kept;
}

static void over_time_days(struct over_time *all)
{
	if (all->day_count == 0)
		return;
	qsort(all->days, all->day_count, sizeof(*all->days), over_time_earlier);
	over_time_thin(all, false);
	if (all->day_count > OVER_TIME_DAYS)
		over_time_thin(all, true);
	if (all->day_count > OVER_TIME_DAYS) {
		size_t rest = all->day_count - OVER_TIME_DAYS;

		memmove(all->days, all->days + rest,
			OVER_TIME_DAYS * sizeof(*all->days));
		all->day_count = OVER_TIME_DAYS;
	}
}

/* The turns come by place, and of each in the order of its looks. */
static struct casework_then over_time_then(const struct over_time *all,
					   int32_t day)
{
	struct casework_then then = {.day = day};

	for (size_t i = 0; i < all->count;) {
		const struct over_time_turn *last = NULL;
		size_t place = all->turns[i].place;

		for (; i < all->count && all->turns[i].place == place; i++)
			if (all->turns[i].day <= day)
				last = &all->turns[i];
		if (last != NULL)
			then.places[last->now]++;
	}
	return then;
}

enum lens_err over_time(struct ledger *ledger, struct ledger_fault *fault,
			struct casework_then **out, size_t *count)
{
	struct over_time all = {.ledger = ledger, .fault = fault};
	enum lens_err err =
	    ledger_sighting_each(ledger, 0, over_time_place, &all, fault);

	*out = NULL;
	*count = 0;
	if (err == LENS_OK)
		err = all.err;
	if (err == LENS_OK)
		over_time_days(&all);
	/* One day is no course of time. */
	if (err == LENS_OK && all.day_count > 1) {
		*out = base_alloc(all.day_count, sizeof(**out));
		for (size_t i = 0; i < all.day_count; i++)
			(*out)[i] = over_time_then(&all, all.days[i]);
		*count = all.day_count;
	}
	free(all.turns);
	free(all.days);
	return err;
}
