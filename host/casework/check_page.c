/*
 * check_page.c: what of these pictures can a stranger get, and which are mine?
 * Fetching and reading go on at once: while the decoders read one picture the
 * fetcher has the next ones on their way.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_address.h>
#include <lenscap/base_io.h>
#include <lenscap/casework_check.h>
#include <lenscap/clients_decoder.h>
#include <lenscap/clients_fetcher.h>

#include "check_run.h"
#include "place.h"

#define CHECK_AHEAD 32 /* pictures fetched and not yet read, at most */

static void check_answer(void *context, const struct match_answer *answer)
{
	struct check_run *run = context;

	if (run->answer_count < CHECK_MATCHES_MAX)
		run->answers[run->answer_count++] = *answer;
}

static bool check_may_be_page(const struct check_run *run,
			      const struct check_item *item)
{
	return run->check->pages && item->fetched &&
	       (!item->inside || item->via != CASEWORK_VIA_NONE);
}

static bool check_ask_again(struct check_run *run, struct check_item *item);

static enum lens_err check_not_given(struct check_run *run,
				     struct check_item *item);

/* What is no picture may be a page that has some. */
static enum lens_err check_read_page(struct check_run *run,
				     struct check_item *item)
{
	struct check_told told;
	enum lens_err err = check_read_document(run, item, &told);

	if (err != LENS_OK || (told.again && check_ask_again(run, item)))
		return err;
	return check_tell_state(run, item, told.seen, told.state);
}

/* ---- Reading ---- */

static bool check_is_drawing(const struct check_item *item)
{
	return item->fetched &&
	       strncasecmp(item->fetch.headers[IPC_FETCH_TYPE], "image/svg+xml",
			   strlen("image/svg+xml")) == 0;
}

/* What came is no picture that can be read. */
static enum lens_err check_look_unread(struct check_run *run,
				       struct check_item *item,
				       const struct ipc_picture *picture)
{
	struct access_state state = {LEDGER_ACCESS_UNKNOWN,
				     ipc_picture_code(picture->status),
				     ipc_picture_reason(picture)};

	if (check_is_drawing(item) && !check_names_photo(item->url))
		return check_tell_state(run, item, CASEWORK_DRAWING,
					access_say(ACCESS_DRAWING));
	if (check_is_drawing(item))
		return check_ask_again(run, item)
			   ? LENS_OK
			   : check_tell_state(run, item, CASEWORK_NOTHING,
					      access_say(ACCESS_DRAWN));
	if (item->fetched &&
	    (access_asks_again(&item->fetch) ||
	     picture->status == IPC_PICTURE_UNKNOWN_FORMAT) &&
	    check_ask_again(run, item))
		return LENS_OK;
	if (!item->fetched && !item->inside)
		state.access = LEDGER_ACCESS_NONE;
	if (item->fetched && picture->status == IPC_PICTURE_EMPTY)
		state = access_say(ACCESS_NOTHING);
	else if (item->fetched && picture->status == IPC_PICTURE_UNKNOWN_FORMAT)
		state = access_say(ACCESS_NEITHER);
	if (item->fetched && item->fetch.marks != 0 && item->bytes > 0)
		return check_tell_state(run, item, CASEWORK_NOTHING,
					check_no_picture(run, item));
	return check_tell_state(run, item, CASEWORK_UNREADABLE, state);
}

static bool check_found_expected(const struct check_run *run,
				 const struct check_item *item)
{
	for (unsigned i = 0; i < run->answer_count; i++)
		if ((int64_t)run->answers[i].photo == item->target->expect)
			return true;
	return item->target->expect == 0;
}

/* Another picture than the one that belongs there may be for programs only. */
static bool check_is_doubtful(struct check_run *run, struct check_item *item,
			      const struct ipc_picture *picture)
{
	if (!item->fetched || run->answer_count > 0)
		return item->fetched && !check_found_expected(run, item);
	item->suspect = check_is_suspect(item, picture);
	return item->suspect || !check_found_expected(run, item);
}

/* Programs that get what browsers get are not turned away. */
static void check_note_bytes(struct check_item *item,
			     const struct ipc_picture *picture)
{
	if (item->browser && picture->hashed &&
	    memcmp(item->sha256, picture->sha256, sizeof(item->sha256)) == 0)
		item->turned_away = false;
	memcpy(item->sha256, picture->sha256, sizeof(item->sha256));
}

