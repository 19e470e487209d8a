/*
 * test_told.c: nothing is told that was not chosen.  Every choice of what to
 * tell, in every language and every kind of letter, is composed; then all of
 * it, and what it was composed from, is searched for what was not chosen.
 */
#include <unistd.h>

#include "work.h"

#include <lenscap/casework_cases.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>
#include <lenscap/casework_registry.h>
#include <lenscap/law_deadline.h>
#include <lenscap/ledger_sightings.h>

#include "casework/place.h"

/* Words that stand in no template. */
#define SECRET_NAME "Zoe Qvvxname"
#define SECRET_EMAIL "qvvxmail@example.org"
#define SECRET_STREET "Qvvxstrasse 7"

/* What the fingerprints below are in a letter: a few of their digits. */
#define SECRET_SHA256 "a1a1a1a1a1a1a1a1"
#define SECRET_PDQ "b2b2b2b2b2b2b2b2"
#define SECRET_ISCC "ISCC:"

static const char record[] =
    "{\"slug\":\"test-face\",\"name\":\"Test Face\",\"categories\":[],"
    "\"relevant-countries\":[\"all\"],\"address\":\"1 Road\\nFrance\","
    "\"email\":\"privacy@face.example\",\"web\":\"https://face.example/\","
    "\"sources\":[\"https://face.example/privacy\"],\"quality\":\"verified\","
    "\"lenscap\":{\"kind\":\"face_search\",\"checked\":\"2026-11-22\","
    "\"decisions\":["
    "{\"authority\":\"frcnil\",\"kind\":\"order\",\"by\":\"CNIL "
    "unsure\",\"decided\":"
    "\"2011-01-01\",\"outcome\":\"Qvvxunsure one.\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":false},"
    "{\"authority\":\"frcnil\",\"kind\":\"order\",\"by\":\"CNIL "
    "sure\",\"decided\":"
    "\"2017-02-02\",\"outcome\":\"Qvvxsure one.\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":true},"
    "{\"authority\":\"itgpdp\",\"kind\":\"order\",\"by\":\"Garante "
    "unsure\",\"decided\":"
    "\"2012-01-01\",\"outcome\":\"Qvvxunsure two.\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":false},"
    "{\"authority\":\"gbico\",\"kind\":\"order\",\"by\":\"ICO "
    "sure\",\"decided\":"
    "\"2014-01-01\",\"outcome\":\"Qvvxelsewhere.\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":true},"
    "{\"authority\":\"frcnil\",\"kind\":\"upheld\",\"by\":\"Qvvxlater "
    "sure\",\"decided\":\"2018-03-03\",\"about\":\"2017-02-02\","
    "\"outcome\":\"-\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":true},"
    "{\"authority\":\"frcnil\",\"kind\":\"set-aside\",\"by\":\"Qvvxlater "
    "unsure\",\"decided\":\"2019-04-04\",\"about\":\"2017-02-02\","
    "\"outcome\":\"-\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":false},"
    "{\"authority\":\"frcnil\",\"kind\":\"remitted\",\"by\":\"Qvvxother "
    "sure\",\"decided\":\"2018-05-05\",\"about\":\"2011-01-01\","
    "\"outcome\":\"-\",\"source\":"
    "\"https://a.example/\",\"date\":\"2026-11-22\",\"verified\":true}]}}";

struct told {
	char dir[40];
	struct casework *work;
	struct casework_home home;
	int64_t photo, case_id;
	int32_t today;
	struct base_buffer text; /* the letter and what it was made from */
	unsigned rows;
};

static struct told told;

