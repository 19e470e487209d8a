/*
 * worker_liar: a decoder that has no jail and lies on the wire.  The first
 * byte of the "picture" says how.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ipc_picture.h>
#include <lenscap/sandbox.h>

#define LIAR_SOON (base_now_ms() + 5000)

static void liar_raw(int fd, const void *data, size_t size)
{
	if (base_write_all(fd, (struct base_view){data, size}) != LENS_OK)
		_exit(3);
}

static void liar_frame(int fd, uint32_t kind, uint32_t length,
		       struct base_view body)
{
	uint8_t header[IPC_HEADER];

	base_put_u32(header, kind);
	base_put_u32(header + 4, length);
	liar_raw(fd, header, sizeof(header));
	liar_raw(fd, body.data, body.size);
}

static struct ipc_picture_end liar_question;

static void liar_end(void)
{
	struct base_buffer body;

	base_buffer_init(&body, 64);
	if (ipc_picture_end_write(&liar_question, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_PICTURE_END, base_buffer_view(&body),
		     NULL, 0, LIAR_SOON) != LENS_OK)
		_exit(4);
	base_buffer_free(&body);
}

static void liar_truth(struct base_buffer *body)
{
	static struct ipc_picture picture = {.status = IPC_PICTURE_OK,
					     .format = IPC_FORMAT_PNG,
					     .width = 8,
					     .height = 8,
					     .hashed = true,
					     .count = 1};

	strcpy(picture.findings[0].detail, "somebody");
	base_buffer_init(body, 65536);
	if (ipc_picture_write(&picture, body) != LENS_OK)
		_exit(5);
}

/* Answer with a true body after changing it. */
static void liar_answer(int fd, size_t at, uint8_t value)
{
	struct base_buffer body;

	liar_truth(&body);
	if (at < body.size)
		body.data[at] = value;
	liar_frame(fd, IPC_PICTURE, (uint32_t)body.size,
		   base_buffer_view(&body));
	base_buffer_free(&body);
}

/* Offsets in the body, from ipc_picture_write(): 14 bytes in front. */
#define LIAR_SHA 14
#define LIAR_PRINT (LIAR_SHA + 32)
#define LIAR_QUALITY (LIAR_PRINT + 256)
#define LIAR_EXTRAS (LIAR_QUALITY + 1 + 32 + 8 + 8)
#define LIAR_COUNT (LIAR_EXTRAS + 4 * IPC_EXTRAS)

static void liar_good(int fd)
{
	liar_answer(fd, SIZE_MAX, 0);
}
static void liar_status(int fd)
{
	liar_answer(fd, 0, 250);
}
static void liar_core_status(int fd)
{
	liar_answer(fd, 0, IPC_PICTURE_LIED);
}
static void liar_format(int fd)
{
	liar_answer(fd, 1, 99);
}
static void liar_bool(int fd)
{
	liar_answer(fd, 2, 2);
}
static void liar_orientation(int fd)
{
	liar_answer(fd, 4, 9);
}
static void liar_huge(int fd)
{
	liar_answer(fd, 8, 0xff);
}
static void liar_quality(int fd)
{
	liar_answer(fd, LIAR_QUALITY, 101);
}
static void liar_negative(int fd)
{
	liar_answer(fd, LIAR_COUNT + 3, 0xff);
}
static void liar_more(int fd)
{
	liar_answer(fd, LIAR_COUNT, 2);
}
static void liar_kind(int fd)
{
	liar_answer(fd, LIAR_COUNT + 4, 77);
}
static void liar_length(int fd)
{
	liar_answer(fd, LIAR_COUNT + 8, 0x80);
}
static void liar_escape(int fd)
{
	liar_answer(fd, LIAR_COUNT + 9, 0x1b);
}

static void liar_trailing(int fd)
{
	liar_good(fd);
	liar_raw(fd, "x", 1);
}

static void liar_inside(int fd)
{
	struct base_buffer body;

	liar_truth(&body);
	if (base_buffer_add(&body, "x", 1) != LENS_OK)
		_exit(6);
	liar_frame(fd, IPC_PICTURE, (uint32_t)body.size,
		   base_buffer_view(&body));
	base_buffer_free(&body);
}

