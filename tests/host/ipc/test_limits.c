/* test_limits.c: each kind's limit, at its edge: complete, and a byte larger.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/ipc_picture.h>

#define SOON (base_now_ms() + 5000)

static const struct {
	uint32_t kind, limit;
} limits[] = {
    {IPC_HELLO, 2048},
    {IPC_PICTURE_JOB, 64},
    {IPC_PICTURE, 320 * 1024 + IPC_REGIONS_MAX + 1200004},
    {IPC_PICTURE_END, 64},
    {IPC_PAGE_JOB, 4096 + 2 * 400 + (16 << 10) + 64},
    {IPC_PAGE, 16 << 20},
    {IPC_FETCH_JOB, 2 * 4096 + 4 * 400 + 160},
    {IPC_FETCH, 21 * (4096 + 64) + 8 * 408 + 64},
    {IPC_FETCH_RULES, 16 << 10},
    {IPC_KEYRING_JOB, 512},
    {IPC_KEYRING, 64},
    {IPC_DOCUMENT_JOB, 4 << 20},
    {IPC_DOCUMENT, 64},
    {IPC_MAIL_JOB, 64},
    {IPC_MAIL, (256 + 64) << 10},
    {IPC_UNPACK_JOB, 64},
    {IPC_UNPACK, 64},
    {IPC_CLEAN_JOB, 64},
    {IPC_CLEAN, 64},
    {IPC_FACES_JOB, 64},
    {IPC_FACES, 4 + 16 * 16},
};

#define LIMITS (sizeof(limits) / sizeof(limits[0]))

/* A process that writes a whole message of size bytes, as a liar would. */
static pid_t writer(const int pair[2], uint32_t kind, uint32_t size)
{
	static uint8_t whole[IPC_HEADER + (17 << 20)];
	pid_t child = fork();

	if (child != 0)
		return child;
	/* Without it, so that the end of the reader ends the writer. */
	close(pair[0]);
	signal(SIGPIPE, SIG_IGN);
	base_put_u32(whole, kind);
	base_put_u32(whole + 4, size);
	_exit(base_write_all(pair[1],
			     (struct base_view){whole, IPC_HEADER + size}) !=
	      LENS_OK);
}

static enum lens_err received(uint32_t kind, uint32_t size, size_t *got)
{
	struct ipc_message message;
	enum lens_err err;
	int pair[2];
	pid_t child;

	assert_int_equal(ipc_pair(pair), LENS_OK);
	child = writer(pair, kind, size);
	assert_true(child > 0);
	base_close(&pair[1]);
	ipc_message_init(&message);
	err = ipc_receive(pair[0], SOON, &message);
	*got = message.body.size;
	ipc_message_free(&message);
	base_close(&pair[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	return err;
}

TEST(a_message_as_large_as_its_kind_may_be_arrives)
{
	size_t got;

	(void)state;
	for (size_t i = 0; i < LIMITS; i++) {
		assert_int_equal(
		    received(limits[i].kind, limits[i].limit, &got), LENS_OK);
		assert_int_equal(got, limits[i].limit);
	}
}

/* Complete, so that nothing but its size is wrong with it. */
TEST(a_message_one_byte_above_its_limit_is_refused)
{
	size_t got;

	(void)state;
	for (size_t i = 0; i < LIMITS; i++) {
		assert_int_equal(
		    received(limits[i].kind, limits[i].limit + 1, &got),
		    LENS_MALFORMED);
		assert_int_equal(got, 0);
	}
}

TEST(a_kind_that_is_not_in_the_list_does_not_exist)
{
	size_t got;

	(void)state;
	for (uint32_t kind = 0; kind < 80; kind++) {
		bool known = false;

		for (size_t i = 0; i < LIMITS; i++)
			known = known || limits[i].kind == kind;
		assert_int_equal(received(kind, 0, &got),
				 known ? LENS_OK : LENS_MALFORMED);
	}
}

TEST(nothing_above_its_limit_is_sent)
{
	static uint8_t large[17 << 20];
	int none[IPC_FDS_MAX + 1] = {0, 0, 0};
	struct ipc_message message;
	int pair[2];

	(void)state;
	assert_int_equal(ipc_pair(pair), LENS_OK);
	for (size_t i = 0; i < LIMITS; i++)
		assert_int_equal(
		    ipc_send(pair[1], limits[i].kind,
			     (struct base_view){large, limits[i].limit + 1},
			     NULL, 0, SOON),
		    LENS_TOO_BIG);
	assert_int_equal(ipc_send(pair[1], IPC_HELLO, base_view_of(""), none,
				  IPC_FDS_MAX + 1, SOON),
			 LENS_TOO_BIG);
	/* What was refused left nothing behind. */
	assert_int_equal(ipc_send(pair[1], IPC_PICTURE_END,
				  (struct base_view){large, 64}, none,
				  IPC_FDS_MAX, SOON),
			 LENS_OK);
	ipc_message_init(&message);
	assert_int_equal(ipc_receive(pair[0], SOON, &message), LENS_OK);
	assert_int_equal(message.kind, IPC_PICTURE_END);
	assert_int_equal(message.body.size, 64);
	for (unsigned i = 0; i < IPC_FDS_MAX; i++)
		assert_true(message.fds[i] >= 0);
	ipc_message_free(&message);
	assert_int_equal(message.kind, 0);
	base_close(&pair[0]);
	base_close(&pair[1]);
}

TEST(an_end_before_the_first_byte_is_no_lie_and_later_it_is)
{
	static const uint8_t hello[] = {IPC_HELLO, 0, 0, 0, 4, 0,
					0,	   0, 1, 2, 3};

	(void)state;
	for (size_t size = 0; size <= sizeof(hello); size++) {
		struct ipc_message message;
		int pair[2];

		assert_int_equal(ipc_pair(pair), LENS_OK);
		assert_int_equal(
		    base_write_all(pair[1], (struct base_view){hello, size}),
		    LENS_OK);
		base_close(&pair[1]);
		ipc_message_init(&message);
		assert_int_equal(ipc_receive(pair[0], SOON, &message),
				 size == 0 ? LENS_END : LENS_MALFORMED);
		ipc_message_free(&message);
		base_close(&pair[0]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_message_as_large_as_its_kind_may_be_arrives),
	    RUN(a_message_one_byte_above_its_limit_is_refused),
	    RUN(a_kind_that_is_not_in_the_list_does_not_exist),
	    RUN(nothing_above_its_limit_is_sent),
	    RUN(an_end_before_the_first_byte_is_no_lie_and_later_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