static int told_open(void **state)
{
	static const char *const me[][2] = {
	    {"name", SECRET_NAME},
	    {"email", SECRET_EMAIL},
	    {"country", "fr"},
	    {"address", SECRET_STREET "; 75001 Paris; France"}};
	struct ledger_photo photo = {.format = "jpeg",
				     .bytes = 9,
				     .width = 640,
				     .height = 480,
				     .source = "/home/qvvx/me.jpg"};
	struct ledger_sighting seen[] = {
	    {.place = "https://img.face.example/qvvxhere.jpg",
	     .page = "https://www.face.example/qvvxpage"},
	    {.place = "https://notface.example/qvvxnot.jpg", .page = ""},
	    {.place = "https://face.example.org/qvvxorg.jpg", .page = ""},
	    {.place = "https://face.example/qvvxgone.jpg",
	     .page = "",
	     .gone = true}};
	struct ledger_fault fault = {0};
	struct registry_fault why;
	struct ledger_added added;
	char slug[CASEWORK_SLUG];

	(void)state;
	/* Records are parsed behind the wall. */
	work_beside("lenscap-unpack");
	strcpy(told.dir, "/tmp/lenscap-told-XXXXXX");
	told.work = work_make(told.dir);
	told.home = (struct casework_home){base_format("%s/home", told.dir),
					   base_format("%s/witness", told.dir)};
	told.today = casework_today();
	for (size_t i = 0; i < sizeof(me) / sizeof(me[0]); i++)
		assert_int_equal(
		    casework_me_set(told.work, me[i][0], me[i][1], &fault),
		    LENS_OK);
	memset(photo.sha256, 0xa1, sizeof(photo.sha256));
	memset(photo.fingerprint.pdq, 0xb2, sizeof(photo.fingerprint.pdq));
	memset(photo.fingerprint.iscc, 0xc3, sizeof(photo.fingerprint.iscc));
	photo.fingerprint.pdq_quality = 100;
	assert_int_equal(ledger_photo_add(casework_ledger(told.work), &photo,
					  &fault, &added),
			 LENS_OK);
	told.photo = added.id;
	for (size_t i = 0; i < sizeof(seen) / sizeof(seen[0]); i++)
		seen[i].photo = added.id;
	assert_int_equal(ledger_sighting_put(casework_ledger(told.work), seen,
					     sizeof(seen) / sizeof(seen[0]),
					     &fault),
			 LENS_OK);
	if (casework_add_controller(told.work, base_view_of(record), &why,
				    slug) != LENS_OK)
		fail_msg("%s", why.sentence);
	return 0;
}

static int told_close(void **state)
{
	(void)state;
	free((char *)(uintptr_t)told.home.dir);
	free((char *)(uintptr_t)told.home.witness);
	work_remove(told.work, told.dir);
	return 0;
}

static void told_row(void *context, const struct casework_drafted *drafted)
{
	(void)context;
	told.rows++;
	told.case_id = drafted->case_id;
	assert_int_equal(letter_text(drafted->letter, 0, &told.text), LENS_OK);
	assert_int_equal(base_buffer_add_text(&told.text, drafted->known),
			 LENS_OK);
	assert_int_equal(base_buffer_add(&told.text, "", 1), LENS_OK);
}

/* Compose; LENS_OK leaves letter and knowledge in told.text. */
static enum lens_err compose(const struct casework_draft *draft,
			     struct ledger_fault *fault)
{
	base_buffer_free(&told.text);
	base_buffer_init(&told.text, 4 << 20);
	told.rows = 0;
	*fault = (struct ledger_fault){0};
	return casework_draft(told.work, &told.home, draft, told_row, NULL,
			      fault);
}

static void composed(const struct casework_draft *draft)
{
	struct ledger_fault fault;

	if (compose(draft, &fault) != LENS_OK)
		fail_msg("%s: %s", draft->kind ? draft->kind : "request",
			 fault.sentence);
	assert_int_equal(told.rows, 1);
}

static bool stands(const char *secret)
{
	return strstr((const char *)told.text.data, secret) != NULL;
}

static void stands_if(bool chosen, const char *secret, const char *where)
{
	if (stands(secret) != chosen)
		fail_msg("%s: \"%s\" is %s", where, secret,
			 chosen ? "missing" : "told, though not chosen");
}

static const char *const to_face[] = {"test-face"};