static void liar_truncated(int fd)
{
	liar_frame(fd, IPC_PICTURE, 400, base_view_of("short"));
}

static void liar_header(int fd)
{
	liar_raw(fd, "\3\0\0", 3);
}

static void liar_oversized(int fd)
{
	liar_frame(fd, IPC_PICTURE, 0x7fffffff, base_view_of("x"));
}

static void liar_unknown(int fd)
{
	liar_frame(fd, 4711, 1, base_view_of("x"));
}

static void liar_other(int fd)
{
	liar_frame(fd, IPC_HELLO, 1, base_view_of("x"));
}

static void liar_descriptor(int fd)
{
	struct base_buffer body;

	liar_truth(&body);
	if (ipc_send(fd, IPC_PICTURE, base_buffer_view(&body), (int[]){0}, 1,
		     LIAR_SOON) != LENS_OK)
		_exit(7);
	base_buffer_free(&body);
}

static void liar_silence(int fd)
{
	(void)fd;
}

static void liar_channel(int fd)
{
	liar_good(fd);
	liar_raw(SANDBOX_CHANNEL, "garbage that is no message", 26);
}

static void liar_twice(int fd)
{
	liar_good(fd);
	liar_end();
}

/* The end of the question before. */
static void liar_late(int fd)
{
	liar_good(fd);
	liar_question.number--;
}

static void liar_death(int fd)
{
	(void)fd;
	_exit(0);
}

static bool liar_leaves;

/* Work well, and be gone when the next picture comes. */
static void liar_last(int fd)
{
	liar_good(fd);
	liar_leaves = true;
}

static void liar_forever(int fd)
{
	(void)fd;
	sleep(1000);
}

static const struct {
	char letter;
	void (*act)(int fd);
} liar_acts[] = {
    {'g', liar_good},	   {'a', liar_status},	 {'b', liar_core_status},
    {'c', liar_format},	   {'d', liar_bool},	 {'e', liar_orientation},
    {'f', liar_huge},	   {'h', liar_quality},	 {'i', liar_negative},
    {'j', liar_more},	   {'k', liar_kind},	 {'l', liar_length},
    {'m', liar_escape},	   {'n', liar_trailing}, {'o', liar_inside},
    {'p', liar_truncated}, {'q', liar_header},	 {'r', liar_oversized},
    {'s', liar_unknown},   {'t', liar_other},	 {'u', liar_descriptor},
    {'v', liar_silence},   {'w', liar_channel},	 {'x', liar_twice},
    {'y', liar_death},	   {'z', liar_forever},	 {'L', liar_last},
    {'M', liar_late},
};

static void liar_job(struct ipc_message *message)
{
	int answer = ipc_message_take_fd(message, 1);
	struct ipc_picture_job job;
	char letter = 0;

	if (ipc_picture_job_read(base_buffer_view(&message->body), &job) !=
	    LENS_OK)
		_exit(10);
	liar_question.number = job.number;
	if (pread(message->fds[0], &letter, 1, 0) != 1)
		_exit(8);
	for (size_t i = 0; i < sizeof(liar_acts) / sizeof(liar_acts[0]); i++)
		if (liar_acts[i].letter == letter)
			liar_acts[i].act(answer);
	base_close(&answer);
	liar_end();
	/* The test sees in its picture that all was said. */
	if (pwrite(message->fds[0], "!", 1, 1) != 1)
		_exit(11);
}

static void liar_hello(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct base_buffer body;

	base_buffer_init(&body, 4096);
	if (ipc_hello_write(&hello, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_HELLO, base_buffer_view(&body), NULL,
		     0, LIAR_SOON) != LENS_OK)
		_exit(9);
	base_buffer_free(&body);
}

int main(void)
{
	struct ipc_message message;
	enum lens_err err = LENS_OK;

	liar_hello();
	while (err == LENS_OK && !liar_leaves) {
		ipc_message_init(&message);
		err = ipc_receive(SANDBOX_CHANNEL, INT64_MAX, &message);
		if (err == LENS_OK)
			liar_job(&message);
		ipc_message_free(&message);
	}
	return 0;
}
