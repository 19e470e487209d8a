/* test_case.c: a case, its events and its documents as JSON. */
#include "expect.h"

static int32_t day(const char *text)
{
	int32_t out;

	assert_int_equal(law_day_parse(text, &out), LENS_OK);
	return out;
}

static struct casework_case a_case(void)
{
	return (struct casework_case){
	    .id = 7,
	    .reference = (char *)"LC-ABC",
	    .controller = (char *)"pimeyes",
	    .name = (char *)"PimEyes",
	    .law = (char *)"gdpr",
	    .opened = 1764374400123,
	    .stage = CASEWORK_STAGE_WAITING,
	    .sent = day("2026-11-20"),
	    .received = day("2026-11-21"),
	    .proof = CASEWORK_RECEIVED_TOLD,
	    .claimed = day("2026-12-30"),
	    .set = LAW_NO_DAY,
	    .recourse = day("2027-01-20"),
	    .facts = (char *)"{\"for\":\"Mia M\"}",
	    .draft = "no_answer",
	    .how = "post",
	    .tracking = "RR1",
	    .deadline = day("2026-12-21"),
	    .verified = true,
	    .explained = (char *)"One month.",
	    .reply = CASEWORK_REPLY_PHOTO,
	    .step = {"wait", "", "Nothing is late.", day("2026-12-21")},
	};
}

TEST(tells_every_member_of_a_case)
{
	struct casework_case the_case = a_case();

	(void)state;
	expect_view(view_case(&the_case),
		    "{'case':7, 'reference':'LC-ABC', 'controller':'pimeyes',"
		    " 'name':'PimEyes', 'for':'Mia M', 'law':'gdpr',"
		    " 'stage':'waiting',"
		    " 'stage_words':'sent; they have time to answer',"
		    " 'opened':1764374400123, 'sent':'2026-11-20',"
		    " 'deadline':'2026-12-21', 'verified':true,"
		    " 'explained':'One month.', 'reply':'photo_demanded',"
		    " 'reply_words':'they want a photo of me',"
		    " 'step':{'action':'wait', 'letter':'',"
		    " 'reason':'Nothing is late.', 'day':'2026-12-21'},"
		    " 'due':false, 'clock':{'sent':'2026-11-20', 'how':'post',"
		    " 'tracking':'RR1', 'received':'2026-11-21',"
		    " 'received_how':'told', 'received_words':'as you say',"
		    " 'due':'2026-12-21', 'claimed':'2026-12-30', 'set':null,"
		    " 'recourse':'2027-01-20', 'draft':'no_answer'}}");
}

TEST(says_null_and_none_of_what_has_not_been)
{
	struct casework_case the_case = a_case();
	json_t *object;

	(void)state;
	the_case.sent = the_case.deadline = the_case.step.day = LAW_NO_DAY;
	the_case.received = LAW_NO_DAY;
	the_case.reply = CASEWORK_REPLIES;
	the_case.name = (char *)"Pim\xff";
	object = view_case(&the_case);
	assert_true(json_is_null(json_object_get(object, "sent")));
	assert_true(json_is_null(json_object_get(object, "deadline")));
	assert_true(json_is_null(
	    json_object_get(json_object_get(object, "step"), "day")));
	assert_string_equal(
	    json_string_value(json_object_get(json_object_get(object, "clock"),
					      "received_how")),
	    "");
	assert_string_equal(json_string_value(json_object_get(object, "reply")),
			    "none");
	assert_string_equal(
	    json_string_value(json_object_get(object, "reply_words")), "");
	assert_string_equal(
	    json_string_value(json_object_get(object, "name_hex")), "50696dff");
	json_decref(object);
}

static void expect_words(const char *kind, const char *detail,
			 const char *words)
{
	struct ledger_event event = {.case_id = 7,
				     .number = 2,
				     .kind = kind,
				     .day = "2026-11-22",
				     .detail = detail};
	json_t *object = view_event(&event);

	assert_string_equal(json_string_value(json_object_get(object, "words")),
			    words);
	json_decref(object);
}

TEST(tells_every_member_of_an_event)
{
	struct ledger_event event = {.case_id = 7,
				     .number = 2,
				     .kind = "sent",
				     .day = "2026-11-22",
				     .detail = "{\"how\":\"post\"}",
				     .tag = {0xab}};

	(void)state;
	expect_view(view_event(&event),
		    "{'case':7, 'number':2, 'day':'2026-11-22', 'kind':'sent',"
		    " 'words':'sent by post', 'detail':{'how':'post'},"
		    " 'tag':'ab0000000000000000000000000000000000000000000000"
		    "0000000000000000'}");
}

