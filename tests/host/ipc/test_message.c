/* test_message.c: messages across a socket, whole, in pieces and malformed. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/ipc.h>

#define SOON (base_now_ms() + 2000)

struct channel {
	int near, far;
};

static void channel_open(struct channel *channel)
{
	int pair[2];

	assert_int_equal(ipc_pair(pair), LENS_OK);
	*channel = (struct channel){pair[0], pair[1]};
}

static void channel_close(struct channel *channel)
{
	base_close(&channel->near);
	base_close(&channel->far);
}

static void channel_raw(struct channel *channel, const void *data, size_t size)
{
	assert_int_equal(
	    base_write_all(channel->far, (struct base_view){data, size}),
	    LENS_OK);
}

TEST(carries_a_message_with_its_descriptors)
{
	struct ipc_message message;
	struct channel channel;
	int pipe_fds[2], taken;

	(void)state;
	channel_open(&channel);
	assert_int_equal(pipe(pipe_fds), 0);
	assert_int_equal(ipc_send(channel.far, IPC_PICTURE_JOB,
				  base_view_of("body"), pipe_fds, 2, SOON),
			 LENS_OK);
	ipc_message_init(&message);
	assert_int_equal(ipc_receive(channel.near, SOON, &message), LENS_OK);
	assert_int_equal(message.kind, IPC_PICTURE_JOB);
	assert_int_equal(message.body.size, 4);
	assert_memory_equal(message.body.data, "body", 4);
	taken = ipc_message_take_fd(&message, 0);
	assert_true(taken >= 0 && fcntl(taken, F_GETFD) == FD_CLOEXEC);
	assert_int_equal(ipc_message_take_fd(&message, 0), -1);
	close(taken);
	ipc_message_free(&message);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	channel_close(&channel);
}

TEST(puts_a_message_together_from_single_bytes)
{
	static const uint8_t bytes[] = {IPC_HELLO, 0, 0, 0, 3, 0,
					0,	   0, 7, 8, 9};
	struct ipc_incoming incoming;
	struct channel channel;
	bool complete = false;

	(void)state;
	channel_open(&channel);
	ipc_incoming_init(&incoming);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		assert_false(complete);
		channel_raw(&channel, bytes + i, 1);
		assert_int_equal(
		    ipc_incoming_read(channel.near, &incoming, &complete),
		    LENS_OK);
	}
	assert_true(complete);
	assert_memory_equal(incoming.message.body.data, bytes + 8, 3);
	ipc_incoming_free(&incoming);
	channel_close(&channel);
}

TEST(keeps_two_messages_apart_that_arrive_as_one)
{
	struct ipc_message message;
	struct channel channel;

	(void)state;
	channel_open(&channel);
	for (unsigned i = 0; i < 2; i++)
		assert_int_equal(ipc_send(channel.far, IPC_HELLO,
					  base_view_of(i ? "two" : "one"), NULL,
					  0, SOON),
				 LENS_OK);
	for (unsigned i = 0; i < 2; i++) {
		ipc_message_init(&message);
		assert_int_equal(ipc_receive(channel.near, SOON, &message),
				 LENS_OK);
		assert_memory_equal(message.body.data, i ? "two" : "one", 3);
		ipc_message_free(&message);
	}
	channel_close(&channel);
}

static void refuses(const void *data, size_t size, enum lens_err expected)
{
	struct ipc_message message;
	struct channel channel;

	channel_open(&channel);
	channel_raw(&channel, data, size);
	shutdown(channel.far, SHUT_WR);
	ipc_message_init(&message);
	assert_int_equal(ipc_receive(channel.near, SOON, &message), expected);
	assert_int_equal(message.body.size, 0);
	ipc_message_free(&message);
	channel_close(&channel);
}

TEST(refuses_what_is_no_message)
{
	(void)state;
	refuses("", 0, LENS_END);
	refuses("\1\0\0", 3, LENS_MALFORMED);			/* header cut */
	refuses("\1\0\0\0\5\0\0\0hi", 10, LENS_MALFORMED);	/* body cut */
	refuses("\0\0\0\0\0\0\0\0", 8, LENS_MALFORMED);		/* kind 0 */
	refuses("\xff\xff\xff\xff\0\0\0\0", 8, LENS_MALFORMED); /* kind -1 */
	refuses("\1\0\0\0\xff\xff\xff\xff", 8, LENS_MALFORMED); /* length -1 */
	refuses("\1\0\0\0\1\x08\0\0", 8, LENS_MALFORMED); /* above its limit */
}

