/*
 * decoder_lane.c: one question to a decoder and everything that can go wrong
 * with it.  An answer stands when its channel has ended after exactly one
 * message and the zygote has said how the child ended.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <lenscap/base_io.h>

#include "call.h"
#include "decoder_lane.h"

#define LANE_BODY 64

void lane_init(struct lane *lane, const char *const *paths, int wall_ms)
{
	*lane = (struct lane){
	    .paths = paths, .wall_ms = wall_ms, .picture = -1, .answer = -1};
	for (unsigned i = 0; i < LANE_WORKERS; i++)
		lane->workers[i] =
		    (struct sandbox_worker){.pid = -1, .channel = -1};
	ipc_incoming_init(&lane->channel_in);
	ipc_incoming_init(&lane->answer_in);
}

/* Drop what has come, but not the question. */
static void lane_clear(struct lane *lane)
{
	lane->done = lane->answered = lane->ended = false;
	lane->signal = 0;
	lane->late = 0;
	base_close(&lane->answer);
	ipc_incoming_free(&lane->channel_in);
	ipc_incoming_free(&lane->answer_in);
	ipc_picture_free(&lane->result);
}

void lane_reset(struct lane *lane)
{
	lane->busy = lane->again = false;
	lane->died = IPC_PICTURE_OK;
	base_close(&lane->picture);
	lane_clear(lane);
}

static void lane_drop_worker(struct lane *lane, enum lane_worker which)
{
	sandbox_kill(&lane->workers[which]);
	lane->greeted[which] = false;
}

void lane_free(struct lane *lane)
{
	lane_reset(lane);
	for (unsigned i = 0; i < LANE_WORKERS; i++)
		lane_drop_worker(lane, i);
}

/* What a jail killed the child or the worker for, if it did. */
static void lane_name_call(struct lane *lane)
{
	int call = sandbox_last_call(&lane->workers[lane->asked]);
	const char *name = sandbox_number_name(call);

	if (name != NULL)
		snprintf(lane->result.call, sizeof(lane->result.call), "%s",
			 name);
}

/* The answer stands; a lane whose worker misbehaved loses the worker. */
static void lane_finish(struct lane *lane, enum ipc_picture_status status,
			bool misbehaved)
{
	if (status != IPC_PICTURE_OK) {
		ipc_picture_free(&lane->result);
		lane->result.status = status;
		lane_name_call(lane);
	}
	if (misbehaved)
		lane_drop_worker(lane, lane->asked);
	lane->done = true;
}

/* ---- Asking ---- */

static enum lens_err lane_start(struct lane *lane)
{
	const char *path = lane->paths[lane->asked];

	if (lane->workers[lane->asked].pid > 0)
		return LENS_OK;
	if (path == NULL)
		return LENS_WORKER;
	return sandbox_spawn(path, &lane->workers[lane->asked]);
}

static enum lens_err lane_send(struct lane *lane)
{
	struct base_buffer body;
	int pair[2];
	enum lens_err err = ipc_pair(pair);

	if (err != LENS_OK)
		return err;
	base_buffer_init(&body, LANE_BODY);
	err = ipc_picture_job_write(&lane->job, &body);
	if (err == LENS_OK)
		err = ipc_send(lane->workers[lane->asked].channel,
			       IPC_PICTURE_JOB, base_buffer_view(&body),
			       (int[]){lane->picture, pair[1]}, 2,
			       lane->deadline);
	base_buffer_free(&body);
	base_close(&pair[1]);
	lane->answer = pair[0];
	return err;
}

/*
 * LENS_DENIED for what is no regular file: a pipe could block us, a device
 * could be endless.
 */
static enum lens_err lane_measure(int fd, uint64_t *bytes)
{
	struct stat about;

	if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return LENS_DENIED;
	*bytes = (uint64_t)about.st_size;
	return LENS_OK;
}

/* Ask the worker, starting it where there is none. */
static enum lens_err lane_try(struct lane *lane)
{
	enum lens_err err = lane_start(lane);

	lane->trusted = lane->greeted[lane->asked];
	return err == LENS_OK ? lane_send(lane) : err;
}

/*
 * A worker that died while it was idle must not cost the next picture: one
 * that was well before, and of which nothing has come, is asked anew, once.
 */
