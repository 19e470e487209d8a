/*
 * decoder_slot.c: one question to a decoder and everything that can go wrong
 * with it.  An answer stands when its channel has ended after exactly one
 * message and the zygote has said how the child ended.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <lenscap/base_io.h>

#include "call.h"
#include "decoder_slot.h"

#define SLOT_BODY 64

void slot_init(struct slot *slot, const char *const *paths, int wall_ms)
{
	*slot = (struct slot){
	    .paths = paths, .wall_ms = wall_ms, .picture = -1, .answer = -1};
	for (unsigned i = 0; i < SLOT_WORKERS; i++)
		slot->workers[i] =
		    (struct sandbox_worker){.pid = -1, .channel = -1};
	ipc_incoming_init(&slot->channel_in);
	ipc_incoming_init(&slot->answer_in);
}

/* Drop what has come, but not the question. */
static void slot_clear(struct slot *slot)
{
	slot->done = slot->answered = slot->ended = false;
	slot->signal = 0;
	slot->late = 0;
	base_close(&slot->answer);
	ipc_incoming_free(&slot->channel_in);
	ipc_incoming_free(&slot->answer_in);
	ipc_picture_free(&slot->result);
}

void slot_reset(struct slot *slot)
{
	slot->busy = slot->again = false;
	slot->died = IPC_PICTURE_OK;
	base_close(&slot->picture);
	slot_clear(slot);
}

static void slot_drop_worker(struct slot *slot, enum slot_worker which)
{
	sandbox_kill(&slot->workers[which]);
	slot->greeted[which] = false;
}

void slot_free(struct slot *slot)
{
	slot_reset(slot);
	for (unsigned i = 0; i < SLOT_WORKERS; i++)
		slot_drop_worker(slot, i);
}

/* What a jail killed the child or the worker for, if it did. */
static void slot_name_call(struct slot *slot)
{
	int call = sandbox_last_call(&slot->workers[slot->asked]);
	const char *name = sandbox_number_name(call);

	if (name != NULL)
		snprintf(slot->result.call, sizeof(slot->result.call), "%s",
			 name);
}

/* The answer stands; a slot whose worker misbehaved loses the worker. */
static void slot_finish(struct slot *slot, enum ipc_picture_status status,
			bool misbehaved)
{
	if (status != IPC_PICTURE_OK) {
		ipc_picture_free(&slot->result);
		slot->result.status = status;
		slot_name_call(slot);
	}
	if (misbehaved)
		slot_drop_worker(slot, slot->asked);
	slot->done = true;
}

/* ---- Asking ---- */

static enum lens_err slot_start(struct slot *slot)
{
	const char *path = slot->paths[slot->asked];

	if (slot->workers[slot->asked].pid > 0)
		return LENS_OK;
	if (path == NULL)
		return LENS_WORKER;
	return sandbox_spawn(path, &slot->workers[slot->asked]);
}

static enum lens_err slot_send(struct slot *slot)
{
	struct base_buffer body;
	int pair[2];
	enum lens_err err = ipc_pair(pair);

	if (err != LENS_OK)
		return err;
	base_buffer_init(&body, SLOT_BODY);
	slot->job.number++;
	err = ipc_picture_job_write(&slot->job, &body);
	if (err == LENS_OK)
		err = ipc_send(slot->workers[slot->asked].channel,
			       IPC_PICTURE_JOB, base_buffer_view(&body),
			       (int[]){slot->picture, pair[1]}, 2,
			       slot->deadline);
	base_buffer_free(&body);
	base_close(&pair[1]);
	slot->answer = pair[0];
	return err;
}

/*
 * LENS_DENIED for what is no regular file: a pipe could block us, a device
 * could be endless.
 */
static enum lens_err slot_measure(int fd, uint64_t *bytes)
{
	struct stat about;

	if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return LENS_DENIED;
	*bytes = (uint64_t)about.st_size;
	return LENS_OK;
}

/* Ask the worker, starting it where there is none. */
static enum lens_err slot_try(struct slot *slot)
{
	enum lens_err err = slot_start(slot);

	slot->trusted = slot->greeted[slot->asked];
	return err == LENS_OK ? slot_send(slot) : err;
}

/*
 * A worker that died while it was idle must not cost the next picture: one
 * that was well before, and of which nothing has come, is asked anew, once.
 */
