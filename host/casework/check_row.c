/* check_row.c: what each picture of a check comes to, told and noted. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_findings.h>

#include "check_run.h"
#include "named.h"
#include "place.h"
#include "turned.h"

const char casework_agent[] =
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const char *casework_seen_name(enum casework_seen seen)
{
	static const char *const names[CASEWORK_SEEN] = {
	    [CASEWORK_MINE] = "mine",
	    [CASEWORK_NEW] = "new",
	    [CASEWORK_NOTHING] = "nothing",
	    [CASEWORK_UNREADABLE] = "unreadable",
	    [CASEWORK_DRAWING] = "drawing",
	    [CASEWORK_PAGE] = "page",
	};

	return seen < CASEWORK_SEEN ? names[seen] : "";
}

static const struct check_item *row_asked(const struct check_item *item)
{
	return item->origin != NULL ? item->origin : item;
}

/* ---- Sightings ---- */

static char *check_how(const struct match_answer *answer)
{
	char *how = base_copy(""), text[MATCH_HOW_TEXT];
	bool before = base_said_english(true); /* it is kept */

	for (unsigned bit = 0; bit < MATCH_HOW_COUNT; bit++)
		if (answer->how & 1u << bit) {
			char *more = base_format(
			    "%s%s%s", how, how[0] ? ", " : "",
			    match_how_say(bit, answer->degrees, text));

			free(how);
			how = more;
		}
	(void)base_said_english(before);
	return how;
}

static struct ledger_own check_own(const struct check_item *item,
				   const struct ipc_picture *picture)
{
	const struct ipc_fetch *fetch = &row_asked(item)->fetch;
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);
	struct ledger_own own = {
	    .bytes = item->bytes,
	    .width = sides.width,
	    .height = sides.height,
	    .format = ipc_format_name(picture->format),
	    .etag = fetch->headers[IPC_FETCH_ETAG],
	    .modified = fetch->headers[IPC_FETCH_MODIFIED],
	};

	/* A part of the file says nothing of the whole. */
	if (picture->damaged)
		return (struct ledger_own){0};
	memcpy(own.sha256, picture->sha256, sizeof(own.sha256));
	return own;
}

/* "etag: \"x\"; cache-control: no-store": the headers that it came with. */
char *check_headers(const struct ipc_fetch *fetch)
{
	char *all = base_copy("");

	for (enum ipc_fetch_header i = 0; i < IPC_FETCH_KEPT; i++) {
		char *more;

		if (fetch->headers[i][0] == '\0')
			continue;
		more = base_format("%s: %s", ipc_fetch_header_name(i),
				   fetch->headers[i]);
		all = base_join(all, "; ", more);
		free(more);
	}
	return all;
}

uint64_t check_kinds(const struct ipc_picture *picture)
{
	uint64_t kinds = 0;

	for (unsigned i = 0; i < picture->count; i++)
		kinds |= UINT64_C(1) << picture->findings[i].kind;
	return kinds;
}

char *check_gives(const struct ipc_picture *picture)
{
	uint64_t told = check_kinds(picture);
	char *all = base_copy("");

	for (enum ipc_finding_kind i = 0; i < IPC_FINDINGS; i++)
		if (told >> i & 1)
			all = base_join(all, " ", casework_finding(i)->kind);
	if (all[0] != '\0')
		return all;
	free(all);
	return base_copy("none");
}

/* Where a photo of mine was seen, if that is to be noted. */
static enum lens_err check_record(struct check_run *run,
				  const struct check_item *item,
				  const struct casework_exposure *row)
{
	struct ledger_sighting sightings[CHECK_MATCHES_MAX];
	char *words[CHECK_MATCHES_MAX], *anchor, *headers, *gives;
	enum lens_err err;

	if (!run->check->record || row->count == 0 || row->url[0] == '\0')
		return LENS_OK;
	anchor = place_anchor(row->url);
	headers = check_headers(&row_asked(item)->fetch);
	gives = check_gives(row->picture);
	for (unsigned i = 0; i < row->count; i++) {
		const struct match_answer *answer = row->matches[i].answer;

		words[i] = check_how(answer);
		sightings[i] = (struct ledger_sighting){
		    .photo = (int64_t)answer->photo,
		    .place = row->url,
		    .anchor = anchor,
		    .page = row->page,
		    .title = item->title,
		    .how = words[i],
		    .source = "check",
		    .distance = answer->distance,
		    .access = row->access,
		    .why = row->why,
		    .own = check_own(item, row->picture),
		    .answer = row_asked(item)->fetch.answer,
		    .headers = headers,
		    .gives = gives,
		};
	}
	err = ledger_sighting_put(casework_ledger(run->work), sightings,
				  row->count, run->fault);
	for (size_t i = 0; i < row->count; i++)
		free(words[i]);
	free(anchor);
	free(headers);
	free(gives);
	return err;
}

