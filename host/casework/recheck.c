/*
 * recheck.c: is it gone?  The places where photos were seen, looked at again:
 * each page first, since addresses expire and are changed, then the addresses
 * of what it did not show.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/base_address.h>
#include <lenscap/casework_check.h>
#include <lenscap/casework_recheck.h>
#include <lenscap/casework_registry.h>

#include "came_back.h"
#include "case_entries.h"
#include "check_run.h"
#include "draft.h"
#include "session.h"
#include "turned.h"

#define RECHECK_BATCH 200 /* places or pages that are asked at once */

/* A place, as the ledger has it; texts are owned. */
struct recheck_place {
	struct ledger_sighting sighting;
	struct recheck_page *page; /* NULL when none is known */
	struct ledger_look look;
	const char *words;
	bool asked, exact; /* its very address was on the page */
	bool noted;	   /* the look at it is in the ledger */
};

/* A page that has some of the places. */
struct recheck_page {
	const char *url; /* the first place's */
	enum ledger_access access;
	bool read, whole; /* and each picture on it was looked at */
	bool cut;	  /* some of it was not even listed */
	unsigned pictures;
};

struct rechecking {
	struct casework *work;
	const struct casework_recheck *recheck;
	int64_t now;
	bool resting; /* those that rest are read */
	struct recheck_place *places;
	size_t count; /* of them, to be looked at */
	size_t known; /* with those behind, which were looked at already */
	size_t capacity;
	struct recheck_page *pages; /* room for one of each place */
	size_t page_count, done;
};

/* ---- Places ---- */

static bool recheck_is_on(const struct casework_recheck *recheck,
			  const struct ledger_sighting *sighting)
{
	for (size_t i = 0; i < recheck->page_count; i++)
		if (strcmp(recheck->pages[i], sighting->page) == 0 ||
		    strcmp(recheck->pages[i], sighting->place) == 0)
			return true;
	return recheck->pages == NULL;
}

/* Looked at a moment ago: known as a place, and not asked for again.  A look by
 * a clock that was ahead lets nothing rest. */
static bool recheck_rests(const struct rechecking *all,
			  const struct ledger_sighting *sighting)
{
	return all->recheck->before > 0 &&
	       sighting->checked >= all->recheck->before &&
	       sighting->checked < all->now + 1000; /* now: whole seconds */
}

static bool recheck_take(void *context, const struct ledger_sighting *sighting)
{
	struct rechecking *all = context;
	struct ledger_sighting *own;

	if (!base_address_is_web(sighting->place) ||
	    recheck_rests(all, sighting) != all->resting ||
	    !session_photo_chosen(all->recheck->photos,
				  all->recheck->photo_count, sighting->photo) ||
	    !recheck_is_on(all->recheck, sighting))
		return true;
	all->places = base_grow(all->places, all->known, &all->capacity,
				sizeof(*all->places));
	all->places[all->known] = (struct recheck_place){
	    .sighting = *sighting, .look = {.state = LEDGER_UNKNOWN}};
	own = &all->places[all->known++].sighting;
	own->place = base_copy(sighting->place);
	own->anchor = place_anchor(sighting->anchor);
	own->page = base_copy(sighting->page);
	own->how = base_copy(sighting->how);
	own->own.etag = base_copy(sighting->own.etag);
	own->own.modified = base_copy(sighting->own.modified);
	own->title = own->source = own->why = own->own.format = NULL;
	own->extra = (struct base_view){NULL, 0};
	return true;
}

/* Those to be looked at, and behind them those that rest. */
static enum lens_err recheck_places(struct rechecking *all,
				    struct ledger_fault *fault)
{
	struct ledger *ledger = casework_ledger(all->work);
	enum lens_err err =
	    ledger_sighting_each(ledger, 0, recheck_take, all, fault);

	all->count = all->known;
	all->resting = true;
	if (err == LENS_OK && all->recheck->before > 0)
		err = ledger_sighting_each(ledger, 0, recheck_take, all, fault);
	return err;
}

static void recheck_free(struct rechecking *all)
{
	for (size_t i = 0; i < all->known; i++) {
		struct recheck_place *place = &all->places[i];

		free((char *)place->sighting.place);
		free((char *)place->sighting.anchor);
		free((char *)place->sighting.page);
		free((char *)place->sighting.how);
		free((char *)place->sighting.own.etag);
		free((char *)place->sighting.own.modified);
		free((char *)place->look.address);
		free((char *)place->look.anchor);
		free((char *)place->look.headers);
		free((char *)place->look.gives);
	}
	free(all->places);
	free(all->pages);
}

