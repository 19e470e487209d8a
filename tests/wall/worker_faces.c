/*
 * worker_faces: a face finder that has no jail and lies.  The first pixel says
 * how.
 */
#include <unistd.h>

#include <lenscap/ipc_faces.h>
#include <lenscap/sandbox.h>

#define FACES_SOON (base_now_ms() + 5000)

static void faces_answer(enum ipc_kind kind, const struct ipc_faces *answer,
			 int fd)
{
	struct base_buffer body;

	base_buffer_init(&body, IPC_FACES_BODY_MAX);
	if (ipc_faces_write(answer, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, kind, base_buffer_view(&body), &fd,
		     fd >= 0, FACES_SOON) != LENS_OK)
		_exit(3);
	base_buffer_free(&body);
}

static void faces_lie(char how)
{
	struct ipc_faces answer = {.count = 1, .faces = {{1, 2, 3, 4}}};

	switch (how) {
	case 'o': /* as it should be */
		break;
	case 'd':
		_exit(1);
	case 'w': /* beyond the picture */
		answer.faces[0].width = 8;
		break;
	case 'e': /* of no size */
		answer.faces[0].height = 0;
		break;
	case 'h':
		answer.faces[0].x = UINT32_MAX;
		break;
	case 'a': /* more after the answer */
		faces_answer(IPC_FACES, &answer, -1);
		break;
	case 'x': /* a descriptor nobody asked for */
		faces_answer(IPC_FACES, &answer, 0);
		return;
	default:
		faces_answer(IPC_UNPACK, &answer, -1);
		return;
	}
	faces_answer(IPC_FACES, &answer, -1);
}

int main(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct ipc_message message;
	char how = 0;

	if (ipc_hello_send(SANDBOX_CHANNEL, &hello) != LENS_OK)
		return 3;
	ipc_message_init(&message);
	if (ipc_receive(SANDBOX_CHANNEL, FACES_SOON, &message) != LENS_OK ||
	    pread(message.fds[0], &how, 1, 0) != 1)
		return 3;
	/* The core does not want its pixels changed. */
	if (pwrite(message.fds[0], "o", 1, 0) == 1)
		return 4;
	faces_lie(how);
	return 0;
}