/* ---- Rows ---- */

/* Bits of 256 up to which two pictures that belong together are one photo. */
#define CHECK_SAME_BITS 60

/*
 * The row of the same photo in another size that was told before, and what is
 * known of this one for those that come.  That one element has both is no
 * proof: a placeholder is no photo.
 */
static size_t check_same_row(struct check_item *item,
			     const struct casework_exposure *row)
{
	const struct check_item *other = item->first;
	int64_t photo =
	    row->count > 0 ? (int64_t)row->matches[0].answer->photo : -1;
	const struct check_item *origin = item->origin;

	if (origin != NULL)
		item->same = origin->same ? origin->same : origin->number;
	if (row->seen != CASEWORK_MINE && row->seen != CASEWORK_NEW)
		return item->same;
	item->photo = photo;
	memcpy(item->pdq, row->picture->fingerprint.pdq[0], sizeof(item->pdq));
	if (origin != NULL)
		return item->same;
	for (; other != NULL; other = other->sibling)
		if (other != item && other->photo == photo &&
		    (photo > 0 || fingerprint_distance(other->pdq, item->pdq,
						       sizeof(item->pdq)) <=
				      CHECK_SAME_BITS))
			return item->same =
				   other->same ? other->same : other->number;
	return 0;
}

static enum lens_err check_tell(struct check_run *run, struct check_item *item,
				struct casework_exposure *row)
{
	const struct check_item *asked = row_asked(item);
	enum lens_err err = check_record(run, item, row);
	bool document = item == asked || item->via != CASEWORK_VIA_NONE;

	row->target = item->target;
	row->number = item->number;
	row->same = check_same_row(item, row);
	row->via = item->via;
	row->left = item->is_page ? &item->left : NULL;
	/* A page that came instead of a picture was read by them, too. */
	if (asked->fetch.marks & IPC_FETCH_MARK_PAGE)
		row->rules = run->rules.packs;
	row->url = item->url;
	row->page = item->page;
	row->read = document ? asked->said : NULL;
	row->fetch = item->fetched ? &asked->fetch : NULL;
	row->bytes = item->bytes;
	row->fd = asked->fetched ? asked->fetch.fd : item->fd;
	row->browser = item->browser;
	if (err == LENS_OK)
		run->check->row(run->check->context, row);
	base_close(&item->fetch.fd);
	base_close(&item->fd);
	return err;
}

static void check_done(struct check_run *run)
{
	run->done++;
	if (run->check->progress != NULL)
		run->check->progress(run->check->context, run->done,
				     run->count);
}

/* A style sheet is nobody's question, unless it hid pictures from us; nor that
 * a picture of a page is another page of the same check. */
static bool check_is_told(const struct check_item *item,
			  struct access_state state)
{
	if (item->origin != NULL && item->origin->is_page && !item->is_page)
		return false;
	return item->via != CASEWORK_VIA_SHEET ||
	       state.access == LEDGER_ACCESS_UNKNOWN ||
	       strcmp(state.why, "cut") == 0;
}

enum lens_err check_tell_state(struct check_run *run, struct check_item *item,
			       enum casework_seen seen,
			       struct access_state state)
{
	struct ipc_picture none = {0};
	struct casework_exposure row = {.seen = seen,
					.picture = &none,
					.access = state.access,
					.why = state.why,
					.words = state.words};
	enum lens_err err = LENS_OK;

	if (check_is_told(item, state)) {
		err = check_tell(run, item, &row);
	} else {
		base_close(&item->fetch.fd);
		base_close(&item->fd);
	}
	check_done(run);
	if (err != LENS_OK || item->origin != NULL)
		return err;
	item->seen = seen;
	item->words = base_copy(state.words);
	item->state = state;
	item->state.words = item->words;
	item->over = true;
	return LENS_OK;
}

/* What is none of mine: public, or a stand-in. */
static enum lens_err check_tell_new(struct check_run *run,
				    struct check_item *item,
				    struct ipc_picture *picture)
{
	struct access_state state = check_judge(run, item);
	bool stand_in = state.access == LEDGER_ACCESS_STAND_IN;
	struct ipc_picture none = {0};

	return check_tell(
	    run, item,
	    &(struct casework_exposure){.seen = stand_in ? CASEWORK_NOTHING
							 : CASEWORK_NEW,
					.picture = stand_in ? &none : picture,
					.access = state.access,
					.why = state.why,
					.words = state.words});
}

