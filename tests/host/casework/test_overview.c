/* test_overview.c: each place, photo and case is counted once, and as it is. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_audit.h>
#include <lenscap/casework_overview.h>
#include <lenscap/casework_report.h>

#include "work.h"

static int64_t photo(struct casework *work, uint8_t number, const char *kind)
{
	const struct ledger_finding finding = {kind, "x"};
	struct ledger_photo photo = {.sha256 = {number},
				     .format = "jpeg",
				     .source = "/p.jpg",
				     .finding_count = kind != NULL,
				     .findings = &finding};
	struct ledger_fault fault = {0};
	struct ledger_added added;

	photo.fingerprint.pdq[0][0] = number;
	assert_int_equal(
	    ledger_photo_add(casework_ledger(work), &photo, &fault, &added),
	    LENS_OK);
	return added.id;
}

static void seen(struct casework *work, int64_t photo, const char *place,
		 const char *page, enum ledger_access access)
{
	const struct ledger_sighting sighting = {.photo = photo,
						 .place = place,
						 .page = page,
						 .access = access,
						 .seen = 1000};
	struct ledger_fault fault = {0};

	assert_int_equal(
	    ledger_sighting_put(casework_ledger(work), &sighting, 1, &fault),
	    LENS_OK);
}

/* As a saved page of results says, and nobody looked. */
static void named(struct casework *work, int64_t photo, const char *page,
		  int64_t when)
{
	const struct ledger_sighting sighting = {.photo = photo,
						 .place = page,
						 .page = page,
						 .source = "find",
						 .access =
						     LEDGER_ACCESS_UNKNOWN,
						 .state = LEDGER_UNKNOWN,
						 .why = "not_asked",
						 .seen = when};
	struct ledger_fault fault = {0};

	assert_int_equal(
	    ledger_sighting_put(casework_ledger(work), &sighting, 1, &fault),
	    LENS_OK);
}

static struct casework_overview count(struct casework *work)
{
	struct casework_overview overview;
	struct ledger_fault fault = {0};

	assert_int_equal(casework_overview(work, 20000, &fault, &overview),
			 LENS_OK);
	return overview;
}

TEST(nothing_is_nothing)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	struct casework_overview overview = count(work);

	(void)state;
	assert_int_equal(overview.photos, 0);
	assert_int_equal(overview.places, 0);
	assert_int_equal(overview.site_count, 0);
	assert_int_equal(overview.looked, 0);
	casework_overview_free(&overview);
	work_remove(work, dir);
}

TEST(a_file_is_no_place_and_a_photo_counts_once)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, "gps"), two = photo(work, 2, "place");
	int64_t three = photo(work, 3, "person_name");
	struct casework_overview overview;

	(void)state;
	seen(work, one, "/home/me/copy.jpg", "", LEDGER_ACCESS_NONE);
	seen(work, one, "https://a.example/1.jpg", "https://a.example/",
	     LEDGER_ACCESS_PUBLIC);
	seen(work, one, "https://cdn.example/1.jpg", "https://b.example:8/x",
	     LEDGER_ACCESS_BROWSERS);
	seen(work, two, "https://me@a.example/2.jpg", "",
	     LEDGER_ACCESS_UNKNOWN);
	seen(work, three, "https://a.example/3.jpg", "https://a.example/",
	     LEDGER_ACCESS_LOGIN);
	named(work, three, "https://c.example/u/3", 500);
	overview = count(work);
	assert_int_equal(overview.photos, 3);
	assert_int_equal(overview.say_where, 2);
	assert_int_equal(overview.say_who, 1);
	assert_int_equal(overview.places, 5);
	/* Nobody looked there: that is no failure of a look. */
	assert_int_equal(overview.not_asked, 1);
	assert_int_equal(overview.access[LEDGER_ACCESS_PUBLIC], 1);
	assert_int_equal(overview.access[LEDGER_ACCESS_BROWSERS], 1);
	assert_int_equal(overview.access[LEDGER_ACCESS_UNKNOWN], 1);
	assert_int_equal(overview.access[LEDGER_ACCESS_LOGIN], 1);
	/* What is unknown is not counted as public, and not as safe. */
	assert_int_equal(overview.photos_public, 1);
	assert_int_equal(overview.photos_unknown, 1);
	assert_int_equal(overview.looked, 1000);
	assert_int_equal(overview.site_count, 3);
	assert_string_equal(overview.sites[2].host, "c.example");
	assert_int_equal(overview.sites[2].not_asked, 1);
	assert_int_equal(overview.sites[2].access[LEDGER_ACCESS_UNKNOWN], 0);
	assert_string_equal(overview.sites[0].host, "a.example");
	assert_int_equal(overview.sites[0].places, 3);
	assert_int_equal(overview.sites[0].photos, 3);
	assert_int_equal(overview.sites[0].access[LEDGER_ACCESS_PUBLIC], 1);
	assert_string_equal(overview.sites[1].host, "b.example");
	casework_overview_free(&overview);
	work_remove(work, dir);
}

static bool first_id(void *context, const struct ledger_sighting *sighting)
{
	*(int64_t *)context = sighting->id;
	return false;
}

