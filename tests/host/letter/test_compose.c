/*
 * test_compose.c: what a person or a stranger wrote is data in a letter,
 * whatever it looks like.  With templates of its own, in a folder of its own.
 */
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/law_deadline.h>
#include <lenscap/letter.h>

#include "letter/join.h"

#define COMPOSE_PATH 128

static const char compose_template[] = "subject: To {{to.name}}\n"
				       "@who\n"
				       "{{me.name}} writes,\n"
				       "{{#me.alias}}not named,{{/me.alias}}\n"
				       "in two lines.\n"
				       "\n"
				       "{{facts.situation}}\n"
				       "\n"
				       "@ask\n"
				       "# Demands\n"
				       "- first ({{cite.gdpr:15(1)(g)}})\n"
				       "- {{facts.purpose}}\n"
				       "---\n"
				       "@table\n"
				       "| Address | Seen |\n"
				       "{{#photos}}\n"
				       "| {{image}} | {{first_seen}} |\n"
				       "{{/photos}}\n"
				       "sign: {{me.name}}\n";

struct compose {
	char top[COMPOSE_PATH];
	struct law_set *laws;
	struct letter_set *set;
	struct letter letter;
};

static void compose_file(const struct compose *compose, const char *language,
			 const char *name, const char *text)
{
	char path[2 * COMPOSE_PATH];
	FILE *file;

	snprintf(path, sizeof(path), "mkdir -p '%s/%s'", compose->top,
		 language);
	assert_int_equal(system(path), 0);
	snprintf(path, sizeof(path), "%s/%s/%s", compose->top, language, name);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void compose_open(struct compose *compose, const char *template)
{
	struct law_fault law_fault;
	struct letter_fault fault;

	*compose = (struct compose){.top = "/tmp/lenscap-letter-XXXXXX"};
	assert_non_null(mkdtemp(compose->top));
	for (unsigned i = 0; i < LAW_LANGUAGES; i++) {
		const char *in = law_language_name(i);

		compose_file(compose, in, "t.mustache", template);
		compose_file(compose, in, "words.json",
			     "{\"page\":\"%1/%2\",\"colon\":\": \","
			     "\"by_analogy\":\"by analogy\"}");
		compose_file(compose, in, "replies.json", "{}");
		compose_file(compose, in, "countries.json",
			     "{\"de\":\"Germany\"}");
		compose_file(compose, in, "regions.json", "{}");
	}
	compose_file(compose, ".", "other_names.json", "{}");
	compose_file(
	    compose, ".", "facts.json",
	    "{\"claims\":[{\"under\":[\"facts.adult\"],"
	    "\"en\":[\"of full "
	    "age\"],\"de\":[],\"fr\":[],\"it\":[],\"nl\":[],\"es\":[]}]}");
	assert_int_equal(
	    law_open("host/share/laws", &law_fault, &compose->laws), LENS_OK);
	if (letter_open(compose->top, compose->laws, &fault, &compose->set) !=
	    LENS_OK)
		fail_msg("%s", fault.sentence);
}

static void compose_close(struct compose *compose)
{
	char command[2 * COMPOSE_PATH];

	letter_free(&compose->letter);
	letter_close(compose->set);
	law_close(compose->laws);
	snprintf(command, sizeof(command), "rm -rf '%s'", compose->top);
	assert_int_equal(system(command), 0);
}

static void compose_letter(struct compose *compose, const char *known)
{
	struct letter_fault fault;

	if (letter_compose(compose->set, "t", LAW_EN, known, &fault,
			   &compose->letter) != LENS_OK)
		fail_msg("%s", fault.sentence);
}

TEST(reads_blocks_with_their_norms)
{
	struct compose compose;
	const struct letter_block *block;

	(void)state;
	compose_open(&compose, compose_template);
	compose_letter(&compose,
		       "{\"to\":{\"name\":\"X\"},\"me\":{\"name\":\"Zoë\"},"
		       "\"facts\":{\"purpose\":\"p\",\"situation\":\"\"},"
		       "\"photos\":[{\"image\":\"a\",\"first_seen\":\"b\"},"
		       "{\"image\":\"c\",\"first_seen\":\"\"}]}");
	assert_string_equal(compose.letter.subject, "To X");
	assert_int_equal(compose.letter.count, 9);
	block = compose.letter.blocks;
	assert_string_equal(block[0].cells[0], "Zoë writes, in two lines.");
	assert_string_equal(block[0].id, "who");
	assert_int_equal(block[1].kind, LETTER_HEADING);
	assert_int_equal(block[2].kind, LETTER_ITEM);
	assert_string_equal(block[2].cells[0], "1.");
	assert_string_equal(block[2].cells[1], "first (Art. 15(1)(g) GDPR)");
	assert_string_equal(block[2].norms[0], "gdpr:15(1)(g)");
	assert_string_equal(block[2].id, "ask");
	assert_string_equal(block[3].cells[0], "2.");
	assert_int_equal(block[4].kind, LETTER_PAGE);
	assert_int_equal(block[5].kind, LETTER_HEAD);
	assert_int_equal(block[6].kind, LETTER_ROW);
	assert_string_equal(block[7].cells[0], "c");
	assert_int_equal(block[8].kind, LETTER_SIGN);
	compose_close(&compose);
}

/* Everything that is a sign in a template, and in formats that come after. */
TEST(takes_no_value_for_a_sign)
{
	static const char hostile[] =
	    "{\"to\":{\"name\":\"Bcc: all@x\\r\\nX: y\"},"
	    "\"me\":{\"name\":\"- @x | # {{facts.purpose}}\\u0001\\u0003q\"},"
	    "\"facts\":{\"purpose\":\"| a | b |\\n# no heading\","
	    "\"situation\":\"---\"},"
	    "\"photos\":[{\"image\":\"https://x/|y|z\","
	    "\"first_seen\":\"sign: nobody\"}]}";
	struct compose compose;
	const struct letter_block *block;

	(void)state;
	compose_open(&compose, compose_template);
	compose_letter(&compose, hostile);
	assert_null(strpbrk(compose.letter.subject, "\r\n"));
	block = compose.letter.blocks;
	assert_int_equal(compose.letter.count, 9);
	assert_string_equal(
	    block[0].cells[0],
	    "- @x | # {{facts.purpose}}??q writes, in two lines.");
	assert_int_equal(block[1].kind, LETTER_PARAGRAPH);
	assert_string_equal(block[1].cells[0], "---");
	assert_string_equal(block[4].cells[1], "| a | b |?# no heading");
	assert_int_equal(block[7].count, 2);
	assert_string_equal(block[7].cells[0], "https://x/|y|z");
	assert_string_equal(block[7].cells[1], "sign: nobody");
	for (size_t i = 0; i < compose.letter.count; i++)
		for (unsigned c = 0; c < block[i].count; c++)
			for (const char *at = block[i].cells[c]; *at; at++)
				assert_true((unsigned char)*at >= 0x20);
	compose_close(&compose);
}

TEST(keeps_names_of_other_scripts_and_any_length)
{
	struct compose compose;
	char known[2048], name[1300] = "";

	(void)state;
	for (unsigned i = 0; i < 300; i++)
		memcpy(name + 4 * i, "a\xc3\xa9 ", 4);
	snprintf(known, sizeof(known),
		 "{\"to\":{\"name\":\"\u05d3\u05e0\u05d9\u05d0\u05dc\"},"
		 "\"me\":{\"name\":\"%s\"},\"facts\":{\"purpose\":\"p\"}}",
		 name);
	compose_open(&compose, compose_template);
	compose_letter(&compose, known);
	/* First strong isolate ... pop, around what is written leftwards. */
	assert_string_equal(compose.letter.subject,
			    "To \u2068\u05d3\u05e0\u05d9\u05d0\u05dc\u2069");
	assert_true(strlen(compose.letter.blocks[0].cells[0]) > 1190);
	compose_close(&compose);
}

TEST(leaves_out_a_column_of_which_nothing_is_known)
{
	struct compose compose;
	const struct letter_block *block;

	(void)state;
	compose_open(&compose, compose_template);
	compose_letter(&compose,
		       "{\"to\":{\"name\":\"X\"},\"me\":{\"name\":\"Z\"},"
		       "\"facts\":{\"purpose\":\"p\"},"
		       "\"photos\":[{\"image\":\"a\",\"first_seen\":\"\"},"
		       "{\"image\":\"c\",\"first_seen\":\"\"}]}");
	block = compose.letter.blocks;
	while (block->kind != LETTER_HEAD)
		block++;
	for (int row = 0; row < 3; row++)
		assert_int_equal(block[row].count, 1);
	assert_string_equal(block[0].cells[0], "Address");
	assert_string_equal(block[2].cells[0], "c");
	compose_close(&compose);
}

TEST(wraps_text_but_no_address)
{
	struct compose compose;
	struct base_buffer text;
	char known[1024], address[200];

	(void)state;
	memset(address, 'x', sizeof(address));
	address[sizeof(address) - 1] = '\0';
	snprintf(known, sizeof(known),
		 "{\"to\":{\"name\":\"X\"},\"me\":{\"name\":\"Z\"},"
		 "\"facts\":{\"purpose\":\"many words that go on and on until "
		 "the line has to end somewhere before here\"},"
		 "\"photos\":[{\"image\":\"https://%s\",\"first_seen\":\"b\"}]"
		 "}",
		 address);
	compose_open(&compose, compose_template);
	compose_letter(&compose, known);
	base_buffer_init(&text, LETTER_TEXT_MAX);
	assert_int_equal(letter_text(&compose.letter, 40, &text), LENS_OK);
	assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
	assert_non_null(strstr((char *)text.data, address));
	for (char *line = strtok((char *)text.data, "\n"); line != NULL;
	     line = strtok(NULL, "\n"))
		assert_true(strlen(line) <= 42 || strstr(line, "xxx") != NULL);
	base_buffer_free(&text);
	compose_close(&compose);
}

TEST(refuses_a_link_that_is_too_long)
{
	struct compose compose;
	struct base_buffer link;
	char known[4096], words[2000];

	(void)state;
	memset(words, 'w', sizeof(words));
	words[sizeof(words) - 1] = '\0';
	compose_open(&compose, compose_template);
	compose_letter(&compose,
		       "{\"to\":{\"name\":\"A & B?\"},\"me\":{\"name\":\"Z\"},"
		       "\"facts\":{\"purpose\":\"p\"}}");
	base_buffer_init(&link, LETTER_MAILTO_MAX);
	assert_int_equal(letter_mailto(&compose.letter, "a@example.org", &link),
			 LENS_OK);
	assert_int_equal(base_buffer_add(&link, "", 1), LENS_OK);
	assert_non_null(strstr((char *)link.data,
			       "mailto:a@example.org?subject=To%20A%20%26%20B"
			       "%3f&body=Z%20writes"));
	base_buffer_free(&link);
	letter_free(&compose.letter);
	snprintf(known, sizeof(known),
		 "{\"to\":{\"name\":\"X\"},\"facts\":{\"purpose\":\"%s\"}}",
		 words);
	compose_letter(&compose, known);
	base_buffer_init(&link, LETTER_MAILTO_MAX);
	assert_int_equal(letter_mailto(&compose.letter, "a@example.org", &link),
			 LENS_TOO_BIG);
	assert_int_equal(link.size, 0);
	base_buffer_free(&link);
	compose_close(&compose);
}

TEST(says_what_is_wrong_with_templates)
{
	struct letter_fault fault;
	struct letter_set *set;
	struct compose compose;

	(void)state;
	compose_open(&compose, compose_template);
	compose_file(&compose, "de", "t.mustache",
		     "subject: s\n{{cite.gdpr:999}}\n");
	assert_int_equal(letter_open(compose.top, compose.laws, &fault, &set),
			 LENS_OK);
	assert_non_null(strstr(letter_lacks(set, LAW_DE), "de/t"));
	assert_non_null(strstr(letter_lacks(set, LAW_DE), "gdpr:999"));
	letter_close(set);
	assert_int_equal(letter_compose(compose.set, "u", LAW_DE, "{}", &fault,
					&compose.letter),
			 LENS_NOT_FOUND);
	assert_int_equal(letter_compose(compose.set, "t", LAW_DE, "[", &fault,
					&compose.letter),
			 LENS_MALFORMED);
	compose_close(&compose);
}

static void compose_count(void *context,
			  const struct letter_disclosure *disclosure)
{
	size_t *counts = context;

	counts[disclosure->state] += disclosure->count;
	assert_true(strlen(disclosure->why) > 20);
}

/* A phrase of the template needs its fact; a value says what it says. */
TEST(states_no_fact_that_is_not_known)
{
	static const struct {
		const char *known;
		enum lens_err err;
	} cases[] = {
	    {"{\"facts\":{\"adult\":true},\"x\":true}", LENS_OK},
	    {"{\"facts\":{\"adult\":false},\"x\":true}", LENS_MALFORMED},
	    {"{\"facts\":{},\"x\":true}", LENS_MALFORMED},
	    {"{\"adult\":true,\"x\":true}", LENS_MALFORMED},
	    {"{\"facts\":{}}", LENS_OK},
	    {"{\"facts\":{},\"mine\":\"I am of full age.\"}", LENS_OK},
	};
	struct compose compose;

	(void)state;
	compose_open(&compose, "subject: s\n\n{{#x}}I am\nof full age."
			       "{{/x}}{{mine}} End.\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct letter_fault fault;
		struct letter letter;

		assert_int_equal(letter_compose(compose.set, "t", LAW_EN,
						cases[i].known, &fault,
						&letter),
				 cases[i].err);
		if (cases[i].err != LENS_OK)
			assert_non_null(strstr(fault.sentence, "of full age"));
		letter_free(&letter);
	}
	compose_close(&compose);
}

/* What was sent stays what it was: the source gives the same letter. */
TEST(reads_a_letter_again_from_its_source)
{
	struct letter_fault fault;
	struct letter first, again;
	struct compose compose;

	(void)state;
	compose_open(&compose,
		     "subject: {{s}}\n\n@a\nDear {{s}} "
		     "({{cite.gdpr:14(1)}}; {{cite.gdpr:14(3)}}).\n- one\n");
	assert_int_equal(letter_compose(compose.set, "t", LAW_EN,
					"{\"s\":\"a | b\"}", &fault, &first),
			 LENS_OK);
	assert_string_equal(first.blocks[0].cells[0],
			    "Dear a | b (Art. 14(1), (3) GDPR).");
	assert_int_equal(first.blocks[0].norm_count, 2);
	assert_int_equal(letter_reread(compose.set, "t", LAW_EN, first.source,
				       &fault, &again),
			 LENS_OK);
	assert_string_equal(again.subject, first.subject);
	assert_int_equal(again.count, first.count);
	assert_string_equal(again.blocks[0].cells[0], first.blocks[0].cells[0]);
	assert_string_equal(again.blocks[0].norms[1], "gdpr:14(3)");
	letter_free(&again);
	assert_int_equal(letter_reread(compose.set, "t", LAW_EN, "no subject",
				       &fault, &again),
			 LENS_MALFORMED);
	assert_null(again.blocks);
	letter_free(&first);
	compose_close(&compose);
}

/* Art. 12A UK GDPR is for requests received since 5 February 2026, however
 * late a letter about one is written (SI 2026/82, reg. 4(a)). */
TEST(cites_what_governs_the_request)
{
	static const struct {
		const char *known, *text;
	} cases[] = {
	    {"{\"day\":\"2026-03-02\",\"received\":\"2026-01-20\"}",
	     "x (Art. 12(6) UK GDPR), y (Art. 22A UK GDPR)."},
	    {"{\"day\":\"2026-03-02\",\"received\":\"2026-02-05\"}",
	     "x (Art. 12A(2), 12(6) UK GDPR), y (Art. 22A UK GDPR) new."},
	    {"{\"day\":\"2026-03-02\"}",
	     "x (Art. 12A(2), 12(6) UK GDPR), y (Art. 22A UK GDPR) new."},
	    {"{\"day\":\"2026-01-25\"}",
	     "x (Art. 12(6) UK GDPR), y (Art. 22 UK GDPR)."},
	};
	struct compose compose;

	(void)state;
	compose_open(&compose,
		     "subject: s\n\n@a\nx ({{cite.uk:12A(2)}}; "
		     "{{cite.uk:12(6)}}), y ({{cite.uk:22}})"
		     "{{#force.uk:12A(1)}} new{{/force.uk:12A(1)}}.\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		compose_letter(&compose, cases[i].known);
		assert_string_equal(compose.letter.blocks[0].cells[0],
				    cases[i].text);
		letter_free(&compose.letter);
	}
	compose_close(&compose);
}

/* Two rights of one norm, with another between them, as in a subject. */
TEST(says_a_norm_of_a_run_once)
{
	struct compose compose;

	(void)state;
	compose_open(&compose,
		     "subject: s\n\n@a\nx ({{cite.fadp:32(2)}}; "
		     "{{cite.fadp:30(2)(b)}}; {{cite.fadp:32(2)}}).\n");
	compose_letter(&compose, "{}");
	assert_string_equal(compose.letter.blocks[0].cells[0],
			    "x (Art. 32(2), 30(2)(b) FADP).");
	compose_close(&compose);
}

/* What the Swiss ordinance says of access stands for other requests, too, but
 * was not written of them. */
TEST(cites_by_analogy_what_was_written_of_access)
{
	static const char text[] =
	    "subject: s\n\n@a\nx ({{cite.dpo:16(5)}}; {{cite.fadp:6(2)}}).\n";
	static const struct {
		const char *known, *text;
	} cases[] = {
	    {"{\"ask\":{\"timed\":false}}",
	     "x (Art. 16(5) DPO by analogy; Art. 6(2) FADP)."},
	    {"{\"ask\":{\"timed\":true}}",
	     "x (Art. 16(5) DPO; Art. 6(2) FADP)."},
	    {"{}", "x (Art. 16(5) DPO; Art. 6(2) FADP)."},
	};
	struct compose compose;

	(void)state;
	compose_open(&compose, text);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		compose_letter(&compose, cases[i].known);
		assert_string_equal(compose.letter.blocks[0].cells[0],
				    cases[i].text);
		assert_string_equal(compose.letter.blocks[0].norms[0],
				    "dpo:16(5)");
		letter_free(&compose.letter);
	}
	compose_close(&compose);
}

