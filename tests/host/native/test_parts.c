/*
 * test_parts.c: what lenscap-host keeps of a browser's: frames, pieces of
 * pictures, checks that are done; each at its limit.
 */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>

#include "native/chunk.h"
#include "native/frame.h"
#include "native/job.h"
#include "native/native.h"
#include "native/out.h"
#include "native/upload.h"

/* ---- Uploads ---- */

static int64_t begun(struct uploads *uploads, uint64_t bytes)
{
	int64_t id;

	assert_int_equal(
	    upload_begin(uploads, OPERATION_TO_ADD, "me.jpg", bytes, &id),
	    LENS_OK);
	assert_true(id > 0);
	return id;
}

static enum lens_err piece(struct uploads *uploads, int64_t id, int64_t index,
			   const char *text, uint64_t *received)
{
	return upload_chunk(uploads, id, index, base_view_of(text), received);
}

TEST(at_most_64_pictures_come_at_a_time)
{
	struct uploads *uploads = upload_set_new();
	struct upload upload;
	int64_t id, first = 0;

	(void)state;
	for (int i = 0; i < 64; i++) {
		id = begun(uploads, 1);
		first = first ? first : id;
	}
	assert_int_equal(upload_begin(uploads, OPERATION_TO_ADD, "x", 1, &id),
			 LENS_TOO_BIG);
	assert_int_equal(id, 0);
	/* One that is missing its byte is gone, and makes place. */
	assert_int_equal(upload_end(uploads, first, &upload), LENS_MALFORMED);
	assert_int_equal(upload.fd, -1);
	begun(uploads, 1);
	upload_set_free(uploads);
}

static unsigned open_files(void)
{
	unsigned count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

TEST(what_was_not_taken_goes_with_the_set)
{
	unsigned before = open_files();
	struct uploads *uploads = upload_set_new();
	uint64_t received;
	int64_t id;

	(void)state;
	for (int i = 0; i < 3; i++) {
		id = begun(uploads, 4);
		assert_int_equal(piece(uploads, id, 0, "bWU=", &received),
				 LENS_OK);
	}
	assert_int_equal(open_files(), before + 3);
	upload_set_free(uploads);
	assert_int_equal(open_files(), before);
}

TEST(all_of_them_have_at_most_a_gigabyte)
{
	const uint64_t most = 1024ull << 20;
	struct uploads *uploads = upload_set_new();
	struct upload upload;
	int64_t id, large;

	(void)state;
	assert_int_equal(
	    upload_begin(uploads, OPERATION_TO_ADD, "x", most + 1, &id),
	    LENS_TOO_BIG);
	large = begun(uploads, most - 10);
	assert_int_equal(upload_begin(uploads, OPERATION_TO_ADD, "x", 11, &id),
			 LENS_TOO_BIG);
	begun(uploads, 10);
	assert_int_equal(upload_begin(uploads, OPERATION_TO_ADD, "x", 1, &id),
			 LENS_TOO_BIG);
	/* What goes gives its bytes back, once. */
	assert_int_equal(upload_end(uploads, large, &upload), LENS_MALFORMED);
	assert_int_equal(upload_end(uploads, large, &upload), LENS_NOT_FOUND);
	assert_int_equal(
	    upload_begin(uploads, OPERATION_TO_ADD, "x", most - 9, &id),
	    LENS_TOO_BIG);
	begun(uploads, most - 10);
	upload_set_free(uploads);
}

TEST(pieces_come_in_turn_and_no_more_than_was_announced)
{
	static const struct {
		int64_t index;
		const char *text;
		enum lens_err err;
	} wrong[] = {
	    {1, "bWU=", LENS_MALFORMED},  {2, "bWU=", LENS_MALFORMED},
	    {-1, "bWU=", LENS_MALFORMED}, {0, "bWU", LENS_MALFORMED},
	    {0, "b!U=", LENS_MALFORMED},  {0, "bWVtZQ==", LENS_MALFORMED},
	};
	struct uploads *uploads = upload_set_new();
	struct upload upload;
	uint64_t received;
	int64_t id;
	char bytes[4];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		id = begun(uploads, 3);
		assert_int_equal(piece(uploads, id, wrong[i].index,
				       wrong[i].text, &received),
				 wrong[i].err);
		assert_int_equal(piece(uploads, id, 0, "bWVl", &received),
				 LENS_NOT_FOUND);
	}
	id = begun(uploads, 3);
	assert_int_equal(piece(uploads, id, 0, "bWU=", &received), LENS_OK);
	assert_int_equal(received, 2);
	assert_int_equal(piece(uploads, id, 1, "IQ==", &received), LENS_OK);
	assert_int_equal(received, 3);
	assert_int_equal(piece(uploads, 0, 0, "IQ==", &received),
			 LENS_NOT_FOUND);
	assert_int_equal(piece(uploads, -1, 0, "IQ==", &received),
			 LENS_NOT_FOUND);
	assert_int_equal(upload_end(uploads, 0, &upload), LENS_NOT_FOUND);
	assert_int_equal(upload_end(uploads, id, &upload), LENS_OK);
	assert_int_equal(pread(upload.fd, bytes, sizeof(bytes), 0), 3);
	assert_memory_equal(bytes, "me!", 3);
	assert_int_equal(upload.purpose, OPERATION_TO_ADD);
	assert_string_equal(upload.name, "me.jpg");
	/* Sealed: nobody changes it while a decoder looks. */
	assert_int_equal(pwrite(upload.fd, "x", 1, 0), -1);
	assert_int_equal(ftruncate(upload.fd, 1), -1);
	assert_int_equal(ftruncate(upload.fd, 9), -1);
	/* Put back for a check, it is there under its id, whole. */
	upload_keep(uploads, id, &upload);
	assert_int_equal(upload.fd, -1);
	assert_int_equal(piece(uploads, id, 2, "IQ==", &received),
			 LENS_MALFORMED);
	upload_set_free(uploads);
}