static bool check_came_with_error(const struct check_item *item)
{
	return item->fetched && item->fetch.status != IPC_FETCH_OK;
}

/* What came with an error's status: the picture itself, or a sign beside it. */
static bool check_is_given(const struct check_run *run,
			   const struct check_item *item,
			   const struct ipc_picture *picture)
{
	return run->answer_count > 0 || (item->target->shown && !item->inside &&
					 picture->fingerprint.pdq_quality > 0 &&
					 !check_is_suspect(item, picture));
}

static enum lens_err check_look(struct check_run *run, struct check_item *item,
				struct ipc_picture *picture)
{
	enum lens_err err = LENS_OK;
	bool part;

	run->answer_count = 0;
	if (check_came_with_error(item) && picture->status != IPC_PICTURE_OK)
		return check_not_given(run, item);
	if (picture->status == IPC_PICTURE_UNKNOWN_FORMAT &&
	    check_may_be_page(run, item) && !check_is_drawing(item))
		return check_read_page(run, item);
	if (picture->status == IPC_PICTURE_OK &&
	    run->job.wants[IPC_EXTRA_QUERY])
		err =
		    enrolled_search(&run->enrolled, picture, check_answer, run);
	if (err == LENS_MALFORMED) {
		/* The decoder's query made no sense: one result is lost. */
		ipc_picture_free(picture);
		picture->status = IPC_PICTURE_LIED;
		err = LENS_OK;
	}
	if (err != LENS_OK)
		return err;
	if (picture->status != IPC_PICTURE_OK)
		return check_look_unread(run, item, picture);
	if (check_came_with_error(item) && !check_is_given(run, item, picture))
		return check_not_given(run, item);
	check_note_bytes(item, picture);
	part = picture->damaged && item->fetched && run->answer_count == 0;
	if ((part || check_is_doubtful(run, item, picture)) &&
	    check_ask_again(run, item))
		return LENS_OK;
	/* A part of my photo may match no more: no other one is there. */
	if (part)
		return check_tell_state(run, item, CASEWORK_UNREADABLE,
					access_say(ACCESS_DAMAGED));
	return check_tell_picture(run, item, picture);
}

/* The decoders get a descriptor of their own; the page reader may follow. */
static enum lens_err check_decode(struct check_run *run)
{
	struct check_item *item = run->ready;
	int from = item->fetched ? item->fetch.fd : item->fd;
	int fd = from < 0 ? -1 : fcntl(from, F_DUPFD_CLOEXEC, 3);

	run->ready = item->next;
	if (run->ready == NULL)
		run->ready_end = &run->ready;
	run->ready_count--;
	if (from >= 0)
		item->bytes = (uint64_t)lseek(from, 0, SEEK_END);
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	clients_decoders_ask(run->pool, fd, &run->job, item);
	run->reading++;
	return LENS_OK;
}

static void check_push(struct check_run *run, struct check_item *item)
{
	item->next = NULL;
	*run->ready_end = item;
	run->ready_end = &item->next;
	run->ready_count++;
}

/* ---- Fetching ---- */

static void check_fetch(struct check_run *run, struct check_item *item)
{
	const struct casework_target *target = item->target;
	struct clients_fetch fetch = {.url = item->url};
	bool document = run->check->pages &&
			(!item->inside || item->via != CASEWORK_VIA_NONE) &&
			!base_address_names_picture(base_view_of(item->url));

	if (item->browser) {
		fetch.look = document ? IPC_FETCH_DOCUMENT : IPC_FETCH_IMAGE;
		/* Where the page is not known, one of the same site. */
		fetch.referer = item->page[0] ? item->page : item->url;
	} else if (!item->inside) {
		fetch.etag = target->etag;
		fetch.modified = target->modified;
	}
	clients_fetcher_ask(run->fetcher, &fetch, item);
	run->flying++;
}

