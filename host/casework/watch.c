/* watch.c: the list of pages to look at again, one setting a page. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include <lenscap/casework_recheck.h>
#include <lenscap/casework_watch.h>

#include "place.h"
#include "refusal.h"
#include "session.h"

#define WATCH_SETTING "watch:"

/* ---- The list ---- */

struct watch_page {
	char *page;
	int64_t added, looked;
	enum ledger_access access;
	char *why, *words;
	size_t unlearned;
	bool cut;
	struct casework_watch_photo *photos;
	size_t count, capacity;
};

struct watch_list {
	struct watch_page *pages;
	size_t count, capacity;
};

static int64_t watch_number(const json_t *value, const char *name)
{
	return json_integer_value(json_object_get(value, name));
}

static bool watch_take(void *context, const char *name, const char *text)
{
	struct watch_list *list = context;
	size_t lead = strlen(WATCH_SETTING);
	json_t *value;

	if (strncmp(name, WATCH_SETTING, lead) != 0)
		return true;
	value = json_loads(text, 0, NULL);
	list->pages = base_grow(list->pages, list->count, &list->capacity,
				sizeof(*list->pages));
	list->pages[list->count++] =
	    (struct watch_page){.page = base_copy(name + lead),
				.added = watch_number(value, "added"),
				.looked = watch_number(value, "looked"),
				.access = LEDGER_ACCESS_UNKNOWN};
	json_decref(value);
	return true;
}

static enum lens_err watch_read(struct casework *work,
				struct ledger_fault *fault,
				struct watch_list *out)
{
	*out = (struct watch_list){NULL, 0, 0};
	return ledger_setting_each(casework_ledger(work), watch_take, out,
				   fault);
}

static void watch_free(struct watch_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->pages[i].page);
		free(list->pages[i].why);
		free(list->pages[i].words);
		free(list->pages[i].photos);
	}
	free(list->pages);
}

static enum lens_err watch_put(struct casework *work, const char *page,
			       int64_t added, int64_t looked,
			       struct ledger_fault *fault)
{
	char *name = base_format(WATCH_SETTING "%s", page), *value = NULL;
	enum lens_err err;

	if (added > 0)
		value = base_format("{\"added\":%lld,\"looked\":%lld}",
				    (long long)added, (long long)looked);
	err = ledger_setting_set(casework_ledger(work), name, value, fault);
	free(value);
	free(name);
	return err;
}

static struct watch_page *watch_find(const struct watch_list *list,
				     const char *page)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->pages[i].page, page) == 0)
			return &list->pages[i];
	return NULL;
}

enum lens_err casework_watch_set(struct casework *work, const char *page,
				 bool on, struct ledger_fault *fault,
				 bool *changed)
{
	struct watch_list list;
	int64_t now = on ? (int64_t)time(NULL) * 1000 : 0;
	enum lens_err err = watch_read(work, fault, &list);

	*changed = err == LENS_OK && (watch_find(&list, page) == NULL) == on;
	if (*changed && on && list.count >= CASEWORK_WATCH_MAX)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "There are %d pages on the list already; "
				  "take one off first.",
				  CASEWORK_WATCH_MAX);
	else if (*changed)
		err = watch_put(work, page, now, 0, fault);
	watch_free(&list);
	return err;
}

enum lens_err casework_watch_each(
    struct casework *work,
    void (*row)(void *context, const struct casework_watched *watched),
    void *context, struct ledger_fault *fault)
{
	struct watch_list list;
	enum lens_err err = watch_read(work, fault, &list);

	for (size_t i = 0; i < list.count && err == LENS_OK; i++)
		row(context, &(struct casework_watched){list.pages[i].page,
							list.pages[i].added,
							list.pages[i].looked});
	watch_free(&list);
	return err;
}

/* ---- A run ---- */

/* A photo that was seen on a page or at an address before. */
struct watch_known {
	int64_t photo;
	char *page, *anchor;
	bool gone;
};

struct watching {
	struct casework *work;
	const struct casework_watch *watch;
	struct watch_list due;
	struct watch_known *known;
	size_t count, capacity;
};

