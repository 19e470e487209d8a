/*
 * worker_clean: a cleaner that has no jail and lies.  The first byte of the
 * "picture" says how.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/ipc_clean.h>
#include <lenscap/sandbox.h>

#define CLEAN_SOON (base_now_ms() + 5000)

static void clean_answer(enum ipc_kind kind, const struct ipc_clean *answer,
			 int fd)
{
	struct base_buffer body;

	base_buffer_init(&body, 64);
	if (ipc_clean_write(answer, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, kind, base_buffer_view(&body), &fd,
		     fd >= 0, CLEAN_SOON) != LENS_OK)
		_exit(3);
	base_buffer_free(&body);
}

static void clean_lie(char how, uint8_t *room)
{
	struct ipc_clean answer = {IPC_CLEAN_OK, IPC_FORMAT_JPEG, 5};

	memcpy(room, "clean", 5);
	switch (how) {
	case 'o': /* as it should be */
	case 'r':
		break;
	case 'd':
		_exit(1);
	case 'u': /* more bytes than the room has */
		answer.bytes = IPC_CLEAN_MORE + 4096;
		break;
	case 'h':
		answer.bytes = UINT64_MAX;
		break;
	case 'n': /* done, and nothing is there */
		answer.bytes = 0;
		break;
	case 't':
		answer.status = IPC_CLEAN_STATUSES;
		break;
	case 'f':
		answer.format = IPC_FORMATS;
		break;
	case 'b': /* broken, and yet so many bytes */
		answer.status = IPC_CLEAN_MALFORMED;
		break;
	case 'a': /* more after the answer */
		clean_answer(IPC_CLEAN, &answer, -1);
		break;
	case 'x': /* a descriptor nobody asked for */
		clean_answer(IPC_CLEAN, &answer, 0);
		return;
	default:
		clean_answer(IPC_UNPACK, &answer, -1);
		return;
	}
	clean_answer(IPC_CLEAN, &answer, -1);
}

int main(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct ipc_message message;
	char how = 0;
	void *room;

	if (ipc_hello_send(SANDBOX_CHANNEL, &hello) != LENS_OK)
		return 3;
	ipc_message_init(&message);
	if (ipc_receive(SANDBOX_CHANNEL, CLEAN_SOON, &message) != LENS_OK ||
	    pread(message.fds[0], &how, 1, 0) != 1)
		return 3;
	room = mmap(NULL, IPC_CLEAN_MORE, PROT_READ | PROT_WRITE, MAP_SHARED,
		    message.fds[1], 0);
	if (room == MAP_FAILED)
		return 3;
	/* The core reads what is there: nobody may take it away. */
	if (how == 'r' && (ftruncate(message.fds[1], 0) == 0 ||
			   ftruncate(message.fds[1], 1 << 30) == 0))
		return 4;
	clean_lie(how, room);
	return 0;
}