TEST(what_is_kept_for_a_check_counts_until_it_is_taken)
{
	struct uploads *uploads = upload_set_new();
	struct upload upload;
	uint64_t received;
	int64_t id = begun(uploads, 2), other;

	(void)state;
	assert_int_equal(piece(uploads, id, 0, "bWU=", &received), LENS_OK);
	assert_int_equal(upload_end(uploads, id, &upload), LENS_OK);
	upload_keep(uploads, id, &upload);
	assert_int_equal(upload_begin(uploads, OPERATION_TO_ADD, "x",
				      (1024ull << 20) - 1, &other),
			 LENS_TOO_BIG);
	assert_int_equal(upload_end(uploads, id, &upload), LENS_OK);
	assert_int_equal(upload_end(uploads, id, &upload), LENS_NOT_FOUND);
	begun(uploads, 1024ull << 20);
	upload_set_free(uploads);
}

/* ---- Frames ---- */

static void feed(struct frame_reader *reader, const void *data, size_t size)
{
	size_t room;
	uint8_t *at = frame_reader_room(reader, &room);

	assert_true(size <= room);
	memcpy(at, data, size);
	frame_reader_filled(reader, size);
}

TEST(a_frame_has_at_most_a_megabyte)
{
	static uint8_t large[FRAME_HEADER + (1 << 20)];
	struct frame_reader reader;
	struct base_view frame;
	uint32_t size = 1 << 20;
	size_t room;

	(void)state;
	frame_reader_init(&reader);
	frame_reader_room(&reader, &room);
	assert_int_equal(room, sizeof(large));
	memcpy(large, &size, sizeof(size));
	feed(&reader, large, sizeof(large) - 1);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_END);
	assert_true(frame_reader_torn(&reader));
	feed(&reader, large, 1);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_OK);
	assert_int_equal(frame.size, size);
	assert_false(frame_reader_torn(&reader));
	size++;
	feed(&reader, &size, sizeof(size));
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_TOO_BIG);
	frame_reader_free(&reader);
}