/* The pages of the places, each once; of those that rest, which are asked for
 * others. */
static void recheck_list_pages(struct rechecking *all)
{
	all->pages = base_alloc(all->count + 1, sizeof(*all->pages));
	for (size_t i = 0; i < all->known; i++) {
		struct recheck_place *place = &all->places[i];
		size_t at = 0;

		if (!base_address_is_web(place->sighting.page))
			continue;
		while (at < all->page_count &&
		       strcmp(all->pages[at].url, place->sighting.page) != 0)
			at++;
		if (at == all->page_count && i >= all->count)
			continue;
		place->page = &all->pages[at];
		if (at < all->page_count)
			continue;
		*place->page = (struct recheck_page){
		    .url = place->sighting.page, .whole = true};
		all->page_count++;
	}
}

/* ---- What was found ---- */

static const struct match_answer *
recheck_match(const struct casework_exposure *row, int64_t photo)
{
	for (unsigned i = 0; i < row->count; i++)
		if ((int64_t)row->matches[i].answer->photo == photo)
			return row->matches[i].answer;
	return NULL;
}

/* Whether its page was read to its end: one that was not may show the photo by
 * another address, and two ways of asking for the known one are one. */
static bool recheck_page_told(const struct recheck_place *place)
{
	const struct recheck_page *page = place->page;

	return page == NULL || (page->read && !page->cut) ||
	       page->access == LEDGER_ACCESS_ABSENT;
}

static void recheck_set(struct recheck_place *place, enum ledger_state state,
			const struct casework_exposure *row, unsigned ways)
{
	struct ledger_look *look = &place->look;

	free((char *)look->address);
	free((char *)look->anchor);
	free((char *)look->headers);
	free((char *)look->gives);
	*look = (struct ledger_look){
	    .sighting = place->sighting.id,
	    .state = state,
	    .access = row->access,
	    .why = row->why,
	    .ways = ways | (row->browser && recheck_page_told(place)
				? LEDGER_WAY_BROWSER
				: 0u),
	    .answer = row->fetch != NULL ? row->fetch->answer : 0,
	    .address = base_copy(row->url),
	    .anchor = place_anchor(row->url),
	    .headers = row->fetch != NULL ? check_headers(row->fetch) : NULL,
	};
	place->words = row->words;
	place->asked = true;
}

static void recheck_set_there(struct recheck_place *place,
			      const struct casework_exposure *row,
			      const struct match_answer *match, unsigned ways)
{
	const struct ipc_picture *picture = row->picture;
	struct ledger_own *own = &place->look.own;
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);

	recheck_set(place, LEDGER_THERE, row, ways);
	place->look.distance = match->distance;
	place->look.how = place->sighting.how;
	place->look.gives = check_gives(picture);
	/* A part of the file says nothing of the whole. */
	if (picture->damaged)
		return;
	*own = (struct ledger_own){
	    .bytes = row->bytes,
	    .width = sides.width,
	    .height = sides.height,
	    .format = ipc_format_name(picture->format),
	};
	memcpy(own->sha256, picture->sha256, sizeof(own->sha256));
}

/* Whether another place of this photo on this page has that address. */
static bool recheck_is_others(const struct rechecking *all,
			      const struct recheck_place *place,
			      const char *anchor)
{
	for (size_t i = 0; i < all->known; i++) {
		const struct recheck_place *other = &all->places[i];

		if (other != place && other->page == place->page &&
		    other->sighting.photo == place->sighting.photo &&
		    strcmp(other->sighting.anchor, anchor) == 0)
			return true;
	}
	return false;
}

/* A picture of a page: which places does it answer? */
static void recheck_on_page(struct rechecking *all, struct recheck_page *page,
			    const struct casework_exposure *row)
{
	char *anchor = place_anchor(row->url);

	page->pictures++;
	if (row->access == LEDGER_ACCESS_UNKNOWN)
		page->whole = false;
	for (size_t i = 0; i < all->count && row->count > 0; i++) {
		struct recheck_place *place = &all->places[i];
		const struct match_answer *match =
		    recheck_match(row, place->sighting.photo);
		bool exact = strcmp(place->sighting.anchor, anchor) == 0;

		if (place->page != page || match == NULL || place->exact ||
		    (!exact && (place->asked || row->url[0] == '\0' ||
				recheck_is_others(all, place, anchor))))
			continue;
		place->exact = exact;
		recheck_set_there(place, row, match, LEDGER_WAY_PAGE);
	}
	free(anchor);
}

