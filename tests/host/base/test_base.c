/* test_base.c: the ground everything else stands on. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base.h>
#include <lenscap/base_io.h>

TEST(joins_words)
{
	char *list = base_copy("");

	(void)state;
	list = base_join(list, ", ", "a");
	assert_string_equal(list, "a");
	list = base_join(list, ", ", "b");
	list = base_join(list, "", "c");
	assert_string_equal(list, "a, bc");
	free(list);
}

TEST(grows_up_to_its_maximum)
{
	struct base_buffer buffer;

	(void)state;
	base_buffer_init(&buffer, 1000);
	for (unsigned i = 0; i < 100; i++)
		assert_int_equal(base_buffer_add(&buffer, "0123456789", 10),
				 LENS_OK);
	assert_int_equal(buffer.size, 1000);
	assert_memory_equal(buffer.data + 990, "0123456789", 10);
	base_buffer_free(&buffer);
}

TEST(refuses_to_grow_past_its_maximum)
{
	struct base_buffer buffer;
	uint8_t *room;

	(void)state;
	base_buffer_init(&buffer, 10);
	assert_int_equal(base_buffer_add(&buffer, "0123456", 7), LENS_OK);
	assert_int_equal(base_buffer_add(&buffer, "0123", 4), LENS_TOO_BIG);
	assert_int_equal(base_buffer_extend(&buffer, SIZE_MAX, &room),
			 LENS_TOO_BIG);
	assert_null(room);
	/* Nothing of the refused bytes is left behind. */
	assert_int_equal(buffer.size, 7);
	assert_int_equal(base_buffer_add(&buffer, "012", 3), LENS_OK);
	base_buffer_free(&buffer);
}

TEST(cuts_a_view_without_overflowing)
{
	struct base_view view = base_view_of("0123456789");

	(void)state;
	assert_memory_equal(base_view_part(view, 3, 4).data, "3456", 4);
	assert_int_equal(base_view_part(view, 10, 0).size, 0);
	assert_null(base_view_part(view, 11, 0).data);
	assert_null(base_view_part(view, 3, SIZE_MAX).data);
	assert_null(base_view_part(view, SIZE_MAX, 3).data);
	assert_true(base_view_starts(view, "012", 3));
	assert_false(base_view_starts(view, "012345678910", 12));
}

TEST(reads_what_it_writes_as_hex)
{
	uint8_t bytes[4] = {0x00, 0xff, 0x1a, 0x80}, back[4];
	char hex[9];

	(void)state;
	base_hex(hex, bytes, 4);
	assert_string_equal(hex, "00ff1a80");
	assert_int_equal(base_unhex(back, 4, "00FF1a80"), LENS_OK);
	assert_memory_equal(back, bytes, 4);
}

TEST(refuses_hex_that_is_not)
{
	static const char *const wrong[] = {"",		"00ff1a8",  "00ff1a800",
					    "00ff1a8g", "00ff 1a8", "0x00ff1a"};
	uint8_t back[4];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(base_unhex(back, 4, wrong[i]), LENS_MALFORMED);
}

/* RFC 4648, section 10. */
TEST(encodes_the_published_base32_vectors)
{
	static const struct {
		const char *plain, *encoded;
	} vectors[] = {{"", ""},
		       {"f", "MY"},
		       {"fo", "MZXQ"},
		       {"foo", "MZXW6"},
		       {"foob", "MZXW6YQ"},
		       {"fooba", "MZXW6YTB"},
		       {"foobar", "MZXW6YTBOI"}};
	char out[32];

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		base_base32(out, vectors[i].plain, strlen(vectors[i].plain));
		assert_string_equal(out, vectors[i].encoded);
		assert_true(strlen(out) <
			    BASE_BASE32_SIZE(strlen(vectors[i].plain)));
	}
}

TEST(accepts_utf8_and_refuses_what_only_looks_like_it)
{
	static const char *const right[] = {"",
					    "plain",
					    "\xc3\xa4",
					    "\xe2\x82\xac",
					    "\xf0\x9f\x98\x80",
					    "\xf4\x8f\xbf\xbf"};
	static const char *const wrong[] = {
	    "\x80",		/* a continuation alone */
	    "\xc3",		/* cut short */
	    "\xc0\xaf",		/* overlong */
	    "\xe0\x9f\xbf",	/* overlong */
	    "\xed\xa0\x80",	/* a surrogate */
	    "\xf4\x90\x80\x80", /* above U+10FFFF */
	    "\xff"};

	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		assert_true(base_is_utf8(base_view_of(right[i])));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(base_is_utf8(base_view_of(wrong[i])));
}

TEST(prints_nothing_that_acts_on_a_terminal)
{
	char out[64];

	(void)state;
	base_printable(out, sizeof(out),
		       base_view_of("a\x1b[31mb\xe2\x80\xae"
				    "c\xff\n"));
	assert_string_equal(out, "a?[31mb?c??");
	assert_true(base_is_printable(base_view_of(out)));
	assert_false(base_is_printable(base_view_of("tab\there")));
}

TEST(cuts_printable_text_between_characters)
{
	char out[4];

	(void)state;
	base_printable(out, sizeof(out), base_view_of("a\xe2\x82\xac"));
	assert_string_equal(out, "a");
	base_printable(out, sizeof(out), base_view_of("\xe2\x82\xac"));
	assert_string_equal(out, "\xe2\x82\xac");
	base_printable(out, 1, base_view_of("abc"));
	assert_string_equal(out, "");
}

