/* test_html.c: the tokenizer, against the standard's own oddities. */
#include "test.h"

#include "workers/pagereader/html.h"

static void html_put(struct base_buffer *out, const char *mark,
		     struct base_view text)
{
	assert_int_equal(base_buffer_add_text(out, mark), LENS_OK);
	assert_int_equal(base_buffer_add(out, text.data, text.size), LENS_OK);
}

static void html_put_tag(struct base_buffer *out,
			 const struct html_token *token)
{
	html_put(out, token->kind == HTML_OPEN ? "<" : "</",
		 base_view_of(token->name));
	for (unsigned i = 0; i < token->count; i++) {
		html_put(out, " ", base_view_of(token->attributes[i].name));
		html_put(out, "=", token->attributes[i].value);
	}
	html_put(out, ">", (struct base_view){NULL, 0});
}

/* Tags as <name a=b>, comments as {..}, raw text as [..], text as it is. */
static void html_is(const char *html, const char *expected)
{
	struct html state;
	const struct html_token *token;
	struct base_buffer out;

	base_buffer_init(&out, 1 << 16);
	html_init(&state, base_view_of(html));
	while ((token = html_next(&state))->kind != HTML_END) {
		if (token->kind == HTML_TEXT)
			html_put(&out, "", token->text);
		else if (token->kind == HTML_RAW)
			html_put(&out, "[", token->text);
		else if (token->kind == HTML_COMMENT)
			html_put(&out, "{", token->text);
		else
			html_put_tag(&out, token);
		if (token->kind == HTML_RAW || token->kind == HTML_COMMENT)
			html_put(&out, token->kind == HTML_RAW ? "]" : "}",
				 (struct base_view){NULL, 0});
	}
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	if (strcmp((const char *)out.data, expected) != 0)
		print_message("# %s\n", html);
	assert_string_equal((const char *)out.data, expected);
	base_buffer_free(&out);
}

TEST(reads_attributes_in_every_spelling)
{
	(void)state;
	html_is("<IMG SRC=a.jpg>", "<img src=a.jpg>");
	html_is("<img src='a b' alt=\"c>d\">", "<img src=a b alt=c>d>");
	html_is("<img src = a.jpg alt>", "<img src=a.jpg alt=>");
	html_is("<img/src=a/>", "<img src=a/>");
	html_is("<img\nsrc=a\t/>", "<img src=a>");
	html_is("<img src=\"a\"alt=\"b\">", "<img src=a alt=b>");
	html_is("<img src=>x", "<img src=>x");
	html_is("<img =a=b>", "<img =a=b>");
	html_is("<img a\"b=c>", "<img a\"b=c>");
	html_is("<a<b c=d>", "<a<b c=d>");
	html_is("<img src=a'b\"c>", "<img src=a'b\"c>");
	html_is("</p class=x>", "</p class=x>");
}

TEST(takes_the_first_of_two_attributes)
{
	struct html html;
	const struct html_token *token;

	(void)state;
	html_init(&html, base_view_of("<img src=a SRC=b>"));
	token = html_next(&html);
	assert_memory_equal(html_attribute(token, "src")->value.data, "a", 1);
	assert_null(html_attribute(token, "alt"));
}

TEST(refuses_what_is_no_tag)
{
	(void)state;
	html_is("a < b <3 <", "a < b <3 <");
	html_is("<img src=a", "");
	html_is("<img src=\"a>", "");
	html_is("x</>y", "x{}y");
	html_is("x</ img src=a>y", "x{ img src=a}y");
	html_is("x</", "x</");
	html_is("<?xml version='1.0'?><p>", "{?xml version='1.0'?}<p>");
	html_is("<!DOCTYPE html><p>", "{DOCTYPE html}<p>");
	html_is("<!x<img src=a>", "{x<img src=a}");
}

TEST(ends_comments_where_browsers_do)
{
	(void)state;
	html_is("<!-- <img> --><p>", "{ <img> }<p>");
	html_is("<!--><p>", "{}<p>");
	html_is("<!---><p>", "{}<p>");
	html_is("<!----><p>", "{}<p>");
	html_is("<!--x--!><p>", "{x}<p>");
	html_is("<!--x--!y--><p>", "{x--!y}<p>");
	html_is("<!--x---><p>", "{x-}<p>");
	html_is("<!--x->y--><p>", "{x->y}<p>");
	html_is("<!--!><p>--><b>", "{!><p>}<b>");
	html_is("<!--<!--x--><p>", "{<!--x}<p>");
	html_is("<!--x<p>", "{x<p>}");
	html_is("<!-x--><p>", "{-x--}<p>");
}