TEST(says_in_words_what_happened)
{
	(void)state;
	expect_words("drafted", "{\"letter\":\"request\",\"language\":\"de\"}",
		     "written: request (de)");
	expect_words("reply", "{\"kind\":\"refused\",\"note\":\"by mail\"}",
		     "answered: they refuse (by mail)");
	expect_words("complaint", "{\"how\":\"form\"}",
		     "complaint sent by form");
	expect_words("checked", "{\"there\":2,\"gone\":1}",
		     "looked again at the addresses: 2 still there, 1 gone");
	expect_words("closed", "{\"outcome\":\"\"}", "closed");
	expect_words("closed", "{\"outcome\":\"erased\"}", "closed: erased");
	expect_words("of the future", "{}", "of the future");
}

TEST(says_in_words_how_it_went_and_what_was_mended)
{
	(void)state;
	expect_words("sent", "{\"how\":\"post\",\"tracking\":\"RR1\"}",
		     "sent by post (number RR1)");
	expect_words("sent",
		     "{\"tracking\":\"RR1\",\"received\":\"2026-12-05\"}",
		     "sent (number RR1, arrived 2026-12-05)");
	expect_words("adopted", "{\"received\":\"2026-12-05\"}",
		     "sent without Lenscap (arrived 2026-12-05)");
	expect_words("adopted", "{\"how\":\"email\"}",
		     "sent without Lenscap, by email");
	expect_words("received", "{\"proof\":\"told\"}", "it reached them");
	expect_words("received", "{\"proof\":\"proven\"}",
		     "it reached them, proven");
	expect_words("stand",
		     "{\"stand\":\"accepted\",\"given\":\"2026-12-06\"}",
		     "what they asked for stops their time; given to them on"
		     " 2026-12-06");
	expect_words("stand", "{\"stand\":\"rejected\"}",
		     "what they asked for does not stop their time");
	expect_words("reply",
		     "{\"kind\":\"extension\",\"until\":\"2027-01-05\"}",
		     "answered: they take more time, until 2027-01-05");
	expect_words("discarded", "{\"letter\":\"request\"}",
		     "not to be sent: request");
	expect_words("reopened", "{}", "goes on");
	expect_words("corrected",
		     "{\"entry\":3,\"changes\":{\"day\":\"2026-12-02\","
		     "\"kind\":\"refused\",\"proven\":true}}",
		     "entry 3, corrected: day 2026-12-02; kind they refuse");
	expect_words("withdrawn", "{\"entry\":3,\"kind\":\"sent\"}",
		     "entry 3 (sent) never was");
}

/* A ledger of another version, or a damaged one, takes no answer down. */
TEST(survives_a_detail_that_is_no_object)
{
	(void)state;
	expect_words("sent", "[1]", "sent");
	expect_words("sent", "{", "sent");
}

TEST(tells_every_member_of_a_document)
{
	struct ledger_document document = {.id = 3,
					   .case_id = 7,
					   .name = "reply\xff.eml",
					   .type = "message/rfc822",
					   .kept = 1764374400123,
					   .sha256 = {1},
					   .bytes = 12345};

	(void)state;
	expect_view(view_document(&document),
		    "{'document':3, 'case':7, 'name':'reply?.eml',"
		    " 'name_hex':'7265706c79ff2e656d6c',"
		    " 'type':'message/rfc822', 'kept':1764374400123,"
		    " 'bytes':12345, 'sha256':'01000000000000000000000000000000"
		    "00000000000000000000000000000000'}");
}

TEST(tells_every_member_of_a_mail)
{
	struct casework_imported mail = {.id = 7,
					 .reply = CASEWORK_REPLY_ERASED,
					 .day = LAW_NO_DAY,
					 .until = day("2027-03-15"),
					 .language = "fr",
					 .from = "dpo@example.org",
					 .subject = "Re: LC-ABC",
					 .bounced = "legal@example.org",
					 .next = "https://example.org/form"};

	(void)state;
	expect_view(view_imported(&mail),
		    "{'case':7, 'kind':'erased', 'language':'fr',"
		    " 'kind_words':'they say that it is erased', 'day':null,"
		    " 'until':'2027-03-15', 'from':'dpo@example.org', "
		    "'subject':'Re: LC-ABC',"
		    " 'bounced':'legal@example.org',"
		    " 'next':'https://example.org/form'}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_every_member_of_a_case),
	    RUN(says_null_and_none_of_what_has_not_been),
	    RUN(tells_every_member_of_an_event),
	    RUN(says_in_words_what_happened),
	    RUN(says_in_words_how_it_went_and_what_was_mended),
	    RUN(survives_a_detail_that_is_no_object),
	    RUN(tells_every_member_of_a_document),
	    RUN(tells_every_member_of_a_mail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
