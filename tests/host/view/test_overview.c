/* test_overview.c: counts, answers, packs and clean copies as JSON. */
#include <lenscap/casework_findings.h>
#include <lenscap/view_answer.h>
#include <lenscap/view_overview.h>
#include <lenscap/view_pack.h>
#include <lenscap/view_registry.h>

#include "expect.h"

#define ACCESS(a, b, c, d, e, f)                                               \
	"{'public':" #a ", 'public_to_browsers':" #b ", 'login':" #c           \
	", 'stand_in':" #d ", 'absent':" #e ", 'unknown':" #f "}"

static struct casework_overview an_overview(void)
{
	return (struct casework_overview){
	    .photos = 1,
	    .say_where = 2,
	    .say_who = 3,
	    .places = 4,
	    .access = {90, 5, 6, 7, 8, 9, 10},
	    .gone = 11,
	    .not_asked = 12,
	    .photos_public = 13,
	    .photos_unknown = 14,
	    .asked = 15,
	    .stages = {16, 17, 18, 19, 20, 21},
	    .erased = 22,
	    .due = 23,
	};
}

TEST(tells_every_count_of_an_overview)
{
	struct casework_overview overview = an_overview();
	struct casework_site site = {.host = (char *)"a.example",
				     .places = 31,
				     .access = {91, 32, 33, 34, 35, 36, 37},
				     .gone = 38,
				     .not_asked = 39,
				     .photos = 40};
	struct casework_then then = {.day = 20000,
				     .places = {[CASEWORK_NOW_OPEN] = 41,
						[CASEWORK_NOW_UNKNOWN] = 42,
						[CASEWORK_NOW_GONE] = 43,
						[CASEWORK_NOW_OTHER] = 44}};

	(void)state;
	overview.history_count = 1;
	overview.history = &then;
	overview.looked = 5000;
	overview.unlearned = (struct casework_past){24, 25, 26, 27};
	overview.site_count = 1;
	overview.sites = &site;
	expect_view(
	    view_overview(&overview),
	    "{'photos':1, 'say_where':2, 'say_who':3, 'places':4,"
	    " 'access':" ACCESS(
		5, 6, 7, 8, 9,
		10) ", 'gone':11,"
		    " 'not_asked':12, 'photos_public':13, 'photos_unknown':14,"
		    " 'looked':5000, 'unlearned':{'photos':24, 'places':25,"
		    " 'first':26, 'last':27}, 'sites':[{'host':'a.example',"
		    " 'photos':40, 'places':31,"
		    " 'access':" ACCESS(
			32, 33, 34, 35, 36,
			37) ", 'gone':38,"
			    " 'not_asked':39}], 'history':[{'day':'2024-10-04',"
			    " 'open':41, 'unknown':42, 'gone':43, 'other':44}],"
			    " 'letters':{'asked':15, "
			    "'erased':22,"
			    " 'draft':16, 'waiting':17, 'overdue':18, "
			    "'replied':19,"
			    " 'complained':20, 'closed':21}, 'due':23}");
}

TEST(says_null_where_nobody_looked)
{
	struct casework_overview overview = an_overview();
	json_t *object = view_overview(&overview);

	(void)state;
	assert_true(json_is_null(json_object_get(object, "looked")));
	assert_true(json_is_null(json_object_get(object, "unlearned")));
	assert_int_equal(json_array_size(json_object_get(object, "sites")), 0);
	json_decref(object);
	overview.looked = overview.unlearned.places = 1;
	object = view_overview(&overview);
	assert_int_equal(json_integer_value(json_object_get(object, "looked")),
			 1);
	assert_true(json_is_object(json_object_get(object, "unlearned")));
	json_decref(object);
}

TEST(tells_every_member_of_an_answer)
{
	struct casework_answer_picture pictures[] = {
	    {.at = (char *)"p.3", .width = 40, .height = 30},
	    {.at = (char *)"photos/1.jpg",
	     .width = 50,
	     .height = 60,
	     .mine_count = 2,
	     .mine = {12, 7, 99}},
	};
	struct casework_answer_found found = {(char *)"what", (char *)"label",
					      (char *)"line", (char *)"file"};
	struct casework_answer answer = {
	    .id = 7,
	    .kept = true,
	    .reply = CASEWORK_REPLY_NOTHING,
	    .day = LAW_NO_DAY,
	    .until = LAW_NO_DAY,
	    .language = "de",
	    .count = 2,
	    .mine = 1,
	    .pictures = pictures,
	    .unread = 3,
	    .wordless = 4,
	    .cut = true,
	    .places = {1, &found},
	    .categories = {1, &found},
	    .files = {1, &found},
	    .next_count = 1,
	    .next = {{"erase", "They have it.", (char *)"lenscap letter"}},
	};

	(void)state;
	expect_view(
	    view_answer(&answer),
	    "{'case':7, 'kept':true, 'kind':'nothing_held',"
	    " 'kind_words':'they hold nothing about me', 'day':null,"
	    " 'until':null, 'language':'de', 'picture_count':2, 'mine':1, "
	    "'unknown':1,"
	    " 'unread':3, 'wordless':4, 'cut':true,"
	    " 'pictures':[{'at':'p.3', 'width':40, 'height':30, 'mine':[]},"
	    " {'at':'photos/1.jpg', 'width':50, 'height':60,"
	    " 'mine':[12, 7]}],"
	    " 'places':[{'url':'what', 'file':'file'}],"
	    " 'categories':[{'category':'what', 'words':'label',"
	    " 'line':'line', 'file':'file'}],"
	    " 'files':[{'file':'what', 'words':'label', 'why':'line'}],"
	    " 'next':[{'letter':'erase', 'words':'They have it.',"
	    " 'command':'lenscap letter'}]}");
}

