/*
 * fetcher_client.c: many questions to one fetcher.  The room for an answer is
 * ours: once the worker has said how many bytes are good, they are cut to that
 * and sealed, which the kernel refuses as long as anybody could still write.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_fetcher.h>

#include "call.h"

#define FETCHER_AT_ONCE 16 /* questions a worker has at a time */
#define FETCHER_HELLO_MS 10000
#define FETCHER_SEND_MS 2000
#define FETCHER_DEATH_MS 1000 /* until who hung up has died */
/* Beyond the worker's own limit, pauses that sites ask for among it. */
#define FETCHER_GRACE_MS (5000 + IPC_FETCH_PAUSE_MAX * 1000)

/* One question, from when it is asked to when its answer is taken. */
struct fetcher_question {
	struct fetcher_question *next;
	struct ipc_fetch_job job;
	void *tag;
	int room;	  /* with the worker when >= 0 */
	int64_t deadline; /* while it is with the worker */
	struct ipc_fetch answer;
};

struct fetcher_list {
	struct fetcher_question *first, **end;
};

struct clients_fetcher {
	char *path, *proxy, *agent, *rules;
	bool local;
	uint64_t budget, spent; /* bytes for all; those of answers */
	uint32_t grace_ms;
	struct sandbox_worker worker;
	bool greeted, hung_up;
	int64_t hello_until;
	int watch; /* epoll: the channel, or always ready */
	uint32_t number;
	struct ipc_incoming in;
	struct fetcher_list waiting, asked, answered;
	unsigned asked_count;
	char trapped[IPC_CALL_MAX]; /* what the worker that was lost died of */
};

/* ---- Lists ---- */

static void fetcher_list_init(struct fetcher_list *list)
{
	list->first = NULL;
	list->end = &list->first;
}

static void fetcher_put(struct fetcher_list *list,
			struct fetcher_question *question)
{
	question->next = NULL;
	*list->end = question;
	list->end = &question->next;
}

static struct fetcher_question *fetcher_remove(struct fetcher_list *list,
					       struct fetcher_question **at)
{
	struct fetcher_question *question = *at;

	*at = question->next;
	if (list->end == &question->next)
		list->end = at;
	return question;
}

static void fetcher_drop(struct fetcher_list *list)
{
	while (list->first != NULL) {
		struct fetcher_question *question =
		    fetcher_remove(list, &list->first);

		base_close(&question->room);
		ipc_fetch_free(&question->answer);
		free(question);
	}
}

/* ---- Life ---- */

struct clients_fetcher *
clients_fetcher_open(const struct clients_fetcher_options *options)
{
	struct clients_fetcher *fetcher = base_alloc(1, sizeof(*fetcher));

	fetcher->path = options->worker ? base_copy(options->worker)
					: clients_worker_path(CLIENTS_FETCHER);
	fetcher->proxy = base_copy(options->proxy ? options->proxy : "");
	fetcher->agent = base_copy(options->agent ? options->agent : "");
	fetcher->rules = base_copy(options->rules ? options->rules : "");
	fetcher->local = options->local;
	fetcher->budget = options->budget;
	fetcher->grace_ms =
	    options->grace_ms > 0 ? options->grace_ms : FETCHER_GRACE_MS;
	fetcher->worker = (struct sandbox_worker){.pid = -1, .channel = -1};
	fetcher->watch = epoll_create1(EPOLL_CLOEXEC);
	ipc_incoming_init(&fetcher->in);
	fetcher_list_init(&fetcher->waiting);
	fetcher_list_init(&fetcher->asked);
	fetcher_list_init(&fetcher->answered);
	return fetcher;
}

/* Its end of the channel leaves the watch when it is closed. */
static void fetcher_end_worker(struct clients_fetcher *fetcher)
{
	struct sandbox_death death;
	const char *name;

	sandbox_reap(&fetcher->worker, fetcher->hung_up ? FETCHER_DEATH_MS : 0,
		     &death);
	name = sandbox_number_name(death.call);
	snprintf(fetcher->trapped, sizeof(fetcher->trapped), "%s",
		 death.signal == SIGSYS && name != NULL ? name : "");
	fetcher->greeted = fetcher->hung_up = false;
	ipc_incoming_free(&fetcher->in);
	ipc_incoming_init(&fetcher->in);
}

void clients_fetcher_close(struct clients_fetcher *fetcher)
{
	if (fetcher == NULL)
		return;
	fetcher_end_worker(fetcher);
	fetcher_drop(&fetcher->waiting);
	fetcher_drop(&fetcher->asked);
	fetcher_drop(&fetcher->answered);
	base_close(&fetcher->watch);
	free(fetcher->path);
	free(fetcher->proxy);
	free(fetcher->agent);
	free(fetcher->rules);
	free(fetcher);
}

