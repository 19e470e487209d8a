/* recheck.c: is it gone?  The places where photos were seen, asked again. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <lenscap/casework_check.h>
#include <lenscap/casework_recheck.h>
#include <lenscap/casework_registry.h>

#include "draft.h"

static const char *const recheck_names[CASEWORK_RECHECK_RESULTS] = {
    [CASEWORK_STILL] = "still",
    [CASEWORK_GONE] = "gone",
    [CASEWORK_UNSURE] = "unsure",
};

const char *casework_recheck_result_name(enum casework_recheck_result result)
{
	return (size_t)result < CASEWORK_RECHECK_RESULTS ? recheck_names[result]
							 : "";
}

/* A place, as the ledger has it; texts are owned. */
struct recheck_place {
	struct ledger_sighting sighting;
	enum casework_recheck_result result;
	bool asked, was_gone;
};

struct rechecking {
	struct casework *work;
	const struct casework_recheck *recheck;
	struct recheck_place *places;
	size_t count, room;
	size_t done; /* of earlier batches */
};

/* ---- Places ---- */

static bool recheck_is_web(const char *place)
{
	return strncasecmp(place, "http://", 7) == 0 ||
	       strncasecmp(place, "https://", 8) == 0;
}

static bool recheck_take(void *context, const struct ledger_sighting *sighting)
{
	struct rechecking *all = context;
	struct recheck_place *place;

	if (!recheck_is_web(sighting->place))
		return true;
	if (all->count == all->room) {
		size_t room = all->room * 2 + 64;
		struct recheck_place *more = base_alloc(room, sizeof(*more));

		if (all->count > 0)
			memcpy(more, all->places, all->count * sizeof(*more));
		free(all->places);
		all->places = more;
		all->room = room;
	}
	place = &all->places[all->count++];
	*place = (struct recheck_place){.sighting = *sighting,
					.result = CASEWORK_UNSURE,
					.was_gone = sighting->gone};
	place->sighting.place = base_copy(sighting->place);
	place->sighting.page = base_copy(sighting->page);
	place->sighting.how = base_copy(sighting->how);
	return true;
}

static void recheck_free(struct rechecking *all)
{
	for (size_t i = 0; i < all->count; i++) {
		free((char *)all->places[i].sighting.place);
		free((char *)all->places[i].sighting.page);
		free((char *)all->places[i].sighting.how);
	}
	free(all->places);
}

/* ---- Asking ---- */

/* Without an answer of the server itself nothing is known. */
static bool recheck_unasked(const struct casework_exposure *row)
{
	return row->fetch == NULL || row->fetch->answer < 200 ||
	       row->fetch->answer == 429 || row->fetch->answer >= 500;
}

static enum casework_recheck_result
recheck_answer(const struct recheck_place *place,
	       const struct casework_exposure *row)
{
	for (unsigned i = 0; i < row->count; i++)
		if ((int64_t)row->matches[i].answer->photo ==
		    place->sighting.photo)
			return CASEWORK_STILL;
	return recheck_unasked(row) ? CASEWORK_UNSURE : CASEWORK_GONE;
}

static void recheck_row(void *context, struct casework_exposure *row)
{
	struct rechecking *all = context;
	struct recheck_place *place = row->target->tag;

	place->asked = true;
	place->result = recheck_answer(place, row);
	all->recheck->row(
	    all->recheck->context,
	    &(struct casework_place_seen){
		.photo = place->sighting.photo,
		.place = place->sighting.place,
		.page = place->sighting.page,
		.result = place->result,
		.back = place->was_gone && place->result == CASEWORK_STILL,
		.why = row->why});
}

static void recheck_progress(void *context, size_t done, size_t total)
{
	const struct rechecking *all = context;

	(void)total;
	all->recheck->progress(all->recheck->context, all->done + done,
			       all->count);
}

static enum lens_err recheck_ask(struct rechecking *all, size_t from,
				 size_t count, struct ledger_fault *fault)
{
	struct casework_target *targets = base_alloc(count, sizeof(*targets));
	struct casework_check_page check = {.targets = targets,
					    .count = count,
					    .local = all->recheck->local,
					    .proxy = all->recheck->proxy,
					    .cancel = all->recheck->cancel,
					    .row = recheck_row,
					    .progress = recheck_progress,
					    .context = all};
	enum lens_err err;

	for (size_t i = 0; i < count; i++)
		targets[i] = (struct casework_target){
		    .url = all->places[from + i].sighting.place,
		    .fd = -1,
		    .tag = &all->places[from + i]};
	all->done = from;
	err = casework_check_page(all->work, &check, fault);
	free(targets);
	return err;
}

