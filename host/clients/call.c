/* call.c: greeting a worker, and one question to one that answers once. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "call.h"

#define CALL_DEATH_MS 2000 /* from the end of its channel to its own */

/* ---- Buffers ---- */

int call_buffer(size_t bytes)
{
	int fd = memfd_create("shared", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 &&
	    (ftruncate(fd, (off_t)bytes) != 0 ||
	     fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0))
		base_close(&fd);
	return fd;
}

enum lens_err call_seal(int fd)
{
	return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) == 0
		   ? LENS_OK
		   : LENS_DENIED;
}

int call_part(int from, uint64_t offset, uint64_t bytes)
{
	int fd = call_buffer((size_t)bytes);
	off_t at = (off_t)offset;

	while (fd >= 0 && bytes > 0) {
		ssize_t sent = sendfile(fd, from, &at, (size_t)bytes);

		/* Nothing is an end, too: the file is shorter than was said. */
		if (sent == 0 || (sent < 0 && errno != EINTR))
			base_close(&fd);
		bytes -= sent > 0 ? (uint64_t)sent : 0;
	}
	if (fd >= 0 &&
	    (lseek(fd, 0, SEEK_SET) != 0 || call_seal(fd) != LENS_OK))
		base_close(&fd);
	return fd;
}

/* ---- Greeting ---- */

enum lens_err call_hello(const struct ipc_message *message,
			 struct ipc_hello *out)
{
	*out = (struct ipc_hello){0};
	if (message->kind != IPC_HELLO || message->fds[0] >= 0 ||
	    ipc_hello_read(base_buffer_view(&message->body), out) != LENS_OK)
		return LENS_MALFORMED;
	return out->version == IPC_VERSION && out->refusal[0] == '\0'
		   ? LENS_OK
		   : LENS_DENIED;
}

enum lens_err call_start(const char *path, int64_t deadline,
			 struct sandbox_worker *out)
{
	struct ipc_message message;
	struct ipc_hello hello;
	enum lens_err err;

	*out = (struct sandbox_worker){.pid = -1, .channel = -1};
	if (path == NULL || sandbox_spawn(path, out) != LENS_OK)
		return LENS_WORKER;
	ipc_message_init(&message);
	err = ipc_receive(out->channel, deadline, &message);
	if (err == LENS_OK)
		err = call_hello(&message, &hello);
	else if (err != LENS_MALFORMED && err != LENS_TOO_BIG)
		err = LENS_WORKER;
	ipc_message_free(&message);
	if (err != LENS_OK)
		sandbox_kill(out);
	return err;
}

/* ---- One question ---- */

#define CALL_WANTED_MAX 10.0

int64_t call_deadline(int64_t wall_ms)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	double wanted, last_minute;

	if (processors < 1 || getloadavg(&last_minute, 1) != 1)
		return base_now_ms() + wall_ms;
	wanted = last_minute / (double)processors;
	if (wanted < 1)
		wanted = 1;
	if (wanted > CALL_WANTED_MAX)
		wanted = CALL_WANTED_MAX;
	return base_now_ms() + (int64_t)((double)wall_ms * wanted);
}

enum call_end call_death(int signal)
{
	switch (signal) {
	case SIGKILL: /* the hard limit, or the kernel short of memory */
		return CALL_TOO_MUCH_MEMORY;
	case SIGXCPU:
		return CALL_TOO_MUCH_CPU;
	case SIGSYS:
		return CALL_CONTAINED;
	case SIGBUS:
		return CALL_CHANGED;
	default:
		return CALL_CRASHED;
	}
}

/* Wait until the channel has something; else why it is over. */
static enum call_end call_wait(const struct call *call, int channel)
{
	struct pollfd waits[] = {{.fd = channel, .events = POLLIN},
				 {.fd = call->wake, .events = POLLIN}};
	int ready;