TEST(leaves_raw_text_alone)
{
	static const char *const names[] = {"script",  "style",	  "textarea",
					    "title",   "xmp",	  "iframe",
					    "noembed", "noframes"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char html[200], expected[200];

		snprintf(html, sizeof(html), "<%s><img></p></%sx></%s ><b>",
			 names[i], names[i], names[i]);
		snprintf(expected, sizeof(expected),
			 "<%s>[<img></p></%sx>]</%s><b>", names[i], names[i],
			 names[i]);
		html_is(html, expected);
	}
	html_is("<plaintext><img></plaintext>",
		"<plaintext>[<img></plaintext>]");
	html_is("<title>a", "<title>[a]");
	html_is("<noscript><img></noscript>", "<noscript><img></noscript>");
	html_is("<template><img></template>", "<template><img></template>");
	html_is("<script/><img>", "<script>[<img>]");
}

TEST(follows_scripts_that_hide_their_end)
{
	(void)state;
	html_is("<script><!-- </script><p>", "<script>[<!-- ]</script><p>");
	html_is("<script><!-- <script> </script> --></script><p>",
		"<script>[<!-- <script> </script> -->]</script><p>");
	html_is("<script><!-- <script> --></script><p>",
		"<script>[<!-- <script> -->]</script><p>");
	html_is("<script><!--> <script></script><p>",
		"<script>[<!--> <script>]</script><p>");
	html_is("<script><!-- <scriptx> </script><p>",
		"<script>[<!-- <scriptx> ]</script><p>");
	html_is("<script><!--<script </script>",
		"<script>[<!--<script </script>]");
}

TEST(knows_cdata_only_in_foreign_content)
{
	(void)state;
	html_is("<![CDATA[<img>]]>", "{[CDATA[<img}]]>");
	html_is("<svg><![CDATA[<img>]]></svg><p>", "<svg><img></svg><p>");
	html_is("<svg><p><![CDATA[<b>]]>", "<svg><p>{[CDATA[<b}]]>");
	html_is("<svg/><![CDATA[x>", "<svg>{[CDATA[x}");
	html_is("<svg><foreignObject></foreignObject><![CDATA[y]]>",
		"<svg><foreignobject></foreignobject>y");
	html_is("<math></p><style><b></style>",
		"<math></p><style>[<b>]</style>");
	html_is("<svg></math><style><b>", "<svg></math><style><b>");
	html_is("<svg><style><b></style></svg>",
		"<svg><style><b></style></svg>");
	html_is("<svg><title>x</title><style>y</style></svg><style>z</style>",
		"<svg><title>x</title><style>y</style></svg>"
		"<style>[z]</style>");
}

TEST(keeps_256_attributes_of_a_tag)
{
	struct base_buffer page;
	struct html html;
	const struct html_token *token;

	(void)state;
	base_buffer_init(&page, 1 << 20);
	assert_int_equal(base_buffer_add_text(&page, "<img"), LENS_OK);
	for (unsigned i = 0; i < 300; i++) {
		char attribute[20];

		snprintf(attribute, sizeof(attribute), " a%u=%u", i, i);
		assert_int_equal(base_buffer_add_text(&page, attribute),
				 LENS_OK);
	}
	assert_int_equal(base_buffer_add_text(&page, " src=x><p>"), LENS_OK);
	html_init(&html, base_buffer_view(&page));
	token = html_next(&html);
	assert_int_equal(token->count, HTML_ATTRIBUTES_MAX);
	assert_null(html_attribute(token, "src"));
	assert_string_equal(html_next(&html)->name, "p");
	base_buffer_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_attributes_in_every_spelling),
	    RUN(takes_the_first_of_two_attributes),
	    RUN(refuses_what_is_no_tag),
	    RUN(ends_comments_where_browsers_do),
	    RUN(leaves_raw_text_alone),
	    RUN(follows_scripts_that_hide_their_end),
	    RUN(knows_cdata_only_in_foreign_content),
	    RUN(keeps_256_attributes_of_a_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