TEST(parses_numbers_up_to_the_maximum)
{
	uint64_t value;

	(void)state;
	assert_int_equal(base_parse_number("64", 64, &value), LENS_OK);
	assert_int_equal(value, 64);
	assert_int_equal(base_parse_number("0", 0, &value), LENS_OK);
	assert_int_equal(
	    base_parse_number("18446744073709551615", UINT64_MAX, &value),
	    LENS_OK);
	assert_true(value == UINT64_MAX);
}

TEST(refuses_numbers_that_are_none_or_too_large)
{
	static const char *const wrong[] = {
	    "",	   "-1",  "+1",
	    " 1",  "1 ",  "65",
	    "1e1", "0x1", "18446744073709551616"};
	uint64_t value;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(base_parse_number(wrong[i], 64, &value),
				 LENS_MALFORMED);
	assert_int_equal(base_parse_number("5", 4, &value), LENS_MALFORMED);
}

TEST(keeps_numbers_little_endian)
{
	uint8_t bytes[8];

	(void)state;
	base_put_u64(bytes, 0x0102030405060708u);
	assert_memory_equal(bytes, "\x08\x07\x06\x05\x04\x03\x02\x01", 8);
	assert_true(base_get_u64(bytes) == 0x0102030405060708u);
	assert_int_equal(base_get_u32(bytes), 0x05060708);
	assert_int_equal(base_get_u16(bytes), 0x0708);
}

TEST(reads_a_stream_to_its_end_or_its_limit)
{
	struct base_buffer buffer;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(base_write_all(fds[1], base_view_of("some words")),
			 LENS_OK);
	base_close(&fds[1]);
	assert_int_equal(fds[1], -1);
	base_buffer_init(&buffer, 4);
	assert_int_equal(base_read_all(fds[0], &buffer), LENS_TOO_BIG);
	base_buffer_free(&buffer);
	base_close(&fds[0]);
}

TEST(counts_down_to_a_deadline)
{
	time_t wall = time(NULL);

	(void)state;
	assert_in_range(base_wall_ms() / 1000, wall, wall + 600);
	assert_int_equal(base_left_ms(base_now_ms() - 5), 0);
	assert_in_range(base_left_ms(base_now_ms() + 10000), 5000, 10000);
	/* Room to add to it, as callers do. */
	assert_true(base_left_ms(INT64_MAX) < INT_MAX);
}

static size_t base_count(const char *path)
{
	DIR *folder = opendir(path);
	size_t count = 0;

	assert_non_null(folder);
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count - 2;
}

TEST(puts_a_file_whole_or_not_at_all)
{
	char path[] = "/tmp/lenscap-base-XXXXXX", text[16] = "";
	struct base_view words = base_view_of("some words");
	struct rlimit before, none = {0, RLIM_INFINITY};
	struct stat about;
	int dir, fd;

	(void)state;
	assert_non_null(mkdtemp(path));
	dir = open(path, O_RDONLY | O_DIRECTORY);
	assert_int_equal(base_write_new(dir, "one", words), LENS_OK);
	/* What is there stays as it is. */
	assert_int_equal(base_write_new(dir, "one", base_view_of("others")),
			 LENS_DENIED);
	assert_int_equal(symlinkat("nowhere", dir, "two"), 0);
	assert_int_equal(base_write_new(dir, "two", words), LENS_DENIED);
	assert_int_equal(base_write_new(dir, "no/three", words), LENS_SYSTEM);
	assert_int_equal(base_write_new(-1, "four", words), LENS_SYSTEM);
	/* A disk without room leaves nothing behind. */
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_int_equal(base_write_new(dir, "five", words), LENS_SYSTEM);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(base_count(path), 2);
	fd = openat(dir, "one", O_RDONLY);
	assert_int_equal(read(fd, text, sizeof(text)), words.size);
	assert_string_equal(text, "some words");
	assert_int_equal(fstat(fd, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	close(fd);
	unlinkat(dir, "one", 0);
	unlinkat(dir, "two", 0);
	close(dir);
	assert_int_equal(rmdir(path), 0);
}

TEST(a_moment_is_told_in_utc)
{
	char text[BASE_MOMENT];

	(void)state;
	assert_true(base_moment(text, 1795978200999));
	assert_string_equal(text, "2026-11-29T18:50:00Z");
	assert_true(base_moment(text, 0));
	assert_string_equal(text, "1970-01-01T00:00:00Z");
	assert_true(base_moment(text, INT64_MAX));
	assert_string_equal(text, "292278994-08-17T07:12:55Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(grows_up_to_its_maximum),
	    RUN(refuses_to_grow_past_its_maximum),
	    RUN(cuts_a_view_without_overflowing),
	    RUN(joins_words),
	    RUN(reads_what_it_writes_as_hex),
	    RUN(refuses_hex_that_is_not),
	    RUN(encodes_the_published_base32_vectors),
	    RUN(accepts_utf8_and_refuses_what_only_looks_like_it),
	    RUN(prints_nothing_that_acts_on_a_terminal),
	    RUN(cuts_printable_text_between_characters),
	    RUN(parses_numbers_up_to_the_maximum),
	    RUN(refuses_numbers_that_are_none_or_too_large),
	    RUN(keeps_numbers_little_endian),
	    RUN(reads_a_stream_to_its_end_or_its_limit),
	    RUN(counts_down_to_a_deadline),
	    RUN(puts_a_file_whole_or_not_at_all),
	    RUN(a_moment_is_told_in_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