static bool lane_may_ask_again(const struct lane *lane)
{
	return lane->trusted && !lane->again && !lane->ended &&
	       lane->answer_in.got == 0 && lane->channel_in.got == 0;
}

static enum lens_err lane_try_again(struct lane *lane)
{
	lane->again = true;
	lane_drop_worker(lane, lane->asked);
	lane_clear(lane);
	lane->deadline = base_now_ms() + lane->wall_ms;
	return lane_try(lane);
}

static void lane_begin(struct lane *lane, enum lane_worker asked)
{
	enum lens_err err;

	lane_clear(lane);
	lane->asked = asked;
	lane->again = false;
	lane->deadline = base_now_ms() + lane->wall_ms;
	if (lane_measure(lane->picture, &lane->job.bytes) != LENS_OK)
		lane_finish(lane, IPC_PICTURE_NOT_A_FILE, false);
	else if (lane->job.bytes > IPC_PICTURE_BYTES_MAX)
		lane_finish(lane, IPC_PICTURE_TOO_MANY_BYTES, false);
	else {
		err = lane_try(lane);
		if (err == LENS_END && lane_may_ask_again(lane))
			err = lane_try_again(lane);
		if (err != LENS_OK)
			lane_finish(lane, IPC_PICTURE_NO_WORKER, true);
	}
}

void lane_ask(struct lane *lane, int fd, const struct ipc_picture_job *job,
	      void *tag)
{
	lane->busy = true;
	lane->picture = fd;
	lane->job = *job;
	lane->tag = tag;
	lane_begin(lane, LANE_MAIN);
}

/* ---- Answers ---- */

int lane_descriptor(const struct lane *lane, enum lane_source source)
{
	if (!lane->busy || lane->done)
		return -1;
	return source == LANE_CHANNEL ? lane->workers[lane->asked].channel
				      : lane->answer;
}

/* What killed the child tells what the picture did to it. */
static enum ipc_picture_status lane_death(uint32_t signal)
{
	switch (call_death((int)signal)) {
	case CALL_TOO_MUCH_MEMORY:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case CALL_TOO_MUCH_CPU:
		return IPC_PICTURE_TOO_MUCH_CPU;
	case CALL_CONTAINED:
		return IPC_PICTURE_CONTAINED;
	case CALL_CHANGED:
		return IPC_PICTURE_CHANGED;
	default:
		return IPC_PICTURE_CRASHED;
	}
}

/* Which decoder reads what the first one only recognises. */
static const enum ipc_picture_status lane_needs[LANE_WORKERS] = {
    [LANE_HEIF] = IPC_PICTURE_NEEDS_HEIF,
    [LANE_JXL] = IPC_PICTURE_NEEDS_JXL,
    [LANE_TIFF] = IPC_PICTURE_NEEDS_TIFF,
};

static bool lane_passes_on(struct lane *lane)
{
	enum lane_worker next = LANE_HEIF;

	while (next < LANE_WORKERS && lane_needs[next] != lane->result.status)
		next++;
	if (next == LANE_WORKERS || lane->asked != LANE_MAIN ||
	    lane->paths[next] == NULL)
		return false;
	lane_begin(lane, next);
	return true;
}

/*
 * Pixels that are too many, or that killed their reader, leave what the file
 * says besides: it is asked for once more, for that alone.  Of a picture that
 * tried to break out nothing more is asked.
 */
static void lane_bury(struct lane *lane, enum ipc_picture_status status)
{
	char call[IPC_CALL_MAX];

	if (lane->died != IPC_PICTURE_OK || status == IPC_PICTURE_CONTAINED) {
		lane_finish(lane,
			    lane->died != IPC_PICTURE_OK ? lane->died : status,
			    false);
		return;
	}
	lane->died = status;
	lane->job.words = true;
	lane_name_call(lane);
	memcpy(call, lane->result.call, sizeof(call));
	lane_begin(lane, lane->asked);
	memcpy(lane->died_call, call, sizeof(call));
}

/* The words of a picture whose pixels failed. */
static void lane_tell(struct lane *lane)
{
	lane->result.status = lane->died;
	memcpy(lane->result.call, lane->died_call, sizeof(lane->died_call));
	lane->done = true;
}

