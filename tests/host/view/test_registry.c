/* test_registry.c: controllers, authorities, the person and the law. */
#include "expect.h"

#include <lenscap/view_registry.h>

static const char *texts[] = {"de", "x\xff"};
static struct registry_contact contact = {
    REGISTRY_EMAIL,
    REGISTRY_UNVERIFIED,
    "a@b.example",
    "old",
    {"https://s.example", "2026-01-02", true, ""}};
static struct registry_decision decision = {
    .authority = "fr-cnil",
    .by = "CNIL",
    .date = "2022-10-17",
    .reference = "SAN-2022-019",
    .amount = "20 000 000 EUR",
    .outcome = "fined",
    .kind = "fine",
    .about = "",
    .article_count = 1,
    .articles = texts,
    .source = {"https://d.example", "2026-03-04", false, ""}};
static struct registry_representative representative = {
    "eu", true, "Rep", "Street", "r@b.example", {"", "2026-03-04", true, ""}};

static struct registry_controller a_controller(void)
{
	return (struct registry_controller){
	    .slug = "pimeyes",
	    .name = "Pim\xff",
	    .country_count = 2,
	    .countries = texts,
	    .kind = REGISTRY_FACE_SEARCH,
	    .address = "",
	    .email = "a@b.example",
	    .webform = "",
	    .web = "https://b.example",
	    .language = "en",
	    .quality = "verified",
	    .reason = "",
	    .contact_unknown = true,
	    .needs_id_document = true,
	    .contact_count = 1,
	    .contacts = &contact,
	    .decision_count = 1,
	    .decisions = &decision,
	    .representative_count = 1,
	    .representatives = &representative,
	    .asks_for_photo = {true, true, "It does.", {"u", "2026", true, ""}},
	    .asks_for_id = {true, false, "", {"u", "2026", true, ""}},
	    .says_it_needs = {false, false, "", {"", "", false, ""}},
	    .milder_key = {true, true, "an e-mail", {"u", "2026", false, ""}},
	    .opt_out = {false, false, "", {"", "", false, ""}},
	    .provenance = {REGISTRY_OURS, "", "2026-05-06", false},
	};
}

#define CONTROLLER                                                             \
	"'slug':'pimeyes', 'name':'Pim?', 'name_hex':'50696dff',"              \
	" 'kind':'face_search', 'kind_words':'face search engines',"           \
	" 'countries':['de', 'x?'], 'language':'en', 'email':'a@b.example',"   \
	" 'webform':'', 'web':'https://b.example', 'address_known':false,"     \
	" 'contact_unknown':true, 'contact_unverified':true,"                  \
	" 'asks_for_photo':true,"                                              \
	" 'asks_for_id':false, 'needs_id_document':true,"                      \
	" 'quality':'verified', 'origin':'ours', 'unchecked':false,"           \
	" 'gone':''"

TEST(tells_every_member_of_a_controller)
{
	struct registry_controller to = a_controller();
	struct registry_hit hit = {.controller = &to, .score = 7};

	(void)state;
	expect_view(view_controller(&to), "{" CONTROLLER "}");
	expect_view(view_hit(&hit), "{" CONTROLLER ", 'score':7}");
}

TEST(tells_whether_the_best_contact_was_verified)
{
	static const struct {
		enum registry_state email, form;
		bool unverified;
	} tried[] = {
	    {REGISTRY_CURRENT, REGISTRY_UNVERIFIED, false},
	    {REGISTRY_UNVERIFIED, REGISTRY_CURRENT, true},
	    {REGISTRY_BOUNCED, REGISTRY_UNVERIFIED, true},
	    {REGISTRY_BOUNCED, REGISTRY_CURRENT, false},
	    {REGISTRY_BOUNCED, REGISTRY_STATES, false}, /* none */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
		struct registry_contact contacts[] = {
		    {.medium = REGISTRY_EMAIL, .state = tried[i].email},
		    {.medium = REGISTRY_WEBFORM, .state = tried[i].form}};
		struct registry_controller to = a_controller();
		json_t *told;

		to.contacts = contacts;
		to.contact_count = 2;
		told = view_controller(&to);
		assert_int_equal(
		    json_is_true(json_object_get(told, "contact_unverified")),
		    tried[i].unverified);
		json_decref(told);
	}
}

