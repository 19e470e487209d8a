/*
 * test_refused.c: what a letter cannot be: each refusal at its limit, with a
 * sentence of its own, and nothing kept.
 */
#include <unistd.h>

#include "work.h"

#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>

static struct {
	char dir[40];
	struct casework *work;
	struct casework_home home;
	unsigned rows;
} here;

static void row(void *context, const struct casework_drafted *drafted)
{
	(void)context;
	(void)drafted;
	here.rows++;
}

static enum lens_err draft(const struct casework_draft *asked,
			   struct ledger_fault *fault)
{
	here.rows = 0;
	*fault = (struct ledger_fault){0};
	return casework_draft(here.work, &here.home, asked, row, NULL, fault);
}

static void taken(const struct casework_draft *asked)
{
	struct ledger_fault fault;

	if (draft(asked, &fault) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_int_equal(here.rows, asked->to_count);
}

static void refused(const struct casework_draft *asked, const char *why)
{
	struct ledger_fault fault;

	assert_int_equal(draft(asked, &fault), LENS_DENIED);
	assert_int_equal(here.rows, 0);
	if (strstr(fault.sentence, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", fault.sentence, why);
}

static const char *const one[] = {"clearview-ai"};

static struct casework_draft access_request(void)
{
	return (struct casework_draft){.to = one,
				       .to_count = 1,
				       .ask = {[LAW_ACCESS] = true},
				       .tell = CASEWORK_TELL_EMAIL,
				       .today = casework_today(),
				       .preview = true};
}

static char *long_text(size_t size)
{
	char *text = base_alloc(size + 1, 1);

	memset(text, 'x', size);
	return text;
}

TEST(texts_have_their_length)
{
	static const struct {
		size_t most;
		const char *what;
	} texts[] = {
	    {2000, "purpose"},	   {2000, "situation"},
	    {2000, "wrong datum"}, {2000, "right datum"},
	    {2000, "quotation"},   {8000, "list of what is missing"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (size_t over = 0; over < 2; over++) {
			struct casework_draft asked = access_request();
			const char **const at[] = {
			    &asked.purpose,	 &asked.situation,
			    &asked.rectify_what, &asked.rectify_to,
			    &asked.quote,	 &asked.missing};
			char *text = long_text(texts[i].most + over);

			asked.ask[LAW_OBJECTION] = true;
			asked.ask[LAW_RECTIFICATION] = true;
			asked.situation = asked.rectify_what =
			    asked.rectify_to = "a text";
			*at[i] = text;
			if (over)
				refused(&asked, texts[i].what);
			else if (i >= 4)
				refused(&asked, "belongs to a reply");
			else
				taken(&asked);
			free(text);
		}
}

TEST(texts_are_lines_of_utf8)
{
	static const char *const bad[] = {"\x01",    "a\x1f", "\x7f",
					  "\x1b[2J", "\xff",  "\xc3"};
	static const char *const good[] = {"a\nb", "a\tb", "a\r\nb", " ~",
					   "\u00e4"};
	struct casework_draft asked = access_request();

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		asked.purpose = bad[i];
		refused(&asked, "without control characters");
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		asked.purpose = good[i];
		taken(&asked);
	}
}

TEST(a_page_for_a_code_is_on_the_web)
{
	static const struct {
		const char *page;
		bool good;
	} known[] = {
	    {"https://a.example/me", true},
	    {"http://a.example/", true},
	    {"HTTPS://a.example/", true},
	    {"https://", false},
	    {"http://", false},
	    {"ftp://a.example/", false},
	    {"a.example", false},
	    {"", false},
	    {"javascript:alert(1)", false},
	};
	struct casework_draft asked = access_request();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		asked.code_page = known[i].page;
		if (known[i].good)
			taken(&asked);
		else
			refused(&asked, "address of the web");
	}
}

TEST(nobody_and_no_photo_is_named_twice)
{
	static const char *const twice[] = {"clearview-ai", "pimeyes",
					    "clearview-ai"};
	static const char *const spelt[] = {"pimeyes", "PimEyes"};
	static const char *const formerly[] = {"facebook.com",
					       "Facebook, Inc."};
	static const int64_t photos[] = {4, 5, 4};
	static const unsigned disclose[] = {0, 0, 0};
	struct casework_draft asked = access_request();

	(void)state;
	asked.to = twice;
	asked.to_count = 2;
	taken(&asked);
	asked.to_count = 3;
	refused(&asked, "named twice");
	asked.to = spelt;
	asked.to_count = 2;
	refused(&asked, "'pimeyes' and 'PimEyes' are the same");
	asked.to = formerly;
	refused(&asked, "'facebook.com' and 'Facebook, Inc.' are the same");
	asked.to_count = 1;
	taken(&asked);
	asked.photos = photos;
	asked.disclose = disclose;
	asked.photo_count = 3;
	refused(&asked, "Photo 4 is named twice");
}

TEST(something_is_asked_for_and_what_it_needs_is_said)
{
	struct casework_draft asked = access_request();

	(void)state;
	asked.ask[LAW_ACCESS] = false;
	refused(&asked, "Say what to ask for");
	asked.ask[LAW_RECTIFICATION] = true;
	refused(&asked, "what is wrong");
	asked.rectify_what = "";
	refused(&asked, "what is wrong");
	asked.rectify_what = "my age";
	refused(&asked, "what is wrong");
	asked.rectify_to = " \t ";
	refused(&asked, "The right datum has no words");
	asked.rectify_to = "none of yours";
	taken(&asked);
	asked = access_request();
	asked.kind = "no_such_letter";
	refused(&asked, "no letter of the kind");
	asked.kind = "no_answer";
	refused(&asked, "goes on with a case");
	asked.kind = "notice";
	taken(&asked);
}

/* The letter would not say it, and the meter would count it. */
TEST(what_a_letter_would_not_say_is_not_told_for_it)
{
	struct casework_draft asked = access_request();

	(void)state;
	asked.situation = "I was stalked.";
	refused(&asked, "A situation belongs to an objection");
	asked.situation = NULL;
	asked.situation_kind = "work";
	refused(&asked, "A situation belongs to an objection");
	asked = access_request();
	asked.research = true;
	refused(&asked, "research and statistics belongs to an objection");
	asked = access_request();
	asked.marketing = true;
	refused(&asked, "direct marketing belongs to an objection");
	asked = access_request();
	asked.rectify_to = "Zoe";
	refused(&asked, "belongs to a rectification");
	asked = access_request();
	asked.quote = "No.";
	refused(&asked, "belongs to a reply to that answer");
	asked = access_request();
	asked.missing = "the sources";
	refused(&asked, "belongs to a reply to a partial answer");
}

/* Art. 21(1) GDPR; none for marketing (21(2)) and in Switzerland. */
TEST(an_objection_has_a_ground)
{
	static const char *const kinds[] = {"safety", "work", "minor",
					    "private"};
	struct casework_draft asked = access_request();

	(void)state;
	asked.ask[LAW_OBJECTION] = true;
	refused(&asked, "particular situation");
	asked.situation = "";
	refused(&asked, "particular situation");
	asked.situation = "I was stalked.";
	taken(&asked);
	asked.situation = NULL;
	for (size_t i = 0; i < 4; i++) {
		asked.situation_kind = kinds[i];
		taken(&asked);
	}
	asked.situation_kind = "money";
	refused(&asked, "safety, work, minor or private");
	asked.situation_kind = NULL;
	asked.marketing = true;
	taken(&asked);
	asked.marketing = false;
	asked.law = "fadp";
	refused(&asked, "cannot hold");
	asked.law = "uk";
	refused(&asked, "cannot hold");
	asked.law = "gdpr";
	refused(&asked, "particular situation");
	asked.law = "nolaw";
	asked.situation_kind = "work";
	refused(&asked, "There is no law");
}

TEST(what_shall_be_told_must_be_known)
{
	static const struct {
		unsigned tell;
		const char *what;
	} known[] = {
	    {CASEWORK_TELL_NAME, "Your name"},
	    {CASEWORK_TELL_ADDRESS, "Your address"},
	};
	struct ledger_fault fault = {0};
	struct casework_draft asked = access_request();

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		asked.tell = CASEWORK_TELL_EMAIL | known[i].tell;
		refused(&asked, known[i].what);
	}
	asked.tell = CASEWORK_TELL_EMAIL;
	assert_int_equal(casework_me_set(here.work, "email", NULL, &fault),
			 LENS_OK);
	refused(&asked, "Your email");
	assert_int_equal(casework_me_set(here.work, "country", NULL, &fault),
			 LENS_OK);
	refused(&asked, "where you live");
	assert_int_equal(casework_me_set(here.work, "country", "de", &fault),
			 LENS_OK);
	assert_int_equal(
	    casework_me_set(here.work, "email", "zoe@example.org", &fault),
	    LENS_OK);
	taken(&asked);
}

TEST(of_the_person_only_what_can_be)
{
	static const struct {
		const char *key, *value;
		bool good;
	} known[] = {
	    {"email", "a@b.c", true},  {"email", "a b@c.d", false},
	    {"email", "ab.c", false},  {"email", "a@b.c,d@e.f", false},
	    {"country", "de", true},   {"country", "DE", true},
	    {"country", "d", false},   {"country", "deu", false},
	    {"region", "de-be", true}, {"region", "de", false},
	    {"region", "be", false},   {"language", "fr", true},
	    {"language", "xx", false}, {"name", "Zo\u00eb", true},
	    {"name", "a\nb", false},   {"shoe", "42", false},
	};
	struct ledger_fault fault = {0};
	char *longest = long_text(401);

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (casework_me_set(here.work, known[i].key, known[i].value,
				    &fault) !=
		    (known[i].good ? LENS_OK : LENS_DENIED))
			fail_msg("%s %s", known[i].key, known[i].value);
	assert_int_equal(casework_me_set(here.work, "name", longest, &fault),
			 LENS_DENIED);
	longest[400] = '\0';
	assert_int_equal(casework_me_set(here.work, "name", longest, &fault),
			 LENS_OK);
	free(longest);
}

static int open_here(void **state)
{
	static const char *const me[][2] = {{"country", "de"},
					    {"region", "de-be"},
					    {"email", "zoe@example.org"}};
	struct ledger_fault fault = {0};

	(void)state;
	work_beside("share");
	strcpy(here.dir, "/tmp/lenscap-refused-XXXXXX");
	here.work = work_make(here.dir);
	here.home = (struct casework_home){base_format("%s/home", here.dir),
					   base_format("%s/witness", here.dir)};
	for (size_t i = 0; i < sizeof(me) / sizeof(me[0]); i++)
		assert_int_equal(
		    casework_me_set(here.work, me[i][0], me[i][1], &fault),
		    LENS_OK);
	return 0;
}

static int close_here(void **state)
{
	(void)state;
	free((char *)(uintptr_t)here.home.dir);
	free((char *)(uintptr_t)here.home.witness);
	work_remove(here.work, here.dir);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(texts_have_their_length),
	    RUN(texts_are_lines_of_utf8),
	    RUN(a_page_for_a_code_is_on_the_web),
	    RUN(nobody_and_no_photo_is_named_twice),
	    RUN(something_is_asked_for_and_what_it_needs_is_said),
	    RUN(what_a_letter_would_not_say_is_not_told_for_it),
	    RUN(an_objection_has_a_ground),
	    RUN(what_shall_be_told_must_be_known),
	    RUN(of_the_person_only_what_can_be),
	};

	return cmocka_run_group_tests(tests, open_here, close_here);
}
