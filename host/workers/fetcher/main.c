/*
 * lenscap-fetcher: asks the web what a stranger would get.  The only process
 * with a network; it is given addresses and room for the answer, never a
 * picture, and it has no code that sends one.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include <libpsl.h>

#include <lenscap/sandbox_worker.h>

#include "marks.h"
#include "own_networks.h"
#include "transfer.h"

#define MAIN_AT_ONCE 32 /* addresses: the core gives us fewer */
#define MAIN_IDLE 60000

struct main_state {
	struct transfers all;
	struct transfer transfers[MAIN_AT_ONCE];
	struct ipc_incoming in;
	bool asked; /* the first job fixes these for all: */
	struct url_check_rules rules;
	bool ended;
};

static enum lens_err main_greet(const char *refusal)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
	char libraries[IPC_TEXT_MAX];

	snprintf(libraries, sizeof(libraries), "libcurl %s, %s, libpsl %s",
		 curl->version,
		 curl->ssl_version ? curl->ssl_version : "no TLS",
		 psl_get_version());
	return sandbox_greet(libraries, refusal);
}

/* ---- Jobs in ---- */

static struct transfer *main_unused(struct main_state *state)
{
	for (unsigned i = 0; i < MAIN_AT_ONCE; i++)
		if (!state->transfers[i].used)
			return &state->transfers[i];
	return NULL;
}

/*
 * A connection that one job was allowed to open must not serve another that
 * would not have been: all jobs of a worker are of one kind.
 */
static bool main_same_kind(const struct main_state *state,
			   const struct ipc_fetch_job *job)
{
	return state->rules.local == job->local &&
	       state->rules.proxied == (job->proxy[0] != '\0');
}

/*
 * The first job says what they are, before anything was asked of a stranger:
 * who takes this process over later finds the other ports shut, those of the
 * local network's devices too.  One's own network may be asked at any port.
 */
static enum lens_err main_first(struct main_state *state,
				const struct ipc_fetch_job *job)
{
	uint16_t proxy[] = {url_check_proxy_port(job->proxy), 53};

	if (state->asked)
		return LENS_OK;
	state->asked = true;
	state->all.budget = job->budget;
	state->rules =
	    (struct url_check_rules){job->local, job->proxy[0] != '\0'};
	if (job->local)
		return LENS_OK;
	return state->rules.proxied
		   ? sandbox_keep_ports(proxy, 2)
		   : sandbox_keep_ports(url_check_ports, URL_CHECK_PORTS);
}

/* What packs add to ours: once, before the first job. */
static enum lens_err main_rules(struct main_state *state,
				const struct ipc_message *message)
{
	enum lens_err err;

	if (state->asked || state->all.rules.count > 0 || message->fds[0] >= 0)
		return LENS_MALFORMED;
	err = base_rules_read(base_buffer_view(&message->body),
			      &state->all.rules);
	marks_add(&state->all.rules);
	return err;
}

static enum lens_err main_take(struct main_state *state,
			       struct ipc_message *message)
{
	struct transfer *transfer = main_unused(state);
	struct ipc_fetch_job job;
	enum lens_err err;

	if (message->kind == IPC_FETCH_RULES)
		return main_rules(state, message);
	if (message->kind != IPC_FETCH_JOB || message->fds[0] < 0 ||
	    message->fds[1] >= 0 || transfer == NULL)
		return LENS_MALFORMED;
	err = ipc_fetch_job_read(base_buffer_view(&message->body), &job);
	if (err == LENS_OK)
		err = main_first(state, &job);
	if (err == LENS_OK && !main_same_kind(state, &job))
		err = LENS_DENIED;
	if (err == LENS_OK)
		transfer_begin(&state->all, transfer, &job,
			       ipc_message_take_fd(message, 0));
	return err;
}

/* Everything that has arrived. */
static enum lens_err main_receive(struct main_state *state)
{
	bool complete = true;
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && complete) {
		err = ipc_incoming_read(SANDBOX_CHANNEL, &state->in, &complete);
		if (err == LENS_OK && complete) {
			err = main_take(state, &state->in.message);
			ipc_incoming_free(&state->in);
			ipc_incoming_init(&state->in);
		}
	}
	return err;
}

/* ---- Answers out ---- */

static enum lens_err main_answer(struct main_state *state,
				 struct transfer *transfer)
{
	struct ipc_fetch answer = transfer->answer;
	struct base_buffer body;
	enum lens_err err;

	/* The room is unmapped first: the core can seal it then. */
	transfer->answer = (struct ipc_fetch){.fd = -1};
	transfer_free(&state->all, transfer);
	base_buffer_init(&body, 1u << 17);
	err = sandbox_answer(IPC_FETCH, &body, ipc_fetch_write(&answer, &body));
	ipc_fetch_free(&answer);
	return err;
}