static struct casework_draft request(const unsigned *disclose)
{
	return (struct casework_draft){.to = to_face,
				       .to_count = 1,
				       .ask = {[LAW_ACCESS] = true,
					       [LAW_ERASURE] = true,
					       [LAW_OBJECTION] = true,
					       [LAW_RESTRICTION] = true,
					       [LAW_WITHDRAWAL] = true},
				       .situation_kind = "safety",
				       .photos = &told.photo,
				       .disclose = disclose,
				       .photo_count = 1,
				       .tell = CASEWORK_TELL_EMAIL,
				       .today = told.today,
				       .preview = true};
}

static void nothing_more(unsigned tell, const char *where)
{
	/* An authority must know who complains, and how to reach them. */
	if (strcmp(where, "complaint") == 0)
		tell |= CASEWORK_TELL_NAME | CASEWORK_TELL_EMAIL |
			CASEWORK_TELL_ADDRESS;
	stands_if(tell & CASEWORK_TELL_NAME, SECRET_NAME, where);
	stands_if(tell & CASEWORK_TELL_EMAIL, SECRET_EMAIL, where);
	stands_if(tell & CASEWORK_TELL_ADDRESS, SECRET_STREET, where);
	stands_if(false, "/home/qvvx", where);
}

TEST(of_the_person_only_what_was_chosen)
{
	static const char *const languages[] = {"en", "de", "fr"};
	const unsigned none = 0;

	(void)state;
	for (unsigned tell = 0; tell < 16; tell++)
		for (size_t l = 0; l < 3; l++) {
			struct casework_draft draft = request(&none);

			if (!(tell &
			      (CASEWORK_TELL_EMAIL | CASEWORK_TELL_ADDRESS)))
				continue;
			draft.tell = tell;
			draft.language = languages[l];
			composed(&draft);
			nothing_more(tell, languages[l]);
		}
}

/* Who writes for somebody else must say who they are: it is proposed, and
 * where somebody chose what is told, asked for, but never added. */
TEST(to_what_was_chosen_nothing_is_added)
{
	const unsigned none = 0;
	struct casework_draft draft = request(&none);
	struct ledger_fault fault;

	(void)state;
	draft.role = "mandated";
	draft.for_name = "Somebody Else";
	composed(&draft);
	assert_true(stands(SECRET_NAME));
	draft.tell_given = true;
	assert_int_equal(compose(&draft, &fault), LENS_DENIED);
	assert_non_null(strstr(fault.sentence, "tell name"));
	assert_int_equal(told.rows, 0);
	draft.tell |= CASEWORK_TELL_NAME;
	composed(&draft);
	assert_true(stands(SECRET_NAME));
	assert_false(stands(SECRET_STREET));
}

TEST(of_a_photo_only_what_was_chosen)
{
	static const char *const languages[] = {"en", "de", "fr"};

	(void)state;
	for (unsigned disclose = 0; disclose < 8; disclose++)
		for (size_t l = 0; l < 3; l++) {
			struct casework_draft draft = request(&disclose);

			draft.language = languages[l];
			composed(&draft);
			stands_if(disclose & CASEWORK_TELL_SHA256,
				  SECRET_SHA256, languages[l]);
			stands_if(disclose & CASEWORK_TELL_PDQ, SECRET_PDQ,
				  languages[l]);
			stands_if(disclose & CASEWORK_TELL_ISCC, SECRET_ISCC,
				  languages[l]);
		}
}

/* A photo at many addresses is one file with one checksum; what another address
 * gave is another. */