static void lane_judge(struct lane *lane)
{
	struct ipc_message *message = &lane->answer_in.message;

	if (!lane->answered || !lane->ended)
		return;
	if (lane->signal != 0 || message->kind != IPC_PICTURE)
		lane_bury(lane, lane_death(lane->signal));
	else if (ipc_picture_read(base_buffer_view(&message->body),
				  &lane->result) != LENS_OK)
		lane_finish(lane, IPC_PICTURE_LIED, false);
	else if (lane->died != IPC_PICTURE_OK)
		lane_tell(lane);
	else if (!lane_passes_on(lane))
		lane_finish(lane, IPC_PICTURE_OK, false);
}

/* After its one message the channel must end. */
static void lane_expect_end(struct lane *lane)
{
	uint8_t byte;
	ssize_t got = recv(lane->answer, &byte, 1, MSG_DONTWAIT);

	if (got > 0)
		lane_finish(lane, IPC_PICTURE_LIED, true);
	else if (got == 0) {
		lane->answered = true;
		base_close(&lane->answer);
		lane_judge(lane);
	}
}

static void lane_receive_answer(struct lane *lane)
{
	bool complete = false;
	enum lens_err err =
	    ipc_incoming_read(lane->answer, &lane->answer_in, &complete);

	if (err == LENS_OK && complete && lane->answer_in.message.fds[0] >= 0) {
		lane_finish(lane, IPC_PICTURE_LIED, true);
	} else if (err == LENS_OK && complete) {
		lane_expect_end(lane);
	} else if (err == LENS_END) {
		/* No answer: the zygote will say how the child died. */
		lane->answered = true;
		base_close(&lane->answer);
		lane_judge(lane);
	} else if (err != LENS_OK) {
		lane_finish(lane, IPC_PICTURE_LIED, true);
	}
}

static enum lens_err lane_greet(struct lane *lane,
				const struct ipc_message *message)
{
	struct ipc_hello hello;
	enum lens_err err = call_hello(message, &hello);

	lane->greeted[lane->asked] = err == LENS_OK;
	return err;
}

static void lane_take(struct lane *lane, const struct ipc_message *message)
{
	bool greeted = lane->greeted[lane->asked];

	if (message->fds[0] >= 0)
		lane_finish(lane, IPC_PICTURE_LIED, true);
	else if (message->kind == IPC_HELLO && !greeted) {
		if (lane_greet(lane, message) != LENS_OK)
			lane_finish(lane, IPC_PICTURE_NO_WORKER, true);
	} else if (message->kind == IPC_PICTURE_END && greeted &&
		   !lane->ended &&
		   ipc_picture_end_read(base_buffer_view(&message->body),
					&lane->signal) == LENS_OK) {
		lane->ended = true;
		lane_judge(lane);
	} else {
		lane_finish(lane, IPC_PICTURE_LIED, true);
	}
}

static void lane_receive_channel(struct lane *lane)
{
	bool complete = false;
	enum lens_err err = ipc_incoming_read(
	    lane->workers[lane->asked].channel, &lane->channel_in, &complete);
	bool greeted = lane->greeted[lane->asked];
	struct ipc_message message;

	if (err == LENS_END && lane_may_ask_again(lane)) {
		if (lane_try_again(lane) != LENS_OK)
			lane_finish(lane, IPC_PICTURE_NO_WORKER, true);
	} else if (err == LENS_END) {
		lane_finish(
		    lane, greeted ? IPC_PICTURE_CRASHED : IPC_PICTURE_NO_WORKER,
		    true);
	} else if (err != LENS_OK) {
		lane_finish(lane, IPC_PICTURE_LIED, true);
	} else if (complete) {
		message = lane->channel_in.message;
		ipc_incoming_init(&lane->channel_in);
		lane_take(lane, &message);
		ipc_message_free(&message);
	}
}

void lane_receive(struct lane *lane, enum lane_source source)
{
	if (lane_descriptor(lane, source) < 0)
		return;
	if (source == LANE_CHANNEL)
		lane_receive_channel(lane);
	else
		lane_receive_answer(lane);
}

void lane_expire(struct lane *lane)
{
	if (!lane->greeted[lane->asked] || lane->died != IPC_PICTURE_OK) {
		lane_finish(lane,
			    lane->died != IPC_PICTURE_OK
				? lane->died
				: IPC_PICTURE_NO_WORKER,
			    true);
		return;
	}
	lane_drop_worker(lane, lane->asked);
	lane_bury(lane, IPC_PICTURE_TOO_SLOW);
}