/* Whether all of a document was looked at that may show a picture of its site.
 */
static bool recheck_is_whole(const struct casework_exposure *row)
{
	const struct casework_left *left = row->left;

	return row->access != LEDGER_ACCESS_UNKNOWN &&
	       (left == NULL || left->canvases + left->scripts +
					left->documents + left->beyond ==
				    0);
}

static void recheck_page_row(void *context, struct casework_exposure *row)
{
	struct rechecking *all = context;
	struct recheck_page *page = row->target->tag;

	if (row->via != CASEWORK_VIA_NONE && row->count == 0) {
		page->whole &= recheck_is_whole(row);
		return;
	}
	if (row->page[0] != '\0') {
		recheck_on_page(all, page, row);
		return;
	}
	page->access = row->access;
	page->cut |=
	    row->left != NULL && row->left->beyond + row->left->documents > 0;
	page->read = row->seen == CASEWORK_PAGE;
	page->whole &= page->read && recheck_is_whole(row);
}

/* The page was read, has pictures, and this photo is none of them. */
static bool recheck_left_page(const struct recheck_place *place)
{
	const struct recheck_page *page = place->page;

	return page != NULL && page->read && page->whole && page->pictures > 0;
}

static enum ledger_state recheck_state(const struct casework_exposure *row)
{
	static const enum ledger_state states[LEDGER_ACCESSES] = {
	    [LEDGER_ACCESS_NONE] = LEDGER_UNKNOWN,
	    [LEDGER_ACCESS_PUBLIC] = LEDGER_UNKNOWN,
	    [LEDGER_ACCESS_BROWSERS] = LEDGER_UNKNOWN,
	    [LEDGER_ACCESS_LOGIN] = LEDGER_LOGIN,
	    [LEDGER_ACCESS_STAND_IN] = LEDGER_STAND_IN,
	    [LEDGER_ACCESS_ABSENT] = LEDGER_ABSENT,
	    [LEDGER_ACCESS_UNKNOWN] = LEDGER_UNKNOWN,
	};

	if (row->seen == CASEWORK_MINE || row->seen == CASEWORK_NEW)
		return LEDGER_CHANGED;
	return states[row->access];
}

/* The address of a place that its page did not show. */
static void recheck_at_address(struct recheck_place *place,
			       const struct casework_exposure *row)
{
	const struct match_answer *match =
	    recheck_match(row, place->sighting.photo);
	enum ledger_state state = recheck_state(row);
	unsigned ways = LEDGER_WAY_ADDRESS;
	bool expired;

	if (match != NULL) {
		recheck_set_there(place, row, match, ways);
		return;
	}
	if (row->fetch != NULL && row->fetch->status == IPC_FETCH_UNCHANGED) {
		recheck_set(place, LEDGER_THERE, row, ways);
		place->look.distance = place->sighting.distance;
		return;
	}
	if (recheck_left_page(place) ||
	    (place->page != NULL &&
	     place->page->access == LEDGER_ACCESS_ABSENT))
		ways |= LEDGER_WAY_PAGE;
	/* An address whose time is over says nothing, but its page does. */
	expired = state == LEDGER_UNKNOWN && ways & LEDGER_WAY_PAGE &&
		  strcmp(row->why, "expired") == 0;
	recheck_set(place, expired ? LEDGER_ABSENT : state, row, ways);
	if (expired)
		place->words = "This address was made for a time that is over, "
			       "and its page does not show the photo by "
			       "another.";
	else if (state == LEDGER_CHANGED)
		place->words = "Another picture comes from there now; this "
			       "photo was not found in it.";
}

/* What is asked for in the same words has one answer, on whatever pages. */
static bool recheck_asks_alike(const struct recheck_place *place,
			       const struct recheck_place *other)
{
	const struct ledger_sighting *a = &place->sighting,
				     *b = &other->sighting;

	return strcmp(a->place, b->place) == 0 &&
	       (a->own.bytes > 0) == (b->own.bytes > 0) &&
	       strcmp(a->own.etag, b->own.etag) == 0 &&
	       strcmp(a->own.modified, b->own.modified) == 0;
}

