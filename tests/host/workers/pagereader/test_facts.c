/* test_facts.c: what pages say of a person, and what sites tell machines. */
#include <stdlib.h>
#include <string.h>

#include "test.h"

#include "said.h"

#define HERE "https://a.example/dir/page.html"

TEST(finds_what_stands_beside_a_face)
{
	(void)state;
	said_of_page("<h1 class=x>Jane <b>Doe</b>\n</h1><h2>Berlin &amp; "
		     "M\xc3\xbcnchen</h2>",
		     "heading 0 h1: Jane Doe\n"
		     "heading 0 h2: Berlin & M\xc3\xbcnchen\n");
	said_of_page("<meta property='OG:Title' content='Jane &lt;x&gt;'>"
		     "<meta name=description content='a b'>",
		     "says 0 og:title: Jane <x>\nsays 0 description: a b\n");
	said_of_page("<link rel=canonical href=/jane><a rel='nofollow me' "
		     "href=//b.example/@j>x</a>",
		     "rel 0 canonical: https://a.example/jane\n"
		     "rel 0 me: https://b.example/@j\n");
	said_of_page("<a href='mailto:j@a.example?subject=x'>x</a>"
		     "<a href=tel:+491234>x</a>",
		     "reach 0 email: j@a.example\nreach 0 phone: +491234\n");
}

TEST(unveils_what_any_script_would)
{
	(void)state;
	said_of_page("<a href=/cdn-cgi/l/email-protection data-cfemail="
		     "7f153f1e511d>x</a><a data-cfemail=7f15>x</a><a "
		     "data-cfemail=zz>x</a><a data-cfemail=7>x</a>",
		     "reach 0 email: j@a.b\n");
}

TEST(says_nothing_where_nothing_is_said)
{
	(void)state;
	said_of_page("<p>Jane Doe</p><meta name=viewport content=x>"
		     "<a href=/contact>x</a><a href=mailto:>x</a><h1></h1>"
		     "<meta name=robots><link rel=stylesheet href=a.css>"
		     "<!-- <h1>x</h1> --><script>'<h1>x</h1>'</script>",
		     "");
}

TEST(reads_what_is_to_be_read_a_line_a_matter)
{
	(void)state;
	said_expect("<title>a</title><h1>b</h1><p>Jane <b>D</b>oe<br>lives\n"
		    "in <a href=/x>Berlin</a>.<div>c &amp; d</div><style>e"
		    "</style><script>f</script><noscript>g</noscript>"
		    "<template>h</template><!-- i --><img alt=j title=k><a "
		    "href=https://b.example/l?m title='' aria-label=n>",
		    IPC_PAGE_READS_PAGE,
		    "heading 0 h1: b\nline 0 text: Jane Doe\n"
		    "line 0 text: lives in Berlin.\nline 0 text: c & d\n"
		    "line 0 text: j\nline 0 text: k\nline 0 text: n\n"
		    "line 0 link: https://b.example/l?m\n");
}

#define LD_BEGIN "<script type=application/ld+json>"
#define LD(json) LD_BEGIN json "</script>"

TEST(reads_persons_of_linked_data)
{
	(void)state;
	said_of_page(
	    LD("{\"@type\":\"ProfilePage\",\"mainEntity\":{\"@type\":"
	       "[\"Thing\",\"http://schema.org/Person\"],\"name\":"
	       "\"Jane\nDoe\",\"worksFor\":{\"@type\":\"Organization\","
	       "\"name\":\"Acme\",\"address\":\"no\"},\"address\":{"
	       "\"addressLocality\":\"Berlin\"},\"sameAs\":["
	       "\"https://b.example/j\",\"https://c.example/j\"]}}"),
	    "type 0 type: ProfilePage\nperson 1 name: Jane Doe\n"
	    "person 1 worksFor: Acme\nperson 1 address: Berlin\n"
	    "person 1 sameAs: https://b.example/j\n"
	    "person 1 sameAs: https://c.example/j\n");
	said_of_page(LD("{\"@graph\":[{\"@type\":\"Person\",\"name\":\"A\"},"
			"{\"@type\":\"Person\",\"name\":\"B\"}]}"),
		     "person 1 name: A\nperson 2 name: B\n");
}

TEST(reads_linked_data_as_pages_write_it)
{
	static const char *const written[] = {
	    "{\"@type\":\"Person\",\"name\":\"A\",}",
	    "{\"@type\":\"Person\", // who, \"x\"\n\"name\":\"A\"}",
	    "{/* {\"@type\" */\"@type\":\"Person\",\"name\":\"A\" , /**/ }",
	    "[{\"@type\":\"Person\",\"name\":\"A\"},\n]",
	    "/*<![CDATA[*/{\"@type\":\"Person\",\"name\":\"A\"}/*]]>*/",
	    "{\"@type\":\"Person\",\"name\":\"A\"};",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
		char *page = base_format("%s%s</script>", LD_BEGIN, written[i]);

		print_message("# %s\n", written[i]);
		said_of_page(page, "person 1 name: A\n");
		free(page);
	}
	said_of_page(LD("{\"@type\":\"Person\",\"name\":\"a // b, } /* c\"}"),
		     "person 1 name: a // b, } /* c\n");
}