static bool watch_take_known(void *context,
			     const struct ledger_sighting *sighting)
{
	struct watching *all = context;

	all->known = base_grow(all->known, all->count, &all->capacity,
			       sizeof(*all->known));
	all->known[all->count++] = (struct watch_known){
	    sighting->photo, base_copy(sighting->page),
	    place_anchor(sighting->anchor), sighting->gone};
	return true;
}

/* A picture that was named stands on no page: its address tells. */
static const struct watch_known *watch_was(const struct watching *all,
					   int64_t photo,
					   const struct casework_exposure *row)
{
	const struct watch_known *was = NULL;
	char *anchor = place_anchor(row->url);
	bool named = row->page[0] == '\0';

	for (size_t i = 0; i < all->count && was == NULL; i++) {
		const struct watch_known *known = &all->known[i];

		if (known->photo == photo &&
		    strcmp(named ? known->anchor : known->page,
			   named ? anchor : row->page) == 0)
			was = known;
	}
	free(anchor);
	return was;
}

/* A page while it is asked for. */
struct watch_tag {
	const struct watching *all;
	struct watch_page *page;
};

/* What there is to say of a photo on a page; NULL: nothing yet. */
static struct casework_watch_photo *watch_said(const struct watch_page *page,
					       int64_t photo)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->photos[i].photo == photo)
			return &page->photos[i];
	return NULL;
}

static struct casework_watch_photo *watch_photo(struct watch_page *page,
						int64_t photo)
{
	struct casework_watch_photo *said = watch_said(page, photo);

	if (said != NULL)
		return said;
	page->photos = base_grow(page->photos, page->count, &page->capacity,
				 sizeof(*page->photos));
	page->photos[page->count] = (struct casework_watch_photo){
	    .photo = photo, .state = LEDGER_UNKNOWN};
	return &page->photos[page->count++];
}

/* A photo of mine that the page shows now. */
static void watch_shown(const struct watching *all, struct watch_page *page,
			const struct casework_exposure *row, int64_t id)
{
	const struct watch_known *was = watch_was(all, id, row);
	bool known = watch_said(page, id) != NULL;
	struct casework_watch_photo *photo = watch_photo(page, id);

	photo->found = true;
	photo->state = LEDGER_THERE;
	photo->added = known ? photo->added : was == NULL;
	photo->back |= was != NULL && was->gone;
}

static void watch_row(void *context, struct casework_exposure *row)
{
	struct watch_tag *tag = row->target->tag;
	struct watch_page *page = tag->page;
	bool part = row->page[0] != '\0' || row->via != CASEWORK_VIA_NONE;

	(void)context;
	page->unlearned += part && row->access == LEDGER_ACCESS_UNKNOWN;
	page->cut |=
	    strcmp(row->why, "cut") == 0 ||
	    (row->left != NULL && row->left->beyond + row->left->documents > 0);
	if (!part && page->why == NULL) {
		page->access = row->access;
		page->why = base_copy(row->why);
		page->words = base_copy(row->words);
	}
	for (unsigned i = 0; i < row->count; i++)
		watch_shown(tag->all, page, row,
			    (int64_t)row->matches[i].answer->photo);
}

static void watch_again(void *context, const struct casework_place_seen *seen)
{
	struct watching *all = context;

	for (size_t i = 0; i < all->due.count; i++) {
		struct watch_page *page = &all->due.pages[i];
		struct casework_watch_photo *photo;

		if (strcmp(page->page, seen->page) != 0 &&
		    strcmp(page->page, seen->place) != 0)
			continue;
		photo = watch_photo(page, seen->photo);
		/* Another place on the page shows it. */
		if (photo->found)
			continue;
		photo->found = seen->state == LEDGER_THERE;
		photo->state = seen->state;
		photo->gone = seen->gone;
		photo->back = seen->back;
	}
}

/* As a stranger sees the pages now, and where my photos are on them. */
static enum lens_err watch_check(struct watching *all,
				 struct ledger_fault *fault)
{
	size_t count = all->due.count;
	struct casework_target *targets = base_alloc(count, sizeof(*targets));
	struct watch_tag *tags = base_alloc(count, sizeof(*tags));
	struct casework_check_page check = {.targets = targets,
					    .count = count,
					    .pages = true,
					    .record = true,
					    .network = all->watch->network,
					    .row = watch_row,
					    .progress = all->watch->progress,
					    .context = all->watch->context};
	enum lens_err err;

