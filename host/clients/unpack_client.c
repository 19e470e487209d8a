/*
 * unpack_client.c: one question to lenscap-unpack.  What it left in the room
 * is read when it is dead, so that nobody can change it, and is believed in
 * nothing: each length is checked, each value written anew.
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

#define UNPACK_MEMORY                                                          \
	"There is not enough memory to unpack it; close other programs and "   \
	"try again."

static enum lens_err unpack_fail(char *why, const char *sentence)
{
	snprintf(why, CLIENTS_SENTENCE, "%s", sentence);
	return LENS_WORKER;
}

/* ---- Asking ---- */

static enum lens_err unpack_ask(const char *path, enum ipc_unpack_source source,
				int fds[2], uint64_t bytes,
				struct ipc_unpack *out, char *why)
{
	char trapped[IPC_CALL_MAX] = "";
	struct call call = {.path = path,
			    .job = IPC_UNPACK_JOB,
			    .answer = IPC_UNPACK,
			    .fds = {fds[0], fds[1]},
			    .deadline =
				call_deadline(IPC_UNPACK_WALL_MAX * 1000),
			    .wake = -1,
			    .trapped = trapped};
	enum call_end end = CALL_NO_WORKER;
	struct ipc_message answer;
	struct base_buffer body;

	ipc_message_init(&answer);
	base_buffer_init(&body, 64);
	if (ipc_unpack_job_write(source, bytes, &body) == LENS_OK) {
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
		    why, "The part of Lenscap that reads records cannot run "
			 "safely here; 'lenscap doctor' says why.");
	return unpack_fail(
	    why, ipc_call_words("It could not be read safely, and what read "
				"it was stopped; leave it out, or get it anew.",
				trapped));
}

/* ---- Handing over ---- */

static enum lens_err unpack_senseless(char *why)
{
	return unpack_fail(why, "It could not be read: the answer makes no "
				"sense; try again.");
}

/* What a file says, and that to whoever asked. */
static enum lens_err unpack_file(clients_unpacked *file, void *context,
				 const char *name, struct base_view bytes,
				 char *why)
{
	const struct base_view none = {NULL, 0};
	char reason[IPC_TEXT_MAX];
	struct base_buffer json;
	enum lens_err err;

	if (bytes.data == NULL)
		return file(context, name, none,
			    bytes.size == IPC_UNPACK_TOO_LARGE
				? "It is larger than a record is."
				: "It is damaged.");
	/* An escape of six bytes may stand for one. */
	base_buffer_init(&json, 6 * (bytes.size + 1));
	err = ipc_json_text(bytes, &json, reason);
	if (err == LENS_OK)
		err = file(context, name, base_buffer_view(&json), NULL);
	else if (err == LENS_DENIED)
		err = file(context, name, none, reason);
	else
		err = unpack_senseless(why);
	base_buffer_free(&json);
	return err;
}

static enum lens_err unpack_hand_over(struct base_view room,
				      const struct ipc_unpack *answer,
				      clients_unpacked *file, void *context,
				      char *why)
{
	struct base_view left = base_view_part(room, 0, (size_t)answer->bytes);
	struct base_view name, bytes;
	char text[IPC_TEXT_MAX + 1];
	enum lens_err err;

	while (ipc_unpack_next(&left, &name, &bytes, &err)) {
		snprintf(text, sizeof(text), "%.*s", (int)name.size,
			 (const char *)name.data);
		err = unpack_file(file, context, text, bytes, why);
		if (err != LENS_OK)
			return err;
	}
	return err == LENS_OK ? err : unpack_senseless(why);
}

static const char *const unpack_sentences[] = {
    [IPC_UNPACK_OK] = "",
    [IPC_UNPACK_NOT_A_ZIP] = "It is no ZIP file: name a ZIP file or a folder.",
    [IPC_UNPACK_MALFORMED] =
	"It is damaged, or a kind of ZIP that Lenscap does not read: unpack "
	"it yourself and name the folder.",
    [IPC_UNPACK_TOO_MUCH] =
	"There is more in it than in any set of records (40,000 files or "
	"48 MB are the limit); take out what is no record.",
};

/* ---- A list of files ---- */

int clients_records_new(void)
{
	return memfd_create("records", MFD_CLOEXEC);
}

static enum lens_err unpack_add(int fd, const char *name,
				struct base_view bytes, size_t most)
{
	size_t length = strlen(name);
	uint8_t head[8];
	enum lens_err err;

	if (length == 0 || length >= IPC_TEXT_MAX || bytes.size > most)
		return LENS_TOO_BIG;
	base_put_u32(head, (uint32_t)length);
	base_put_u32(head + 4, (uint32_t)bytes.size);
	err = base_write_all(fd, (struct base_view){head, sizeof(head)});
	if (err == LENS_OK)
		err = base_write_all(fd, base_view_of(name));
	return err == LENS_OK ? base_write_all(fd, bytes) : err;
}

enum lens_err clients_records_add(int fd, const char *name,
				  struct base_view bytes)
{
	return unpack_add(fd, name, bytes, IPC_UNPACK_FILE_MAX);
}

/* ---- */

enum lens_err clients_unpack(enum ipc_unpack_source source, int fd,
			     const char *worker, clients_unpacked *file,
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
		err = unpack_fail(why, UNPACK_MEMORY);
	else if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		err = unpack_fail(why, "It is neither a folder nor a ZIP "
				       "file; name one of these.");
	else if (about.st_size > IPC_UNPACK_BYTES_MAX)
		err = unpack_fail(why, unpack_sentences[IPC_UNPACK_TOO_MUCH]);
	else
		err = unpack_ask(path, source, fds, (uint64_t)about.st_size,
				 &answer, why);
	if (err == LENS_OK && answer.status != IPC_UNPACK_OK) {
		err = unpack_fail(why, unpack_sentences[answer.status]);
		if (answer.status != IPC_UNPACK_TOO_MUCH)
			err = LENS_MALFORMED;
	}
	if (err == LENS_OK)
		room = mmap(NULL, IPC_UNPACK_ROOM, PROT_READ, MAP_PRIVATE,
			    fds[1], 0);
	if (err == LENS_OK && room == MAP_FAILED)
		err = unpack_fail(why, UNPACK_MEMORY);
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

enum lens_err clients_unpack_one(struct base_view bytes, clients_unpacked *file,
				 void *context, char *why)
{
	int list = clients_records_new();
	enum lens_err err =
	    list < 0 ? LENS_SYSTEM
		     : unpack_add(list, "file", bytes, IPC_UNPACK_ONE_MAX);

	if (err == LENS_OK)
		err = clients_unpack(IPC_UNPACK_RECORDS, list, NULL, file,
				     context, why);
	base_close(&list);
	return err;
}
