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
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_check.h>
#include <lenscap/clients_decoder.h>
#include <lenscap/clients_fetcher.h>
#include <lenscap/clients_page.h>

#include "enrolled.h"

#define CHECK_AHEAD 32	     /* pictures fetched and not yet read, at most */
#define CHECK_MATCHES_MAX 64 /* of one picture */
#define CHECK_PAGE_MS 30000

/* One picture on its way: asked for, fetched, being read, told. */
struct check_item {
	const struct casework_target *target;
	char *url;	  /* owned */
	const char *page; /* owned by the item of the page, or the caller's */
	bool inside;	  /* found on a page of this check */
	bool fetched;
	struct ipc_fetch fetch;
	int fd; /* the bytes, until a decoder has them */
	uint64_t bytes;
};

struct check_run {
	const struct casework_check_page *check;
	struct casework *work;
	struct ledger_fault *fault;
	struct enrolled enrolled;
	struct clients_fetcher *fetcher;
	struct clients_decoders *pool;
	struct ipc_picture_job job;
	int watch;		  /* epoll: the fetcher and what cancels */
	struct check_item *items; /* room for CASEWORK_CHECK_MAX */
	size_t count, next, done;
	struct check_item *ready[CASEWORK_CHECK_MAX]; /* fetched, to be read */
	size_t ready_first, ready_end;
	size_t flying, reading;
	struct match_answer answers[CHECK_MATCHES_MAX];
	unsigned answer_count;
};

const char *casework_seen_name(enum casework_seen seen)
{
	static const char *const names[CASEWORK_SEEN] = {
	    [CASEWORK_MINE] = "mine",
	    [CASEWORK_NEW] = "new",
	    [CASEWORK_NOT_PUBLIC] = "not_public",
	    [CASEWORK_UNREADABLE] = "unreadable",
	    [CASEWORK_PAGE] = "page",
	};

	return seen < CASEWORK_SEEN ? names[seen] : "";
}

/* ---- Rows ---- */

static void check_answer(void *context, const struct match_answer *answer)
{
	struct check_run *run = context;

	if (run->answer_count < CHECK_MATCHES_MAX)
		run->answers[run->answer_count++] = *answer;
}

/* Where a photo of mine was seen, if that is to be noted. */
static enum lens_err check_record(struct check_run *run,
				  const struct casework_exposure *row)
{
	struct ledger_sighting sightings[CHECK_MATCHES_MAX];
	char *words[CHECK_MATCHES_MAX];
	size_t count = 0;
	enum lens_err err;

	if (!run->check->record || row->count == 0 || row->url[0] == '\0')
		return LENS_OK;
	for (unsigned i = 0; i < row->count; i++) {
		const struct match_answer *answer = row->matches[i].answer;
		char *how = base_copy(""), text[MATCH_HOW_TEXT];

		for (unsigned bit = 0; bit < MATCH_HOW_COUNT; bit++)
			if (answer->how & 1u << bit) {
				char *more = base_format(
				    "%s%s%s", how, how[0] ? ", " : "",
				    match_how_say(bit, answer->degrees, text));

				free(how);
				how = more;
			}
		words[count] = how;
		sightings[count++] = (struct ledger_sighting){
		    .photo = (int64_t)answer->photo,
		    .place = row->url,
		    .page = row->page,
		    .how = how,
		    .distance = answer->distance,
		};
	}
	err = ledger_sighting_put(casework_ledger(run->work), sightings, count,
				  run->fault);
	for (size_t i = 0; i < count; i++)
		free(words[i]);
	return err;
}

static enum lens_err check_tell(struct check_run *run, struct check_item *item,
				struct casework_exposure *row)
{
	enum lens_err err = check_record(run, row);

	row->target = item->target;
	row->fetch = item->fetched ? &item->fetch : NULL;
	row->bytes = item->bytes;
	if (err == LENS_OK)
		run->check->row(run->check->context, row);
	run->done++;
	if (err == LENS_OK && run->check->progress != NULL)
		run->check->progress(run->check->context, run->done,
				     run->count);
	base_close(&item->fetch.fd);
	base_close(&item->fd);
	return err;
}

static enum lens_err check_tell_state(struct check_run *run,
				      struct check_item *item,
				      enum casework_seen seen, const char *code,
				      const char *why)
{
	struct ipc_picture none = {0};

	return check_tell(run, item,
			  &(struct casework_exposure){.url = item->url,
						      .page = item->page,
						      .seen = seen,
						      .picture = &none,
						      .code = code,
						      .why = why});
}

static const char *check_why(const struct check_item *item, bool mine)
{
	if (!item->fetched)
		return mine ? "It is one of your photos."
			    : "It is none of your photos.";
	return mine ? "Anybody can get this photo of yours, without signing in."
		    : ipc_fetch_sentence(IPC_FETCH_OK);
}