/* True when it is asked for once more, now as a browser asks. */
static bool check_ask_again(struct check_run *run, struct check_item *item)
{
	if (item->browser)
		return false;
	item->browser = true;
	item->turned_away = access_turned_away(&item->fetch) ||
			    item->fetch.status == IPC_FETCH_OK;
	item->fetched = item->suspect = false;
	ipc_fetch_free(&item->fetch);
	check_fetch(run, item);
	return true;
}

static enum lens_err check_ask(struct check_run *run)
{
	struct check_item *item = run->items[run->next++];

	if (item->origin != NULL)
		return check_ask_shared(run, item);
	if (item->url[0] == '\0')
		check_push(run, item);
	else
		check_fetch(run, item);
	return LENS_OK;
}

static struct access_state check_refused(const struct check_item *item)
{
	struct access_state state = access_of_answer(&item->fetch);

	/* "404" of an address whose time is over says nothing of the picture.
	 */
	if (item->fetch.answer >= 400 &&
	    place_has_expired(item->url, (int64_t)time(NULL)))
		return access_say(ACCESS_EXPIRED);
	return state;
}

static enum lens_err check_not_given(struct check_run *run,
				     struct check_item *item)
{
	if (access_asks_again(&item->fetch) && check_ask_again(run, item))
		return LENS_OK;
	return check_tell_state(run, item, CASEWORK_NOTHING,
				check_refused(item));
}

static enum lens_err check_fetched(struct check_run *run,
				   struct check_item *item)
{
	enum ipc_fetch_status status = item->fetch.status;

	run->flying--;
	item->fetched = true;
	if (status == IPC_FETCH_OK && item->via == CASEWORK_VIA_SHEET)
		return check_read_page(run, item);
	if (status != IPC_FETCH_OK && item->fetch.bytes == 0)
		return check_not_given(run, item);
	check_push(run, item);
	return LENS_OK;
}

/* Every answer of the fetcher that is there, or the first that comes. */
static enum lens_err check_collect(struct check_run *run, bool wait)
{
	enum lens_err err = LENS_OK;
	struct ipc_fetch fetch;
	void *tag;

	while (err == LENS_OK && run->flying > 0 &&
	       clients_fetcher_wait(run->fetcher,
				    wait ? run->check->network.cancel : -1,
				    wait ? -1 : 0, &tag, &fetch) == LENS_OK) {
		struct check_item *item = tag;

		wait = false;
		item->fetch = fetch;
		err = check_fetched(run, item);
		if (err == LENS_OK)
			err = check_over(run, item);
	}
	return err;
}

static enum lens_err check_read(struct check_run *run)
{
	struct ipc_picture picture;
	void *tag;
	enum lens_err err =
	    clients_decoders_wait(run->pool, run->watch, &tag, &picture);

	if (err == LENS_CANCELLED)
		return LENS_OK; /* something else is there */
	if (err != LENS_OK)
		return err;
	run->reading--;
	err = check_look(run, tag, &picture);
	if (err == LENS_OK)
		err = check_over(run, tag);
	ipc_picture_free(&picture);
	return err;
}

/* ---- The run ---- */

static bool check_cancelled(const struct check_run *run)
{
	struct pollfd cancel = {.fd = run->check->network.cancel,
				.events = POLLIN};

	return run->check->network.cancel >= 0 && poll(&cancel, 1, 0) > 0;
}

static enum lens_err check_step(struct check_run *run)
{
	enum lens_err err = LENS_OK;

	while (run->next < run->count && err == LENS_OK &&
	       run->flying + run->ready_count < CHECK_AHEAD)
		err = check_ask(run);
	if (err != LENS_OK)
		return err;
	while (run->ready != NULL && clients_decoders_idle(run->pool)) {
		err = check_decode(run);
		if (err != LENS_OK)
			return err;
	}
	if (run->reading == 0)
		return check_collect(run, true);
	err = check_read(run);
	return err == LENS_OK ? check_collect(run, false) : err;
}

static enum lens_err check_all(struct check_run *run)
{
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && run->done < run->count)
		err = check_cancelled(run) ? LENS_CANCELLED : check_step(run);
	/* What is known of a check that was stopped is told, too. */
	if (err == LENS_OK || err == LENS_CANCELLED) {
		enum lens_err held = check_tell_held(run);

		err = held != LENS_OK ? held : err;
	}
	return err;
}