TEST(frames_are_cut_where_they_end_and_wiped)
{
	static const uint8_t both[] = {2, 0, 0, 0, 'a', 'b', 0,	 0,
				       0, 0, 3, 0, 0,	0,   'x'};
	struct frame_reader reader;
	struct base_view frame;

	(void)state;
	frame_reader_init(&reader);
	feed(&reader, both, 3);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_END);
	feed(&reader, both + 3, sizeof(both) - 3);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_OK);
	assert_int_equal(frame.size, 2);
	assert_memory_equal(frame.data, "ab", 2);
	frame_reader_wipe(&reader, frame);
	assert_memory_equal(frame.data, "\0\0", 2);
	assert_int_equal(frame.data[2 + FRAME_HEADER], 3);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_OK);
	assert_int_equal(frame.size, 0);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_END);
	assert_true(frame_reader_torn(&reader));
	feed(&reader, "yz", 2);
	assert_int_equal(frame_reader_next(&reader, &frame), LENS_OK);
	assert_memory_equal(frame.data, "xyz", 3);
	frame_reader_free(&reader);
}

/* ---- Pieces, read in a hurry ---- */

static bool hurried(const char *frame)
{
	json_t *value = chunk_read(base_view_of(frame));

	json_decref(value);
	return value != NULL;
}

TEST(only_what_is_a_piece_to_the_letter_is_read_in_a_hurry)
{
#define CHUNK(id, upload, index, data)                                         \
	"{\"jsonrpc\":\"2.0\",\"id\":" id                                      \
	",\"method\":\"photo.chunk\",\"params\":{\"upload\":" upload           \
	",\"index\":" index ",\"data\":\"" data "\"}}"
	json_t *value = chunk_read(base_view_of(CHUNK("12", "3", "0", "bWU=")));

	(void)state;
	assert_non_null(value);
	assert_int_equal(json_integer_value(json_object_get(value, "id")), 12);
	json_decref(value);
	assert_true(hurried(CHUNK("123456789012345", "1", "10", "")));
	assert_false(hurried(CHUNK("1234567890123456", "1", "0", "")));
	assert_false(hurried(CHUNK("01", "1", "0", "")));
	assert_false(hurried(CHUNK("1", "00", "0", "")));
	assert_false(hurried(CHUNK("", "1", "0", "")));
	assert_false(hurried(CHUNK("-1", "1", "0", "")));
	assert_false(hurried(CHUNK("1", "1", "0", "a\\n")));
	assert_false(hurried(CHUNK("1", "1", "0", "a\"b")));
	assert_false(hurried(CHUNK("1", "1", "0", "a\x7f")));
	assert_false(hurried(CHUNK("1", "1", "0", "a\x1f")));
	assert_true(hurried(CHUNK("1", "1", "0", " ~")));
	assert_false(hurried(CHUNK("1", "1", "0", "a") " "));
	assert_false(hurried(" " CHUNK("1", "1", "0", "a")));
	/* No name may be missing, at the front or before the data. */
	assert_false(hurried("1,\"method\":\"photo.chunk\",\"params\":{"
			     "\"upload\":1,\"index\":0,\"data\":\"a\"}}"));
	assert_false(hurried("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
			     "\"photo.chunk\",\"params\":{\"upload\":1,"
			     "\"index\":0a\"}}"));
	assert_false(hurried(""));
}

/* ---- Checks that are done ---- */

static struct native host;
static int pipe_fds[2];

static void finish(struct job *job)
{
	job_ends(job, "finished", NULL);
	assert_int_equal(out_flush(host.out), LENS_OK);
}