#define HELPER "'helper':{'name':'Advice', 'email':'h@a.example', 'web':''}"

TEST(tells_of_a_pack_what_it_says_and_whether_it_is_here)
{
	struct registry_introduction introduction = {"en", "Begin here."};
	struct registry_withdrawal withdrawal = {"pimeyes", "x@p.example",
						 "bounced", "2026-11-02"};
	const char *preset[] = {"pimeyes", "clearview-ai"};
	const struct registry_pack pack = {.name = "advice",
					   .title = "Advice first",
					   .made = "2026-11-01",
					   .version = 4,
					   .helper_name = "Advice",
					   .helper_email = "h@a.example",
					   .helper_web = "",
					   .introduction_count = 1,
					   .preset_count = 2,
					   .withdrawal_count = 1,
					   .introductions = &introduction,
					   .preset = preset,
					   .withdrawals = &withdrawal};
	struct casework_pack_change change = {"law", (char[]){"lgpd"}, true};
	struct casework_pack_kept kept = {
	    .name = "advice",
	    .version = 3,
	    .key = {.id = {8, 7, 6, 5, 4, 3, 2, 1}}};
	char text[SIGNATURE_KEY_TEXT];
	json_t *object = view_pack_kept(&kept);

	(void)state;
	signature_public_text(&kept.key, text);
	assert_string_equal(
	    json_string_value(json_object_get(object, "signer")), text);
	json_object_del(object, "signer");
	expect_view(object, "{'name':'advice', 'version':3,"
			    " 'signer_id':'0102030405060708', 'here':false}");
	kept.pack = &pack;
	kept.changes = (struct casework_pack_changes){&change, 1, 1};
	kept.unfit = "It fits nothing.";
	object = view_pack_kept(&kept);
	json_object_del(object, "signer");
	expect_view(object,
		    "{'name':'advice', 'title':'Advice first', 'version':4,"
		    " 'made':'2026-11-01', " HELPER ","
		    " 'introduction':[{'language':'en',"
		    " 'text':'Begin here.'}],"
		    " 'preset':['pimeyes', 'clearview-ai'],"
		    " 'withdrawn':[{'slug':'pimeyes',"
		    " 'contact':'x@p.example', 'reason':'bounced',"
		    " 'date':'2026-11-02'}], 'names':'',"
		    " 'changes':[{'kind':'law',"
		    " 'what':'lgpd', 'corrects':true}],"
		    " 'unfit':'It fits nothing.',"
		    " 'signer_id':'0102030405060708', 'here':true}");
}

/* What both files tell in the same words has stayed. */
TEST(tells_what_a_clean_copy_lost_and_what_stayed)
{
	const struct ipc_finding before[] = {{IPC_FINDING_GPS, "48.2, 16.4"},
					     {IPC_FINDING_AUTHOR, "Zoe"},
					     {IPC_FINDING_AUTHOR, "Max"}};
	static struct ipc_picture was = {.count = 3}, is = {.count = 1};
	struct casework_cleaned row = {.path = "a.jpg",
				       .out = "b.jpg",
				       .code = "",
				       .why = "",
				       .bytes = 900,
				       .clean_bytes = 700,
				       .was = &was,
				       .is = &is};
	json_t *object, *removed, *stayed;

	(void)state;
	memcpy(was.findings, before, sizeof(before));
	is.findings[0] = before[1];
	is.format = IPC_FORMAT_PNG;
	is.unread_bytes = 6;
	object = view_cleaned(&row);
	removed = json_pack("[o, o]", view_finding("gps", "48.2, 16.4"),
			    view_finding("author", "Max"));
	stayed = json_pack("[o]", view_finding("author", "Zoe"));
	assert_true(json_equal(json_object_get(object, "removed"), removed));
	assert_true(json_equal(json_object_get(object, "stayed"), stayed));
	json_decref(removed);
	json_decref(stayed);
	json_object_del(object, "removed");
	json_object_del(object, "stayed");
	expect_view(object, "{'file':'a.jpg', 'status':'ok', 'copy':'b.jpg',"
			    " 'format':'png', 'bytes':900, 'clean_bytes':700,"
			    " 'pixels':'identical', 'unread_bytes':6}");
	row.out = "";
	row.code = "taken";
	row.why = "It is there already.";
	expect_view(view_cleaned(&row), "{'file':'a.jpg', 'status':'error',"
					" 'error':{'code':'taken',"
					" 'message':'It is there already.'}}");
}

TEST(tells_a_region_and_a_page)
{
	(void)state;
	expect_view(view_region("de-be", "Berlin"),
		    "{'code':'de-be', 'name':'Berlin'}");
	expect_view(view_page("r\xff.html", 77),
		    "{'file':'r?.html', 'file_hex':'72ff2e68746d6c',"
		    " 'bytes':77}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_every_count_of_an_overview),
	    RUN(says_null_where_nobody_looked),
	    RUN(tells_every_member_of_an_answer),
	    RUN(tells_of_a_pack_what_it_says_and_whether_it_is_here),
	    RUN(tells_what_a_clean_copy_lost_and_what_stayed),
	    RUN(tells_a_region_and_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
