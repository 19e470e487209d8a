/* test_facts.c: what pages say of a person, and what sites tell machines. */
#include <string.h>

#include "test.h"

#include "read_page.h"

#define HERE "https://a.example/dir/page.html"

static const char *const kinds[IPC_PAGE_FACT_KINDS] = {
    [IPC_PAGE_HEADING] = "heading", [IPC_PAGE_SAYS] = "says",
    [IPC_PAGE_REL] = "rel",	    [IPC_PAGE_REACH] = "reach",
    [IPC_PAGE_TYPE] = "type",	    [IPC_PAGE_PERSON] = "person",
    [IPC_PAGE_BYLINE] = "byline",   [IPC_PAGE_AGENT] = "agent",
    [IPC_PAGE_ALLOW] = "allow",	    [IPC_PAGE_DISALLOW] = "disallow",
    [IPC_PAGE_SIGNAL] = "signal",   [IPC_PAGE_RESERVED] = "reserved",
};

/* A file as its reads has it has exactly these facts, one a line. */
static void facts_expect(const char *text, enum ipc_page_reads reads,
			 const char *expected)
{
	struct ipc_page answer = {0}, got;
	struct ipc_page_job job = {.reads = reads, .url = HERE};
	struct base_buffer body, lines;
	static uint8_t room[1 << 16];

	page_read(base_view_of(text), &job, room, sizeof(room), &answer);
	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	base_buffer_init(&lines, 1 << 20);
	assert_int_equal(ipc_page_write(&answer, &body), LENS_OK);
	assert_int_equal(ipc_page_read(base_buffer_view(&body), &got), LENS_OK);
	for (unsigned i = 0; i < got.fact_count; i++) {
		const struct ipc_page_fact *fact = &got.facts[i];
		char *line = base_format("%s %u %s: %s\n", kinds[fact->kind],
					 fact->group, fact->name, fact->value);

		assert_int_equal(base_buffer_add_text(&lines, line), LENS_OK);
		free(line);
	}
	assert_int_equal(base_buffer_add(&lines, "", 1), LENS_OK);
	assert_string_equal((const char *)lines.data, expected);
	base_buffer_free(&lines);
	base_buffer_free(&body);
	ipc_page_free(&answer);
	ipc_page_free(&got);
}

static void page_says(const char *html, const char *expected)
{
	facts_expect(html, IPC_PAGE_READS_PAGE, expected);
}

TEST(finds_what_stands_beside_a_face)
{
	(void)state;
	page_says("<h1 class=x>Jane <b>Doe</b>\n</h1><h2>Berlin &amp; "
		  "M\xc3\xbcnchen</h2>",
		  "heading 0 h1: Jane Doe\n"
		  "heading 0 h2: Berlin & M\xc3\xbcnchen\n");
	page_says("<meta property='OG:Title' content='Jane &lt;x&gt;'>"
		  "<meta name=description content='a b'>",
		  "says 0 og:title: Jane <x>\nsays 0 description: a b\n");
	page_says("<link rel=canonical href=/jane><a rel='nofollow me' "
		  "href=//b.example/@j>x</a>",
		  "rel 0 canonical: https://a.example/jane\n"
		  "rel 0 me: https://b.example/@j\n");
	page_says("<a href='mailto:j@a.example?subject=x'>x</a>"
		  "<a href=tel:+491234>x</a>",
		  "reach 0 email: j@a.example\nreach 0 phone: +491234\n");
}

TEST(says_nothing_where_nothing_is_said)
{
	(void)state;
	page_says("<p>Jane Doe</p><meta name=viewport content=x>"
		  "<a href=/contact>x</a><a href=mailto:>x</a><h1></h1>"
		  "<meta name=robots><link rel=stylesheet href=a.css>"
		  "<!-- <h1>x</h1> --><script>'<h1>x</h1>'</script>",
		  "");
}

#define LD(json) "<script type=application/ld+json>" json "</script>"

TEST(reads_persons_of_linked_data)
{
	(void)state;
	page_says(LD("{\"@type\":\"ProfilePage\",\"mainEntity\":{\"@type\":"
		     "[\"Thing\",\"http://schema.org/Person\"],\"name\":"
		     "\"Jane\nDoe\",\"worksFor\":{\"@type\":\"Organization\","
		     "\"name\":\"Acme\",\"address\":\"no\"},\"address\":{"
		     "\"addressLocality\":\"Berlin\"},\"sameAs\":["
		     "\"https://b.example/j\",\"https://c.example/j\"]}}"),
		  "type 0 type: ProfilePage\nperson 1 name: Jane Doe\n"
		  "person 1 worksFor: Acme\nperson 1 address: Berlin\n"
		  "person 1 sameAs: https://b.example/j\n"
		  "person 1 sameAs: https://c.example/j\n");
	page_says(LD("{\"@graph\":[{\"@type\":\"Person\",\"name\":\"A\"},"
		     "{\"@type\":\"Person\",\"name\":\"B\"}]}"),
		  "person 1 name: A\nperson 2 name: B\n");
}