TEST(each_value_once_with_the_numbers_of_its_addresses)
{
	const unsigned disclose = CASEWORK_TELL_SHA256 | CASEWORK_TELL_PDQ;
	struct ledger_photo photo = {.format = "jpeg",
				     .bytes = 9,
				     .width = 640,
				     .height = 480,
				     .source = "https://a.example/0.jpg"};
	struct ledger_sighting seen[5];
	struct casework_draft draft = request(&disclose);
	struct ledger_fault fault = {0};
	struct ledger_added added;

	(void)state;
	memset(photo.sha256, 0xd1, sizeof(photo.sha256));
	memset(photo.fingerprint.pdq, 0xd2, sizeof(photo.fingerprint.pdq));
	photo.fingerprint.pdq_quality = 100;
	assert_int_equal(ledger_photo_add(casework_ledger(told.work), &photo,
					  &fault, &added),
			 LENS_OK);
	for (size_t i = 0; i < 5; i++) {
		char *place = base_format("https://a.example/%zu.jpg", i);

		seen[i] = (struct ledger_sighting){.photo = added.id,
						   .place = place,
						   .page = "",
						   .own = {.bytes = 9}};
		memset(seen[i].own.sha256, i == 3 ? 0xe1 : 0xd1, 32);
	}
	assert_int_equal(
	    ledger_sighting_put(casework_ledger(told.work), seen, 5, &fault),
	    LENS_OK);
	draft.photos = &added.id;
	draft.language = "en";
	composed(&draft);
	stands_if(true, "SHA-256 (Nos.\u00a01–3, 5): d1d1", "letter");
	stands_if(true, "SHA-256 (No.\u00a04): e1e1", "letter");
	stands_if(true, "PDQ (Nos.\u00a01–3, 5): d2d2", "letter");
	assert_null(
	    strstr(strstr((char *)told.text.data, " d1d1") + 1, " d1d1"));
	draft.language = "es";
	composed(&draft);
	stands_if(true, "SHA-256 (n.os\u00a01–3, 5): d1d1", "letter");
	stands_if(true, "SHA-256 (n.º\u00a04): e1e1", "letter");
	for (size_t i = 0; i < 5; i++)
		free((char *)(uintptr_t)seen[i].place);
}

/* Of somebody's situation that alone which they chose to tell. */
TEST(of_a_situation_only_the_one_that_was_chosen)
{
	static const char *const known[][2] = {
	    {"safety", "puts my safety at risk"},
	    {"work", "My work requires that strangers"},
	    {"minor", "show me, in part, as a minor"},
	    {"private", "I hold no public office"},
	    {NULL, "In my own words"}};
	const unsigned none = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct casework_draft draft = request(&none);

		draft.language = "en";
		draft.situation_kind = known[i][0];
		if (known[i][0] == NULL)
			draft.situation = "I was followed home.";
		composed(&draft);
		for (size_t k = 0; k < 5; k++)
			stands_if(i == k, known[k][1],
				  known[i][0] ? known[i][0] : "own");
	}
}

TEST(an_answer_must_reach_the_person)
{
	const unsigned none = 0;
	struct casework_draft draft = request(&none);
	struct ledger_fault fault;

	(void)state;
	draft.tell = CASEWORK_TELL_NAME | CASEWORK_TELL_REGION;
	assert_int_equal(compose(&draft, &fault), LENS_DENIED);
	assert_int_equal(told.rows, 0);
	assert_non_null(strstr(fault.sentence, "must reach you"));
	draft.tell = CASEWORK_TELL_ADDRESS;
	composed(&draft);
}

TEST(the_region_is_told_when_chosen)
{
	const unsigned none = 0;
	struct casework_draft draft = request(&none);
	struct ledger_fault fault = {0};

	(void)state;
	assert_int_equal(casework_me_set(told.work, "country", "de", &fault),
			 LENS_OK);
	assert_int_equal(casework_me_set(told.work, "region", "berlin", &fault),
			 LENS_OK);
	composed(&draft);
	stands_if(false, "(Berlin)", "request");
	draft.tell |= CASEWORK_TELL_REGION;
	composed(&draft);
	stands_if(true, "(Berlin)", "request");
	assert_int_equal(casework_me_set(told.work, "region", "", &fault),
			 LENS_OK);
	assert_int_equal(casework_me_set(told.work, "country", "fr", &fault),
			 LENS_OK);
}