/* Of what the letter of this knowledge tells, how much has a state. */
static size_t compose_disclosed(const char *known, const char *kind,
				enum letter_disclosed state)
{
	size_t counts[LETTER_NOT_NEEDED + 1] = {0};

	assert_int_equal(letter_disclosures(known, kind, compose_count, counts),
			 LENS_OK);
	return counts[state];
}

TEST(says_that_a_law_of_a_region_needs_the_region)
{
	static const struct {
		const char *law;
		bool own;
	} laws[] = {{"ccpa", true}, {"bipa", true},  {"cubi", true},
		    {"p391", true}, {"gdpr", false}, {"pipeda", false}};
	struct law_fault fault;
	struct law_set *set;

	(void)state;
	assert_int_equal(law_open("host/share/laws", &fault, &set), LENS_OK);
	for (size_t i = 0; i < sizeof(laws) / sizeof(*laws); i++) {
		const struct law *law = law_named(set, laws[i].law);
		bool regional = law_is_regional(set, law);
		char *known = base_format("{\"law\":{\"regional\":%s},"
					  "\"me\":{\"region_name\":\"R\"}}",
					  regional ? "true" : "false");

		assert_int_equal(
		    compose_disclosed(known, "request", LETTER_NEW),
		    laws[i].own);
		assert_int_equal(
		    compose_disclosed(known, "request", LETTER_NOT_NEEDED),
		    !laws[i].own);
		free(known);
	}
	law_close(set);
}

