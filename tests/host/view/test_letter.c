/* test_letter.c: letters and what they hand over, as JSON. */
#include "expect.h"

TEST(says_the_state_of_a_disclosure_as_a_word_and_in_words)
{
	static const struct {
		enum letter_disclosed state;
		const char *word, *words;
	} states[] = {
	    {LETTER_NEW, "new", "new to them"},
	    {LETTER_HELD, "held", "nothing new, if they have it already"},
	    {LETTER_NOT_NEEDED, "not_needed", "not needed"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		struct letter_disclosure disclosure = {
		    "photo_addresses", states[i].state, 2, "words", "why"};
		char *expected = base_format(
		    "{'what':'photo_addresses', 'state':'%s',"
		    " 'state_words':'%s', 'count':2, 'words':'words',"
		    " 'why':'why'}",
		    states[i].word, states[i].words);

		expect_view(view_disclosure(&disclosure), expected);
		free(expected);
	}
}

TEST(tells_every_member_of_a_drafted_letter)
{
	struct letter letter = {.kind = (char *)"request",
				.subject = (char *)"Access",
				.language = LAW_DE};
	static const struct casework_warning warnings[] = {
	    {"no_contact", "None is known."},
	    {"no_address", "No address is known."}};
	struct casework_drafted drafted = {.case_id = 3,
					   .letter_id = 4,
					   .reference = "LC-ABC",
					   .controller = "pimeyes",
					   .name = "PimEyes",
					   .letter = &letter,
					   .known = "{}",
					   .law = "gdpr",
					   .authority = "de-berlin",
					   .reason = "You live there.",
					   .warnings = warnings,
					   .warning_count = 2};
	json_t *object = view_drafted(&drafted, false), *disclosed;

	(void)state;
	disclosed = view_disclosures(&drafted);
	assert_true(
	    json_equal(json_object_get(object, "discloses"), disclosed));
	json_decref(disclosed);
	json_object_del(object, "discloses");
	expect_view(object,
		    "{'letter':4, 'case':3, 'kind':'request',"
		    " 'reference':'LC-ABC', 'controller':'pimeyes',"
		    " 'name':'PimEyes', 'subject':'Access', 'language':'de',"
		    " 'law':'gdpr', 'authority':'de-berlin',"
		    " 'reason':'You live there.',"
		    " 'warning':'None is known.', 'warns':'no_contact',"
		    " 'warnings':[{'warns':'no_contact',"
		    "  'words':'None is known.'},"
		    "  {'warns':'no_address',"
		    "  'words':'No address is known.'}]}");
	drafted.warning_count = 0;
	object = view_drafted(&drafted, false);
	json_object_del(object, "discloses");
	expect_view(object,
		    "{'letter':4, 'case':3, 'kind':'request',"
		    " 'reference':'LC-ABC', 'controller':'pimeyes',"
		    " 'name':'PimEyes', 'subject':'Access', 'language':'de',"
		    " 'law':'gdpr', 'authority':'de-berlin',"
		    " 'reason':'You live there.',"
		    " 'warning':'', 'warns':'', 'warnings':[]}");
	object = view_drafted(&drafted, true);
	assert_string_equal(json_string_value(json_object_get(object, "text")),
			    "");
	json_decref(object);
}

/* What cannot be read hands over nothing that could be named. */
TEST(lists_no_disclosure_of_what_is_no_json)
{
	struct letter letter = {.kind = (char *)"request"};
	struct casework_drafted drafted = {.letter = &letter, .known = "{"};

	(void)state;
	expect_view(view_disclosures(&drafted), "[]");
}

TEST(tells_every_member_of_a_letter_and_its_files)
{
	struct ledger_letter letter = {.id = 4,
				       .case_id = 3,
				       .kind = "request",
				       .language = "de",
				       .subject = "Access",
				       .made = 1764374400123};
	struct casework_exhibit exhibit = {"02\xff.eml", "a reply", true};

	(void)state;
	expect_view(view_letter(&letter),
		    "{'letter':4, 'case':3, 'kind':'request',"
		    " 'language':'de', 'subject':'Access',"
		    " 'made':1764374400123}");
	expect_view(view_letter_file(4, "pdf", "a.pdf"),
		    "{'letter':4, 'format':'pdf', 'file':'a.pdf'}");
	expect_view(view_letter_file(4, NULL, "a.pdf"),
		    "{'letter':4, 'file':'a.pdf'}");
	expect_view(view_exhibit(&exhibit),
		    "{'file':'02?.eml', 'file_hex':'3032ff2e656d6c',"
		    " 'what':'a reply', 'good':true}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(says_the_state_of_a_disclosure_as_a_word_and_in_words),
	    RUN(tells_every_member_of_a_drafted_letter),
	    RUN(lists_no_disclosure_of_what_is_no_json),
	    RUN(tells_every_member_of_a_letter_and_its_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
