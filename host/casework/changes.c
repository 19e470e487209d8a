/* changes.c: two looks at each place, held against each other. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_changes.h>
#include <lenscap/casework_findings.h>
#include <lenscap/casework_recheck.h>

#include "came_back.h"
#include "session.h"

#define CHANGES_UNCHANGED 304 /* HTTP: as it was */

const char *casework_change_name(enum casework_change change)
{
	static const char *const names[CASEWORK_CHANGES] = {
	    [CASEWORK_CHANGE_NOTHING] = "not_compared",
	    [CASEWORK_CHANGE_GONE] = "gone",
	    [CASEWORK_CHANGE_ABSENT] = "absent",
	    [CASEWORK_CHANGE_CHANGED] = "changed",
	    [CASEWORK_CHANGE_STAND_IN] = "stand_in",
	    [CASEWORK_CHANGE_LOGIN] = "login",
	    [CASEWORK_CHANGE_BACK] = "back",
	    [CASEWORK_CHANGE_THERE] = "there",
	    [CASEWORK_CHANGE_UNKNOWN] = "unknown",
	};

	return change < CASEWORK_CHANGES ? names[change] : "";
}

/* What a file gave away, once it was read. */
struct changes_gives {
	bool known;
	uint64_t kinds; /* bits of enum ipc_finding_kind */
};

/* A place while its looks are followed. */
struct changes_place {
	int32_t until; /* day of the earlier look; LAW_NO_DAY: the first one */
	/* What casework_recheck_rule() goes by, after each look. */
	struct ledger_sighting rule;
	struct casework_moment then, last, learned;
	/* Of their looks; back: of the last that found again what was gone. */
	unsigned then_number, last_number, back_number;
	struct changes_gives gave, gives;
};

struct changes {
	const struct casework_changes_asked *asked;
	struct casework_changes *out;
	struct casework *work;
	struct ledger_fault *fault;
	enum lens_err err;
};

/* ---- What files gave away ---- */

static bool changes_names(const char *gives, const char *name)
{
	size_t size = strlen(name), length;

	for (const char *at = gives; *at != '\0'; at += *at == ' ') {
		length = strcspn(at, " ");
		if (length == size && strncmp(at, name, size) == 0)
			return true;
		at += length;
	}
	return false;
}

uint64_t casework_gives(const char *gives)
{
	uint64_t kinds = 0;

	for (enum ipc_finding_kind i = 0; i < IPC_FINDINGS; i++)
		if (changes_names(gives, casework_finding(i)->kind))
			kinds |= UINT64_C(1) << i;
	return kinds;
}

static struct changes_gives changes_read(const char *gives)
{
	if (gives == NULL || gives[0] == '\0')
		return (struct changes_gives){false, 0};
	return (struct changes_gives){true, casework_gives(gives)};
}

/* What a site says did not change gives away what it did; of other bytes that
 * nobody read that is not known. */
static void changes_note_gives(struct changes_gives *gives,
			       const struct ledger_look *look)
{
	struct changes_gives now = changes_read(look->gives);

	if (look->state == LEDGER_THERE &&
	    (now.known || look->answer != CHANGES_UNCHANGED))
		*gives = now;
}

/* ---- Looks ---- */

static bool changes_look(void *context, const struct ledger_look *look)
{
	struct changes_place *place = context;
	bool learned = look->state != LEDGER_UNKNOWN;
	bool any = place->until == LAW_NO_DAY, gone = place->rule.gone;
	bool early = any ? place->then.at == 0
			 : casework_day_of(look->first) <= place->until;

	came_back_follow(&place->rule, look, look->first);
	if (gone && !place->rule.gone)
		place->back_number = look->number;
	place->last = (struct casework_moment){look->first, look->state,
					       look->access, place->rule.gone};
	if (learned)
		place->learned = place->last;
	changes_note_gives(&place->gives, look);
	place->last_number = look->number;
	if (learned && early) {
		place->then = place->last;
		place->then_number = look->number;
		place->gave = place->gives;
	}
	/* Several in a row that came to the same: the last of them. */
	if (look->last > look->first)
		came_back_follow(&place->rule, look, look->last);
	place->last.at = look->last;
	place->last.gone = place->rule.gone;
	if (learned)
		place->learned = place->last;
	if (learned && early && !any &&
	    casework_day_of(look->last) <= place->until)
		place->then = place->last;
	return true;
}

/* ---- What it comes to ---- */

/* Clocks differ, and one is read by the second: looks come by number. */
static bool changes_is_later(const struct changes_place *place)
{
	return place->last_number > place->then_number ||
	       place->last.at > place->then.at;
}