static bool slot_may_ask_again(const struct slot *slot)
{
	return slot->trusted && !slot->again && !slot->ended &&
	       slot->answer_in.got == 0 && slot->channel_in.got == 0;
}

static enum lens_err slot_try_again(struct slot *slot)
{
	slot->again = true;
	slot_drop_worker(slot, slot->asked);
	slot_clear(slot);
	slot->deadline = call_deadline(slot->wall_ms);
	return slot_try(slot);
}

static void slot_begin(struct slot *slot, enum slot_worker asked)
{
	enum lens_err err;

	slot_clear(slot);
	slot->asked = asked;
	slot->again = false;
	slot->deadline = call_deadline(slot->wall_ms);
	if (slot_measure(slot->picture, &slot->job.bytes) != LENS_OK)
		slot_finish(slot, IPC_PICTURE_NOT_A_FILE, false);
	else if (slot->job.bytes > IPC_PICTURE_BYTES_MAX)
		slot_finish(slot, IPC_PICTURE_TOO_MANY_BYTES, false);
	else {
		err = slot_try(slot);
		if (err == LENS_END && slot_may_ask_again(slot))
			err = slot_try_again(slot);
		if (err != LENS_OK)
			slot_finish(slot, IPC_PICTURE_NO_WORKER, true);
	}
}

void slot_ask(struct slot *slot, int fd, const struct ipc_picture_job *job,
	      void *tag)
{
	uint32_t number;

	slot->busy = true;
	slot->picture = fd;
	number = slot->job.number;
	slot->job = *job;
	slot->job.number = number;
	slot->tag = tag;
	slot_begin(slot, SLOT_MAIN);
}

/* ---- Answers ---- */

int slot_descriptor(const struct slot *slot, enum slot_source source)
{
	if (!slot->busy || slot->done)
		return -1;
	return source == SLOT_CHANNEL ? slot->workers[slot->asked].channel
				      : slot->answer;
}

/* What killed the child tells what the picture did to it. */
static enum ipc_picture_status slot_death(uint32_t signal)
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
static const enum ipc_picture_status slot_needs[SLOT_WORKERS] = {
    [SLOT_HEIF] = IPC_PICTURE_NEEDS_HEIF,
    [SLOT_JXL] = IPC_PICTURE_NEEDS_JXL,
    [SLOT_TIFF] = IPC_PICTURE_NEEDS_TIFF,
};

static bool slot_passes_on(struct slot *slot)
{
	enum slot_worker next = SLOT_HEIF;

	while (next < SLOT_WORKERS && slot_needs[next] != slot->result.status)
		next++;
	if (next == SLOT_WORKERS || slot->asked != SLOT_MAIN ||
	    slot->paths[next] == NULL)
		return false;
	slot_begin(slot, next);
	return true;
}

/*
 * Pixels that are too many, or that killed their reader, leave what the file
 * says besides: it is asked for once more, for that alone.  Of a picture that
 * tried to break out nothing more is asked.
 */
static void slot_bury(struct slot *slot, enum ipc_picture_status status)
{
	char call[IPC_CALL_MAX];

	if (slot->died != IPC_PICTURE_OK || status == IPC_PICTURE_CONTAINED) {
		slot_finish(slot,
			    slot->died != IPC_PICTURE_OK ? slot->died : status,
			    false);
		return;
	}
	slot->died = status;
	slot->job.words = true;
	slot_name_call(slot);
	memcpy(call, slot->result.call, sizeof(call));
	slot_begin(slot, slot->asked);
	memcpy(slot->died_call, call, sizeof(call));
}

/* The words of a picture whose pixels failed. */
static void slot_tell(struct slot *slot)
{
	slot->result.status = slot->died;
	memcpy(slot->result.call, slot->died_call, sizeof(slot->died_call));
	slot->done = true;
}

static void slot_judge(struct slot *slot)
{
	struct ipc_message *message = &slot->answer_in.message;

	if (!slot->answered || !slot->ended)
		return;
	if (slot->signal != 0 || message->kind != IPC_PICTURE)
		slot_bury(slot, slot_death(slot->signal));
	else if (ipc_picture_read(base_buffer_view(&message->body),
				  &slot->result) != LENS_OK)
		slot_finish(slot, IPC_PICTURE_LIED, false);
	else if (slot->died != IPC_PICTURE_OK)
		slot_tell(slot);
	else if (!slot_passes_on(slot))
		slot_finish(slot, IPC_PICTURE_OK, false);
}