int clients_fetcher_fd(const struct clients_fetcher *fetcher)
{
	return fetcher->watch;
}

/* ---- Failures ---- */

/* An answer that we give ourselves. */
static void fetcher_give_up(struct clients_fetcher *fetcher,
			    struct fetcher_question *question,
			    enum ipc_fetch_status status)
{
	base_close(&question->room);
	ipc_fetch_free(&question->answer);
	question->answer.status = status;
	memcpy(question->answer.url, question->job.url,
	       sizeof(question->answer.url));
	memcpy(question->answer.call, fetcher->trapped,
	       sizeof(question->answer.call));
	fetcher_put(&fetcher->answered, question);
}

/* The worker is lost, and with it what it was asked. */
static void fetcher_lose(struct clients_fetcher *fetcher,
			 enum ipc_fetch_status status)
{
	fetcher_end_worker(fetcher);
	while (fetcher->asked.first != NULL)
		fetcher_give_up(
		    fetcher,
		    fetcher_remove(&fetcher->asked, &fetcher->asked.first),
		    status);
	fetcher->asked_count = 0;
}

/* ---- Questions ---- */

static int fetcher_room(uint32_t bytes)
{
	int fd = memfd_create("fetched", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	/* We alone make it smaller, once the answer says by how much. */
	if (fd >= 0 && (ftruncate(fd, bytes) != 0 ||
			fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) != 0))
		base_close(&fd);
	return fd;
}

static enum lens_err fetcher_start(struct clients_fetcher *fetcher)
{
	struct epoll_event event = {.events = EPOLLIN};
	enum lens_err err;

	if (fetcher->worker.pid > 0)
		return LENS_OK;
	if (fetcher->path == NULL)
		return LENS_WORKER;
	fetcher->trapped[0] = '\0';
	err = sandbox_spawn(fetcher->path, &fetcher->worker);
	if (err != LENS_OK)
		return err;
	fetcher->hello_until = base_now_ms() + FETCHER_HELLO_MS;
	if (epoll_ctl(fetcher->watch, EPOLL_CTL_ADD, fetcher->worker.channel,
		      &event) != 0)
		return LENS_SYSTEM;
	/* Before anything is asked: they are the same for all. */
	return fetcher->rules[0] == '\0'
		   ? LENS_OK
		   : ipc_send(fetcher->worker.channel, IPC_FETCH_RULES,
			      base_view_of(fetcher->rules), NULL, 0,
			      base_now_ms() + FETCHER_SEND_MS);
}

static enum lens_err fetcher_send(struct clients_fetcher *fetcher,
				  struct fetcher_question *question)
{
	struct base_buffer body;
	enum lens_err err;

	question->room = fetcher_room(question->job.bytes);
	if (question->room < 0)
		return LENS_SYSTEM;
	base_buffer_init(&body, sizeof(question->job) + 64);
	err = ipc_fetch_job_write(&question->job, &body);
	if (err == LENS_OK)
		err = ipc_send(fetcher->worker.channel, IPC_FETCH_JOB,
			       base_buffer_view(&body), &question->room, 1,
			       base_now_ms() + FETCHER_SEND_MS);
	base_buffer_free(&body);
	return err;
}

/* Give the worker as much as it may have. */
static void fetcher_feed(struct clients_fetcher *fetcher)
{
	while (fetcher->waiting.first != NULL &&
	       fetcher->asked_count < FETCHER_AT_ONCE) {
		struct fetcher_question *question =
		    fetcher_remove(&fetcher->waiting, &fetcher->waiting.first);
		enum lens_err err = fetcher_start(fetcher);

		if (err == LENS_OK)
			err = fetcher_send(fetcher, question);
		if (err != LENS_OK) {
			fetcher_give_up(fetcher, question, IPC_FETCH_NO_WORKER);
			fetcher_lose(fetcher, IPC_FETCH_CRASHED);
			continue;
		}
		question->deadline =
		    base_now_ms() + question->job.wall_ms + fetcher->grace_ms;
		fetcher_put(&fetcher->asked, question);
		fetcher->asked_count++;
	}
}

static bool fetcher_copy(char *out, size_t capacity, const char *text)
{
	size_t length = text != NULL ? strlen(text) : 0;

	if (length >= capacity)
		return false;
	if (length > 0)
		memcpy(out, text, length);
	return true;
}