/* The row of a picture that was read, with the photos of mine in it. */
static enum lens_err check_tell_picture(struct check_run *run,
					struct check_item *item,
					struct ipc_picture *picture)
{
	struct casework_match matches[CHECK_MATCHES_MAX];
	struct ledger_photos *photos[CHECK_MATCHES_MAX] = {NULL};
	struct casework_exposure row = {.url = item->url,
					.page = item->page,
					.picture = picture,
					.matches = matches,
					.code = "ok"};
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < run->answer_count && err == LENS_OK; i++) {
		err = ledger_photo_get(casework_ledger(run->work),
				       (int64_t)run->answers[i].photo,
				       run->fault, &photos[i]);
		if (err == LENS_OK)
			matches[row.count++] = (struct casework_match){
			    &run->answers[i], photos[i]->photos[0].source, ""};
		else if (err == LENS_NOT_FOUND) /* forgotten meanwhile */
			err = LENS_OK;
	}
	row.seen = row.count > 0 ? CASEWORK_MINE : CASEWORK_NEW;
	row.why = check_why(item, row.count > 0);
	if (err == LENS_OK)
		err = check_tell(run, item, &row);
	for (unsigned i = 0; i < run->answer_count; i++)
		ledger_photos_free(photos[i]);
	return err;
}

/* ---- Pages ---- */

static struct check_item *check_add(struct check_run *run, const char *url)
{
	struct check_item *item;

	if (run->count == CASEWORK_CHECK_MAX)
		return NULL;
	item = &run->items[run->count++];
	*item = (struct check_item){
	    .url = base_copy(url), .page = "", .fd = -1, .fetch = {.fd = -1}};
	return item;
}

static bool check_has(const struct check_run *run, const char *url)
{
	for (size_t i = 0; i < run->count; i++)
		if (strcmp(run->items[i].url, url) == 0)
			return true;
	return false;
}

/* The pictures of a page join the queue. */
static void check_add_pictures(struct check_run *run, struct check_item *item,
			       const struct clients_page *page)
{
	const struct ipc_page *answer = clients_page_answer(page);

	for (unsigned i = 0; i < answer->count; i++) {
		const struct ipc_page_picture *picture = &answer->pictures[i];
		bool inside = picture->place == IPC_PAGE_INSIDE;
		struct check_item *found;

		if (picture->icon || picture->hidden ||
		    (!inside && (picture->place != IPC_PAGE_URL ||
				 check_has(run, picture->address))))
			continue;
		found = check_add(run, inside ? "" : picture->address);
		if (found == NULL)
			return;
		found->target = item->target;
		found->page = item->url;
		found->inside = true;
		if (inside &&
		    clients_page_picture_fd(page, i, &found->fd) != LENS_OK)
			found->fd = -1;
	}
}

/* What is no picture may be a page that has some. */
static enum lens_err check_read_page(struct check_run *run,
				     struct check_item *item)
{
	struct clients_page_options options = {.wake = run->check->cancel,
					       .wall_ms = CHECK_PAGE_MS};
	struct clients_page *page =
	    clients_page_read(item->fetch.fd, item->fetch.url, &options);
	enum ipc_page_status status = clients_page_answer(page)->status;
	bool cut = clients_page_answer(page)->cut;
	char call[IPC_CALL_MAX];
	enum lens_err err = LENS_OK;

	memcpy(call, clients_page_answer(page)->call, sizeof(call));
	if (status == IPC_PAGE_STOPPED)
		err = LENS_CANCELLED;
	if (status == IPC_PAGE_OK)
		check_add_pictures(run, item, page);
	clients_page_close(page);
	if (err != LENS_OK)
		return err;
	if (status == IPC_PAGE_OK)
		return check_tell_state(
		    run, item, CASEWORK_PAGE, cut ? "cut" : "ok",
		    cut ? "Anybody can read this page, without signing in. It "
			  "has more pictures; these are the first."
			: "Anybody can read this page, without signing in.");
	return check_tell_state(
	    run, item, CASEWORK_UNREADABLE, ipc_page_code(status),
	    ipc_call_words(ipc_page_sentence(status), call));
}

/* ---- Reading ---- */

/* A site that wants a login shows its own pages to who has none. */
static bool check_is_page(const struct check_item *item)
{
	return item->fetched &&
	       strncasecmp(item->fetch.headers[IPC_FETCH_TYPE], "text/html",
			   strlen("text/html")) == 0;
}

static enum lens_err check_look(struct check_run *run, struct check_item *item,
				struct ipc_picture *picture)
{
	enum lens_err err = LENS_OK;

