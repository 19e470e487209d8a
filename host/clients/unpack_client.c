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
#include <lenscap/sandbox.h>

static enum lens_err unpack_fail(char *why, const char *sentence)
{
	snprintf(why, CLIENTS_SENTENCE, "%s", sentence);
	return LENS_WORKER;
}

/* ---- Asking ---- */

/* One message of the kind that is due, without descriptors. */
static enum lens_err unpack_receive(int channel, enum ipc_kind kind,
				    int64_t deadline,
				    struct ipc_message *message)
{
	enum lens_err err = ipc_receive(channel, deadline, message);

	if (err == LENS_OK && (message->kind != kind || message->fds[0] >= 0))
		err = LENS_MALFORMED;
	return err;
}

static enum lens_err unpack_greet(int channel, int64_t deadline)
{
	struct ipc_message message;
	struct ipc_hello hello;
	enum lens_err err;

	ipc_message_init(&message);
	err = unpack_receive(channel, IPC_HELLO, deadline, &message);
	if (err == LENS_OK)
		err = ipc_hello_read(base_buffer_view(&message.body), &hello);
	if (err == LENS_OK &&
	    (hello.version != IPC_VERSION || hello.refusal[0] != '\0'))
		err = LENS_DENIED;
	ipc_message_free(&message);
	return err;
}

static enum lens_err unpack_exchange(int channel, int fds[2], uint64_t bytes,
				     int64_t deadline, struct ipc_unpack *out)
{
	struct ipc_message message;
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, 64);
	ipc_message_init(&message);
	err = ipc_unpack_job_write(bytes, &body);
	if (err == LENS_OK)
		err = ipc_send(channel, IPC_UNPACK_JOB, base_buffer_view(&body),
			       fds, 2, deadline);
	if (err == LENS_OK)
		err = unpack_receive(channel, IPC_UNPACK, deadline, &message);
	if (err == LENS_OK)
		err = ipc_unpack_read(base_buffer_view(&message.body), out);
	ipc_message_free(&message);
	base_buffer_free(&body);
	return err;
}

static enum lens_err unpack_ask(const char *path, int fds[2], uint64_t bytes,
				struct ipc_unpack *out, char *why)
{
	int64_t deadline = base_now_ms() + IPC_UNPACK_WALL_MAX * 1000;
	struct sandbox_worker worker = {.pid = -1, .channel = -1};
	enum lens_err err = LENS_WORKER;

	if (path == NULL || sandbox_spawn(path, &worker) != LENS_OK ||
	    unpack_greet(worker.channel, deadline) != LENS_OK)
		unpack_fail(why, "The part of Lenscap that unpacks cannot run "
				 "safely here: see `lenscap doctor`, or "
				 "unpack it yourself and name the folder.");
	else if (unpack_exchange(worker.channel, fds, bytes, deadline, out) !=
		 LENS_OK)
		unpack_fail(why, "It could not be unpacked safely: its reader "
				 "was stopped; unpack it yourself if you "
				 "trust it, and name the folder.");
	else
		err = LENS_OK;
	sandbox_kill(&worker);
	return err;
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

/* All of it at once and of a fixed size, as the worker maps it. */
static int unpack_room(void)
{
	int fd = memfd_create("unpacked", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 &&
	    (ftruncate(fd, IPC_UNPACK_ROOM) != 0 ||
	     fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0))
		base_close(&fd);
	return fd;
}

enum lens_err clients_unpack(int fd, const char *worker, clients_unpacked *file,
			     void *context, char *why)
{
	char *path =
	    worker ? base_copy(worker) : clients_worker_path(CLIENTS_UNPACK);
	struct ipc_unpack answer = {0};
	struct stat about;
	void *room = MAP_FAILED;
	enum lens_err err;
	int fds[2] = {fd, unpack_room()};

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