static enum casework_change changes_word(const struct casework_changed *row,
					 const struct changes_place *place)
{
	static const enum casework_change words[LEDGER_STATES] = {
	    [LEDGER_THERE] = CASEWORK_CHANGE_THERE,
	    [LEDGER_CHANGED] = CASEWORK_CHANGE_CHANGED,
	    [LEDGER_STAND_IN] = CASEWORK_CHANGE_STAND_IN,
	    [LEDGER_LOGIN] = CASEWORK_CHANGE_LOGIN,
	    [LEDGER_ABSENT] = CASEWORK_CHANGE_ABSENT,
	    [LEDGER_UNKNOWN] = CASEWORK_CHANGE_UNKNOWN,
	};

	if (row->then.at == 0 || !changes_is_later(place))
		return CASEWORK_CHANGE_NOTHING;
	if (row->now.gone)
		return CASEWORK_CHANGE_GONE;
	if (row->now.state == LEDGER_THERE &&
	    (row->then.gone || row->then.state != LEDGER_THERE ||
	     place->back_number > place->then_number))
		return CASEWORK_CHANGE_BACK;
	return words[row->now.state];
}

static void changes_count(struct casework_changes *out,
			  const struct casework_changed *row)
{
	out->counts[row->change]++;
	if (row->change == CASEWORK_CHANGE_NOTHING)
		return;
	out->places++;
	out->less += row->less != 0;
	out->more += row->more != 0;
	if (out->since == 0 || row->then.at < out->since)
		out->since = row->then.at;
}

static void changes_row(struct changes *all, struct casework_changed *row)
{
	char *source;

	if (all->asked->row == NULL)
		return;
	all->err =
	    session_photo_source(all->work, row->photo, all->fault, &source);
	row->source = source;
	if (all->err == LENS_OK)
		all->asked->row(all->asked->context, row);
	free(source);
}

static void changes_tell(struct changes *all,
			 const struct ledger_sighting *sighting,
			 const struct changes_place *place)
{
	struct casework_changed row = {.photo = sighting->photo,
				       .sighting = sighting->id,
				       .place = sighting->place,
				       .page = sighting->page,
				       .then = place->then,
				       .now = place->last,
				       .learned = place->learned};

	row.now.gone = sighting->gone;
	row.change = changes_word(&row, place);
	row.same = row.change != CASEWORK_CHANGE_BACK &&
		   row.now.state == row.then.state &&
		   row.now.gone == row.then.gone &&
		   (row.now.state != LEDGER_THERE ||
		    row.now.access == row.then.access);
	if (row.now.gone || row.now.state == LEDGER_ABSENT ||
	    row.now.state == LEDGER_CHANGED)
		row.since = sighting->missing;
	if (row.change == CASEWORK_CHANGE_THERE ||
	    row.change == CASEWORK_CHANGE_BACK) {
		row.known = place->gave.known && place->gives.known;
		row.less = place->gave.kinds & ~place->gives.kinds;
		row.more = place->gives.kinds & ~place->gave.kinds;
	}
	if (!row.known)
		row.less = row.more = 0;
	changes_count(all->out, &row);
	changes_row(all, &row);
}

static bool changes_sighting(void *context,
			     const struct ledger_sighting *sighting)
{
	struct changes *all = context;
	struct changes_place place = {.until = all->asked->since};

	/* A file is no place, and where nobody looked nothing is known. */
	if (sighting->access == LEDGER_ACCESS_NONE ||
	    casework_times(casework_ledger(all->work), sighting).looked == 0 ||
	    !session_photo_chosen(all->asked->photos, all->asked->photo_count,
				  sighting->photo))
		return true;
	all->err = ledger_look_each(casework_ledger(all->work), sighting->id,
				    changes_look, &place, all->fault);
	if (all->err == LENS_OK)
		changes_tell(all, sighting, &place);
	return all->err == LENS_OK;
}

enum lens_err casework_changes(struct casework *work,
			       const struct casework_changes_asked *asked,
			       struct ledger_fault *fault,
			       struct casework_changes *out)
{
	struct changes all = {
	    .asked = asked, .out = out, .work = work, .fault = fault};
	enum lens_err err;

	*out = (struct casework_changes){.since = 0};
	err =
	    session_photos_kept(work, asked->photos, asked->photo_count, fault);
	if (err == LENS_OK)
		err = ledger_sighting_each(casework_ledger(work), 0,
					   changes_sighting, &all, fault);
	return err == LENS_OK ? all.err : err;
}