	do
		ready = poll(waits, 2, base_left_ms(call->deadline));
	while (ready < 0 && errno == EINTR && base_left_ms(call->deadline) > 0);
	if (ready <= 0)
		return CALL_TOO_SLOW;
	return waits[1].revents != 0 ? CALL_STOPPED : CALL_ANSWERED;
}

/* How it ended, and what for. */
static enum call_end call_ended(const struct call *call,
				struct sandbox_worker *worker)
{
	struct sandbox_death death;
	const char *name;

	sandbox_reap(worker, CALL_DEATH_MS, &death);
	name = sandbox_number_name(death.call);
	if (call->trapped != NULL && death.signal == SIGSYS && name != NULL)
		snprintf(call->trapped, IPC_CALL_MAX, "%s", name);
	return call_death(death.signal);
}

static enum call_end call_receive(const struct call *call,
				  struct sandbox_worker *worker,
				  struct ipc_incoming *in)
{
	bool complete = false;

	while (!complete) {
		enum call_end end = call_wait(call, worker->channel);
		enum lens_err err;

		if (end != CALL_ANSWERED)
			return end;
		err = ipc_incoming_read(worker->channel, in, &complete);
		if (err == LENS_END)
			return call_ended(call, worker);
		if (err != LENS_OK)
			return CALL_LIED;
	}
	return CALL_ANSWERED;
}

/* Before it has greeted, it is not there: whatever its end was. */
static enum call_end call_greet(const struct call *call,
				struct sandbox_worker *worker)
{
	struct ipc_incoming in;
	struct ipc_hello hello;
	enum call_end end;

	ipc_incoming_init(&in);
	end = call_receive(call, worker, &in);
	if (end == CALL_ANSWERED)
		switch (call_hello(&in.message, &hello)) {
		case LENS_OK:
			break;
		case LENS_DENIED:
			end = CALL_NO_WORKER;
			break;
		default:
			end = CALL_LIED;
		}
	else if (end != CALL_STOPPED && end != CALL_LIED)
		end = CALL_NO_WORKER;
	ipc_incoming_free(&in);
	return end;
}

static enum call_end call_send(const struct call *call, int channel)
{
	unsigned count = 0;

	while (count < IPC_FDS_MAX && call->fds[count] >= 0)
		count++;
	return ipc_send(channel, call->job, call->body, call->fds, count,
			call->deadline) == LENS_OK
		   ? CALL_ANSWERED
		   : CALL_NO_WORKER;
}

/* The answer, and then the end: what comes after it is a lie. */
static enum call_end call_answer(const struct call *call,
				 struct sandbox_worker *worker,
				 struct ipc_message *out)
{
	struct ipc_incoming in;
	enum call_end end;
	uint8_t byte;

	ipc_incoming_init(&in);
	end = call_receive(call, worker, &in);
	if (end == CALL_ANSWERED &&
	    (in.message.kind != (uint32_t)call->answer ||
	     in.message.fds[0] >= 0))
		end = CALL_LIED;
	if (end == CALL_ANSWERED)
		end = call_wait(call, worker->channel);
	if (end == CALL_ANSWERED &&
	    recv(worker->channel, &byte, 1, MSG_DONTWAIT) > 0)
		end = CALL_LIED;
	if (end == CALL_ANSWERED) {
		*out = in.message; /* moved */
		ipc_incoming_init(&in);
	}
	ipc_incoming_free(&in);
	return end;
}

enum call_end call_ask(const struct call *call, struct ipc_message *out)
{
	struct sandbox_worker worker = {.pid = -1, .channel = -1};
	enum call_end end = CALL_NO_WORKER;

	ipc_message_init(out);
	if (call->trapped != NULL)
		call->trapped[0] = '\0';
	if (call->path == NULL || sandbox_spawn(call->path, &worker) != LENS_OK)
		return end;
	end = call_greet(call, &worker);
	if (end == CALL_ANSWERED)
		end = call_send(call, worker.channel);
	if (end == CALL_ANSWERED)
		end = call_answer(call, &worker, out);
	sandbox_kill(&worker);
	return end;
}
