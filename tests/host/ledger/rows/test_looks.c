/* test_looks.c: looks in a chain, and audits that go with their photos. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ledger_cases.h>

#include "host/ledger/home.h"

static const char looks_zeros[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

struct looks_chain {
	unsigned count;
	char before[65];
};

/* The tag of each is worked out again, from what anybody can read. */
static bool looks_follow(void *context, const struct ledger_look *look)
{
	struct looks_chain *chain = context;
	struct base_buffer text;
	uint8_t tag[32];
	unsigned tabs = 0;

	base_buffer_init(&text, 1 << 16);
	assert_int_equal(base_buffer_add_text(&text, chain->before), LENS_OK);
	assert_int_equal(base_buffer_add_text(&text, "\n"), LENS_OK);
	assert_int_equal(ledger_look_line(look, &text), LENS_OK);
	ledger_sha256(base_buffer_view(&text), tag);
	assert_true(look->tagged);
	assert_memory_equal(tag, look->tag, sizeof(tag));
	assert_int_equal(look->number, ++chain->count);
	assert_null(memchr(text.data + 65, '\n', text.size - 65));
	/* Ten columns, whatever is in a header, and one of what was read. */
	for (size_t i = 65; i < text.size; i++)
		tabs += text.data[i] == '\t';
	assert_int_equal(tabs, look->gives[0] ? 10 : 9);
	assert_string_equal(look->gives, look->number == 3 ? "gps device" : "");
	base_hex(chain->before, tag, sizeof(tag));
	base_buffer_free(&text);
	return true;
}

TEST(chains_each_look_to_the_one_before)
{
	struct looks_chain chain = {0};
	struct ledger_sighting seen = {
	    .photo = 1,
	    .place = "https://a.example/1.jpg",
	    .page = "https://a.example/",
	    .access = LEDGER_ACCESS_PUBLIC,
	    .headers = "etag: \"1\"; cache-control: max-age=9\nX-Evil:\t1",
	    .own = {.bytes = 5, .width = 2, .height = 1, .format = "jpeg"}};
	struct ledger_look gone = {.sighting = 1,
				   .state = LEDGER_ABSENT,
				   .access = LEDGER_ACCESS_ABSENT,
				   .answer = 404};
	struct ledger_sighting read = seen;
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_sighting_put(home.ledger, &seen, 1, NULL),
			 LENS_OK);
	/* The same again is the same look, and changes no tag. */
	assert_int_equal(ledger_sighting_put(home.ledger, &seen, 1, NULL),
			 LENS_OK);
	assert_int_equal(ledger_look_put(home.ledger, &gone, 1, NULL), LENS_OK);
	read.gives = "gps device";
	assert_int_equal(ledger_sighting_put(home.ledger, &read, 1, NULL),
			 LENS_OK);
	home_reopen(&home);
	memcpy(chain.before, looks_zeros, sizeof(looks_zeros));
	assert_int_equal(
	    ledger_look_each(home.ledger, 1, looks_follow, &chain, NULL),
	    LENS_OK);
	assert_int_equal(chain.count, 3);
	home_remove(&home);
}

static bool looks_count(void *context, const struct ledger_audit *audit)
{
	unsigned *count = context;

	assert_string_equal(audit->grade, *count ? "B" : "C-D");
	++*count;
	return true;
}

TEST(forgets_an_audit_with_its_photo)
{
	struct ledger_audit one = {.page = "https://a.example/",
				   .grade = "F",
				   .photos = " 1 12 ",
				   .content = "{\"secret\": 1}"};
	struct ledger_audit two = {.page = "https://b.example/",
				   .grade = "B",
				   .photos = " 2 ",
				   .content = "{}"};
	struct ledger_audit large = two;
	struct home home;
	unsigned count = 0;
	int64_t id = 1;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 0);
	home_add(home.ledger, 1);
	assert_int_equal(ledger_audit_put(home.ledger, &one, NULL), LENS_OK);
	one.grade = "C-D";
	assert_int_equal(ledger_audit_put(home.ledger, &one, NULL), LENS_OK);
	assert_int_equal(ledger_audit_put(home.ledger, &two, NULL), LENS_OK);
	large.content = base_alloc(LEDGER_AUDIT_MAX + 2, 1);
	memset((char *)large.content, 'x', LEDGER_AUDIT_MAX + 1);
	assert_int_not_equal(ledger_audit_put(home.ledger, &large, NULL),
			     LENS_OK);
	free((char *)large.content);
	assert_int_equal(
	    ledger_audit_each(home.ledger, looks_count, &count, NULL), LENS_OK);
	assert_int_equal(count, 2);
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	count = 1;
	assert_int_equal(
	    ledger_audit_each(home.ledger, looks_count, &count, NULL), LENS_OK);
	assert_int_equal(count, 2);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(chains_each_look_to_the_one_before),
	    RUN(forgets_an_audit_with_its_photo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