TEST(what_is_gone_is_in_no_state)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, NULL), id = 0;
	struct ledger_fault fault = {0};
	struct casework_overview overview;
	struct ledger_look look = {.state = LEDGER_ABSENT,
				   .access = LEDGER_ACCESS_ABSENT,
				   .address = "https://a.example/1.jpg",
				   .missing = 1,
				   .missing_ways = LEDGER_WAY_ADDRESS,
				   .gone = true};

	(void)state;
	seen(work, one, "https://a.example/1.jpg", "", LEDGER_ACCESS_PUBLIC);
	assert_int_equal(ledger_sighting_each(casework_ledger(work), one,
					      first_id, &id, &fault),
			 LENS_OK);
	look.sighting = id;
	assert_int_equal(
	    ledger_look_put(casework_ledger(work), &look, 1, &fault), LENS_OK);
	overview = count(work);
	assert_int_equal(overview.places, 1);
	assert_int_equal(overview.gone, 1);
	assert_int_equal(overview.access[LEDGER_ACCESS_ABSENT], 0);
	assert_int_equal(overview.photos_public, 0);
	assert_int_equal(overview.sites[0].gone, 1);
	assert_int_equal(overview.sites[0].photos, 0);
	casework_overview_free(&overview);
	work_remove(work, dir);
}

/* What is dropped in silence would leave an older one to be believed. */
TEST(tells_of_an_audit_that_is_too_long_to_keep)
{
	char dir[] = "/tmp/lenscap-XXXXXX", url[] = "https://a.example/";
	struct casework *work = work_make(dir);
	struct casework_audit audit = {
	    .url = url, .grade = "C", .grade_most = "C", .photos = 1};
	struct ledger_fault fault = {0};
	char *content = base_alloc(LEDGER_AUDIT_MAX + 2, 1);

	(void)state;
	memset(content, ' ', LEDGER_AUDIT_MAX + 1);
	assert_int_equal(casework_audit_keep(work, &audit, content, &fault),
			 LENS_DENIED);
	assert_non_null(strstr(fault.sentence, url));
	content[LEDGER_AUDIT_MAX] = '\0';
	assert_int_equal(casework_audit_keep(work, &audit, content, &fault),
			 LENS_OK);
	free(content);
	work_remove(work, dir);
}

/* One look at the only place of photo one. */
static void looked(struct casework *work, int64_t one,
		   enum ledger_access access, int64_t when)
{
	struct ledger_fault fault = {0};
	struct ledger_look look = {.access = access,
				   .state = access == LEDGER_ACCESS_PUBLIC
						? LEDGER_THERE
						: LEDGER_UNKNOWN,
				   .first = when,
				   .why = "unreachable",
				   .address = "https://a.example/1.jpg"};

	assert_int_equal(ledger_sighting_each(casework_ledger(work), one,
					      first_id, &look.sighting, &fault),
			 LENS_OK);
	assert_int_equal(
	    ledger_look_put(casework_ledger(work), &look, 1, &fault), LENS_OK);
}

TEST(what_the_last_look_did_not_learn_is_told_as_it_was)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, NULL);
	struct casework_overview overview;

	(void)state;
	seen(work, one, "https://a.example/1.jpg", "", LEDGER_ACCESS_PUBLIC);
	looked(work, one, LEDGER_ACCESS_UNKNOWN, 5000);
	overview = count(work);
	assert_int_equal(overview.photos_public, 0);
	assert_int_equal(overview.unlearned.photos, 1);
	assert_int_equal(overview.unlearned.places, 1);
	assert_int_equal(overview.unlearned.first, 1000);
	assert_int_equal(overview.unlearned.last, 1000);
	casework_overview_free(&overview);
	/* A login was learned after it: it was no longer open. */
	looked(work, one, LEDGER_ACCESS_LOGIN, 6000);
	looked(work, one, LEDGER_ACCESS_UNKNOWN, 7000);
	overview = count(work);
	assert_int_equal(overview.unlearned.places, 0);
	assert_int_equal(overview.unlearned.first, 0);
	casework_overview_free(&overview);
	work_remove(work, dir);
}

/* Links that were found twice are no look, and a look that was made before one
 * was left out stays one, on its day. */
TEST(what_is_a_look_is_known_from_the_looks)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, NULL);
	struct casework_overview overview;

	(void)state;
	named(work, one, "https://c.example/u/1", 500);
	named(work, one, "https://c.example/u/1", 9000);
	overview = count(work);
	assert_int_equal(overview.not_asked, 1);
	assert_int_equal(overview.looked, 0);
	casework_overview_free(&overview);
	looked(work, one, LEDGER_ACCESS_LOGIN, 20000);
	named(work, one, "https://c.example/u/1", 30000);
	overview = count(work);
	assert_int_equal(overview.not_asked, 0);
	assert_int_equal(overview.looked, 20000);
	casework_overview_free(&overview);
	work_remove(work, dir);
}

