/*
 * unpack_client.c: one question to lenscap-unpack.  What it left in the room
 * is read when it is dead, so that nobody can change it, and is believed in
 * nothing: each length is checked, each name made printable.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_unpack.h>

#include "call.h"

static enum lens_err unpack_fail(char *why, const char *sentence)
{
	snprintf(why, CLIENTS_SENTENCE, "%s", sentence);
	return LENS_WORKER;
}

/* ---- Asking ---- */

static enum lens_err unpack_ask(const char *path, int fds[2], uint64_t bytes,
				struct ipc_unpack *out, char *why)
{
	struct call call = {.path = path,
			    .job = IPC_UNPACK_JOB,
			    .answer = IPC_UNPACK,
			    .fds = {fds[0], fds[1]},
			    .deadline =
				base_now_ms() + IPC_UNPACK_WALL_MAX * 1000,
			    .wake = -1};
	enum call_end end = CALL_NO_WORKER;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, 64);
	if (ipc_unpack_job_write(bytes, &body) == LENS_OK) {
		call.body = base_buffer_view(&body);
		end = call_ask(&call, &answer);
	}
	if (end == CALL_ANSWERED &&
	    (ipc_unpack_read(base_buffer_view(&answer.body), out) != LENS_OK ||
	     call_seal(fds[1]) != LENS_OK))
		end = CALL_LIED;
	ipc_message_free(&answer);
	base_buffer_free(&body);
	if (end == CALL_ANSWERED)
		return LENS_OK;
	if (end == CALL_NO_WORKER)
		return unpack_fail(
		    why, "The part of Lenscap that unpacks cannot run "
			 "safely here: see `lenscap doctor`, or "
			 "unpack it yourself and name the folder.");
	return unpack_fail(why, "It could not be unpacked safely: its reader "
				"was stopped; unpack it yourself if you trust "
				"it, and name the folder.");
}

/* ---- Handing over ---- */

/* A file that is not there, as something that will be refused. */
static enum lens_err unpack_absent(clients_unpacked *file, void *context,
				   const char *name, size_t mark)
{
	struct base_view bytes = {(const uint8_t *)"", 0};
	char *large = NULL;
	enum lens_err err;

	if (mark == IPC_UNPACK_TOO_LARGE) {
		large = base_alloc(IPC_UNPACK_FILE_MAX + 1, 1);
		memset(large, ' ', IPC_UNPACK_FILE_MAX + 1);
		bytes = (struct base_view){(const uint8_t *)large,
					   IPC_UNPACK_FILE_MAX + 1};
	}
	err = file(context, name, bytes);
	free(large);
	return err;
}

static enum lens_err unpack_hand_over(struct base_view room,
				      const struct ipc_unpack *answer,
				      clients_unpacked *file, void *context,
				      char *why)
{
	struct base_view left = base_view_part(room, 0, (size_t)answer->bytes);
	struct base_view name, bytes;
	char printable[IPC_TEXT_MAX + 1];
	enum lens_err err;

	while (ipc_unpack_next(&left, &name, &bytes, &err)) {
		base_printable(printable, sizeof(printable), name);
		if (bytes.data != NULL)
			err = file(context, printable, bytes);
		else
			err =
			    unpack_absent(file, context, printable, bytes.size);
		if (err != LENS_OK)
			return err;
	}
	return err == LENS_OK ? err
			      : unpack_fail(why, "It could not be unpacked: "
						 "the answer makes no sense.");
}

static const char *const unpack_sentences[] = {
    [IPC_UNPACK_OK] = "",
    [IPC_UNPACK_NOT_A_ZIP] = "It is no ZIP file: name a ZIP file or a folder.",
    [IPC_UNPACK_MALFORMED] =
	"It is damaged, or a kind of ZIP that Lenscap does not read: unpack "
	"it yourself and name the folder.",
    [IPC_UNPACK_TOO_MUCH] =
	"There is more in it than in any set of records: 40,000 files or "
	"48 MB are the limit.",
};

enum lens_err clients_unpack(int fd, const char *worker, clients_unpacked *file,
			     void *context, char *why)
{
	char *path =
	    worker ? base_copy(worker) : clients_worker_path(CLIENTS_UNPACK);
	struct ipc_unpack answer = {0};
	struct stat about;
	void *room = MAP_FAILED;
	enum lens_err err;
	int fds[2] = {fd, call_buffer(IPC_UNPACK_ROOM)};

	if (fds[1] < 0)
		err = unpack_fail(why, "There is not enough memory to unpack.");
	else if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		err = unpack_fail(why, "It is neither a folder nor a ZIP "
				       "file.");
	else if (about.st_size > IPC_UNPACK_BYTES_MAX)
		err = unpack_fail(why, unpack_sentences[IPC_UNPACK_TOO_MUCH]);
	else
		err = unpack_ask(path, fds, (uint64_t)about.st_size, &answer,
				 why);
	if (err == LENS_OK && answer.status != IPC_UNPACK_OK)
		err = unpack_fail(why, unpack_sentences[answer.status]);
	if (err == LENS_OK)
		room = mmap(NULL, IPC_UNPACK_ROOM, PROT_READ, MAP_PRIVATE,
			    fds[1], 0);
	if (err == LENS_OK && room == MAP_FAILED)
		err = unpack_fail(why, "There is not enough memory to unpack.");
	if (err == LENS_OK)
		err =
		    unpack_hand_over((struct base_view){room, IPC_UNPACK_ROOM},
				     &answer, file, context, why);
	if (room != MAP_FAILED)
		munmap(room, IPC_UNPACK_ROOM);
	base_close(&fds[1]);
	free(path);
	return err;
}