static void recheck_address_row(void *context, struct casework_exposure *row)
{
	struct rechecking *all = context;
	struct recheck_place *place = row->target->tag;

	for (size_t i = 0; i < all->count; i++)
		if (&all->places[i] == place ||
		    (!all->places[i].asked &&
		     recheck_asks_alike(place, &all->places[i])))
			recheck_at_address(&all->places[i], row);
}

/* ---- Asking ---- */

static void recheck_progress(void *context, size_t done, size_t total)
{
	const struct rechecking *all = context;

	(void)total;
	if (all->recheck->progress != NULL)
		all->recheck->progress(all->recheck->context,
				       all->done + done < all->count
					   ? all->done + done
					   : all->count,
				       all->count);
}

static struct casework_check_page
recheck_check(struct rechecking *all, const struct casework_target *targets,
	      size_t count)
{
	return (struct casework_check_page){.targets = targets,
					    .count = count,
					    .network = all->recheck->network,
					    .context = all};
}

static enum lens_err recheck_ask_pages(struct rechecking *all, size_t from,
				       size_t count, struct ledger_fault *fault)
{
	struct casework_target *targets = base_alloc(count, sizeof(*targets));
	struct casework_check_page check = recheck_check(all, targets, count);
	enum lens_err err;

	check.pages = true;
	check.row = recheck_page_row;
	for (size_t i = 0; i < count; i++)
		targets[i] =
		    (struct casework_target){.url = all->pages[from + i].url,
					     .fd = -1,
					     .tag = &all->pages[from + i]};
	err = casework_check_page(all->work, &check, fault);
	free(targets);
	return err;
}

static bool recheck_is_asked(const struct casework_target *targets,
			     size_t count, const struct recheck_place *place)
{
	for (size_t i = 0; i < count; i++)
		if (recheck_asks_alike(targets[i].tag, place))
			return true;
	return false;
}

static enum lens_err recheck_ask(struct rechecking *all, size_t from,
				 size_t end, struct ledger_fault *fault)
{
	struct casework_target *targets =
	    base_alloc(end - from + 1, sizeof(*targets));
	struct casework_check_page check = recheck_check(all, targets, 0);
	enum lens_err err = LENS_OK;

	check.row = recheck_address_row;
	check.progress = recheck_progress;
	for (size_t i = from; i < end; i++) {
		struct recheck_place *place = &all->places[i];
		const struct ledger_sighting *seen = &place->sighting;

		if (place->asked ||
		    recheck_is_asked(targets, check.count, place))
			continue;
		targets[check.count++] = (struct casework_target){
		    .url = seen->place,
		    .fd = -1,
		    .tag = place,
		    .expect = seen->photo,
		    .etag = seen->own.bytes ? seen->own.etag : NULL,
		    .modified = seen->own.bytes ? seen->own.modified : NULL,
		    .page = seen->page};
	}
	if (check.count > 0)
		err = casework_check_page(all->work, &check, fault);
	free(targets);
	return err;
}

static enum lens_err recheck_tell(struct rechecking *all,
				  struct recheck_place *place,
				  struct ledger_fault *fault)
{
	const struct ledger_sighting *was = &place->sighting;
	struct ledger_look *look = &place->look;
	char *source;
	enum lens_err err =
	    session_photo_source(all->work, was->photo, fault, &source);

	look->first = all->now;
	casework_recheck_rule(was, look, all->now);
	all->recheck->row(all->recheck->context,
			  &(struct casework_place_seen){
			      .photo = was->photo,
			      .sighting = was->id,
			      .source = source,
			      .place = was->place,
			      .page = was->page,
			      .address = look->state == LEDGER_THERE
					     ? look->address
					     : was->place,
			      .state = look->state,
			      .access = look->access,
			      .missing = look->missing,
			      .gone = look->gone,
			      .back = was->gone && look->state == LEDGER_THERE,
			      .why = look->why,
			      .words = place->words});
	free(source);
	return err;
}

/* A site that wants to be left alone was not asked: that is no look. */
static bool recheck_is_look(const struct recheck_place *place)
{
	return place->asked && strcmp(place->look.why, "not_asked") != 0;
}