/* After its one message the channel must end. */
static void slot_expect_end(struct slot *slot)
{
	uint8_t byte;
	ssize_t got = recv(slot->answer, &byte, 1, MSG_DONTWAIT);

	if (got > 0)
		slot_finish(slot, IPC_PICTURE_LIED, true);
	else if (got == 0) {
		slot->answered = true;
		base_close(&slot->answer);
		slot_judge(slot);
	}
}

static void slot_receive_answer(struct slot *slot)
{
	bool complete = false;
	enum lens_err err =
	    ipc_incoming_read(slot->answer, &slot->answer_in, &complete);

	if (err == LENS_OK && complete && slot->answer_in.message.fds[0] >= 0) {
		slot_finish(slot, IPC_PICTURE_LIED, true);
	} else if (err == LENS_OK && complete) {
		slot_expect_end(slot);
	} else if (err == LENS_END) {
		/* No answer: the zygote will say how the child died. */
		slot->answered = true;
		base_close(&slot->answer);
		slot_judge(slot);
	} else if (err != LENS_OK) {
		slot_finish(slot, IPC_PICTURE_LIED, true);
	}
}

static enum lens_err slot_greet(struct slot *slot,
				const struct ipc_message *message)
{
	struct ipc_hello hello;
	enum lens_err err = call_hello(message, &hello);

	slot->greeted[slot->asked] = err == LENS_OK;
	return err;
}

/* The end of this question: one of another says that the worker is astray. */
static bool slot_is_end(struct slot *slot, const struct ipc_message *message)
{
	struct ipc_picture_end end;

	if (message->kind != IPC_PICTURE_END || slot->ended ||
	    ipc_picture_end_read(base_buffer_view(&message->body), &end) !=
		LENS_OK ||
	    end.number != slot->job.number)
		return false;
	slot->signal = end.signal;
	return true;
}

static void slot_take(struct slot *slot, const struct ipc_message *message)
{
	bool greeted = slot->greeted[slot->asked];

	if (message->fds[0] >= 0)
		slot_finish(slot, IPC_PICTURE_LIED, true);
	else if (message->kind == IPC_HELLO && !greeted) {
		if (slot_greet(slot, message) != LENS_OK)
			slot_finish(slot, IPC_PICTURE_NO_WORKER, true);
	} else if (greeted && slot_is_end(slot, message)) {
		slot->ended = true;
		slot_judge(slot);
	} else {
		slot_finish(slot, IPC_PICTURE_LIED, true);
	}
}

static void slot_receive_channel(struct slot *slot)
{
	bool complete = false;
	enum lens_err err = ipc_incoming_read(
	    slot->workers[slot->asked].channel, &slot->channel_in, &complete);
	bool greeted = slot->greeted[slot->asked];
	struct ipc_message message;

	if (err == LENS_END && slot_may_ask_again(slot)) {
		if (slot_try_again(slot) != LENS_OK)
			slot_finish(slot, IPC_PICTURE_NO_WORKER, true);
	} else if (err == LENS_END) {
		slot_finish(
		    slot, greeted ? IPC_PICTURE_CRASHED : IPC_PICTURE_NO_WORKER,
		    true);
	} else if (err != LENS_OK) {
		slot_finish(slot, IPC_PICTURE_LIED, true);
	} else if (complete) {
		message = slot->channel_in.message;
		ipc_incoming_init(&slot->channel_in);
		slot_take(slot, &message);
		ipc_message_free(&message);
	}
}

void slot_receive(struct slot *slot, enum slot_source source)
{
	if (slot_descriptor(slot, source) < 0)
		return;
	if (source == SLOT_CHANNEL)
		slot_receive_channel(slot);
	else
		slot_receive_answer(slot);
}

void slot_expire(struct slot *slot)
{
	if (!slot->greeted[slot->asked] || slot->died != IPC_PICTURE_OK) {
		slot_finish(slot,
			    slot->died != IPC_PICTURE_OK
				? slot->died
				: IPC_PICTURE_NO_WORKER,
			    true);
		return;
	}
	slot_drop_worker(slot, slot->asked);
	slot_bury(slot, IPC_PICTURE_TOO_SLOW);
}
