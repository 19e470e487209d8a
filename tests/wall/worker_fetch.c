/*
 * worker_fetch: a fetcher that was taken over.  The last letter of the address
 * says what it does: capital letters attack the jail, which is the real one,
 * small ones lie on the wire.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/ipc_fetch.h>
#include <lenscap/sandbox.h>

#define ROGUE_SOON (base_now_ms() + 5000)

static void rogue_say(const struct ipc_fetch *answer, int fd)
{
	struct base_buffer body;

	base_buffer_init(&body, 1u << 17);
	if (ipc_fetch_write(answer, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_FETCH, base_buffer_view(&body), &fd,
		     fd >= 0, ROGUE_SOON) != LENS_OK)
		_exit(3);
	base_buffer_free(&body);
}

/* True when the jail let it through. */
static bool rogue_attack(char letter)
{
	switch (letter) {
	case 'F':
		return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
	case 'W':
		return open("/etc/ssl/certs/x", O_WRONLY | O_CREAT, 0600) >= 0;
	case 'U':
		return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
	case 'X':
		return execl("/bin/true", "true", NULL) == 0;
	case 'P':
		return fork() >= 0;
	case 'T':
		return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
	case 'K':
		return kill(getppid(), 0) == 0;
	case 'R':
		return socket(AF_PACKET, SOCK_RAW, 0) >= 0;
	default: /* C: is read, as it must be */
		return open("/etc/ssl/certs", O_RDONLY | O_CLOEXEC) >= 0;
	}
}

static void rogue_lie(char letter, const struct ipc_fetch_job *job, int room)
{
	struct ipc_fetch answer = {.number = job->number, .bytes = 1, .fd = -1};

	switch (letter) {
	case 'd':
		_exit(0);
	case 'h':
		poll(NULL, 0, -1);
		break;
	case 'b':
		answer.bytes = (uint64_t)job->bytes + 1;
		break;
	case 'm': /* maps the room still: nobody may seal it then */
		if (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, room,
			 0) == MAP_FAILED)
			_exit(4);
		break;
	case 'n':
		answer.number += 1000;
		break;
	case 's':
		answer.status = IPC_FETCH_NO_WORKER;
		break;
	case 'e':
		answer.status = IPC_FETCH_CUT; /* and yet has a byte */
		break;
	case 'u':
		memcpy(answer.url, "http://a/\n", 11);
		break;
	case 't':
		memcpy(answer.headers[0], "\033[2J", 5);
		break;
	case 'f':
		rogue_say(&answer, room);
		return;
	default: /* g: the truth */
		break;
	}
	rogue_say(&answer, -1);
}

static void rogue_serve(struct ipc_message *message)
{
	static struct ipc_fetch_job job;
	char letter;

	if (ipc_fetch_job_read(base_buffer_view(&message->body), &job) !=
	    LENS_OK)
		_exit(2);
	letter = job.url[strlen(job.url) - 1];
	if (letter >= 'a') {
		rogue_lie(letter, &job, message->fds[0]);
		return;
	}
	rogue_say(&(struct ipc_fetch){.number = job.number,
				      .status = rogue_attack(letter)
						    ? IPC_FETCH_OK
						    : IPC_FETCH_LOGIN},
		  -1);
}

int main(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct sandbox_jail *jail;
	struct ipc_message message;
	struct base_buffer body;
	char why[SANDBOX_WHY];

	sandbox_worker_init();
	base_buffer_init(&body, sizeof(hello));
	if (sandbox_prepare(&sandbox_fetch_policy, &jail, why) != LENS_OK ||
	    sandbox_enter(jail, 0, why) != LENS_OK ||
	    ipc_hello_write(&hello, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_HELLO, base_buffer_view(&body), NULL,
		     0, ROGUE_SOON) != LENS_OK)
		return 1;
	ipc_message_init(&message);
	while (ipc_receive(SANDBOX_CHANNEL, INT64_MAX, &message) == LENS_OK) {
		rogue_serve(&message);
		ipc_message_free(&message);
	}
	return 0;
}