/* Whether linked data was left unread of which something may be said. */
static bool leaves_unread(const char *text)
{
	char *page = base_format("%s%s</script>", LD_BEGIN, text);
	struct read_page got;
	bool cut;

	read_page(page, strlen(page), HERE, &got);
	cut = got.answer.facts_cut;
	read_page_free(&got);
	free(page);
	return cut;
}

TEST(linked_data_that_cannot_be_read_is_not_nothing)
{
	(void)state;
	assert_true(leaves_unread("{\"@type\":\"Person\",\"name\":\"A\""));
	assert_true(leaves_unread("{\"@type\":\"Person\" \"name\":\"A\"}"));
	assert_true(leaves_unread("{'@type':'Person','name':'A'}"));
	assert_true(leaves_unread("{\"@type\":\"Person\"/*"));
	assert_false(leaves_unread("{\"@type\":\"Product\" \"name\":\"A\"}"));
	assert_false(leaves_unread("{\"@type\":\"Person\",}"));
	assert_false(leaves_unread(""));
}

#define TEXT "line 0 text: "

TEST(reads_what_a_page_hands_to_its_scripts)
{
	(void)state;
	said_expect("<script id=__NEXT_DATA__ type=application/json>{\"props\":"
		    "{\"user\":{\"id\":7,\"last_name\":\"Doe\",\"firstName\":"
		    "\"Jane\",\"token\":\"x\",\"email\":\"j@a.example\"}}}"
		    "</script><script type='application/json; charset=utf-8'>"
		    "[{\"full_name\":\"Ann\\nRoe\"},{\"city\":\"Bonn\",}]"
		    "</script>",
		    IPC_PAGE_READS_PAGE,
		    TEXT "Jane Doe\n" TEXT "Doe\n" TEXT "Jane\n" TEXT
			 "j@a.example\n" TEXT "Ann Roe\n" TEXT "Bonn\n");
	said_expect(
	    "<script>window.__STATE__ = {\"name\":\"Jane\"}; f()"
	    "</script><script>self[\"x\"]=[{\"name\":\"Ann\"}]</script>"
	    "<script>var a = {name: 1}, b = {\"name\":\"no\"}</script>"
	    "<script>if (a == {\"name\":\"no\"}) b()</script>"
	    "<script>f({\"name\":\"no\"})</script><script type=x>"
	    "y={\"name\":\"no\"}</script><template><script "
	    "type=application/json>{\"name\":\"no\"}</script></template>",
	    IPC_PAGE_READS_PAGE, TEXT "Jane\n" TEXT "Ann\n");
}

TEST(tells_whoever_wrote_a_page_from_whom_it_is_about)
{
	(void)state;
	said_of_page(LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":"
			"\"Person\",\"name\":\"A\"},\"about\":{\"@type\":"
			"\"Person\",\"name\":\"B\"}}"),
		     "byline 1 name: A\nperson 2 name: B\n");
	said_of_page(LD("{\"@type\":\"Organization\",\"name\":\"A\"}"), "");
	said_of_page(LD("{\"@type\":\"Person\",\"name\":\"A\""), "");
}

TEST(reads_the_rules_of_robots)
{
	(void)state;
	said_expect("\xef\xbb\xbf# x\nDisallow: /early\nUser-agent: GPTBot\r\n"
		    "USER-AGENT : CCBot # y\nDisallow: / # all\n\n"
		    "User-agent: *\nAllow: /a\nDisallow:\nSitemap: /s\n"
		    "Content-Signal: search=yes, ai-train=no\n",
		    IPC_PAGE_READS_ROBOTS,
		    "agent 1 agent: GPTBot\nagent 1 agent: CCBot\n"
		    "disallow 1 path: /\nagent 2 agent: *\n"
		    "allow 2 path: /a\ndisallow 2 path: \n"
		    "signal 2 search: yes\nsignal 2 ai-train: no\n");
	said_expect("", IPC_PAGE_READS_ROBOTS, "");
	said_expect("<html><h1>No</h1>", IPC_PAGE_READS_ROBOTS, "");
}

TEST(reads_what_is_reserved)
{
	(void)state;
	said_expect("[{\"location\":\"/\",\"tdm-reservation\":1},"
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
	    RUN(unveils_what_any_script_would),
	    RUN(says_nothing_where_nothing_is_said),
	    RUN(reads_what_is_to_be_read_a_line_a_matter),
	    RUN(reads_persons_of_linked_data),
	    RUN(reads_linked_data_as_pages_write_it),
	    RUN(linked_data_that_cannot_be_read_is_not_nothing),
	    RUN(reads_what_a_page_hands_to_its_scripts),
	    RUN(tells_whoever_wrote_a_page_from_whom_it_is_about),
	    RUN(reads_the_rules_of_robots),
	    RUN(reads_what_is_reserved),
	    RUN(refuses_a_reservation_that_is_none),
	    RUN(keeps_so_many_and_says_that_there_were_more),
	    RUN(linked_data_has_at_most_two_megabytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