TEST(says_what_a_letter_hands_over)
{
	/* An address and an e-mail address; a kind of situation; values. */
	static const char rest[] =
	    "\"me\":{\"name\":\"\",\"email\":\"a@b.c\"},"
	    "\"facts\":{\"situation_work\":true,\"purpose\":\"p\","
	    "\"found_where\":\"https://x/me\"},\"photos\":["
	    "{\"image\":\"x\",\"sha256\":\"1\",\"pdq\":\"\"},"
	    "{\"image\":\"y\",\"sha256\":\"\",\"pdq\":\"2\"}]}";
	char *collector =
	    base_format("{\"to\":{\"face_search\":true},%s", rest);
	char *broker = base_format("{\"to\":{\"data_broker\":true},%s", rest);

	(void)state;
	/* Both addresses, the sum, and the page of theirs. */
	assert_int_equal(compose_disclosed(collector, "request", LETTER_HELD),
			 4);
	assert_int_equal(compose_disclosed(collector, "request", LETTER_NEW),
			 3);
	assert_int_equal(compose_disclosed(broker, "request", LETTER_HELD), 1);
	assert_int_equal(compose_disclosed(broker, "request", LETTER_NEW), 6);
	assert_int_equal(compose_disclosed(collector, "complaint", LETTER_HELD),
			 0);
	assert_int_equal(
	    compose_disclosed(broker, "request", LETTER_NOT_NEEDED), 1);
	assert_int_equal(
	    letter_disclosures("[", "request", compose_count, NULL),
	    LENS_MALFORMED);
	free(collector);
	free(broker);
}

