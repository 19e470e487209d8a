/* test_marks.c: what a page that came instead of a picture says of itself. */
#include <string.h>

#include "test.h"

#include <lenscap/ipc_fetch.h>

#include "fetcher/marks.h"

static uint8_t marks(const char *body, const char *type)
{
	return marks_of(base_view_of(body), type);
}

#define FIELD                                                                  \
	(IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD | IPC_FETCH_MARK_ASKS)

TEST(words_count_in_pages_alone)
{
	static const char field[] = "<input TYPE=Password>";

	(void)state;
	assert_int_equal(marks(field, "text/html; charset=utf-8"), FIELD);
	assert_int_equal(marks(field, "application/xhtml+xml"), FIELD);
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

TEST(a_field_in_a_menu_asks_for_nothing)
{
	char words[700] = "", page[1000];

	(void)state;
	for (unsigned i = 0; i < 60; i++)
		strcat(words, "forbidden ");
#define PAGE(title)                                                            \
	(snprintf(page, sizeof(page),                                          \
		  "<title>%s</title><input type=password><p class=words>%s",   \
		  title, words),                                               \
	 page)
	assert_int_equal(marks(PAGE("My blog in Berlin"), "text/html"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_PASSWORD);
	assert_int_equal(marks(PAGE("Example | Log in"), "text/html"), FIELD);
	assert_int_equal(marks(PAGE("Einloggen"), "text/html"), FIELD);
	words[300] = '\0';
	assert_int_equal(marks(PAGE("My blog in Berlin"), "text/html"), FIELD);
}

TEST(packs_add_words_of_walls)
{
	static const char challenge[] = "<html><p>Udowodnij, kim jestes";
	static const char login[] = "<html><title>Wejd\xc5\xba teraz</title>"
				    "<input type=password>";
	struct base_rules more;

	(void)state;
	assert_int_equal(
	    base_rules_read(base_view_of("challenge\tudowodnij, kim\n"
					 "title-login\twejd\xc5\xba teraz\n"),
			    &more),
	    LENS_OK);
	assert_int_equal(marks(challenge, "text/html"), IPC_FETCH_MARK_PAGE);
	marks_add(&more);
	assert_int_equal(marks(challenge, "text/html"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_CHALLENGE);
	assert_int_equal(marks(challenge, "image/png"),
			 IPC_FETCH_MARK_PAGE | IPC_FETCH_MARK_CHALLENGE);
	assert_int_equal(marks(login, "text/html"), FIELD);
	marks_add(NULL);
	assert_int_equal(marks(challenge, "text/html"), IPC_FETCH_MARK_PAGE);
	base_rules_free(&more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(words_count_in_pages_alone),
	    RUN(a_field_in_a_menu_asks_for_nothing),
	    RUN(packs_add_words_of_walls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