/* What is left: a worker that died has forgotten what it took. */
static uint64_t fetcher_budget(const struct clients_fetcher *fetcher)
{
	if (fetcher->budget == 0)
		return 0;
	return fetcher->spent < fetcher->budget
		   ? fetcher->budget - fetcher->spent
		   : 1;
}

/* Texts that are no header's are as good as none. */
static void fetcher_fill_said(const struct clients_fetcher *fetcher,
			      const struct clients_fetch *fetch,
			      struct ipc_fetch_job *job)
{
	if (!base_is_printable(base_view_of(fetcher->agent)) ||
	    !fetcher_copy(job->agent, sizeof(job->agent), fetcher->agent))
		job->agent[0] = '\0';
	if (fetch->referer == NULL)
		return;
	for (const char *c = fetch->referer; *c != '\0'; c++)
		if (*c < 0x21 || *c > 0x7e)
			return;
	if (!fetcher_copy(job->referer, sizeof(job->referer), fetch->referer))
		job->referer[0] = '\0';
}

static bool fetcher_fill(struct clients_fetcher *fetcher,
			 const struct clients_fetch *fetch,
			 struct ipc_fetch_job *job)
{
	*job = (struct ipc_fetch_job){
	    .number = ++fetcher->number,
	    .method = fetch->method,
	    .local = fetcher->local,
	    .look = fetch->look,
	    .budget = fetcher_budget(fetcher),
	    .bytes = fetch->bytes ? fetch->bytes : IPC_FETCH_BYTES_MAX,
	    .wall_ms =
		fetch->wall_ms ? fetch->wall_ms : IPC_FETCH_WALL_MAX * 1000,
	};
	if (job->bytes > IPC_FETCH_BYTES_MAX ||
	    job->wall_ms > IPC_FETCH_WALL_MAX * 1000)
		abort(); /* the caller did not look */
	/* A text that is not a header's is as good as none. */
	if (fetch->etag != NULL &&
	    base_is_printable(base_view_of(fetch->etag)) &&
	    !fetcher_copy(job->etag, sizeof(job->etag), fetch->etag))
		job->etag[0] = '\0';
	if (fetch->modified != NULL &&
	    base_is_printable(base_view_of(fetch->modified)) &&
	    !fetcher_copy(job->modified, sizeof(job->modified),
			  fetch->modified))
		job->modified[0] = '\0';
	fetcher_fill_said(fetcher, fetch, job);
	for (const char *c = fetch->url; *c != '\0'; c++)
		if (*c < 0x21 || *c > 0x7e)
			return false;
	return fetcher_copy(job->url, sizeof(job->url), fetch->url) &&
	       base_is_printable(base_view_of(fetcher->proxy)) &&
	       fetcher_copy(job->proxy, sizeof(job->proxy), fetcher->proxy);
}

void clients_fetcher_ask(struct clients_fetcher *fetcher,
			 const struct clients_fetch *fetch, void *tag)
{
	struct fetcher_question *question = base_alloc(1, sizeof(*question));

	question->room = question->answer.fd = -1;
	question->tag = tag;
	if (fetcher_fill(fetcher, fetch, &question->job)) {
		fetcher_put(&fetcher->waiting, question);
		fetcher_feed(fetcher);
	} else {
		question->job.url[0] = '\0';
		fetcher_give_up(fetcher, question, IPC_FETCH_ADDRESS);
	}
}

/* ---- Answers ---- */

/* Cut the room to the answer's bytes and shut it for everybody. */
static enum lens_err fetcher_seal(struct fetcher_question *question)
{
	struct ipc_fetch *answer = &question->answer;
	struct stat about;

	if ((answer->status != IPC_FETCH_OK && answer->bytes == 0) ||
	    question->job.method == IPC_FETCH_HEAD) {
		base_close(&question->room);
		return answer->bytes == 0 ? LENS_OK : LENS_MALFORMED;
	}
	if (answer->bytes > question->job.bytes ||
	    ftruncate(question->room, (off_t)answer->bytes) != 0 ||
	    fcntl(question->room, F_ADD_SEALS,
		  F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_WRITE | F_SEAL_SEAL) !=
		0 ||
	    fstat(question->room, &about) != 0 ||
	    (uint64_t)about.st_size != answer->bytes)
		return LENS_MALFORMED;
	answer->fd = question->room;
	question->room = -1;
	return LENS_OK;
}

static enum lens_err fetcher_take_answer(struct clients_fetcher *fetcher)
{
	struct fetcher_question **at = &fetcher->asked.first, *question;
	struct ipc_fetch answer;
	enum lens_err err = ipc_fetch_read(
	    base_buffer_view(&fetcher->in.message.body), &answer);

