/*
 * test_edges.c: what a template may be, at each limit; what becomes of lines,
 * cells and columns; and what is wrapped where.
 */
#include "test.h"

#include "letter/blocks.h"
#include <lenscap/letter_mustache.h>

static void renders(const char *template, const char *context,
		    const char *partials, const char *expected)
{
	struct letter_fault fault;
	struct base_buffer out;

	base_buffer_init(&out, 1 << 20);
	if (letter_render(template, context, partials, true, &fault, &out) !=
	    LENS_OK)
		fail_msg("%s: %s", template, fault.sentence);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	assert_string_equal((char *)out.data, expected);
	base_buffer_free(&out);
}

static void refuses(const char *template, const char *why)
{
	struct letter_fault fault;
	struct base_buffer out;

	base_buffer_init(&out, 1 << 20);
	assert_int_equal(
	    letter_render(template, "{}", "{}", false, &fault, &out),
	    LENS_MALFORMED);
	if (strstr(fault.sentence, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", fault.sentence, why);
	base_buffer_free(&out);
}

/* The twin of Mustache's own suite, for where that is not at hand. */
TEST(renders_as_the_manual_of_mustache_has_it)
{
	static const char *const known[][4] = {
	    /* template, context, partials, result */
	    {"{{a}}{{{a}}}{{&a}}", "{\"a\":\"<&\\\">\"}", "{}",
	     "&lt;&amp;&quot;&gt;<&\"><&\">"},
	    {"{{ a }}|{{\ta\n}}|{{{ a }}}|{{& a }}", "{\"a\":1}", "{}",
	     "1|1|1|1"},
	    {"{{a}} {{b}} {{c}} {{d}}",
	     "{\"a\":1.5,\"b\":-3,\"c\":true,\"d\":null}", "{}",
	     "1.5 -3 true "},
	    {"{{a.b.c}}{{a.x.c}}{{x.b}}", "{\"a\":{\"b\":{\"c\":\"d\"}}}", "{}",
	     "d"},
	    {"{{#a}}{{b.c}}{{/a}}", "{\"a\":{\"b\":{}},\"b\":{\"c\":1}}", "{}",
	     ""},
	    {"{{#a}}{{b}}{{/a}}", "{\"a\":{},\"b\":2}", "{}", "2"},
	    {"{{#l}}({{.}}){{/l}}", "{\"l\":[1,2.25,\"x\"]}", "{}",
	     "(1)(2.25)(x)"},
	    {"{{#l}}{{#.}}{{.}}{{/.}}{{/l}}", "{\"l\":[[1,2],[3]]}", "{}",
	     "123"},
	    {"{{^a}}1{{/a}}{{^b}}2{{/b}}{{^c}}3{{/c}}{{^d}}4{{/d}}",
	     "{\"a\":false,\"b\":null,\"c\":[],\"d\":0}", "{}", "123"},
	    {"{{#a}}{{#b}}x{{/b}}{{/a}}{{#a}}y{{/a}}",
	     "{\"a\":true,\"b\":false}", "{}", "y"},
	    {"a{{! no\nthing }}b", "{}", "{}", "ab"},
	    {"a\n  {{! nothing }}  \nb\n", "{}", "{}", "a\nb\n"},
	    {"  {{!a}}\n{{!b}}", "{}", "{}", ""},
	    {"x {{!a}}\n", "{}", "{}", "x \n"},
	    {"{{=<% %>=}}<%a%>{{a}}<%={{ }}=%>{{a}}", "{\"a\":1}", "{}",
	     "1{{a}}1"},
	    {"{{= | | =}}\n|a|", "{\"a\":1}", "{}", "1"},
	    {"a\n{{#b}}\nc\n{{/b}}\nd\n", "{\"b\":true}", "{}", "a\nc\nd\n"},
	    {"a\n {{#b}} \nc\n\t{{/b}}\t\nd\n", "{\"b\":true}", "{}",
	     "a\nc\nd\n"},
	    {"a\n{{#b}} c\n{{/b}} d\n", "{\"b\":true}", "{}", "a\n c\n d\n"},
	    {"{{a}}\n", "{\"a\":\"\"}", "{}", "\n"},
	    {"[{{>p}}]", "{\"a\":1}", "{\"p\":\"<{{a}}>\"}", "[<1>]"},
	    {"[{{>q}}]", "{}", "{\"p\":\"x\"}", "[]"},
	    {"{{>p}}", "{\"a\":{\"a\":{\"a\":false}}}",
	     "{\"p\":\"<{{#a}}{{>p}}{{/a}}>\"}", "<<<>>>"},
	    {"a\n {{>p}}\nb", "{\"v\":\"x\\ny\"}",
	     "{\"p\":\"1\\n{{v}}\\n2\\n\"}", "a\n 1\n x\ny\n 2\nb"},
	    {" {{>p}}\n", "{\"v\":\"x\"}", "{\"p\":\"{{v}}\\n{{v}}\\n\"}",
	     " x\n x\n"},
	    {" {{>p}}\n", "{\"v\":true}", "{\"p\":\"{{#v}}\\na\\n{{/v}}\\n\"}",
	     " a\n"},
	    {"a {{>p}}\n", "{}", "{\"p\":\"x\\ny\"}", "a x\ny\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		renders(known[i][0], known[i][1], known[i][2], known[i][3]);
}

/* A file that was edited on Windows. */
TEST(lines_that_end_in_crlf_are_lines)
{
	(void)state;
	renders("a\r\n{{#b}}\r\nc\r\n{{/b}}\r\nd", "{\"b\":true}", "{}",
		"a\r\nc\r\nd");
	renders("a\r\n{{! x }}\r\nb\r\n", "{}", "{}", "a\r\nb\r\n");
}

TEST(a_section_ends_where_it_began_and_by_its_name)
{
	(void)state;
	refuses("{{#a}}{{/b}}", "not the last one");
	refuses("{{^a}}{{/b}}", "not the last one");
	refuses("{{#a}}{{#b}}{{/a}}{{/b}}", "not the last one");
	refuses("{{/a}}", "not open");
	refuses("{{#a}}{{/a}}{{/a}}", "not open");
	refuses("{{#a}}", "open at the end");
	refuses("x{{a", "not closed");
	refuses("{{{a}}", "not closed");
	refuses("{{#}}", "without a name");
	refuses("{{ }}", "without a name");
	refuses("{{=a b}}", "delimiters");
	refuses("{{==}}", "delimiters");
	refuses("{{=a=}}", "delimiters");
	refuses("{{=a =}}", "delimiters");
}

static char *repeated(const char *before, char what, size_t count,
		      const char *after)
{
	char *out = base_alloc(strlen(before) + count + strlen(after) + 1, 1);

	strcpy(out, before);
	memset(out + strlen(before), what, count);
	strcat(out, after);
	return out;
}

TEST(names_and_delimiters_have_their_length)
{
	char *text = repeated("{{", 'n', MUSTACHE_NAME_MAX - 1, "}}");

	(void)state;
	assert_int_equal(MUSTACHE_NAME_MAX, 128);
	renders(text, "{}", "{}", "");
	free(text);
	text = repeated("{{", 'n', MUSTACHE_NAME_MAX, "}}");
	refuses(text, "too long");
	free(text);
}

static void nested(unsigned depth, bool good)
{
	struct base_buffer text;

	base_buffer_init(&text, 1 << 16);
	for (unsigned i = 0; i < depth; i++)
		assert_int_equal(base_buffer_add_text(&text, "{{#x}}"),
				 LENS_OK);
	assert_int_equal(base_buffer_add_text(&text, "in"), LENS_OK);
	for (unsigned i = 0; i < depth; i++)
		assert_int_equal(base_buffer_add_text(&text, "{{/x}}"),
				 LENS_OK);
	assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
	if (good)
		renders((char *)text.data, "{\"x\":true}", "{}", "in");
	else
		refuses((char *)text.data, "too many others");
	base_buffer_free(&text);
}

TEST(sections_lie_at_most_32_deep)
{
	(void)state;
	nested(32, true);
	nested(33, false);
}

static enum lens_err tags_of(unsigned count)
{
	char *text = base_alloc(5 * (size_t)count + 1, 1);
	struct letter_fault fault;
	struct mustache out;
	enum lens_err err;

	for (unsigned i = 0; i < count; i++)
		memcpy(text + 5 * (size_t)i, "{{a}}", 5);
	err = mustache_parse(base_view_of(text), &fault, &out);
	if (err == LENS_OK)
		assert_int_equal(out.count, count);
	mustache_free(&out);
	free(text);
	return err;
}

TEST(a_template_has_at_most_4096_tags)
{
	(void)state;
	assert_int_equal(tags_of(4096), LENS_OK);
	assert_int_equal(tags_of(4097), LENS_MALFORMED);
}

/* ---- Blocks ---- */

static struct letter_fault why;

static enum lens_err blocks_of(const char *text, struct letter *out)
{
	*out = (struct letter){.count = 0};
	why.sentence[0] = '\0';
	return blocks_read(text, &why, out);
}

TEST(a_row_has_a_cell_for_what_stands_before_each_bar)
{
	struct letter letter;

	(void)state;
	assert_int_equal(blocks_of("subject: s\n| a | b |\n| c | d |\n| e |\n"
				   "| f\n| g |  \n",
				   &letter),
			 LENS_OK);
	assert_int_equal(letter.count, 5);
	assert_int_equal(letter.blocks[0].kind, LETTER_HEAD);
	assert_int_equal(letter.blocks[0].count, 2);
	assert_string_equal(letter.blocks[0].cells[1], "b");
	for (size_t i = 1; i < 5; i++)
		assert_int_equal(letter.blocks[i].kind, LETTER_ROW);
	assert_int_equal(letter.blocks[1].count, 2);
	assert_int_equal(letter.blocks[2].count, 1);
	assert_string_equal(letter.blocks[3].cells[0], "f");
	assert_int_equal(letter.blocks[3].count, 1);
	assert_int_equal(letter.blocks[4].count, 1);
	letter_free(&letter);
	assert_int_equal(
	    blocks_of("subject: s\n|1|2|3|4|5|6|\n|a|b|c|d|e|f|", &letter),
	    LENS_OK);
	assert_int_equal(letter.blocks[0].count, 6);
	letter_free(&letter);
	assert_int_equal(blocks_of("subject: s\n|1|2|3|4|5|6|7|\n", &letter),
			 LENS_MALFORMED);
	assert_non_null(strstr(why.sentence, "too many columns"));
	letter_free(&letter);
}

/* Rows may be shorter than their head, and columns go as a whole. */
TEST(a_column_goes_when_no_row_has_anything_in_it)
{
	struct letter letter;

	(void)state;
	assert_int_equal(blocks_of("subject: s\n| a | b | c |\n| 1 |\n"
				   "| 2 | | 3 |\n\n| d | e |\n| 4 | 5 |\n",
				   &letter),
			 LENS_OK);
	assert_int_equal(letter.blocks[0].count, 2);
	assert_string_equal(letter.blocks[0].cells[1], "c");
	assert_int_equal(letter.blocks[1].count, 1);
	assert_string_equal(letter.blocks[1].cells[0], "1");
	assert_int_equal(letter.blocks[2].count, 2);
	assert_string_equal(letter.blocks[2].cells[1], "3");
	assert_int_equal(letter.blocks[3].kind, LETTER_HEAD);
	assert_int_equal(letter.blocks[3].count, 2);
	letter_free(&letter);
	/* The first column stays, though it is empty. */
	assert_int_equal(
	    blocks_of("subject: s\n| a | b |\n| | 1 |\n| | 2 |\n", &letter),
	    LENS_OK);
	assert_int_equal(letter.blocks[0].count, 2);
	assert_string_equal(letter.blocks[1].cells[0], "");
	letter_free(&letter);
}

TEST(lines_of_a_paragraph_are_joined_and_numbers_begin_anew)
{
	struct letter letter;

	(void)state;
	assert_int_equal(
	    blocks_of("subject: s\n@g\none\n  two  words\n\n# H\n- a\n- b\n"
		      "@h\n- c\n# I\n- d\n---\n- e\n\x05\n\x05  \nlast\n"
		      "sign: Z",
		      &letter),
	    LENS_OK);
	assert_string_equal(letter.blocks[0].cells[0], "one two words");
	assert_string_equal(letter.blocks[0].id, "g");
	assert_int_equal(letter.blocks[1].kind, LETTER_HEADING);
	assert_string_equal(letter.blocks[3].cells[0], "2.");
	assert_string_equal(letter.blocks[4].cells[0], "3.");
	assert_string_equal(letter.blocks[4].id, "h");
	assert_string_equal(letter.blocks[6].cells[0], "1.");
	assert_int_equal(letter.blocks[7].kind, LETTER_PAGE);
	assert_string_equal(letter.blocks[8].cells[0], "1.");
	assert_string_equal(letter.blocks[9].cells[0], "last");
	assert_int_equal(letter.blocks[10].kind, LETTER_SIGN);
	assert_int_equal(letter.count, 11);
	letter_free(&letter);
	assert_int_equal(blocks_of("subject: s\n", &letter), LENS_MALFORMED);
	letter_free(&letter);
	assert_int_equal(blocks_of("text\n", &letter), LENS_MALFORMED);
	assert_non_null(strstr(why.sentence, "no subject or no text"));
	letter_free(&letter);
}

TEST(a_citation_gives_its_norm_and_no_mark)
{
	struct letter letter;

	(void)state;
	assert_int_equal(blocks_of("subject: s (\x03gdpr:1\x04"
				   "Art. 1)\na \x03gdpr:2\x04"
				   "Art. 2 and \x03gdpr:3\x04"
				   "Art. 3\x01\x02\n",
				   &letter),
			 LENS_OK);
	assert_string_equal(letter.subject, "s (Art. 1)");
	assert_string_equal(letter.blocks[0].cells[0], "a Art. 2 and Art. 3|");
	assert_int_equal(letter.blocks[0].norm_count, 2);
	assert_string_equal(letter.blocks[0].norms[0], "gdpr:2");
	assert_string_equal(letter.blocks[0].norms[1], "gdpr:3");
	letter_free(&letter);
	/* One that never ends: no template of ours has it. */
	assert_int_equal(
	    blocks_of("subject: s\na \x03gdpr:2 Art. 2\n", &letter), LENS_OK);
	assert_string_equal(letter.blocks[0].cells[0], "a");
	assert_int_equal(letter.blocks[0].norm_count, 0);
	letter_free(&letter);
}

static enum lens_err pages_of(unsigned count)
{
	char *text = base_alloc(4 * (size_t)count + 20, 1);
	struct letter letter;
	enum lens_err err;

	strcpy(text, "subject: s\n");
	for (unsigned i = 0; i < count; i++)
		memcpy(text + 11 + 4 * (size_t)i, "---\n", 5);
	err = blocks_of(text, &letter);
	letter_free(&letter);
	free(text);
	return err;
}

TEST(a_letter_has_at_most_4000_blocks)
{
	(void)state;
	assert_int_equal(pages_of(4000), LENS_OK);
	assert_int_equal(pages_of(4001), LENS_TOO_BIG);
}

/* ---- Text ---- */

static void reads(const char *blocks, unsigned width, enum law_language in,
		  const char *expected)
{
	struct letter letter;
	struct base_buffer out;

	assert_int_equal(blocks_of(blocks, &letter), LENS_OK);
	letter.language = in;
	strcpy(letter.colon, in == LAW_FR ? "\u00a0: " : ": ");
	base_buffer_init(&out, 1 << 16);
	assert_int_equal(letter_text(&letter, width, &out), LENS_OK);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	assert_string_equal((char *)out.data, expected);
	base_buffer_free(&out);
	letter_free(&letter);
}

TEST(a_line_is_as_wide_as_it_may_be_and_no_wider)
{
	(void)state;
	reads("subject: s\naaaa bbbb c\n", 9, LAW_EN, "aaaa bbbb\nc\n\n");
	reads("subject: s\naaaa bbbbb c\n", 9, LAW_EN, "aaaa\nbbbbb c\n\n");
	reads("subject: s\naaaa bbbb c\n", 0, LAW_EN, "aaaa bbbb c\n\n");
	/* Characters, not bytes. */
	reads("subject: s\n\u00e4\u00e4\u00e4\u00e4 bbbb c\n", 9, LAW_EN,
	      "\u00e4\u00e4\u00e4\u00e4 bbbb\nc\n\n");
	reads("subject: s\naaaaaaaaaaaaaaaa b\n", 9, LAW_EN,
	      "aaaaaaaaaaaaaaaa\nb\n\n");
	reads("subject: s\n- aa bb cc\n- dd\ntext\n", 9, LAW_EN,
	      "1.  aa bb\n    cc\n2.  dd\n\ntext\n\n");
	reads("subject: s\n|A|B|\n|1|xx yy|\n|2||\n", 8, LAW_EN,
	      "A: 1\nB: xx yy\n\nA: 2\n\n");
	reads("subject: s\n|A|B|\n|1|xx yyy|\n|2||\n", 8, LAW_EN,
	      "A: 1\nB: xx\n    yyy\n\nA: 2\n\n");
	reads("subject: s\n|A|B|\n|1|2|\n", 20, LAW_FR,
	      "A\u00a0: 1\nB\u00a0: 2\n\n");
	reads("subject: s\na\n---\nsign: Z\n", 9, LAW_DE, "a\n\n\nZ\n");
}

static enum lens_err link_of(size_t letters, size_t *size)
{
	char *text = repeated("subject: s\n", 'w', letters, "");
	struct letter letter;
	struct base_buffer out;
	enum lens_err err;

	assert_int_equal(blocks_of(text, &letter), LENS_OK);
	base_buffer_init(&out, 1 << 16);
	err = letter_mailto(&letter, "a@b", &out);
	*size = out.size;
	base_buffer_free(&out);
	letter_free(&letter);
	free(text);
	return err;
}

TEST(a_link_has_at_most_1900_bytes)
{
	/* mailto:a@b?subject=s&body= and two line breaks */
	const size_t around = 26 + 12;
	size_t size;

	(void)state;
	assert_int_equal(link_of(1900 - around, &size), LENS_OK);
	assert_int_equal(size, 1900);
	assert_int_equal(link_of(1901 - around, &size), LENS_TOO_BIG);
	assert_int_equal(size, 0);
}

/* ---- Names with forms, for screens ---- */

/* "twice": a number twice; "none": nothing. */
static json_t *form_of(void *context, json_t *value, const char *form)
{
	(void)context;
	if (strcmp(form, "twice") != 0)
		return NULL;
	return json_integer(2 * json_integer_value(value));
}

static const struct mustache *partial_of(void *context, const char *name)
{
	static const char *const texts[][2] = {{"k one", "first"},
					       {"k", "{{#.x}}any{{/.x}}"}};
	struct mustache *parsed = context;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (strcmp(texts[i][0], name) != 0)
			continue;
		mustache_free(parsed);
		assert_int_equal(
		    mustache_parse(base_view_of(texts[i][1]), NULL, parsed),
		    LENS_OK);
		return parsed;
	}
	return NULL;
}

static enum lens_err value_as_it_is(struct base_buffer *out, const char *text,
				    bool raw)
{
	(void)raw;
	return base_buffer_add_text(out, text);
}

TEST(a_name_has_forms_where_the_style_has_them)
{
	static const char *const known[][2] = {
	    {"{{n|twice}} {{n|twice|twice}} {{n|none}}.", "6 12 ."},
	    {"{{#n|twice}}{{n}}{{/n}}{{^n|none}}no{{/n}}", "3no"},
	    {"{{#z}}a{{/z}}{{^z}}b{{/z}}{{^z|twice}}c{{/z}}", "bc"},
	    {"{{#l}}{{y}}{{.y}},{{/l}}{{.y}}", "7,7"},
	    {"{{common}}{{.common}}", "9"},
	    {"{{>k *w}} {{>k *n}}", "first any"},
	    {"a\n  {{>k *w}}\n  {{>k *u}}\nb", "a\n  first\n  any\nb"},
	    {"{{#l}}\n{{>k *u}}\n{{/l}}\nb", "b"},
	};
	json_t *object = json_pack("{s:i, s:i, s:i, s:i, s:s, s:[{}]}", "n", 3,
				   "z", 0, "y", 7, "x", 1, "w", "one", "l");
	json_t *common = json_pack("{s:i}", "common", 9);
	struct mustache partial = {.count = 0}, mustache;
	const struct mustache_style style = {.value = value_as_it_is,
					     .partial = partial_of,
					     .context = &partial,
					     .form = form_of,
					     .common = common,
					     .zero_is_false = true};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		struct base_buffer out;

		base_buffer_init(&out, 1000);
		assert_int_equal(
		    mustache_parse(base_view_of(known[i][0]), NULL, &mustache),
		    LENS_OK);
		assert_int_equal(
		    letter_mustache_render(&mustache, object, &style, &out),
		    LENS_OK);
		assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
		assert_string_equal((char *)out.data, known[i][1]);
		base_buffer_free(&out);
		mustache_free(&mustache);
	}
	mustache_free(&partial);
	json_decref(common);
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(renders_as_the_manual_of_mustache_has_it),
	    RUN(lines_that_end_in_crlf_are_lines),
	    RUN(a_section_ends_where_it_began_and_by_its_name),
	    RUN(names_and_delimiters_have_their_length),
	    RUN(sections_lie_at_most_32_deep),
	    RUN(a_template_has_at_most_4096_tags),
	    RUN(a_row_has_a_cell_for_what_stands_before_each_bar),
	    RUN(a_column_goes_when_no_row_has_anything_in_it),
	    RUN(lines_of_a_paragraph_are_joined_and_numbers_begin_anew),
	    RUN(a_citation_gives_its_norm_and_no_mark),
	    RUN(a_letter_has_at_most_4000_blocks),
	    RUN(a_line_is_as_wide_as_it_may_be_and_no_wider),
	    RUN(a_link_has_at_most_1900_bytes),
	    RUN(a_name_has_forms_where_the_style_has_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