TEST(tells_more_of_the_whole_controller)
{
	struct registry_controller to = a_controller();

	(void)state;
	expect_view(
	    view_controller_whole(&to),
	    "{" CONTROLLER ", 'finds_by':[], 'address':'', 'runs':[],"
	    " 'contacts':[{'medium':'email', 'state':'unverified',"
	    " 'value':'a@b.example', 'note':'old',"
	    " 'source':'https://s.example', 'date':'2026-01-02',"
	    " 'source_date':'', 'verified':true}],"
	    " 'representatives':[{'territory':'eu', 'named':true,"
	    " 'name':'Rep', 'address':'Street', 'email':'r@b.example',"
	    " 'source':'', 'date':'2026-03-04', 'source_date':'',"
	    " 'verified':true}],"
	    " 'decisions':[{'kind':'fine', 'about':'', 'authority':'fr-cnil', "
	    "'by':'CNIL',"
	    " 'date':'2022-10-17', 'reference':'SAN-2022-019',"
	    " 'amount':'20 000 000 EUR', 'outcome':'fined',"
	    " 'articles':['de'], 'verified':false,"
	    " 'source':'https://d.example', 'read':'2026-03-04', "
	    "'source_date':''}],"
	    " 'milder_key':'an e-mail', 'says_it_needs':'',"
	    " 'claims':{'asks_for_photo':{'holds':true, 'text':'It does.',"
	    " 'source':'u', 'date':'2026', 'source_date':'', 'verified':true},"
	    " 'asks_for_id':{'holds':false, 'text':'', 'source':'u',"
	    " 'date':'2026', 'source_date':'', 'verified':true}, "
	    "'says_it_needs':null,"
	    " 'milder_key':{'holds':true, 'text':'an e-mail', 'source':'u',"
	    " 'date':'2026', 'source_date':'', 'verified':false}, "
	    "'opt_out':null},"
	    " 'comments':[], 'sources':[], 'set':'', 'date':'2026-05-06'}");
}

TEST(tells_what_was_imported_and_what_was_not)
{
	struct registry_imported counts = {.companies = 1,
					   .authorities = 2,
					   .obsolete = 3,
					   .skipped = 4,
					   .other = 5};

	(void)state;
	expect_view(view_registry_imported(&counts),
		    "{'companies':1, 'authorities':2, 'obsolete':3,"
		    " 'skipped':4, 'other':5}");
	expect_view(view_registry_skipped("a\xff.json", "It is no JSON."),
		    "{'skipped':'a?.json', 'skipped_hex':'61ff2e6a736f6e',"
		    " 'status':'error', 'reason':'It is no JSON.'}");
}

TEST(tells_every_key_of_the_person)
{
	struct casework_me me = {.name = (char *)"Zoë",
				 .email = (char *)"",
				 .address = (char *)"A\nB",
				 .country = (char *)"de",
				 .region = (char *)"",
				 .language = (char *)"de",
				 .former = (char *)"",
				 .birth = (char *)"1990-05-17",
				 .phone = (char *)"",
				 .handle = (char *)"zoe",
				 .emails = (char *)"",
				 .customer = (char *)"",
				 .letterhead = (char *)"Club\nB",
				 .signature = "0123456789abcdef"};
	json_t *object = view_me(&me);

	(void)state;
	for (size_t i = 0; casework_me_keys[i].name != NULL; i++)
		assert_string_equal(json_string_value(json_object_get(
					object, casework_me_keys[i].name)),
				    casework_me_value(&me, i));
	assert_string_equal(json_string_value(json_object_get(object, "name")),
			    "Zoë");
	assert_string_equal(
	    json_string_value(json_object_get(object, "signature")),
	    "0123456789abcdef");
	json_decref(object);
}

TEST(tells_a_signature_as_its_ink)
{
	uint8_t ink[] = {0, 255, 16, 1};
	struct casework_signature signature = {2, 2, ink};

	(void)state;
	expect_view(view_signature(&signature),
		    "{'columns': 2, 'rows': 2, 'ink': 'AP8QAQ=='}");
	expect_view(view_signature(&(struct casework_signature){0}),
		    "{'columns': 0, 'rows': 0, 'ink': ''}");
}

TEST(tells_a_deadline_as_the_law_counts_it)
{
	struct law_question question = {.law = "gdpr",
					.country = "de",
					.region = "",
					.extended_on = LAW_NO_DAY};
	struct law_deadline deadline;
	struct law_fault fault;
	struct law_set *set;
	json_t *object, *norm;

	(void)state;
	assert_int_equal(law_day_parse("2026-03-05", &question.received),
			 LENS_OK);
	assert_int_equal(law_open("host/share/laws", &fault, &set), LENS_OK);
	assert_int_equal(law_deadline(set, &question, &fault, &deadline),
			 LENS_OK);
	object = view_deadline(set, &question, &deadline);
	assert_int_equal(json_object_size(object), 12);
	assert_string_equal(json_string_value(json_object_get(object, "start")),
			    "2026-03-05");
	assert_string_equal(json_string_value(json_object_get(object, "due")),
			    "2026-04-07");
	assert_true(json_is_false(json_object_get(object, "extended")));
	assert_string_equal(json_string_value(json_object_get(
				json_object_get(object, "sentence"), "de")),
			    deadline.sentence[LAW_DE]);
	norm = json_array_get(json_object_get(object, "norms"), 0);
	assert_true(json_is_string(json_object_get(norm, "id")));
	assert_int_equal(json_object_size(norm), 3);
	json_decref(object);
	law_deadline_free(&deadline);
	law_close(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_every_member_of_a_controller),
	    RUN(tells_more_of_the_whole_controller),
	    RUN(tells_whether_the_best_contact_was_verified),
	    RUN(tells_what_was_imported_and_what_was_not),
	    RUN(tells_every_key_of_the_person),
	    RUN(tells_a_signature_as_its_ink),
	    RUN(tells_a_deadline_as_the_law_counts_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