/* A template of so many bytes, most of them a comment, beside the others. */
static enum lens_err compose_sized(struct compose *compose, size_t size)
{
	struct letter_fault fault;
	struct letter_set *set;
	char *text = base_alloc(size + 1, 1);
	size_t length = strlen(compose_template);
	enum lens_err err;

	memset(text, 'x', size);
	memcpy(text, compose_template, length);
	memcpy(text + length, "{{! ", 4);
	memcpy(text + size - 3, "}}\n", 3);
	text[size] = '\0';
	compose_file(compose, "en", "t.mustache", text);
	free(text);
	err = letter_open(compose->top, compose->laws, &fault, &set);
	letter_close(set);
	return err;
}

TEST(a_template_has_less_than_64_kilobytes)
{
	struct compose compose = {.set = NULL};

	(void)state;
	compose_open(&compose, compose_template);
	assert_int_equal(compose_sized(&compose, 65535), LENS_OK);
	assert_int_not_equal(compose_sized(&compose, 65536), LENS_OK);
	compose_close(&compose);
}

TEST(what_has_no_room_is_not_left_out)
{
	static const char text[] = "\3gdpr:15(1)(g)\4Art. 15(1)(g) GDPRab";
	struct base_buffer out;
	struct law_fault fault;
	struct law_set *laws;

	(void)state;
	assert_int_equal(law_open("host/share/laws", &fault, &laws), LENS_OK);
	base_buffer_init(&out, 100);
	assert_int_equal(join_cites(laws, LAW_EN, text, &out), LENS_OK);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	assert_string_equal((char *)out.data, text);
	base_buffer_free(&out);
	/* What stands behind the citation would fit. */
	for (size_t capacity = 0; capacity < strlen(text); capacity++) {
		base_buffer_init(&out, capacity);
		assert_int_equal(join_cites(laws, LAW_EN, text, &out),
				 LENS_TOO_BIG);
		base_buffer_free(&out);
	}
	law_close(laws);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_blocks_with_their_norms),
	    RUN(takes_no_value_for_a_sign),
	    RUN(keeps_names_of_other_scripts_and_any_length),
	    RUN(leaves_out_a_column_of_which_nothing_is_known),
	    RUN(wraps_text_but_no_address),
	    RUN(refuses_a_link_that_is_too_long),
	    RUN(says_what_is_wrong_with_templates),
	    RUN(states_no_fact_that_is_not_known),
	    RUN(reads_a_letter_again_from_its_source),
	    RUN(cites_what_governs_the_request),
	    RUN(says_a_norm_of_a_run_once),
	    RUN(cites_by_analogy_what_was_written_of_access),
	    RUN(says_that_a_law_of_a_region_needs_the_region),
	    RUN(says_what_a_letter_hands_over),
	    RUN(a_template_has_less_than_64_kilobytes),
	    RUN(what_has_no_room_is_not_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