/* A report as text; free() it. */
static char *reported(struct casework *work, bool redact)
{
	const struct casework_report asked = {
	    .today = 20000, .language = LAW_EN, .redact = redact};
	struct ledger_fault fault = {0};
	struct base_buffer out;

	base_buffer_init(&out, CASEWORK_REPORT_MAX);
	assert_int_equal(casework_report(work, &asked, &fault, &out), LENS_OK);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	return (char *)out.data;
}

TEST(a_report_names_every_place_and_redacted_none)
{
	static const char *const told[] = {"https://a.example/u/zoe.jpg",
					   "https://b.example/page/zoe",
					   "https://c.example/2.jpg", "/p.jpg"};
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, "gps"), two = photo(work, 2, NULL);
	char *text;

	(void)state;
	work_beside("share");
	seen(work, one, "/home/me/copy.jpg", "", LEDGER_ACCESS_NONE);
	seen(work, one, told[0], "", LEDGER_ACCESS_PUBLIC);
	seen(work, one, "https://b.example/1.jpg", told[1],
	     LEDGER_ACCESS_LOGIN);
	seen(work, two, told[2], "", LEDGER_ACCESS_UNKNOWN);
	text = reported(work, false);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (strstr(text, told[i]) == NULL)
			fail_msg("%s is missing", told[i]);
	/* A file of one's own is no place that others have. */
	assert_null(strstr(text, "copy.jpg"));
	free(text);
	text = reported(work, true);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		assert_null(strstr(text, told[i]));
	assert_null(strstr(text, "zoe"));
	/* The site stays. */
	assert_non_null(strstr(text, "a.example"));
	assert_non_null(strstr(text, "c.example"));
	free(text);
	work_remove(work, dir);
}

/* Every sighting's number, in order. */
static bool all_ids(void *context, const struct ledger_sighting *sighting)
{
	int64_t *ids = context;

	ids[++ids[0]] = sighting->id;
	return true;
}

static void judged(struct casework *work, const char *page)
{
	const struct ledger_audit audit = {
	    .page = page,
	    .made = 2000,
	    .grade = "C",
	    .photos = " 1 ",
	    .content = "{\"exposed\":[{\"kind\":\"name_beside\",\"sure\":true,"
		       "\"severity\":\"high\",\"detail\":\"Jane\"}]}"};
	struct ledger_fault fault = {0};

	assert_int_equal(
	    ledger_audit_put(casework_ledger(work), &audit, &fault), LENS_OK);
}

/* On so many pages the name is to be taken off; what is said of one whose
 * photos are all gone since. */
static void to_take_off(struct casework *work, const char *pages, bool since)
{
	char *text = reported(work, false);

	assert_non_null(strstr(text, pages));
	if (since)
		assert_non_null(strstr(text,
				       "<p class=\"gone\">1 January 1970: "
				       "gone: "));
	else
		assert_null(strstr(text, "<p class=\"gone\">"));
	free(text);
}

TEST(what_is_gone_since_a_page_was_judged_is_not_to_be_done)
{
	char dir[] = "/tmp/lenscap-overview-XXXXXX";
	struct casework *work = work_make(dir);
	int64_t one = photo(work, 1, NULL), ids[4] = {0};
	struct ledger_fault fault = {0};
	struct ledger_look look = {.first = 5000,
				   .state = LEDGER_ABSENT,
				   .access = LEDGER_ACCESS_ABSENT,
				   .address = "https://a.example/1.jpg",
				   .missing = 1,
				   .missing_ways = LEDGER_WAY_ADDRESS,
				   .gone = true};

	(void)state;
	work_beside("share");
	seen(work, one, "https://a.example/1.jpg", "https://a.example/me",
	     LEDGER_ACCESS_PUBLIC);
	seen(work, one, "https://a.example/2.jpg", "https://a.example/me",
	     LEDGER_ACCESS_PUBLIC);
	seen(work, one, "https://b.example/3.jpg", "https://b.example/me",
	     LEDGER_ACCESS_PUBLIC);
	judged(work, "https://a.example/me");
	judged(work, "https://b.example/me");
	assert_int_equal(ledger_sighting_each(casework_ledger(work), one,
					      all_ids, ids, &fault),
			 LENS_OK);
	assert_int_equal(ids[0], 3);
	to_take_off(work, "pages: 2", false);
	look.sighting = ids[1];
	assert_int_equal(
	    ledger_look_put(casework_ledger(work), &look, 1, &fault), LENS_OK);
	to_take_off(work, "pages: 2", false);
	look.sighting = ids[2];
	assert_int_equal(
	    ledger_look_put(casework_ledger(work), &look, 1, &fault), LENS_OK);
	to_take_off(work, "pages: 1", true);
	work_remove(work, dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(nothing_is_nothing),
	    RUN(a_file_is_no_place_and_a_photo_counts_once),
	    RUN(what_is_gone_is_in_no_state),
	    RUN(tells_of_an_audit_that_is_too_long_to_keep),
	    RUN(what_the_last_look_did_not_learn_is_told_as_it_was),
	    RUN(what_is_a_look_is_known_from_the_looks),
	    RUN(a_report_names_every_place_and_redacted_none),
	    RUN(what_is_gone_since_a_page_was_judged_is_not_to_be_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
