/*
 * zygote.c: a decoder process.  It loads its libraries, shuts its jail, and
 * forks one child per picture; the child shuts a tighter jail, reads, answers
 * on a channel of its own and ends.  A child never sees the zygote's channel,
 * so that one picture cannot speak for another.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/sandbox_worker.h>

#include "picture.h"

#define ZYGOTE_BODY IPC_PICTURE_BODY_MAX

/* ---- The child: one picture ---- */

static void zygote_answer(int channel, const struct ipc_picture *answer)
{
	int64_t deadline = base_now_ms() + IPC_PICTURE_WALL_MAX * 1000;
	struct base_buffer body;

	base_buffer_init(&body, ZYGOTE_BODY);
	if (ipc_picture_write(answer, &body) != LENS_OK ||
	    ipc_send(channel, IPC_PICTURE, base_buffer_view(&body), NULL, 0,
		     deadline) != LENS_OK)
		_exit(1);
	base_buffer_free(&body);
}

static enum ipc_picture_status zygote_map(int fd, uint64_t bytes,
					  struct base_view *out)
{
	void *data;

	*out = (struct base_view){NULL, 0};
	if (bytes > IPC_PICTURE_BYTES_MAX)
		return IPC_PICTURE_TOO_MANY_BYTES;
	if (bytes == 0)
		return IPC_PICTURE_OK;
	/* Ask for all pages at once: the whole file is hashed anyway. */
	data = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (data == MAP_FAILED)
		return errno == ENOMEM ? IPC_PICTURE_TOO_MUCH_MEMORY
				       : IPC_PICTURE_NOT_MAPPED;
	*out = (struct base_view){data, bytes};
	return IPC_PICTURE_OK;
}

static void zygote_child(const struct picture_decoder *decoder,
			 const struct sandbox_jail *jail,
			 struct ipc_message *message,
			 const struct ipc_picture_job *job)
{
	static struct ipc_picture answer;
	struct base_view file;
	char why[SANDBOX_WHY];

	answer.status = zygote_map(message->fds[0], job->bytes, &file);
	base_close(&message->fds[0]);
	if (sandbox_enter(jail, file.size, why) != LENS_OK)
		answer.status = IPC_PICTURE_NO_JAIL;
	else if (answer.status == IPC_PICTURE_OK)
		picture_read(decoder, file, job, &answer);
	zygote_answer(message->fds[1], &answer);
	_exit(0);
}

/* ---- The zygote ---- */

static uint32_t zygote_reap(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? (uint32_t)WTERMSIG(status) : 0;
}

/*
 * Send a child into the picture's jail, so that a wall that cannot be put up
 * is known before the first picture.  It says why in shared memory.
 */
static enum lens_err zygote_rehearse(const struct sandbox_jail *jail,
				     pid_t self, char *why)
{
	char *shared = mmap(NULL, SANDBOX_WHY, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child = -1;

	snprintf(why, SANDBOX_WHY, "No process can be started for a picture.");
	if (shared == MAP_FAILED)
		return LENS_DENIED;
	/* What stands when the child dies before it can say anything. */
	snprintf(shared, SANDBOX_WHY, "A picture's jail kills at once.");
	child = fork();
	if (child == 0) {
		sandbox_child_init(self);
		close(SANDBOX_CHANNEL);
		if (sandbox_enter(jail, 0, shared) == LENS_OK)
			shared[0] = '\0';
		_exit(0);
	}
	if (child > 0) {
		zygote_reap(child);
		snprintf(why, SANDBOX_WHY, "%s", shared);
	}
	munmap(shared, SANDBOX_WHY);
	return why[0] == '\0' ? LENS_OK : LENS_DENIED;
}

static enum lens_err zygote_report(const struct ipc_picture_end *end)
{
	struct base_buffer body;

	base_buffer_init(&body, ZYGOTE_BODY);
	return sandbox_answer(IPC_PICTURE_END, &body,
			      ipc_picture_end_write(end, &body));
}

static enum lens_err zygote_job(const struct picture_decoder *decoder,
				const struct sandbox_jail *jail, pid_t self,
				struct ipc_message *message)
{
	struct ipc_picture_job job;
	pid_t child;

	if (message->kind != IPC_PICTURE_JOB || message->fds[1] < 0 ||
	    ipc_picture_job_read(base_buffer_view(&message->body), &job) !=
		LENS_OK)
		return LENS_MALFORMED;
	child = fork();
	if (child < 0)
		return LENS_SYSTEM;
	if (child == 0) {
		sandbox_child_init(self);
		close(SANDBOX_CHANNEL);
		zygote_child(decoder, jail, message, &job);
	}
	/* The answer's channel must end when the child does. */
	ipc_message_free(message);
	return zygote_report(&(struct ipc_picture_end){
	    .number = job.number, .signal = zygote_reap(child)});
}

static enum lens_err zygote_greet(const struct picture_decoder *decoder,
				  const char *refusal)
{
	char libraries[IPC_TEXT_MAX];

	decoder->libraries(libraries);
	return sandbox_greet(libraries, refusal);
}

int picture_serve(const struct picture_decoder *decoder)
{
	struct sandbox_jail *zygote = NULL, *picture = NULL;
	struct ipc_message message;
	char why[SANDBOX_WHY] = "";
	pid_t self = getpid(); /* before the jail, which has no getpid() */
	enum lens_err err;

	sandbox_worker_init();
	err = sandbox_prepare(decoder->zygote, &zygote, why);
	if (err == LENS_OK)
		err = sandbox_prepare(decoder->picture, &picture, why);
	if (err == LENS_OK)
		err = sandbox_enter(zygote, 0, why);
	if (err == LENS_OK)
		err = zygote_rehearse(picture, self, why);
	if (zygote_greet(decoder, why) != LENS_OK || err != LENS_OK)
		return 1;
	while (err == LENS_OK) {
		ipc_message_init(&message);
		err = sandbox_next(&message);
		if (err == LENS_OK)
			err = zygote_job(decoder, picture, self, &message);
		ipc_message_free(&message);
	}
	sandbox_free(zygote);
	sandbox_free(picture);
	return err == LENS_END ? 0 : 1;
}