/* Take what libcurl has ended; true when there was anything. */
static bool main_collect(struct main_state *state)
{
	struct CURLMsg *message;
	bool any = false;
	int left;

	while ((message = curl_multi_info_read(state->all.multi, &left)) !=
	       NULL) {
		char *transfer = NULL;

		any = true;
		if (message->msg == CURLMSG_DONE &&
		    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE,
				      &transfer) == CURLE_OK &&
		    transfer != NULL)
			transfer_end_hop(&state->all, (void *)transfer,
					 message->data.result);
	}
	return any;
}

/*
 * Those on their way in the order of their coming: where a site is asked as
 * fast as it may be, nobody else's turn would come before the time is over.
 */
static unsigned main_in_turn(struct main_state *state,
			     struct transfer *line[MAIN_AT_ONCE])
{
	unsigned count = 0;

	for (unsigned i = 0; i < MAIN_AT_ONCE; i++) {
		struct transfer *transfer = &state->transfers[i];
		unsigned at = count;

		if (!transfer->used)
			continue;
		for (; at > 0 && line[at - 1]->turn > transfer->turn; at--)
			line[at] = line[at - 1];
		line[at] = transfer;
		count++;
	}
	return count;
}

/* Start what may start, answer what is done; *wait is until the next look. */
static enum lens_err main_step(struct main_state *state, int *wait)
{
	struct transfer *line[MAIN_AT_ONCE];
	unsigned count = main_in_turn(state, line);
	enum lens_err err = LENS_OK;
	int64_t now = base_now_ms(), least = MAIN_IDLE;

	for (unsigned i = 0; i < count && err == LENS_OK; i++) {
		struct transfer *transfer = line[i];
		int64_t later;

		later = transfer_try(&state->all, transfer, now);
		if (later > 0 && later < least)
			least = later;
		if (transfer->done) {
			err = main_answer(state, transfer);
			least = 0; /* its place may be another's */
		}
	}
	*wait = (int)least;
	return err;
}

static enum lens_err main_serve(struct main_state *state)
{
	struct curl_waitfd channel = {.fd = SANDBOX_CHANNEL,
				      .events = CURL_WAIT_POLLIN};
	enum lens_err err = LENS_OK;

	while (err == LENS_OK) {
		int running, wait;

		err = main_step(state, &wait);
		if (err == LENS_OK &&
		    curl_multi_perform(state->all.multi, &running) != CURLM_OK)
			err = LENS_SYSTEM;
		/* What has ended makes room for more: no waiting then. */
		if (main_collect(state))
			wait = 0;
		if (err == LENS_OK &&
		    curl_multi_poll(state->all.multi, &channel, 1, wait,
				    NULL) != CURLM_OK)
			err = LENS_SYSTEM;
		if (err == LENS_OK && channel.revents != 0)
			err = main_receive(state);
	}
	return err;
}

/* What asks the libraries to prepare themselves, before the jail is shut. */
static bool main_prepare(struct main_state *state)
{
	/* Resolver threads shall not reserve 64 MB of addresses each. */
	mallopt(M_ARENA_MAX, 1);
	own_networks_learn();
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return false;
	state->all.multi = curl_multi_init();
	state->all.limits = rate_limit_new();
	return state->all.multi != NULL &&
	       curl_multi_setopt(state->all.multi,
				 CURLMOPT_MAX_HOST_CONNECTIONS,
				 (long)RATE_LIMIT_PER_HOST) == CURLM_OK &&
	       curl_multi_setopt(state->all.multi,
				 CURLMOPT_MAX_TOTAL_CONNECTIONS,
				 (long)RATE_LIMIT_IN_ALL) == CURLM_OK;
}

int main(void)
{
	struct main_state *state = base_alloc(1, sizeof(*state));
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY] = "libcurl could not be started.";
	enum lens_err err;

	sandbox_worker_init();
	for (unsigned i = 0; i < MAIN_AT_ONCE; i++)
		state->transfers[i].room = state->transfers[i].answer.fd = -1;
	ipc_incoming_init(&state->in);
	err = main_prepare(state) ? LENS_OK : LENS_SYSTEM;
	if (err == LENS_OK) {
		why[0] = '\0';
		err = sandbox_prepare(&sandbox_fetch_policy, &jail, why);
	}
	if (err == LENS_OK)
		err = sandbox_enter(jail, 0, why);
	if (main_greet(why) != LENS_OK || err != LENS_OK)
		return 1;
	err = main_serve(state);
	for (unsigned i = 0; i < MAIN_AT_ONCE; i++)
		transfer_free(&state->all, &state->transfers[i]);
	ipc_incoming_free(&state->in);
	curl_multi_cleanup(state->all.multi);
	rate_limit_free(state->all.limits);
	marks_add(NULL);
	base_rules_free(&state->all.rules);
	sandbox_free(jail);
	free(state);
	return err == LENS_END ? 0 : 1;
}