/* Some of the places: asked, told, and noted at once. */
static enum lens_err recheck_batch(struct rechecking *all, size_t from,
				   size_t end, struct ledger_fault *fault)
{
	struct ledger_look *looks = base_alloc(end - from + 1, sizeof(*looks));
	size_t count = 0;
	enum lens_err told, noted, err = recheck_ask(all, from, end, fault);

	if (err == LENS_OK || err == LENS_CANCELLED) {
		for (size_t i = from; i < end; i++)
			if (all->places[i].asked) {
				told =
				    recheck_tell(all, &all->places[i], fault);
				err = err == LENS_OK ? told : err;
				if (recheck_is_look(&all->places[i]))
					looks[count++] = all->places[i].look;
			}
		noted = ledger_look_put(casework_ledger(all->work), looks,
					count, fault);
		for (size_t i = from; i < end; i++)
			all->places[i].noted =
			    recheck_is_look(&all->places[i]) &&
			    noted == LENS_OK;
		err = noted == LENS_OK ? err : noted;
	}
	free(looks);
	all->done = end;
	return err;
}

static enum lens_err recheck_all(struct rechecking *all,
				 struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	recheck_list_pages(all);
	for (size_t from = 0; from < all->page_count && err == LENS_OK;
	     from += RECHECK_BATCH) {
		size_t left = all->page_count - from;

		err = recheck_ask_pages(
		    all, from, left < RECHECK_BATCH ? left : RECHECK_BATCH,
		    fault);
	}
	for (size_t from = 0; from < all->count && err == LENS_OK;
	     from += RECHECK_BATCH) {
		size_t end = from + RECHECK_BATCH;

		err = recheck_batch(all, from,
				    end < all->count ? end : all->count, fault);
	}
	return err;
}

/* ---- Cases ---- */

/* A place on the web as the ledger has it now. */
struct recheck_seen {
	char *place;
	bool there, gone;
	int64_t back; /* found there again after it was gone: when; 0: not */
};

struct recheck_cases {
	struct rechecking *all;
	const struct registry *registry;
	struct recheck_seen *seen;
	size_t count, capacity;
	struct ledger_fault *fault;
	enum lens_err err;
};

static bool recheck_take_seen(void *context,
			      const struct ledger_sighting *sighting)
{
	struct recheck_cases *cases = context;
	struct recheck_seen *seen;

	if (!base_address_is_web(sighting->place))
		return true;
	cases->seen = base_grow(cases->seen, cases->count, &cases->capacity,
				sizeof(*cases->seen));
	seen = &cases->seen[cases->count++];
	*seen = (struct recheck_seen){
	    .place = base_copy(sighting->place),
	    .there = sighting->state == LEDGER_THERE && !sighting->gone,
	    .gone = sighting->gone};
	if (seen->there)
		cases->err = came_back(casework_ledger(cases->all->work),
				       sighting->id, cases->fault, &seen->back);
	return cases->err == LENS_OK;
}

static int recheck_by_place(const void *a, const void *b)
{
	return strcmp(((const struct recheck_seen *)a)->place,
		      ((const struct recheck_seen *)b)->place);
}

/* An address that several pages show, or that shows several photos, is one
 * place: there while anything of it is, and gone when all is. */
static void recheck_merge_seen(struct recheck_cases *cases)
{
	size_t kept = 0;

	if (cases->count == 0)
		return;
	qsort(cases->seen, cases->count, sizeof(*cases->seen),
	      recheck_by_place);
	for (size_t i = 1; i < cases->count; i++) {
		struct recheck_seen *seen = &cases->seen[i];
		struct recheck_seen *last = &cases->seen[kept];

		if (strcmp(seen->place, last->place) != 0) {
			cases->seen[++kept] = *seen;
			continue;
		}
		last->there |= seen->there;
		last->gone &= seen->gone;
		last->back = seen->back > last->back ? seen->back : last->back;
		free(seen->place);
	}
	cases->count = kept + 1;
}

/* What all the places of a controller come to. */
struct recheck_sum {
	int there, gone;
	int back;  /* found again since the case was told last */
	int again; /* of those there, all that had been gone */
};