TEST(refuses_to_send_above_the_limit)
{
	static uint8_t large[65536];
	struct channel channel;

	(void)state;
	channel_open(&channel);
	assert_int_equal(ipc_send(channel.far, IPC_PICTURE_JOB,
				  (struct base_view){large, sizeof(large)},
				  NULL, 0, SOON),
			 LENS_TOO_BIG);
	assert_int_equal(
	    ipc_send(channel.far, 4711, base_view_of(""), NULL, 0, SOON),
	    LENS_TOO_BIG);
	channel_close(&channel);
}

TEST(stops_waiting_at_the_deadline)
{
	struct ipc_message message;
	struct channel channel;
	int64_t before = base_now_ms();

	(void)state;
	channel_open(&channel);
	ipc_message_init(&message);
	assert_int_equal(ipc_receive(channel.near, before + 50, &message),
			 LENS_TIMEOUT);
	assert_in_range(base_now_ms() - before, 49, 1000);
	channel_close(&channel);
}

TEST(says_when_nobody_reads)
{
	struct channel channel;

	(void)state;
	channel_open(&channel);
	base_close(&channel.near);
	assert_int_equal(
	    ipc_send(channel.far, IPC_HELLO, base_view_of("x"), NULL, 0, SOON),
	    LENS_END);
	channel_close(&channel);
}

/* A peer that sends more descriptors than a message may carry. */
/* The lowest descriptor that is free: the same again when none was kept. */
static int lowest(void)
{
	int fd = dup(STDIN_FILENO);

	assert_true(fd >= 0);
	close(fd);
	return fd;
}

/*
 * One too many comes whole; more than that the kernel cuts.  qemu's user mode
 * asks it for more than we have room for, and loses what is over, open.
 */
TEST(refuses_a_flood_of_descriptors)
{
	uint8_t header[IPC_HEADER] = {IPC_HELLO};
	struct iovec part = {header, sizeof(header)};
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(16 * sizeof(int))];
	} control;
	unsigned most = getenv("UNDER_QEMU") != NULL ? 4 : 16;

	(void)state;
	for (unsigned count = IPC_FDS_MAX + 1; count <= most; count++) {
		struct msghdr envelope = {.msg_iov = &part,
					  .msg_iovlen = 1,
					  .msg_control = control.room,
					  .msg_controllen =
					      CMSG_SPACE(count * sizeof(int))};
		struct cmsghdr *item = CMSG_FIRSTHDR(&envelope);
		struct ipc_message message;
		struct channel channel;
		int free_before;

		channel_open(&channel);
		memset(&control, 0, sizeof(control));
		item->cmsg_level = SOL_SOCKET;
		item->cmsg_type = SCM_RIGHTS;
		item->cmsg_len = CMSG_LEN(count * sizeof(int));
		assert_int_equal(sendmsg(channel.far, &envelope, 0),
				 IPC_HEADER);
		free_before = lowest();
		ipc_message_init(&message);
		assert_int_equal(ipc_receive(channel.near, SOON, &message),
				 LENS_MALFORMED);
		ipc_message_free(&message);
		assert_int_equal(lowest(), free_before);
		channel_close(&channel);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(carries_a_message_with_its_descriptors),
	    RUN(puts_a_message_together_from_single_bytes),
	    RUN(keeps_two_messages_apart_that_arrive_as_one),
	    RUN(refuses_what_is_no_message),
	    RUN(refuses_to_send_above_the_limit),
	    RUN(stops_waiting_at_the_deadline),
	    RUN(says_when_nobody_reads),
	    RUN(refuses_a_flood_of_descriptors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
