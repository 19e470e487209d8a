/*
 * clean_client.c: one question to lenscap-cleaner.  The worker is dead and its
 * room copied and sealed before anybody reads what it left there; the caller
 * compares the pixels, so that it need not be believed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_clean.h>

#include "call.h"

static const char *const clean_sentences[IPC_CLEAN_STATUSES] = {
    [IPC_CLEAN_OK] = "",
    [IPC_CLEAN_UNKNOWN_FORMAT] =
	"This is no picture of a kind that can be cleaned; save it as JPEG or "
	"PNG and clean that.",
    [IPC_CLEAN_MALFORMED] =
	"The picture is damaged or cut off, so that its end cannot be told "
	"from what lies behind it; get a fresh copy of the file.",
    [IPC_CLEAN_UNSUPPORTED] =
	"A picture of this variant cannot be cleaned without a change to its "
	"pixels; save it as JPEG or PNG and clean that.",
    [IPC_CLEAN_TOO_MUCH] =
	"There is not enough memory to clean a file of this size; save a "
	"smaller copy and clean that.",
};

/* What came of asking; how its cleaner died does not matter to a person. */
static const char *const clean_ends[CALL_ENDS] = {
    [CALL_NO_WORKER] = "The part of Lenscap that cleans pictures cannot run "
		       "safely here; 'lenscap doctor' says why.",
    [CALL_CHANGED] = "The file was cut short while it was being read; try "
		     "again when nothing else writes to it.",
    [CALL_TOO_SLOW] = "Cleaning the picture took more than 30 seconds, and was "
		      "stopped; try again when the machine is less busy.",
};

static enum lens_err clean_fail(char *why, enum lens_err err,
				const char *sentence)
{
	snprintf(why, CLIENTS_SENTENCE, "%s",
		 sentence ? sentence
			  : "The picture stopped its cleaner; nothing else was "
			    "harmed.  Do not open it with other programs.");
	return err;
}

static enum call_end clean_ask(const char *path, int fds[2],
			       const struct ipc_clean_job *job,
			       struct ipc_clean *out)
{
	struct call call = {.path = path,
			    .job = IPC_CLEAN_JOB,
			    .answer = IPC_CLEAN,
			    .fds = {fds[0], fds[1]},
			    .deadline =
				call_deadline(IPC_CLEAN_WALL_MAX * 1000),
			    .wake = -1};
	enum call_end end = CALL_NO_WORKER;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, 64);
	if (ipc_clean_job_write(job, &body) == LENS_OK) {
		call.body = base_buffer_view(&body);
		end = call_ask(&call, &answer);
	}
	if (end == CALL_ANSWERED &&
	    (ipc_clean_read(base_buffer_view(&answer.body), out) != LENS_OK ||
	     out->bytes > IPC_CLEAN_ROOM(job->bytes)))
		end = CALL_LIED;
	ipc_message_free(&answer);
	base_buffer_free(&body);
	return end;
}

static enum lens_err clean_judge(enum call_end end,
				 const struct ipc_clean *answer, int room,
				 int *out, char *why)
{
	if (end != CALL_ANSWERED)
		return clean_fail(why, LENS_WORKER, clean_ends[end]);
	if (answer->status != IPC_CLEAN_OK)
		return clean_fail(why, LENS_MALFORMED,
				  clean_sentences[answer->status]);
	/* The clean bytes alone: the room has a fixed size. */
	*out = call_part(room, 0, answer->bytes);
	if (*out < 0)
		return clean_fail(why, LENS_SYSTEM,
				  clean_sentences[IPC_CLEAN_TOO_MUCH]);
	return LENS_OK;
}

enum lens_err clients_clean(int fd, const struct ipc_clean_job *asked,
			    const char *worker, int *out, char *why)
{
	char *path =
	    worker ? base_copy(worker) : clients_worker_path(CLIENTS_CLEANER);
	struct ipc_clean answer = {.status = IPC_CLEAN_UNKNOWN_FORMAT};
	struct ipc_clean_job job = *asked;
	enum call_end end = CALL_ANSWERED;
	int fds[2] = {fd, -1};
	struct stat about;
	enum lens_err err;

	*out = -1;
	why[0] = '\0';
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
	    about.st_size > 0 && about.st_size <= IPC_PICTURE_BYTES_MAX) {
		job.bytes = (uint64_t)about.st_size;
		fds[1] = call_buffer((size_t)IPC_CLEAN_ROOM(job.bytes));
		answer.status = IPC_CLEAN_TOO_MUCH;
	}
	if (fds[1] >= 0)
		end = clean_ask(path, fds, &job, &answer);
	err = clean_judge(end, &answer, fds[1], out, why);
	base_close(&fds[1]);
	free(path);
	return err;
}