	for (size_t i = 0; i < count; i++) {
		tags[i] = (struct watch_tag){all, &all->due.pages[i]};
		targets[i] = (struct casework_target){
		    .url = tags[i].page->page, .fd = -1, .tag = &tags[i]};
	}
	err = casework_check_page(all->work, &check, fault);
	free(tags);
	free(targets);
	return err;
}

static enum lens_err watch_recheck(struct watching *all,
				   const struct casework_home *home,
				   int64_t start, struct ledger_fault *fault)
{
	const char **pages = base_alloc(all->due.count + 1, sizeof(*pages));
	struct casework_recheck recheck = {.today = all->watch->today,
					   .pages = pages,
					   .page_count = all->due.count,
					   .before = start,
					   .network = all->watch->network,
					   .row = watch_again,
					   .context = all};
	enum lens_err err;

	for (size_t i = 0; i < all->due.count; i++)
		pages[i] = all->due.pages[i].page;
	err = casework_recheck(all->work, home, &recheck, fault);
	free(pages);
	return err;
}

static enum lens_err watch_row_told(struct watching *all,
				    struct watch_page *page,
				    struct ledger_fault *fault)
{
	char **sources = base_alloc(page->count + 1, sizeof(*sources));
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < page->count && err == LENS_OK; i++) {
		err = session_photo_source(all->work, page->photos[i].photo,
					   fault, &sources[i]);
		page->photos[i].source = sources[i];
	}
	if (err == LENS_OK)
		all->watch->row(all->watch->context,
				&(struct casework_watch_row){
				    .page = page->page,
				    .access = page->access,
				    .why = page->why ? page->why : "",
				    .words = page->words ? page->words : "",
				    .unlearned = page->unlearned,
				    .cut = page->cut,
				    .photos = page->photos,
				    .count = page->count});
	for (size_t i = 0; i < page->count; i++)
		free(sources[i]);
	free(sources);
	return err;
}

/* A page that could not be learned is due again, and is told as it is. */
static enum lens_err watch_tell(struct watching *all, int64_t now,
				struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < all->due.count && err == LENS_OK; i++) {
		struct watch_page *page = &all->due.pages[i];

		err = watch_row_told(all, page, fault);
		if (err == LENS_OK && page->why != NULL &&
		    page->access != LEDGER_ACCESS_UNKNOWN &&
		    page->unlearned == 0 && !page->cut)
			err = watch_put(all->work, page->page, page->added, now,
					fault);
	}
	return err;
}

/* A look in the future was noted by a clock that was wrong. */
static bool watch_is_rested(const struct watch_page *page, int64_t now)
{
	int64_t ago = now - page->looked;

	return page->looked > 0 && ago >= 0 && ago < CASEWORK_WATCH_REST;
}

/* Those that were looked at not long ago are left alone: how many. */
static size_t watch_rest(struct watch_list *list, bool all, int64_t now)
{
	size_t kept = 0, count = list->count;

	for (size_t i = 0; i < count; i++) {
		struct watch_page page = list->pages[i];

		if (!all && watch_is_rested(&page, now)) {
			free(page.page);
			continue;
		}
		list->pages[kept++] = page;
	}
	list->count = kept;
	return count - kept;
}

enum lens_err casework_watch_run(struct casework *work,
				 const struct casework_home *home,
				 const struct casework_watch *watch,
				 struct ledger_fault *fault, size_t *rested)
{
	struct watching all = {.work = work, .watch = watch};
	int64_t now = base_wall_ms(); /* as looks are noted */
	enum lens_err err = watch_read(work, fault, &all.due);

	*rested = err == LENS_OK ? watch_rest(&all.due, watch->all, now) : 0;
	if (err == LENS_OK && all.due.count > 0) {
		err = ledger_sighting_each(casework_ledger(work), 0,
					   watch_take_known, &all, fault);
		if (err == LENS_OK)
			err = watch_check(&all, fault);
		if (err == LENS_OK)
			err = watch_recheck(&all, home, now, fault);
		if (err == LENS_OK)
			err = watch_tell(&all, now, fault);
	}
	for (size_t i = 0; i < all.count; i++) {
		free(all.known[i].page);
		free(all.known[i].anchor);
	}
	free(all.known);
	watch_free(&all.due);
	return err;
}
