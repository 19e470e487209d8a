/* test_marks.c: what a page that came instead of a picture says of itself. */
#include "test.h"

#include <lenscap/ipc_fetch.h>

#include "fetcher/marks.h"

static uint8_t marks(const char *body, const char *type)
{
	return marks_of(base_view_of(body), type);
}

TEST(words_count_in_pages_alone)
{
	static const char field[] = "<input TYPE=Password>";

	(void)state;
	assert_int_equal(marks(field, "text/html; charset=utf-8"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD);
	assert_int_equal(marks(field, "application/xhtml+xml"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD);
	assert_int_equal(marks(field, "image/jpeg"), 0);
	assert_int_equal(marks(" \n<!DOCTYPE html><p>", ""),
			 IPC_FETCH_MARK_PAGE);
	assert_int_equal(marks("<HTML>", ""), IPC_FETCH_MARK_PAGE);
	assert_int_equal(marks("<htm", ""), 0);
	assert_int_equal(marks("", "text/html"), IPC_FETCH_MARK_PAGE);
	assert_int_equal(marks("<script>", "text/html"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_SCRIPT);
	assert_int_equal(marks("<scrip", "text/html"), IPC_FETCH_MARK_PAGE);
	assert_int_equal(marks("<title>Just a moment...", "text/html"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_CHALLENGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(words_count_in_pages_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