	if (err != LENS_OK)
		return err;
	while (*at != NULL && (*at)->job.number != answer.number)
		at = &(*at)->next;
	if (*at == NULL) {
		ipc_fetch_free(&answer);
		return LENS_MALFORMED;
	}
	question = fetcher_remove(&fetcher->asked, at);
	fetcher->asked_count--;
	question->answer = answer;
	fetcher->spent += answer.bytes;
	err = fetcher_seal(question);
	if (err == LENS_OK)
		fetcher_put(&fetcher->answered, question);
	else
		fetcher_give_up(fetcher, question, IPC_FETCH_LIED);
	return err;
}

static enum lens_err fetcher_take(struct clients_fetcher *fetcher)
{
	const struct ipc_message *message = &fetcher->in.message;
	struct ipc_hello hello;
	enum lens_err err;

	if (message->fds[0] >= 0)
		return LENS_MALFORMED;
	if (message->kind == IPC_FETCH && fetcher->greeted)
		return fetcher_take_answer(fetcher);
	if (fetcher->greeted)
		return LENS_MALFORMED;
	err = call_hello(message, &hello);
	fetcher->greeted = err == LENS_OK;
	return err;
}

/* Everything that has come from the worker. */
static void fetcher_receive(struct clients_fetcher *fetcher)
{
	bool greeted, complete = true;
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && complete && fetcher->worker.pid > 0) {
		err = ipc_incoming_read(fetcher->worker.channel, &fetcher->in,
					&complete);
		if (err == LENS_OK && complete) {
			err = fetcher_take(fetcher);
			ipc_incoming_free(&fetcher->in);
			ipc_incoming_init(&fetcher->in);
		}
	}
	greeted = fetcher->greeted;
	fetcher->hung_up = err == LENS_END;
	if (err == LENS_END)
		fetcher_lose(fetcher,
			     greeted ? IPC_FETCH_CRASHED : IPC_FETCH_NO_WORKER);
	else if (err != LENS_OK)
		fetcher_lose(fetcher, err == LENS_DENIED ? IPC_FETCH_NO_WORKER
							 : IPC_FETCH_LIED);
}

/* When the worker will have had its time, INT64_MAX for never. */
static int64_t fetcher_deadline(const struct clients_fetcher *fetcher)
{
	int64_t first = INT64_MAX;

	for (const struct fetcher_question *q = fetcher->asked.first; q != NULL;
	     q = q->next)
		if (q->deadline < first)
			first = q->deadline;
	if (fetcher->asked.first != NULL && !fetcher->greeted &&
	    fetcher->hello_until < first)
		first = fetcher->hello_until;
	return first;
}

static bool fetcher_give(struct clients_fetcher *fetcher, void **tag,
			 struct ipc_fetch *out)
{
	struct fetcher_question *question = fetcher->answered.first;

	if (question == NULL)
		return false;
	fetcher_remove(&fetcher->answered, &fetcher->answered.first);
	*tag = question->tag;
	*out = question->answer;
	free(question);
	return true;
}

/* Wait for the channel; true when wake woke us. */
static bool fetcher_poll(struct clients_fetcher *fetcher, int wake,
			 int64_t until)
{
	struct pollfd waits[] = {
	    {.fd = fetcher->worker.channel, .events = POLLIN},
	    {.fd = wake, .events = POLLIN}};
	int64_t deadline = fetcher_deadline(fetcher);
	bool asked = fetcher->asked.first != NULL;

	if (until < deadline)
		deadline = until;
	if (poll(waits, 2, base_left_ms(deadline)) < 0 && errno != EINTR)
		return true;
	if (waits[0].revents != 0)
		fetcher_receive(fetcher);
	if (asked && base_now_ms() > fetcher_deadline(fetcher))
		fetcher_lose(fetcher, fetcher->greeted ? IPC_FETCH_SLOW
						       : IPC_FETCH_NO_WORKER);
	return waits[1].revents != 0;
}

enum lens_err clients_fetcher_wait(struct clients_fetcher *fetcher, int wake,
				   int wait_ms, void **tag,
				   struct ipc_fetch *out)
{
	int64_t until = wait_ms < 0 ? INT64_MAX : base_now_ms() + wait_ms;
	bool late = false;

	*tag = NULL;
	*out = (struct ipc_fetch){.fd = -1};
	for (;;) {
		fetcher_feed(fetcher);
		if (fetcher_give(fetcher, tag, out))
			return LENS_OK;
		if (late || fetcher->asked.first == NULL)
			return LENS_CANCELLED;
		/* One look more after the time is over. */
		late = fetcher_poll(fetcher, wake, until) ||
		       base_now_ms() >= until;
	}
}
