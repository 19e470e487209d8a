/* came_back.c: whether what was gone is there again, by the looks at it. */
#include <lenscap/casework_recheck.h>

#include "came_back.h"

#define BACK_DAY 86400000 /* milliseconds */

/* ---- The rule ---- */

bool came_back_is_missing(const struct ledger_look *look)
{
	return look->state == LEDGER_ABSENT || look->state == LEDGER_CHANGED;
}

static bool back_two_ways(unsigned ways)
{
	return (ways & (ways - 1)) != 0;
}

void casework_recheck_rule(const struct ledger_sighting *sighting,
			   struct ledger_look *look, int64_t now)
{
	look->missing = look->state == LEDGER_THERE ? 0 : sighting->missing;
	look->missing_ways = look->state == LEDGER_THERE ? 0 : sighting->ways;
	look->gone = look->state != LEDGER_THERE && sighting->gone;
	if (!came_back_is_missing(look))
		return;
	look->missing_ways |= look->ways;
	if (look->missing == 0)
		look->missing = now;
	if (now - look->missing >= BACK_DAY &&
	    back_two_ways(look->missing_ways))
		look->gone = true;
}

/* ---- A place by its looks ---- */

/* What the looks so far came to. */
struct came_back {
	struct ledger_sighting so_far;
	int64_t when;
};

void came_back_follow(struct ledger_sighting *rule,
		      const struct ledger_look *look, int64_t at)
{
	struct ledger_look now = *look;

	casework_recheck_rule(rule, &now, at);
	rule->missing = now.missing;
	rule->ways = now.missing_ways;
	rule->gone = now.gone;
}

static void came_back_look(struct came_back *back,
			   const struct ledger_look *look, int64_t at)
{
	bool gone = back->so_far.gone;

	came_back_follow(&back->so_far, look, at);
	if (back->so_far.gone)
		back->when = 0;
	else if (gone)
		back->when = at;
}

/* Looks in a row that came to the same are one: its first and its last. */
static bool came_back_take(void *context, const struct ledger_look *look)
{
	struct came_back *back = context;

	came_back_look(back, look, look->first);
	if (look->last > look->first)
		came_back_look(back, look, look->last);
	return true;
}

enum lens_err came_back(struct ledger *ledger, int64_t sighting,
			struct ledger_fault *fault, int64_t *when)
{
	struct came_back back = {.when = 0};
	enum lens_err err =
	    ledger_look_each(ledger, sighting, came_back_take, &back, fault);

	*when = back.when;
	return err;
}