static enum lens_err recheck_event(const struct recheck_cases *cases,
				   const struct casework_case *the_case,
				   const struct recheck_sum *sum)
{
	char day[LEDGER_DAY];
	char *detail = json_line_take(
	    json_pack("{s:i, s:i, s:i, s:i}", "there", sum->there, "gone",
		      sum->gone, "back", sum->back, "again", sum->again));
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

/* When the case was last looked at, written for, or told that all is erased:
 * what came back before that is no news in it. */
static enum lens_err recheck_told(const struct recheck_cases *cases,
				  int64_t case_id, int64_t *told)
{
	struct case_entries list;
	enum lens_err err =
	    case_entries_read(cases->all->work, case_id, cases->fault, &list);

	*told = 0;
	for (size_t i = 0; i < list.count; i++) {
		const struct case_entry *entry = &list.entries[i];
		const char *kind = case_entry_text(entry, "kind");

		if (!entry->withdrawn &&
		    (entry->event == CASE_EVENT_CHECKED ||
		     entry->event == CASE_EVENT_SENT ||
		     (entry->event == CASE_EVENT_REPLY &&
		      strcmp(kind, "erased") == 0)) &&
		    entry->noted > *told)
			*told = entry->noted;
	}
	case_entries_free(&list);
	return err;
}

static bool recheck_is_back(const struct recheck_place *place)
{
	return place->sighting.gone && place->look.state == LEDGER_THERE;
}

/* Whether it came back now, and is the first of that address which did. */
static bool recheck_is_news(const struct rechecking *all, size_t i)
{
	const char *place = all->places[i].sighting.place;

	if (i >= all->count || !recheck_is_back(&all->places[i]))
		return false;
	for (size_t j = 0; j < i; j++)
		if (recheck_is_back(&all->places[j]) &&
		    strcmp(all->places[j].sighting.place, place) == 0)
			return false;
	return true;
}

/* Places of a controller that were looked at now, or a moment ago, and of
 * which something was learned; how many of them came back now. */
static bool recheck_learned(const struct rechecking *all, const char *web,
			    int *back)
{
	bool learned = false;

	for (size_t i = 0; i < all->known; i++) {
		const struct recheck_place *place = &all->places[i];
		bool rests = i >= all->count;
		enum ledger_state state =
		    rests ? place->sighting.state : place->look.state;
		/* What was gone, and was not looked for now, is no news. */
		bool gone = !rests && place->look.gone &&
			    came_back_is_missing(&place->look);

		if ((!rests && !place->noted) ||
		    !place_is_at(place->sighting.place, web))
			continue;
		learned |= state == LEDGER_THERE || gone;
		*back += recheck_is_news(all, i);
	}
	return learned;
}

static bool recheck_case(void *context, const struct casework_case *the_case)
{
	struct recheck_cases *cases = context;
	const struct registry_controller *to =
	    registry_find(cases->registry, the_case->controller);
	struct recheck_sum sum = {0, 0, 0, 0};
	int64_t told = 0;
	int back = 0, news = 0;

	if (to == NULL || the_case->stage == CASEWORK_STAGE_CLOSED ||
	    !recheck_learned(cases->all, to->web, &back))
		return true;
	cases->err = recheck_told(cases, the_case->id, &told);
	for (size_t i = 0; i < cases->count; i++) {
		const struct recheck_seen *seen = &cases->seen[i];

		if (!place_is_at(seen->place, to->web))
			continue;
		sum.there += seen->there;
		sum.gone += seen->gone;
		sum.again += seen->back > 0;
		news += seen->back > told;
	}
	sum.back = back > news ? back : news;
	sum.again = sum.back > sum.again ? sum.back : sum.again;
	if (cases->err == LENS_OK && sum.there + sum.gone > 0)
		cases->err = recheck_event(cases, the_case, &sum);
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
	err = ledger_sighting_each(casework_ledger(all->work), 0,
				   recheck_take_seen, &cases, fault);
	recheck_merge_seen(&cases);
	if (err == LENS_OK && cases.err == LENS_OK)
		err = casework_case_each(all->work, 0, all->recheck->today,
					 LAW_EN, recheck_case, &cases, fault);
	registry_close(registry);
	for (size_t i = 0; i < cases.count; i++)
		free(cases.seen[i].place);
	free(cases.seen);
	return err == LENS_OK ? cases.err : err;
}

/* ---- All of it ---- */

enum lens_err casework_recheck(struct casework *work,
			       const struct casework_home *home,
			       const struct casework_recheck *recheck,
			       struct ledger_fault *fault)
{
	struct rechecking all = {.work = work, .recheck = recheck};
	enum lens_err err, told;

	all.now = recheck->now ? recheck->now : (int64_t)time(NULL) * 1000;
	err = session_photos_kept(work, recheck->photos, recheck->photo_count,
				  fault);
	if (err == LENS_OK)
		err = recheck_places(&all, fault);
	if (err == LENS_OK)
		err = recheck_all(&all, fault);
	/* What was learned before it was cancelled enters cases, too. */
	if (err == LENS_OK || err == LENS_CANCELLED) {
		told = recheck_cases(&all, home, fault);
		err = told == LENS_OK ? err : told;
	}
	recheck_free(&all);
	return err;
}