static bool check_watch(struct check_run *run)
{
	struct epoll_event event = {.events = EPOLLIN};

	run->watch = epoll_create1(EPOLL_CLOEXEC);
	return run->watch >= 0 &&
	       epoll_ctl(run->watch, EPOLL_CTL_ADD,
			 clients_fetcher_fd(run->fetcher), &event) == 0 &&
	       (run->check->network.cancel < 0 ||
		epoll_ctl(run->watch, EPOLL_CTL_ADD, run->check->network.cancel,
			  &event) == 0);
}

/* The first of these that is one. */
static const char *check_text(const char *text, const char *other)
{
	if (text != NULL)
		return text;
	return other != NULL ? other : "";
}

static void check_fill(struct check_run *run)
{
	const struct casework_check_page *check = run->check;

	for (size_t i = 0; i < check->count; i++) {
		const struct casework_target *target = &check->targets[i];
		const char *url = target->url != NULL ? target->url : "";
		struct check_item *item = check_add(run, url);

		if (item == NULL)
			abort(); /* the caller did not count */
		item->target = target;
		item->page = check_text(target->page, check->page);
		item->title = check_text(check->title, NULL);
		item->width = target->width;
		item->height = target->height;
		if (target->link != NULL)
			item->link = base_copy(target->link);
		if (url[0] == '\0')
			item->fd = fcntl(target->fd, F_DUPFD_CLOEXEC, 3);
	}
}

static void check_open(struct check_run *run)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned decoders = run->check->decoders;
	bool search;

	if (decoders == 0)
		decoders = processors > 0 ? (unsigned)processors : 1;
	run->ready_end = &run->ready;
	casework_page_rules_open(run->work, &run->rules);
	run->fetcher = clients_fetcher_open(&(struct clients_fetcher_options){
	    .proxy = run->check->network.proxy,
	    .local = run->check->network.local,
	    .budget = run->check->network.budget ? run->check->network.budget
						 : CASEWORK_CHECK_BUDGET,
	    .agent = check_text(run->check->network.agent, casework_agent),
	    .rules = run->rules.text});
	run->pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = decoders});
	/* Nobody looks for what is not there: most of a picture's time. */
	search =
	    run->work != NULL && match_photos_count(run->enrolled.photos) > 0;
	run->job.wants[IPC_EXTRA_QUERY] = search;
	run->job.wants[IPC_EXTRA_REGIONS] = search;
	run->job.wants[IPC_EXTRA_TURNED] = search;
	run->job.wants[IPC_EXTRA_THUMBNAIL] =
	    run->check->keep || run->check->small;
	run->job.wants[IPC_EXTRA_LOCAL] = run->check->keep;
	check_fill(run);
}

static void check_close(struct check_run *run)
{
	clients_decoders_close(run->pool);
	clients_fetcher_close(run->fetcher);
	base_close(&run->watch);
	for (size_t i = 0; i < run->count; i++) {
		struct check_item *item = run->items[i];

		free(item->url);
		free(item->own_title);
		free(item->link);
		if (item->said != NULL)
			ipc_page_free(item->said);
		free(item->said);
		free(item->shown);
		free(item->words);
		free(item->answers);
		base_close(&item->fd);
		ipc_fetch_free(&item->fetch);
		ipc_picture_free(&item->picture);
		free(item);
	}
	free(run->items);
	casework_page_rules_free(&run->rules);
}

enum lens_err casework_check_page(struct casework *work,
				  const struct casework_check_page *check,
				  struct ledger_fault *fault)
{
	struct check_run *run;
	enum lens_err err = LENS_OK;

	if (check->count > CASEWORK_CHECK_MAX)
		return LENS_TOO_BIG;
	run = base_alloc(1, sizeof(*run));
	*run = (struct check_run){
	    .check = check, .work = work, .fault = fault, .watch = -1};
	if (work != NULL)
		err =
		    enrolled_open(casework_ledger(work), fault, &run->enrolled);
	if (err == LENS_OK) {
		check_open(run);
		err = check_watch(run) ? check_all(run) : LENS_SYSTEM;
		check_close(run);
		if (work != NULL)
			enrolled_close(&run->enrolled);
	}
	free(run);
	return err;
}