TEST(the_last_checks_that_are_done_are_remembered)
{
	enum { MANY = JOB_REMEMBERED + 4 };
	int64_t ids[MANY];
	struct job *job;

	(void)state;
	assert_int_equal(pipe(pipe_fds), 0);
	host.out = out_new(pipe_fds[1]);
	host.jobs = job_list_new();
	for (int i = 0; i < MANY; i++) {
		job = job_new(&host, 1);
		ids[i] = job->id;
		assert_true(i == 0 || ids[i] > ids[i - 1]);
		/* What still runs cannot be used, only cancelled. */
		assert_null(job_use(host.jobs, ids[i]));
		finish(job);
	}
	/* A new one makes place: of those done the last stay. */
	job = job_new(&host, 1);
	for (int i = 0; i < MANY; i++) {
		struct job *old = job_use(host.jobs, ids[i]);

		if ((old != NULL) != (i >= 4))
			fail_msg("check %d is %s", i,
				 old ? "remembered" : "forgotten");
		if (i != 4 && old != NULL)
			job_release(old);
	}
	/* One that is used stays as long as it is. */
	finish(job);
	finish(job_new(&host, 1));
	job = job_new(&host, 1);
	assert_true(job_cancel(host.jobs, ids[4]));
	assert_false(job_cancel(host.jobs, ids[0]));
	assert_false(job_cancel(host.jobs, 99));
	finish(job);
	job_list_free(host.jobs);
	out_free(host.out);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
}

TEST(an_answer_above_a_million_bytes_is_not_sent)
{
	char *text = base_alloc(1000002, 1);
	json_t *value;
	struct out *out;

	(void)state;
	assert_int_equal(pipe2(pipe_fds, O_NONBLOCK), 0);
	out = out_new(pipe_fds[1]);
	memset(text, 'x', 1000000 - 8);
	value = json_pack("{s:s}", "x", text);
	assert_int_equal(out_send(out, value, false), LENS_OK);
	assert_int_equal(out_waiting(out), FRAME_HEADER + 1000000);
	json_decref(value);
	text[1000000 - 8] = 'x';
	value = json_pack("{s:s}", "x", text);
	assert_int_equal(out_send(out, value, false), LENS_TOO_BIG);
	assert_int_equal(out_waiting(out), FRAME_HEADER + 1000000);
	json_decref(value);
	close(pipe_fds[0]);
	assert_int_equal(out_flush(out), LENS_END);
	out_free(out);
	close(pipe_fds[1]);
	free(text);
}

/* Rows of 10 bytes with their comma, into an answer that has room for three. */
static enum operation_code rows_taken(const char *name, size_t *taken)
{
	struct native_call call = {.room = 30};
	bool more = true;

	call.op.operation = operation_named(name);
	call.op.context = &call;
	assert_non_null(call.op.operation);
	for (*taken = 0; more && *taken < 5; *taken += more)
		more = native_front.row(&call.op, json_pack("{s:s}", "a", "b"));
	assert_int_equal(json_array_size(call.rows), *taken);
	assert_int_equal(call.room, 30 - 10 * *taken);
	json_decref(call.rows);
	return call.op.code;
}

TEST(an_answer_ends_where_its_room_does_or_is_refused)
{
	size_t taken;

	(void)state;
	/* What comes in pages ends there; the rest is another page. */
	assert_int_equal(rows_taken("photo.list", &taken), OPERATION_OK);
	assert_int_equal(taken, 3);
	/* What has none would look whole. */
	assert_null(operation_param(operation_named("case.list"), "offset"));
	assert_int_equal(rows_taken("case.list", &taken), OPERATION_TOO_BIG);
	assert_int_equal(taken, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(an_answer_ends_where_its_room_does_or_is_refused),
	    RUN(at_most_64_pictures_come_at_a_time),
	    RUN(what_was_not_taken_goes_with_the_set),
	    RUN(all_of_them_have_at_most_a_gigabyte),
	    RUN(pieces_come_in_turn_and_no_more_than_was_announced),
	    RUN(what_is_kept_for_a_check_counts_until_it_is_taken),
	    RUN(a_frame_has_at_most_a_megabyte),
	    RUN(frames_are_cut_where_they_end_and_wiped),
	    RUN(only_what_is_a_piece_to_the_letter_is_read_in_a_hurry),
	    RUN(the_last_checks_that_are_done_are_remembered),
	    RUN(an_answer_above_a_million_bytes_is_not_sent),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