static enum lens_err recheck_note(struct rechecking *all,
				  struct ledger_fault *fault)
{
	struct ledger_sighting *seen =
	    base_alloc(all->count + 1, sizeof(*seen));
	size_t count = 0;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < all->count; i++) {
		const struct recheck_place *place = &all->places[i];

		if (!place->asked || place->result == CASEWORK_UNSURE)
			continue;
		seen[count] = place->sighting;
		seen[count].checked = (int64_t)time(NULL) * 1000;
		seen[count++].gone = place->result == CASEWORK_GONE;
	}
	if (count > 0)
		err =
		    ledger_sighting_put(all->work->ledger, seen, count, fault);
	free(seen);
	return err;
}

/* ---- Cases ---- */

struct recheck_cases {
	struct rechecking *all;
	const struct registry *registry;
	struct ledger_fault *fault;
	enum lens_err err;
};

static enum lens_err recheck_event(const struct recheck_cases *cases,
				   const struct casework_case *the_case,
				   int there, int gone, int back)
{
	char day[LEDGER_DAY];
	char *detail = json_line_take(json_pack(
	    "{s:i, s:i, s:i}", "there", there, "gone", gone, "back", back));
	struct ledger_event event = {.kind =
					 case_event_name(CASE_EVENT_CHECKED),
				     .day = day,
				     .detail = detail};
	struct ledger_entry entry = {.the_case = {.id = the_case->id},
				     .event_count = 1,
				     .events = &event};
	enum lens_err err;

	law_day_text(cases->all->recheck->today, day);
	err = ledger_case_write(cases->all->work->ledger, &entry, 1,
				cases->fault);
	free(detail);
	return err;
}

static bool recheck_case(void *context, const struct casework_case *the_case)
{
	struct recheck_cases *cases = context;
	const struct registry_controller *to =
	    registry_find(cases->registry, the_case->controller);
	int there = 0, gone = 0, back = 0;

	if (to == NULL || the_case->stage == CASEWORK_STAGE_CLOSED)
		return true;
	for (size_t i = 0; i < cases->all->count; i++) {
		const struct recheck_place *place = &cases->all->places[i];

		if (!place->asked ||
		    !place_is_at(place->sighting.place, to->web))
			continue;
		there += place->result == CASEWORK_STILL;
		gone += place->result == CASEWORK_GONE;
		back += place->was_gone && place->result == CASEWORK_STILL;
	}
	if (there + gone > 0)
		cases->err = recheck_event(cases, the_case, there, gone, back);
	return cases->err == LENS_OK;
}

static enum lens_err recheck_cases(struct rechecking *all,
				   const struct casework_home *home,
				   struct ledger_fault *fault)
{
	struct registry_fault why = {""};
	struct registry *registry = NULL;
	struct recheck_cases cases = {.all = all, .fault = fault};
	enum lens_err err;

	if (casework_registry(home, all->work, &why, &registry) != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_MISSING, "%s",
				   why.sentence);
	cases.registry = registry;
	err = casework_case_each(all->work, 0, all->recheck->today, LAW_EN,
				 recheck_case, &cases, fault);
	registry_close(registry);
	return err == LENS_OK ? cases.err : err;
}

/* ---- All of it ---- */

enum lens_err casework_recheck(struct casework *work,
			       const struct casework_home *home,
			       const struct casework_recheck *recheck,
			       struct ledger_fault *fault)
{
	struct rechecking all = {.work = work, .recheck = recheck};
	enum lens_err noted, err;

	err = ledger_sighting_each(work->ledger, 0, recheck_take, &all, fault);
	for (size_t from = 0; from < all.count && err == LENS_OK;
	     from += CASEWORK_CHECK_MAX) {
		size_t left = all.count - from;

		err = recheck_ask(
		    &all, from,
		    left < CASEWORK_CHECK_MAX ? left : CASEWORK_CHECK_MAX,
		    fault);
	}
	if (err == LENS_OK || err == LENS_CANCELLED) {
		noted = recheck_note(&all, fault);
		if (noted == LENS_OK && err == LENS_OK)
			noted = recheck_cases(&all, home, fault);
		if (noted != LENS_OK)
			err = noted;
	}
	recheck_free(&all);
	return err;
}
