/*
 * worker_unpack: an unpacker that has no jail and lies.  The first byte of
 * the "ZIP" says how.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/ipc_unpack.h>
#include <lenscap/sandbox.h>

#define UNPACK_SOON (base_now_ms() + 5000)

static void unpack_answer(enum ipc_kind kind, const struct ipc_unpack *answer,
			  int fd)
{
	struct base_buffer body;

	base_buffer_init(&body, 64);
	if (ipc_unpack_write(answer, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, kind, base_buffer_view(&body), &fd,
		     fd >= 0, UNPACK_SOON) != LENS_OK)
		_exit(3);
	base_buffer_free(&body);
}

/* A value that is none, in place of the 35 letters. */
static void unpack_bad_value(char how, uint8_t *value)
{
	memset(value, 0, 40); /* nulls: something is left over */
	switch (how) {
	case '0': /* a kind that is none */
		value[0] = IPC_JSON_KINDS;
		break;
	case '1': /* a string that runs past the end */
		value[0] = IPC_JSON_STRING;
		base_put_u32(value + 1, 36);
		break;
	case '2': /* lists in lists, to the end */
		for (size_t i = 0; i < 40; i += 5) {
			value[i] = IPC_JSON_ARRAY;
			base_put_u32(value + i + 1, 1);
		}
		break;
	case '3': /* no end of members */
		value[0] = IPC_JSON_OBJECT;
		base_put_u32(value + 1, UINT32_MAX);
		break;
	case '4': /* no UTF-8 */
		value[0] = IPC_JSON_STRING;
		base_put_u32(value + 1, 35);
		memset(value + 5, 0xff, 35);
		break;
	case '5': /* no number */
		value[0] = IPC_JSON_REAL;
		memset(value + 1, 0xff, 8);
		break;
	default: /* a reason for a terminal */
		value[0] = IPC_JSON_NONE;
		base_put_u32(value + 5, 31);
		memset(value + 9, 033, 31);
	}
}

static void unpack_lie(char how, uint8_t *room)
{
	struct ipc_unpack answer = {IPC_UNPACK_OK, 1, 64};

	base_put_u32(room, 16);
	base_put_u32(room + 4, 40);
	memcpy(room + 8, "companies/a.json", 16);
	memset(room + 24, 'x', 40);
	room[24] = IPC_JSON_STRING;
	base_put_u32(room + 25, 35);
	switch (how) {
	case '0' ... '6':
		unpack_bad_value(how, room + 24);
		break;
	case 'o': /* as it should be */
	case 'r':
		break;
	case 'd':
		_exit(1);
	case 'n': /* a name that runs past the end */
		base_put_u32(room, 1000);
		break;
	case 's': /* bytes that do */
		base_put_u32(room + 4, 41);
		break;
	case 'h':
		base_put_u32(room + 4, 0x80000000u);
		break;
	case 'u': /* more bytes than the room has */
		answer.bytes = IPC_UNPACK_ROOM + 1ull;
		break;
	case 'f':
		answer.files = IPC_UNPACK_FILES_MAX + 1;
		break;
	case 't':
		answer.status = IPC_UNPACK_STATUSES;
		break;
	case 'e': /* a name for a terminal */
		memcpy(room + 8, "companies/\033[2J\a\n", 16);
		break;
	case 'a': /* more after the answer */
		unpack_answer(IPC_UNPACK, &answer, -1);
		break;
	case 'x': /* a descriptor nobody asked for */
		unpack_answer(IPC_UNPACK, &answer, 0);
		return;
	default:
		unpack_answer(IPC_PAGE, &answer, -1);
		return;
	}
	unpack_answer(IPC_UNPACK, &answer, -1);
}

int main(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct ipc_message message;
	struct base_buffer body;
	char how = 0;
	void *room;

	base_buffer_init(&body, sizeof(hello));
	if (ipc_hello_write(&hello, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_HELLO, base_buffer_view(&body), NULL,
		     0, UNPACK_SOON) != LENS_OK)
		return 3;
	ipc_message_init(&message);
	if (ipc_receive(SANDBOX_CHANNEL, UNPACK_SOON, &message) != LENS_OK ||
	    pread(message.fds[0], &how, 1, 0) != 1)
		return 3;
	room = mmap(NULL, IPC_UNPACK_ROOM, PROT_READ | PROT_WRITE, MAP_SHARED,
		    message.fds[1], 0);
	if (room == MAP_FAILED)
		return 3;
	/* The core reads what is there: nobody may take it away. */
	if (how == 'r' && (ftruncate(message.fds[1], 0) == 0 ||
			   ftruncate(message.fds[1], 1 << 30) == 0))
		return 4;
	unpack_lie(how, room);
	return 0;
}