TEST(tells_whoever_wrote_a_page_from_whom_it_is_about)
{
	(void)state;
	page_says(LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":"
		     "\"Person\",\"name\":\"A\"},\"about\":{\"@type\":"
		     "\"Person\",\"name\":\"B\"}}"),
		  "byline 1 name: A\nperson 2 name: B\n");
	page_says(LD("{\"@type\":\"Organization\",\"name\":\"A\"}"), "");
	page_says(LD("{\"@type\":\"Person\",\"name\":\"A\""), "");
}

TEST(reads_the_rules_of_robots)
{
	(void)state;
	facts_expect("\xef\xbb\xbf# x\nDisallow: /early\nUser-agent: GPTBot\r\n"
		     "USER-AGENT : CCBot # y\nDisallow: / # all\n\n"
		     "User-agent: *\nAllow: /a\nDisallow:\nSitemap: /s\n"
		     "Content-Signal: search=yes, ai-train=no\n",
		     IPC_PAGE_READS_ROBOTS,
		     "agent 1 agent: GPTBot\nagent 1 agent: CCBot\n"
		     "disallow 1 path: /\nagent 2 agent: *\n"
		     "allow 2 path: /a\ndisallow 2 path: \n"
		     "signal 2 search: yes\nsignal 2 ai-train: no\n");
	facts_expect("", IPC_PAGE_READS_ROBOTS, "");
	facts_expect("<html><h1>No</h1>", IPC_PAGE_READS_ROBOTS, "");
}

TEST(reads_what_is_reserved)
{
	(void)state;
	facts_expect("[{\"location\":\"/\",\"tdm-reservation\":1},"
		     "{\"location\":\"/free\",\"tdm-reservation\":0},"
		     "{\"location\":\"/x\"},{\"tdm-reservation\":1}]",
		     IPC_PAGE_READS_TDM,
		     "reserved 1 1: /\nreserved 2 0: /free\n");
}

TEST(refuses_a_reservation_that_is_none)
{
	struct ipc_page answer = {0};
	struct ipc_page_job job = {.reads = IPC_PAGE_READS_TDM};
	static uint8_t room[64];

	(void)state;
	page_read(base_view_of("{}"), &job, room, sizeof(room), &answer);
	assert_int_equal(answer.status, IPC_PAGE_NOT_A_PAGE);
	ipc_page_free(&answer);
}

TEST(keeps_so_many_and_says_that_there_were_more)
{
	struct base_buffer page;
	struct read_page got;

	(void)state;
	base_buffer_init(&page, 1 << 20);
	for (unsigned i = 0; i < IPC_PAGE_SAID_MAX + 5; i++) {
		char *one = base_format("<h2>%u</h2>", i);

		assert_int_equal(base_buffer_add_text(&page, one), LENS_OK);
		free(one);
	}
	read_page(page.data, page.size, HERE, &got);
	assert_int_equal(got.answer.fact_count, IPC_PAGE_SAID_MAX);
	assert_true(got.answer.facts_cut);
	read_page_free(&got);
	base_buffer_free(&page);
}

/* JSON-LD of a person, with blanks up to that many bytes. */
static bool tells_linked(size_t bytes)
{
	static const char open[] = "<script type=application/ld+json>";
	static const char said[] = "{\"@type\":\"Person\",\"name\":\"Jane\"}";
	struct base_buffer page;
	struct read_page got;
	uint8_t *blank;
	bool told;

	base_buffer_init(&page, bytes + 100);
	assert_int_equal(base_buffer_add_text(&page, open), LENS_OK);
	assert_int_equal(base_buffer_add_text(&page, said), LENS_OK);
	bytes -= strlen(said);
	assert_int_equal(base_buffer_extend(&page, bytes, &blank), LENS_OK);
	memset(blank, ' ', bytes);
	assert_int_equal(base_buffer_add_text(&page, "</script>"), LENS_OK);
	read_page(page.data, page.size, HERE, &got);
	told = got.answer.fact_count > 0;
	assert_int_equal(got.answer.facts_cut, !told);
	read_page_free(&got);
	base_buffer_free(&page);
	return told;
}

TEST(linked_data_has_at_most_two_megabytes)
{
	(void)state;
	assert_true(tells_linked(2 << 20));
	assert_false(tells_linked((2 << 20) + 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finds_what_stands_beside_a_face),
	    RUN(says_nothing_where_nothing_is_said),
	    RUN(reads_persons_of_linked_data),
	    RUN(tells_whoever_wrote_a_page_from_whom_it_is_about),
	    RUN(reads_the_rules_of_robots),
	    RUN(reads_what_is_reserved),
	    RUN(refuses_a_reservation_that_is_none),
	    RUN(keeps_so_many_and_says_that_there_were_more),
	    RUN(linked_data_has_at_most_two_megabytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