TEST(where_a_photo_was_seen_only_on_the_controllers_own_site)
{
	const unsigned none = 0;
	struct casework_draft draft = request(&none);

	(void)state;
	composed(&draft);
	stands_if(true, "qvvxpage", "request");
	draft.photo_count = 0;
	composed(&draft);
	stands_if(false, "qvvxpage", "no photo");
	stands_if(false, "qvvxhere", "no photo");
}

TEST(a_site_is_its_own_name_and_what_is_below_it)
{
	static const struct {
		const char *place, *site;
		bool there;
	} known[] = {
	    {"https://spokeo.com/a", "https://www.spokeo.com/", true},
	    {"https://www.spokeo.com/a", "https://spokeo.com", true},
	    {"https://img.spokeo.com:8080/a", "https://spokeo.com/", true},
	    {"HTTPS://IMG.SPOKEO.COM/a", "https://www.spokeo.com/", true},
	    {"https://notspokeo.com/a", "https://www.spokeo.com/", false},
	    {"https://spokeo.com.evil.example/", "https://spokeo.com/", false},
	    {"https://evil.example/spokeo.com", "https://spokeo.com/", false},
	    {"https://evil.example?.spokeo.com", "https://spokeo.com/", false},
	    {"https://evil.example#.spokeo.com", "https://spokeo.com/", false},
	    {"https://com/", "https://spokeo.com/", false},
	    {"https://spokeo.com/", "", false},
	    {"", "", false},
	    {"", "https://spokeo.com/", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (place_is_at(known[i].place, known[i].site) !=
		    known[i].there)
			fail_msg("%s at %s", known[i].place, known[i].site);
}

TEST(decisions_are_cited_when_verified_and_of_the_same_law)
{
	static const char *const languages[] = {"en", "de", "fr"};
	const unsigned none = 0;

	(void)state;
	for (size_t l = 0; l < 3; l++) {
		struct casework_draft draft = request(&none);

		draft.language = languages[l];
		draft.long_form = true;
		composed(&draft);
		/* By their days: an authority has a name of its own there. */
		stands_if(true, "2017", languages[l]);
		stands_if(false, "2011", languages[l]);
		stands_if(false, "2012", languages[l]);
		stands_if(false, "Qvvxunsure", languages[l]);
		stands_if(false, "2014", languages[l]);
		stands_if(false, "Qvvxelsewhere", languages[l]);
		/* And what became of it, by the same measure. */
		stands_if(true, "Qvvxlater sure", languages[l]);
		stands_if(false, "Qvvxlater unsure", languages[l]);
		stands_if(false, "Qvvxother", languages[l]);
	}
}

/* ---- Follow-ups ---- */

static void note(enum casework_note kind, int32_t day,
		 enum casework_reply reply)
{
	struct casework_happened happened = {.id = told.case_id,
					     .day = day,
					     .today = day,
					     .reply = reply,
					     .how = "post",
					     .outcome = "",
					     .note = "qvvxnote"};
	struct ledger_fault fault = {0};

	if (casework_case_note(told.work, kind, &happened, 1, &fault) !=
	    LENS_OK)
		fail_msg("%s", fault.sentence);
}

static bool keeps_disclosed(void *context, const struct ledger_case *row)
{
	*(bool *)context = row->id == told.case_id &&
			   strstr(row->facts, "\"disclose\":[7]") != NULL &&
			   strstr(row->facts, "\"ask\":[\"access\"") != NULL;
	return row->id != told.case_id;
}

/* No place can say which photo is meant: what is disclosed of it does. */
TEST(a_photo_seen_nowhere_is_named_by_what_is_disclosed)
{
	struct ledger_photo photo = {.format = "png",
				     .bytes = 9,
				     .width = 64,
				     .height = 48,
				     .source = "/home/qvvx/other.png"};
	const unsigned sha256 = 1;
	struct casework_draft draft = request(&sha256);
	struct ledger_fault fault = {0};
	struct ledger_added added;

	(void)state;
	memset(photo.sha256, 0xd4, sizeof(photo.sha256));
	photo.fingerprint.pdq_quality = 100;
	assert_int_equal(ledger_photo_add(casework_ledger(told.work), &photo,
					  &fault, &added),
			 LENS_OK);
	draft.photos = &added.id;
	composed(&draft);
	assert_true(stands("d4d4d4d4"));
	assert_false(stands("a1a1a1a1"));
	assert_false(stands("other.png"));
}

/* In French, with what was told the first time forgotten. */
/* A letter of that kind for the case, with any of what can be told. */
static void tells_no_more_in(const char *kind)
{
	const unsigned none = 0;

	for (unsigned tell = 0; tell < 8; tell++) {
		struct casework_draft draft = request(&none);
		int64_t case_id = told.case_id;

		draft.kind = kind;
		draft.case_id = case_id;
		draft.to_count = 0;
		draft.tell = tell;
		draft.today = told.today + 60;
		draft.missing = "https://example.org/there.jpg";
		if (!(tell & (CASEWORK_TELL_EMAIL | CASEWORK_TELL_ADDRESS)))
			continue;
		composed(&draft);
		told.case_id = case_id;
		nothing_more(tell, kind);
		stands_if(false, SECRET_SHA256, kind);
		stands_if(false, SECRET_PDQ, kind);
		stands_if(false, SECRET_ISCC, kind);
		/* Each address of a chosen photo is named. */
		stands_if(false, "qvvxgone", kind);
		stands_if(false, "Qvvxunsure", kind);
	}
}

TEST(follow_ups_tell_no_more_than_is_chosen_for_them)
{
	static const char *const kinds[] = {
	    "no_answer",       "id_demanded", "photo_demanded",
	    "cannot_identify", "not_subject", "partial_answer",
	    "public_data",     "too_often",   "use_form",
	    "erased_but_back", "complaint",
	};
	static const enum casework_reply replies[] = {
	    CASEWORK_REPLY_PHOTO,	CASEWORK_REPLY_UNIDENTIFIED,
	    CASEWORK_REPLY_NOT_SUBJECT, CASEWORK_REPLY_PUBLIC,
	    CASEWORK_REPLY_TOO_OFTEN,	CASEWORK_REPLY_FORM,
	    CASEWORK_REPLY_ERASED,	CASEWORK_REPLY_ID,
	};
	const unsigned all = 7;
	struct casework_draft draft = request(&all);
	struct ledger_fault fault = {0};
	int64_t first;
	bool kept = false;

	(void)state;
	draft.preview = false;
	draft.tell = CASEWORK_TELL_NAME | CASEWORK_TELL_EMAIL;
	composed(&draft);
	assert_int_equal(ledger_case_each(casework_ledger(told.work), 0,
					  keeps_disclosed, &kept, &fault),
			 LENS_OK);
	assert_true(kept);
	note(CASEWORK_NOTE_SENT, told.today, 0);
	for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++)
		note(CASEWORK_NOTE_REPLY, told.today, replies[i]);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		tells_no_more_in(kinds[i]);
	/* More time, which would put off the others: in a case of its own. */
	first = told.case_id;
	draft.today = told.today + 40;
	composed(&draft);
	note(CASEWORK_NOTE_SENT, draft.today, 0);
	note(CASEWORK_NOTE_REPLY, draft.today, CASEWORK_REPLY_EXTENSION);
	tells_no_more_in("extension");
	told.case_id = first;
}

/* A copy is another file: its row has its own size and checksum, or none. */
TEST(each_address_has_the_facts_of_its_own_bytes)
{
	static const unsigned disclose = CASEWORK_TELL_SHA256, none = 0;
	struct ledger_sighting copy = {
	    .photo = told.photo,
	    .place = "https://copies.example/copy.jpg",
	    .page = "https://copies.example/",
	    .access = LEDGER_ACCESS_PUBLIC,
	    .own = {.bytes = 77, .width = 401, .height = 255}};
	struct casework_draft draft = request(&disclose);
	int64_t case_id = told.case_id;
	struct ledger_fault fault = {0};
	const char *at;

	(void)state;
	memset(copy.own.sha256, 0xdd, sizeof(copy.own.sha256));
	assert_int_equal(
	    ledger_sighting_put(casework_ledger(told.work), &copy, 1, &fault),
	    LENS_OK);
	composed(&draft);
	told.case_id = case_id;
	at = strstr((const char *)told.text.data, "copies.example/copy.jpg");
	assert_non_null(at);
	assert_non_null(strstr(at, "401 \xc3\x97 255"));
	stands_if(true, "dddddddddddddddd", "the copy's checksum");
	/* The photo's own is on a row without an address: nobody gave it. */
	stands_if(true, SECRET_SHA256, "the photo's checksum");
	stands_if(true, "640 \xc3\x97 480", "the photo's size");
	at = strstr((const char *)told.text.data, "qvvxhere.jpg");
	assert_non_null(at);
	/* With nothing to tell of it there is no such row. */
	draft.disclose = &none;
	composed(&draft);
	told.case_id = case_id;
	stands_if(true, "qvvxhere.jpg", "an address");
	stands_if(false, "640 \xc3\x97 480", "the photo's size");
}

/* A follow-up goes on with what the first letter called wrong, unless another
 * is said. */
TEST(what_is_wrong_is_what_was_said_last)
{
	const unsigned none = 0;
	struct casework_draft draft = request(&none);
	int64_t case_id = told.case_id;

	(void)state;
	draft.preview = false;
	draft.force = true;
	draft.ask[LAW_RECTIFICATION] = true;
	draft.rectify_what = "qvvxwrong";
	draft.rectify_to = "qvvxright";
	composed(&draft);
	note(CASEWORK_NOTE_SENT, told.today, 0);
	draft = request(&none);
	draft.kind = "no_answer";
	draft.case_id = told.case_id;
	draft.to_count = 0;
	draft.today = told.today + 60;
	composed(&draft);
	stands_if(true, "qvvxwrong", "no_answer");
	stands_if(true, "qvvxright", "no_answer");
	draft.rectify_what = "qvvxother";
	draft.rectify_to = "qvvxbetter";
	composed(&draft);
	stands_if(false, "qvvxwrong", "no_answer");
	stands_if(true, "qvvxother", "no_answer");
	told.case_id = case_id;
}

static bool stands_of(const char *before, int32_t day, const char *after)
{
	const struct law_set *laws;
	char text[200], words[48];

	assert_int_equal(casework_laws(told.work, NULL, &laws), LENS_OK);
	law_day_words(laws, day, LAW_EN, words);
	snprintf(text, sizeof(text), "%s%s%s", before, words, after);
	return stands(text);
}

/* After a letter that erased photos are back the reminder and the complaint are
 * about that one, and nobody is said not to have confirmed what they did. */
TEST(what_is_asked_anew_is_what_later_letters_are_about)
{
	const int32_t back = told.today + 60;
	const unsigned none = 0;
	struct casework_draft draft = request(&none);
	int64_t case_id = told.case_id, own;
	struct ledger_fault fault;

	(void)state;
	draft.preview = false;
	draft.force = true;
	draft.ask[LAW_WITHDRAWAL] = false;
	draft.photo_count = 0;
	composed(&draft);
	own = told.case_id;
	note(CASEWORK_NOTE_SENT, told.today, 0);
	note(CASEWORK_NOTE_REPLY, told.today + 2, CASEWORK_REPLY_ANSWER);
	note(CASEWORK_NOTE_REPLY, told.today + 5, CASEWORK_REPLY_ERASED);
	draft.kind = "erased_but_back";
	draft.case_id = own;
	draft.to_count = 0;
	draft.today = back;
	assert_int_equal(compose(&draft, &fault), LENS_DENIED);
	draft.missing = "https://qvvx.example/there.jpg";
	composed(&draft);
	assert_true(stands("qvvx.example/there.jpg"));
	draft.missing = NULL;
	note(CASEWORK_NOTE_SENT, back, 0);
	/* What was said of the first letter is no answer to this one. */
	draft.kind = "partial_answer";
	assert_int_equal(compose(&draft, &fault), LENS_DENIED);
	draft.preview = true;
	draft.language = "en";
	draft.kind = "no_answer";
	draft.today = back + 20;
	assert_int_equal(compose(&draft, &fault), LENS_DENIED);
	draft.today = back + 50;
	composed(&draft);
	assert_true(stands_of("I refer to my letter of ", back, ""));
	assert_true(stands("50 days have passed"));
	draft.kind = "complaint";
	draft.today = back + 90;
	composed(&draft);
	assert_true(stands_of("On ", back, " I sent the controller"));
	assert_true(stands(": erasure, objection and restriction."));
	assert_true(stands("I have received no answer in substance"));
	assert_true(
	    stands_of("my data were erased; on ", back, " I had to write"));
	assert_true(
	    stands_of("a further letter about my request of ", told.today, ""));
	assert_false(stands("The erasure of my data has not been confirmed"));
	assert_false(stands("Access has not been given"));
	told.case_id = case_id;
}

/*
 * A request and what renews it have the time of the law; the others give a
 * fortnight, to a working day, and never less than the law does.
 */
TEST(a_letter_gives_the_time_of_its_kind)
{
	static const struct {
		const char *kind;
		bool of_the_law;
	} kinds[] = {
	    {"erased_but_back", true}, {"public_data", false},
	    {"no_answer", false},      {"too_often", false},
	    {"partial_answer", false},
	};
	const int32_t today = told.today + 60;
	const unsigned none = 0;
	const struct law_set *laws;
	char day[48], *date;

	(void)state;
	assert_int_equal(casework_laws(told.work, NULL, &laws), LENS_OK);
	note(CASEWORK_NOTE_REPLY, told.today, CASEWORK_REPLY_ERASED);
	note(CASEWORK_NOTE_REPLY, told.today, CASEWORK_REPLY_PUBLIC);
	note(CASEWORK_NOTE_REPLY, told.today, CASEWORK_REPLY_TOO_OFTEN);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct casework_draft draft = request(&none);
		int64_t case_id = told.case_id;

		draft.kind = kinds[i].kind;
		draft.case_id = case_id;
		draft.to_count = 0;
		draft.today = today;
		draft.language = "en";
		draft.missing = "https://example.org/there.jpg";
		composed(&draft);
		told.case_id = case_id;
		law_day_words(laws,
			      law_working_day(laws, "de", "de-be", today + 14),
			      LAW_EN, day);
		date = base_format("\"date\":\"%s\",\"weekday\"", day);
		if (stands(date) == kinds[i].of_the_law)
			fail_msg(
			    "%s: %s", kinds[i].kind,
			    strstr((char *)told.text.data, "\"deadline\":"));
		free(date);
	}
}

static int told_setup(void **state)
{
	work_beside("share");
	return told_open(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(of_the_person_only_what_was_chosen),
	    RUN(to_what_was_chosen_nothing_is_added),
	    RUN(of_a_photo_only_what_was_chosen),
	    RUN(each_value_once_with_the_numbers_of_its_addresses),
	    RUN(of_a_situation_only_the_one_that_was_chosen),
	    RUN(an_answer_must_reach_the_person),
	    RUN(the_region_is_told_when_chosen),
	    RUN(where_a_photo_was_seen_only_on_the_controllers_own_site),
	    RUN(a_site_is_its_own_name_and_what_is_below_it),
	    RUN(decisions_are_cited_when_verified_and_of_the_same_law),
	    RUN(a_photo_seen_nowhere_is_named_by_what_is_disclosed),
	    RUN(follow_ups_tell_no_more_than_is_chosen_for_them),
	    RUN(each_address_has_the_facts_of_its_own_bytes),
	    RUN(what_is_wrong_is_what_was_said_last),
	    RUN(what_is_asked_anew_is_what_later_letters_are_about),
	    RUN(a_letter_gives_the_time_of_its_kind),
	};

	return cmocka_run_group_tests(tests, told_setup, told_close);
}