/* Rows that were told before this one showed that they are stand-ins. */
static enum lens_err check_tell_same(struct check_run *run,
				     const struct check_item *than)
{
	struct ipc_picture none = {0};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < run->count && err == LENS_OK; i++) {
		struct check_item *item = run->items[i];
		bool same = item != than && item->told && item->fetched &&
			    memcmp(item->sha256, than->sha256,
				   sizeof(item->sha256)) == 0;

		if (same &&
		    check_judge(run, item).access == LEDGER_ACCESS_STAND_IN)
			err = check_tell_new(run, item, &none);
	}
	return err;
}

/* Held back until all have come, or told now and perhaps once more. */
static enum lens_err check_take_new(struct check_run *run,
				    struct check_item *item,
				    struct ipc_picture *picture)
{
	enum lens_err err = LENS_OK;

	item->told = true;
	item->flat = picture->fingerprint.pdq_quality == 0;
	item->drawn = check_is_drawn(item, picture);
	memcpy(item->sha256, picture->sha256, sizeof(item->sha256));
	if (run->check->retells) {
		err = check_tell_new(run, item, picture);
		if (err == LENS_OK && item->fetched)
			err = check_tell_same(run, item);
	} else if (item->origin == NULL) {
		item->picture = *picture;
		*picture = (struct ipc_picture){0};
	}
	check_done(run);
	return err;
}

/* A page of results says where it found them. */
static enum lens_err check_note_named(struct check_run *run, const char *leads)
{
	enum lens_err err = LENS_OK;
	bool noted;

	for (unsigned i = 0; i < run->answer_count && err == LENS_OK; i++)
		err = named_note(casework_ledger(run->work), &run->answers[i],
				 leads, run->fault, &noted);
	return err;
}

static enum lens_err check_take_mine(struct check_run *run,
				     struct check_item *item,
				     struct ipc_picture *picture,
				     const struct casework_match *matches,
				     unsigned count)
{
	struct access_state state = access_say(
	    item->browser && item->turned_away ? ACCESS_BROWSERS : ACCESS_MINE);
	char *leads =
	    item->link != NULL ? named_elsewhere(item->link, item->page) : NULL;
	enum lens_err err;

	if (!item->fetched)
		state = (struct access_state){
		    item->inside ? LEDGER_ACCESS_PUBLIC : LEDGER_ACCESS_NONE,
		    "ok", "It is one of your photos."};
	err = check_tell(run, item,
			 &(struct casework_exposure){.url = item->url,
						     .page = item->page,
						     .leads = leads,
						     .seen = CASEWORK_MINE,
						     .picture = picture,
						     .count = count,
						     .matches = matches,
						     .access = state.access,
						     .why = state.why,
						     .words = state.words});
	if (err == LENS_OK && leads != NULL && run->check->record)
		err = check_note_named(run, leads);
	free(leads);
	check_done(run);
	return err;
}

/* What the row left of it is kept for other pages that show it. */
static void check_keep(const struct check_run *run, struct check_item *item,
		       struct ipc_picture *picture)
{
	if (!run->check->pages)
		return;
	if (!item->told) {
		item->picture = *picture;
		*picture = (struct ipc_picture){0};
	}
	item->looked = true;
	item->answer_count = run->answer_count;
	item->answers =
	    base_alloc(run->answer_count + 1, sizeof(*item->answers));
	for (unsigned i = 0; i < run->answer_count; i++)
		item->answers[i] = run->answers[i];
	item->over = true;
}

enum lens_err check_tell_picture(struct check_run *run, struct check_item *item,
				 struct ipc_picture *picture)
{
	struct casework_match matches[CHECK_MATCHES_MAX];
	struct ledger_photos *photos[CHECK_MATCHES_MAX] = {NULL};
	enum lens_err err = LENS_OK;
	unsigned count = 0;

	for (unsigned i = 0; i < run->answer_count && err == LENS_OK; i++) {
		err = ledger_photo_get(casework_ledger(run->work),
				       (int64_t)run->answers[i].photo,
				       run->fault, &photos[i]);
		if (err == LENS_OK)
			matches[count++] = (struct casework_match){
			    &run->answers[i], photos[i]->photos[0].source, "",
			    NULL};
		else if (err == LENS_NOT_FOUND) /* forgotten meanwhile */
			err = LENS_OK;
	}
	if (err == LENS_OK)
		err = count > 0
			  ? check_take_mine(run, item, picture, matches, count)
			  : check_take_new(run, item, picture);
	for (unsigned i = 0; i < run->answer_count; i++)
		ledger_photos_free(photos[i]);
	if (err == LENS_OK && item->origin == NULL)
		check_keep(run, item, picture);
	return err;
}

enum lens_err check_tell_held(struct check_run *run)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < run->count && err == LENS_OK; i++) {
		struct check_item *item = run->items[i];

		if (item->told && !run->check->retells)
			err = check_tell_new(run, item,
					     item->origin != NULL
						 ? &item->origin->picture
						 : &item->picture);
	}
	return err;
}