	run->answer_count = 0;
	if (picture->status == IPC_PICTURE_UNKNOWN_FORMAT &&
	    run->check->pages && item->fetched && !item->inside)
		return check_read_page(run, item);
	if (picture->status == IPC_PICTURE_OK && run->work != NULL)
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
	if (picture->status == IPC_PICTURE_OK)
		return check_tell_picture(run, item, picture);
	if (picture->status == IPC_PICTURE_UNKNOWN_FORMAT &&
	    check_is_page(item))
		return check_tell_state(
		    run, item, CASEWORK_NOT_PUBLIC, "page",
		    "A stranger gets a web page there, and no picture.");
	return check_tell_state(run, item, CASEWORK_UNREADABLE,
				ipc_picture_code(picture->status),
				ipc_picture_reason(picture));
}

/* The decoders get a descriptor of their own; the page reader may follow. */
static enum lens_err check_decode(struct check_run *run,
				  struct check_item *item)
{
	int from = item->fetched ? item->fetch.fd : item->fd;
	int fd = from < 0 ? -1 : fcntl(from, F_DUPFD_CLOEXEC, 3);

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
	run->ready[run->ready_end++] = item;
}

/* ---- Fetching ---- */

static void check_ask(struct check_run *run)
{
	struct check_item *item = &run->items[run->next++];

	if (item->url[0] == '\0') {
		check_push(run, item);
		return;
	}
	clients_fetcher_ask(run->fetcher,
			    &(struct clients_fetch){.url = item->url}, item);
	run->flying++;
}

static enum lens_err check_fetched(struct check_run *run,
				   struct check_item *item)
{
	enum ipc_fetch_status status = item->fetch.status;

	run->flying--;
	item->fetched = true;
	if (status == IPC_FETCH_OK) {
		check_push(run, item);
		return LENS_OK;
	}
	return check_tell_state(run, item, CASEWORK_NOT_PUBLIC,
				ipc_fetch_code(status),
				ipc_fetch_sentence(status));
}

/* Every answer of the fetcher that is there, or the first that comes. */
static enum lens_err check_collect(struct check_run *run, bool wait)
{
	enum lens_err err = LENS_OK;
	struct ipc_fetch fetch;
	void *tag;

	while (err == LENS_OK && run->flying > 0 &&
	       clients_fetcher_wait(run->fetcher,
				    wait ? run->check->cancel : -1,
				    wait ? -1 : 0, &tag, &fetch) == LENS_OK) {
		struct check_item *item = tag;

		wait = false;
		item->fetch = fetch;
		err = check_fetched(run, item);
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
	ipc_picture_free(&picture);
	return err;
}

/* ---- The run ---- */

static bool check_cancelled(const struct check_run *run)
{
	struct pollfd cancel = {.fd = run->check->cancel, .events = POLLIN};

	return run->check->cancel >= 0 && poll(&cancel, 1, 0) > 0;
}

static enum lens_err check_step(struct check_run *run)
{
	enum lens_err err;

	while (run->next < run->count &&
	       run->flying + (run->ready_end - run->ready_first) < CHECK_AHEAD)
		check_ask(run);
	while (run->ready_first < run->ready_end &&
	       clients_decoders_idle(run->pool)) {
		err = check_decode(run, run->ready[run->ready_first++]);
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
	return err;
}

static bool check_watch(struct check_run *run)
{
	struct epoll_event event = {.events = EPOLLIN};

	run->watch = epoll_create1(EPOLL_CLOEXEC);
	return run->watch >= 0 &&
	       epoll_ctl(run->watch, EPOLL_CTL_ADD,
			 clients_fetcher_fd(run->fetcher), &event) == 0 &&
	       (run->check->cancel < 0 ||
		epoll_ctl(run->watch, EPOLL_CTL_ADD, run->check->cancel,
			  &event) == 0);
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
		item->page = check->page != NULL ? check->page : "";
		if (url[0] == '\0')
			item->fd = fcntl(target->fd, F_DUPFD_CLOEXEC, 3);
	}
}

static void check_open(struct check_run *run)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned lanes = run->check->lanes;

	if (lanes == 0)
		lanes = processors > 0 ? (unsigned)processors : 1;
	run->items = base_alloc(CASEWORK_CHECK_MAX, sizeof(*run->items));
	run->fetcher = clients_fetcher_open(&(struct clients_fetcher_options){
	    .proxy = run->check->proxy, .local = run->check->local});
	run->pool = clients_decoders_open(
	    &(struct clients_decoders_options){.lanes = lanes});
	run->job.wants[IPC_EXTRA_QUERY] = run->work != NULL;
	run->job.wants[IPC_EXTRA_REGIONS] = run->work != NULL;
	run->job.wants[IPC_EXTRA_THUMBNAIL] = run->check->keep;
	run->job.wants[IPC_EXTRA_LOCAL] = run->check->keep;
	check_fill(run);
}

static void check_close(struct check_run *run)
{
	clients_decoders_close(run->pool);
	clients_fetcher_close(run->fetcher);
	base_close(&run->watch);
	for (size_t i = 0; i < run->count; i++) {
		free(run->items[i].url);
		base_close(&run->items[i].fd);
		ipc_fetch_free(&run->items[i].fetch);
	}
	free(run->items);
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
